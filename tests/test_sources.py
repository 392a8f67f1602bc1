"""Every format is read exactly; every kind of bad input is named, with what to do, and the rest is read."""

from __future__ import annotations

import codecs
import csv
import io
import json
import os
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from translate import decoding, extraction, folders, sources, tables
from translate import word_file as word_files
from translate.corpus import Document
from translate.errors import InputError

SEEDS = Path(__file__).parent.parent / "seeds"
TURKISH = "Azerbaycan Cumhurbaşkanı İlham Aliyev, Kazakistan’ın başkentinde düzenlenen toplantıda konuştu.\n"
RUSSIAN = "Президент Азербайджана Ильхам Алиев прибыл с визитом в Москву. Стороны обсудили торговлю.\n"
AZERBAIJANI = (
    "Azərbaycan Prezidenti İlham Əliyev Moskvaya rəsmi səfərə gəlib, tərəflər ticarəti müzakirə ediblər.\n"
)
ENGLISH = "The minister’s answer – “no comment” – did not surprise the ambassadors at the table.\n"

# What a file can hold and be read as text: something visible, nothing that only binary files have.
LETTERS = st.characters(codec="utf-8", exclude_characters="\ufeff", exclude_categories=["Cc"])
TEXTS = st.text(LETTERS | st.sampled_from("\n\r\t\f\v\x1c\x85\u2028\u2029\u00a0")).filter(str.strip)
DIALECTS = [(".csv", ","), (".csv", ";"), (".tsv", "\t")]
any_folder = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)


def read(*paths: str | Path, column: str = "text") -> tuple[list[Document], list[str]]:
    problems: list[InputError] = []
    documents = list(sources.read(paths, column=column, on_error=problems.append))
    return documents, [str(problem) for problem in problems]


def one(path: Path) -> Document:
    documents, problems = read(path)
    assert problems == []
    (document,) = documents
    return document


# --- exact text ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem[:3])
def test_the_seeds_are_read_exactly(seed: Path) -> None:
    document = one(seed)
    assert document.text == seed.read_bytes().decode("utf-8")
    assert (document.id, document.lang, document.flags) == (seed.stem, None, ())


@given(st.text())
def test_paragraphs_partition_any_text(text: str) -> None:
    pieces = sources.paragraphs(text)
    assert "".join(pieces) == text
    for piece in pieces if text.strip() else []:
        assert sum(line.strip() != "" for line in decoding.split_lines(piece)) == 1
    # Only the first paragraph begins with blank lines.
    assert all(decoding.split_lines(piece)[0].strip() for piece in pieces[1:])


@any_folder
@given(text=TEXTS, ending=st.sampled_from([".txt", ".md", ".TXT"]))
def test_any_text_comes_back_from_a_file(tmp_path: Path, text: str, ending: str) -> None:
    path = tmp_path / f"any{ending}"
    path.write_bytes(text.encode("utf-8"))
    assert one(path).text == text
    path.unlink()


@any_folder
@given(texts=st.lists(st.text().filter(str.strip), min_size=1, max_size=4), escaped=st.booleans())
def test_any_text_comes_back_from_json_lines(tmp_path: Path, texts: list[str], escaped: bool) -> None:
    path = tmp_path / "any.jsonl"
    path.write_text(
        "".join(json.dumps({"text": text}, ensure_ascii=escaped) + "\n" for text in texts), "utf-8"
    )
    documents, problems = read(path)
    assert ([document.text for document in documents], problems) == (texts, [])


@any_folder
@given(
    texts=st.lists(TEXTS, min_size=1, max_size=4),
    dialect=st.sampled_from(DIALECTS),
)
def test_any_text_comes_back_from_a_table(tmp_path: Path, texts: list[str], dialect: tuple[str, str]) -> None:
    ending, delimiter = dialect
    if ending == ".tsv":  # a line with the tabs of a row is a row, whatever mark was left open before it
        texts = [text.replace("\t", " ") for text in texts]
        assume(all(text.strip() for text in texts))
    path = tmp_path / f"any{ending}"
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([["n", "text"], *enumerate(texts)])
    documents, problems = read(path)
    assert ([document.text for document in documents], problems) == (texts, [])


def test_lone_surrogates_survive_from_json(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "half a pair \\ud83d, alone"}\n')
    assert one(tmp_path / "a.jsonl").text == "half a pair \ud83d, alone"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Title\n\nBody.\n", ["Title\n\n", "Body.\n"]),
        ("\n\n Title\r\n\r\nBody.", ["\n\n Title\r\n\r\n", "Body."]),
        ("a\rb\n\rc", ["a\r", "b\n\r", "c"]),
        ("\u00a0\n\u00a0\u00a0a\u2028b\fc\n", ["\u00a0\n\u00a0\u00a0a\u2028b\fc\n"]),
        ("* [One](a)\n* [Two](b)\n", ["* [One](a)\n", "* [Two](b)\n"]),
        (" \n", [" \n"]),
        ("", []),
    ],
)
def test_a_paragraph_is_a_line_and_the_blank_lines_after_it(text: str, pieces: list[str]) -> None:
    assert sources.paragraphs(text) == pieces


