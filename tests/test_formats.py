"""Every format: out and back with nothing lost, for any text; bad files are named, good rows kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from translate.corpus import Edit, Flag, Review, Segment, read_corpus, write_corpus
from translate.decisions import Decision, shown
from translate.errors import InputError
from translate.formats import FORMATS
from translate.reviews import merge

EDITABLE = [name for name, row in FORMATS.items() if row.read and name != "jsonl"]
ALL_SEGMENTS = {"tsv", "csv", "xlsx", "jsonl"}  # the others leave out what has no English side, or furniture


# --- corpora of arbitrary text -------------------------------------------------------------------------

NASTY = [
    "\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x1f", "\x7f", "\x85", "\t", "\n", "\r", "\r\n", "\u2028", "\ud800", "\udfff",
    "\ufffe", "\uffff", "\ufeff", "\u200f", "\u202e", "\u2066", "🙂", "👩‍👩‍👧", "e\u0301", '"', "'", "''", "=", "+", "-", "@", "=1+1",
    "]]>", "<![CDATA[", "<b>", "&amp;", "&#0;", "<!--", "_x0001_", "_x005F_", "_x000D_", "_x00", "_", "x0041_", "|", "`", "\\",
    "–", " ", "\xa0", ";", ",", "{", "}", "%s", "<ph/>", "＝",
]  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=8)), max_size=8).map("".join)
names = st.one_of(st.sampled_from(["001", "news/a b", "a:b", "ü<&>"]), st.text(min_size=1, max_size=8))
filled = texts.map(str.strip).filter(bool)
targets = st.one_of(st.none(), texts.map(str.strip))


@st.composite
def segments(draw: st.DrawFn, number: int) -> Segment:
    source = draw(texts)
    status = draw(st.sampled_from(["kept", "repaired", "translated", "furniture"]))
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
        edit.after + source, target, (edit,), (Flag(draw(texts), draw(texts)),), draw(st.one_of(st.none(), texts)),
        review,
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
