"""What is installed from a wheel or an sdist works, with themes and example, far from here."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, TODAY


def run(*command: str | Path, folder: Path) -> str:
    """Run a command without anything of this checkout in reach."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An sdist, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    run(
        sys.executable,
        "-m",
        "build",
        "--no-isolation",
        "--outdir",
        folder,
        REPOSITORY,
        folder=folder,
    )
    return folder


def test_the_wheel_holds_themes_example_and_words(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    for name in (
        "journalgen/_data/themes/calm/theme.yaml",
        "journalgen/_data/themes/calm/static/look.css",
        "journalgen/_data/themes/calm/templates/entry.html",
        "journalgen/_data/example-journal/journal.yaml",
        "journalgen/locale/en.po",
        "journalgen/py.typed",
    ):
        assert name in names
    templates = [name for name in names if re.search(r"/templates/[^/]+\.html$", name)]
    compiled = [name for name in names if name.startswith("journalgen/theme/compiled/t")]
    assert len(compiled) == len(templates) > 0
    assert not [
        name for name in names if "journal/site/" in name or name.startswith(("tests", "themes"))
    ]


def test_a_wheel_builds_the_example_in_a_fresh_place(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    run(sys.executable, "-m", "venv", tmp_path / "venv", folder=tmp_path)
    python = tmp_path / "venv/bin/python"
    run(python, "-m", "pip", "install", "--quiet", wheel, folder=tmp_path)
    where = run(python, "-c", "from journalgen.resources import data_folder as d;"
                "print(d('example-journal'))", folder=tmp_path).strip()  # fmt: skip
    assert str(REPOSITORY) not in where
    out = run(tmp_path / "venv/bin/journalgen", "build", where, "--today", TODAY,
              "--output", tmp_path / "site", folder=tmp_path)  # fmt: skip
    assert "Built: " in out
    assert (tmp_path / "site/index.html").is_file()
    assert (tmp_path / "site/assets/look.css").is_file()
    assert "journalgen 0" in run(tmp_path / "venv/bin/journalgen", "--version", folder=tmp_path)
