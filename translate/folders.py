"""Which files there are to read, and an id for each.

Ids are made of file names alone: the same files get the same ids in whatever order they are given.
"""

from __future__ import annotations

import bisect
import hashlib
import logging
import os
import re
import stat
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from .errors import InputError
from .locking import lock_file

log = logging.getLogger(__name__)

OnError = Callable[[InputError], None]

TABLES = (".jsonl", ".ndjson", ".csv", ".tsv")
ENDINGS = (".txt", ".md", ".html", ".htm", ".docx", *TABLES)
ADVICE = f"Endings that are read: {' '.join(ENDINGS)}."
# One of these, beside a run.json, stands in the output folder of every run, also of this one.
WRITTEN = frozenset({"corpus.jsonl", lock_file(Path("corpus.jsonl")).name})
# What stands under these names a run replaces, and refuses to where no run wrote it.
REPLACED = ("corpus.jsonl", "corpus.tsv", "review.html", "run.json")
_ADDRESS = re.compile(r"https?:/", re.IGNORECASE)  # a `Path` has one slash of the two
_OUTPUT = re.compile(
    r"corpus(?:\.previous\d*)?\..*|review(?:-\d+)?\.html|report\.html|run\.json.*|memory\.sqlite.*|"
    r"decisions.*\.jsonl"
)
# People have files of these names, too. What is ours has one of these near its beginning: the header of a
# table, the stamp of a row, a decision, a record, a page, a heading of our Markdown.
_MARK = re.compile(
    rb"id\W{1,3}document\W{1,3}lang\W{1,3}status\W|\b[0-9a-f]{16}\.[0-9a-f]{8}\b|"
    rb'"digest": ?"[0-9a-f]{16}"|"status": "(?:kept|repaired|translated|furniture)"|'
    rb'<meta name="generator" content="ungarble">|\| \| Original \| English \| To look at \|'
)
_HEAD = 1 << 16
# How to get text out of what is not read here.
EXPORT = {
    ".pdf": "Save its text as .txt (pdftotext does).",
    ".doc": "Save it as .docx.",
    ".odt": "Save it as .docx.",
    ".rtf": "Save it as .docx.",
    ".xls": "Save the sheet as .csv.",
    ".xlsx": "Save the sheet as .csv.",
    ".json": "Write one object a line and name it .jsonl.",
    ".gz": "Unpack it.",
    ".zip": "Unpack it.",
}


def files(path: Path, on_error: OnError) -> Iterator[Path]:
    """The files that can be read, at ``path`` or below it, in sorted order; links are followed."""
    waiting: list[tuple[Path, frozenset[str]]] = [(path, frozenset())]
    seen: set[str] = set()
    while waiting:
        here, above = waiting.pop()
        named = not above
        try:
            mode = here.stat().st_mode
            if stat.S_ISDIR(mode):
                real = os.path.realpath(here)
                if real in above:
                    on_error(InputError(here, "leads back to a folder above it", advice="Remove the link."))
                    continue
                if real in seen:
                    continue
                seen.add(real)
                entries = sorted(os.listdir(here), reverse=True)
                if "run.json" in entries and not WRITTEN.isdisjoint(entries):
                    log.info("%s: what a run wrote there is not read", here)
                    entries = _not_ours(here, entries, named, on_error)
                inside = above | {real}
                waiting += [(here / name, inside) for name in entries if not name.startswith(".")]
                continue
        except OSError as error:
            on_error(unreadable(here, error))
            continue
        if not stat.S_ISREG(mode):
            on_error(InputError(here, "is neither a file nor a folder", advice="Leave it out."))
        elif here.suffix.lower() not in ENDINGS:
            on_error(_other_ending(here))
        elif not named and here.stem.upper() == "README":
            if here.suffix.lower() == ".md":  # as everybody names what describes a folder
                log.info("%s describes its folder and is not read", here)
            else:
                on_error(
                    InputError(here, "is named README: not read", advice="If it is an article, rename it.")
                )
        else:
            yield here


