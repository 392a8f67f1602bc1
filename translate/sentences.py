"""Sentence splitting: candidate borders by one pattern, then a table of reasons to join.

A full stop ends a sentence unless a row of `JOINS` says otherwise; where in doubt the rows join, since
half a sentence is translated worse than two sentences are. What is particular to a language
(abbreviations, words that open sentences, whether "6." is an ordinal) stands in
``abbreviations/<language>.txt``; a language without such a file is split by the general rows alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import regex

#: No piece is longer than this many code points, the white space at its end aside. A longer one is cut
#: after a clause mark with white space, else after white space, else anywhere.
LONGEST = 3000

#: How far back, in code points, a rule looks: for the word before a border, for an opening bracket.
_WORD_REACH, _BRACKET_REACH = 40, 400

_OPENING = "“«‘„‚‹([{"
_CLOSING = "”»’›)]}"
_QUOTES = "\"'”»’“›"
_DASHES = "–—-"

# `“Why?” Putin said that …` is a sentence of its own.
_REPORTED = (["that"], ["что"], ["ki"])

# Every run is possessive and none can start inside itself, so that the scan is linear on any input.
# `late` are closing marks that stand off by a space: `the CSTO. “` and `source. ”`.
_CANDIDATE = re.compile(
    r"""
    (?P<marks> [.!?…؟۔։。！？]++ ) (?P<closers> ["'”’»“›)\]}]*+ ) (?P<gap> \s*+ )
    (?P<late> (?: [”»›)\]}]++ | ["“'’]++ (?=\s|\Z) ) \s*+ )?+
    | \n [^\S\n]*+ \n \s*+
    """,
    re.VERBOSE,
)
_NEXT = re.compile(r"""(?P<openers>["'“«‘„‚‹(\[{•*–—-]*+)\s?+["'“«‘„]*+(?P<word>[^\W_]*+)(?P<dot>\.?)""")
_LAST_CLAUSE = re.compile(r".*[,;:.!?…)–—]\s", re.DOTALL)
_LAST_SPACE = re.compile(r".*\s", re.DOTALL)
_SPACE = re.compile(r"\s+")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_INITIALISM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_DOTTED_LETTER = re.compile(r"(?:[^\W\d_]\.)+")
_LAST_PART = re.compile(r"(?<=[.-])[^\W\d_]{2,}$")
_CAPITALISED = regex.compile(r"\p{Lu}\p{Ll}")
_ROMAN = re.compile(r"[IVXLC]+")
_LEADING = re.compile(r"""^["'“«‘„‚‹(\[{–—/-]+""")

# Names of sites are often written with a capital after the full stop: Caliber.Az. Endings that are
# also English words (in, it, me) are left out: there a new sentence is likelier.
_DOMAIN_ENDINGS = frozenset({
    "ae", "az", "biz", "bg", "cn", "com", "cz", "de", "edu", "eu", "fr", "ge", "gov", "gr", "html", "il",
    "info", "int", "io", "ir", "kg", "kz", "lt", "lv", "md", "media", "mil", "net", "news", "org", "php",
    "pl", "press", "ro", "rs", "ru", "tj", "tm", "tr", "tv", "ua", "uk", "uz", "рф",
})  # fmt: skip


class Border(NamedTuple):
    """A candidate: what stands before it and after it, in the words that the rules ask about."""

    text: str
    piece: int  #: where the piece that would end here starts
    start: int  #: offset of the marks
    end: int  #: offset of the border
    marks: str
    closers: str
    word: str  #: the word before the marks, opening quotes taken off; spaced initials as one: т.е
    previous: str  #: the word before that
    names: frozenset[str]  #: what that word is looked up as: itself, its last part, with the word before it
    openers: str
    after: str  #: the first word behind the border, opening quotes taken off; "" where there is none
    dotted: bool  #: whether a full stop follows that word


@dataclass(frozen=True, slots=True)
class Profile:
    """The data of one language; each field is a section of its file."""

    never_ends: frozenset[str] = frozenset()  #: abbreviations that something always follows
    before_numbers: frozenset[str] = frozenset()  #: those that join a number only
    may_end: frozenset[str] = frozenset()  #: those that end a sentence only where a starter follows
    ends: frozenset[str] = frozenset()  #: what looks like an initial and yet ends a sentence
    starters: frozenset[str] = frozenset()  #: words that open sentences and not names
    saying: frozenset[str] = frozenset()  #: verbs of saying
    counts: frozenset[str] = frozenset()  #: a number after these is no ordinal: yüzde 79
    settings: frozenset[str] = frozenset()  #: "ordinals": a number with a full stop is an ordinal

    def starts(self, border: Border) -> bool:
        """Whether a word that opens sentences follows; "A." and "I." are initials there."""
        return border.after in self.starters and not (border.dotted and len(border.after) == 1)


@cache
def profile(lang: str) -> Profile:
    """The data of ``lang``; an empty profile where there is no file for it."""
    file = files(__package__) / "abbreviations" / f"{lang}.txt"
    if not (lang.isalpha() and file.is_file()):
        return Profile()
    sections: dict[str, set[str]] = {}
    section: set[str] = set()
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("["):
            section = sections.setdefault(line.strip("[] ").replace(" ", "_"), set())
        elif not line.startswith("#"):
            section.update(entry.strip() for entry in line.split(",") if entry.strip())
    return Profile(**{name: frozenset(entries) for name, entries in sections.items()})


def _only_a_number_before(border: Border, _: Profile) -> bool:
    """The piece so far is "6.", "A." or "…": it belongs to what follows."""
    if border.start - border.piece > 12:
        return False
    head = border.text[border.piece : border.start].strip().strip(_OPENING + _QUOTES)
    return len(head) < 2 or head.isdecimal() or bool(_ROMAN.fullmatch(head))


def _opening_ellipsis(border: Border, _: Profile) -> bool:
    """`he said: “… We take it`: dots with no word before them open a sentence."""
    return (
        not border.word and not border.closers and (border.marks[0] == "…" or border.marks.startswith(".."))
    )


def _closing_mark_next(border: Border, _: Profile) -> bool:
    return border.text[border.end] in _CLOSING or border.text[border.end] in ",;:"


def _lower_case_next(border: Border, _: Profile) -> bool:
    return border.after[:1].islower()


def _attribution_next(border: Border, data: Profile) -> bool:
    """`…?” – deyə`, `“Why?” Putin asked`: the sentence that holds the quotation goes on."""
    dash = border.openers[:1] in _DASHES and border.openers != ""
    if not any(mark in _QUOTES for mark in border.closers):
        return dash and border.after in data.saying
    if dash or border.marks == "." or border.openers:
        return dash
    words = re.findall(r"\w+|[.!?:]", border.text[border.end : border.end + 60])[:4]
    said = next((place for place, word in enumerate(words) if word in data.saying), 0)
    return said > 0 and not set(".!?:") & set(words[:said]) and words[said + 1 : said + 2] not in _REPORTED


def _inside_an_aside(border: Border, _: Profile) -> bool:
    """`(Almanya, Fransa vb.) Türkiye`: the bracket opened in mid-sentence, so the sentence goes on."""
    if not border.closers.startswith((")", "]")):
        return False
    low = max(border.piece, border.start - _BRACKET_REACH)
    opened = border.text.rfind("(" if border.closers[0] == ")" else "[", low, border.start)
    before = border.text[low : max(opened, low)].rstrip()
    return opened > 0 and bool(before) and before[-1] not in ".!?…:" and before[-1] not in _QUOTES


def _never_ends(border: Border, data: Profile) -> bool:
    return border.marks == "." and not border.closers and bool(border.names & data.never_ends)


def _before_a_number(border: Border, data: Profile) -> bool:
    roman = bool(_ROMAN.fullmatch(border.after)) and not data.starts(border)
    numeric = roman or border.after[:1].isdigit()
    return border.marks == "." and numeric and bool(border.names & data.before_numbers)


def _may_end(border: Border, data: Profile) -> bool:
    """Initials, initialisms and the like: only a word that opens sentences makes them an end."""
    if border.marks != "." or data.starts(border) or any(mark in _QUOTES for mark in border.closers):
        return False
    if border.names & data.ends:
        return False
    word = border.word
    return (
        (len(word) == 1 and word.isalpha())
        or bool(_INITIALISM.fullmatch(word))
        or bool(border.names & data.may_end)
    )


def _ordinal(border: Border, data: Profile) -> bool:
    """`6. Tepesi`, `II. Abdülhamid`, `12. 10. 2022`, but not `2023. Bu`, `yüzde 79. Bu`."""
    if border.marks != "." or border.closers or "ordinals" not in data.settings or data.starts(border):
        return False
    if border.previous in data.counts:
        return False
    word = border.word.rpartition("-")[2].removesuffix(".")
    return (len(word) <= 3 and word.isdecimal() and "-" not in border.word) or bool(_ROMAN.fullmatch(word))


#: The algorithm: a candidate border is a border unless one of these says that the sentence goes on.
JOINS: tuple[Callable[[Border, Profile], bool], ...] = (
    _only_a_number_before,
    _opening_ellipsis,
    _closing_mark_next,
    _lower_case_next,
    _attribution_next,
    _inside_an_aside,

    _never_ends,
    _before_a_number,
    _may_end,
    _ordinal,
)  # fmt: skip


def _glued(border: Border, data: Profile) -> bool:
    """Whether a full stop without a space after it ends a sentence: `added Husseynli.Husseynli is`.

    Both sides must be plain words, the second with a capital; not E.Blinken, Caliber.Az, Prof.Dr.
    """
    word, after = border.word.rstrip(_CLOSING + _QUOTES), border.after
    if not (
        len(word) > 1 and word.isalpha() and len(after) > 1 and after[0].isupper() and after[1].islower()
    ):
        return False
    if border.names & (data.never_ends | data.before_numbers | data.may_end):
        return False
    return data.starts(border) or after.lower() not in _DOMAIN_ENDINGS


def _names(word: str, previous: str) -> frozenset[str]:
    """What ``word`` is looked up as: `Prof.Dr` ends in an abbreviation, `və s` is two words."""
    last = _LAST_PART.search(word)
    names = {word, f"{previous} {word}", last[0] if last else word}
    return frozenset(names | {name[:1].lower() + name[1:] for name in names})


def _border(text: str, piece: int, match: re.Match[str]) -> Border:
    start, end = match.start(), match.end()
    closers = match["closers"]
    if end == match.end("closers"):  # glued: quotes that open what follows are not closers
        opening = len(closers) - len(closers.rstrip("“"))
        if opening and text[end : end + 1].isalnum():
            end, closers = end - opening, closers[:-opening]
    words = text[max(piece, start - _WORD_REACH) : start].rsplit(None, 3)[-3:]
    word = _LEADING.sub("", words.pop()) if words and not text[start - 1].isspace() else ""
    if len(word) < 3:
        while words and _DOTTED_LETTER.fullmatch(_LEADING.sub("", words[-1])):
            word = _LEADING.sub("", words.pop()) + word
    after = _NEXT.match(text, end)
    assert after is not None  # every part of the pattern may be empty
    previous = words[-1] if words else ""
    return Border(
        text, piece, start, end, match["marks"], closers, word, previous, _names(word, previous),
        after["openers"], after["word"], bool(after["dot"]),
    )  # fmt: skip


def _ends_sentence(text: str, piece: int, match: re.Match[str], data: Profile) -> int | None:
    """Where the sentence ends if ``match`` ends one, else None."""
    marks, end = match["marks"], match.end()
    if marks is None or _BLANK_LINE.search(match["gap"]):
        return end if text[piece:end].strip() else None
    if marks[-1] in "。！？":
        return end
    spaced = match["gap"] or match["late"]
    if not spaced and not text[end : end + 1].isalpha():
        return None
    border = _border(text, piece, match)
    if not spaced:
        return border.end if _glued(border, data) else None
    return None if any(join(border, data) for join in JOINS) else border.end


def _sentences(text: str, data: Profile) -> Iterator[tuple[int, int]]:
    piece = 0
    for match in _CANDIDATE.finditer(text):
        if match.end() == len(text):
            break
        end = _ends_sentence(text, piece, match, data)
        if end is not None:
            yield piece, end
            piece = end
    if piece < len(text):
        yield piece, len(text)


def _capped(text: str, start: int, end: int) -> Iterator[str]:
    """``text[start:end]`` in pieces of at most `LONGEST` code points and the white space after them."""
    stop = start + len(text[start:end].rstrip())
    while stop - start > LONGEST:
        half, limit = start + LONGEST // 2, start + LONGEST
        last = _LAST_CLAUSE.match(text, half, limit) or _LAST_SPACE.match(text, half, limit)
        cut = last.end() if last else limit
        space = _SPACE.match(text, cut)
        cut = space.end() if space else cut
        yield text[start:cut]
        start = cut
    yield text[start:end]


def split(text: str, lang: str) -> list[str]:
    """The sentences of ``text``: joined, they are the text; white space belongs to the sentence before it.

    Sentences inside a quotation are split too, and the quotation marks stay with theirs. A blank line
    always ends a sentence. No piece is longer than `LONGEST` code points. Time is linear in the text.

    >>> split("CICA 6. Tepesi başladı. Prof. Dr. A. Yılmaz “Geldik.” dedi.", "tr")
    ['CICA 6. Tepesi başladı. ', 'Prof. Dr. A. Yılmaz “Geldik.” dedi.']
    """
    data = profile(lang)
    return [piece for start, end in _sentences(text, data) for piece in _capped(text, start, end)]


__all__ = ["LONGEST", "split"]
