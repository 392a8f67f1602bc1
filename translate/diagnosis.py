"""Diagnosis: how much of the signature of a garbled text a document shows.

The cause is known: a site marked certain words of its Azerbaijani articles, and the translator met each
piece between two marks as a text of its own. What that leaves is counted here, kind by kind. *Strong* signs
are all but never seen in sound English; *weak* ones may be, one in many thousand sentences. The verdict on
a document decides which rules may run on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

import regex

from .casing import is_common, may_be_common
from .corpus import Flag
from .fragments import COUNTRIES, OPENERS, PLACE, SAYING
from .verbs import is_past

Verdict = Literal["sound", "suspect", "garbled", "spun"]
_RANK = {"sound": 0, "suspect": 1, "garbled": 2}

# A document with this many strong signs, this many per 1,000 words, is garbled.
_GARBLED_COUNT, _GARBLED_DENSITY = 2, 1.0
# A text too short for two signs is judged by density alone.
_SHORT_DENSITY = 8.0
# Weak signs alone make a text suspect from this density on.
_SUSPECT_DENSITY = 5.0


@dataclass(frozen=True, slots=True)
class Border:
    """A place where two pieces were put together: ``start`` and ``end`` are offsets in the sentence."""

    kind: str
    start: int
    end: int
    why: str


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


_COMPOUNDS = regex.compile(
    r"(?:ball|bank|bird|blow|board|bomb|bound|cap|drift|drop|fall|field|fire|flake|globe|holder|light|line|"
    r"man|"
    r"mask|melt|men|mobile|pack|plough|plow|scape|shoe|slide|storm|suit|tank|white|works?|worm)"
)


def _word_is_glued(match: regex.Match[str]) -> bool:
    """A gloss and a common word in one: "snowmutual", but not "snowball" nor "gasoline"."""
    word = match["word"]
    if word[0].isupper():
        return True
    return may_be_common(word) and not may_be_common(match.group()) and not _COMPOUNDS.match(word)


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


def _listed(match: regex.Match[str]) -> bool:
    return match["word"] == "Human" or is_common(match["word"])


SIGNS: tuple[Sign, ...] = (
    Sign("fused gloss", True, "A word-for-word gloss runs into the next word.", ("now",),
         r"\b[Ss]now(?P<word>\p{L}+)", _word_is_glued),
    Sign("fused gloss", True, "A word-for-word gloss runs into the next word.", ("ccording to",),
         r"\b[Aa]ccording to(?P<word>\p{Lu}\p{Ll}*|\p{Ll}+)", _word_is_glued),
    Sign("fused gloss", True, "A word-for-word gloss runs into the next word.", ("gas",),
         r"\b(?:oil)?gas(?P<word>\p{Lu}\p{Ll}+|\p{Ll}{4,})", _word_is_glued),
    Sign("fused gloss", True, "Two glosses run into each other.", ("oilgas", "Oilgas"), r"\b[Oo]ilgas\b"),
    Sign("fused gloss", True, "A marked word runs into the next one.", KEYWORDS,
         r"(?<=\p{Ll})(?:political|economic|military|president|information|gas)\b", _behind_place),
    Sign("fused gloss", True, "A marked word runs into the next one.", ("political", "president",
         "information"),
         r"\b(?:political|president|information)\p{Lu}\p{Ll}+"),
    Sign("doubled gloss", True, "“according to” stands twice, before and after its words.", (" according to",
         ),
         r"(?:\bAccording to|\bTo (?:the|\p{Lu})|\bBecause of) [^.!?\n,“”]{2,80} according to\b"),
    Sign("capital", True, "A capital after “that,”: a new piece began.", ("that, ",),
         r"\bthat, (?P<word>\p{Lu}\p{Ll}*)\b", _word_is_common),
    Sign("capital", True, "A capital after “and”: a new piece began.", (" and ",),
         r" and (?=\p{Lu})(?:(?:He|She|It|They|We|This|There|These|Those|Between)\b|(?<=\p{L} and "
         r")(?<!\bThe and )"
         r"(?:The|An?) \p{Ll}{3}|The (?:President|Prime|Foreign|Minist|Secretary|Speaker|Ambassador))"),
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
         r"\bgas \p{Lu}\p{Ll}+ \p{Ll}"),
    Sign("capital", True, "A capital after a marked word: a new piece began.", _AFTER_PLACE,
         r"(?<=\p{L}) (?:The|A|An|On|In|As|At|With|For|From|Because|After|There|It|He|They|One|This|By|"
         r"Between) "
         r"\p{Ll}", _behind_place),
    Sign("that,", True, "“that” is followed by a comma that opens no insertion.", ("that, ",),
         rf"\b{SAYING} that, (?!{OPENERS}\b|[a-z]+n[’']t\b|(?:do|does|did|is|are|right|please|sir|said|says|"
         rf"then)\b)"
         r"(?:[\p{L}\p{N}][^\s,.;:!?]*[ \u00a0]){3}"),
    Sign("that,", True, "An adverb is followed by “that,”.", (" that,",),
         r"(?i)\b(?:of course|probably|undoubtedly|certainly|unfortunately|naturally|obviously|"
         r"fortunately|surely|apparently|interestingly|doubtless) that,"),
    Sign("that,", True, "“think so that” stands for “think that”.", ("so that",),
         r"\b(?:think|thinks|believe|believes|hope|consider) so that\b"),
    Sign("that,", True, "“want to that” stands for “want that”.", (" to that,",),
         r"\bwant(?:s|ed)? to that,"),
    Sign("stray stop", True, "A full stop before “and”.", (". and ",),
         r"\b\p{Ll}{4,}\. and (?P<word>\p{Lu}\p{Ll}{2,})\b", _word_is_common),
    Sign("stray stop", True, "A full stop before “and”.", (". and ",), r"\. and (?=\p{L})", _behind_place),
    Sign("stray stop", False, "A full stop before “and” or “that”.", (". and ", ". that"),
         r"\b(?!etc\b|vs\b|no\b|inc\b|ltd\b|corp\b)\p{L}\p{Ll}[\p{L}’]{2,}\. (?:and(?= [\p{L}“])|that,)"),
    Sign("gloss", True, "“and s.” is the gloss of “və s.”, and others.", ("and s.",), r"\band s\."),
    Sign("gloss", True, "The translator’s filler for a piece it could not read.", ("our notice then",),
         r"\bIt simply came to our notice then\b"),
    Sign("gloss", True, "The gloss of “ona görə”, that is why.", ("he according to",),
         r"\b(?:She|He) according to\b"),
    Sign("gloss", True, "“weather” stands for hava, air.", ("eather ",),
         r"\b[Ww]eather (?:the )?(?:spaces?|ports?|defen[cs]e|lines? compan(?:y|ies)|transport|strikes?|"
         r"attacks?|"
         r"raids?|corridors?|fleets?|carriers?|force)\b"),
    Sign("gloss", True, "“weather” stands for hava, air.", ("weather ",),
         r"\bweather [Ff]orces (?:of|and|were|are|carried|struck|held|hit|destroyed|bombed|have|has|will|"
         r"command)\b"),
    Sign("order", True, "The name is a marked word; its noun stands further on.", ("Russia ", "Europe "),
         r"\b(?:Russia|Europe) \p{Lu}\p{Ll}* \p{Ll}[^.\n]{0,80}?\bthe (?:[Ff]ederation|[Uu]nion)\b"),
    Sign("gloss", True, "“weather” stands for hava, air; its noun stands further on.", (" weather ",),
         r"(?<!the )(?<!The )\bweather (?!is|was|will|in|on|at|and|or|to|of|with|for)\p{Ll}+ [^.!?\n]{0,80}?"
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
         r"maintaining|promoting|increasing|improving|supporting|deepening|expanding|restoring) \p{Ll}+"),
    Sign("order", False, "A marked word stands alone before its piece.", ("nformation not ",),
         r"\binformation not (?:given|provided|disclosed)\b"),
    Sign("wrong quote", True, "The closing mark came apart from its sentence.", (" “",),
         r"[.!?,…] “(?=\s*(?:$|\n)|\s?[–—-]\s)|\p{L} “(?=\s*(?:$|\n)|[.,](?:\s|$)|\s?[–—-]\s)"),
    Sign("wrong quote", False, "The closing mark came apart from its sentence.", (" ”",), r"\p{L}[.!?,…] ”"),
)  # fmt: skip


@dataclass(frozen=True)
class Diagnosis:
    """What a document shows. ``borders`` counts the signs by kind; ``names`` are the words that it writes
    with a capital inside sentences; ``evidence`` are sentences for a person."""

    verdict: Verdict = "sound"
    lang: str = "en"
    words: int = 0
    borders: Mapping[str, int] = field(default_factory=dict)
    marked: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()

    def allows(self, needs: str) -> bool:
        """Whether a rule that ``needs`` this verdict may run."""
        if needs == "sound" or needs == self.verdict:
            return True
        return _RANK.get(needs, 9) <= _RANK.get(self.verdict, 0)

    def density(self, kind: str) -> float:
        """Borders of this kind per 1,000 words."""
        return 1000 * self.borders.get(kind, 0) / max(self.words, 1)

    def flags(self) -> tuple[Flag, ...]:
        """The verdict for the record; nothing where the document is sound."""
        if self.verdict == "sound":
            return ()
        return (Flag("diagnosis", f"The document is {self.verdict}: {' '.join(self.evidence)}"),)

    def summary(self) -> dict[str, Any]:
        """The diagnosis as plain data."""
        return {
            "verdict": self.verdict,
            "words": self.words,
            "borders": {
                kind: {"count": count, "per_1000_words": round(self.density(kind), 1)}
                for kind, count in self.borders.items()
            },
            "marked_words": list(self.marked),
            "evidence": list(self.evidence),
        }


@cache
def _compiled() -> tuple[tuple[Sign, regex.Pattern[str]], ...]:
    return tuple((sign, regex.compile(sign.pattern)) for sign in SIGNS)


@cache
def _by_needle() -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}
    for number, sign in enumerate(SIGNS):
        for needle in sign.needles:
            rows.setdefault(needle, []).append(number)
    return rows


def _signs(text: str) -> list[tuple[Sign, regex.Match[str]]]:
    worth = {number for needle, rows in _by_needle().items() if needle in text for number in rows}
    found = [
        (sign, match)
        for sign, pattern in (_compiled()[number] for number in sorted(worth))
        for match in pattern.finditer(text)
        if sign.test(match)
    ]
    return _distinct(found) if len(found) > 1 else found


def _distinct(found: list[tuple[Sign, regex.Match[str]]]) -> list[tuple[Sign, regex.Match[str]]]:
    """Each border once, in order: of two signs for one place, the strong one, or the shorter."""
    kept: list[tuple[Sign, regex.Match[str]]] = []
    for sign, match in sorted(found, key=lambda pair: (pair[1].start(), pair[1].end())):
        if not kept or kept[-1][1].end() <= match.start():
            kept.append((sign, match))
        elif (sign.strong, -len(match.group())) > (kept[-1][0].strong, -len(kept[-1][1].group())):
            kept[-1] = (sign, match)
    return kept


_MARKED = {
    "now": "qarşı (against), read as qar, snow",
    "ccording": "görə (according to, because of)",
    "gas": "qaz (gas)",
    "weather": "hava (air)",
    "that": "ki (that)",
    "and": "və (and)",
    "political": "siyasi (political)",
    "nformation": "informasiya (information)",
    "resident": "prezident (president)",
}


def diagnose(text: str, lang: str = "en") -> Diagnosis:
    """What ``text``, a document, shows of the signature.

    >>> diagnose("To Russia snowWhat will be the sanctions?").verdict
    'garbled'
    >>> diagnose("Snow fell on the weather station, and Anna said that, if necessary, she would go.").verdict
    'sound'
    """
    if lang == "tr":
        return _spun(text)
    if lang != "en":
        return Diagnosis(lang=lang)
    found = _signs(text)
    words = text.count(" ") + 1
    if not found:
        return Diagnosis(words=words)
    kinds = Counter(sign.kind for sign, _ in found)
    strong = sum(sign.strong for sign, _ in found)
    per_1000 = 1000 / words
    verdict: Verdict = "sound"
    many = strong >= _GARBLED_COUNT and strong * per_1000 >= _GARBLED_DENSITY
    if many or strong * per_1000 >= _SHORT_DENSITY:
        verdict = "garbled"
    elif strong or len(found) * per_1000 >= _SUSPECT_DENSITY:
        verdict = "suspect"
    marked = Counter(gloss for _, match in found for word, gloss in _MARKED.items() if word in match.group())
    return Diagnosis(
        verdict,
        lang,
        words,
        dict(kinds.most_common()),
        tuple(gloss for gloss, _ in marked.most_common()),
        tuple(_lines(kinds, words, marked)),
        _names(text) if verdict != "sound" else frozenset(),
    )


def _lines(kinds: Counter[str], words: int, marked: Counter[str]) -> list[str]:
    counts = ", ".join(f"{count} × {kind}" for kind, count in kinds.most_common())
    total = sum(kinds.values())
    lines = [f"{total} borders in {words} words ({1000 * total / words:.1f} per 1,000): {counts}."]
    if marked:
        lines.append(f"Marked words behind them: {', '.join(word for word, _ in marked.most_common())}.")
    return lines


def _spun(text: str) -> Diagnosis:
    from .rules.spun_turkish import spun_evidence

    evidence = spun_evidence(text)
    words = text.count(" ") + 1
    if not evidence.spun:
        return Diagnosis(lang="tr", words=words)
    places = "; ".join(f"“{hit}”" for hit in evidence.hits)
    line = f"{len(evidence.hits)} swapped words, {evidence.score:.1f} per 1,000 words: {places}."
    return Diagnosis("spun", "tr", words, {"swap": len(evidence.hits)}, evidence=(line,))


_MIDWAY = regex.compile(r"(?<=\b(?!and |that )\p{Ll}[\p{L}’'-]* )\p{Lu}[\p{L}’-]+")


def _names(text: str) -> frozenset[str]:
    """Words with a capital after a plain word other than "and" and "that": where no border is."""
    return frozenset(match.group() for match in _MIDWAY.finditer(text))


def borders(sentence: str, diagnosis: Diagnosis) -> list[Border]:
    """The borders in a sentence, in order; none where the document is sound."""
    if diagnosis.lang != "en" or diagnosis.verdict == "sound":
        return []
    found = [Border(sign.kind, *match.span(), sign.why) for sign, match in _signs(sentence)]
    return sorted(found, key=lambda border: (border.start, border.end))


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What may be left after repair: ``means`` says what is believed to stand behind the words."""

    pattern: str
    means: str


