"""Every format: out and back with nothing lost, for any text; bad files are named, good rows kept."""

from __future__ import annotations

import itertools
import re
import resource
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from translate.corpus import Edit, Flag, Review, Segment, Status, read_corpus, write_corpus
from translate.decisions import Decision, shown
from translate.errors import InputError, OutputError
from translate.formats import FORMATS
from translate.formats.characters import (
    OFFICE,
    OFFICE_FORM,
    UNICODE,
    WORD_FORM,
    XML,
    arm,
    defuse,
    escape,
    is_converted,
    is_formula,
    restore,
)
from translate.formats.rows import COLUMNS, is_text
from translate.reviews import import_file, merge

EDITABLE = [name for name, row in FORMATS.items() if row.read]
ALL_SEGMENTS = {"tsv", "csv", "xlsx", "jsonl"}  # the others leave out what has no English side, or furniture


# --- corpora of arbitrary text -------------------------------------------------------------------------

NASTY = [
    "\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x1f", "\x7f", "\x85", "\t", "\n", "\r", "\r\n", "\u2028",
    "\ud800", "\udfff", "\ufffe", "\uffff", "\ufeff", "\u200f", "\u202e", "\u2066", "🙂", "👩‍👩‍👧", "e\u0301",
    '"', "'", "''", "=", "+", "-", "@", "=1+1", "]]>", "<![CDATA[", "<b>", "&amp;", "&#0;", "<!--",
    "_x0001_", "_x005F_", "⟦x0001⟧", "⟦", "_x000D_", "_x00", "_", "x0041_", "|", "`", "\\",
    "–", " ", "\xa0", ";", ",", "{", "}", "%s", "<ph/>", "＝",
]  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=8)), max_size=8).map("".join)
names = st.one_of(st.sampled_from(["001", "news/a b", "a:b", "ü<&>"]), st.text(min_size=1, max_size=8))
filled = texts.map(str.strip).filter(bool)
targets = st.one_of(st.none(), texts.map(str.strip))


@st.composite
def segments(draw: st.DrawFn, number: int) -> Segment:
    source = draw(texts)
    status: Status = draw(st.sampled_from(["kept", "repaired", "translated", "furniture"]))
    target = draw(targets) if status != "furniture" else None
    review = draw(
        st.one_of(
            st.none(),
            st.builds(Review, st.just("accepted"), st.none(), texts, texts, st.just("2026-11-21T20:15:00Z")),
            st.builds(Review, st.just("edited"), filled, texts, texts, texts),
            st.builds(Review, st.just("rejected"), st.none(), texts),
        )
    )
    document = draw(names)
    edit = Edit(draw(texts), 0, "", draw(texts))
    segment = Segment(
        f"{document}:{number}.1", document, draw(st.sampled_from(["tr", "ru", "az", "en"])), status, source,
        edit.after + source, target, (edit,), (Flag(draw(texts), draw(texts)),),
        draw(st.one_of(st.none(), texts)), review,
    )  # fmt: skip
    return Segment.from_json(segment.to_json())  # JSON joins two surrogates that make a pair


@st.composite
def corpora(draw: st.DrawFn) -> list[Segment]:
    return [draw(segments(number)) for number in range(1, draw(st.integers(1, 4)) + 1)]


def saved(corpus: Iterable[Segment], folder: Path) -> Path:
    path = folder / "corpus.jsonl"
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        write_corpus(corpus, file)
    return path


def exported(corpus: Iterable[Segment], name: str, folder: Path) -> list[Path]:
    return FORMATS[name].write(corpus, folder / f"corpus{FORMATS[name].suffix}")


def decisions(paths: Iterable[Path], name: str) -> Iterator[Decision]:
    """What a format reads back; any complaint fails the test."""

    def complain(error: InputError) -> None:
        raise error

    read = FORMATS[name].read
    assert read is not None
    for path in paths:
        yield from read(path, complain)


folders = settings(
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
    deadline=None,
    report_multiple_bugs=False,
    max_examples=20,
)


