"""XLSX for Excel and LibreOffice: one row a sentence, a drop-down for the decision, what changed in colour.

Target, decision, note and name may be edited; the rest is locked (without a password). All cells are text, so
that nothing in them is ever run or reckoned. A text longer than a cell can hold (32,767 characters) is
replaced by a remark that says so, and is left as it is on the way back.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from ..corpus import Segment
from ..decisions import Decision
from ..errors import InputError
from . import rows
from .characters import OFFICE, escape, is_converted
from .packages import DAMAGE, FOREIGN, check, damaged, settling
from .tables import RENAME, Apostrophes, doubled, is_nothing
from .whole import replacing

if TYPE_CHECKING:
    from openpyxl import Workbook

# name, width in characters
COLUMNS = (
    ("id", 16), ("lang", 6), ("status", 11), ("source", 50), ("cleaned", 50), ("target", 50),
    ("decision", 11), ("note", 30), ("by", 12), ("flags", 30), ("edits", 30), ("document", 16),
    ("digest", 28),
)  # fmt: skip
NAMES = [name for name, _ in COLUMNS]
EDITABLE = ("target", "decision", "note", "by")
CELL, ROWS = 32_767, 1_048_576  # what Excel holds
TOO_LONG = "[too long for a cell: "
DECISIONS = {"accepted": "C6EFCE", "edited": "DDEBF7", "rejected": "FFC7CE"}
ADVICE = "The other rows were read."
# What a program makes of what people type; as text it would read “True” or “2024-03-05 00:00:00”.
NO_TEXT = {"f": "a formula", "e": "an error value", "b": "a truth value", "d": "a date or time"}


def write(segments: Iterable[Segment], path: Path) -> list[Path]:
    """A workbook; a corpus of more rows than a sheet can hold goes on on the next sheet."""
    from lxml.etree import SerialisationError
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    with replacing(path) as temporary, settling(temporary) as raw:
        try:
            _fill(book, segments)
            book.save(raw)
        except SerialisationError as error:  # its text is the name of the system's error
            number = getattr(errno, str(error).removeprefix("IO_"), errno.EIO)
            raise OSError(number, os.strerror(number)) from error
        finally:
            for sheet in book.worksheets:
                if not sheet.closed:  # stopped half-way: let go of its temporary file
                    with suppress(SerialisationError):
                        sheet.close()
    return [path]


def _fill(book: Workbook, segments: Iterable[Segment]) -> None:
    styles = _styles(book)
    sheet, count = _open(book, styles), 1
    for segment in segments:
        if count == ROWS:
            _close(sheet, count)
            sheet, count = _open(book, styles), 1
        count += 1
        cells = _row(sheet, segment, styles)
        # Not every program fits the height of a row to wrapped text by itself.
        sheet.row_dimensions[count].height = _height(cells)
        sheet.append(cells)
        del sheet.row_dimensions[count]
    _close(sheet, count)


def _styles(book: Workbook) -> dict[str, Any]:
    """One named style for each kind of cell; a cell then only names it."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

    font, rule = Font(name="Calibri", sz=11), Border(bottom=Side("thin", color="D9D9D9"))
    top = Alignment(wrap_text=True, vertical="top")
    grey = PatternFill("solid", fgColor="F2F2F2")
    head = NamedStyle("head", Font(name="Calibri", sz=11, b=True), PatternFill("solid", fgColor="D9D9D9"))
    locked = NamedStyle("locked", font, grey, rule, protection=Protection(locked=True))
    free = NamedStyle("free", font, border=rule, protection=Protection(locked=False))
    for style in (head, locked, free):
        style.alignment, style.number_format = top, "@"
        book.add_named_style(style)
    return {"head": head.name, **{name: "free" if name in EDITABLE else "locked" for name in NAMES}}


def _open(book: Workbook, styles: dict[str, str]) -> Any:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet: Any = book.create_sheet(f"corpus {len(book.sheetnames) + 1}")
    sheet.freeze_panes = "B2"
    sheet.print_title_rows, sheet.page_setup.orientation = "1:1", "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes
    for number, (_, width) in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_cell(sheet, name, styles["head"]) for name in NAMES])
    return sheet


