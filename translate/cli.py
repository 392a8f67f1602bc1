"""The commands. The only module that prints, shows progress or exits.

Data goes to stdout, messages to stderr. Exit codes: 0 done, 1 a ``--check`` found something, 2 wrong
usage or unusable input, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import argparse
import json
import logging
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import streams
from .arguments import parser, unknown_language

if TYPE_CHECKING:
    from .cleaning import Line
    from .corpus import Segment
    from .formats import Write
    from .repair import Rule

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    options = parser().parse_args(arguments)
    streams.replace_closed_stderr()
    if sys.stdout is None:
        say("translate: standard output is closed. Direct it to a file, a pipe or /dev/null.")
        return 2
    logging.basicConfig(
        level=logging.ERROR if options.quiet else logging.INFO if options.verbose else logging.WARNING,
        format="%(levelname)s: %(message)s", stream=sys.stderr,
    )  # fmt: skip
    for stream in (sys.stdout, sys.stderr):
        # Text comes and goes as UTF-8 with its own line ends, whatever the platform prefers.
        stream.reconfigure(encoding="utf-8", newline="", errors="surrogateescape")  # type: ignore[union-attr]
    from .errors import UngarbleError

    try:
        code = COMMANDS[options.command](options)
        sys.stdout.flush()
        return code
    except UngarbleError as error:
        say(f"translate: {error}")
        return 2
    except BrokenPipeError:
        # Whoever read our output has had enough (`| head`); keep Python from complaining at exit.
        streams.discard_output()
        return 0
    except OSError as error:
        streams.discard_output()
        say(f"translate: {streams.failure(error)}")
        return 2
    except KeyboardInterrupt:
        say("translate: stopped. What was finished is kept; the same command continues from there.")
        return 130


def say(message: str) -> None:
    """A message for the person at the keyboard."""
    # What is no character (half of one in an id, a byte of a file name) is told as its number.
    print(message.encode("utf-8", "backslashreplace").decode("utf-8"), file=sys.stderr)


def _say_json(entry: Mapping[str, object]) -> None:
    say(json.dumps(entry, ensure_ascii=False))


# --- run -----------------------------------------------------------------------------------------------


def run(options: argparse.Namespace) -> int:
    from . import pipeline, sources
    from .errors import UngarbleError

    if options.lang is not None and not options.model and (problem := unknown_language(options.lang)):
        raise UngarbleError(problem)
    if "-" in options.paths:
        streams.check_stdin()
    progress = Progress(options.quiet, lambda: sources.count(options.paths))
    problems: list[str] = []

    def on_error(error: Exception) -> None:
        problems.append(str(error))
        progress.write(f"skipped: {error}")

    try:
        report = pipeline.run(
            options.paths, options.out, lang=options.lang, model=options.model, engine=options.engine,
            beam=options.beam, threads=options.threads, column=options.column, rules=_packs(options.rules),
            overwrite=options.overwrite, tmx=options.tmx, progress=progress, on_error=on_error,
        )  # fmt: skip
    finally:
        progress.close()
    if not options.quiet:
        _summary(report, options.out, problems)
    return 0


def _summary(report: dict[str, Any], out: str, problems: list[str]) -> None:
    counts = report["counts"]
    parts = [f"{counts[status]} {status}" for status in STATUSES if counts.get(status)]
    say(f"{counts['documents']} documents, {counts['segments']} segments: {', '.join(parts)}")
    for why in report["about_models"]:
        say(why)
    for lang in report["without_model"]:
        say(f"No model translates {lang}: those documents are kept as they are, flagged no-model.")
    if problems:
        say(f"{len(problems)} could not be used (named above, and in {Path(out, 'run.json')}).")
    say(f"Written: {Path(out, 'corpus.jsonl')}, corpus.tsv, review.html, run.json")


STATUSES = ("kept", "repaired", "translated", "furniture")


class Progress:
    """A progress bar on a terminal; elsewhere a plain line now and then; nothing when quiet."""

    EVERY = 1000  # documents between plain lines

    def __init__(self, quiet: bool, total: Callable[[], int | None]) -> None:
        self.bar: Any = None
        self.quiet, self.documents, self.sentences = quiet, 0, 0
        if sys.stderr.isatty() and not quiet:
            from tqdm import tqdm

            self.bar = tqdm(total=total(), unit="doc", file=sys.stderr, dynamic_ncols=True)

    def __call__(self, records: list[Segment]) -> None:
        self.documents += 1
        self.sentences += len(records)
        if self.bar is not None:
            elapsed = self.bar.format_dict["elapsed"] or 1e-9
            self.bar.set_postfix_str(f"{self.sentences / elapsed:.0f} sentences/s", refresh=False)
            self.bar.update()
        elif not self.quiet and self.documents % self.EVERY == 0:
            say(f"{self.documents} documents, {self.sentences} segments so far")

    def write(self, message: str) -> None:
        if self.bar is not None:
            self.bar.write(message, file=sys.stderr)
        else:
            say(message)

    def close(self) -> None:
        if self.bar is not None:
            self.bar.close()


# --- clean ---------------------------------------------------------------------------------------------


def clean(options: argparse.Namespace) -> int:
    from .errors import UngarbleError

    if options.in_place and (options.check or options.diff):
        raise UngarbleError(
            "--in-place rewrites the files, --check and --diff only tell what would change: "
            "leave out the one or the other."
        )
    rules = _packs(options.rules)
    changed = failed = 0
    for name in options.paths or ["-"]:
        try:
            changed += _clean(name, options, rules)
        except UngarbleError as error:  # the other files can do nothing for it
            failed += 1
            say(f"translate: {error}")
    return 2 if failed else 1 if options.check and changed else 0


def _clean(name: str, options: argparse.Namespace, rules: Sequence[Rule]) -> int:
    """Cleans one file; returns how many of its lines changed."""
    from . import cleaning

    with streams.opened(name) as stream:
        text = streams.text(stream, name)
        lines = cleaning.clean_lines(
            text.lines, lang=options.lang, rules=rules, drop_furniture=options.drop_furniture
        )
        if options.explain:
            lines = cleaning.explained(lines, name, rules, _say_json)
        if options.drop_furniture and not options.quiet:
            lines = _counted(lines, name)
        if not options.in_place or name == "-":
            return _print(lines, name, options)
        changed = cleaning.rewrite(Path(name), lines, text.mark)
    if text.encoding != "utf-8" and not options.quiet:
        say(f"{name}: was {text.encoding}, and is UTF-8 now")
    return changed


def _print(lines: Iterator[Line], name: str, options: argparse.Namespace) -> int:
    changed = 0
    for line in lines:
        differs = line.text != line.source
        changed += differs
        if options.diff and differs:
            sys.stdout.write(f"{name}:{line.number}\n" + _diff("-", line.source) + _diff("+", line.text))
        elif options.check and not options.diff and differs:
            say(f"{name}:{line.number}: would change")
        elif not (options.check or options.diff) and line.text is not None:
            sys.stdout.write(line.text)
    sys.stdout.flush()
    return changed


def _diff(sign: str, text: str | None) -> str:
    return "" if text is None else f"{sign} {text.rstrip()}\n"


def _counted(lines: Iterator[Line], name: str) -> Iterator[Line]:
    left_out = 0
    for line in lines:
        left_out += line.text is None
        yield line
    if left_out:
        say(f"{name}: {left_out} lines left out as page furniture (--diff shows them)")


def _packs(paths: Sequence[str]) -> tuple[Rule, ...]:
    from .packs import load_packs

    return load_packs(paths)


# --- mt, evaluate, models ------------------------------------------------------------------------------


def mt(options: argparse.Namespace) -> int:
    from .translator import Translator, translate_lines

    translator = Translator(
        options.lang, model=options.model, engine=options.engine, beam=options.beam, threads=options.threads
    )
    if not options.quiet:
        say(translator.why)
    with streams.opened("-") as stream:
        lines = (line for _, line in streams.text(stream, "-", options.lang).lines)
        for line in translate_lines(lines, translator):
            sys.stdout.write(line)
    sys.stdout.flush()
    return 0


def evaluate(options: argparse.Namespace) -> int:
    from .evaluation import score_files

    for score in score_files(options.hypotheses, options.references):
        print(score)
    return 0


def models(options: argparse.Namespace) -> int:
    from . import model_commands as library

    for line in library.COMMANDS[options.action](options.names):
        print(line)
    return 0


# --- export, import, report ----------------------------------------------------------------------------


def export(options: argparse.Namespace) -> int:
    from .errors import UngarbleError
    from .formats import FORMATS

    if (form := FORMATS.get(options.format)) is None:
        raise UngarbleError(f"no format {options.format!r}; known are {', '.join(FORMATS)}.")
    return _view(options, Path(options.corpus).stem + form.suffix, form.write, pipes=form.is_text)


def report(options: argparse.Namespace) -> int:
    from .report import write_report

    return _view(options, "report.html", write_report)


def _view(options: argparse.Namespace, name: str, write: Write, *, pipes: bool = False) -> int:
    """Writes a view of a corpus, as ``name`` beside it where no other place is given, and tells where."""
    from .corpus import read_corpus
    from .errors import InputError, OutputError

    corpus = Path(options.corpus)
    if corpus.is_dir():
        raise InputError(corpus, "is a folder", advice="Give the path of the corpus.jsonl in it.")
    if options.out in STDOUT:
        if not pipes:
            problem = "a page, a workbook or several files cannot go to standard output"
            raise OutputError(f"{options.out}: {problem}. Name a file with -o.")
        with tempfile.TemporaryDirectory() as folder:
            (path,) = write(read_corpus(corpus), Path(folder, name))
            with open(path, "rb") as file:
                shutil.copyfileobj(file, sys.stdout.buffer)
        return 0
    out = Path(options.out or corpus.with_name(name))
    if out.is_dir():
        raise OutputError(f"{out}: is a folder. Name a file in it, with -o.")
    if out.exists() and corpus.exists() and out.samefile(corpus):
        raise OutputError(f"{out}: is the corpus itself, which must not be lost. Name another file with -o.")
    for path in write(read_corpus(corpus), out):
        print(path)
    return 0


STDOUT = ("-", "/dev/stdout")


def import_(options: argparse.Namespace) -> int:
    from .reviews import import_file

    problems: list[str] = []
    report = import_file(
        Path(options.corpus), Path(options.file), form=options.format, prefer=options.prefer, by=options.by,
        on_error=lambda error: problems.append(str(error)),
    )  # fmt: skip
    for problem in problems:
        say(f"translate: {problem}")
    for line in report.lines():
        say(line)
    return 2 if report.useless else 0


COMMANDS: Mapping[str, Command] = {
    "run": run,
    "clean": clean,
    "mt": mt,
    "export": export,
    "import": import_,
    "report": report,
    "models": models,
    "evaluate": evaluate,
}


if __name__ == "__main__":
    sys.exit(main())
