"""CSV and TSV, quoted as RFC 4180 says.

CSV is for spreadsheets: it begins with a byte order mark, so that Excel knows it for UTF-8, and its lines
end with CR LF. TSV is for programs: neither. In both, a cell that a spreadsheet would run as a formula gets
an apostrophe in front, in CSV also one that it would make a number or a date of (an id such as 001:1.1);
control characters are escaped. All of it is taken back on the way in, also from a table that was saved as
one of another kind since: see `Apostrophes`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..corpus import Segment
from ..decisions import Decision, basis
from ..errors import InputError
from . import rows
from .characters import OFFICE, arm, defuse, escape, is_converted, is_formula, restore
from .whole import replacing

if TYPE_CHECKING:
    from _csv import Reader

ADVICE = "The other rows were read."
HEADER_ADVICE = "Edit a table that `translate export` made."
UNCLOSED = "has a cell whose quotation mark is never closed, so that the rows from here on were not read"
RENAME = "Rename or remove one of them."
CLOSE = "Close it, or double the marks that are part of the text."

# What a row is made of; a column of another name may stand in a table as often as it likes.
READ = ("id", "target", "decision", "note", "by", "at", "digest", "source")


class Kind(NamedTuple):
    """How a kind of table is written; ``dangerous`` says what a spreadsheet would not leave as it is."""

    separator: str
    line_end: str
    encoding: str
    dangerous: Callable[[str], bool]


CSV = Kind(",", "\r\n", "utf-8-sig", is_converted)
TSV = Kind("\t", "\n", "utf-8", is_formula)


def write_csv(segments: Iterable[Segment], path: Path) -> list[Path]:
    """Comma-separated values for a spreadsheet."""
    return _write(segments, path, CSV)


def write_tsv(segments: Iterable[Segment], path: Path) -> list[Path]:
    """Tab-separated values for programs."""
    return _write(segments, path, TSV)


def _write(segments: Iterable[Segment], path: Path, kind: Kind) -> list[Path]:
    with replacing(path) as temporary, open(temporary, "w", encoding=kind.encoding, newline="") as file:
        writer = csv.writer(file, delimiter=kind.separator, lineterminator=kind.line_end)
        writer.writerow(rows.COLUMNS)
        for segment in segments:
            cells = rows.row(segment)
            writer.writerow([defuse(escape(cells[name], OFFICE), kind.dangerous) for name in rows.COLUMNS])
    return [path]


def read_csv(path: Path, on_error: Callable[[InputError], None]) -> Iterator[Decision]:
    """The rows of a CSV that was exported and edited: see `_read`."""
    return _read(path, on_error, CSV)


def read_tsv(path: Path, on_error: Callable[[InputError], None]) -> Iterator[Decision]:
    """The rows of a TSV that was exported and edited: see `_read`."""
    return _read(path, on_error, TSV)


def _read(path: Path, on_error: Callable[[InputError], None], kind: Kind) -> Iterator[Decision]:
    """The rows of a table that was exported and edited, whatever program saved it.

    The separator may be a comma, a semicolon or a tab; line ends of any kind; UTF-8 or, with its byte
    order mark, UTF-16.
    """
    csv.field_size_limit(2**31 - 1)  # a cell may hold a whole article
    try:
        with open(path, encoding=_encoding(path), newline="") as file:
            first = file.readline()
            file.seek(0)
            separator = max("\t,;", key=first.count)
            yield from _rows(csv.reader(file, delimiter=separator, strict=True), path, on_error, kind)
    except UnicodeDecodeError as error:
        on_error(InputError(path, f"is not UTF-8 ({error})", advice="Save it as “CSV UTF-8”."))
    except OSError as error:
        on_error(InputError(path, error.strerror or str(error), advice="Give the path of an exported table."))


def _encoding(path: Path) -> str:
    with open(path, "rb") as file:
        return "utf-16" if file.read(2) in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"


def _rows(
    reader: Reader, path: Path, on_error: Callable[[InputError], None], kind: Kind
) -> Iterator[Decision]:
    header: list[str] | None = None
    apostrophes = Apostrophes(kind.dangerous)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            if header is None:
                on_error(InputError(path, "is empty", advice=HEADER_ADVICE))
            return
        except csv.Error as error:
            on_error(_ill_quoted(error, path, line, reader.line_num))
            line = reader.line_num + 1
            continue
        started, line = line, reader.line_num + 1
        if header is None:
            header = rows.heading(cells)
            problem, advice = rows.missing_columns(header), HEADER_ADVICE
            if not problem:
                problem, advice = doubled(header), RENAME
            if problem:
                on_error(InputError(path, problem, line=1, advice=advice))
                return
        elif any(cells):
            try:
                yield _row(header, cells, f"{path}:{started}", apostrophes)
            except ValueError as error:
                advice = _left_out(started, reader.line_num)
                on_error(InputError(path, str(error), line=started, advice=advice))


def _ill_quoted(error: csv.Error, path: Path, first: int, last: int) -> InputError:
    if "end of data" in str(error):
        return InputError(path, UNCLOSED, line=first, advice=CLOSE)
    problem = f"has a row that is not well quoted ({error})"
    return InputError(path, problem, line=first, advice=_left_out(first, last))


def _left_out(first: int, last: int) -> str:
    """What was read of the rest. A quotation mark that is not closed swallows rows up to the next one."""
    return ADVICE if first == last else f"Lines {first} to {last} were not read, the others were."


def doubled(header: list[str], read: Sequence[str] = READ) -> str:
    """What to say of a header that names a column twice that is read; "" for a sound one."""
    twice = next((name for name in read if header.count(name) > 1), "")
    return f"names the column {twice!r} twice; only one of them can count" if twice else ""


def _row(header: list[str], cells: list[str], where: str, apostrophes: Apostrophes) -> Decision:
    if len(cells) < len(header) and not any(name in header[len(cells) :] for name in rows.NEEDED):
        cells = cells + [""] * (len(header) - len(cells))  # programs drop empty cells at the end
    if len(cells) < len(header) or any(cells[len(header) :]):
        raise ValueError(f"has {len(cells)} cells, but the header has {len(header)}")
    return rows.decide(apostrophes.taken_off(dict(zip(header, cells[: len(header)], strict=True))), where)


# --- apostrophes -----------------------------------------------------------------------------------------


def is_nothing(_: str) -> bool:
    """For a table whose cells are text and were left alone: none is dangerous."""
    return False


DANGERS = (is_converted, is_formula, is_nothing)  # in CSV, in TSV, in a workbook
FIXED = ("id", "document", "digest")  # short cells that nobody edits
# People write an apostrophe of their own in “'80s were good” and “'15 July' trial”, not in “'15 days' leave”.
MEANT = re.compile(r"'(?:\d0s\b|[^']*[^\Ws]'(?!\w))")


class Apostrophes:
    """Takes off the apostrophes that `defuse` put in front of cells, and leaves those of the texts.

    People save a CSV as a workbook and a TSV as a CSV, so the kind of file (``used`` at first) does not say
    which cells were given one. A row's stamp does: of the ways to read the row, that one is right by which
    its target is what it was exported with. Cells that nobody edits exclude some, too: a number that stands
    bare was not written in a CSV. What one row shows is tried first on the next.
    """

    def __init__(self, used: Callable[[str], bool]) -> None:
        self.used = used

    def taken_off(self, cells: Mapping[str, str]) -> dict[str, str]:
        """The texts of a row, in which escapes are undone, too."""
        ranked = [self.used, *(danger for danger in DANGERS if danger is not self.used)]
        possible = [danger for danger in ranked if not _contradicts(cells, danger)] or [self.used]
        right, edited = possible[0], False
        if any(cells.get(name, "").startswith("'") for name in ("target", "note")):
            fitting = [danger for danger in possible if _fits(_texts(cells, danger))]
            right = fitting[0] if fitting else right
            # Without a stamp nobody knows; then the text is what an untouched row would say.
            edited = not fitting and "." in cells.get("digest", "")
        self.used = right
        texts = _texts(cells, right)
        if edited and MEANT.match(cells["target"]):
            texts["target"] = restore(cells["target"])
        return texts


def _texts(cells: Mapping[str, str], danger: Callable[[str], bool]) -> dict[str, str]:
    texts = {name: restore(arm(cell, danger)) for name, cell in cells.items()}
    if "digest" in texts:
        texts["digest"] = texts["digest"].strip().lstrip("'")  # it never begins with one
    return texts


def _contradicts(cells: Mapping[str, str], danger: Callable[[str], bool]) -> bool:
    """Whether a cell stands bare that would have been given an apostrophe, or the digest has one too many."""
    fixed = [cells.get(name, "").strip() for name in FIXED]
    bare = any(danger(cell) for cell in fixed if not cell.startswith("'"))
    return bare or arm(fixed[-1], danger).startswith("'")


def _fits(texts: Mapping[str, str]) -> bool:
    """Whether the target is what the row was exported with; decision and note may be new."""
    seen = texts.get("digest", "").partition(".")[2]
    notes = {texts.get("note", ""), ""}
    states = ("", "accepted", "rejected")  # "edited" counts as "accepted" here
    return any(basis(state, texts["target"], note) == seen for state in states for note in notes)
