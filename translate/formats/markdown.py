"""Markdown, for reading: a heading a document, its sentences side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from ..corpus import Segment
from . import rows
from .characters import XML, escape
from .whole import replacing

# What could begin markup inside a cell.
MARKUP = re.compile(r"([\\`*_\[\]|~$])")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def write(segments: Iterable[Segment], path: Path) -> list[Path]:
    """One table a document; of the furniture, only how much there was."""
    with replacing(path) as temporary, open(temporary, "w", encoding="utf-8", newline="\n") as file:
        for document, group in groupby(segments, key=lambda segment: segment.document):
            file.writelines(line + "\n" for line in _document(document, group))
    return [path]


def _document(name: str, segments: Iterable[Segment]) -> Iterator[str]:
    furniture = 0
    yield f"## {_cell(name)}\n\n| | Original | English | To look at |\n| --- | --- | --- | --- |"
    for segment in segments:
        if not rows.is_text(segment):
            furniture += 1
            continue
        state = rows.decision_word(segment)
        remarks = [*([f"**{state}**"] if state else []), *map(_cell, map(rows.tell_flag, segment.flags))]
        number = segment.id.removeprefix(f"{segment.document}:")
        cells = _cell(number), _cell(segment.source), _cell(segment.final or ""), "<br>".join(remarks)
        yield f"| {' | '.join(cells)} |"
    yield f"\nPage furniture set aside: {furniture}.\n" if furniture else ""


def _cell(text: str) -> str:
    r"""Text that stands as it is in a table's cell.

    >>> print(_cell("a|b <i>*c*</i>\nd"))
    a\|b &lt;i&gt;\*c\*&lt;/i&gt;<br>d
    """
    plain = "".join(ENTITIES.get(character, character) for character in escape(text.strip(), XML))
    return re.sub("\r\n?|\n", "<br>", MARKUP.sub(r"\\\1", plain))
