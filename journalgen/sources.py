"""EDGE. Find and read the files of a journal; nothing outside its folder is ever opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from journalgen import CONFIG_NAME
from journalgen.cache import FOLDER
from journalgen.diagnostics import CannotBuildError, Diagnostic, Span
from journalgen.model.attachments import ATTACHMENTS, ending_of
from journalgen.parse.decoded_bytes import MAX_BYTES
from journalgen.site_files import is_site
from journalgen.stamp import Stamp, stamp_of
from journalgen.theme import MANIFEST, OWN

PLANS = ("plan.md", "plan.markdown")

_CHUNK = 1 << 16
"""Bytes read at once: making room for a whole MiB takes longer than reading most entries."""
_NOT_READ = frozenset({"thumbs.db", "desktop.ini"})
_BACKUP_ENDS = ("~", ".swp", ".swo", ".swx", ".bak", ".tmp", ".orig")
_NOT_ENTRIES = frozenset({"strategies", "templates", "theme", "attachments"})
_NOT_ENTRY_NAMES = frozenset({"readme.md", "license.md"})


class SourceFile(Struct, frozen=True):
    """A file of the journal that was found; its bytes are read when they are needed."""

    path: str
    """Relative to the journal, parts joined by `/`, fit to be shown."""
    real: str
    """Where it is on the disk."""
    stamp: Stamp | None = None
    """None where the file system says nothing."""

    def read(self) -> bytes | None:
        """At most a byte more than is parsed; None where it can't be opened."""
        try:
            with open(self.real, "rb", buffering=0) as file:  # noqa: PTH123 - of many
                parts, room = [], MAX_BYTES + 1
                while part := file.read(min(room, _CHUNK)):
                    parts.append(part)
                    room -= len(part)
                return b"".join(parts)
        except OSError:
            return None


class Sources(Struct):
    """What a journal's folder holds."""

    entries: list[SourceFile] = field(default_factory=list)
    strategies: list[SourceFile] = field(default_factory=list)
    plan: SourceFile | None = None
    """plan.md: the person's own plan for hard moments."""
    attachments: dict[str, SourceFile] = field(default_factory=dict)
    """By path; any file of a kind that may be copied."""
    config: SourceFile | None = None
    """journal.yaml."""
    theme: list[SourceFile] = field(default_factory=list)
    """What goes over the theme."""
    theme_folders: dict[tuple[str, str], tuple[SourceFile, ...]] = field(default_factory=dict)
    """By (where it is, how it is called): the files of themes that don't ship with journalgen."""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def all(self) -> Iterator[SourceFile]:
        """Every file that a build may read."""
        yield from self.entries
        yield from self.strategies
        yield from self.attachments.values()
        yield from self.theme
        for files in self.theme_folders.values():
            yield from files
        yield from filter(None, (self.plan, self.config))


def find_journal(start: Path) -> Path | None:
    """The nearest folder from `start` upward that is a journal."""
    for folder in (start, *start.parents):
        if (folder / CONFIG_NAME).is_file() or (folder / "entries").is_dir():
            return folder
    return None


def is_journal(folder: Path, sources: Sources) -> bool:
    """Whether a folder that was named holds anything of a journal."""
    named = (folder / CONFIG_NAME).is_file() or (folder / "entries").is_dir()
    return named or bool(sources.entries or sources.strategies)


def read_config_file(root: Path) -> bytes | None:
    """The bytes of journal.yaml, None where there is none. Raises CannotBuildError."""
    path = root / CONFIG_NAME
    if not path.exists():
        return None
    if not _inside_any(os.path.realpath(path), {str(root)}):
        raise CannotBuildError("symlink-outside", path=CONFIG_NAME)
    data = SourceFile(CONFIG_NAME, str(path)).read() if path.is_file() else None
    if data is None:
        raise CannotBuildError("file-unreadable", path=CONFIG_NAME)
    return data


def read_text(root: Path, path: str) -> str:
    """The text of a file in the journal, as far as it is UTF-8. Raises CannotBuildError."""
    real = os.path.realpath(root.joinpath(*path.split("/")))
    if not _inside_any(real, {os.path.realpath(root)}):
        raise CannotBuildError("symlink-outside", path=path)
    data = SourceFile(path, real).read()
    if data is None:
        raise CannotBuildError("file-unreadable", path=path)
    return data.decode("utf-8-sig", "replace")


def discover(root: Path, output: Path) -> Sources:
    """List the journal's files in the order of their paths; `output` is left out."""
    sources = Sources()
    config = root / CONFIG_NAME
    if config.exists():
        sources.config = SourceFile(CONFIG_NAME, str(config), _stamp(config))
    has_entries = (root / "entries").is_dir()
    plans: list[SourceFile] = []
    for file in sorted(_walk(root, output, sources), key=lambda file: file.path):
        top, _, rest = file.path.partition("/")
        kind = ending_of(file.path)
        if top == OWN and rest:
            sources.theme.append(file)
        elif kind in ATTACHMENTS:
            sources.attachments[file.path] = file
        elif kind not in (".md", ".markdown"):
            continue
        elif file.path.lower() in PLANS:
            plans.append(file)
        elif top == "strategies" and rest:
            sources.strategies.append(file)
        elif has_entries:
            if top == "entries" and rest:
                sources.entries.append(file)
        elif not (rest and top in _NOT_ENTRIES) and file.path.lower() not in _NOT_ENTRY_NAMES:
            sources.entries.append(file)
    if plans:
        sources.plan, *others = sorted(plans, key=_plainness)
        sources.diagnostics += [Diagnostic("plan-twice", Span(file.path)) for file in others]
    return sources


