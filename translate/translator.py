"""Sentences in, English out, in the same order: what a program or a pipeline calls.

Whatever comes in, an answer comes out in bounded time. Nothing is cut: what is too long is translated
in parts; and what was not a translation of the whole sentence at once is flagged.
"""

from __future__ import annotations

import logging
import math
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from . import engines, models, pieces
from .corpus import Flag
from .languages import LANGUAGES
from .memory import Entry, Memory, people
from .sentences import split

logger = logging.getLogger(__name__)

# Four gain a point of BLEU over one, and half a point over two, which take two thirds of the time (see the
# card of the model inside).
DEFAULT_BEAM = 4
# Tokens. Models are trained on sentences; far beyond the length of those they leave things out, long
# before they come to the end of what they take.
LONGEST_PART = 160
# Sentences in a batch, and tokens, padding included. A core is busy with few; more only wait for the
# longest among them, and overflow its cache (2,048 tokens: a sixth slower). A GPU wants many.
BATCH_SENTENCES, BATCH_TOKENS = 32, 768
GPU_BATCH_SENTENCES, GPU_BATCH_TOKENS = 512, 32_768
# Lines that `translate_lines` holds at a time, and their characters.
WINDOW_LINES = 2_000
WINDOW_CHARACTERS = 1_000_000

# Linux control groups, version 2: microseconds of CPU in a period of microseconds.
CPU_SHARE = Path("/sys/fs/cgroup/cpu.max")

Outcome = tuple[str, tuple[Flag, ...]]

SURROGATES = re.compile("[\ud800-\udfff]")
LONG = "longer than the model takes; translated in {} parts"
LOOPED = "“{}”: the model repeated itself; translated again with repetition forbidden"
STILL_LOOPS = "“{}”: the model repeats itself"
SCRIPT = "not in the script of {}: copied, not translated"
NOTHING = "the model gave no translation: the source is copied"
REMEMBERED = "taken from people’s translations in {}"


@dataclass(frozen=True, slots=True)
class Translation:
    """The English of a sentence, what a reviewer should know of it, and the signature of its maker.

    ``engine`` is None where nothing was translated (no letter in it).
    """

    text: str
    flags: tuple[Flag, ...] = ()
    engine: str | None = None


