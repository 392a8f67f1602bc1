"""What can be done with the edits of a repair: text made again from source, source from text.

``replay`` makes the text from the source, ``undo`` the source from the text; ``cut`` deals a paragraph's
edits out to its sentences; ``hunks`` shows where source and text differ, for people.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from .corpus import Edit


class Hunk(NamedTuple):
    """``source[start:end]`` stands as ``text[text_start:text_end]`` now, by these rules."""

    start: int
    end: int
    text_start: int
    text_end: int
    rules: tuple[str, ...]


def replay(source: str, edits: Iterable[Edit]) -> str:
    """The text that ``edits`` make of ``source``. Raises ValueError where one does not fit.

    >>> replay("the weather port", [Edit("air", 4, "weather port", "airport")])
    'the airport'
    """
    text = source
    for edit in edits:
        text = swap(text, edit.start, edit.before, edit.after, edit.rule)
    return text


def undo(text: str, edits: Sequence[Edit]) -> str:
    """The source that ``edits`` made ``text`` of. Raises ValueError where one does not fit.

    >>> undo("the airport", [Edit("air", 4, "weather port", "airport")])
    'the weather port'
    """
    for edit in reversed(edits):
        text = swap(text, edit.start, edit.after, edit.before, edit.rule)
    return text


def swap(text: str, start: int, old: str, new: str, rule: str) -> str:
    """``text`` with ``new`` for ``old`` at ``start``. Raises ValueError where something else stands there."""
    end = start + len(old)
    if text[start:end] != old:
        raise ValueError(f"edit by {rule!r} expects {old!r} at {start}, but there stands {text[start:end]!r}")
    return text[:start] + new + text[end:]


def cut(source: str, edits: Sequence[Edit], pieces: Sequence[str]) -> list[tuple[str, tuple[Edit, ...]]]:
    """Deals ``edits`` out to the ``pieces`` (sentences) that the repaired text was split into.

    Gives one (source, edits) pair a piece, with ``replay(source, edits) == piece``; joined, the sources
    are ``source``. An edit that reaches over a border is divided there; what it replaced goes to the
    first piece.
    """
    borders = _Borders(pieces)
    dealt: list[list[Edit]] = [[] for _ in pieces]
    for edit in reversed(edits):
        for index, part in borders.take_back(edit) if edit.after else borders.take_back_deletion(edit):
            dealt[index].append(part)
    return [
        (source[low:high], tuple(reversed(own)))
        for (low, high), own in zip(pairwise(borders.places()), dealt, strict=True)
    ]


class _Borders:
    """The borders of the pieces, while edits are taken back one by one.

    The ``left`` ones are counted from the start of the text, the ``right`` ones, nearest last, from its
    end: an edit between them moves neither. Edits come nearly in order, so few borders change sides, where
    moving all that follow an edit would take the square of a long paragraph's length.
    """

    def __init__(self, pieces: Sequence[str]) -> None:
        self.left = [0, *accumulate(map(len, pieces))]
        self.right: list[int] = []
        self.size = self.left[-1]

    def places(self) -> list[int]:
        """All borders, counted from the start of the text."""
        return self.left + [self.size - border for border in reversed(self.right)]

    def take_back(self, edit: Edit) -> list[tuple[int, Edit]]:
        """(piece, its part of ``edit``) for each piece that has one; the borders become those before it."""
        start, end = edit.start, edit.start + len(edit.after)
        self._part_at(start)
        first, bounds = len(self.left) - 1, [self.left[-1]]
        while self.right and self.size - self.right[-1] < end:
            bounds.append(self.size - self.right.pop())
        inside = len(bounds) - 1
        if self.right:
            bounds.append(self.size - self.right[-1])
        parts: list[tuple[int, Edit]] = []
        for index, (border, next_border) in enumerate(pairwise(bounds), first):
            low, high = max(start, border), min(end, next_border)
            if low < high:
                before = "" if parts else edit.before
                # Earlier parts of this edit lie in earlier pieces, so the offset is relative to this piece.
                after = edit.after[low - start : high - start]
                parts.append((index, Edit(edit.rule, low - border, before, after)))
        self.left += [start + len(edit.before)] * inside
        self.size += len(edit.before) - len(edit.after)
        return parts

    def take_back_deletion(self, edit: Edit) -> list[tuple[int, Edit]]:
        """`take_back` where ``edit.after`` is empty; borders at its place close before what it deleted."""
        start, size = edit.start, len(edit.before)
        self._part_at(start)
        later = bisect_left(self.left, start, 1)
        parts: list[tuple[int, Edit]] = []
        if later < len(self.left) or self.right:
            parts = [(later - 1, Edit(edit.rule, start - self.left[later - 1], edit.before, ""))]
        self.left[later:] = [start + size] * (len(self.left) - later)
        self.size += size
        return parts

    def _part_at(self, place: int) -> None:
        """Makes the borders up to ``place``, and those at it, the left ones."""
        while self.right and self.size - self.right[-1] <= place:
            self.left.append(self.size - self.right.pop())
        while self.left[-1] > place:
            self.right.append(self.size - self.left.pop())


def hunks(edits: Sequence[Edit]) -> list[Hunk]:
    """Where source and repaired text differ: the edits folded together, in order, not overlapping."""
    merged: list[Hunk] = []
    for edit in edits:
        start, end = edit.start, edit.start + len(edit.before)
        grown = len(edit.after) - len(edit.before)
        before = [hunk for hunk in merged if hunk.text_end < start]
        after = [hunk for hunk in merged if hunk.text_start > end]
        inside = [hunk for hunk in merged if hunk.text_end >= start and hunk.text_start <= end]
        shift = before[-1].end - before[-1].text_end if before else 0
        text_start = min([start, *(hunk.text_start for hunk in inside)])
        text_end = max([end, *(hunk.text_end for hunk in inside)])
        last_shift = inside[-1].end - inside[-1].text_end if inside else shift
        rules = tuple(dict.fromkeys([rule for hunk in inside for rule in hunk.rules] + [edit.rule]))
        whole = Hunk(text_start + shift, text_end + last_shift, text_start, text_end + grown, rules)
        moved = [h._replace(text_start=h.text_start + grown, text_end=h.text_end + grown) for h in after]
        merged = [*before, whole, *moved]
    return merged
