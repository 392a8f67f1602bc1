"""Insertions: what stands between the comma behind "that" and a second comma, and so keeps both."""

from __future__ import annotations

import regex

from .fragments import CLAUSE, words

_ENDS = words(
    """apart aside notwithstanding excepted excluded included permitting willing considered say says
    said insist insists insisted deny denies denied hope hopes hoped claim claims claimed think thinks
    thought believe believes believed argue argues argued admit admits admitted fear fears feared
    suspect suspects suspected warn warns warned allege alleges alleged add adds added predict predicts
    predicted suggest suggests suggested maintain maintains maintained reckon reckons reckoned"""
)
_INSERTION = regex.compile(
    r"\p{L}+ or no \p{L}+,|(?:[\p{L}’'-]+ ){1,4}(?<!\b(?:is|are|was|were|be|been|of|for|after|by|human) )"
    rf"(?:having|being) {CLAUSE}{{1,80}},|"
    r"(?:Mr|Mrs|Ms|Messrs|Madam|Sir)\b\.?(?: \p{Lu}[\p{L}’'-]+){0,3}[,.!?]|"
    rf"(?:{CLAUSE}{{1,60}} )?(?P<last>\p{{Ll}}+),"
)


def is_insertion(text: str, start: int) -> bool:
    """Whether the words behind "that," are put between two commas.

    >>> is_insertion("that, Turkey apart, no ally came", 6), is_insertion("that, Turkey agreed, and left", 6)
    (True, False)
    """
    found = _INSERTION.match(text, start)
    return found is not None and (found["last"] is None or found["last"] in _ENDS)
