"""DOCX for Word: a bilingual table with the original, the English, a decision and a note beside each other.

Deletions and insertions of the rules are marked in colour. Tracked changes that a reviewer makes are read as
if accepted. Word becomes slow with long tables, so a large corpus becomes several files. Nothing can be
locked in a table of Word; what stands in the first column is compared on the way back. Furniture is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count, islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..corpus import Segment
from ..decisions import Decision, shown, stamp
from ..errors import InputError
from . import rows
from .characters import OFFICE, WORD_FORM, escape, restore
from .older import remove_older
from .packages import DAMAGE, FOREIGN, check, damaged, settling
from .tables import RENAME, doubled
from .whole import replacing

if TYPE_CHECKING:
    from docx.document import Document

Run = tuple[str, Mapping[str, str]]  # a text and how it looks: names and values of run properties

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# name, width in twentieths of a point; together the width of landscape A4 less its margins
COLUMNS = (
    ("id", 1500), ("source", 4600), ("target", 4600), ("decision", 1200), ("note", 1900), ("flags", 1800),
)  # fmt: skip
NAMES = [name for name, _ in COLUMNS]
ROWS = 2_000  # a file
CHOICES = ("–", "accepted", "edited", "rejected")
DELETED, INSERTED = {"color": "C00000", "strike": ""}, {"color": "00703C", "u": "single"}
GREY = {"color": "808080", "sz": "12"}
# Their content is not text of the document, or not any more.
PASSED_OVER = {W + name for name in ("pPr", "rPr", "tcPr", "sdtPr", "del", "moveFrom", "instrText")}
TEXTS = {
    W + "tab": "\t", W + "br": "\n", W + "cr": "\n",
    W + "noBreakHyphen": "\u2011", W + "softHyphen": "\u00ad",
}  # fmt: skip
ADVICE = "The other rows were read."


def write(segments: Iterable[Segment], path: Path) -> list[Path]:
    """``corpus.docx``, and for a large corpus ``corpus.2.docx`` and so on."""
    remaining = iter(segment for segment in segments if rows.is_text(segment))
    paths: list[Path] = []
    while (part := list(islice(remaining, ROWS))) or not paths:
        paths.append(_part_path(path, len(paths) + 1))
        with replacing(paths[-1]) as temporary, settling(temporary) as raw:
            _document(part).save(str(raw))
    remove_older(parts(path)[len(paths) :], read)
    return paths


def parts(path: Path) -> list[Path]:
    """The files of an export to ``path`` that are there."""
    return list(takewhile(Path.exists, (_part_path(path, number) for number in count(1))))


def _part_path(path: Path, number: int) -> Path:
    return path if number == 1 else path.with_name(f"{path.stem}.{number}{path.suffix}")


def _document(segments: list[Segment]) -> Document:
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    document = docx.Document()
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Mm(297), Mm(210)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(10)
    document.styles["Normal"].font.size = Pt(9)
    document.add_paragraph(
        "Change the text in the column “target”, choose a decision, write a note. "
        "Leave the first column and the first row as they are."
    )
    table = document.add_table(rows=0, cols=len(COLUMNS))
    table.style = "Table Grid"
    table.autofit = False
    for column, (_, width) in zip(table.columns, COLUMNS, strict=True):
        column.width = width * 635  # twentieths of a point to English Metric Units
    body = table._tbl
    body.append(_row([[_paragraph([(name, {"b": ""})])] for name in NAMES], heading=True))
    for segment in segments:
        body.append(_segment_row(segment))
    return document


def _segment_row(segment: Segment) -> Any:
    # The line after the id is the stamp; so an id must stand on one line.
    name = _carried(segment.id, OFFICE + "\n\t")
    cells = {
        "id": [_paragraph([(name, {})]), _paragraph([(stamp(segment), GREY)])],
        "source": [_paragraph(_original(segment))],
        "target": [_paragraph([(_carried(shown(segment)), {})])],
        "decision": [_choice(rows.decision_word(segment) or CHOICES[0])],
        "note": [_paragraph([(_carried(segment.review.note), {})])] if segment.review else [],
        "flags": [_paragraph([(_carried(rows.tell_flag(flag)), {})]) for flag in segment.flags],
    }
    return _row([cells[name] for name in NAMES])


def _original(segment: Segment) -> list[Run]:
    """The original with what the rules took away, and, where the English does not show it, what they put."""
    beside = segment.lang == "en"
    runs: list[Run] = []
    for before, after, rules in rows.changes(segment):
        runs.append((_carried(before), DELETED if rules else {}))
        if rules and not beside:
            runs.append((_carried(after), INSERTED))
    return runs


def _carried(text: str, forbidden: str = OFFICE) -> str:
    return escape(text, forbidden, WORD_FORM)


def _element(name: str, /, *children: Any, **attributes: str) -> Any:
    from docx.oxml import OxmlElement

    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(W + key, value)
    made.extend(children)
    return made


def _row(cells: list[list[Any]], *, heading: bool = False) -> Any:
    made = _element("tr")
    if heading:
        made.append(_element("trPr", _element("tblHeader")))
    for content, (_, width) in zip(cells, COLUMNS, strict=True):
        properties = _element("tcPr", _element("tcW", w=str(width), type="dxa"))
        made.append(_element("tc", properties, *(content or [_element("p")])))
    return made


def _paragraph(line: Iterable[Run]) -> Any:
    return _element("p", *(_run(text, look) for text, look in line if text))


def _run(text: str, look: Mapping[str, str]) -> Any:
    run = _element("r")
    if look:
        marks = (_element(key, **({"val": value} if value else {})) for key, value in look.items())
        run.append(_element("rPr", *marks))
    for number, line in enumerate(text.split("\n")):
        if number:
            run.append(_element("br"))
        for position, piece in enumerate(line.split("\t")):
            if position:
                run.append(_element("tab"))
            if piece:
                run.append(_element("t"))
                run[-1].text = piece
                run[-1].set(XML_SPACE, "preserve")
    return run


def _choice(chosen: str) -> Any:
    """A paragraph with a drop-down (a content control)."""
    items = [_element("listItem", displayText=choice, value=choice) for choice in CHOICES]
    properties = _element("sdtPr", _element("dropDownList", *items))
    return _element("p", _element("sdt", properties, _element("sdtContent", _run(chosen, {}))))


def read(path: Path, on_error: Callable[[InputError], None]) -> Iterator[Decision]:
    """The rows of all tables that have our header, in whatever order they stand now."""
    import docx
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError

    try:
        check(path, "a Word document (.docx)")
        tables = [table for table in docx.Document(str(path)).element.body.iter(W + "tbl") if _is_ours(table)]
        if not tables:
            raise InputError(path, "holds no table with the columns id, target and decision", advice=FOREIGN)
        for table in tables:
            yield from _table(table, path, on_error)
    except InputError as error:
        on_error(error)
    except (*DAMAGE, OpcError, PythonDocxError) as error:
        on_error(damaged(path, error, "Word"))


def _is_ours(table: Any) -> bool:
    first = next((row for row in table.iter(W + "tr") if not _is_deleted(row)), None)
    return first is not None and {"id", "target", "decision"}.issubset(rows.heading(_cells(first)))


def _is_deleted(row: Any) -> bool:
    """Whether a reviewer took the row away with tracking on."""
    return row.find(f"{W}trPr/{W}del") is not None


def _cells(row: Any) -> list[str]:
    return ["".join(_lines(cell)).removesuffix("\n") for cell in row.iter(W + "tc")]


def _lines(cell: Any) -> Iterator[str]:
    """The paragraphs of a cell; one whose end was deleted with tracking on is joined to the next."""
    for paragraph in cell.iter(W + "p"):
        ends = paragraph.find(f"{W}pPr/{W}rPr")
        joined = ends is not None and any(ends.find(W + name) is not None for name in ("del", "moveFrom"))
        yield _text(paragraph) + ("" if joined else "\n")


def _table(table: Any, path: Path, on_error: Callable[[InputError], None]) -> Iterator[Decision]:
    (_, first), *others = (
        (number, row) for number, row in enumerate(table.iter(W + "tr"), 1) if not _is_deleted(row)
    )
    header = rows.heading(_cells(first))
    if problem := doubled(header):
        on_error(InputError(path, f"has a table that {problem}", advice=RENAME))
        return
    for number, row in others:
        cells = _cells(row)
        try:
            if len(cells) != len(header):
                raise ValueError(f"has {len(cells)} cells, but the header has {len(header)}")
            yield _decision(dict(zip(header, cells, strict=True)), f"{path}:{number}")
        except ValueError as error:
            problem = f"row {number} of the table {error}"
            on_error(InputError(path, problem, advice=ADVICE))


def _decision(cells: dict[str, str], where: str) -> Decision:
    name, _, digest = cells["id"].strip("\n").rpartition("\n")
    texts = {key: restore(cells.get(key, ""), WORD_FORM) for key in ("target", "decision", "note")}
    return rows.decide({**texts, "id": restore(name, WORD_FORM), "digest": digest}, where)


def _text(node: Any) -> str:
    if node.tag == W + "t":
        return node.text or ""
    return "".join(TEXTS.get(child.tag) or _text(child) for child in node if child.tag not in PASSED_OVER)
