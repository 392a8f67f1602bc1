"""The splitter: cases that read as prose, and what holds for any text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.segmentation_score import boundary_scores
from translate.sentences import JOINS, LONGEST, profile, split

CASES = Path(__file__).parent / "cases"
LANGUAGES = ("en", "tr", "az", "ru")
KNOWN_FAILURE = pytest.mark.xfail(strict=True, raises=AssertionError)


def lines_of(lang: str) -> Iterator[tuple[int, str, bool]]:
    """Number, text and whether it is a known failure, for each case of a language."""
    known_failure = False
    text = (CASES / f"sentences.{lang}.txt").read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if line == "[known failures]":
            known_failure = True
        elif line.strip() and not line.startswith("#"):
            yield number, line.strip(), known_failure


def cases() -> Iterator[Any]:
    for lang in LANGUAGES:
        for number, line, known_failure in lines_of(lang):
            marks = (KNOWN_FAILURE,) if known_failure else ()
            yield pytest.param(lang, line, marks=marks, id=f"{lang}:{number}")


@pytest.mark.parametrize(("lang", "case"), list(cases()))
def test_case(lang: str, case: str) -> None:
    wanted = re.split(r"\s*\|\s*", case)
    pieces = split(case.replace(" | ", " ").replace("|", ""), lang)
    assert [piece.strip() for piece in pieces] == wanted


# Text that is dense in what the rules look at.
PARTS = [
    ".", "!", "?", "…", "...", " ", "  ", "\n", "\u00a0", "\n\n", "“", "”", '"', "'", "«", "»", "(", ")", "[",
    "]", "–", "-", ",", "6", "2023", "4,5", "II", "A", "İ", "г", "т", "vb", "və s", "U.S", "Prof", "No",
    "Putin", "asked", "dedi", "The", "Bu", "Он", "word", "Word", "az", "Az", "。", "😀", "\u0301", "\ud800",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PARTS), max_size=40).map("".join) | st.text(max_size=200)


@given(TEXTS, st.sampled_from([*LANGUAGES, "de", "zh", "", "../en"]))
def test_pieces_partition_the_text(text: str, lang: str) -> None:
    pieces = split(text, lang)
    assert "".join(pieces) == text
    assert all(pieces)
    assert all(piece.strip() for piece in pieces) or len(pieces) == 1
    assert all(not piece[0].isspace() for piece in pieces[1:])


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_quotation_marks_stay_with_their_sentence(text: str, lang: str) -> None:
    pieces = split(re.sub(r"\s*\n\s*\n\s*", " ", text), lang)
    assert all(piece[0] not in "”»)]" for piece in pieces[1:])
    assert all(piece.rstrip()[-1:] not in ("«", "(", "[") for piece in pieces[:-1])


def test_no_text_no_pieces() -> None:
    assert split("", "en") == []
    assert split(" \n", "en") == [" \n"]


def test_a_blank_line_ends_a_sentence() -> None:
    assert split("\n  A headline\n \nand more", "en") == ["\n  A headline\n \n", "and more"]
    assert split("hard-wrapped\nline", "en") == ["hard-wrapped\nline"]


# At this length a splitter whose time is quadratic is felt.
@pytest.mark.parametrize(
    "unit",
    [
        "word ",
        "word",
        "a, b ",
        "?!",
        "a. ",
        '." ',
        "(vb. ",
        "6. ",
        "\n ",
        " ",
        "“",
        "А. ",
        "Ab.Cd",
        "”“ ",
        ".",
    ],
)
def test_pieces_are_of_bounded_length_whatever_comes(unit: str) -> None:
    text = (unit * 60_000)[:60_000]
    pieces = split(text, "tr")
    assert "".join(pieces) == text
    assert max(len(piece.rstrip()) for piece in pieces) <= LONGEST


def test_long_text_is_cut_at_clauses_or_else_between_words() -> None:
    clauses = split("word word, " * 1000, "en")
    assert all(piece.endswith("word, ") for piece in clauses)
    assert all(piece.endswith("word ") for piece in split("word " * 2000, "en"))


def test_every_reason_to_join_is_needed() -> None:
    """Without any one row of the table, some case of some language comes out wrong."""
    import translate.sentences as module

    def wrong() -> int:
        return sum(
            [piece.strip() for piece in split(re.sub(r" \| |\|", lambda m: m[0].strip("|")[:1], line), lang)]
            != re.split(r"\s*\|\s*", line)
            for lang in LANGUAGES
            for _, line, known_failure in lines_of(lang)
            if not known_failure
        )

    assert wrong() == 0
    for join in JOINS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "JOINS", tuple(other for other in JOINS if other is not join))
            assert wrong() > 0, join.__name__


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_data_of_each_language_is_whole(lang: str) -> None:
    data = profile(lang)
    for section in ("never_ends", "before_numbers", "may_end", "ends", "starters", "saying"):
        entries = getattr(data, section)
        assert entries, section
        assert not [entry for entry in entries if entry.endswith(".") or entry != entry.strip()], section
    assert not data.never_ends & data.may_end
    assert not data.never_ends & data.starters
    assert all(word[0].isupper() for word in data.starters)
    assert ("ordinals" in data.settings) == bool(data.counts) == (lang in ("tr", "az"))


def test_scores_count_what_was_found_and_what_was_missed() -> None:
    lines = ["He came.", "She left", "They met. Nobody knew.", "It rained."]
    # Found: after came, met, knew. Known: after came, left, knew.
    assert boundary_scores(lines, "en") == (2 / 3, 2 / 3)
