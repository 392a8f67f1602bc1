"""HTML as people and blogs put it into a field: line breaks for paragraphs, and signs that are no tags.

A parser loses both; so they are made plain in the text, before it becomes a tree.
"""

from __future__ import annotations

import functools
import re

from .html_tree import BLOCKS

_NOT_LISTED = ("abbr", "bdi", "cite", "data", "hgroup", "nobr", "picture", "rt", "rp", "slot", "template")
# Attributes that need no value; others that have none have a hyphen ("data-reactroot").
_BARE = (
    "allowfullscreen|async|autoplay|checked|compact|controls|defer|disabled|hidden|itemscope|loop|multiple"
    r"|muted|noshade|nowrap|open|readonly|required|reversed|selected|[\w:]+-[\w:-]+"
)
_TAG = re.compile(r"(<[^<>]*>)")
_NAME = re.compile(r"</?([a-z][\w:-]*)", re.ASCII | re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n\s*\n\s*")
_LINE_END = re.compile(r"\n\s*")
_VERBATIM = ("pre", "script", "style", "textarea")


def escape_signs(html: str) -> str:
    """``html`` with each "<" escaped that begins no tag: a parser takes it for one, and drops what follows.

    >>> escape_signs("<b>a<b and c>d</b> <Bakan> <br>")
    '<b>a&lt;b and c>d</b> &lt;Bakan> <br>'
    """
    return _sign().sub("&lt;", html)


@functools.cache
def _sign() -> re.Pattern[str]:
    from lxml.html import defs

    names = "|".join(sorted({*defs.tags, *BLOCKS, *_NOT_LISTED}))
    bare = rf"(?:{names})(?:\s+(?:{_BARE}))*\s*/?>"
    # Closing tags do no harm; what has an attribute with a value is a tag, whatever it is called.
    return re.compile(
        rf"<(?!!|\?|/[a-z]|{bare}|[a-z][\w:-]*\s[^<>]*=|[a-z]\w*:\w[^<>]*>)", re.ASCII | re.IGNORECASE
    )


def mark_paragraphs(html: str) -> str:
    r"""``html`` with ``<p>`` at blank lines, as WordPress has it, or at every line end if it has no blocks.

    >>> mark_paragraphs("One <b>two</b>.\n\nThree.<br>Four."), mark_paragraphs("One <b>two</b>.\nThree.")
    ('<p>One <b>two</b>.<p>Three.<br>Four.', '<p>One <b>two</b>.<p>Three.')
    """
    html = html.replace("\r\n", "\n").replace("\r", "\n")
    pieces = _TAG.split(html)  # every other one is a tag
    names = [match[1].lower() if (match := _NAME.match(tag)) else "" for tag in pieces[1::2]]
    border = _BLANK_LINE if BLOCKS.intersection(names) else _LINE_END
    verbatim = before = ""
    for number, piece in enumerate(pieces):
        if number % 2:
            before = names[number // 2]
            if before in _VERBATIM and verbatim in ("", before):
                verbatim = "" if piece.startswith("</") else before
        elif not verbatim and (before not in BLOCKS or piece.strip()):
            pieces[number] = border.sub("<p>", piece)
    marked = "".join(pieces)
    return marked if marked == html else f"<p>{marked}"


__all__ = ["escape_signs", "mark_paragraphs"]
