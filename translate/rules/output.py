"""The light clean-up that a translation needs: the marks of the source, spaces, doubled words.

``tidy(source, target)`` runs ``TIDYINGS`` in order. They change signs and spaces and take doubled function
words out; they never choose another word. What the source has itself (a straight quote) stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import regex

from ..corpus import Edit


def _always(_source: str, _target: str) -> bool:
    return True


@dataclass(frozen=True)
class Tidying:
    """One row: where ``pattern`` matches in a target, put ``replacement``, if ``when`` allows it.

    ``when`` sees source and target as they stand then. ``examples`` are (source, target, tidied),
    ``keeps`` pairs of source and target that must stay.
    """

    id: str
    why: str
    pattern: str
    replacement: str | Callable[[regex.Match[str]], str]
    examples: tuple[tuple[str, str, str], ...]
    keeps: tuple[tuple[str, str], ...]
    when: Callable[[str, str], bool] = _always


def _curled(match: regex.Match[str]) -> str:
    before, after = match.string[: match.start()], match.string[match.end() :]
    opens = (not before or before[-1] in " ([—–-") and bool(after) and not after[0].isspace()
    return "“" if opens else "”"


def _capital(match: regex.Match[str]) -> str:
    return match[0][:-1] + match[0][-1].upper()


def _straight(text: str) -> bool:
    return '"' in text


def _curly(text: str) -> bool:
    return regex.search("[“”„«»]", text) is not None


def _wants_curly(source: str, _target: str) -> bool:
    return _curly(source) and not _straight(source)


def _wants_straight(source: str, _target: str) -> bool:
    return _straight(source) and not _curly(source)


def _no_address(_source: str, target: str) -> bool:
    return regex.search(r"https?:|www\.|@", target) is None


def _no_repeat(source: str, _target: str) -> bool:
    return regex.search(r"\b(\p{L}+) \1\b", source, regex.IGNORECASE) is None


def _begins_with_capital(source: str, _target: str) -> bool:
    return regex.match(r"[^\p{L}\p{N}]*\p{Lu}", source) is not None


def _ends_with(mark: str) -> Callable[[str, str], bool]:
    pattern = regex.compile(rf"{mark}[”\"’')»]*$|[”\"»]{mark}$")
    return lambda source, _target: pattern.search(source) is not None


_FUNCTION_WORDS = (
    "a|an|and|as|at|been|by|for|from|has|have|its|not|of|or|our|the|their|this|to|which|with|would"
)

TIDYINGS: tuple[Tidying, ...] = (
    Tidying(
        "output.unknown",
        "The model’s sign for a piece that it does not know is no text.",
        r"^(?:<unk>|⁇)\s*|\s*(?:<unk>|⁇)(?=[\s,.;:!?”]|$)|(?:<unk>|⁇)", "",
        (("Şuşa’da", "in ⁇ Shusha", "in Shusha"), ("a", "<unk> Baku <unk>.", "Baku.")),
        (("Neden?", "Why?"),),
        lambda source, _target: "<unk>" not in source and "⁇" not in source,
    ),
    Tidying(
        "output.spaces",
        "A sentence has one space between its words.",
        r"(?<=\S)[ \t]{2,}(?=\S)", " ",
        (("Bakü’de", "in  Baku", "in Baku"),),
        (("Bakü’de", "in Baku"),),
    ),
    Tidying(
        "output.space-before-mark",
        "No space stands before a mark in English.",
        r"(?<=[\p{L}\p{N}”\")\]]) +(?=[,;:!?](?![-)(DP/])|\.(?![\p{N}.\p{L}]))", "",
        (("Geldi, gördü.", "He came , he saw .", "He came, he saw."),),
        (("Sonra …", "Then ..."), ("0,5 :-)", "about .5 :-)"), ("Dosya .txt", "a file .txt")),
    ),
    Tidying(
        "output.space-after-comma",
        "A space stands after a comma between words.",
        r"(?<=\p{Ll}{2}),(?=\p{L}{2})", ", ",
        (("Bakü, Tiflis", "to Baku,Tbilisi", "to Baku, Tbilisi"),),
        (("http://a.az/xx,yy", "see http://a.az/xx,yy"), ("4,5", "4,5")),
        _no_address,
    ),
    Tidying(
        "output.contraction",
        "An apostrophe joins what it shortens.",
        r"(?<=\p{L}) (?=['’](?:s|re|ve|ll|d|m)\b(?! ?\p{L}*['’]))"
        r"|(?<=\b(?:do|does|did|is|are|was|were|has|have|had|wo|ca|could|would|should)) (?=n['’]t\b)", "",
        (("Putin’in", "Putin 's plan", "Putin's plan"), ("değil", "It does n’t fly", "It doesn’t fly")),
        (("‘s’ harfi", "the letter ’s ’ is blue"), ("Putin’in", "Putin's plan")),
    ),
    Tidying(
        "output.doubled",
        "A function word stood twice, and the source repeats nothing.",
        rf"\b({_FUNCTION_WORDS})(?: \1)+\b(?!['’-])", r"\1",
        (("Bakü’nün", "of of the the city", "of the city"),),
        (("Bu dediği şu", "He had had that that he wanted"), ("çok çok", "for for"),
         ("Yapılacaklar", "to to-do lists")),
        _no_repeat,
    ),
    Tidying(
        "output.stuck",
        "The model said the same word three times or more; once is enough.",
        r"\b(\p{L}+)(?: \1){2,}\b", r"\1",
        (("Bakü’de", "in Baku Baku Baku Baku", "in Baku"),),
        (("çok çok çok uzun", "very very very long"), ("Ho ho ho", "Ho ho ho")),
        _no_repeat,
    ),
    Tidying(
        "output.quote-space",
        "No space stands inside quotation marks.",
        r"(?<=[“«]) +(?=\S)|(?<=\S) +(?=[”»](?!\p{L}))", "",
        (("“Geldi”", "“ He came ”", "“He came”"),),
        (("“Geldi”", "He said “yes” to “no”"),),
    ),
    Tidying(
        "output.guillemets-open",
        "English has quotation marks of its own.",
        "[«„]", "“",
        (("Он сказал: «Да».", "He said: «Yes”.", "He said: “Yes”."),),
        (("„So“", "“So”"),),
    ),
    Tidying(
        "output.guillemets-close",
        "English has quotation marks of its own.",
        "»", "”",
        (("Он сказал: «Да».", "He said: “Yes».", "He said: “Yes”."),),
        (("a", "a > b"),),
    ),
    Tidying(
        "output.curly",
        "The source has curly quotation marks.",
        '"', _curled,
        (("“Geldi” dedi.", 'He said, "He came".', "He said, “He came”."),
         ("“2024” ve “G7”", '("2024", "G7")', "(“2024”, “G7”)")),
        (('"Geldi" dedi.', 'He said, "He came".'), ("“Evet”", "“Yes”"), ("“14 inç”", 'a 14" screen')),
        lambda source, target: _wants_curly(source, target) and target.count('"') % 2 == 0,
    ),
    Tidying(
        "output.straight",
        "The source has straight quotation marks.",
        "[“”]", '"',
        (('"Geldi" dedi.', "He said, “He came”.", 'He said, "He came".'),),
        (("“Geldi” dedi.", "He said, “He came”."), ("Geldi.", "“Come”")),
        _wants_straight,
    ),
    Tidying(
        "output.curly-apostrophe",
        "The source has curly apostrophes.",
        r"(?<=\p{L})'(?=\p{L})|(?<=s)'(?= \p{L})", "’",
        (("Putin’in planı", "Putin's plan", "Putin’s plan"),),
        (("Putin'in planı", "Putin's plan"),),
        lambda source, _target: "’" in source and "'" not in source,
    ),
    Tidying(
        "output.straight-apostrophe",
        "The source has straight apostrophes.",
        r"(?<=\p{L})’(?=\p{L})", "'",
        (("Putin'in planı", "Putin’s plan", "Putin's plan"),),
        (("Putin’in planı", "Putin’s plan"), ("Plan", "Putin’s plan")),
        lambda source, _target: "'" in source and "’" not in source,
    ),
    Tidying(
        "output.capital",
        "The source begins with a capital.",
        r"^[^\p{L}\p{N}]*\p{Ll}(?=\p{Ll}*(?!\p{L}))", _capital,
        (("Bakan geldi.", "the minister came.", "The minister came."),
         ("“Evet” dedi.", "“yes”, he said.", "“Yes”, he said.")),
        (("bakan geldi", "the minister came"), ("iPhone çıktı.", "iPhone is out."),
         ("Yeni iPhone", "iPhone"), ("On dört", "14 of them")),
        _begins_with_capital,
    ),
    *(
        Tidying(
            f"output.{name}",
            f"The source ends with {article}, and the translation lost it.",
            r"(?<=[\p{L}\p{N}%])\Z", mark,
            ((f"Geldi{mark}", "He came", f"He came{mark}"), (f"“Geldi{mark}”", "He came", f"He came{mark}")),
            (("Geldi", "He came"), (f"Geldi{mark}", "He came:"), (f"Geldi{mark}", f"He came{mark}")),
            _ends_with(regex.escape(mark)),
        )
        for name, article, mark in (
            ("full-stop", "a full stop", "."), ("question-mark", "a question mark", "?"),
            ("exclamation-mark", "an exclamation mark", "!"),
        )
    ),
)  # fmt: skip


def tidy(source: str, target: str, rows: Sequence[Tidying] = TIDYINGS) -> tuple[str, tuple[Edit, ...]]:
    """``target``, a translation of the sentence ``source``, tidied by ``rows``; and the edits, in order.

    >>> tidy("“Planı gördük” dedi.", 'he said, "we saw the the plan"')[0]
    'He said, “we saw the plan”'
    """
    edits: list[Edit] = []
    for row in rows:
        if row.when(source, target):
            target = _apply(row, target, edits)
    return target, tuple(edits)


def _apply(row: Tidying, target: str, edits: list[Edit]) -> str:
    """``target`` after ``row``, whose edits are added to ``edits``."""
    pieces: list[str] = []
    end = length = 0
    for match in regex.finditer(row.pattern, target):
        after = row.replacement(match) if callable(row.replacement) else match.expand(row.replacement)
        if after != match.group():
            pieces += [target[end : match.start()], after]
            length += match.start() - end
            edits.append(Edit(row.id, length, match.group(), after))
            length += len(after)
            end = match.end()
    return "".join(pieces) + target[end:]
