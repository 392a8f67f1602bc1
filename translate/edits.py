"""What can be done with the edits of a repair: text made again from source, source from text.

``replay`` makes the text from the source, ``undo`` the source from the text; ``cut`` deals a paragraph's
edits out to its sentences; ``hunks`` shows where source and text differ, for people.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
