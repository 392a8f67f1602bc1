"""Text with its changes marked, as HTML: what went, what came, and the words that a flag speaks of.

Marks are worked out here, once, when a page is written; the page itself only shows them.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from ..corpus import Edit, Flag
from ..edits import hunks, replay


class Piece(NamedTuple):
    """``before`` stands as ``after`` now, by these rules; without rules, both are the same."""

    before: str
    after: str
    rules: tuple[str, ...] = ()


class Run(NamedTuple):
    """A stretch of text shown as ``tag`` ("del", "ins" or "" for plain), with the rules that made it."""

    text: str
    tag: str = ""
    rules: tuple[str, ...] = ()


_TOKEN = re.compile(r"\s+|\w+(?:['’]\w+)*|[^\w\s]")
# Longer stretches are shown as replaced whole: the diff's cost grows with the square of their length.
_DIFF_TOKENS = 800
_FLAGGED_PLACES = 20


def pieces(source: str, edits: Sequence[Edit]) -> list[Piece]:
    """What the edits did, in order, in whole words where they cut into one.

    >>> for piece in pieces("the weather port isOpen", [Edit("air", 4, "weather port", "airport"),
    ...                                                 Edit("border", 14, "O", " o")]):
    ...     print(piece)
    Piece(before='the ', after='the ', rules=())
    Piece(before='weather port', after='airport', rules=('air',))
    Piece(before=' ', after=' ', rules=())
    Piece(before='isOpen', after='is open', rules=('border',))
    """
    text = replay(source, edits)
    made: list[Piece] = []
    done = text_done = 0
    for start, end, text_start, text_end, rules in _widened(source, text, edits):
        if start > done:
            made.append(Piece(source[done:start], text[text_done:text_start]))
        made += _refined(source[start:end], text[text_start:text_end], rules)
        done, text_done = end, text_end
    if done < len(source):
        made.append(Piece(source[done:], text[text_done:]))
    return made


def _widened(
    source: str, text: str, edits: Sequence[Edit]
) -> list[tuple[int, int, int, int, tuple[str, ...]]]:
    """The hunks of ``edits``, grown to the borders of the words that they cut into, none touching another."""
    wide: list[tuple[int, int, int, int, tuple[str, ...]]] = []
    found = hunks(edits)
    for position, hunk in enumerate(found):
        start, end, text_start, text_end, rules = hunk
        low = wide[-1][1] if wide else 0
        high = found[position + 1].start if position + 1 < len(found) else len(source)
        blank = not (source[start:end] + text[text_start:text_end]).strip()

        def joins(left: str, right: str, blank: bool = blank) -> bool:
            """Whether a border between these two characters lies within a word."""
            if blank:  # a space came or went: show it with the words on its two sides
                return bool((left + right).strip())
            return _wordish(left) and _wordish(right)

        inside = any(
            joins(source[start - 1 : start], side[at : at + 1])
            for side, at in ((source, start), (text, text_start))
        )
        while (
            inside
            and start > low
            and (_wordish(source[start - 1]) or (blank and not source[start - 1].isspace()))
        ):
            start, text_start = start - 1, text_start - 1
        inside = any(
            joins(side[max(at - 1, 0) : at], source[end : end + 1])
            for side, at in ((source, end), (text, text_end))
        )
        while inside and end < high and (_wordish(source[end]) or (blank and not source[end].isspace())):
            end, text_end = end + 1, text_end + 1
        if wide and wide[-1][1] == start and wide[-1][3] == text_start:
            first = wide.pop()
            start, text_start, rules = first[0], first[2], tuple(dict.fromkeys(first[4] + rules))
        wide.append((start, end, text_start, text_end, rules))
    return wide


def _wordish(character: str) -> bool:
    return character.isalnum() or character in ("'", "’") if character else False


def _refined(before: str, after: str, rules: tuple[str, ...]) -> Iterator[Piece]:
    """A change that moved or swapped words among others, as the words that really differ."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if len(old) < 3 or len(new) < 3 or len(old) > _DIFF_TOKENS or len(new) > _DIFF_TOKENS:
        yield Piece(before, after, rules)
        return
    went: list[str] = []
    came: list[str] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same = "".join(old[i1:i2])
        # A space or a comma that happens to be alike between two changes is no news.
        if kind == "equal" and re.search(r"\w", same):
            if went or came:
                yield Piece("".join(went), "".join(came), rules)
                went, came = [], []
            yield Piece(same, same)
        else:
            went += old[i1:i2]
            came += new[j1:j2]
    if went or came:
        yield Piece("".join(went), "".join(came), rules)


