"""The story: every character is in exactly one record, order holds, a killed run ends the same."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate import (
    Document,
    InputError,
    OutputError,
    Paragraph,
    Review,
    Segment,
    UngarbleError,
    pipeline,
    read_corpus,
    replay,
    undo,
)
from translate.corpus import Flag
from translate.translator import Translation
from translate.workspace import Workspace

SEEDS = Path(__file__).parent.parent / "seeds"


class Shouting:
    """A translator for tests: upper-cases, and counts what it was asked."""

    signature = "model:shouting"
    why = "tr: a translator for tests"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def translate(self, sentences: list[str]) -> list[Translation]:
        self.asked += sentences
        return [Translation(sentence.upper(), (), self.signature) for sentence in sentences]


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(line) for line in text.splitlines(keepends=True))


def records(*documents: Document, translator: Any = None) -> list[list[Segment]]:
    return list(pipeline.segments(iter(documents), lambda _: translator))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), max_size=6),
    st.sampled_from(["en", "tr"]),
)
def test_nothing_is_lost_whatever_the_text(texts: list[str], lang: str) -> None:
    document = Document("d", tuple(Paragraph(text) for text in texts), lang=lang)
    (found,) = records(document, translator=Shouting()) or [[]]
    assert "".join(record.source for record in found) == document.text
    for record in found:
        assert replay(record.source, record.edits) == record.cleaned
        assert undo(record.cleaned, record.edits) == record.source


def test_ids_count_paragraphs_and_sentences_from_one() -> None:
    document = Document("d", paragraphs("One is here. Two is here.\nThree is here.\n"), lang="en")
    (found,) = records(document)
    assert [record.id for record in found] == ["d:1.1", "d:1.2", "d:2.1"]
    assert all(record.status == "kept" and record.target == record.cleaned.strip() for record in found)


def test_languages_are_filled_across_documents_and_order_holds() -> None:
    translator = Shouting()
    documents = [
        Document("a", paragraphs("bir şey oldu.\n"), lang="tr"),
        Document("b", paragraphs("Something happened.\n"), lang="en"),
        Document("c", paragraphs("başka bir şey oldu.\n"), lang="tr"),
    ]
    found = records(*documents, translator=translator)
    assert [record.target for (record,) in found] == [
        "BIR ŞEY OLDU.",
        "Something happened.",
        "BAŞKA BIR ŞEY OLDU.",
    ]
    assert translator.asked == ["bir şey oldu.", "başka bir şey oldu."]
    assert found[0][0].engine == "model:shouting"
    assert found[1][0].engine is None


def test_a_language_without_a_model_is_kept_and_flagged() -> None:
    ((record,),) = records(Document("k", paragraphs("საქართველოს პრემიერი."), lang="ka"))
    assert (record.status, record.target) == ("kept", None)
    assert [flag.check for flag in record.flags] == ["no-model"]


def test_a_paragraph_in_another_language_than_its_document_is_treated_in_its_own() -> None:
    english = "The ministry said that it had no further details of the talks.\n"
    turkish = "Bakan, görüşmelerin olumlu geçtiğini ve tarafların anlaştığını söyledi. Toplantı bitti.\n"
    (found,) = records(Document("m", paragraphs(english + turkish + english)), translator=Shouting())
    assert [(record.lang, record.status) for record in found] == [
        ("en", "kept"), ("tr", "translated"), ("tr", "translated"), ("en", "kept"),
    ]  # fmt: skip
    assert [[flag.check for flag in record.flags] for record in found] == [[], ["language"], [], []]
    assert found[1].target == found[1].source.strip().upper()
    (told,) = records(Document("m", paragraphs(english + turkish), lang="en"))
    assert {record.lang for record in told} == {"en"}  # who names a language is believed


def test_furniture_is_set_aside_with_its_reason() -> None:
    document = Document(
        "d", (Paragraph("Read also\n", furniture="section heading"), Paragraph("It rained.")), lang="en"
    )
    (found,) = records(document)
    assert (found[0].status, found[0].target, found[0].flags) == (
        "furniture",
        None,
        (Flag("furniture", "section heading"),),
    )


def test_what_is_known_of_the_document_stands_on_its_first_record() -> None:
    document = Document(
        "d", paragraphs("It rained.\nIt snowed.\n"), lang="en", flags=(Flag("encoding", "cp1254"),)
    )
    (found,) = records(document)
    assert [flag.check for flag in found[0].flags] == ["encoding"]
    assert found[1].flags == ()


# --- the output folder -----------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = tmp_path / "articles"
    source.mkdir()
    for number in range(5):
        (source / f"tr{number}.txt").write_text(
            f"Bakan Ankara'da konuştu. Toplantı {number} saat sürdü.\n", "utf-8"
        )
    (source / "en.txt").write_text("The minister spoke in Ankara.\n", "utf-8")
    return source


@pytest.fixture
def shouting(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Shouting]:
    """Puts the shouting translator behind the workspace's memory."""
    translator = Shouting()

    def of(self: Workspace, lang: str) -> Any:
        self.translators[lang] = translator  # type: ignore[assignment]
        return translator

    monkeypatch.setattr(Workspace, "translator", of)
    return lambda: translator


