"""Finite verbs, so far as a list can tell: where the subject of an English clause ends.

No part-of-speech tagger is needed for the short pieces between two borders: an auxiliary, or one of the
verbs of news prose in a form that is no noun, is all but always the first finite verb there.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from .fragments import words

AUXILIARIES = words(
    """is are was were am has have had will would can could should may might must do does did cannot won’t
    don’t doesn’t didn’t isn’t aren’t wasn’t weren’t hasn’t haven’t can’t shall"""
)

_REGULAR = words(
    """accept accuse achieve adopt affect aim allow announce answer appear appeal apply approve argue arrest
    agree arrive ask attack attend ban block call cancel carry cause change claim close complete complicate
    concern condemn confirm congratulate consider contain continue contribute control convey create
    criticize damage decide declare decline decrease defend demand deny deploy destroy develop die discuss
    disrupt double emerge emphasize end endanger enter escalate establish evacuate exist expand expect
    explain express face fail follow force form fuel gain halt halve happen harm help highlight hope hurt
    impose improve include increase intensify invade invite join kill last launch lower move need note
    observe occupy occur offer open oppose order organize pass plan play please pose postpone praise
    prepare present prevent produce prohibit promise protest prove provide publish raise reach react
    receive recognize record reduce refuse reject remain remind remove repeat replace report require
    resign resist respond restrict result resume return reveal seem seize serve shock show sign spark
    stage start stay stop stress strengthen succeed suffer support surge surprise suspend target thank
    threaten touch travel trigger try turn urge use violate visit vote want warn weaken welcome wonder
    work worry worsen yield"""
)
_IRREGULAR = words(
    """gets got begins began becomes became brings brought builds built buys bought comes came cuts falls fell
    fights fought flies flew gives gave goes went grows grew holds held hits keeps kept knows knew leads led
    leaves left loses lost makes made means meant meets met pays paid puts ran runs rises rose says said
    sees saw seeks sought sells sold sends sent sets shakes shook sinks sank speaks spoke spreads stands
    stood strikes struck takes took tells told thinks thought wins won writes wrote threw throws
    understands understood hurts forgets forgot breaks broke feels felt chose drew grew spent sends lies
    lay"""
)
# Third persons that are plural nouns as well; a verb only before what a verb takes.
_NOUNS = words(
    """aims answers appeals attacks bans blocks calls causes changes claims controls cuts demands ends faces
    fights fires flies forces forms gains harms hits increases leads leaves means moves needs notes offers
    opens orders passes plans plays protests raises records reports results returns rises runs sets shakes
    shocks shows signs sparks stages stands starts stays stops strikes supports surges targets touches
    travels triggers turns uses visits votes wins wonders works worries yields welcomes presents promises
    concerns halts serves damages highlights spreads lies"""
)
_OBJECTS = regex.compile(
    r" (?:the|a|an|his|her|its|their|our|no|all|this|these|any|not|on|to|with|from|against|in|everyone|us|"
    r"them|"
    r"people|many|\p{Lu})"
)


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + (base[-1] + "ed" if base in ("stop", "ban", "plan") else "ed")


def _third(base: str) -> str:
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")


PASTS = frozenset(map(_past, _REGULAR)) | frozenset(form for form in _IRREGULAR if not form.endswith("s"))
THIRDS = frozenset(map(_third, _REGULAR)) | frozenset(form for form in _IRREGULAR if form.endswith("s"))
BASES = frozenset(_REGULAR) | words(
    """be begin become bring build buy come cut fall fight fly get give go grow have hold keep know lead
    leave lose make meet pay put run rise say see sell send set speak spread stand take tell think win
    write do let live mediate return sign withdraw pull"""
)
_LINKS = words("that which who whom and but because when if while where as so")
_WORD = regex.compile(r"[\p{L}’]+")
_PARTICIPLE_TAIL = regex.compile(r" (?:by|in|to|on|at|with|from|against|for|during|under|over)\b")


def gerund(base: str) -> str:
    """
    >>> gerund("support"), gerund("give"), gerund("stop")
    ('supporting', 'giving', 'stopping')
    """
    if base.endswith("e") and not base.endswith("ee") and base != "be":
        return base[:-1] + "ing"
    return (
        base
        + (base[-1] if base in ("stop", "ban", "plan", "cut", "put", "set", "get", "win") else "")
        + "ing"
    )


def _words(piece: str) -> Iterator[regex.Match[str]]:
    return _WORD.finditer(piece)


def is_past(word: str) -> bool:
    """Whether ``word``, whatever its capital, is a past form: of the list, or of any verb in -ed."""
    low = word.lower()
    return low in PASTS or (low.endswith("ed") and len(low) > 4 and not low.endswith("eed"))


def finite(piece: str) -> int | None:
    """Where the first finite verb of ``piece`` begins; None if there is none.

    >>> finite("the sanctions imposed have changed the map"), finite("the information war continues")
    (22, 20)
    >>> finite("mutual assistance"), finite("claims were made"), finite("started a war")
    (None, 7, 0)
    """
    first: int | None = None
    for match in _words(piece):
        word = match.group().lower()
        if first is not None and word in _LINKS:
            return first  # "warned that the talks might fail"
        if word in ("may", "will") and match.group()[0].isupper() and match.start():
            continue  # a month, a name
        if word in AUXILIARIES:
            # "the sanctions imposed have": the past form before an auxiliary was a participle.
            return match.start() if first is None or "," not in piece[first : match.start()] else first
        if first is not None:
            continue
        after = piece[match.end() :]
        if word in THIRDS and (word not in _NOUNS or _OBJECTS.match(after)):
            return match.start()
        if is_past(word) and (
            match.start() == 0 or not piece[: match.start()].rstrip().endswith((" the", " a"))
        ):
            if regex.match(r" by\b", after):
                continue
            first = match.start()
    return first
