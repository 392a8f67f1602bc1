"""Rows of JSON Lines, CSV and TSV files, one at a time; a broken row is reported, the others are read."""

from __future__ import annotations

import csv
import json
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from . import decoding
from .corpus import Flag
from .errors import InputError
from .formats.tables import RENAME, doubled

OnError = Callable[[InputError], None]

# A cell is at most an article: this bounds what an unclosed quotation mark can swallow.
LONGEST_CELL = 8_000_000
MOST_BLANK_LINES = 100  # between two rows
EMPTY = "has no text in the column {!r}"


class Row(NamedTuple):
    """``number`` counts the rows of the table from 1, broken ones too; ``key`` is its "id" cell or "".

    ``line`` is where the row begins in its file.
    """

    number: int
    key: str
    text: str
    flags: tuple[Flag, ...]
    line: int = 0


def rows(opener: decoding.Opener, path: str, ending: str, column: str, on_error: OnError) -> Iterator[Row]:
    """The rows that have a text in ``column``. Raises `InputError` where the rest cannot be read."""
    if ending in (".jsonl", ".ndjson"):
        found = decoding.survey(opener, path, on_error)
        lines = decoding.lines(opener, path, found, on_error)
        yield from _json_rows(lines, _of_rows(found), path, column, on_error)
    else:
        found = decoding.survey(opener, path)
        lines = decoding.lines(opener, path, found)
        delimiter = "\t" if ending == ".tsv" else ","
        yield from _cell_rows(lines, _of_rows(found), path, delimiter, column, on_error)


def _of_rows(found: decoding.Survey) -> decoding.Survey:
    """What is worth telling of each row: not that the file began with a mark, as Excel's always do."""
    return replace(found, mark=0)


def _json_rows(
    lines: Iterator[decoding.Line], found: decoding.Survey, path: str, column: str, on_error: OnError
) -> Iterator[Row]:
    """One JSON object a line; the row's number is that of the line."""
    for number, line in enumerate(lines, 1):
        if not line.text.strip():
            continue
        try:
            record = json.loads(line.text)
        except (ValueError, RecursionError) as error:
            on_error(
                InputError(path, f"is not JSON ({error})", line=number, advice="Correct or remove the line.")
            )
            continue
        if problem := _unfit(record, column):
            advice = "Name the column of the text with --column."
            if not isinstance(record, dict):
                advice = "Correct or remove the line."
            on_error(InputError(path, problem, line=number, advice=advice))
            continue
        if not record[column].strip():
            on_error(InputError(path, EMPTY.format(column), line=number, advice="The row is left out."))
            continue
        key = record.get("id")
        name = str(key) if isinstance(key, str | int) and not isinstance(key, bool) else ""
        yield Row(number, name, record[column], decoding.flags(found, [line.codec], number), number)


def _unfit(record: Any, column: str) -> str | None:
    if not isinstance(record, dict):
        return "is not a JSON object"
    if column not in record:
        return f"has no {column!r}; it has {_listed(list(record))}"
    if not isinstance(record[column], str):
        return f"has {column!r} that is not a text"
    return None


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(repr(name[:40]) for name in names[:20])
    return (shown + (f" and {len(names) - 20} more" if len(names) > 20 else "")) or "no column at all"


class _Feed:
    """Hands lines to the csv reader one at a time, and remembers how those since ``take`` were encoded."""

    def __init__(self, lines: Iterator[decoding.Line]) -> None:
        self._lines, self.number = lines, 0
        self._ahead: deque[decoding.Line] = deque()  # read, but not handed out yet
        self._codecs: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._ahead.popleft() if self._ahead else next(self._lines)
        self.number += 1
        self._codecs.append(line.codec)
        return line.text

    def ahead(self, place: int = 0) -> str:
        """The next line, or the one ``place`` lines after it; "" where there is none."""
        while len(self._ahead) <= place:
            line = next(self._lines, None)
            if line is None:
                return ""
            self._ahead.append(line)
        return self._ahead[place].text

    def take(self) -> list[str]:
        codecs, self._codecs = self._codecs, []
        return codecs


