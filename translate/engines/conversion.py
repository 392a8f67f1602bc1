"""MarianMT weights into the form that CTranslate2 runs: once, cached, safe when two processes start.

The weights go from safetensors into CTranslate2's own specification through NumPy, without PyTorch and
transformers, so that the first translation after the installation starts in a second or two. A test
holds the result to the output of transformers.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import logging
import math
import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import ModelError
from ..models import GENERATION, VMAP, Chosen, cache_folder

logger = logging.getLogger(__name__)

# Raised when the converted form changes, so that old conversions are not taken for new ones.
LAYOUT = 2
MANIFEST = "ungarble.json"
UNFINISHED = ".unfinished-"
ACTIVATIONS = {"relu": "RELU", "gelu": "GELU", "gelu_new": "GELUTanh", "swish": "SWISH", "silu": "SWISH"}


def converted(chosen: Chosen, precision: str, folder: Path | None = None) -> Path:
    """The model as a CTranslate2 folder, made where there is none yet in ``folder`` (the user's cache).

    It is written under another name and renamed when it is whole, so that neither a crash nor a second
    process leaves a half model behind that is believed. Raises `ModelError`.
    """
    if chosen.layout == "ctranslate2":
        return chosen.path
    parent = folder or cache_folder() / "converted"
    final = parent / f"{chosen.path.name[:60]}-{chosen.digest}-{precision}-{LAYOUT}"
    if _whole(final):
        return final
    try:
        parent.mkdir(parents=True, exist_ok=True)
        _sweep(parent)
        made = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=parent))
    except OSError as error:
        parent = Path(tempfile.mkdtemp(prefix="ungarble-"))
        atexit.register(shutil.rmtree, parent, ignore_errors=True)
        logger.warning(
            "The converted model cannot be kept (%s); it is made again at every start, in %s", error, parent
        )
        final, made = parent / final.name, Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=parent))
    try:
        logger.info("Converting %s for CTranslate2 (once)", chosen.name)
        _write(chosen, precision, made)
        return _put_in_place(made, final)
    except OSError as error:
        raise ModelError(
            f"{final}: the model cannot be converted ({error}). Free some space there."
        ) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _put_in_place(made: Path, final: Path) -> Path:
    broken = made.with_suffix(".broken")
    for _ in range(3):  # others may be doing the same
        try:
            os.rename(made, final)
            return final
        except OSError:
            if _whole(final):  # another process was quicker
                return final
            with contextlib.suppress(FileNotFoundError):
                os.rename(final, broken)
            shutil.rmtree(broken, ignore_errors=True)
    raise OSError(f"{final} changes while it is being written")


def _whole(folder: Path) -> bool:
    """Whether every file has the size that the manifest, which is written last, gives it."""
    try:
        sizes = json.loads((folder / MANIFEST).read_text("utf-8"))["sizes"]
        return all((folder / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _sweep(parent: Path) -> None:
    """Removes what a crashed conversion left a day ago or earlier."""
    for left in parent.glob(UNFINISHED + "*"):
        if time.time() - left.stat().st_mtime > 86_400:
            shutil.rmtree(left, ignore_errors=True)


def manifest(folder: Path) -> dict[str, Any]:
    """What the conversion wrote down; nothing for a folder that was converted elsewhere."""
    try:
        content: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
    except FileNotFoundError:
        return {}
    return content


def _write(chosen: Chosen, precision: str, folder: Path) -> None:
    config = json.loads((chosen.path / "config.json").read_text("utf-8"))
    vocabulary = json.loads((chosen.path / "vocab.json").read_text("utf-8"))
    try:
        spec, pad = _specification(config, vocabulary, _weights(chosen.path / "model.safetensors"))
        spec.validate()
        spec.optimize(quantization=precision)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise ModelError(
            f"{chosen.path}: its weights do not fit its config.json and vocab.json ({error}). "
            "`translate models verify` says more; fetch or copy the model again."
        ) from error
    spec.save(str(folder))
    for name in ("source.spm", "target.spm", GENERATION, VMAP):
        with contextlib.suppress(FileNotFoundError):  # of the last two; the first two were looked for
            shutil.copyfile(chosen.path / name, folder / name)
    files = [file for file in folder.iterdir() if file.is_file()]
    for file in files:
        with open(file, "rb+") as content:
            os.fsync(content.fileno())
    note = {
        "model": chosen.name,
        "digest": chosen.digest,
        "max_tokens": max_tokens(chosen.path, config),
        "never": pad,
        "sizes": {file.name: file.stat().st_size for file in files},
    }
    (folder / MANIFEST).write_text(json.dumps(note, indent=1) + "\n", "utf-8")


def max_tokens(path: Path, config: Mapping[str, Any]) -> int:
    """The longest input in tokens, without its end mark, that configuration and tokeniser allow."""
    try:
        tokeniser = json.loads((path / "tokenizer_config.json").read_text("utf-8"))
    except (OSError, ValueError):
        tokeniser = {}
    limit = min(int(config.get("max_position_embeddings", 512)), int(tokeniser.get("model_max_length", 512)))
    return max(limit - 1, 2)


def _weights(file: Path) -> dict[str, Any]:
    """Every tensor as float32."""
    import numpy as np
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(file, framework="np") as content:
            return {name: content.get_tensor(name).astype(np.float32) for name in content.keys()}  # noqa: SIM118
    except (SafetensorError, TypeError) as error:
        raise ModelError(
            f"{file}: cannot be read ({error}). It must be whole and hold 16 or 32 bit floats (not bfloat16)."
        ) from error


def _specification(
    config: Mapping[str, Any], vocabulary: Mapping[str, int], weights: Any
) -> tuple[Any, list[str]]:
    """The model as CTranslate2 describes one, and the tokens that must never come out of it."""
    from ctranslate2.specs import common_spec, transformer_spec

    spec = transformer_spec.TransformerSpec.from_config(
        (config["encoder_layers"], config["decoder_layers"]),
        config["encoder_attention_heads"],
        pre_norm=False,
        activation=common_spec.Activation[ACTIVATIONS[config["activation_function"]]],
    )
    read = _Reader(weights, config)
    read.stack("encoder", spec.encoder, spec.encoder.embeddings[0])
    read.stack("decoder", spec.decoder, spec.decoder.embeddings)
    spec.decoder.projection.weight = weights.get("lm_head.weight", spec.decoder.embeddings.weight)
    bias = weights.get("final_logits_bias")
    if bias is not None and bias.any():
        spec.decoder.projection.bias = bias.reshape(-1)

    tokens = sorted(vocabulary, key=lambda token: vocabulary[token])[: config["vocab_size"]]
    start = config["decoder_start_token_id"]
    never = _start_of_decoding(spec, tokens, start)
    spec.config.unk_token, spec.config.eos_token = "<unk>", tokens[config["eos_token_id"]]
    spec.config.decoder_start_token = never[0] if never else spec.config.eos_token
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)
    return spec, never


def _start_of_decoding(spec: Any, tokens: list[str], start: int) -> list[str]:
    """Marian starts from a zero vector, which stands as the last row of the embeddings, ``<pad>``.

    Where that row is zero, CTranslate2 has an option for it, and the row is dropped so that it cannot
    be generated. Where training moved it, the row stays and the token must be kept from the output.
    """
    if start != len(tokens) - 1 or spec.decoder.embeddings.weight[start].any():
        return [tokens[start]]
    spec.decoder.start_from_zero_embedding = True
    tokens.pop()
    for part in (spec.encoder.embeddings[0], spec.decoder.embeddings, spec.decoder.projection):
        part.weight = part.weight[:start]
    if spec.decoder.projection.has_bias():
        spec.decoder.projection.bias = spec.decoder.projection.bias[:start]
    return []


class _Reader:
    """Puts the weights that MarianMT names into the places of CTranslate2's specification."""

    def __init__(self, weights: Mapping[str, Any], config: Mapping[str, Any]) -> None:
        self.weights, self.config = weights, config

    def stack(self, side: str, spec: Any, embeddings: Any) -> None:
        """One side of the model: embeddings, positions, layers."""
        own = f"model.{side}.embed_tokens.weight"
        embeddings.weight = self.weights[own if own in self.weights else "model.shared.weight"]
        width = self.config["d_model"]
        spec.scale_embeddings = math.sqrt(width) if self.config.get("scale_embedding") else 1.0
        positions = f"model.{side}.embed_positions.weight"
        known = self.weights.get(positions)
        spec.position_encodings.encodings = (
            _sinusoids(self.config["max_position_embeddings"], width) if known is None else known
        )
        for number, layer in enumerate(spec.layer):
            name = f"model.{side}.layers.{number}"
            self.attention(layer.self_attention, f"{name}.self_attn", fused=(("q", "k", "v"),))
            if side == "decoder":
                self.attention(layer.attention, f"{name}.encoder_attn", fused=(("q",), ("k", "v")))
            self.linear(layer.ffn.linear_0, f"{name}.fc1")
            self.linear(layer.ffn.linear_1, f"{name}.fc2")
            self.norm(layer.ffn.layer_norm, f"{name}.final_layer_norm")

    def attention(self, spec: Any, name: str, fused: tuple[tuple[str, ...], ...]) -> None:
        import numpy as np

        for linear, letters in zip(spec.linear, fused, strict=False):
            linear.weight = np.concatenate(
                [self.weights[f"{name}.{letter}_proj.weight"] for letter in letters]
            )
            linear.bias = np.concatenate([self.weights[f"{name}.{letter}_proj.bias"] for letter in letters])
        self.linear(spec.linear[-1], f"{name}.out_proj")
        self.norm(spec.layer_norm, f"{name}_layer_norm")

    def linear(self, spec: Any, name: str) -> None:
        spec.weight, spec.bias = self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]

    def norm(self, spec: Any, name: str) -> None:
        spec.gamma, spec.beta = self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]


def _sinusoids(positions: int, width: int) -> Any:
    """The position table of MarianMT: sines in the first half, cosines in the second.

    From "Attention Is All You Need" (arXiv:1706.03762), section 3.5, not interleaved.
    """
    import numpy as np

    angles = np.arange(positions)[:, None] / np.power(10_000, 2 * np.arange((width + 1) // 2) / width)
    table = np.concatenate([np.sin(angles), np.cos(angles)[:, : width // 2]], axis=1)
    return table.astype(np.float32)
