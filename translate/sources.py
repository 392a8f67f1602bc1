"""Files to documents: text, Markdown, HTML, Word, JSON Lines, CSV and TSV; folders; standard input.

A paragraph is one line that is not blank, with the blank lines after it; leading blank lines belong to
the first. Joined, the paragraphs of a .txt or .md file are its text, character for character: Markdown
is kept as it is written, its signs included. Every problem goes to ``on_error``, and the rest is read.
"""

from __future__ import annotations

import codecs
import functools
import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from . import decoding, extraction, folders, furniture, tables
from .corpus import Document, Flag, Paragraph
from .errors import InputError
from .folders import ADVICE, TABLES, safe, unreadable

OnError = Callable[[InputError], None]

# One article is held in memory as a whole.
LARGEST_TEXT = 128_000_000
# So much of a text is looked at to see whether it is one.
HEAD = 4096
_MARKS = b"".join(mark for mark, _ in decoding.MARKS)


@dataclass(frozen=True, slots=True)
class _Source:
    """One file to read: its name for messages and ids, and a way to open it, more than once."""

    path: str
    id: str
    ending: str
    opener: decoding.Opener


def paragraphs(text: str) -> list[str]:
    r"""The paragraphs of ``text``; joined, they are ``text``.

    >>> paragraphs("\n Title\n\nBody.\r\nMore")
    ['\n Title\n\n', 'Body.\r\n', 'More']
    """
    found: list[list[str]] = []
    text_yet = False
    for line in decoding.split_lines(text):
        if line.strip():
            if text_yet or not found:
                found.append([])
            text_yet = True
        elif not found:
            found.append([])
        found[-1].append(line)
    return ["".join(lines) for lines in found]


def document(id_: str, text: str, flags: Sequence[Flag] = ()) -> Document:
    """A text as a document: cut into paragraphs, its furniture marked, its title found."""
    pieces = paragraphs(text)
    reasons = furniture.mark(pieces)
    marked = tuple(Paragraph(piece, reason) for piece, reason in zip(pieces, reasons, strict=True))
    return Document(id_, marked, title=furniture.title(pieces, reasons), flags=tuple(flags))


def read(paths: Sequence[str | Path], *, column: str = "text", on_error: OnError) -> Iterator[Document]:
    """The documents in ``paths``, one at a time: files, folders (all below, sorted), "-" for stdin.

    A text, a page and a Word file are one document each, a table one a row, whose text stands in
    ``column``. Ids are file names without ending, longer where two would be the same; a row's is
    ``<file>-<row>``, or its ``id`` cell. They do not depend on the order of ``paths``. Whatever cannot
    be read is told to ``on_error``, one `InputError` each, and left out.
    """
    sources = _sources(paths, on_error, column)
    ids = {source.id for source in sources}
    tables_in_all = sum(source.ending in TABLES for source in sources)
    for source in sources:
        try:
            if source.ending in TABLES:
                yield from _rows(source, column, on_error, ids - {source.id} if tables_in_all == 1 else None)
            else:
                yield _article(source)
        except InputError as error:
            on_error(error)
        except OSError as error:
            on_error(unreadable(Path(source.path), error))


def count(paths: Sequence[str | Path]) -> int:
    """How many documents ``paths`` hold at most; for tables, lines are counted. Reports no problem.

    Standard input, which can be read but once, counts as one.
    """
    total = 0
    for source in _sources([path for path in paths if str(path) != "-"], lambda _: None):
        if source.ending not in TABLES:
            total += 1
            continue
        try:
            with source.opener() as file:
                newlines = sum(
                    chunk.count(b"\n") for chunk in iter(functools.partial(file.read, 1 << 20), b"")
                )
        except OSError:
            continue
        total += max(0, newlines - (source.ending in (".csv", ".tsv")))
    return total + sum(str(path) == "-" for path in paths)


def detect_encoding(data: bytes, name: str) -> str:
    """The encoding that most of ``data``, the head of a stream, is in. Raises `InputError` if none fits."""
    found = decoding.survey(lambda: io.BytesIO(data), name)
    if found.mark and found.codec == "utf-8":
        return "utf-8-sig"
    return found.codec if found.fallback is None or found.mixed else found.fallback


# --- one file ---------------------------------------------------------------------------------------------


def _article(source: _Source) -> Document:
    if source.ending in (".html", ".htm"):
        found = extraction.page(source.opener, source.path)
        return document(source.id, found.text, found.flags)
    if source.ending == ".txt" and _begins_as_page(source):
        found = extraction.page(source.opener, source.path)
        told = Flag("extraction", "begins as a web page does, and was read as one")
        return document(source.id, found.text, (told, *found.flags))
    if source.ending == ".docx":
        found = extraction.word(source.opener, source.path)
        return document(source.id, found.text, found.flags)
    return _plain(source)


def _begins_as_page(source: _Source) -> bool:
    with source.opener() as file:
        head = file.read(HEAD)
    # In whatever encoding, tags are ASCII; in UTF-16 and UTF-32 they have zeros around them.
    return extraction.is_page(head.lstrip(_MARKS).replace(b"\0", b"").decode("latin-1"))


