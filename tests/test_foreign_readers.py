"""Each exported file as others see it: the published schemas, and the libraries of other projects.

The Translate Toolkit has the same top-level name as this package, so it lives in an environment of its own,
which the test makes in pytest's cache.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from translate.corpus import Edit, Flag, Review, Segment, read_corpus, write_corpus
from translate.decisions import shown
from translate.errors import InputError
from translate.formats import FORMATS
from translate.reviews import import_file

SCHEMAS = Path(__file__).parent / "cases" / "formats"
TOOLKIT = "translate-toolkit==3.20.4"
NASTY = "=1+1 & <b>“é”</b> ]]> \x01 \ufffe \ud800 🙂 \u202eאב\t| _x0041_\nsecond; line, 'x'"

CORPUS = [
    Segment(
        "001:1.1", "001", "en", "repaired", "To Russia snowWhat next?\n\n", "To Russia What next?\n\n",
        "To Russia What next?", (Edit("gloss", 10, "snowWhat", "What"),), (Flag("numbers", "“14” is lost"),),
    ),
    Segment("001:2.1", "001", "en", "furniture", "Home | News", "Home | News", None, (), (Flag("m", "x"),)),
    Segment("002:1.1", "002", "tr", "translated", "Bir.", "Bir.", "One.", engine="marian|x"),
    Segment(
        "002:1.2", "002", "tr", "translated", NASTY, NASTY, NASTY,
        review=Review("accepted", None, NASTY, "Ann <a@b>", "2026-11-21T20:15:00Z"),
    ),
    Segment("002:1.3", "002", "tr", "translated", "İki.", "İki.", "Two.", review=Review("edited", "2.")),
    Segment("002:1.4", "002", "tr", "translated", "Üç.", "Üç.", "Three.", review=Review("rejected")),
    Segment("002:1.5", "002", "tr", "translated", "Dört.", "Dört.", None),
]  # fmt: skip


def exported(name: str, folder: Path) -> list[Path]:
    return FORMATS[name].write(CORPUS, folder / f"corpus{FORMATS[name].suffix}")


def fail(error: InputError) -> None:
    raise error


# --- published schemas ---------------------------------------------------------------------------------


class XmlNamespace(etree.Resolver):
    """The XLIFF schemas import that of the XML namespace from the web; here it lies beside them."""

    def resolve(self: Any, system_url: str, *about: Any) -> Any:
        *_, context = about
        return self.resolve_filename(str(SCHEMAS / "xml.xsd"), context) if "xml.xsd" in system_url else None


def schema(name: str) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(XmlNamespace())
    return etree.XMLSchema(etree.parse(str(SCHEMAS / name), parser))


@pytest.mark.parametrize(
    ("name", "file"), [("xliff", "xliff_core_2.0.xsd"), ("xliff12", "xliff-core-1.2-strict.xsd")]
)
def test_xliff_is_valid_by_the_schema_of_oasis(name: str, file: str, tmp_path: Path) -> None:
    rules = schema(file)
    files = exported(name, tmp_path)
    assert len(files) == 2
    for path in files:
        rules.assertValid(etree.parse(str(path)))
    broken = etree.parse(str(files[0]))
    broken.getroot()[0].tag += "s"
    assert not rules.validate(broken)


def test_tmx_is_valid_by_its_dtd(tmp_path: Path) -> None:
    rules = etree.DTD(str(SCHEMAS / "tmx14.dtd"))
    (path,) = exported("tmx", tmp_path)
    document = etree.parse(str(path))
    assert rules.validate(document), rules.error_log
    document.getroot()[1][0].set("foreign", "")
    assert not rules.validate(document)


# --- Translate Toolkit ---------------------------------------------------------------------------------

LOOK = """
import json, sys
from translate.storage.tmx import tmxfile
from translate.storage.xliff import xlifffile
from translate.storage.xliff2 import Xliff2File
store = {"tmx": tmxfile, "xliff12": xlifffile, "xliff": Xliff2File}[sys.argv[1]].parsefile(sys.argv[2])
units = [unit for unit in store.units if not unit.isheader()]
print(json.dumps([[unit.source, unit.target or ""] for unit in units]))
for unit in units:
    if unit.source == "Bir.":
        unit.target = "One & only <one>."
