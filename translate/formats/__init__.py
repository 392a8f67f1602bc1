"""The formats a corpus can be written in, one row each; those that people edit can be read back.

To add one: a module with ``write(segments, path) -> list[Path]`` and, if people edit it,
``read(path, on_error) -> Iterator[Decision]``; a row here; a section in docs/formats.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..corpus import Segment
    from ..decisions import Decision
    from ..errors import InputError

Write = Callable[["Iterable[Segment]", Path], list[Path]]
Read = Callable[[Path, Callable[["InputError"], None]], "Iterator[Decision]"]


def _itself(path: Path) -> Iterable[Path]:
    return (path,)


@dataclass(frozen=True, slots=True)
class Format:
    """``why`` says whom it is for, ``loses`` what of the record it does not hold.

    ``make`` makes the file, or several whose names begin alike, and returns their paths; ``parts`` names
    those that may be there. ``read`` gives the decisions in an edited file, and hands the rows it cannot use
    to its second argument; it is None where a format is not for editing. ``is_text``: always one text file.
    """

    name: str
    suffix: str
    why: str
    make: Write
    read: Read | None
    loses: str
    is_text: bool = False
    parts: Callable[[Path], Iterable[Path]] = _itself

    def write(self, segments: Iterable[Segment], path: Path) -> list[Path]:
        """Writes the file or files and returns their paths.

        What people decided in a file that stood there, and ``segments`` do not say, is kept beside it.
        """
        if self.read is None:
            return self.make(segments, path)
        from .older import sparing

        with sparing(self.parts(path), self.read, segments) as watched:
            return self.make(watched, path)


def _late(name: str) -> Any:
    """A function of a module of this package, imported at its first call: most need a library."""
    module, _, function = name.partition(".")

    def call(*arguments: Any) -> Any:
        return getattr(import_module(f".{module}", __package__), function)(*arguments)

    return call


FORMATS: Mapping[str, Format] = {
    row.name: row
    for row in (
        Format(
            "jsonl", ".jsonl", "programs; the corpus itself, and decisions on it",
            _late("jsonl.write"), _late("jsonl.read"), "nothing", is_text=True,
        ),
        Format(
            "tsv", ".tsv", "programs and command lines",
            _late("tables.write_tsv"), _late("tables.read_tsv"),
            "white space around source and cleaned; edits are told, not kept as data", is_text=True,
        ),
        Format(
            "csv", ".csv", "any spreadsheet",
            _late("tables.write_csv"), _late("tables.read_csv"),
            "white space around source and cleaned; edits are told, not kept as data", is_text=True,
        ),
        Format(
            "tmx", ".tmx", "translation memories: OmegaT, memoQ, Trados, Okapi (TMX 1.4b)",
            _late("tmx.write"), _late("tmx.read"),
            "sentences without an English side (furniture, rejected); edits", is_text=True,
        ),
        Format(
            "xliff", ".xlf", "translation tools that read XLIFF 2: Swordfish, Phrase, Okapi (XLIFF 2.1)",
            _late("xliff.write"), _late("xliff.read"),
            "furniture; edits are told in notes, not kept as data", parts=_late("xliff.parts"),
        ),
        Format(
            "xliff12", ".12.xlf", "the other translation tools: OmegaT, memoQ, Trados, Weblate (XLIFF 1.2)",
            _late("xliff12.write"), _late("xliff.read"),
            "furniture; edits are told in notes, not kept as data", parts=_late("xliff12.parts"),
        ),
        Format(
            "xlsx", ".xlsx", "review in Excel or LibreOffice",
            _late("xlsx.write"), _late("xlsx.read"),
            "engine, time of review, texts of more than 32,767 characters; edits are told, not kept as data",
        ),
        Format(
            "docx", ".docx", "review in Word: a bilingual table",
            _late("docx.write"), _late("docx.read"),
            "furniture, engine, name and time of the reviewer; edits are shown, not kept as data",
            parts=_late("docx.parts"),
        ),
        Format(
            "moses", ".moses", "training and evaluation of translation systems: two files, line by line",
            _late("moses.write"), None,
            "all but ids and texts; line breaks; sentences without two sides",
        ),
        Format(
            "parquet", ".parquet", "data frames, and `datasets.load_dataset`",
            _late("parquet.write"), None, "nothing",
        ),
        Format(
            "markdown", ".md", "reading, in a browser or on GitHub",
            _late("markdown.write"), None, "all but texts, flags and decisions", is_text=True,
        ),
        Format(
            "review", ".html", "review in a browser without a server; decisions come back as jsonl",
            _late("review.write"), None, "nothing that a reviewer needs",
        ),
    )
}  # fmt: skip

__all__ = ["FORMATS", "Format"]
