"""Files that appear whole or not at all: written beside their place, then renamed into it."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import OutputError


@contextmanager
def replacing(path: Path, advice: str = "Choose a place that you may write to, with -o.") -> Iterator[Path]:
    """A temporary path to write to, which takes the name ``path`` when the block ends well.

    Whatever goes wrong inside, Ctrl-C included, leaves the old file as it was. A symbolic link stays one,
    and what it leads to is replaced; who may read the old file may read the new one. Raises `OutputError`
    where the disk is full or the folder cannot be written; ``advice`` is for the latter.
    """
    place = Path(os.path.realpath(path))
    temporary = place.with_name(f".{place.name}.part")
    try:
        yield temporary
        with suppress(FileNotFoundError):  # there is no old file
            shutil.copymode(place, temporary)
        os.replace(temporary, place)
    except BrokenPipeError:
        raise  # no fault of the file: someone has had enough of our messages
    except OSError as error:
        if error.errno == errno.ENOSPC:
            advice = "Free some space and run the same command again."
        raise OutputError(f"{path}: {error.strerror or error}. {advice}") from error
    finally:
        with suppress(OSError):  # where it could not even be made, the error above says why
            temporary.unlink(missing_ok=True)
