"""The review page as a file: what stands in it, for any text, without a browser."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.browser.corpora import HARMFUL, english, furniture, hostile, ordinary, translated
from translate.corpus import Edit, Flag, Segment
from translate.decisions import stamp
from translate.edits import replay
from translate.errors import OutputError
from translate.formats import review
from translate.pages.marks import cell, pieces, quoted
from translate.report import write_report


class Page(HTMLParser):
    """The text of each cell of a page, by class, and all elements."""

    VOID = frozenset({"meta", "input", "br", "img"})

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(html)
        self.close()
        assert self.open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append((tag, dict(attrs).get("class") or ""))
            self.texts.setdefault(self.open[-1][1], []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, name in self.open:
            self.texts[name][-1] += data


def written(path: Path, segments: list[Segment]) -> tuple[Page, dict[str, Any]]:
    """The page of these segments, and the JSON in it."""
    assert review.write(iter(segments), path) == [path]
    html = path.read_text("utf-8")
    (data,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)
    return Page(html), json.loads(data)


# --- marks -------------------------------------------------------------------------------------------------

texts = st.text(alphabet=st.sampled_from("ab A.,“” \n’ığ\u202e\x00<&1"), max_size=40)


@st.composite
def repaired(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    source = text = draw(texts)
    edits = []
    for number in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 12)))
        edit = Edit(f"rule-{number}", start, text[start:end], draw(texts))
        edits.append(edit)
        text = replay(text, [edit])
    return source, edits


@given(repaired())
def test_pieces_are_the_source_and_the_repaired_text(case: tuple[str, list[Edit]]) -> None:
    source, edits = case
    made = pieces(source, edits)
    assert "".join(piece.before for piece in made) == source
    assert "".join(piece.after for piece in made) == replay(source, edits)
    assert all(piece.rules or piece.before == piece.after for piece in made)


@pytest.mark.parametrize(
    ("source", "edits", "changed"),
    [
        ("tois known", [Edit("r", 2, "", " ")], [("tois", "to is")]),
        ("snowWhat now", [Edit("r", 0, "snow", "")], [("snowWhat", "What")]),
        ("a , b", [Edit("r", 1, " ", "")], [("a ,", "a,")]),
        ("and It is", [Edit("r", 4, "I", "i")], [("It", "it")]),
        ("so. and then", [Edit("r", 2, ".", "")], [(".", "")]),
        (
            "In Kyiv on Monday they met",
            [Edit("r", 0, "In Kyiv on Monday they met", "They met in Kyiv on Monday")],
            [("In", "They met in"), (" they met", "")],
        ),
    ],
)
def test_changes_are_shown_in_whole_words_and_no_more(
    source: str, edits: list[Edit], changed: list[tuple[str, str]]
) -> None:
    assert [(before, after) for before, after, rules in pieces(source, edits) if rules] == changed


def test_a_change_of_a_very_long_text_is_not_compared_word_by_word() -> None:
    source, after = "a b " * 5000, "b a " * 5000
    assert [piece.rules for piece in pieces(source, [Edit("r", 0, source, after)])] == [("r",)]


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("“14” stands in the source only", ["14"]),
        ("“14”, “7” and “Putin” are missing", ["14", "7", "Putin"]),
        ("it says “14” later", []),
        ("“6” of the source; “7”, “8” of the translation, not “9”", ["6", "7", "8"]),
        ("no words", []),
        ("“”", []),
    ],
)
def test_flagged_words_are_those_that_a_message_quotes_first(message: str, words: list[str]) -> None:
    assert quoted(Flag("check", message)) == words


def test_a_flagged_word_is_marked_where_it_stands_as_a_word() -> None:
    from translate.pages.marks import Run

    runs = [Run("In 1914 it was "), Run("14", "ins", ("r",)), Run(" or 14%.")]
    assert cell(runs, [Flag("number", "“14” is new")]) == (
        'In 1914 it was <ins title="r"><mark title="number: “14” is new">14</mark></ins> or '
        '<mark title="number: “14” is new">14</mark>%.'
    )


# --- the page ----------------------------------------------------------------------------------------------


def test_every_sentence_stands_beside_its_english(tmp_path: Path) -> None:
    segments = ordinary()
    page, _ = written(tmp_path / "review.html", segments)
    shown = [text.strip() for text in page.texts["text source"]]
    assert [text for text in shown if "tepesi" not in text] == [
        segment.source.strip() for segment in segments if "tepesi" not in segment.source
    ]
    # A translation's source shows what was cleaned in place, for it has no column of its own.
    assert "İstanbul bir tepesizirve gördü." in shown
    assert [text for text in page.texts["text target"] if not text.startswith("Set aside")] == [
        segment.target for segment in segments if segment.target is not None
    ]


def test_changes_flags_engine_and_reasons_are_shown(tmp_path: Path) -> None:
    html = (written(tmp_path / "review.html", ordinary()), (tmp_path / "review.html").read_text("utf-8"))[1]
    assert '<del title="hava">weather space</del> is closed.' in html
    assert '<ins title="hava">airspace</ins> is closed.' in html
    assert '<mark title="number: “14” stands in the source and not in the English">14</mark>' in html
    assert "<b>length</b> short" in html
    assert "model:tiny|digest:0123456789abcdef|engine:ctranslate2|precision:int8|beam:1" in html
    assert "1 line set aside: the site's name<" in html
    assert "3 lines set aside: comment form" in html
    assert 'lang="ru" dir="auto">Москва' in html


def test_what_is_said_of_a_document_stands_in_its_heading_and_is_no_flag_of_a_sentence(
    tmp_path: Path,
) -> None:
    page, data = written(tmp_path / "review.html", ordinary())
    assert "The document is garbled: 3 borders in 20 words" in page.texts["facts"]
    assert "diagnosis" not in [check for row in data["rows"] for check in row["checks"]]
    assert not any("garbled" in text for text in page.texts["flags"])


def test_the_reason_of_a_rule_comes_from_the_rules_and_an_unknown_rule_has_none(tmp_path: Path) -> None:
    from translate.rules import RULES

    rule = RULES[0]
    segments = [english("a:1.1", "xy", Edit(rule.id, 0, "x", "z"), Edit("of-another-version", 1, "y", "w"))]
    _, data = written(tmp_path / "review.html", segments)
    assert data["rules"] == {rule.id: rule.why, "of-another-version": ""}


def test_the_script_knows_what_it_needs_to_decide(tmp_path: Path) -> None:
    segments = ordinary()
    _, data = written(tmp_path / "review.html", segments)
    assert [(row["id"], row["digest"], row["target"]) for row in data["rows"]] == [
        (segment.id, segment.digest, segment.target) for segment in segments
    ]
    assert data["rows"][-1]["review"] == {
        "state": "accepted", "target": None, "note": "", "by": "Leyla", "at": "2026-01-02T03:04:05Z",
    }  # fmt: skip
    weights = {row["id"]: row["weight"] for row in data["rows"]}
    assert (
        weights["zirve:1.1"]
        > weights["sanctions:2.1"]
        > 1
        > weights["sanctions:2.2"]
        > weights["quiet:1.1"]
        == 0
    )


def test_every_row_carries_what_it_showed_so_that_a_decision_can_say_it(tmp_path: Path) -> None:
    segments = [*ordinary(), *hostile(large=100)]
    page, _ = written(tmp_path / "review.html", segments)
    made = [row["data-basis"] for _, row in page.elements if "data-basis" in row]
    assert made == [stamp(segment).partition(".")[2] for segment in segments]


def test_work_is_kept_under_a_digest_of_the_sentences_and_their_english(tmp_path: Path) -> None:
    def digest(segments: list[Segment]) -> str:
        return str(written(tmp_path / "review.html", segments)[1]["corpus"])

    segments = ordinary()
    other = [replace(segments[1], target="Something else."), *segments[2:]]
    reviewed = [replace(segment, review=None) for segment in segments]
    assert digest(segments) == digest(reviewed) != digest(other)


def test_only_the_page_s_own_script_and_style_may_run_and_nothing_is_loaded(tmp_path: Path) -> None:
    written(tmp_path / "review.html", ordinary())
    html = (tmp_path / "review.html").read_text("utf-8")
    (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (body,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.S)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not re.search(r'(?:src|href)="(?!#)', html), "nothing points outside"
    assert " style=" not in html


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "review.html"
    segments = list(hostile(large=30_000))
    page, data = written(path, segments)
    assert [row["target"] for row in data["rows"]] == [segment.target for segment in segments]
    sound, _ = written(tmp_path / "sound.html", ordinary())
    assert {tag for tag, _ in page.elements} <= {tag for tag, _ in sound.elements}
    assert [attributes for tag, attributes in page.elements if tag == "script"] == [
        {"type": "application/json", "id": "data"},
        {},
    ]
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)
    for text in HARMFUL[:6]:
        assert any(text + "!" in shown for shown in page.texts["text source"])


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=3))
def test_any_text_makes_a_page_that_is_well_formed(
    tmp_path_factory: pytest.TempPathFactory, pairs: Any
) -> None:
    path = tmp_path_factory.mktemp("any") / "review.html"
    segments = [translated(f"d:{n}.1", "tr", source, target) for n, (source, target) in enumerate(pairs, 1)]
    page, data = written(path, segments)
    assert [row["target"] for row in data["rows"]] == [target for _, target in pairs]
    assert len(page.texts.get("text source", [])) == len(pairs)


def test_an_empty_corpus_makes_a_page(tmp_path: Path) -> None:
    _, data = written(tmp_path / "review.html", [])
    assert data["rows"] == []


def test_a_page_that_cannot_be_written_is_an_error_that_says_where(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no-such-folder"):
        review.write(ordinary(), tmp_path / "no-such-folder" / "review.html")


def test_a_failing_corpus_leaves_the_old_page(tmp_path: Path) -> None:
    path = tmp_path / "review.html"
    path.write_text("the old page")

    def broken() -> Iterator[Segment]:
        yield from ordinary()
        raise ValueError("broken line")

    with pytest.raises(ValueError, match="broken line"):
        review.write(broken(), path)
    assert [file.read_text() for file in tmp_path.iterdir()] == ["the old page"]


# --- parts -------------------------------------------------------------------------------------------------


def many(documents: int, sentences: int) -> Iterator[Segment]:
    for document in range(1, documents + 1):
        for sentence in range(1, sentences + 1):
            yield english(f"doc{document}:1.{sentence}", "A sentence. ")


def test_a_large_corpus_becomes_parts_behind_an_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "PART_SEGMENTS", 10)
    path = tmp_path / "review.html"
    files = review.write(many(documents=7, sentences=4), path)
    assert [file.name for file in files] == ["review.html", *(f"review-{n}.html" for n in range(1, 5))]
    ids = []
    for file in files[1:]:
        html = file.read_text("utf-8")
        ids += re.findall(r'"id":"(.*?)"', html)
        assert '<a href="review.html">All parts</a>' in html
    assert ids == [segment.id for segment in many(7, 4)], "each sentence once, in order"
    assert '<a href="review-3.html">Part 3</a>' in files[2].read_text("utf-8")
    assert 'href="review-5.html"' not in files[4].read_text("utf-8")
    index = files[0].read_text("utf-8")
    assert "7 documents, 28 sentences on 4 pages" in index
    assert index.count('<tr><th scope="row"><a href=') == 4
    Page(index)


def test_parts_end_where_a_document_ends_if_they_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "PART_SEGMENTS", 10)
    files = review.write(itertools.chain(many(3, 4), many(1, 25)), tmp_path / "review.html")
    sizes = [len(re.findall(r'"digest":', file.read_text("utf-8"))) for file in files[1:]]
    assert sizes == [8, 10, 10, 9]


def test_no_more_than_a_part_is_held_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "PART_SEGMENTS", 10)
    lead = []

    def watched() -> Iterator[Segment]:
        for number, segment in enumerate(many(50, 4), 1):
            yield segment
            finished = sum(1 for _ in tmp_path.glob("review-*.html"))
            lead.append(number - finished * 8)

    review.write(watched(), tmp_path / "review.html")
    assert max(lead) <= 30, "the parts are written while the corpus is read"


def test_parts_of_an_earlier_larger_corpus_go_and_other_files_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "PART_SEGMENTS", 10)
    path = tmp_path / "review.html"
    review.write(many(7, 4), path)
    (tmp_path / "review-5.html").write_text("not of ours")
    assert [file.name for file in review.write(many(3, 4), path)] == [
        "review.html",
        "review-1.html",
        "review-2.html",
    ]
    left = sorted(file.name for file in tmp_path.iterdir())
    assert left == ["review-1.html", "review-2.html", "review-5.html", "review.html"]
    review.write(many(1, 2), path)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["review-5.html", "review.html"]


@pytest.mark.parametrize("name", ["week-1.html", "week-2.html"])
def test_pages_that_only_have_the_name_of_a_part_stay(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(review, "PART_SEGMENTS", 10)
    review.write(many(7, 4), tmp_path / "week.html")
    if name == "week-1.html":
        review.write(many(1, 2), tmp_path / name)
    else:
        write_report(many(1, 2), tmp_path / name)
    kept = (tmp_path / name).read_bytes()
    review.write(many(7, 4), tmp_path / "other.html")
    for part in tmp_path.glob("other-*.html"):  # parts, but of another export
        part.rename(tmp_path / part.name.replace("other-", "month-"))
    for page in ("week.html", "month.html"):
        review.write(many(1, 2), tmp_path / page)
    assert (tmp_path / name).read_bytes() == kept
    left = {page.name for page in tmp_path.iterdir()}
    assert left >= {f"month-{n}.html" for n in range(1, 5)}
    assert left & {f"week-{n}.html" for n in range(1, 5)} == {name}
    assert f"{tmp_path / 'week-3.html'} is removed: it was of an earlier export" in caplog.text


def test_furniture_alone_makes_a_page(tmp_path: Path) -> None:
    page, _ = written(tmp_path / "review.html", [furniture("a:1.1", "Share this\n", "a button")])
    assert page.texts["none"] == ["Set aside: a button"]
