"""What spares the rules work changes nothing: needles, gates, and not looking twice at the same text."""

from __future__ import annotations

import dataclasses
import importlib
from pathlib import Path

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_garble import SENTENCES, garbler
from tests.test_repair import CASES, SEEDS, TEXTS
from translate.diagnosis import Diagnosis, diagnose
from translate.needles import Needles
from translate.repair import Repaired, Rule, repair
from translate.rules import RULES

__all__ = ["garbler"]

module = importlib.import_module("translate.repair")  # the name `translate.repair` is the function
ENGLISH = tuple(rule for rule in RULES if rule.lang == "en")
SPARED = [rule for rule in ENGLISH if rule.needles or rule.gate]
BARE = tuple(dataclasses.replace(rule, needles=(), gate="", begins="", behind="") for rule in ENGLISH)
GARBLED = Diagnosis("garbled")


def lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


LETTERS = st.text("abİ“ ", max_size=6)


@given(
    rows=st.lists(st.lists(LETTERS.filter(bool), max_size=3), max_size=6), text=st.text("abİ“ ", max_size=30)
)
def test_needles_are_found_wherever_they_stand(rows: list[list[str]], text: str) -> None:
    expected = {number for number, row in enumerate(rows) if any(needle in text for needle in row)}
    assert Needles(rows).found(text) == expected


EXAMPLES = [text for rule in ENGLISH for pair in rule.examples for text in pair]
KEEPS = [text for rule in ENGLISH for text in rule.keeps]
CASE_LINES = [
    line for path in sorted(CASES.rglob("*")) if path.suffix in (".txt", ".tsv") for line in lines(path)
]
SEED_LINES = [line for path in sorted(SEEDS.glob("*.txt")) for line in lines(path)]


@pytest.fixture(scope="module")
def texts(garbler) -> list[str]:  # type: ignore[no-untyped-def]
    pairs = [text for pair in garbler.garble(lines(SENTENCES)) for text in (pair.garbled, pair.sound)]
    return list(dict.fromkeys([*EXAMPLES, *KEEPS, *CASE_LINES, *SEED_LINES, *pairs]))


@pytest.mark.parametrize("rule", SPARED, ids=lambda rule: rule.id)
def test_a_pattern_matches_only_where_a_needle_stands_and_its_gate_is_found(
    rule: Rule, texts: list[str]
) -> None:
    pattern, gate = regex.compile(rule.pattern), regex.compile(rule.gate)
    matching = [text for text in texts if pattern.search(text)]
    assert matching
    assert [text for text in matching if not gate.search(text)] == []
    if rule.needles:
        assert [text for text in matching if not any(needle in text for needle in rule.needles)] == []


PLACED = [rule for rule in ENGLISH if rule.begins or rule.behind]


@pytest.mark.parametrize("rule", PLACED, ids=lambda rule: rule.id)
def test_a_match_begins_only_where_the_rule_says(rule: Rule, texts: list[str]) -> None:
    pattern = regex.compile(rule.pattern)
    found = [(text, match.start()) for text in texts for match in pattern.finditer(text, overlapped=True)]
    assert found
    assert [pair for pair in found if pair[1] not in module._places(rule.begins, rule.behind, pair[0])] == []


@pytest.mark.parametrize("rule", [rule for rule in SPARED if rule.needles], ids=lambda rule: rule.id)
def test_no_pattern_matches_once_its_needles_are_cut_out(rule: Rule, texts: list[str]) -> None:
    pattern = regex.compile(rule.pattern)
    needles = regex.compile("|".join(map(regex.escape, sorted(rule.needles, key=len, reverse=True))))
    for text in filter(pattern.search, texts):
        for instead in ("", " ", "x", "X", needles.search(text).group()[1:]):  # type: ignore[union-attr]
            cut = needles.sub(instead, text)
            assert pattern.search(cut) is None or needles.search(cut)


def by_the_book(text: str, evidence: Diagnosis) -> Repaired:
    """Every rule on every text, again and again until nothing changes."""
    edits = list(module._tools()[0](text, "en"))
    text = module.replay(text, edits)
    rules = [rule for rule in ENGLISH if evidence.allows(rule.needs)]
    for _ in range(module._PASSES):
        before = text
        for rule in rules:
            text = module._apply(rule, text, evidence, edits)
        if text == before:
            break
    return Repaired(text, tuple(edits))


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name)
def test_a_seed_comes_out_as_if_every_rule_looked_at_every_text(path: Path) -> None:
    evidence = diagnose(path.read_text("utf-8"))
    for line in lines(path):
        assert repair(line, evidence=evidence) == by_the_book(line, evidence)


def test_all_examples_and_garbled_sentences_come_out_the_same(texts: list[str]) -> None:
    for text in texts:
        assert repair(text, evidence=GARBLED) == by_the_book(text, GARBLED)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_comes_out_the_same(text: str) -> None:
    assert repair(text, evidence=GARBLED) == repair(text, evidence=GARBLED, rules=BARE)


def test_a_needle_that_a_rule_brings_in_wakes_a_later_one() -> None:
    first = Rule("a", "Why.", "one", "two", (), ())
    second = Rule("b", "Why.", "[st]wo", "three", (), (), needles=("wo",))
    third = Rule("c", "Why.", "three", "four", (), (), gate="th")
    assert repair("It is one.", rules=[first, second, third]).text == "It is four."
    assert repair("It is one.", rules=[third, second, first]).text == "It is four."


def test_without_its_needle_a_rule_is_not_tried() -> None:
    assert repair("one", rules=[Rule("a", "Why.", "one", "two", (), (), needles=("three",))]).text == "one"
    assert repair("one", rules=[Rule("a", "Why.", "one", "two", (), (), gate="three")]).text == "one"