def refreshed(sources: Sources, changed: Iterable[str]) -> Sources | None:
    """The same files with new stamps for the `changed` ones, which are paths on the disk.

    None where that isn't all there is to it, as where one is new or has gone.
    """
    known = {file.real for file in sources.all()}
    paths = set()
    for path in changed:
        place = Path(path)
        if path in known and place.is_file() and not place.is_symlink():
            paths.add(path)
        elif path in known or os.path.lexists(path):
            return None

    def again(file: SourceFile) -> SourceFile:
        return replace(file, stamp=_stamp(Path(file.real))) if file.real in paths else file

    return replace(
        sources,
        entries=[again(file) for file in sources.entries],
        strategies=[again(file) for file in sources.strategies],
        plan=again(sources.plan) if sources.plan else None,
        attachments={path: again(file) for path, file in sources.attachments.items()},
        config=again(sources.config) if sources.config else None,
        theme=[again(file) for file in sources.theme],
        theme_folders={
            key: tuple(again(file) for file in files)
            for key, files in sources.theme_folders.items()
        },
    )


def discover_theme(
    folder: Path, label: str
) -> tuple[dict[str, SourceFile], tuple[Diagnostic, ...]]:
    """The files of a theme's folder that count, by their path in it, and links that lead out of it.

    `label` is what messages call the folder.
    """
    files: dict[str, SourceFile] = {}
    links = []
    for name in (MANIFEST, "templates", "static"):
        path = folder / name
        if not _inside_any(os.path.realpath(path), {str(folder)}):
            links.append(name)
        elif path.is_file():
            files[name] = SourceFile(f"{label}/{name}", str(path), _stamp(path))
        elif path.is_dir():
            inside = Sources()
            for file in _walk(path, path / FOLDER, inside):
                inner = f"{name}/{file.path}"
                files[inner] = SourceFile(f"{label}/{inner}", file.real, file.stamp)
            links += [f"{name}/{found.span.path}" for found in inside.diagnostics]
    odd = (Diagnostic("theme-link", Span(f"{label}/{link}")) for link in links)
    return dict(sorted(files.items())), tuple(odd)


def _plainness(plan: SourceFile) -> tuple[int, bool]:
    """plan.md comes before PLAN.MD, and that before plan.markdown."""
    return len(plan.path), plan.path != plan.path.lower()


def _walk(root: Path, output: Path, sources: Sources) -> Iterator[SourceFile]:
    """Every file that may be read, once; links are followed only inside the journal."""
    real_root = os.path.realpath(root)
    # Texts instead of paths, which cost more than all the rest: this is done in every build.
    skip = {os.path.realpath(output), os.path.join(real_root, FOLDER)}  # noqa: PTH118 - a text
    linked: list[tuple[str, str]] = []
    seen: set[str] = {real_root}
    pending = [("", real_root)]
    while pending or linked:
        if not pending:  # links come last, so that a file is known by its own name
            prefix, target = linked.pop(0)
            if target in seen or _inside_any(target, skip):
                continue
            if os.path.isdir(target):  # noqa: PTH112 - a text
                seen.add(target)
                pending.append((prefix + "/", target))
            elif os.path.isfile(target):  # noqa: PTH113 - a text
                seen.add(target)
                yield SourceFile(prefix, target, _stamp(Path(target)))
            continue
        prefix, folder = pending.pop()
        names = _listing(folder, prefix, sources)
        if prefix and is_site(Path(folder)):
            continue  # one that was built here before
        for name, entry in names:
            path, real = prefix + name, entry.path
            if entry.is_symlink():
                target = os.path.realpath(real)
                if _inside_any(target, {real_root}):
                    linked.append((path, target))
                else:
                    sources.diagnostics.append(Diagnostic("symlink-outside", Span(path)))
            elif real in seen:
                continue
            elif entry.is_dir():
                if real not in skip:
                    seen.add(real)
                    pending.append((path + "/", real))
            elif _is_file(entry):
                seen.add(real)
                yield SourceFile(path, real, _stamp(entry))


def _listing(folder: str, prefix: str, sources: Sources) -> list[tuple[str, os.DirEntry[str]]]:
    """The names in a folder that may be looked at, in a fixed order, and fit to be shown."""
    try:
        with os.scandir(folder) as entries:
            found = [(shown(entry.name), entry) for entry in entries if not is_ignored(entry.name)]
    except OSError:
        sources.diagnostics.append(Diagnostic("file-unreadable", Span(prefix.rstrip("/"))))
        return []
    return sorted(found, key=lambda pair: (pair[0], pair[1].name))


def shown(name: str) -> str:
    """A file name as text; bytes that aren't UTF-8 are spelt out, so that names stay apart."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def is_ignored(name: str) -> bool:
    """Hidden files and folders, editors' backups, litter of operating systems."""
    return name.startswith(".") or name.lower() in _NOT_READ or is_backup(name)


def is_backup(name: str) -> bool:
    """Whether a file name is one that editors give to what they put aside."""
    return name.lower().endswith(_BACKUP_ENDS)


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode)
    except OSError:
        return True  # reading it will say what is wrong


def _stamp(entry: os.DirEntry[str] | Path) -> Stamp | None:
    try:
        return stamp_of(entry.stat())
    except OSError:
        return None


def _inside_any(path: str, folders: set[str]) -> bool:
    return any(
        path == folder or path.startswith(folder.rstrip(os.sep) + os.sep) for folder in folders
    )
