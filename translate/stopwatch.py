"""Where the time goes: seconds per stage, summed."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Stopwatch:
    """Adds up the seconds spent in each named stage, and (``documents``) on each document.

    >>> watch = Stopwatch()
    >>> watch.timed("add", sum, [1, 2])
    3
    >>> list(watch.seconds)
    ['add']
    """

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.documents: defaultdict[str, float] = defaultdict(float)
        self._shared = 0.0

    def timed(self, stage: str, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Calls the function and books its time on ``stage``."""
        start = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            self.seconds[stage] += time.perf_counter() - start

    def share(self, weights: Mapping[str, int]) -> None:
        """Divides the seconds booked since the last call among documents, by weight."""
        spent = sum(self.seconds.values()) - self._shared
        self._shared += spent
        total = sum(weights.values()) or 1
        for document, weight in weights.items():
            self.documents[document] += spent * weight / total

    def each(self, stage: str, items: Iterable[T]) -> Iterator[T]:
        """The items, with the time it takes to make each booked on ``stage``."""
        iterator = iter(items)
        while True:
            try:
                item = self.timed(stage, next, iterator)
            except StopIteration:
                return
            yield item
