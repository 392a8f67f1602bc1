"""Tells page furniture from the article: by what a line says (`rules.furniture`), and by where it stands.

The article is what lies around the *full paragraphs*: long lines that end as a sentence does. A heading
such as "Related articles" below them opens a region that is not the article, until full paragraphs go
on. Lists of headlines with times, a site's name above and below the article, short lines under its end
are known by their shape. In doubt a line stays: what is set aside wrongly is lost to the reader.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .rules.furniture import LINES, STAMP, STAMP_EXACT, LineRule, folded, moment

# A line of more words says something; no phrase or headline is so long.
LONGEST_LINE = 40
TALKING = tuple(row for row in LINES if row.talks)
# Rows whose lines stand in the article's last part as well as below it.
GOES_ON = ("advert", "counter", "credit", "dateline", "link-in-line")
# So many stretches of text below a heading are looked at; a page has fewer.
MOST_RUNS = 100
_END = re.compile(r"""[.!?…:;][\s"'“”„«»’‘)\]]*$""")
_FULL_STOP = re.compile(r"""[.…][\s"'“”„«»’‘)\]]*$""")
_INNER_END = re.compile(r"""[.!?…]["'“”»’)\]]*\s+["'“„«(\[]?[^\W\d_a-zа-яәğıöşüç]""")
_ITEM = re.compile(r"\s*(?:[-*•–—·▪►]|\(?\d{1,2}[.)]|\(?[a-zа-я][.)])\s")
_TIMED = re.compile(r"\W*(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}\W+)?\d{1,2}:\d\d\b")
_SCORED = re.compile(r"\d[:–-]\d")
_ASIDE = re.compile(r"[,;:]$")
_STAMP = re.compile(rf"[\W_]*(?:{STAMP})[\W_]*", re.IGNORECASE)
_EXACT = re.compile(rf"[\W_]*(?:{STAMP_EXACT})[\W_]*", re.IGNORECASE)
_MARKDOWN_LINK = re.compile(r"\s*(?:[-*+]\s+|\d+[.)]\s+)?!?\[[^\]]{0,200}\]\([^)]{0,500}\)\s*")


@dataclass
class _Line:
    """What is seen of one line that is not blank; ``index`` is its place among the paragraphs."""

    index: int
    text: str
    key: str
    words: int
    rule: LineRule | None
    full: bool  # a full paragraph
    sentence: bool  # ends with a full stop
    stamp: bool
    exact: bool
    reason: str | None = None

    @property
    def short(self) -> bool:
        """May be a headline, a name, a button: no sentence, not long."""
        return not self.full and not self.sentence and self.key != ""


@dataclass
class _Page:
    """The lines, and where its full paragraphs begin and end."""

    lines: list[_Line]

    @property
    def first(self) -> int:
        """The place of the first full paragraph; the number of lines if there is none."""
        return next(
            (at for at in range(len(self.lines)) if self.says(at) and self.lines[at].full), len(self.lines)
        )

    @property
    def last(self) -> int:
        """The place of the last full paragraph; -1 if there is none."""
        return max((at for at in range(len(self.lines)) if self.says(at) and self.lines[at].full), default=-1)

    def says(self, at: int) -> bool:
        """Whether the line at ``at`` is a sentence, or several, and not known as furniture."""
        line = self.lines[at]
        return (line.full or line.sentence) and not line.reason and line.rule is None

    def opens(self, at: int) -> bool:
        """Whether the line at ``at`` is a heading of something that is not the article."""
        rule = self.lines[at].rule
        return rule is not None and rule.opens != ""

    @functools.cached_property
    def _words(self) -> list[int]:
        return list(itertools.accumulate((line.words if line.full else 0 for line in self.lines), initial=0))

    def words(self, start: int, end: int) -> int:
        """How many words of full paragraphs there are."""
        return self._words[end] - self._words[start]


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
    page = _Page([line for index, text in enumerate(paragraphs) if (line := _look(index, text))])
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
    return line if len(line.split()) <= 25 and not _FULL_STOP.search(line) else None


def _look(index: int, text: str) -> _Line | None:
    text = text.strip()
    if not text:
        return None
    words = len(text.split(None, 60))
    plain = folded(text) if words <= LONGEST_LINE and len(text) <= 400 else ""
    rows = TALKING if words >= 12 and text.endswith(".") else LINES
    rule = next((row for row in rows if row.matches(plain)), None) if plain else None
    ends = bool(_END.search(text[-20:]))
    several = bool(_INNER_END.search(text[:2000]))
    full = rule is None and (words >= 30 or (ends and (words >= 12 or several)))
    return _Line(
        index,
        text,
        plain.casefold(),
        words,
        rule,
        full,
        bool(_FULL_STOP.search(text[-20:])) and words >= 3,
        bool(plain and _STAMP.fullmatch(plain)),
        bool(plain and _EXACT.fullmatch(plain)),
    )


# --- the shapes, in the order in which they are looked for ------------------------------------------------


def _said_anywhere(page: _Page) -> None:
    """Lines that are furniture wherever they stand."""
    for line in page.lines:
        if line.rule and line.rule.where == "anywhere" and line is not page.lines[0]:
            line.reason = line.rule.why


def _regions(page: _Page) -> None:
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