@pytest.mark.usefixtures("shouting")
def test_a_run_writes_the_corpus_its_views_and_its_report(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    report = pipeline.run([folder], out)
    assert {"corpus.jsonl", "corpus.tsv", "review.html", "run.json"} <= {path.name for path in out.iterdir()}
    assert json.loads((out / "run.json").read_text("utf-8")) == report
    sources: defaultdict[str, str] = defaultdict(str)
    for record in read_corpus(out / "corpus.jsonl"):
        sources[record.document] += record.source
    assert sources == {path.stem: path.read_text("utf-8") for path in folder.iterdir()}


@pytest.mark.usefixtures("shouting")
def test_one_broken_document_is_named_and_the_rest_is_done(folder: Path, tmp_path: Path) -> None:
    (folder / "broken.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    problems: list[str] = []
    report = pipeline.run([folder], tmp_path / "out", on_error=lambda error: problems.append(str(error)))
    assert len(problems) == 1
    assert "broken.txt" in problems[0]
    assert report["problems"] == problems
    assert report["counts"]["documents"] == 6  # type: ignore[index]


def test_a_run_over_nothing_usable_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    with pytest.raises(InputError, match="nothing in it could be used"):
        pipeline.run([tmp_path / "empty.txt"], tmp_path / "out")
    assert not (tmp_path / "out" / "corpus.jsonl").exists()


@pytest.mark.usefixtures("shouting")
def test_another_runs_corpus_is_not_overwritten_unasked(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    pipeline.run([folder], out)
    first = (out / "corpus.jsonl").read_bytes()
    with pytest.raises(OutputError, match="--overwrite"):
        pipeline.run([folder / "en.txt"], out)
    assert (out / "corpus.jsonl").read_bytes() == first
    pipeline.run([folder / "en.txt"], out, overwrite=True)
    assert (out / "corpus.previous.jsonl").read_bytes() == first


@pytest.mark.usefixtures("shouting")
def test_decisions_survive_a_second_run(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    pipeline.run([folder], out)
    corpus = out / "corpus.jsonl"
    review = Review("edited", "Better.", "note", "me", "2026-01-01T00:00:00Z")
    lines = []
    for record in read_corpus(corpus):
        reviewed = record.id in ("en:1.1", "tr0:1.1")
        lines.append(replace(record, review=review if reviewed else None).to_json() + "\n")
    corpus.write_text("".join(lines), "utf-8")
    (folder / "tr0.txt").write_text("Başka bir cümle geldi.\n", "utf-8")
    pipeline.run([folder], out)
    assert {record.id for record in read_corpus(corpus) if record.review == review} == {"en:1.1"}
    assert '"tr0:1.1"' in (out / "decisions.left-over.jsonl").read_text("utf-8")


def test_a_killed_run_continues_and_ends_with_the_same_bytes(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The embedded model, windows of two documents, killed after each possible window."""
    monkeypatch.setattr(pipeline, "WINDOW_DOCUMENTS", 2)
    whole = tmp_path / "whole"
    pipeline.run([folder], whole)
    expected = (whole / "corpus.jsonl").read_bytes()
    for after in (1, 3):
        out = tmp_path / f"killed{after}"
        seen: list[str] = []

        def kill(records: list[Segment], seen: list[str] = seen, after: int = after) -> None:
            seen.append(records[0].document)
            if len(seen) == after:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            pipeline.run([folder], out, progress=kill)
        assert not (out / "corpus.jsonl").exists()
        pipeline.run([folder], out)
        assert (out / "corpus.jsonl").read_bytes() == expected


@pytest.mark.usefixtures("shouting")
def test_paths_may_be_of_any_kind(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    (tmp_path / "p.tmx").write_text(TMX.format(lang="tr"), "utf-8")
    out = tmp_path / "out"
    first = pipeline.run(["articles"], out, tmx=["p.tmx"], model="a/b")
    expected = (out / "corpus.jsonl").read_bytes()
    some: list[tuple[Any, Any, Any]] = [
        ("articles", "p.tmx", "a/b"),
        (Path("articles"), Path("p.tmx"), Path("a/b")),
        ((path for path in ["articles"]), (path for path in ["p.tmx"]), "a/b"),
    ]
    for paths, tmx, model in some:  # another job would be refused
        report = pipeline.run(paths, out, tmx=tmx, model=model)
        assert report["job"] == first["job"]
        assert (out / "corpus.jsonl").read_bytes() == expected


@pytest.mark.usefixtures("shouting")
def test_what_is_no_language_code_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UngarbleError, match=r"lang='TR': that is no language code; give one of en, .*tr"):
        pipeline.run([folder], tmp_path / "out", lang="TR")
    assert not (tmp_path / "out").exists()
    pipeline.run([folder], tmp_path / "out", lang="xx", model="for-xx")


TMX = (
    '<tmx version="1.4"><header/><body><tu><tuv xml:lang="{lang}"><seg>Bakan Ankara\'da konuştu.</seg></tuv>'
    '<tuv xml:lang="en"><seg>The minister gave a speech in Ankara.</seg></tuv></tu></body></tmx>'
)


def test_peoples_translations_come_before_the_models(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "people.tmx").write_text(TMX.format(lang="tr-TR"), "utf-8")
    report = pipeline.run([folder], tmp_path / "out", tmx=[tmp_path / "people.tmx"])
    records = {record.id: record for record in read_corpus(tmp_path / "out" / "corpus.jsonl")}
    assert records["tr0:1.1"].target == "The minister gave a speech in Ankara."
    assert "people.tmx" in next(flag.message for flag in records["tr0:1.1"].flags if flag.check == "memory")
    assert "memory" not in {flag.check for flag in records["tr0:1.2"].flags}
    assert report["job"]["tmx"] == [str(tmp_path / "people.tmx")]  # type: ignore[index]


def test_a_tmx_without_our_languages_stops_the_run(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "finnish.tmx").write_text(TMX.format(lang="fi"), "utf-8")
    with pytest.raises(InputError, match=r"finnish\.tmx: has no sentence in one of .*tr"):
        pipeline.run([folder], tmp_path / "out", tmx=[tmp_path / "finnish.tmx"])
    assert not (tmp_path / "out" / "corpus.jsonl").exists()


def test_a_full_disk_is_explained(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Segment, "to_json", full)
    with pytest.raises(OutputError, match="Free some space and run the same command again"):
        pipeline.run([folder / "en.txt"], tmp_path / "out")


# --- the seeds -------------------------------------------------------------------------------------------


def test_the_seeds_come_out_whole_and_clean(tmp_path: Path) -> None:
    """What the README promises of `scripts/demo`, on the five seeds with the embedded model."""
    out = tmp_path / "out"
    pipeline.run([SEEDS], out)
    found = list(read_corpus(out / "corpus.jsonl"))
    sources: defaultdict[str, str] = defaultdict(str)
    for record in found:
        sources[record.document] += record.source
    files = {path.stem: path.read_text("utf-8") for path in SEEDS.glob("*.txt")}
    assert {id_: sources[id_] for id_ in files} == files
    turkish = [record for record in found if record.document.startswith("002_")]
    assert {record.status for record in turkish} == {"translated"}
    assert all(record.target and record.engine for record in turkish)
    keys = [tuple(map(int, record.id.split(":")[1].split("."))) for record in found]
    for (before, one), (after, two) in pairwise(zip(found, keys, strict=True)):
        assert before.document != after.document or one < two