def test_a_document_has_its_furniture_marked_and_its_title() -> None:
    document = one(SEEDS / "003_0e73e91017b85143.txt")
    assert document.title == "Is Azerbaijan considering joining the CSTO?"
    assert [bool(paragraph.furniture) for paragraph in document.paragraphs] == [False] * 5 + [True] * 9


# --- encodings -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "encoding", "told"),
    [
        (TURKISH, "cp1254", "cp1254"),
        (TURKISH.replace("’", "'"), "iso8859_9", "cp1254"),
        (TURKISH.replace("’", "'"), "cp857", "cp857"),
        (ENGLISH, "cp1252", "cp1254"),
        (RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN, "koi8_r", "koi8_r"),
        (RUSSIAN, "cp866", "cp866"),
        (RUSSIAN, "iso8859_5", "iso8859_5"),
        *((text, "utf-16-le", "utf-16-le") for text in (TURKISH, RUSSIAN, AZERBAIJANI, ENGLISH)),
        *((text, "utf-16-be", "utf-16-be") for text in (TURKISH, RUSSIAN, AZERBAIJANI, ENGLISH)),
    ],
)
def test_other_encodings_are_decoded_and_told(tmp_path: Path, text: str, encoding: str, told: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    document = one(tmp_path / "a.txt")
    assert document.text == text
    assert [flag.message.split(":")[0] for flag in document.flags] == [f"decoded as {told}"]
    assert {flag.check for flag in document.flags} == {"encoding"}


@pytest.mark.parametrize(("mark", "codec"), decoding.MARKS)
def test_byte_order_marks_are_told_and_left_out(tmp_path: Path, mark: bytes, codec: str) -> None:
    (tmp_path / "a.txt").write_bytes(mark + AZERBAIJANI.encode(codec))
    document = one(tmp_path / "a.txt")
    assert document.text == AZERBAIJANI
    assert document.flags[0].message == "began with a byte order mark, which is not part of the text"


def test_lines_in_another_encoding_are_decoded_alone(tmp_path: Path) -> None:
    good, bad = AZERBAIJANI.encode(), TURKISH.encode("cp1254")
    (tmp_path / "a.txt").write_bytes(good + bad + bad + good + bad)
    document = one(tmp_path / "a.txt")
    assert document.text == AZERBAIJANI + TURKISH * 2 + AZERBAIJANI + TURKISH
    assert [flag.message for flag in document.flags] == ["lines 2–3, 5: decoded as cp1254; the rest is UTF-8"]


def test_a_character_cut_in_two_does_not_change_the_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes((AZERBAIJANI + "ə").encode()[:-1])
    document = one(tmp_path / "a.txt")
    assert document.text == AZERBAIJANI + "\ufffd"
    assert [flag.message for flag in document.flags] == ["line 2: bytes that are not UTF-8 stand as U+FFFD"]


def test_rows_say_how_they_were_decoded(tmp_path: Path) -> None:
    rows = [b"text", AZERBAIJANI.strip().encode(), TURKISH.strip().replace(",", "").encode("cp1254")]
    (tmp_path / "a.csv").write_bytes(b"\n".join(b'"' + row + b'"' for row in rows))
    documents, problems = read(tmp_path / "a.csv")
    assert problems == []
    assert [len(document.flags) for document in documents] == [0, 1]


def test_detect_encoding_names_what_a_stream_is_in() -> None:
    assert sources.detect_encoding(TURKISH.encode(), "a") == "utf-8"
    assert sources.detect_encoding(codecs.BOM_UTF8 + TURKISH.encode(), "a") == "utf-8-sig"
    assert sources.detect_encoding(RUSSIAN.encode("cp1251"), "a") == "cp1251"
    with pytest.raises(InputError, match="binary"):
        sources.detect_encoding(b"\x89PNG\r\n\x1a\n\x00", "a")


# --- folders, ids ----------------------------------------------------------------------------------------


def test_folders_are_read_to_the_bottom_in_order(tmp_path: Path) -> None:
    for name in (
        "b/2.txt",
        "b/1.txt",
        "a.txt",
        "c/d/e/f.md",
        ".hidden/x.txt",
        "README.md",
        "out/corpus.jsonl",
        "out/run.json",
        "out/review.html",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.\n")
    documents, problems = read(tmp_path)
    assert [document.id for document in documents] == ["a", "1", "2", "f"]
    assert problems == []
    assert sources.count([tmp_path]) == 4
    # Asked for by name, a README is a text like any other.
    assert one(tmp_path / "README.md").id == "README"


@given(st.randoms(use_true_random=False))
def test_ids_are_unique_and_do_not_depend_on_the_order(random: object) -> None:
    names = [
        "x.txt",
        "x.md",
        "a/x.txt",
        "b/x.txt",
        "a-x.txt",
        "a/b/x.txt",
        "x-1.txt",
        "t.csv",
        "t-1.txt",
        "a:b.txt",
        "a b.txt",
        "a_b.txt",
        "ı\u0301\n.txt",
        "y.html",
    ]
    files = [Path("/folder") / name for name in names]
    expected = folders.ids(files)
    random.shuffle(files)  # type: ignore[attr-defined]
    ids = folders.ids(files)
    assert ids == expected
    assert len(set(ids.values())) == len(files)
    assert not any(letter.isspace() or letter in ":/\\" for id_ in ids.values() for letter in id_)
    assert ids[Path("/folder/y.html")] == "y"


def test_one_path_may_stand_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text.\n")
    assert [document.id for document in sources.read(str(tmp_path), on_error=lambda _: None)] == ["a"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text.\n")
    os.symlink(tmp_path / "a.txt", tmp_path / "b.txt")
    documents, _ = read(tmp_path / "a.txt", tmp_path)
    assert [document.id for document in documents] == ["a"]


def test_ids_of_rows(tmp_path: Path) -> None:
    (tmp_path / "news.csv").write_text("id,text\nk1,One.\n,Two.\nk1,Three.\na b:c,Four.\nnews-2,Five.\n")
    documents, _ = read(tmp_path / "news.csv")
    assert [document.id for document in documents] == ["k1", "news-2", "k1-3", "a_b-c", "news-2-5"]
    (tmp_path / "more.jsonl").write_text(
        '{"id": "k1", "text": "Six."}\n{"text": "Seven."}\n{"id": 3, "text": "Eight."}\n'
    )
    documents, _ = read(tmp_path)
    ids = [document.id for document in documents]
    assert ids == [
        "more-k1",
        "more-2",
        "more-3",
        "news-k1",
        "news-2",
        "news-k1-3",
        "news-a_b-c",
        "news-news-2",
    ]


def test_no_row_takes_the_id_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text('{"text": "One."}\n{"text": "Two.", "id": "a"}\n')
    for name in ("news-1.txt", "a.txt"):
        (tmp_path / name).write_text("Text.\n")
    documents, _ = read(tmp_path)
    ids = [document.id for document in documents]
    assert len(set(ids)) == 4
    assert {"a", "news-1"} <= set(ids)


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "1", "2", "3", "t-1", "t-2", "t-3", "t-2-3"])), min_size=1, max_size=6
    )
)
def test_rows_never_share_an_id(keys: list[tuple[str]]) -> None:
    names = sources._RowNames("t", set())
    ids = [names.of(tables.Row(number, key, "", ())) for number, (key,) in enumerate(keys, 1)]
    assert len(set(ids)) == len(ids)


