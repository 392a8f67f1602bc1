"""Quality-estimation flags: checks are rows, shaped like the rules of repair."""

from __future__ import annotations

from .corpus import Flag, Segment


def check(segment: Segment) -> tuple[Flag, ...]:
    """The flags of one segment."""
    return () if segment.target else (Flag("omission", "the target is empty"),)
