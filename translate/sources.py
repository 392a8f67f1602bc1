"""Files to documents: text, Markdown, HTML, Word, JSON Lines, CSV and TSV; folders; standard input.

A paragraph is one line that is not blank, with the blank lines after it; leading blank lines belong to
the first. Joined, the paragraphs of a .txt or .md file are its text, character for character: Markdown
is kept as it is written, its signs included. Every problem goes to ``on_error``, and the rest is read.
"""

from __future__ import annotations

import functools
import hashlib
import io
import logging
import os
import re
import stat
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from . import decoding, extraction, furniture, tables
from .corpus import Document, Flag, Paragraph
from .errors import InputError

log = logging.getLogger(__name__)

OnError = Callable[[InputError], None]

# One article is held in memory as a whole.
LARGEST_TEXT = 128_000_000
# How to get text out of what is not read here.
EXPORT = {
    ".pdf": "Save its text as .txt (pdftotext does).",
    ".doc": "Save it as .docx.",
    ".odt": "Save it as .docx.",
    ".rtf": "Save it as .docx.",
    ".xls": "Save the sheet as .csv.",
    ".xlsx": "Save the sheet as .csv.",
    ".json": "Write one object a line and name it .jsonl.",
    ".gz": "Unpack it.",
    ".zip": "Unpack it.",
}


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
    found: list[str] = []
    pending = ""
    for line in decoding.split_lines(text):
        if line.strip():
            found.append(pending + line)
            pending = ""
        elif found:
            found[-1] += line
        else:
            pending += line
    return found or ([pending] if pending else [])


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
    sources = _sources(paths, on_error)
    ids = {source.id for source in sources}
    tables_in_all = sum(source.ending in _TABLES for source in sources)
    for source in sources:
        try:
            if source.ending in _TABLES:
                yield from _rows(source, column, on_error, ids - {source.id} if tables_in_all == 1 else None)
            else:
                yield _article(source)
        except InputError as error:
            on_error(error)
        except OSError as error:
            on_error(_unreadable(Path(source.path), error))


def count(paths: Sequence[str | Path]) -> int:
    """How many documents ``paths`` hold at most; for tables, lines are counted. Reports no problem."""
    total = 0
    for source in _sources(
        [path for path in paths if str(path) != "-"], lambda error: log.debug("%s", error)
    ):
        if source.ending not in _TABLES:
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
    if source.ending == ".docx":
        found = extraction.word(source.opener, source.path)
        return document(source.id, found.text, found.flags)
    return _plain(source)


def _plain(source: _Source) -> Document:
    with source.opener() as file:
        size = file.seek(0, os.SEEK_END)
    if size == 0:
        raise InputError(source.path, "is empty", advice="Leave it out.")
    if size > LARGEST_TEXT:
        problem = f"is larger than {LARGEST_TEXT:,} bytes, which is no article"
        raise InputError(source.path, problem, advice="Make it a .jsonl with one article a line.")
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
        got_any = True
        yield document(names.of(row), row.text, row.flags)
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
        id_ = self._prefix + _safe(own) if own else f"{self._table}-{row.number}"
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


_TABLES = (".jsonl", ".ndjson", ".csv", ".tsv")
_ENDINGS = (".txt", ".md", ".html", ".htm", ".docx", *_TABLES)
ADVICE = f"Endings that are read: {' '.join(_ENDINGS)}."


# --- files and their names ----------------------------------------------------------------------------------


def _sources(paths: Sequence[str | Path], on_error: OnError) -> list[_Source]:
    files: dict[str, Path] = {}
    stdin = False
    for path in paths:
        if str(path) == "-":
            stdin = True
            continue
        for file in _files(Path(path), on_error):
            files.setdefault(os.path.realpath(file), file)  # a file named twice is read once
    ids = _ids(list(files.values()))
    sources = [_Source(str(file), ids[file], file.suffix.lower(), _opener(file)) for file in files.values()]
    if stdin:
        id_ = "stdin"
        while id_ in ids.values():
            id_ = f"{id_}-"
        sources.insert(0 if str(paths[0]) == "-" else len(sources), _Source("-", id_, ".txt", _stdin()))
    return sources


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


