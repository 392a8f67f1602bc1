"""Quotation marks that came apart from what they close: the mark was a node of its own."""

from __future__ import annotations

from ..repair import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "quote.closing",
        "An opening mark stands where the quotation ends; the closing mark was a piece of its own.",
        r"(?<=[\p{L}\p{N}.!?…,)])[ \u00a0]*“(?P<stop>[.,]?)(?=[ \u00a0]*(?:$|\n|[–—-][ \u00a0]))",
        lambda match: f"{match['stop']}”",
        (("He said: “We are ready. “", "He said: “We are ready.”"),
         ("“Thanked Azerbaijan “.", "“Thanked Azerbaijan.”")),
        ("He called it “a start” – “a good one”.",),
        needs="suspect",
    ),
    Rule(
        "quote.space",
        "A space came between a quotation and its closing mark.",
        r"(?<=[\p{L}\p{N}.!?…,)])[ \u00a0]+”",
        "”",
        (("“We are ready. ”", "“We are ready.”"),),
        ("“We are ready.” He left.",),
        needs="suspect",
    ),
    Rule(
        "quote.dash",
        "No space stood between a closing mark and the dash behind it.",
        r"”(?=[–—][ \u00a0])",
        "” ",
        (("“It will begin”– he added.", "“It will begin” – he added."),),
        ("“It will begin” – he added.",),
        needs="suspect",
    ),
)  # fmt: skip
