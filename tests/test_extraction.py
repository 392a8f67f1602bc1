"""What extraction takes out of pages, cells and Word files, and that it tells what it leaves behind."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from pathlib import Path
from typing import Literal

import pytest

from translate import extraction

# --- cells -----------------------------------------------------------------------------------------------


def in_cell(html: str) -> list[str]:
    return extraction.cell(html).text.splitlines()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_decomposed_letters_drop_no_line(form: Literal["NFC", "NFD"]) -> None:
    russian, french = "Второй абзац, й и ё.", "Café here."
    html = unicodedata.normalize(form, f"<p>{french}</p><p>{russian}</p><p>Third.</p>")
    assert in_cell(html) == [french, russian, "Third."]
    page = f"<html><body><nav><a>Home</a></nav><article>{html}</article></body></html>"
    assert in_page(page)[0] == [french, russian, "Third."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_blank_lines_in_a_cell_part_paragraphs(end: str) -> None:
    html = (
        "Ministers met\nin Baku\n\nThe <strong>ministers</strong> spoke.\n \nThird.\n\n<h2>Head</h2>\n"
        "<blockquote>One\nword</blockquote>\n\nLast.<pre>a\n\nb</pre>"
        "<table>\n\n<tr>\n\n<td>Yes</td>\n\n<td>1</td></tr><tr><td>No</td><td>2</td></tr>\n</table>"
    )
    assert in_cell(html.replace("\n", end)) == [
        "Ministers met in Baku",
        "The ministers spoke.",
        "Third.",
        "Head",
        "One word",
        "Last.",
        "a",
        "b",
        "Yes; 1",
        "No; 2",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
def test_where_a_cell_has_inline_tags_only_each_line_is_a_paragraph(end: str) -> None:
    html = "Ministers <i>met</i> in Baku\nThe <a href='x'>ministers</a>\n<b>Third</b>"
    lines = ["Ministers met in Baku", "The ministers", "Third"]
    assert in_cell(html.replace("\n", end)) == lines
    assert in_cell(html.replace("\n", "<br>\n")) == lines


@pytest.mark.parametrize(
    "text", ["a<b and c>d", "x <Bakan> y", "3 < 5 <3", "<Bakan-Yardımcısı> geldi", "i<p; x<y<z"]
)
def test_angle_brackets_that_are_no_tags_stay(text: str) -> None:
    assert in_cell(f"{text}<br>Second.") == [text, "Second."]


@pytest.mark.parametrize(
    "html",
    [
        "<p data-v-1 class=x>One.</p ><o:p></o:p>",
        "<p hidden>One.</p><fb:like href='x' /><!-- <b and --><![if !vml]>",
        "<main><nobr>One.</nobr><amp-img src='x'></amp-img></main>",
        '<P align="center">One.<IMG SRC=x\nalt="a"></P><?php x ?>',
    ],
)
def test_tags_of_all_kinds_are_tags(html: str) -> None:
    assert in_cell(f"{html}<br>Second.") == ["One.", "Second."]


# --- pages -----------------------------------------------------------------------------------------------

SENTENCE = "The minister spoke at length in Baku on Monday, and nobody at the table objected to his words."
ARTICLE = [f"{number}. {SENTENCE}" for number in range(8)]
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in ARTICLE)


def in_page(html: str) -> tuple[list[str], str]:
    found = extraction.page(lambda: io.BytesIO(html.encode()), "a.html")
    return found.text.splitlines(), found.flags[-1].message


def in_article(html: str) -> list[str]:
    return in_page(f"<html><body><nav><a>Home</a></nav><article>{html}</article></body></html>")[0]


def test_the_share_counts_all_that_a_reader_of_the_page_sees() -> None:
    def told(left_out: str) -> str:
        head = "<head><title>One title more</title></head>"
        body = f"<body><article>{PARAGRAPHS}{left_out}</article></body>"
        lines, message = in_page(f"<html>{head}{body}</html>")
        assert [line for line in lines if line in ARTICLE] == ARTICLE
        return message

    assert told("<script>not('seen')</script><style>p{}</style>").endswith(": 100 % of the page's words")
    for left_out in ("<aside><p>Pull quote</p></aside>", "<footer><p>Reporting by Ann</p></footer>"):
        assert told(left_out).endswith(": 98 % of the page's words")


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<figure><img src=a><figcaption>A ferry on Monday.</figcaption></figure>", ["A ferry on Monday."]),
        ("<figure><img src=a><figcaption><p>A ferry.</p></figcaption></figure>", ["A ferry."]),
        ("<center>Centred <b>text</b>.<br>And more.</center>", ["Centred text.", "And more."]),
        ("<center><h2>Head</h2><p>Centred.</p></center>", ["Head", "Centred."]),
        (
            "<table><tr><td>A</td><td>1</td></tr><tr><td>B</td><td>2</td></tr></table>"
            "Bare text.<br>More <b>of</b> it.",
            ["A; 1", "B; 2", "Bare text.", "More of it."],
        ),
    ],
)
def test_nothing_among_the_blocks_of_an_article_is_passed_over(html: str, lines: list[str]) -> None:
    found = in_article(PARAGRAPHS.replace("<p>4.", f"{html}<p>4."))
    assert found == [*ARTICLE[:4], *lines, *ARTICLE[4:]]


def test_the_text_before_the_first_paragraph_of_a_cell_in_a_layout_is_kept() -> None:
    menu = "".join(f"<a href='/{number}'>News {number}</a><br>" for number in range(9))
    table = f"<table><tr><td>{menu}<p>Menu</p></td><td>Where it <i>began</i>.{PARAGRAPHS}</td></tr></table>"
    found, _ = in_page(f"<html><body><div>{table}</div></body></html>")
    assert [line for line in found if not line.startswith("Menu")] == ["Where it began.", *ARTICLE]


def test_items_of_a_list_in_a_long_article_are_read_as_they_stand() -> None:
    before = [f"The minister said on day {n} that the talks on the border would go on." for n in range(30)]
    items = ["the first point, on transport", "the second point: prisoners"]
    html = "".join(f"<p>{line}</p>" for line in before) + "<ul>{}</ul>".format(
        "".join(f"<li>{item}</li>" for item in items)
    )
    speech = "- Will it end? he asked, and nobody answered."
    assert in_article(f"{html}<p>{speech}</p>") == [*before, *items, speech]


def test_a_page_that_is_a_bare_table_is_read() -> None:
    rows = "".join(f"<tr><td><font>First.<p>{line}<p>Last.</font>Bare.</td></tr>" for line in ARTICLE)
    found, _ = in_page(f"<table>{rows}</table>")
    assert [line for line in found if line in ARTICLE] == ARTICLE


# --- Word files ------------------------------------------------------------------------------------------

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


def relationships(**targets: str) -> str:
    rows = "".join(
        f'<Relationship Id="r{name}" Type="{OFFICE}/{name}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return f'<Relationships xmlns="{RELATIONSHIPS}">{rows}</Relationships>'


def word(path: Path, body: str, **parts: str) -> extraction.Extract:
    """The extract of a Word file of ``body``, with ``parts`` beside it, each by its relationship's name."""
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{types}"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        )
        packed.writestr("_rels/.rels", relationships(officeDocument="word/document.xml"))
        packed.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        packed.writestr(
            "word/_rels/document.xml.rels", relationships(**{name: f"{name}.xml" for name in parts})
        )
        for name, part in parts.items():
            packed.writestr(f"word/{name}.xml", f"<w:part {W}>{part}</w:part>")
    return extraction.word(lambda: path.open("rb"), str(path))


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inside: str) -> str:
    return f"<w:p>{''.join(inside)}</w:p>"


