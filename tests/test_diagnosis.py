"""Diagnosis: the verdict on a document, the borders of a sentence, what is left to suspect."""

from __future__ import annotations

from pathlib import Path

import pytest

from translate.corpus import Flag
from translate.diagnosis import Diagnosis, _signs, borders, diagnose, suspects
from translate.repair import repair
from translate.rules.signs import SIGNS, Sign

CASES = Path(__file__).parent / "cases"
SEEDS = Path(__file__).parents[1] / "seeds"
SOUND = (CASES / "sound.txt").read_text("utf-8")
GARBLED = Diagnosis("garbled")
RARE = (
    "They came, information not given.",
    "The gas Exports fell in May.",
    "The weatherport closed.",
    "It was a politicalOne step.",
    "The parents came and Brought flowers.",
)


def seed(name: str) -> str:
    return next(SEEDS.glob(f"{name}_*.txt")).read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "lang", "verdict"),
    [("000", "en", "garbled"), ("001", "en", "garbled"), ("002", "tr", "spun"), ("003", "en", "sound"),
    ("004", "en", "sound")],
)  # fmt: skip
def test_verdicts_on_the_seeds(name: str, lang: str, verdict: str) -> None:
    diagnosis = diagnose(seed(name), lang)
    assert diagnosis.verdict == verdict
    assert bool(diagnosis.evidence) == (verdict != "sound")
    assert [flag.check for flag in diagnosis.flags()] == (["diagnosis"] if verdict != "sound" else [])


def test_sound_text_shows_no_border() -> None:
    assert diagnose(SOUND) == Diagnosis(words=SOUND.count(" ") + 1)
    assert diagnose((CASES / "garble.txt").read_text("utf-8")).verdict == "sound"
    for line in SOUND.splitlines():
        assert diagnose(line).verdict == "sound"


def test_post_edited_text_is_sound() -> None:
    for path in (CASES / "postedits").iterdir():
        assert diagnose(path.read_text("utf-8")).verdict == "sound"


def test_one_sign_in_a_long_text_makes_it_suspect_and_no_more() -> None:
    assert diagnose(SOUND + "They closed the weather space.").verdict == "suspect"
    assert diagnose("They closed the weather space.").verdict == "garbled"


def test_counts_per_thousand_words_and_marked_words() -> None:
    diagnosis = diagnose("It is clear that, It is Russia. To Russia snowWhat will be the sanctions?")
    assert diagnosis.borders == {"fused gloss": 1, "capital": 1}
    assert diagnosis.words == 14
    assert diagnosis.density("capital") == pytest.approx(1000 / 14)
    assert "qarşı (against), read as qar, snow" in diagnosis.marked
    assert diagnosis.summary()["borders"]["capital"] == {"count": 1, "per_1000_words": 71.4}


def test_what_a_verdict_allows() -> None:
    allowed = {
        verdict: [
            needs for needs in ("sound", "suspect", "garbled", "spun") if Diagnosis(verdict).allows(needs)
        ]
        for verdict in ("sound", "suspect", "garbled", "spun")
    }
    assert allowed == {
        "sound": ["sound"],
        "suspect": ["sound", "suspect"],
        "garbled": ["sound", "suspect", "garbled"],
        "spun": ["sound", "spun"],
    }


def test_borders_of_a_sentence_have_their_spans() -> None:
    sentence = "It is clear that, It is Russia and He knows."
    found = borders(sentence, GARBLED)
    assert [(border.kind, sentence[border.start : border.end]) for border in found] == [
        ("capital", "that, It"),
        ("capital", " and He"),
    ]
    assert borders(sentence, Diagnosis("sound")) == []


def test_borders_behind_the_first_line_have_their_spans() -> None:
    text = "Peace came.\r\nIt is clear that, It is Russia.\n\nRain fell and He knows."
    assert [text[border.start : border.end] for border in borders(text, GARBLED)] == ["that, It", " and He"]


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: f"{sign.kind}-{sign.needles[0]}")
def test_every_sign_is_met_in_garbled_text_and_in_no_sound_text(sign: Sign) -> None:
    garbled = [path.read_text("utf-8") for path in sorted((CASES / "garbled").iterdir())]
    texts = (*garbled, seed("000"), seed("001"), *RARE)
    assert any(hit.sign is sign for text in texts for hit in _signs(text))
    assert not any(hit.sign is sign for hit in _signs(SOUND))


def test_what_could_not_be_repaired_is_suspected() -> None:
    text = repair("Moscow weather Minsk has decided it alone.", evidence=GARBLED).text
    assert suspects(text, "en", GARBLED) == (Flag("suspected", "“weather” probably stands for hava (air)."),)
    assert suspects(text, "en", Diagnosis("sound")) == ()
    assert suspects(text, "tr", GARBLED) == ()


@pytest.mark.parametrize("line", SOUND.splitlines())
def test_sound_sentences_of_a_garbled_document_are_not_suspected(line: str) -> None:
    assert suspects(line, "en", GARBLED) == ()
