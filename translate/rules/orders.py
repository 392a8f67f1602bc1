"""Orders: where the grammar leaves several places for a piece, and a language model of English chooses.

These rows stand around those of `arrangement`, which know one place. Each finds a border, asks
`translate.orders` for the ways of putting the pieces together, and takes the likeliest if it beats the words
as they stand by its margin. The margins, and which kinds are here at all, were measured with
`scripts/measure_orders` (docs/word-order.md). What is not moved stays, and the span is suspected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from ..casing import recase
from ..fragments import (
    BEFORE_CLAUSE,
    CAPITAL,
    CAPITALS,
    CLAUSE,
    PLACE,
    PLACES,
    START,
    THE_PLACES,
    by_letter,
    every,
)
from ..repair import Rule
from ..verbs import finite
from . import arrangement, moves
from .wording import fitted

if TYPE_CHECKING:
    from ..diagnosis import Diagnosis

Match = regex.Match[str]

# How much likelier a word, in log10, the best order must be than the words as they stand; and, where there
# are many places, than the next best.
_JOINED, _JOINED_HE, _GOVERNED, _GAS = 0.15, 0.05, 0.05, 0.02
_LEAD = 0.06


def _joined(match: Match, diagnosis: Diagnosis) -> str | None:
    """“S A and He met B”: S met A and B."""
    from ..orders import chosen, joined

    left, right = match["left"], match["right"]
    if recase(right, diagnosis.names) == right:
        return None  # a name: no border
    ways = joined(left, right, diagnosis.names)
    # "He" shows that the subject stands before it; without it the words may well be right as they are.
    margin = _JOINED_HE if right.startswith(("He ", "She ", "It ", "They ")) else _JOINED
    best = chosen(f"{left} and {recase(right, diagnosis.names)}", ways, margin, _LEAD) if ways else None
    return None if best is None else fitted(best, match)


def _governed(match: Match, diagnosis: Diagnosis) -> str | None:
    """“S Ukraine He spoke about the situation around”: S spoke about the situation around Ukraine."""
    from ..orders import chosen, governed

    name, right = match["name"], match["right"]
    if recase(right, diagnosis.names) == right:
        return None
    before = _BEFORE.search(match.string[max(0, match.start() - 90) : match.start()])
    if before is None:
        return None
    left = before["left"] or ""
    if left and finite(left) is not None:
        return None
    name = "the president" if name == "president" else name
    ways = governed(left, name, right, diagnosis.names)
    original = f"{left} {name} {recase(right, diagnosis.names)}".strip()
    best = chosen(original, ways, _GOVERNED) if ways else None
    if best is None:
        return None
    return best.removeprefix(left) if left else fitted(best, match)


def _gas(match: Match, diagnosis: Diagnosis) -> str | None:
    """“gasThe price in May rose”: the price of gas in May rose, where the plain rule has it behind May."""
    from ..orders import Forms, attached, chosen

    others = regex.finditer(_APART.pattern, match.string, endpos=match.end())
    if any(other.end() > match.start() for other in others):
        return None
    plain = _PLAIN_GAS.arrange(match, diagnosis) if _PLAIN_GAS.arrange else None
    rest = recase(match["rest"], diagnosis.names)
    verb = finite(rest)
    if plain is None or not verb or "," in rest[:verb]:
        return None
    kind = recase(match["gas"], diagnosis.names)
    ways = [f"{way}{rest[verb:]}" for way in attached("", Forms(kind, kind), rest[:verb])]
    for noun, preposition in moves.GOVERNED.items():
        ways = [way.replace(f"{noun} of {kind}", f"{noun} {preposition} {kind}") for way in ways]
    best = chosen(plain.removeprefix(match["lead"]), ways, _GAS)
    return None if best is None else fitted(f"{match['lead']}{best}", match)


_PLAIN_GAS, _APART = (
    next(row for row in arrangement.RULES if row.id == name) for name in ("move.gas", "move.gas_apart")
)
# Where a clause may begin.
_OPENS = rf"(?:{START}|(?<=\b(?:that|But|However|and),? )|(?<=\baccording to ?))"
_BEFORE = regex.compile(rf"{_OPENS}(?P<left>\p{{L}}{CLAUSE}{{2,70}})?$")
_NAME_BEFORE = rf"(?:{by_letter(f'{PLACES}|{THE_PLACES}|president')}) {CAPITAL}"
_PIECE = rf"{CAPITAL}\p{{Ll}}* (?=\p{{L}}){CLAUSE}*"

# Before the plain rule for "gas", whose order is the one to beat, and before "He" behind a name goes.
EARLY: tuple[Rule, ...] = (
    Rule(
        "order.gas",
        "gas is a marked word; of the nouns behind it, it belongs to the one with which the English is "
        "likeliest.",
        _PLAIN_GAS.pattern,
        "",
        (("gasThe storage operator in Ukraine resigned.", "The gas storage operator in Ukraine resigned."),),
        ("Natural gas is cheap.", "natural gasThe main buyers were Italy and Greece.",
         "Liquid in Pakistan last winter gasQueues for supplies formed."),
        needs="garbled",
        needles=_PLAIN_GAS.needles,
        arrange=_gas,
    ),
    Rule(
        "order.governed",
        "The name is a marked word; it belongs to a preposition behind it that governs nothing.",
        rf"(?P<gap>(?<=[\p{{L}}\p{{N}}]) )?\b(?=\p{{Lu}}|p)(?P<name>{PLACE}|president) (?P<right>{_PIECE})",
        "",
        (("The minister Georgia He spoke about the dispute with.",
          "The minister spoke about the dispute with Georgia."),
         ("The envoy president He repeated the words of.", "The envoy repeated the words of the president.")),
        ("In Georgia The talks with Russia began.", "Ukraine The war goes on."),
        needs="garbled",
        needles=every(f"{PLACES}|president", " ", CAPITALS),
        # A name, or the space before it; `re` looks only where one of the first characters stands.
        begins=rf"[ A-Zpt](?:(?<= )(?={_NAME_BEFORE})|(?<=(?={_NAME_BEFORE}).))",
        arrange=_governed,
    ),
)  # fmt: skip

RULES: tuple[Rule, ...] = (
    Rule(
        "order.joined",
        "The first of two things stood before the verb, the second behind it; of the places where it may go, "
        "this one makes the likeliest English.",
        rf"{_OPENS}(?P<left>\p{{L}}{CLAUSE}{{2,70}}?)\.? and "
        rf"(?P<right>{_PIECE})",
        "",
        (("Biden Russia and He met the envoys of Iran.", "Biden met the envoys of Russia and Iran."),),
        ("The minister arrived and He spoke.", "Children and Women were evacuated."),
        needs="garbled",
        needles=every(" and ", CAPITALS),
        behind=rf"(?:{BEFORE_CLAUSE})(?=[^!?…:;,“”\"\n]{{3,73}}? and {CAPITAL})",
        arrange=_joined,
    ),
)  # fmt: skip
