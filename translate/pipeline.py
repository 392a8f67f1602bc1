"""The story as one function over an iterable of documents: clean, split, translate, check.

`segments` is pure: documents in, records out, in order, holding one window of documents at a time.
`run` is the same with files at both ends.
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from . import checks, sentences
from .corpus import Document, Flag, Paragraph, Segment
from .diagnosis import Diagnosis, diagnose, suspects
from .edits import cut
from .errors import InputError, UngarbleError
from .languages import LANGUAGES, identify, of_paragraph, prevailing
from .repair import Rule, repair
from .rules import RULES
from .stopwatch import Stopwatch

if TYPE_CHECKING:
    from .translator import Translation, Translator

logger = logging.getLogger(__name__)

# A window is what is translated in one go and stored in one transaction: large enough to fill batches
# with sentences of one length, small enough to hold in memory and to lose in a crash.
WINDOW_SEGMENTS = 2_000
WINDOW_DOCUMENTS = 200

TranslatorFor = Callable[[str], "Translator | None"]


def segments(
    documents: Iterable[Document],
    translator_for: TranslatorFor,
    *,
    lang: str | None = None,
    rules: Sequence[Rule] = (),
    watch: Stopwatch | None = None,
) -> Iterator[list[Segment]]:
    """The records of each document, one list a document, in the order of the documents.

    ``translator_for`` gives the translator of a language, or None where no model covers it. ``lang``
    overrides the identification of each document's language; ``rules`` are run after the package's own.
    """
    watch = watch or Stopwatch()
    for window in _windows(watch.timed("clean", prepare, document, lang, rules) for document in documents):
        translated = watch.timed("translate", _translate, window, translator_for)
        checked = [watch.timed("check", _check, records) for records in translated]
        watch.share({r[0].document: _work(r) for r in checked if r})
        yield from checked


def prepare(document: Document, lang: str | None = None, rules: Sequence[Rule] = ()) -> list[Segment]:
    """Cleans a document and splits it into segments; those that want translation have no target yet."""
    from .rules.encoding import mend

    given = lang or document.lang
    article = {
        number: mend(paragraph.text, given or "")
        for number, paragraph in enumerate(document.paragraphs, 1)
        if paragraph.furniture is None
    }
    text = "".join(article.values())
    main = given or prevailing(article.values(), identify(text or document.text))
    evidence = diagnose(text, main)
    row = (*RULES, *rules) if rules else None
    records: list[Segment] = []
    for number, paragraph in enumerate(document.paragraphs, 1):
        if paragraph.furniture is not None:
            records.append(_furniture(document, number, paragraph, main))
            continue
        lead, body, trail = _around(paragraph.text)
        lang = main if given else of_paragraph(article[number], main)
        seen = evidence if lang == main else Diagnosis(lang=lang)
        repaired = repair(body, lang=lang, evidence=seen, rules=row)
        pieces = sentences.split(repaired.text, lang) or [repaired.text]
        dealt = cut(body, repaired.edits, pieces)
        for position, ((source, edits), piece) in enumerate(zip(dealt, pieces, strict=True), 1):
            before = lead if position == 1 else ""
            after = trail if position == len(pieces) else ""
            english = lang == "en"
            records.append(
                Segment(
                    id=f"{document.id}:{number}.{position}",
                    document=document.id,
                    lang=lang,
                    status=("repaired" if edits else "kept") if english else "translated",
                    source=before + source + after,
                    cleaned=before + piece + after,
                    target=piece.strip() if english else None,
                    edits=tuple(replace(edit, start=edit.start + len(before)) for edit in edits),
                    flags=(*_other(lang, main, position), *suspects(piece, lang, seen)),
                )
            )
    return _about(records, (*document.flags, *evidence.flags()))


def _other(lang: str, main: str, position: int) -> tuple[Flag, ...]:
    """Told once for a paragraph that is in another language than its document."""
    if lang == main or position > 1:
        return ()
    return (Flag("language", f"in {LANGUAGES[lang].name}, while the document is in {LANGUAGES[main].name}"),)


def _about(records: list[Segment], flags: tuple[Flag, ...]) -> list[Segment]:
    """Puts what is known of the whole document on its first record that is not set aside."""
    if records and flags:
        first = next((at for at, record in enumerate(records) if record.status != "furniture"), 0)
        records[first] = replace(records[first], flags=(*flags, *records[first].flags))
    return records


def _around(text: str) -> tuple[str, str, str]:
    """White space before, text, white space after."""
    body = text.strip()
    start = text.find(body) if body else len(text)
    return text[:start], body, text[start + len(body) :]


def _furniture(document: Document, number: int, paragraph: Paragraph, lang: str) -> Segment:
    return Segment(
        id=f"{document.id}:{number}.1",
        document=document.id,
        lang=lang,
        status="furniture",
        source=paragraph.text,
        cleaned=paragraph.text,
        target=None,
        flags=(Flag("furniture", paragraph.furniture or ""),),
    )


def _windows(documents: Iterable[list[Segment]]) -> Iterator[list[list[Segment]]]:
    window: list[list[Segment]] = []
    waiting = 0
    for records in documents:
        window.append(records)
        waiting += len(records)
        if waiting >= WINDOW_SEGMENTS or len(window) >= WINDOW_DOCUMENTS:
            yield window
            window, waiting = [], 0
    if window:
        yield window


def _translate(window: list[list[Segment]], translator_for: TranslatorFor) -> list[list[Segment]]:
    """Fills the targets of a window: one call a language, so that batches fill across documents."""
    flat = list(itertools.chain.from_iterable(window))
    done = dict(enumerate(flat))
    languages = sorted({segment.lang for segment in flat if segment.status == "translated"})
    for lang in languages:
        places = [
            at for at, record in enumerate(flat) if record.lang == lang and record.status == "translated"
        ]
        translator = translator_for(lang)
        if translator is None:
            name = LANGUAGES[lang].name if lang in LANGUAGES else lang
            flag = Flag("no-model", f"no model translates {name} ({lang}); the text is kept as it is")
            done.update(
                {at: replace(flat[at], status="kept", flags=(*flat[at].flags, flag)) for at in places}
            )
            continue
        results = translator.translate([flat[at].cleaned.strip() for at in places])
        for at, result in zip(places, results, strict=True):
            done[at] = _with_target(flat[at], result)
    records = iter(done[at] for at in range(len(flat)))
    return [list(itertools.islice(records, len(document))) for document in window]


def _work(records: list[Segment]) -> int:
    """What a document cost, roughly: its characters, those that were translated counted a hundredfold."""
    return sum(len(record.source) * (100 if record.engine else 1) for record in records)


def _with_target(segment: Segment, made: Translation) -> Segment:
    from .rules.output import tidy

    target, edits = tidy(segment.cleaned.strip(), made.text)
    tidied = tuple(Flag("tidied", f"“{edit.before}” became “{edit.after}” ({edit.rule})") for edit in edits)
    return replace(segment, target=target, engine=made.engine, flags=(*segment.flags, *made.flags, *tidied))


def _check(records: list[Segment]) -> list[Segment]:
    return [replace(record, flags=(*record.flags, *checks.check(record))) for record in records]


def run(
    paths: str | Path | Iterable[str | Path],
    out: str | Path,
    *,
    lang: str | None = None,
    model: str | Path | None = None,
    engine: str | None = None,
    beam: int | None = None,
    threads: int | None = None,
    column: str = "text",
    rules: Iterable[Rule] = (),
    overwrite: bool = False,
    tmx: str | Path | Iterable[str | Path] = (),
    progress: Callable[[list[Segment]], None] | None = None,
    on_error: Callable[[InputError], None] | None = None,
) -> dict[str, object]:
    """Reads ``paths``, writes the corpus and its views into the folder ``out``, returns the run's report.

    One path, or one of ``tmx``, may stand alone. A file that cannot be used is reported to ``on_error`` and
    the rest is done. The translations of the files ``tmx`` go into the folder's memory and are taken before
    the model's. Run again with the same arguments, it takes from the folder's memory what was translated
    before. Raises `OutputError` where ``out`` holds another run's corpus and ``overwrite`` is not set, or
    files that no run wrote; `InputError` where nothing could be used or a TMX file is broken, `ModelError`
    where a model is missing or broken, `UngarbleError` where ``lang`` is not in `LANGUAGES` and no ``model``
    is named for it.
    """
    from .workspace import Workspace

    if lang is not None and model is None and lang not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise UngarbleError(f"lang={lang!r}: that is no language code; give one of {known}.")
    with Workspace(
        Path(out), _listed(paths), lang=lang, model=None if model is None else str(model),
        engine=engine, beam=beam, threads=threads, column=column, rules=tuple(rules), overwrite=overwrite,
        tmx=_listed(tmx),
    ) as workspace:  # fmt: skip
        return workspace.work(progress=progress, on_error=on_error)


def _listed(paths: str | Path | Iterable[str | Path]) -> list[str | Path]:
    return [paths] if isinstance(paths, str | Path) else list(paths)
