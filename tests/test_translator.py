"""The translator: order, batches, parts, loops, memory; and whatever a hostile line may hold."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate import pieces, translator
from translate.errors import ModelError
from translate.memory import Entry, Memory, people
from translate.translator import (
    BATCH_SENTENCES,
    BATCH_TOKENS,
    LONGEST_PART,
    Translation,
    Translator,
    translate_lines,
)

from . import tiny_model


class Recorder:
    """An engine whose tokens are words and whose English is the source in capitals."""

    signature = "recorder"

    def __init__(self, max_tokens: int = 10, workers: int = 1) -> None:
        self.max_tokens, self.workers = max_tokens, workers
        self.batches: list[list[str]] = []
        self.careful: list[str] = []
        self.lock = threading.Lock()

    def count(self, sentences: Sequence[str]) -> list[int]:
        return [len(sentence.split()) for sentence in sentences]

    def translate(self, sentences: Sequence[str], *, careful: bool = False) -> list[str]:
        assert all(0 < count <= self.max_tokens for count in self.count(sentences))
        with self.lock:
            self.batches.append(list(sentences))
            self.careful += sentences if careful else []
        return [self.say(sentence, careful) for sentence in sentences]

    def say(self, sentence: str, careful: bool) -> str:
        del careful
        return sentence.upper()


def recording(engine: Recorder, *, memory: Memory | None = None) -> Translator:
    made = Translator("tr", model=str(tiny_model.folder()), memory=memory)
    made.engine = engine
    return made


def tiny(**options: object) -> Translator:
    return Translator("tr", model=str(tiny_model.folder()), **options)  # type: ignore[arg-type]


# ------------------------------------------------------------------- order and batches


@given(st.lists(st.sampled_from(["bir", "iki üç", "dört beş altı", "", " ", "7", "🙂", "bir"]), max_size=40))
@settings(deadline=None, max_examples=50)
def test_each_sentence_gets_its_own_translation(sentences: list[str]) -> None:
    made = recording(Recorder()).translate(sentences)
    assert [t.text for t in made] == [s.upper() if s.strip() else s for s in sentences]


def test_one_sentence_is_no_list_of_letters() -> None:
    with pytest.raises(TypeError, match=r"takes a list of sentences; write \['Bakan'\]"):
        recording(Recorder()).translate("Bakan")


def test_a_model_may_be_named_by_its_path() -> None:
    assert Translator("tr", model=tiny_model.folder()).signature == tiny().signature
    with pytest.raises(ModelError, match="nosuch"):
        Translator("tr", model=Path("nosuch"))


def test_batches_are_filled_longest_first_and_no_sentence_twice() -> None:
    rng = random.Random(1)
    sentences = [" ".join(["söz"] * rng.randint(1, 100)) + f" {chr(97 + n % 26)}{n}x" for n in range(900)]
    engine = Recorder(max_tokens=200)
    recording(engine).translate(sentences * 2)
    assert sorted(unit for batch in engine.batches for unit in batch) == sorted(sentences)
    lengths = [engine.count(batch) for batch in engine.batches]
    assert [n for batch in lengths for n in batch] == sorted((n for b in lengths for n in b), reverse=True)
    assert all(len(batch) <= BATCH_SENTENCES for batch in lengths)
    assert all(len(batch) * batch[0] <= BATCH_TOKENS for batch in lengths)
    # Full: one more would have been too many.
    assert all(
        len(batch) == BATCH_SENTENCES or (len(batch) + 1) * (batch[0] + 1) > BATCH_TOKENS
        for batch in lengths[:-1]
    )


def test_batches_do_not_depend_on_the_order_of_the_sentences() -> None:
    sentences = [f"cümle {n} " + "söz " * (n % 7) for n in range(300)]
    one, other = Recorder(), Recorder()
    recording(one).translate(sentences)
    recording(other).translate(sentences[::-1])
    assert one.batches == other.batches


def test_workers_share_the_batches_and_the_order_stays() -> None:
    sentences = [f"cümle {n} " + "söz " * (n % 7) for n in range(2_000)]
    engine = Recorder(workers=3)
    made = recording(engine).translate(sentences)
    assert [t.text for t in made] == [s.strip().upper() for s in sentences]
    assert sum(len(batch) for batch in engine.batches) == len(sentences)


def test_an_error_in_a_worker_comes_out() -> None:
    class Broken(Recorder):
        def translate(self, sentences: Sequence[str], *, careful: bool = False) -> list[str]:
            raise ModelError(f"broken: {len(sentences)} sentences, careful={careful}")

    with pytest.raises(ModelError, match="broken"):
        recording(Broken(workers=2)).translate([f"cümle {n}" for n in range(1_000)])


def test_the_same_list_gives_the_same_bytes_whatever_the_threads() -> None:
    lines = tiny_model.TEXT.strip().splitlines()
    words = " ".join(lines).split()
    rng = random.Random(2)
    sentences = [" ".join(rng.choices(words, k=rng.randint(1, 8))) for _ in range(60)]
    first = tiny(threads=1).translate(sentences)
    assert tiny(threads=1).translate(sentences) == first
    assert tiny(threads=3).translate(sentences) == first


# ------------------------------------------------------------------- long, odd, hostile


def test_a_long_sentence_is_translated_in_parts_and_flagged() -> None:
    engine = Recorder(max_tokens=6)
    text = "bir iki üç dört, beş altı yedi sekiz; dokuz on ve on bir on iki on üç on dört."
    (made,) = recording(engine).translate([text])
    assert made.text == text.upper()
    assert [flag.check for flag in made.flags] == ["long-input"]
    units = [unit for batch in engine.batches for unit in batch]
    assert "bir iki üç dört," in units, "parted at the comma"
    assert "ve on bir on iki" in " ".join(units)


@given(st.text(st.sampled_from("ab ,;.:é🙂北\u2028\n–-"), max_size=400), st.integers(1, 30))
@settings(deadline=None)
def test_parts_join_to_the_text_and_fit(text: str, limit: int) -> None:
    def count(texts: Sequence[str]) -> list[int]:
        return [len(t.encode()) for t in texts]

    parts = pieces.part(text, limit, count)
    assert "".join(parts) == text
    assert all(len(part.encode()) <= max(limit, 4) for part in parts)


HOSTILE = {
    "5,000 words": "Cumhurbaşkanı zirvede konuştu ve " * 1_250,
    "one word 500 times": "ev " * 500,
    "one letter 100,000 times": "a" * 100_000,
    "emoji": "🙂👩‍👩‍👧🙂" * 300,
    "emoji and a word": "🙂👩‍👩‍👧🙂" * 300 + "ev",
    "digits": "1234567890 " * 500,
    "punctuation": "…!?,;–" * 500,
    "control characters": "ev\x00\x01\x1b[31m\x85\u2028\ufeff",
    "lone surrogates": "\ud800ev\udfff",
    "combining marks": "e" + "\u0301" * 2_000,
    "right to left": "\u202eev\u2066",
    "Chinese": "北京今天天气很好。" * 100,
    "Arabic": "قال الرئيس اليوم في القمة" * 20,
    "markup": "</s> <pad> <unk> >>eng<< &amp; <b>ev</b>",
    "white space inside": "ev" + " " * 50_000 + "ev",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_an_answer_comes_in_bounded_time_and_on_one_line(text: str) -> None:
    tiny_one = tiny(threads=1)
    before, made, after = tiny_one.translate(["Merhaba", text, "Merhaba"])
    assert before == after
    assert made.text
    assert len(made.text.splitlines()) == 1
    assert made.text.encode("utf-8")
    limit = tiny_one.engine.max_tokens
    sound = text.encode("utf-8", "replace").decode()
    if any(c.isalpha() for c in text) and tiny_one.engine.count([sound])[0] > limit:
        assert {flag.check for flag in made.flags} & {"long-input", "untranslated"}


@given(st.lists(st.text(max_size=60), max_size=4))
@settings(deadline=None, max_examples=40)
def test_any_text_gets_an_answer_on_one_line(texts: list[str]) -> None:
    made = tiny(threads=1).translate(texts)
    assert len(made) == len(texts)
    for text, translation in zip(texts, made, strict=True):
        assert bool(translation.text) == bool(text)
        assert translation.text.encode("utf-8") is not None
        if translation.engine is not None:
            assert len(translation.text.splitlines()) == 1
        else:
            assert translation.text == text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def test_a_sentence_is_parted_long_before_the_models_end() -> None:
    engine = Recorder(max_tokens=500)
    (made,) = recording(engine).translate(["bir iki üç dört, " * 100])
    assert [flag.check for flag in made.flags] == ["long-input"]
    assert max(count for batch in engine.batches for count in engine.count(batch)) <= LONGEST_PART


def test_what_has_no_letter_is_copied() -> None:
    for text in ("", "  ", "\t", "2026", "31.12.2021 — 16:45", "🙂", "…"):
        assert tiny().translate([text]) == [Translation(text)]


def test_what_the_model_cannot_read_is_copied_and_flagged() -> None:
    engine = Recorder()
    (chinese, mixed) = recording(engine).translate(["北京的天气", "Moskva'da 北京 konuşuldu"])
    assert chinese.text == "北京的天气"
    assert [flag.check for flag in chinese.flags] == ["untranslated"]
    assert "Turkish" in chinese.flags[0].message
    assert mixed.flags == ()
    assert engine.batches == [["Moskva'da 北京 konuşuldu"]]


class Looping(Recorder):
    """Repeats itself on what has a `!`, and even with care on what has two."""

    def say(self, sentence: str, careful: bool) -> str:
        if "!" not in sentence or (careful and "!!" not in sentence):
            return f"well {sentence}"
        return "said " + "that he " * 12


def test_a_loop_is_tried_again_with_care_and_flagged() -> None:
    engine = Looping()
    good, mended, lost = recording(engine).translate(["iyi", "kötü!", "daha kötü!!"])
    assert good == Translation("well iyi", (), "recorder")
    assert mended.text == "well kötü!"
    assert lost.text.startswith("said that he")
    assert [flag.check for made in (mended, lost) for flag in made.flags] == ["loop", "loop"]
    assert mended.flags[0].message.startswith("“that he”: the model repeated itself; translated again")
    assert lost.flags[0].message.startswith("“that he”: the model repeats itself")
    assert sorted(engine.careful) == ["daha kötü!!", "kötü!"]


def test_repetition_that_stands_in_the_source_is_no_loop() -> None:
    engine = Recorder(max_tokens=50)
    (made,) = recording(engine).translate(["ha ha ha ha ha ha"])
    assert made.flags == ()
    assert engine.careful == []
    assert pieces.loops("hayır, hayır", "no no no no no no") == "no"
    assert pieces.loops("çok iyi", "very very good") is None


def test_when_the_model_says_nothing_the_source_stands_there_flagged() -> None:
    class Silent(Recorder):
        def translate(self, sentences: Sequence[str], *, careful: bool = False) -> list[str]:
            return ["" for _ in super().translate(sentences, careful=careful)]

    (made,) = recording(Silent()).translate(["bir iki"])
    assert made.text == "bir iki"
    assert [flag.check for flag in made.flags] == ["untranslated"]


# ------------------------------------------------------------------- memory


def test_what_was_translated_before_is_not_translated_again(tmp_path: Path) -> None:
    first, second = Looping(max_tokens=6), Looping(max_tokens=6)
    sentences = ["bir", "kötü!", "bir iki üç dört, beş altı yedi sekiz", "", "9"]
    with Memory(tmp_path / "memory.sqlite") as memory:
        made = recording(first, memory=memory).translate(sentences)
        again = recording(second, memory=memory).translate([*sentences, "on"])
    assert again[:-1] == made, "flags and all"
    assert second.batches == [["on"]]


def test_a_run_that_is_killed_and_started_again_ends_with_the_same(tmp_path: Path) -> None:
    windows = [[f"cümle {n} " + "söz " * (n % 5) for n in range(at, at + 50)] for at in range(0, 200, 50)]
    with Memory(tmp_path / "whole.sqlite") as memory:
        whole = [recording(Looping(), memory=memory).translate(window) for window in windows]
    with Memory(tmp_path / "killed.sqlite") as memory:
        for window in windows[:2]:
            recording(Looping(), memory=memory).translate(window)

    class Dying(Looping):
        def translate(self, sentences: Sequence[str], *, careful: bool = False) -> list[str]:
            super().translate(sentences, careful=careful)
            raise KeyboardInterrupt

    with Memory(tmp_path / "killed.sqlite") as memory:
        with pytest.raises(KeyboardInterrupt):
            recording(Dying(), memory=memory).translate(windows[2])
        engine = Looping()
        assert [recording(engine, memory=memory).translate(window) for window in windows] == whole
    assert sum(len(batch) for batch in engine.batches) == 100


def test_peoples_translations_outrank_the_machines(tmp_path: Path) -> None:
    with Memory(tmp_path / "memory.sqlite") as memory:
        engine = Recorder()
        recording(engine, memory=memory).translate(["bir", "iki"])
        memory.store(people("tr"), {"bir": Entry("One.", origin="office.tmx")})
        memory.store(people("az"), {"iki": Entry("wrong", origin="office.tmx")})
        one, two = recording(engine, memory=memory).translate(["bir", "iki"])
    assert (one.text, one.engine) == ("One.", "people:office.tmx")
    assert [flag.check for flag in one.flags] == ["memory"]
    assert "office.tmx" in one.flags[0].message
    assert two == Translation("IKI", (), "recorder")


def test_white_space_does_not_hide_peoples_translations(tmp_path: Path) -> None:
    texts = ["Bakan dün  Ankara\xa0şehrine gitti.", "Bakan dün Ankara şehrine\ngitti. ", "Bakan gitti."]
    engine = Recorder()
    with Memory(tmp_path / "memory.sqlite") as memory:
        entry = Entry("The minister went to Ankara.", origin="office.tmx")
        memory.store(people("tr"), {"Bakan dün Ankara şehrine gitti.": entry})
        made = recording(engine, memory=memory).translate(texts)
    assert [one.engine for one in made] == ["people:office.tmx", "people:office.tmx", "recorder"]
    assert made[0].text == made[1].text == "The minister went to Ankara."
    assert engine.batches == [["Bakan gitti."]]


# ------------------------------------------------------------------- lines


def test_lines_keep_their_ends_and_their_number() -> None:
    lines = ["bir\n", "\n", "iki\r\n", "  \n", "üç"]
    assert list(translate_lines(lines, recording(Recorder()))) == ["BIR\n", "\n", "IKI\r\n", "  \n", "ÜÇ"]
    assert list(translate_lines([], recording(Recorder()))) == []


def test_a_line_of_several_sentences_is_one_line_again() -> None:
    engine = Recorder()
    line = "Toplantı 6. gün bitti. Prof. Dr. A. Yılmaz konuştu.  Sonra dağıldılar.\n"
    assert (
        list(translate_lines([line, line], recording(engine))) == [" ".join(line.upper().split()) + "\n"] * 2
    )
    assert sorted(engine.batches[0]) == [
        "Prof. Dr. A. Yılmaz konuştu.",
        "Sonra dağıldılar.",
        "Toplantı 6. gün bitti.",
    ]


def test_lines_are_read_a_window_at_a_time() -> None:
    read = 0

    def lines() -> Iterator[str]:
        nonlocal read
        for number in range(100):
            read += 1
            yield f"satır {number}\n"

    stream = translate_lines(lines(), recording(Recorder()), window=10)
    next(stream)
    assert read == 10
    assert len(list(stream)) == 99


def test_very_long_lines_make_a_window_of_their_own() -> None:
    read = 0

    def lines() -> Iterator[str]:
        nonlocal read
        for _ in range(10):
            read += 1
            yield "1" * 2_000_000 + "\n"

    next(translate_lines(lines(), recording(Recorder())))
    assert read == 1


@pytest.mark.parametrize(("share", "cores"), [("150000 100000", 2), ("1000 100000", 1), ("max 100000", 5)])
def test_a_containers_share_of_the_cpu_is_minded(
    share: str, cores: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: range(5), raising=False)
    monkeypatch.setattr(translator, "CPU_SHARE", tmp_path / "cpu.max")
    assert translator.cores() == 5
    (tmp_path / "cpu.max").write_text(share + "\n")
    assert translator.cores() == cores


def test_the_line_for_the_user_names_the_model_and_its_signature() -> None:
    made = tiny(beam=3)
    assert "tiny-model" in made.why
    assert made.signature in made.why
    assert "|beam:3" in made.signature
