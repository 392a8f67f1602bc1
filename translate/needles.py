"""Needles: rows wait for strings, and one look at a text says which rows it wakes.

An Aho-Corasick automaton (Aho and Corasick 1975, doi:10.1145/360825.360855) finds all strings in one reading,
however many there are: a rule or a sign more costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter

import ahocorasick

_ROW = itemgetter(1)  # of a hit, whose first member is the place


class Needles:
    """The needles of numbered rows, ready to be looked for."""

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        """``rows``: the needles of row 0, of row 1, and so on; a row without any is never found."""
        waiting: dict[str, list[int]] = {}
        for number, needles in enumerate(rows):
            for needle in needles:
                waiting.setdefault(needle, []).append(number)
        self._rows = list(waiting.values())
        self._automaton = ahocorasick.Automaton()
        for index, needle in enumerate(waiting):
            self._automaton.add_word(needle, index)
        self._automaton.make_automaton()

    def found(self, text: str) -> set[int]:
        """The numbers of the rows of which a needle stands in ``text``.

        >>> sorted(Needles([("snow",), ("gas", "oil"), ()]).found("To Russia snowWhat of oil?"))
        [0, 1]
        """
        if not self._rows:
            return set()
        hits = set(map(_ROW, self._automaton.iter(text)))
        return set().union(*map(self._rows.__getitem__, hits))
