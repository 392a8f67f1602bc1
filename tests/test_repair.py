"""Repair: what it does to the seeds and to garbled text at large, and what it must never do."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sacrebleu.metrics.ter import TER

from translate.diagnosis import Diagnosis, diagnose
from translate.edits import replay, undo
from translate.fragments import words
from translate.repair import Rule, repair

CASES = Path(__file__).parent / "cases"
SEEDS = Path(__file__).parents[1] / "seeds"
GARBLED = Diagnosis("garbled")
FURNITURE = (
    "Azerbaijan news",
    "Leave a Reply",
    "Your email address",
    "Back to top",
    "Newsletter",
    "Subscribe to our",
)


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (CASES / name).read_text("utf-8").splitlines()]


def article(name: str) -> list[str]:
    lines = next(SEEDS.glob(f"{name}_*.txt")).read_text("utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith(FURNITURE)]


def repaired(paragraphs: list[str]) -> list[str]:
    evidence = diagnose("\n".join(paragraphs))
    return [repair(paragraph, evidence=evidence).text for paragraph in paragraphs]


def ter(texts: list[str], references: list[str]) -> float:
    return float(TER().corpus_score(texts, [references]).score)


def test_the_seeds_come_near_a_careful_post_edit() -> None:
    texts = article("000") + article("001")
    references = [line for name in ("000", "001") for row in rows(f"postedits/{name}.txt") for line in row]
    before, after = ter(texts, references), ter(repaired(texts), references)
    assert before > 19
    assert after <= 9


@pytest.mark.parametrize(("name", "most"), [("energy", 4), ("security", 4), ("economy", 6)])
def test_other_articles_come_near_a_careful_post_edit(name: str, most: float) -> None:
    cases = rows(f"garbled/{name}.tsv")
    garbled, references = [case[0] for case in cases], [case[1] for case in cases]
    assert ter(garbled, references) > 15
    assert ter(repaired(garbled), references) <= most


@pytest.mark.parametrize("name", ["sentences", "unseen", "fresh"])
@pytest.mark.parametrize("alone", [True, False])
def test_garbled_sentences_come_out_as_a_post_editor_leaves_them(name: str, alone: bool) -> None:
    cases = rows(f"garbled/{name}.tsv")
    together = diagnose("\n".join(case[1] for case in cases))
    for kind, least in (("plain", 0.9), ("move", 0.6)):
        chosen = [(garbled, edited) for this, garbled, edited in cases if this == kind]
        texts = [repair(garbled, evidence=None if alone else together).text for garbled, _ in chosen]
        right = sum(text == edited for text, (_, edited) in zip(texts, chosen, strict=True))
        assert right >= least * len(chosen)


ARTEFACTS = (
    "according tois", "according toDuring", "according toIf", "that, It", "that, Russia", "It simply came",
    "weather",
    "oilgas", "and s.", "and Recognized", "and We", "convinced. that", "so that, ", "She according to",
    "snowWhat", "snowmutual", "Of course that,", "and He ", "Then he said", "masses information",
)  # fmt: skip


@pytest.mark.parametrize("name", ["000", "001"])
def test_no_artefact_is_left_in_the_seeds(name: str) -> None:
    text = "\n".join(repaired(article(name)))
    assert [artefact for artefact in ARTEFACTS if artefact in text] == []
    assert not [line for line in text.splitlines() if line.endswith(("“", " ”"))]


@pytest.mark.parametrize("evidence", [None, GARBLED], ids=["alone", "in a garbled document"])
@pytest.mark.parametrize("line", (CASES / "sound.txt").read_text("utf-8").splitlines())
def test_sound_english_stays_byte_for_byte(line: str, evidence: Diagnosis | None) -> None:
    assert repair(line, evidence=evidence) == (line, ())


WORDS = [
    *words(
        """Russia Ukraine Azerbaijan Moscow Baku snowWhat snow snowmutual To For that, that and weather gas
        gasMass oilgas political One President he said She between Between war is thanked Thanked . . , :
        “ ” in from He I support Natural Liquid prices airlines three ’s &amp; BakÄ±da"""
    ),
    "the federation", "the Union", "according to", "according toThe", "according tois", "and He", "and s.",
    "weather ports", "Then he", "It simply came to our notice then that,", "Of course that,", "The aggressor",
    "There is a ban on", "started a", "was signed", "A declaration of", ". ", " “", "\n",
    "masses information",
    "the heads of vehicles", "want to that, Let", "the space", "E. Macron", "in Kazakhstan", "Declaration on",
    "On May 2",
]  # fmt: skip
GARBLE = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join) | st.lists(
    st.sampled_from([case[1] for name in ("sentences", "unseen") for case in rows(f"garbled/{name}.tsv")]),
    min_size=1, max_size=3,
).map(" ".join)  # fmt: skip
TEXTS = GARBLE | st.text(max_size=60)


@settings(max_examples=250, deadline=None)
@given(TEXTS, st.sampled_from([None, GARBLED, Diagnosis("suspect")]))
def test_edits_replay_undo_and_a_second_pass_changes_nothing(text: str, evidence: Diagnosis | None) -> None:
    evidence = evidence or diagnose(text)
    once = repair(text, evidence=evidence)
    assert replay(text, once.edits) == once.text
    assert undo(once.text, once.edits) == text
    assert repair(once.text, evidence=evidence) == (once.text, ())


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("name", ["000", "001"])
def test_line_ends_make_no_difference(name: str, end: str) -> None:
    text = "\n".join(article(name))
    plain, ended = repair(text), repair(text.replace("\n", end))
    assert ended.text == plain.text.replace("\n", end)
    assert replay(text.replace("\n", end), ended.edits) == ended.text
    assert undo(ended.text, ended.edits) == text.replace("\n", end)


def test_a_rule_that_takes_too_long_is_left_out_and_named(caplog: pytest.LogCaptureFixture) -> None:
    careless = Rule("pack.careless", "Why.", r"(a|a)*(a|aa)*$", "b", (), (), timeout=0.02)
    with caplog.at_level(logging.WARNING):
        assert repair("a" * 5000 + "c", rules=[careless]).text == "a" * 5000 + "c"
    assert "pack.careless" in caplog.text


def test_an_edit_shows_no_more_than_what_changed() -> None:
    edits = repair("All the weather ports of the country are closed.", evidence=GARBLED).edits
    assert [(edit.before, edit.after) for edit in edits] == [("weather ports", "airports")]


def test_only_rules_of_the_language_run() -> None:
    text = "To Russia snowWhat will be the sanctions?"
    assert repair(text, lang="tr", evidence=GARBLED).text == text
    assert repair(text, evidence=Diagnosis("sound")).text == text