class Translator:
    """Translates from ``lang`` into English.

    ``model`` is "embedded", a hub name or a folder (default: the best installed one); ``engine`` a name
    of `engines.ENGINES`; ``beam`` the width of the search; ``memory`` where translations are remembered;
    ``threads`` how many cores to use (default: all); ``device`` "cpu" or "cuda". Weights are loaded when
    the first sentence needs them. Raises `ModelError` where there is no model or engine of that name.

    >>> [t.text for t in Translator("tr").translate(["", "2026"])]
    ['', '2026']
    """

    def __init__(
        self,
        lang: str,
        *,
        model: str | Path | None = None,
        engine: str | None = None,
        beam: int | None = None,
        memory: Memory | None = None,
        threads: int | None = None,
        device: str = "cpu",
        prefix: str | None = None,
    ) -> None:
        self.lang, self.memory = lang, memory
        on_gpu = device != "cpu"
        self._batch_sentences = GPU_BATCH_SENTENCES if on_gpu else BATCH_SENTENCES
        self._batch_tokens = GPU_BATCH_TOKENS if on_gpu else BATCH_TOKENS
        self.chosen = models.choose(lang, None if model is None else str(model), prefix=prefix)
        self.engine = engines.load(
            engine,
            self.chosen,
            beam=max(1, beam or DEFAULT_BEAM),
            threads=max(1, threads or cores()),
            device=device,
        )
        self.script = LANGUAGES[lang].script if lang in LANGUAGES else "Latin"

    @property
    def signature(self) -> str:
        """What decides the translations: model and digest, engine and version, precision, beam."""
        return self.engine.signature

    @property
    def why(self) -> str:
        """One line for the user: which model runs, how well it is known to do, what would do better."""
        return f"{self.lang}: {self.chosen.why} [{self.signature}]"

    @cached_property
    def _limit(self) -> int:
        return min(self.engine.max_tokens, LONGEST_PART)

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """The English of each sentence, in the same order.

        White space and what has no letter come back as they are. The same list gives the same result
        every time; a sentence that stands in it twice is translated once. Raises `ModelError` where the
        model cannot be loaded, `OutputError` where the memory cannot be written.
        """
        if isinstance(sentences, str):  # it would be translated letter by letter
            raise TypeError(
                f"translate() takes a list of sentences; write [{sentences[:20]!r}] for one alone"
            )
        texts = [SURROGATES.sub("\ufffd", sentence) for sentence in sentences]
        wanted = dict.fromkeys(stripped for text in texts if _has_letter(stripped := text.strip()))
        known = self._remembered(list(wanted))
        done = known | self._new([text for text in wanted if text not in known])
        return [done.get(text.strip()) or Translation(text) for text in texts]

    def _remembered(self, texts: list[str]) -> dict[str, Translation]:
        if self.memory is None:
            return {}
        found = {
            text: Translation(entry.target, entry.flags, self.signature)
            for text, entry in self.memory.lookup(self.signature, texts).items()
        }
        # White space is collapsed in what comes from TMX (`tmx_reader`), so it is no difference here.
        plain = {text: _one_line(text) for text in texts}
        entries = self.memory.lookup(people(self.lang), list(dict.fromkeys(plain.values())))
        for text in texts:
            if entry := entries.get(plain[text]):
                flag = Flag("memory", REMEMBERED.format(entry.origin))
                found[text] = Translation(entry.target, (flag,), f"people:{entry.origin}")
        return found

    def _new(self, texts: list[str]) -> dict[str, Translation]:
        """Translates, and remembers in one transaction, what no memory knows."""
        if not texts:
            return {}
        readable = [text for text in texts if pieces.readable(text, self.script)]
        made = dict(zip(readable, self._in_parts(readable), strict=True))
        name = LANGUAGES[self.lang].name if self.lang in LANGUAGES else self.lang
        foreign = Translation("", (Flag("untranslated", SCRIPT.format(name)),), self.signature)
        done = {
            text: made[text] if text in made else Translation(_one_line(text), foreign.flags, foreign.engine)
            for text in texts
        }
        if self.memory is not None:
            self.memory.store(self.signature, {text: Entry(t.text, t.flags) for text, t in done.items()})
        return done

    def _in_parts(self, texts: list[str]) -> list[Translation]:
        """Parts what is too long, translates the parts, puts them together."""
        parts = {
            text: pieces.part(text, self._limit, self.engine.count)
            for text in texts
            if pieces.too_long(text, self._limit, self.engine.count)
        }
        stripped = {text: [part.strip() for part in parts.get(text, [text])] for text in texts}
        units = dict.fromkeys(unit for some in stripped.values() for unit in some if _has_letter(unit))
        made = self._decode(list(units))
        return [self._together(text, stripped[text], made) for text in texts]

    def _together(
        self, text: str, units: list[str], made: dict[str, tuple[str, tuple[Flag, ...]]]
    ) -> Translation:
        outcome = [made.get(unit, (unit, ())) for unit in units]
        flags = dict.fromkeys(flag for _, some in outcome for flag in some)
        if len(units) > 1:
            flags = {Flag("long-input", LONG.format(len(units))): None, **flags}
        joined = " ".join(target for target, _ in outcome if target)
        if not joined:
            return Translation(_one_line(text), (*flags, Flag("untranslated", NOTHING)), self.signature)
        return Translation(joined, tuple(flags), self.signature)

    def _decode(self, units: list[str]) -> dict[str, Outcome]:
        """Each unit's English; those on which the model looped are tried once more, with care."""
        first = self._batched(units, careful=False)
        looped = {unit: loop for unit, target in first.items() if (loop := pieces.loops(unit, target))}
        second = self._batched(list(looped), careful=True)
        made: dict[str, Outcome] = {unit: (target, ()) for unit, target in first.items()}
        for unit, target in second.items():
            loop = pieces.loops(unit, target)
            message = STILL_LOOPS.format(loop) if loop else LOOPED.format(looped[unit])
            made[unit] = (target, (Flag("loop", message),))
        return made

    def _batched(self, units: list[str], *, careful: bool) -> dict[str, str]:
        ordered = by_length(units, self.engine.count(units))
        parted = list(batches(ordered, self._batch_sentences, self._batch_tokens))
        workers = min(self.engine.workers, len(parted))
        if workers <= 1:
            results = [self.engine.translate(batch, careful=careful) for batch in parted]
        else:
            with ThreadPoolExecutor(workers) as pool:
                waiting = [pool.submit(self.engine.translate, batch, careful=careful) for batch in parted]
                try:
                    results = [future.result() for future in waiting]
                except BaseException:
                    pool.shutdown(wait=False, cancel_futures=True)
                    raise
        return {
            unit: target
            for batch, targets in zip(parted, results, strict=True)
            for unit, target in zip(batch, targets, strict=True)
        }


