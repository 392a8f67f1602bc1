"""XLIFF 2.1, the exchange format of translation tools, one file for each source language.

One unit a sentence; the record's id is the unit's name, its digest and the like are metadata, flags and
edits are notes. States: a machine's translation is "translated", what a reviewer accepted or edited
"reviewed", what was rejected "initial"; the sub-state says which of them it is. A character that XML cannot
hold is a ``<cp>`` element. Furniture is left out.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..corpus import Review, Segment
from ..decisions import Decision, shown, stamp
from ..errors import InputError, OutputError
from ..languages import LANGUAGES
from . import rows
from .characters import XML, escape, restore
from .markup import AGAIN, XML_SPACE, element, elements, inner_text, line_of, root, writing
from .older import remove_older

if TYPE_CHECKING:
    from lxml.etree import _Element

CORE = "urn:oasis:names:tc:xliff:document:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
OLD = "urn:oasis:names:tc:xliff:document:1.2"
PREFIXES: dict[str | None, str] = {None: CORE, "mda": METADATA}

# The reviewer's state, as XLIFF says it.
STATES = {
    "accepted": ("reviewed", "ungarble:accepted"),
    "edited": ("reviewed", "ungarble:edited"),
    "rejected": ("initial", "ungarble:rejected"),
}
APPROVED = ("reviewed", "final")


class Dialect(NamedTuple):
    """What a version of XLIFF wraps its units in: attributes, by source language and by document."""

    version: str
    ending: str
    namespaces: dict[str | None, str]
    root: Callable[[str], dict[str, str]]
    file: Callable[[str, str, int], dict[str, str]]
    body: str | None
    unit: Callable[[Segment, int], _Element]


class _File:
    """One XLIFF file being written: a ``<file>`` a document, closed when the next document begins."""

    def __init__(self, path: Path, lang: str, dialect: Dialect, stack: ExitStack) -> None:
        self.lang, self.dialect, self.files, self.units = lang, dialect, 0, 0
        self.document: str | None = None
        self.xml = stack.enter_context(writing(path))
        stack.enter_context(
            self.xml.element(
                f"{{{dialect.namespaces[None]}}}xliff", {"version": dialect.version, **dialect.root(lang)},
                nsmap=dialect.namespaces,
            )
        )  # fmt: skip
        self.inner = stack.enter_context(ExitStack())

    def add(self, segment: Segment) -> None:
        if segment.document != self.document:
            self.inner.close()
            self.files += 1
            self.document = segment.document
            core = self.dialect.namespaces[None]
            attributes = self.dialect.file(self.lang, segment.document, self.files)
            self.xml.write("\n")
            self.inner.enter_context(self.xml.element(f"{{{core}}}file", attributes))
            if self.dialect.body:
                self.inner.enter_context(self.xml.element(f"{{{core}}}{self.dialect.body}"))
        self.units += 1
        self.xml.write("\n")
        self.xml.write(self.dialect.unit(segment, self.units))


def write(segments: Iterable[Segment], path: Path) -> list[Path]:
    """XLIFF 2.1: for ``corpus.xlf``, the files ``corpus.tr.xlf``, ``corpus.en.xlf`` and so on."""
    return write_dialect(segments, path, NEW)


def write_dialect(segments: Iterable[Segment], path: Path, dialect: Dialect) -> list[Path]:
    """One file a language, each of them whole or not there at all."""
    files: dict[str, _File] = {}
    paths = []
    with ExitStack() as stack:
        for segment in segments:
            if not rows.is_text(segment):
                continue
            if segment.lang not in files:
                paths.append(_for_language(path, segment.lang, dialect.ending))
                files[segment.lang] = _File(paths[-1], segment.lang, dialect, stack)
            files[segment.lang].add(segment)
    remove_older((part for part in parts(path, dialect.ending) if part not in paths), read)
    if not paths:
        problem = "nothing was written, for the corpus has no sentence but page furniture"
        raise OutputError(f"{path}: {problem}. Choose another format, with -f.")
    return paths


def parts(path: Path, ending: str = ".xlf") -> list[Path]:
    """The files that an export to ``path`` may consist of."""
    return sorted(_for_language(path, lang, ending) for lang in LANGUAGES)


def _for_language(path: Path, lang: str, ending: str) -> Path:
    """The path with the language in front of its ending.

    >>> _for_language(Path("out/my.corpus.12.xlf"), "tr", ".12.xlf").name
    'my.corpus.tr.12.xlf'
    """
    end = next((end for end in (ending, path.suffix) if path.name.endswith(end)), "")
    code = re.sub(r"[^0-9A-Za-z-]", "_", lang)
    return path.with_name(f"{path.name.removesuffix(end)}.{code}{end}")


def _unit(segment: Segment, number: int) -> _Element:
    from lxml import etree

    unit = _element("unit", id=f"u{number}", name=segment.id)
    unit.set(XML_SPACE, "preserve")
    metadata = etree.SubElement(unit, f"{{{METADATA}}}metadata")
    group = etree.SubElement(metadata, f"{{{METADATA}}}metaGroup", category="ungarble")
    review = segment.review or Review()
    for name, value in (
        ("digest", stamp(segment)), ("status", segment.status), ("engine", segment.engine),
        ("by", review.by), ("at", review.at),
    ):  # fmt: skip
        if value:
            group.append(element(f"{{{METADATA}}}meta", value, PREFIXES, type=name))
    notes = [
        *((rows.tell_flag(flag), "ungarble:flag") for flag in segment.flags),
        *((rows.tell_edit(edit), "ungarble:edit") for edit in segment.edits),
        *([(review.note, "review")] if review.note else []),
    ]
    if notes:
        unit.append(_element("notes"))
        unit[-1].extend(_element("note", text, category=category) for text, category in notes)
    target = shown(segment)
    state, substate = STATES.get(review.state, _machine_state(segment))
    pair = _element("segment", state=state, **({"subState": substate} if substate else {}))
    pair.append(_inline("source", sides(segment)))
    if target:
        pair.append(_inline("target", target))
    unit.append(pair)
    return unit


def sides(segment: Segment) -> str:
    """The side that a translator works from: cleaned, but for English, where cleaned is the result."""
    return (segment.source if segment.lang == "en" else segment.cleaned).strip()


def _machine_state(segment: Segment) -> tuple[str, str]:
    if not segment.target:
        return "initial", ""
    return "translated", "ungarble:flagged" if segment.flags else "ungarble:machine"


def _element(tag: str, text: str | None = None, /, **attributes: str) -> _Element:
    return element(f"{{{CORE}}}{tag}", text, PREFIXES, **attributes)


def _inline(tag: str, text: str) -> _Element:
    """An element with a ``<cp>`` for each character that XML cannot hold."""
    first, *rest = re.split(f"([{XML}])", text)
    made = _element(tag)
    made.text = first
    for character, tail in zip(rest[::2], rest[1::2], strict=True):
        made.append(_element("cp", hex=f"{ord(character):04X}"))
        made[-1].tail = tail
    return made


NEW = Dialect(
    "2.1",
    ".xlf",
    PREFIXES,
    lambda lang: {"srcLang": escape(lang, XML), "trgLang": "en"},
    lambda _, document, number: {
        "id": f"f{number}", "original": escape(document, XML), "canResegment": "no",
    },
    None,
    _unit,
)  # fmt: skip


def read(path: Path, on_error: Callable[[InputError], None]) -> Iterator[Decision]:
    """The units of an XLIFF of either version, ours or one that another tool made of it."""
    from . import xliff12

    try:
        name = root(path).tag
        core, _, name = str(name).removeprefix("{").rpartition("}")
        if name != "xliff" or not core.startswith(("urn:oasis:names:tc:xliff:document:2.", OLD)):
            problem = f"is not XLIFF 1.2 or 2: its root is {name!r} in {core!r}"
            raise InputError(path, problem, advice=AGAIN)
    except InputError as error:
        on_error(error)
        return
    tag, decide = ("trans-unit", xliff12.decision) if core == OLD else ("unit", _decision)
    for unit in elements(path, f"{{{core}}}{tag}", on_error):
        try:
            yield decide(unit, core, f"{path}:{line_of(unit)}")
        except ValueError as error:
            on_error(InputError(path, str(error), line=line_of(unit), advice="The other units were read."))


def _decision(unit: _Element, core: str, where: str) -> Decision:
    meta = {
        entry.get("type", ""): restore(entry.text or "") for entry in unit.iterfind(f".//{{{METADATA}}}meta")
    }
    notes = [
        restore(note.text or "")
        for note in unit.iterfind(f"{{{core}}}notes/{{{core}}}note")
        if not note.get("category", "").startswith("ungarble:")
    ]
    pairs = [child for child in unit if child.tag in (f"{{{core}}}segment", f"{{{core}}}ignorable")]
    sources = [pair.find(f"{{{core}}}source") for pair in pairs]
    targets = [pair.find(f"{{{core}}}target") for pair in pairs]
    if not pairs or any(source is None for source in sources):
        raise ValueError("has a unit without a source")
    if _is_partial(pairs):
        raise ValueError("has a unit that is only partly translated")
    target = None if all(side is None for side in targets) else "".join(map(_target, pairs))
    digest, _, basis = meta.get("digest", "").partition(".")
    return Decision(
        restore(unit.get("name", "")), digest, _state(pairs), target, "\n".join(notes),
        meta.get("by", ""), meta.get("at", ""), where, basis, "".join(map(_text, sources)),
        target_counts=True,
    )  # fmt: skip


def _state(pairs: list[_Element]) -> str:
    # An <ignorable> has no state, and "initial" is what XLIFF says of a segment that gives none.
    states = {pair.get("state", "initial") for pair in pairs if _is(pair, "segment")}
    if states and states <= set(APPROVED):
        return "accepted"
    rejected = any(pair.get("subState") == STATES["rejected"][1] for pair in pairs)
    return "rejected" if states == {"initial"} and rejected else ""


def _is_partial(pairs: list[_Element]) -> bool:
    """Whether some of the segments that a tool made of a unit are translated and others are not yet.

    An empty target counts where its state says more than "initial": two sentences may become one.
    """
    done = set()
    for pair in pairs:
        if _is(pair, "segment") and _text(pair.find("{*}source")).strip():
            said = pair.find("{*}target") is not None and pair.get("state", "initial") != "initial"
            done.add(said or bool(_target(pair).strip()))
    return len(done) > 1


def _is(pair: _Element, tag: str) -> bool:
    return str(pair.tag).endswith(f"}}{tag}")


def _target(pair: _Element) -> str:
    """What a part adds to the target: of an <ignorable> that has none its source, such as the space."""
    side = pair.find("{*}target")
    return _text(pair.find("{*}source") if side is None and _is(pair, "ignorable") else side)


def _text(side: Any) -> str:
    """The text of a source or target: codes hold none, and ``<cp>`` is a character."""
    return "" if side is None else inner_text(side, (), {"cp": _character})


def _character(node: _Element) -> str:
    code = node.get("hex", "")
    if not re.fullmatch("[0-9A-Fa-f]{1,6}", code) or int(code, 16) > sys.maxunicode:
        raise ValueError(f"has a <cp> with the hex {code!r}, which is no character's")
    return chr(int(code, 16))
