"""The engines: the fast one says what the reference says; conversion survives crashes and company."""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from translate import engines, models
from translate.engines import conversion, longest_output
from translate.engines.conversion import MANIFEST, UNFINISHED, converted
from translate.engines.ctranslate2 import CTranslate2Engine
from translate.engines.marian import MarianEngine
from translate.errors import ModelError
from translate.evaluation import score
from translate.model_commands import verify
from translate.sentences import split

from . import tiny_model

ROOT = Path(__file__).parent.parent
LINES = [*tiny_model.TEXT.strip().splitlines(), "日本語🙂 and a </s> in it", "a", "<unk> <pad> x"]


def tiny(folder: Path | None = None) -> models.Chosen:
    return models.choose("tr", str(folder or tiny_model.folder()))


def test_ctranslate2_says_what_transformers_says(tmp_path: Path) -> None:
    fast = CTranslate2Engine(tiny(), precision="float32", folder=tmp_path)
    reference = MarianEngine(tiny())
    assert fast.count(LINES) == reference.count(LINES)
    assert fast.translate(LINES) == reference.translate(LINES)
    assert len(set(fast.translate(LINES))) > len(LINES) / 2, "the tiny model must have more than one answer"


def test_with_a_beam_they_nearly_agree(tmp_path: Path) -> None:
    # The two end a search by different rules, which nonsense shows more than sentences do.
    fast = CTranslate2Engine(tiny(), beam=3, precision="float32", folder=tmp_path).translate(LINES)
    reference = MarianEngine(tiny(), beam=3).translate(LINES)
    assert sum(a == b for a, b in zip(fast, reference, strict=True)) >= 2 * len(LINES) / 3
    assert fast != CTranslate2Engine(tiny(), precision="float32", folder=tmp_path).translate(LINES)


def test_how_much_length_counts_is_the_models_own_to_say(tmp_path: Path) -> None:
    said: dict[float, list[int]] = {}
    for penalty in (0.2, 4.0):
        folder = tiny_model.build(tmp_path / f"penalty-{penalty}")
        note = folder / models.GENERATION
        note.write_text(json.dumps({**json.loads(note.read_text()), "length_penalty": penalty}))
        made: tuple[engines.Engine, ...] = (
            CTranslate2Engine(tiny(folder), beam=4, precision="float32", folder=tmp_path),
            MarianEngine(tiny(folder), beam=4),
        )
        assert all(engine.signature.endswith(f"|beam:4|length_penalty:{penalty:g}") for engine in made)
        assert models.choose("tr", str(converted(tiny(folder), "int8", tmp_path))).length_penalty == penalty
        said[penalty] = [sum(map(len, engine.translate(LINES))) for engine in made]
    assert all(short < long for short, long in zip(*said.values(), strict=True))


def test_a_length_penalty_that_is_no_number_is_refused(tmp_path: Path) -> None:
    folder = tiny_model.build(tmp_path / "odd")
    (folder / models.GENERATION).write_text('{"length_penalty": "long"}')
    with pytest.raises(ModelError, match="length_penalty is no number"):
        tiny(folder)


def test_careful_decoding_repeats_nothing_in_either_engine(tmp_path: Path) -> None:
    fast = CTranslate2Engine(tiny(), precision="float32", folder=tmp_path).translate(LINES, careful=True)
    assert fast == MarianEngine(tiny()).translate(LINES, careful=True)
    for line in fast:
        runs = [line[at : at + 4] for at in range(len(line) - 3)]
        assert not any(len(set(run)) == 1 and runs.count(run) > 3 for run in runs)


def test_a_start_vector_that_training_moved_is_kept(tmp_path: Path) -> None:
    chosen = tiny(tiny_model.build(tmp_path / "moved", pad_is_zero=False))
    fast = CTranslate2Engine(chosen, precision="float32", folder=tmp_path)
    assert fast.translate(LINES) == MarianEngine(chosen).translate(LINES)
    assert json.loads((fast._path / MANIFEST).read_text())["never"] == ["<pad>"]


def test_the_target_tag_is_one_token_in_front(tmp_path: Path) -> None:
    folder = tiny_model.build(tmp_path / "tagged", tags=(">>eng<<", ">>fra<<"))
    said = {}
    for tag in ("", ">>eng<<", ">>fra<<"):
        chosen = models.choose("tr", str(folder), prefix=tag)
        fast = CTranslate2Engine(chosen, precision="float32", folder=tmp_path)
        assert fast.translate(LINES) == MarianEngine(chosen).translate(LINES)
        assert fast.max_tokens == (62 if tag else 63)
        said[tag] = tuple(fast.translate(LINES))
    assert len(set(said.values())) == 3


def test_eight_bits_are_the_default_and_nearly_the_same(tmp_path: Path) -> None:
    engine = CTranslate2Engine(tiny(), folder=tmp_path)
    assert "|precision:int8|" in engine.signature
    assert (engine._path / "model.bin").stat().st_size < 80_000
    assert len(engine.translate(LINES)) == len(LINES)