def by_length(units: Sequence[str], counts: Sequence[int]) -> list[tuple[int, str]]:
    """The units with their counts of tokens, longest first; in the same order whatever order they come in.

    A batch costs as much as its longest sentence says, so those of like length go together; and the
    longest first, so that no core is left with a long batch at the end.
    """
    return sorted(zip(counts, units, strict=True), key=lambda pair: (-pair[0], pair[1]))


def batches(
    units: Iterable[tuple[int, str]], most_sentences: int = BATCH_SENTENCES, most_tokens: int = BATCH_TOKENS
) -> Iterator[list[str]]:
    """The units, each behind its count of tokens, in batches, in the order in which they come."""
    batch: list[str] = []
    longest = 0
    for count, unit in units:
        wide = max(longest, count + 1)
        if batch and ((len(batch) + 1) * wide > most_tokens or len(batch) == most_sentences):
            yield batch
            batch, wide = [], count + 1
        batch.append(unit)
        longest = wide
    if batch:
        yield batch


def translate_lines(
    lines: Iterable[str], translator: Translator, *, window: int = WINDOW_LINES
) -> Iterator[str]:
    """Each line's English, with the line's own end (none, ``\\n`` or ``\\r\\n``): as many as came in.

    A line of several sentences is translated sentence by sentence. Holds ``window`` lines at a time
    (fewer where they are very long).
    """
    stream = iter(lines)
    while some := _window(stream, window):
        # A line without an end may be a piece of a long one: the space behind it parts it from the next.
        bodies = [line.rstrip("\r\n" if line.endswith(("\r", "\n")) else " ") for line in some]
        parted = [_sentences(body, translator.lang) for body in bodies]
        made = iter(translator.translate([sentence for row in parted for sentence in row]))
        for line, body, row in zip(some, bodies, parted, strict=True):
            yield " ".join(next(made).text for _ in row) + line[len(body) :]


def _sentences(body: str, lang: str) -> list[str]:
    """The sentences of a line, bare of the space between them; a line without any is its own."""
    return [stripped for piece in split(body, lang) if (stripped := piece.strip())] or [body]


def _window(stream: Iterator[str], size: int) -> list[str]:
    some: list[str] = []
    held = 0
    for line in islice(stream, size):
        some.append(line)
        held += len(line)
        if held > WINDOW_CHARACTERS:
            break
    return some


def _has_letter(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def cores() -> int:
    """How many cores this process may use: what the system allows it, and a container's share of time."""
    try:
        allowed = len(os.sched_getaffinity(0))
    except AttributeError:  # not on this system
        allowed = os.cpu_count() or 1
    try:
        quota, period = CPU_SHARE.read_text("ascii").split()
        return max(1, min(allowed, math.ceil(int(quota) / int(period))))
    except (OSError, ValueError):  # no such file, or "max": no limit
        return allowed
