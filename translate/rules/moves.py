"""What the rows of `arrangement` do with the pieces that they find: the grammar of putting them in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from ..casing import FUNCTION_WORDS, recase
from ..fragments import CLAUSE, COUNTRIES, NAME, PEOPLE, PLACE, SNOW_WORD, START
from ..verbs import AUXILIARIES, BASES, finite, gerund, is_past
from .wording import fitted

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
_DETERMINER = regex.compile(
    r"(?:the|a|an|his|her|its|their|our|this|these|new|no|all|any|some|\d+)\b", regex.I
)
_ADVERBS = r"(?:not|never|also|always|already|still|again|only|now|even|once)"

# "snow" run into the next word, or before a capital; not the words that English makes of snow.
SNOW = rf"snow(?:(?=\p{{Lu}})|(?=\p{{Ll}})(?!mutual|s\b|ed\b|{SNOW_WORD})|[ \u00a0](?=\p{{Lu}}))"

# --- qarşı: against -------------------------------------------------------------------------------------


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


def _after_subject(piece: str, phrase: str) -> str | None:
    """``piece`` with ``phrase`` before its finite verb: behind the noun that the phrase modifies."""
    place = finite(piece)
    if not place:
        return None
    return f"{piece[:place]}{phrase} {piece[place:]}"


def _after_object(piece: str, phrase: str) -> str:
    """``piece``, which begins with its verb, with ``phrase`` behind verb and object."""
    words = regex.match(rf"\P{{Z}}+(?: (?:{_ADVERBS}|been|be|being|have|\p{{Ll}}+ing|\p{{Ll}}+ed))*", piece)
    start = words.end() if words else 0
    verb = words.group().rpartition(" ")[2] if words else ""
    if verb in ("appealed", "speaks", "spoke", "protested", "voted", "fought", "struggled"):
        return f"{piece[:start]} {phrase}{piece[start:]}"
    noun, found = _HOSTILE_LAST.search(piece, start), _PREPOSITION.search(piece, start)
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
        asked = f"{head} {phrase} {last}" if last.endswith("ing") or last in BASES else f"{first} {phrase}"
        return f"{subject} {asked}{tail}".lstrip()
    if subject and (pair := _verb_last(first)):
        return f"{subject} {pair[0]} {pair[1]} {phrase}{tail}"
    if not subject and (pronoun := _OWN_SUBJECT.match(rest)):
        return f"{first[: pronoun.end()]}{_after_object(first[pronoun.end() :], phrase)}{tail}"
    place = finite(first)
    if place == 0:
        return f"{subject} {_after_object(first, phrase)}{tail}" if subject else None
    if place is None:
        return f"{subject} {first} {phrase}{tail}".lstrip()
    owner = f"of {recase(subject, names)} " if subject else ""
    moved = _after_subject(first, owner + phrase)
    return f"{moved}{tail}" if moved else None


_ACTOR = regex.compile(rf"(?:{START}|(?<=\b(?:that|and),? ))\p{{L}}{CLAUSE}{{1,80}} $")


def to_snow(match: Match, diagnosis: Diagnosis) -> str | None:
    """“To X snowY”: Y with "against X" at its place; behind a subject, Y begins with its verb."""
    whom, rest = match["whom"].strip(), match["rest"]
    if match["to"] == "to":
        actor = _ACTOR.search(match.string, max(0, match.start() - 90), match.start())
        verb = _OWN_SUBJECT.sub("", rest, count=1) if actor else rest
        acts = actor and finite(actor.group()) is None and not _HOSTILE.search(actor.group())
        if acts and finite(verb) == 0:
            return _after_object(verb, f"against {whom}") + match["end"]
        if not rest[:1].isupper():
            return f"against {whom} {rest}"
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
    if subject and fused and finite(match["rest"]) != 0:
        return None  # a compound rather, as "snowcat" would be if the list lacked it
    if not subject:
        whom = recase(whom, diagnosis.names)
    result = _against(subject, whom, match["rest"], match["end"] == "?", diagnosis.names)
    return None if result is None else match["lead"] + fitted(result + match["end"], match)


# --- görə: because of, for ------------------------------------------------------------------------------


def thanks(match: Match, diagnosis: Diagnosis) -> str | None:
    """“For P according toThanked Q”: thanked Q for P."""
    who = match["who"] or ""
    if match["for"] == "for" and not is_past(match["rest"].split()[0]):
        return None
    rest = recase(match["rest"].strip(), diagnosis.names)
    return fitted(f"{who}{rest} for {match['why'].strip()}{match['end']}", match)


def thanks_inside(match: Match, _diagnosis: Diagnosis) -> str | None:
    verb = match["verb"]
    if verb not in BASES and verb not in ("support", "help"):
        return None
    what = match["what"].strip()
    return f"{match['who']} {match['thank']} {match['whom']} for {gerund(verb)} {what}{match['end']}"


# --- two names on the two sides of "and" ----------------------------------------------------------------


def joined_between(match: Match, diagnosis: Diagnosis) -> str | None:
    """“A and … between B”: between A and B."""
    rest = recase(match["rest"], diagnosis.names) if match["rest"] else ""
    subject = match["subject"] or ""
    rest = regex.sub(r"^(?:he|she|it) (?=\p{Ll})", "", rest) if subject else rest
    first = regex.sub(r"^The ", "the ", match["a"])
    return fitted(f"{match['lead']}{subject}{rest}between {first} and {match['b']}", match)


def joined_same(match: Match, diagnosis: Diagnosis) -> str | None:
    """“In A and … in B”: … in A and B."""
    rest = recase(match["rest"], diagnosis.names)
    added = match["added"] or ""
    return fitted(f"{rest}{match['prep'].lower()} {match['a']} and {match['b']}{added}", match)


def joined_bare(match: Match, diagnosis: Diagnosis) -> str | None:
    """“But A and The leadership is called from B”: but the leadership is called from A and B."""
    rest = match["rest"]
    last = None
    for preposition in ("between", "from", "with", "against", "to", "in", "of"):
        pattern = rf"\b{preposition} (?P<b>{PLACE})(?! and {PLACE}|’)\b"
        if last := next(regex.finditer(pattern, rest), None):
            break
    if last is None or finite(rest) is None:
        return None
    place = last.start("b")
    moved = f"{rest[:place]}{match['a']} and {rest[place:]}"
    return fitted(f"{match['lead']}{recase(moved, diagnosis.names)}", match)


def there_is(match: Match, diagnosis: Diagnosis) -> str | None:
    """“A, B and There is a ban on C”: there is a ban on A, B and C."""
    listed = match["listed"]
    if finite(listed) is not None:
        return None
    return fitted(
        f"{match['lead']}there {match['head']} {recase(listed, diagnosis.names)} and {match['last']}", match
    )


def common_head(match: Match, diagnosis: Diagnosis) -> str | None:
    """“A and A declaration of B was signed”: a declaration of A and B was signed."""
    first = match["first"]
    if finite(match["lead"]) is not None or finite(first) is not None:
        return None
    article = match["article"].lower()
    return fitted(
        f"{match['lead']}{article} {match['head']} of {recase(first, diagnosis.names)} and {match['second']}",
        match,
    )


def object_first(match: Match, diagnosis: Diagnosis) -> str | None:
    """“S The A and He stressed the B”: S stressed the A and the B."""
    object_ = match["object"]
    if finite(object_) is not None:
        return None
    subject = match["subject"] or ""
    return fitted(f"{subject}{match['verb']} {recase(object_, diagnosis.names)} and {match['second']}", match)


# --- a marked word alone --------------------------------------------------------------------------------


def federation(match: Match, diagnosis: Diagnosis) -> str:
    """“Russia As part of … the federation”: as part of … the Russian Federation."""
    people = PEOPLE[match["word"]]
    middle = recase(match["middle"], diagnosis.names)
    whole = f"{middle}the {people} {match['body'].capitalize()}"
    if match["name"] and middle.startswith(
        ("as ", "within ", "during ", "at ", "in ", "on ", "after ", "before ")
    ):
        return f"{match['name']}, {whole}"
    return f"{match['name']} {whole}" if match["name"] else fitted(whole, match)


_OWNED = regex.compile(rf"(?P<left>.*\S) (?P<place>{COUNTRIES})", regex.S)
_TIME = regex.compile(
    r"(?:Yesterday|Today|Tomorrow|Earlier|Recently|Now|Then|(?:On|In|At|Last|This|During) .*)", regex.S
)
_GOVERNED_PLACE = regex.compile(r"\b(?:in|to|from|of|at|for|with|by|against|and|near|the|between)$", regex.I)


def office(match: Match, _diagnosis: Diagnosis) -> str | None:
    """“A visited B president He met C”: the president is C, of the country that stands bare before him."""
    left, title, verb = match["left"], match["title"].capitalize(), match["verb"]
    owned = _OWNED.fullmatch(left)
    if owned and not _GOVERNED_PLACE.search(owned["left"]):
        people = PEOPLE.get(owned["place"])
        if people is None:
            return None
        left, title = owned["left"], f"{people} {title}"
        if _TIME.fullmatch(left):  # there is nobody else whom the verb could have for its subject
            return f"{left} the {people} {match['title']} {verb} "
    joint = " and" if finite(left) is not None else ""
    return f"{left}{joint} {verb} {title} "


_MARKED_NOUN = regex.compile(r"(?<=^(?:political|economic|military) )\p{Lu}\p{Ll}+")


def between_behind(match: Match, _diagnosis: Diagnosis) -> str | None:
    """“A and B between Relations are tense”: relations between A and B are tense."""
    rest = _MARKED_NOUN.sub(lambda noun: noun.group().lower(), recase(match["rest"]))
    moved = _after_subject(rest, f"between {match['pair']}")
    return None if moved is None else fitted(moved, match)


def visit(match: Match, _diagnosis: Diagnosis) -> str | None:
    """“The minister Moscow will pay a visit”: the minister will pay a visit to Moscow."""
    left = match["left"].rstrip()
    if _GOVERNED_PLACE.search(left) or finite(left) is not None:
        return None
    return f"{match['left']}{match['verb']} to {match['place']}"


def of_place(match: Match, _diagnosis: Diagnosis) -> str:
    """“Ukraine The ambassador said”: the ambassador of Ukraine said."""
    return fitted(f"{match['article'].lower()} {match['noun']} of {match['place']}", match)


GOVERNED = {
    "demand": "for",
    "need": "for",
    "dependence": "on",
    "tax": "on",
    "dispute": "over",
    "talks": "on",
}


# What gas has: a noun of these that nothing is said of wants it.
_GAS_HAS = regex.compile(
    r"\b(?:prices?|costs?|suppl(?:y|ies)|exports?|imports?|production|consumption|shortage|deliver(?:y|ies))\b"
    r"(?! of)"
)


def gas_topic(match: Match, diagnosis: Diagnosis) -> str | None:
    """“gasThe price of a litre rose”: the price of a litre of gas rose."""
    gas = " ".join(PEOPLE.get(word, word) for word in match["gas"].split(" "))
    rest = recase(match["rest"], diagnosis.names)
    if not _DETERMINER.match(rest) and regex.match(
        r"(?:exports?|imports?|prices?|suppl(?:y|ies)|production|pipelines?|fields?|reserves|transit|"
        r"deliver(?:y|ies)|"
        r"consumption|storage|sales|market|companies|company|sector|industry|projects?|contracts?|"
        r"volumes?)\b",
        rest,
    ):
        return fitted(f"{match['lead']}{gas} {rest}", match)
    kind = recase(gas, diagnosis.names)
    if owner := _GAS_HAS.search(rest):
        return fitted(f"{match['lead']}{rest[: owner.end()]} of {kind}{rest[owner.end() :]}", match)
    noun = regex.match(r"\p{L}+ (\p{L}+)", rest)
    preposition = GOVERNED.get(noun[1] if noun else "", "of")
    head = _after_subject(rest, f"{preposition} {kind}")
    return None if head is None else fitted(f"{match['lead']}{head}", match)


def gas_apart(match: Match, diagnosis: Diagnosis) -> str | None:
    """“Liquid in K. gasProtests against prices began”: protests against prices of liquid gas began in K."""
    kind = match["kind"].lower()
    rest = recase(match["rest"], diagnosis.names)
    owner = _GAS_HAS.search(rest)
    if owner is None:
        return None
    placed = f"{rest[: owner.end()]} of {kind} gas{rest[owner.end() :]}"
    return fitted(f"{match['middle'].strip()}, {placed}", match)


def gas_subject(match: Match, _diagnosis: Diagnosis) -> str:
    return fitted(f"It {match['verb']}{match['middle']}gas {match['noun']}", match)


def military_political(match: Match, diagnosis: Diagnosis) -> str:
    """“Military relations between A and Bpolitical One step … cooperation”: one step … military and political
    cooperation between A and B."""
    rest = recase(match["rest"], diagnosis.names)
    adjective = match["adjective"].lower()
    return fitted(f"{rest}{adjective} and {match['word']} {match['noun']} {match['parties']}", match)


def want(match: Match, diagnosis: Diagnosis) -> str | None:
    """“want to that, Let the Turks replace”: want the Turks to replace."""
    rest = match["rest"]
    for word in list(regex.finditer(r"\p{L}+", rest))[1:]:
        if word.group() in BASES and rest[: word.start()].split()[-1].lower() not in (
            "the",
            "a",
            "an",
            "of",
            "to",
        ):
            who = recase(rest[: word.start()], diagnosis.names)
            return f"{match['want']} {who}to {rest[word.start() :]}"
    return None


def media(match: Match, _diagnosis: Diagnosis) -> str:
    owner = match["owner"].strip()
    owner = (
        owner[:1].lower() + owner[1:] + " "
        if owner.startswith(("Some", "Many", "The", "All"))
        else f"{owner} "
    )
    return fitted(f"{match['verb'].strip()} {match['head']}{owner.lstrip()}mass media", match)


def detached_air(match: Match, _diagnosis: Diagnosis) -> str:
    """“weather … closing the space”: … closing the airspace."""
    noun = match["noun"]
    joined = noun.lower() in ("space", "spaces", "port", "ports")
    return f"{match['middle']}{match['before']}{'air' if joined else 'air '}{noun}"


def with_first(match: Match, _diagnosis: Diagnosis) -> str:
    """“S, President of F., He had talks with B”: S had talks with President of F. and B."""
    partners = f"the {match['a'].strip()} and {match['b']}"
    return f"{match['subject']}{match['time'] or ''} {match['verb']} with {partners}"


def drop_subject(match: Match, _diagnosis: Diagnosis) -> str | None:
    follows = match.string[match.end() :].lstrip()
    return f"{match['name']} " if finite(follows[:30]) == 0 or regex.match(_ADVERBS, follows) else None


def drop_second(match: Match, diagnosis: Diagnosis) -> str | None:
    """As `drop_subject`, behind words that are a subject only if no verb is among them."""
    return None if finite(match["name"]) is not None else drop_subject(match, diagnosis)
