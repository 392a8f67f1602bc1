"""Cleaning as a line filter with bounded memory: as many lines out as came in.

Evidence is gathered over a window of lines, so a stream of any length is cleaned without holding it; a
line longer than ``PIECE`` characters passes through in pieces.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from . import furniture
from .corpus import Edit
from .diagnosis import Diagnosis, diagnose
from .errors import InputError
from .languages import identify
from .repair import Rule, repair
from .rules import RULES

WINDOW_LINES = 400
WINDOW_CHARACTERS = 1 << 18
PIECE = 1 << 16
SAMPLE = 1 << 16  # bytes from which a stream's encoding is judged


@dataclass(frozen=True, slots=True)
class Line:
    """A cleaned line, with its line end: ``text`` is None where it was furniture and dropped."""

    number: int
    source: str
    text: str | None
    edits: tuple[Edit, ...]
    evidence: Diagnosis


def clean_lines(
    lines: Iterable[tuple[int, str]],
    *,
    lang: str | None = None,
    rules: Sequence[Rule] = (),
    drop_furniture: bool = False,
) -> Iterator[Line]:
    """Cleans numbered lines window by window. Every line comes out, in order."""
    from .rules.encoding import mend

    everything = (*RULES, *rules) if rules else None
    for window in _windows(lines):
        text = "".join(line for _, line in window)
        code = lang or identify(mend(text[:4000]))
        reasons = furniture.mark([line for _, line in window]) if drop_furniture else [None] * len(window)
        article = "".join(line for (_, line), reason in zip(window, reasons, strict=True) if reason is None)
        evidence = diagnose(mend(article, code), code)
        for (number, line), reason in zip(window, reasons, strict=True):
            if reason is not None:
                yield Line(number, line, None, (), evidence)
                continue
            body = line.rstrip("\r\n")
            repaired = repair(body, lang=code, evidence=evidence, rules=everything)
            yield Line(number, line, repaired.text + line[len(body) :], repaired.edits, evidence)


def _windows(lines: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    window: list[tuple[int, str]] = []
    held = 0
    for number, line in lines:
        window.append((number, line))
        held += len(line)
        if len(window) >= WINDOW_LINES or held >= WINDOW_CHARACTERS:
            yield window
            window, held = [], 0
    if window:
        yield window


def numbered_lines(stream: BinaryIO, name: str) -> Iterator[tuple[int, str]]:
    """The lines of a byte stream with their numbers; an endless line comes in pieces of one number.

    The encoding is judged from the first bytes: UTF-8, or what the detection library says. Raises
    `InputError` for a binary stream, and for bytes that do not fit the encoding, naming the line.
    """
    head = stream.read(SAMPLE)
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(name, "is a binary file", advice="`translate clean` takes text.")
    encoding = _encoding(head, name)
    number, rest = 1, ""
    for text in _decoded(itertools.chain([head], iter(lambda: stream.read(SAMPLE), b"")), encoding, name):
        rest += text
        lines = rest.split("\n")
        rest = lines.pop()
        for line in lines:
            yield number, line + "\n"
            number += 1
        while len(rest) > PIECE:
            border = rest.rfind(" ", PIECE // 2, PIECE) + 1 or PIECE
            yield number, rest[:border]
            rest = rest[border:]
    if rest:
        yield number, rest


def _encoding(head: bytes, name: str) -> str:
    from .sources import detect_encoding

    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        # The sample may end inside a character; anything earlier is not UTF-8.
        if error.start < len(head) - 4:
            return detect_encoding(head, name)
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