@pytest.mark.parametrize("name", EDITABLE)
@folders
@given(corpus=corpora())
def test_export_holds_every_target_and_untouched_changes_nothing(
    name: str, tmp_path: Path, corpus: list[Segment]
) -> None:
    assume(name in ALL_SEGMENTS or any(map(is_text, corpus)))  # otherwise some say that there is nothing
    found = list(decisions(exported(corpus, name, tmp_path), name))
    english = {segment.id: shown(segment) for segment in corpus}
    assert {row.id: row.target or "" for row in found} == {row.id: english[row.id] for row in found}
    assert {row.id for row in found} >= {
        s.id for s in corpus if name in ALL_SEGMENTS or (s.final or "").strip()
    }

    report = merge(saved(corpus, tmp_path), found, tmp_path / "new.jsonl")
    assert (report.unchanged, report.applied) == (len(found), 0)
    assert list(read_corpus(tmp_path / "new.jsonl")) == corpus


@pytest.mark.parametrize("name", EDITABLE)
@folders
@given(corpus=corpora(), new=filled)
def test_edit_in_the_file_reaches_its_record(
    name: str, tmp_path: Path, corpus: list[Segment], new: str
) -> None:
    """A file made of an edited corpus and one that a person edits are the same but for the stamp."""
    corpus = [replace(segment, review=None) for segment in corpus]
    path = saved(corpus, tmp_path)
    edited = [replace(segment, review=Review("edited", new)) for segment in corpus]
    files = exported(edited, name, tmp_path)
    rows = [replace(decision, basis="") for decision in decisions(files, name)]
    merge(path, rows, tmp_path / "new.jsonl", at="2026-11-21T20:15:00Z")
    after = {segment.id: segment for segment in read_corpus(tmp_path / "new.jsonl")}
    assert rows
    for row in rows:
        segment = after[row.id]
        assert (segment.final or "").strip() == new
        assert replace(segment, review=None) == next(s for s in corpus if s.id == row.id)


# --- the table -----------------------------------------------------------------------------------------


def test_each_format_is_in_the_docs() -> None:
    text = (Path(__file__).parent.parent / "docs" / "formats.md").read_text("utf-8")
    sections = set(re.findall(r"^## (.+)$", text, re.MULTILINE))
    for name, row in FORMATS.items():
        (line,) = [line for line in text.splitlines() if line.startswith(f"| [`{name}`](#")]
        anchor = re.search(r"\(#(.*?)\)", line)
        assert anchor is not None
        assert anchor[1].replace("-", " ") in sections
        assert (row.read is not None) == ("| yes |" in line)


def test_the_docs_name_the_columns() -> None:
    text = (Path(__file__).parent.parent / "docs" / "formats.md").read_text("utf-8")
    named = re.search(r"^Columns: (.*?)\. `target`", text, re.MULTILINE | re.DOTALL)
    assert named is not None
    assert tuple(re.findall(r"`(\w+)`", named[1])) == COLUMNS


