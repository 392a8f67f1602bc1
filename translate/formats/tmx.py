"""TMX 1.4b, the exchange format of translation memories.

One unit a sentence that has an English side: its id is the record's, its properties say what the record
says. Where the original is English too, its language is given as ``en-x-source``, for tools tell the two
sides of a unit apart by their language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..corpus import Review, Segment
from ..decisions import Decision, meaning, stamp
from ..errors import InputError
from . import rows
from .characters import restore
from .markup import AGAIN, XML_LANG, element, elements, inner_text, line_of, root, writing

if TYPE_CHECKING:
    from lxml.etree import _Element

# Their content is formatting code, not text (TMX 1.4b, "Content Elements").
CODES = ("bpt", "ept", "it", "ph", "ut", "sub")


def write(segments: Iterable[Segment], path: Path) -> list[Path]:
    """A translation memory of the sentences that have an English side and were not rejected."""
    from .. import __version__

    header = element(
        "header", creationtool="ungarble", creationtoolversion=__version__, o_tmf="ungarble",
        segtype="sentence", adminlang="en", srclang="*all*", datatype="plaintext",
    )  # fmt: skip
    with writing(path) as xml, xml.element("tmx", version="1.4"):
        xml.write(header, pretty_print=True)
        with xml.element("body"):
            xml.write("\n")
            for segment in segments:
                if segment.final and segment.final.strip():
                    xml.write(_unit(segment, segment.final))
                    xml.write("\n")
    return [path]


def _unit(segment: Segment, target: str) -> _Element:
    english = segment.lang == "en"
    unit = element("tu", tuid=segment.id)
    review = segment.review or Review()
    properties = [
        ("x-document", segment.document),
        ("x-status", segment.status),
        ("x-digest", stamp(segment)),
        ("x-decision", rows.decision_word(segment)),
        ("x-engine", segment.engine or ""),
        *(("x-flag", rows.tell_flag(flag)) for flag in segment.flags),
    ]
    unit.extend(element("prop", value, type=name) for name, value in properties if value)
    if review.note:
        unit.append(element("note", review.note))
    source = segment.source if english else segment.cleaned
    unit.append(_variant("en-x-source" if english else segment.lang, source.strip()))
    unit.append(_variant("en", target, review))
    return unit


def _variant(lang: str, text: str, review: Review | None = None) -> _Element:
    variant = element("tuv", **({"changeid": review.by} if review and review.by else {}))
    if review and (date := _compact(review.at)):
        variant.set("changedate", date)
    variant.set(XML_LANG, element("lang", lang).text or "")
    variant.append(element("seg", text))
    return variant


def _compact(at: str) -> str:
    """A time of the record as TMX writes it.

    >>> _compact("2026-11-21T20:15:00Z")
    '20261121T201500Z'
    """
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|\+00:00)", at)
    return "{}{}{}T{}{}{}Z".format(*match.groups()) if match else ""


def _spread(date: str) -> str:
    """The inverse of `_compact`, and "" for what is not such a time."""
    match = re.fullmatch(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z", date)
    return "{}-{}-{}T{}:{}:{}Z".format(*match.groups()) if match else ""


def read(path: Path, on_error: Callable[[InputError], None]) -> Iterator[Decision]:
    """The units of a TMX, ours or one that another tool made of it.

    A unit without our properties is known by its source text.
    """
    try:
        if (name := root(path).tag) != "tmx":
            raise InputError(path, f"is not TMX: its root element is {name!r}", advice=AGAIN)
    except InputError as error:
        on_error(error)
        return
    for unit in elements(path, "tu", on_error):
        try:
            yield _decision(unit, f"{path}:{line_of(unit)}")
        except ValueError as error:
            on_error(InputError(path, str(error), line=line_of(unit), advice="The other units were read."))


def _decision(unit: _Element, where: str) -> Decision:
    properties = {prop.get("type", ""): restore(prop.text or "") for prop in unit.iterchildren("prop")}
    source, target = _sides(unit)
    digest, _, basis = properties.get("x-digest", "").partition(".")
    note = "\n".join(restore(note.text or "") for note in unit.iterchildren("note"))
    by, at = restore(target.get("changeid", "")), _spread(target.get("changedate", ""))
    state = meaning(properties.get("x-decision", ""))
    return Decision(
        restore(unit.get("tuid", "")), digest, state, _text(target), note, by, at, where, basis, _text(source)
    )


def _sides(unit: _Element) -> tuple[_Element, _Element]:
    sources: list[_Element] = []
    targets: list[_Element] = []
    for variant in unit.iterchildren("tuv"):
        lang = (variant.get(XML_LANG) or variant.get("lang") or "").casefold().replace("_", "-")
        english = re.fullmatch("en(-.*)?", lang) and lang != "en-x-source"
        (targets if english else sources).append(variant)
    if not targets or not sources:
        raise ValueError("has a unit without an English and another side")
    return sources[0], targets[-1]


def _text(variant: _Element) -> str:
    segment = variant.find("seg")
    return "" if segment is None else restore(inner_text(segment, CODES, {}))
