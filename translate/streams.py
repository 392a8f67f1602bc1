"""The standard streams, and the files that are named like one: opened, checked, given up."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Any

from .errors import InputError


def opened(name: str) -> Any:
    """The bytes of a file, or of standard input for "-". Raises `InputError` where there are none."""
    if name == "-":
        check_stdin()
        return os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    try:
        return open(name, "rb")
    except OSError as error:
        raise InputError(
            name, error.strerror or str(error), advice="Give the path of a text file."
        ) from error


def check_stdin() -> None:
    """Raises `InputError` where standard input is closed (``<&-``)."""
    if sys.stdin is None:
        raise InputError("standard input", "is closed", advice="Give it a file or a pipe to read from.")


def replace_closed_stderr() -> None:
    """Lets messages vanish where standard error is closed (``2>&-``): print would put them on stdout."""
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115 (it stays open to the end)


def discard_output() -> None:
    """Keeps Python from trying, and complaining, at exit: what cannot be written goes nowhere."""
    with contextlib.suppress(OSError):
        sys.stdout.flush()
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def failure(error: OSError) -> str:
    """What to say of an error that no module has put in words: mostly one of the standard streams'."""
    where = error.filename or "standard input or output"
    reason = error.strerror or str(error)
    return f"{where}: {reason}. See that it can be read or written, and run the same command again."
