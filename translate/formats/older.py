"""What an earlier export left beside the files of this one."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

from ..decisions import basis
from ..errors import InputError, OutputError
from . import Read

log = logging.getLogger(__name__)


def remove_older(paths: Iterable[Path], read: Read) -> None:
    """Removes files of an earlier export that this one has none of: they would be taken for parts of it.

    Files of others stay. Raises `OutputError` that names those in which somebody decided something.
    """
    worked_on = []
    for path in filter(Path.exists, paths):
        problems: list[InputError] = []
        # As in `reviews`: a row that says what it was exported with is no decision.
        rows_read = {
            (bool(row.basis), row.basis == basis(row.state, row.target, row.note))
            for row in read(path, problems.append)
        }
        if rows_read == {(True, True)} and not problems:
            path.unlink()
            log.warning("%s is removed: it was of an earlier export", path)
        elif any(ours for ours, _ in rows_read):
            worked_on.append(str(path))
    if worked_on:
        raise OutputError(
            f"{', '.join(worked_on)}: left from an earlier export, with people's work in it; all of this "
            "export was written beside it. Import it, then move it away."
        )
