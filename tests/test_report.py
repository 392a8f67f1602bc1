"""The report page: what it counts, and that it is sound whatever the corpus holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.browser.corpora import english, hostile, ordinary, translated
from tests.test_review import Page
from translate.corpus import Edit, Flag, Review, Segment
from translate.errors import OutputError
from translate.formats import review
from translate.report import SHOWN_DOCUMENTS, Figures, write_report


def report(folder: Path, segments: list[Segment] | Iterator[Segment]) -> str:
    """The page's HTML, which is well-formed."""
    write_report(segments, folder / "report.html")
    html = (folder / "report.html").read_text("utf-8")
    Page(html)
    return html


def rows(html: str, title: str) -> list[list[str]]:
    """The cells of the table under a heading, as texts."""
    found = re.search(rf"<h2>{title}</h2>.*?<tbody>(.*?)</tbody>", html, re.S)
    if found is None:
        return []
    lines = re.findall(r"<tr>(.*?)</tr>", found[1], re.S)
    return [
        [
            re.sub(r"<small>.*?</small>|<[^>]*>", "", cell)
            for cell in re.findall(r"<t[hd].*?</t[hd]>", line, re.S)
        ]
        for line in lines
    ]


def test_counts_by_status_flag_rule_and_language(tmp_path: Path) -> None:
    html = report(tmp_path, ordinary())
    assert [row[:2] for row in rows(html, "Status")] == [
        ["kept", "3"], ["repaired", "4"], ["translated", "3"], ["furniture", "4"],
    ]  # fmt: skip
    assert [row[:2] for row in rows(html, "Flags")] == [["suspected", "1"], ["number", "1"], ["length", "1"]]
    assert ["against-moved", "2"] in [row[:2] for row in rows(html, "Changes by rule")]
    assert [row[:2] for row in rows(html, "Language")] == [["English", "2"], ["Turkish", "1"]]
    assert rows(html, "Translated by")[0][1] == "3"


def test_of_many_rules_the_rarer_are_folded_away(tmp_path: Path) -> None:
    edits = [Edit(f"rule-{n:02}", 0, "", "x" if n else "") for n in range(25) for _ in range(30 - n)]
    html = report(tmp_path, [english("a:1.1", "y", *edits)])
    assert rows(html, "Changes by rule")[0][:2] == ["rule-00", "30"]
    assert len(rows(html, "Changes by rule")) == 10
    assert "<details><summary>15 more</summary>" in html
    assert "rule-24" in html


def test_the_headline_counts_sentences_and_not_furniture(tmp_path: Path) -> None:
    html = report(tmp_path, ordinary())
    figures = re.findall(r"<dt>(.*?)</dt><dd>(\d+) <small>(.*?)</small>", html)
    assert figures == [
        ("Documents", "3", ""),
        ("Sentences", "10", ""),
        ("Changed by rules", "5", "50 %"),
        ("With flags", "2", "20 %"),
        ("Reviewed", "1", "10 %"),
    ]


def test_what_is_said_of_a_document_makes_no_sentence_a_flagged_one(tmp_path: Path) -> None:
    about = replace(english("a:1.1", "x"), flags=(Flag("diagnosis", "The document is garbled"),))
    html = report(tmp_path, [about])
    assert "<dt>With flags</dt><dd>0 " in html
    assert [row[:2] for row in rows(html, "Flags")] == [["diagnosis", "1"]]
    assert rows(html, "Worst documents") == []


def test_progress_of_the_review_and_who_did_it(tmp_path: Path) -> None:
    segments = [
        replace(english(f"a:{number}.1", "x"), review=decision)
        for number, decision in enumerate(
            [
                Review("accepted", by="Aylin"),
                Review("edited", "y", by="Aylin"),
                Review("rejected"),
                Review("new"),
                None,
            ],
            1,
        )
    ]
    html = report(tmp_path, segments)
    assert re.findall(r"</svg>(\d+ [a-z ]+)</li>", html) == [
        "1 accepted",
        "1 edited",
        "1 rejected",
        "2 to review",
    ]
    assert "By reviewer: Aylin 2, without a name 1" in html


