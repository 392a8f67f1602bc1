"""Orders: the model that scores them, the ways that are tried, and when a move is made."""

from __future__ import annotations

import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

import pytest

from tests.test_repair import ter
from translate.diagnosis import Diagnosis, diagnose, suspects
from translate.order_model import OrderModel, order_model, tokens, unknown
from translate.orders import Forms, attached, chosen, governed, joined, likelihood, ranked
from translate.repair import repair

SCRIPTS = Path(__file__).parents[1] / "scripts"
CASES = Path(__file__).parent / "cases"
GARBLED = Diagnosis("garbled")
TEXT = [f"The envoy of {place} met the {who} in the city." for place in ("Iran", "Iraq") for who in (
    "minister", "president", "speaker", "leader")] * 3  # fmt: skip


def script(name: str) -> Any:
    loader = SourceFileLoader(name, str(SCRIPTS / name))
    spec = spec_from_loader(name, loader)
    assert spec
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def small() -> OrderModel:
    lines = [*TEXT, "A dog barked loudly at night.", "Two dogs barked.", "Three cats slept.", "It rained."]
    return OrderModel(script("train_order_model").build(lines, 60, 500, 500))


def test_tokens_are_words_and_classes() -> None:
    assert tokens("“We met E. Macron in St. Petersburg,” he said.") == [
        "we", "met", "<name>", ".", "<name>", "in", "<city>", ",", "he", "said", ".",
    ]  # fmt: skip
    assert tokens("Azerbaijani gas, 8.2 bcm") == ["<nation>", "gas", ",", "<number>", "bcm"]
    assert [unknown(word) for word in ("frobnicated", "frobs", "frob")] == ["<-ed>", "<-s>", "<word>"]


def test_the_model_file_is_checked() -> None:
    with pytest.raises(ValueError, match="not a model"):
        OrderModel(b"something else")
    whole = script("train_order_model").build(TEXT, 60, 500, 500)
    with pytest.raises(ValueError, match="cut short"):
        OrderModel(whole[:-1])


def test_probabilities_sum_to_one(small: OrderModel) -> None:
    script("train_order_model")
    known = {small.known(token) for line in (*TEXT, "A dog barked at night.") for token in tokens(line)}
    total = sum(10 ** (-small._word(("<s>",), token) / 32) for token in {*known, "</s>"})
    assert 0.6 < total < 1.2


def test_words_in_order_are_likelier(small: OrderModel) -> None:
    assert small.score("The envoy of Iran met the leader.") > small.score("The of envoy met Iran the leader.")
    right, wrong = "They spoke about relations with Turkey.", "They Turkey spoke about relations with."
    assert order_model().score(right) > order_model().score(wrong) + 1


def test_the_file_in_the_package_is_small_and_says_its_licence() -> None:
    folder = Path(__file__).parents[1] / "translate" / "models" / "english-order"
    assert (folder / "trigrams.bin").stat().st_size < 4_200_000
    assert "CC BY-SA" in (folder / "README.md").read_text("utf-8")


def test_the_ways_to_join_are_few_and_of_one_kind() -> None:
    assert joined("Biden Russia", "He met the envoys of Iran") == ["Biden met the envoys of Russia and Iran"]
    assert joined("Biden from Russia", "He met envoys from Iran") == ["Biden met envoys from Russia and Iran"]
    assert joined("Biden came", "He met the envoys of Iran") == []
    assert joined("Biden", "He met the envoys of Iran") == []
    assert joined("Biden Russia", "The war began in Iran") == []
    many = joined(" ".join(["peace"] * 30), "He " + "spoke of peace in trade with envoys " * 9)
    assert 0 < len(many) <= 24


def test_a_preposition_that_governs_nothing_gets_its_name() -> None:
    assert governed("The envoy", "Iran", "He spoke of ties with") == ["The envoy spoke of ties with Iran"]
    assert governed("", "Iran", "The war goes on") == []
    assert governed("", "Iran", "The war in the south began") == []


def test_ways_to_attach_a_word() -> None:
    assert "the price of gas in May rose" in attached("", Forms("gas", "gas"), "The price in May rose")


def test_the_margin_decides() -> None:
    stays, moved = "Iran they spoke about relations with", "they spoke about relations with Iran"
    (best,) = ranked(stays, [moved, stays])
    assert best.gain == pytest.approx(likelihood(moved) - likelihood(stays))
    assert chosen(stays, [moved], best.gain) == moved
    assert chosen(stays, [moved], best.gain + 0.001) is None
    assert chosen(stays, [], 0) is None


def test_sound_text_does_not_load_the_model() -> None:
    code = (
        "import sys; from translate import repair; "
        "repair('Ukraine and Russia met. They spoke about relations with Iran, he said.'); "
        "print([name for name in sys.modules if name.startswith('translate.order')])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "[]"


@pytest.mark.parametrize(
    "line",
    [
        "Children and Women were evacuated first.",
        "Trade between Iran and The Eurasian Union grew by 22 percent.",
        "Law enforcement officers and Doctors responded to the scene.",
        "I’ve seen them together and They have talent for the stage.",
        "Slovenia and Malta recognised the State of Palestine.",
        "Ukraine The war goes on.",
        "In Kazakhstan Reforms were announced in the spring.",
    ],
)
def test_words_that_stand_right_are_not_moved(line: str) -> None:
    moved = [edit for edit in repair(line, evidence=GARBLED).edits if edit.rule.startswith("order.")]
    assert moved == []


def test_where_no_order_is_sure_the_words_stay_and_are_suspected() -> None:
    left = "The parties trade and They discussed cooperation in the field of energy."
    text = repair(left, evidence=GARBLED).text
    assert text == left
    assert [flag.check for flag in suspects(text, "en", GARBLED)] == ["suspected"]
    (flag,) = suspects("President Macron Ukraine welcomed the help of.", "en", GARBLED)
    assert "“of” probably governs the name" in flag.message


def pairs(name: str) -> list[tuple[str, str]]:
    lines = (CASES / "garbled" / f"{name}.tsv").read_text("utf-8").splitlines()
    return [(line.split("\t")[1], line.split("\t")[2]) for line in lines]


@pytest.mark.parametrize(
    ("name", "most"), [("orders", 14), ("orders2", 5), ("broad", 15), ("articles", 7), ("late", 15)]
)
def test_sentences_that_need_moves_come_nearer_to_a_post_edit(name: str, most: float) -> None:
    garbled, edited = [row[0] for row in pairs(name)], [row[1] for row in pairs(name)]
    evidence = diagnose("\n".join(garbled))
    texts = [repair(text, evidence=evidence).text for text in garbled]
    assert ter(garbled, edited) > 23
    assert ter(texts, edited) <= most
