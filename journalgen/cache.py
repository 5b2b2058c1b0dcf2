"""EDGE. Keep what was read and built beside the journal, so that a build does only what is new.

The database lies in the journal, holds its text, and may be deleted at any time. Whatever is
wrong with it, the build goes on as if there were none. A file or page that isn't in it, or has
another stamp, is looked at again; so a database that is too old costs time and never the truth.
Where nothing may be kept, a database in memory serves the one build.

Somebody else's journal may come with a database that was prepared; so it counts only while it
lies in the very place on the disk where it was made.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from journalgen.stamp import Stamp

FOLDER = ".journalgen"
_NAME = "cache.sqlite3"
_SCHEMA = """
create table about (name text primary key, value text) without rowid;
create table files (path text primary key, stamp text, digest text, summary blob, found blob,
                    mark text, prose text);
create table prose (path text primary key, text blob);
create table pictures (path text primary key, stamp text, digest text, picture blob);
create table made (place text, url text, inputs text, digest text, stamp text,
                   primary key (place, url));
create table builds (place text primary key, document blob);
"""


class Parsed(NamedTuple):
    """What was made of a file of the journal."""

    digest: str
    """Of its bytes."""
    summary: bytes
    """The entry, or the strategy, as JSON."""
    found: bytes
    """Its diagnostics as JSON."""
    mark: str
    """Of the summary."""
    prose: str
    """Digest of the prose."""


class Made(NamedTuple):
    """A file of the site."""

    inputs: str
    """What it was made from."""
    digest: str
    """SHA-256 of its bytes."""


class Cache:
    """What is known from earlier builds, and what has to be remembered of this one."""

    def __init__(
        self, database: sqlite3.Connection | None = None, path: Path | None = None
    ) -> None:
        """One that forgets everything, where there is no database."""
        if database is None:
            database = sqlite3.connect(":memory:")
            database.executescript(_SCHEMA)
        self._database: sqlite3.Connection | None = database
        self._path = path
        self._inode = path.stat().st_ino if path else 0
        self._seen = self._version()
        self._made: dict[str, dict[str, tuple[Made, Stamp | None]]] = {}

    @property
    def kept(self) -> bool:
        """Whether the next build will know what this one finds out."""
        return self._path is not None

    @property
    def sound(self) -> bool:
        """Whether it can still be used: it is there, and nobody else has written to it."""
        if self._database is None:
            return False
        try:
            there = self._path is None or self._path.stat().st_ino == self._inode
        except OSError:
            return False
        return there and self._version() == self._seen

    # Files of the journal

    def files(self, settings: str) -> dict[str, tuple[Parsed, Stamp | None]]:
        """What was parsed with the same settings, by path; the rest is of no use.

        Without a stamp where it wasn't safe yet to rely on one.
        """
        if self._said("settings") != settings:
            self._do("delete from files")
            self._do("delete from prose")
            self._do("replace into about values ('settings', ?)", (settings,))
        rows = self._rows("select path, stamp, digest, summary, found, mark, prose from files")
        return {row[0]: (Parsed(*row[2:]), _stamp(row[1])) for row in rows}

    def known(self) -> int:
        """How many files are known."""
        return int(next(iter(self._rows("select count(*) from files")), (0,))[0])

    def keep(self, path: str, parsed: Parsed, stamp: Stamp | None, prose: bytes) -> None:
        """Remember a file with its prose."""
        row = (path, _text(stamp), *parsed)
        self._do("replace into files values (?, ?, ?, ?, ?, ?, ?)", row)
        self._do("replace into prose values (?, ?)", (path, prose))

    def stamp(self, path: str, stamp: Stamp | None) -> None:
        """Remember that a file has another stamp, and says the same."""
        self._do("update files set stamp = ? where path = ?", (_text(stamp), path))

    def prose(self, path: str) -> bytes | None:
        """The prose of an entry, as it was kept; None where it has gone."""
        rows = self._rows("select text from prose where path = ?", (path,))
        return next((row[0] for row in rows), None)

    def forget(self, paths: Iterable[str]) -> None:
        """Files that aren't there any more."""
        gone = [(path,) for path in paths]
        self._many("delete from files where path = ?", gone)
        self._many("delete from prose where path = ?", gone)

    # Pictures

    def pictures(self) -> dict[str, tuple[str, bytes, Stamp | None]]:
        """By path: the digest of a picture's bytes, what was found in them, and its stamp."""
        rows = self._rows("select path, digest, picture, stamp from pictures")
        return {row[0]: (row[1], row[2], _stamp(row[3])) for row in rows}

    def keep_picture(self, path: str, digest: str, picture: bytes, stamp: Stamp | None) -> None:
        """Remember what was found in a picture."""
        row = (path, _text(stamp), digest, picture)
        self._do("replace into pictures values (?, ?, ?, ?)", row)

    def forget_pictures(self, paths: Iterable[str]) -> None:
        """Pictures that no page refers to any more."""
        self._many("delete from pictures where path = ?", [(path,) for path in paths])

    # Files of the site

    def made(self, place: str) -> dict[str, tuple[Made, Stamp | None]]:
        """What is in the site's folder, by address."""
        if place not in self._made:
            query = "select url, stamp, inputs, digest from made where place = ?"
            rows = self._rows(query, (place,))
            self._made[place] = {row[0]: (Made(*row[2:]), _stamp(row[1])) for row in rows}
        return self._made[place]

    def mark(self, place: str) -> str:
        """What stands for the outline of the site that is in the folder."""
        return self._said(f"outline of {place}")

    def keep_made(
        self, place: str, mark: str, made: Mapping[str, tuple[Made, Stamp | None]]
    ) -> None:
        """Remember what is in the site's folder now, made by the outline that `mark` stands for."""
        before = self.made(place)
        changed = [
            (place, url, file.inputs, file.digest, _text(stamp))
            for url, (file, stamp) in made.items()
            if before.get(url) != (file, stamp)
        ]
        self._many("replace into made values (?, ?, ?, ?, ?)", changed)
        gone = [(place, url) for url in before.keys() - made.keys()]
        self._many("delete from made where place = ? and url = ?", gone)
        self._do("replace into about values (?, ?)", (f"outline of {place}", mark))
        self._made[place] = dict(made)

    # Whole builds

    def begin(self, patience: float) -> bool:
        """Keep other builds from writing until `commit`; False where another one does.

        `patience` are seconds to wait for it.
        """
        with self._giving_up():
            if self._database:
                self._database.execute(f"pragma busy_timeout = {round(patience * 1000)}")
                try:
                    self._database.execute("begin immediate")
                except sqlite3.OperationalError as error:
                    if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                        raise
                    return False
        return True

    def last_build(self, place: str) -> bytes | None:
        """What was left by `keep_build`."""
        rows = self._rows("select document from builds where place = ?", (place,))
        return rows[0][0] if rows and isinstance(rows[0][0], bytes) else None

    def keep_build(self, place: str, document: bytes) -> None:
        """Remember what came of a build."""
        self._do("replace into builds values (?, ?)", (place, document))

    def commit(self) -> None:
        """Write out all that is new."""
        with self._giving_up():
            if self._database:
                self._database.commit()

    def forget_new(self) -> None:
        """Drop what is new, where the build didn't come to its end."""
        with self._giving_up():
            if self._database:
                self._database.rollback()

    def close(self) -> None:
        """Let go of the database; what wasn't committed is lost."""
        if self._database:
            self._database.close()
            self._database = None

    # The database

    def _version(self) -> object:
        """What changes when another connection writes."""
        return self._rows("pragma data_version")

    def _said(self, name: str) -> str:
        rows = self._rows("select value from about where name = ?", (name,))
        return str(rows[0][0]) if rows else ""

    def _rows(self, statement: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        with self._giving_up():
            if self._database:
                return self._database.execute(statement, values).fetchall()
        return []

    def _do(self, statement: str, values: tuple[Any, ...] = ()) -> None:
        with self._giving_up():
            if self._database:
                self._database.execute(statement, values)

    def _many(self, statement: str, rows: list[tuple[Any, ...]]) -> None:
        with self._giving_up():
            if self._database and rows:
                self._database.executemany(statement, rows)

    @contextlib.contextmanager
    def _giving_up(self) -> Iterator[None]:
        """A database that can't be used is closed and, if it is broken, taken away."""
        try:
            yield
        except (sqlite3.Error, UnicodeError) as error:
            self.close()
            broken = isinstance(error, (sqlite3.DatabaseError, UnicodeError))
            if broken and not isinstance(error, sqlite3.OperationalError) and self._path:
                _remove(self._path)


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
                return Cache(database, path)
            _remove(path)
    return Cache()


def recall_cache(root: Path, token: str) -> Cache:
    """A copy of the cache in memory, for those who only look; nothing on the disk is touched."""
    path = root / FOLDER / _NAME
    if not (path.parent.is_symlink() or path.is_symlink()) and path.is_file():
        kept = _opened(path, token, writable=False)
        if kept:
            memory = sqlite3.connect(":memory:")
            with contextlib.closing(kept), contextlib.suppress(sqlite3.Error):
                kept.backup(memory)
                return Cache(memory)
    return Cache()


def remove_cache(root: Path) -> bool:
    """Take the cache away; whether there was one. Raises OSError."""
    folder = root / FOLDER
    if folder.is_symlink() or not folder.is_dir():
        return False
    there = (folder / _NAME).exists()
    for ending in ("", "-journal", "-wal", "-shm"):
        (folder / (_NAME + ending)).unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # it holds something else
        folder.rmdir()
    return there


def _opened(path: Path, token: str, *, writable: bool = True) -> sqlite3.Connection | None:
    """The database, if it is sound, made by this program, and made here."""
    database = None
    try:
        mode = "rw" if writable else "ro"
        database = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True)
        database.execute("pragma temp_store = memory")
        database.execute("pragma secure_delete = on")
        database.execute("pragma trusted_schema = off")
        database.execute("pragma synchronous = normal")
        token += f" {path.parent.stat().st_ino} {path.stat().st_ino}"
        if writable and path.stat().st_size == 0:
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
