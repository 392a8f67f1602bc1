"""Office files are ZIP packages: the same bytes for the same content, and opened with care."""

from __future__ import annotations

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import InputError

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a ZIP entry can have
# An honest spreadsheet of a million sentences unpacks to less.
MOST_BYTES = 4 * 2**30
FOREIGN = "Edit a file that `translate export` made."
# Whatever is wrong inside a package (a bad sum, a stream cut short, a part or an attribute that is not there,
# a number out of range), zipfile, the XML parsers and the libraries of Office files meet it as one of these.
DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, SyntaxError, LookupError,
    ValueError, TypeError, AttributeError, ArithmeticError, AssertionError, RuntimeError,
)  # fmt: skip


def damaged(path: Path, error: Exception, program: str) -> InputError:
    """What to say of a package in which something is `DAMAGE`."""
    what = str(error) or type(error).__name__
    return InputError(path, f"is damaged ({what})", advice=f"Open it in {program} and save it again.")


@contextmanager
def settling(path: Path) -> Iterator[Path]:
    """A place for a package; when the block ends, it stands at ``path`` without the times of its making."""
    raw = path.with_name(path.name + ".raw")
    try:
        raw.touch()  # fails at once where nothing can be written
        yield raw
        _settle(raw, path)
    finally:
        raw.unlink(missing_ok=True)


def _settle(package: Path, path: Path) -> None:
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with old.open(part) as source, new.open(entry, "w", force_zip64=True) as target:
                if part.filename == "docProps/core.xml":
                    times = rb"(<dcterms:(created|modified)[^>]*>)[^<]*"
                    target.write(re.sub(times, rb"\g<1>1980-01-01T00:00:00Z", source.read()))
                    continue
                while block := source.read(1 << 20):
                    target.write(block)


def _beginning(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    with package.open(part) as stream:
        return stream.read(4096)


def check(path: Path, kind: str) -> None:
    """Raises `InputError` where ``path`` is no package, or unpacks to far too much, or has a DTD."""
    try:
        with zipfile.ZipFile(path) as package:
            size = sum(part.file_size for part in package.infolist())
            parts = [part for part in package.infolist() if part.filename.endswith((".xml", ".rels"))]
            declares = any(b"<!DOCTYPE" in _beginning(package, part) for part in parts)
    except OSError as error:
        raise InputError(path, error.strerror or str(error), advice=FOREIGN) from error
    except DAMAGE as error:
        raise InputError(path, f"is not {kind} ({error})", advice=f"Save it as {kind}.") from error
    if size > MOST_BYTES:
        raise InputError(path, f"unpacks to {size / 2**30:.0f} GiB", advice=FOREIGN)
    if declares:  # Office files have none (ECMA-376 part 2); entities can fill the memory
        raise InputError(path, "declares an XML document type, which is not read", advice=FOREIGN)
