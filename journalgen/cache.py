"""EDGE. Keep what was read and built beside the journal, so that a build does only what is new.

The database lies in the journal, holds its text, and may be deleted at any time. Whatever is
wrong with it, the build goes on as if there were none. A file or page that isn't in it, or has
another stamp, is looked at again; so a database that is too old costs time and never the truth.

Somebody else's journal may come with a database that was prepared; so it counts only while it
lies in the very place on the disk where it was made.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from journalgen.stamp import Stamp

FOLDER = ".journalgen"
_NAME = "cache.sqlite3"
_SCHEMA = """
create table about (name text primary key, value text) without rowid;
create table files (path text primary key, stamp text, digest text, summary text, found text);
create table prose (path text primary key, text text);
create table made (place text, url text, inputs text, digest text, stamp text,
                   primary key (place, url));
create table builds (place text primary key, document text);
"""


class Parsed(NamedTuple):
    """What was made of a file of the journal."""

    digest: str
    """Of its bytes."""
    summary: str
    """The entry, or the strategy, as JSON."""
    found: str
    """Its diagnostics as JSON."""


class Made(NamedTuple):
    """A file of the site."""

    inputs: str
    """What it was made from."""
    digest: str
    """SHA-256 of its bytes."""


@dataclass(slots=True)
class Cache:
    """What is known from earlier builds, and what has to be remembered of this one."""

    path: Path | None = None
    """None where nothing can be kept."""
    files: dict[str, tuple[Parsed, Stamp | None]] = field(default_factory=dict)
    """By path; without a stamp where it wasn't safe yet to rely on one."""
    _database: sqlite3.Connection | None = None
    _new: dict[str, tuple[Parsed, Stamp | None, str | None]] = field(default_factory=dict)
    _made: Mapping[str, tuple[Made, Stamp | None]] | None = None

    # Files of the journal

    def load(self, settings: str) -> None:
        """Fetch what was parsed with the same settings; the rest is of no use."""
        if self._said("settings") != settings:
            self._do("delete from files")
            self._do("delete from prose")
            self._do("replace into about values ('settings', ?)", (settings,))
        rows = self._rows("select path, stamp, digest, summary, found from files")
        self.files = {row[0]: (Parsed(*row[2:]), _stamp(row[1])) for row in rows}

    def keep(self, path: str, parsed: Parsed, stamp: Stamp | None, prose: str | None) -> None:
        """Remember a file; `prose` is None where it is the same as before."""
        if self._database:
            self._new[path] = parsed, stamp, prose

    def prose(self, path: str) -> str | None:
        """The prose of an entry, as it was kept; None where it has gone."""
        rows = self._rows("select text from prose where path = ?", (path,))
        return next((row[0] for row in rows), None)

    # Files of the site

    def made(self, place: str) -> dict[str, tuple[Made, Stamp | None]]:
        """What is in the site's folder, by address."""
        rows = self._rows("select url, stamp, inputs, digest from made where place = ?", (place,))
        return {row[0]: (Made(*row[2:]), _stamp(row[1])) for row in rows}

    def last_build(self, place: str) -> dict[str, Any] | None:
        """What was left by `save`."""
        rows = self._rows("select document from builds where place = ?", (place,))
        try:
            found = json.loads(rows[0][0]) if rows else None
        except (TypeError, ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) else None

    def keep_site(self, made: Mapping[str, tuple[Made, Stamp | None]]) -> None:
        """Remember what is in the site's folder now."""
        self._made = made

    # Writing

    def save_build(self, place: str, document: Mapping[str, Any]) -> None:
        """Remember only what came of a build."""
        self._do("replace into builds values (?, ?)", (place, json.dumps(document)))
        self._commit()

    def save(self, place: str, paths: Iterable[str], document: Mapping[str, Any] | None) -> None:
        """Write out all that is new; `paths` are the files there are."""
        new = self._new.items()
        rows = [(path, _text(stamp), *parsed) for path, (parsed, stamp, _) in new]
        self._many("replace into files values (?, ?, ?, ?, ?)", rows)
        prose = [(path, text) for path, (_, _, text) in new if text is not None]
        self._many("replace into prose values (?, ?)", prose)
        gone = [(path,) for path in self.files.keys() - set(paths)]
        self._many("delete from files where path = ?", gone)
        self._many("delete from prose where path = ?", gone)
        if self._made is not None:
            self._save_made(place, self._made)
        if document is not None:
            self._do("replace into builds values (?, ?)", (place, json.dumps(document)))
        self._commit()

    def _save_made(self, place: str, made: Mapping[str, tuple[Made, Stamp | None]]) -> None:
        before = self.made(place)
        changed = [
            (place, url, file.inputs, file.digest, _text(stamp))
            for url, (file, stamp) in made.items()
            if before.get(url) != (file, stamp)
        ]
        self._many("replace into made values (?, ?, ?, ?, ?)", changed)
        gone = [(place, url) for url in before.keys() - made.keys()]
        self._many("delete from made where place = ? and url = ?", gone)

    def close(self) -> None:
        """Let go of the database."""
        if self._database:
            self._database.close()
            self._database = None

    # The database

    def _said(self, name: str) -> str:
        rows = self._rows("select value from about where name = ?", (name,))
        return str(rows[0][0]) if rows else ""

    def _rows(self, statement: str, values: tuple[str, ...] = ()) -> list[tuple[Any, ...]]:
        with self._giving_up():
            if self._database:
                return self._database.execute(statement, values).fetchall()
        return []

    def _do(self, statement: str, values: tuple[str, ...] = ()) -> None:
        self._many(statement, [values])

    def _many(self, statement: str, rows: list[tuple[Any, ...]]) -> None:
        with self._giving_up():
            if self._database and rows:
                self._database.executemany(statement, rows)

    def _commit(self) -> None:
        with self._giving_up():
            if self._database:
                self._database.commit()

    @contextlib.contextmanager
    def _giving_up(self) -> Iterator[None]:
        """A database that can't be used is closed and, if it is broken, taken away."""
        try:
            yield
        except (sqlite3.Error, UnicodeError) as error:
            self.close()
            broken = isinstance(error, (sqlite3.DatabaseError, UnicodeError))
            if broken and not isinstance(error, sqlite3.OperationalError) and self.path:
                _remove(self.path)


