"""Sentence pairs out of a TMX file, one at a time, whatever its size and whoever wrote it.

No DTD is loaded, no entity expanded, no network used; of the text only what a person reads is taken,
not the codes of the word processor that stand in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from .errors import InputError
from .formats.characters import restore

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# TMX 1.4b: these hold native codes; <hi> and <sub> hold text.
CODES = ("bpt", "ept", "ph", "it", "ut")
REVIEWED = ("accepted", "edited")
ADVICE = "Give a TMX 1.4 file as OmegaT, Trados or memoQ export it."


def pairs(path: str | Path, lang: str, target_lang: str = "en") -> Iterator[tuple[str, str]]:
    """Source and target of each unit that has both languages (regions are ignored: tr-TR is tr)."""
    from lxml import etree

    try:
        with open(path, "rb") as file:
            yield from _units(path, file, lang, target_lang)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise InputError(
            path,
            f"is not sound XML ({error.msg})",
            line=line,
            advice=f"What stands before it was taken. {ADVICE}",
        ) from error
    except OSError as error:
        raise InputError(path, error.strerror or str(error), advice=ADVICE) from error


def _units(path: str | Path, file: BinaryIO, lang: str, target_lang: str) -> Iterator[tuple[str, str]]:
    from lxml import etree

    events = etree.iterparse(
        file, events=("start", "end"), resolve_entities=False, load_dtd=False, no_network=True,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    _, root = next(iter(events))
    if _name(root) != "tmx":
        raise InputError(path, f"is XML, but <{_name(root)}> and not <tmx>", advice=ADVICE)
    for event, element in events:
        if event == "end" and _name(element) == "tu":
            found = {code: text for code, text in map(_variant, element.iterchildren("{*}tuv")) if text}
            if lang in found and target_lang in found and _by_people(element):
                # What XML has no form for, our own export writes in another.
                told = restore if _is_our_own(element) else str
                yield told(found[lang]), told(found[target_lang])
            _forget(element)


def _by_people(unit: Any) -> bool:
    """Not so of a unit from our own export that no reviewer has accepted or edited."""
    return not _is_our_own(unit) or _properties(unit).get("x-decision") in REVIEWED


def _is_our_own(unit: Any) -> bool:
    return "x-status" in _properties(unit)


def _properties(unit: Any) -> dict[str | None, str | None]:
    return {p.get("type"): p.text for p in unit.iterchildren("{*}prop")}


def _forget(element: Any) -> None:
    """Frees a unit and those before it, so that memory stays bounded."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _variant(tuv: Any) -> tuple[str, str]:
    code = (tuv.get(XML_LANG) or tuv.get("lang") or "").lower().replace("_", "-").split("-")[0]
    segment = next(tuv.iterchildren("{*}seg"), None)
    # An entity that is not expanded stands as a node without a name: such a text is not whole.
    if segment is None or any(not isinstance(node.tag, str) for node in segment.iter()):
        return code, ""
    return code, " ".join(_text(segment).split())


def _text(element: Any) -> str:
    """The text that people read."""
    text = element.text or ""
    for child in element:
        if _name(child) not in CODES:
            text += _text(child)
        text += child.tail or ""
    return text
