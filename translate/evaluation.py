"""How good translations are, as the field measures it: BLEU, chrF and TER of sacreBLEU, signed.

A signature (Post 2018, W18-6319) says how a figure was made, so that figures with the same signature
may be compared.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import InputError
from .translator import Translator

# Name -> class in sacrebleu.metrics.
METRICS = {"BLEU": "BLEU", "chrF": "CHRF", "TER": "TER"}


@dataclass(frozen=True, slots=True)
class Score:
    """``value`` is in percent; of TER, less is better."""

    metric: str
    value: float
    signature: str

    def __str__(self) -> str:
        return f"{self.metric} {self.value:.1f}  {self.signature}"


def score(
    hypotheses: Sequence[str], *references: Sequence[str], metrics: Sequence[str] = tuple(METRICS)
) -> list[Score]:
    """The scores of ``hypotheses`` against one or more lists of references, line by line.

    >>> [f"{s.metric} {s.value:.1f}" for s in score(["The talks go on."], ["The talks went on."])]
    ['BLEU 30.2', 'chrF 51.5', 'TER 25.0']
    """
    import sacrebleu.metrics

    made = []
    for name in metrics:
        metric: Any = getattr(sacrebleu.metrics, METRICS[name])()
        value = metric.corpus_score(list(hypotheses), [list(lines) for lines in references]).score
        made.append(Score(name, float(value), str(metric.get_signature())))
    return made


def score_files(
    hypotheses: str | Path, references: Sequence[str | Path], *, metrics: Sequence[str] = tuple(METRICS)
) -> list[Score]:
    """`score` of files, one sentence a line. Raises `InputError` where they are not of the same length."""
    lines = read_lines(hypotheses)
    others = [read_lines(path) for path in references]
    for path, other in zip(references, others, strict=True):
        if len(other) != len(lines):
            raise InputError(
                path,
                f"has {len(other)} lines, but {hypotheses} has {len(lines)}",
                advice="Line n of the one must be the reference of line n of the other.",
            )
    if not lines:
        raise InputError(hypotheses, "is empty", advice="Give a file with one translation a line.")
    return score(lines, *others, metrics=metrics)


def evaluate(
    translator: Translator, sources: Sequence[str], *references: Sequence[str]
) -> tuple[list[str], list[Score]]:
    """Translates ``sources`` and scores the outcome: the translations, and their scores."""
    hypotheses = [made.text for made in translator.translate(sources)]
    return hypotheses, score(hypotheses, *references)


def read_lines(path: str | Path) -> list[str]:
    """The lines of a UTF-8 file, or of standard input (``-``), without their ends. Raises `InputError`."""
    try:
        # Not read_text(), which takes a lone CR for a line's end, nor splitlines(), which takes U+2028
        # and the like for one: the references would no longer stand beside their sentences.
        content = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(path, f"is not UTF-8 ({error})", advice="Give plain text in UTF-8.") from error
    except OSError as error:
        raise InputError(
            path, error.strerror or str(error), advice="Give the path of a text file."
        ) from error
    lines = text.replace("\r\n", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines
