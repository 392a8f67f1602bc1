"""``translate report``: one HTML page that sums a corpus up, for people who want to see before they read.

One pass over the segments, which are not kept: what is counted, and the few documents that are shown.
"""

from __future__ import annotations

import heapq
import itertools
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, get_args
from urllib.parse import quote

from .corpus import ReviewState, Segment, Status
from .formats.whole import replacing
from .languages import LANGUAGES
from .pages import asset, halves, policy
from .pages.marks import attribute, shown
from .pages.rows import sentence_flags
from .rules.reasons import reasons

SHOWN_DOCUMENTS = 15
SHOWN_ROWS = 10

# Bins of the plot of length ratios: each an eighth of a doubling, from a quarter to fourfold.
_STEPS = 8
_LOWEST, _HIGHEST = -2, 2


class DocumentFigures(NamedTuple):
    """What is shown of a document; the worst ones sort first."""

    flags_per_sentence: float
    changed: float
    name: str
    first: str
    sentences: int


@dataclass
class Figures:
    """What is counted over a corpus."""

    documents: int = 0
    sentences: int = 0
    flagged: int = 0
    changed: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    reviewers: Counter[str] = field(default_factory=Counter)
    engines: Counter[str] = field(default_factory=Counter)
    ratios: Counter[int] = field(default_factory=Counter)
    seen: set[int] = field(default_factory=set)
    worst: list[DocumentFigures] = field(default_factory=list)

    def add(self, records: Sequence[Segment]) -> None:
        """Counts one document's segments."""
        sentences = [segment for segment in records if segment.status != "furniture"]
        flags = [flag.check for segment in sentences for flag in sentence_flags(segment)]
        changed = sum(bool(segment.edits) for segment in sentences)
        again = hash(records[0].document) in self.seen  # the corpus is sorted by something else
        self.seen.add(hash(records[0].document))
        self.documents += not again
        self.sentences += len(sentences)
        self.flagged += sum(bool(sentence_flags(segment)) for segment in sentences)
        self.changed += changed
        self.statuses.update(segment.status for segment in records)
        self.languages[records[0].lang] += not again
        self.checks.update(flag.check for segment in sentences for flag in segment.flags)
        self.rules.update(edit.rule for segment in records for edit in segment.edits)
        self.states.update(segment.review.state if segment.review else "new" for segment in sentences)
        decided = (
            segment.review for segment in sentences if segment.review and segment.review.state != "new"
        )
        self.reviewers.update(review.by or "without a name" for review in decided)
        self.engines.update(segment.engine for segment in sentences if segment.engine)
        self.ratios.update(place for segment in sentences if (place := _ratio_bin(segment)) is not None)
        count = len(sentences) or 1
        figures = DocumentFigures(
            len(flags) / count, changed / count, records[0].document, records[0].id, len(sentences)
        )
        if flags or changed:
            push = heapq.heappushpop if len(self.worst) >= SHOWN_DOCUMENTS else heapq.heappush
            push(self.worst, figures)


def _ratio_bin(segment: Segment) -> int | None:
    """The bin of a translation's length over its source's, in characters; None for what is not translated."""
    source, target = len(segment.source.strip()), len(segment.target or "")
    if segment.status != "translated" or not source or not target:
        return None
    log = min(max(math.log2(target / source), _LOWEST), _HIGHEST - 1 / _STEPS)
    return math.floor(log * _STEPS)


def write_report(segments: Iterable[Segment], path: Path) -> list[Path]:
    """Writes the page to ``path``. Times are taken from a ``run.json`` beside it, if there is one.

    Raises `OutputError` where the file cannot be written.
    """
    figures = Figures()
    for _, records in itertools.groupby(segments, key=lambda segment: segment.document):
        figures.add(list(records))
    style = asset("page.css", "report.css")
    head, tail = halves(
        "report.html", policy=policy(style), style=style, corpus=shown(path.parent.resolve().name)
    )
    with replacing(path) as temporary, open(temporary, "w", encoding="utf-8", newline="\n") as file:
        file.write(head)
        file.writelines(_sections(figures, path))
        file.write(tail)
    return [path]


