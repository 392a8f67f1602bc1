"""The command line, as data: commands, options and their help. Imports nothing that takes time."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from typing import NamedTuple

from . import __version__
from .formats import FORMATS
from .languages import LANGUAGES


def parser() -> argparse.ArgumentParser:
    """The command line, without importing anything that takes time."""
    top = argparse.ArgumentParser(
        prog="translate",
        description="Turns mangled, foreign and cluttered news into a clean English side-by-side corpus.",
        epilog="`translate COMMAND --help` has each command's options, and examples.",
    )
    top.add_argument("--version", action="version", version=f"ungarble {__version__}")
    top.set_defaults(quiet=False, verbose=False)
    commands = top.add_subparsers(title="commands", metavar="COMMAND", dest="command", required=True)
    for name, command in COMMANDS.items():
        sub = _described(commands, name, command.what, command.examples)
        command.fill(sub)
    return top


def _described(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, what: str, examples: str
) -> argparse.ArgumentParser:
    sub = commands.add_parser(
        name,
        help=what,
        description=what,
        epilog="\n  ".join(["examples:", *examples.splitlines()]) if examples else None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    noise = sub.add_mutually_exclusive_group()
    for flags, meaning in ((("-q", "--quiet"), "errors only"), (("-v", "--verbose"), "more messages")):
        noise.add_argument(*flags, action="store_true", default=argparse.SUPPRESS, help=meaning)
    return sub


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


def _path(text: str) -> str:
    if not text:
        raise argparse.ArgumentTypeError("the name is empty")
    return text


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
    sub.add_argument("-o", "--out", required=True, type=_path, metavar="DIR", help="output folder")
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
    sub.add_argument("corpus", type=_path, metavar="CORPUS", help="a corpus.jsonl")


def _export(sub: argparse.ArgumentParser) -> None:
    _corpus(sub)
    sub.add_argument("-f", "--format", required=True, help="see below, and docs/formats.md")
    sub.add_argument(
        "-o", "--out", type=_path,
        help="file to write (default: beside the corpus); - is standard output, for what is one text file",
    )  # fmt: skip
    rows = [f"  {form.name:<9} {form.why}" for form in FORMATS.values()]
    sub.epilog = "\n".join(["formats:", *rows, "", sub.epilog or ""])


def _import(sub: argparse.ArgumentParser) -> None:
    _corpus(sub)
    sub.add_argument("file", metavar="FILE", help="decisions.jsonl, or an exported file that was edited")
    sub.add_argument("-f", "--format", help="default: by the file's ending")
    sub.add_argument("--by", default="", help="the reviewer's name, where the file does not say it")
    sub.add_argument("--prefer", choices=("ask", "old", "new"), default="ask", help="who wins in a conflict")


def _report(sub: argparse.ArgumentParser) -> None:
    _corpus(sub)
    sub.add_argument("-o", "--out", type=_path, help="file to write (default: report.html beside the corpus)")


def _models(sub: argparse.ArgumentParser) -> None:
    actions = sub.add_subparsers(metavar="ACTION", dest="action", required=True)
    for name, what, names in MODEL_ACTIONS:
        action = _described(actions, name, what, "")
        action.add_argument("names", nargs="*", metavar="NAME", help=names)


def _evaluate(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("hypotheses", help="file with the translations, one a line; - for standard input")
    sub.add_argument("references", nargs="+", help="file(s) with the references, one a line")


# Name, what it does, what its names are.
MODEL_ACTIONS = (
    ("list", "Which models there are for each language, which are installed, which one runs.",
     "languages or models (default: all)"),
    ("fetch", "Bring models from the hub; from then on they are the default for their language.",
     "languages (tr: the best open model for Turkish), or names on the hub (owner/model)"),
    ("verify", "Check the files, weights and output of models (default: the one inside the package).",
     "names or folders of models"),
    ("convert", "Make the form that CTranslate2 runs now, and not at the first translation.",
     "names or folders of models (default: the one inside the package)"),
)  # fmt: skip


class Command(NamedTuple):
    """A command: a line of help, what adds its options, examples that can be typed as they stand."""

    what: str
    fill: Callable[[argparse.ArgumentParser], None]
    examples: str


COMMANDS: Mapping[str, Command] = {
    "run": Command(
        "Files and folders in; corpus.jsonl, corpus.tsv and review.html out.", _run,
        "translate run articles -o out\n"
        "translate run articles.csv --column body -o out\n"
        "translate run articles --from az --tmx glossary.tmx -o out",
    ),
    "clean": Command(
        "English (or spun Turkish) in, clean text out, as many lines as came in.", _clean,
        "translate clean article.txt > clean.txt\n"
        "translate clean --diff article.txt\n"
        "translate clean --in-place --drop-furniture articles/*.txt",
    ),
    "mt": Command(
        "Lines in Turkish, Azerbaijani or Russian in, as many lines of English out.", _mt,
        "translate mt --from tr < turkish.txt > english.txt\n"
        "translate mt --from ru --model Helsinki-NLP/opus-mt-ru-en < russian.txt",
    ),
    "export": Command(
        "A view of a corpus in another format.", _export,
        "translate export out/corpus.jsonl -f xlsx\n"
        "translate export out/corpus.jsonl -f xliff12 -o for-omegat.xlf",
    ),
    "import": Command(
        "People's decisions and edits back into a corpus.", _import,
        "translate import out/corpus.jsonl decisions.jsonl\n"
        "translate import out/corpus.jsonl corpus.xlsx --by Leyla --prefer new",
    ),
    "report": Command(
        "An HTML page that sums a corpus up.", _report,
        "translate report out/corpus.jsonl",
    ),
    "models": Command(
        "List, fetch, verify or convert translation models.", _models,
        "translate models list\n"
        "translate models fetch tr",
    ),
    "evaluate": Command(
        "BLEU, chrF and TER with sacreBLEU signatures.", _evaluate,
        "translate evaluate english.txt reference.txt",
    ),
}  # fmt: skip
