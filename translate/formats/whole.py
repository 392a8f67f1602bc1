"""Files that appear whole or not at all: written beside their place, then renamed into it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import OutputError


@contextmanager
def replacing(path: Path, advice: str = "Choose a place that you may write to, with -o.") -> Iterator[Path]:
    """A temporary path to write to, which takes the name ``path`` when the block ends well.

    Whatever goes wrong inside, Ctrl-C included, leaves the old file as it was. Raises `OutputError`
    where the disk is full or the folder cannot be written; ``advice`` is for the latter.
    """
    temporary = path.with_name(f".{path.name}.part")
    try:
        yield temporary
        os.replace(temporary, path)
    except BrokenPipeError:
        raise  # no fault of the file: someone has had enough of our messages
    except OSError as error:
        if error.errno == errno.ENOSPC:
            advice = "Free some space and run the same command again."
        raise OutputError(f"{path}: {error.strerror or error}. {advice}") from error
    finally:
        with suppress(OSError):  # where it could not even be made, the error above says why
            temporary.unlink(missing_ok=True)