def test_signatures_tell_what_decides_the_output() -> None:
    chosen = tiny()
    signatures = {
        engines.load(name, chosen, beam=beam, threads=threads).signature
        for name in engines.ENGINES
        for beam in (1, 4)
        for threads in (1, 2)
    }
    assert len(signatures) == 4
    assert sum("length_penalty" in signature for signature in signatures) == 2  # nothing to greedy search
    assert all(f"digest:{chosen.digest}" in signature for signature in signatures)


def test_output_is_bounded_by_the_source_and_by_the_model(tmp_path: Path) -> None:
    engine = CTranslate2Engine(tiny(), folder=tmp_path)
    for line, made in zip(LINES, engine.translate(LINES), strict=True):
        # Pieces of the tiny vocabulary have at least one character; byte pieces may have less.
        assert len(made) <= 16 * min(longest_output(engine.count([line])[0] + 1), engine.max_tokens)


def test_what_a_sentence_becomes_does_not_depend_on_its_batch(tmp_path: Path) -> None:
    engine = CTranslate2Engine(tiny(), precision="float32", folder=tmp_path)
    alone = [engine.translate([line])[0] for line in LINES]
    assert engine.translate(LINES) == alone
    assert engine.translate(LINES[::-1]) == alone[::-1]


# ------------------------------------------------------------------- the embedded model


def turkish_seed() -> list[str]:
    seed = next((ROOT / "seeds").glob("002_*.txt")).read_text("utf-8")
    return [piece.strip() for line in seed.splitlines() for piece in split(line, "tr") if piece.strip()]


def test_both_engines_say_the_same_of_the_seed(tmp_path: Path) -> None:
    chosen = models.choose("tr", "embedded")
    sentences = turkish_seed()[:3]
    fast = CTranslate2Engine(chosen, precision="float32", folder=tmp_path).translate(sentences)
    assert fast == MarianEngine(chosen).translate(sentences)


def test_eight_bits_say_nearly_what_thirty_two_say(tmp_path: Path) -> None:
    chosen = models.choose("tr", "embedded")
    engines_by_bits = [CTranslate2Engine(chosen, precision=p, folder=tmp_path) for p in ("int8", "float32")]
    eight, thirty_two = (engine.translate(turkish_seed()[:10]) for engine in engines_by_bits)
    (chrf,) = score(eight, thirty_two, metrics=["chrF"])
    assert chrf.value > 80


def test_the_embedded_model_is_of_the_promised_size_and_sound(tmp_path: Path) -> None:
    chosen = models.choose("tr", "embedded")
    assert sum(file.stat().st_size for file in chosen.path.iterdir()) < 60e6
    assert sum(file.stat().st_size for file in converted(chosen, "int8", tmp_path).iterdir()) < 30e6
    checks = verify("embedded")
    assert [check.what for check in checks if not check.sound] == []


def test_a_translation_of_the_embedded_model_does_not_depend_on_its_batch(tmp_path: Path) -> None:
    sentences = [
        *tiny_model.TEXT.strip().splitlines(),
        "Cumhurbaşkanı bugün Ankara'da konuştu.",
        "Prezident bu gün Bakıda çıxış edib.",
        "Президент сегодня выступил в Москве.",
    ]
    engine = CTranslate2Engine(models.choose("tr", "embedded"), folder=tmp_path)
    alone = [engine.translate([sentence])[0] for sentence in sentences]
    assert engine.translate(sentences) == alone
    assert engine.translate(sentences[::-1]) == alone[::-1]


def test_only_what_a_models_list_names_comes_out(tmp_path: Path) -> None:
    folder = tiny_model.build(tmp_path / "model")
    free = CTranslate2Engine(tiny(folder), precision="float32", folder=tmp_path)
    said = free.translate(LINES)
    vocabulary = list(json.loads((folder / "vocab.json").read_text("utf-8")))
    allowed = [
        piece for piece in vocabulary if piece not in ("<unk>", "<pad>") and not set(piece) & set("ae")
    ]
    (folder / models.VMAP).write_text("\t" + " ".join(allowed) + "\n", "utf-8")
    bound = CTranslate2Engine(tiny(folder), precision="float32", folder=tmp_path)
    assert bound.chosen.digest != free.chosen.digest
    assert any(set(text) & set("ae") for text in said)
    assert not any(set(text) & set("ae") for text in bound.translate(LINES))
    assert len(set(bound.translate(LINES))) > len(LINES) / 2


def test_what_comes_out_of_the_embedded_model_is_english_or_bytes() -> None:
    chosen = models.choose("tr", "embedded")
    listed = (chosen.path / models.VMAP).read_text("utf-8").removeprefix("\t").split()
    vocabulary = json.loads((chosen.path / "vocab.json").read_text("utf-8"))
    assert set(listed) <= set(vocabulary)
    assert len(listed) < 0.6 * len(vocabulary)
    assert {f"<0x{byte:02X}>" for byte in range(256)} | {"</s>", "▁the", "s", "7"} <= set(listed)
    assert sum(bool(re.search("[а-я]{2}", piece)) for piece in listed) < 3


