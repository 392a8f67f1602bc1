"""Moses pairs: two files of as many lines, one sentence a line, and the ids of the lines in a third.

For ``corpus.moses``, ``corpus.tr-en.tr``, ``corpus.tr-en.en`` and ``corpus.tr-en.ids`` for each language.
Repaired English is a pair, too (``corpus.en-en.original``, ``corpus.en-en.en``), for training post-editors.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from ..corpus import Segment
from ..errors import OutputError
from ..languages import LANGUAGES
from .characters import UNICODE, escape
from .whole import replacing
from .xliff import sides

log = logging.getLogger(__name__)

# Whatever some program takes for the end of a line (as str.splitlines does), and other control characters.
BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def write(segments: Iterable[Segment], path: Path) -> list[Path]:
    """The sentences that have two sides and were not rejected; line breaks inside one become a space."""
    files: dict[str, list[TextIO]] = {}
    paths: list[Path] = []
    with ExitStack() as stack:
        for segment in segments:
            lines = (_line(sides(segment)), _line(segment.final or ""), _line(segment.id))
            if not all(lines):
                continue
            if segment.lang not in files:
                group = _paths(path, segment.lang)
                paths += group
                parts = [stack.enter_context(replacing(one)) for one in group]
                files[segment.lang] = [
                    stack.enter_context(open(part, "w", encoding="utf-8", newline="\n")) for part in parts
                ]
            for file, line in zip(files[segment.lang], lines, strict=True):
                file.write(line + "\n")
    _remove_older(path, paths)
    if not paths:
        problem = "nothing was written, for the corpus has no sentence with two sides that nobody rejected"
        raise OutputError(f"{path}: {problem}. Choose another format, with -f.")
    return paths


def _remove_older(path: Path, paths: list[Path]) -> None:
    """Pairs of an earlier export in a language that this one has none of would be taken for parts of it."""
    for group in (_paths(path, lang) for lang in LANGUAGES):
        # Where one of the three is missing, the others are not ours.
        if not set(group).intersection(paths) and all(part.exists() for part in group):
            for part in group:
                part.unlink()
            log.warning("%s and its two companions are removed: they were of an earlier export", group[0])


def _paths(path: Path, lang: str) -> list[Path]:
    code = re.sub(r"[^0-9A-Za-z-]", "_", lang)
    endings = ("original" if code == "en" else code, "en", "ids")
    return [path.with_name(f"{path.stem}.{code}-en.{ending}") for ending in endings]


def _line(text: str) -> str:
    return escape(BREAKS.sub(" ", text).strip(), UNICODE)
