"""What a reviewer's decision is, and how it is tied to the sentence and to what the reviewer saw.

A decision names its record by id *and* by the digest of the sentence it was made on. A file that people
edit also carries a *basis*, a digest of what it showed them: so a row that nobody touched is told from a
decision, a decision on what stands now from one that crosses another reviewer's, and a verdict on this
English from one on English that the machine wrote before.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any, get_args

from .corpus import Review, ReviewState, Segment, digest, plain

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
    that differs from the machine's outweighs it. ``facts`` and ``machine`` are those of a record, where the
    file is a copy of the corpus: see `resolved`.
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
    facts: str = ""
    machine: str | None = None

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


def facts(segment: Segment) -> str:
    """A digest of what the machine's English was made from: it tells a changed target from an older one."""
    return digest(f"{plain(segment.cleaned)}\x1f{segment.engine}")


def same(one: str | None, other: str | None) -> bool:
    """Whether two texts differ at most in what programs change on their own."""
    return plain(one) == plain(other)


# --- what a decision asks of a record ------------------------------------------------------------------


def resolved(segment: Segment, decision: Decision) -> Decision:
    """A record of a copy of the corpus as the decision that it is; any other decision as it stands.

    A target that differs from the corpus's is somebody's edit only where the corpus has not been made
    anew since the copy was taken. Raises ValueError where it has, and nothing else was decided.
    """
    if not decision.facts or same(decision.machine, segment.target):
        return decision
    old = segment.review or Review()
    if decision.facts != facts(segment):
        if decision.state == "rejected" and old.state == "rejected":
            return replace(decision, target=None)
        if decision.state in ("", "rejected"):
            raise ValueError("the corpus was made anew since this copy, and has another English here")
        return decision
    text = decision.target if decision.state == "edited" else None
    if (decision.state or "new", plain(text), decision.note) == (old.state, plain(old.target), old.note):
        # The review is the corpus's own, so the target is what was changed, by who sends the copy.
        seen = stamp(segment).partition(".")[2]
        return replace(decision, target=decision.machine, by="", at="", basis=seen)
    return decision


def wanted(segment: Segment, decision: Decision) -> Review | None:
    """The review that a decision asks for, or None where it asks for nothing. Raises ValueError."""
    old = segment.review or Review()
    note = decision.note or ("" if decision.basis else old.note)
    text, machine, state = decision.target, segment.target, decision.state
    silent = text is None or same(text, machine) or (not decision.basis and same(text, shown(segment)))
    if state == "rejected":
        # An emptied target is no decision; a new one is, where tools leave the state as it was.
        other = None if silent or not text or not text.strip() else text
        if not (other and decision.target_counts):
            _must_be_seen(segment, decision)
            return Review("rejected", other, note, decision.by, decision.at)
    if state in ("", "new") and silent:
        if decision.basis or state == "new":  # it was touched, and says "undecided" now
            return Review("new", None, note, decision.by, decision.at)
        return replace(old, note=note, by=decision.by, at=decision.at) if note != old.note else None
    if state == "edited" and text is None:
        if old.state == "edited":  # the file could not hold the text
            return Review("edited", old.target, note, decision.by, decision.at)
        raise ValueError("it says “edited”, but gives no target")
    if text is None or same(text, machine):
        _must_be_seen(segment, decision)
        return Review("accepted", None, note, decision.by, decision.at)
    if not text.strip():
        raise ValueError("its target is empty; write “rejected” where a sentence is to have none")
    return Review("edited", text.strip(), note, decision.by, decision.at)


def _must_be_seen(segment: Segment, decision: Decision) -> None:
    """Raises ValueError where a verdict is on other English than the record shows, as far as one can know."""
    text, machine = decision.target, segment.target
    if not decision.basis or (text is not None and (same(text, machine) or same(text, shown(segment)))):
        return
    if decision.basis not in (stamp(segment).partition(".")[2], basis("", machine, "")):
        raise ValueError(f"what was {decision.state or 'accepted'} is not the English that stands here now")


def content(review: Review | None, machine: str | None) -> str:
    """What a review comes to; "edited" into the machine's own text is "accepted"."""
    review = review or Review()
    return basis(review.state, machine if review.target is None else review.target, review.note)


__all__ = [
    "Decision", "basis", "content", "facts", "meaning", "plain", "resolved", "same", "shown", "stamp",
    "wanted",
]  # fmt: skip
