"""Characters that a wrong decoding, a web page or a layout program damaged: ftfy first, then our own rows.

``unmangle(text)`` gives the edits. ftfy decides what is damaged; this module keeps its decision but says,
span by span, what was changed and by which of its steps. `misreadings` adds what ftfy cannot undo: one
single-byte code page read as another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial

from ftfy import ExplanationStep, TextFixerConfig, apply_plan, fix_and_explain, fixes
from ftfy.badness import is_bad
from ftfy.chardata import CONTROL_CHARS, HTML_ENTITY_RE, LIGATURES
from rapidfuzz.distance import Levenshtein

from ..corpus import Edit
from . import misreadings
from .misreadings import Mending, Stage

MENDINGS: tuple[Mending, ...] = (
    Mending(
        "ftfy.encoding",
        "The bytes of these characters were read in the wrong encoding (mojibake).",
        (("Ä°lham Æ\x8fliyev BakÄ±da", "İlham Əliyev Bakıda"), ("the â€œsummitâ€\x9d", "the “summit”"),
         ("ÐœÐ¾Ñ\x81ÐºÐ²Ð°", "Москва")),
        ("Café Âme, São Tomé, “Ærø”", "Ən böyük şəhər Bakıdır."),
    ),
    Mending(
        "ftfy.entities",
        "A character reference of HTML stood in plain text.",
        (("oil &amp; gas", "oil & gas"), ("Kazakistan&rsquo;da", "Kazakistan’da")),
        ("AT&T and M&A; R&D", "In HTML, write <b>&amp;</b>."),
    ),
    Mending(
        "ftfy.ligatures",
        "A printed ligature stood for its letters.",
        (("a ﬁnal oﬃce", "a final office"),),
        ("an œuvre, Ærø, straße",),
    ),
    Mending(
        "ftfy.width",
        "Full-width letters, as a Far Eastern typewriter makes them, stood in a text of a Western script.",
        (("ＯＰＥＣ＋ meeting", "OPEC+ meeting"),),
        ("会議は１０月に開かれる（予定）。",),
    ),
    Mending(
        "ftfy.controls",
        "Control characters without any meaning in a text were left from a terminal or a database.",
        (("Bak\x00u \x1b[1mtoday\x1b[0m", "Baku today"), ("\ufeffBaku", "Baku")),
        ("one\ttab, a soft\xadhyphen, a no-break\xa0space, a page\x0cbreak",),
    ),
    Mending(
        "ftfy.surrogates",
        "Halves of a character from an obsolete encoding stood apart.",
        (("\ud83d\ude42 ok", "🙂 ok"),),
        ("🙂 ok",),
    ),
    Mending(
        "ftfy.composed",
        "A letter and its accent stood apart; they are one character (Unicode form NFC).",
        (("Tu\u0308rkiye, S\u0327us\u0327a", "Türkiye, Şuşa"),),
        ("Türkiye, Şuşa, 10³ m²",),
    ),
    *misreadings.ROWS,
)  # fmt: skip

# Which row a step of ftfy's explanation belongs to; every step not named here is about encodings.
_ROWS = {
    "fix_latin_ligatures": "ftfy.ligatures",
    "fix_surrogates": "ftfy.surrogates",
    "remove_terminal_escapes": "ftfy.controls",
    "remove_control_chars": "ftfy.controls",
    "normalize": "ftfy.composed",
}

# The author's quotes and line ends stay; width is decided below, by the script around it, and so are
# character references, of which ftfy would make line breaks.
_CONFIG = TextFixerConfig(
    uncurl_quotes=False, fix_line_breaks=False, fix_character_width=False, unescape_html=False
)

# What some program takes for the end of a line (as str.splitlines does).
_BREAK = re.compile("[\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]")

# Longer lines are mended in pieces of this many characters, so that time and memory stay bounded.
_PIECE = 10_000

_WIDE = re.compile("[\u3000\uff01-\uff5e]")
_FAR_EASTERN = re.compile(
    "[\u1100-\u11ff\u2e80-\u2fdf\u3005\u3040-\u30ff\u3100-\u318f\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\uff66-\uffdc\U0001b000-\U0001b2ff\U00020000-\U0003ffff]"
)
_SUSPECT = re.compile(
    "[&\x80-\x9f\ud800-\udfff\u3000\uff01-\uff5e"
    + re.escape("".join(map(chr, [*LIGATURES, *CONTROL_CHARS])))
    + "]"
)
_WORD = re.compile(r"\w+")
# ASCII but "&" and controls, and the marks of printed English: no damage is made of these alone.
_PLAIN = re.compile("[\t\n\x0c\r -%'-~\xa0‘’“”–—…]*")


def unmangle(text: str, lang: str = "") -> list[Edit]:
    """The edits, in order, that mend the characters of a paragraph; none where it is sound.

    ``lang`` is the language of the document where it is known. Applied again to its result it finds
    nothing.

    >>> unmangle("BakÄ±da g&ouml;rüş")
    [Edit(rule='ftfy.entities', start=8, before='g&ouml;rüş', after='görüş'), \
Edit(rule='ftfy.encoding', start=0, before='BakÄ±da', after='Bakıda')]
    """
    if _PLAIN.fullmatch(text):
        return []
    edits: list[Edit] = []
    while True:
        before = text
        # Misread code pages first: ftfy takes some of their letters for the wreck of others.
        text, reread = misreadings.reread(text, lang)
        text, mended = _mend(text)
        if text == before:
            return edits
        for rule, offset, old, new in reread + mended:
            edits += differences(old, new, rule, offset)


def mend(text: str, lang: str = "") -> str:
    """``text`` as `unmangle` would have it; what language it is in shows only then.

    >>> mend("Kazakistan’ýn baþþehri")
    'Kazakistan’ın başşehri'
    """
    if _PLAIN.fullmatch(text):
        return text
    while True:
        before = text
        text = _mend(misreadings.reread(text, lang)[0])[0]
        if text == before:
            return text


def is_sound(text: str) -> bool:
    """Whether ftfy, as this module uses it, would leave ``text`` as it is; quicker than asking it."""
    return _PLAIN.fullmatch(text) is not None or not (
        _SUSPECT.search(text) or is_bad(text) or not unicodedata.is_normalized("NFC", text)
    )


def _mend(text: str) -> tuple[str, list[Stage]]:
    """What ftfy makes of ``text``, line by line, and the stages; offsets are those of the text by then."""
    # ftfy takes a "<" as a sign of real HTML, whose entities are to stay; that holds for the paragraph.
    references = "<" not in text
    stages: list[Stage] = []
    pieces: list[str] = []
    offset = 0
    for piece in _pieces(text):
        now = piece
        if not is_sound(piece):
            for rule, fixed in _fix(piece, references):
                stages.append((rule, offset, now, fixed))
                now = fixed
        pieces.append(now)
        offset += len(now)
    return "".join(pieces), stages


def _pieces(text: str) -> Iterator[str]:
    """The lines of ``text``, the long ones cut, after a space where there is one."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        if end - start > _PIECE:
            end = text.rfind(" ", start, start + _PIECE) + 1 or start + _PIECE
        yield text[start:end]
        start = end