# ------------------------------------------------------------------- the table


@pytest.mark.parametrize("name", engines.ENGINES)
def test_every_engine_of_the_table_loads(name: str) -> None:
    module = importlib.import_module(f"translate.engines.{engines.ENGINES[name]}")
    assert callable(module.load)
    assert engines.load(name, tiny(), beam=1, threads=1).translate(["a"])


def test_an_unknown_engine_lists_the_known_ones() -> None:
    with pytest.raises(ModelError, match="ctranslate2, transformers"):
        engines.load("marian-nmt", tiny(), beam=1, threads=1)


def test_translation_needs_neither_torch_nor_transformers() -> None:
    program = (
        "import sys; from translate.translator import Translator; "
        f"t = Translator('tr', model={str(tiny_model.folder())!r}); "
        "assert 'ctranslate2' not in sys.modules, 'loaded too early'; "
        "t.translate(['Merhaba']); "
        "assert 'ctranslate2' in sys.modules; "
        "print([name for name in ('torch', 'transformers', 'lxml', 'sacrebleu') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("model.safetensors", b""),
        ("model.safetensors", b"\xff" * 5000),
        ("vocab.json", b"{}"),
        ("vocab.json", b'{"<unk>": "x", "</s>": 0, "<pad>": 2}'),
        ("vocab.json", b'{"<unk>": 1, "</s>": 0, "<pad>": 70000}'),
        ("source.spm", b""),
        ("source.spm", b"no pieces"),
        ("tokenizer_config.json", b"{"),
    ],
)
def test_a_damaged_model_is_named_by_the_reference_too(tmp_path: Path, name: str, content: bytes) -> None:
    folder = tiny_model.build(tmp_path / "damaged")
    (folder / name).write_bytes(content)
    with pytest.raises(ModelError, match=r"damaged: .*fetch or copy the model again"):
        MarianEngine(tiny(folder)).translate(["a"])


# ------------------------------------------------------------------- conversion


def test_processes_that_start_at_once_get_one_whole_conversion(tmp_path: Path) -> None:
    with ThreadPoolExecutor(6) as pool:
        paths = list(pool.map(lambda _: converted(tiny(), "int8", tmp_path), range(6)))
    assert len(set(paths)) == 1
    assert [path.name for path in tmp_path.iterdir()] == [paths[0].name]
    assert converted(tiny(), "int8", tmp_path) == paths[0]


def test_a_conversion_that_crashed_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(conversion, "_put_in_place", die)
        with pytest.raises(KeyboardInterrupt):
            converted(tiny(), "int8", tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert (converted(tiny(), "int8", tmp_path) / MANIFEST).is_file()


@pytest.mark.parametrize("damage", ["truncated weights", "no manifest", "broken manifest", "no vocabulary"])
def test_a_damaged_conversion_is_made_again(tmp_path: Path, damage: str) -> None:
    path = converted(tiny(), "int8", tmp_path)
    whole = {file.name: file.read_bytes() for file in path.iterdir()}
    if damage == "truncated weights":
        (path / "model.bin").write_bytes(whole["model.bin"][:1000])
    elif damage == "no manifest":
        (path / MANIFEST).unlink()
    elif damage == "broken manifest":
        (path / MANIFEST).write_text("{")
    else:
        (path / "shared_vocabulary.json").unlink()
    assert converted(tiny(), "int8", tmp_path) == path
    assert {file.name: file.read_bytes() for file in path.iterdir()} == whole


def test_what_a_killed_process_left_behind_is_swept_away_after_a_day(tmp_path: Path) -> None:
    import os

    old, new = tmp_path / f"{UNFINISHED}old", tmp_path / f"{UNFINISHED}new"
    old.mkdir()
    new.mkdir()
    os.utime(old, (0, 0))
    converted(tiny(), "int8", tmp_path)
    assert not old.exists()
    assert new.exists()


def test_a_cache_that_cannot_be_written_does_not_stop_the_translation(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    path = converted(tiny(), "int8", blocked / "cache")
    assert (path / "model.bin").is_file()
    assert "made again at every start" in caplog.text


def test_a_converted_folder_runs_as_it_is(tmp_path: Path) -> None:
    path = converted(tiny(), "int8", tmp_path / "cache")
    chosen = models.choose("tr", str(path))
    assert chosen.layout == "ctranslate2"
    assert CTranslate2Engine(chosen).translate(LINES) == CTranslate2Engine(tiny()).translate(LINES)
    with pytest.raises(ModelError, match="transformers cannot run it"):
        MarianEngine(chosen)


def test_weights_that_do_not_fit_the_configuration(tmp_path: Path) -> None:
    folder = tiny_model.build(tmp_path / "model")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"encoder_layers": 3}))
    with pytest.raises(ModelError, match=r"encoder\.layers\.2.*translate models verify"):
        converted(tiny(folder), "int8", tmp_path)
    (folder / "model.safetensors").write_bytes(b"\0" * 64)
    with pytest.raises(ModelError, match="cannot be read"):
        converted(tiny(folder), "int8", tmp_path)
