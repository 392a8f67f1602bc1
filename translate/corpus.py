"""The record: documents in, segments out, and the one file that holds them.

``corpus.jsonl`` is the canonical product; every other file is a view that can be made again from it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, TextIO, get_args

from .errors import InputError

Status = Literal["kept", "repaired", "translated", "furniture"]
ReviewState = Literal["new", "accepted", "edited", "rejected"]
_STATES = get_args(ReviewState)


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: at offset ``start`` of the text *as it stood then*, ``before`` became ``after``.

    Offsets count code points. A list of edits is replayed in order and undone in reverse
    (`edits.replay`, `edits.undo`).
    """

    rule: str
    start: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Flag:
    """Something a reviewer should look at. A flag never drops a segment.

    A message about particular words quotes them first, in curly double quotes.
    """

    check: str
    message: str


@dataclass(frozen=True, slots=True)
class Review:
    """A person's decision on a segment; ``at`` is an ISO 8601 time in UTC."""

    state: ReviewState = "new"
    target: str | None = None
    note: str = ""
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it stood, with the white space around it; joined, a document's text.

    ``furniture`` is the reason why it is not part of the article, or None.
    """

    text: str
    furniture: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One article. ``"".join(p.text for p in paragraphs)`` is its text, character for character."""

    id: str
    paragraphs: tuple[Paragraph, ...]
    lang: str | None = None
    title: str | None = None
    flags: tuple[Flag, ...] = ()

    @property
    def text(self) -> str:
        return "".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Segment:
    """One line of the corpus: the keys of the record, in order. See the README for their meaning."""

    id: str
    document: str
    lang: str
    status: Status
    source: str
    cleaned: str
    target: str | None
    edits: tuple[Edit, ...] = ()
    flags: tuple[Flag, ...] = ()
    engine: str | None = None
    review: Review | None = None

    @property
    def digest(self) -> str:
        """What ties a decision to the sentence it was made on: 16 hex digits of SHA-256 of the source.

        The sentence is the same when the line ends of its file, or what stands behind it, are others.
        """
        return digest(plain(self.source))

    @property
    def final(self) -> str | None:
        """The English to use: what a reviewer wrote, else the machine's target; None if rejected."""
        if self.review is None or self.review.state in ("new", "accepted"):
            return self.target
        return self.review.target if self.review.state == "edited" else None

    def to_json(self) -> str:
        """One line of JSON, keys in the order of the record."""
        record = {key.name: getattr(self, key.name) for key in fields(self)}
        record["edits"] = [_plain(edit) for edit in self.edits]
        record["flags"] = [_plain(flag) for flag in self.flags]
        record["review"] = _plain(self.review) if self.review else None
        return as_json(record)

    @classmethod
    def from_json(cls, line: str) -> Segment:
        """The inverse of `to_json`. Raises ValueError that names the key at fault."""
        return cls.from_record(parsed(line))

    @classmethod
    def from_record(cls, record: Any) -> Segment:
        """A segment from a parsed JSON object, which is used up. Raises ValueError as `from_json` does."""
        if not isinstance(record, dict):
            raise ValueError("is not a JSON object")
        names = [key.name for key in fields(cls)]
        if missing := [name for name in names if name not in record]:
            raise ValueError(f"lacks the key {missing[0]!r}")
        if unknown := [name for name in record if name not in names]:
            raise ValueError(f"has an unknown key {unknown[0]!r}; known are {', '.join(names)}")
        if record["status"] not in get_args(Status):
            raise ValueError(f"has the status {record['status']!r}; known are {', '.join(get_args(Status))}")
        for name in ("id", "document", "lang", "source", "cleaned"):
            if not isinstance(record[name], str):
                raise ValueError(f"has {name!r} that is not a text")
        for name in ("target", "engine"):
            if record[name] is not None and not isinstance(record[name], str):
                raise ValueError(f"has {name!r} that is neither a text nor null")
        try:
            record["edits"] = tuple([_edit(entry) for entry in _list(record, "edits")])
            record["flags"] = tuple([_flag(entry) for entry in _list(record, "flags")])
            record["review"] = None if record["review"] is None else _review(record["review"])
        except TypeError as error:
            raise ValueError(f"has a malformed entry: {error}") from error
        return cls(**record)


def _list(record: dict[str, Any], name: str) -> list[Any]:
    entries = record[name]
    if not isinstance(entries, list):
        raise ValueError(f"has {name!r} that is not a list")
    return entries


