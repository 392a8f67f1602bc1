"""Edits replay, undo, are dealt out to sentences, and fold into hunks: for any edits on any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.corpus import Edit
from translate.edits import cut, hunks, replay, undo

Case = tuple[str, list[Edit], str, list[str]]


@st.composite
def edited_texts(draw: st.DrawFn) -> Case:
    """A source, edits made one after the other, the text they give, and that text in pieces."""
    source = draw(st.text("abc. ", max_size=20))
    text, edits = source, []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        new = draw(st.text("xyz. ", max_size=6))
        edits.append(Edit("rule", start, text[start:end], new))
        text = text[:start] + new + text[end:]
    borders = sorted(draw(st.lists(st.integers(0, len(text)), max_size=4)))
    return source, edits, text, [text[a:b] for a, b in pairwise([0, *borders, len(text)])]


@given(edited_texts())
def test_edits_replay_and_undo(case: Case) -> None:
    source, edits, text, _ = case
    assert replay(source, edits) == text
    assert undo(text, edits) == source


@given(edited_texts())
def test_edits_are_dealt_out_to_the_pieces(case: Case) -> None:
    source, edits, _, pieces = case
    dealt = cut(source, edits, pieces)
    assert "".join(part for part, _ in dealt) == source
    assert [replay(part, own) for part, own in dealt] == pieces


@given(edited_texts())
def test_hunks_show_all_and_only_what_differs(case: Case) -> None:
    source, edits, text, _ = case
    here = there = 0
    for hunk in hunks(edits):
        assert source[here : hunk.start] == text[there : hunk.text_start]
        here, there = hunk.end, hunk.text_end
    assert source[here:] == text[there:]


def test_an_edit_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="expects 'x' at 0"):
        replay("abc", [Edit("rule", 0, "x", "y")])
    with pytest.raises(ValueError, match="there stands 'a'"):
        undo("abc", [Edit("rule", 0, "x", "y")])
