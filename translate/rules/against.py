"""qarşı, against: its first letters (qar) were read as snow, and whom it is said of stands before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from ..casing import FUNCTION_WORDS, recase
from ..fragments import CLAUSE, NAME, PLACE, SNOW_WORD, START
from ..verbs import AUXILIARIES, BASES, finite, is_past
from .wording import ADVERBS, after_subject, fitted

if TYPE_CHECKING:
    from ..diagnosis import Diagnosis

Match = regex.Match[str]

_PREPOSITION = regex.compile(
    r" (?:for|in|on|at|by|since|from|with|during|to|under|after|before|until|because|through|about|over|as|"
    r"and)\b"
)
_QUESTION = regex.compile(
    r"(?:what|who|which|how|why|when|where|will|is|are|was|were|can|do|does|did)\b", regex.I
)

# "snow" run into the next word, or before a capital; not the words that English makes of snow.
SNOW = rf"snow(?:(?=\p{{Lu}})|(?=\p{{Ll}})(?!mutual|s\b|ed\b|{SNOW_WORD})|[ \u00a0](?=\p{{Lu}}))"

# What is "against" somebody, wherever in the clause it stands.
_HOSTILE = regex.compile(
    r"\b(?:attacks?|war|fight|struggle|sanctions|measures|operations?|strikes?|campaigns?|protests?|aggression|"
    r"complaints?|lawsuits?|embargo|offensive|charges|resolution|threats?)\b"
)
# The same where no further noun follows: not in "the sanctions package".
_HOSTILE_LAST = regex.compile(
    rf"{_HOSTILE.pattern}(?=$|[.,]| (?:for|in|on|at|by|since|from|with|during|to|under|after|before|until|"
    r"because|and|as)\b)"
)


# What they are against stands right behind these.
_NEAR = ("appealed", "speaks", "spoke", "protested", "voted", "fought", "struggled", "directed", "aimed")


def _preposition(piece: str, start: int) -> Match | None:
    """The first preposition in ``piece``; the "to" of an infinitive is none: "ready to give an answer"."""
    found = _PREPOSITION.finditer(piece, start)
    return next((m for m in found if m[0] != " to" or piece[m.end() + 1 :].split(" ")[0] not in BASES), None)


def _after_object(piece: str, phrase: str) -> str:
    """``piece``, which begins with its verb, with ``phrase`` behind verb and object."""
    words = regex.match(rf"\P{{Z}}+(?: (?:{ADVERBS}|been|be|being|have|\p{{Ll}}+ing|\p{{Ll}}+ed))*", piece)
    start = words.end() if words else 0
    verb = words.group().rpartition(" ")[2] if words else ""
    if verb in _NEAR:
        return f"{piece[:start]} {phrase}{piece[start:]}"
    noun, found = _HOSTILE_LAST.search(piece, start), _preposition(piece, start)
    place = noun.end() if noun else found.start() if found else len(piece.rstrip())
    return f"{piece[:place]} {phrase}{piece[place:]}"


def _verb_last(piece: str) -> tuple[str, str] | None:
    """Splits "The new package supported" into verb and object, if the verb stands last and alone."""
    head, _, verb = piece.rpartition(" ")
    if not head or not is_past(verb) or head.rpartition(" ")[2].lower() in AUXILIARIES:
        return None
    place = finite(piece)
    if place is not None and place < len(head):
        return None
    return verb, head


_OWN_SUBJECT = regex.compile(r"(?:He|She|It|They) (?=\p{Ll})")
# Verbs that the list of finite forms leaves out, because elsewhere they are nouns and participles as often.
_BARE_VERB = regex.compile(r"not (?:directed|aimed)\b|(?:put|set|cut|shut|hit|cast)\b(?! of)")
_AGGRESSOR = regex.compile(
    r"(?:[Tt]he )?[Aa]ggress(?:or|ors|ive)(?: state)? (?P<verb>\p{L}+) (?P<what>(?:a|an|the|another|its|this)"
    r"(?: \p{Ll}+)?? (?P<noun>war|campaign|policy|attack|operation|plan|plans|act|acts))\b(?P<tail>.*)",
    regex.S,
)


def _against(subject: str, whom: str, rest: str, asks: bool, names: frozenset[str]) -> str | None:
    """The sentence of ``subject``, ``rest``, and "against ``whom``" at its place."""
    phrase = f"against {whom}"
    piece = recase(rest, names)
    if aggressor := _AGGRESSOR.fullmatch(rest):
        if not subject:
            return None
        verb, what, tail = aggressor["verb"], aggressor["what"], aggressor["tail"]
        return f"{subject} {verb} {what} of aggression {phrase}{tail}"
    clause = regex.match(r"[^,]*", piece)
    first = clause.group() if clause else piece
    tail = piece[len(first) :]
    if asks and _QUESTION.match(first):
        head, _, last = first.rpartition(" ")
        acts = (last.endswith("ing") or last in BASES) and _HOSTILE_LAST.search(head)
        asked = f"{head} {phrase} {last}" if acts and acts.end() == len(head) else f"{first} {phrase}"
        return f"{subject} {asked}{tail}".lstrip()
    if subject and (pair := _verb_last(first)):
        return f"{subject} {pair[0]} {pair[1]} {phrase}{tail}"
    if pronoun := _OWN_SUBJECT.match(rest):
        who = f"{subject} " if subject else first[: pronoun.end()]
        return f"{who}{_after_object(first[pronoun.end() :], phrase)}{tail}"
    if _BARE_VERB.match(first):
        return f"{subject} {_after_object(first, phrase)}{tail}".lstrip()
    place = finite(first)
    if place == 0:
        return f"{subject} {_after_object(first, phrase)}{tail}" if subject else None
    if place is None:
        return f"{subject} {first} {phrase}{tail}".lstrip()
    owner = f"of {recase(subject, names)} " if subject else ""
    moved = after_subject(first, owner + phrase)
    return f"{moved}{tail}" if moved else None


_ACTOR = regex.compile(rf"(?:{START}|(?<=\b(?:that|and),? )|(?<=, ))\p{{L}}{CLAUSE}{{1,80}} $")


_JOINT = regex.compile(r"\b(?:that|and),? $")


def to_snow(match: Match, diagnosis: Diagnosis) -> str | None:
    """“To X snowY”: Y with "against X" at its place; behind a subject, Y begins with its verb."""
    whom, rest = match["whom"].strip(), match["rest"]
    actor = _ACTOR.search(match.string, max(0, match.start() - 90), match.start())
    begun = rest[:1].islower() or _OWN_SUBJECT.match(rest)
    if match["to"] == "to" or (actor and begun and not _JOINT.search(actor.group())):
        verb = _OWN_SUBJECT.sub("", rest, count=1) if actor else rest
        acts = actor and finite(actor.group()) is None and not _HOSTILE.search(actor.group())
        if acts and (finite(verb) == 0 or _BARE_VERB.match(verb)):
            return _after_object(verb, f"against {whom}") + match["end"]
        if not rest[:1].isupper():
            return f"against {whom} {rest}{match['end']}"
    result = _against("", recase(whom, diagnosis.names), rest, match["end"] == "?", diagnosis.names)
    return None if result is None else fitted(result + match["end"], match)


_COMPOUND = r"(?:(?:drug|human|arms|money|climate|organi[sz]ed|domestic|international|political|corrupt) )?"
_WHOM = regex.compile(rf"(?P<subject>.*?)[ \u00a0]?(?P<whom>{PLACE}|{NAME}|{_COMPOUND}\p{{Ll}}+)$", regex.S)
_TWO_NAMES = regex.compile(rf"(?P<subject>(?:.* )?{PLACE}) (?P<whom>{NAME})", regex.S)
_GOVERNS = regex.compile(
    r"(?:^|[ \u00a0])(?:the|an?|its|his|her|their|our|this|that|in|on|at|of|by|with|from|to|for|near|against|"
    r"between|and|was|were|is|are|be|been)$",
    regex.I,
)
_OF_NO_PLACE = regex.compile(rf"\bof (?!(?:{PLACE})$)\P{{Z}}+$")
_LAST_PLACE = regex.compile(rf"(?P<subject>.*?)[ \u00a0](?P<whom>{PLACE})$", regex.S)


def bare_snow(match: Match, diagnosis: Diagnosis) -> str | None:
    """“A X snowY”: the last name or noun before "snow" is whom A is against."""
    left = match["left"].strip()
    split = _LAST_PLACE.fullmatch(left) or _TWO_NAMES.fullmatch(left) or _WHOM.fullmatch(left)
    if split is None:
        return None
    subject, whom = split["subject"].strip(), split["whom"]
    fused = match["rest"][:1].islower()
    if whom.lower() in FUNCTION_WORDS or _GOVERNS.search(subject):
        return None  # "against" would part what belongs together
    if whom[0].islower() and _OF_NO_PLACE.search(subject):
        return None  # the same: "of Turkic states"
    if subject and fused and finite(match["rest"]) != 0:
        return None  # a compound rather, as "snowcat" would be if the list lacked it
    if not subject:
        whom = recase(whom, diagnosis.names)
    result = _against(subject, whom, match["rest"], match["end"] == "?", diagnosis.names)
    return None if result is None else match["lead"] + fitted(result + match["end"], match)
