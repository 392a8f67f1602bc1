"""The machinery of repair: rules are rows, every change is a value with its reason.

``repair(text)`` gives a `Repaired`: the text and the ordered edits that made it, of which `edits` makes the
source again.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import regex

from .corpus import Edit
from .edits import replay, swap
from .needles import Needles

if TYPE_CHECKING:
    from .diagnosis import Diagnosis, Verdict

Replacement = str | Callable[[regex.Match[str]], str]
Arrangement = Callable[[regex.Match[str], "Diagnosis"], "str | None"]

_log = logging.getLogger(__name__)

# One repair may make room for another; texts come to rest in two or three passes.
_PASSES = 12


@dataclass(frozen=True, eq=False)  # compared by identity: a tuple of rules is a key that is quickly hashed
class Rule:
    """One row: where ``pattern`` (a `regex` pattern) matches, put ``replacement``.

    ``replacement`` is a template as in `regex.sub`, or a function of the match that gives the new text
    (the matched text where nothing is to change). ``why`` is a sentence for the reviewer. ``examples``
    are (before, after) pairs that must hold, ``keeps`` sentences that must come out byte for byte.
    ``lang`` is the language it is for. ``needs`` is the least verdict on the document that lets it run:
    "sound" (always), "suspect" or "garbled"; for Turkish "spun". ``needles`` are strings of which one
    stands in every text that the pattern matches, however many (`fragments.every`); ``gate`` is a pattern
    found in every such text. The rule is tried only where both are there, those of the two that it has.
    Every match begins where one of ``begins`` does, or where one of ``behind`` ends or the text begins:
    patterns to be shared as well, whose places are looked up once for many rules. These three are
    patterns for `re`, which finds plain things faster. ``arrange`` takes the place of ``replacement``
    where the new text depends on the document too; None leaves the match. ``timeout`` is how many seconds
    the rule may take for one text, None without limit.
    """

    id: str
    why: str
    pattern: str
    replacement: Replacement
    examples: tuple[tuple[str, str], ...]
    keeps: tuple[str, ...]
    lang: str = "en"
    needs: str = "sound"
    needles: tuple[str, ...] = ()
    gate: str = ""
    begins: str = ""
    behind: str = ""
    arrange: Arrangement | None = None
    timeout: float | None = None


class Repaired(NamedTuple):
    """A repaired text and what was done, in order."""

    text: str
    edits: tuple[Edit, ...]


def repair(
    text: str, *, lang: str = "en", evidence: Diagnosis | None = None, rules: Sequence[Rule] | None = None
) -> Repaired:
    """Repairs ``text``: characters first, then the rules that its language and the evidence allow.

    ``evidence`` is the diagnosis of the whole document; without it ``text`` is taken for the document.
    ``rules`` are run in order, again and again until nothing changes; without them, `rules.RULES`.

    >>> repair("It is clear that, It is Russia that closed the weather ports.").text
    'It is clear that it is Russia that closed the airports.'
    """
    if not text:  # half of the lines of some pages
        return Repaired(text, ())
    if "\r" in text:
        return _line_by_line(text, lang, evidence, rules)
    unmangle, diagnose = _tools()
    edits: list[Edit] = []
    chosen: _Chosen | None = None
    settled = 0
    for _ in range(_PASSES):
        before = text
        mended = unmangle(text, lang)
        text = replay(text, mended)
        edits += mended
        if evidence is None:
            evidence = diagnose(text, lang)
        if chosen is None:
            chosen = _allowed(None if rules is None else tuple(rules), lang, evidence.verdict)
        elif mended:
            settled = 0
        text, settled = _pass(chosen, text, settled, evidence, edits)
        if text == before:
            break
    return Repaired(text, tuple(edits))


def _line_by_line(text: str, lang: str, evidence: Diagnosis | None, rules: Sequence[Rule] | None) -> Repaired:
    """The same for a text with other line ends than ``\\n``, at which rules would not see a line end."""
    unmangle, diagnose = _tools()
    if evidence is None:
        plain = "\n".join(text.splitlines())
        evidence = diagnose(replay(plain, unmangle(plain, lang)), lang)
    done, edits = "", []
    for line in text.splitlines(keepends=True):
        body = line.rstrip("\r\n")
        repaired = repair(body, lang=lang, evidence=evidence, rules=rules)
        edits += [replace(edit, start=edit.start + len(done)) for edit in repaired.edits]
        done += repaired.text + line[len(body) :]
    return Repaired(done, tuple(edits))


@cache
def _tools() -> tuple[Callable[[str, str], list[Edit]], Callable[[str, str], Diagnosis]]:
    """What stands on this module itself, and is imported late therefore; once, for there are many texts."""
    from .diagnosis import diagnose
    from .rules.encoding import unmangle

    return unmangle, diagnose


class _Chosen(NamedTuple):
    """The rules that may run, in order, and by their numbers, what they wait for."""

    rules: tuple[Rule, ...]
    waiting: Needles
    always: frozenset[int]

    def worth(self, text: str) -> list[int]:
        """The numbers of the rules that may find something in ``text``, in order."""
        return sorted(self.waiting.found(text) | self.always)


@lru_cache(maxsize=16)
def _allowed(rules: tuple[Rule, ...] | None, lang: str, verdict: Verdict) -> _Chosen:
    """The rules for a document with this verdict, by default of the package's own; asked for once a text."""
    from .diagnosis import Diagnosis
    from .rules import RULES

    evidence = Diagnosis(verdict, lang)
    allowed = tuple(
        rule
        for rule in (RULES if rules is None else rules)
        if rule.lang == lang and evidence.allows(rule.needs)
    )
    always = frozenset(n for n, rule in enumerate(allowed) if not rule.needles)
    return _Chosen(allowed, Needles(rule.needles for rule in allowed), always)


