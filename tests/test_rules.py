"""Every row of the tables: its examples hold, its keeps stay byte for byte, its id is its own."""

from __future__ import annotations

from collections import Counter

import pytest

from translate.diagnosis import Diagnosis
from translate.repair import Rule, repair
from translate.rules import RULES, reason

EXAMPLES = [(rule, *example) for rule in RULES for example in rule.examples]
KEEPS = [(rule, keep) for rule in RULES for keep in rule.keeps]


def evidence(rule: Rule) -> Diagnosis:
    """The worst verdict that a text of the rule's language can get: every rule for it runs."""
    return Diagnosis("spun" if rule.lang == "tr" else "garbled", rule.lang)


@pytest.mark.parametrize(("rule", "before", "after"), EXAMPLES, ids=lambda value: getattr(value, "id", ""))
def test_examples_hold(rule: Rule, before: str, after: str) -> None:
    repaired = repair(before, lang=rule.lang, evidence=evidence(rule), rules=[rule])
    assert repaired.text == after
    assert {edit.rule for edit in repaired.edits} == {rule.id}


@pytest.mark.parametrize(("rule", "keep"), KEEPS, ids=lambda value: getattr(value, "id", ""))
def test_keeps_stay(rule: Rule, keep: str) -> None:
    """A rule leaves its keeps alone even in a document of the worst kind."""
    assert repair(keep, lang=rule.lang, evidence=evidence(rule), rules=[rule]) == (keep, ())


def test_rows_are_complete() -> None:
    assert max(Counter(rule.id for rule in RULES).values()) == 1
    for rule in RULES:
        assert rule.examples, f"{rule.id} has no example"
        assert rule.keeps, f"{rule.id} has no sentence that it must leave alone"
        assert rule.why.endswith("."), f"{rule.id} does not give its reason in a sentence"
        assert reason(rule.id) == rule.why
    assert reason("no.such.rule") == ""


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.lang == "en"], ids=lambda rule: rule.id)
def test_no_rule_for_garbled_text_runs_on_sound_text(rule: Rule) -> None:
    assert rule.needs in ("suspect", "garbled")


def test_a_title_may_be_cut_off_behind_its_article() -> None:
    """Nothing follows "The": there was no word to look at, and the rule failed."""
    assert repair("They met in Baku and The", evidence=Diagnosis("garbled")).text
    assert repair("Sound and The: a list", evidence=Diagnosis("garbled")).text
