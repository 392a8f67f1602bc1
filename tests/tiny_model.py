"""A MarianMT model in the layout of the real ones, small enough to be made for a test: random weights.

Its SentencePiece vocabulary is trained on a few lines, with byte fallback, so that it reads anything.
What it says is nonsense, but always the same nonsense.
"""

from __future__ import annotations

import functools
import json
import os
import tempfile
from pathlib import Path

WIDTH = 32
TEXT = """
Türkiye Cumhurbaşkanı zirvede konuştu ve liderlere teşekkür etti.
Enerji ve güvenlik konuları ele alındı; toplantı iki gün sürdü.
Kazakistan'ın başkentinde düzenlenen zirveye yirmi yedi ülke katıldı.
Azərbaycan Prezidenti görüşdə məsələləri müzakirə edib.
Bakıda keçirilən iclasda iyirmi yeddi ölkə iştirak edirdi, sonra bəyanat qəbul olundu.
Президент заявил, что переговоры продолжатся на следующей неделе.
Министр иностранных дел встретился с послом; стороны обсудили торговлю.
The president said that talks would go on next week, and thanked the hosts.
The ministers of twenty-seven countries met in the capital; the meeting lasted two days.
Energy and security were discussed, but no decision was taken.
"""


@functools.cache
def folder() -> Path:
    """A model that all tests of a session share; not to be changed."""
    return build(Path(tempfile.mkdtemp(dir=os.environ["XDG_CACHE_HOME"])) / "tiny-model")


def build(folder: Path, *, seed: int = 7, pad_is_zero: bool = True, tags: tuple[str, ...] = ()) -> Path:
    """Writes the model into ``folder``. ``tags`` are target tags such as ``>>eng<<`` for its vocabulary.

    With ``pad_is_zero`` false, the vector that decoding starts from is not zero, as after some trainings.
    """
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = [*_train_pieces(folder), *tags, "<pad>"]
    pad = len(vocabulary) - 1
    _json(folder / "vocab.json", {piece: number for number, piece in enumerate(vocabulary)})
    _json(folder / "tokenizer_config.json", {
        "tokenizer_class": "MarianTokenizer", "source_lang": "mul", "target_lang": "en",
        "model_max_length": 64, "unk_token": "<unk>", "eos_token": "</s>", "pad_token": "<pad>",
        "separate_vocabs": False,
    })  # fmt: skip
    _json(folder / "config.json", {
        "model_type": "marian", "architectures": ["MarianMTModel"], "vocab_size": len(vocabulary),
        "decoder_vocab_size": len(vocabulary), "d_model": WIDTH, "encoder_layers": 2, "decoder_layers": 1,
        "encoder_ffn_dim": 2 * WIDTH, "decoder_ffn_dim": 2 * WIDTH, "encoder_attention_heads": 2,
        "decoder_attention_heads": 2, "activation_function": "swish", "max_position_embeddings": 128,
        "scale_embedding": True, "share_encoder_decoder_embeddings": True, "tie_word_embeddings": True,
        "pad_token_id": pad, "decoder_start_token_id": pad, "eos_token_id": 0, "forced_eos_token_id": 0,
        "bos_token_id": None, "is_encoder_decoder": True, "dropout": 0.0, "dtype": "float16",
    })  # fmt: skip
    _json(folder / "generation_config.json", {
        "num_beams": 4, "max_length": 512, "bad_words_ids": [[pad]], "forced_eos_token_id": 0,
        "pad_token_id": pad, "decoder_start_token_id": pad, "eos_token_id": 0, "bos_token_id": None,
    })  # fmt: skip
    _weights(folder / "model.safetensors", len(vocabulary), seed, pad_is_zero)
    return folder


def _train_pieces(folder: Path) -> list[str]:
    import sentencepiece

    text, prefix = folder / "text.txt", folder / "joint"
    text.write_text(TEXT.strip() + "\n", "utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text), model_prefix=str(prefix), vocab_size=420, model_type="unigram",
        character_coverage=1.0, byte_fallback=True, eos_id=0, unk_id=1, bos_id=-1, pad_id=-1,
        minloglevel=2, num_threads=1,
    )  # fmt: skip
    joint = prefix.with_suffix(".model")
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes(joint.read_bytes())
    for file in (text, joint, prefix.with_suffix(".vocab")):
        file.unlink()
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    return [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]


def _weights(file: Path, vocabulary: int, seed: int, pad_is_zero: bool) -> None:
    """Random weights under the names that MarianMT gives them, as 16 bit floats."""
    import numpy as np
    from safetensors.numpy import save_file

    random = np.random.default_rng(seed)
    shared = random.normal(0, 0.4, (vocabulary, WIDTH))
    shared[-1] = 0.0 if pad_is_zero else 0.5
    bias = np.zeros((1, vocabulary))
    bias[0, 0] = 2.0  # so that sentences come to an end
    weights = {"model.shared.weight": shared, "final_logits_bias": bias}

    def linear(name: str, rows: int, columns: int) -> None:
        weights[f"{name}.weight"] = random.normal(0, 0.4, (rows, columns))
        weights[f"{name}.bias"] = random.normal(0, 0.1, rows)

    def norm(name: str) -> None:
        weights[f"{name}.weight"], weights[f"{name}.bias"] = np.ones(WIDTH), np.zeros(WIDTH)

    for layer, attentions in (
        ("encoder.layers.0", ["self_attn"]),
        ("encoder.layers.1", ["self_attn"]),
        ("decoder.layers.0", ["self_attn", "encoder_attn"]),
    ):
        for attention in attentions:
            for letter in ("q_proj", "k_proj", "v_proj", "out_proj"):
                linear(f"model.{layer}.{attention}.{letter}", WIDTH, WIDTH)
            norm(f"model.{layer}.{attention}_layer_norm")
        linear(f"model.{layer}.fc1", 2 * WIDTH, WIDTH)
        linear(f"model.{layer}.fc2", WIDTH, 2 * WIDTH)
        norm(f"model.{layer}.final_layer_norm")
    save_file({name: value.astype(np.float16) for name, value in weights.items()}, file, {"format": "pt"})


def _json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
