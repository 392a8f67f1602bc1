"""The signs of a garbled text, and what may be left of it after repair: tables for `diagnosis`.

*Strong* signs were not found once in 958,000 sound sentences (or in quoted nonsense only); *weak* ones may
be met there, one in several thousand sentences of manuals, where labels are quoted as they stand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import regex

from ..casing import is_common, may_be_common
from ..fragments import (
    CLAUSAL,
    COUNTRIES,
    DEITY,
    FAIR_WEATHER,
    GAS_WORD,
    NOT_DESCRIBED,
    OFFICES,
    OPENERS,
    OWN_THAT,
    PLACE,
    SAYING,
    SNOW_WORD,
    STRUCK_FROM_AIR,
    WEATHER_DOES,
)
from ..insertions import is_insertion
from ..verbs import is_past


@dataclass(frozen=True, slots=True)
class Sign:
    """A kind of border. ``needles`` are strings of which one must occur before ``pattern`` is tried;
    ``test`` looks at the match (the group ``word`` by default must be a common English word)."""

    kind: str
    strong: bool
    why: str
    needles: tuple[str, ...]
    pattern: str
    test: Callable[[regex.Match[str]], bool] = lambda _match: True


def _word_is_common(match: regex.Match[str]) -> bool:
    return is_common(match["word"])


_COMPOUNDS = {"s": regex.compile(SNOW_WORD), "g": regex.compile(GAS_WORD)}


def _begins_a_piece(match: regex.Match[str]) -> bool:
    return _word_is_common(match) and not is_insertion(match.string, match.start("word"))


def _opens_nothing(match: regex.Match[str]) -> bool:
    """Whether the comma behind "that" opens no insertion; the match ends in the words behind it."""
    return not is_insertion(match.string, match.start("piece"))


def _word_is_glued(match: regex.Match[str]) -> bool:
    """A gloss and a common word in one: "snowmutual", but not "snowball" nor "gasoline"."""
    word = match["word"]
    if word[0].isupper():
        return True
    compound = _COMPOUNDS.get(match.group()[0].lower())
    return (
        may_be_common(word)
        and not may_be_common(match.group())
        and not (compound is not None and compound.match(word))
    )


def _only_capital(match: regex.Match[str]) -> bool:
    """The capital is the only one on a common word in its sentence, which is no heading and no label."""
    if not is_common(match["word"]):
        return False
    text = match.string
    low = max(0, match.start() - 600)
    start = max((begin.end() for begin in _STARTS.finditer(text, low, match.start())), default=low)
    end = _SENTENCE_END.search(text, match.end())
    if end is None:
        return False
    capitals = [
        found
        for found in _CAPITALISED.finditer(text, start, end.start())
        if found.start() != match.start("word")
    ]
    inner = [found.group() for found in capitals if found.start() > start]
    return (
        len(text[start : end.start()].split()) > 4
        and not any(map(may_be_common, inner))
        and all(found.group() != match["word"] for found in capitals)
    )


_STARTS = regex.compile(r"^|[.!?:] |\n|“")
_SENTENCE_END = regex.compile(r"[.?!](?:[”\"’)]|\s|$)|(?<!^)[:;]")
_CAPITALISED = regex.compile(r"\b\p{Lu}\p{Ll}+\b")

KEYWORDS = ("political", "economic", "military", "president", "information", "gas")
_AFTER_PLACE = (
    " The ", " A ", " An ", " On ", " In ", " As ", " At ", " With ", " For ", " From ", " Because ",
    " After ",
    " There ", " It ", " He ", " They ", " One ", " This ", " By ", " Between ",
)  # fmt: skip


_PLACE_ENDS = regex.compile(rf"\b(?:{PLACE})$")


def _behind_place(match: regex.Match[str]) -> bool:
    """The name of a country or a city ends where the match begins."""
    start = match.start()
    return _PLACE_ENDS.search(match.string, max(0, start - 24), start) is not None


def _place_and(match: regex.Match[str]) -> bool:
    """ "in Shusha and Got acquainted": behind the name of a place no title goes on with a past form."""
    return is_past(match["word"]) and is_common(match["word"]) and _behind_place(match)


_CLAUSAL = regex.compile(CLAUSAL)
_DEITY = regex.compile(rf"{DEITY}\b")


def _of_no_deity(match: regex.Match[str]) -> bool:
    """Whether "He" has a capital from a border: believers write one for God."""
    return _DEITY.search(match.string, max(0, match.start() - 200), match.start()) is None


def _listed(match: regex.Match[str]) -> bool:
    office = match["word"] in OFFICES and match.string.startswith(" of ", match.end("word"))
    return match["word"] == "Human" or (is_common(match["word"]) and not office)


SIGNS: tuple[Sign, ...] = (
    Sign("fused gloss", True, "A word-for-word gloss runs into the next word.", ("now",),
         r"\b[Ss]now(?P<word>\p{L}+)", _word_is_glued),
    Sign("fused gloss", True, "A word-for-word gloss runs into the next word.", ("ccording to",),
         r"\b[Aa]ccording to(?P<word>\p{Lu}\p{Ll}*|\p{Ll}+)", _word_is_glued),
    Sign("fused gloss", True, "A word-for-word gloss runs into the next word.", ("gas",),
         r"\b(?:oil)?gas(?P<word>\p{Lu}\p{Ll}+|\p{Ll}{4,})", _word_is_glued),
    Sign("fused gloss", True, "Two glosses run into each other.", ("oilgas", "Oilgas"), r"\b[Oo]ilgas\b"),
    Sign("fused gloss", True, "A marked word runs into the next one.", KEYWORDS,
         rf"(?:{'|'.join(KEYWORDS)})\b(?<=\p{{Ll}}(?:{'|'.join(KEYWORDS)}))", _behind_place),
    Sign("fused gloss", True, "A marked word runs into the next one.", ("political", "president",
         "information"),
         r"\b(?:political|president|information)\p{Lu}\p{Ll}+"),
    Sign("gloss", True, "“weather” stands for hava, air.", ("eatherport", "eatherspace"),
         r"\b[Ww]eather(?:ports?|space)\b"),
    Sign("doubled gloss", True, "“according to” stands twice, before and after its words.", (" according to",
         ),
         r"(?:\bAccording to|\bTo (?:the|\p{Lu})|\bBecause of) (?P<whom>[^.!?\n,“”]{2,80}) according to\b",
         lambda match: _CLAUSAL.search(match["whom"]) is None),
    Sign("capital", True, "A capital after “that,”: a new piece began.", ("that, ",),
         r"(?<!\()\bthat, (?P<word>\p{Lu}\p{Ll}*)\b", _begins_a_piece),
    Sign("capital", True, "A capital after “and”: a new piece began.", (" and ",),
         r" and (?=\p{Lu})(?:(?:He|She|It|They|We|This|There|These|Those|Between)\b"
         r"(?! \p{Lu}\p{Ll}|[-.?!”]|$)|"
         r"(?<=\p{L} and )(?<!\bThe and )"
         r"(?:The|An?) \p{Ll}{3}|The (?:President|Prime|Foreign|Minist|Secretary|Speaker|Ambassador))",
         _of_no_deity),
    Sign("capital", True, "A capital after “and”: a new piece began.", (" between ",),
         rf" and \p{{Lu}}\p{{Ll}}+ (?:\p{{L}}+ ){{0,5}}between (?:{PLACE})\b(?! and)", _behind_place),
    Sign("capital", True, "A capital after “and”: a new piece began.", (" and ",),
         r" and (?P<word>\p{Lu}\p{Ll}+)(?<=, \p{Ll}+ and \p{L}+) \p{Ll}| and (?P<word>Human)(?= rights)",
         _listed),
    Sign("capital", False, "A capital after “and”: a new piece began.", (" and ",),
         r"(?<=\b\p{Ll}[\p{L}’'-]*) and (?P<word>\p{Lu}\p{Ll}+)(?= \p{Ll}|[.?!] *$| \d)", _only_capital),
    Sign("capital", True, "A capital after “and”: a new piece began.", (" and ",),
         r"(?<=\p{Ll}) and (?P<word>\p{Lu}\p{Ll}+)(?= \p{Ll}|[.,])", _place_and),
    Sign("capital", True, "A capital after a marked word: a new piece began.", (" gas ",),
         r"\bgas (?P<word>\p{Lu}\p{Ll}+) \p{Ll}", _word_is_common),
    Sign("capital", True, "A capital after a marked word: a new piece began.", _AFTER_PLACE,
         r" (?=\p{Lu})(?<=\p{L} )(?:The|A|An|On|In|As|At|With|For|From|Because|After|There|It|He|They|One|"
         r"This|By|Between) \p{Ll}", _behind_place),
    Sign("that,", True, "“that” is followed by a comma that opens no insertion.", ("that, ",),
         rf"\b{SAYING} that, (?!{OPENERS}\b|[a-z]+n[’']t\b|(?:do|does|did|is|are|right|please|sir|said|says|"
         rf"then)\b)"
         r"(?P<piece>(?!had the\b|were the\b)(?:[\p{L}\p{N}][^\s,.;:!?]*[ \u00a0]){3})", _opens_nothing),
    Sign("that,", True, "An adverb is followed by “that,”.", (" that,",),
         r"(?i)\b(?:of course|probably|undoubtedly|certainly|unfortunately|naturally|obviously|"
         r"fortunately|surely|apparently|interestingly|doubtless) "
         rf"that,(?! {OWN_THAT})"),
    Sign("that,", True, "“think so that” stands for “think that”.", ("so that",),
         r"\b(?:think|thinks|believe|believes|hope|consider) so that\b"),
    Sign("that,", True, "“want to that” stands for “want that”.", (" to that,",),
         r"\bwant(?:s|ed)? to that,"),
    Sign("stray stop", True, "A full stop before “and”.", (". and ",),
         r"\b\p{Ll}{4,}\. and (?P<word>\p{Lu}\p{Ll}{2,})\b", _word_is_common),
    Sign("stray stop", True, "A full stop before “and”.", (". and ",), r"\. and (?=\p{L})", _behind_place),
    Sign("stray stop", False, "A full stop before “and” or “that”.", (". and ", ". that"),
         r"\. (?:and(?= [\p{L}“])|that,)"
         r"(?<=\b(?!(?i:etc|vs|no|inc|ltd|corp|intl|dept|bros|assoc|asst|amb)\b)\p{L}\p{Ll}[\p{L}’]{2,}\. "
         r"(?:and|that,))"),
    Sign("gloss", True, "“and s.” is the gloss of “və s.”, and others.", ("and s.",), r"\band s\.(?! ?\d)"),
    Sign("gloss", True, "The translator’s filler for a piece it could not read.", ("our notice then",),
         r"\bIt simply came to our notice then that\b"),
    Sign("gloss", True, "The gloss of “ona görə”, that is why.", ("he according to",),
         r"\b(?:She|He) according to\b"),
    Sign("gloss", True, "“weather” stands for hava, air.", ("eather ",),
         rf"{FAIR_WEATHER}\b[Ww]eather (?:the )?(?:spaces?|ports?|defen[cs]e|lines? compan(?:y|ies)|"
         rf"transport|{STRUCK_FROM_AIR}|raids?|corridors?|fleets?|carriers?|force(?! majeure))\b"),
    Sign("gloss", True, "“weather” stands for hava, air.", ("weather ",),
         r"\bweather [Ff]orces (?:of|and|were|are|carried|struck|held|hit|destroyed|bombed|have|has|will|"
         r"command)\b"),
    Sign("order", True, "The name is a marked word; its noun stands further on.", ("Russia ", "Europe "),
         r"\b(?:Russia|Europe) \p{Lu}\p{Ll}* \p{Ll}[^.\n]{0,80}?\bthe (?:[Ff]ederation|[Uu]nion)\b"),
    Sign("gloss", True, "“weather” stands for hava, air; its noun stands further on.", (" weather ",),
         rf"(?<!the )(?<!The )\bweather (?!is|was|will|in|on|at|and|or|to|of|with|for|{WEATHER_DOES})"
         r"\p{Ll}+ [^.!?\n]{0,80}?"
         r"\b(?:the|its|their) (?:spaces?|ports?)\b"),
    Sign("gloss", True, "“masses information” is half of mass media.", ("masses information",
         "heads of vehicles"),
         r"\bmasses information\b|\bheads of vehicles\b"),
    Sign("order", True, "The subject and “Then he” are the halves of one piece.", (" Then ",),
         r"\b(?:[Pp]resident|Minister|Ambassador|Secretary) Then (?:he|she)\b"),
    Sign("order", True, "The subject stands twice.", (" He ", " She ", " They "),
         r"\b(?!And|But|So|For|If|When|While|As|Because|That|Then|Or|Yet|Yes|No)\p{Lu}\p{Ll}+ (?:He|She|"
         r"They) "
         r"(?:has|had|was|is|will|also|\p{Ll}+ed|said|told|spoke|met|held)\b"),
    Sign("order", True, "The adjective is a marked word, apart from its noun.", (*KEYWORDS, "social",
         "regional"),
         r"\b(?:political|economic|military|regional|social) (?:ensuring|strengthening|developing|"
         r"establishing|"
         r"maintaining|promoting|increasing|improving|supporting|deepening|expanding|restoring) "
         rf"{NOT_DESCRIBED}\p{{Ll}}+"),
    Sign("order", True, "The name is a marked word; its title or noun stands behind it.", (" The ",),
         r" The (?:(?:Federation|Union|Parliament|Commission)\b|(?:President|Minister|Prime Minister) of )",
         _behind_place),
    Sign("order", True, "The object begins a piece of its own, before its verb.", (" The ",),
         r"\b(?:minister|president|ambassador|spokesman|expert|analyst|leader|deputy) The \p{Ll}"),
    Sign("order", True, "The name is a marked word; its preposition stands alone.", (" related to the ",),
         r" (?:was|is|were|are) related to the \p{Ll}+ around(?=[.:;,])", _behind_place),
    Sign("order", False, "A marked word stands alone before its piece.", ("nformation not ",),
         r"\binformation not (?:given|provided|disclosed)\b"),
    Sign("wrong quote", True, "The closing mark came apart from its sentence.", (" “",),
         r" “(?<=[\p{L}.!?,…] “)(?=\s*(?:$|\n)|\s?[–—-]\s|(?<=\p{L} “)[.,](?:\s|$))"),
    Sign("wrong quote", False, "The closing mark came apart from its sentence.", (" ”",), r"\p{L}[.!?,…] ”"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What may be left after repair: ``means`` says what is believed to stand behind the words."""

    pattern: str
    means: str


