"""CTranslate2: the default on a CPU, with 8 bit weights; neither PyTorch nor transformers is imported."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import Any

from ..errors import ModelError
from ..models import Chosen
from . import longest_output, search
from .conversion import converted, manifest

# Byte pieces can put together line breaks and other controls, and broken UTF-8.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")


def load(chosen: Chosen, *, beam: int, threads: int, device: str) -> CTranslate2Engine:
    return CTranslate2Engine(chosen, beam=beam, threads=threads, device=device)


class CTranslate2Engine:
    """A MarianMT model in CTranslate2. ``folder`` is where the conversion is kept, if not in the cache.

    Batches run side by side, one core each (``threads`` of them): faster than one batch on several
    cores. The process must not be forked once the model is loaded.
    """

    def __init__(
        self,
        chosen: Chosen,
        *,
        beam: int = 1,
        threads: int = 1,
        device: str = "cpu",
        precision: str | None = None,
        folder: Path | None = None,
    ) -> None:
        self.chosen, self.beam, self.device, self.folder = chosen, beam, device, folder
        self.workers = threads if device == "cpu" else 1
        self.precision = precision or ("int8" if device == "cpu" else "float16")

    @property
    def signature(self) -> str:
        return "|".join(
            (
                f"model:{self.chosen.name}",
                f"digest:{self.chosen.digest}",
                f"engine:ctranslate2-{metadata.version('ctranslate2')}",
                f"precision:{self.precision}",
                search(self.chosen, self.beam),
            )
        )

    @cached_property
    def _path(self) -> Path:
        return converted(self.chosen, self.precision, self.folder)

    @cached_property
    def _manifest(self) -> dict[str, Any]:
        return manifest(self._path)

    @cached_property
    def max_tokens(self) -> int:
        return int(self._manifest.get("max_tokens", 511)) - (1 if self.chosen.prefix else 0)

    @cached_property
    def _model(self) -> Any:
        import ctranslate2

        try:
            return ctranslate2.Translator(
                str(self._path),
                device=self.device,
                compute_type=self.precision,
                inter_threads=self.workers,
                intra_threads=1,
            )
        except (RuntimeError, ValueError) as error:
            raise ModelError(
                f"{self._path}: CTranslate2 cannot load it ({error}). "
                "If that folder is a conversion, remove it; `translate models verify` checks the model."
            ) from error

    @cached_property
    def _pieces(self) -> tuple[Any, Any]:
        import sentencepiece

        try:
            source, target = (
                sentencepiece.SentencePieceProcessor(model_file=str(self._path / name))
                for name in ("source.spm", "target.spm")
            )
        except (OSError, RuntimeError) as error:
            raise ModelError(f"{self._path}: its SentencePiece files cannot be read ({error}).") from error
        return source, target

    def count(self, sentences: Sequence[str]) -> list[int]:
        return [len(tokens) for tokens in self._pieces[0].encode(list(sentences))]

    def translate(self, sentences: Sequence[str], *, careful: bool = False) -> list[str]:
        source, target = self._pieces
        tag = [self.chosen.prefix] if self.chosen.prefix else []
        batch = [[*tag, *tokens, "</s>"] for tokens in source.encode(list(sentences), out_type=str)]
        bounds = [longest_output(len(tokens)) for tokens in batch]
        results = self._model.translate_batch(
            batch,
            beam_size=self.beam,
            length_penalty=self.chosen.length_penalty,
            max_input_length=0,
            max_decoding_length=min(max(bounds), self.max_tokens),
            no_repeat_ngram_size=3 if careful else 0,
            disable_unk=True,
            use_vmap=True,  # where the model has one
            suppress_sequences=[[token] for token in self._manifest.get("never", ())] or None,
        )
        # The bound of each sentence is its own, whatever batch it stands in.
        return [
            printable(target.decode(result.hypotheses[0][:bound]))
            for result, bound in zip(results, bounds, strict=True)
        ]


def printable(text: str) -> str:
    """One line without control characters.

    >>> printable("Two \\n lines\\x00 ")
    'Two lines'
    """
    return " ".join(UNPRINTABLE.sub("", text).split())