store.savefile(sys.argv[3])
"""


@pytest.fixture(scope="session")
def toolkit(pytestconfig: pytest.Config) -> Path:
    """The Python of an environment that has the Translate Toolkit."""
    assert pytestconfig.cache is not None
    folder = pytestconfig.cache.mkdir("translate-toolkit")
    python = folder / "bin" / "python"
    present = (
        python.exists()
        and not subprocess.run(
            [python, "-I", "-c", "import translate.storage.xliff2"], cwd=folder, capture_output=True
        ).returncode
    )
    if not present:
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True, capture_output=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "--only-binary=:all:", TOOLKIT]
        if (done := subprocess.run(command, capture_output=True, text=True)).returncode:
            pytest.skip(f"{TOOLKIT} cannot be installed here: {done.stderr.strip().splitlines()[-1:]}")
    return python


def xml_text(text: str, *, escaped: bool) -> str:
    """What XML 1.0 leaves of a text, with our escapes or without the characters that need one."""
    carried = {"\x01": "_x0001_", "\ufffe": "_xFFFE_", "\ud800": "_xD800_", "_x0041_": "_x005F_x0041_"}
    for character, form in carried.items():
        text = text.replace(character, form if escaped else "" if len(character) == 1 else character)
    return text


@pytest.mark.parametrize("name", ["tmx", "xliff", "xliff12"])
def test_the_translate_toolkit_reads_edits_and_saves(name: str, toolkit: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.jsonl"
    with open(corpus, "w", encoding="utf-8", newline="\n") as file:
        write_corpus(CORPUS, file)
    path = exported(name, tmp_path)[-1]  # the Turkish one, where there are several
    saved = tmp_path / f"saved{FORMATS[name].suffix}"
    done = subprocess.run(
        [toolkit, "-I", "-c", LOOK, name, path, saved], cwd=tmp_path, capture_output=True, check=True
    )
    expected = [
        [xml_text(text, escaped=name != "xliff") for text in (segment.cleaned.strip(), shown(segment))]
        for segment in CORPUS
        if segment.lang == "tr" and (name != "tmx" or segment.final)
    ]
    if name == "tmx":
        expected.insert(0, ["To Russia snowWhat next?", "To Russia What next?"])
    assert json.loads(done.stdout) == expected

    report = import_file(corpus, saved, fail, form=name, at="2026-11-21T20:15:00Z")
    assert (report.applied, report.conflicts, report.invalid, report.not_found) == (1, [], [], [])
    edited = Review("edited", "One & only <one>.", at="2026-11-21T20:15:00Z")
    after = list(read_corpus(corpus))
    assert after[2].review == edited
    assert [*after[:2], *after[3:]] == [*CORPUS[:2], *CORPUS[3:]]


# --- tables, spreadsheets, data frames -----------------------------------------------------------------


def test_openpyxl_sees_a_locked_sheet_with_a_drop_down(tmp_path: Path) -> None:
    import openpyxl

    (path,) = exported("xlsx", tmp_path)
    book = openpyxl.load_workbook(path, rich_text=True)
    sheet: Any = book.worksheets[0]
    names = [cell.value for cell in sheet[1]]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:M8"
    assert sheet.protection.sheet
    (choice,) = sheet.data_validations.dataValidation
    assert (choice.type, choice.formula1) == ("list", '"accepted,edited,rejected"')
    assert str(choice.sqref) == "G2:G8"
    for cells in sheet.iter_rows(min_row=2):
        assert {cell.data_type for cell in cells} <= {
            "inlineStr",
            "s",
            "n",
        }  # n: an empty cell; no formula (f)
        free = {names[cell.column - 1] for cell in cells if not cell.protection.locked}
        assert free == {"target", "decision", "note", "by"}
        assert all(cell.number_format == "@" and cell.alignment.wrap_text for cell in cells)
    source = sheet.cell(2, names.index("source") + 1).value
    marked = [(str(run), run.font.strike, run.font.color.rgb) for run in source if not isinstance(run, str)]
    assert marked == [("snowWhat", True, "00C00000")]


def test_python_docx_sees_a_table_with_drop_downs(tmp_path: Path) -> None:
    import docx

    (path,) = exported("docx", tmp_path)
    (table,) = docx.Document(str(path)).tables
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert texts[0] == ["id", "source", "target", "decision", "note", "flags"]
    assert [row[0].splitlines()[0] for row in texts[1:]] == [s.id for s in CORPUS if s.status != "furniture"]
    assert texts[1][1:3] == ["To Russia snowWhat next?", "To Russia What next?"]
    xml = table._tbl.xml
    assert xml.count("<w:dropDownList>") == len(texts) - 1
    assert xml.count("<w:tblHeader") == 1


@pytest.mark.parametrize(("name", "separator"), [("csv", ","), ("tsv", "\t")])
def test_arrow_reads_the_tables(name: str, separator: str, tmp_path: Path) -> None:
    from pyarrow import csv

    (path,) = exported(name, tmp_path)
    table = csv.read_csv(
        path,
        parse_options=csv.ParseOptions(delimiter=separator, newlines_in_values=True),
        convert_options=csv.ConvertOptions(strings_can_be_null=False, column_types={"target": "string"}),
    ).to_pydict()
    guard = "'" if name == "csv" else ""  # against spreadsheets, which make dates of numbers
    assert table["id"] == [guard + segment.id for segment in CORPUS]
    assert table["target"][4] == guard + "2."
    assert table["target"][3] == "'" + xml_text(NASTY, escaped=True)


def test_arrow_reads_whole_records_from_parquet(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    (path,) = exported("parquet", tmp_path)
    records = pq.read_table(path).to_pylist()
    expected = [json.loads(segment.to_json()) for segment in CORPUS]
    for text in ("source", "cleaned", "target"):  # a lone surrogate has no UTF-8
        escaped = expected[3][text].replace("_x0041_", "_x005F_x0041_").replace("\ud800", "_xD800_")
        expected[3][text] = escaped
    expected[3]["review"]["note"] = expected[3]["target"]
    assert records == expected


def test_parquet_without_arrow_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from translate.errors import OutputError

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(OutputError, match=r"pip install 'ungarble\[parquet\]'"):
        exported("parquet", tmp_path)
