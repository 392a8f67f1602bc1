"""Decisions: whose word counts, where it belongs, and that nothing is overwritten in silence."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.corpus import Review, Segment, digest, read_corpus, write_corpus
from translate.decisions import Decision, meaning, shown, stamp
from translate.errors import InputError, OutputError
from translate.formats import FORMATS
from translate.formats.whole import replacing
from translate.reviews import MergeReport, Prefer, import_file, merge

NOW = "2026-11-21T20:15:00Z"
LATER = "2026-11-22T08:00:00Z"


def segment(id_: str = "a:1.1", source: str = "Bir.", target: str | None = "One.", **more: object) -> Segment:
    return replace(Segment(id_, "a", "tr", "translated", source, source, target), **more)  # type: ignore[arg-type]


def saying(of: Segment, state: str = "", target: str | None = None, **more: Any) -> Decision:
    """A decision without a basis, as the review page saves it."""
    return replace(Decision(of.id, of.digest, state, target, where="d.jsonl:1"), **more)


def row(of: Segment, **changes: Any) -> Decision:
    """A row of a file that was exported from ``of``, with what a person changed in it."""
    digest, _, basis = stamp(of).partition(".")
    review = of.review or Review()
    state = "" if review.state == "new" else review.state
    whole = Decision(of.id, digest, state, shown(of), review.note, review.by, review.at, "t.csv:2", basis)
    return replace(whole, **changes)


def merged(
    tmp_path: Path, corpus: Iterable[Segment], decisions: Iterable[Decision], prefer: Prefer = "ask"
) -> tuple[MergeReport, list[Segment]]:
    path = tmp_path / "corpus.jsonl"
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        write_corpus(corpus, file)
    report = merge(path, decisions, path, prefer=prefer, by="me", at=NOW)
    return report, list(read_corpus(path))


def reviews(corpus: Iterable[Segment]) -> list[tuple[str, str | None] | None]:
    return [(s.review.state, s.review.target) if s.review else None for s in corpus]


# --- what a decision means -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "target", "becomes"),
    [
        ("accepted", None, ("accepted", None)),
        ("accepted", "One.", ("accepted", None)),
        ("accepted", "Number one.", ("edited", "Number one.")),
        ("edited", "Number one.", ("edited", "Number one.")),
        ("edited", " Number one.\n", ("edited", "Number one.")),
        ("edited", "One.", ("accepted", None)),
        ("rejected", None, ("rejected", None)),
        ("rejected", "One.", ("rejected", None)),
        ("rejected", "Number one.", ("rejected", "Number one.")),
        ("", "Number one.", ("edited", "Number one.")),
        ("", "One.", None),
        ("", "One.\r\n", None),
        ("", None, None),
        ("new", None, None),
    ],
)
def test_meaning_of_a_decision(
    tmp_path: Path, state: str, target: str | None, becomes: tuple[str, str | None] | None
) -> None:
    one = segment()
    report, after = merged(tmp_path, [one], [saying(one, state, target)])
    assert reviews(after) == [becomes]
    assert (report.applied, report.unchanged) == ((1, 0) if becomes else (0, 1))
    assert replace(after[0], review=None) == one


def test_line_ends_alone_are_no_edit(tmp_path: Path) -> None:
    two = segment(target="One\nand two.")
    report, after = merged(tmp_path, [two], [saying(two, "", "One\r\nand two.\r\n")])
    assert (report.unchanged, after) == (1, [two])


@pytest.mark.parametrize(("state", "target"), [("edited", ""), ("", " \n"), ("edited", None)])
def test_an_edit_without_text_is_invalid(tmp_path: Path, state: str, target: str | None) -> None:
    one = segment()
    report, after = merged(tmp_path, [one], [saying(one, state, target)])
    assert after == [one]
    assert report.applied == 0
    assert len(report.invalid) == 1


def test_who_and_when_are_entered_where_the_file_is_silent(tmp_path: Path) -> None:
    one, two = segment(), segment("a:1.2", "İki.", "Two.")
    decisions = [saying(one, "accepted"), saying(two, "accepted", by="Ann", at=LATER)]
    _, after = merged(tmp_path, [one, two], decisions)
    assert [(s.review.by, s.review.at) for s in after if s.review] == [("me", NOW), ("Ann", LATER)]


def test_a_note_alone_is_kept(tmp_path: Path) -> None:
    one = segment(review=Review("accepted", by="Ann"))
    report, after = merged(tmp_path, [one], [row(one, note="see 3.1")])
    assert report.applied == 1
    assert after[0].review is not None
    assert (after[0].review.state, after[0].review.note) == ("accepted", "see 3.1")


def test_a_decision_taken_back(tmp_path: Path) -> None:
    one = segment(review=Review("edited", "Number one.", by="Ann"))
    _, after = merged(tmp_path, [one], [row(one, state="", target="One.")])
    assert reviews(after) == [("new", None)]
    assert after[0].final == "One."


@pytest.mark.parametrize("word", ["Accepted", " ok ", "YES", "✓"])
def test_words_for_accepted(word: str) -> None:
    assert meaning(word) == "accepted"


def test_an_unknown_word_lists_the_known_ones() -> None:
    with pytest.raises(ValueError, match="“perhaps”; known are new, accepted, edited, rejected"):
        meaning("perhaps")


# --- where it belongs ----------------------------------------------------------------------------------


def test_carried_over_to_where_the_sentence_stands_now(tmp_path: Path) -> None:
    old, new = segment(), [segment("a:1.1", "Önce.", "Before."), segment("a:1.2", "Bir.", "1.")]
    report, after = merged(tmp_path, new, [saying(old, "edited", "Number one.")])
    assert reviews(after) == [None, ("edited", "Number one.")]
    assert [(decision.id, home) for decision, home in report.carried_over] == [("a:1.1", "a:1.2")]


def test_what_a_person_accepted_stays_though_the_machine_says_otherwise_now(tmp_path: Path) -> None:
    old, new = segment(), [segment(target="1."), segment("a:1.2", "İki.", "Two.")]
    _, after = merged(tmp_path, new, [saying(old, "accepted", "One.")])
    assert reviews(after) == [("edited", "One."), None]


@pytest.mark.parametrize(
    ("new", "why"),
    [
        (
            [segment("a:1.1", "Önce."), segment("a:1.9", "İki.")],
            "the sentence with this id is another one now",
        ),
        ([segment("b:1.1", "Bir."), segment("b:1.2", "Bir."), segment("a:1.9", "İki.")], "stands 2 times"),
        ([segment("b:1.1", "Önce."), segment("a:1.9", "İki.")], "no such sentence"),
    ],
)
def test_listed_where_its_sentence_is_not_to_be_found(tmp_path: Path, new: list[Segment], why: str) -> None:
    other = segment("a:1.9", "İki.")
    report, after = merged(tmp_path, new, [saying(segment(), "accepted"), saying(other, "accepted")])
    assert report.applied == 1
    assert [reason for _, reason in report.not_found if why in reason]
    assert [s.id for s in after if s.review] == ["a:1.9"]
    assert any(line.startswith("d.jsonl:1: a:1.1 was not applied: ") for line in report.lines())


def test_decisions_on_another_corpus_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text(segment("z:1.1", "Başka.").to_json() + "\n", "utf-8")
    before = path.read_bytes()
    with pytest.raises(InputError, match=r"t\.csv:2: belongs to another corpus: none of its 1 rows"):
        merge(path, [row(segment())], path)
    with pytest.raises(InputError, match=r"d\.jsonl:1: belongs to another corpus: none of its 2 rows"):
        merge(path, [saying(segment(), "accepted")] * 2, path)
    assert path.read_bytes() == before


def test_known_by_its_source_text_where_a_tool_dropped_the_rest(tmp_path: Path) -> None:
    one = segment(source="Bir.\n\n")
    bare = Decision("", "", "", "Number one.", where="m.tmx:4", source="Bir.")
    _, after = merged(tmp_path, [one, segment("a:2.1", "İki.")], [bare])
    assert reviews(after) == [("edited", "Number one."), None]


def test_records_of_one_id_keep_their_own_decisions(tmp_path: Path) -> None:
    one, two = segment(), segment(source="İki.", target="Two.")
    for corpus in ([one, two], [two, one]):
        report, after = merged(tmp_path, corpus, [saying(one, "edited", "ONE!"), saying(two, "rejected")])
        assert {s.source: s.review.state for s in after if s.review} == {"Bir.": "edited", "İki.": "rejected"}
        assert (report.applied, report.carried_over) == (2, [])
        report, after = merged(tmp_path, corpus, [saying(one, "edited", "ONE!")])
        assert [s.source for s in after if s.review] == ["Bir."]


def test_known_by_the_digest_that_still_took_in_the_white_space(tmp_path: Path) -> None:
    now = segment(source="Bir.\n\n")
    old = digest(now.source)
    assert old != now.digest
    _, after = merged(tmp_path, [now], [replace(saying(now, "accepted"), digest=old)])
    assert reviews(after) == [("accepted", None)]
    report, _ = merged(tmp_path, [now], [replace(row(now), digest=old)])
    assert (report.unchanged, report.not_found) == (1, [])


# --- verdicts on English that is another one now -------------------------------------------------------


def seen(of: Segment, state: str, target: str | None = None, **more: Any) -> Decision:
    """A decision as the review page saves it: with the stamp of its row, and the English that it is on."""
    said = {"edited": target, "new": None}.get(state, of.target)
    line = Decision(of.id, stamp(of), state, said, by="Ann", at=NOW).to_json()
    return replace(Decision.from_json(line, "d.jsonl:1"), **more)


def test_what_was_accepted_is_the_text_that_was_seen(tmp_path: Path) -> None:
    before, now = segment(), segment(target="Never seen.")
    assert reviews(merged(tmp_path, [before], [seen(before, "accepted")])[1]) == [("accepted", None)]
    assert reviews(merged(tmp_path, [now], [seen(before, "accepted")])[1]) == [("edited", "One.")]
    assert reviews(merged(tmp_path, [now], [saying(before, "accepted")])[1]) == [("accepted", None)], (
        "a file that an older page saved does not say what was seen"
    )


@pytest.mark.parametrize("make", [seen, lambda of, state: row(of, state=state)], ids=["page", "table"])
def test_other_english_than_was_rejected_is_not(tmp_path: Path, make: Any) -> None:
    before, now = segment(), segment(target="Never seen.")
    report, after = merged(tmp_path, [now], [make(before, "rejected")])
    assert (after, report.applied) == ([now], 0)
    assert report.invalid[0][1] == "what was rejected is not the English that stands here now"
    report, after = merged(tmp_path, [before], [make(before, "rejected")])
    assert (reviews(after), report.applied) == ([("rejected", None)], 1)


def test_a_verdict_on_a_sentence_that_had_no_english(tmp_path: Path) -> None:
    before, now = segment(target=None), segment(target="Never seen.")
    for state in ("accepted", "rejected"):
        report, after = merged(tmp_path, [now], [seen(before, state)])
        assert (after, len(report.invalid)) == ([now], 1)
        _, after = merged(tmp_path, [before], [seen(before, state)])
        assert reviews(after) == [(state, None)]
        _, after = merged(tmp_path, after, [seen(before, "new", at=LATER)])
        assert reviews(after) == [("new", None)], "and taken back"


def test_a_page_decides_again_without_being_made_anew(tmp_path: Path) -> None:
    first = segment()
    _, after = merged(tmp_path, [first], [seen(first, "rejected")])
    report, after = merged(tmp_path, after, [seen(first, "rejected", note="why", at=LATER)])
    assert (reviews(after), report.conflicts) == ([("rejected", None)], [])
    assert after[0].review is not None
    assert after[0].review.note == "why"
    report, after = merged(tmp_path, after, [seen(first, "accepted", by="Bob", at=LATER)])
    assert (reviews(after), len(report.conflicts)) == ([("rejected", None)], 1)


def test_what_a_reviewer_took_back_since_stays_taken_back(tmp_path: Path) -> None:
    now = segment(review=Review("new", by="Bob", at=LATER))
    report, after = merged(tmp_path, [now], [saying(now, "rejected", by="Bob", at=NOW)])
    assert (after, len(report.conflicts)) == ([now], 1)
    _, after = merged(tmp_path, [now], [saying(now, "rejected", by="Ann", at=NOW)])
    assert reviews(after) == [("rejected", None)]


@pytest.mark.parametrize(("state", "becomes"), [("accepted", "accepted"), ("new", "new")])
@pytest.mark.parametrize(("own", "note"), [("", "Wrong name."), ("Fine.", "Wrong name.\nFine.")])
def test_a_note_on_an_undecided_sentence_stays(
    tmp_path: Path, state: str, becomes: str, own: str, note: str
) -> None:
    before = segment()
    _, after = merged(tmp_path, [before], [seen(before, "new", note="Wrong name.")])
    for _ in range(2):  # importing twice is importing once
        report, after = merged(tmp_path, after, [seen(before, state, by="Bob", note=own, at=LATER)])
        assert after[0].review is not None
        assert (after[0].review.state, after[0].review.note) == (becomes, note)
        assert (report.conflicts, report.revised) == ([], [])


def test_a_note_goes_where_who_took_it_away_had_seen_it(tmp_path: Path) -> None:
    now = segment(review=Review("new", None, "Wrong name.", "Ann", NOW))
    report, after = merged(tmp_path, [now], [row(now, state="accepted", note="", by="Bob")])
    assert after[0].review is not None
    assert (after[0].review.state, after[0].review.note) == ("accepted", "")
    assert "Wrong name." in next(report.lines()), "and it is listed"


# --- whose word counts ---------------------------------------------------------------------------------


def test_a_row_that_nobody_touched_decides_nothing_though_the_corpus_moved_on(tmp_path: Path) -> None:
    exported = segment()
    now = replace(exported, review=Review("edited", "Ann's.", by="Ann"))
    report, after = merged(tmp_path, [now], [row(exported)])
    assert (report.unchanged, after) == (1, [now])


def test_a_row_made_from_what_stands_replaces_it(tmp_path: Path) -> None:
    now = segment(review=Review("edited", "Ann's.", by="Ann"))
    report, after = merged(tmp_path, [now], [row(now, target="Bob's.", by="Bob")])
    assert (reviews(after), report.conflicts) == ([("edited", "Bob's.")], [])
    assert [(change.old.target, change.new.target) for change in report.revised] == [("Ann's.", "Bob's.")]


@pytest.mark.parametrize(
    "late", [row(segment(), target="Bob's.", by="Bob"), saying(segment(), "edited", "Bob's.", by="Bob")]
)
@pytest.mark.parametrize(
    ("prefer", "stands", "kept"),
    [("ask", "Ann's.", "old"), ("old", "Ann's.", "old"), ("new", "Bob's.", "new")],
)
def test_two_reviewers_are_listed_with_both_texts(
    tmp_path: Path, late: Decision, prefer: Prefer, stands: str, kept: str
) -> None:
    now = segment(review=Review("edited", "Ann's.", by="Ann", at=NOW))
    report, after = merged(tmp_path, [now], [replace(late, at=LATER)], prefer)
    assert after[0].final == stands
    (conflict,) = report.conflicts
    assert (conflict.old.target, conflict.new.target, conflict.kept) == ("Ann's.", "Bob's.", kept)
    assert "“Ann's.”" in str(conflict)
    assert "“Bob's.”" in str(conflict)
    assert report.applied == (prefer == "new")


def test_a_reviewer_revises_her_own_decision(tmp_path: Path) -> None:
    now = segment(review=Review("edited", "Ann's.", by="Ann", at=NOW))
    later = saying(now, "edited", "Better.", by="Ann", at=LATER)
    report, after = merged(tmp_path, [now], [later])
    assert (reviews(after), report.conflicts) == ([("edited", "Better.")], [])
    assert "“Ann's.”. Ann edited: “Better.”. The second stands." in next(report.lines())
    report, after = merged(tmp_path, after, [saying(now, "edited", "Ann's.", by="Ann", at=NOW)])
    assert (reviews(after), len(report.conflicts)) == ([("edited", "Better.")], 1)


def test_a_reviewer_without_a_name_goes_on_from_a_file_saved_before(tmp_path: Path) -> None:
    one, two = segment(), segment("a:1.2", "İki.", "Two.")
    first = [saying(one, "edited", "Number one.", at=NOW)]
    _, after = merged(tmp_path, [one, two], first)
    second = [saying(one, "accepted", at=LATER), saying(two, "accepted", at=LATER)]
    report, after = merged(tmp_path, after, second)
    assert (reviews(after), report.conflicts) == ([("accepted", None)] * 2, [])
    assert len(report.revised) == 1


def test_an_edited_row_has_a_new_time(tmp_path: Path) -> None:
    now = segment(review=Review("edited", "Ann's.", by="Ann", at="2026-11-01T08:00:00Z"))
    _, after = merged(tmp_path, [now], [row(now, target="Better.")])
    assert after[0].review == Review("edited", "Better.", by="me", at=NOW)


@pytest.mark.parametrize("at", ["2026-11-01T08:00:00Z", ""])  # "": the format has no place for it
@pytest.mark.parametrize(
    ("changes", "by"),
    [({"target": "Bob's."}, "me"), ({"target": "Cem's.", "by": "Cem"}, "Cem"), ({"note": "?"}, "me")],
)
def test_an_edited_row_that_still_names_who_decided_before(
    tmp_path: Path, changes: dict[str, str], by: str, at: str
) -> None:
    now = segment(review=Review("edited", "Ann's.", by="Ann", at="2026-11-01T08:00:00Z"))
    report, after = merged(tmp_path, [now], [row(now, at=at, **changes)])
    assert report.applied == 1
    assert after[0].review is not None
    assert (after[0].review.by, after[0].review.at) == (by, NOW)


def test_edited_without_a_text_keeps_the_text_that_stands(tmp_path: Path) -> None:
    now = segment(review=Review("edited", "Ann's.", by="Ann"))
    report, after = merged(tmp_path, [now], [saying(now, "edited")])
    assert (after, report.unchanged, report.invalid) == ([now], 1, [])


def test_of_two_in_one_import_neither_is_taken(tmp_path: Path) -> None:
    one = segment()
    both = [saying(one, "edited", "Ann's.", by="Ann"), saying(one, "edited", "Bob's.", by="Bob")]
    report, after = merged(tmp_path, [one], both)
    assert (after, report.applied, report.conflicts[0].kept) == ([one], 0, "neither")


def test_all_that_contradict_one_another_are_listed_and_nothing_else_is(tmp_path: Path) -> None:
    now = segment("b:1.1", review=Review("accepted", by="Ann", at=NOW))
    texts = ("Uno.", "Eins.", "Yksi.", "Uno.")
    for order in (texts, texts[::-1]):
        rows = [row(now, id="a:1.1", target=text) for text in order]
        report, after = merged(tmp_path, [now], rows)
        assert (after, report.applied, report.revised, report.carried_over) == ([now], 0, [], [])
        assert {conflict.kept for conflict in report.conflicts} == {"neither"}
        told = {c.old.target for c in report.conflicts} | {c.new.target for c in report.conflicts}
        assert (told, len(report.conflicts)) == (set(texts), 3)


def test_what_contradicts_another_is_listed_though_it_says_what_stands(tmp_path: Path) -> None:
    now = segment(review=Review("edited", "Ann's.", by="Ann", at=NOW))
    changed = saying(now, "edited", "Newer.", by="Ann", at=LATER)
    report, after = merged(tmp_path, [now], [changed, saying(now, "edited", "Ann's.", by="Bob", at=LATER)])
    assert (after, report.applied, report.revised, report.unchanged) == ([now], 0, [], 0)
    (conflict,) = report.conflicts
    assert (conflict.old.target, conflict.new.target, conflict.kept) == ("Newer.", "Ann's.", "neither")


def test_a_reviewers_later_decision_wins_whatever_the_order_of_the_file(tmp_path: Path) -> None:
    one = segment()
    older = saying(one, "edited", "Older.", by="Ann", at=NOW)
    newer = saying(one, "edited", "Newer.", by="Ann", at=LATER)
    for decisions in ([older, newer], [newer, older]):
        report, after = merged(tmp_path, [one], decisions)
        assert (reviews(after), report.conflicts, len(report.revised)) == ([("edited", "Newer.")], [], 1)


def test_a_doubled_row_of_which_one_was_edited(tmp_path: Path) -> None:
    one = segment()
    for rows in ([row(one), row(one, target="New.")], [row(one, target="New."), row(one)]):
        report, after = merged(tmp_path, [one], rows)
        assert (reviews(after), report.applied, report.unchanged) == ([("edited", "New.")], 1, 1)


def test_agreement_is_no_conflict(tmp_path: Path) -> None:
    now = segment(review=Review("edited", "One!", by="Ann"))
    report, after = merged(tmp_path, [now], [saying(now, "edited", "One!", by="Bob")])
    assert (after, report.unchanged, report.conflicts) == ([now], 1, [])


# --- the file ------------------------------------------------------------------------------------------


def test_importing_twice_is_importing_once(tmp_path: Path) -> None:
    one, two = segment(), segment("a:1.2", "İki.", "Two.")
    decisions = [saying(one, "edited", "Number one."), saying(two, "rejected")]
    _, once = merged(tmp_path, [one, two], decisions)
    report, twice = merged(tmp_path, once, decisions)
    assert (twice, report.applied, report.unchanged) == (once, 0, 2)


@given(st.lists(st.sampled_from(["accepted", "rejected", "edited"]), min_size=1, max_size=6))
def test_decision_survives_json(states: list[str]) -> None:
    for state in states:
        decision = Decision("a:1\u2028", "ab", state, "\ud800 “x”\n", "note", "Ann", NOW)
        assert Decision.from_json(decision.to_json()) == decision


def test_import_file_by_ending_and_name(tmp_path: Path) -> None:
    one = segment()
    corpus, decisions = tmp_path / "corpus.jsonl", tmp_path / "decisions.jsonl"
    corpus.write_text(one.to_json() + "\n", "utf-8")
    decisions.write_text("not json\n\n" + saying(one, "accepted").to_json() + '\n{"id": 1}\n', "utf-8")
    problems: list[InputError] = []
    report = import_file(corpus, decisions, problems.append, at=NOW)
    assert [problem.line for problem in problems] == [1, 4]
    assert (report.applied, report.useless) == (1, False)
    assert reviews(read_corpus(corpus)) == [("accepted", None)]

    with pytest.raises(InputError, match=r"is not of a format that can be read back\. Known are jsonl"):
        import_file(corpus, tmp_path / "decisions.pdf", problems.append)


def test_a_workbook_is_as_late_as_it_was_saved(tmp_path: Path) -> None:
    corpus, book = tmp_path / "corpus.jsonl", tmp_path / "corpus.xlsx"
    before = segment()
    for form in ("xlsx", "csv"):
        corpus.write_text(before.to_json() + "\n", "utf-8")
        book = tmp_path / f"corpus.{form}"

        def bring(target: str, at: str, form: str = form, book: Path = book) -> MergeReport:
            """Ann writes it into what was exported at first, saves, and imports."""
            FORMATS[form].write([before], book)
            change(book, target)
            os.utime(book, (datetime.fromisoformat(at).timestamp(),) * 2)
            return import_file(corpus, book, _fail, by="Ann")

        bring("First.", "2024-11-21T20:15:00Z")
        report = bring("Second.", "2024-11-21T20:25:00Z")
        assert (reviews(read_corpus(corpus)), report.conflicts) == ([("edited", "Second.")], [])
        assert len(report.revised) == 1
        report = bring("First.", "2024-11-21T20:20:00Z")
        assert (reviews(read_corpus(corpus)), len(report.conflicts)) == ([("edited", "Second.")], 1)
        bring("Ahead.", "2999-01-01T00:00:00Z")
        (made,) = read_corpus(corpus)
        assert made.review is not None
        assert made.review.at < "2999"


def change(table: Path, target: str) -> None:
    """Writes another target into the one row of a table."""
    if table.suffix == ".csv":
        table.write_text(table.read_text("utf-8").replace("One.", target), "utf-8")
        return
    from openpyxl import load_workbook

    book = load_workbook(table)
    (cell,) = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "One."]
    cell.value = target
    book.save(table)


def test_a_changed_corpus_can_be_imported(tmp_path: Path) -> None:
    one, two = segment(), segment("a:1.2", "İki.", "Two.")
    changed = [replace(one, target="Number one."), replace(two, review=Review("rejected"))]
    copy = tmp_path / "copy.jsonl"
    copy.write_text("".join(s.to_json() + "\n" for s in changed), "utf-8")
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("".join(s.to_json() + "\n" for s in (one, two)), "utf-8")
    import_file(corpus, copy, _fail, at=NOW)
    assert reviews(read_corpus(corpus)) == [("edited", "Number one."), ("rejected", None)]


def test_an_older_copy_still_fits_when_the_line_ends_are_others(tmp_path: Path) -> None:
    now = segment(source="Bir.\r\n", cleaned="Bir.\r\n")
    _, after = imported_copy(
        tmp_path, [now], [replace(now, source="Bir.\n", cleaned="Bir.\n", target="Uno.")]
    )
    assert after == [("edited", "Uno.")]


def imported_copy(tmp_path: Path, corpus: list[Segment], copy: list[Segment]) -> tuple[MergeReport, Any]:
    paths = tmp_path / "corpus.jsonl", tmp_path / "copy.jsonl"
    for path, segments in zip(paths, (corpus, copy), strict=True):
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            write_corpus(segments, file)
    report = import_file(*paths, _fail, by="me", at=LATER)
    return report, reviews(read_corpus(paths[0]))


@pytest.mark.parametrize("changes", [{"engine": "model:old"}, {"cleaned": "Bir ."}])
def test_an_old_copy_of_the_corpus_makes_no_edits(tmp_path: Path, changes: dict[str, Any]) -> None:
    now = [segment(engine="model:new"), segment("a:1.2", "İki.", "Two.", engine="model:new")]
    copy = [replace(now[0], target="Oen.", **changes), now[1]]
    report, after = imported_copy(tmp_path, now, copy)
    assert (after, report.applied, report.unchanged) == ([None, None], 0, 1)
    assert report.invalid[0][1].startswith("the corpus was made anew since this copy")
    # What a person decided there counts, and a verdict is on the English of its time.
    for state, target, becomes in (
        ("accepted", None, ("edited", "Oen.")),
        ("edited", "Uno.", ("edited", "Uno.")),
        ("rejected", None, None),
    ):
        decided = replace(copy[0], review=Review(state, target))  # type: ignore[arg-type]
        assert imported_copy(tmp_path, now, [decided, now[1]])[1] == [becomes, None]


@pytest.mark.parametrize(
    "review",
    [
        None,
        Review("accepted", None, "ok", "Ann", NOW),
        Review("edited", "Uno.", "", "Ann", NOW),
        Review("new", None, "?", "Ann", NOW),
    ],
)
def test_a_target_changed_in_a_copy_counts_whatever_was_decided(
    tmp_path: Path, review: Review | None
) -> None:
    one = segment(review=review)
    report, after = imported_copy(tmp_path, [one], [replace(one, target="Eins.")])
    assert (after, report.conflicts, report.applied) == ([("edited", "Eins.")], [], 1)
    (made,) = read_corpus(tmp_path / "corpus.jsonl")
    assert made.review is not None
    assert (made.review.by, made.review.at, made.review.note) == ("me", LATER, review.note if review else "")


def test_a_state_misspelt_in_a_changed_corpus_is_not_taken_for_accepted(tmp_path: Path) -> None:
    one, two = segment(), segment("a:1.2", "İki.", "Two.")
    corpus, copy = tmp_path / "corpus.jsonl", tmp_path / "copy.jsonl"
    corpus.write_text("".join(s.to_json() + "\n" for s in (one, two)), "utf-8")
    lines = [replace(s, review=Review("rejected")).to_json() for s in (one, two)]
    copy.write_text(
        lines[0].replace("rejected", "reject") + "\n" + lines[1].replace("rejected", "rejcted") + "\n",
        "utf-8",
    )
    problems: list[InputError] = []
    import_file(corpus, copy, problems.append, at=NOW)
    assert reviews(read_corpus(corpus)) == [("rejected", None), None]
    (problem,) = problems
    assert (problem.line, problem.problem) == (
        2, "has the decision “rejcted”; known are new, accepted, edited, rejected"
    )  # fmt: skip


def test_a_corpus_that_breaks_off_stays_as_it_was(tmp_path: Path) -> None:
    one = segment()
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(one.to_json() + "\n" + '{"id": "a:', "utf-8")
    before = corpus.read_bytes()
    with pytest.raises(InputError, match=r"corpus\.jsonl:2"):
        merge(corpus, [saying(one, "accepted")], corpus)
    assert corpus.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["corpus.jsonl"]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    one = segment()
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(one.to_json() + "\n", "utf-8")
    with pytest.raises(OutputError, match="nowhere"):
        merge(corpus, [saying(one, "accepted")], tmp_path / "nowhere" / "corpus.jsonl")


def test_a_link_stays_a_link_and_a_file_stays_as_private_as_it_was(tmp_path: Path) -> None:
    one = segment()
    (tmp_path / "elsewhere").mkdir()
    real, link = tmp_path / "elsewhere" / "real.jsonl", tmp_path / "corpus.jsonl"
    real.write_text(one.to_json() + "\n", "utf-8")
    real.chmod(0o600)
    link.symlink_to(real)
    merge(link, [saying(one, "accepted")], link)
    assert link.is_symlink()
    assert reviews(read_corpus(real)) == [("accepted", None)]
    assert real.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in real.parent.iterdir()] == ["real.jsonl"]


@pytest.mark.parametrize(
    ("place", "why"), [("corpus.jsonl/x.csv", "Not a directory"), ("x" * 252, "File name too long")]
)
def test_a_place_where_not_even_a_temporary_file_can_be(tmp_path: Path, place: str, why: str) -> None:
    (tmp_path / "corpus.jsonl").write_text(segment().to_json() + "\n", "utf-8")
    with (
        pytest.raises(OutputError, match=f"{place}: {why}"),
        replacing(tmp_path / place) as temporary,
        open(temporary, "w"),
    ):
        pass


def _fail(error: InputError) -> None:
    raise error
