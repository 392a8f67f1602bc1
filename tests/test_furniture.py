"""Page furniture is set aside with a reason, and no line of an article is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate import furniture
from translate.rules.furniture import LINES, LineRule, folded, moment
from translate.sources import paragraphs

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases" / "furniture.txt"
BODY = (
    "The ferry between the harbour and the islands took up its service on Tuesday, after three days in port."
)


def pages() -> Iterator[tuple[str, list[str]]]:
    for page in CASES.read_text("utf-8").split("\n=== ")[1:]:
        name, *lines = page.split("\n")
        yield name, [line for line in lines if line.strip()]


def set_aside(seed: str) -> tuple[list[int], list[str]]:
    """The numbers, from 1, of the paragraphs of a seed that are furniture, and those paragraphs."""
    (file,) = (ROOT / "seeds").glob(f"{seed}_*.txt")
    found = paragraphs(file.read_text("utf-8"))
    numbers = [number for number, reason in enumerate(furniture.mark(found), 1) if reason]
    return numbers, [found[number - 1].strip() for number in numbers]


@pytest.mark.parametrize(("name", "lines"), [pytest.param(*page, id=page[0]) for page in pages()])
def test_pages(name: str, lines: list[str]) -> None:
    del name
    reasons = furniture.mark([line[2:] + "\n" for line in lines])
    marked = [("- " if reason else "+ ") + line[2:] for line, reason in zip(lines, reasons, strict=True)]
    assert marked == lines
    assert all(reason is None or len(reason) > 10 for reason in reasons)


@pytest.mark.parametrize(("name", "lines"), [pytest.param(*page, id=page[0]) for page in pages()])
def test_an_article_without_its_furniture_stays_whole(name: str, lines: list[str]) -> None:
    del name
    article = [line[2:] for line in lines if line.startswith("+ ")]
    assert furniture.mark(article) == [None] * len(article)


@pytest.mark.parametrize(
    ("seed", "expected"),
    [
        ("000", [1, *range(15, 21)]),
        ("001", [1, *range(17, 23)]),
        ("002", []),
        ("003", list(range(6, 15))),
        ("004", [2, *range(12, 120)]),
    ],
)
def test_seeds(seed: str, expected: list[int]) -> None:
    assert set_aside(seed)[0] == expected


def test_reasons_name_the_heading_that_a_line_stands_under() -> None:
    reasons = furniture.mark(["Ferry runs", BODY, "Latest news", "Tunnel closed"])
    assert reasons[2:] == [
        "heads a list of other articles",
        "stands under “Latest news”, which heads a list of other articles",
    ]


# What an article may end with, in lines that say a thing twice.
ENDINGS = {
    "percentages": ["Ankara", "yüzde 85", "İzmir", "yüzde 85", "Bursa", "yüzde 81", "Adana", "yüzde 79"],
    "a table": ["Town", "Votes", "Harbour", "12", "Cape", "12", "Old Mole", "15", "Northern Isle", "12"],
    "results": ["Harbour", "2-1", "Cape", "Mole", "2-1", "Island", "Town", "0-0", "School"],
    "medals": ["Türkiye", "3", "1", "Azerbaycan", "3", "2", "Rusya", "2", "2"],
    "a refrain": ["The masts are white", "Away, away", "The gulls have left", "Away, away", "And so have I"],
    "a refrain in a long poem": [
        "The masts are white with rime",
        "The harbour sleeps in winter light",
        "The harbour sleeps in winter light",
        "The gulls have left the pier tonight",
        "The masts are white with rime",
    ],
    "code": ["```", "sail --to islands", "```", "The code is free"],
}


@pytest.mark.parametrize("lines", ENDINGS.values(), ids=ENDINGS.keys())
def test_what_comes_twice_at_the_end_of_an_article_stays(lines: list[str]) -> None:
    page = ["Ferry runs again", BODY, BODY, *lines]
    assert furniture.mark(page) == [None] * len(page)


@pytest.mark.parametrize("value", ["12", "2-1", "% 85", "yüzde 85", "85 percent", "Harbour"])
def test_a_value_of_the_head_may_come_again_at_the_end(value: str) -> None:
    page = ["Ferry runs again", value, BODY, BODY, "The islands", value, "85 %", "The harbour by night"]
    assert furniture.mark(page) == [None] * len(page)
    page = ["Harbour", "Ferry runs again", BODY, BODY, "Cape", "2-1", "Harbour", "Mole", "0-0", "Island"]
    assert furniture.mark(page) == [None] * len(page)


def test_a_headline_that_comes_again_is_set_aside_and_ends_nothing() -> None:
    page = ["Ferry runs again", BODY, BODY, "Ferry runs again", "The masts are white"]
    assert furniture.mark(page) == [None, None, None, "repeats a line above", None]
    assert furniture.mark(["Ferry runs again", *page])[:2] == [None, "repeats a line above"]


@pytest.mark.parametrize("row", LINES, ids=lambda row: row.id)
def test_each_row_does_what_its_examples_say(row: LineRule) -> None:
    assert row.examples
    assert row.keeps
    assert [line for line in row.examples if not row.matches(folded(line))] == []
    assert [line for line in row.keeps if row.matches(folded(line))] == []


@pytest.mark.parametrize("row", LINES, ids=lambda row: row.id)
def test_rows_that_talk_say_so(row: LineRule) -> None:
    sentences = [line for line in row.examples if len(line.split()) >= 12 and line.endswith(".")]
    assert row.talks or not sentences


def test_each_row_has_a_name_of_its_own_and_no_pattern_matches_nothing() -> None:
    assert len({row.id for row in LINES}) == len(LINES)
    assert not any(row.matches("") for row in LINES)


@pytest.mark.parametrize("row", LINES, ids=lambda row: row.id)
def test_a_phrase_inside_a_sentence_is_no_furniture(row: LineRule) -> None:
    for example in row.examples:
        phrase = example.rstrip(".")
        sentence = (
            f"On the wall of the old house by the harbour somebody had painted {phrase} in red letters."
        )
        assert furniture.mark(["Harbour", BODY, sentence, BODY]) == [None] * 4


def test_of_a_page_without_an_article_something_stays() -> None:
    assert furniture.mark(["Read also", "Latest news", "12:40"]) == [None] * 3
    assert furniture.mark(["Advertisement", "Advertisement"]) == [None, "marks an advertisement"]
    assert furniture.mark([]) == []


def test_blank_lines_are_no_furniture() -> None:
    reasons = furniture.mark(["Ferry runs\n", "\n", BODY, "  \n", "Leave a Reply\n", "\n", "Name *\n"])
    assert [bool(reason) for reason in reasons] == [False, False, False, False, True, False, True]


@pytest.mark.parametrize("language", ["en", "tr", "az", "ru"])
def test_every_language_has_pages_with_and_without_furniture(language: str) -> None:
    own = [lines for name, lines in pages() if name.startswith(language)]
    assert any(line.startswith("- ") for lines in own for line in lines)
    assert any(all(line.startswith("+ ") for line in lines) for lines in own)


@given(st.lists(st.sampled_from(sorted({line[2:] for _, lines in pages() for line in lines})), max_size=30))
def test_whatever_stands_together_something_is_left(lines: list[str]) -> None:
    reasons = furniture.mark(lines)
    assert len(reasons) == len(lines)
    assert not lines or None in reasons
    # What stands around the lines does not count.
    assert reasons == furniture.mark([f"  {line}\u00a0\r\n\n" for line in lines])


@given(st.lists(st.text()))
def test_any_text_gets_one_answer_a_line(lines: list[str]) -> None:
    assert len(furniture.mark(lines)) == len(lines)


def test_titles() -> None:
    assert furniture.title(["Ferry  runs again\n\n", BODY], [None, None]) == "Ferry runs again"
    assert furniture.title(["Who sails?", BODY], [None, None]) == "Who sails?"
    assert furniture.title(["Harbour Daily", "Ferry runs", BODY], ["site", None, None]) == "Ferry runs"
    assert furniture.title([BODY, BODY], [None, None]) is None
    assert furniture.title(["Ferry runs"], [None]) is None


def test_moments_compare_across_notations() -> None:
    days = [
        "1 Ocak 2024",
        "2 fevral 2024",
        "3 марта 2024",
        "April 4, 2024",
        "05.05.2024",
        "2024-06-06 10:00",
        "6 iyun 2024, 10:01",
    ]
    moments = [moment(day) for day in days]
    assert None not in moments
    assert moments == sorted(moments, key=lambda at: at or ())


def test_rows_that_are_spoken_of_by_name_exist() -> None:
    assert {*furniture.GOES_ON, "number", "site-address"} <= {row.id for row in LINES}
