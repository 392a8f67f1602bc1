"""The output folder: nobody's work in it is lost, whatever is run there, and by how many at once."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from translate import InputError, OutputError, Review, UngarbleError, pipeline, read_corpus, write_corpus
from translate.formats import FORMATS
from translate.locking import sole_writer
from translate.memory import Memory, people
from translate.report import write_report
from translate.reviews import import_file
from translate.translator import Translation
from translate.workspace import Workspace


class Saying:
    """A translator for tests, whose English is what it is told to say."""

    signature = "model:saying"

    def __init__(self) -> None:
        self.says = "It rained."

    def translate(self, sentences: list[str]) -> list[Translation]:
        return [Translation(self.says, (), self.signature) for _ in sentences]


@pytest.fixture
def saying(monkeypatch: pytest.MonkeyPatch) -> Saying:
    made = Saying()
    monkeypatch.setattr(Workspace, "translator", lambda *_: made)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "tr.txt").write_text("Dün Ankara'da yağmur yağdı.\n", "utf-8")
    return folder


def decided(out: Path, review: Review) -> None:
    """Puts the decision on the first record of the corpus."""
    first, *rest = read_corpus(out / "corpus.jsonl")
    with open(out / "corpus.jsonl", "w", encoding="utf-8", newline="\n") as file:
        write_corpus([replace(first, review=review), *rest], file)


def first_review(out: Path) -> Review | None:
    return next(iter(read_corpus(out / "corpus.jsonl"))).review


def run(folder: Path, out: Path, **options: object) -> None:
    pipeline.run([folder], out, lang="tr", **options)  # type: ignore[arg-type]


def stopped(_: object) -> None:
    """Ctrl-C, when the first window is stored."""
    raise KeyboardInterrupt


def test_what_was_accepted_stays_whatever_the_machine_says_next(
    folder: Path, tmp_path: Path, saying: Saying
) -> None:
    out = tmp_path / "out"
    run(folder, out)
    decided(out, Review("accepted", by="Ann"))
    run(folder, out)
    assert first_review(out) == Review("accepted", by="Ann")
    saying.says = "It never rains."
    run(folder, out)
    assert first_review(out) == Review("edited", "It rained.", by="Ann")
    assert next(iter(read_corpus(out / "corpus.jsonl"))).final == "It rained."


def test_what_was_rejected_is_asked_again_where_the_english_is_new(
    folder: Path, tmp_path: Path, saying: Saying
) -> None:
    out = tmp_path / "out"
    run(folder, out)
    decided(out, Review("rejected", note="no", by="Ann"))
    saying.says = "It never rains."
    run(folder, out)
    assert first_review(out) is None
    (left,) = (out / "decisions.left-over.jsonl").read_text("utf-8").splitlines()
    assert json.loads(left)["state"] == "rejected"
    assert json.loads(left)["note"] == "no"


@pytest.mark.usefixtures("saying")
def test_what_was_accepted_of_a_sentence_that_is_gone_is_left_over_with_its_text(
    folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run(folder, out)
    decided(out, Review("accepted", by="Ann"))
    (folder / "tr.txt").write_text("Bugün kar yağdı.\n", "utf-8")
    run(folder, out)
    (left,) = (out / "decisions.left-over.jsonl").read_text("utf-8").splitlines()
    assert json.loads(left)["target"] == "It rained."


@pytest.mark.usefixtures("saying")
def test_left_over_decisions_are_written_before_the_corpus_is_replaced(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(folder, out)
    decided(out, Review("accepted", by="Ann"))
    (out / "decisions.left-over.jsonl").mkdir()  # cannot be written
    (folder / "tr.txt").write_text("Bugün kar yağdı.\n", "utf-8")
    with pytest.raises(OutputError):
        run(folder, out)
    assert first_review(out) == Review("accepted", by="Ann")


@pytest.mark.usefixtures("saying")
def test_every_corpus_that_is_put_aside_keeps_a_name_of_its_own(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(folder, out)
    decided(out, Review("edited", "Ann's work", by="Ann"))
    run(folder, out, beam=2, overwrite=True)
    run(folder, out, beam=3, overwrite=True)
    assert "Ann's work" in (out / "corpus.previous.jsonl").read_text("utf-8")
    assert (out / "corpus.previous2.jsonl").exists()


@pytest.mark.usefixtures("saying")
def test_a_corpus_is_still_known_for_its_own_after_a_run_that_found_nothing(
    folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run(folder, out)
    decided(out, Review("accepted", by="Ann"))
    (folder / "tr.txt").rename(tmp_path / "tr.txt")
    with pytest.raises(InputError, match="holds no file that is read"):
        run(folder, out)
    (tmp_path / "tr.txt").rename(folder / "tr.txt")
    run(folder, out)
    assert first_review(out) == Review("accepted", by="Ann")


@pytest.mark.usefixtures("saying")
def test_a_decision_follows_its_sentence_when_the_paragraphs_are_counted_anew(
    folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run(folder, out)
    decided(out, Review("edited", "Ann's work", by="Ann"))
    text = (folder / "tr.txt").read_text("utf-8")
    (folder / "tr.txt").write_text(f"Hava durumu bugün böyle oldu.\n{text}{text}", "utf-8")
    run(folder, out)
    reviews = [record.review for record in read_corpus(out / "corpus.jsonl")]
    assert reviews == [None, Review("edited", "Ann's work", by="Ann"), None]
    assert not (out / "decisions.left-over.jsonl").exists()


@pytest.mark.usefixtures("saying")
def test_a_decision_on_a_sentence_that_stood_twice_stays_with_its_place(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    text = (folder / "tr.txt").read_text("utf-8")
    (folder / "tr.txt").write_text(text * 2, "utf-8")
    run(folder, out)
    decided(out, Review("edited", "Ann's work", by="Ann"))
    (folder / "tr.txt").write_text(f"Hava durumu bugün böyle oldu.\n{text * 2}", "utf-8")
    run(folder, out)
    assert all(record.review is None for record in read_corpus(out / "corpus.jsonl"))
    assert (out / "decisions.left-over.jsonl").exists()


@pytest.mark.usefixtures("saying")
def test_another_job_keeps_the_decisions_on_the_same_sentences(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(folder, out)
    decided(out, Review("edited", "Ann's work", by="Ann"))
    run(folder, out, beam=2, overwrite=True)
    assert first_review(out) == Review("edited", "Ann's work", by="Ann")
    assert (out / "corpus.previous.jsonl").exists()


@pytest.mark.usefixtures("saying")
def test_an_overwriting_run_that_finds_nothing_leaves_everything_as_it_was(
    folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run(folder, out)
    before = {path.name: path.read_bytes() for path in out.glob("[cr]*")}
    with pytest.raises(InputError):
        pipeline.run([tmp_path / "misspelt"], out, overwrite=True)
    assert {path.name: path.read_bytes() for path in out.glob("[cr]*")} == before


@pytest.mark.usefixtures("saying")
def test_a_corpus_is_put_aside_though_the_overwriting_run_was_killed_and_started_again(
    folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run(folder, out)
    before = (out / "corpus.jsonl").read_bytes()
    with pytest.raises(KeyboardInterrupt):
        run(folder, out, beam=2, overwrite=True, progress=stopped)
    assert (out / "corpus.jsonl").read_bytes() == before
    run(folder, out, beam=2)
    assert (out / "corpus.previous.jsonl").read_bytes() == before


def test_what_was_accepted_without_english_is_asked_again_once_there_is_some(
    folder: Path, tmp_path: Path, saying: Saying
) -> None:
    out = tmp_path / "out"
    run(folder, out)
    first = next(iter(read_corpus(out / "corpus.jsonl")))
    with open(out / "corpus.jsonl", "w", encoding="utf-8", newline="\n") as file:
        write_corpus([replace(first, target=None, review=Review("accepted", by="Ann"))], file)
    saying.says = "It rained in Ankara."
    run(folder, out)
    assert first_review(out) is None
    assert '"accepted"' in (out / "decisions.left-over.jsonl").read_text("utf-8")


def test_translations_of_people_go_when_their_file_is_no_longer_named(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "p.tmx").write_text(
        '<tmx version="1.4"><header/><body><tu><tuv xml:lang="tr"><seg>Dün Ankara\'da yağmur yağdı.</seg>'
        '</tuv><tuv xml:lang="en"><seg>Human words.</seg></tuv></tu></body></tmx>',
        "utf-8",
    )
    out = tmp_path / "out"
    run(folder, out, tmx=[tmp_path / "p.tmx"])
    assert next(iter(read_corpus(out / "corpus.jsonl"))).target == "Human words."
    run(folder, out, overwrite=True)
    assert next(iter(read_corpus(out / "corpus.jsonl"))).target != "Human words."


@pytest.mark.usefixtures("saying")
def test_a_run_into_its_own_folder_reads_the_articles_only(folder: Path) -> None:
    for _ in range(2):
        run(folder, folder)
        assert {s.document for s in read_corpus(folder / "corpus.jsonl")} == {"tr"}
        assert json.loads((folder / "run.json").read_text("utf-8"))["problems"] == []


@pytest.mark.parametrize("report", ['{"job": "build"}', '{"job": {"paths": 1}}', "[]", "{"])
def test_a_folder_with_the_report_of_another_program_is_refused(
    report: str, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "run.json").write_text(report, "utf-8")
    (tmp_path / "out" / "corpus.jsonl").write_text("\n", "utf-8")
    with pytest.raises(OutputError, match=r"run\.json: would be overwritten"):
        run(folder, tmp_path / "out")


@pytest.mark.usefixtures("saying")
def test_two_do_not_write_one_corpus(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(folder, out)
    written = (out / "corpus.jsonl").read_bytes()
    (tmp_path / "decisions.jsonl").write_text("", "utf-8")
    tries: list[Callable[[], object]] = [
        lambda: run(folder, out),
        lambda: import_file(out / "corpus.jsonl", tmp_path / "decisions.jsonl", lambda _: None),
    ]
    with sole_writer(out / "corpus.jsonl"):
        for attempt in tries:
            with pytest.raises(OutputError, match="another run or import is writing it"):
                attempt()
    assert (out / "corpus.jsonl").read_bytes() == written
    run(folder, out)  # the lock ends with its holder


@pytest.mark.usefixtures("saying")
def test_the_output_folder_inside_the_input_is_not_read(folder: Path) -> None:
    for options in ({}, {"beam": 2, "overwrite": True}):
        run(folder, folder / "out", **options)
        assert {s.document for s in read_corpus(folder / "out" / "corpus.jsonl")} == {"tr"}
        assert json.loads((folder / "out" / "run.json").read_text("utf-8"))["problems"] == []


@pytest.mark.skipif(sys.platform != "linux", reason="file names of bytes")
@pytest.mark.usefixtures("saying")
def test_a_file_name_that_is_no_utf8_stops_nothing(folder: Path, tmp_path: Path) -> None:
    odd = os.fsdecode(b"caf\xe9.txt")
    (folder / odd).write_text("Bugün kar yağdı.\n", "utf-8")
    (folder / f"empty-{odd}").write_text("", "utf-8")
    run(folder, tmp_path / "out")
    report = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
    assert report["finished"]
    assert report["counts"]["documents"] == 2
    assert any(odd in problem for problem in report["problems"])
    pipeline.run([folder / odd], tmp_path / "alone", lang="tr")


@pytest.mark.usefixtures("saying")
def test_translations_from_a_language_of_the_users_own_are_taken(tmp_path: Path) -> None:
    (tmp_path / "de.txt").write_text("Gestern regnete es.\n", "utf-8")
    (tmp_path / "de.tmx").write_text(
        '<tmx version="1.4"><header/><body><tu><tuv xml:lang="de"><seg>Gestern regnete es.</seg></tuv>'
        '<tuv xml:lang="en"><seg>It rained yesterday.</seg></tuv></tu></body></tmx>',
        "utf-8",
    )
    pipeline.run([tmp_path / "de.txt"], tmp_path / "out", lang="de", tmx=[tmp_path / "de.tmx"])
    with Memory(tmp_path / "out" / "memory.sqlite") as memory:
        assert memory.count() == {people("de"): 1}


# --- what no run wrote -----------------------------------------------------------------------------------


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize("name", ["corpus.tsv", "review.html", "run.json"])
def test_files_of_others_are_not_overwritten(name: str, overwrite: bool, folder: Path) -> None:
    (folder / name).write_text("id\ttext\n1\tBugün kar yağdı.\n", "utf-8")
    before = contents(folder)
    for path in (folder, folder / "tr.txt"):
        with pytest.raises(OutputError, match=rf"{name}: would be overwritten.* -o, or move the file away"):
            pipeline.run([path], folder, overwrite=overwrite)
        assert contents(folder) == before, "not even a lock is left"


@pytest.mark.usefixtures("saying")
def test_a_run_does_not_overwrite_its_own_input(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(folder, out)
    (tmp_path / "link.tsv").symlink_to(out / "corpus.tsv")
    for path in (out / "corpus.tsv", tmp_path / "link.tsv"):
        with pytest.raises(OutputError, match=rf"{path.name}: would be overwritten by this run\. Choose"):
            pipeline.run([path], out, column="source", overwrite=True)


@pytest.mark.usefixtures("saying")
def test_tables_of_ones_own_are_read_whatever_their_names(folder: Path) -> None:
    (folder / "corpus.csv").write_text("id,text\n1,Bugün kar yağdı.\n", "utf-8")
    (folder / "decisions2.jsonl").write_text('{"id": "2", "text": "Yarın kar yağacak."}\n', "utf-8")
    for _ in range(2):
        run(folder, folder)
        documents = {record.document for record in read_corpus(folder / "corpus.jsonl")}
        assert documents == {"tr", "corpus-1", "decisions2-2"}


@pytest.mark.usefixtures("saying")
def test_views_of_the_corpus_are_not_read_as_articles(folder: Path) -> None:
    run(folder, folder)
    corpus = folder / "corpus.jsonl"
    decided(folder, Review("accepted", by="Ann"))
    for name, form in FORMATS.items():
        if name != "jsonl":
            form.write(read_corpus(corpus), corpus.with_suffix(form.suffix))
    write_report(read_corpus(corpus), folder / "report.html")
    (folder / "decisions.jsonl").write_text('{"id":"tr:1.1","digest":"0289a84278fca677"}\n', "utf-8")
    run(folder, folder)
    assert {record.document for record in read_corpus(corpus)} == {"tr"}
    assert json.loads((folder / "run.json").read_text("utf-8"))["problems"] == []


@pytest.mark.usefixtures("saying")
def test_what_is_passed_over_is_told_where_it_is_not_plainly_ours(folder: Path, tmp_path: Path) -> None:
    inner = folder / "out"
    run(folder, inner)
    (folder / "readme.txt").write_text("Bugün kar yağdı.\n", "utf-8")
    (folder / "README.md").write_text("Articles.\n", "utf-8")
    (inner / "notes.txt").write_text("Bugün kar yağdı.\n", "utf-8")
    (inner / "corpus.csv").write_text("id,text\n1,Bugün kar yağdı.\n", "utf-8")
    run(folder, tmp_path / "other")
    problems = json.loads((tmp_path / "other" / "run.json").read_text("utf-8"))["problems"]
    told = [problem.partition(": ")[0] for problem in problems]
    assert told == [str(inner / "corpus.csv"), str(inner / "notes.txt"), str(folder / "readme.txt")]
    assert "is named README: not read. If it is an article, rename it." in problems[-1]


# --- runs that failed or were killed ---------------------------------------------------------------------


@pytest.mark.parametrize("options", [{"model": "nosuch"}, {"tmx": ["nosuch.tmx"]}])
def test_an_overwriting_run_that_fails_leaves_the_folder_to_its_job(
    options: dict[str, object], folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    pipeline.run([folder], out)
    report = (out / "run.json").read_bytes()
    with pytest.raises(UngarbleError, match="nosuch"):
        pipeline.run([folder], out, overwrite=True, **options)  # type: ignore[arg-type]
    assert (out / "run.json").read_bytes() == report
    pipeline.run([folder], out)


def test_a_first_run_that_fails_claims_no_folder(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UngarbleError, match="nosuch"):
        pipeline.run([folder], tmp_path / "out", model="nosuch")
    assert {path.name for path in (tmp_path / "out").iterdir()} <= {".corpus.jsonl.lock", "memory.sqlite"}


@pytest.mark.usefixtures("saying")
def test_decisions_outlast_a_kill_between_the_old_corpus_and_the_new(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    run(folder, out)
    decided(out, Review("edited", "Ann's work", by="Ann"))
    replacing = os.replace

    def killed(source: Path, place: Path) -> None:
        if place == out / "corpus.jsonl":
            raise KeyboardInterrupt
        replacing(source, place)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            run(folder, out, beam=2, overwrite=True)
    assert not (out / "corpus.jsonl").exists()
    with pytest.raises(KeyboardInterrupt):
        run(folder, out, beam=2, progress=stopped)
    run(folder, out, beam=2)
    assert first_review(out) == Review("edited", "Ann's work", by="Ann")


@pytest.mark.usefixtures("saying")
def test_a_damaged_corpus_can_be_put_aside(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    out = tmp_path / "out"
    run(folder, out)
    with open(out / "corpus.jsonl", "a", encoding="utf-8") as file:
        file.write("{\n")
    damaged = (out / "corpus.jsonl").read_bytes()
    with pytest.raises(InputError, match=r"corpus\.jsonl:2: .* Mend the line, or move the file away"):
        run(folder, out)
    run(folder, out, overwrite=True)
    assert "decisions in it are not carried over" in caplog.text
    assert (out / "corpus.previous.jsonl").read_bytes() == damaged
    assert len(list(read_corpus(out / "corpus.jsonl"))) == 1


# --- sentences that are the same -------------------------------------------------------------------------


@pytest.mark.usefixtures("saying")
@pytest.mark.parametrize(
    "change", [("\n", "\r\n"), ("\n\n", "\n\n\n"), ("indi.", "indi.\n"), ("indi.", "indi. Bitti.")]
)
def test_decisions_stay_whatever_the_white_space_around_their_sentences(
    change: tuple[str, str], folder: Path, tmp_path: Path
) -> None:
    text = "Dün Ankara'da yağmur yağdı.\n\nBugün kar yağdı ve sis indi."
    (folder / "tr.txt").write_bytes(text.encode())
    out = tmp_path / "out"
    run(folder, out)
    review = Review("rejected", note="no", by="Ann")
    records = [replace(record, review=review) for record in read_corpus(out / "corpus.jsonl")]
    with open(out / "corpus.jsonl", "w", encoding="utf-8", newline="\n") as file:
        write_corpus(records, file)
    (folder / "tr.txt").write_bytes(text.replace(*change).encode())
    run(folder, out)
    assert [record.review for record in read_corpus(out / "corpus.jsonl")][:2] == [review, review]
    assert not (out / "decisions.left-over.jsonl").exists()


@pytest.mark.usefixtures("saying")
def test_of_an_export_in_which_nobody_decided_it_is_said(folder: Path, tmp_path: Path) -> None:
    run(folder, tmp_path / "out")
    tmx = tmp_path / "corpus.tmx"
    FORMATS["tmx"].write(read_corpus(tmp_path / "out" / "corpus.jsonl"), tmx)
    with pytest.raises(InputError, match=r"corpus\.tmx: is an export in which nobody accepted or edited"):
        run(folder, tmp_path / "other", tmx=[tmx])
    decided(tmp_path / "out", Review("accepted", by="Ann"))
    FORMATS["tmx"].write(read_corpus(tmp_path / "out" / "corpus.jsonl"), tmx)
    run(folder, tmp_path / "other", tmx=[tmx])
