"""A little Turkish morphology: the forms of a noun, and a form of one noun as the same form of another.

Suffixes follow the last vowel of the word (vowel harmony) and its last consonant (d or t); a vowel at
their head may soften the stem (``ihtiyaç``, ``ihtiyacı``), drop its last vowel (``vakit``, ``vakti``) or
call for a buffer letter (``konu``, ``konuyu``, ``konusu``). After the tables in G. Lewis, *Turkish Grammar*.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

VOWELS = "aâeıiîoöuûü"
_CLOSE = {
    "a": "ı",
    "â": "ı",
    "ı": "ı",
    "e": "i",
    "i": "i",
    "î": "i",
    "o": "u",
    "u": "u",
    "û": "u",
    "ö": "ü",
    "ü": "ü",
}
_OPEN = {vowel: "a" if vowel in "aâıouû" else "e" for vowel in VOWELS}
_VOICELESS = "fstkçşhp"

# Suffixes in the usual notation: A is a or e, I is ı, i, u or ü, D is d or t; letters in brackets stand
# only after a vowel, and after a consonant where they are vowels themselves.
_NUMBERS = ("", "lAr")
_POSSESSORS = ("", "(s)I", "(I)mIz", "(I)m", "(I)nIz", "(I)n")
_CASES = ("", "(y)I", "(n)In", "(y)A", "DA", "DAn", "(y)lA")
# After the possessive of the third person cases begin with n.
_CASES_AFTER_THIRD = ("", "nI", "nIn", "nA", "nDA", "nDAn", "(y)lA")
_TAILS = {"": ("", "DIr"), "DA": ("", "ki", "DIr"), "nDA": ("", "ki", "DIr"), "(n)In": ("", "ki")}

_UPPER = str.maketrans("iı", "İI")
_LOWER = str.maketrans("Iİ", "ıi")


def upper(text: str) -> str:
    """Capitals as Turkish makes them: i is İ, ı is I.

    >>> upper("ilişki")
    'İLİŞKİ'
    """
    return text.translate(_UPPER).upper()


def lower(text: str) -> str:
    """Small letters as Turkish makes them: I is ı, İ is i."""
    return text.translate(_LOWER).lower()


def cased_as(model: str, word: str) -> str:
    """``word`` with the capitals of ``model``: none, the first letter, or all.

    >>> [cased_as(model, "ilişki") for model in ("bağ", "Bağ", "BAĞ")]
    ['ilişki', 'İlişki', 'İLİŞKİ']
    """
    if len(model) > 1 and upper(model) == model:
        return upper(word)
    return upper(word[:1]) + word[1:] if model[:1] != lower(model[:1]) else word


def attach(stem: str, suffix: str, softened: str = "") -> str:
    """``stem`` with a suffix in the notation above; ``softened`` is the stem before a vowel.

    >>> attach("başkent", "DA"), attach("konu", "(y)I"), attach("ihtiyaç", "(y)I", "ihtiyac")
    ('başkentte', 'konuyu', 'ihtiyacı')
    """
    if suffix.startswith("("):  # (s)I is for vowels before it, (I)m for consonants
        wanted = (stem[-1] in VOWELS) != (suffix[1] == "I")
        suffix = suffix[1] * wanted + suffix[3:]
    word = softened if softened and suffix[:1] in ("A", "I") else stem
    vowel = next(letter for letter in reversed(stem) if letter in VOWELS)
    for letter in suffix:
        if letter in "AI":
            vowel = (_OPEN if letter == "A" else _CLOSE)[vowel]
            word += vowel
        elif letter == "D":
            word += "t" if word[-1] in _VOICELESS else "d"
        else:
            word += letter
    return word


def _forms(noun: str) -> Iterator[tuple[str, str]]:
    """All forms of a noun, each after its possessor, in one fixed order.

    ``noun`` is its bare form, with the stem before vowels behind a bar where that differs: ``vakit|vakt``.
    """
    stem, _, softened = noun.partition("|")
    for number in _NUMBERS:
        for possessor in _POSSESSORS:
            third = possessor == "(s)I"
            for case in _CASES_AFTER_THIRD if third else _CASES:
                tails = _TAILS.get(case, ("", "ki") if case == "nIn" else ("",))
                for tail in tails:
                    word = stem
                    for suffix in filter(None, (number, possessor, case, tail)):
                        word = attach(word, suffix, softened if word == stem else "")
                    yield possessor, word


@cache
def paradigm(wrong: str, right: str) -> dict[str, tuple[str, ...]]:
    """The forms of the noun ``wrong``, each with the same form of ``right``.

    There are two where a form may be an object or possessed by a third person, and ``right`` tells which:

    >>> paradigm("bahis|bahs", "konu")["bahislerini"]
    ('konularını',)
    >>> paradigm("bahis|bahs", "konu")["bahsi"]
    ('konuyu', 'konusu')
    """
    table: dict[str, tuple[str, ...]] = {}
    for (possessor, old), (_, new) in zip(_forms(wrong), _forms(right), strict=True):
        known = table.get(old, ())
        if not known or (possessor == "(s)I" and new not in known):
            table[old] = (*known, new)
    return table
