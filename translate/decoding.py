"""Bytes to text, by lines, in bounded memory; what was not plain UTF-8 is told, never hidden.

Read in two passes: ``survey`` looks at all bytes once and decides, ``lines`` decodes. A line is what
ends in ``\\n``, ``\\r\\n`` or ``\\r``; no other character ends one.
"""

from __future__ import annotations

import codecs
import io
import re
import string
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from .corpus import Flag
from .errors import InputError

Opener = Callable[[], BinaryIO]
OnLong = Callable[[InputError], None]

# The longest line that is taken for text, in bytes: a longer one is a dump, and no paragraph of it could
# be split, repaired or shown in reasonable time.
LONGEST_LINE = 2_000_000
SAMPLE = 65_536
DAMAGED = "utf-8, damaged"

# UTF-32 first: its mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Latin letters read as cp1254 are right for Turkish, English, German and French alike: it differs from
# cp1252 in six letters only, which are Icelandic there. Offered both, the detector takes Turkish for cp1252.
LATIN: tuple[str, ...] = ("cp1254", "cp857")
CYRILLIC: tuple[str, ...] = ("cp1251", "koi8_r", "cp866", "iso8859_5")
# Bytes of more than ASCII in a row. Latin words have so many only of Turkish letters (ışığı) and of marks of
# print (”…); their bytes are those of cp1254, and of cp857 for the letters.
_RUN = re.compile(rb"[\x80-\xff]{4,}")
_LATIN_MARKS = "‘’“”•–—…\xa0«»©®°·".encode("cp1254")
_LATIN_IN_RUNS = _LATIN_MARKS + b"".join("çğıöşüÇĞİÖŞÜ".encode(codec) for codec in LATIN)
BINARY = (b"\x89PNG", b"\xff\xd8\xff", b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x7fELF", b"\xd0\xcf\x11\xe0")
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\f\v\x1b") + b"\x7f"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Survey:
    """What one pass over the bytes found.

    ``fallback`` decodes the lines that are not valid in ``codec``; ``mark`` is the length of the byte
    order mark; ``why`` says why the codec is not plain UTF-8, if it is not.
    """

    codec: str
    mark: int = 0
    fallback: str | None = None
    mixed: bool = False
    why: str = ""


class Line(NamedTuple):
    """A line with its end. ``codec`` is what it was decoded as; ``DAMAGED`` where bytes were lost."""

    text: str
    codec: str


def split_lines(text: str) -> list[str]:
    r"""The lines of ``text`` with their ends; joined, ``text``.

    >>> split_lines("a\r\n\rb\u2028c\n")
    ['a\r\n', '\r', 'b\u2028c\n']
    """
    return _LINE.findall(text)


def survey(opener: Opener, path: str | Path, on_long: OnLong | None = None) -> Survey:
    """Looks at all bytes once. Raises `InputError` where they are not text.

    A line that is too long is an error too, unless ``on_long`` takes it; it counts as a blank line then.
    """
    with opener() as file:
        head = file.read(SAMPLE)
    if head.startswith(BINARY):
        raise InputError(path, "is a binary file, not text", advice="Export its text as UTF-8.")
    for mark, marked in MARKS:
        if head.startswith(mark) and marked == "utf-8":
            return _survey_bytes(opener, path, len(mark), on_long)
        if head.startswith(mark):
            return Survey(marked, len(mark), why="its byte order mark says so")
    if codec := _wide(head):
        return Survey(codec, why="it looks like UTF-16, though it has no byte order mark")
    return _survey_bytes(opener, path, 0, on_long)


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: one byte of each pair is that of a European alphabet's block."""
    if b"\0" not in head or len(head) < 2:
        return None
    blocks = b"\0\1\2\4\x20"
    for codec, high, low in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        others = len(high.translate(None, blocks))
        if others * 20 <= len(high) and b"\0" not in low:
            return codec
    return None


def _survey_bytes(opener: Opener, path: str | Path, mark: int, on_long: OnLong | None) -> Survey:
    size = controls = nuls = 0
    bad, mixed = bytearray(), False
    for raw in _raw_lines(opener, path, mark, on_long and (lambda _: None)):
        size += len(raw)
        if raw.isascii():
            if len(stripped := raw.translate(None, _CONTROLS)) < len(raw):
                controls += len(raw) - len(stripped)
                nuls += raw.count(0)
            continue
        controls += len(raw) - len(raw.translate(None, _CONTROLS))
        nuls += raw.count(0)
        if _as_utf8(raw) is not None or (mixed and _is_cut(raw)):
            mixed = True
        elif len(bad) < SAMPLE:
            bad += raw
    if (nuls and bad) or controls * 2 > size:
        raise InputError(path, "is a binary file, not text", advice="Export its text as UTF-8.")
    if not bad:
        return Survey("utf-8", mark, mixed=mixed)
    fallback = _guess(bytes(bad))
    if fallback is None:
        raise InputError(
            path, "is neither UTF-8 nor any encoding that was looked for", advice="Save it as UTF-8 text."
        )
    return Survey("utf-8", mark, fallback, mixed=mixed, why="it is not UTF-8")


def _raw_lines(
    opener: Opener, path: str | Path, skip: int = 0, on_long: OnLong | None = None
) -> Iterator[bytes]:
    with opener() as file:
        file.seek(skip)
        number = 0
        while raw := file.readline(LONGEST_LINE + 1):
            number += 1
            if len(raw) > LONGEST_LINE:
                error = _too_long(path, number)
                if on_long is None:
                    raise error
                on_long(error)
                while raw and not raw.endswith(b"\n"):
                    raw = file.readline(LONGEST_LINE)
                raw = b"\n"
            yield raw


def _too_long(path: str | Path, number: int) -> InputError:
    problem = f"holds a line of more than {LONGEST_LINE:,} bytes, which is no paragraph"
    return InputError(path, problem, line=number, advice="Break it into lines, or leave it out.")


def _as_utf8(raw: bytes) -> Line | None:
    """The line if it is UTF-8, be it with a broken character or two; None if it is something else."""
    try:
        return Line(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = raw.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    whole = sum(not letter.isascii() for letter in text) - lost
    # Other encodings hold valid sequences by chance, though never so many.
    return Line(text, DAMAGED) if whole > 4 * lost else None


def _is_cut(raw: bytes) -> bool:
    """Whether the text ends inside a character."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return False


def _guess(bad: bytes) -> str | None:
    """The 8-bit encoding of ``bad``: a Cyrillic one if most letters are, or those that stand in a row."""
    from charset_normalizer import from_bytes

    ascii_letters = sum(bad.count(letter) for letter in string.ascii_letters.encode())
    others = len(bad) - len(bad.translate(None, bytes(range(128, 256))))
    candidates = CYRILLIC if others > ascii_letters or _has_cyrillic_words(bad) else LATIN
    best = from_bytes(bad, cp_isolation=list(candidates)).best()
    if best is not None:
        return str(best.encoding)
    # Too little text for the detector, but there are words around the few letters in question.
    return candidates[0] if others <= ascii_letters and _decodes(bad, candidates[0]) else None


def _has_cyrillic_words(bad: bytes) -> bool:
    """Whether most letters beyond ASCII stand in words of nothing else, as in English that names Коммерсантъ.

    One byte again and again is a line that was drawn, not a word.
    """
    runs = [run for run in _RUN.findall(bad) if len(set(run)) > 2]
    words = sum(len(run) for run in runs if 2 * len(run.translate(None, _LATIN_IN_RUNS)) > len(run))
    others = sum(byte >= 128 and byte not in _LATIN_MARKS for byte in bad)
    return 2 * words > others


def _decodes(raw: bytes, codec: str) -> bool:
    try:
        raw.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def lines(opener: Opener, path: str | Path, found: Survey, on_long: OnLong | None = None) -> Iterator[Line]:
    """The lines, decoded; joined, the text. Raises `InputError` with the line that cannot be decoded."""
    if found.codec == "utf-8":
        for number, raw in enumerate(_raw_lines(opener, path, found.mark, on_long), 1):
            text, codec = _decode(raw, found, path, number)
            for line in split_lines(text):
                yield Line(line, codec)
        return
    with opener() as file:
        file.seek(found.mark)
        wide = io.TextIOWrapper(file, encoding=found.codec, newline="")
        number = 0
        try:
            while line := wide.readline(LONGEST_LINE + 1):
                number += 1
                if len(line) > LONGEST_LINE:
                    raise _too_long(path, number)
                yield Line(line, found.codec)
        except UnicodeDecodeError as error:
            raise InputError(
                path,
                f"is damaged {found.codec.upper()} ({error.reason})",
                line=number + 1,
                advice="Save it as UTF-8.",
            ) from error


def _decode(raw: bytes, found: Survey, path: str | Path, number: int) -> Line:
    if line := _as_utf8(raw):
        return line
    if found.mixed and _is_cut(raw):
        return Line(raw.decode("utf-8", "replace"), DAMAGED)
    try:
        return Line(raw.decode(found.fallback or "utf-8"), found.fallback or "utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            path, f"is neither UTF-8 nor {found.fallback}", line=number, advice="Save the file as UTF-8 text."
        ) from error


def flags(found: Survey, codecs_of_lines: Iterable[str], first: int = 1) -> tuple[Flag, ...]:
    """What a reader should know of how the lines were decoded: one flag for each encoding but UTF-8.

    ``first`` is the number of the first of them in the file.
    """
    told: list[Flag] = []
    if found.mark:
        told.append(Flag("encoding", "began with a byte order mark, which is not part of the text"))
    if found.codec != "utf-8":
        return (*told, Flag("encoding", f"decoded as {found.codec}: {found.why}"))
    numbers: dict[str, list[int]] = {}
    for number, codec in enumerate(codecs_of_lines, first):
        if codec != "utf-8":
            numbers.setdefault(codec, []).append(number)
    for codec, where in numbers.items():
        if codec == DAMAGED:
            told.append(Flag("encoding", f"{_spans(where)}: bytes that are not UTF-8 stand as U+FFFD"))
        elif found.mixed:
            told.append(Flag("encoding", f"{_spans(where)}: decoded as {codec}; the rest is UTF-8"))
        else:
            told.append(Flag("encoding", f"decoded as {codec}: {found.why}"))
    return tuple(told)


def _spans(numbers: list[int]) -> str:
    """Line numbers for people.

    >>> _spans([3]), _spans([3, 7, 8, 9])
    ('line 3', 'lines 3, 7–9')
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs[:20])
    return f"line{'s' if len(numbers) > 1 else ''} {shown}{' and more' if len(runs) > 20 else ''}"


__all__ = ["Line", "Opener", "Survey", "flags", "lines", "split_lines", "survey"]
