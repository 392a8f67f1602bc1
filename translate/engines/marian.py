"""transformers: the reference that the faster engine is held to, and the one for unusual devices."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from importlib import metadata
from typing import Any

from ..errors import ModelError
from ..models import Chosen
from . import longest_output, search
from .conversion import max_tokens
from .ctranslate2 import printable

# What transformers and its tokeniser raise for files that are cut short or do not fit one another.
DAMAGE = (OSError, RuntimeError, ValueError, TypeError, AttributeError, LookupError)
AGAIN = "`translate models verify` says more; fetch or copy the model again."


def load(chosen: Chosen, *, beam: int, threads: int, device: str) -> MarianEngine:
    return MarianEngine(chosen, beam=beam, threads=threads, device=device)


class MarianEngine:
    """MarianMT as transformers runs it: 32 bit floats, one batch at a time on ``threads`` cores."""

    workers = 1
    precision = "float32"

    def __init__(self, chosen: Chosen, *, beam: int = 1, threads: int = 1, device: str = "cpu") -> None:
        if chosen.layout != "marian":
            raise ModelError(f"{chosen.path}: is converted for CTranslate2; transformers cannot run it.")
        self.chosen, self.beam, self.threads, self.device = chosen, beam, threads, device

    @property
    def signature(self) -> str:
        return "|".join(
            (
                f"model:{self.chosen.name}",
                f"digest:{self.chosen.digest}",
                f"engine:transformers-{metadata.version('transformers')}",
                f"torch:{metadata.version('torch')}",
                f"precision:{self.precision}",
                search(self.chosen, self.beam),
            )
        )

    @cached_property
    def _config(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads((self.chosen.path / "config.json").read_text("utf-8"))
        return content

    @cached_property
    def max_tokens(self) -> int:
        return max_tokens(self.chosen.path, self._config) - (1 if self.chosen.prefix else 0)

    @cached_property
    def _tokeniser(self) -> Any:
        import warnings

        from transformers import MarianTokenizer

        try:
            with warnings.catch_warnings():
                warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")
                # A "</s>" in the text is text.
                tokeniser = MarianTokenizer.from_pretrained(
                    self.chosen.path, local_files_only=True, split_special_tokens=True
                )
            if max(tokeniser.get_vocab().values()) >= self._config["vocab_size"]:
                raise ValueError("vocab.json names more pieces than config.json")
        except DAMAGE as error:
            raise ModelError(
                f"{self.chosen.path}: its SentencePiece files or vocab.json are damaged ({error}). {AGAIN}"
            ) from error
        return tokeniser

    @cached_property
    def _model(self) -> Any:
        import torch
        from safetensors import SafetensorError
        from transformers import GenerationConfig, MarianMTModel
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()
        if self.device == "cpu":
            torch.set_num_threads(self.threads)
        try:
            model = MarianMTModel.from_pretrained(
                self.chosen.path,
                local_files_only=True,
                trust_remote_code=False,
                use_safetensors=True,
                dtype=torch.float32,
            ).to(self.device)
        except (*DAMAGE, SafetensorError, AssertionError) as error:  # the last: no such device
            raise ModelError(f"{self.chosen.path}: transformers cannot load it ({error}). {AGAIN}") from error
        model.generation_config = GenerationConfig()  # what the folder prescribes must not decide in silence
        return model.eval()

    def count(self, sentences: Sequence[str]) -> list[int]:
        return [len(self._tokeniser.tokenize(sentence)) for sentence in sentences]

    def translate(self, sentences: Sequence[str], *, careful: bool = False) -> list[str]:
        import torch
        from transformers import GenerationConfig

        tag = f"{self.chosen.prefix} " if self.chosen.prefix else ""
        batch = self._tokeniser([tag + sentence for sentence in sentences], return_tensors="pt", padding=True)
        bounds = [longest_output(count) for count in batch["attention_mask"].sum(1).tolist()]
        start = self._config["decoder_start_token_id"]
        options = GenerationConfig(
            num_beams=self.beam,
            # transformers warns of a penalty where there is no beam
            length_penalty=self.chosen.length_penalty if self.beam > 1 else None,
            do_sample=False,
            min_new_tokens=1,
            max_new_tokens=min(max(bounds), self.max_tokens),
            no_repeat_ngram_size=3 if careful else 0,
            suppress_tokens=sorted({start, self._tokeniser.pad_token_id, self._tokeniser.unk_token_id}),
            decoder_start_token_id=start,
            eos_token_id=self._config["eos_token_id"],
            pad_token_id=self._tokeniser.pad_token_id,
        )
        with torch.inference_mode():
            output = self._model.generate(**batch.to(self.device), generation_config=options)
        texts = (
            self._tokeniser.decode(
                tokens[1 : bound + 1], skip_special_tokens=True, use_source_tokenizer=False
            )
            for tokens, bound in zip(output, bounds, strict=True)
        )
        return [printable(text) for text in texts]
