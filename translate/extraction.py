"""The article in a web page or a Word document: text, title, and how it was found."""

from __future__ import annotations

import codecs
import io
import logging
import re
from collections import Counter
from importlib.metadata import version
from typing import Any, NamedTuple

from . import decoding, html_field, html_tree, word_file
from .corpus import Flag
from .errors import InputError

# Extraction takes some 2 s a megabyte, and a page may well be one line.
LARGEST_PAGE = decoding.LONGEST_LINE
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,30})|<\?xml[^>]{0,80}encoding=["']([\w.:-]{2,30})""",
    re.IGNORECASE,
)
# HTML, and a whole page of it: closing tags and line breaks that no text has by chance.
_MARKUP = re.compile(
    r"</(?:p|div|span|a|b|i|u|em|strong|font|h[1-6]|li|[uo]l|t[dhr]|table|pre|blockquote|article|body|html"
    r"|script|style)\s*>|<br\s*/?>|<(?:img|hr)\b[^<>]*>"
    r"|^\s*&[\w#]+;\s*$",  # a blank that an editor left in an empty field
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
# What browsers take these names for.
_MEANT = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "latin5": "cp1254",
}
_SURROGATE = re.compile("[\ud800-\udfff]")  # lxml would drop all that follows


class Extract(NamedTuple):
    """An article's text, and what a reader should know of how it was found."""

    text: str
    flags: tuple[Flag, ...]


def page(opener: decoding.Opener, path: str) -> Extract:
    """The main text of an HTML page, its title first, by trafilatura.

    What trafilatura leaves out (menus, comments, scripts) is not part of the document; the flag says
    what share of the page's words the text holds. Raises `InputError` where it finds no text.
    """
    with opener() as file:
        data = file.read(LARGEST_PAGE + 1)
    if len(data) > LARGEST_PAGE:
        raise InputError(
            path, f"is larger than {LARGEST_PAGE:,} bytes, which is no page", advice="Save its text as .txt."
        )
    if not data.strip():
        raise InputError(path, "is empty", advice="Leave it out.")
    html, flags = _decoded(data, path)
    found = _main(html, with_metadata=True)
    if not found.text:
        raise InputError(path, "has no article that trafilatura can find", advice="Save its text as .txt.")
    text, title = found.text, found.title
    if title and title.casefold() not in (line.strip().casefold() for line in text.split("\n")[:5]):
        text = f"{title}\n\n{text}"
    return Extract(text + "\n", (*flags, _told(text, found)))


def is_page(head: str) -> bool:
    """Whether a text that begins so is a whole web page, whatever its file is called.

    >>> is_page("<!-- saved --> <!DOCTYPE html>"), is_page("The <html> tag")
    (True, False)
    """
    return _PAGE.match(head) is not None


def cell(text: str) -> Extract:
    """The text in a cell of a table: as it is, or where it is HTML, the main text by trafilatura.

    HTML without a word gives "". HTML in which nothing is found stays as it is, and the flag says so.
    """
    if not _MARKUP.search(text):
        return Extract(text, ())
    if is_page(text):
        html = text
    else:
        field = html_field.mark_paragraphs(html_field.escape_signs(text))
        html = f"<html><body><article><div>{field}</div></article></body></html>"
    found = _main(html, favor_recall=True)
    if found.text:
        return Extract(found.text + "\n", (_told(found.text, found),))
    if found.words is not None and not found.words:
        return Extract("", ())
    return Extract(text, (Flag("extraction", "HTML in which trafilatura finds no text: kept as it is"),))


class _Found(NamedTuple):
    """What trafilatura found in HTML, and all ``words`` there, None where it is not HTML."""

    text: str
    title: str
    words: Counter[str] | None


def _main(html: str, **options: bool) -> _Found:
    """The main text by trafilatura, one block a line.

    In HTML that is short or has no ``<p>``, trafilatura gives up its search and takes every piece of text
    between two tags for a paragraph, or all of them for one. So it decides what belongs to the article, and
    the lines are cut here, at the tags at which a browser cuts them.
    """
    trafilatura = _trafilatura()
    tree = trafilatura.load_html(_SURROGATE.sub("\ufffd", html))
    if tree is None:
        return _Found("", "", None)
    words = html_tree.words(tree)
    html_tree.unwrap_quotes(tree)
    html_tree.rename(tree)
    html_tree.take_tables_apart(tree)
    html_tree.unwrap_links(tree)
    found = trafilatura.bare_extraction(tree, include_comments=False, **options)
    text = (found.text or "").strip() if found else ""
    if not any(map(str.isalnum, text)):
        return _Found("", "", words)
    lines, squeezed = html_tree.lines(tree), html_tree.squeezed
    kept = html_tree.recut(lines, squeezed(text))
    if (
        not kept
        and squeezed(text) == squeezed(trafilatura.baseline(tree)[1])  # it gave up, and took the menus, too
        and squeezed(text.split("\n")[0]) in squeezed(trafilatura.html2txt(tree))  # not out of a script
    ):
        kept = html_tree.within(lines, squeezed(text))
    text = "\n".join(kept) or text
    return _Found(text, " ".join((found.title or "").split()), words)


def _trafilatura() -> Any:
    """The library, which logs on its own what is told here as an `InputError` or in a flag."""
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return trafilatura


def _told(text: str, found: _Found) -> Flag:
    page = found.words or Counter()
    # Each word as often as it stands in both: a title from the head must not make up for what is lost.
    held, all_words = (page & html_tree.counted(text)).total(), page.total()
    share = 100 * held // max(1, all_words)
    message = f"main text found by trafilatura {version('trafilatura')}: {share} % of the page's words"
    return Flag("extraction", message)


def _decoded(data: bytes, path: str) -> tuple[str, tuple[Flag, ...]]:
    """As browsers do: byte order mark, then the page's own word, then a guess; but what is UTF-8 is UTF-8."""
    match = _DECLARED.search(data[:4096])
    try:
        found = decoding.survey(lambda: io.BytesIO(data), path)
    except InputError:
        if match is None:
            raise
        found = decoding.Survey("utf-8", fallback="utf-8")
    if match and found.fallback:
        name = (match[1] or match[2]).decode("ascii").lower()
        codec = _MEANT.get(name, name)
        try:
            if not _is_wide(codec):
                return data.decode(codec), (Flag("encoding", f"decoded as {codec}: the page says so"),)
        except (LookupError, UnicodeError):  # UnicodeError: Python has a codec named "undefined"
            pass  # the page is wrong about itself; the guess stands
    lines = list(decoding.lines(lambda: io.BytesIO(data), path, found))
    html = "".join(line.text for line in lines)
    # lxml refuses text that says it is bytes in some encoding.
    return _XML_HEAD.sub("", html), decoding.flags(found, (line.codec for line in lines))


def _is_wide(codec: str) -> bool:
    """A page whose word could be read as ASCII is in none of these, the HTML standard says."""
    return codecs.lookup(codec).name.startswith(("utf-16", "utf-32"))


def word(opener: decoding.Opener, path: str) -> Extract:
    """The paragraphs of a .docx file in their order, those in tables, text boxes and insertions too.

    Raises `InputError` where the file is damaged, or unpacks to more than an article can be.
    """
    return Extract(*word_file.read(opener, path))


__all__ = ["Extract", "cell", "is_page", "page", "word"]