def test_standard_input_is_one_text(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TURKISH.encode("cp1254"))))
    (tmp_path / "stdin.txt").write_text("Text.\n")
    documents, problems = read("-", tmp_path)
    assert problems == []
    assert [(document.id, document.text) for document in documents] == [
        ("stdin-", TURKISH),
        ("stdin", "Text.\n"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1254"])
@pytest.mark.parametrize("head", ["", "\n<!-- saved from url=(0014) -->\n<!DOCTYPE html>\n"])
def test_a_page_is_one_on_standard_input_and_in_a_text_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, encoding: str, head: str
) -> None:
    data = (head + PAGE.format(charset="windows-1254")).encode(encoding)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (tmp_path / "saved.txt").write_bytes(data)
    (tmp_path / "text.txt").write_text("The <html> tag begins a page.\n")
    (page, saved, text), problems = read("-", tmp_path)
    assert problems == []
    assert (page.id, page.title, len(page.paragraphs)) == ("stdin", "Feribot yeniden başladı", 3)
    assert (saved.text, saved.flags) == (page.text, page.flags)
    assert saved.flags[0].message == "begins as a web page does, and was read as one"
    assert (text.text, text.flags) == ("The <html> tag begins a page.\n", ())


def test_json_lines_are_read_from_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def stdin(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    (tmp_path / "stdin-1.txt").write_text("Text.\n")
    stdin('\n{"text": "Bir."}\n{bad\n{"text": "İki.", "id": "k"}\n')
    documents, problems = read("-", tmp_path)
    assert [(document.id, document.text) for document in documents] == [
        ("stdin--2", "Bir."),
        ("k", "İki."),
        ("stdin-1", "Text.\n"),
    ]
    assert problems[0].startswith("-:3: is not JSON")
    for text in ("{not} JSON\n", '"a"\n', "[1]\n", "{\n", "5\n"):
        stdin(text)
        assert [document.text for document in read("-")[0]] == [text]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_on_standard_input_is_known_by_its_header(
    delimiter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [["id", "text"], ["a", "One."], ["b", "Two."]]
    data = "".join(delimiter.join(row) + "\r\n" for row in rows).encode("utf-8-sig")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [(d.id, d.text) for d in read("-")[0]] == [("a", "One."), ("b", "Two.")]


def test_prose_with_the_name_of_a_column_is_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    for prose in ("text\nof an article\n", "This is a text, with commas.\nAnd more.\n"):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(prose.encode())))
        assert [document.text for document in read("-")[0]] == [prose]


def test_standard_input_that_is_no_article_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "LARGEST_TEXT", 10)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "One."}\n')))
    documents, (problem,) = read("-")
    assert documents == []
    assert "is larger than 10 bytes" in problem


