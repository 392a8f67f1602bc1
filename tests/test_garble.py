"""The garbler, and floors for the rules on sound sentences that it garbled."""

from __future__ import annotations

import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[1] / "scripts" / "garble"
SENTENCES = Path(__file__).parent / "cases" / "garble.txt"


@pytest.fixture(scope="module")
def garbler() -> Any:
    loader = SourceFileLoader("garble", str(SCRIPT))
    spec = spec_from_loader("garble", loader)
    assert spec
    module = module_from_spec(spec)
    sys.modules["garble"] = module  # dataclasses look their module up
    loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pairs(garbler: Any) -> list[Any]:
    return list(garbler.garble(SENTENCES.read_text("utf-8").splitlines()))


def test_it_garbles_as_the_site_did(garbler: Any) -> None:
    answer = "New sanctions against Iran were announced in Washington."
    (pair,) = garbler.garble([answer])
    assert pair == ("against", "To Iran snowNew sanctions were announced in Washington.", answer)


def test_every_way_to_garble_is_tried_and_gives_something_else(garbler: Any, pairs: list[Any]) -> None:
    assert {pair.kind for pair in pairs} == {row.kind for row in garbler.GARBLINGS}
    assert all(pair.garbled != pair.sound for pair in pairs)


def test_the_answers_come_out(garbler: Any, pairs: list[Any]) -> None:
    recall, precision = garbler.measure(pairs)
    assert {kind: score.share for kind, score in recall.items() if score.share < 0.95} == {}
    assert {rule: score.share for rule, score in precision.items() if score.share < 0.95} == {}


def test_the_rule_that_is_named_is_the_one_that_ran(garbler: Any, pairs: list[Any]) -> None:
    _, precision = garbler.measure(pairs)
    assert {row.rule for row in garbler.GARBLINGS} <= set(precision)


def test_the_command_prints_pairs_and_a_table() -> None:
    command = [sys.executable, str(SCRIPT), str(SENTENCES)]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert all(line.count("\t") == 2 for line in lines)
    shown = subprocess.run([*command, "--table"], capture_output=True, text=True, check=True).stdout
    assert "border.and_capital" in shown
    assert "precision" in shown