def _plain(source: _Source) -> Document:
    with source.opener() as file:
        size = file.seek(0, os.SEEK_END)
    if size == 0:
        raise InputError(source.path, "is empty", advice="Leave it out.")
    if size > LARGEST_TEXT:
        problem = f"is larger than {LARGEST_TEXT:,} bytes, which is no article"
        raise InputError(source.path, problem, advice="Make it a .jsonl file with one article a line.")
    found = decoding.survey(source.opener, source.path)
    lines = list(decoding.lines(source.opener, source.path, found))
    text = "".join(line.text for line in lines)
    if not text.strip():
        raise InputError(source.path, "holds nothing but white space", advice="Leave it out.")
    return document(source.id, text, decoding.flags(found, (line.codec for line in lines)))


def _rows(source: _Source, column: str, on_error: OnError, taken: set[str] | None) -> Iterator[Document]:
    """The rows of a table. Their own ids stand alone only where no other table may use the same ones.

    ``taken`` are the ids of the other files then, and None otherwise. The ids seen are kept: some hundred
    bytes a row is all that a table of any length takes.
    """
    names = _RowNames(source.id, taken)
    got_any = False
    for row in tables.rows(source.opener, source.path, source.ending, column, on_error):
        text, flags = extraction.cell(row.text)
        if not text:
            problem = f"has HTML without a word in the column {column!r}"
            on_error(InputError(source.path, problem, line=row.line, advice="The row is left out."))
            continue
        got_any = True
        yield document(names.of(row), text, (*row.flags, *flags))
    if not got_any:
        on_error(InputError(source.path, "has no row with a text", advice="Leave it out."))


class _RowNames:
    """Ids for the rows of a table, each once. Rows without an id cell cost no memory until one has it."""

    def __init__(self, table: str, taken: set[str] | None) -> None:
        self._table, self._prefix = table, f"{table}-" if taken is None else ""
        self._seen = set(taken or ())
        self._numbered = 0  # so many rows were numbered before the first one with an id of its own
        self._keyed = False

    def of(self, row: tables.Row) -> str:
        own = row.key.strip()
        id_ = self._prefix + safe(own) if own else f"{self._table}-{row.number}"
        self._keyed = self._keyed or bool(own)
        if not self._keyed:
            self._numbered = row.number
            return id_
        while id_ in self._seen or self._is_numbered(id_):
            id_ = f"{id_}-{row.number}"
        self._seen.add(id_)
        return id_

    def _is_numbered(self, id_: str) -> bool:
        number = id_.removeprefix(f"{self._table}-")
        return number != id_ and number.isascii() and number.isdigit() and int(number[:18]) <= self._numbered


# --- what there is to read ----------------------------------------------------------------------------------


def _sources(paths: Sequence[str | Path], on_error: OnError, column: str = "") -> list[_Source]:
    if isinstance(paths, str | Path):  # a text is a sequence of texts, too
        paths = [paths]
    files: dict[str, Path] = {}
    stdin = False
    for path in paths:
        if str(path) == "-":
            stdin = True
            continue
        for file in folders.files(Path(path), on_error):
            files.setdefault(os.path.realpath(file), file)  # a file named twice is read once
    ids = folders.ids(list(files.values()))
    sources = [_Source(str(file), ids[file], file.suffix.lower(), _opener(file)) for file in files.values()]
    if stdin:
        source = _sniffed(_Source("-", "stdin", ".txt", _stdin()), column)
        id_ = "stdin"
        # Rows are numbered after their table, as in `folders.ids`.
        while any(
            id_ == other or (source.ending in TABLES and other.startswith(f"{id_}-"))
            for other in ids.values()
        ):
            id_ = f"{id_}-"
        sources.insert(0 if str(paths[0]) == "-" else len(sources), replace(source, id=id_))
    return sources


def _sniffed(source: _Source, column: str) -> _Source:
    """Standard input has no ending: its first line tells JSON Lines (an object) and tables (a header)."""
    try:
        with source.opener() as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
            first = next((line for line in file if line.strip()), b"").removeprefix(codecs.BOM_UTF8)
    except OSError:
        return source  # and will be told where the source is read
    if size > LARGEST_TEXT:
        return source
    if tables.names_columns(first.decode("utf-8", "replace"), column):
        return replace(source, ending=".csv")
    return replace(source, ending=".jsonl") if _is_object(first) else source


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line.decode("latin-1")), dict)  # what JSON is made of is always ASCII
    except (ValueError, RecursionError):
        return False


def _opener(file: Path) -> decoding.Opener:
    def opener() -> BinaryIO:
        return file.open("rb")

    return opener


def _stdin() -> decoding.Opener:
    @functools.cache
    def data() -> bytes:
        return sys.stdin.buffer.read(LARGEST_TEXT + 1)

    def opener() -> BinaryIO:
        return io.BytesIO(data())

    return opener


__all__ = ["ADVICE", "count", "detect_encoding", "document", "paragraphs", "read"]
