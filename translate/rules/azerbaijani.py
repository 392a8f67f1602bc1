"""Azerbaijani in Cyrillic letters, as it was written until 1991 and here and there still is.

Read letter by letter into the Latin alphabet of the law of 25 December 1991, which models know: the letters
of the alphabet of 1958, and those of Russian names that it had not (Э, Ю, Я and the like).
"""

from __future__ import annotations

import regex

from ..repair import Rule

_LETTERS: dict[str, str] = dict(zip("абвгғдеәжзиыјкҝлмноөпрстуүфхһчҹшэйёщцюяъь", [
    *"abvqğdeəjziıykglmnoöprstuüfxhçcşey", "yo", "ş", "ts", "yu", "ya", "", "",
], strict=True))  # fmt: skip
_CAPITALS = {"i": "İ"}


def latin(match: regex.Match[str]) -> str:
    """The word of the match in Latin letters."""
    return "".join(map(_letter, match.group()))


def _letter(letter: str) -> str:
    small = _LETTERS.get(letter.lower(), letter)
    return small if letter.islower() else _CAPITALS.get(small, small.capitalize())


RULES: tuple[Rule, ...] = (
    Rule(
        "azerbaijani.cyrillic",
        "Azerbaijani in the Cyrillic letters of before 1991; models read the Latin ones.",
        r"\p{Cyrillic}+",
        latin,
        (("Азәрбајҹан Президенти Илһам Әлијев Ҝәнҹәјә ҝетди.",
          "Azərbaycan Prezidenti İlham Əliyev Gəncəyə getdi."),),
        ("Bunu “РИА Новости” yazır.", "Azərbaycan Prezidenti"),
        lang="az",
        # Letters that Russian, which is quoted in Azerbaijani texts, does not have.
        needles=tuple("ҹҸҝҜәӘөӨүҮһҺғҒјЈ"),
    ),
)  # fmt: skip