def _below(line: _Line, heading: _Line) -> str:
    if line.rule and (line.rule.opens or line.rule.where != "outside"):
        return line.rule.why
    return f"stands under “{heading.text}”, which {heading.rule.why if heading.rule else 'ends the article'}"


def _region_end(page: _Page, at: int, rule: LineRule) -> int:
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


def _runs(page: _Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of sentences between ``start`` and ``end``, as (first, behind the last)."""
    at = start
    while at < end:
        stop = at
        while stop < end and page.says(stop):
            stop += 1
        if stop > at:
            yield at, stop
        at = stop + 1


def _is_card(page: _Page, heading: int, start: int, stop: int) -> bool:
    """A stretch under a headline that stands there twice, or under a time, or that breaks off with dots."""
    lines = page.lines
    near = lines[max(heading + 1, start - 4) : start]
    above = [line.key for line in near if line.short and not line.stamp]
    if len(above) >= 2 and above[-1] == above[-2]:
        return True
    if start > heading + 1 and lines[start - 1].stamp:
        return True
    return stop == start + 1 and lines[start].text.endswith(("…", "...", "[…]", "[...]"))


def _are_teasers(page: _Page, start: int, runs: list[tuple[int, int]]) -> bool:
    """Headline, one short paragraph, headline, one short paragraph: two or more, and nothing else."""
    if len(runs) < 2 or runs[0][0] == start:
        return False
    return all(stop - first == 1 and page.lines[first].words <= 45 for first, stop in runs)


def _timed_lists(page: _Page) -> None:
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


def _tickers(page: _Page) -> None:
    """Three or more lines below the article that begin with a time, the latest first."""
    last = page.last
    tail = [line for line in page.lines[last + 1 :] if not line.reason] if last >= 0 else []
    timed = [(line, found[0]) for line in tail if line.short and (found := _TIMED.match(line.text))]
    if len(timed) >= 3 and not _run_forwards([time for _, time in timed]):
        for line, _ in timed:
            line.reason = "belongs to a list of other articles with their times"


def _timed_groups(page: _Page) -> Iterator[list[int]]:
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


def _around(page: _Page, group: list[int]) -> tuple[int, int]:
    """The list's first line and the one behind its last: a headline stands above its time, or below it."""
    gap = max((b - a - 1 for a, b in itertools.pairwise(group)), default=1)
    start, end = group[0], group[-1] + 1
    while start > 0 and group[0] - start < gap and _is_headline(page.lines[start - 1]):
        start -= 1
    if start == group[0]:
        while end < len(page.lines) and end - group[-1] <= gap and _is_headline(page.lines[end]):
            end += 1
    return start, end


def _is_headline(line: _Line) -> bool:
    return line.short and not line.stamp and not line.reason and not (line.rule and line.rule.opens)


def _site_name(page: _Page) -> None:
    """A few words that stand above the headline and again below the article; a headline that is repeated."""
    first, last = page.first, page.last
    if last < 0:
        return
    head = [line for line in page.lines[:first] if line.short and not line.reason]
    tail = {line.key for line in page.lines[last + 1 :]}
    headlines = {line.key for line in head if not line.stamp and not line.rule}
    names = {
        line.key
        for line in head
        if line.key in tail
        and line.words <= 4
        and not line.stamp
        and len(headlines) > (line.key in headlines)
    }
    seen: set[str] = set()
    for at, line in enumerate(page.lines):
        if line.reason or not line.short:
            continue
        if line.key in names:
            line.reason = "is the site's name, above and below the article"
        elif line.key in seen and not _ITEM.match(line.text):
            # Above the article only where it follows at once; inside it a line may come again.
            if at > last or (at < first and page.lines[at - 1].key == line.key):
                line.reason = "repeats a line above"
        else:
            seen.add(line.key)


def _said_outside(page: _Page) -> None:
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


def _has_other_headline(page: _Page, at: int) -> bool:
    """Whether the article has a headline other than the line at ``at``."""
    return any(
        line.short and line.rule is None and not line.reason and line.words >= 3
        for line in page.lines[at + 1 : page.first]
    )


def _below_the_end(page: _Page) -> None:
    """Short lines under the first line that shows that the article has ended."""
    last = page.last
    if last < 0:
        return
    ended = False
    for line in page.lines[last + 1 :]:
        if line.reason:
            ended = ended or not (line.rule and line.rule.id in GOES_ON)
        elif line.sentence or line.full:
            ended = False
        elif ended and line.short and not _ITEM.match(line.text):
            line.reason = "is a short line below the end of the article"


def _link_lists(page: _Page) -> None:
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
    if all(_is_bare_headline(line) for line in tail):
        for line in tail:
            line.reason = "is a headline below the end of the article"


def _is_bare_headline(line: _Line) -> bool:
    starts = line.text.lstrip("\"'“„«‘")[:1]
    return (
        line.short
        and 4 <= line.words <= 20
        and (starts.isupper() or starts.isdigit())
        and not _SCORED.search(line.text)
        and not _ITEM.match(line.text)
        and not _ASIDE.search(line.text)
    )


SHAPES = (
    _said_anywhere,
    _regions,
    _timed_lists,
    _tickers,
    _site_name,
    _said_outside,
    _below_the_end,
    _link_lists,
)

__all__ = ["mark", "title"]