def _close(sheet: Any, count: int) -> None:
    """What refers to all rows: filter, drop-down, colours, protection."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter(NAMES.index("decision") + 1)
    cells = f"{letter}2:{letter}{max(count, 2)}"
    choice = DataValidation("list", formula1=f'"{",".join(DECISIONS)}"', allow_blank=True, sqref=cells)
    choice.error, choice.showErrorMessage = f"Choose {', '.join(DECISIONS)}, or leave it empty.", True
    sheet.data_validations.append(choice)
    for word, colour in DECISIONS.items():
        fill = PatternFill("solid", bgColor=colour)
        rule: Any = FormulaRule([f'{letter}2="{word}"'], fill=fill)  # type: ignore[no-untyped-call]
        sheet.conditional_formatting.add(cells, rule)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(NAMES))}{max(count, 1)}"
    sheet.protection.sheet = True
    for allowed in ("formatColumns", "formatRows", "formatCells", "autoFilter", "sort"):
        setattr(sheet.protection, allowed, False)  # False: not forbidden


def _row(sheet: Any, segment: Segment, styles: dict[str, str]) -> list[Any]:
    cells: dict[str, Any] = {name: _text(text) for name, text in rows.row(segment).items() if name in styles}
    if segment.edits:
        changed = rows.changes(segment)
        cells["source"] = _marked([(piece.before, piece.rules) for piece in changed], "C00000", strike=True)
        cells["cleaned"] = _marked([(piece.after, piece.rules) for piece in changed], "00703C", strike=False)
    return [_cell(sheet, cells[name], styles[name]) for name in NAMES]


def _height(cells: Sequence[Any]) -> float:
    """The points that the longest cell of a row needs at a font of 11 points; Excel has none above 409."""
    needed = 1
    for cell, (_, width) in zip(cells, COLUMNS, strict=True):
        lines = str(cell.value or "").split("\n")
        needed = max(needed, sum(1 + len(line) // width for line in lines))
    return min(409.0, 15.0 * needed)


def _text(text: str) -> str:
    """A text as a cell holds it."""
    cell = escape(text, OFFICE)
    if _units(cell) > CELL:
        return f"{TOO_LONG}{len(text):,} characters; it stands in corpus.jsonl]"
    return cell


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _marked(parts: Sequence[tuple[str, tuple[str, ...]]], colour: str, *, strike: bool) -> Any:
    """Rich text: what a rule changed in colour, and struck out or underlined for those who see no colour."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Color

    plain = "".join(text for text, _ in parts)
    if _units(escape(plain, OFFICE)) > CELL:
        return _text(plain)
    line: dict[str, Any] = {"strike": True} if strike else {"u": "single"}
    font = InlineFont(rFont="Calibri", sz=11, color=Color(colour), **line)
    runs = [(escape(text, OFFICE), rules) for text, rules in parts if text]
    if not any(rules for _, rules in runs):
        return escape(plain, OFFICE)
    return CellRichText([TextBlock(font, text) if rules else text for text, rules in runs])


def _cell(sheet: Any, value: Any, style: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"  # whatever it looks like: a formula, an error, a number
    cell.style = style
    return cell


def read(path: Path, on_error: Callable[[InputError], None]) -> Iterator[Decision]:
    """The rows of all sheets that have our header, in whatever order they stand now."""
    from openpyxl.utils import exceptions

    try:
        check(path, "an Excel workbook (.xlsx)")
        with open(path, "rb") as file:  # openpyxl itself leaves a damaged one open
            yield from _sheets(file, path, on_error)
    except InputError as error:
        on_error(error)
    except (
        *DAMAGE, exceptions.InvalidFileException, exceptions.CellCoordinatesException,
        exceptions.NamedRangeException, exceptions.SheetTitleException,
    ) as error:  # fmt: skip
        on_error(damaged(path, error, "a spreadsheet"))


def _sheets(file: BinaryIO, path: Path, on_error: Callable[[InputError], None]) -> Iterator[Decision]:
    from openpyxl import load_workbook

    # Rich text, because otherwise openpyxl undoes a part of our escapes.
    with closing(load_workbook(file, read_only=True, rich_text=True)) as book:
        sheets = [sheet for sheet in book.worksheets if not rows.missing_columns(_header(sheet))]
        if not sheets:
            # A workbook may hold nothing but charts.
            problem = rows.missing_columns(_header(book.worksheets[0]) if book.worksheets else [])
            raise InputError(path, problem, line=1, advice=FOREIGN)
        for sheet in sheets:
            name = str(path) if len(book.worksheets) == 1 else f"{path}[{sheet.title}]"
            if problem := doubled(_header(sheet)):
                on_error(InputError(name, problem, line=1, advice=RENAME))
                continue
            yield from _rows(sheet, name, on_error)


def _header(sheet: Any) -> list[str]:
    sheet.reset_dimensions()  # some programs write wrong ones
    first = next(sheet.iter_rows(max_row=1), ())
    return rows.heading(cell.value for cell in first)


def _rows(sheet: Any, name: str, on_error: Callable[[InputError], None]) -> Iterator[Decision]:
    header = _header(sheet)
    # It has columns that only a CSV or TSV has: it was one, saved as a workbook.
    apostrophes = Apostrophes(is_converted if {"at", "engine"}.intersection(header) else is_nothing)
    for number, cells in enumerate(sheet.iter_rows(min_row=2), 2):
        if not any(cell.value is not None for cell in cells):
            continue
        try:
            yield _decision(dict(zip(header, cells, strict=False)), header, apostrophes, f"{name}:{number}")
        except ValueError as error:
            on_error(InputError(name, str(error), line=number, advice=ADVICE))


def _decision(cells: dict[str, Any], header: list[str], apostrophes: Apostrophes, where: str) -> Decision:
    texts = {name: _value(cells[name], name) if name in cells else "" for name in header}
    decision = rows.decide(apostrophes.taken_off(texts), where)
    if decision.by.startswith(TOO_LONG):
        decision = replace(decision, by="")
    # Without its basis a row asks for nothing where it says nothing.
    if decision.note.startswith(TOO_LONG):
        decision = replace(decision, note="", basis="")
    if decision.target is not None and decision.target.startswith(TOO_LONG):
        decision = replace(decision, target=None, basis="")
    return decision


def _value(cell: Any, name: str) -> str:
    """What a cell says, with escapes and apostrophes as they stand in it."""
    if cell.value is None:
        return ""
    if name in EDITABLE and (kind := NO_TEXT.get(cell.data_type)):
        raise ValueError(f"has {kind} in the column {name!r}, where a text should be")
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    return str(cell.value)
