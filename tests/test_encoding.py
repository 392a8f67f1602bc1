"""Damaged characters: what is mended, what stays, and that each edit can be replayed and undone."""

from __future__ import annotations

import io
import itertools
import json
from collections import Counter
from pathlib import Path

import ftfy
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from translate import decoding
from translate.corpus import Document, Paragraph
from translate.edits import replay, undo
from translate.pipeline import prepare
from translate.rules import misreadings
from translate.rules.encoding import MENDINGS, differences, is_sound, mend, unmangle

CASES = json.loads((Path(__file__).parent / "cases" / "encoding.json").read_text("utf-8"))
EXAMPLES = [(row.id, *example) for row in MENDINGS for example in row.examples]
KEEPS = [keep for row in MENDINGS for keep in row.keeps]
CONFIG = ftfy.TextFixerConfig(uncurl_quotes=False, fix_line_breaks=False, fix_character_width=False)

PROPER = st.text(alphabet="abcdeğışçöüəИвана“”’— .,\n&<;é", max_size=60)
# Text read in a wrong encoding, in whole or in part, beside anything at all.
MANGLED = st.builds(
    lambda text, wrong: text.encode("utf-8").decode(wrong, "replace"),
    PROPER,
    st.sampled_from(["latin-1", "cp1252", "cp1251", "cp1254", "iso8859-9", "koi8-r", "cp866"]),
)
PIECES = st.sampled_from(
    ["&amp;", "&#10;", "\x07", "\ufb01", "\uff21", "g\u0306", "\ud83d", "\x85", "\r\n", "þý", "Ã¼"]
)
ANYTHING = st.lists(PROPER | MANGLED | PIECES | st.text(max_size=8), max_size=5).map("".join)


def mended(text: str, lang: str = "") -> str:
    return replay(text, unmangle(text, lang))


@pytest.mark.parametrize(("rule", "before", "after"), EXAMPLES)
def test_examples_hold(rule: str, before: str, after: str) -> None:
    edits = unmangle(before)
    assert replay(before, edits) == after
    assert {edit.rule for edit in edits} == {rule}


@pytest.mark.parametrize("text", KEEPS)
def test_keeps_stay(text: str) -> None:
    assert unmangle(text) == []
    assert unmangle(text, "tr") == []


def test_rows_are_complete() -> None:
    assert max(Counter(row.id for row in MENDINGS).values()) == 1
    assert all(row.examples and row.keeps and row.why.endswith(".") for row in MENDINGS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_cases(case: dict[str, str]) -> None:
    assert mended(case["text"], case["lang"]) == case["mended"]


@given(ANYTHING, st.sampled_from(["", "tr", "az", "ru", "en"]))
def test_edits_replay_undo_and_come_to_rest(text: str, lang: str) -> None:
    edits = unmangle(text, lang)
    after = replay(text, edits)
    assert undo(after, edits) == text
    assert unmangle(after, lang) == []


@given(ANYTHING)
def test_the_quick_look_agrees_with_ftfy(text: str) -> None:
    """Where `is_sound` spares ftfy the work, ftfy would have changed nothing."""
    if is_sound(text):
        assert ftfy.fix_and_explain(text, CONFIG).text == text


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=80))
def test_plain_ascii_is_as_ftfy_has_it(text: str) -> None:
    config = CONFIG._replace(unescape_html="<" not in text)
    lines = text.splitlines(keepends=True)
    expected = "".join(ftfy.fix_and_explain(line, config).text for line in lines)
    assume(len(expected.splitlines()) == len(lines))  # of references, ftfy makes line breaks
    assert mended(text) == expected


@pytest.mark.parametrize(
    "reference",
    ["&#10;", "&#13;", "&#012;", "&#xA;", "&#x0d;", "&#XD;", "&NewLine;", "&#12;", "&#x2028;", "&#8233;"],
)
def test_a_reference_to_a_line_break_becomes_a_space(reference: str) -> None:
    for written in (reference, reference.replace("&", "&amp;"), reference.replace("&", "&amp;amp;")):
        assert mended(f"He said.{written}The end &lt;&eacute;&gt;\n") == "He said. The end <é>\n"


@given(ANYTHING | st.lists(PIECES | st.sampled_from(["&NewLine;", "&amp;#13;", "a"])).map("".join))
def test_no_line_break_is_made_and_none_is_lost(text: str) -> None:
    after = mended(text, "tr")
    assert [after.count(end) for end in "\n\r"] == [text.count(end) for end in "\n\r"]


@given(
    PROPER, st.sampled_from(["latin-1", "sloppy-windows-1252", "sloppy-windows-1254", "sloppy-windows-1251"])
)
@example("baИИ", "latin-1")
def test_nothing_that_ftfy_mends_is_lost(text: str, wrong: str) -> None:
    mangled = text.replace("\n", " ").encode("utf-8").decode(wrong)
    if ftfy.fix_and_explain(mangled, CONFIG).text == text.replace("\n", " "):
        assert mended(mangled) == text.replace("\n", " ")