def test_the_table_is_cheap_to_import() -> None:
    code = (
        "import sys; from translate.formats import FORMATS; from translate.reviews import merge; "
        "print([m for m in ('lxml', 'openpyxl', 'docx', 'pyarrow', 'torch') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_names_and_file_names_are_unique() -> None:
    assert all(name == row.name for name, row in FORMATS.items())
    assert len({row.suffix for row in FORMATS.values()}) == len(FORMATS)


# --- what each format promises -------------------------------------------------------------------------

SOUND = [
    Segment(
        "001:1.1", "001", "en", "repaired", "To Russia snowWhat next?\n", "To Russia What next?\n",
        "To Russia What next?", (Edit("gloss", 10, "snowWhat", "What"),), (Flag("numbers", "“14” is lost"),),
    ),
    Segment(
        "001:1.2", "001", "en", "kept", "Sound.", "Sound.", "Sound.",
        review=Review("accepted", None, "fine", "Ann", "2026-11-21T20:15:00Z"),
    ),
    Segment("001:2.1", "001", "en", "furniture", "Home | News", "Home | News", None, (), (Flag("x", ""),)),
    Segment("002:1.1", "002", "tr", "translated", "=Bir.", "=Bir.", "=One.", engine="marian|x"),
    Segment("002:1.2", "002", "tr", "translated", "İki\u2028iki.", "İki\u2028iki.", "Two\n<b>two</b>. | `*"),
    Segment("002:1.3", "002", "tr", "translated", "Üç.", "Üç.", "Three.", review=Review("rejected")),
    Segment("003:1.1", "003", "de", "kept", "Vier.", "Vier.", None, (), (Flag("model", "none for German"),)),
]  # fmt: skip


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "review"])
def test_same_corpus_same_bytes(name: str, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        exported(SOUND, name, tmp_path / folder)
    first = {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()}
    assert first == {path.name: path.read_bytes() for path in (tmp_path / "two").iterdir()}
    for path in (tmp_path / "one").glob("*.???x"):
        with zipfile.ZipFile(path) as package:
            assert {part.date_time[0] for part in package.infolist()} == {1980}
            assert b">2" not in package.read("docProps/core.xml")  # no year of this millennium


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "review"])
def test_stopped_half_way_leaves_the_old_file(name: str, tmp_path: Path) -> None:
    def stopped() -> Iterator[Segment]:
        yield from SOUND
        raise KeyboardInterrupt

    before = {path: path.read_bytes() for path in exported(SOUND, name, tmp_path)}
    with pytest.raises(KeyboardInterrupt):
        exported(stopped(), name, tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "review"])
def test_place_that_cannot_be_written(name: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"nowhere.*Choose a place"):
        exported(SOUND, name, tmp_path / "nowhere")


