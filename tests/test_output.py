"""What is tidied in a translation, and what is not."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.edits import replay, undo
from translate.rules.output import TIDYINGS, tidy

EXAMPLES = [(row.id, *example) for row in TIDYINGS for example in row.examples]
KEEPS = [(row.id, *keep) for row in TIDYINGS for keep in row.keeps]
ROWS = {row.id: (row,) for row in TIDYINGS}
# Pieces that the rows look for, so that random text meets them.
PIECES = [
    "the",
    "the ",
    "Baku",
    " ",
    "  ",
    ",",
    ".",
    "“",
    "”",
    '"',
    "'",
    "’",
    "⁇",
    "<unk>",
    "«",
    "»",
    "n't",
    "s",
    "14",
    "?",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=15).map("".join)


@pytest.mark.parametrize(("rule", "source", "target", "tidied"), EXAMPLES)
def test_examples_hold(rule: str, source: str, target: str, tidied: str) -> None:
    text, edits = tidy(source, target, ROWS[rule])
    assert text == tidied
    assert {edit.rule for edit in edits} == {rule}


@pytest.mark.parametrize(("rule", "source", "target"), KEEPS)
def test_keeps_stay(rule: str, source: str, target: str) -> None:
    assert tidy(source, target, ROWS[rule]) == (target, ())


def test_rows_are_complete() -> None:
    assert max(Counter(row.id for row in TIDYINGS).values()) == 1
    assert all(row.examples and row.keeps and row.why.endswith(".") for row in TIDYINGS)


@given(TEXTS, TEXTS)
def test_edits_replay_and_undo(source: str, target: str) -> None:
    text, edits = tidy(source, target)
    assert replay(target, edits) == text
    assert undo(text, edits) == target


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Bakan, toplantının ardından açıklama yaptı.", "The minister made a statement after the meeting."),
        ("“Bunu istemiyoruz” dedi.", "“We do not want this,” he said."),
        ("Ne dediğini bilmiyorum.", "I know that that is not what he had had in mind."),
        ("Fiyatlar yüzde 4,5 arttı!", "Prices rose by 4.5 percent!"),
        ("ОПЕК+ снизит добычу на 0,5 млн баррелей.", "OPEC+ will cut output by .5 million barrels."),
    ],
)
def test_a_sound_translation_stays(source: str, target: str) -> None:
    assert tidy(source, target) == (target, ())


@pytest.mark.parametrize(("_rule", "source", "target", "_tidied"), EXAMPLES)
def test_once_is_enough(_rule: str, source: str, target: str, _tidied: str) -> None:
    tidied = tidy(source, target)[0]
    assert tidy(source, tidied) == (tidied, ())
