"""Names, across alphabets and spellings: whether a translation still speaks of the same people."""

from __future__ import annotations


def lost_names(source: str, target: str, lang: str) -> list[str]:
    return []
