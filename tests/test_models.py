"""Models: which one runs, what is refused, how one is fetched and looked over."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from translate import models
from translate.errors import ModelError
from translate.languages import EMBEDDED, LANGUAGES, Model
from translate.model_commands import COMMANDS, FETCHED, fetch, listing, verify

from . import fake_hub, tiny_model

BIG = LANGUAGES["tr"].models[0].name


def copy(folder: Path) -> Path:
    return Path(shutil.copytree(tiny_model.folder(), folder))


def into_cache(cache: Path, name: str, commit: str = "c" * 40, *, main: bool = True) -> Path:
    """The tiny model where the hub's client would put the model ``name``."""
    repository = cache / f"models--{name.replace('/', '--')}"
    snapshot = copy(repository / "snapshots" / commit)
    if main:
        (repository / "refs").mkdir(exist_ok=True)
        (repository / "refs" / "main").write_text(commit)
    return snapshot


@pytest.fixture
def embedded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny model in the place of the embedded one."""
    monkeypatch.setattr(models, "EMBEDDED_FOLDER", tmp_path / "embedded")
    return copy(tmp_path / "embedded" / EMBEDDED.name)


def test_the_embedded_model_runs_until_a_better_one_is_fetched(embedded: Path, tmp_path: Path) -> None:
    hub = tmp_path / "hub"
    first = models.choose("tr", hub_cache=hub)
    assert (first.name, first.path, first.prefix) == (EMBEDDED.name, embedded, "")
    assert "`translate models fetch tr`" in first.why
    assert BIG in first.why
    snapshot = into_cache(hub, BIG)
    second = models.choose("tr", hub_cache=hub)
    assert (second.name, second.path) == (BIG, snapshot)
    assert "fetch" not in second.why
    assert models.choose("az", hub_cache=hub).name == EMBEDDED.name
    assert models.choose("tr", "embedded", hub_cache=hub).path == embedded


def test_the_line_for_the_user_quotes_the_scores_of_the_models_own_card(
    embedded: Path, tmp_path: Path
) -> None:
    heading = (
        "# To English: flores-dev.tr-en 12.3 (41.2), news.tr-en 9.8 (38.0), flores-dev.ru-en 11.1 (40.1)"
    )
    (embedded / "README.md").write_text(
        f"---\nlicense: x\n---\n\n{heading}\n\nflores-dev.tr-en 99.9 (99.9)\n"
    )
    why = models.choose("tr", hub_cache=tmp_path).why
    assert "BLEU (chrF) flores-dev.tr-en 12.3 (41.2), news.tr-en 9.8 (38.0))" in why
    assert "BLEU (chrF) flores-dev.ru-en 11.1 (40.1)" in models.choose("ru", hub_cache=tmp_path).why
    assert "chrF" not in models.choose("az", hub_cache=tmp_path).why
    assert "12.3 (41.2)" in listing(tmp_path)[2].known


def test_a_half_fetched_model_is_not_installed(embedded: Path, tmp_path: Path) -> None:
    snapshot = into_cache(tmp_path, BIG)
    (snapshot / "model.safetensors").unlink()
    assert models.choose("tr", hub_cache=tmp_path).path == embedded


def test_the_snapshot_that_main_names_is_taken(tmp_path: Path) -> None:
    into_cache(tmp_path, BIG, "a" * 40, main=False)
    main = into_cache(tmp_path, BIG, "b" * 40)
    assert models.find(BIG, tmp_path) == main


def test_rows_give_the_prefix_and_so_does_the_vocabulary(tmp_path: Path) -> None:
    turkic = next(row for row in LANGUAGES["az"].models if row.prefix)
    into_cache(tmp_path, turkic.name)
    assert models.choose("az", hub_cache=tmp_path).prefix == ">>eng<<"
    assert models.choose("az", turkic.name, hub_cache=tmp_path).prefix == ">>eng<<"
    many = tiny_model.build(tmp_path / "many", tags=(">>deu<<", ">>eng<<"))
    assert models.choose("tr", str(many)).prefix == ">>eng<<"
    assert models.choose("tr", str(many), prefix=">>deu<<").prefix == ">>deu<<"
    assert models.choose("tr", str(tiny_model.folder())).prefix == ""


@pytest.mark.parametrize(
    ("model", "says"),
    [
        ("no/such-model", "translate models fetch no/such-model"),
        ("nowhere", "there is no such model"),
    ],
)
def test_a_model_that_is_not_there(model: str, says: str) -> None:
    with pytest.raises(ModelError, match=says):
        models.choose("tr", model)


def test_with_no_model_at_all_the_error_says_how_to_get_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "EMBEDDED_FOLDER", tmp_path)
    with pytest.raises(ModelError, match=r"translate models fetch tr.*--model FOLDER"):
        models.choose("tr", hub_cache=tmp_path)
    with pytest.raises(ModelError, match="tr, az, ru"):
        models.choose("de")


@pytest.mark.parametrize("pickled", models.WEIGHTS_NOT_LOADED)
def test_pickles_are_refused(tmp_path: Path, pickled: str) -> None:
    folder = copy(tmp_path / "old")
    (folder / "model.safetensors").rename(folder / pickled)
    with pytest.raises(ModelError, match="safetensors") as raised:
        models.choose("tr", str(folder))
    assert pickled in str(raised.value)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"auto_map": {"AutoModel": "evil.Model"}}, "auto_map"),
        ({"model_type": "bart"}, "'bart'"),
    ],
)
def test_other_architectures_and_remote_code_are_refused(
    tmp_path: Path, change: dict[str, object], says: str
) -> None:
    folder = copy(tmp_path / "model")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | change))
    with pytest.raises(ModelError, match=says):
        models.choose("tr", str(folder))


def test_a_folder_that_is_not_a_model_or_not_whole(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="is not a model"):
        models.choose("tr", str(tmp_path))
    folder = copy(tmp_path / "model")
    (folder / "source.spm").unlink()
    with pytest.raises(ModelError, match=r"lacks source\.spm"):
        models.choose("tr", str(folder))


def test_the_digest_follows_every_file_and_is_remembered(tmp_path: Path) -> None:
    folder = copy(tmp_path / "model")
    before = models.digest(folder)
    assert before == models.digest(tiny_model.folder()) == models.digest(folder, again=True)
    weights = folder / "model.safetensors"
    content, stamp = weights.read_bytes(), weights.stat()
    weights.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    after = models.digest(folder)
    assert after != before
    # With the old time of change the old digest would be believed, but not by `verify`.
    weights.write_bytes(content)
    os.utime(weights, ns=(stamp.st_atime_ns, weights.stat().st_mtime_ns + 1))
    assert models.digest(folder) == before


def test_a_digest_that_was_remembered_is_read_again_on_demand(tmp_path: Path) -> None:
    folder = copy(tmp_path / "model")
    weights = folder / "model.safetensors"
    before, stamp = models.digest(folder), weights.stat()
    weights.write_bytes(weights.read_bytes()[::-1])
    os.utime(weights, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert models.digest(folder) == before
    assert models.digest(folder, again=True) != before


# ------------------------------------------------------------------- translate models


def test_the_list_names_every_model_and_the_one_that_runs(embedded: Path, tmp_path: Path) -> None:
    lines = listing(tmp_path / "hub")
    assert [(line.lang, line.name) for line in lines] == [
        (code, model.name) for code, row in LANGUAGES.items() for model in row.models
    ]
    assert [line.name for line in lines if line.runs] == [EMBEDDED.name] * 3
    assert {line.path for line in lines if line.path} == {embedded}
    assert len(list(COMMANDS["list"](["tr"]))) == len(LANGUAGES["tr"].models)


def test_verify_finds_a_sound_model_sound(tmp_path: Path) -> None:
    checks = verify(str(copy(tmp_path / "model")))
    assert [check.what for check in checks] == ["files", "digest", "hub", "weights", "vocabulary", "sentence"]
    assert all(check.sound for check in checks)


def truncate(folder: Path) -> None:
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])


def inflate(folder: Path) -> None:
    weights = folder / "model.safetensors"
    weights.write_bytes((2**40).to_bytes(8, "little") + weights.read_bytes()[8:])


def overlap(folder: Path) -> None:
    weights = folder / "model.safetensors"
    content = weights.read_bytes()
    length = int.from_bytes(content[:8], "little")
    header = json.loads(content[8 : 8 + length])
    first, second = [name for name in header if name != "__metadata__"][:2]
    header[second]["data_offsets"] = header[first]["data_offsets"]
    raw = json.dumps(header).encode()
    weights.write_bytes(len(raw).to_bytes(8, "little") + raw + content[8 + length :])


def scramble(folder: Path) -> None:
    weights = folder / "model.safetensors"
    weights.write_bytes((40).to_bytes(8, "little") + b"x" * 200)


def add_a_piece(folder: Path) -> None:
    vocabulary = json.loads((folder / "vocab.json").read_text())
    (folder / "vocab.json").write_text(json.dumps(vocabulary | {"extra": len(vocabulary)}))


def break_pieces(folder: Path) -> None:
    (folder / "target.spm").write_bytes(b"not a SentencePiece model")


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        (truncate, "weights"),
        (inflate, "weights"),
        (overlap, "weights"),
        (scramble, "weights"),
        (add_a_piece, "vocabulary"),
        (break_pieces, "vocabulary"),
    ],
)
def test_verify_finds_what_is_broken(tmp_path: Path, damage: object, what: str) -> None:
    folder = copy(tmp_path / "model")
    assert callable(damage)
    damage(folder)
    assert [check.what for check in verify(str(folder)) if not check.sound] == [what]
    with pytest.raises(ModelError, match="Fetch or copy the model again"):
        list(COMMANDS["verify"]([str(folder)]))


def test_verify_compares_a_fetched_model_with_what_the_hub_sent(tmp_path: Path) -> None:
    snapshot = into_cache(tmp_path, BIG)
    blob = tmp_path / ("ab" * 32)
    (snapshot / "target.spm").rename(blob)
    (snapshot / "target.spm").symlink_to(blob)
    checks = {check.what: check for check in verify(BIG, hub_cache=tmp_path)}
    assert not checks["hub"].sound
    assert "target.spm" in checks["hub"].found


def files_of_tiny_model() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in tiny_model.folder().iterdir()}


def test_fetch_brings_only_what_is_needed_and_the_model_runs_from_then_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "EMBEDDED_FOLDER", tmp_path / "none")
    files = files_of_tiny_model() | {"pytorch_model.bin": b"\x80pickle", "modeling.py": b"import os"}
    asked: list[str] = []
    with fake_hub.serving(BIG, files, {}, asked) as address:
        fetched = fetch("tr", hub_cache=tmp_path, endpoint=address)
    assert fetched.name == BIG
    assert fetched.digest == models.digest(tiny_model.folder())
    assert not any(path.endswith((".bin", ".py")) for path in asked)
    assert {path.name for path in fetched.path.iterdir()} <= set(FETCHED)
    assert models.choose("tr", hub_cache=tmp_path).path == fetched.path
    assert all(check.sound for check in verify(BIG, hub_cache=tmp_path))


def test_fetch_takes_the_safetensors_that_the_hubs_own_program_offers(tmp_path: Path) -> None:
    files = files_of_tiny_model()
    weights = {"model.safetensors": files.pop("model.safetensors")}
    main = files | {"pytorch_model.bin": b"\x80"}
    offers = {1: ("stranger", weights), 4: ("SFconvertbot", weights)}
    asked: list[str] = []
    with fake_hub.serving(BIG, main, offers, asked) as address:
        fetched = fetch(BIG, hub_cache=tmp_path, endpoint=address)
    assert fetched.digest == models.digest(tiny_model.folder())
    assert not any("refs/pr/1" in path for path in asked)
    assert models.find(BIG, tmp_path) == fetched.path


def test_fetch_takes_the_revision_that_is_named(tmp_path: Path) -> None:
    files = files_of_tiny_model()
    weights = {"model.safetensors": files.pop("model.safetensors")}
    asked: list[str] = []
    with fake_hub.serving(BIG, files, {7: ("colleague", weights)}, asked) as address:
        fetched = fetch(f"{BIG}@refs/pr/7", hub_cache=tmp_path, endpoint=address)
    assert fetched.digest == models.digest(tiny_model.folder())
    assert any(path.endswith("/revision/refs/pr/7") for path in asked)


def test_fetch_explains_pickles_strangers_and_wrong_names(tmp_path: Path) -> None:
    files = files_of_tiny_model()
    weights = {"model.safetensors": files.pop("model.safetensors")}
    main = files | {"pytorch_model.bin": b"\x80"}
    with fake_hub.serving(BIG, main, {1: ("stranger", weights)}, []) as address:
        with pytest.raises(ModelError, match=r"pytorch_model\.bin, and this package loads safetensors only"):
            fetch(BIG, hub_cache=tmp_path, endpoint=address)
        with pytest.raises(ModelError, match=r"other/model cannot be fetched"):
            fetch("other/model", hub_cache=tmp_path, endpoint=address)
    with pytest.raises(ModelError, match="neither a language"):
        fetch("en", hub_cache=tmp_path)
    with pytest.raises(ModelError, match=r"foo/bar--baz: is no name that a model on the hub can have \(.*--"):
        fetch("foo/bar--baz", hub_cache=tmp_path, endpoint="http://127.0.0.1:9")


def test_fetch_without_a_network_says_how_to_do_it_elsewhere(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"cannot be fetched .*--model FOLDER"):
        fetch("tr", hub_cache=tmp_path, endpoint="http://127.0.0.1:9")
    with pytest.raises(ModelError, match="Say what to fetch"):
        list(COMMANDS["fetch"]([]))


def test_a_row_of_the_table_is_enough_for_a_new_model() -> None:
    assert Model("owner/name") == Model("owner/name", prefix="", known="")
