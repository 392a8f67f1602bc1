"""How well the splitter finds the borders of sentences that are known: precision and recall."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import accumulate

from .sentences import split

Splitter = Callable[[str, str], list[str]]


def boundary_scores(lines: Iterable[str], lang: str, splitter: Splitter = split) -> tuple[float, float]:
    """Precision and recall of the borders that ``splitter`` finds in ``lines`` joined into running text.

    ``lines`` hold one sentence each. Both figures have a ceiling below 1 on real test sets: some lines
    hold two sentences, and headlines end without a full stop.

    >>> boundary_scores(["He came.", "She left."], "en")
    (1.0, 1.0)
    """
    sentences = [line.strip() + " " for line in lines if line.strip()]
    known = set(accumulate(map(len, sentences)))
    pieces = splitter("".join(sentences), lang)
    found = set(accumulate(map(len, pieces)))
    end = sum(map(len, sentences))
    known.discard(end)
    found.discard(end)
    right = len(known & found)
    return (right / len(found) if found else 1.0), (right / len(known) if known else 1.0)


__all__ = ["Splitter", "boundary_scores"]
