"""A reviewer's decisions, from one corpus to the next: where the sentence is still there, the decision is.

A decision is kept under the id of its segment. Ids count paragraphs and sentences, and move when a headline
is added; so a decision whose sentence stood only once follows that sentence to where it stands now.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path
from typing import NamedTuple

from .corpus import Review, Segment, as_json, read_corpus
from .decisions import basis


class _Decided(NamedTuple):
    """A decision, and the sentence and the English that it was made on."""

    digest: str
    target: str | None
    review: Review


class CarryOver:
    """The decisions in a corpus (none, if there is none), to be handed out to the segments of the next."""

    def __init__(self, corpus: Path | None = None) -> None:
        self._waiting: dict[str, _Decided] = {}
        self._by_digest: dict[str, str] = {}
        if corpus is None or not corpus.exists():
            return
        for segment in read_corpus(corpus):
            if segment.review:
                self._waiting[segment.id] = _Decided(segment.digest, segment.target, segment.review)
        wanted = {decided.digest for decided in self._waiting.values()}
        times = Counter(s.digest for s in read_corpus(corpus) if s.digest in wanted) if wanted else {}
        self._by_digest = {d.digest: id_ for id_, d in self._waiting.items() if times[d.digest] == 1}

    def __len__(self) -> int:
        """How many decisions wait for their sentence."""
        return len(self._waiting)

    def review(self, segment: Segment) -> Review | None:
        """The decision on this sentence, by its id or by its text; handed out once."""
        for id_ in (segment.id, self._by_digest.get(segment.digest, "")):
            decided = self._waiting.get(id_)
            review = _carried(decided, segment) if decided else None
            if review is not None:
                del self._waiting[id_]
                return review
        return None

    def leave(self, path: Path) -> None:
        """Adds what is left, on sentences that are gone or have changed, to a file that `import` reads."""
        with open(path, "a", encoding="utf-8") as file:
            for id_, (digest, target, review) in self._waiting.items():
                if review.state in ("accepted", "rejected"):
                    review = replace(review, target=target)
                # A stamp: on other English than this an import does not apply the verdict.
                stamp = f"{digest}.{basis('new', target, '')}"
                file.write(as_json({"id": id_, "digest": stamp, **asdict(review)}) + "\n")


def _carried(decided: _Decided, segment: Segment) -> Review | None:
    """The decision as it holds for ``segment``; None where the sentence, or what was rejected, is another.

    Who accepted a text accepted that one: it stays, whatever the machine would write today.
    """
    digest, target, review = decided
    if digest != segment.digest:
        return None
    if target == segment.target or review.state in ("new", "edited"):
        return review
    accepted = review.state == "accepted" and target is not None
    return replace(review, state="edited", target=target) if accepted else None
