"""What a reviewer's decision is, and how it is tied to the sentence and to what the reviewer saw.

A decision names its record by id *and* by the digest of the sentence it was made on. A file that people
edit also carries a *basis*, a digest of what it showed them: so a row that nobody touched is told from a
decision, and a decision on what stands now from one that crosses another reviewer's.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any, get_args

from .corpus import Review, ReviewState, Segment

# What people write in a decision cell, in whatever case, and what they mean by it.
WORDS = {
    "": "", "-": "", "–": "", "—": "", "new": "new",
    "accepted": "accepted", "accept": "accepted", "ok": "accepted", "yes": "accepted", "✓": "accepted",
    "edited": "edited", "edit": "edited",
    "rejected": "rejected", "reject": "rejected", "no": "rejected", "✗": "rejected",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decision:
    """One reviewer's word on one sentence.

    ``state`` may be empty and ``target`` None where the file does not say; then a target that differs
    from the machine's means "edited". ``where`` is the file and line, for messages. ``basis`` and
    ``source`` are "" where the file has none; ``source`` stands in for a missing digest.
    ``target_counts``: the file's tools leave "rejected" where somebody writes a new target, so a target
    that differs from the machine's outweighs it.
    """

    id: str
    digest: str
    state: str
    target: str | None
    note: str = ""
    by: str = ""
    at: str = ""
    where: str = ""
    basis: str = ""
    source: str = ""
    target_counts: bool = False

    def to_json(self) -> str:
        """One line of a ``decisions.jsonl``."""
        return json.dumps({key: getattr(self, key) for key in _KEYS})

    @classmethod
    def from_json(cls, line: str, where: str = "") -> Decision:
        """The inverse of `to_json`. Raises ValueError that says what is wrong."""
        return cls.from_record(json.loads(line), where)

    @classmethod
    def from_record(cls, record: object, where: str = "") -> Decision:
        """A decision from a parsed JSON object. Raises ValueError that says what is wrong."""
        if not isinstance(record, dict):
            raise ValueError("is not a JSON object")
        if missing := [key for key in ("id", "digest", "state") if key not in record]:
            raise ValueError(f"is not a decision: it lacks the key {missing[0]!r}")
        for key in _KEYS:
            value = record.get(key)
            if not isinstance(value, str) and not (value is None and key not in ("id", "digest", "state")):
                raise ValueError(f"has {key!r} that is not a text")
        texts: dict[str, Any] = {
            key: record.get(key) or "" for key in _KEYS if key not in ("state", "target")
        }
        # A stamp (digest and basis) may stand in the place of the bare digest.
        texts["digest"], _, seen = texts["digest"].partition(".")
        state = meaning(record["state"])
        return cls(state=state, target=record.get("target"), where=where, basis=seen, **texts)


_KEYS = ("id", "digest", "state", "target", "note", "by", "at")


def meaning(word: str) -> str:
    """The state that a decision cell means. Raises ValueError for a word that is none.

    >>> meaning(" Accept "), meaning("")
    ('accepted', '')
    """
    try:
        return WORDS[word.strip().casefold()]
    except KeyError:
        states = ", ".join(get_args(ReviewState))
        raise ValueError(f"has the decision “{word.strip()}”; known are {states}") from None


def shown(segment: Segment) -> str:
    """The English that a view shows: what a reviewer wrote, else the machine's; "" where there is none."""
    if segment.review and segment.review.state == "edited":
        return segment.review.target or ""
    return segment.target or ""


def stamp(segment: Segment) -> str:
    """What a row that people edit carries: the digest of the sentence, a dot, and the basis."""
    review = segment.review or Review()
    return f"{segment.digest}.{basis(review.state, shown(segment), review.note)}"


def basis(state: str, target: str | None, note: str) -> str:
    """A digest of what a row says: 8 hex digits. Rows that differ in line ends alone say the same."""
    # "Accepted" and "edited" differ by the text alone, and not every format can tell them apart.
    verdict = {"accepted": "approved", "edited": "approved", "new": ""}.get(state, state)
    content = "\x1f".join((verdict, plain(target), plain(note)))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def plain(text: str | None) -> str:
    """The text without what programs change on their own: the kind of line end, outer white space."""
    return re.sub("\r\n?", "\n", text or "").strip()


def same(one: str | None, other: str | None) -> bool:
    """Whether two texts differ at most in what programs change on their own."""
    return plain(one) == plain(other)


__all__ = ["Decision", "basis", "meaning", "plain", "same", "shown", "stamp"]
