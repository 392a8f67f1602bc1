"""The review page: one self-contained HTML file on which people read, accept, edit, reject and annotate.

Every sentence is in the HTML itself, so that the page can be read without scripts; what the script needs
besides (ids, digests, the machine's English, decisions so far) follows as JSON. A corpus of more than
`PART_SEGMENTS` becomes several pages behind an index. Only one page's segments are held in memory.
"""

from __future__ import annotations

import hashlib
import itertools
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

from ..corpus import Segment
from ..pages import asset, data, halves, policy
from ..pages.marks import shown
from ..pages.rows import counted, document_html, sentence_flags
from ..rules.reasons import reasons
from .older import remove
from .whole import replacing

PART_SEGMENTS = 5_000
PART_CHARACTERS = 20_000_000
HEAD = 100_000  # characters of a page in which its title, its style and its links to other parts stand

_STYLES = ("page.css", "review.css")
_SCRIPTS = ("diff.js", "store.js", "view.js", "actions.js", "controls.js")


def write(segments: Iterable[Segment], path: Path) -> list[Path]:
    """Writes the page to ``path``; for a large corpus its parts beside it, and to ``path`` their index.

    Returns the files written. Raises `OutputError` where one cannot be.
    """
    parts = _parts(segments)
    first = next(parts, [])
    second = next(parts, None)
    if second is None:
        _write_part(first, path)
        written = [path]
    else:
        written = [path, *_write_parts(itertools.chain([first, second], parts), path)]
    _remove_older_parts(path, len(written))
    return written


# --- parts -----------------------------------------------------------------------------------------------


