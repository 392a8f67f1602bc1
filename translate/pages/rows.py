"""The sentences of a document as HTML: source and English side by side, furniture folded away."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ..corpus import Flag, Segment
from ..decisions import stamp
from ..languages import LANGUAGES
from .marks import Piece, Run, attribute, cell, pieces, shown

ROWS_IN_LIST = 25


# Flags that speak of the whole document; they stand on its first segment, and are shown in its heading.
ABOUT_DOCUMENT = frozenset({"diagnosis", "encoding", "extraction"})


def sentence_flags(segment: Segment) -> list[Flag]:
    """The flags that speak of this very sentence."""
    return [flag for flag in segment.flags if flag.check not in ABOUT_DOCUMENT]


def counted(count: int, noun: str) -> str:
    """
    >>> counted(1, "line"), counted(1200, "line")
    ('1 line', '1,200 lines')
    """
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def document_html(name: str, records: Sequence[Segment]) -> Iterator[str]:
    """A document's section, piece by piece: heading, what is known of it, a list with an entry a sentence."""
    sentences = [segment for segment in records if segment.status != "furniture"]
    flagged = sum(bool(sentence_flags(segment)) for segment in sentences)
    lang = records[0].lang
    language = LANGUAGES[lang].name if lang in LANGUAGES else lang
    facts = [f"{language} to English" if lang != "en" else "English", counted(len(sentences), "sentence")]
    if flagged:
        facts.append(f"{flagged:,} flagged")
    if len(records) > len(sentences):
        facts.append(f"{counted(len(records) - len(sentences), 'line')} set aside")
    left, right = (language, "English") if lang != "en" else ("English, as found", "Clean English")
    about = (flag.message for segment in records for flag in segment.flags if flag.check in ABOUT_DOCUMENT)
    engines = dict.fromkeys(segment.engine for segment in records if segment.engine)
    notes = "".join(
        f'<p class="facts">{note}</p>'
        for note in (
            *map(shown, about),
            *(f"Translated by <code>{shown(engine)}</code>" for engine in engines),
        )
    )
    yield (
        f'<section class="doc"><header><h2>{shown(name)}</h2>'
        f'<p class="facts">{shown(" · ".join(facts))}</p>{notes}</header>'
        f'<div class="columns" aria-hidden="true"><span></span><span>{shown(left)}</span>'
        f"<span>{right}</span></div>\n"
    )
    for some in _lists(_entries(records)):
        yield f'<ol class="rows">\n{"".join(some)}</ol>\n'
    yield "</section>\n"


def _lists(entries: Iterable[str]) -> Iterator[list[str]]:
    """The entries in short lists: a browser leaves those that are out of sight out of account."""
    entries = iter(entries)
    while some := list(itertools.islice(entries, ROWS_IN_LIST)):
        yield some


def _entries(records: Sequence[Segment]) -> Iterator[str]:
    paragraph = None
    for aside, group in itertools.groupby(records, key=lambda segment: segment.status == "furniture"):
        rows = list(group)
        if aside:
            yield _folded(rows)
            continue
        for segment in rows:
            yield _row(segment, first=_paragraph(segment) != paragraph)
            paragraph = _paragraph(segment)


def _folded(rows: Sequence[Segment]) -> str:
    reasons = Counter(flag.message for segment in rows for flag in sentence_flags(segment))
    most = [
        f"{why} ({count:,})" if count > 1 and len(reasons) > 1 else why
        for why, count in reasons.most_common(4)
    ]
    said = "; ".join(most) + ("; …" if len(reasons) > len(most) else "")
    inside = "".join(_row(segment) for segment in rows)
    return (
        f'<li class="folded"><details><summary>{counted(len(rows), "line")} set aside'
        f'{": " + shown(said) if said else ""}</summary>\n<ol class="rows">\n{inside}</ol></details></li>\n'
    )


def _paragraph(segment: Segment) -> str:
    return segment.id.removeprefix(f"{segment.document}:").partition(".")[0]


def _row(segment: Segment, *, first: bool = False) -> str:
    number = segment.id.removeprefix(f"{segment.document}:")
    said = sentence_flags(segment)
    changed = (
        pieces(segment.source, segment.edits) if segment.edits else [Piece(segment.source, segment.source)]
    )
    beside = segment.status != "translated" and (segment.target or "").strip() == segment.cleaned.strip()
    source = cell(_went(changed) if beside else _both(changed), said)
    if segment.status == "furniture" and segment.target is None:
        reasons = "; ".join(flag.message for flag in said)
        target, said = f'<span class="none">Set aside{": " if reasons else ""}{shown(reasons)}</span>', []
    elif segment.target is None:
        target = '<span class="none">No English</span>'
    else:
        target = cell(_came(changed) if beside else [Run(segment.target)], said)
    basis = stamp(segment).partition(".")[2]  # goes with what is decided on this row
    flags = "".join(f"<li><b>{shown(flag.check)}</b> {shown(flag.message)}</li>" for flag in said)
    return (
        f'<li class="row {segment.status}{" first" if first else ""}" id="s-{attribute(segment.id)}" '
        f'data-basis="{basis}">'
        f'<div class="number"><b>{shown(segment.document)} </b>{shown(number)}</div>'
        f'<div class="text source" lang="{attribute(segment.lang)}" dir="auto">{source}</div>'
        f'<div class="text target" lang="en" dir="auto">{target}</div>'
        f'{f"""<ul class="flags" aria-label="Flags">{flags}</ul>""" if flags else ""}</li>\n'
    )


def _went(changed: Iterable[Piece]) -> Iterator[Run]:
    for before, _, rules in changed:
        yield Run(before, "del" if rules else "", rules)


def _came(changed: Iterable[Piece]) -> Iterator[Run]:
    for _, after, rules in changed:
        yield Run(after, "ins" if rules else "", rules)


def _both(changed: Iterable[Piece]) -> Iterator[Run]:
    for before, after, rules in changed:
        if rules:
            yield Run(before, "del", rules)
            yield Run(after, "ins", rules)
        else:
            yield Run(before)
