"""The checks: every row proves itself on its own examples, and what holds for any segment."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.checks import CHECKS, Check, check
from translate.corpus import Segment, Status
from translate.names import lost_names, sound
from translate.numerals import readings

CASES = Path(__file__).parent / "cases" / "checks.jsonl"

# The types of ITS 2.0 that the checks are named after.
ITS_TYPES = frozenset({
    "terminology", "mistranslation", "omission", "untranslated", "addition", "duplication", "inconsistency",
    "grammar", "legal", "register", "locale-specific-content", "locale-violation", "style", "characters",
    "misspelling", "typographical", "formatting", "inconsistent-entities", "numbers", "markup",
    "pattern-problem", "whitespace", "internationalization", "length", "non-conformance", "uncategorized",
})  # fmt: skip


def segment(lang: str, cleaned: str, target: str | None, status: Status | None = None) -> Segment:
    status = status or ("kept" if lang == "en" else "translated")
    return Segment("a:1.1", "a", lang, status, cleaned, cleaned, target)


def flags(lang: str, cleaned: str, target: str | None, status: Status | None = None) -> list[str]:
    return [flag.check for flag in check(segment(lang, cleaned, target, status))]


def examples(kind: str) -> Iterator[Any]:
    for row in CHECKS:
        for number, example in enumerate(getattr(row, kind)):
            yield pytest.param(row, *example, id=f"{row.id}-{number}")


@pytest.mark.parametrize(("row", "lang", "cleaned", "target"), list(examples("examples")))
def test_each_example_is_flagged(row: Check, lang: str, cleaned: str, target: str | None) -> None:
    assert row.id in flags(lang, cleaned, target)


@pytest.mark.parametrize(("row", "lang", "cleaned", "target"), list(examples("keeps")))
def test_what_is_sound_stays_without_a_flag(row: Check, lang: str, cleaned: str, target: str | None) -> None:
    assert row.id not in flags(lang, cleaned, target)


def test_the_table_is_whole() -> None:
    names = [row.id for row in CHECKS]
    assert len(set(names)) == len(names)
    assert set(names) <= ITS_TYPES
    for row in CHECKS:
        assert row.why.endswith("."), row.id
        assert row.examples, row.id
        assert row.keeps, row.id
        assert row.statuses, row.id
        assert "furniture" not in row.statuses, row.id


def cases() -> Iterator[Any]:
    for number, line in enumerate(CASES.read_text("utf-8").splitlines(), 1):
        case = json.loads(line)
        marks = [pytest.mark.xfail(strict=True, reason=case["known"])] if "known" in case else []
        yield pytest.param(case, id=f"{number}-{case['lang']}", marks=marks)


@pytest.mark.parametrize("case", list(cases()))
def test_case(case: dict[str, Any]) -> None:
    found = check(segment(case["lang"], case["source"], case["target"]))
    assert [flag.check for flag in found] == case["flags"]
    for quoted in case.get("quotes", ()):
        assert any(f"“{quoted}”" in flag.message for flag in found), quoted


def test_furniture_is_never_checked() -> None:
    assert flags("tr", "Leave a Reply \ufffd", None, "furniture") == []


def test_a_language_without_a_model_is_kept_and_not_called_empty() -> None:
    assert flags("de", "Er kam um 14 Uhr.", None, "kept") == []


def test_sound_english_deserves_no_flag() -> None:
    text = "“The CSTO,” said I. Aliyev (43), “met in the U.S. on Feb. 22.” No, no, no: 4.5 percent."
    assert flags("en", text, text) == []


ANY_TEXT = st.text(max_size=80) | st.lists(
    st.sampled_from(
        ["14", "4,5", "milyar", ".", "“", '"', "(", "Aliyev'in", "the", "the", "İ", "\ufffd", "ə"]
    )
).map(" ".join)


@given(
    st.sampled_from(["tr", "az", "ru", "en", "de"]),
    ANY_TEXT,
    ANY_TEXT | st.none(),
    st.sampled_from(["translated", "repaired", "kept", "furniture"]),
)
def test_any_segment_can_be_checked(lang: str, cleaned: str, target: str | None, status: Status) -> None:
    found = check(segment(lang, cleaned, target, status))
    assert [flag.check for flag in found] == [row.id for row in CHECKS if row.id in {f.check for f in found}]
    assert all(flag.message for flag in found)


# Some 8,000 words: at this length a check whose time is quadratic is felt.
@pytest.mark.parametrize(
    "unit", ["word ", "w", "4,5 ", "1.", "(", '"', "Aliyev'in ", "aB", "ə ", "İ", "the end "]
)
def test_any_length_is_checked_in_bounded_time(unit: str) -> None:
    text = (unit * 40_000)[:40_000]
    assert check(segment("ru", "Да.", text))
    assert "omission" not in flags("tr", text, text)


def test_a_target_of_five_thousand_words_is_read_to_where_it_repeats() -> None:
    sound_start = " ".join(f"word{number}" for number in range(1_500))
    assert "duplication" in flags("tr", "Geldi.", sound_start + " and again" * 1_750)


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        ("tr", "4,5", {4.5}),
        ("tr", "1.250.000", {1_250_000.0}),
        ("en", "1,250,000", {1_250_000.0}),
        ("ru", "12 300", {12_300.0}),
        ("tr", "1.250", {1_250.0, 1.25}),
        ("tr", "250 bin", {250_000.0}),
        ("tr", "5 bin 400", {5_400.0}),
        ("tr", "4 buçuk milyon", {4_500_000.0}),
        ("en", "£5m", {5.0, 5_000_000.0}),
        ("en", "3 p.m.", {3.0, 15.0}),
        ("tr", "90'lı", {90.0, 1990.0}),
        ("en", "half a century", {0.5, 50.0}),
        ("en", "three decades", {3.0, 30.0}),
        ("ru", "XX век", {20.0, 2_000.0}),
        ("tr", "%50", {50.0, 1950.0, 0.5}),
    ],
)
def test_a_number_has_these_readings(lang: str, text: str, values: set[float]) -> None:
    assert [set(number.values) for number in readings(text, lang)] == [values]


def test_a_number_is_no_longer_than_it_can_be() -> None:
    assert {40_000.0, 12_000.0} <= set(readings("40 binden 12 bine", "tr")[0].values)
    assert 2_400_000.0 in readings("2,4 milyonun altına", "tr")[0].values
    assert readings("5 bin 400", "tr")[0].values == {5_400.0}


def test_number_words_are_read_as_wholes() -> None:
    assert 250_000.0 in readings("two hundred and fifty thousand", "en")[0].values
    assert 1_500_000.0 in readings("one and a half million", "en")[0].values
    assert 500_000.0 in readings("half a million", "en")[0].values
    assert 14.0 in readings("on dört", "tr")[0].values
    assert 25.0 in readings("двадцать пять", "ru")[0].values
    assert {"14:30", "2:30"} <= set(readings("14.30", "tr")[0].values)


@given(st.text(max_size=60), st.sampled_from(["tr", "az", "ru", "en", "xx"]))
def test_readings_stand_in_the_text(text: str, lang: str) -> None:
    numbers = readings(text, lang)
    assert all(number.text in text and number.values for number in numbers)
    assert [n.text for n in numbers if n.digits] or not any(mark.isdecimal() for mark in text)


@pytest.mark.parametrize(
    ("lang", "name", "english"),
    [
        ("az", "Əliyev", "Aliyev"),
        ("az", "Ceyhun", "Jeyhun"),
        ("ru", "Джейхун", "Jeyhun"),
        ("tr", "Şuşa", "Shusha"),
        ("ru", "Шуша", "Shusha"),
        ("az", "Xankəndi", "Khankandi"),
    ],
)
def test_names_sound_alike_across_alphabets(lang: str, name: str, english: str) -> None:
    assert sound(name, lang) == sound(english, "en")


def test_a_name_is_found_under_its_endings() -> None:
    for source in ("Dün Putin'le Aliyev'in evinde", "Dün Erdoğan'ın konuğu Paşinyan'dı"):
        target = "Putin and Aliyev, Erdogan and Pashinyan"
        assert lost_names(source, target, "tr") == []
    assert lost_names("Вчера Алиеву звонил Пашинян.", "Aliyev called him.", "ru") == ["Пашинян"]
    assert lost_names("Gestern kam Scholz.", "He came.", "de") == []
