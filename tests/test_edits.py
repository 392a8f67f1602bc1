"""Edits replay, undo, are dealt out to sentences, and fold into hunks: for any edits on any text."""

from __future__ import annotations

from collections.abc import Sequence
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


def slow_cut(source: str, edits: Sequence[Edit], pieces: Sequence[str]) -> list[tuple[str, tuple[Edit, ...]]]:
    """`cut` as it was first written: every edit asks every piece, which is plain and slow."""
    borders = [0]
    for piece in pieces:
        borders.append(borders[-1] + len(piece))
    dealt: list[list[Edit]] = [[] for _ in pieces]
    for edit in reversed(edits):
        start, new_end, grown = edit.start, edit.start + len(edit.after), len(edit.after) - len(edit.before)
        first = True
        parts: list[tuple[int, Edit]] = []
        for index in range(len(pieces)):
            low, high = max(start, borders[index]), min(new_end, borders[index + 1])
            owns = low < high or (
                first and borders[index] <= start <= borders[index + 1] and start == new_end
            )
            if not owns:
                continue
            before = edit.before if first else ""
            # Earlier parts of this edit lie in earlier pieces, so the offset is relative to this piece.
            parts.append(
                (index, Edit(edit.rule, low - borders[index], before, edit.after[low - start : high - start]))
            )
            first = False
        for index, part in parts:
            dealt[index].append(part)
        borders = [
            border if border <= start else border - grown if border >= new_end else start + len(edit.before)
            for border in borders
        ]
        if start == new_end and parts:  # a deletion: borders at its place close before what it deleted
            owner = parts[0][0]
            for later in range(len(borders)):
                if borders[later] == start and later > owner and edit.before:
                    borders[later] = start + len(edit.before)
    return [
        (source[borders[index] : borders[index + 1]], tuple(reversed(dealt[index])))
        for index in range(len(pieces))
    ]


@given(edited_texts())
def test_edits_are_dealt_out_as_the_plain_way_deals_them(case: Case) -> None:
    source, edits, _, pieces = case
    assert cut(source, edits, pieces) == slow_cut(source, edits, pieces)


def test_a_long_paragraph_with_an_edit_in_each_sentence_is_dealt_out() -> None:
    """The plain way would take minutes here."""
    count, old, new = 20_000, "He saw a cat too. ", "He saw cats too. "
    edits = [Edit("rule", at * len(new) + 7, "a cat", "cats") for at in range(count)]
    dealt = cut(old * count, edits, [new] * count)
    assert dealt == [(old, (Edit("rule", 7, "a cat", "cats"),))] * count


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
