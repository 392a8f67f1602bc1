"""The record: what is written is read back, and a bad line is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate import Edit, Flag, InputError, Review, Segment, read_corpus, write_corpus

# Surrogates included: JSON can carry them, so a record must survive them.
anything = st.text(st.characters(), max_size=30)
edits = st.builds(Edit, rule=anything, start=st.integers(0, 99), before=anything, after=anything)
reviews = st.builds(
    Review, st.sampled_from(["new", "accepted", "rejected"]), target=st.none() | anything, note=anything
) | st.builds(Review, st.just("edited"), target=anything, note=anything)
segments = st.builds(
    Segment,
    id=anything,
    document=anything,
    lang=st.sampled_from(["en", "tr"]),
    status=st.sampled_from(["kept", "repaired", "translated", "furniture"]),
    source=anything,
    cleaned=anything,
    target=st.none() | anything,
    edits=st.lists(edits, max_size=3).map(tuple),
    flags=st.lists(st.builds(Flag, anything, anything), max_size=3).map(tuple),
    engine=st.none() | anything,
    review=st.none() | reviews,
)


@given(segments)
def test_a_record_is_read_back_as_it_was_written(segment: Segment) -> None:
    line = segment.to_json()
    assert "\n" not in line
    assert Segment.from_json(line.encode("utf-8").decode("utf-8")) == segment


def a_segment(**changes: object) -> Segment:
    values: dict[str, object] = {
        "id": "a:1.1", "document": "a", "lang": "en", "status": "kept",
        "source": "A.", "cleaned": "A.", "target": "A.",
    }  # fmt: skip
    return Segment(**{**values, **changes})  # type: ignore[arg-type]


def test_the_digest_is_of_the_sentence_and_not_of_what_stands_around_it() -> None:
    one = a_segment(source="A.\nB.")
    for source in ("A.\nB.\n", "A.\r\nB.\r\n\r\n", " A.\rB. "):
        assert a_segment(source=source).digest == one.digest
    assert a_segment(source="A. B.").digest != one.digest


def test_keys_stand_in_the_order_of_the_record() -> None:
    keys = '"id" "document" "lang" "status" "source" "cleaned" "target" "edits" "flags" "engine" "review"'
    places = [a_segment().to_json().index(key) for key in keys.split()]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "Expecting"),
        ("[1]", "not a JSON object"),
        ("[" * 100_000, "nested too deeply"),
        (a_segment().to_json().replace('"cleaned"', '"clean"'), "lacks the key 'cleaned'"),
        (a_segment().to_json().replace('"review": null', '"review": null, "x": 1'), "unknown key 'x'"),
        (a_segment().to_json().replace('"kept"', '"lost"'), "status 'lost'"),
        (a_segment().to_json().replace('"source": "A."', '"source": 3'), "'source' that is not a text"),
        (a_segment().to_json().replace('"edits": []', '"edits": [{"rule": "x"}]'), "malformed entry"),
        (a_segment().to_json().replace('"edits": []', '"edits": ""'), "'edits' that is not a list"),
        (a_segment(target=3).to_json(), "'target' that is neither a text nor null"),
        (a_segment(engine=["nllb"]).to_json(), "'engine' that is neither a text nor null"),
        (a_segment(edits=(Edit("r", "0", "A", "B"),)).to_json(), "an edit with the start '0'"),  # type: ignore[arg-type]
        (a_segment(edits=(Edit("r", -2, "A", "B"),)).to_json(), "an edit with the start -2"),
        (a_segment(edits=(Edit("r", 0, "A", None),)).to_json(), "an edit whose rule, before or after"),  # type: ignore[arg-type]
        (a_segment(edits=(Edit("r", 1, "A", "B"),)).to_json(), "edits that do not fit its source"),
        (a_segment(flags=(Flag("c", 3),)).to_json(), "a flag whose check or message"),  # type: ignore[arg-type]
        (a_segment(review=Review("reject")).to_json(), "review state 'reject'; known are new, accepted"),  # type: ignore[arg-type]
        (a_segment(review=Review("new", 3)).to_json(), "a review whose target"),  # type: ignore[arg-type]
        (a_segment(review=Review("edited", None)).to_json(), "says “edited” and gives no target"),
        (a_segment(review=Review("new", None, None)).to_json(), "a review whose note, by or at"),  # type: ignore[arg-type]
        (a_segment().to_json().replace('"review": null', '"review": false'), "malformed entry"),
    ],
)
def test_a_bad_line_is_named_with_file_and_line(tmp_path: Path, line: str, problem: str) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text(a_segment().to_json() + "\n\n" + line + "\n", "utf-8")
    with pytest.raises(InputError, match=problem) as error:
        list(read_corpus(path))
    assert str(error.value).startswith(f"{path}:3: ")


def test_a_missing_or_foreign_corpus_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"Give the path of a corpus\.jsonl"):
        list(read_corpus(tmp_path / "none.jsonl"))
    (tmp_path / "x.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="is not UTF-8"):
        list(read_corpus(tmp_path / "x.jsonl"))


def test_a_corpus_is_written_and_read(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    records = [a_segment(id=f"a:{n}.1", source=f"line\u2028{n}") for n in range(3)]
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        assert write_corpus(records, file) == 3
    assert list(read_corpus(path)) == records


def test_a_byte_order_mark_is_no_part_of_the_corpus(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text("\ufeff" + a_segment().to_json() + "\r\n", "utf-8")
    assert list(read_corpus(path)) == [a_segment()]


@pytest.mark.parametrize(
    ("review", "final"),
    [
        (None, "A."),
        (Review("accepted"), "A."),
        (Review("edited", target="B."), "B."),
        (Review("rejected"), None),
    ],
)
def test_the_final_text_is_the_reviewers(review: Review | None, final: str | None) -> None:
    assert a_segment(review=review).final == final


def test_what_is_no_corpus_is_not_to_be_mended(tmp_path: Path) -> None:
    table = tmp_path / "corpus.tsv"
    table.write_text("id\ttarget\n", "utf-8")
    with pytest.raises(InputError, match=r"corpus\.tsv:1: is not a corpus\.jsonl"):
        list(read_corpus(table))


def test_an_unfinished_run_is_told(tmp_path: Path) -> None:
    missing = tmp_path / "corpus.jsonl"
    with pytest.raises(InputError, match="Give the path"):
        list(read_corpus(missing))
    (tmp_path / "corpus.jsonl.part").touch()
    with pytest.raises(InputError, match="start it again"):
        list(read_corpus(missing))