# --- tables ----------------------------------------------------------------------------------------------


def test_broken_rows_are_named_and_the_others_read(tmp_path: Path) -> None:
    lines = [
        '{"text": "One."}',
        "{bad",
        "",
        "[1]",
        '{"txt": 1}',
        '{"text": 5}',
        '{"text": " "}',
        "[" * 100_000,
        '{"text": "Nine."}',
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    documents, problems = read(tmp_path / "a.jsonl")
    assert [document.id for document in documents] == ["a-1", "a-9"]
    told = [problem.removeprefix(f"{tmp_path}/a.jsonl:").split(".")[0][:40] for problem in problems]
    assert [text.split(":")[0] for text in told] == ["2", "4", "5", "6", "7", "8"]
    assert told[2] == "5: has no 'text'; it has 'txt'"
    assert told[3] == "6: has 'text' that is not a text"


def test_ragged_and_malformed_rows_are_named_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('n,text\n1,"two\nlines"\n2\n3,x,y\n"4" b,z\n\n5,fine\n')
    documents, problems = read(tmp_path / "a.csv")
    assert [(document.id, document.text) for document in documents] == [
        ("a-1", "two\nlines"),
        ("a-5", "fine"),
    ]
    assert [problem.split("a.csv:")[1][:30] for problem in problems] == [
        "4: has 1 cells where the first",
        "5: has 3 cells where the first",
        "6: is not a row of the table (",
    ]


@pytest.mark.parametrize("rows", ['1,"open\n2,b\n', '1,"' + "line\n" * 20_000])
def test_a_quotation_mark_never_closed_ends_the_table(
    tmp_path: Path, rows: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "LONGEST_CELL", 10_000)
    (tmp_path / "a.csv").write_text("n,text\n0,first\n" + rows)
    documents, problems = read(tmp_path / "a.csv")
    assert [document.text for document in documents] == ["first"]
    (problem,) = problems
    assert "a.csv:3: has a cell whose quotation mark is never closed" in problem


@pytest.mark.parametrize(
    ("longest", "told"),
    [(tables.LONGEST_CELL, "has no column 'text'; it has "), (100_000, "does not name the columns (field ")],
)
def test_a_first_line_that_is_an_article_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, longest: int, told: str
) -> None:
    monkeypatch.setattr(tables, "LONGEST_CELL", longest)
    before = csv.field_size_limit(131_072)  # the limit of a process that has read no table yet
    try:
        (tmp_path / "a.csv").write_text("word " * 40_000 + "\n")
        assert [f"a.csv:1: {told}" in problem for problem in read(tmp_path / "a.csv")[1]] == [True]
    finally:
        csv.field_size_limit(before)


