"""JSON Lines: the corpus itself, and decisions.

Reads a ``decisions.jsonl`` as the review page saves it, and a ``corpus.jsonl`` whose targets or reviews
somebody changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ..corpus import Review, Segment, parsed, write_corpus
from ..decisions import Decision, facts, meaning
from ..errors import InputError
from .whole import replacing


def write(segments: Iterable[Segment], path: Path) -> list[Path]:
    """A copy of the corpus."""
    with replacing(path) as temporary, open(temporary, "w", encoding="utf-8", newline="\n") as file:
        write_corpus(segments, file)
    return [path]


def read(path: Path, on_error: Callable[[InputError], None]) -> Iterator[Decision]:
    """The decisions of a ``decisions.jsonl``, or those that a changed ``corpus.jsonl`` holds."""
    try:
        with open(path, encoding="utf-8-sig", newline="\n") as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                try:
                    yield _decision(line, f"{path}:{number}")
                except ValueError as error:
                    on_error(InputError(path, str(error), line=number, advice="The other lines were read."))
    except UnicodeDecodeError as error:
        on_error(InputError(path, f"is not UTF-8 ({error})", advice="Save it as UTF-8."))
    except OSError as error:
        on_error(InputError(path, error.strerror or str(error), advice="Give the path of a decisions file."))


def _decision(line: str, where: str) -> Decision:
    record = parsed(line)
    if not isinstance(record, dict) or "source" not in record:
        return Decision.from_record(record, where)
    entry = record.get("review")
    if isinstance(entry, dict) and isinstance(word := entry.get("state"), str):
        entry["state"] = meaning(word) or "new"  # people write it as they do in a table
    segment = Segment.from_record(record)
    review = segment.review or Review()
    state = "" if review.state == "new" else review.state
    target = segment.target if review.target is None else review.target
    return Decision(
        segment.id, segment.digest, state, target, review.note, review.by, review.at, where,
        facts=facts(segment), machine=segment.target,
    )  # fmt: skip
