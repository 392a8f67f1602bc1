"""CSV and TSV, quoted as RFC 4180 says.

CSV is for spreadsheets: it begins with a byte order mark, so that Excel knows it for UTF-8, and its lines
end with CR LF. TSV is for programs: neither. In both, a cell that a spreadsheet would run as a formula gets
an apostrophe in front, in CSV also one that it would make a number or a date of (an id such as 001:1.1);
control characters are escaped. All of it is taken back on the way in.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..corpus import Segment
from ..decisions import Decision
from ..errors import InputError
from . import rows
from .characters import OFFICE, arm, defuse, escape, is_converted, is_formula, restore
from .whole import replacing

if TYPE_CHECKING:
    from _csv import Reader

ADVICE = "The other rows were read."
HEADER_ADVICE = "Edit a table that `translate export` made."


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
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            if header is None:
                on_error(InputError(path, "is empty", advice=HEADER_ADVICE))
            return
        except csv.Error as error:
            problem = f"has a row that is not well quoted ({error})"
            on_error(InputError(path, problem, line=line, advice=ADVICE))
            line = reader.line_num + 1
            continue
        started, line = line, reader.line_num + 1
        if header is None:
            header = cells
            if problem := rows.missing_columns(header):
                on_error(InputError(path, problem, line=1, advice=HEADER_ADVICE))
                return
        elif any(cells):
            try:
                yield _row(header, cells, f"{path}:{started}", kind)
            except ValueError as error:
                on_error(InputError(path, str(error), line=started, advice=ADVICE))


def _row(header: list[str], cells: list[str], where: str, kind: Kind) -> Decision:
    if len(cells) < len(header) and not any(name in header[len(cells) :] for name in rows.NEEDED):
        cells = cells + [""] * (len(header) - len(cells))  # programs drop empty cells at the end
    if len(cells) < len(header) or any(cells[len(header) :]):
        raise ValueError(f"has {len(cells)} cells, but the header has {len(header)}")
    plain = (restore(arm(cell, kind.dangerous)) for cell in cells[: len(header)])
    return rows.decide(dict(zip(header, plain, strict=True)), where)
