"""Templates that were compiled when journalgen was installed give what their sources give."""

from __future__ import annotations

from pathlib import Path

import pytest

from journalgen.locale import Words
from journalgen.theme import templates
from journalgen.theme.shipped import load_theme
from journalgen.theme.templates import TemplateLoader, compile_templates, make_environment
from tests.conftest import REPOSITORY, Journal

SOURCES = REPOSITORY / "themes/calm/templates"


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the code of all templates, as installing leaves it."""
    folder = tmp_path / "compiled"
    folder.mkdir()
    for name, code in compile_templates([SOURCES]).items():
        (folder / name).write_text(code, "utf-8")
    monkeypatch.setattr(templates, "COMPILED", folder)
    return folder


def load(folder: Path, name: str) -> str:
    """What a template without a page says."""
    loader = TemplateLoader([folder], translated=False)
    return make_environment(loader, _=str).get_template(name).render()


def test_compiled_or_not_the_site_is_the_same(
    journal: Journal, compiled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.write("entries/2026-03-04.md", "---\nmood: 3 -> 6\n---\n## What I took away\n- Rest")
    journal.write("plan.md", "## Warning signs\nShort answers")
    journal.build("--no-cache")
    fast = journal.files()
    monkeypatch.setattr(templates, "COMPILED", compiled.with_name("nothing"))
    journal.build("--no-cache")
    assert journal.files() == fast


def test_the_code_that_was_compiled_is_what_runs(compiled: Path) -> None:
    (module,) = (path for path in compiled.iterdir() if "name = 'about.html'" in path.read_text())
    module.write_text("name = 'about.html'\nblocks = {}\ndebug_info = ''\n"
                      "def root(context, missing=None, environment=None):\n    yield 'compiled'\n")  # fmt: skip
    assert load(SOURCES, "about.html") == "compiled"


def test_a_template_that_was_changed_is_compiled_anew(compiled: Path, tmp_path: Path) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    (own / "about.html").write_text("My own page")
    assert load(own, "about.html") == "My own page"


def test_in_another_language_the_sources_are_used(
    compiled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The code holds English words."""
    for path in compiled.iterdir():
        path.write_text("raise AssertionError")
    loader = TemplateLoader(load_theme("calm").template_folders(), translated=True)
    environment = make_environment(loader, _=str.upper, ngettext=str, once=str)
    assert environment.get_template("about.html")
    assert Words("de").own_texts is False
