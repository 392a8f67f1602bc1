"""The commands. The only module that prints, shows progress or exits.

Data goes to stdout, messages to stderr. Exit codes: 0 done, 1 a ``--check`` found something, 2 wrong
usage or unusable input, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .cleaning import Line
    from .corpus import Segment
    from .repair import Rule

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    options = parser().parse_args(arguments)
    logging.basicConfig(
        level=logging.ERROR if options.quiet else logging.INFO if options.verbose else logging.WARNING,
        format="%(levelname)s: %(message)s", stream=sys.stderr,
    )  # fmt: skip
    for stream in (sys.stdout, sys.stderr):
        # Text comes and goes as UTF-8 with its own line ends, whatever the platform prefers.
        stream.reconfigure(encoding="utf-8", newline="", errors="surrogateescape")  # type: ignore[union-attr]
    from .errors import UngarbleError

    try:
        command: Command = options.command
        return command(options)
    except UngarbleError as error:
        say(f"translate: {error}")
        return 2
    except BrokenPipeError:
        # Whoever read our output has had enough (`| head`); keep Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        say("translate: stopped. What was finished is kept; the same command continues from there.")
        return 130


def say(message: str) -> None:
    """A message for the person at the keyboard."""
    print(message, file=sys.stderr)


# --- run -----------------------------------------------------------------------------------------------


def run(options: argparse.Namespace) -> int:
    from . import pipeline, sources

    progress = Progress(options.quiet, lambda: sources.count(options.paths))
    problems: list[str] = []

    def on_error(error: Exception) -> None:
        problems.append(str(error))
        progress.write(f"skipped: {error}")

    try:
        report = pipeline.run(
            options.paths, options.out, lang=options.lang, model=options.model, engine=options.engine,
            beam=options.beam, threads=options.threads, column=options.column, rules=_packs(options.rules),
            overwrite=options.overwrite, progress=progress, on_error=on_error,
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
    for lang in report["without_model"]:
        say(f"No model translates {lang}: those documents are kept as they are, flagged no-model.")
    if problems:
        say(f"{len(problems)} could not be used (named above, and in {out}/run.json).")
    say(f"Written: {out}/corpus.jsonl, corpus.tsv, review.html, run.json")


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
    from . import cleaning

    rules = _packs(options.rules)
    changed = 0
    for name in options.paths or ["-"]:
        with _opened(name) as stream:
            lines = cleaning.clean_lines(
                cleaning.numbered_lines(stream, name),
                lang=options.lang, rules=rules, drop_furniture=options.drop_furniture,
            )  # fmt: skip
            if options.explain:
                lines = _explained(lines, name)
            if options.in_place and name != "-":
                changed += _rewrite(Path(name), lines)
            else:
                changed += _print(lines, name, options)
    return 1 if options.check and changed else 0


def _opened(name: str) -> Any:
    from .errors import InputError

    if name == "-":
        return os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    try:
        return open(name, "rb")  # noqa: SIM115 - the caller closes it
    except OSError as error:
        raise InputError(
            name, error.strerror or str(error), advice="Give the path of a text file."
        ) from error


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


def _rewrite(path: Path, lines: Iterator[Line]) -> int:
    """Writes the cleaned file beside the old one and puts it in its place when it is whole."""
    part = path.with_name(path.name + ".part")
    changed = 0
    with open(part, "w", encoding="utf-8", newline="") as file:
        for line in lines:
            changed += line.text != line.source
            file.write(line.text or "")
    part.chmod(path.stat().st_mode)
    os.replace(part, path)
    return changed


def _explained(lines: Iterator[Line], name: str) -> Iterator[Line]:
    """Passes the lines on and tells each diagnosis and each edit on stderr, as JSON lines."""
    from .rules import reason

    told = None
    for line in lines:
        if line.evidence is not told:
            told = line.evidence
            say(json.dumps({"file": name, "line": line.number, **told.summary()}, ensure_ascii=False))
        for edit in line.edits:
            entry = {
                "file": name, "line": line.number, "rule": edit.rule, "why": reason(edit.rule),
                "start": edit.start, "before": edit.before, "after": edit.after,
            }  # fmt: skip
            say(json.dumps(entry, ensure_ascii=False))
        yield line


def _packs(paths: Sequence[str]) -> tuple[Rule, ...]:
    if not paths:
        return ()
    from .packs import load_pack

    return tuple(rule for path in paths for rule in load_pack(path))


# --- mt, evaluate, models ------------------------------------------------------------------------------


def mt(options: argparse.Namespace) -> int:
    from .translator import Translator, translate_lines

    translator = Translator(
        options.lang, model=options.model, engine=options.engine, beam=options.beam, threads=options.threads
    )
    if not options.quiet:
        say(translator.why)
    with _opened("-") as stream:
        lines = (line.decode("utf-8", "surrogateescape") for line in stream)
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
    from .corpus import read_corpus
    from .formats import FORMATS

    form = FORMATS[options.format]
    out = Path(options.out or Path(options.corpus).with_suffix(form.suffix))
    for path in form.write(read_corpus(options.corpus), out):
        print(path)
    return 0


def import_(options: argparse.Namespace) -> int:
    from .reviews import import_file

    problems: list[str] = []
    report = import_file(
        Path(options.corpus), Path(options.file), form=options.format, prefer=options.prefer,
        on_error=lambda error: problems.append(str(error)),
    )  # fmt: skip
    for problem in problems:
        say(f"translate: {problem}")
    for line in report.lines():
        say(line)
    return 2 if report.useless else 0


def report(options: argparse.Namespace) -> int:
    from .corpus import read_corpus
    from .report import write_report

    out = Path(options.out or Path(options.corpus).with_name("report.html"))
    write_report(read_corpus(options.corpus), out)
    print(out)
    return 0


# --- the parser ----------------------------------------------------------------------------------------


def parser() -> argparse.ArgumentParser:
    """The command line, without importing anything that takes time."""
    top = argparse.ArgumentParser(
        prog="translate",
        description="Turns mangled, foreign and cluttered news into a clean English side-by-side corpus.",
    )
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def add(name: str, command: Command, text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        noise = sub.add_mutually_exclusive_group()
        noise.add_argument("-q", "--quiet", action="store_true", help="errors only")
        noise.add_argument("-v", "--verbose", action="store_true", help="more messages")
        sub.set_defaults(command=command)
        return sub

    def add_model(sub: argparse.ArgumentParser) -> None:
        sub.add_argument("--model", help="'embedded', a name on the model hub, or a folder")
        sub.add_argument("--engine", choices=("ctranslate2", "marian"), help="default: ctranslate2")
        sub.add_argument("--beam", type=int, help="beam size (1 is greedy)")
        sub.add_argument("--threads", type=int, help="default: all cores")

    sub = add("run", run, "Files and folders in; corpus.jsonl, corpus.tsv and review.html out.")
    sub.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, or - for stdin")
    sub.add_argument("-o", "--out", required=True, metavar="DIR", help="output folder")
    sub.add_argument(
        "--from", dest="lang", metavar="LANG", help="the documents' language (default: found out)"
    )
    sub.add_argument("--column", default="text", help="column with the text, for tables (default: text)")
    sub.add_argument(
        "--rules", action="append", default=[], metavar="PACK", help="a rule pack of your own (TOML)"
    )
    sub.add_argument("--overwrite", action="store_true", help="put another run's corpus aside")
    add_model(sub)

    sub = add("clean", clean, "English (or spun Turkish) in, clean text out, as many lines as came in.")
    sub.add_argument("paths", nargs="*", metavar="PATH", help="text files (default: stdin)")
    sub.add_argument("--from", dest="lang", metavar="LANG", help="the text's language (default: found out)")
    sub.add_argument(
        "--rules", action="append", default=[], metavar="PACK", help="a rule pack of your own (TOML)"
    )
    sub.add_argument("--drop-furniture", action="store_true", help="leave out lines that are page furniture")
    sub.add_argument("--explain", action="store_true", help="tell each edit on stderr, as JSON lines")
    sub.add_argument("--diff", action="store_true", help="show what changes instead of the text")
    sub.add_argument("--check", action="store_true", help="print no text; exit 1 if anything would change")
    sub.add_argument("--in-place", action="store_true", help="rewrite the files")

    sub = add("mt", mt, "Line filter: lines in Turkish, Azerbaijani or Russian in, as many in English out.")
    sub.add_argument("--from", dest="lang", required=True, metavar="LANG", help="language code: tr, az, ru")
    sub.add_argument("--to", choices=("en",), default="en", help="always English")
    add_model(sub)

    sub = add("export", export, "A view of a corpus in another format.")
    sub.add_argument("corpus", metavar="CORPUS", help="a corpus.jsonl")
    sub.add_argument("-f", "--format", required=True, help="see docs/formats.md")
    sub.add_argument("-o", "--out", help="file to write (default: beside the corpus)")

    sub = add("import", import_, "People's decisions and edits back into a corpus.")
    sub.add_argument("corpus", metavar="CORPUS", help="a corpus.jsonl")
    sub.add_argument("file", metavar="FILE", help="decisions.jsonl, or an exported file that was edited")
    sub.add_argument("-f", "--format", help="default: by the file's ending")
    sub.add_argument("--prefer", choices=("ask", "old", "new"), default="ask", help="who wins in a conflict")

    sub = add("report", report, "An HTML page that sums a corpus up.")
    sub.add_argument("corpus", metavar="CORPUS", help="a corpus.jsonl")
    sub.add_argument("-o", "--out", help="file to write (default: report.html beside the corpus)")

    sub = add("models", models, "List, fetch, verify or convert translation models.")
    sub.add_argument("action", choices=("list", "fetch", "verify", "convert"))
    sub.add_argument("names", nargs="*", metavar="NAME", help="language codes, hub names or folders")

    sub = add("evaluate", evaluate, "BLEU, chrF and TER with sacreBLEU signatures.")
    sub.add_argument("hypotheses", help="file with the translations, one a line")
    sub.add_argument("references", nargs="+", help="file(s) with the references, one a line")
    return top


if __name__ == "__main__":
    sys.exit(main())
