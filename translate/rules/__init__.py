"""The rules. ``RULES`` is the algorithm: its order is the order in which they run.

To add a rule, add a row to one of the tables with at least one example and one sentence that it must
leave alone; the tests run both.
"""

from __future__ import annotations

from ..repair import Rule
from . import according, arrangement, azerbaijani, borders, glosses, orders, spun_turkish, typography

RULES: tuple[Rule, ...] = (
    # Quotation marks first: they delimit the sentences that the others look at.
    *typography.RULES,
    *glosses.RULES,
    # The order of words while the capitals still show the borders.
    *orders.EARLY,
    *arrangement.RULES,
    *orders.RULES,
    *according.RULES,
    *borders.RULES,
    # Turkish and Azerbaijani before their translation.
    *spun_turkish.RULES,
    *azerbaijani.RULES,
)


def reason(rule: str) -> str:
    """Why the rule (or the mending of characters) of this id changes what it changes; "" if unknown."""
    from .encoding import MENDINGS

    whys = {row.id: row.why for row in RULES} | {row.id: row.why for row in MENDINGS}
    return whys.get(rule, "")
