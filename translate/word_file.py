"""The text of a Word file: its paragraphs, tables, text boxes and notes, tracked changes as if accepted."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from . import decoding
from .corpus import Flag
from .errors import InputError

LARGEST_DOCUMENT = 200_000_000  # unpacked
_NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
_W = f"{{{_NAMESPACES['w']}}}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = f"{{{_NAMESPACES['mc']}}}Fallback"  # says again what a text box says
_SIGNS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "\u2011"}
_PASSED_OVER = {_FALLBACK, *(_W + name for name in ("p", "pPr", "rPr", "sdtPr", "del", "moveFrom"))}
# What is no part of the text any more, though it still stands in the file.
_LIVE = (
    "[not(ancestor::mc:Fallback or ancestor::w:del or ancestor::w:moveFrom"
    " or ancestor::w:tr[w:trPr/w:del] or ancestor::w:tc[w:tcPr/w:cellDel])]"
)
_NOTES = ("footnote", "endnote")
_LEFT_OUT = ("header", "footer", "comments")  # as the relationships to these parts are called


def read(opener: decoding.Opener, path: str) -> tuple[str, tuple[Flag, ...]]:
    """The paragraphs in their order, footnotes and endnotes after them; a flag tells what is left out.

    Raises `InputError` where the file is damaged, or unpacks to more than an article can be.
    """
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    # What zipfile, python-docx and lxml raise on archives that are cut short, encrypted or lack parts.
    damage = (
        *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, OpcError, LxmlError),
        *(EOFError, KeyError, ValueError, RuntimeError, AttributeError),
    )
    advice = "Open it in a word processor and save it again as .docx, or as .txt."
    try:
        with opener() as file:
            _check_size(file, path)
            body, parts = _parts(file)
    except damage as error:
        reason = " ".join(str(error).split())[:100] or type(error).__name__
        raise InputError(path, f"is not a sound .docx file ({reason})", advice=advice) from error
    paragraphs = [*_paragraphs(body), *_notes(body, parts)]
    for number, paragraph in enumerate(paragraphs, 1):
        if len(paragraph) > decoding.LONGEST_LINE:
            problem = f"holds a paragraph of {len(paragraph):,} characters, number {number}"
            raise InputError(path, problem, advice="Break it into paragraphs.")
    text = "".join(paragraph + "\n" for paragraph in paragraphs)
    if not text.strip():
        raise InputError(path, "holds no text", advice="If it is a scan, recognise its text first.")
    return text, _left_out(parts)


def _check_size(file: BinaryIO, path: str) -> None:
    with zipfile.ZipFile(file) as packed:
        size = sum(entry.file_size for entry in packed.infolist())
    if size > LARGEST_DOCUMENT:
        problem = f"unpacks to {size:,} bytes, more than an article can be"
        raise InputError(path, problem, advice="Save its text as .txt.")
    file.seek(0)


def _parts(file: BinaryIO) -> tuple[Any, list[tuple[str, Any]]]:
    """The body, and the parts beside it that may hold text, each with what it is."""
    import docx
    from docx.oxml import parse_xml

    document = docx.Document(file)
    body = document.element.body
    if body is None:
        raise ValueError("it has no body")
    wanted = {*(f"{note}s" for note in _NOTES), *_LEFT_OUT}
    kinds = ((rel.reltype.rpartition("/")[2], rel) for rel in document.part.rels.values())
    return body, [
        (kind, parse_xml(rel.target_part.blob))
        for kind, rel in kinds
        if kind in wanted and not rel.is_external
    ]


def _notes(body: Any, parts: list[tuple[str, Any]]) -> Iterator[str]:
    """The notes that the body points to, in the order in which it does; no other note is ever shown."""
    for name in _NOTES:
        notes = {
            note.get(_W + "id"): note
            for kind, part in parts
            if kind == f"{name}s"
            for note in part.iter(_W + name)
        }
        for mark in dict.fromkeys(mark.get(_W + "id") for mark in _live(body, f"{name}Reference")):
            if mark in notes:
                # After the note's own number, which is no text, editors put a blank.
                yield from (paragraph.lstrip() for paragraph in _paragraphs(notes[mark]))


def _left_out(parts: list[tuple[str, Any]]) -> tuple[Flag, ...]:
    counts = {
        name: sum(len(text.split()) for kind, part in parts if kind == name for text in _paragraphs(part))
        for name in _LEFT_OUT
    }
    told = ", ".join(f"{count:,} in {name.removesuffix('s')}s" for name, count in counts.items() if count)
    return (Flag("extraction", f"words left out: {told}"),) if told else ()


def _paragraphs(part: Any) -> Iterator[str]:
    begun = ""
    for paragraph in _live(part, "p"):
        begun += "".join(_pieces(paragraph))
        if not _joins_the_next(paragraph):
            yield begun
            begun = ""
    if begun:
        yield begun


def _joins_the_next(paragraph: Any) -> bool:
    """Whether its end was taken away, and a paragraph follows."""
    marks = (paragraph.find(f"w:pPr/w:rPr/w:{name}", _NAMESPACES) for name in ("del", "moveFrom"))
    following = next(paragraph.itersiblings(_W + "p", _W + "tbl"), None)
    return any(mark is not None for mark in marks) and following is not None and following.tag == _W + "p"


def _live(part: Any, name: str) -> list[Any]:
    from lxml import etree

    return cast(list[Any], etree.XPath(f".//w:{name}{_LIVE}", namespaces=_NAMESPACES)(part))


def _pieces(element: Any) -> Iterator[str]:
    """The text under ``element``, without that of paragraphs inside it: they stand for themselves."""
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        if child.tag in (_W + "t", _MATHS + "t"):
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _PASSED_OVER:
            waiting.extend(reversed(child))


__all__ = ["read"]
