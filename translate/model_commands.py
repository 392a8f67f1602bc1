"""What `translate models` does: list, fetch, verify, convert. Data first; `COMMANDS` has the lines.

Of a repository on the hub only safetensors, SentencePiece, vocabulary and configuration are downloaded.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import models
from .errors import ModelError
from .languages import EMBEDDED, LANGUAGES, Model
from .models import FILES, GENERATION, HUB_NAME, PICKLES, WEIGHTS_NOT_LOADED, Chosen

FETCHED = (*FILES, "tokenizer_config.json", GENERATION, "README.md")
# The hub's own program that offers safetensors of old repositories, in a pull request.
CONVERSION_BOT = "SFconvertbot"
BYTES_OF = {
    "F64": 8,
    "F32": 4,
    "F16": 2,
    "BF16": 2,
    "I64": 8,
    "I32": 4,
    "I16": 2,
    "I8": 1,
    "U8": 1,
    "BOOL": 1,
}
TEST_SENTENCES = {
    "tr": "Cumhurbaşkanı bugün Ankara'da konuştu.",
    "az": "Prezident bu gün Bakıda çıxış edib.",
    "ru": "Президент сегодня выступил в Москве.",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A model of a language's row: where it lies (None: not installed), whether it is the one that runs."""

    lang: str
    name: str
    known: str
    path: Path | None
    runs: bool


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, and what was found."""

    what: str
    sound: bool
    found: str


def listing(hub_cache: Path | None = None) -> list[Listed]:
    """Every model of every language's row, which of them are installed, and which one runs."""
    lines = []
    for code, row in LANGUAGES.items():
        paths = [models.find(model.name, hub_cache) for model in row.models]
        best = next((at for at, path in enumerate(paths) if path), None)
        lines += [
            Listed(code, model.name, models.known(model, code, path), path, at == best)
            for at, (model, path) in enumerate(zip(row.models, paths, strict=True))
        ]
    return lines


def fetch(
    wanted: str, *, revision: str | None = None, hub_cache: Path | None = None, endpoint: str | None = None
) -> Chosen:
    """Brings a model from the hub into its cache: the best of a language's row, or any hub name.

    A revision may be given with the name (``owner/model@refs/pr/2``).
    Where the hub's main branch holds no safetensors, the pull request in which the hub's own program
    offers them is taken. Raises `ModelError` where there is no network, no such model, no safetensors.
    """
    wanted, _, given = wanted.partition("@")
    revision = revision or given or None
    rows = LANGUAGES[wanted].models if wanted in LANGUAGES else (Model(wanted),)
    name = next((row.name for row in rows if HUB_NAME.fullmatch(row.name)), None)
    if name is None:
        raise ModelError(
            f"{wanted}: is neither a language with a model on the hub nor a name there (owner/model)."
        )
    from huggingface_hub import HfApi, errors, snapshot_download

    hub = HfApi(endpoint=endpoint)
    try:
        revision = revision or _revision_with_safetensors(hub, name)
        folder = snapshot_download(
            name, revision=revision, allow_patterns=list(FETCHED), cache_dir=hub_cache, endpoint=endpoint
        )
    except errors.HFValidationError as error:
        reason = " ".join(str(error).split()).rstrip(".")
        raise ModelError(
            f"{wanted}: is no name that a model on the hub can have ({reason}). "
            "Give it as its page there says (owner/model)."
        ) from error
    except (OSError, errors.HTTPError) as error:  # type: ignore[attr-defined]
        reason = next(iter(str(error).strip().splitlines()), type(error).__name__)
        raise ModelError(f"{name} cannot be fetched ({reason}). {models.how_to_fetch(wanted)}") from error
    prefixes = {row.name: row.prefix for language in LANGUAGES.values() for row in language.models}
    return models.chosen(name, Path(folder), prefixes.get(name), f"{name}, fetched into {folder}")


def _revision_with_safetensors(hub: Any, name: str) -> str:
    files = {entry.rfilename for entry in hub.model_info(name).siblings or ()}
    if "model.safetensors" in files:
        return "main"
    for request in hub.get_repo_discussions(name, author=CONVERSION_BOT, discussion_type="pull_request"):
        if request.author != CONVERSION_BOT:
            continue  # anybody may open a pull request
        revision = f"refs/pr/{request.num}"
        offered = {entry.rfilename for entry in hub.model_info(name, revision=revision).siblings or ()}
        if "model.safetensors" in offered:
            return revision
    pickled = next((other for other in WEIGHTS_NOT_LOADED if other in files), "no file that is known")
    raise ModelError(
        f"{name} on the hub: {PICKLES.format(name=pickled)} Or name a revision that has it: "
        f"`translate models fetch {name}@refs/pr/1`."
    )


def located(wanted: str, hub_cache: Path | None = None) -> Chosen:
    """The model of that name, folder, or (the one that runs) language. Raises `ModelError`."""
    if wanted in LANGUAGES:
        return models.choose(wanted, hub_cache=hub_cache)
    lang = next((code for code, row in LANGUAGES.items() if wanted in {m.name for m in row.models}), "tr")
    return models.choose(lang, wanted, hub_cache=hub_cache)


