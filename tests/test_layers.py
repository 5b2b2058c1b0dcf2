"""The structure holds: data flows one way, side effects stay at the edges."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "journalgen"
COMPILED = PACKAGE / "theme/compiled"  # made of the templates when it is installed
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if COMPILED not in path.parents)

# From the first to the last: a module may import from its own layer and those before it.
LAYERS = (
    ("", "diagnostics", "resources", "stamp", "stored"),
    ("locale", "scripts"),
    ("model",),
    ("pictures",),
    ("measures",),
    ("parse",),
    ("config",),
    ("insight", "charts", "report"),
    ("site",),
    ("theme",),
    ("cache", "helper", "lock"),
    ("crew",),
    ("writing",),
    ("site_files",),
    ("output",),
    ("sources",),
    ("reading", "request", "themes"),
    ("album", "look", "helping"),
    ("planned", "rehearsal"),
    ("build",),
    ("rebuild", "survey", "surroundings"),
    ("authoring", "cleaning", "preview", "schema"),
    ("cli", "__main__"),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
EDGES = (
    "themes",
    "album",
    "sources",
    "cache",
    "lock",
    "crew",
    "helper",
    "helping",
    "writing",
    "site_files",
    "output",
    "rebuild",
    "survey",
    "surroundings",
    "cleaning",
    "preview",
    "cli",
    "authoring/new_files.py",
    "authoring/editor.py",
)
FORBIDDEN_CALLS = {"open", "print", "input", "now", "today", "utcnow", "getenv", "read_text",
                   "read_bytes", "write_text", "write_bytes", "unlink", "mkdir"}  # fmt: skip
# What ships with journalgen is read where it is needed: themes and catalogs.
MAY_READ_PACKAGE_DATA = {
    "measures/__init__.py",
    "theme/shipped.py",
    "theme/copies.py",
    "theme/templates.py",
    "locale/__init__.py",
    "look.py",
    "cli/texts.py",
}
OPENS_WHAT_IS_IN_MEMORY = {"pictures/pixels.py"}


def layer_of(module: str) -> str:
    """The part of the package that a dotted name belongs to."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def imports(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            found += names if node.module == "journalgen" else [node.module]
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
    return [name for name in found if name.split(".")[0] == "journalgen"]


def own_layer(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    name = relative.parts[0].removesuffix(".py")
    return "" if name == "__init__" else name


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_no_arrow_runs_backward(path: Path) -> None:
    own = RANK[own_layer(path)]
    for name in imports(path):
        target = layer_of(name)
        if name in ("journalgen.__version__", "journalgen.CONFIG_NAME"):
            continue
        assert RANK[target] <= own, f"{path.name} imports {name}"


def test_every_part_has_its_place() -> None:
    assert {own_layer(path) for path in MODULES} == set(RANK)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_side_effects_stay_at_the_edges(path: Path) -> None:
    relative = path.relative_to(PACKAGE).as_posix()
    if {own_layer(path), relative} & set(
        EDGES
    ) or relative in MAY_READ_PACKAGE_DATA | OPENS_WHAT_IS_IN_MEMORY:
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else (
                node.func.id if isinstance(node.func, ast.Name) else "")  # fmt: skip
            assert name not in FORBIDDEN_CALLS, f"{relative}:{node.lineno} calls {name}"


def test_only_the_command_line_asks_for_the_day_and_prints() -> None:
    for path in MODULES:
        text = path.read_text("utf-8")
        if own_layer(path) != "cli":
            assert "date.today" not in text, path
            assert "click" not in imports_of_others(path), path


def imports_of_others(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
    return found


def test_nothing_in_the_package_can_reach_a_network() -> None:
    network = {"socket", "ssl", "http", "urllib3", "requests", "ftplib", "smtplib", "webbrowser",
               "subprocess", "asyncio", "tempfile", "pickle", "marshal"}  # fmt: skip
    # A build may spread its work over processes of its own, which talk through pipes.
    # `new` starts the person's editor.
    may = {
        "helper.py": {"subprocess", "pickle"},
        "helping.py": {"pickle"},
        "authoring/editor.py": {"subprocess"},
        "preview/server.py": {"http"},  # listens, and asks nobody
    }
    for path in MODULES:
        relative = path.relative_to(PACKAGE).as_posix()
        assert not imports_of_others(path) & network - may.get(relative, set()), path


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_every_module_opens_with_a_sentence(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert docstring
    assert docstring.split("\n\n")[0].rstrip().endswith((".", ":"))
