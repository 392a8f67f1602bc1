"""The output folder of a run: one job, its corpus, its memory, its report; safe to kill and start again.

`corpus.jsonl` is written under another name and renamed when it is whole. Translations are stored window
by window in `memory.sqlite`, so the same job, started again, repeats no finished window and ends with
the same bytes. A reviewer's decisions on sentences that are still there are carried over.
"""

from __future__ import annotations

import errno
import hashlib
import itertools
import json
import logging
import os
import platform
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from types import TracebackType
from typing import Any

from . import pipeline, sources
from .carryover import CarryOver
from .corpus import Segment, as_json, read_corpus
from .errors import InputError, OutputError
from .folders import REPLACED
from .languages import LANGUAGES
from .locking import sole_writer
from .memory import Memory
from .repair import Rule
from .stopwatch import Stopwatch
from .translator import Translator

logger = logging.getLogger(__name__)

VERSIONED = ("ungarble", "ftfy", "py3langid", "ctranslate2", "sentencepiece", "transformers", "torch")


class Workspace:
    """One run in one folder. Use as a context manager; see `pipeline.run` for the arguments."""

    def __init__(
        self,
        out: Path,
        paths: Sequence[str | Path],
        *,
        lang: str | None,
        model: str | None,
        engine: str | None,
        beam: int | None,
        threads: int | None,
        column: str,
        rules: Sequence[Rule],
        overwrite: bool,
        tmx: Sequence[str | Path] = (),
    ) -> None:
        self.out, self.paths, self.column, self.rules, self.tmx = out, paths, column, rules, tmx
        self.lang, self.overwrite = lang, overwrite
        self.corpus, self._part = out / "corpus.jsonl", out / "corpus.jsonl.part"
        self.report_file = out / "run.json"
        self.translator_options = {"model": model, "engine": engine, "beam": beam, "threads": threads}
        self.job = {
            "paths": [path if path == "-" else os.path.abspath(path) for path in map(str, paths)],
            "from": lang, "model": model, "engine": engine, "beam": beam, "column": column,
            "rules": [rule.id for rule in rules], "tmx": [os.path.abspath(path) for path in tmx],
        }  # fmt: skip
        self.watch = Stopwatch()
        self.translators: dict[str, Translator | None] = {}
        self.memory: Memory | None = None
        self._begun = False  # whether a window is stored
        self._held = ExitStack()

    def __enter__(self) -> Workspace:
        with _explaining(self.out):
            self.out.mkdir(parents=True, exist_ok=True)
            self._spare_others()
            self._held.enter_context(sole_writer(self.corpus))
            try:
                self._claim()
                self.decisions = self._decisions()
                self._take_translations()
                begun = {"finished": False, "put_aside": self.put_aside}
                self._write_report({**begun, "job": self.job, "reasons": self._reasons()})
            except BaseException:
                self._close()
                raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None and not self._begun:
            with suppress(OSError):  # what went wrong before it is what is to be told
                self._take_report_back()
        self._close()

    def _close(self) -> None:
        if self.memory is not None:
            self.memory.close()
        self._held.close()

    def _report_there(self) -> dict[str, Any]:
        """The report of the run before; empty where there is none that a run wrote."""
        try:
            report = json.loads(self.report_file.read_text("utf-8"))
            return report if isinstance(report["job"]["paths"], list) else {}
        except (OSError, ValueError, LookupError, TypeError):
            return {}

    def _spare_others(self) -> None:
        """Refuses a folder where what a run writes would take the place of its input, or of others' files.

        That is found out before anything is written there, the lock included.
        """
        written = {os.path.realpath(self.out / name) for name in REPLACED}
        for path in map(str, self.paths):
            if path != "-" and os.path.realpath(path) in written:
                raise OutputError(f"{path}: would be overwritten by this run. Choose another folder with -o.")
        if self._report_there():
            return
        for place in (self.report_file, *(self.out / name for name in REPLACED if name != "corpus.jsonl")):
            if place.exists():
                raise OutputError(
                    f"{place}: would be overwritten, and no run.json says that it is the work of a run. "
                    "Choose another folder with -o, or move the file away."
                )

    def _claim(self) -> None:
        """Refuses a folder that holds another job's corpus; with ``overwrite``, that one is to be put aside.

        That is done when the new one is whole: until then it stays, also when this run is killed.
        """
        report = self._report_before = self._report_there()
        other, self.put_aside = report.get("job"), bool(report.get("put_aside"))
        if not self.corpus.exists() or other == self.job:
            return
        if not self.overwrite:
            made_of = ", ".join(map(str, other["paths"])) if other else "something else"
            raise OutputError(
                f"{self.out}: holds the corpus of another run (of {made_of}, or with other options). "
                "Choose another folder with -o, or add --overwrite to put that corpus aside as "
                "corpus.previous.jsonl."
            )
        self.put_aside = True

    def _decisions(self) -> CarryOver:
        """What was decided in the corpus before, also where a run was killed just after it put that aside."""
        aside = list(itertools.takewhile(Path.exists, self._previous()))
        killed = self.put_aside and not self.corpus.exists()
        try:
            return CarryOver(aside[-1] if aside and killed else self.corpus)
        except InputError as error:
            if not self.overwrite:
                raise
            logger.warning(
                "%s Now it is put aside as it is, and decisions in it are not carried over.", error
            )
            self.put_aside = True
            return CarryOver()

    def _previous(self) -> Iterator[Path]:
        """The names of corpora that were put aside, in their order."""
        numbers = itertools.chain([""], itertools.count(2))
        return (self.out / f"corpus.previous{number}.jsonl" for number in numbers)

    def _take_translations(self) -> None:
        """Puts what people translated before into the memory of this folder, and nothing but these files."""
        if self.tmx or (self.out / "memory.sqlite").exists():
            self._memory().forget_people()
        languages = [code for code, row in LANGUAGES.items() if row.models or code == self.lang]
        for path in self.tmx:
            if not sum(self._memory().import_tmx(path, code) for code in languages):
                _check_decided(path)
                raise InputError(
                    path, f"has no sentence in one of {', '.join(languages)} with its English",
                    advice="Look at the languages that its <tuv> elements name.",
                )  # fmt: skip

    def _memory(self) -> Memory:
        if self.memory is None:
            self.memory = Memory(self.out / "memory.sqlite")
        return self.memory

    def translator(self, lang: str) -> Translator | None:
        """The translator of a language, made when it is first asked for; None where no model covers it."""
        if lang not in self.translators:
            covered = self.translator_options["model"] or (lang in LANGUAGES and LANGUAGES[lang].models)
            options: dict[str, Any] = self.translator_options
            self.translators[lang] = Translator(lang, memory=self._memory(), **options) if covered else None
        return self.translators[lang]

    def work(
        self,
        *,
        progress: Callable[[list[Segment]], None] | None = None,
        on_error: Callable[[InputError], None] | None = None,
    ) -> dict[str, Any]:
        """Does the job and returns the report that is written to ``run.json``."""
        problems: list[str] = []

        def note(error: InputError) -> None:
            problems.append(str(error))
            if on_error:
                on_error(error)

        documents = self.watch.each("read", sources.read(self.paths, column=self.column, on_error=note))
        counts: Counter[str] = Counter()
        per_document: dict[str, dict[str, Any]] = {}
        with _explaining(self.out):
            with open(self._part, "w", encoding="utf-8", newline="\n") as file:
                for records in pipeline.segments(
                    documents, self.translator, lang=self.lang, rules=self.rules, watch=self.watch
                ):
                    if not records:
                        continue
                    self._begun = True
                    for record in records:
                        review = self.decisions.review(record)
                        file.write(replace(record, review=review).to_json() + "\n")
                    statuses = Counter[str](record.status for record in records)
                    counts.update(statuses)
                    per_document[records[0].document] = {"lang": records[0].lang, **statuses}
                    if progress:
                        progress(records)
            if not per_document:
                problem = "nothing in it could be used" if problems else "holds no file that is read"
                advice = "See the messages above. " if problems else ""
                raise InputError(", ".join(map(str, self.paths)), problem, advice=advice + sources.ADVICE)
            self._replace_corpus()
            self.watch.timed("views", self._write_views)
            report = self._report(counts, per_document, problems)
            self._write_report(report)
        return report

    def _replace_corpus(self) -> None:
        """Puts the new corpus in the place of the old one, of which nothing is lost."""
        if len(self.decisions):
            path = self.out / "decisions.left-over.jsonl"
            self.decisions.leave(path)
            logger.warning(
                "%d decisions are on sentences that are gone or were changed; they are kept in %s, and "
                "`translate import` puts them on sentences that come back",
                *(len(self.decisions), path),
            )
        if self.put_aside and self.corpus.exists():
            os.replace(self.corpus, next(path for path in self._previous() if not path.exists()))
        os.replace(self._part, self.corpus)

    def _write_views(self) -> None:
        from .formats import FORMATS

        for name, file in (("tsv", "corpus.tsv"), ("review", "review.html")):
            FORMATS[name].write(read_corpus(self.corpus), self.out / file)

    def _take_report_back(self) -> None:
        """Nothing was done: what stands in the folder is the work of the run before."""
        self._part.unlink(missing_ok=True)
        if self._report_before:
            self._write_report(self._report_before)
        else:
            self.report_file.unlink(missing_ok=True)

    def _report(
        self, counts: Counter[str], documents: dict[str, dict[str, Any]], problems: list[str]
    ) -> dict[str, Any]:
        seconds = self.watch.documents
        return {
            "finished": True,
            "job": self.job,
            "reasons": self._reasons(),
            "versions": {"python": platform.python_version(), **_versions()},
            "models": {lang: t.signature for lang, t in self.translators.items() if t is not None},
            "about_models": [t.why for t in self.translators.values() if t is not None],
            "without_model": sorted(lang for lang, t in self.translators.items() if t is None),
            "counts": {"documents": len(documents), "segments": counts.total(), **counts},
            "documents": {
                id_: {**entry, "seconds": round(seconds.get(id_, 0.0), 3)} for id_, entry in documents.items()
            },
            "seconds": {stage: round(spent, 3) for stage, spent in self.watch.seconds.items()},
            "problems": problems,
            "corpus_sha256": _sha256(self.corpus),
        }

    def _reasons(self) -> dict[str, str]:
        """Why each rule of the user's own is there: the pages tell it, and a pack is not at hand later."""
        return {rule.id: rule.why for rule in self.rules}

    def _write_report(self, report: dict[str, Any]) -> None:
        part = self.report_file.with_suffix(".json.part")
        part.write_text(as_json(report, indent=1) + "\n", "utf-8")
        os.replace(part, self.report_file)


class _explaining:
    """Turns a full disk or a folder that cannot be written into an `OutputError` that says what to do."""

    def __init__(self, out: Path) -> None:
        self.out = out

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not isinstance(error, OSError):
            return
        reason = error.strerror or str(error)
        if error.errno == errno.ENOSPC:
            advice = "Free some space and run the same command again: finished translations are kept."
        else:
            advice = "Choose a folder that you may write to, with -o."
        raise OutputError(f"{error.filename or self.out}: {reason}. {advice}") from error


def _check_decided(tmx: str | Path) -> None:
    """Raises `InputError` where nobody has decided anything in an export of ours: of it, nothing is taken."""
    from .formats.tmx import read
    from .tmx_reader import REVIEWED

    states = {row.state for row in read(Path(tmx), lambda _: None) if row.digest}
    if states and states.isdisjoint(REVIEWED):
        raise InputError(
            tmx, "is an export in which nobody accepted or edited a sentence, and nothing else is taken",
            advice="Export it anew when it is reviewed, or leave it out.",
        )  # fmt: skip


def _versions() -> dict[str, str]:
    found = {}
    for name in VERSIONED:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:  # run from a checkout that is not installed
            continue
    return found


def _sha256(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