def _fix(text: str, references: bool) -> Iterator[tuple[str, str]]:
    """(row, text after it) for each step that changed ``text``: character references, if they are meant,
    and ftfy's, until neither finds anything; the last text is the result."""
    now, before = text, None
    while now != before:
        before = now
        if references and (after := HTML_ENTITY_RE.sub(_character, now)) != now:
            now = after
            yield "ftfy.entities", now
        for step in _ftfy(now):
            yield step
            now = step[1]
    if _WIDE.search(now) and not _FAR_EASTERN.search(now):
        yield "ftfy.width", fixes.fix_character_width(now)


def _character(reference: re.Match[str]) -> str:
    """What a reference stands for; a space for a line break, which a page shows as one.

    A paragraph must stay one paragraph, and a line one line.
    """
    return _BREAK.sub(" ", fixes.unescape_html(reference[0]))


def _ftfy(text: str) -> Iterator[tuple[str, str]]:
    """(row, text after it) for each step of ftfy that changed ``text``; the last text is ftfy's result."""
    fixed, steps = fix_and_explain(text, _CONFIG)
    now = text
    for row, step in _steps(steps or []):
        after = step(now)
        if after != now:
            yield row, after
        now = after
    if now != fixed:  # ftfy's explanation does not tell the whole story
        yield "ftfy.encoding", fixed


def _steps(explanation: list[ExplanationStep]) -> Iterator[tuple[str, Callable[[str], str]]]:
    """The explanation as (row, function on text); encode, transcode and decode are one step together."""
    plan: list[tuple[str, str]] = []
    for action, name in explanation:
        if action == "normalize":
            yield "ftfy.composed", partial(unicodedata.normalize, "NFC")
            continue
        plan.append((action, name))
        if action != "encode" and (action != "transcode" or len(plan) == 1):
            yield _ROWS.get(name, "ftfy.encoding"), partial(_replan, plan)
            plan = []


def _replan(plan: list[tuple[str, str]], text: str) -> str:
    return apply_plan(text, plan)


def differences(before: str, after: str, rule: str, offset: int = 0) -> list[Edit]:
    """The edits that make ``after`` of ``before``, each widened to whole words, in order.

    ``offset`` is where ``before`` begins in its text.
    """
    edits: list[Edit] = []
    for start, end, new_start, new_end in _spans(before, after):
        edits.append(Edit(rule, offset + new_start, before[start:end], after[new_start:new_end]))
    return edits


def _spans(before: str, after: str) -> list[list[int]]:
    """Where the two differ, as [start, end, start in after, end in after], widened to whole words."""
    spans: list[list[int]] = []
    for opcode in Levenshtein.opcodes(before, after):
        start, end, new_start, new_end = opcode.src_start, opcode.src_end, opcode.dest_start, opcode.dest_end
        if opcode.tag == "equal":  # a word that goes on after a difference belongs to it
            if spans:
                word = _WORD.match(before, start, end)
                length = word.end() - start if word else 0
                spans[-1][1] += length
                spans[-1][3] += length
            continue
        limit = spans[-1][1] if spans else 0
        lead = start
        while lead > limit and _WORD.match(before, lead - 1):
            lead -= 1
        if spans and lead == limit:
            spans[-1][1], spans[-1][3] = end, new_end
        else:
            spans.append([lead, end, new_start - (start - lead), new_end])
    return spans
