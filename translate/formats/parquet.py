"""Parquet, for data frames and `datasets`: the whole record, edits, flags and review as nested columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

from ..corpus import Segment
from ..errors import OutputError
from .characters import UNICODE, escape
from .whole import replacing

GROUP = 5_000  # rows that are held at a time


def write(segments: Iterable[Segment], path: Path) -> list[Path]:
    """One row a record, in row groups of `GROUP`. Raises `OutputError` where pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise OutputError(
            f"{path}: Parquet needs the library pyarrow. Install it with `pip install 'ungarble[parquet]'`."
        ) from error

    text, number = pa.string(), pa.int64()
    edit = pa.struct([("rule", text), ("start", number), ("before", text), ("after", text)])
    review = pa.struct([(name, text) for name in ("state", "target", "note", "by", "at")])
    plain = ("id", "document", "lang", "status", "source", "cleaned", "target")
    schema = pa.schema([
        *((name, text) for name in plain),
        ("edits", pa.list_(edit)),
        ("flags", pa.list_(pa.struct([("check", text), ("message", text)]))),
        ("engine", text),
        ("review", review),
    ])  # fmt: skip
    remaining = iter(segments)
    with replacing(path) as temporary, pq.ParquetWriter(temporary, schema) as writer:
        while group := list(islice(remaining, GROUP)):
            rows = [_carried(asdict(segment)) for segment in group]
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))
    return [path]


def _carried(value: Any) -> Any:
    """The value with lone surrogates, which have no UTF-8, escaped (see `characters`)."""
    if isinstance(value, str):
        return escape(value, UNICODE)
    if isinstance(value, dict):
        return {key: _carried(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_carried(inner) for inner in value]
    return value