@given(st.text(max_size=30), st.text(max_size=30))
def test_differences_make_the_one_of_the_other(before: str, after: str) -> None:
    assert replay(before, differences(before, after, "x")) == after


def test_differences_are_whole_words() -> None:
    edits = unmangle("Dün BakÄ±da gÃ¶rüştüler, “evet” dediler; sonra BakÄ±dan ayrÄ±ldılar.")
    assert [edit.before for edit in edits] == ["BakÄ±da", "gÃ¶rüştüler", "BakÄ±dan", "ayrÄ±ldılar"]


def test_the_marks_of_the_author_stay() -> None:
    text = "“Kazakistan’ın”\u00a0—\u2009‘evet’…\r\n½ m² ™ №\u200d\u00ad\t\x0c"
    assert unmangle(text) == []


def test_a_long_line_is_mended_in_pieces() -> None:
    text = "BakÄ±da gÃ¶rüş &amp; " * 3000
    assert mended(text) == "Bakıda görüş & " * 3000


@pytest.mark.parametrize("name", ["wordless", "ß", "\ufffd\ufffd", "\x1a ýþð", ""])
def test_text_beyond_help_stays_or_is_freed_of_controls(name: str) -> None:
    assert mended(name) == name.replace("\x1a", "")


@given(ANYTHING, st.sampled_from(["", "tr", "ru"]))
def test_mend_is_what_the_edits_make(text: str, lang: str) -> None:
    assert mend(text, lang) == mended(text, lang)


@pytest.mark.parametrize(
    ("text", "wrong", "lang"),
    [
        ("Министр иностранных дел прибыл в Москву на переговоры с коллегами.", "cp1252", "ru"),
        ("Türkiye’nin başşehri Ankara’da dışişleri bakanları yıllık toplantılarını yaptı.", "cp1252", "tr"),
    ],
)
def test_the_language_shows_when_the_characters_are_mended(text: str, wrong: str, lang: str) -> None:
    mangled = text.encode({"ru": "cp1251", "tr": "cp1254"}[lang]).decode(wrong)
    document = Document("a", (Paragraph(mangled),))
    (segment,) = prepare(document)
    assert (segment.lang, segment.cleaned, segment.source) == (lang, text, mangled)


PRINTED = "‘’“”–—…\xa0"


def test_the_marks_of_print_are_no_damage_among_ascii() -> None:
    for letters in itertools.product(PRINTED + "aZ0 .$<\t", repeat=3):
        text = "".join(letters)
        assert ftfy.fix_and_explain(text, CONFIG).text == text


@given(st.text(alphabet=st.sampled_from([*PRINTED, *map(chr, range(32, 127))]), max_size=80))
def test_printed_text_is_as_ftfy_has_it(text: str) -> None:
    config = CONFIG._replace(unescape_html="<" not in text)
    assert mended(text) == ftfy.fix_and_explain(text, config).text


@given(ANYTHING)
def test_misreadings_show_on_a_line_by_a_letter_that_is_looked_for(text: str) -> None:
    found = [*misreadings._CANDIDATE.finditer(text), *misreadings._HINT.finditer(text)]
    assert all(misreadings._ODD.search(match[0]) and "\n" not in match[0] for match in found)


# --- bytes that are not UTF-8 ----------------------------------------------------------------------------


def decoded(raw: bytes) -> str:
    def opener() -> io.BytesIO:
        return io.BytesIO(raw)

    return "".join(line.text for line in decoding.lines(opener, "a", decoding.survey(opener, "a")))


@pytest.mark.parametrize(
    "text",
    [
        "The newspaper Коммерсантъ reported on Friday that the minister had left.\n",
        "The minister of foreign affairs, whom “Коммерсантъ” had called ill…, left for Baku on Friday.\n",
        "He left.\nKommersant (Коммерсантъ) says that the minister had left on Friday.\nHe did.\n",
    ],
)
def test_a_cyrillic_word_in_english_is_read_as_cyrillic(text: str) -> None:
    assert decoded(text.encode("cp1251")) == text


@pytest.mark.parametrize(
    "text",
    [
        "Bakan bu ışığı gördü.\n",
        "The poem is called ışığı, the poet says, and it is one of the shortest in the book.\n",
        "“Küçüğü…” dedi, “ışığı—düşüğü”; ÇÖĞÜŞÜ sordu, bakan ise bunu bilmedi.\n",
        "A wall………… he said, “…”—“…”, and went to the café on Friday morning.\n",
    ],
)
def test_letters_in_a_row_are_turkish_where_turkish_has_them(text: str) -> None:
    assert decoded(text.encode("cp1254")) == text


def test_a_line_that_was_drawn_is_no_word() -> None:
    assert not decoding._has_cyrillic_words("═══════ The end of the story ═══════".encode("cp857"))
