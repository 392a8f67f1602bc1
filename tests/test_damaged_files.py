"""What people and programs do to an exported file before it comes back.

In each case: a message with the place, everything valid read, nothing else touched.
"""

from __future__ import annotations

import codecs
import csv
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from translate import tables
from translate.corpus import Review, Segment, read_corpus
from translate.decisions import Decision
from translate.errors import InputError
from translate.formats import FORMATS
from translate.reviews import import_file

CORPUS = [
    Segment(f"a:{n}.1", "a", "tr", "translated", f"“{n}”; iki,\nüç", f"“{n}”; iki,\nüç", f"One {n}, two\n“3”")
    for n in range(1, 6)
]  # fmt: skip
READABLE = [name for name, row in FORMATS.items() if row.read]


def exported(name: str, folder: Path) -> Path:
    (path,) = FORMATS[name].write(CORPUS, folder / f"corpus{FORMATS[name].suffix}")
    return path


def read(path: Path, name: str) -> tuple[list[Decision], list[InputError]]:
    problems: list[InputError] = []
    reader = FORMATS[name].read
    assert reader is not None
    return list(reader(path, problems.append)), problems


def contents(decisions: list[Decision]) -> list[tuple[str, str | None]]:
    return [(decision.id, decision.target) for decision in decisions]


WHOLE = [(segment.id, segment.target) for segment in CORPUS]