@pytest.mark.parametrize(("name", "text"), [("a.csv", "id,body\n1,x\n"), ("a.tsv", "id\tbody\n1\tx\n")])
def test_a_missing_column_lists_those_there_are(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    _, problems = read(tmp_path / name)
    told = "has no column 'text'; it has 'id', 'body'. Name the column of the text with --column."
    assert problems == [f"{tmp_path / name}:1: {told}"]
    documents, problems = read(tmp_path / name, column="body")
    assert ([document.text for document in documents], problems) == (["x"], [])


def test_quotation_marks_in_a_table_with_tabs_may_be_part_of_the_text(tmp_path: Path) -> None:
    rows = [
        "n\ttext",
        '1\t"Bakan geldi" dedi.',
        '2\t"Bugün gel',
        "",
        "3\tİkinci haber.",
        '4\tSon haber bitti"',
        '5\t"İki ""satır""',
        'burada."',
        '6\t"Sekme\tiçinde"',
        '7\t""Yedi"" dedi',
        "kırık",
        '8\t"Son',
    ]
    (tmp_path / "a.tsv").write_text("\r\n".join(rows) + "\n", "utf-8", newline="")
    documents, (problem,) = read(tmp_path / "a.tsv")
    assert [(document.id, document.text) for document in documents] == [
        ("a-1", '"Bakan geldi" dedi.'),
        ("a-2", '"Bugün gel'),
        ("a-3", "İkinci haber."),
        ("a-4", 'Son haber bitti"'),
        ("a-5", 'İki "satır"\r\nburada.'),
        ("a-6", "Sekme\tiçinde"),
        ("a-7", '""Yedi"" dedi'),
        ("a-9", '"Son'),
    ]
    assert "a.tsv:11: has 1 cells" in problem


def test_a_table_of_one_column_may_have_cells_of_several_lines(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text('text\n"One\ntwo."\n"Three" he said.\n')
    documents, problems = read(tmp_path / "a.tsv")
    assert [document.text for document in documents] == ["One\ntwo.", '"Three" he said.']
    assert problems == []


def test_tables_are_not_held_in_memory(tmp_path: Path) -> None:
    def raise_(error: InputError) -> None:
        raise error

    peaks, path = [], tmp_path / "a.jsonl"
    for rows in (200, 2_000):
        path.write_text("".join(f'{{"text": "Row {number} is here."}}\n' for number in range(rows)))
        tracemalloc.start()
        assert sum(len(document.paragraphs) for document in sources.read([path], on_error=raise_)) == rows
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.5
    assert sources.count([path]) == 2_000


# --- pages and Word files --------------------------------------------------------------------------------

PAGE = """<html><head><meta charset="{charset}"><title>Feribot yeniden başladı | Liman</title></head><body>
<nav><a href="/">Ana Sayfa</a><a href="/g">Gündem</a></nav>
<article><h1>Feribot yeniden başladı</h1>
<p>Liman ile adalar arasındaki feribot seferleri, üç gün süren fırtınanın ardından salı günü yine başladı.</p>
<p>Kaptan Ayşe Deniz, böyle dalgaları hiç görmediğini söyledi; kimse yaralanmadı, gemi de hasar görmedi.</p>
</article><aside><h3>İlgili Haberler</h3><a href="1">Tünel kapalı</a></aside>
<script>var x = "gizli";</script></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1254", "iso-8859-9"])
def test_a_page_gives_its_article(tmp_path: Path, charset: str) -> None:
    (tmp_path / "a.html").write_bytes(PAGE.format(charset=charset).encode(charset))
    document = one(tmp_path / "a.html")
    assert [paragraph.text.strip()[:23] for paragraph in document.paragraphs] == [
        "Feribot yeniden başladı",
        "Liman ile adalar arasın",
        "Kaptan Ayşe Deniz, böyl",
    ]
    assert document.title == "Feribot yeniden başladı"
    checks = [flag.check for flag in document.flags]
    assert checks == (["extraction"] if charset == "utf-8" else ["encoding", "extraction"])
    assert "trafilatura" in document.flags[-1].message


@pytest.mark.parametrize("charset", ["undefined", "utf-16", "UTF-32LE", "u16", "hex", "no-such"])
def test_a_page_that_is_wrong_about_itself_is_guessed(tmp_path: Path, charset: str) -> None:
    (tmp_path / "a.html").write_bytes(PAGE.format(charset=charset).encode("cp1254"))
    document = one(tmp_path / "a.html")
    assert document.title == "Feribot yeniden başladı"
    assert "Kaptan Ayşe Deniz, böyle dalgaları hiç görmediğini söyledi" in document.text
    assert document.flags[0].check == "encoding"
    assert "cp1254" in document.flags[0].message


@pytest.mark.parametrize(
    "html", ["<html><body></body></html>", "<script>x</script>", "plain words", "<div>" * 50_000]
)
def test_a_page_without_an_article_is_refused(tmp_path: Path, html: str) -> None:
    (tmp_path / "a.html").write_text(html)
    _, problems = read(tmp_path / "a.html")
    assert problems == [
        f"{tmp_path}/a.html: has no article that trafilatura can find. Save its text as .txt."
    ]


def test_a_page_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "LARGEST_PAGE", 100)
    (tmp_path / "a.html").write_text(PAGE)
    assert "is larger than 100 bytes" in read(tmp_path / "a.html")[1][0]


def word_file(path: Path, change: Callable[[str], str] = lambda xml: xml) -> None:
    import docx

    document = docx.Document()
    document.add_heading("Ferry runs again")
    document.add_paragraph("It sailed on\tTuesday.").add_run().add_break()
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Morning", "Evening"
    document.add_paragraph("The end.")
    packed = io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = change(data.decode()).encode()
            new.writestr(name, data)


def test_a_word_file_gives_paragraphs_and_cells_in_order(tmp_path: Path) -> None:
    word_file(tmp_path / "a.docx")
    document = one(tmp_path / "a.docx")
    assert document.text == "Ferry runs again\nIt sailed on\tTuesday.\n\nMorning\nEvening\nThe end.\n"


def test_a_word_paragraph_that_is_too_long_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoding, "LONGEST_LINE", 20)
    word_file(tmp_path / "a.docx")
    _, (problem,) = read(tmp_path / "a.docx")
    assert "holds a paragraph of 22 characters" in problem


def test_insertions_count_and_deletions_do_not(tmp_path: Path) -> None:
    added = '<w:ins w:id="1"><w:r><w:t> Really.</w:t></w:r></w:ins>'
    added += '<w:del w:id="2"><w:r><w:delText>No.</w:delText></w:r></w:del>'
    word_file(
        tmp_path / "a.docx", lambda xml: xml.replace("The end.</w:t></w:r>", f"The end.</w:t></w:r>{added}")
    )
    assert one(tmp_path / "a.docx").text.endswith("The end. Really.\n")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"PK\x03\x04 and no more", "is not a sound .docx file (File is not a zip file)"),
        (b"no archive", "is not a sound .docx file (File is not a zip file)"),
    ],
)
def test_a_broken_word_file_is_refused(tmp_path: Path, data: bytes, told: str) -> None:
    (tmp_path / "a.docx").write_bytes(data)
    _, (problem,) = read(tmp_path / "a.docx")
    assert told in problem
    assert "save it again as .docx" in problem


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_a_word_file_whose_packed_parts_are_damaged_is_refused(tmp_path: Path, method: int) -> None:
    word_file(tmp_path / "whole.docx")
    packed = io.BytesIO()
    with zipfile.ZipFile(tmp_path / "whole.docx") as old, zipfile.ZipFile(packed, "w", method) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    data = bytearray(packed.getvalue())
    first = 30 + len(old.namelist()[0])  # where the first part's bytes begin, after its local header
    data[first + 10 : first + 60] = b"\xff" * 50
    (tmp_path / "a.docx").write_bytes(data)
    documents, (problem,) = read(tmp_path / "a.docx")
    assert documents == []
    assert "is not a sound .docx file" in problem


def test_word_files_that_are_archives_of_something_else_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_files, "LARGEST_DOCUMENT", 2_000_000)
    with zipfile.ZipFile(tmp_path / "other.docx", "w") as packed:
        packed.writestr("hello.txt", "Hello.")
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", bytes(word_files.LARGEST_DOCUMENT + 1))
    word_file(tmp_path / "void.docx", lambda xml: xml.split("<w:body>")[0] + "<w:body></w:body></w:document>")
    word_file(tmp_path / "xml.docx", lambda xml: xml[:-30])
    entity = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    word_file(
        tmp_path / "z.docx",
        lambda xml: xml.replace("<w:document", entity + "<w:document", 1).replace("The end.", "&x;"),
    )
    documents, problems = read(tmp_path)
    assert [problem.split(".docx: ")[1][:20] for problem in problems] == [
        "unpacks to 2,000,001",
        "is not a sound .docx",
        "holds no text. If it",
        "is not a sound .docx",
    ]
    # An entity is never looked up, so that no file of the reader's machine gets into the text.
    assert [document.text.rsplit("\n", 2)[1] for document in documents] == [""]


# --- bad input -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n\xc2\xa0", "holds nothing but white space"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "is a binary file"),
        (b"%PDF-1.7 text", "is a binary file"),
        (bytes(1000), "is a binary file"),
        (bytes(range(256)) * 20, "is a binary file"),
        (b"\x01\x02\x03" * 100, "is a binary file"),
        (b"some plain words \x81\xd5 and more\n" * 5, "is neither UTF-8 nor any encoding"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "is damaged UTF-16-LE"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, told: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    documents, (problem,) = read(tmp_path / "a.txt")
    assert documents == []
    assert problem.startswith(f"{tmp_path}/a.txt")
    assert told in problem
    assert problem.count(".") >= 3, "it says what to do"


def test_one_nul_does_not_make_a_text_binary(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"One stray \x00 in a sentence.\n")
    assert one(tmp_path / "a.txt").text == "One stray \0 in a sentence.\n"


def test_a_line_of_fifty_megabytes_is_refused_and_its_neighbours_are_read(tmp_path: Path) -> None:
    word = b"word " * 10_000_000
    (tmp_path / "a.txt").write_bytes(b"First.\n" + word)
    (tmp_path / "b.jsonl").write_bytes(b'{"text": "One."}\n{"text": "' + word + b'"}\n{"text": "Three."}\n')
    documents, problems = read(tmp_path)
    assert [document.id for document in documents] == ["b-1", "b-3"]
    assert [problem.split(": holds")[0].removeprefix(f"{tmp_path}/") for problem in problems] == [
        "a.txt:2",
        "b.jsonl:2",
    ]


def test_what_cannot_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.symlink(tmp_path, tmp_path / "loop")
    os.symlink("self.txt", tmp_path / "self.txt")
    os.symlink("nothing", tmp_path / "void.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "secret.txt").write_text("Text.\n")
    (tmp_path / "fine.txt").write_text("Text.\n")
    open_ = Path.open

    def refuse(path: Path, *arguments: str) -> object:
        if path.name == "secret.txt":
            raise PermissionError(13, "Permission denied")
        return open_(path, *arguments)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    documents, problems = read(tmp_path, tmp_path / "missing.txt", "/dev/null")
    assert [document.id for document in documents] == ["fine"]
    told = {problem.split(": ")[0].rsplit("/", 1)[-1]: problem.split(": ", 1)[1] for problem in problems}
    assert told["loop"] == "leads back to a folder above it. Remove the link."
    assert told["self.txt"].startswith("cannot be read (Too many levels of symbolic links)")
    assert told["void.txt"] == "is a link to nothing. Check the spelling."
    assert told["missing.txt"] == "does not exist. Check the spelling."
    assert told["pipe.txt"] == told["null"] == "is neither a file nor a folder. Leave it out."
    assert told["secret.txt"].startswith("cannot be read (Permission denied)")
    assert len(problems) == 7


@pytest.mark.parametrize("name", ["a.pdf", "a.doc", "a.xlsx", "a.json", "a.odt", "a.png", "noending"])
def test_other_endings_are_refused_with_what_to_do(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")
    _, (problem,) = read(tmp_path / name)
    assert sources.ADVICE in problem
    assert folders.EXPORT.get(Path(name).suffix, "") in problem


def test_one_broken_document_of_a_hundred_is_named_and_ninety_nine_are_read(tmp_path: Path) -> None:
    for number in range(100):
        (tmp_path / f"{number:03}.txt").write_text("It rained.\n")
    (tmp_path / "042.txt").write_bytes(bytes(range(256)))
    documents, (problem,) = read(tmp_path)
    assert len(documents) == 99
    assert "042.txt" in problem


def test_a_web_address_is_not_taken_for_a_misspelt_file() -> None:
    assert "Save the page as .html" in read("https://example.org/a.html")[1][0]


def test_html_in_a_cell_is_read_as_html(tmp_path: Path) -> None:
    cells = [
        "<p>Moskova’da <b>zirve</b> &amp; akşam.</p><p>İkinci.<br>Üçüncü.</p><script>x()</script>",
        "<html><body><nav>Menu</nav><article><p>Tek cümle burada.</p></article></body></html>",
        "Use the <b> tag; 3 < 5.",
        "<div></div><br/>",
    ]
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["text"], *([cell] for cell in cells)])
    documents, problems = read(tmp_path / "a.csv")
    first, second, third = documents
    assert problems == [
        f"{tmp_path}/a.csv:5: has HTML without a word in the column 'text'. The row is left out."
    ]
    assert first.text == "Moskova’da zirve & akşam.\nİkinci.\nÜçüncü.\n"
    assert "Tek cümle burada." in second.text
    assert "<" not in second.text
    assert (third.text, third.flags) == (cells[2], ())


def lines(document: Document) -> list[str]:
    return [paragraph.text.strip() for paragraph in document.paragraphs]


def in_cells(tmp_path: Path, *cells: str) -> tuple[list[Document], list[str]]:
    path = tmp_path / "cells.jsonl"
    path.write_text("".join(json.dumps({"text": cell}) + "\n" for cell in cells), "utf-8")
    return read(path)


SENTENCE = "Cumhurbaşkanı Erdoğan dün Bakü'de zirvede konuştu."
LINKED = "Cumhurbaşkanı <b>Erdoğan</b> dün <a href='/b'>Bakü</a>'de zirvede konuştu."
HIDDEN = "<script>gizli()</script><style>p{}</style>"


@pytest.mark.parametrize(
    "begin_and_end",
    ["<p>|</p>", "|<br>", "<div><span>|</span></div>", "<table><tr><td><font>|<br></font></td></tr></table>"],
)
@pytest.mark.parametrize("times", [1, 3, 30])
def test_html_is_cut_at_blocks_and_not_at_links(tmp_path: Path, begin_and_end: str, times: int) -> None:
    begin, end = begin_and_end.split("|")
    html = "".join(f"{begin}{number}. {LINKED}{end}" for number in range(times)) + HIDDEN
    expected = [f"{number}. {SENTENCE}" for number in range(times)]
    ((document,), problems) = in_cells(tmp_path, html)
    assert (lines(document), problems) == (expected, [])
    (tmp_path / "page.html").write_text(f"<html><body><nav><a>Spor</a></nav>{html}</body></html>", "utf-8")
    assert lines(one(tmp_path / "page.html")) == expected


def test_a_page_of_one_short_paragraph_is_read(tmp_path: Path) -> None:
    html = f"""<html><head><title>Zirve</title></head><body>
    <nav><a href="/">Ana</a> <a href="/s">Spor</a></nav>
    <article><h1>Zirve</h1><p>{LINKED}</p></article></body></html>"""
    (tmp_path / "a.html").write_text(html, "utf-8")
    assert lines(one(tmp_path / "a.html")) == ["Zirve", SENTENCE]


def test_a_text_in_a_script_of_the_page_is_kept_whole(tmp_path: Path) -> None:
    body = json.dumps({"@type": "NewsArticle", "articleBody": f"{SENTENCE} " * 5})
    html = f"<html><body><h1>Zirve</h1><script type='application/ld+json'>{body}</script></body></html>"
    (tmp_path / "a.html").write_text(html, "utf-8")
    assert " ".join([SENTENCE] * 5) in one(tmp_path / "a.html").text


def test_details_of_markup(tmp_path: Path) -> None:
    long = "<p>Bakan, bu konuda daha çok konuşacağını da uzun uzun anlattı, kimse itiraz etmedi.</p>" * 6
    documents, problems = in_cells(
        tmp_path,
        "<p>Bakan <q>gel<b>me</b></q> dedi.</p>" + long.replace("Bakan", "O"),
        "<p><a>Aliyev</a> ve <a>Putin</a> bugün erken saatlerde <time>15 Mayıs</time>'ta geldi.</p>" + long,
        "<pre>Bir satır\nikinci satır</pre>",
        "<p>Hard\nwrap\u00adped&nbsp;line.</p>",
        "<p>A \ud83d, alone.</p>",
        "<body><p>Kısa.</p></body>",
    )
    assert problems == []
    assert [lines(document)[0] for document in documents] == [
        "Bakan “gelme” dedi.",
        "Aliyev ve Putin bugün erken saatlerde 15 Mayıs'ta geldi.",
        "Bir satır",
        "Hard wrapped line.",
        "A \ufffd, alone.",
        "Kısa.",
    ]


VOTES = """<table><tr><th>Ülke</th><th>Oy</th></tr>
<tr><td>Türkiye</td><td>12</td></tr><tr><td>Bakü <b>şehri</b></td><td><p>10</p></td></tr></table>"""


def test_rows_of_a_table_are_lines_without_pipes(tmp_path: Path) -> None:
    rows = ["Ülke; Oy", "Türkiye; 12", "Bakü şehri; 10"]
    ((document,), _) = in_cells(tmp_path, VOTES)
    assert lines(document) == rows
    (tmp_path / "a.html").write_text(
        PAGE.format(charset="utf-8").replace("<p>Kap", f"{VOTES}<p>Kap"), "utf-8"
    )
    found = lines(one(tmp_path / "a.html"))
    assert found[2:5] == rows
    assert found[5].startswith("Kaptan Ayşe Deniz")


def test_an_article_in_a_cell_of_a_layout_is_cut_into_its_paragraphs(tmp_path: Path) -> None:
    menu = "".join(f"<a href='/{number}'>Haber {number}</a><br>" for number in range(12))
    page = PAGE.format(charset="utf-8")
    article = page[page.index("<h1>") : page.index("</article>")]
    layout = (
        f"<table><tr><td>{menu}</td><td>{article}<table><tr><td>{VOTES}</td></tr></table></td></tr></table>"
    )
    (tmp_path / "a.html").write_text(f"{page[: page.index('<nav>')]}{layout}</body></html>", "utf-8")
    found = lines(one(tmp_path / "a.html"))
    assert [line[:9] for line in found] == [
        "Feribot y",
        "Liman ile",
        "Kaptan Ay",
        "Ülke; Oy",
        "Türkiye; ",
        "Bakü şehr",
    ]


def test_html_without_a_word_is_an_empty_cell(tmp_path: Path) -> None:
    cells = ["<p>&nbsp;</p>", "<p></p>", '<p><img src="a.jpg"></p>', '<img src="a.jpg">', "<br>", "&nbsp;"]
    cells += ["<p>…</p>", "<p></p><script>x()</script>"]
    documents, problems = in_cells(tmp_path, *cells, "<p>12</p>", "<aside>Not</aside><br>")
    assert [(document.id, document.text) for document in documents] == [
        ("cells-9", "12\n"),
        ("cells-10", "<aside>Not</aside><br>"),
    ]
    assert "finds no text" in documents[1].flags[0].message
    told = "has HTML without a word in the column 'text'. The row is left out."
    assert problems == [f"{tmp_path}/cells.jsonl:{line}: {told}" for line in range(1, 9)]
    _, problems = in_cells(tmp_path, "<br>")
    assert problems[-1].endswith("cells.jsonl: has no row with a text. Leave it out.")


def test_trafilatura_logs_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "a.html").write_text("plain words")
    (tmp_path / "b.html").write_text("<html><body><p></p></body></html>")
    read(tmp_path)
    in_cells(tmp_path, "<p></p>", "<body></body>")
    assert caplog.records == []
