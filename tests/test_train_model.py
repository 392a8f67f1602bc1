"""The training script, whole, on a made-up language of a few words; and the parts that must not lie."""

from __future__ import annotations

import importlib.util
import itertools
import json
import logging
import random
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from translate import models

SCRIPT = Path(__file__).parents[1] / "scripts" / "train_model"
NOUNS = {"kedi": "cat", "köpek": "dog", "ev": "house", "araba": "car", "okul": "school", "kitap": "book"}
KINDS = {"büyük": "big", "küçük": "small", "yeni": "new", "eski": "old"}
PATTERN = (
    "The {1:red|blue} ball of {2:Ali|Ayşe} is {1:warm|cold}."
    "\t{2:Ali'nin|Ayşe'nin} {1:kırmızı|mavi} topu {1:sıcak|soğuk}."
)
TRUE_DRAWS = {
    ("The red ball of Ali is warm.", "Ali'nin kırmızı topu sıcak."),
    ("The red ball of Ayşe is warm.", "Ayşe'nin kırmızı topu sıcak."),
    ("The blue ball of Ali is cold.", "Ali'nin mavi topu soğuk."),
    ("The blue ball of Ayşe is cold.", "Ayşe'nin mavi topu soğuk."),
}


@pytest.fixture(scope="module")
def script() -> Iterator[Any]:
    """The script as a module; what it sets for the whole process is put back afterwards."""
    import torch

    loader = SourceFileLoader("train_model", str(SCRIPT))
    spec = importlib.util.spec_from_loader("train_model", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the imported libraries
        patch.setattr(torch.nn.functional, "dropout", torch.nn.functional.dropout)
        patch.setattr(logging, "basicConfig", lambda **_: None)
        patch.setitem(sys.modules, "train_model", module)
        patch.setattr(sys, "dont_write_bytecode", True)
        threads = torch.get_num_threads()
        loader.exec_module(module)
        yield module
        torch.set_num_threads(threads)
        torch.set_flush_denormal(False)


class Trained(NamedTuple):
    out: Path
    work: Path
    printed: str
    arguments: list[str]
    history: list[dict[str, Any]]


def sentences() -> list[tuple[str, str]]:
    pairs = itertools.product(KINDS.items(), NOUNS.items(), NOUNS.items(), (17, 340, 2026))
    return [
        (f"The {kind[1]} {one[1]} saw {number} {two[1]}s.", f"{kind[0]} {one[0]} {number} {two[0]} gördü.")
        for kind, one, two, number in pairs
    ]


def history(work: Path) -> list[dict[str, Any]]:
    import torch

    state = torch.load(work / "checkpoint.pt", weights_only=True)
    return [*state["history"], {"steps": state["steps"]}]


@pytest.fixture(scope="module")
def trained(script: Any, tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """A run of 60 steps on text of which three sentences stand in the test set."""
    folder = tmp_path_factory.mktemp("training")
    for name in ("data/patterns", "data/written", "eval"):
        (folder / name).mkdir(parents=True)
    pairs = sentences()
    rows = "".join(f"{english}\t{other}\ttatoeba\n" for english, other in pairs)
    (folder / "data/tr-en.tsv").write_text(rows, "utf-8")
    (folder / "data/patterns/p.tr-en.tsv").write_text(PATTERN + "\n", "utf-8")
    (folder / "data/written/news.az-en.tsv").write_text("A word.\tBir söz.\n", "utf-8")
    (folder / "data/README.md").write_text("| tatoeba | CC-BY | 9 | 5 | everyday | a site |\n", "utf-8")
    held = [*pairs[:2], ("THE RED BALL OF ALI IS WARM", "Başka bir şey.")]
    for side, lang in ((0, "en"), (1, "tr")):
        lines = "".join(pair[side] + "\n" for pair in held)
        (folder / f"eval/flores-dev.tr-en.{lang}").write_text(lines, "utf-8")
    named = [f"--{name}={folder / name}" for name in ("data", "eval", "work", "out")]
    sizes = (
        "--vocab 330 --dim 32 --ffn 128 --heads 2 --encoder 1 --decoder 1 --dropout 0.05 --batch-tokens 900"
        " --warmup 10 --workers 1 --agree 2"
    )
    arguments = [*named, *sizes.split(), "--report=10", "--lexicon-pairs=400", "--rate=0.004", "--vary=0"]
    printed: list[str] = []
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        patch.setattr("builtins.print", lambda *text, **_: printed.append(" ".join(map(str, text))))
        script.main([*arguments, "--steps=60"])
    return Trained(folder / "out", folder / "work", "\n".join(printed), arguments, history(folder / "work"))


def test_the_overlap_with_the_test_sets_is_removed_and_told(trained: Trained) -> None:
    assert trained.printed.startswith("3 training pairs removed")
    used = json.loads((trained.work / "text.json").read_text("utf-8"))
    assert used["removed"] == 3
    assert used["used"] == {"tatoeba": len(sentences()) - 2, "pattern:p.tr-en": 3, "news.az-en": 1}


def test_the_loss_falls(trained: Trained) -> None:
    losses = [entry["loss"] for entry in trained.history if "loss" in entry]
    assert len(losses) == 6
    assert losses[-1] < 0.8 * losses[0]
    assert losses[-1] < losses[2]


def test_the_folder_is_a_marian_model(trained: Trained) -> None:
    others = {models.VMAP, models.GENERATION, "tokenizer_config.json", "README.md"}
    assert {file.name for file in trained.out.iterdir()} == {*models.FILES, *others}
    vocabulary = json.loads((trained.out / "vocab.json").read_text("utf-8"))
    assert list(vocabulary.values()) == list(range(len(vocabulary)))
    assert list(vocabulary)[-1] == "<pad>"
    card = (trained.out / "README.md").read_text("utf-8")
    assert "| tatoeba | CC-BY | 430 | everyday | a site |" in card
    assert (
        "| news.az-en | CC0 | 1 | news and prose | written for this project by a large language model |"
        in card
    )
    assert "flores-dev.tr-en" in next(line for line in card.splitlines() if line.startswith("# "))


def test_both_engines_read_it_and_say_the_same(trained: Trained, tmp_path: Path) -> None:
    import ctranslate2
    import torch
    from safetensors import safe_open

    lines = [other for _, other in sentences()[5:400:40]] + ["Yeni 2026 \u2014 “çok” garip ☃ bir satır!"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # transformers recommends sacremoses, which would change the text
        from transformers import MarianMTModel, MarianTokenizer

        tokenizer = MarianTokenizer.from_pretrained(trained.out, local_files_only=True)
        model = MarianMTModel.from_pretrained(trained.out, use_safetensors=True, dtype=torch.float32).eval()
        ctranslate2.converters.TransformersConverter(str(trained.out)).convert(str(tmp_path / "ct2"))
    with safe_open(trained.out / "model.safetensors", "pt") as weights:
        assert weights.get_tensor("final_logits_bias").dtype == torch.float16
    joint = tokenizer.spm_source
    assert [tokenizer(line)["input_ids"] for line in lines] == joint.encode(lines, add_eos=True)

    batch = tokenizer(lines, return_tensors="pt", padding=True)
    made = model.generate(**batch, num_beams=1, do_sample=False, max_length=30)
    reference = tokenizer.batch_decode(made, skip_special_tokens=True)
    engine = ctranslate2.Translator(str(tmp_path / "ct2"), compute_type="float32")
    pieces = [[*tokens, "</s>"] for tokens in joint.encode(lines, out_type=str)]
    results = engine.translate_batch(pieces, beam_size=1, max_decoding_length=28)  # and the end
    assert [joint.decode(r.hypotheses[0]).split() for r in results] == [text.split() for text in reference]


def test_a_run_goes_on_where_it_was(script: Any, trained: Trained) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        script.main([*trained.arguments, "--steps=70"])
    resumed = history(trained.work)
    assert trained.history[-1] == {"steps": 60}
    assert resumed[-1] == {"steps": 70}
    assert resumed[: len(trained.history) - 1] == trained.history[:-1]
    assert [entry["step"] for entry in resumed if "loss" in entry] == [10, 20, 30, 40, 50, 60, 70]


def test_two_workers_train_one_model(trained: Trained, tmp_path: Path) -> None:
    import torch

    shutil.copytree(trained.work, tmp_path / "work")
    (tmp_path / "work" / "checkpoint.pt").unlink()
    own = [*trained.arguments, f"--work={tmp_path / 'work'}", f"--out={tmp_path / 'out'}", "--dev="]
    subprocess.run(
        [sys.executable, SCRIPT, *own, "--workers=2", "--steps=8"], check=True, capture_output=True
    )
    state = torch.load(tmp_path / "work" / "checkpoint.pt", weights_only=True)
    alone = torch.load(trained.work / "checkpoint.pt", weights_only=True)
    assert state["steps"] == 8
    pace = state["tokens"] / state["steps"], alone["tokens"] / alone["steps"]
    assert 1.6 < pace[0] / pace[1] < 2.4
    assert (tmp_path / "out" / "model.safetensors").exists()


def test_an_export_alone_changes_no_checkpoint(script: Any, trained: Trained, tmp_path: Path) -> None:
    before = (trained.work / "best.pt").read_bytes(), (trained.work / "checkpoint.pt").read_bytes()
    script.main([*trained.arguments, f"--out={tmp_path}", "--export-only", "--dev="])
    assert before == ((trained.work / "best.pt").read_bytes(), (trained.work / "checkpoint.pt").read_bytes())
    assert "not measured" in (tmp_path / "README.md").read_text("utf-8")
    assert (tmp_path / "model.safetensors").stat().st_size > 10_000


def test_the_pieces_that_may_come_out_are_those_of_the_english_side(script: Any, trained: Trained) -> None:
    joint = script.spm.SentencePieceProcessor(model_file=str(trained.work / "joint.model"))
    corpora = script.encode({}, trained.work, 160, 1)
    seen = {joint.id_to_piece(int(i)) for corpus in corpora.values() for i in corpus.targets.flat}
    listed = (trained.out / "vmap.txt").read_text("utf-8").removeprefix("\t").split()
    assert {piece for piece in listed if not piece.startswith("<0x")} == {
        piece for piece in seen if not piece.startswith("<0x")
    }
    assert sum(piece.startswith("<0x") for piece in listed) == 256
    assert len(listed) < len(joint)


def test_patterns_are_drawn_alike_on_both_sides(script: Any) -> None:
    english, other = PATTERN.split("\t")
    plain = script.Pair("It {is} so.", "Öyle {dir}.", "tatoeba", "tr")
    drawn = script.draw_patterns(
        [script.Pair(english, other, "pattern:p.tr-en", "tr"), plain], 60, random.Random(3)
    )
    assert drawn.pop() == plain
    assert {(pair.english, pair.other) for pair in drawn} == TRUE_DRAWS
    assert len(drawn) == len(TRUE_DRAWS)


@pytest.mark.parametrize(
    ("english", "other", "kept"),
    [
        ("Ministers met today.", "Bugün.", False),
        ("ministers met  today", "Bugün.", False),
        ("Something else.", "Bakanlar BULUŞTU...", False),
        ("Ministers met.", "Bakanlar.", True),
    ],
)
def test_overlap_is_seen_through_case_spaces_and_points(
    script: Any, tmp_path: Path, english: str, other: str, kept: bool
) -> None:
    (tmp_path / "news.tr-en.en").write_text("Ministers met today.\n", "utf-8")
    (tmp_path / "news.tr-en.tr").write_text("Bakanlar buluştu.\n", "utf-8")
    (tmp_path / "README.md").write_text("Ministers met.\n", "utf-8")
    pairs, removed = script.remove_overlap([script.Pair(english, other, "tatoeba", "tr")], tmp_path)
    assert (len(pairs), removed) == ((1, 0) if kept else (0, 1))


def test_numbers_are_exchanged_on_both_sides_or_on_neither(script: Any) -> None:
    digits = dict(zip(range(100, 110), range(10), strict=True))
    source, target = [7, 102, 100, 102, 106, 8, 103, 101, 0], [103, 101, 9, 102, 100, 102, 106, 0]
    changed = [script.swap_digits(source, target, digits, random.Random(seed)) for seed in range(20)]
    for new_source, new_target in changed:
        runs = script.digit_runs(new_source, digits), script.digit_runs(new_target, digits)
        assert sorted(new_source[a:b] for a, b in runs[0]) == sorted(new_target[a:b] for a, b in runs[1])
        assert [t for t in new_source if t < 100] == [7, 8, 0]
    assert len({tuple(new_source) for new_source, _ in changed}) > 5
    assert script.swap_digits(source, [103, 101, 0], digits, random.Random(1)) == (source, [103, 101, 0])


def test_a_source_is_cut_into_other_pieces_of_the_same_text(script: Any, trained: Trained) -> None:
    joint = script.spm.SentencePieceProcessor(model_file=str(trained.work / "joint.model"))
    text = "büyük köpek 340 kitap gördü."
    ids = joint.encode(text, add_eos=True)
    cuts = [script.cut_anew(ids, joint) for _ in range(30)]
    assert {joint.decode(cut[:-1]) for cut in cuts} == {text}
    assert {cut[-1] for cut in cuts} == {ids[-1]}
    assert len({tuple(cut) for cut in cuts}) > 5


def test_a_run_grows_into_a_larger_model_that_says_the_same(
    script: Any, trained: Trained, tmp_path: Path
) -> None:
    import torch

    def chances(arguments: list[str], work: Path) -> torch.Tensor:
        state = torch.load(work / "checkpoint.pt", weights_only=True)
        model = script.rebuild(script.parse(arguments), state["average"])
        source = torch.tensor([[5, 9, 12, 40, 0]])
        with torch.no_grad():
            return torch.as_tensor(
                model(input_ids=source, decoder_input_ids=torch.tensor([[40, 7, 9]])).logits
            )

    larger = [*trained.arguments, f"--work={tmp_path}", f"--out={tmp_path / 'out'}", "--dev="]
    larger += ["--encoder=3", "--ffn=160", f"--grow={trained.work}"]
    done = history(trained.work)[-1]["steps"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        script.main([*larger, f"--steps={done}"])
        before, after = chances(trained.arguments, trained.work), chances(larger, tmp_path)
        script.main([*larger, f"--steps={done + 10}"])
    assert before[:, :, :-1].std() > 0.5
    assert (before - after)[:, :, :-1].abs().max() < 0.1
    assert (tmp_path / "joint.model").read_bytes() == (trained.work / "joint.model").read_bytes()
    assert history(tmp_path)[-1] == {"steps": done + 10}
    assert not torch.equal(after, chances(larger, tmp_path))


@pytest.mark.parametrize(("option", "word"), [("--dim=64", "--grow"), ("--encoder=2", "--grow")])
def test_a_checkpoint_of_another_size_is_not_gone_on_with(
    script: Any, trained: Trained, option: str, word: str
) -> None:
    with pytest.raises(SystemExit, match=word):
        script.main([*trained.arguments, option, "--steps=70"])


def test_a_narrower_model_does_not_grow_out_of_a_wider_one(
    script: Any, trained: Trained, tmp_path: Path
) -> None:
    smaller = [*trained.arguments, f"--work={tmp_path}", f"--grow={trained.work}", "--ffn=64", "--steps=70"]
    with pytest.raises(SystemExit, match="ffn and encoder"):
        script.main(smaller)


def test_names_are_exchanged_on_both_sides_for_names_that_take_the_same_endings(script: Any) -> None:
    pairs = [
        script.Pair("Merkel flew to Ankara.", "Merkel Ankara'ya uçtu.", "composed-x", "tr"),
        script.Pair("Macron flew to Sofia.", "Macron Sofya'ya uçtu.", "composed-x", "tr"),
        script.Pair("The bill of Ersel passed.", "Ersel'in tasarısı geçti.", "composed-x", "tr"),
        script.Pair("Tomsk lies in Russia.", "Томск находится в России.", "composed-x", "ru"),
        script.Pair("Merkel praised Manila.", "Merkel Manilanı təriflədi.", "composed-x", "az"),
        script.Pair("Brussel and Malaga agreed.", "Brussel və Malaqa razılaşdı.", "composed-x", "az"),
    ]
    copies = [copy for seed in range(30) for copy in script.exchange_names(pairs, random.Random(seed), 1.0)]
    assert {copy.lang for copy in copies} == {"tr", "az"}
    texts = {(copy.english, copy.other) for copy in copies}
    assert ("Ersel flew to Ankara.", "Ersel Ankara'ya uçtu.") in texts
    assert ("The bill of Merkel passed.", "Merkel'in tasarısı geçti.") in texts
    assert ("Brussel praised Manila.", "Brussel Manilanı təriflədi.") in texts
    assert not any("Sofya'ya" in other and "Sofia" not in english for english, other in texts)
    assert not any("Macron" in english and "Merkel" in other for english, other in texts)


def test_composed_text_is_read_for_three_languages(script: Any, tmp_path: Path) -> None:
    (tmp_path / "composed").mkdir()
    (tmp_path / "composed" / "travel.tsv").write_text("Snow\tKar\tQar\tСнег\n", "utf-8")
    pairs = script.read_pairs(tmp_path)
    assert [(pair.english, pair.other, pair.lang) for pair in pairs] == [
        ("Snow", "Kar", "tr"), ("Snow", "Qar", "az"), ("Snow", "Снег", "ru"),
    ]  # fmt: skip
    assert [script.pool_of(pair) for pair in pairs] == ["written-tr", "written-az", "written-ru"]


def test_batches_hold_every_pair_once_in_groups_of_fours(script: Any) -> None:
    rng = random.Random(5)
    pairs = [([1] * rng.randint(1, 30), [2] * rng.randint(1, 30)) for _ in range(300)]
    pairs.sort(key=lambda pair: (script.fours(len(pair[0])), len(pair[1])))
    groups = list(script.cut(pairs, 600))
    assert [pair for group in groups for pair in group] == pairs
    assert all(len(group) % 4 == 0 for group in groups[:-1])
    for group in groups:
        sides = (script.padded([pair[side] for pair in group], 7) for side in (0, 1))
        assert sum(side.numel() for side in sides) <= 700
    assert script.padded([[1], [2] * 9], 7).shape == (2, 12)


def test_the_loss_and_its_gradients_are_those_of_smoothed_cross_entropy(script: Any) -> None:
    import torch

    torch.manual_seed(3)
    hidden, table, bias = (torch.randn(shape, requires_grad=True) for shape in ((70, 6), (11, 6), (11,)))
    gold = torch.randint(0, 11, (70,))
    mine = script.Smoothed.apply(hidden, table, bias, gold, 0.1, False)
    theirs = torch.nn.functional.cross_entropy(hidden @ table.T + bias, gold, label_smoothing=0.1)
    assert torch.isclose(mine, theirs)
    for ours, expected in zip(
        torch.autograd.grad(mine, (hidden, table, bias)),
        torch.autograd.grad(theirs, (hidden, table, bias)),
        strict=True,
    ):
        assert torch.allclose(ours, expected, atol=1e-6)


def test_joined_sentences_end_once(script: Any) -> None:
    sides = (script.Side(*script.flatten(rows)) for rows in ([[5, 0], [6, 0]], [[7, 0], [8, 8, 0]]))
    corpus = script.Corpus(*sides, seed=1)
    source, target = script.join_short(corpus, [3, 0], [4, 0], random.Random(2))
    assert source.count(0) == target.count(0) == 1
    assert source[0] == 3
    assert source[-1] == target[-1] == 0
    assert len(source) > 2


@pytest.mark.parametrize(
    ("lang", "tag", "pool"),
    [
        ("tr", "long.tr-en", "written-tr"),
        ("az", "mixed.az-en", "written-az"),
        ("tr", "pattern:news.tr-en", "patterns"),
        ("tr", "tatoeba-detok", "tatoeba-tr"),
        ("ru", "freedict-eng-rus", "interface-ru"),
        ("ru", "a source of tomorrow", "general-ru"),
    ],
)
def test_every_source_has_its_place_in_the_mix(script: Any, lang: str, tag: str, pool: str) -> None:
    assert script.pool_of(script.Pair("x", "y", tag, lang)) == pool


def test_a_language_outside_the_mix_is_refused(script: Any) -> None:
    with pytest.raises(SystemExit, match="no row of the mix takes kk"):
        script.pool_of(script.Pair("x", "y", "news", "kk"))


def test_a_broken_line_is_named(script: Any, tmp_path: Path) -> None:
    (tmp_path / "tr-en.tsv").write_text("one\tbir\ttatoeba\ntwo\tiki\n", "utf-8")
    with pytest.raises(SystemExit, match=r"tr-en\.tsv:2: 3 columns expected, 2 found"):
        script.read_pairs(tmp_path)
