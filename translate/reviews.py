"""How many reviewers' decisions find their way into one corpus.

Nothing is overwritten in silence: a decision that crosses another reviewer's is listed with both texts, one
whose sentence is gone is listed, one whose sentence moved is carried over and listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from .corpus import Review, Segment, digest, plain, read_corpus
from .decisions import Decision, basis, content, resolved, stamp, wanted
from .errors import InputError
from .formats import FORMATS, Read
from .formats.whole import replacing
from .locking import sole_writer

Prefer = Literal["ask", "new", "old"]
WITNESSES = 1_000
_OUTCOMES = {"old": "The first stands.", "new": "The second stands.", "neither": "Neither was applied."}


@dataclass(frozen=True, slots=True)
class Conflict:
    """One sentence, two decisions; ``kept`` says which of them stands now."""

    id: str
    where: str
    old: Review
    new: Review
    kept: Literal["old", "new", "neither"]

    def __str__(self) -> str:
        told = f"{_told(self.old)} {_told(self.new)} {_OUTCOMES[self.kept]}"
        return f"{self.where}: {self.id} was decided twice. {told}"


def _told(review: Review) -> str:
    who = review.by or "someone"
    text = f": “{review.target}”" if review.target is not None else ""
    note = f" (note: {review.note})" if review.note else ""
    return f"{who} {review.state}{text}{note}."


@dataclass(slots=True)
class MergeReport:
    """What became of the decisions. ``applied`` counts those carried over, too.

    ``carried_over`` holds (decision, id of the record it went to), ``not_found`` and ``invalid``
    (decision, why), ``revised`` the decisions that took the place of earlier ones.
    """

    applied: int = 0
    unchanged: int = 0
    carried_over: list[tuple[Decision, str]] = field(default_factory=list)
    not_found: list[tuple[Decision, str]] = field(default_factory=list)
    revised: list[Conflict] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    invalid: list[tuple[Decision, str]] = field(default_factory=list)

    @property
    def useless(self) -> bool:
        """Whether not one decision could be used."""
        return not (self.applied or self.unchanged or self.conflicts)

    def add(self, other: MergeReport) -> None:
        """Takes in what became of the decisions on one record."""
        self.applied += other.applied
        self.unchanged += other.unchanged
        self.revised += other.revised
        self.conflicts += other.conflicts
        self.invalid += other.invalid

    def lines(self) -> Iterator[str]:
        """The report for people: one line for each thing they should look at, then the sum."""
        for decision, identifier in self.carried_over:
            yield f"{decision.where}: {decision.id or 'a sentence'} was carried over to {identifier}."
        for decision, why in (*self.not_found, *self.invalid):
            yield f"{decision.where}: {decision.id or 'a sentence'} was not applied: {why}."
        yield from map(str, (*self.revised, *self.conflicts))
        left_out = len(self.not_found) + len(self.invalid)
        yield (
            f"{self.applied} decisions applied ({len(self.carried_over)} carried over), "
            f"{self.unchanged} unchanged, {left_out} not applied, {len(self.conflicts)} in conflict."
        )


def merge(
    corpus: str | Path,
    decisions: Iterable[Decision],
    out: str | Path,
    *,
    prefer: Prefer = "ask",
    by: str = "",
    at: str = "",
) -> MergeReport:
    """Writes ``decisions`` into the ``review`` of the records of ``corpus``; the result is ``out``.

    ``out`` may be the corpus itself: it is replaced only when it is whole. ``prefer`` says whose word
    counts where two reviewers differ: "ask" applies neither over the other and lists both. ``by`` and
    ``at`` are entered where a file does not say who decided and when. The corpus is streamed twice; the
    decisions that change something are held in memory.

    Raises `InputError` where the corpus cannot be read, or where not one decision belongs to it.
    """
    report = MergeReport()
    changed, untouched = _sorted(decisions, report)
    placed = _place(Path(corpus), changed, untouched, report)
    taken: set[int] = set()
    with replacing(Path(out)) as temporary, open(temporary, "w", encoding="utf-8", newline="\n") as file:
        for segment in read_corpus(corpus):
            # In corpora that were put together, records can share an id; each has its own sentence.
            mine = placed.get(segment.id, [])
            if mine := [decision for decision in mine if _key(decision) in _keys_of(segment)]:
                segment, settled, applied = _settle(segment, mine, prefer, by, at)
                report.add(settled)
                taken.update(map(id, applied))
            file.write(segment.to_json() + "\n")
    report.carried_over = [pair for pair in report.carried_over if id(pair[0]) in taken]
    return report


def import_file(
    corpus: str | Path,
    file: str | Path,
    on_error: Callable[[InputError], None],
    *,
    form: str | None = None,
    out: str | Path | None = None,
    prefer: Prefer = "ask",
    by: str = "",
    at: str = "",
) -> MergeReport:
    """Merges an edited file, or a ``decisions.jsonl``, into ``corpus`` (or into ``out``): see `merge`.

    ``form`` is a name of `FORMATS`; by default the file's ending says it. ``on_error`` is handed what
    cannot be used, row by row. ``at`` is the time at which the file was saved where it is empty.
    """
    read = _reader(Path(file), form)
    at = at or _saved(Path(file))
    with sole_writer(Path(out or corpus)):
        return merge(corpus, read(Path(file), on_error), out or corpus, prefer=prefer, by=by, at=at)


def _saved(file: Path) -> str:
    """When a file was last changed, so that an old one does not beat what was decided since; at most, now."""
    time = datetime.now(UTC)
    with suppress(OSError, OverflowError, ValueError):
        time = min(time, datetime.fromtimestamp(file.stat().st_mtime, UTC))
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def _reader(file: Path, form: str | None) -> Read:
    readable = {name: row for name, row in FORMATS.items() if row.read}
    if form is None:
        suffix = {".xliff": ".xlf"}.get(file.suffix.lower(), file.suffix.lower())
        form = next((name for name, row in readable.items() if row.suffix == suffix), None)
    if form not in readable or (read := readable[form].read) is None:
        known = ", ".join(f"{name} (*{row.suffix})" for name, row in readable.items())
        problem = "is not of a format that can be read back"
        raise InputError(file, problem, advice=f"Known are {known}; see -f.")
    return read


def _sorted(decisions: Iterable[Decision], report: MergeReport) -> tuple[list[Decision], list[Decision]]:
    """The rows that somebody touched, and as many of the others as it takes to know their corpus."""
    changed: list[Decision] = []
    untouched: list[Decision] = []
    for decision in decisions:
        said = basis(decision.state, decision.target, decision.note)
        # No view says "new" where nobody has decided: it is a decision taken back.
        if decision.state == "new" or not decision.basis or decision.basis != said:
            changed.append(decision)
        else:
            report.unchanged += 1
            if len(untouched) < WITNESSES:
                untouched.append(decision)
    return changed, untouched


def _place(
    corpus: Path, decisions: list[Decision], untouched: list[Decision], report: MergeReport
) -> dict[str, list[Decision]]:
    """The decisions by the id of the record that each belongs to."""
    wanted = {_key(decision) for decision in decisions}
    named: dict[str, tuple[str, ...]] = {decision.id: () for decision in decisions}
    holders: dict[str, list[str]] = {}
    witnesses, known = {decision.digest for decision in untouched}, False
    for segment in read_corpus(corpus):
        known = known or not witnesses.isdisjoint(_digests_of(segment))
        keys = _keys_of(segment)
        if segment.id in named:
            named[segment.id] += keys
        for key in wanted.intersection(keys):
            holders.setdefault(key, []).append(segment.id)
    placed: dict[str, list[Decision]] = {}
    for decision in decisions:
        key = _key(decision)
        if not key:
            report.invalid.append((decision, "it has neither a digest nor the source sentence"))
        elif decision.id and key in named[decision.id]:
            placed.setdefault(decision.id, []).append(decision)
        elif len(homes := holders.get(key, [])) == 1:
            placed.setdefault(homes[0], []).append(decision)
            report.carried_over.append((decision, homes[0]))
        else:
            report.not_found.append((decision, _why_homeless(len(homes), bool(named[decision.id]))))
    if (decisions or untouched) and not placed and not known:
        count = len(decisions) + report.unchanged
        raise InputError(
            (decisions or untouched)[0].where or corpus,
            f"belongs to another corpus: none of its {count} rows fits a sentence of {corpus}",
            advice="Give the corpus that it was made from.",
        )
    return placed


def _why_homeless(homes: int, id_exists: bool) -> str:
    if homes:
        return f"its sentence stands {homes} times in the corpus, and none of them has its id"
    return "the sentence with this id is another one now" if id_exists else "the corpus has no such sentence"


def _key(decision: Decision) -> str:
    return decision.digest or (_text_key(decision.source) if decision.source else "")


def _text_key(source: str) -> str:
    return "text:" + digest(plain(source))


def _digests_of(segment: Segment) -> tuple[str, str]:
    """The digest, and the one in files that were made when it still took in the white space around."""
    return segment.digest, digest(segment.source)


def _keys_of(segment: Segment) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*_digests_of(segment), *map(_text_key, (segment.source, segment.cleaned)))))


def _settle(
    segment: Segment, decisions: list[Decision], prefer: Prefer, by: str, at: str
) -> tuple[Segment, MergeReport, list[Decision]]:
    """The record with what its decisions make of its review, what became of them, and those it took.

    They are gone through from the earliest to the latest, so that the order of the file does not matter.
    """
    original, report, taken = segment, MergeReport(), list[Decision]()
    decisions = sorted(decisions, key=lambda decision: decision.at or at)
    for decision in decisions:
        asked = _asked(segment, decision, report, by, at)
        if asked is None:
            continue
        said, review = asked
        review = _with_note(segment, said, review)
        if content(review, segment.target) == content(segment.review, segment.target):
            report.unchanged += 1
            continue
        old, free = segment.review, _may_replace(segment, said, review.by, said.at or at)
        if free or prefer == "new":
            if old and (old.state != "new" or old.note not in review.note):
                listed = report.revised if free else report.conflicts
                listed.append(Conflict(segment.id, decision.where, old, review, "new"))
            segment = replace(segment, review=review)
            taken.append(decision)
            continue
        if prefer == "ask" and taken:  # both stand in this import: take neither
            return original, _neither(original, decisions, by, at), []
        assert old is not None  # otherwise it could have been replaced
        report.conflicts.append(Conflict(segment.id, decision.where, old, review, "old"))
    report.applied = len(taken)
    return segment, report, taken


def _asked(
    segment: Segment, decision: Decision, report: MergeReport, by: str, at: str
) -> tuple[Decision, Review] | None:
    """A decision as it is to be read, and the review it asks for; None, and counted, where there is none."""
    try:
        said = resolved(segment, decision)
        review = wanted(segment, said)
    except ValueError as error:
        report.invalid.append((decision, str(error)))
        return None
    if review is None:
        report.unchanged += 1
        return None
    return said, _signed(review, segment.review if said.basis else None, by, at)


def _neither(segment: Segment, decisions: list[Decision], by: str, at: str) -> MergeReport:
    """The report on decisions that contradict one another: each is listed beside one that it contradicts."""
    report, asked = MergeReport(), list[tuple[Decision, Review]]()
    for decision in decisions:
        if pair := _asked(segment, decision, report, by, at):
            asked.append((decision, pair[1]))
    for number, (decision, review) in enumerate(asked):
        mine = content(review, segment.target)
        others = (other for _, other in asked if content(other, segment.target) != mine)
        if number and (other := next(others, None)):
            report.conflicts.append(Conflict(segment.id, decision.where, other, review, "neither"))
    return report


def _signed(wanted: Review, before: Review | None, by: str, at: str) -> Review:
    """A review with who decided and when. ``before`` is what stood in the file, as far as that is known."""
    # A row that was edited still shows name and time of the decision before.
    stale = before is not None and wanted.at in ("", before.at)
    left = stale and before is not None and wanted.by == before.by
    name = by or wanted.by if left else wanted.by or by
    return replace(wanted, by=name, at=at if stale else wanted.at or at)


def _saw(segment: Segment, decision: Decision) -> bool:
    """Whether a decision was made on what stands now."""
    return decision.basis != "" and decision.basis == stamp(segment).partition(".")[2]


def _with_note(segment: Segment, decision: Decision, review: Review) -> Review:
    """The review with the note on an undecided sentence that somebody else wrote since its file was made."""
    old = segment.review
    if old is None or not old.note or _saw(segment, decision):
        return review
    again = (old.by, old.at) in ((decision.by, decision.at), (review.by, review.at))  # imported once more
    other = old.state == "new" and review.by != old.by
    if review.note in old.note and (again or other):
        return replace(review, note=old.note)
    if other and old.note not in review.note:
        return replace(review, note=f"{old.note}\n{review.note}")
    return review


def _may_replace(segment: Segment, decision: Decision, by: str, at: str) -> bool:
    """Whether a decision replaces what stands without crossing anyone."""
    old = segment.review
    if old is None or _saw(segment, decision):
        return True
    if old.state == "new":  # nobody's word stands; but what its reviewer took back since stays taken back
        return not (by == old.by and "" < at < old.at)
    return by == old.by and at > old.at  # the same reviewer, later


__all__ = ["Conflict", "Decision", "MergeReport", "Prefer", "import_file", "merge"]
