"""The translation memory: two processes, kills, full disks, foreign files; and people's TMX."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from translate.corpus import Flag
from translate.errors import InputError, OutputError
from translate.memory import APPLICATION_ID, Entry, Memory, people
from translate.tmx_reader import pairs

ROOT = Path(__file__).parent.parent
FLAGS = (Flag("long-input", "in 2 parts"), Flag("loop", "“da da”: again"))


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory(tmp_path / "memory.sqlite") as opened:
        yield opened


def test_what_is_stored_is_found_under_its_signature_only(memory: Memory) -> None:
    memory.store("a|beam:1", {"bir": Entry("one"), "iki": Entry("two", FLAGS, "file.tmx")})
    assert memory.lookup("a|beam:1", ["iki", "üç", "bir"]) == {
        "bir": Entry("one"),
        "iki": Entry("two", FLAGS, "file.tmx"),
    }
    assert memory.lookup("a|beam:4", ["bir"]) == {}
    memory.store("a|beam:4", {"bir": Entry("1")})
    memory.store("a|beam:1", {"bir": Entry("One")})
    assert memory.lookup("a|beam:1", ["bir"]) == {"bir": Entry("One")}
    assert memory.count() == {"a|beam:1": 2, "a|beam:4": 1}


def test_it_outlives_the_process_and_takes_large_windows(tmp_path: Path) -> None:
    many = {f"cümle {number}": Entry(f"sentence {number}") for number in range(3_000)}
    with Memory(tmp_path / "new" / "memory.sqlite") as memory:
        memory.store("s", many)
    with Memory(tmp_path / "new" / "memory.sqlite") as memory:
        assert memory.lookup("s", [*many, "another"]) == many


@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"]))
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_any_text_comes_back_as_it_went_in(memory: Memory, pairs: dict[str, str]) -> None:
    entries = {source: Entry(target) for source, target in pairs.items()}
    memory.store("s", entries)
    assert memory.lookup("s", list(entries)) == entries


def test_a_window_is_stored_whole_or_not_at_all(memory: Memory) -> None:
    entries = {"bir": Entry("one"), "iki": Entry(None)}  # type: ignore[arg-type]
    with pytest.raises(InputError):
        memory.store("s", entries)
    assert memory.lookup("s", ["bir", "iki"]) == {}
    memory.store("s", {"bir": Entry("one")})
    assert memory.lookup("s", ["bir"]) == {"bir": Entry("one")}


def test_two_processes_write_at_the_same_time(tmp_path: Path) -> None:
    program = (
        "import sys; from translate.memory import Entry, Memory\n"
        "with Memory(sys.argv[1]) as memory:\n"
        "    for window in range(40):\n"
        "        memory.store('s', {f'{sys.argv[2]} {window} {n}': Entry(str(n)) for n in range(25)})\n"
    )
    path = str(tmp_path / "memory.sqlite")
    running = [subprocess.Popen([sys.executable, "-c", program, path, name], cwd=ROOT) for name in "ab"]
    assert [process.wait(timeout=120) for process in running] == [0, 0]
    with Memory(path) as memory:
        assert memory.count() == {"s": 2_000}


def test_a_killed_process_loses_its_open_window_only(tmp_path: Path) -> None:
    program = (
        "import os, signal, sys; from translate.memory import Entry, Memory\n"
        "memory = Memory(sys.argv[1])\n"
        "memory.store('s', {'bir': Entry('one')})\n"
        "def dying():\n"
        "    yield 'iki', Entry('two')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "class Window(dict):\n"
        "    def items(self): return dying()\n"
        "memory.store('s', Window(x=1))\n"
    )
    path = str(tmp_path / "memory.sqlite")
    assert subprocess.run([sys.executable, "-c", program, path], cwd=ROOT, check=False).returncode == -9
    with Memory(path) as memory:
        assert memory.lookup("s", ["bir", "iki"]) == {"bir": Entry("one")}


def test_a_full_disk_is_explained_and_nothing_finished_is_lost(tmp_path: Path) -> None:
    with Memory(tmp_path / "memory.sqlite") as memory:
        memory.store("s", {"bir": Entry("one")})
        pages = memory._db.execute("PRAGMA page_count").fetchone()[0]
        memory._db.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(OutputError, match=r"full\. Free some space"):
            memory.store("s", {f"cümle {n}": Entry("x" * 1000) for n in range(1_000)})
        assert memory.lookup("s", ["bir"]) == {"bir": Entry("one")}
        assert memory.count() == {"s": 1}


def test_files_that_are_no_memory_are_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("not a database at all, but long enough to be looked at " * 50)
    foreign = tmp_path / "other.sqlite"
    with sqlite3.connect(foreign) as other:
        other.execute("CREATE TABLE cookies (name TEXT)")
    other.close()
    newer = tmp_path / "newer.sqlite"
    Memory(newer).close()
    with sqlite3.connect(newer) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    for path, says in ((text, "damaged, or not"), (foreign, "another program"), (newer, "version 99")):
        before = path.read_bytes()
        with pytest.raises(InputError, match=says) as raised:
            Memory(path)
        assert "Move it away" in str(raised.value)
        assert path.read_bytes()[100:] == before[100:]


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="Choose"):
        Memory(tmp_path / "file" / "memory.sqlite")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match="unable to open"):
        Memory(tmp_path / "folder")


def test_the_file_says_whose_it_is(tmp_path: Path) -> None:
    Memory(tmp_path / "memory.sqlite").close()
    with sqlite3.connect(tmp_path / "memory.sqlite") as database:
        assert database.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    database.close()


# ------------------------------------------------------------------- TMX

HEAD = '<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4"><header/><body>\n'
TAIL = "</body></tmx>\n"


def unit(source: str, target: str, *, source_lang: str = "tr", target_lang: str = "en") -> str:
    return (
        f'<tu><tuv xml:lang="{target_lang}"><seg>{target}</seg></tuv>'
        f'<tuv xml:lang="{source_lang}"><seg>{source}</seg></tuv></tu>\n'
    )


def tmx(tmp_path: Path, body: str, *, head: str = HEAD, tail: str = TAIL) -> Path:
    path = tmp_path / "people.tmx"
    path.write_text(head + body + tail, "utf-8")
    return path


def test_pairs_of_the_language_are_taken(memory: Memory, tmp_path: Path) -> None:
    body = (
        unit("Merhaba  dünya.", "Hello,\n  world.", source_lang="TR-tr", target_lang="en-US")
        + unit("Salam", "Hi", source_lang="az")
        + unit('Çok <bpt i="1">&lt;b&gt;</bpt>iyi<ept i="1"/> <hi>gün</hi>', "A <ph/>very good day")
        + unit("boş", "")
        + unit("Merhaba  dünya.", "Hello again.")
    )
    assert memory.import_tmx(tmx(tmp_path, body), "tr") == 3
    assert memory.lookup(people("tr"), ["Merhaba dünya.", "Çok iyi gün", "Salam", "boş"]) == {
        "Merhaba dünya.": Entry("Hello again.", (), "people.tmx"),
        "Çok iyi gün": Entry("A very good day", (), "people.tmx"),
    }


def test_of_our_own_export_only_what_people_decided_is_taken(memory: Memory, tmp_path: Path) -> None:
    status = '<prop type="x-status">translated</prop>'
    decided = {text: f'{status}<prop type="x-decision">{text}</prop>' for text in ("accepted", "rejected")}
    body = "".join(
        unit(text, "English").replace("<tu>", f"<tu>{props}")
        for text, props in {"machine": status, "foreign": "", **decided}.items()
    )
    assert memory.import_tmx(tmx(tmp_path, body), "tr") == 2
    assert set(memory.lookup(people("tr"), ["machine", *decided, "foreign"])) == {"accepted", "foreign"}


def test_entities_are_not_expanded_and_nothing_is_read_from_elsewhere(memory: Memory, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    head = (
        '<?xml version="1.0"?>\n<!DOCTYPE tmx [<!ENTITY short "long">'
        f'<!ENTITY file SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>\n<tmx version="1.4"><body>'
    )
    body = unit("kısa", "a &short; b") + unit("dosya", "a &file; b") + unit("iyi", "good &amp; well")
    assert memory.import_tmx(tmx(tmp_path, body, head=head), "tr") == 1
    taken = memory.lookup(people("tr"), ["kısa", "dosya", "iyi"])
    assert taken == {"iyi": Entry("good & well", (), "people.tmx")}


def test_a_bomb_of_entities_is_refused(memory: Memory, tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "bang"}">' for n in range(12))
    head = f'<?xml version="1.0"?><!DOCTYPE tmx [{entities}]><tmx version="1.4"><body>'
    with pytest.raises(InputError, match="not sound XML"):
        memory.import_tmx(tmx(tmp_path, unit("bomba", "&e11;"), head=head), "tr")
    assert memory.count() == {}


def test_what_stands_before_a_break_is_kept(memory: Memory, tmp_path: Path) -> None:
    path = tmx(tmp_path, "".join(unit(f"cümle {n}", f"sentence {n}") for n in range(700)), tail="<tu><tuv")
    with pytest.raises(InputError, match=r"people\.tmx:\d+: is not sound XML"):
        memory.import_tmx(path, "tr")
    assert memory.count() == {people("tr"): 700}


@pytest.mark.parametrize(
    ("content", "says"), [("<html/>", "not <tmx>"), ("", "not sound XML"), ("plain text", "not sound XML")]
)
def test_files_that_are_not_tmx(memory: Memory, tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "file.tmx"
    path.write_text(content)
    with pytest.raises(InputError, match=says):
        memory.import_tmx(path, "tr")
    with pytest.raises(InputError, match=r"nowhere\.tmx"):
        memory.import_tmx(tmp_path / "nowhere.tmx", "tr")


def test_what_our_own_export_wrote_in_another_form_is_read_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "own.tmx").write_text(
        '<tmx version="1.4"><header/><body><tu><prop type="x-status">translated</prop>'
        '<prop type="x-decision">accepted</prop><tuv xml:lang="tr"><seg>a_x005F_x0041_</seg></tuv>'
        '<tuv xml:lang="en"><seg>b_x0001_</seg></tuv></tu><tu><tuv xml:lang="tr"><seg>c_x0041_</seg></tuv>'
        '<tuv xml:lang="en"><seg>d_x0041_</seg></tuv></tu></body></tmx>',
        "utf-8",
    )
    assert list(pairs(tmp_path / "own.tmx", "tr")) == [("a_x0041_", "b\x01"), ("c_x0041_", "d_x0041_")]
