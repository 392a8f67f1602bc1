"""Lists of other articles: headlines with their times, tickers, links, bare headlines."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from ..rules.furniture import moment
from .page import ITEM, Line, Page

_TIMED = re.compile(r"\W*(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}\W+)?\d{1,2}:\d\d\b")
_SCORED = re.compile(r"\d[:–-]\d")
_ASIDE = re.compile(r"[,;:]$")
_MARKDOWN_LINK = re.compile(r"\s*(?:[-*+]\s+|\d+[.)]\s+)?!?\[[^\]]{0,200}\]\([^)]{0,500}\)\s*")


def timed_lists(page: Page) -> None:
    """Headlines with their times: at least two below the article, three inside it, four above it."""
    first, last = page.first, page.last
    if last < 0:
        return
    for group in _timed_groups(page):
        stamps = [page.lines[at] for at in group]
        inside, above = first < group[0] < last, group[0] < first
        exact = all(line.exact for line in stamps)
        # Without both a day and a time of day, it may be a programme or a chronology: those run forwards.
        if not exact and (inside or above or _run_forwards([line.text for line in stamps])):
            continue
        if len(group) < (4 if above else 3 if inside else 2):
            continue
        start, end = _around(page, group)
        if above:
            # The last headline above the article is its own.
            end = min(end, group[-2] + 1)
        for line in page.lines[start:end]:
            line.reason = line.reason or "belongs to a list of other articles with their times"


def _run_forwards(times: Sequence[str]) -> bool:
    """Whether each time is later than the one before, as far as one can read them."""
    moments = [moment(time) for time in times]
    return None in moments or all(a < b for a, b in itertools.pairwise(moments))  # type: ignore[operator]


def tickers(page: Page) -> None:
    """Three or more lines below the article that begin with a time, the latest first."""
    last = page.last
    tail = [line for line in page.lines[last + 1 :] if not line.reason] if last >= 0 else []
    timed = [(line, found[0]) for line in tail if line.short and (found := _TIMED.match(line.text))]
    if len(timed) >= 3 and not _run_forwards([time for _, time in timed]):
        for line, _ in timed:
            line.reason = "belongs to a list of other articles with their times"


def _timed_groups(page: Page) -> Iterator[list[int]]:
    """Places of times that have one to three short lines between them."""
    group: list[int] = []
    for at, line in enumerate(page.lines):
        if line.stamp:
            if group and not 1 <= at - group[-1] - 1 <= 3:
                yield group
                group = []
            group.append(at)
        elif not line.short or (line.rule and line.rule.opens):
            if group:
                yield group
            group = []
    if group:
        yield group


def _around(page: Page, group: list[int]) -> tuple[int, int]:
    """The list's first line and the one behind its last: a headline stands above its time, or below it."""
    gap = max((b - a - 1 for a, b in itertools.pairwise(group)), default=1)
    start, end = group[0], group[-1] + 1
    while start > 0 and group[0] - start < gap and _is_headline(page.lines[start - 1]):
        start -= 1
    if start == group[0]:
        while end < len(page.lines) and end - group[-1] <= gap and _is_headline(page.lines[end]):
            end += 1
    return start, end


def _is_headline(line: Line) -> bool:
    return line.short and not line.stamp and not line.reason and not (line.rule and line.rule.opens)


def link_lists(page: Page) -> None:
    """Lines that are nothing but a link, above or below; four or more headlines under the last paragraph."""
    first, last = page.first, page.last
    if last < 0:
        return
    for at, line in enumerate(page.lines):
        if (at < first or at > last) and not line.reason and _MARKDOWN_LINK.fullmatch(line.text):
            line.reason = "is nothing but a link"
    tail = [line for line in page.lines[last + 1 :] if not line.reason]
    if len(tail) < 4 or page.lines[last].text.rstrip().endswith(":"):
        return
    if all(_is_bare_headline(line) for line in tail) and not _has_refrain(tail):
        for line in tail:
            line.reason = "is a headline below the end of the article"


def _has_refrain(lines: Sequence[Line]) -> bool:
    """Whether a line comes again after others: a list of articles says a headline twice only at once."""
    verses = [key for key, _ in itertools.groupby(line.key for line in lines)]
    return len(set(verses)) < len(verses)


def _is_bare_headline(line: Line) -> bool:
    starts = line.text.lstrip("\"'“„«‘")[:1]
    return (
        line.short
        and 4 <= line.words <= 20
        and (starts.isupper() or starts.isdigit())
        and not _SCORED.search(line.text)
        and not ITEM.match(line.text)
        and not _ASIDE.search(line.text)
    )
