"""Small corpora made by hand: one with everything that the pages show, one that means harm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from translate.corpus import Edit, Flag, Review, Segment, Status
from translate.edits import replay

ENGINE = "model:tiny|digest:0123456789abcdef|engine:ctranslate2|precision:int8|beam:1"


def english(id_: str, source: str, *edits: Edit, flags: tuple[Flag, ...] = ()) -> Segment:
    cleaned = replay(source, edits)
    status: Status = "repaired" if edits else "kept"
    return Segment(id_, id_.split(":")[0], "en", status, source, cleaned, cleaned.strip(), edits, flags)


def translated(
    id_: str, lang: str, source: str, target: str, *edits: Edit, flags: tuple[Flag, ...] = ()
) -> Segment:
    cleaned = replay(source, edits)
    return Segment(id_, id_.split(":")[0], lang, "translated", source, cleaned, target, edits, flags, ENGINE)


def furniture(id_: str, source: str, reason: str) -> Segment:
    flags = (Flag("furniture", reason),)
    return Segment(id_, id_.split(":")[0], "en", "furniture", source, source, None, (), flags)


def ordinary() -> list[Segment]:
    """Ten sentences of three documents, and four lines of page furniture."""
    return [
        replace(
            furniture("sanctions:1.1", "Azerbaijan news\n\n", "the site's name"),
            flags=(
                Flag("furniture", "the site's name"),
                Flag("diagnosis", "The document is garbled: 3 borders in 20 words"),
            ),
        ),
        english(
            "sanctions:2.1", "To Russia snowWhat will be the sanctions? ",
            Edit("against-moved", 0, "To Russia snowWhat", "What"),
            Edit("against-moved", 26, "?", " against Russia?"),
            flags=(Flag("suspected", "“sanctions” may belong to another noun"),),
        ),
        english(
            "sanctions:2.2", "The weather space is closed.\n\n",
            Edit("hava", 4, "weather space", "airspace"),
        ),
        english("sanctions:3.1", "Snow falls on the hills.\n\n"),
        furniture("sanctions:4.1", "Leave a Reply\n", "comment form"),
        furniture("sanctions:5.1", "Your email address will not be published.\n", "comment form"),
        furniture("sanctions:6.1", "Back to top button\n", "comment form"),
        translated(
            "zirve:1.1", "tr", "İkili ticaret hacmi 14 arttı. ", "The volume of bilateral trade increased.",
            flags=(
                Flag("number", "“14” stands in the source and not in the English"),
                Flag("length", "short"),
            ),
        ),
        translated(
            "zirve:1.2", "tr", "İstanbul bir tepesi gördü.\n", "Istanbul has seen a summit.",
            Edit("spun-summit", 13, "tepesi", "zirve"),
        ),
        translated("zirve:2.1", "ru", "Москва ответила.\n", "Moscow replied."),
        english("quiet:1.1", "Nothing to see here. "),
        english("quiet:1.2", "He left; and She stayed.\n", Edit("and-capital", 13, "She", "she")),
        english("quiet:2.1", "She knows. “Of course. “\n", Edit("closing-quote", 21, ". “", ".”")),
        replace(
            english("quiet:3.1", "The end.\n"),
            review=Review("accepted", None, "", "Leyla", "2026-01-02T03:04:05Z"),
        ),
    ]  # fmt: skip


HARMFUL = (
    "<script>window.harmed = 1</script>",
    "</script><script>window.harmed = 2</script>",
    "<!-- <script> --> ]]> <![CDATA[",
    "<img src=x onerror='window.harmed = 3'>",
    "<a href=\"javascript:window.harmed = 4\">click</a> javascript:window.harmed=5",
    "</textarea></title></style><svg onload=window.harmed=6>",
    "${window.harmed = 7} {{harmed}} $policy $$ &lt;b&gt; &amp;",
    "line\u2028separator\u2029paragraph \x00\x01\x1b[31m \x7f \ufeff",
    "\u202eright to left\u202c \u2066isolated\u2069 \u200f mark",
    "“quoted” 'single' \"double\" \\ backslash \\u003c",
    "lone \ud800 surrogate",
)  # fmt: skip


def hostile(large: int = 1_000_000) -> Iterator[Segment]:
    """Texts that try to run, to break out, or to be too much, in every place that a page shows."""
    for number, text in enumerate(HARMFUL, 1):
        document = f"<b>{text[:40]}"
        edits = (Edit(f"rule {text[:20]}", 0, text, text + "!"),)
        yield Segment(
            f"{document}:{number}.1", document, "tr\"><script>window.harmed = 8</script>", "translated",
            text, text + "!", text, edits, (Flag(f"check {text[:20]}", f"“{text}” {text}"),),
            f"engine {text}",
            Review("edited", text + "?", text, text, text),
        )  # fmt: skip
    document = "<b>large"
    yield Segment(f"{document}:1.1", document, "en", "kept", "x" * large, "x" * large, "x" * large)
    words = "word <i> " * (large // 9)
    yield Segment(f"{document}:2.1", document, "en", "kept", words, words, words.strip())
