"""Tells page furniture from the article: by what a line says (`rules.furniture`), and by where it stands.

The article is what lies around the *full paragraphs*: long lines that end as a sentence does. A heading
such as "Related articles" below them opens a region that is not the article, until full paragraphs go
on. Lists of headlines with times, a site's name above and below the article, short lines under its end
are known by their shape. In doubt a line stays: what is set aside wrongly is lost to the reader.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from .lists import link_lists, tickers, timed_lists
from .page import FULL_STOP, ITEM, Line, Page, look
from .regions import regions

# Rows whose lines stand in the article's last part as well as below it.
GOES_ON = ("advert", "counter", "credit", "dateline", "link-in-line")
# A headline has so many words of letters; what has fewer may be a value that comes twice.
SHORTEST_HEADLINE = 3
REPEATS = "repeats a line above"
_LETTERS = re.compile(r"(?<!\w)[^\W\d_]{2,}")
_DIGIT = re.compile(r"\d")


def mark(paragraphs: Sequence[str]) -> list[str | None]:
    """For each paragraph the reason why it is page furniture, or None where it belongs to the article.

    Blank paragraphs get None. The first line or a full paragraph always stays: no page is nothing but
    furniture.

    >>> body = "The bridge over the river was opened on Friday by the mayor of the town."
    >>> mark(["Bridge opened", body, "Read also", "Ferry closed"])[2:]
    ['leads to other articles', 'stands under “Read also”, which leads to other articles']
    """
    if sum(not text.isspace() for text in paragraphs if text) < 2:
        return [None] * len(paragraphs)
    page = Page([line for index, text in enumerate(paragraphs) if (line := look(index, text))])
    if not any(line.full for line in page.lines):
        # No full paragraph: a note, a poem, an agenda. Its sentences are the article then.
        for line in page.lines:
            line.full = line.sentence and line.rule is None
    for shape in SHAPES:
        shape(page)
    reasons: list[str | None] = [None] * len(paragraphs)
    for line in page.lines:
        reasons[line.index] = line.reason
    return reasons


def title(paragraphs: Sequence[str], reasons: Sequence[str | None]) -> str | None:
    """The article's first paragraph if it looks like a headline: short, and without a final full stop.

    >>> title(["Bridge opened at last\\n", "It was opened on Friday."], [None, None])
    'Bridge opened at last'
    """
    article = [
        text for text, reason in zip(paragraphs, reasons, strict=True) if reason is None and text.strip()
    ]
    if len(article) < 2:
        return None
    line = " ".join(article[0].split())
    return line if len(line.split()) <= 25 and not FULL_STOP.search(line) else None


# --- the shapes that need no module of their own --------------------------------------------------------


def _said_anywhere(page: Page) -> None:
    """Lines that are furniture wherever they stand."""
    for line in page.lines:
        if line.rule and line.rule.where == "anywhere" and line is not page.lines[0]:
            line.reason = line.rule.why


def _site_name(page: Page) -> None:
    """A few words that stand above the headline and again below the article."""
    first, last = page.first, page.last
    if last < 0:
        return
    head = [line for line in page.lines[:first] if line.short and not line.reason]
    below = page.lines[last + 1 :]
    tail = {line.key for line in below}
    # "Ankara" beside "85 %" is no site, but stands in a table that the article ends with.
    pairs = [*itertools.pairwise(below), *itertools.pairwise(below[::-1])]
    cells = {line.key for line, beside in pairs if _is_value(beside)}
    headlines = {line.key for line in head if not line.stamp and not line.rule}
    names = {
        line.key
        for line in head
        if line.key in tail - cells
        and line.words <= 4
        and _LETTERS.search(line.text)
        and not line.stamp
        and len(headlines) > (line.key in headlines)
    }
    for line in page.lines:
        if line.short and not line.reason and line.key in names:
            line.reason = "is the site's name, above and below the article"


def _is_value(line: Line) -> bool:
    """A number, with a word or a sign perhaps, and not the date of a page or one of its counters."""
    known = line.rule is not None and line.rule.id != "number"
    return bool(_DIGIT.search(line.text)) and line.words <= 3 and not line.stamp and not known


def _repeated(page: Page) -> None:
    """A headline that comes again: at once above the article, or below it.

    Only a line of some words is a headline, and only one of the head is looked for. A table of results,
    a list of towns with their percentages, a poem with a refrain say a short thing twice too, at the
    end of many an article.
    """
    first, last = page.first, page.last
    if last < 0:
        return
    seen: set[str] = set()
    for at, line in enumerate(page.lines):
        if line.reason or not line.short or len(_LETTERS.findall(line.text)) < SHORTEST_HEADLINE:
            continue
        if line.key not in seen:
            seen |= {line.key} if at < first else set()
        elif not ITEM.match(line.text) and (at > last or (at < first and page.lines[at - 1].key == line.key)):
            line.reason = REPEATS


def _said_outside(page: Page) -> None:
    """Lines that are furniture above or below the article only; credits also inside it if very short."""
    first, last = page.first, page.last
    if last < 0:
        return
    headline = next((line for line in page.lines if not line.reason), None)
    dated = [at for at, line in enumerate(page.lines) if line.stamp and not (line.exact or line.reason)]
    chronology = any(first < at < last for at in dated) or sum(at > last for at in dated) > 1
    for at, line in enumerate(page.lines):
        if line.reason or line.rule is None or (chronology and line.stamp and not line.exact):
            continue
        if (
            line is headline
            and not line.stamp
            and line.rule.id != "site-address"
            and not _has_other_headline(page, at)
        ):
            continue
        if line.rule.id == "number" and not page.lines[at - 1].reason:
            continue
        outside = at < first or at > last
        inside = first < at < last and line.rule.where == "after" and not line.rule.opens and line.words <= 6
        if outside or inside:
            line.reason = line.rule.why


def _has_other_headline(page: Page, at: int) -> bool:
    """Whether the article has a headline other than the line at ``at``."""
    return any(
        line.short and line.rule is None and not line.reason and line.words >= 3
        for line in page.lines[at + 1 : page.first]
    )


def _below_the_end(page: Page) -> None:
    """Short lines under the first line that shows that the article has ended."""
    last = page.last
    if last < 0:
        return
    ended = False
    for line in page.lines[last + 1 :]:
        if line.reason:
            # A refrain says no more than a credit does that nothing of the article follows.
            goes_on = line.reason == REPEATS or (line.rule and line.rule.id in GOES_ON)
            ended = ended or not goes_on
        elif line.sentence or line.full:
            ended = False
        elif ended and line.short and not ITEM.match(line.text):
            line.reason = "is a short line below the end of the article"


# In the order in which they are looked for.
SHAPES = (
    _said_anywhere,
    regions,
    timed_lists,
    tickers,
    _site_name,
    _repeated,
    _said_outside,
    _below_the_end,
    link_lists,
)

__all__ = ["mark", "title"]
