"""XLIFF 1.2, which most translation tools read best, one file for each source language.

As `xliff`, but that 1.2 has no ``<cp>``: a character that XML cannot hold is escaped as in the other
formats (see `characters`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ..corpus import Review, Segment
from ..decisions import Decision, shown, stamp
from . import rows, xliff
from .characters import XML, escape, restore
from .markup import XML_SPACE, element, inner_text

if TYPE_CHECKING:
    from lxml.etree import _Element

# What is inside these is formatting code, not text.
CODES = ("x", "bx", "ex", "ph", "bpt", "ept", "it", "sub")
PREFIXES: dict[str | None, str] = {None: xliff.OLD}
FACTS = "x-ungarble-"


def write(segments: Iterable[Segment], path: Path) -> list[Path]:
    """XLIFF 1.2: for ``corpus.12.xlf``, the files ``corpus.tr.12.xlf`` and so on."""
    return xliff.write_dialect(segments, path, DIALECT)


def parts(path: Path) -> list[Path]:
    """The files that an export to ``path`` may consist of."""
    return xliff.parts(path, DIALECT.ending)


def _unit(segment: Segment, _: int) -> _Element:
    review = segment.review or Review()
    approved = review.state in ("accepted", "edited")
    unit = _element("trans-unit", id=segment.id, approved="yes" if approved else "no")
    unit.set(XML_SPACE, "preserve")
    unit.append(_element("source", xliff.sides(segment)))
    if target := shown(segment):
        if approved:
            state = {"state": "signed-off"}
        elif review.state == "rejected":
            state = {"state": "needs-translation", "state_qualifier": "rejected-inaccurate"}
        else:
            state = {"state": "needs-review-translation", "state_qualifier": "mt-suggestion"}
        unit.append(_element("target", target, **state))
    facts = _element("context-group", purpose="information")
    for name, value in (
        ("digest", stamp(segment)), ("decision", rows.decision_word(segment)), ("status", segment.status),
        ("engine", segment.engine), ("by", review.by), ("at", review.at),
    ):  # fmt: skip
        if value:
            facts.append(_element("context", value, context_type=FACTS + name))
    unit.append(facts)
    unit.extend(_element("note", rows.tell_flag(flag), **{"from": "ungarble:flag"}) for flag in segment.flags)
    unit.extend(_element("note", rows.tell_edit(edit), **{"from": "ungarble:edit"}) for edit in segment.edits)
    if review.note:
        unit.append(_element("note", review.note, **{"from": "review"}))
    return unit


def _element(tag: str, text: str | None = None, /, **attributes: str) -> _Element:
    return element(f"{{{xliff.OLD}}}{tag}", text, PREFIXES, **attributes)


def decision(unit: _Element, core: str, where: str) -> Decision:
    """What a ``<trans-unit>`` says. Raises ValueError."""
    source, target = unit.find(f"{{{core}}}source"), unit.find(f"{{{core}}}target")
    if source is None:
        raise ValueError("has a unit without a source")
    facts = {
        context.get("context-type", "").removeprefix(FACTS): restore(context.text or "")
        for context in unit.iterfind(f"{{{core}}}context-group/{{{core}}}context")
    }
    notes = [
        restore(note.text or "")
        for note in unit.iterfind(f"{{{core}}}note")
        if not note.get("from", "").startswith("ungarble:")
    ]
    digest, _, basis = facts.get("digest", "").partition(".")
    return Decision(
        restore(unit.get("id", "")), digest, _state(unit, target, facts.get("decision", "")),
        None if target is None else _text(target), "\n".join(notes), facts.get("by", ""), facts.get("at", ""),
        where, basis, _text(source), target_counts=True,
    )  # fmt: skip


def _state(unit: _Element, target: _Element | None, before: str) -> str:
    state = "" if target is None else target.get("state", "")
    if unit.get("approved") == "yes" or state in ("signed-off", "final"):
        return "accepted"
    qualifier = "" if target is None else target.get("state-qualifier", "")
    without = target is None and before == "rejected"  # a rejected sentence that never had a target
    return "rejected" if qualifier.startswith("rejected") or without else ""


def _text(side: _Element) -> str:
    return restore(inner_text(side, CODES, {}))


DIALECT = xliff.Dialect(
    "1.2",
    ".12.xlf",
    PREFIXES,
    lambda _: {},
    lambda lang, document, _: {
        "original": escape(document, XML), "datatype": "plaintext",
        "source-language": escape(lang, XML), "target-language": "en",
    },
    "body",
    _unit,
)  # fmt: skip
