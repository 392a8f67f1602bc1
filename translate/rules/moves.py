"""What the rows of `arrangement` do with the pieces that they find: the grammar of putting them in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from ..casing import FUNCTION_WORDS, recase
from ..fragments import COUNTRIES, NAME, PEOPLE, PLACE
from ..verbs import BASES, finite, gerund, is_past
from .wording import ADVERBS, after_subject, fitted

if TYPE_CHECKING:
    from ..diagnosis import Diagnosis

Match = regex.Match[str]

_DETERMINER = regex.compile(
    r"(?:the|a|an|his|her|its|their|our|this|these|new|no|all|any|some|\d+)\b", regex.I
)

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


def between_noun(match: Match, diagnosis: Diagnosis) -> str | None:
    """“A and Between B military Cooperation grows”: military cooperation between A and B grows."""
    verb = match["rest"].split(" ")[0]
    if not (finite(match["rest"]) == 0 or verb.endswith("s")) or finite(match["noun"]) is not None:
        return None
    noun = _MARKED_NOUN.sub(lambda found: found.group().lower(), recase(match["noun"], diagnosis.names))
    return fitted(f"{match['lead']}{noun} between {match['a']} and {match['b']} ", match)


def between_behind(match: Match, _diagnosis: Diagnosis) -> str | None:
    """“A and B between Relations are tense”: relations between A and B are tense."""
    rest = _MARKED_NOUN.sub(lambda noun: noun.group().lower(), recase(match["rest"]))
    moved = after_subject(rest, f"between {match['pair']}")
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
    if rest == match["rest"] and match.start("rest") > match.end("gas"):
        return None  # a name has a capital without a border: "the price of gas Ukraine pays"
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
    head = after_subject(rest, f"{preposition} {kind}")
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


_LET = regex.compile(rf"(?<=^{NAME} )Let (?:him|her|it|them) ")


def want(match: Match, diagnosis: Diagnosis) -> str | None:
    """“want to that, Let the Turks replace”: want the Turks to replace."""
    rest = _LET.sub("", match["rest"], count=1)
    for word in list(regex.finditer(r"\p{L}+", rest))[1:]:
        if match["plain"] and finite(rest[: word.start()]) is not None:
            return None  # "If you want that, Tom will let you know."
        if word.group() in BASES and rest[: word.start()].split()[-1].lower() not in (
            "the",
            "a",
            "an",
            "of",
            "to",
        ):
            who = recase(rest[: word.start()], diagnosis.names)
            verb = rest[word.start() :]
            return f"{match['want']} {who}" + (
                f"not to {verb[7:]}" if verb.startswith("do not ") else f"to {verb}"
            )
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


def city_airport(match: Match, diagnosis: Diagnosis) -> str | None:
    """“Baku weather Flights at the port”: flights at Baku airport."""
    airport, middle = f"{match['city']} air{match['noun'].lower()}", match["middle"]
    if match["at"] and len(middle.split()) < 2:
        return fitted(f"{match['at']}{airport}", match)  # "was met at Baku weather at the port"
    if match["at"] or match["city"] in PEOPLE.values():
        return None
    return fitted(recase(middle, diagnosis.names) + airport, match)


def with_first(match: Match, _diagnosis: Diagnosis) -> str:
    """“S, President of F., He had talks with B”: S had talks with President of F. and B."""
    partners = f"the {match['a'].strip()} and {match['b']}"
    return f"{match['subject']}{match['time'] or ''} {match['verb']} with {partners}"


def drop_subject(match: Match, _diagnosis: Diagnosis) -> str | None:
    follows = match.string[match.end() :].lstrip()
    return f"{match['name']} " if finite(follows[:30]) == 0 or regex.match(ADVERBS, follows) else None


def drop_second(match: Match, diagnosis: Diagnosis) -> str | None:
    """As `drop_subject`, behind words that are a subject only if no verb is among them."""
    return None if finite(match["name"]) is not None else drop_subject(match, diagnosis)


# What the adjectives that the site links are said of; the noun may stand behind the verb.
_SAID_OF = {
    "political": "part(?:y|ies)|prisoners?|dialogue|reforms|system|crisis|opponents|pressure|consultations",
    "economic": "reforms|development|growth|cooperation|crisis|sanctions|relations|ties|policy|problems",
    "military": "attachés?|cooperation|assistance|aid|operations?|exercises|equipment|bases?|doctrine|drills",
}
_NOUNS_OF = {word: regex.compile(rf"\b(?:{nouns})\b") for word, nouns in _SAID_OF.items()}
_A_BEFORE = regex.compile(r"\ba $")


def adjective_apart(match: Match, _diagnosis: Diagnosis) -> str | None:
    """“He economic emphasized the need for reforms”: He emphasized the need for economic reforms."""
    word, rest = match["word"], match["rest"]
    nouns = list(_NOUNS_OF[word].finditer(rest))
    if finite(rest) != 0 or len(nouns) != 1:
        return None
    start, end = nouns[0].span()
    before = rest[:start]
    if word == "economic":
        before = _A_BEFORE.sub("an ", before)
    place = match["place"]
    owner = f" of {place.strip()}" if place else ""
    return f"{match['who']} {before}{word} {rest[start:end]}{owner}{rest[end:]}"


def in_speech(match: Match, _diagnosis: Diagnosis) -> str | None:
    """“Ilham Aliyev In his speech, he said”: In his speech, Ilham Aliyev said."""
    if match["who"].split(" ")[0].lower() in FUNCTION_WORDS:
        return None
    return f"{match['phrase']}, {match['who']} "


_CITY_ACTS = regex.compile(r"(?:and \p{Lu}\p{Ll}+ |\p{Ll}+ly )+")


def city_of_date(match: Match, _diagnosis: Diagnosis) -> str | None:
    """“On February 22 Moscow a declaration was signed”: in Moscow; but "On May 9 Moscow sent a note"."""
    rest = match["rest"]
    acts = _CITY_ACTS.match(rest)
    if finite(rest[acts.end() :] if acts else rest) == 0:
        return None
    return f"{match['date']} in {match['city']}"
