"""The record as a row that people read and edit: the columns that all tables share, there and back.

The names in the header are the contract; their order is not, and columns of other names are left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..corpus import Edit, Flag, Review, Segment
from ..decisions import Decision, meaning, shown, stamp
from ..pages.marks import Piece, pieces

COLUMNS = (
    "id", "document", "lang", "status", "source", "cleaned", "target", "decision", "note", "by", "at",
    "flags", "edits", "engine", "digest",
)  # fmt: skip
NEEDED = ("id", "target")  # and the digest or the source


def row(segment: Segment) -> dict[str, str]:
    """The cells of a record, by column. White space around the texts is left out."""
    review = segment.review or Review()
    return {
        "id": segment.id,
        "document": segment.document,
        "lang": segment.lang,
        "status": segment.status,
        "source": segment.source.strip(),
        "cleaned": segment.cleaned.strip(),
        "target": shown(segment),
        "decision": decision_word(segment),
        "note": review.note,
        "by": review.by,
        "at": review.at,
        "flags": " | ".join(map(tell_flag, segment.flags)),
        "edits": " | ".join(map(tell_edit, segment.edits)),
        "engine": segment.engine or "",
        "digest": stamp(segment),
    }


def decide(cells: Mapping[str, str], where: str) -> Decision:
    """What a row says. Raises ValueError where it is not a row or its decision is not a known word."""
    if not cells["id"].strip():
        raise ValueError("has no id")
    digest, _, basis = cells.get("digest", "").strip().partition(".")
    return Decision(
        cells["id"], digest, meaning(cells.get("decision", "")), cells["target"], cells.get("note", ""),
        cells.get("by", "").strip(), cells.get("at", "").strip(), where, basis, cells.get("source", ""),
    )  # fmt: skip


def changes(segment: Segment) -> list[Piece]:
    """The text in pieces, changed and unchanged, without white space around the whole."""
    made = pieces(segment.source, segment.edits)
    if made:
        made[0] = made[0]._replace(before=made[0].before.lstrip(), after=made[0].after.lstrip())
        made[-1] = made[-1]._replace(before=made[-1].before.rstrip(), after=made[-1].after.rstrip())
    return made


def is_text(segment: Segment) -> bool:
    """Whether a record is for translators to see: not furniture, unless somebody gave it an English text."""
    return segment.status != "furniture" or bool(shown(segment))


def decision_word(segment: Segment) -> str:
    """The reviewer's state, or "" where nobody has decided."""
    return segment.review.state if segment.review and segment.review.state != "new" else ""


def tell_flag(flag: Flag) -> str:
    """A flag in one line.

    >>> tell_flag(Flag("numbers", "“14” is not in the target"))
    'numbers: “14” is not in the target'
    """
    return f"{flag.check}: {flag.message}"


def tell_edit(edit: Edit) -> str:
    """An edit in one line.

    >>> tell_edit(Edit("fused-border", 3, "goT", "go. T"))
    'fused-border: “goT” → “go. T”'
    """
    return f"{edit.rule}: “{edit.before}” → “{edit.after}”"


def heading(cells: Iterable[object]) -> list[str]:
    """The names of the columns: some programs write ours with capitals.

    >>> heading(["ID ", "Target", "My Column", None])
    ['id', 'target', 'My Column', '']
    """
    names = ["" if cell is None else str(cell).strip() for cell in cells]
    return [name.lower() if name.lower() in COLUMNS else name for name in names]


def missing_columns(header: list[str]) -> str:
    """What to say of a header that lacks needed columns; "" for a sound one."""
    lacking = [name for name in NEEDED if name not in header]
    if not lacking and not {"digest", "source"}.intersection(header):
        lacking = ["digest"]
    return (
        f"lacks the column {lacking[0]!r}; the header must name id, target, and digest or source"
        if lacking
        else ""
    )
