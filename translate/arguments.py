"""The command line, as data: commands, options and their help. Imports nothing that takes time."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

from .languages import LANGUAGES


def parser() -> argparse.ArgumentParser:
    """The command line, without importing anything that takes time."""
    top = argparse.ArgumentParser(
        prog="translate",
        description="Turns mangled, foreign and cluttered news into a clean English side-by-side corpus.",
    )
    commands = top.add_subparsers(title="commands", metavar="COMMAND", dest="command", required=True)
    for name, (text, fill) in COMMANDS.items():
        sub = commands.add_parser(name, help=text, description=text)
        noise = sub.add_mutually_exclusive_group()
        noise.add_argument("-q", "--quiet", action="store_true", help="errors only")
        noise.add_argument("-v", "--verbose", action="store_true", help="more messages")
        fill(sub)
    return top


def _model(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--model", help="'embedded', a name on the model hub, or a folder")
    sub.add_argument("--engine", help="ctranslate2 (default) or transformers")
    sub.add_argument("--beam", type=_positive, metavar="N", help="beam size (1 is greedy; default: 4)")
    sub.add_argument("--threads", type=_positive, metavar="N", help="default: all cores")


def _positive(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 on")
    return number


def unknown_language(code: str) -> str | None:
    """What to say to a ``--from`` that is none of ours: a name, a typing error; None if it is one.

    >>> unknown_language("English")[:57]
    "--from 'English': that is no language code; give one of e"
    """
    if code in LANGUAGES:
        return None
    return f"--from {code!r}: that is no language code; give one of {', '.join(LANGUAGES)}."


def _language(code: str) -> str:
    if problem := unknown_language(code):
        raise argparse.ArgumentTypeError(problem.removeprefix("--from "))
    return code


def _cleaning(sub: argparse.ArgumentParser, language: Callable[[str], str]) -> None:
    sub.add_argument(
        "--from", dest="lang", type=language, metavar="LANG", help="language of the text (default: found out)"
    )
    sub.add_argument(
        "--rules", action="append", default=[], metavar="PACK", help="a rule pack of your own (TOML)"
    )


def _run(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, or - for stdin")
    sub.add_argument("-o", "--out", required=True, metavar="DIR", help="output folder")
    sub.add_argument("--column", default="text", help="column with the text, for tables (default: text)")
    sub.add_argument("--overwrite", action="store_true", help="put another run's corpus aside")
    sub.add_argument(
        "--tmx", action="append", default=[], metavar="FILE",
        help="people's translations (TMX 1.4), taken before the model's wherever a sentence is the same",
    )  # fmt: skip
    _cleaning(sub, str)  # with --model, which may come later, it may be any
    _model(sub)


def _clean(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("paths", nargs="*", metavar="PATH", help="text files (default: stdin)")
    _cleaning(sub, _language)
    sub.add_argument("--drop-furniture", action="store_true", help="leave out lines that are page furniture")
    sub.add_argument("--explain", action="store_true", help="tell each edit on stderr, as JSON lines")
    sub.add_argument("--diff", action="store_true", help="show what changes instead of the text")
    sub.add_argument("--check", action="store_true", help="print no text; exit 1 if anything would change")
    sub.add_argument("--in-place", action="store_true", help="rewrite the files")


def _mt(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--from", dest="lang", required=True, metavar="LANG", help="tr, az or ru")
    sub.add_argument("--to", choices=("en",), default="en", help="always English")
    _model(sub)


def _corpus(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("corpus", metavar="CORPUS", help="a corpus.jsonl")


def _export(sub: argparse.ArgumentParser) -> None:
    _corpus(sub)
    sub.add_argument("-f", "--format", required=True, help="see docs/formats.md")
    sub.add_argument("-o", "--out", help="file to write (default: beside the corpus)")


def _import(sub: argparse.ArgumentParser) -> None:
    _corpus(sub)
    sub.add_argument("file", metavar="FILE", help="decisions.jsonl, or an exported file that was edited")
    sub.add_argument("-f", "--format", help="default: by the file's ending")
    sub.add_argument("--by", default="", help="the reviewer's name, where the file does not say it")
    sub.add_argument("--prefer", choices=("ask", "old", "new"), default="ask", help="who wins in a conflict")


def _report(sub: argparse.ArgumentParser) -> None:
    _corpus(sub)
    sub.add_argument("-o", "--out", help="file to write (default: report.html beside the corpus)")


def _models(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("action", choices=("list", "fetch", "verify", "convert"))
    sub.add_argument("names", nargs="*", metavar="NAME", help="language codes, hub names or folders")


def _evaluate(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("hypotheses", help="file with the translations, one a line")
    sub.add_argument("references", nargs="+", help="file(s) with the references, one a line")


COMMANDS: Mapping[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "run": ("Files and folders in; corpus.jsonl, corpus.tsv and review.html out.", _run),
    "clean": ("English (or spun Turkish) in, clean text out, as many lines as came in.", _clean),
    "mt": ("Lines in Turkish, Azerbaijani or Russian in, as many lines of English out.", _mt),
    "export": ("A view of a corpus in another format.", _export),
    "import": ("People's decisions and edits back into a corpus.", _import),
    "report": ("An HTML page that sums a corpus up.", _report),
    "models": ("List, fetch, verify or convert translation models.", _models),
    "evaluate": ("BLEU, chrF and TER with sacreBLEU signatures.", _evaluate),
}