@contextmanager
def small_disk(size: int) -> Iterator[None]:
    """Any file that grows beyond ``size`` bytes fails, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "review"])
def test_full_disk_leaves_the_old_file(name: str, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in exported(SOUND, name, tmp_path)}
    noise = "".join(map(chr, range(0x4E00, 0x9000)))  # does not compress well
    large = [replace(SOUND[3], id=f"002:{n}.1", source=noise, cleaned=noise, target=noise) for n in range(3)]
    with small_disk(20_000), pytest.raises(OutputError, match="File too large"):
        exported(large, name, tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "review"])
def test_empty_corpus(name: str, tmp_path: Path) -> None:
    if name in ("moses", "xliff", "xliff12"):  # one file a language, and there is none
        with pytest.raises(OutputError, match="nothing was written"):
            exported([], name, tmp_path)
        return
    files = exported([], name, tmp_path)
    if FORMATS[name].read:
        assert list(decisions(files, name)) == []


@given(texts)
def test_escapes_are_undone(text: str) -> None:
    for forbidden, form in itertools.product(
        (XML, OFFICE, OFFICE + "\n\t", UNICODE), (OFFICE_FORM, WORD_FORM)
    ):
        escaped = escape(text, forbidden, form)
        assert not set(escaped) & set(re.findall(f"[{forbidden}]", text))
        assert restore(escaped, form) == text
    for dangerous in (is_formula, is_converted):
        assert arm(defuse(text, dangerous), dangerous) == text
        assert defuse(text, dangerous).startswith("'") or not dangerous(text)
    assert not defuse(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_moses_files_have_as_many_lines(tmp_path: Path) -> None:
    exported(SOUND, "moses", tmp_path)
    for stem, endings in (("corpus.tr-en", ("tr", "en", "ids")), ("corpus.en-en", ("original", "en", "ids"))):
        lines = [(tmp_path / f"{stem}.{ending}").read_text("utf-8").splitlines() for ending in endings]
        assert len(lines[0]) == len(lines[1]) == len(lines[2]) == 2
    assert (tmp_path / "corpus.tr-en.tr").read_text("utf-8") == "=Bir.\nİki iki.\n"
    assert (tmp_path / "corpus.tr-en.ids").read_text("utf-8") == "002:1.1\n002:1.2\n"


@pytest.mark.parametrize("name", ["moses", "xliff", "xliff12"])
def test_nothing_to_export_is_said(name: str, tmp_path: Path) -> None:
    furniture = [segment for segment in SOUND if segment.status == "furniture"]
    rejected = [segment for segment in SOUND if segment.id == "002:1.3"]
    for corpus in ([], furniture, rejected) if name == "moses" else ([], furniture):
        with pytest.raises(OutputError, match="nothing was written, for the corpus has no sentence"):
            exported(corpus, name, tmp_path)


@pytest.mark.parametrize("name", ["moses", "xliff", "xliff12", "docx"])
def test_files_of_an_earlier_export_do_not_stay(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("translate.formats.docx.ROWS", 2)
    others = [tmp_path / f"corpus.{middle}" for middle in ("9.docx", "old.xlf", "az.xlf", "az-en.ids")]
    for other in others:
        other.write_text("somebody else's", "utf-8")
    first = exported(SOUND, name, tmp_path)
    second = exported([segment for segment in SOUND if segment.lang == "tr"][:2], name, tmp_path)
    assert len(second) < len(first)
    assert set(tmp_path.iterdir()) == {*second, *others}
    assert "of an earlier export" in caplog.text


@pytest.mark.parametrize("name", ["xliff", "xliff12", "docx"])
def test_files_of_an_earlier_export_that_people_worked_on_are_named(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("translate.formats.docx.ROWS", 4)
    left = exported(SOUND, name, tmp_path)[1]
    if name == "docx":
        import docx

        document = docx.Document(str(left))
        document.tables[0].rows[1].cells[2].text = "A new text."
        document.save(str(left))
    else:
        text = left.read_text("utf-8")
        left.write_text(re.sub("<target([^>]*)>[^<]+<", r"<target\1>A new text.<", text, count=1), "utf-8")
    with pytest.raises(OutputError, match="people's work in it") as caught:
        exported([s for s in SOUND if s.lang == "en"], name, tmp_path)
    assert str(left) in str(caught.value)
    assert left.exists()


# --- exporting over a file that somebody works on ---------------------------------------------------------


def worked_on(path: Path) -> None:
    """A reviewer writes another English for “One.” (“=One.”), with whatever program."""
    if path.suffix == ".xlsx":
        from openpyxl import load_workbook

        book = load_workbook(path)
        sheet: Any = book.worksheets[0]
        for row in sheet.iter_rows():
            for cell in row:
                if str(cell.value).endswith("=One."):
                    cell.value = "A new text."
        book.save(path)
    elif path.suffix == ".docx":
        import docx

        document = docx.Document(str(path))
        for row in document.tables[0].rows:
            if row.cells[2].text == "=One.":
                row.cells[2].text = "A new text."
        document.save(str(path))
    else:
        text = path.read_text("utf-8")
        path.write_bytes(re.sub("'?=One[.]", "A new text.", text).encode("utf-8"))


def fileof(paths: list[Path]) -> Path:
    """The file that holds the Turkish sentences."""
    return next((path for path in paths if ".tr." in path.name), paths[0])


@pytest.mark.parametrize("name", EDITABLE)
def test_work_that_was_not_imported_is_kept_when_its_file_is_replaced(
    name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "views").mkdir()
    out = tmp_path / "views" / f"corpus{FORMATS[name].suffix}"
    for number in ("", "2"):
        edited = fileof(FORMATS[name].write(SOUND, out))
        worked_on(edited)
        content = edited.read_bytes()
        FORMATS[name].write(iter(SOUND), out)
        kept = edited.with_name(f"{edited.stem}.previous{number}{edited.suffix}")
        assert kept.read_bytes() == content
        assert edited.read_bytes() != content
        assert f"{edited} had people's work in it" in caplog.text
        assert f"it is kept as {kept}. `translate import`" in caplog.text

    corpus = saved(SOUND, tmp_path)
    report = import_file(corpus, kept, print)
    assert (report.applied, report.conflicts) == (1, [])
    assert "A new text." in [segment.final for segment in read_corpus(corpus)]


@pytest.mark.parametrize("name", EDITABLE)
def test_work_that_was_imported_is_not_kept_again(name: str, tmp_path: Path) -> None:
    (tmp_path / "views").mkdir()
    corpus = saved(SOUND, tmp_path)
    out = tmp_path / "views" / f"corpus{FORMATS[name].suffix}"
    for _ in range(2):
        files = FORMATS[name].write(read_corpus(corpus), out)
        assert set(out.parent.iterdir()) == set(files)
        worked_on(fileof(files))
        import_file(corpus, fileof(files), print)


def test_a_file_that_cannot_be_read_is_kept_when_it_is_replaced(tmp_path: Path) -> None:
    """Excel may have saved a CSV in the code page of the system, or a reviewer written a word of her own."""
    out = tmp_path / "corpus.csv"
    for old, new in (("“14”", "\xff"), (",,,,", ",perhaps,,,")):
        FORMATS["csv"].write(SOUND, out)
        content = out.read_text("utf-8-sig").replace(old, new).encode("latin-1", "replace")
        out.write_bytes(content)
        FORMATS["csv"].write(SOUND, out)
        assert content in [path.read_bytes() for path in tmp_path.glob("corpus.previous*.csv")]


def test_an_export_that_fails_keeps_the_file_and_no_copy(tmp_path: Path) -> None:
    def stopped() -> Iterator[Segment]:
        yield from SOUND
        raise KeyboardInterrupt

    (path,) = exported(SOUND, "tsv", tmp_path)
    worked_on(path)
    content = path.read_bytes()
    with pytest.raises(KeyboardInterrupt):
        exported(stopped(), "tsv", tmp_path)
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == {path: content}


def test_links_between_pages_survive_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translate.formats.review.PART_SEGMENTS", 3)
    pages = FORMATS["review"].write(SOUND, tmp_path / "batch #2 50%? a&b.html")
    assert len(pages) > 2
    linked = set()
    for page in pages:
        links = re.findall(r'href="([^"]*html)"', page.read_text("utf-8"))
        linked |= {unquote(unescape(link)) for link in links}
        assert not re.search(r"[#?& ]|%(?![0-9A-F]{2})", "".join(links))
    assert linked == {page.name for page in pages}


def test_markdown_shows_text_as_text(tmp_path: Path) -> None:
    (path,) = exported(SOUND, "markdown", tmp_path)
    text = path.read_text("utf-8")
    assert (
        r"| 1.2 | İki iki. | Two<br>&lt;b&gt;two&lt;/b&gt;. \| \`\* |  |".replace(r"\u2028", "\u2028") in text
    )
    assert "Page furniture set aside: 1." in text


def test_text_longer_than_a_cell_is_named_and_left_alone(tmp_path: Path) -> None:
    long = Segment("001:1.1", "001", "tr", "translated", "x" * 40_000, "y" * 40_000, "z" * 40_000)
    path = saved([long], tmp_path)
    (file,) = exported([long], "xlsx", tmp_path)
    (row,) = decisions([file], "xlsx")
    assert row.target is None
    report = merge(path, [replace(row, state="accepted")], path, at="2026-11-21T20:15:00Z")
    assert report.applied == 1
    assert next(read_corpus(path)).final == "z" * 40_000


def test_large_corpus_becomes_several_word_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translate.formats.docx.ROWS", 2)
    files = exported(SOUND, "docx", tmp_path)
    assert [file.name for file in files] == ["corpus.docx", "corpus.2.docx", "corpus.3.docx"]
    assert [row.id for row in decisions(files, "docx")] == [s.id for s in SOUND if s.status != "furniture"]


def test_large_corpus_goes_on_on_the_next_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translate.formats.xlsx.ROWS", 4)
    (file,) = exported(SOUND, "xlsx", tmp_path)
    rows = list(decisions([file], "xlsx"))
    assert [row.id for row in rows] == [segment.id for segment in SOUND]
    assert rows[3].where == f"{file}[corpus 2]:2"
