"""Which model runs, where it lies, whether it is sound; and how to bring a better one.

A model is a folder in the Hugging Face layout of MarianMT (`FILES`), or one that was already converted
for CTranslate2 (`CONVERTED_FILES`). Weights come from safetensors or CTranslate2's own format only:
unpickling a file can run any program that is hidden in it, so a folder with pickles alone is refused.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from .errors import ModelError
from .languages import EMBEDDED, LANGUAGES, Model

logger = logging.getLogger(__name__)

EMBEDDED_FOLDER = Path(__file__).parent / "models"

# What makes a model what it is, in the order in which it goes into the digest.
FILES = ("config.json", "model.safetensors", "source.spm", "target.spm", "vocab.json")
# Where there is one, it goes into the digest, too: CTranslate2's list of what may come out.
VMAP = "vmap.txt"
CONVERTED_FILES = ("config.json", "model.bin", "source.spm", "target.spm")
# How the model is to be searched; in both layouts, where there is one.
GENERATION = "generation_config.json"
WEIGHTS_NOT_LOADED = ("pytorch_model.bin", "tf_model.h5", "flax_model.msgpack", "rust_model.ot")

HUB_NAME = re.compile(r"[\w.-]+/[\w.-]+")
# The tag that a model with several target languages wants for English.
ENGLISH_TAG = ">>eng<<"

PICKLES = (
    "its weights are in {name}, and this package loads safetensors only (a pickle can run any program). "
    "Make model.safetensors of it where you trust the file: "
    'python -c "from transformers import MarianMTModel; '
    "MarianMTModel.from_pretrained('FOLDER').save_pretrained('FOLDER')\"."
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A model that is going to run. ``why`` is the line for the user; ``digest`` 16 hex digits.

    A beam search divides the score of a translation by its length to the power ``length_penalty``: the
    higher, the longer the translations.
    """

    name: str
    path: Path
    layout: Literal["marian", "ctranslate2"]
    digest: str
    prefix: str = ""
    why: str = ""
    length_penalty: float = 1.0


def choose(
    lang: str, model: str | None = None, *, hub_cache: Path | None = None, prefix: str | None = None
) -> Chosen:
    """The model that translates ``lang``: the best installed one of its row, or ``model``.

    ``model`` is "embedded", a name on the hub that was fetched before, or a folder. ``hub_cache`` is the
    folder of the Hugging Face cache if not the usual one. Raises `ModelError` where there is no such
    model, or where it is not one that can be loaded; nothing is downloaded.
    """
    rows = LANGUAGES[lang].models if lang in LANGUAGES else ()
    if model is not None:
        return _named(model, rows, hub_cache, prefix)
    for row in rows:
        path = find(row.name, hub_cache)
        if path is None:
            continue
        facts = known(row, lang, path)
        why = f"{row.name} ({facts})" if facts else row.name
        if row is not rows[0]:
            why += f"; better: `translate models fetch {lang}` brings {rows[0].name} ({rows[0].known})"
        return chosen(row.name, path, row.prefix if prefix is None else prefix, why)
    if rows:
        names = ", ".join(row.name for row in rows)
        raise ModelError(f"No model for {LANGUAGES[lang].name} is installed ({names}). {how_to_fetch(lang)}")
    covered = ", ".join(code for code, row in LANGUAGES.items() if row.models)
    raise ModelError(
        f"No model is known for the language {lang!r}; there are models for {covered}. "
        "Name one of your own with --model (a MarianMT folder, or a hub name that was fetched)."
    )


def _named(model: str, rows: Sequence[Model], hub_cache: Path | None, prefix: str | None) -> Chosen:
    """The model of that name or folder, whatever the row says is best."""
    name = EMBEDDED.name if model == "embedded" else model
    given = {row.name: row.prefix for row in rows}
    folder = Path(model)
    path = folder if folder.is_dir() else find(name, hub_cache)
    if path is None:
        if HUB_NAME.fullmatch(model):
            raise ModelError(f"The model {model} is not in the cache of the hub. {how_to_fetch(model)}")
        raise ModelError(
            f"{model}: there is no such model. Give 'embedded', a folder, or a name on the hub such as "
            "Helsinki-NLP/opus-mt-tc-big-tr-en."
        )
    if path is folder:
        name = folder.resolve().name
    return chosen(name, path, given.get(name) if prefix is None else prefix, f"{name}, as asked")


def chosen(name: str, path: Path, prefix: str | None, why: str) -> Chosen:
    """A model in a folder, checked for what it lacks; ``prefix`` None means the one it wants by itself."""
    kind = layout(path)
    if prefix is None:
        prefix = ENGLISH_TAG if kind == "marian" and ENGLISH_TAG in read_json(path / "vocab.json") else ""
    return Chosen(name, path, kind, digest(path), prefix, why, _length_penalty(path / GENERATION))


def _length_penalty(file: Path) -> float:
    """What the model's folder says, as transformers has it."""
    value = read_json(file).get("length_penalty", 1.0) if file.is_file() else 1.0
    if not isinstance(value, int | float):
        raise ModelError(f"{file}: length_penalty is no number ({value!r}). Mend it, or take it out.")
    return float(value)


