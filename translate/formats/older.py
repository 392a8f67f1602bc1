"""What an earlier export left: under the names of this one's files, and beside them."""

from __future__ import annotations

import filecmp
import itertools
import logging
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..corpus import Segment
from ..decisions import Decision, basis, content, resolved, wanted
from ..errors import InputError, OutputError
from . import Read
from .whole import replacing

log = logging.getLogger(__name__)


def remove_older(paths: Iterable[Path], read: Read) -> None:
    """Removes files of an earlier export that this one has none of: they would be taken for parts of it.

    Files of others stay. Raises `OutputError` that names those in which somebody decided something.
    """
    worked_on = []
    for path in filter(Path.exists, paths):
        problems: list[InputError] = []
        rows_read = {(bool(row.basis), _is_untouched(row)) for row in read(path, problems.append)}
        if rows_read == {(True, True)} and not problems:
            remove(path)
        elif any(ours for ours, _ in rows_read):
            worked_on.append(str(path))
    if worked_on:
        raise OutputError(
            f"{', '.join(worked_on)}: left from an earlier export, with people's work in it; all of this "
            "export was written beside it. Import it, then move it away."
        )


def remove(path: Path) -> None:
    """Removes a file, and tells it."""
    path.unlink()
    log.warning("%s is removed: it was of an earlier export", path)


def _is_untouched(row: Decision) -> bool:
    """As in `reviews`: a row that says what it was exported with is no decision."""
    return row.basis == basis(row.state, row.target, row.note)


@contextmanager
def sparing(paths: Iterable[Path], read: Read, segments: Iterable[Segment]) -> Iterator[Iterable[Segment]]:
    """Keeps copies of those files in ``paths`` that are replaced inside the block and hold people's work.

    That is what somebody decided in them and the corpus does not say; the ``segments`` that are handed out
    show it on their way to the file. What cannot be read is taken for work, too.
    """
    copies = [
        (path, _copy(path), rows) for path in paths if path.is_file() and (rows := _decided(path, read))
    ]
    try:
        yield _watched(segments, [rows for _, _, rows in copies])
    finally:
        for path, copy, rows in copies:
            if not any(rows.values()) or filecmp.cmp(path, copy, shallow=False):
                copy.unlink()
            else:
                log.warning(
                    "%s had people's work in it that is not in the corpus; it is kept as %s. "
                    "`translate import` puts it into the corpus",
                    *(path, copy),
                )


def _decided(path: Path, read: Read) -> dict[str, list[Decision | None]]:
    """The rows in which somebody may have decided something, by id; what cannot be read is None."""
    found: dict[str, list[Decision | None]] = {}
    problems: list[InputError] = []
    for row in read(path, problems.append):
        if not _is_untouched(row):
            found.setdefault(row.id, []).append(row)
    if problems and path.stat().st_size:
        found.setdefault("", []).append(None)
    return found


def _watched(segments: Iterable[Segment], files: list[dict[str, list[Decision | None]]]) -> Iterator[Segment]:
    """Passes the records on, and strikes the decisions that they hold from ``files``."""
    for segment in segments:
        for rows in files:
            if mine := rows.get(segment.id):
                rows[segment.id] = [row for row in mine if row is None or not _holds(segment, row)]
        yield segment


def _holds(segment: Segment, row: Decision) -> bool:
    """Whether the record says already what the row does: it was imported, or never was a decision."""
    if row.digest not in ("", segment.digest):
        return False
    try:
        review = wanted(segment, resolved(segment, row))
    except ValueError:  # it cannot be applied, but somebody wrote it
        return False
    return review is None or content(review, segment.target) == content(segment.review, segment.target)


def _copy(path: Path) -> Path:
    """A copy beside the file, under a name that is free."""
    names = (f"{path.stem}.previous{n}{path.suffix}" for n in itertools.chain([""], itertools.count(2)))
    copy = next(place for name in names if not (place := path.with_name(name)).exists())
    with replacing(copy) as temporary:
        shutil.copy2(path, temporary)
    return copy