def quoted(flag: Flag) -> list[str]:
    """The words that a flag's message, or a part of it after a semicolon, quotes first: it speaks of these.

    >>> quoted(Flag("number", "“14”, “7” stand in the source only; “8” in the translation, as “eight” might"))
    ['14', '7', '8']
    """
    leads = re.findall(r"(?:^|; )((?:“[^“”]+”(?:,? (?:and |or )?)?)+)", flag.message)
    return [word for lead in leads for word in re.findall(r"“([^“”]+)”", lead)]


def cell(runs: Iterable[Run], flags: Sequence[Flag] = ()) -> str:
    """The runs as HTML, without the white space around them, flagged words marked."""
    runs = _stripped([part for run in runs for part in _trimmed(run) if part.text])
    whole = "".join(run.text for run in runs)
    owner = _flagged(whole, flags)
    out: list[str] = []
    at = 0
    for text, tag, rules in runs:
        inner = "".join(_inner(text, at, owner))
        title = f' title="{attribute(" ".join(rules))}"' if rules else ""
        out.append(f"<{tag}{title}>{inner}</{tag}>" if tag else inner)
        at += len(text)
    return "".join(out)


def _trimmed(run: Run) -> Iterator[Run]:
    """The run with the white space at its ends left unmarked, unless it is nothing else."""
    core = run.text.strip()
    if not run.tag or not core:
        yield run
        return
    start = run.text.find(core)
    yield Run(run.text[:start])
    yield run._replace(text=core)
    yield Run(run.text[start + len(core) :])


def _stripped(runs: list[Run]) -> list[Run]:
    """The runs without white space at the two ends, whichever runs it is in."""
    while runs and not runs[0].text.strip():
        runs = runs[1:]
    while runs and not runs[-1].text.strip():
        runs = runs[:-1]
    if runs:
        runs = [runs[0]._replace(text=runs[0].text.lstrip()), *runs[1:]]
        runs[-1] = runs[-1]._replace(text=runs[-1].text.rstrip())
    return runs


def _flagged(text: str, flags: Sequence[Flag]) -> list[tuple[int, int, str]]:
    """(start, end, message) of the flagged words in the text, in order, not overlapping."""
    spans: list[tuple[int, int, str]] = []
    for flag in flags:
        for word in quoted(flag):
            left = r"(?<!\w)" if _wordish(word[0]) else ""
            right = r"(?!\w)" if _wordish(word[-1]) else ""
            found = re.finditer(left + re.escape(word) + right, text)
            for match, _ in zip(found, range(_FLAGGED_PLACES), strict=False):
                if all(match.end() <= start or match.start() >= end for start, end, _ in spans):
                    spans.append((match.start(), match.end(), f"{flag.check}: {flag.message}"))
    return sorted(spans)


def _inner(text: str, at: int, spans: Sequence[tuple[int, int, str]]) -> Iterator[str]:
    """``text``, which begins at offset ``at`` of the cell, escaped, with its share of the flagged spans."""
    done = 0
    for start, end, message in spans:
        low, high = max(start - at, 0), min(end - at, len(text))
        if low >= high:
            continue
        yield shown(text[done:low])
        yield f'<mark title="{attribute(message)}">{shown(text[low:high])}</mark>'
        done = high
    yield shown(text[done:])


# What would be invisible, would reorder the line around it, or has no place in HTML is shown by name.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)


def shown(text: str) -> str:
    r"""``text`` for HTML: markup escaped, control characters by name.

    >>> shown("<b> & \u202e")
    '&lt;b&gt; &amp; <span class="ctl" title="U+202E RIGHT-TO-LEFT OVERRIDE">202E</span>'
    """
    return _UNSEEN.sub(_by_name, html.escape(text, quote=False))


def attribute(text: str) -> str:
    """``text`` for the value of an attribute."""
    return html.escape(_UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text))


def _by_name(match: re.Match[str]) -> str:
    code = f"{ord(match[0]):04X}"
    name = unicodedata.name(match[0], "control character")
    return f'<span class="ctl" title="U+{code} {name}">{code}</span>'
