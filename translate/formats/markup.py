"""XML in and out: streamed, and read with entities, DTDs and the network off."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ..errors import InputError
from .characters import XML, escape
from .whole import replacing

if TYPE_CHECKING:
    from lxml.etree import _Element

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
AGAIN = "Export it again."
ADVICE = "What stood before this place was read."


@contextmanager
def writing(path: Path) -> Iterator[Any]:
    """An incremental XML writer (`lxml.etree.xmlfile`) whose file appears under ``path`` when it is whole."""
    from lxml import etree

    # Given a name instead of a file, lxml would not say why it cannot write.
    with (
        replacing(path) as temporary,
        open(temporary, "wb") as file,
        etree.xmlfile(file, encoding="utf-8") as xml,
    ):
        xml.write_declaration()
        yield xml


def element(
    tag: str, text: str | None = None, prefixes: dict[str | None, str] | None = None, /, **attributes: str
) -> _Element:
    """An element whose texts hold nothing that XML does not allow; ``_`` in names stands for a hyphen."""
    from lxml import etree

    carried = {name.replace("_", "-"): escape(value, XML) for name, value in attributes.items()}
    made = etree.Element(tag, carried, nsmap=cast("dict[str, str] | None", prefixes))
    made.text = None if text is None else escape(text, XML)
    return made


def root(path: Path) -> _Element:
    """The root element, to look at its name and attributes. Raises `InputError`.

    A file that declares entities is refused: they can be made to fill the memory or to fetch other files,
    and no exchange file needs them.
    """
    from lxml import etree

    try:
        with open(path, "rb") as file:
            parser = etree.iterparse(file, events=("start",), resolve_entities=False, no_network=True)
            _, first = next(iter(parser))
            declared = first.getroottree().docinfo.internalDTD
    except etree.XMLSyntaxError as error:
        raise InputError(path, f"is not XML ({error.msg})", line=error.lineno, advice=AGAIN) from error
    except StopIteration:
        raise InputError(path, "is empty", advice=AGAIN) from None
    except OSError as error:
        raise InputError(path, error.strerror or str(error), advice=AGAIN) from error
    if declared is not None and any(True for _ in declared.iterentities()):
        raise InputError(
            path, "declares XML entities, which are not read", line=line_of(first),
            advice="Remove the DOCTYPE at the top of the file, if you trust it.",
        )  # fmt: skip
    return cast("_Element", first)


def line_of(found: _Element) -> int | None:
    """The line of the file that an element begins on."""
    return cast("int | None", found.sourceline)


def elements(path: Path, tag: str, on_error: Callable[[InputError], None]) -> Iterator[_Element]:
    """The elements named ``tag``, one at a time; a file that breaks off yields what stood before the break.

    Call `root` first: it refuses what is dangerous to read.
    """
    from lxml import etree

    with open(path, "rb") as file:
        parser = etree.iterparse(
            file, events=("end",), tag=tag, resolve_entities=False, no_network=True, huge_tree=True,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            for _, found in parser:
                yield found
                found.clear()
                while found.getprevious() is not None:
                    del found.getparent()[0]
        except etree.XMLSyntaxError as error:
            problem = f"is cut short or not well-formed ({error.msg})"
            on_error(InputError(path, problem, line=error.lineno, advice=ADVICE))


def inner_text(
    side: _Element, codes: Collection[str], special: Mapping[str, Callable[[_Element], str]]
) -> str:
    """The text inside an element but for what is inside ``codes``; ``special`` says what others stand for.

    Not by recursion: a file may nest elements deeper than Python's stack.
    """
    found: list[str] = []
    waiting: list[_Element | str] = [side]  # the next one last
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            found.append(node)
            continue
        name = str(node.tag).rpartition("}")[2]
        if name in special:
            found.append(special[name](node))
        elif name not in codes:
            found.append(node.text or "")
            for child in reversed(node):
                waiting += (child.tail or "", child)
    return "".join(found)
