"""One writer at a time: two programs that write one corpus would mix their lines, or lose decisions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import OutputError


def lock_file(corpus: Path) -> Path:
    """The file whose lock the writer of ``corpus`` holds; it stays, and the lock ends with the process."""
    return corpus.with_name(f".{corpus.name}.lock")


@contextmanager
def sole_writer(corpus: Path) -> Iterator[None]:
    """Holds the lock of a corpus. Raises `OutputError` where another process holds it."""
    from filelock import FileLock, Timeout

    lock = FileLock(lock_file(corpus.resolve()))  # a link and its file are one corpus
    try:
        lock.acquire(blocking=False)
    except Timeout as error:
        raise OutputError(
            f"{corpus}: another run or import is writing it. Wait for that one, or choose another folder."
        ) from error
    try:
        yield
    finally:
        lock.release()
