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
    """Writes the model into ``folder``. ``tags`` are target tags such as ``>>eng<<`` for its vocabulary."""
    import sentencepiece
    import torch
    from transformers import MarianConfig, MarianMTModel

    folder.mkdir(parents=True, exist_ok=True)
    text = folder / "text.txt"
    text.write_text(TEXT.strip() + "\n", "utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text), model_prefix=str(folder / "joint"), vocab_size=420, model_type="unigram",
        character_coverage=1.0, byte_fallback=True, eos_id=0, unk_id=1, bos_id=-1, pad_id=-1,
        minloglevel=2, num_threads=1,
    )  # fmt: skip
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "joint.model"))
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes((folder / "joint.model").read_bytes())
    for name in ("text.txt", "joint.model", "joint.vocab"):
        (folder / name).unlink()
    vocabulary = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())] + [*tags, "<pad>"]
    _json(folder / "vocab.json", {piece: number for number, piece in enumerate(vocabulary)})
    _json(folder / "tokenizer_config.json", {
        "tokenizer_class": "MarianTokenizer", "source_lang": "mul", "target_lang": "en",
        "model_max_length": 64, "unk_token": "<unk>", "eos_token": "</s>", "pad_token": "<pad>",
        "separate_vocabs": False,
    })  # fmt: skip
    pad = len(vocabulary) - 1
    torch.manual_seed(seed)
    model = MarianMTModel(MarianConfig(
        vocab_size=len(vocabulary), d_model=32, encoder_layers=2, decoder_layers=1, encoder_ffn_dim=64,
        decoder_ffn_dim=64, encoder_attention_heads=2, decoder_attention_heads=2, activation_function="swish",
        max_position_embeddings=128, scale_embedding=True, pad_token_id=pad, decoder_start_token_id=pad,
        eos_token_id=0, forced_eos_token_id=0, bos_token_id=None, dropout=0.0, init_std=0.4,
    ))  # fmt: skip
    with torch.no_grad():
        model.model.shared.weight[pad] = 0.0 if pad_is_zero else 0.5
        model.final_logits_bias[0, 0] = 2.0
    model.half().save_pretrained(folder)
    return folder


def _json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
