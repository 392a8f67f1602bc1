r"""Characters that a kind of file cannot hold, and how they travel all the same.

One convention for files that people edit, that of Office Open XML (ECMA-376, ST_Xstring): a character
that the file cannot hold is written ``_xHHHH_``, its code point in hexadecimal; an underscore that would
read as the beginning of such a thing is written ``_x005F_``. Escaping and restoring are inverses for any
text.

>>> escape("bell \a, and the text _x0007_", XML)
'bell _x0007_, and the text _x005F_x0007_'
>>> restore(escape("bell \a, and the text _x0007_", XML))
'bell \x07, and the text _x0007_'
"""

from __future__ import annotations

import re
from collections.abc import Callable

# Each is the inside of a character class. What XML 1.0 does not allow (section 2.2, production 2): control
# characters other than tab and line ends, lone surrogates, and two that are not characters.
XML = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
# A lone carriage return would come back from an Office file as a line feed.
OFFICE = XML + "\r"
UNICODE = "\ud800-\udfff"

# The convention of Office Open XML; and another for Word files, in which LibreOffice escapes the first again.
OFFICE_FORM = ("_x", "_")
WORD_FORM = ("⟦x", "⟧")

# A spreadsheet runs a cell that begins with one of these (OWASP, "CSV Injection").
_FORMULA = re.compile("[=+\\-@\t\r\n＝＋－＠]")
_LETTERS = re.compile(r"[^\W\d_]+")


def escape(text: str, forbidden: str, form: tuple[str, str] = OFFICE_FORM) -> str:
    """``text`` without the ``forbidden`` characters (the inside of a character class): see the module."""
    begin, end = form
    if begin in text:
        looks_escaped = f"{begin[0]}(?={begin[1:]}[0-9A-Fa-f]{{4}}[{end}{forbidden}])"
        text = re.sub(looks_escaped, f"{begin}{ord(begin[0]):04X}{end}", text)
    return re.sub(f"[{forbidden}]", lambda match: f"{begin}{ord(match[0]):04X}{end}", text)


def restore(text: str, form: tuple[str, str] = OFFICE_FORM) -> str:
    """The inverse of `escape`."""
    begin, end = form
    return re.sub(f"{begin}([0-9A-Fa-f]{{4}}){end}", lambda match: chr(int(match[1], 16)), text)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would run the text."""
    return bool(_FORMULA.match(text))


def is_converted(text: str) -> bool:
    """Whether a spreadsheet that opens a CSV would run the text, or might make a number or a date of it.

    Each language has its own dates, so anything short with a digit counts.

    >>> [is_converted(text) for text in ("001:1.1", "5 Mart 2020", "1e5", "TRUE", "He came on 5 March.")]
    [True, True, True, True, False]
    """
    if is_formula(text) or text.strip().casefold() in ("true", "false"):
        return True
    short = len(text) <= 40 and len(_LETTERS.findall(text)) <= 3
    return short and any(character.isdecimal() for character in text)


def defuse(cell: str, dangerous: Callable[[str], bool] = is_formula) -> str:
    """A cell that a spreadsheet leaves alone: an apostrophe in front where it is ``dangerous``.

    >>> defuse("=1+1"), defuse("'=1+1"), defuse("'tis"), defuse("001:1.1", is_converted)
    ("'=1+1", "''=1+1", "'tis", "'001:1.1")
    """
    return "'" + cell if dangerous(cell.lstrip("'")) else cell


def arm(cell: str, dangerous: Callable[[str], bool] = is_formula) -> str:
    """The inverse of `defuse`."""
    return cell[1:] if cell.startswith("'") and dangerous(cell.lstrip("'")) else cell