def open_cache(root: Path, token: str) -> Cache:
    """The cache of the journal at `root`; `token` stands for the program that made it.

    An empty one that keeps nothing, where nothing can be written.
    """
    path = root / FOLDER / _NAME
    if path.parent.is_symlink() or path.is_symlink():
        return Cache()
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, exist_ok=True)
        for _attempt in range(2):
            if not path.exists():
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            database = _opened(path, token)
            if database:
                return Cache(path, _database=database)
            _remove(path)
    return Cache()


def _opened(path: Path, token: str) -> sqlite3.Connection | None:
    """The database, if it is sound, made by this program, and made here."""
    database = None
    try:
        database = sqlite3.connect(path, timeout=10)
        database.execute("pragma temp_store = memory")
        database.execute("pragma secure_delete = on")
        database.execute("pragma synchronous = normal")
        token += f" {path.parent.stat().st_ino} {path.stat().st_ino}"
        if path.stat().st_size == 0:
            database.executescript(_SCHEMA)
            database.execute("insert into about values ('token', ?)", (token,))
            database.commit()
        found = database.execute("select value from about where name = 'token'").fetchone()
        if found == (token,):
            return database
    except (sqlite3.Error, UnicodeError):
        pass
    if database:
        database.close()
    return None


def _remove(path: Path) -> None:
    for ending in ("", "-journal"):
        with contextlib.suppress(OSError):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def _text(stamp: Stamp | None) -> str | None:
    return None if stamp is None else " ".join(map(str, stamp))


def _stamp(text: str | None) -> Stamp | None:
    if text is None:
        return None
    try:
        return Stamp(*map(int, text.split()))
    except (TypeError, ValueError):
        return None
