"""How a rule words its result: templates that know about capitals.

``put("that {piece:low}")`` is the arrangement of a rule: the groups of the match fill the template, ``low``
takes the capital off a piece unless it begins with a name, ``up`` puts one on, and a result that begins a
sentence begins with a capital.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import regex

from ..casing import raised, recase
from ..verbs import finite

if TYPE_CHECKING:
    from ..diagnosis import Diagnosis

# What may stand between a subject and its verb.
ADVERBS = r"(?:not|never|also|always|already|still|again|only|now|even|once)"
_OPENS = regex.compile(r"(?:^|\n|[“\"(\[]|[.!?…][”\"’)]?[ \u00a0]+|[ \u00a0]?[–—][ \u00a0]|^[ \u00a0]+)$")
_INITIAL = regex.compile(r"\b\p{Lu}\. ?$")


class _Piece(str):
    """A group of the match; its format says what happens to its first letter."""

    __slots__ = ("names",)
    names: frozenset[str]

    def __format__(self, spec: str) -> str:
        text = self.strip(" \u00a0")
        return recase(text, self.names) if spec == "low" else raised(text) if spec == "up" else text


def opens_sentence(text: str, position: int) -> bool:
    """Whether a sentence, or a quoted one, begins at ``position``."""
    before = text[max(0, position - 8) : position] if position > 8 else text[:position]
    if position > 8 and not before.strip(" \u00a0"):
        return False
    return _OPENS.search(before) is not None and _INITIAL.search(before) is None


def fitted(result: str, match: regex.Match[str]) -> str:
    """``result`` with a capital where the match begins a sentence."""
    return raised(result) if opens_sentence(match.string, match.start()) else result


def put(template: str) -> Callable[[regex.Match[str], Diagnosis], str]:
    """The arrangement that fills ``template`` with the groups of the match."""

    def arrange(match: regex.Match[str], diagnosis: Diagnosis) -> str:
        pieces = {}
        for name, group in match.groupdict().items():
            piece = pieces[name] = _Piece(group or "")
            piece.names = diagnosis.names
        return fitted(template.format_map(pieces), match)

    return arrange


def after_subject(piece: str, phrase: str) -> str | None:
    """``piece`` with ``phrase`` before its finite verb: behind the noun that the phrase modifies."""
    place = finite(piece)
    if not place:
        return None
    return f"{piece[:place]}{phrase} {piece[place:]}"