class _TabReader:
    """Reads rows as csv does, but for quotation marks that are not meant for csv.

    Tables with tabs are often written without any quoting. So a line that has as many tabs as the header,
    but is no row to csv, is one as it stands. A mark that it leaves open may also begin a cell of several
    lines: it does where the line after it does not have these tabs.
    """

    def __init__(self, feed: _Feed, tabs: int) -> None:
        self._feed, self._tabs = feed, tabs
        self._csv = csv.reader(feed, delimiter="\t", strict=True)

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        line = self._feed.ahead()
        if '"' in line and line.count("\t") == self._tabs and self._is_unquoted(line):
            return next(self._feed).rstrip("\r\n").split("\t")
        return next(self._csv)

    def _is_unquoted(self, line: str) -> bool:
        try:
            next(csv.reader([line], delimiter="\t", strict=True))
        except csv.Error as error:
            return not _swallows(error) or (self._tabs > 0 and self._goes_on_with_a_row())
        return False

    def _goes_on_with_a_row(self) -> bool:
        for place in range(1, MOST_BLANK_LINES):
            after = self._feed.ahead(place)
            if after.strip("\r\n") or not after:
                return not after or after.count("\t") == self._tabs
        return False


def _cell_rows(
    lines: Iterator[decoding.Line],
    found: decoding.Survey,
    path: str,
    delimiter: str,
    column: str,
    on_error: OnError,
) -> Iterator[Row]:
    """The first row names the columns; a CSV file may have semicolons or tabs for its commas."""
    # The limit is the csv module's own and there is no other way to set it; the header needs it too.
    csv.field_size_limit(LONGEST_CELL)
    first = next(lines, None)
    if first is None:
        raise InputError(path, "is empty", advice="Leave it out.")
    try:
        names, delimiter = _header(first.text, delimiter, column)
    except csv.Error as error:
        problem = f"does not name the columns ({error})"
        raise InputError(path, problem, line=1, advice="Put their names in the first line.") from error
    if column not in names:
        problem = f"has no column {column!r}; it has {_listed(names)}"
        raise InputError(path, problem, line=1, advice="Name the column of the text with --column.")
    if problem := doubled(names, (column, "id")):
        raise InputError(path, problem, line=1, advice=RENAME)
    text_at = names.index(column)
    key_at = names.index("id") if "id" in names else None
    feed = _Feed(lines)
    reader: Iterator[list[str]] = csv.reader(feed, delimiter=delimiter, strict=True)
    if delimiter == "\t":
        reader = _TabReader(feed, tabs=len(names) - 1)
    number = 0
    while True:
        line = feed.number + 2
        feed.take()  # those of the lines before
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            if _swallows(error):
                raise InputError(
                    path,
                    "has a cell whose quotation mark is never closed, so that the rest cannot be read",
                    line=line,
                    advice="Close it, or double the marks that are part of the text.",
                ) from error
            problem = f"is not a row of the table ({error})"
            on_error(InputError(path, problem, line=line, advice="Correct or remove the row."))
            continue
        codecs = feed.take()
        if not cells:
            continue
        number += 1
        if len(cells) != len(names):
            problem = f"has {len(cells)} cells where the first row has {len(names)}"
            on_error(InputError(path, problem, line=line, advice="Correct or remove the row."))
            continue
        if not cells[text_at].strip():
            on_error(InputError(path, EMPTY.format(column), line=line, advice="The row is left out."))
            continue
        key = cells[key_at] if key_at is not None else ""
        yield Row(number, key, cells[text_at], decoding.flags(found, codecs, line), line)


def _header(line: str, delimiter: str, column: str) -> tuple[list[str], str]:
    """The columns' names and the delimiter: the one given unless only another one gives ``column``."""
    for candidate in (delimiter, ";", "\t", "|"):
        names = next(csv.reader([line], delimiter=candidate), [])
        if column in names:
            return names, candidate
    return next(csv.reader([line], delimiter=delimiter), []), delimiter


def names_columns(line: str, column: str) -> bool:
    """Whether ``line`` is the header of a table of several columns, ``column`` among them.

    >>> names_columns("id;text", "text"), names_columns("text", "text")
    (True, False)
    """
    try:
        names, _ = _header(line.rstrip("\r\n"), ",", column)
    except csv.Error:
        return False
    return column in names and len(names) > 1


def _swallows(error: csv.Error) -> bool:
    return "end of data" in str(error) or "field limit" in str(error)


__all__ = ["Row", "names_columns", "rows"]
