"""Why rules change what they change, for the pages: the package's rules, and those of a run's packs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from . import reason


def reasons(rules: Iterable[str], page: Path) -> dict[str, str]:
    """The reason of each rule, by id; "" where none is known.

    A pack is not part of the corpus: the ``run.json`` beside ``page`` tells what its rules are for.
    """
    own = _of_packs(page.with_name("run.json"))
    return {rule: reason(rule) or own.get(rule, "") for rule in rules}


def _of_packs(report: Path) -> dict[str, str]:
    try:
        told = json.loads(report.read_text("utf-8"))["reasons"]
        return {str(rule): str(why) for rule, why in told.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}
