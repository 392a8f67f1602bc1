"""Capitals that a border gave a word: which of them go, and which belong to a name.

The translator met every piece as a sentence of its own and gave it a capital. Joined again, the first word
of a piece is put in lower case unless it is a name. What is a name is decided by a list of common English
words (`rules/common_words.txt`), by the next word, and by how the document writes the word elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files

import regex

from .fragments import words

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*(?:[’'-]\p{L}+)*")
_NEXT = regex.compile(r"[ \u00a0]+(?:[“\"]?)(\p{L}[\p{L}’'-]*)")
_STEMMED = regex.compile(r"(?:[iy][sz]ations?|ifications?|ments?|ness|ities)$")

# Words that are part of no name wherever they stand, save the few names below.
FUNCTION_WORDS = words(
    """a about above after again against all almost already also although among an and another any are around
    as at because been before behind being below between both but by can cannot certainly could despite
    did do does during each either even every few finally first for from had has have he her here his how
    however if in including instead into is it its just last later many meanwhile more moreover most much
    must my near neither never no nobody nor not nothing now of often on once one only or other others our
    out over own part perhaps probably rather same several shall she should simply since so some soon
    still such than thanks that the their them then there therefore these they this those though three
    through thus to today together tomorrow too toward towards two under unfortunately unless until up
    upon us very was we were what when where whether which while who whom whose why will with within
    without would yes yesterday yet you your"""
)
_THE_NAMES = words(
    """Hague Economist Guardian Times Telegraph Independent Sun Post Atlantic Gambia Bahamas Washington Wall
    Daily New Financial Conversation Diplomat Hill Spectator Beatles Band Bell Bunnymen Who Ritz Smiths
    Avengers Archers Cranberries"""
)


_CLITICS = ("it’s", "it's", "they’re", "they're", "there’s", "let’s", "let", "that’s")
# Behind a title these begin a name: "President von der Leyen", "General de Gaulle".
_PARTICLES = words("de del der di da la le van von al el bin ibn")
# Function words that begin names as well: "First Lady", "A New Earth", "Three Sisters".
_TITLE_WORDS = words("a first last other one two three most many every each our my no once some yes")
# Behind these a number follows: "Article 16", "Part II", "Figure 3", "No. 2 Court".
_NUMBERED = words(
    """Act Annex Appendix Article Block Box Case Channel Chapter Court Decree Exhibit Figure Flight Gate Group
    Highway Item Level No Nos Number Part Phase Point Protocol Reactor Resolution Room Route Schedule
    Section Stage Table Terminal Unit Volume"""
)
_NUMBER = regex.compile(r"\.?[ \u00a0](?:\d|[IVX]+\b)")
# "A. N. Wilson", "That ’70s Show".
_INITIAL = regex.compile(r"(?<=\b\p{Lu})\. ?\p{Lu}|[ \u00a0][‘’']\d0s\b")
# "All Things Considered", "Have I Got News for You", "To the Lighthouse".
_TITLE = regex.compile(r"[ \u00a0](?:(?:I|the)[ \u00a0])?(\p{Lu}\p{Ll}+)\b(?![’'])")
# Common words, but as often the beginning of a name: "First Lady", "Free Democrats", "May", "Will Smith".
_NAMES_TOO = words("First May March August Will The Free")


@cache
def common_words() -> Mapping[str, bool]:
    """Common words in lower case; False where the word is often part of a name ("minister")."""
    rows = (files(__package__) / "rules" / "common_words.txt").read_text("utf-8").splitlines()
    return {row.rstrip("?"): not row.endswith("?") for row in rows if row and not row.startswith("#")}


def is_common(word: str) -> bool:
    """Whether a capital on ``word`` can only come from its place, as far as the word itself tells.

    >>> is_common("Recognized"), is_common("Normalization"), is_common("Baku"), is_common("Minister")
    (True, True, False, False)
    """
    low = word.lower().split("-")[0].split("’")[0].split("'")[0]
    if low in FUNCTION_WORDS or common_words().get(low, False):
        return True
    if low in common_words():
        return False
    return len(low) > 7 and word[1:].islower() and _STEMMED.search(low) is not None


_SUFFIXES = (
    ("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
    ("ly", ""), ("er", ""), ("ness", ""), ("less", ""),
)  # fmt: skip
_PREFIXES = ("re", "un", "dis", "anti", "non", "over")


def _stem_is_common(low: str) -> bool:
    """Whether a word that the list lacks is a form of one that it has: "trays", "knocking", "resold"."""
    words = common_words()
    stems = [low[: -len(end)] + instead for end, instead in _SUFFIXES if low.endswith(end)]
    stems += [stem[:-1] for stem in stems if stem[-2:-1] == stem[-1:]]
    stems += [low[len(start) :] for start in _PREFIXES if low.startswith(start)]
    return any(len(stem) > 2 and words.get(stem, False) for stem in stems)


def may_be_common(word: str) -> bool:
    """Whether ``word`` is a common word of either kind: one with a capital may be part of a title.

    >>> may_be_common("Development"), may_be_common("Baku")
    (True, False)
    """
    return word.lower() in common_words() or is_common(word)


def recase(piece: str, names: Collection[str] = ()) -> str:
    """``piece`` with its first letter in lower case, unless its first word is a name.

    ``names`` are the words that the document writes with a capital in the middle of its sentences.

    >>> recase("The sides exchanged views"), recase("Luhansk was taken"), recase("I spoke")
    ('the sides exchanged views', 'Luhansk was taken', 'I spoke')
    >>> recase("Human Rights Watch said"), recase("Thanked Azerbaijan"), recase("The Hague")
    ('Human Rights Watch said', 'thanked Azerbaijan', 'The Hague')
    """
    found = _WORD.match(piece)
    if found is None or not piece[0].isupper():
        return piece
    word = found.group()
    follows = _NEXT.match(piece, found.end())
    after = follows.group(1) if follows else ""
    return piece[0].lower() + piece[1:] if _loses_capital(word, after, names) else piece


def _loses_capital(word: str, after: str, names: Collection[str]) -> bool:
    low = word.lower()
    capital_follows = after[:1].isupper()
    if len(word) > 1 and not word.replace("’", "").replace("-", "")[1:].islower():
        return False  # "US", "IT"
    if low == "the":
        # A title keeps its article: "The Voice", "The Hague"; "The President" does not.
        return not capital_follows or not (after in _THE_NAMES or common_words().get(after.lower(), False))
    if low == "he" and capital_follows and not is_common(after):
        return False  # "Xi Jinping and He Lifeng"
    if low in _CLITICS or low in FUNCTION_WORDS:
        return not (capital_follows and low in _TITLE_WORDS)
    if len(word) == 1:
        return False
    if low in ("may", "rose", "pays") and after and not capital_follows:
        return not after.endswith("’s")
    if is_common(word):
        # "Human Rights Watch" is a name; in "Thanked Azerbaijan" only the second word is one.
        return not capital_follows or not (after.lower() in common_words() or after.isupper())
    if low.split("-")[0].split("’")[0].split("'")[0] in common_words():
        return word not in names and not capital_follows and after != "of" and after not in _PARTICLES
    return word not in names and not capital_follows and after != "" and _stem_is_common(low)


def begins_title(word: str, text: str, end: int) -> bool:
    """Whether ``word``, with a capital, has it as what stands behind ``end`` in ``text`` shows.

    >>> begins_title("All", "All Things Considered", 3), begins_title("To", "To the Lighthouse", 2)
    (True, True)
    >>> begins_title("Part", "Part II", 4), begins_title("A", "A. N. Wilson", 1)
    (True, True)
    >>> begins_title("Between", "Between Kyiv and Moscow", 7), begins_title("On", "On May 2", 2)
    (False, False)
    """
    if _INITIAL.match(text, end) or (word in _NUMBERED and _NUMBER.match(text, end)):
        return True
    title = _TITLE.match(text, end)
    if title is None or word == "The" or word.lower() not in FUNCTION_WORDS:
        return False
    follows = title[1].lower()
    plural = follows not in common_words() and follows.endswith("s") and _stem_is_common(follows)
    return title[1] not in _NAMES_TOO and (plural or is_common(title[1]))


def raised(piece: str) -> str:
    """``piece`` with a capital on its first letter, past an opening mark.

    >>> raised("the sides"), raised("“the sides")
    ('The sides', '“The sides')
    """
    for position, character in enumerate(piece):
        if character.isalpha():
            return piece[:position] + character.upper() + piece[position + 1 :]
        if character.isdigit():
            break
    return piece