def verify(wanted: str, *, hub_cache: Path | None = None) -> list[Check]:
    """Looks a model over: files, digests, the weights' header, vocabulary, and one sentence translated.

    Raises `ModelError` where there is no such model, or it is of a kind that is not loaded.
    """
    model = located(wanted, hub_cache)
    checks = [
        Check("files", True, f"complete, in {model.path}"),
        Check("digest", True, models.digest(model.path, again=True)),
    ]
    if model.layout == "marian":
        checks += [
            _hub_digests(model.path),
            _header(model.path / "model.safetensors"),
            _vocabulary(model.path),
        ]
    if all(check.sound for check in checks):
        checks.append(_sentence(model, wanted))
    return checks


def _hub_digests(path: Path) -> Check:
    """In the hub's cache, large files are links to blobs whose name is their SHA-256."""
    known = 0
    for name in FILES:
        blob = (path / name).resolve()
        if re.fullmatch("[0-9a-f]{64}", blob.name):
            with open(blob, "rb") as content:
                if hashlib.file_digest(content, "sha256").hexdigest() != blob.name:
                    return Check(
                        "hub", False, f"{name} is not what the hub sent: remove {blob} and fetch again"
                    )
            known += 1
    return Check("hub", True, f"{known} files are what the hub sent" if known else "not from the hub's cache")


def _header(file: Path) -> Check:
    """The header must describe tensors that lie one after the other and fill the file, and no more."""
    size = file.stat().st_size
    with open(file, "rb") as content:
        length = int.from_bytes(content.read(8), "little")
        if not 2 <= length <= min(size - 8, 100_000_000):
            return Check("weights", False, f"{file.name}: its header is said to have {length} bytes")
        raw = content.read(length)
    try:
        header = json.loads(raw)
        header.pop("__metadata__", None)
        tensors = sorted(header.items(), key=lambda item: item[1]["data_offsets"][0])
        at = weights = 0
        for name, entry in tensors:
            start, end = entry["data_offsets"]
            count = 1
            for dimension in entry["shape"]:
                count *= dimension
            if start != at or end - start != count * BYTES_OF[entry["dtype"]]:
                return Check("weights", False, f"{file.name}: {name} does not lie where it should")
            at, weights = end, weights + count
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return Check("weights", False, f"{file.name}: its header cannot be read ({error!r})")
    if at != size - 8 - length:
        return Check("weights", False, f"{file.name}: {size} bytes, but {at + 8 + length} are described")
    return Check("weights", True, f"{len(tensors)} tensors, {weights / 1e6:.1f} million weights")


def _vocabulary(path: Path) -> Check:
    import sentencepiece

    size = models.read_json(path / "config.json").get("vocab_size")
    vocabulary = models.read_json(path / "vocab.json")
    if sorted(vocabulary.values()) != list(range(len(vocabulary))) or len(vocabulary) != size:
        return Check("vocabulary", False, f"vocab.json has {len(vocabulary)} pieces, config.json says {size}")
    try:
        for name in ("source.spm", "target.spm"):
            sentencepiece.SentencePieceProcessor(model_file=str(path / name))
    except (OSError, RuntimeError) as error:
        return Check("vocabulary", False, f"{name} cannot be read ({error})")
    return Check("vocabulary", True, f"{size} pieces")


def _sentence(model: Chosen, wanted: str) -> Check:
    from .engines import load

    rows = [code for code in TEST_SENTENCES if model.name in {row.name for row in LANGUAGES[code].models}]
    lang = wanted if wanted in TEST_SENTENCES else rows[0] if rows else "tr"
    try:
        (made,) = load(None, model, beam=1, threads=1).translate([TEST_SENTENCES[lang]])
    except ModelError as error:
        return Check("sentence", False, str(error))
    return Check("sentence", bool(made), f"{TEST_SENTENCES[lang]} → {made or 'nothing'}")


def convert(wanted: str, *, hub_cache: Path | None = None) -> Path:
    """The folder of a model's 8 bit form for CTranslate2, made where there is none. Raises `ModelError`."""
    from .engines.conversion import converted

    return converted(located(wanted, hub_cache), "int8")


# ---------------------------------------------------------------- lines for the command line


def _list_lines(names: Sequence[str]) -> Iterator[str]:
    for line in listing():
        if not names or line.lang in names or line.name in names:
            state = "runs" if line.runs else "installed" if line.path else "not installed"
            yield f"{line.lang}\t{state}\t{line.name}\t{line.known}"


def _fetch_lines(names: Sequence[str]) -> Iterator[str]:
    if not names:
        covered = ", ".join(code for code, row in LANGUAGES.items() if row.models)
        raise ModelError(f"Say what to fetch: a language ({covered}) or a name on the hub (owner/model).")
    for name in names:
        yield fetch(name).why


def _verify_lines(names: Sequence[str]) -> Iterator[str]:
    faults = []
    for name in names or [EMBEDDED.name]:
        for check in verify(name):
            yield f"{name}\t{check.what}\t{'sound' if check.sound else 'BROKEN'}\t{check.found}"
            if not check.sound:
                faults.append(f"{name}: {check.found}")
    if faults:
        raise ModelError("; ".join(faults) + ". Fetch or copy the model again.")


def _convert_lines(names: Sequence[str]) -> Iterator[str]:
    for name in names or [EMBEDDED.name]:
        yield f"{name}\t{convert(name)}"


COMMANDS: Mapping[str, Callable[[Sequence[str]], Iterator[str]]] = {
    "list": _list_lines,
    "fetch": _fetch_lines,
    "verify": _verify_lines,
    "convert": _convert_lines,
}
