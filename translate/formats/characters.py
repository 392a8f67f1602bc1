r"""Characters that a kind of file cannot hold, and how they travel all the same.

One convention for all files that people edit, that of Office Open XML (ECMA-376, ST_Xstring): a character
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

# Each is the inside of a character class. What XML 1.0 does not allow (section 2.2, production 2): control
# characters other than tab and line ends, lone surrogates, and two that are not characters.
XML = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
# A lone carriage return would come back from an Office file as a line feed.
OFFICE = XML + "\r"
UNICODE = "\ud800-\udfff"

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

# A spreadsheet runs a cell that begins with one of these (OWASP, "CSV Injection").
_FORMULA = re.compile("^'*[=+\\-@\t\r\n＝＋－＠]")


def escape(text: str, forbidden: str) -> str:
    """``text`` without the ``forbidden`` characters (the inside of a character class): see the module."""
    if "_x" in text:
        text = re.sub(f"_(?=x[0-9A-Fa-f]{{4}}[_{forbidden}])", "_x005F_", text)
    return re.sub(f"[{forbidden}]", lambda match: f"_x{ord(match[0]):04X}_", text)


def restore(text: str) -> str:
    """The inverse of `escape`."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def defuse(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe in front where it could be one.

    >>> defuse("=1+1"), defuse("'=1+1"), defuse("'tis")
    ("'=1+1", "''=1+1", "'tis")
    """
    return "'" + cell if _FORMULA.match(cell) else cell


def arm(cell: str) -> str:
    """The inverse of `defuse`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
