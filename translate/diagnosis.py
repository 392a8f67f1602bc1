"""Diagnosis: how much of the signature of a garbled text a document shows.

The cause is known: a site marked certain words of its Azerbaijani articles, and the translator met each
piece between two marks as a text of its own. What that leaves is counted here, kind by kind. *Strong* signs
are all but never seen in sound English; *weak* ones may be, one in many thousand sentences. The verdict on
a document decides which rules may run on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, NamedTuple

import regex

from .corpus import Flag
from .needles import Needles
from .rules.signs import SIGNS, SUSPICIONS, Sign

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
def _needles() -> Needles:
    return Needles(sign.needles for sign in SIGNS)


class _Hit(NamedTuple):
    """A sign in a text, from ``start`` to ``end``, and the words there."""

    sign: Sign
    start: int
    end: int
    words: str


def _signs(text: str) -> list[_Hit]:
    """The signs in a text, line by line: no border reaches over a line end, and most lines wake few signs."""
    found: list[_Hit] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        hits = [
            _Hit(sign, offset + match.start(), offset + match.end(), match.group())
            for sign, pattern in (_compiled()[number] for number in sorted(_needles().found(line)))
            for match in pattern.finditer(line)
            if sign.test(match)
        ]
        found += _distinct(hits) if len(hits) > 1 else hits
        offset += len(line)
    return found


def _distinct(found: list[_Hit]) -> list[_Hit]:
    """Each border once, in order: of two signs for one place, the strong one, or the shorter."""
    kept: list[_Hit] = []
    for hit in sorted(found, key=lambda hit: (hit.start, hit.end)):
        if not kept or kept[-1].end <= hit.start:
            kept.append(hit)
        elif (hit.sign.strong, -len(hit.words)) > (kept[-1].sign.strong, -len(kept[-1].words)):
            kept[-1] = hit
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
    kinds = Counter(hit.sign.kind for hit in found)
    strong = sum(hit.sign.strong for hit in found)
    per_1000 = 1000 / words
    verdict: Verdict = "sound"
    many = strong >= _GARBLED_COUNT and strong * per_1000 >= _GARBLED_DENSITY
    if many or strong * per_1000 >= _SHORT_DENSITY:
        verdict = "garbled"
    elif strong or len(found) * per_1000 >= _SUSPECT_DENSITY:
        verdict = "suspect"
    marked = Counter(gloss for hit in found for word, gloss in _MARKED.items() if word in hit.words)
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


_MIDWAY = regex.compile(
    r"(?<!according to )"
    r"(?<=\b(?!(?:and|that|political|economic|military|information|president|weather|gas) )"
    r"\p{Ll}[\p{L}’'-]* )"
    r"\p{Lu}[\p{L}’-]+"
)


def _names(text: str) -> frozenset[str]:
    """Words with a capital after a plain word that is no gloss: where no border is."""
    return frozenset(match.group() for match in _MIDWAY.finditer(text))


def borders(sentence: str, diagnosis: Diagnosis) -> list[Border]:
    """The borders in a sentence, in order; none where the document is sound."""
    if diagnosis.lang != "en" or diagnosis.verdict == "sound":
        return []
    return [Border(hit.sign.kind, hit.start, hit.end, hit.sign.why) for hit in _signs(sentence)]


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