# These run for every record of a corpus, so they are plain tests without a loop over the fields.


def _edit(entry: Any) -> Edit:
    edit = Edit(**entry)
    if not (isinstance(edit.rule, str) and isinstance(edit.before, str) and isinstance(edit.after, str)):
        raise ValueError("has an edit whose rule, before or after is not a text")
    if type(edit.start) is not int or edit.start < 0:  # true and false are ints, too
        raise ValueError(f"has an edit with the start {edit.start!r}, where an offset (0, 1, …) should be")
    return edit


def _flag(entry: Any) -> Flag:
    flag = Flag(**entry)
    if not (isinstance(flag.check, str) and isinstance(flag.message, str)):
        raise ValueError("has a flag whose check or message is not a text")
    return flag


def _review(entry: Any) -> Review:
    review = Review(**entry)
    if review.state not in _STATES:
        raise ValueError(f"has the review state {review.state!r}; known are {', '.join(_STATES)}")
    if not (isinstance(review.note, str) and isinstance(review.by, str) and isinstance(review.at, str)):
        raise ValueError("has a review whose note, by or at is not a text")
    if review.target is not None and not isinstance(review.target, str):
        raise ValueError("has a review whose target is neither a text nor null")
    if review.state == "edited" and review.target is None:
        raise ValueError("has a review that says “edited” and gives no target")
    return review


def _plain(value: Edit | Flag | Review) -> dict[str, Any]:
    return {key.name: getattr(value, key.name) for key in fields(value)}


def plain(text: str | None) -> str:
    """The text without what programs change on their own: the kind of line end, outer white space."""
    return re.sub("\r\n?", "\n", text or "").strip()


def digest(text: str) -> str:
    """16 hex digits of SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def parsed(line: str) -> Any:
    """A line of JSON as plain data. Raises ValueError."""
    try:
        return json.loads(line)
    except RecursionError as error:
        raise ValueError("is nested too deeply for a record") from error


def as_json(value: object, indent: int | None = None) -> str:
    """``value`` as JSON that can be written as UTF-8."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    # A lone surrogate, of a damaged text or a file name, has no UTF-8 form; JSON's own escape keeps it.
    return text if text.isascii() or _encodable(text) else json.dumps(value, indent=indent)


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


CORPUS_ADVICE = "Give the path of a corpus.jsonl that `translate run` wrote."


def read_corpus(path: str | Path) -> Iterator[Segment]:
    """The segments of a ``corpus.jsonl``, one at a time.

    Raises `InputError` with file and line where a line is not a record.
    """
    try:
        with open(path, encoding="utf-8-sig", newline="\n") as file:  # some editors write a byte order mark
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                if number == 1 and not line.startswith("{"):
                    raise InputError(path, "is not a corpus.jsonl", line=1, advice=CORPUS_ADVICE)
                try:
                    segment = Segment.from_json(line)
                    if segment.edits:
                        _fit(segment)
                except ValueError as error:
                    advice = "Mend the line, or move the file away and make it again with `translate run`."
                    raise InputError(path, str(error), line=number, advice=advice) from error
                yield segment
    except UnicodeDecodeError as error:
        raise InputError(path, f"is not UTF-8 ({error})", advice="Is it a corpus.jsonl?") from error
    except OSError as error:
        unfinished = isinstance(error, FileNotFoundError) and Path(f"{path}.part").exists()
        advice = "Its run was not finished: start it again, it goes on where it was."
        raise InputError(
            path, error.strerror or str(error), advice=advice if unfinished else CORPUS_ADVICE
        ) from error


def _fit(segment: Segment) -> None:
    """Raises ValueError where the edits do not fit the source: no view could show them."""
    from .edits import replay  # which needs `Edit` of this module

    try:
        replay(segment.source, segment.edits)
    except ValueError as error:
        raise ValueError(f"has edits that do not fit its source ({error})") from error


def write_corpus(segments: Iterable[Segment], file: TextIO) -> int:
    """Writes one JSON line a segment; returns how many."""
    count = 0
    for segment in segments:
        file.write(segment.to_json() + "\n")
        count += 1
    return count


__all__ = [
    "Document", "Edit", "Flag", "Paragraph", "Review", "ReviewState", "Segment", "Status",
    "as_json", "digest", "parsed", "plain", "read_corpus", "write_corpus",
]  # fmt: skip
