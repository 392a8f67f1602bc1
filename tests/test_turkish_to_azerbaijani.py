"""Turkish training text read as Azerbaijani: words, endings, whole files."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[1] / "scripts" / "turkish_to_azerbaijani"


@pytest.fixture(scope="module")
def script() -> Any:
    loader = SourceFileLoader("turkish_to_azerbaijani", str(SCRIPT))
    spec = importlib.util.spec_from_loader("turkish_to_azerbaijani", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "dont_write_bytecode", True)
        loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def glossary(script: Any) -> dict[str, str]:
    read: dict[str, str] = script.read_glossary()
    return read


def test_the_glossary_is_one_form_a_line_each_once(script: Any, glossary: dict[str, str]) -> None:
    lines = script.GLOSSARY.read_text("utf-8").splitlines()
    assert all(line.count("\t") == 1 and all(map(str.strip, line.split("\t"))) for line in lines)
    assert len(lines) == len(glossary) > 6000
    different = [form for form, azerbaijani in glossary.items() if form != azerbaijani.lower()]
    assert len(different) > 0.6 * len(glossary)


@pytest.mark.parametrize(
    ("turkish", "azerbaijani"),
    [
        ("Tom zengindi.", "Tom zəngindi."),
        ("Dışişleri Bakanı Moskova'da konuştu.", "Xarici işlər Naziri Moskvada danışdı."),
        ("Enflasyon %75'ten %31'e düştü.", "İnflyasiya 75 faizdən 31 faizə düşdü."),
        ("2019'da 4,5 milyar dolar", "2019-da 4,5 milyard dollar"),
        ("NATO'nun kararı", "NATO-nun qərarı"),
        ("", ""),
        ("12:30 — 😀", "12:30 — 😀"),
    ],
)
def test_a_sentence_is_read_word_by_word(
    script: Any, glossary: dict[str, str], turkish: str, azerbaijani: str
) -> None:
    assert script.gloss(turkish, glossary) == azerbaijani


def test_an_unknown_form_is_known_by_its_beginning(script: Any) -> None:
    words = {"ülke": "ölkə", "bakanlık": "nazirlik", "savaş": "müharibə"}
    assert script.gloss("ülkeler savaşta", words) == "ölkələr müharibədə"
    assert script.gloss_word("Ülkede", words) == "Ölkədə"
    assert script.gloss_word("SAVAŞ", words) == "MÜHARİBƏ"


def test_a_word_that_nobody_knows_is_spelled_as_azerbaijani_would(script: Any) -> None:
    assert [script.by_letter(word) for word in ("kapak", "ekmek", "araba", "teklifi")] == [
        "qapaq", "əkmək", "araba", "təklifi"]  # fmt: skip
    assert script.gloss("Şekerpınar köyünde", {}) == "Şekerpınar köyündə"


def test_files_of_turkish_are_written_and_nothing_else(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "patterns").mkdir(parents=True)
    (data / "written").mkdir()
    (data / "tr-en.tsv").write_text("He came.\tO geldi.\ttatoeba\nClick.\tTıkla.\tfirefox\n", "utf-8")
    (data / "ru-en.tsv").write_text("He came.\tОн пришёл.\ttatoeba\n", "utf-8")
    (data / "written/general.tr-en.tsv").write_text("A country.\tBir ülke.\n", "utf-8")
    (data / "patterns/p.tr-en.tsv").write_text("{1:A|The} lake\t{1:Bir|O} göl\n", "utf-8")
    command = [sys.executable, str(SCRIPT), f"--data={data}", f"--out={tmp_path / 'out'}"]
    subprocess.run(command, check=True, capture_output=True)
    written = {path.name: path.read_text("utf-8") for path in (tmp_path / "out/written").iterdir()}
    assert written.pop("glossed-everyday.az-en.tsv") == "He came.\tO gəldi.\n"
    assert written.pop("glossed-written.az-en.tsv") == "A country.\tBir ölkə.\n"
    assert written.pop("glossed-patterns.az-en.tsv") == "A lake\tBir göl\nThe lake\tO göl\n"
    assert set(written.values()) == {""}
