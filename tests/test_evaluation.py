"""Scores: sacreBLEU's own, signed, and files that do not fit together."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from translate.errors import InputError
from translate.evaluation import METRICS, evaluate, read_lines, score, score_files
from translate.translator import Translator

from . import tiny_model

ROOT = Path(__file__).parent.parent
REFERENCE = ["The talks went on for two days.", "Nobody knows why."]
HYPOTHESIS = ["The talks went on two days.", "Nobody knows the reason."]


def test_each_metric_is_signed_and_in_percent() -> None:
    scores = {made.metric: made for made in score(HYPOTHESIS, REFERENCE)}
    assert list(scores) == list(METRICS)
    for made in scores.values():
        assert "nrefs:1|" in made.signature
        assert "version:" in made.signature
        assert f"{made.value:.1f}" in str(made)
        assert 0 < made.value < 100
    perfect = {made.metric: made.value for made in score(REFERENCE, REFERENCE)}
    assert perfect == pytest.approx({"BLEU": 100, "chrF": 100, "TER": 0})


def test_one_edit_in_ten_words_is_a_ter_of_ten() -> None:
    reference = "one two three four five six seven eight nine ten"
    (made,) = score([reference.replace("five", "5")], [reference], metrics=["TER"])
    assert made.value == pytest.approx(10)


def test_a_second_reference_is_counted(tmp_path: Path) -> None:
    files = {}
    for name, lines in (("hyp", HYPOTHESIS), ("one", REFERENCE), ("two", HYPOTHESIS)):
        files[name] = tmp_path / name
        files[name].write_text("".join(line + "\n" for line in lines), "utf-8")
    one = score_files(files["hyp"], [files["one"]])
    two = score_files(files["hyp"], [files["one"], files["two"]])
    assert one == score(HYPOTHESIS, REFERENCE)
    assert two[0].value > one[0].value
    assert "nrefs:2" in two[0].signature


def test_files_that_do_not_fit(tmp_path: Path) -> None:
    short, long, empty, binary = (tmp_path / name for name in ("short", "long", "empty", "binary"))
    short.write_text("a\n")
    long.write_text("a\nb\n")
    empty.write_text("")
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match=r"long: has 2 lines, but .*short has 1"):
        score_files(short, [long])
    with pytest.raises(InputError, match="empty: is empty"):
        score_files(empty, [empty])
    with pytest.raises(InputError, match="is not UTF-8"):
        read_lines(binary)
    with pytest.raises(InputError, match="nowhere"):
        read_lines(tmp_path / "nowhere")


def test_a_line_ends_at_its_line_end_only(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_bytes("\ufeffa\u2028b\x0cc\r\n\nd\re\n".encode())
    assert read_lines(path) == ["a\u2028b\x0cc", "", "d\re"]


def test_a_translator_is_scored_on_what_it_says() -> None:
    translator = Translator("tr", model=str(tiny_model.folder()), threads=1)
    sentences = ["Merhaba dünya.", "İyi günler."]
    hypotheses, scores = evaluate(translator, sentences, REFERENCE)
    assert hypotheses == [made.text for made in translator.translate(sentences)]
    assert scores == score(hypotheses, REFERENCE)


def test_the_script_scores_every_set_of_a_folder(tmp_path: Path) -> None:
    for name in ("news", "talks"):
        (tmp_path / f"{name}.tr-en.tr").write_text("Merhaba dünya.\nİyi günler.\n", "utf-8")
        (tmp_path / f"{name}.tr-en.en").write_text("Hello, world.\nGood day.\n", "utf-8")
    command = [sys.executable, "scripts/evaluate", "--from", "tr", "--model", str(tiny_model.folder())]
    done = subprocess.run(
        [*command, "--sets", str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.count("2 lines") == 2
    assert done.stdout.count("BLEU") == 2
    wrong = subprocess.run(
        [*command, str(tmp_path / "news.tr-en.tr"), str(tmp_path / "none")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert wrong.returncode == 2
    assert "none" in wrong.stderr


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "scripts/bench", "--model", str(tiny_model.folder()), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_bench_prints_what_it_found_and_what_was_aimed_at(tmp_path: Path) -> None:
    for name, line in (("tr", "Merhaba dünya. İyi günler."), ("en", "Hello, world. Good day.")):
        (tmp_path / f"flores-dev.tr-en.{name}").write_text(f"{line}\n" * 4, "utf-8")
    done = bench("--sentences", "4", "--eval", str(tmp_path), "sorting", "sentences", "int8")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 5  # sorting has one for each engine
    assert "at least 1.5" in done.stdout
    assert "precision" in done.stdout
    assert "within 0.5" in done.stdout


def test_the_bench_knows_its_rows() -> None:
    assert "there is no row 'speed'" in bench("speed").stderr
    assert "needs --eval FOLDER" in bench("beam").stderr


def test_hypotheses_come_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("\ufeffOne.\r\nİki.\n".encode())))
    assert read_lines("-") == ["One.", "İki."]
