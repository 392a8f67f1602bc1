"""What runs a model: one protocol, one module an engine.

To add an engine, add a module with a function ``load`` and a row to `ENGINES`.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from typing import Protocol

from ..errors import ModelError
from ..models import Chosen

# Name on the command line -> module of this package. The first is the default.
ENGINES: Mapping[str, str] = {"ctranslate2": "ctranslate2", "transformers": "marian"}


class Engine(Protocol):
    """A loaded model; or one that will load itself when the first sentence comes."""

    @property
    def signature(self) -> str:
        """What decides its output: model, digest, engine and version, precision, search."""

    @property
    def max_tokens(self) -> int:
        """The longest sentence that the model takes, in tokens, its end mark and prefix left out."""

    @property
    def workers(self) -> int:
        """How many calls of `translate` it serves at the same time."""

    def count(self, sentences: Sequence[str]) -> list[int]:
        """How many tokens each sentence has."""

    def translate(self, sentences: Sequence[str], *, careful: bool = False) -> list[str]:
        """The English of one batch, in its order; none of it longer than `max_tokens`.

        ``careful`` forbids the output to repeat itself: for a sentence on which the model ran in a loop.
        """


def load(name: str | None, chosen: Chosen, *, beam: int, threads: int, device: str = "cpu") -> Engine:
    """The engine ``name`` (the default where None) for a model. Weights are read when they are needed.

    ``threads`` is how many cores it may use, ``device`` "cpu" or "cuda". Raises `ModelError` where
    there is no such engine.
    """
    if name is None:
        name = next(iter(ENGINES))
    if name not in ENGINES:
        raise ModelError(f"There is no engine {name!r}; known are {', '.join(ENGINES)}.")
    module = importlib.import_module(f".{ENGINES[name]}", __name__)
    engine: Engine = module.load(chosen, beam=beam, threads=threads, device=device)
    return engine


def search(chosen: Chosen, beam: int) -> str:
    """How the best translation is looked for, as a part of a signature."""
    return f"beam:{beam}|length_penalty:{chosen.length_penalty:g}" if beam > 1 else f"beam:{beam}"


def longest_output(tokens: int) -> int:
    """How many tokens a translation of ``tokens`` may have before it is taken for a loop.

    English needs about as many pieces as its source; a headline of two words may need several times as
    many. The bound keeps a decoder that found no end from running to the model's limit.
    """
    return 3 * tokens + 20
