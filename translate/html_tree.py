"""HTML before and after the search for its article: where lines end, what tables and quotations say.

Trees are lxml's; what is done to them is done in place.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Any

# Where a browser begins a new line; all other tags stand inside one.
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset(
    [
        *("html", "body", "main", "section", "article", "header", "footer", "aside", "nav", "menu", "div"),
        *("p", "pre", "blockquote", "center", "address", "br", "hr", "title", *_HEADINGS),
        *("ul", "ol", "li", "dl", "dt", "dd", "details", "summary", "dialog", "figure", "figcaption"),
        *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
        *("form", "fieldset", "legend", "select", "option"),
    ]
)
_BOXES = BLOCKS - {"br"}
# What no browser shows as text, and what holds no words of an article besides.
_UNSEEN = frozenset(["head", "script", "style", "template", "noscript", "iframe", "object", "svg"])
_ASIDE = _UNSEEN | {"nav", "aside", "footer", "button", "select", "textarea"}
_BREAKS = ("p", "div", "br", "li", *_HEADINGS)
_WORDS = re.compile(r"[^\W_]+")
_SPACE = re.compile(r"\s+")
_ITEM = re.compile(r"^\s*- ", re.MULTILINE)
LONGEST_DATUM = 120  # what is longer in a cell of a table is no figure and no name, but prose


def lines(tree: Any, without: frozenset[str] = _ASIDE) -> list[str]:
    """The lines of text that a browser would show, without those of menus, forms and scripts."""
    from lxml import etree

    pieces: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        before = element.getprevious()
        side_by_side = element.tag == "a" and before is not None and before.tag == "a" and not before.tail
        if element.tag in BLOCKS or (event == "start" and side_by_side):
            pieces.append("\n")
        if event == "end":
            pieces.append(_spaced(element.tail, element.getparent()))
        elif element.tag in without:
            walk.skip_subtree()
        else:
            pieces.append(_spaced(element.text, element))
    text = "".join(pieces)
    return [line for line in (_visible(" ".join(line.split())) for line in text.split("\n")) if line]


def words(tree: Any) -> Counter[str]:
    """How often each word stands in ``tree``, be it in a menu."""
    return counted(" ".join(lines(tree, _UNSEEN)))


def counted(text: str) -> Counter[str]:
    """How often each word stands in ``text``.

    >>> counted("To and to_and fro")
    Counter({'and': 2, 'To': 1, 'to': 1, 'fro': 1})
    """
    return Counter(word for piece in text.split() for word in _WORDS.findall(_visible(piece)))


def _spaced(text: str | None, parent: Any) -> str:
    """``text`` with its line breaks if it stands in a ``<pre>``, else with blanks for them."""
    if not text or "\n" not in text:
        return text or ""
    in_pre = parent.tag == "pre" or next(parent.iterancestors("pre"), None) is not None
    return text if in_pre else _SPACE.sub(" ", text)


def squeezed(text: str) -> str:
    """``text`` without white space, what nobody sees, and the hyphens that trafilatura puts before items.

    >>> squeezed("- One item"), squeezed("e\u0301 e\u00ad\u0301") == "\u00e9\u00e9"
    ('Oneitem', True)
    """
    return "".join(map(_visible, _ITEM.sub("", text).split()))


def _visible(text: str) -> str:
    """``text`` in NFC, without soft hyphens and the like, which trafilatura leaves out, too."""
    seen = text if text.isprintable() else "".join(filter(str.isprintable, text))
    return unicodedata.normalize("NFC", seen)


def recut(lines: list[str], text: str) -> list[str]:
    """Those of ``lines`` that make up ``text``, which is squeezed, without a gap; none if they do not.

    >>> recut(["Menu", "One two.", "Three."], "Onetwo.Three."), recut(["One", "Three"], "One,Three")
    (['One two.', 'Three.'], [])
    """
    kept, at = [], 0
    for line in lines:
        sought = squeezed(line)
        if text.startswith(sought, at):
            at += len(sought)
            kept.append(line)
    return kept if at == len(text) else []


def within(lines: list[str], text: str) -> list[str]:
    """Those of ``lines`` that stand in ``text``, which is squeezed.

    >>> within(["One two.", "Menu", "Three."], "Onetwo.Three.")
    ['One two.', 'Three.']
    """
    kept, at = [], 0
    for line in lines:
        sought = squeezed(line)
        place = text.find(sought, at)  # they mostly follow one another there
        place = text.find(sought) if place < 0 else place
        if place >= 0:
            at = place + len(sought)
            kept.append(line)
    return kept


def unwrap_quotes(tree: Any) -> None:
    """Puts ``<q>`` between quotation marks, as browsers do: to trafilatura it is a paragraph of its own."""
    for quote in list(tree.iter("q")):
        quote.text = "“" + (quote.text or "")
        if len(quote):
            quote[-1].tail = (quote[-1].tail or "") + "”"
        else:
            quote.text += "”"
        quote.drop_tag()


def unwrap_links(tree: Any) -> None:
    """Takes the tags off links, times and labels in running text.

    A short paragraph with two links would count as a menu; times and labels are left out wherever they stand.
    """
    for paragraph in list(tree.iter("p")):
        if not _is_mostly(paragraph, "a", "time", "label"):
            for link in list(paragraph.iter("a", "time", "label")):
                link.drop_tag()


def _is_mostly(element: Any, *tags: str) -> bool:
    """Whether more than half of its text stands in links, say."""
    inside = sum(len(squeezed(part.text_content())) for part in element.iter(*tags))
    return inside * 2 > len(squeezed(element.text_content()))


def rename(tree: Any) -> None:
    """Names for centred text and captions that trafilatura knows: it passes over them in an article."""
    for caption in tree.iter("figcaption"):
        figure = next(caption.iterancestors("figure"), None)
        if figure is not None:
            figure.tag = "div"
    for part in tree.iter("center", "figcaption"):
        part.tag = "p" if next(part.iterdescendants(*_BOXES), None) is None else "div"


def take_tables_apart(tree: Any) -> None:
    """A row of a table that holds data becomes a line, its cells apart by "; "; other tables become blocks.

    Pages used to be laid out in tables: an article in a cell of one would be a single line between pipes.
    Bare text beside a table, and beside other blocks in a cell, becomes a paragraph.
    """
    boxes: dict[Any, None] = {}
    for table in reversed(list(tree.iter("table"))):  # those inside others first
        for row in list(table.iter("tr")) if _holds_data(table) else ():
            cells = [" ".join(lines(cell)) for cell in row]
            row.clear(keep_tail=True)
            row.tag, row.text = "p", "; ".join(filter(None, cells))
        boxes.update(dict.fromkeys([*table.iter("td", "th"), table.getparent()]))
        for part in table.iter("caption", "thead", "tbody", "tfoot", "tr", "th", "td"):
            part.tag = "div"
        table.tag = "div"
    for box in boxes:
        if box is not None:  # a table may be all there is
            _wrap_loose_text(box)


def _wrap_loose_text(box: Any) -> None:
    """Puts text that stands beside blocks into a ``<p>``, unless it is mostly links."""
    runs: list[tuple[Any, list[Any]]] = [(None, [])]  # what stands in a line, each after its block
    for child in box:
        if child.tag in _BOXES or next(child.iterdescendants(*_BOXES), None) is not None:
            runs.append((child, []))
        else:
            runs[-1][1].append(child)
    for block, inline in runs if len(runs) > 1 else ():
        paragraph = box.makeelement("p")
        paragraph.text = box.text if block is None else block.tail
        if not inline and not (paragraph.text or "").strip():
            continue
        if block is None:
            box.text = None
            box.insert(0, paragraph)
        else:
            block.tail = None
            block.addnext(paragraph)
        paragraph.extend(inline)
        if not _WORDS.search(paragraph.text_content()) or _is_mostly(paragraph, "a"):
            paragraph.drop_tag()


def _holds_data(table: Any) -> bool:
    """Whether rows and columns say something: at least two of both, short cells, not mostly links."""
    rows = list(table.iter("tr"))
    cells = [cell for row in rows for cell in row]
    return (
        len(rows) > 1
        and max(map(len, rows)) > 1
        and all(cell.tag in ("td", "th") for cell in cells)
        and all(len(squeezed(cell.text_content())) <= LONGEST_DATUM for cell in cells)
        and all(sum(1 for _ in cell.iter(*_BREAKS)) < 2 for cell in cells)
        and not _is_mostly(table, "a")
    )


__all__ = [
    "BLOCKS",
    "counted",
    "lines",
    "recut",
    "rename",
    "squeezed",
    "take_tables_apart",
    "unwrap_links",
    "unwrap_quotes",
    "within",
    "words",
]
