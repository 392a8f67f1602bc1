"""A small trigram model of English, which says how well words stand in their order.

Names, countries, cities and numbers are classes, so that a name never met counts as well as a common one.
Probabilities are by modified Kneser-Ney smoothing (Chen and Goodman 1998, TR-10-98) in back-off form;
n-grams are kept as sorted 32-bit hashes with a byte of score, as in randomised language models (Talbot and
Osborne 2007, D07-1049). `scripts/train_order_model` makes the file, whose card lies beside it.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from zlib import crc32

import regex

from .casing import may_be_common
from .fragments import CITIES, COUNTRIES

MAGIC = b"ungarble-order-1"
START, END = "<s>", "</s>"
# A byte of score is this much of log10; 255 of them are far below any probability that occurs.
STEP = 1 / 32

_NATIONS = (
    "Russian|Ukrainian|Azerbaijani|Armenian|Georgian|Turkish|Iranian|Israeli|European|Kazakh|Belarusian|"
    "Chinese|German|French|American|British|Polish|Syrian|Iraqi|Uzbek|Turkmen|Japanese|Indian|Italian|"
    "Greek|Hungarian|Bulgarian|Romanian|Spanish|Arab|Soviet|Western"
)
_TOKEN = regex.compile(
    rf"(?P<country>\b(?:{COUNTRIES}|EU|US|UN|U\.S\.)\b)|(?P<city>\b(?:{CITIES})\b)|"
    rf"(?P<nation>\b(?:{_NATIONS})s?\b)|(?P<owner>[’']s\b)|(?P<number>\p{{N}}[\p{{N}}.,]*(?<![.,]))|"
    r"(?P<word>\p{L}[\p{L}\p{M}]*(?:[-.’'](?!s\b)\p{L}+)*)|(?P<mark>[.,;:?!()])|(?P<quote>[“”\"])"
)
_CLASSES = {"country": "<country>", "city": "<city>", "nation": "<nation>", "number": "<number>"}
_ENDINGS = ("ing", "ed", "ly", "tion", "s")


def tokens(sentence: str) -> list[str]:
    """The words of a sentence as the model knows them: in lower case, names and numbers as classes.

    >>> tokens("Then Sergey Lavrov met 2 of Turkey’s envoys.")
    ['then', '<name>', 'met', '<number>', 'of', '<country>', 's', 'envoys', '.']
    """
    found: list[str] = []
    for match in _TOKEN.finditer(sentence):
        kind, text = str(match.lastgroup), match.group()
        if kind == "quote":
            continue
        token = _CLASSES.get(kind) or ("s" if kind == "owner" else text.lower())
        if kind == "word" and text[0].isupper() and text != "I" and not may_be_common(text):
            token = "<name>"
        if token != "<name>" or found[-1:] != ["<name>"]:
            found.append(token)
    return found


def unknown(token: str) -> str:
    """The class of a word that the model does not know: by its ending."""
    return next((f"<-{ending}>" for ending in _ENDINGS if token.endswith(ending)), "<word>")


def hashed(words: Iterable[str]) -> int:
    """The key of an n-gram."""
    return crc32(" ".join(words).encode("utf-8"))


class OrderModel:
    """The tables of a model file: for each order the keys, the scores, and the back-off weights."""

    def __init__(self, data: bytes) -> None:
        """Reads ``data``. Raises ValueError where it is no such file."""
        if not data.startswith(MAGIC):
            raise ValueError("not a model of word order, or one of another version")
        place = len(MAGIC)
        sizes = array("I")
        sizes.frombytes(data[place : place + 12])
        _to_native(sizes)
        place += 12
        self.keys: list[array[int]] = []
        self.scores: list[bytes] = []
        self.backoffs: list[bytes] = []
        for order, size in enumerate(sizes):
            keys = array("I")
            keys.frombytes(data[place : place + 4 * size])
            _to_native(keys)
            place += 4 * size
            self.keys.append(keys)
            self.scores.append(data[place : place + size])
            place += size
            if order < len(sizes) - 1:
                self.backoffs.append(data[place : place + size])
                place += size
        if place != len(data):
            raise ValueError("the model of word order is cut short")

    def _find(self, order: int, words: Sequence[str]) -> int:
        key, keys = hashed(words), self.keys[order]
        place = bisect_left(keys, key)
        return place if place < len(keys) and keys[place] == key else -1

    def known(self, token: str) -> str:
        """``token``, or its class where the model does not know it."""
        return token if self._find(0, (token,)) >= 0 else unknown(token)

    def _word(self, context: tuple[str, ...], token: str) -> int:
        """How unlikely ``token`` is behind ``context``, in steps."""
        order = len(context)
        place = self._find(order, (*context, token))
        if place >= 0:
            return self.scores[order][place]
        if not order:
            return 255
        behind = self._find(order - 1, context)
        weight = self.backoffs[order - 1][behind] if behind >= 0 else 0
        return weight + self._word(context[1:], token)

    def score(self, sentence: str) -> float:
        """log10 of the probability of ``sentence``."""
        words = [self.known(token) for token in tokens(sentence)]
        context: tuple[str, ...] = (START,)
        total = 0
        for word in (*words, END):
            total += self._word(context, word)
            context = (*context, word)[-2:]
        return -STEP * total


def _to_native(numbers: array[int]) -> None:
    if sys.byteorder == "big":
        numbers.byteswap()


@cache
def order_model() -> OrderModel:
    """The model inside the package; read when it is first asked for."""
    folder = files(__package__) / "models" / "english-order"
    return OrderModel((folder / "trigrams.bin").read_bytes())