# --- any format ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", READABLE)
@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff\xfe binary \x80", b"plain words\n", b"<html><p>x</p></html>"]
)
def test_a_file_of_another_kind(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"strange{FORMATS[name].suffix}"
    path.write_bytes(content)
    decisions, problems = read(path, name)
    assert decisions == []
    # An empty file of JSON lines holds no decisions, and that is no error.
    assert all(problem.path.startswith(str(path)) for problem in problems)
    assert problems or (name == "jsonl" and not content)


@pytest.mark.parametrize("name", READABLE)
def test_a_file_that_is_not_there(name: str, tmp_path: Path) -> None:
    decisions, problems = read(tmp_path / "none", name)
    assert (decisions, len(problems)) == ([], 1)


@pytest.mark.parametrize("name", READABLE)
def test_import_of_a_useless_file_leaves_the_corpus(name: str, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.jsonl"
    FORMATS["jsonl"].write(CORPUS, corpus)
    before = corpus.read_bytes()
    strange = tmp_path / f"strange{FORMATS[name].suffix}"
    strange.write_bytes(b"<html><p>x</p></html>")
    problems: list[InputError] = []
    assert import_file(corpus, strange, problems.append, form=name).useless
    assert problems
    assert corpus.read_bytes() == before


# --- tables of articles --------------------------------------------------------------------------------


def articles(path: Path, content: bytes) -> tuple[list[tables.Row], list[str]]:
    """The rows of a table that `run` reads, and what is wrong with it."""
    path.write_bytes(content)
    problems: list[str] = []
    with_errors = tables.rows(
        lambda: path.open("rb"), str(path), path.suffix, "text", lambda error: problems.append(str(error))
    )
    return list(with_errors), problems


@pytest.mark.parametrize("name", ["text", "id"])
def test_a_table_of_articles_that_names_a_column_twice(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=f"t.csv:1: names the column '{name}' twice.*Rename or remove one"):
        articles(tmp_path / "t.csv", f"id,text,title,{name}\n1,One.,x,Two.\n".encode())
    rows, problems = articles(tmp_path / "t.csv", b"id,text,title,title\n1,One.,x,y\n")
    assert ([row.text for row in rows], problems) == (["One."], [])


def test_a_line_that_is_no_object_is_to_be_mended(tmp_path: Path) -> None:
    _, problems = articles(tmp_path / "t.jsonl", b'["One."]\n{"body": "Two."}\n')
    assert problems[0].endswith("t.jsonl:1: is not a JSON object. Correct or remove the line.")
    assert problems[1].endswith(
        "t.jsonl:2: has no 'text'; it has 'body'. Name the column of the text with --column."
    )


def test_flags_of_a_row_count_the_lines_of_its_file(tmp_path: Path) -> None:
    sound = "Kazakistan’ın başşehri Astana’da görüşme yapıldı.".encode()
    bad = "Ülkeler arasındaki ilişkiler ele alındı ve görüşme yapıldı.".encode("cp1254")
    told = "decoded as cp1254; the rest is UTF-8"
    rows, _ = articles(
        tmp_path / "t.csv", b'text\n"' + sound + b'"\n"' + sound + b"\n" + bad + b'"\n' + bad + b"\n"
    )
    assert [[flag.message for flag in row.flags] for row in rows] == [
        [],
        [f"line 4: {told}"],
        [f"line 5: {told}"],
    ]
    lines = b'{"text": "%s"}\n{"text": "%s"}\n' % (sound, bad)
    rows, _ = articles(tmp_path / "t.jsonl", lines)
    assert [[flag.message for flag in row.flags] for row in rows] == [[], [f"line 2: {told}"]]


@pytest.mark.parametrize("name", ["t.csv", "t.jsonl"])
def test_a_byte_order_mark_is_not_told_of_each_row(name: str, tmp_path: Path) -> None:
    content = b"text\nOne.\nTwo.\n" if name == "t.csv" else b'{"text": "One."}\n{"text": "Two."}\n'
    rows, problems = articles(tmp_path / name, codecs.BOM_UTF8 + content)
    assert ([(row.text, row.flags) for row in rows], problems) == ([("One.", ()), ("Two.", ())], [])


# --- tables --------------------------------------------------------------------------------------------


def resaved(path: Path, encoding: str, **dialect: Any) -> None:
    """As a spreadsheet would save the table."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        table = list(csv.reader(file, delimiter="\t" if path.suffix == ".tsv" else ","))
    with open(path, "w", encoding=encoding, newline="") as file:
        csv.writer(file, **dialect).writerows(table)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_saved_by_another_program(encoding: str, line_end: str, separator: str, tmp_path: Path) -> None:
    path = exported("csv", tmp_path)
    resaved(path, encoding, delimiter=separator, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    decisions, problems = read(path, "csv")
    assert (contents(decisions), problems) == (WHOLE, [])


def test_columns_moved_added_and_left_out(tmp_path: Path) -> None:
    path = exported("csv", tmp_path)
    with open(path, encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(
            file, ["target", "my remarks", "id", "digest"], extrasaction="ignore", restval="!"
        )
        writer.writeheader()
        writer.writerows(reversed(table))
    decisions, problems = read(path, "csv")
    assert (contents(decisions), problems) == (WHOLE[::-1], [])


def test_tables_bad_rows_are_named(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    rows = [
        "id\ttarget\tdecision\tdigest",
        "a:1.1\tOne\taccepted\tab",
        "a:1.2\tTwo",
        "\tThree\t\tab",
        "a:1.4\tFour\tperhaps\tab",
        'a:1.5\t"Fi"ve\t\tab',
        "",
        "a:1.6\tSix\trejected\tab\t\t",
        "a:1.7\t7\t\tab\tx",
    ]
    path.write_text("\n".join(rows), "utf-8")
    decisions, problems = read(path, "tsv")
    assert [(row.id, row.state) for row in decisions] == [
        ("a:1.1", "accepted"),
        ("a:1.2", ""),
        ("a:1.6", "rejected"),
    ]
    assert [problem.line for problem in problems] == [4, 5, 6, 9]
    assert [problem.problem for problem in problems] == [
        "has no id",
        "has the decision “perhaps”; known are new, accepted, edited, rejected",
        "has a row that is not well quoted ('\t' expected after '\"')",
        "has 5 cells, but the header has 4",
    ]


def test_the_lines_that_a_quotation_mark_swallows_are_named(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    rows = [
        "id\ttarget\tdecision\tdigest",
        'a:1.1\t"One\taccepted\tab',
        "a:1.2\tTwo\taccepted\tab",
        'a:1.3\t"Three"\taccepted\tab',
        'a:1.4\t"Four\t\tab',
        'a:1.5\tFive"\taccepted\tab',
        "a:1.6\tSix\taccepted\tab",
        'a:1.7\t"Seven\taccepted\tab',
        "a:1.8\tEight\taccepted\tab",
    ]
    path.write_text("\n".join(rows), "utf-8")
    decisions, problems = read(path, "tsv")
    assert [row.id for row in decisions] == ["a:1.4", "a:1.6"]
    assert [(problem.line, problem.advice) for problem in problems] == [
        (2, "Lines 2 to 4 were not read, the others were."),
        (8, "Close it, or double the marks that are part of the text."),
    ]
    assert problems[1].problem.endswith("so that the rows from here on were not read")


def test_a_row_that_swallowed_others_is_too_long(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    rows = ["id\ttarget\tdigest", 'a:1.1\t"One\tab', 'a:1.2\tTwo"\tab\tab', "a:1.3\tThree\tab"]
    path.write_text("\n".join(rows), "utf-8")
    decisions, problems = read(path, "tsv")
    assert [row.id for row in decisions] == ["a:1.3"]
    assert [str(problem) for problem in problems] == [
        f"{path}:2: has 4 cells, but the header has 3. Lines 2 to 3 were not read, the others were."
    ]


@pytest.mark.parametrize("name", ["target", "id", "note"])
@pytest.mark.parametrize("form", ["csv", "xlsx", "docx"])
def test_a_column_that_stands_twice_is_named(form: str, name: str, tmp_path: Path) -> None:
    """Only one of them could count, and it might not be the one that somebody edited."""
    path = exported(form, tmp_path)
    if form == "csv":
        table = cells_of(path)
        rewritten(path, [[*cells, name if number == 0 else "x"] for number, cells in enumerate(table)])
    elif form == "xlsx":
        changed_book(path, lambda sheet: setattr(sheet.cell(1, sheet.max_column + 1), "value", name))
    else:
        import docx

        document = docx.Document(str(path))
        document.tables[0].rows[0].cells[5].text = name
        document.save(str(path))
    decisions, problems = read(path, form)
    assert decisions == []
    assert f"names the column {name!r} twice; only one of them can count" in str(problems[0])
    assert "Rename or remove one of them." in str(problems[0])


def test_a_quote_that_never_ends(tmp_path: Path) -> None:
    path = exported("csv", tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.rindex("3”".encode())])
    decisions, problems = read(path, "csv")
    assert contents(decisions) == WHOLE[:-1]
    assert [problem.line for problem in problems] == [18]  # each row takes four lines


def test_a_table_that_is_not_utf8_says_how_to_save_it(tmp_path: Path) -> None:
    path = exported("tsv", tmp_path)
    path.write_bytes(path.read_text("utf-8").replace("“", "").replace("”", "").encode("cp1254"))
    decisions, problems = read(path, "tsv")
    assert decisions == []
    assert "is not UTF-8" in str(problems[0])
    assert "Save it as “CSV UTF-8”" in str(problems[0])


# --- tables of one kind saved as another ---------------------------------------------------------------

TARGETS = (
    "'15 July' trial", "14 o'clock.", "-5 degrees", "'-5 degrees'", "''80s", "'90s", "= two", "'=1+1'",
    "It's 5.", "A longer sentence, in which there are no digits.",
)  # fmt: skip
APOSTROPHES = [
    Segment(f"{document}:1.{n}", document, "tr", "translated", f"{n} dava", f"{n} dava", target)
    for document in ("001", "a-name-of-many-words-and-no-digits")
    for n, target in enumerate(TARGETS, 1)
]


def cells_of(path: Path) -> list[list[str]]:
    """The cells of a table as they stand in the file."""
    if path.suffix == ".xlsx":
        from openpyxl import load_workbook

        return [[str(cell or "") for cell in row] for row in load_workbook(path).worksheets[0].values]
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter="\t" if path.suffix == ".tsv" else ","))


def rewritten(path: Path, table: list[list[str]]) -> Path:
    """A table with cells just so, as a program saves it that leaves them alone."""
    if path.suffix == ".xlsx":
        from openpyxl import Workbook

        book = Workbook()
        sheet: Any = book.worksheets[0]
        for cells in table:
            sheet.append(cells)
            for cell in sheet[sheet.max_row]:
                cell.data_type = "s" if cell.value else "n"
        book.save(path)
    else:
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter="\t" if path.suffix == ".tsv" else ",").writerows(table)
    return path


def without(table: list[list[str]], names: tuple[str, ...]) -> list[list[str]]:
    kept = [place for place, name in enumerate(table[0]) if name not in names]
    return [[cells[place] for place in kept] for cells in table]


@pytest.mark.parametrize("dropped", [(), ("engine",), ("edits", "engine", "flags")])
@pytest.mark.parametrize("new", ["csv", "tsv", "xlsx"])
@pytest.mark.parametrize("old", ["csv", "tsv", "xlsx"])
def test_a_table_saved_as_another_kind(old: str, new: str, dropped: tuple[str, ...], tmp_path: Path) -> None:
    """Nobody touched a row: no apostrophe is added or taken off."""
    corpus = tmp_path / "corpus.jsonl"
    FORMATS["jsonl"].write(APOSTROPHES, corpus)
    (path,) = FORMATS[old].write(APOSTROPHES, tmp_path / f"old.{old}")
    path = rewritten(tmp_path / f"new.{new}", without(cells_of(path), dropped))
    decisions, problems = read(path, new)
    assert [row.target for row in decisions] == [segment.target for segment in APOSTROPHES]
    assert {row.digest for row in decisions} == {segment.digest for segment in APOSTROPHES}
    report = import_file(corpus, path, problems.append)
    assert (report.unchanged, report.applied, problems) == (len(APOSTROPHES), 0, [])


@pytest.mark.parametrize("new", ["csv", "tsv", "xlsx"])
@pytest.mark.parametrize("old", ["csv", "tsv", "xlsx"])
def test_decisions_and_notes_in_a_table_saved_as_another_kind(old: str, new: str, tmp_path: Path) -> None:
    (path,) = FORMATS[old].write(APOSTROPHES, tmp_path / f"old.{old}")
    table = cells_of(path)
    for cells in table[1:]:
        cells[table[0].index("decision")], cells[table[0].index("note")] = "rejected", "Why?"
    path = rewritten(tmp_path / f"new.{new}", table)
    decisions, _ = read(path, new)
    assert [(row.id, row.target) for row in decisions] == [(s.id, s.target) for s in APOSTROPHES]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("'80s were good", "'80s were good"),
        ("'15 July' hearing", "'15 July' hearing"),
        ("''15 July' hearing", "'15 July' hearing"),
        ("'15 o'clock.", "15 o'clock."),
        ("'15 days' leave", "15 days' leave"),
        ("'-6 degrees", "-6 degrees"),
        ("'tis", "'tis"),
    ],
)
@pytest.mark.parametrize("number", [1, 2, 9])
def test_an_apostrophe_that_a_reviewer_writes(written: str, meant: str, number: int, tmp_path: Path) -> None:
    (path,) = FORMATS["csv"].write(APOSTROPHES, tmp_path / "corpus.csv")
    table = cells_of(path)
    table[number][table[0].index("target")] = written
    decisions, _ = read(rewritten(path, table), "csv")
    assert decisions[number - 1].target == meant


# --- XML -----------------------------------------------------------------------------------------------

ENTITIES = {
    "bomb": '[<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]',
    "external": '[<!ENTITY a SYSTEM "file:///etc/hostname">]',
    "parameter": '[<!ENTITY % a SYSTEM "file:///etc/hostname"> %a;]',
}


@pytest.mark.parametrize("name", ["tmx", "xliff", "xliff12"])
@pytest.mark.parametrize("kind", ENTITIES)
def test_entities_are_refused(name: str, kind: str, tmp_path: Path) -> None:
    path = exported(name, tmp_path)
    text = path.read_text("utf-8")
    root = "tmx" if name == "tmx" else "xliff"
    head, _, body = text.partition(f"<{root} ")
    path.write_text(
        f"{head}<!DOCTYPE {root} {ENTITIES[kind]}><{root} {body.replace('One 1', '&a;')}", "utf-8"
    )
    decisions, problems = read(path, name)
    assert decisions == []
    assert "declares XML entities, which are not read" in str(problems[0])


def test_a_bomb_in_the_root_element_goes_off_nowhere(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    path = tmp_path / "bomb.tmx"
    path.write_text(f'<!DOCTYPE tmx [<!ENTITY l0 "ha">{levels}]><tmx version="&l11;"><body/></tmx>', "utf-8")
    decisions, problems = read(path, "tmx")
    assert (decisions, len(problems)) == ([], 1)


def test_a_plain_doctype_is_no_harm(tmp_path: Path) -> None:
    path = exported("tmx", tmp_path)
    path.write_text(
        path.read_text("utf-8").replace("<tmx ", '<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx ', 1), "utf-8"
    )
    decisions, problems = read(path, "tmx")
    assert (contents(decisions), problems) == (WHOLE, [])


@pytest.mark.parametrize("name", ["tmx", "xliff", "xliff12"])
def test_a_file_that_breaks_off_yields_what_stands_before(name: str, tmp_path: Path) -> None:
    path = exported(name, tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.index(b"One 4")])
    decisions, problems = read(path, name)
    assert contents(decisions) == WHOLE[:3]
    (problem,) = problems
    assert "is cut short or not well-formed" in problem.problem
    assert problem.line is not None
    assert problem.line > 3


@pytest.mark.parametrize("name", ["tmx", "xliff", "xliff12"])
def test_line_ends_of_windows(name: str, tmp_path: Path) -> None:
    path = exported(name, tmp_path)
    path.write_bytes(codecs.BOM_UTF8 + path.read_bytes().replace(b"\n", b"\r\n"))
    decisions, problems = read(path, name)
    assert (contents(decisions), problems) == (WHOLE, [])


def test_xml_of_another_kind_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.xlf"
    path.write_text('<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"/>', "utf-8")
    _, problems = read(path, "xliff")
    assert "is not XLIFF 1.2 or 2: its root is 'kml' in 'http://www.opengis.net/kml/2.2'" in str(problems[0])


def test_units_of_another_tool(tmp_path: Path) -> None:
    """Split segments, inline codes, a unit without a source: XLIFF 2.0 as others write it."""
    path = tmp_path / "x.xlf"
    path.write_text(
        """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="tr" trgLang="en">
        <file id="f"><unit id="1" name="a:1.1">
        <segment state="final"><source>Bir <pc id="1">iki</pc>.</source>
        <target>One <pc id="1">two</pc>.</target></segment>
        <ignorable><source> </source></ignorable>
        <segment state="final"><source>Üç<ph id="2"/>.</source>
        <target>Three<ph id="2"/>.</target></segment></unit>
        <unit id="2" name="a:2.1"><segment><target>Lost.</target></segment></unit>
        <unit id="3" name="a:3.1"><segment state="initial"><source>Dört.</source></segment></unit>
        </file></xliff>""",
        "utf-8",
    )
    decisions, problems = read(path, "xliff")
    assert [(row.id, row.state, row.source, row.target) for row in decisions] == [
        ("a:1.1", "accepted", "Bir iki. Üç.", "One two. Three."),
        ("a:3.1", "", "Dört.", None),
    ]
    assert [(problem.line, problem.problem) for problem in problems] == [(8, "has a unit without a source")]


@pytest.mark.parametrize("depth", [300, 1500])
@pytest.mark.parametrize("form", ["tmx", "xliff", "xliff12"])
def test_elements_that_are_nested_deep(form: str, depth: int, tmp_path: Path) -> None:
    path = exported(form, tmp_path)
    tag = {"tmx": "hi", "xliff": "mrk", "xliff12": "g"}[form]
    resegmented(path, "One 4", f"<{tag}>" * depth + "One" + f"</{tag}>" * depth + " 4")
    decisions, problems = read(path, form)
    assert (contents(decisions), problems) == (WHOLE, [])


SPLIT = '<segment state="translated"><source>Bir.</source><target>One.</target></segment>'


@pytest.mark.parametrize(
    ("rest", "target"),
    [
        ("<segment><source>İki.</source></segment>", None),
        ("<segment><source>İki.</source><target/></segment>", None),
        ('<segment state="final"><source>İki.</source><target/></segment>', "One."),
        ("<segment><source> </source></segment>", "One."),
        ("<ignorable><source> </source></ignorable>", "One. "),
    ],
)
def test_a_unit_that_is_only_partly_translated(rest: str, target: str | None, tmp_path: Path) -> None:
    """Half of a sentence is not its English."""
    path = exported("xliff", tmp_path)
    text = path.read_text("utf-8")
    path.write_text(re.sub("<segment .*?</segment>", SPLIT + rest, text, count=1, flags=re.DOTALL), "utf-8")
    decisions, problems = read(path, "xliff")
    assert contents(decisions) == ([("a:1.1", target)] if target else []) + WHOLE[1:]
    assert [problem.problem for problem in problems] == (
        [] if target else ["has a unit that is only partly translated"]
    )


def resegmented(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_segment_that_a_tool_split_is_not_accepted_by_that(tmp_path: Path) -> None:
    corpus = Segment("a:1.1", "a", "tr", "translated", "Bir. İki.", "Bir. İki.", "One. Two.")
    (path,) = FORMATS["xliff"].write([corpus], tmp_path / "corpus.xlf")
    FORMATS["jsonl"].write([corpus], tmp_path / "corpus.jsonl")
    resegmented(
        path,
        '<segment state="translated" subState="ungarble:machine"><source>Bir. İki.</source>'
        "<target>One. Two.</target></segment>",
        "<segment><source>Bir.</source><target>One.</target></segment>"
        "<ignorable><source> </source></ignorable>"
        "<segment><source>İki.</source><target>Two.</target></segment>",
    )
    ((decision,), problems) = read(path, "xliff")
    assert (decision.state, decision.source, decision.target) == ("", "Bir. İki.", "One. Two.")
    report = import_file(tmp_path / "corpus.jsonl", path, problems.append)
    assert (report.applied, report.unchanged, problems) == (0, 1, [])


@pytest.mark.parametrize("name", ["xliff", "xliff12"])
@pytest.mark.parametrize(
    ("old", "new", "becomes"),
    [
        ("Two.", "Two, better.", Review("edited", "Two, better.", "Why?")),
        ("Why?", "Why not?", Review("rejected", None, "Why not?")),
        (">Two.<", "><", None),
    ],
)
def test_a_new_target_outweighs_a_rejection_that_the_tool_left(
    name: str, old: str, new: str, becomes: Review | None, tmp_path: Path
) -> None:
    rejected = Review("rejected", None, "Why?", "Ann", "2026-11-01T08:00:00Z")
    corpus = Segment("a:1.1", "a", "tr", "translated", "İki.", "İki.", "Two.", review=rejected)
    (path,) = FORMATS[name].write([corpus], tmp_path / f"corpus{FORMATS[name].suffix}")
    FORMATS["jsonl"].write([corpus], tmp_path / "corpus.jsonl")
    resegmented(path, old, new)
    problems: list[InputError] = []
    report = import_file(
        tmp_path / "corpus.jsonl", path, problems.append, by="Bob", at="2026-11-21T20:15:00Z"
    )
    (after,) = read_corpus(tmp_path / "corpus.jsonl")
    assert (report.conflicts, problems) == ([], [])
    wanted = becomes and replace(becomes, by="Bob", at="2026-11-21T20:15:00Z")
    assert after.review == (wanted or rejected)


@pytest.mark.parametrize("code", ["FFFFFFFFFFFF", "110000", "", "-1", "zz"])
def test_a_character_that_there_is_not(code: str, tmp_path: Path) -> None:
    path = exported("xliff", tmp_path)
    resegmented(path, "One 4", f'One <cp hex="{code}"/>')
    decisions, problems = read(path, "xliff")
    assert contents(decisions) == [*WHOLE[:3], WHOLE[4]]
    assert [problem.problem for problem in problems] == [
        f"has a <cp> with the hex {code!r}, which is no character's"
    ]


def test_memory_of_another_tool(tmp_path: Path) -> None:
    path = tmp_path / "x.tmx"
    path.write_text(
        """<tmx version="1.4"><header srclang="tr"/><body>
        <tu><tuv lang="TR"><seg>Bir.</seg></tuv>
        <tuv lang="EN-US"><seg>One <bpt i="1">&lt;b></bpt>b<ept i="1"/>.</seg></tuv></tu>
        <tu tuid="9"><tuv xml:lang="tr"><seg>İki.</seg></tuv></tu>
        <tu><tuv xml:lang="tr_TR"><seg>Üç.</seg></tuv><tuv xml:lang="en_US"><seg>Three.</seg></tuv></tu>
        </body></tmx>""",
        "utf-8",
    )
    decisions, problems = read(path, "tmx")
    assert [(row.id, row.source, row.target) for row in decisions] == [
        ("", "Bir.", "One b."),
        ("", "Üç.", "Three."),
    ]
    assert [(problem.line, problem.problem) for problem in problems] == [
        (4, "has a unit without an English and another side")
    ]


# --- spreadsheets and Word -----------------------------------------------------------------------------


def changed_book(path: Path, change: Callable[[Any], None]) -> None:
    from openpyxl import load_workbook

    book = load_workbook(path, rich_text=True)
    change(book.active)
    book.save(path)


def column(sheet: Any, name: str) -> int:
    names: list[str] = [cell.value for cell in sheet[1]]
    return names.index(name) + 1


def test_rows_deleted_reordered_and_doubled(tmp_path: Path) -> None:
    path = exported("xlsx", tmp_path)
    corpus = tmp_path / "corpus.jsonl"
    FORMATS["jsonl"].write(CORPUS, corpus)

    def change(sheet: Any) -> None:
        rows = {n: [cell.value for cell in sheet[n]] for n in range(2, 7)}
        target = column(sheet, "target") - 1
        edited = [*rows[3][:target], "New.", *rows[3][target + 1 :]]
        sheet.delete_rows(2, 5)
        for cells in (rows[6], edited, rows[2], rows[3]):
            sheet.append(cells)

    changed_book(path, change)
    problems: list[InputError] = []
    report = import_file(corpus, path, problems.append, at="2026-11-21T20:15:00Z")
    assert (report.applied, report.unchanged, report.conflicts, problems) == (1, 3, [], [])
    assert [segment.final for segment in read_corpus(corpus)] == [
        CORPUS[0].target, "New.", *(segment.target for segment in CORPUS[2:]),
    ]  # fmt: skip


def test_a_csv_that_was_saved_as_a_workbook(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    with open(exported("csv", tmp_path), encoding="utf-8-sig", newline="") as file:
        for cells in csv.reader(file):
            sheet.append(cells)
    path = tmp_path / "corpus.xlsx"
    book.save(path)
    decisions, problems = read(path, "xlsx")
    assert (contents(decisions), problems) == (WHOLE, [])


def test_cells_that_are_no_text(tmp_path: Path) -> None:
    path = exported("xlsx", tmp_path)

    def change(sheet: Any) -> None:
        place = column(sheet, "target")
        sheet.cell(2, place).value = 2024
        sheet.cell(3, place).value = "=1+1"
        sheet.cell(4, place).value = None
        sheet.cell(5, column(sheet, "decision")).value = "perhaps"

    changed_book(path, change)
    decisions, problems = read(path, "xlsx")
    assert contents(decisions) == [("a:1.1", "2024"), ("a:3.1", ""), WHOLE[4]]
    assert [(problem.line, problem.problem) for problem in problems] == [
        (3, "has a formula in the column 'target', where a text should be"),
        (5, "has the decision “perhaps”; known are new, accepted, edited, rejected"),
    ]


def test_values_that_a_program_made_of_what_people_typed(tmp_path: Path) -> None:
    path = exported("xlsx", tmp_path)

    def change(sheet: Any) -> None:
        place = column(sheet, "target")
        sheet.cell(2, place).value, sheet.cell(2, place).data_type = "#N/A", "e"
        sheet.cell(3, place).value = True
        sheet.cell(4, column(sheet, "note")).value = datetime(2026, 3, 5)
        sheet.cell(5, column(sheet, "lang")).value = False  # nobody reads it

    changed_book(path, change)
    decisions, problems = read(path, "xlsx")
    assert contents(decisions) == WHOLE[3:]
    assert [(problem.line, problem.problem) for problem in problems] == [
        (2, "has an error value in the column 'target', where a text should be"),
        (3, "has a truth value in the column 'target', where a text should be"),
        (4, "has a date or time in the column 'note', where a text should be"),
    ]


def test_texts_too_long_for_a_cell_stay_as_they_are(tmp_path: Path) -> None:
    long = [
        Review("accepted", None, "n" * 40_000, "Ann", "2026-11-01T08:00:00Z"),
        Review("edited", "t" * 40_000, "short", "Ann", "2026-11-01T08:00:00Z"),
        Review("edited", "t" * 40_000, "n" * 40_000, "Ann" * 20_000, "2026-11-01T08:00:00Z"),
    ]
    corpus = [replace(segment, review=review) for segment, review in zip(CORPUS, long, strict=False)]
    FORMATS["jsonl"].write(corpus, tmp_path / "corpus.jsonl")
    FORMATS["xlsx"].write(corpus, tmp_path / "corpus.xlsx")
    problems: list[InputError] = []
    report = import_file(tmp_path / "corpus.jsonl", tmp_path / "corpus.xlsx", problems.append)
    assert (report.applied, report.unchanged, report.invalid, problems) == (0, 3, [], [])
    assert list(read_corpus(tmp_path / "corpus.jsonl")) == corpus


@pytest.mark.parametrize("drawn", [True, False])
def test_a_workbook_of_nothing_but_a_chart(drawn: bool, tmp_path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.chart import BarChart

    book = Workbook()
    chart = book.create_chartsheet("chart")
    if drawn:
        chart.add_chart(BarChart())
    book.remove(book.worksheets[0])
    path = tmp_path / "chart.xlsx"
    book.save(path)
    decisions, problems = read(path, "xlsx")
    assert (decisions, len(problems)) == ([], 1)
    assert problems[0].problem.startswith(("lacks the column 'id'", "is damaged"))


def test_a_sheet_without_its_header(tmp_path: Path) -> None:
    path = exported("xlsx", tmp_path)
    changed_book(path, lambda sheet: sheet.delete_rows(1))
    decisions, problems = read(path, "xlsx")
    assert decisions == []
    assert str(problems[0]).endswith(
        "corpus.xlsx:1: lacks the column 'id'; the header must name id, target, and digest or source. "
        "Edit a file that `translate export` made."
    )


def test_a_header_in_capitals_is_a_header(tmp_path: Path) -> None:
    path = exported("xlsx", tmp_path)
    plain, _ = read(path, "xlsx")

    def shout(sheet: Any) -> None:
        for cell in sheet[1]:
            cell.value = f" {cell.value.upper()}"

    changed_book(path, shout)
    assert read(path, "xlsx") == (plain, [])
    table = exported("csv", tmp_path)
    content = table.read_text("utf-8-sig")
    first, _, others = content.partition("\n")
    told, _ = read(table, "csv")
    table.write_text(first.upper() + "\n" + others, "utf-8")
    assert read(table, "csv") == (told, [])
    assert len(told) == len(plain) > 2


@pytest.mark.parametrize("name", ["xlsx", "docx"])
def test_a_package_that_is_damaged_or_dangerous(name: str, tmp_path: Path) -> None:
    path = exported(name, tmp_path)
    whole = path.read_bytes()
    main = "xl/workbook.xml" if name == "xlsx" else "word/document.xml"
    with zipfile.ZipFile(path) as package:
        parts = {part: package.read(part) for part in package.namelist()}

    def repacked(replacement: bytes | None) -> None:
        with zipfile.ZipFile(path, "w") as package:
            for part, content in parts.items():
                if part != main or replacement is not None:
                    package.writestr(part, (replacement or b"") if part == main else content)

    said = []
    for change in (
        lambda: path.write_bytes(whole[: len(whole) // 2]),
        lambda: repacked(None),
        lambda: repacked(parts[main][:-40]),
        lambda: repacked(b'<!DOCTYPE x [<!ENTITY a "b">]>' + re.sub(rb"^<\?.*?\?>", b"", parts[main])),
    ):
        change()
        decisions, problems = read(path, name)
        assert decisions == []
        said += [problem.problem.partition(" (")[0] for problem in problems]
    kind = "an Excel workbook" if name == "xlsx" else "a Word document"
    assert said == [
        f"is not {kind}", "is damaged", "is damaged", "declares an XML document type, which is not read",
    ]  # fmt: skip


def repacked(path: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, change(content) if name == part else content)


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
@pytest.mark.parametrize(
    ("form", "part"),
    [
        ("xlsx", "xl/worksheets/sheet1.xml"),
        ("xlsx", "xl/styles.xml"),
        ("docx", "word/document.xml"),
        ("docx", "word/styles.xml"),
    ],
)
def test_a_stream_with_wrong_bytes(form: str, part: str, place: float, tmp_path: Path) -> None:
    path = exported(form, tmp_path)
    with zipfile.ZipFile(path) as package:
        entry = package.getinfo(part)
    content = bytearray(path.read_bytes())
    begin = entry.header_offset + 30 + len(part)
    for offset in range(4):
        content[begin + int(place * entry.compress_size) + offset] ^= 0xFF
    path.write_bytes(content)
    _, problems = read(path, form)
    assert len(problems) == 1
    assert problems[0].problem.startswith(("is damaged (", "is not a"))


@pytest.mark.parametrize(
    ("form", "part", "old", "new"),
    [
        ("xlsx", "xl/worksheets/sheet1.xml", rb'(<c r="F2").*?</c>', rb'\1 t="s"><v>99999</v></c>'),
        ("xlsx", "xl/worksheets/sheet1.xml", rb'<c r="F2"', rb'<c r="22"'),
        ("xlsx", "xl/worksheets/sheet1.xml", rb'<row r="2"', rb'<row r="x"'),
        ("xlsx", "xl/workbook.xml", rb'r:id="\w+"', rb'r:id="none"'),
        ("docx", "word/document.xml", rb"w:body", rb"w:elsewhere"),
        ("docx", "_rels/.rels", rb'Target="word/document.xml"', rb'Target="word/styles.xml"'),
        ("docx", "[Content_Types].xml", rb"PartName", rb"Part"),
    ],
)
def test_a_part_that_makes_no_sense(form: str, part: str, old: bytes, new: bytes, tmp_path: Path) -> None:
    path = exported(form, tmp_path)
    repacked(path, part, lambda content: re.sub(old, new, content, flags=re.DOTALL))
    _, problems = read(path, form)
    assert len(problems) == 1
    assert re.search(r"is damaged \(.+\)\. Open it in .* and save it again\.", str(problems[0]))


def test_rows_deleted_and_paragraphs_joined_with_tracking(tmp_path: Path) -> None:
    import docx
    from docx.oxml import OxmlElement

    def nested(*names: str) -> Any:
        outer = OxmlElement(names[0])
        if names[1:]:
            outer.append(nested(*names[1:]))
        return outer

    path = exported("docx", tmp_path)
    document = docx.Document(str(path))
    rows = document.tables[0].rows
    rows[1]._tr.insert(0, nested("w:trPr", "w:del"))
    joined, kept = rows[2].cells[2], rows[3].cells[2]
    for cell in (joined, kept):
        cell.add_paragraph(" And more.")
    joined.paragraphs[0]._p.insert(0, nested("w:pPr", "w:rPr", "w:del"))
    rows[4].cells[0].text = ""
    document.save(str(path))
    decisions, problems = read(path, "docx")
    assert contents(decisions) == [
        ("a:2.1", f"{CORPUS[1].target} And more."), ("a:3.1", f"{CORPUS[2].target}\n And more."), WHOLE[4],
    ]  # fmt: skip
    assert [problem.problem for problem in problems] == ["row 5 of the table has no id"]


def test_words_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    import docx

    path = exported("docx", tmp_path)
    document = docx.Document(str(path))
    table = document.tables[0]
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    paragraph = table.rows[1].cells[2].paragraphs[0]._p
    (run,) = list(paragraph)
    for tag in ("del", "ins"):
        paragraph.append(paragraph.makeelement(space + tag, {}))
    paragraph[-2].append(run)  # struck out
    new = docx.oxml.OxmlElement("w:r")
    new.append(docx.oxml.OxmlElement("w:t"))
    new[0].text = "A new text."
    paragraph[-1].append(new)
    table._tbl.remove(table.rows[2]._tr)
    table.rows[2].cells[0].merge(table.rows[2].cells[1])
    document.save(str(path))
    decisions, problems = read(path, "docx")
    assert contents(decisions) == [("a:1.1", "A new text."), *WHOLE[3:]]
    assert [problem.problem for problem in problems] == [
        "row 3 of the table has 5 cells, but the header has 6"
    ]
