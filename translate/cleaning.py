"""Cleaning as a line filter with bounded memory: as many lines out as came in.

Evidence is gathered over a window of lines, so a stream of any length is cleaned without holding it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import furniture
from .corpus import Edit
from .diagnosis import Diagnosis, diagnose
from .formats.whole import replacing
from .languages import identify
from .repair import Rule, repair
from .rules import RULES, reason

WINDOW_LINES = 400
WINDOW_CHARACTERS = 1 << 18


@dataclass(frozen=True, slots=True)
class Line:
    """A cleaned line, with its line end: ``text`` is None where it was furniture and dropped."""

    number: int
    source: str
    text: str | None
    edits: tuple[Edit, ...]
    evidence: Diagnosis


def clean_lines(
    lines: Iterable[tuple[int, str]],
    *,
    lang: str | None = None,
    rules: Sequence[Rule] = (),
    drop_furniture: bool = False,
) -> Iterator[Line]:
    """Cleans numbered lines window by window. Every line comes out, in order."""
    from .rules.encoding import mend

    everything = (*RULES, *rules) if rules else None
    for window in _windows(lines):
        text = "".join(line for _, line in window)
        code = lang or identify(mend(text[:4000]))
        reasons = furniture.mark([line for _, line in window]) if drop_furniture else [None] * len(window)
        article = "".join(line for (_, line), why in zip(window, reasons, strict=True) if why is None)
        evidence = diagnose(mend(article, code), code)
        for (number, line), why in zip(window, reasons, strict=True):
            if why is not None:
                yield Line(number, line, None, (), evidence)
                continue
            body = line.rstrip("\r\n")
            repaired = repair(body, lang=code, evidence=evidence, rules=everything)
            yield Line(number, line, repaired.text + line[len(body) :], repaired.edits, evidence)


def explained(
    lines: Iterable[Line], name: str, rules: Sequence[Rule], tell: Callable[[Mapping[str, object]], None]
) -> Iterator[Line]:
    """Passes the lines of the file ``name`` on, and tells each diagnosis and each edit with its reason."""
    whys = {rule.id: rule.why for rule in rules}
    told = None
    for line in lines:
        if line.evidence is not told:
            told = line.evidence
            tell({"file": name, "line": line.number, **told.summary()})
        for edit in line.edits:
            tell({
                "file": name, "line": line.number, "rule": edit.rule,
                "why": whys.get(edit.rule) or reason(edit.rule),
                "start": edit.start, "before": edit.before, "after": edit.after,
            })  # fmt: skip
        yield line


def rewrite(path: Path, lines: Iterable[Line], mark: str) -> int:
    """Puts the cleaned lines, as UTF-8 behind ``mark``, in the place of a file when they are whole.

    Returns how many lines changed.
    """
    path = path.resolve()  # a link stays a link; what it leads to is cleaned
    changed = 0
    with replacing(path, "See that its folder can be written to.") as part:
        with open(part, "w", encoding="utf-8", newline="") as file:
            file.write(mark)
            for line in lines:
                changed += line.text != line.source
                file.write(line.text or "")
        part.chmod(path.stat().st_mode)
    return changed


def _windows(lines: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    window: list[tuple[int, str]] = []
    held = 0
    for number, line in lines:
        window.append((number, line))
        held += len(line)
        if len(window) >= WINDOW_LINES or held >= WINDOW_CHARACTERS:
            yield window
            window, held = [], 0
    if window:
        yield window