def _parts(segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    """Lists of segments that fit on a page, divided between documents where one ends in its second half."""
    part: list[Segment] = []
    size = border = 0
    for segment in segments:
        if part and segment.document != part[-1].document:
            border = len(part)
        if len(part) >= PART_SEGMENTS or size >= PART_CHARACTERS:
            cut = border if border > len(part) // 2 else len(part)
            yield part[:cut]
            part = part[cut:]
            size, border = sum(map(_size, part)), 0
        part.append(segment)
        size += _size(segment)
    if part:
        yield part


def _size(segment: Segment) -> int:
    return len(segment.source) + len(segment.target or "")


@dataclass(frozen=True, slots=True)
class _Part:
    """What the index says of a part."""

    path: Path
    corpus: str
    documents: tuple[str, ...]
    sentences: int
    flagged: int
    reviewed: int


def _part_path(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem}-{number}{path.suffix}")


def _title(number: int) -> str:
    return f"Review, part {number}" if number else "Review"


def _index_link(path: Path) -> str:
    return _anchor(path, "All parts")


def _anchor(path: Path, label: str) -> str:
    return f'<a href="{_link(path)}">{label}</a>'


def _link(path: Path) -> str:
    """The address of a page beside this one: in a name, “#”, “?” and “%” would mean something else."""
    return escape(quote(os.fsencode(path.name)))


def _write_parts(parts: Iterable[list[Segment]], path: Path) -> list[Path]:
    done: list[_Part] = []
    numbered = enumerate(parts, 1)
    number, part = next(numbered)
    while part:
        following, after = next(numbered, (0, []))
        here = _part_path(path, number)
        neighbours = [_index_link(path)]
        if number > 1:
            neighbours.append(_anchor(_part_path(path, number - 1), f"Part {number - 1}"))
        if following:
            neighbours.append(_anchor(_part_path(path, following), f"Part {following}"))
        done.append(_write_part(part, here, number, neighbours))
        number, part = following, after
    _write_index(done, path)
    return [part.path for part in done]


def _write_index(parts: Sequence[_Part], path: Path) -> None:
    style, script = asset("page.css", "index.css"), asset("index.js")
    documents = Counter(document for part in parts for document in part.documents)
    head, tail = halves(
        "index.html",
        policy=policy(style, script),
        style=style,
        script=script,
        summary=f"{len(documents):,} documents, {sum(part.sentences for part in parts):,} sentences "
        f"on {len(parts):,} pages",
        data=data(
            [
                {"corpus": part.corpus, "sentences": part.sentences, "reviewed": part.reviewed}
                for part in parts
            ]
        ),
    )
    with replacing(path) as temporary, open(temporary, "w", encoding="utf-8", newline="\n") as file:
        file.write(head)
        for number, part in enumerate(parts, 1):
            names = (
                part.documents[0]
                if len(part.documents) == 1
                else f"{part.documents[0]} … {part.documents[-1]}"
            )
            file.write(
                f'<tr><th scope="row">{_anchor(part.path, f"Part {number}")}</th>'
                f"<td>{shown(names)}</td><td>{len(part.documents):,}</td><td>{part.sentences:,}</td>"
                f'<td>{part.flagged:,}</td><td class="reviewed">{part.reviewed:,}</td></tr>\n'
            )
        file.write(tail)


def _remove_older_parts(path: Path, count: int) -> None:
    """Parts of an earlier, larger corpus would be taken for parts of this one.

    What only has the name of a part stays: a report, or a page that somebody exported under it.
    """
    for number in itertools.count(max(count, 1)):
        part = _part_path(path, number)
        if not part.is_file():
            return
        with open(part, encoding="utf-8", errors="replace") as file:
            head = file.read(HEAD)
        if f"<title>{_title(number)}</title>" in head and _index_link(path) in head:
            remove(part)


# --- one page --------------------------------------------------------------------------------------------


def _write_part(
    segments: Sequence[Segment], path: Path, number: int = 0, neighbours: Sequence[str] = ()
) -> _Part:
    documents = tuple(dict.fromkeys(segment.document for segment in segments))
    sentences = [segment for segment in segments if segment.status != "furniture"]
    rules = Counter(edit.rule for segment in segments for edit in segment.edits)
    whys = reasons(rules, path)
    corpus = _digest(segments)
    links = " ".join(neighbours)
    style, script = asset(*_STYLES), asset(*_SCRIPTS)
    head, tail = halves(
        "review.html",
        policy=policy(style, script),
        style=style,
        script=script,
        title=_title(number),
        summary=f"{counted(len(documents), 'document')}, {counted(len(sentences), 'sentence')}",
        parts=f'<nav class="parts" aria-label="Parts">{links}</nav>' if links else "",
        legend=_legend(rules, whys),
        data=data(
            {
                "corpus": corpus,
                "sentences": _digest(segments, english=False),
                "file": f"decisions-{number}.jsonl" if number else "decisions.jsonl",
                "rules": whys,
                "rows": [_facts(segment) for segment in segments],
            }
        ),
    )
    with replacing(path) as temporary, open(temporary, "w", encoding="utf-8", newline="\n") as file:
        file.write(head)
        for document, records in itertools.groupby(segments, key=lambda segment: segment.document):
            file.writelines(document_html(document, list(records)))
        file.write(tail)
    flagged = sum(bool(sentence_flags(segment)) for segment in sentences)
    reviewed = sum(segment.review is not None and segment.review.state != "new" for segment in sentences)
    return _Part(path, corpus, documents, len(sentences), flagged, reviewed)


def _digest(segments: Iterable[Segment], *, english: bool = True) -> str:
    """What the browser keeps the work under: the same as long as the sentences, and their English, are."""
    digest = hashlib.sha256()
    for segment in segments:
        told = f"{segment.id}\n{segment.digest}\n{segment.target if english else ''}\n"
        digest.update(told.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


def _facts(segment: Segment) -> dict[str, object]:
    """What the script knows of a segment besides its row."""
    return {
        "id": segment.id,
        "digest": segment.digest,
        "document": segment.document,
        "status": segment.status,
        "target": segment.target,
        "checks": [flag.check for flag in sentence_flags(segment)],
        "weight": round(len(sentence_flags(segment)) + _changed(segment), 3),
        "review": asdict(segment.review) if segment.review else None,
    }


def _changed(segment: Segment) -> float:
    """How much of the text the rules changed, 0 to (under) 1."""
    touched = sum(max(len(edit.before), len(edit.after)) for edit in segment.edits)
    return min(touched / (len(segment.source) or 1), 0.999)


def _legend(rules: Counter[str], whys: dict[str, str]) -> str:
    if not rules:
        return ""
    rows = "".join(
        f"<dt>{shown(rule)}</dt><dd>{shown(whys[rule])} <small>({count:,}×)</small></dd>"
        for rule, count in rules.most_common()
    )
    return f'<details class="legend"><summary>Rules at work on this page</summary><dl>{rows}</dl></details>'
