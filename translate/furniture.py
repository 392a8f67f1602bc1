"""Recognising page furniture."""

from __future__ import annotations
from collections.abc import Sequence


def mark(paragraphs: Sequence[str]) -> list[str | None]:
    return [None] * len(paragraphs)


def title(paragraphs: Sequence[str], reasons: Sequence[str | None]) -> str | None:
    return None
