"""Sentences that a model cannot take as they are: too long, not for it, or answered by a loop."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

import regex

Count = Callable[[Sequence[str]], list[int]]

# Where a sentence that is too long may be parted, best place first; each matches the end of a part. A run
# of white space is entered at its beginning and not given back, so that a long one costs no more than its
# length.
BORDERS = (
    r"[.!?…;]['\"»”’)\]]*+\s++",
    r"(?:[:,]|(?<!\s)\s[–—-])\s++",
    # Before a conjunction of Turkish, Azerbaijani, Russian.
    r"(?<!\s)\s++(?=(?:ve|ama|fakat|ancak|çünkü|veya|və|amma|lakin|çünki|ya|и|но|а|или|что|который|чтобы)\s)",
    r"(?<!\s)\s++",
)

# No piece of a vocabulary is longer than this (SentencePiece's default), so a text of more characters
# than this times the limit is too long without being counted.
LONGEST_PIECE = 16
BYTES_OF_A_CHARACTER = 4


def part(text: str, limit: int, count: Count) -> list[str]:
    """``text`` in parts of at most ``limit`` tokens, at the best borders there are; joined, the text.

    >>> part("one two, three four", 2, lambda texts: [len(text.split()) for text in texts])
    ['one two, ', 'three four']
    >>> part("onetwothree", 10, lambda texts: [2 * len(text) for text in texts])
    ['onet', 'woth', 'ree']
    """
    return list(_part(text, limit, count, 0))


def _part(text: str, limit: int, count: Count, level: int) -> Iterator[str]:
    units = _units(text, limit, level)
    if len(units) == 1 and level < len(BORDERS) and too_long(text, limit, count):
        yield from _part(text, limit, count, level + 1)
        return
    gathered, size = "", 0
    for unit, tokens in zip(units, _sizes(units, limit, count), strict=True):
        if gathered and size + tokens > limit:
            yield gathered
            gathered, size = "", 0
        if tokens > limit and level < len(BORDERS):
            *whole, gathered = _part(unit, limit, count, level + 1)
            yield from whole
            size = _sizes([gathered], limit, count)[0]
        else:
            gathered, size = gathered + unit, size + tokens
    if gathered:
        yield gathered


def _units(text: str, limit: int, level: int) -> list[str]:
    if level == len(BORDERS):
        # No white space for a long way: so few characters that they fit whatever they are.
        step = max(1, limit // (BYTES_OF_A_CHARACTER + 1))
        return [text[at : at + step] for at in range(0, len(text), step)] or [""]
    ends = [match.end() for match in regex.finditer(BORDERS[level], text)]
    return [text[a:b] for a, b in itertools.pairwise([0, *ends, len(text)]) if a < b] or [text]


def _sizes(units: Sequence[str], limit: int, count: Count) -> list[int]:
    short = [unit if len(unit) <= LONGEST_PIECE * limit else "" for unit in units]
    counts = count(short)
    return [
        tokens if kept or not unit else limit + 1
        for unit, kept, tokens in zip(units, short, counts, strict=True)
    ]


def too_long(text: str, limit: int, count: Count) -> bool:
    """Whether ``text`` has more than ``limit`` tokens."""
    return _sizes([text], limit, count)[0] > limit


def readable(text: str, script: str) -> bool:
    """Whether a model for a language of that script can make anything of ``text``.

    Half of the letters must be of the script, or Latin or Cyrillic, in which names and loans stand.

    >>> readable("Moskova'da 5 kişi", "Latin"), readable("北京の天気", "Latin")
    (True, False)
    """
    letters = regex.findall(r"\p{L}", text)
    own = regex.findall(rf"[\p{{Latin}}\p{{Cyrillic}}\p{{{script}}}&&\p{{L}}]", text, regex.VERSION1)
    return 2 * len(own) >= len(letters)


def longest_run(text: str) -> tuple[int, str]:
    """How often, and what, a group of one to six words, or of up to eight letters, is repeated in a row.

    >>> longest_run("the deal, the deal, the deal, the deal, he said")
    (4, 'the deal,')
    >>> longest_run("ha" * 9)
    (9, 'ha')
    """
    words = text.split()
    best, unit = 1, ""
    for width in range(1, 7):
        run = 0
        for at in range(width, len(words)):
            run = run + 1 if words[at] == words[at - width] else 0
            if 1 + run // width > best:
                best, unit = 1 + run // width, " ".join(words[at - width + 1 : at + 1])
    for match in regex.finditer(r"(\S{1,8}?)\1{7,}", text):
        repeats = len(match[0]) // len(match[1])
        if repeats > best:
            best, unit = repeats, match[1]
    return best, unit


def loops(source: str, target: str) -> str | None:
    """What ``target`` repeats without end, where ``source`` does not; None if it is no loop."""
    repeats, unit = longest_run(target)
    return unit if repeats >= 4 and repeats > longest_run(source)[0] + 1 else None
