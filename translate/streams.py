"""The standard streams, and the files that are named like one: opened, checked, given up."""

from __future__ import annotations

import contextlib
import itertools
import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, NamedTuple

from .decoding import MARKS
from .errors import InputError

PIECE = 1 << 16  # characters
SAMPLE = 1 << 16  # bytes from which a stream's encoding is judged


def opened(name: str) -> Any:
    """The bytes of a file, or of standard input for "-". Raises `InputError` where there are none."""
    if name == "-":
        check_stdin()
        return os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    try:
        return open(name, "rb")
    except OSError as error:
        raise InputError(
            name, error.strerror or str(error), advice="Give the path of a text file."
        ) from error


class Text(NamedTuple):
    """The lines of a byte stream with their numbers, and what is to be known to write it again.

    ``mark`` is the byte order mark of UTF-8 where the stream began with it; it is no part of the lines.
    """

    lines: Iterator[tuple[int, str]]
    encoding: str
    mark: str


def text(stream: BinaryIO, name: str, lang: str = "en") -> Text:
    """A byte stream as text. A line longer than ``PIECE`` comes in pieces, each of whole sentences.

    The encoding is judged from the first bytes: UTF-8, or what the detection library says. Raises
    `InputError` for a binary stream, and for bytes that do not fit the encoding, naming the line.
    """
    name = "standard input" if name == "-" else name
    head = stream.read(SAMPLE)
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(name, "is a binary file", advice="This command takes text.")
    encoding = _encoding(head, name)
    mark = next((mark for mark, _ in MARKS if head.startswith(mark)), b"")
    chunks = itertools.chain([head[len(mark) :]], iter(lambda: stream.read(SAMPLE), b""))
    lines = _numbered(_decoded(chunks, encoding, name), lang)
    return Text(lines, encoding, "\ufeff" if mark and encoding == "utf-8" else "")


def _numbered(chunks: Iterable[str], lang: str) -> Iterator[tuple[int, str]]:
    number, rest = 1, ""
    for chunk in chunks:
        rest += chunk
        lines = rest.split("\n")
        rest = lines.pop()
        for line in lines:
            yield number, line + "\n"
            number += 1
        while len(rest) > PIECE:
            border = _border(rest[:PIECE], lang)
            yield number, rest[:border]
            rest = rest[border:]
    if rest:
        yield number, rest


def _border(text: str, lang: str) -> int:
    """Where the beginning of a long line is cut: before the last sentence that begins in it, or a word."""
    from .sentences import split

    half = len(text) // 2
    *whole, last = split(text[half:], lang)
    return len(text) - len(last) if whole else text.rfind(" ", half) + 1 or len(text)


def _encoding(head: bytes, name: str) -> str:
    from .sources import detect_encoding

    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        # The sample may end inside a character; anything earlier is not UTF-8.
        if error.start < len(head) - 4:
            return detect_encoding(head, name).removesuffix("-sig")
    return "utf-8"


def _decoded(chunks: Iterable[bytes], encoding: str, name: str) -> Iterator[str]:
    import codecs

    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    try:
        for chunk in chunks:
            text = decoder.decode(chunk)
            line += text.count("\n")
            yield text
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        broken = line + error.object[: error.start].count(b"\n")
        raise InputError(
            name, f"is not {encoding} throughout (byte 0x{error.object[error.start]:02x})", line=broken,
            advice="Convert the file to UTF-8, or use `translate run`, which decodes line by line.",
        ) from error  # fmt: skip


def check_stdin() -> None:
    """Raises `InputError` where standard input is closed (``<&-``)."""
    if sys.stdin is None:
        raise InputError("standard input", "is closed", advice="Give it a file or a pipe to read from.")


def replace_closed_stderr() -> None:
    """Lets messages vanish where standard error is closed (``2>&-``): print would put them on stdout."""
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115 (it stays open to the end)


def discard_output() -> None:
    """Keeps Python from trying, and complaining, at exit: what cannot be written goes nowhere."""
    with contextlib.suppress(OSError):
        sys.stdout.flush()
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def failure(error: OSError) -> str:
    """What to say of an error that no module has put in words: mostly one of the standard streams'."""
    where = error.filename or "standard input or output"
    reason = error.strerror or str(error)
    return f"{where}: {reason}. See that it can be read or written, and run the same command again."