def _not_ours(folder: Path, entries: list[str], named: bool, on_error: OnError) -> list[str]:
    """What is to be read of an output folder: what no run and no export wrote, if the folder was named.

    Below another folder nothing of it is; what is not plainly ours is told.
    """
    others = [name for name in entries if not (_OUTPUT.fullmatch(name) and _is_ours(folder / name, named))]
    if named:
        return others
    for name in reversed(others):
        if Path(name).suffix.lower() in ENDINGS and not name.startswith("."):
            problem = "stands in the output folder of a run: not read"
            on_error(InputError(folder / name, problem, advice="Move it elsewhere, or give its name."))
    return []


def _is_ours(path: Path, named: bool) -> bool:
    """Whether a run or an export wrote a file of such a name; where nothing else would be read, it did."""
    if path.suffix.lower() not in ENDINGS or (path.name in REPLACED and not named):
        return True
    if not path.is_file():  # a pipe would be waited for
        return False
    try:
        if path.suffix.lower() == ".docx":
            with zipfile.ZipFile(path) as package, package.open("word/document.xml") as part:
                head = part.read(_HEAD)
        else:
            with path.open("rb") as file:
                head = file.read(_HEAD)
    except (OSError, KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return False  # what is wrong with it is told where it is read
    return _MARK.search(head.replace(b"\0", b"")) is not None  # a spreadsheet may save it as UTF-16


def _other_ending(path: Path) -> InputError:
    ending = path.suffix.lower()
    problem = f"has the ending {ending!r}, which is not read" if ending else "has no ending"
    return InputError(path, problem, advice=f"{EXPORT.get(ending, '')} {ADVICE}".strip())


def unreadable(path: Path, error: OSError) -> InputError:
    """What is to be said of a path that the system refuses."""
    if isinstance(error, FileNotFoundError):
        if _ADDRESS.match(str(path)):
            advice = "Pages are not fetched. Save the page as .html and name that file."
            return InputError(path, "is an address of the web", advice=advice)
        problem = "is a link to nothing" if path.is_symlink() else "does not exist"
        return InputError(path, problem, advice="Check the spelling.")
    return InputError(
        path, f"cannot be read ({error.strerror or error})", advice="Check links and permissions."
    )


def ids(files: Sequence[Path]) -> dict[Path, str]:
    """An id for each file: the shortest of its names that no other file has, whatever the order."""
    longer = {file: list(_names(file)) for file in files}
    level = dict.fromkeys(files, 0)
    while True:
        ids = {file: longer[file][level[file]] for file in files}
        shared = {id_ for id_, times in Counter(ids.values()).items() if times > 1}
        # A table's rows are numbered after it: `news.csv` would own the id of `news-1.txt`.
        in_order = [*sorted(ids.values()), ""]
        for file, id_ in ids.items():
            if file.suffix.lower() in TABLES:
                rows = f"{id_}-"
                if in_order[bisect.bisect_left(in_order, rows, hi=len(files))].startswith(rows):
                    shared.add(id_)
        clashing = [file for file in files if ids[file] in shared and level[file] + 1 < len(longer[file])]
        if not clashing:
            return ids
        for file in clashing:
            level[file] += 1


def _names(file: Path) -> Iterator[str]:
    """Ever longer names: ``a``, ``folder-a``, ``a.txt``, ``folder-a.txt``, …, and one that is unique."""
    parents = [part for part in Path(os.path.abspath(file)).parent.parts if part != os.sep]
    for name in (file.stem, file.name):
        yield safe(name)
        if parents:
            yield safe("-".join((parents[-1], name)))
    for depth in range(2, len(parents) + 1):
        yield safe("-".join((*parents[-depth:], file.name)))
    digest = hashlib.sha256(os.fsencode(os.path.realpath(file))).hexdigest()[:12]
    yield f"{safe(file.stem)}.{digest}"


def safe(name: str) -> str:
    """``name`` without the characters that would break a table, an id or a file name.

    >>> safe(" a:b/c\\td ")
    'a-b-c_d'
    """
    name = unicodedata.normalize("NFC", name.strip())
    name = re.sub(r"[:/\\]+", "-", re.sub(r"\s+", "_", name))
    visible = ("_" if unicodedata.category(letter)[0] == "C" else letter for letter in name[:200])
    return "".join(visible) or "document"


__all__ = ["ADVICE", "ENDINGS", "EXPORT", "REPLACED", "TABLES", "files", "ids", "safe", "unreadable"]