def _pass(
    chosen: _Chosen, text: str, settled: int, evidence: Diagnosis, edits: list[Edit]
) -> tuple[str, int]:
    """``text`` after one run of the rules, and how many at the end of them found nothing in it as it is now.

    That many, ``settled``, need not look at it again in the next run, until another rule changes it.
    """
    first, changed = len(chosen.rules) - settled, 0
    worth = chosen.worth(text)
    while worth:
        number = worth.pop(0)
        if number >= first and not changed:
            break
        rule = chosen.rules[number]
        if rule.gate and not _opens(rule.gate, text):
            continue
        after = _apply(rule, text, evidence, edits)
        if after != text:
            text, changed = after, number + 1
            worth = [later for later in chosen.worth(text) if later > number]
    return text, len(chosen.rules) - changed


@lru_cache(maxsize=16)  # rules share gates, and meet the same text one after the other
def _opens(gate: str, text: str) -> bool:
    return _quick(gate).search(text) is not None


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern)


@cache
def _quick(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def _warn(rule: str, seconds: float) -> None:
    _log.warning("rule %s took longer than %s s for a text and was left out there", rule, seconds)


def _apply(rule: Rule, text: str, evidence: Diagnosis, edits: list[Edit]) -> str:
    """``text`` after one pass of ``rule``, whose edits are added to ``edits``."""
    try:
        matches = _found(rule, text)
    except TimeoutError:
        _warn(rule.id, rule.timeout or 0.0)
        return text
    grown = 0
    for match in matches:
        after = _rewritten(rule, match, evidence)
        if after is None or after == match.group():
            continue
        edit = _trimmed(Edit(rule.id, match.start() + grown, match.group(), after))
        text = swap(text, edit.start, edit.before, edit.after, rule.id)
        grown += len(edit.after) - len(edit.before)
        edits.append(edit)
    return text


def _found(rule: Rule, text: str) -> list[regex.Match[str]]:
    """The matches of a rule in ``text``, one behind the other."""
    pattern = _compiled(rule.pattern)
    if not rule.begins and not rule.behind:
        return list(pattern.finditer(text, timeout=rule.timeout))
    matches, end = [], 0
    for start in _places(rule.begins, rule.behind, text):
        if start >= end and (match := pattern.match(text, start, timeout=rule.timeout)):
            matches.append(match)
            end = max(match.end(), start + 1)
    return matches


@lru_cache(maxsize=8)
def _places(begins: str, behind: str, text: str) -> tuple[int, ...]:
    """Where in ``text`` a rule with these patterns may find something."""
    if begins:
        pattern = _quick(begins)
        places: list[int] = []
        while match := pattern.search(text, places[-1] + 1 if places else 0):  # also inside the one before
            places.append(match.start())
        return tuple(places)
    return 0, *(match.end() for match in _quick(behind).finditer(text))


def _rewritten(rule: Rule, match: regex.Match[str], evidence: Diagnosis) -> str | None:
    if rule.arrange is not None:
        return rule.arrange(match, evidence)
    if callable(rule.replacement):
        return rule.replacement(match)
    return match.expand(rule.replacement)


def _trimmed(edit: Edit) -> Edit:
    """The edit without the words that it leaves as they are, before and behind; for people to read."""
    before, after = edit.before, edit.after
    shortest = min(len(before), len(after))
    lead = next((i for i in range(shortest) if before[i] != after[i]), shortest)
    while lead and not (before[lead - 1].isspace()):
        lead -= 1
    left = shortest - lead
    trail = next((i for i in range(left) if before[-1 - i] != after[-1 - i]), left)
    while trail and not before[-trail].isspace():
        trail -= 1
    return Edit(
        edit.rule, edit.start + lead, before[lead : len(before) - trail], after[lead : len(after) - trail]
    )