def test_the_plot_shows_how_long_translations_are(tmp_path: Path) -> None:
    segments = [
        translated("a:1.1", "tr", "x" * 100, "y" * 50),
        translated("a:1.2", "tr", "x" * 100, "y" * 101),
        translated("a:1.3", "tr", "x" * 100, "y" * 102),
        translated("a:1.4", "tr", "x", "y" * 5000),
        translated("a:1.5", "tr", "x" * 5000, "y"),
        translated("a:1.6", "tr", "x", ""),
    ]
    figures = Figures()
    figures.add(segments)
    assert dict(figures.ratios) == {-8: 1, 0: 2, 15: 1, -16: 1}
    html = report(tmp_path, segments)
    assert "5 translations; the median is 1.04 times its source" in html
    assert "Length of the translation" not in report(tmp_path, [english("a:1.1", "x")])


def test_the_worst_documents_come_first_and_are_linked_to_their_place_in_the_review(tmp_path: Path) -> None:
    def document(name: str, flags: int, edits: int) -> list[Segment]:
        return [
            replace(
                english(f"{name}:{n}.1", "some", *([Edit("r", 0, "s", "S")] if n <= edits else [])),
                flags=(Flag("f", "m"),) if n <= flags else (),
            )
            for n in range(1, 5)
        ]

    segments = [
        *document("sound", 0, 0),
        *document("bad", 1, 2),
        *document("worse", 2, 0),
        *document("so so", 1, 1),
    ]
    html = report(tmp_path, segments)
    assert rows(html, "Worst documents") == [
        ["worse", "4", "0.50", "0 %"], ["bad", "4", "0.25", "50 %"], ["so so", "4", "0.25", "25 %"],
    ]  # fmt: skip
    assert "href" not in html
    review.write(segments, tmp_path / "review.html")
    assert '<a href="review.html#s-so%20so%3A1.1">so so</a>' in report(tmp_path, segments)


def test_only_the_worst_of_many_documents_are_kept() -> None:
    figures = Figures()
    for number in range(100):
        figures.add([replace(english(f"d{number}:1.1", "x"), flags=(Flag("f", "m"),) * (number + 1))])
    assert sorted(entry.name for entry in figures.worst) == sorted(
        f"d{n}" for n in range(100 - SHOWN_DOCUMENTS, 100)
    )


def test_times_are_taken_from_the_run_beside_it(tmp_path: Path) -> None:
    run = {
        "documents": {
            "slow": {"kept": 2, "translated": 1, "seconds": 2.5},
            "quick": {"kept": 1, "seconds": 0.1},
        },
        "seconds": {"read": 0.25, "translate": 12.0},
    }
    (tmp_path / "run.json").write_text(json.dumps(run))
    html = report(tmp_path, ordinary())
    assert rows(html, "Slowest documents") == [["slow", "3", "2.50"], ["quick", "1", "0.10"]]
    assert [row[:2] for row in rows(html, "Seconds by stage")] == [["read", "0.2"], ["translate", "12.0"]]


@pytest.mark.parametrize(
    "text",
    [
        "not JSON",
        "[1, 2]",
        '{"documents": 5, "seconds": []}',
        '{"documents": {"a": 1}}',
        "[" * 100_000,
        '{"documents": {"a": {"kept": Infinity, "seconds": 1}}, "seconds": {}}',
    ],
)
def test_a_run_that_is_none_is_left_out(tmp_path: Path, text: str) -> None:
    (tmp_path / "run.json").write_text(text)
    html = report(tmp_path, ordinary())
    assert "Slowest" not in html
    assert "Seconds" not in html


def test_an_empty_corpus_has_a_report(tmp_path: Path) -> None:
    assert "<dt>Documents</dt><dd>0 " in report(tmp_path, [])


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    html = report(tmp_path, hostile(large=1000))
    sound = {tag for tag, _ in Page(report(tmp_path, ordinary())).elements}
    assert {tag for tag, _ in Page(html).elements} - sound == {"span", "details", "summary"}, (
        "control characters by name"
    )


def test_nothing_is_loaded(tmp_path: Path) -> None:
    html = report(tmp_path, ordinary())
    assert "default-src 'none'; style-src 'sha256-" in html
    assert "script-src" not in html
    assert " style=" not in html


def test_a_folder_that_is_not_there_is_an_error_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no-such-folder"):
        write_report(ordinary(), tmp_path / "no-such-folder" / "report.html")


def test_a_document_that_comes_in_pieces_is_counted_once() -> None:
    first, *_ = ordinary()
    figures = Figures()
    for name in ("a", "b", "a"):
        figures.add([replace(first, document=name)])
    assert (figures.documents, figures.languages.total()) == (2, 2)
