"""The translation memory: what was translated once is not translated again.

A SQLite file in WAL mode, which several processes may use at once. A window of sentences is stored in
one transaction, so a run that is killed loses the window it was in and nothing else. People's own
translations come in from TMX and outrank the machine's.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from .corpus import Flag
from .errors import InputError, OutputError

SCHEMA_VERSION = 1
APPLICATION_ID = 0x756E6762  # "ungb": tells our files from other SQLite files
TABLES = """
CREATE TABLE makers (id INTEGER PRIMARY KEY, maker TEXT NOT NULL UNIQUE);
CREATE TABLE translations (
    maker INTEGER NOT NULL REFERENCES makers (id), source TEXT NOT NULL,
    target TEXT NOT NULL, flags TEXT NOT NULL, origin TEXT NOT NULL,
    PRIMARY KEY (maker, source)
) WITHOUT ROWID;
"""
SECONDS_TO_WAIT = 60  # for another process to finish its transaction
AT_ONCE = 500  # sentences in one query


@dataclass(frozen=True, slots=True)
class Entry:
    """A remembered translation. ``origin`` is the file a person's translation came from, else empty."""

    target: str
    flags: tuple[Flag, ...] = ()
    origin: str = ""


def people(lang: str) -> str:
    """The signature under which people's own translations from ``lang`` stand."""
    return f"people:{lang}"


class Memory:
    """A memory in the file ``path``, made where there is none. Close it, or use it as a context manager.

    Raises `InputError` where the file is not a translation memory, or a newer one; `OutputError` where
    it cannot be written (no space, no permission, held by another process).
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        with self._explained():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # Autocommit: transactions begin and end where this class says so.
            self._db = sqlite3.connect(
                self.path, timeout=SECONDS_TO_WAIT, isolation_level=None, check_same_thread=False
            )
        try:
            with self._explained():
                self._open()
        except BaseException:
            self._db.close()
            raise

    def _open(self) -> None:
        self._begin_wal()
        self._db.execute("PRAGMA synchronous = NORMAL")
        with self._transaction():
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            owner = self._db.execute("PRAGMA application_id").fetchone()[0]
            empty = self._db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
            if empty and not owner:
                for statement in TABLES.strip().split(";\n"):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                self._db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            elif owner != APPLICATION_ID:
                raise self._unusable("is a SQLite file of another program")
            elif version != SCHEMA_VERSION:
                raise self._unusable(f"is of version {version}; this program reads version {SCHEMA_VERSION}")

    def _begin_wal(self) -> None:
        """Waits for another process that opens the same new file: for this one step SQLite does not."""
        until = time.monotonic() + SECONDS_TO_WAIT
        while True:
            try:
                self._db.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > until:
                    raise
            time.sleep(0.01)

    def _unusable(self, problem: str) -> InputError:
        return InputError(
            self.path, problem, advice="Move it away (it will be made anew, empty) or name another file."
        )

    def __enter__(self) -> Memory:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    def lookup(self, signature: str, sentences: Sequence[str]) -> dict[str, Entry]:
        """What is remembered of ``sentences`` under that signature, by sentence."""
        found: dict[str, Entry] = {}
        with self._explained():
            maker = self._db.execute("SELECT id FROM makers WHERE maker = ?", (signature,)).fetchone()
            if maker is None:
                return found
            for at in range(0, len(sentences), AT_ONCE):
                some = sentences[at : at + AT_ONCE]
                marks = ",".join("?" * len(some))
                rows = self._db.execute(
                    "SELECT source, target, flags, origin FROM translations"
                    f" WHERE maker = ? AND source IN ({marks})",
                    (maker[0], *some),
                )
                for source, target, flags, origin in rows:
                    found[source] = Entry(target, tuple(Flag(*flag) for flag in json.loads(flags)), origin)
        return found

    def store(self, signature: str, entries: Mapping[str, Entry]) -> None:
        """Remembers ``entries`` (by sentence) under that signature, all or none of them."""
        if not entries:
            return
        with self._explained(), self._transaction():
            self._db.execute("INSERT OR IGNORE INTO makers (maker) VALUES (?)", (signature,))
            maker = self._db.execute("SELECT id FROM makers WHERE maker = ?", (signature,)).fetchone()[0]
            self._db.executemany(
                "INSERT OR REPLACE INTO translations VALUES (?, ?, ?, ?, ?)",
                (
                    (maker, source, e.target, json.dumps([[f.check, f.message] for f in e.flags]), e.origin)
                    for source, e in entries.items()
                ),
            )

    def forget_people(self) -> None:
        """Forgets what came from TMX files; translations of models stay."""
        with self._explained(), self._transaction():
            self._db.execute(
                "DELETE FROM translations WHERE maker IN (SELECT id FROM makers WHERE maker LIKE 'people:%')"
            )

    def count(self) -> dict[str, int]:
        """How many sentences are remembered, by signature."""
        with self._explained():
            rows = self._db.execute(
                "SELECT makers.maker, count(*) FROM makers JOIN translations"
                " ON makers.id = translations.maker GROUP BY makers.id ORDER BY makers.maker"
            )
            return dict(rows.fetchall())

    def import_tmx(self, path: str | Path, lang: str, *, target_lang: str = "en") -> int:
        """Takes people's translations from ``lang`` out of a TMX file; returns how many.

        Pairs are stored as they are read, in bounded memory. Raises `InputError` where the file is not
        TMX or breaks off; what was read before that stays.
        """
        from .tmx_reader import pairs

        taken = 0
        some: dict[str, Entry] = {}
        origin = Path(path).name
        try:
            for source, target in pairs(path, lang, target_lang):
                some[source] = Entry(target, origin=origin)
                taken += 1
                if len(some) >= AT_ONCE:
                    self.store(people(lang), some)
                    some = {}
        finally:
            self.store(people(lang), some)
        return taken

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:  # a full disk ends it on its own
                self._db.execute("ROLLBACK")
            raise

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise OutputError(f"{self.path}: {_reason(error)}") from error
        except sqlite3.DatabaseError as error:
            raise self._unusable(f"is damaged, or not a translation memory ({error})") from error
        except OSError as error:
            raise OutputError(
                f"{self.path}: {error.strerror or error}. Choose a folder you may write to."
            ) from error


def _reason(error: sqlite3.OperationalError) -> str:
    text = str(error)
    advice = {
        "full": "Free some space and run again: finished translations are kept.",
        "locked": "Another process is using it; wait for it or choose another folder.",
        "readonly": "Choose a folder that you may write to.",
        "unable to open": "Choose a folder that exists and that you may write to.",
    }
    return f"{text}. " + next((hint for word, hint in advice.items() if word in text), "Run again.")
