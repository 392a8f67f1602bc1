"""Quotation marks that came apart from what they close: the mark was a node of its own."""

from __future__ import annotations

import regex

from ..repair import Rule


def _is_open(match: regex.Match[str]) -> bool:
    """Whether a quotation is open where the match stands, in its line."""
    line = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
    return line.count("“") > line.count("”")


def _opening(match: regex.Match[str]) -> str:
    """The opening mark without its space; behind a stop in a quotation that is open, the closing mark."""
    if not _is_open(match):
        return f"{match['before']}“"
    ends = match.string[max(0, match.start() - 1) : match.start()] in tuple(".!?,…")
    return "” " if ends else match.group()


RULES: tuple[Rule, ...] = (
    Rule(
        "quote.closing",
        "An opening mark stands where the quotation ends; the closing mark was a piece of its own.",
        r"(?=[ \u00a0“])(?<=[\p{L}\p{N}.!?…,)])[ \u00a0]*“(?P<stop>[.,]?)"
        r"(?=[ \u00a0]*(?:$|\n|[–—-][ \u00a0]))",
        lambda match: f"{match['stop']}”",
        (("He said: “We are ready. “", "He said: “We are ready.”"),
         ("“Thanked Azerbaijan “.", "“Thanked Azerbaijan.”")),
        ("He called it “a start” – “a good one”.",),
        needs="suspect",
        needles=("“",),
        gate=r"“[.,]?[ \u00a0]*(?:$|\n|[–—-])",
    ),
    Rule(
        "quote.opening",
        "A space came between an opening mark and its quotation.",
        r"(?P<before>(?<=^|[\n(])|[ \u00a0]+(?=“))“[ \u00a0]+(?=\p{L})",
        _opening,
        (("He left. “ The facts are distorted.”", "He left. “The facts are distorted.”"),
         ("“We are ready. “ The coach left.", "“We are ready.” The coach left.")),
        ("“The facts are distorted.”",),
        needs="garbled",
        needles=("“ ", "“\u00a0"),
    ),
    Rule(
        "quote.said",
        "The closing mark was taken for an opening one, and stands before the words of who said it.",
        r"(?<=[\p{L}\p{N}])(?P<stop>[,.!?])[ \u00a0]“(?=(?:[Hh]e|[Ss]he|[Tt]hey|the \p{Ll}+(?: \p{Ll}+)?|"
        r"\p{Lu}[\p{L}.’-]+(?: \p{Lu}[\p{L}’-]+){0,2}) (?:said|says|added|noted|stressed|told|emphasized|"
        r"stated|wrote|concluded|explained|asked)\b[^“”\n]*(?:$|\n|“))",
        lambda match: f"{match['stop']}” " if _is_open(match) else match.group(),
        (("“We are ready, “he said.", "“We are ready,” he said."),),
        ("“I told him, “he said it first”, and left.”", "He left, “he said so.”"),
        needs="suspect",
        needles=(" “", "\u00a0“"),
    ),
    Rule(
        "quote.space",
        "A space came between a quotation and its closing mark.",
        r"(?<=[\p{L}\p{N}.!?…,)])[ \u00a0]+”(?!\p{L})",
        lambda match: "”" if _is_open(match) else match.group(),
        (("“We are ready. ”", "“We are ready.”"),),
        ("“We are ready.” He left.",),
        needs="suspect",
        needles=(" ”", "\u00a0”"),
    ),
    Rule(
        "quote.fused",
        "The closing mark was a piece of its own, and runs into the words behind the quotation.",
        r"(?<=[\p{L}\p{N}][,.!?…])[ \u00a0]+”(?=\p{L})",
        lambda match: "” " if _is_open(match) else match.group(),
        (("“It is ours, ”said the deputy.", "“It is ours,” said the deputy."),),
        ("“It is ours,” said the deputy.", "He left. ”He is ill,” she said."),
        needs="suspect",
        needles=(" ”", "\u00a0”"),
    ),
    Rule(
        "quote.dash",
        "No space stood between a closing mark and the dash behind it.",
        r"”(?=[–—][ \u00a0])",
        "” ",
        (("“It will begin”– he added.", "“It will begin” – he added."),),
        ("“It will begin” – he added.",),
        needs="suspect",
        needles=("”–", "”—"),
    ),
)  # fmt: skip
