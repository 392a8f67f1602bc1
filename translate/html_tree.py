"""HTML before and after the search for its article: where lines end, what tables and quotations say.

Trees are lxml's; what is done to them is done in place.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

# Where a browser begins a new line; all other tags stand inside one.
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(
    [
        *("html", "body", "main", "section", "article", "header", "footer", "aside", "nav", "menu", "div"),
        *("p", "pre", "blockquote", "center", "address", "br", "hr", "title", *_HEADINGS),
        *("ul", "ol", "li", "dl", "dt", "dd", "details", "summary", "dialog", "figure", "figcaption"),
        *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
        *("form", "fieldset", "legend", "select", "option"),
    ]
)
# What holds no words of an article.
_ASIDE = frozenset(
    [
        *("head", "script", "style", "template", "noscript", "iframe", "object", "svg"),
        *("nav", "aside", "footer", "button", "select", "textarea"),
    ]
)
_BREAKS = ("p", "div", "br", "li", *_HEADINGS)
_WORD = re.compile(r"[^\W_]")
_SPACE = re.compile(r"\s+")
LONGEST_DATUM = 120  # what is longer in a cell of a table is no figure and no name, but prose


def lines(tree: Any) -> list[str]:
    """The lines of text that a browser would show, without those of menus, forms and scripts."""
    from lxml import etree

    pieces: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        before = element.getprevious()
        side_by_side = element.tag == "a" and before is not None and before.tag == "a" and not before.tail
        if element.tag in _BLOCKS or (event == "start" and side_by_side):
            pieces.append("\n")
        if event == "end":
            pieces.append(_spaced(element.tail, element.getparent()))
        elif element.tag in _ASIDE:
            walk.skip_subtree()
        else:
            pieces.append(_spaced(element.text, element))
    text = unicodedata.normalize("NFC", "".join(pieces))
    return [line for line in (_visible(" ".join(line.split())) for line in text.split("\n")) if line]


def has_words(tree: Any) -> bool:
    """Whether any word stands in ``tree``, be it in a menu; scripts do not count."""
    texts = tree.xpath("//text()[not(ancestor::script or ancestor::style)]")
    return any(_WORD.search(text) for text in texts)


def _spaced(text: str | None, parent: Any) -> str:
    """``text`` with its line breaks if it stands in a ``<pre>``, else with blanks for them."""
    if not text or "\n" not in text:
        return text or ""
    in_pre = parent.tag == "pre" or next(parent.iterancestors("pre"), None) is not None
    return text if in_pre else _SPACE.sub(" ", text)


def squeezed(text: str) -> str:
    """``text`` without white space and what nobody sees."""
    return _visible("".join(text.split()))


def _visible(text: str) -> str:
    """``text`` without soft hyphens and the like, which trafilatura leaves out, too."""
    return text if text.isprintable() else "".join(filter(str.isprintable, text))


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
        links = list(paragraph.iter("a", "time", "label"))
        linked = sum(len(squeezed(link.text_content())) for link in links)
        if linked * 2 <= len(squeezed(paragraph.text_content())):
            for link in links:
                link.drop_tag()


def take_tables_apart(tree: Any) -> None:
    """A row of a table that holds data becomes a line, its cells apart by "; "; other tables become blocks.

    Pages used to be laid out in tables: an article in a cell of one would be a single line between pipes.
    """
    for table in reversed(list(tree.iter("table"))):  # those inside others first
        for row in list(table.iter("tr")) if _holds_data(table) else ():
            cells = [" ".join(lines(cell)) for cell in row]
            row.clear(keep_tail=True)
            row.tag, row.text = "p", "; ".join(filter(None, cells))
        for part in table.iter("caption", "thead", "tbody", "tfoot", "tr", "th", "td"):
            part.tag = "div"
        table.tag = "div"


def _holds_data(table: Any) -> bool:
    """Whether rows and columns say something: at least two of both, short cells, not mostly links."""
    rows = list(table.iter("tr"))
    cells = [cell for row in rows for cell in row]
    linked = sum(len(squeezed(link.text_content())) for link in table.iter("a"))
    return (
        len(rows) > 1
        and max(map(len, rows)) > 1
        and all(cell.tag in ("td", "th") for cell in cells)
        and all(len(squeezed(cell.text_content())) <= LONGEST_DATUM for cell in cells)
        and all(sum(1 for _ in cell.iter(*_BREAKS)) < 2 for cell in cells)
        and linked * 2 <= len(squeezed(table.text_content()))
    )


__all__ = [
    "has_words",
    "lines",
    "recut",
    "squeezed",
    "take_tables_apart",
    "unwrap_links",
    "unwrap_quotes",
    "within",
]
