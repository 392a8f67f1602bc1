"""What can go wrong, in words for the person at the keyboard.

Every error of this package is an ``UngarbleError``; its text says where (file and line, if known),
what is wrong, and what to do about it. Only ``cli.py`` turns one into a message and an exit code.
"""

from __future__ import annotations

from pathlib import Path


class UngarbleError(Exception):
    """Base of all errors that a user can do something about."""


class InputError(UngarbleError):
    """A file or a line of it cannot be used.

    >>> str(InputError("a.jsonl", "is not JSON", line=3, advice="Correct or remove the line."))
    'a.jsonl:3: is not JSON. Correct or remove the line.'
    """

    def __init__(self, path: str | Path, problem: str, *, line: int | None = None, advice: str = "") -> None:
        self.path, self.line, self.problem, self.advice = str(path), line, problem, advice
        where = f"{path}:{line}" if line else str(path)
        super().__init__(f"{where}: {problem}. {advice}".strip())


class OutputError(UngarbleError):
    """The output folder or file cannot be written, or holds something that must not be lost."""


class ModelError(UngarbleError):
    """A model is missing, broken, or of a kind that is not loaded (pickles, remote code)."""


class RuleError(UngarbleError):
    """A rule of a user's own pack is malformed, or does not do what its examples say."""