SUSPICIONS: tuple[Suspicion, ...] = (
    Suspicion(r"\b[Ss]now(?:(?=\p{Lu}| \p{Lu})|(?=\p{Ll})(?!" + _COMPOUNDS.pattern + r"|s\b|ed\b|ing\b|y\b|"
                                                                                     r"ier|iest|den))",
              "stands for qarşı (against), or is the rest of qarşılıqlı (mutual)"),
    Suspicion(r"(?<!\b(?i:the|this|that|bad|good|cold|warm|hot|dry|wet|fine|severe|extreme|of|for|their|our|"
              r"local) )"
              r"\b[Ww]eather\b(?! (?:is|was|will|conditions?|forecasts?|reports?|stations?|events?|in|on))",
              "stands for hava (air)"),
    Suspicion(r"\baccording to\b(?=[ ,.]*(?:$|[,.]|\p{Ll}+ed\b|\p{Ll}+s\b))",
              "stands for görə (because of, according to) and belongs to the words before it"),
    Suspicion(r"\b(?:oil)?gas\p{Lu}\p{Ll}+", "stands for qaz (gas) and belongs to another noun"),
    Suspicion(r"\bmasses information\b|\bheads of vehicles\b", "is half of mass media"),
    Suspicion(r"\band s\.", "stands for və s. (and others, etc.)"),
    Suspicion(r"\bcame to our notice then\b", "is a filler for a piece that the translator could not read"),
    Suspicion(r"(?<=\p{Ll} )political (?=One\b|[A-Z]\p{Ll}+ [a-z])",
    "stands for siyasi (political) and belongs to "
              "a noun near by"),
    Suspicion(rf"\b(?:{COUNTRIES}|Moscow) (?=(?:The|A|An|As|He|She|It|They|One|There|In|On|With|From|For|At|"
              r"Because|Between) \p{Ll})", "is a marked word that came apart from its clause"),
    Suspicion(r"(?<=\p{Ll} )(?:The|He|She|It|They|There|These|Those)(?= \p{Ll})",
              "begins a piece whose order may still be that of the source"),
)  # fmt: skip


@cache
def _suspicions() -> tuple[tuple[regex.Pattern[str], str], ...]:
    return tuple((regex.compile(row.pattern), row.means) for row in SUSPICIONS)


def suspects(sentence: str, lang: str, evidence: Diagnosis) -> tuple[Flag, ...]:
    """What rules could not repair in a cleaned sentence of a garbled document, for the reviewer.

    >>> suspects("They avoid the weather.", "en", Diagnosis("garbled"))
    ()
    >>> suspects("Moscow weather decided.", "en", Diagnosis("garbled"))[0].message
    '“weather” probably stands for hava (air).'
    """
    if lang != "en" or evidence.lang != "en" or evidence.verdict == "sound":
        return ()
    return tuple(
        Flag("suspected", f"“{match.group().strip()}” probably {means}.")
        for pattern, means in _suspicions()
        for match in pattern.finditer(sentence)
    )