def _files(path: Path, on_error: OnError) -> Iterator[Path]:
    """The files that can be read, at ``path`` or below it, in sorted order; links are followed."""
    waiting: list[tuple[Path, frozenset[str]]] = [(path, frozenset())]
    seen: set[str] = set()
    while waiting:
        here, above = waiting.pop()
        named = not above
        try:
            mode = here.stat().st_mode
            if stat.S_ISDIR(mode):
                real = os.path.realpath(here)
                if real in above:
                    on_error(InputError(here, "leads back to a folder above it", advice="Remove the link."))
                    continue
                if real in seen:
                    continue
                seen.add(real)
                names = sorted(os.listdir(here), reverse=True)
                if not named and {"corpus.jsonl", "run.json"} <= set(names):
                    log.info("%s was written by a run and is not read", here)
                    continue
                waiting += [(here / name, above | {real}) for name in names if not name.startswith(".")]
                continue
        except OSError as error:
            on_error(_unreadable(here, error))
            continue
        if not stat.S_ISREG(mode):
            on_error(InputError(here, "is neither a file nor a folder", advice="Leave it out."))
        elif here.suffix.lower() not in _ENDINGS:
            ending = here.suffix.lower()
            problem = (
                f"has the ending {ending!r}, which is not read"
                if ending
                else "has no ending that says what it is"
            )
            on_error(InputError(here, problem, advice=f"{EXPORT.get(ending, '')} {ADVICE}".strip()))
        elif not named and here.stem.upper() == "README":
            log.info("%s describes its folder and is not read", here)
        else:
            yield here


def _unreadable(path: Path, error: OSError) -> InputError:
    if isinstance(error, FileNotFoundError):
        problem = "is a link to nothing" if path.is_symlink() else "does not exist"
        return InputError(path, problem, advice="Check the spelling.")
    return InputError(
        path, f"cannot be read ({error.strerror or error})", advice="Check links and permissions."
    )


def _ids(files: Sequence[Path]) -> dict[Path, str]:
    """An id for each file: the shortest of its names that no other file has, whatever the order."""
    names = {file: list(_names(file)) for file in files}
    level = dict.fromkeys(files, 0)
    while True:
        ids = {file: names[file][level[file]] for file in files}
        shared = {id_ for id_, times in Counter(ids.values()).items() if times > 1}
        # A table's rows are numbered after it: `news.csv` would own the id of `news-1.txt`.
        for file, id_ in ids.items():
            if file.suffix.lower() in _TABLES:
                shared |= {id_ for other in ids.values() if other.startswith(id_ + "-")}
        clashing = [file for file in files if ids[file] in shared and level[file] + 1 < len(names[file])]
        if not clashing:
            return ids
        for file in clashing:
            level[file] += 1


def _names(file: Path) -> Iterator[str]:
    """Ever longer names: ``a``, ``folder-a``, ``a.txt``, ``folder-a.txt``, …, and one that is unique."""
    parents = [part for part in Path(os.path.abspath(file)).parent.parts if part != os.sep]
    for name in (file.stem, file.name):
        yield _safe(name)
        if parents:
            yield _safe("-".join((parents[-1], name)))
    for depth in range(2, len(parents) + 1):
        yield _safe("-".join((*parents[-depth:], file.name)))
    digest = hashlib.sha256(os.fsencode(os.path.realpath(file))).hexdigest()[:12]
    yield f"{_safe(file.stem)}.{digest}"


def _safe(name: str) -> str:
    """``name`` without the characters that would break a table, an id or a file name.

    >>> _safe(" a:b/c\\td ")
    'a-b-c_d'
    """
    name = unicodedata.normalize("NFC", name.strip())
    name = re.sub(r"[:/\\]+", "-", re.sub(r"\s+", "_", name))
    return (
        "".join("_" if unicodedata.category(letter)[0] == "C" else letter for letter in name)[:200]
        or "document"
    )


__all__ = ["ADVICE", "count", "detect_encoding", "document", "paragraphs", "read"]