SUSPICIONS: tuple[Suspicion, ...] = (
    Suspicion(rf"\b(?:[Ss]now(?=\p{{Lu}})|snow(?= \p{{Lu}})|[Ss]now(?=\p{{Ll}})(?!s\b|ed\b|{SNOW_WORD}))",
              "stands for qarşı (against), or is the rest of qarşılıqlı (mutual)"),
    Suspicion(rf"{FAIR_WEATHER}(?<!\b(?i:the|this|that|of|for|to|their|our|local) )\b[Ww]eather\b"
              r"(?! (?:is|was|will|conditions?|forecasts?|reports?|stations?|events?|radar|in|on|"
              rf"{WEATHER_DOES}))",
              "stands for hava (air)"),
    Suspicion(r"(?<![,;] )\baccording to\b"
              r"(?=[ ,.]*(?:$|[,.]|(?!need\b)\p{Ll}+ed\b|\p{Ll}+s\b(?! *(?:$|[.,;:]))))",
              "stands for görə (because of, according to) and belongs to the words before it"),
    Suspicion(r"\b(?:oil)?gas\p{Lu}\p{Ll}+", "stands for qaz (gas) and belongs to another noun"),
    Suspicion(r"\bmasses information\b|\bheads of vehicles\b", "is half of mass media"),
    Suspicion(r"\band s\.(?! ?\d)", "stands for və s. (and others, etc.)"),
    Suspicion(r"\bcame to our notice then\b(?!,?”)",
              "is a filler for a piece that the translator could not read"),
    Suspicion(r"(?<=\p{Ll} )political (?=One\b|[A-Z]\p{Ll}+ [a-z])",
    "stands for siyasi (political) and belongs to "
              "a noun near by"),
    Suspicion(rf"\b(?:{COUNTRIES}|Moscow) (?=(?:The|A|An|As|He|She|It|They|One|There|In|On|With|From|For|At|"
              r"Because|Between) \p{Ll})", "is a marked word that came apart from its clause"),
    Suspicion(rf"\b(?:with|against|between|of|about|around)(?=[.;]|$)(?<=\b(?:{PLACE})\b[^.,;:]{{4,90}})",
              "governs the name that stands alone before it"),
    Suspicion(rf"(?<=\p{{Ll}} )(?:The|He(?<!{DEITY}\b[^.!?]{{0,60}})|She|It|They|There|These|Those)"
              r"(?= \p{Ll})",
              "begins a piece whose order may still be that of the source"),
)  # fmt: skip
