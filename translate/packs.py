"""Rule packs of the user's own: TOML files of rows like those in `rules`, checked when they are loaded.

A pack holds data only: patterns and replacement templates, no code. ``docs/rule-packs.md`` shows one.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import regex

from .diagnosis import Diagnosis
from .errors import RuleError
from .languages import LANGUAGES
from .repair import Rule, repair
from .rules import reason

SECONDS = 0.1
"""How long a rule of a pack may look at one text; a slower one is left out there, with a warning."""

_REQUIRED = ("id", "why", "pattern", "replacement", "examples", "keeps")
_OPTIONAL = ("lang", "needs")
_NEEDS = {"en": ("sound", "suspect", "garbled"), "tr": ("sound", "spun")}


def load_pack(path: str | Path) -> tuple[Rule, ...]:
    """The rules of a pack, in its order.

    Raises `RuleError`, which names the pack, the rule and the example, where the file cannot be read, a
    row is malformed, a pattern does not compile, an id is taken, an example does not hold or a sentence to
    keep does not stay.
    """
    rows = _read(path)
    rules: list[Rule] = []
    for number, row in enumerate(rows, 1):
        name = row.get("id", f"number {number}") if isinstance(row, dict) else f"number {number}"
        where = f"{path}: rule {name!r}" if isinstance(name, str) else f"{path}: rule number {number}"
        rule = _rule(row, where)
        if reason(rule.id) or rule.id in {other.id for other in rules}:
            raise RuleError(f"{where}: the id is taken by another rule. Choose another.")
        _check(rule, where)
        rules.append(rule)
    return tuple(rules)


def load_packs(paths: Iterable[str | Path]) -> tuple[Rule, ...]:
    """The rules of several packs, one after the other.

    Raises `RuleError` as `load_pack` does, and where two have a rule of one id: by it the pages tell rules.
    """
    rules = tuple(rule for path in paths for rule in load_pack(path))
    for id_, times in Counter(rule.id for rule in rules).items():
        if times > 1:
            raise RuleError(f"{id_!r} is the id of {times} rules in these packs. Rename all but one.")
    return rules


def _read(path: str | Path) -> list[Any]:
    try:
        data = tomllib.loads(Path(path).read_text("utf-8-sig"))  # some editors write a mark in front
    except OSError as error:
        raise RuleError(f"{path}: {error.strerror or error}. Give the path of a rule pack.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{path}: is not TOML ({error}). See docs/rule-packs.md.") from error
    if unknown := [key for key in data if key != "rule"]:
        raise RuleError(f"{path}: has an unknown key {unknown[0]!r}. A pack is a list of [[rule]] tables.")
    rows = data.get("rule")
    if not isinstance(rows, list) or not rows:
        raise RuleError(f"{path}: holds no rule. A pack is a list of [[rule]] tables.")
    return rows


def _rule(row: object, where: str) -> Rule:
    """The row as a rule whose shape is right; whether it does what it says is for `_check`."""
    if not isinstance(row, Mapping):
        raise RuleError(f"{where}: is not a table. Write it as [[rule]].")
    if unknown := [key for key in row if key not in _REQUIRED + _OPTIONAL]:
        known = ", ".join(_REQUIRED + _OPTIONAL)
        raise RuleError(f"{where}: has an unknown key {unknown[0]!r}. Known are {known}.")
    if missing := [key for key in _REQUIRED if key not in row]:
        raise RuleError(f"{where}: lacks {missing[0]!r}. Add it.")
    for key in ("id", "why", "pattern", *(key for key in _OPTIONAL if key in row)):
        if not isinstance(row[key], str) or not row[key].strip():
            raise RuleError(f"{where}: {key!r} is not a text. Put one there.")
    if not isinstance(row["replacement"], str):
        raise RuleError(f"{where}: 'replacement' is not a text. Put one there; it may be empty.")
    lang, needs = row.get("lang", "en"), row.get("needs", "sound")
    if lang not in LANGUAGES:
        raise RuleError(f"{where}: {lang!r} is no known language. Known are {', '.join(LANGUAGES)}.")
    if needs not in (allowed := _NEEDS.get(lang, ("sound",))):
        raise RuleError(f"{where}: 'needs' is {needs!r}. For {lang!r} it may be {', '.join(allowed)}.")
    return Rule(
        row["id"], row["why"], row["pattern"], row["replacement"],
        _pairs(row["examples"], where), _texts(row["keeps"], where), lang=lang, needs=needs, timeout=SECONDS,
    )  # fmt: skip


def _pairs(value: object, where: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, list) or not value:
        raise RuleError(f"{where}: 'examples' is not a list of pairs. Give at least one [before, after].")
    pairs: list[tuple[str, str]] = []
    for pair in value:
        match pair:
            case [str(before), str(after)]:
                pairs.append((before, after))
            case _:
                raise RuleError(f"{where}: the example {pair!r} is not a pair of texts [before, after].")
    return tuple(pairs)


def _texts(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(text, str) for text in value):
        raise RuleError(
            f"{where}: 'keeps' is not a list of texts. Give at least one that the rule must leave alone."
        )
    return tuple(value)


def _shown(text: str) -> str:
    return repr(text) if len(text) <= 200 else f"{text[:60]!r} and {len(text) - 60:,} characters more"


def _check(rule: Rule, where: str) -> None:
    """Raises `RuleError` where the rule does not do what its examples and keeps say."""
    try:
        pattern = regex.compile(rule.pattern)
    except regex.error as error:
        raise RuleError(f"{where}: the pattern does not compile ({error}). Correct it.") from error
    try:
        if pattern.match("", timeout=SECONDS):
            raise RuleError(f"{where}: the pattern matches the empty text. Make it ask for a character.")
        for before, after in rule.examples:
            done = _run(rule, pattern, before)
            if done != after:
                problem = f"the example {before!r} becomes {_shown(done)}, not {after!r}"
                again = _run(rule, pattern, after) != after
                why = " (the rule matches what it wrote itself, and never comes to rest)" if again else ""
                raise RuleError(f"{where}: {problem}{why}. Correct the rule or the example.")
            if len(done.splitlines()) > len(before.splitlines()):
                raise RuleError(
                    f"{where}: the example {before!r} gets a line break, and as many lines must come out as "
                    "came in. Put a space there."
                )
        for keep in rule.keeps:
            done = _run(rule, pattern, keep)
            if done != keep:
                problem = f"the sentence to keep {keep!r} becomes {_shown(done)}"
                raise RuleError(f"{where}: {problem}. Narrow the pattern.")
    except TimeoutError as error:
        raise RuleError(
            f"{where}: the pattern takes longer than {SECONDS} s for one of its examples. "
            "Avoid repetitions inside repetitions."
        ) from error
    except (regex.error, IndexError) as error:
        raise RuleError(
            f"{where}: the replacement does not fit the pattern ({error}). Correct it."
        ) from error


def _run(rule: Rule, pattern: regex.Pattern[str], text: str) -> str:
    """What `repair` makes of ``text`` by this rule alone, as if the document called for it."""
    pattern.sub("", text, timeout=SECONDS)  # `repair` goes on where a rule is slow; here that is an error
    evidence = Diagnosis("spun" if rule.lang == "tr" else "garbled", rule.lang)
    return repair(text, lang=rule.lang, evidence=evidence, rules=[rule]).text