def _sections(figures: Figures, path: Path) -> Iterable[str]:
    run = _run(path.with_name("run.json"))
    yield _headline(figures)
    yield _review(figures)
    yield '<div class="two">'
    yield _bars("Status", {name: figures.statuses[name] for name in get_args(Status)})
    yield _bars(
        "Language", {_language(lang): count for lang, count in figures.languages.most_common()}, "Documents"
    )
    yield _bars("Flags", dict(figures.checks.most_common()), "Flags")
    rules = dict(figures.rules.most_common())
    yield _bars("Changes by rule", rules, "Changes", reasons(rules, path))
    yield "</div>"
    yield _plot(figures.ratios)
    yield '<div class="two">'
    yield _worst(figures, path)
    yield _slowest(run)
    yield _bars(
        "Seconds by stage",
        {name: round(spent, 1) for name, spent in run["seconds"].items()},
        "Seconds",
    )
    yield _bars("Translated by", dict(figures.engines.most_common()))
    yield "</div>"


def _run(path: Path) -> dict[str, Any]:
    """The times in a run's report; nothing where it is missing or not one, for the page does without."""
    try:
        run = json.loads(path.read_text("utf-8"))
        documents = {
            str(name): {
                "segments": sum(int(entry.get(status, 0)) for status in get_args(Status)),
                "seconds": float(entry["seconds"]),
            }
            for name, entry in run["documents"].items()
        }
        return {
            "documents": documents,
            "seconds": {str(stage): float(spent) for stage, spent in run["seconds"].items()},
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return {"documents": {}, "seconds": {}}


def _language(code: str) -> str:
    return LANGUAGES[code].name if code in LANGUAGES else code


# --- parts of the page -------------------------------------------------------------------------------------


def _headline(figures: Figures) -> str:
    reviewed = figures.sentences - figures.states["new"]
    entries = (
        ("Documents", figures.documents, None),
        ("Sentences", figures.sentences, None),
        ("Changed by rules", figures.changed, figures.sentences),
        ("With flags", figures.flagged, figures.sentences),
        ("Reviewed", reviewed, figures.sentences),
    )
    boxes = "".join(
        f"<div><dt>{name}</dt><dd>{count:,} <small>{_share(count, whole)}</small></dd></div>"
        for name, count, whole in entries
    )
    return f'<dl class="figures">{boxes}</dl>\n'


def _share(count: float, whole: float | None) -> str:
    return f"{100 * count / whole:.0f} %" if whole else ""


def _review(figures: Figures) -> str:
    whole = figures.sentences or 1
    rects, keys, at = [], [], 0.0
    for state in (*get_args(ReviewState)[1:], "new"):
        width = 100 * figures.states[state] / whole
        rects.append(f'<rect class="{state}" x="{at:.2f}%" width="{width:.2f}%" height="100%"/>')
        name = "to review" if state == "new" else state
        swatch = f'<svg aria-hidden="true"><rect class="{state}" width="100%" height="100%"/></svg>'
        keys.append(f"<li>{swatch}{figures.states[state]:,} {name}</li>")
        at += width
    people = ", ".join(f"{shown(name)} {count:,}" for name, count in figures.reviewers.most_common(20))
    return (
        '<section><h2>Review</h2><svg class="progress" aria-hidden="true">' + "".join(rects) + "</svg>"
        f'<ul class="key">{"".join(keys)}</ul>'
        + (f'<p class="quiet">By reviewer: {people}</p>' if people else "")
        + "</section>\n"
    )


def _bars(
    title: str,
    counts: dict[str, int] | dict[str, float],
    unit: str = "Segments",
    whys: Mapping[str, str] | None = None,
) -> str:
    """A table of names and counts with a bar each; nothing where there is nothing to count."""
    counts = {name: count for name, count in counts.items() if count}
    if not counts:
        return ""
    most = max(counts.values())
    rows = [
        f'<tr><th scope="row">{shown(name)}{_small(whys[name]) if whys else ""}</th><td>{count:,}</td>'
        f'<td class="bar">{_bar(100 * count / most)}</td></tr>\n'
        for name, count in counts.items()
    ]
    columns = f'<th scope="col">{title}</th><th scope="col">{unit}</th><td></td>'
    head = f'<thead class="unseen"><tr>{columns}</tr></thead>'
    first, rest = (
        f"<table>{head}<tbody>\n{''.join(some)}</tbody></table>"
        for some in (rows[:SHOWN_ROWS], rows[SHOWN_ROWS:])
    )
    more = f"<details><summary>{len(rows) - SHOWN_ROWS:,} more</summary>{rest}</details>"
    return f"<section><h2>{title}</h2>{first}{more if len(rows) > SHOWN_ROWS else ''}</section>\n"


def _bar(percent: float) -> str:
    return f'<svg aria-hidden="true"><rect width="{percent:.1f}%" height="100%" rx="2"/></svg>'


def _small(text: str) -> str:
    return f"<small>{shown(text)}</small>" if text else ""


def _worst(figures: Figures, path: Path) -> str:
    review = path.with_name("review.html")
    single = review.exists() and not path.with_name("review-1.html").exists()
    rows = []
    for document in sorted(figures.worst, reverse=True):
        name = shown(document.name)
        if single:
            name = f'<a href="review.html#s-{attribute(quote(document.first, errors="replace"))}">{name}</a>'
        rows.append(
            f'<tr><th scope="row">{name}</th><td>{document.sentences:,}</td>'
            f"<td>{document.flags_per_sentence:.2f}</td><td>{100 * document.changed:.0f} %</td></tr>\n"
        )
    return _table("Worst documents", ("Document", "Sentences", "Flags a sentence", "Sentences changed"), rows)


def _slowest(run: dict[str, Any]) -> str:
    slowest = heapq.nlargest(
        SHOWN_DOCUMENTS, run["documents"].items(), key=lambda item: float(item[1]["seconds"])
    )
    rows = [
        f'<tr><th scope="row">{shown(name)}</th><td>{entry["segments"]:,}</td>'
        f"<td>{entry['seconds']:.2f}</td></tr>\n"
        for name, entry in slowest
    ]
    return _table("Slowest documents", ("Document", "Segments", "Seconds"), rows)


def _table(title: str, columns: Sequence[str], rows: Sequence[str]) -> str:
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{name}</th>' for name in columns)
    return (
        f"<section><h2>{title}</h2><table><thead><tr>{head}</tr></thead>"
        f"<tbody>\n{''.join(rows)}</tbody></table></section>\n"
    )


def _plot(ratios: Counter[int]) -> str:
    """A histogram of how long the translations are, beside the length of their sources."""
    if not ratios:
        return ""
    places = range(_LOWEST * _STEPS, _HIGHEST * _STEPS)
    width, tall, most = 100 / len(places), 200, max(ratios.values())
    axis = "".join(
        _tick(power, (power - _LOWEST) * _STEPS * width, tall) for power in range(_LOWEST, _HIGHEST)
    )
    bars = "".join(
        f'<rect x="{number * width:.2f}%" y="{tall - height:.1f}" '
        f'width="{0.9 * width:.2f}%" height="{height:.1f}"/>'
        for number, place in enumerate(places)
        if (height := (tall - 10) * ratios[place] / most)
    )
    every = sorted(ratios.elements())
    median = every[len(every) // 2]
    x = (median - places.start + 0.45) * width
    told = f"{len(every):,} translations; the median is {2 ** ((median + 0.5) / _STEPS):.2f} times its source"
    return (
        f'<section><h2>Length of the translation over its source, in characters</h2><p class="quiet">{told}. '
        "What stands far out is worth a look: words were left out, or run on.</p>"
        f'<svg class="plot" role="img" aria-label="{told}">{axis}{bars}'
        f'<line class="median" x1="{x:.2f}%" x2="{x:.2f}%" y1="0" y2="{tall}"/>'
        f'<line x1="0" x2="100%" y1="{tall}" y2="{tall}"/></svg></section>\n'
    )


def _tick(power: int, x: float, tall: int) -> str:
    return (
        f'<line x1="{x:.2f}%" x2="{x:.2f}%" y1="0" y2="{tall + 18}"/>'
        f'<text x="{x:.2f}%" dx="5" y="{tall + 17}">{2.0**power:g}×</text>'
    )
