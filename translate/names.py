"""Names across alphabets and spellings: does a translation still speak of the same people and places?

A name is compared by its sound in rough Latin letters, so that Əliyevin, Алиева and Aliyev meet, and by
its consonants, which survive most transliterations. Only words that are very likely names are asked
after: see `lost_names`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import regex
from rapidfuzz import fuzz

#: Two spellings are of one name from this similarity (0 to 100) on; set on human translations.
_SIMILAR = 66

#: A word of the lists excuses all words that begin with the same four sounds, whatever their endings.
_STEM = 4

#: So many words of either side are looked at: enough for any sentence, and bounded.
_MOST_SOURCE, _MOST_TARGET = 80, 400

# Letters of a language by their sound: C is ch, S is sh, J is j.
_LETTERS = {
    "en": str.maketrans({"j": "J"}),
    "tr": str.maketrans({"ş": "S", "ç": "C", "c": "J", "j": "J", "ğ": "g"}),
    "az": str.maketrans({"ş": "S", "ç": "C", "c": "J", "j": "J", "ğ": "g", "ə": "a", "x": "h", "q": "g"}),
    "ru": str.maketrans(
        dict(zip("абвгдеёжзийклмнопрстуфхцчшщыэ", "abvgdeeJziiklmnoprstufhsCSSie", strict=True))
        | {"ъ": "", "ь": "", "ю": "iu", "я": "ia"}
    ),
}  # fmt: skip
_FOLDED = str.maketrans({"ı": "i", "ə": "a", "ø": "o", "ł": "l", "đ": "d", "ß": "s", "æ": "a"})

# Groups of letters that sound alike, in the order in which they are tried.
_SOUNDS = (
    ("tsch", "C"), ("sch", "S"), ("tch", "C"), ("sh", "S"), ("ch", "C"), ("dzh", "J"), ("dj", "J"),
    ("dJ", "J"), ("zh", "J"), ("kh", "h"), ("ph", "f"), ("th", "t"), ("gh", "g"), ("ck", "k"),
    ("qu", "k"), ("q", "k"), ("x", "ks"), ("w", "v"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ea", "i"), ("ie", "i"), ("ei", "i"),
    ("ey", "i"), ("ay", "ei"), ("ai", "ei"), ("y", "i"), ("tz", "s"), ("ts", "s"),
)  # fmt: skip
_VOWELS = str.maketrans("", "", "aeiou")
_CONSONANTS = str.maketrans(
    {"J": "s", "C": "s", "S": "s", "z": "s", "g": "k", "h": "k", "d": "t", "b": "p", "v": "f"}
)
_DOUBLED = re.compile(r"(.)\1+")
_SOFT_C = re.compile(r"c(?=[eiy])")

# Endings of surnames of the region, as they sound, and an ending of the case after them.
_SURNAME = re.compile(r"(?:[oe]va?|ian|oglu|zade?|ski|enko|Svili|dze|Juk)[a-z]{0,5}$")

_CAPITALISED = regex.compile(r"(?<![\p{L}'’-])(?P<word>\p{Lu}[\p{L}\p{M}]*)(?P<suffix>['’]\p{Ll}+)?")
_TARGET_NAME = regex.compile(r"\p{Lu}[\p{L}\p{M}]+|(?<=\p{L}-)\p{L}+")
# Cyrillic acronyms are spelt out anew (ОДКБ is the CSTO), Latin ones mostly stay; XVIII is no name.
_TRANSLATED_CAPITALS = regex.compile(r"[\p{Lu}&&\p{Cyrillic}]+|[IVXLC]+", flags=regex.VERSION1)
_SENTENCE_START = regex.compile(r"(?:^|[.!?…:;•|*])[\s\"“”«»„'‘’(\[–—-]*$|[«“\"„(\[–—-]\s*$|['‘]$")


def _ascii(text: str) -> str:
    return "".join(
        mark
        for mark in unicodedata.normalize("NFKD", text.translate(_FOLDED))
        if mark.isascii() and mark.isalpha()
    )


def spelling(word: str) -> str:
    """The word in plain small letters: names of the West keep their spelling in Turkish."""
    return _ascii(word.replace("İ", "i").lower())


def sound(word: str, lang: str) -> str:
    """The word by its sound, roughly, whatever alphabet it is written in.

    >>> sound("Ceyhun", "az") == sound("Jeyhun", "en") == sound("Джейхун", "ru")
    True
    """
    text = word.replace("İ", "i").lower()
    if lang == "en":
        text = _SOFT_C.sub("s", text.replace("ch", "C")).replace("c", "k")
    text = _ascii(text.translate(_LETTERS.get(lang, {})))
    for letters, as_one in _SOUNDS:
        text = text.replace(letters, as_one)
    return _DOUBLED.sub(r"\1", text)


def _skeleton(heard: str) -> str:
    return _DOUBLED.sub(r"\1", heard.translate(_VOWELS).translate(_CONSONANTS))


class _Target(NamedTuple):
    spelling: str
    sound: str
    skeleton: str


def _targets(target: str) -> list[_Target]:
    words = list(dict.fromkeys(_TARGET_NAME.findall(target)))[:_MOST_TARGET]
    heard = [sound(word, "en") for word in words]
    return [_Target(spelling(word), one, _skeleton(one)) for word, one in zip(words, heard, strict=True)]


def _similar(source: str, target: str) -> bool:
    """An ending of the source may come after the name, so its beginning counts too."""
    if not source or not target:
        return False
    return max(fuzz.ratio(source[: len(target)], target), fuzz.ratio(source, target)) >= _SIMILAR


def _has_counterpart(word: str, lang: str, targets: list[_Target]) -> bool:
    letters, heard = spelling(word) if lang != "ru" else "", sound(word, lang)
    bones = _skeleton(heard)
    for target in targets:
        if _similar(letters, target.spelling) or _similar(heard, target.sound):
            return True
        shorter = min(len(bones), len(target.skeleton))
        if shorter >= 3 and bones[:shorter] == target.skeleton[:shorter]:
            return True
        if len(target.skeleton) == 2 and bones[:2] == target.skeleton and heard[0] == target.sound[0]:
            return True
    return False


_LISTS = {"tr": "turkic", "az": "turkic", "ru": "russian"}

#: The languages whose list is full enough to ask after every other capitalised word; elsewhere it must end
#: like a surname, or stand beside another name.
_SURE = frozenset({"tr", "ru"})


@cache
def _translated_stems(lang: str) -> frozenset[str]:
    """How capitalised words begin that are translated, not copied: titles, institutions, countries."""
    text = (files(__package__) / "common_nouns" / f"{_LISTS[lang]}.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(sound(word, lang)[:_STEM] for line in lines for word in line.split())


class _Word(NamedTuple):
    text: str
    candidate: bool  #: long enough, within a sentence, not in the lists
    sure: bool  #: asked after even where it stands alone
    joined: bool  #: stands directly behind the capitalised word before it
    found: bool


def lost_names(source: str, target: str, lang: str) -> list[str]:
    """Names in ``source`` to which nothing in the English ``target`` sounds alike, in order.

    Asked after are capitalised words inside a sentence, unless they begin like a word of ``common_nouns``;
    Azerbaijani ones only beside another name or with the ending of a surname. Titles, in which all long
    words have a capital, are not looked at, nor languages without a list.

    >>> lost_names("Bakan dün İlham Aliyev'le görüştü.", "The minister met Ilham yesterday.", "tr")
    ['Aliyev']
    """
    if lang not in _LISTS or _is_title(source):
        return []
    words = _words(source, _targets(target), lang)
    lost = []
    for place, word in enumerate(words):
        if word.found or not word.candidate:
            continue
        before = [words[place - 1]] if word.joined else []
        after = [following for following in words[place + 1 : place + 2] if following.joined]
        if word.sure or any(other.found or other.candidate for other in before + after):
            lost.append(word.text)
    return lost


def _is_title(text: str) -> bool:
    words = [word for word in text.split() if word[0].isalpha()]
    return len(words) > 3 and not any(word[0].islower() and len(word) > 4 for word in words)


def _words(source: str, targets: list[_Target], lang: str) -> list[_Word]:
    stems, end, words = _translated_stems(lang), -1, []
    for match in list(_CAPITALISED.finditer(source))[:_MOST_SOURCE]:
        text, start = match["word"], match.start()
        candidate = (
            len(text) > 3
            and not _TRANSLATED_CAPITALS.fullmatch(text)
            and sound(text, lang)[:_STEM] not in stems
            and not _SENTENCE_START.search(source[max(0, start - 5) : start])
        )
        sure = lang in _SURE or (len(text) > 5 and bool(_SURNAME.search(sound(text, lang))))
        found = len(text) > 3 and _has_counterpart(text, lang, targets)
        words.append(_Word(text, candidate, sure, source[end:start] == " " and end > 0, found))
        end = match.end() if match["suffix"] is None else -1
    return words


__all__ = ["lost_names", "sound", "spelling"]
