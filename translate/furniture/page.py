"""What is seen of a page: its lines, and where its full paragraphs are."""

from __future__ import annotations

import functools
import itertools
import re
from dataclasses import dataclass

from ..rules.furniture import LINES, STAMP, STAMP_EXACT, LineRule, folded

# A line of more words says something; no phrase or headline is so long.
LONGEST_LINE = 40
TALKING = tuple(row for row in LINES if row.talks)
_END = re.compile(r"""[.!?…:;][\s"'“”„«»’‘)\]]*$""")
FULL_STOP = re.compile(r"""[.…][\s"'“”„«»’‘)\]]*$""")
_INNER_END = re.compile(r"""[.!?…]["'“”»’)\]]*\s+["'“„«(\[]?[^\W\d_a-zа-яәğıöşüç]""")
ITEM = re.compile(r"\s*(?:[-*•–—·▪►]|\(?\d{1,2}[.)]|\(?[a-zа-я][.)])\s")
_STAMP = re.compile(rf"[\W_]*(?:{STAMP})[\W_]*", re.IGNORECASE)
_EXACT = re.compile(rf"[\W_]*(?:{STAMP_EXACT})[\W_]*", re.IGNORECASE)


@dataclass
class Line:
    """What is seen of one line that is not blank; ``index`` is its place among the paragraphs."""

    index: int
    text: str
    key: str
    words: int
    rule: LineRule | None
    full: bool  # a full paragraph
    sentence: bool  # ends with a full stop
    stamp: bool
    exact: bool
    reason: str | None = None

    @property
    def short(self) -> bool:
        """May be a headline, a name, a button: no sentence, not long."""
        return not self.full and not self.sentence and self.key != ""


@dataclass
class Page:
    """The lines, and where its full paragraphs begin and end."""

    lines: list[Line]

    @property
    def first(self) -> int:
        """The place of the first full paragraph; the number of lines if there is none."""
        return next(
            (at for at in range(len(self.lines)) if self.says(at) and self.lines[at].full), len(self.lines)
        )

    @property
    def last(self) -> int:
        """The place of the last full paragraph; -1 if there is none."""
        return max((at for at in range(len(self.lines)) if self.says(at) and self.lines[at].full), default=-1)

    def says(self, at: int) -> bool:
        """Whether the line at ``at`` is a sentence, or several, and not known as furniture."""
        line = self.lines[at]
        return (line.full or line.sentence) and not line.reason and line.rule is None

    def opens(self, at: int) -> bool:
        """Whether the line at ``at`` is a heading of something that is not the article."""
        rule = self.lines[at].rule
        return rule is not None and rule.opens != ""

    @functools.cached_property
    def _words(self) -> list[int]:
        return list(itertools.accumulate((line.words if line.full else 0 for line in self.lines), initial=0))

    def words(self, start: int, end: int) -> int:
        """How many words of full paragraphs there are."""
        return self._words[end] - self._words[start]


def look(index: int, text: str) -> Line | None:
    text = text.strip()
    if not text:
        return None
    words = len(text.split(None, 60))
    plain = folded(text) if words <= LONGEST_LINE and len(text) <= 400 else ""
    rows = TALKING if words >= 12 and text.endswith(".") else LINES
    rule = next((row for row in rows if row.matches(plain)), None) if plain else None
    ends = bool(_END.search(text[-20:]))
    several = bool(_INNER_END.search(text[:2000]))
    full = rule is None and (words >= 30 or (ends and (words >= 12 or several)))
    return Line(
        index,
        text,
        plain.casefold(),
        words,
        rule,
        full,
        bool(FULL_STOP.search(text[-20:])) and words >= 3,
        bool(plain and _STAMP.fullmatch(plain)),
        bool(plain and _EXACT.fullmatch(plain)),
    )