def known(row: Model, lang: str, path: Path | None) -> str:
    """How well a model is known to do: what its row says, and the scores in the heading of its card."""
    try:
        card = (path / "README.md").read_text("utf-8") if path else ""
    except (OSError, UnicodeDecodeError):
        card = ""
    heading = next((line for line in card.splitlines() if line.startswith("# ")), "")
    scores = re.findall(rf"[\w-]+\.{lang}-en [\d.]+ \([\d.]+\)", heading)
    return "; ".join(
        part for part in (row.known, "BLEU (chrF) " + ", ".join(scores) if scores else "") if part
    )


def how_to_fetch(what: str) -> str:
    return (
        f"With a network: `translate models fetch {what}`. Without: run that (or `hf download`) on a machine "
        "that has one, copy the folder that it names, and give it with --model FOLDER."
    )


def find(name: str, hub_cache: Path | None = None) -> Path | None:
    """The folder of an embedded model or of one in the cache of the hub, if it is whole."""
    if "/" not in name:
        path = EMBEDDED_FOLDER / name
        return path if _whole(path) else None
    if hub_cache is None:
        from huggingface_hub.constants import HF_HUB_CACHE

        hub_cache = Path(HF_HUB_CACHE)
    repository = hub_cache / f"models--{name.replace('/', '--')}"
    return next((path for path in _snapshots(repository) if _whole(path)), None)


def _snapshots(repository: Path) -> Iterator[Path]:
    """The snapshots of a repository in the cache: the one that main names, then the others by name."""
    main = repository / "refs" / "main"
    if main.is_file():
        yield repository / "snapshots" / main.read_text("utf-8").strip()
    if (repository / "snapshots").is_dir():
        yield from sorted((repository / "snapshots").iterdir())


def _whole(path: Path) -> bool:
    return all((path / name).is_file() for name in FILES)


def layout(path: Path) -> Literal["marian", "ctranslate2"]:
    """Which of the two kinds of folder ``path`` is. Raises `ModelError` that says what it lacks."""
    if (path / "model.safetensors").is_file():
        lacking = [name for name in FILES if not (path / name).is_file()]
        kind: Literal["marian", "ctranslate2"] = "marian"
    elif (path / "model.bin").is_file():
        lacking = [name for name in CONVERTED_FILES if not (path / name).is_file()]
        kind = "ctranslate2"
    elif pickled := [name for name in WEIGHTS_NOT_LOADED if (path / name).is_file()]:
        raise ModelError(f"{path}: " + PICKLES.format(name=pickled[0]).replace("FOLDER", str(path)))
    else:
        raise ModelError(f"{path}: is not a model. A MarianMT folder holds {', '.join(FILES)}.")
    if lacking:
        raise ModelError(f"{path}: lacks {', '.join(lacking)}. Copy what is missing from where it came from.")
    if kind == "marian":
        _check_config(path)
    return kind


def _check_config(path: Path) -> None:
    config = read_json(path / "config.json")
    if config.get("model_type") != "marian":
        raise ModelError(
            f"{path}: is a model of type {config.get('model_type')!r}; only 'marian' can be run."
        )
    if "auto_map" in config:
        raise ModelError(
            f"{path}: its config.json asks for program code of its own (auto_map), which is not run."
        )


def read_json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"{path}: cannot be read as JSON ({error}). Fetch or copy the model again."
        ) from error
    if not isinstance(content, dict):
        raise ModelError(f"{path}: is not a JSON object. Fetch or copy the model again.")
    return content


def digest(path: Path, *, again: bool = False) -> str:
    """16 hex digits of SHA-256 over the files that make the model what it is.

    Remembered by size and time of change, so that a start need not read all the weights; ``again``
    reads them whatever is remembered.
    """
    names: tuple[str, ...] = FILES if (path / "model.safetensors").is_file() else CONVERTED_FILES
    names += (VMAP,) if (path / VMAP).is_file() else ()
    files = [(path / name).resolve() for name in names]
    stamp = [[file.name, file.stat().st_size, file.stat().st_mtime_ns] for file in files]
    note = (
        cache_folder() / "digests" / (hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:24] + ".json")
    )
    if not again:
        try:
            known = json.loads(note.read_text("utf-8"))
            if known["stamp"] == stamp:
                return str(known["digest"])
        except (OSError, ValueError, KeyError, TypeError):
            pass  # nothing is remembered, or nothing of use
    found = _digest(names, files)
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        part = note.with_suffix(f".{os.getpid()}")
        part.write_text(json.dumps({"stamp": stamp, "digest": found}), "utf-8")
        os.replace(part, note)
    except OSError as error:
        logger.debug("the digest of %s is not remembered: %s", path, error)
    return found


def _digest(names: Sequence[str], files: Sequence[Path]) -> str:
    whole = hashlib.sha256()
    for name, file in zip(names, files, strict=True):
        with open(file, "rb") as content:
            whole.update(f"{name} {hashlib.file_digest(content, 'sha256').hexdigest()}\n".encode())
    return whole.hexdigest()[:16]


def cache_folder() -> Path:
    """Where converted models and digests are kept; the system's place for such things."""
    from platformdirs import user_cache_path

    return user_cache_path("ungarble", appauthor=False)