def note(name: str, number: int, text: str, kind: str = "normal") -> str:
    mark = f"<w:r><w:{name}Ref/></w:r>"
    inside = paragraph(mark, run(f" {text}"))
    return f'<w:{name} w:id="{number}" w:type="{kind}">{inside}</w:{name}>'


def reference(name: str, number: int) -> str:
    return f'<w:r><w:{name}Reference w:id="{number}"/></w:r>'


def test_notes_of_a_word_file_are_read_once_after_the_body(tmp_path: Path) -> None:
    body = paragraph(
        run("It sailed"),
        reference("footnote", 3),
        reference("endnote", 2),
        reference("footnote", 2),
        run("."),
    )
    body += paragraph("<w:del>", reference("footnote", 4), "</w:del>", run("The end."))
    found = word(
        tmp_path / "a.docx",
        body,
        footnotes=note("footnote", 0, "----", "separator")
        + note("footnote", 2, "Second.")
        + note("footnote", 3, "First.")
        + note("footnote", 4, "Taken away."),
        endnotes=note("endnote", 0, "----", "separator") + note("endnote", 2, "Last."),
    )
    assert found == ("It sailed.\nThe end.\nFirst.\nSecond.\nLast.\n", ())


def test_what_is_left_out_of_a_word_file_is_told(tmp_path: Path) -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run('In a box.'))}</w:txbxContent></w:pict></w:r>"
    found = word(
        tmp_path / "a.docx",
        paragraph(run("It sailed."), box),
        header=paragraph(run("The Daily")),
        footer=paragraph(),
        comments=f'<w:comment w:id="1">{paragraph(run("Who says so?"))}</w:comment>',
    )
    assert found.text == "It sailed.\nIn a box.\n"
    assert [(flag.check, flag.message) for flag in found.flags] == [
        ("extraction", "words left out: 2 in headers, 3 in comments")
    ]


def test_tracked_changes_of_a_word_file_are_read_as_if_accepted(tmp_path: Path) -> None:
    def ended(change: str) -> str:
        return f'<w:pPr><w:rPr><w:{change} w:id="1"/></w:rPr></w:pPr>'

    def row(properties: str, text: str) -> str:
        return f"<w:tr><w:trPr>{properties}</w:trPr><w:tc>{paragraph(run(text))}</w:tc></w:tr>"

    rows = row("<w:del/>", "Gone.") + row("<w:ins/>", "New.")
    cells = f"<w:tr><w:tc><w:tcPr><w:cellDel/></w:tcPr>{paragraph(run('Gone, too.'))}</w:tc></w:tr>"
    moved = "<w:moveFrom>", run("Moved."), "</w:moveFrom>"
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run('Boxed.'))}</w:txbxContent></w:pict></w:r>"
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("7")}<w:r><w:fldChar/></w:r>'
    )
    found = word(
        tmp_path / "a.docx",
        paragraph(ended("moveFrom"), *moved)
        + paragraph(run("One."), *moved, "<w:del><w:r><w:br/></w:r>", box, "</w:del>")
        + paragraph("<w:moveTo>", run("Moved."), "</w:moveTo>")
        + paragraph(ended("del"), run("Two "))
        + paragraph(run("halves, page "), field, run("."))
        + paragraph(ended("del"), run("Before a table."))
        + f"<w:tbl>{rows}{cells}</w:tbl>",
    )
    assert found.text.splitlines() == ["One.", "Moved.", "Two halves, page 7.", "Before a table.", "New."]
