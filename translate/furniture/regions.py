"""Headings that end the article, and what stands under them until it goes on."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from ..rules.furniture import LineRule
from .page import Line, Page

# So many stretches of text below a heading are looked at; a page has fewer.
MOST_RUNS = 100


def regions(page: Page) -> None:
    """A heading below the article, and what stands under it until full paragraphs go on."""
    at = page.first + 1
    while at < len(page.lines):
        line = page.lines[at]
        if line.rule is None or not line.rule.opens or line.reason:
            at += 1
            continue
        end = _region_end(page, at, line.rule)
        if end == at + 1 < len(page.lines) and line.rule.opens == "articles":
            at = end  # full paragraphs follow at once: the word heads a chapter of the article
            continue
        line.reason = line.rule.why
        heading = line
        for below in page.lines[at + 1 : end]:
            if below.rule and below.rule.opens and not below.reason:
                heading = below
            below.reason = below.reason or _below(below, heading)
        at = max(end, at + 1)


def _below(line: Line, heading: Line) -> str:
    if line.rule and (line.rule.opens or line.rule.where != "outside"):
        return line.rule.why
    return f"stands under “{heading.text}”, which {heading.rule.why if heading.rule else 'ends the article'}"


def _region_end(page: Page, at: int, rule: LineRule) -> int:
    """Where the article goes on after the heading at ``at``; the number of lines if it does not."""
    end = len(page.lines)
    much_below = page.words(at + 1, end) > 2 * page.words(0, at)
    if rule.opens == "comments":
        return at + 1 if much_below else end
    near = next((place for place in range(at + 1, end) if page.opens(place)), end)
    runs = list(itertools.islice(_runs(page, at + 1, near if rule.opens == "links" else end), MOST_RUNS))
    if _are_teasers(page, at + 1, own := [run for run in runs if run[0] < near]):
        runs = runs[len(own) :]
    runs = [run for run in runs if not _is_card(page, at, *run)]
    if rule.opens == "links":
        # The article goes on with any sentence; the next heading speaks for what stands below it.
        return min([near, *(start for start, _ in runs)])
    # After other articles it goes on only at some length.
    full = [sum(line.full for line in page.lines[start:stop]) for start, stop in runs]
    for (start, stop), number in zip(runs, full, strict=True):
        if much_below or sum(full) >= 3 or (number and stop - start >= 2):
            return start
    return end


def _runs(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of sentences between ``start`` and ``end``, as (first, behind the last)."""
    at = start
    while at < end:
        stop = at
        while stop < end and page.says(stop):
            stop += 1
        if stop > at:
            yield at, stop
        at = stop + 1


def _is_card(page: Page, heading: int, start: int, stop: int) -> bool:
    """A stretch under a headline that stands there twice, or under a time, or that breaks off with dots."""
    lines = page.lines
    near = lines[max(heading + 1, start - 4) : start]
    above = [line.key for line in near if line.short and not line.stamp]
    if len(above) >= 2 and above[-1] == above[-2]:
        return True
    if start > heading + 1 and lines[start - 1].stamp:
        return True
    return stop == start + 1 and lines[start].text.endswith(("…", "...", "[…]", "[...]"))


def _are_teasers(page: Page, start: int, runs: list[tuple[int, int]]) -> bool:
    """Headline, one short paragraph, headline, one short paragraph: two or more, and nothing else."""
    if len(runs) < 2 or runs[0][0] == start:
        return False
    return all(stop - first == 1 and page.lines[first].words <= 45 for first, stop in runs)
