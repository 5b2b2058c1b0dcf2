"""Turn the views into tables of what templates see, for docs/themes.md."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent.parent
_FILES = (
    "site/views/*.py",
    "charts/axis.py",
    "charts/pair.py",
    "charts/series.py",
    "charts/year_map.py",
)
_NOT_SEEN = ("Drawn", "TimeAxis", "BlankView")


def views() -> str:
    """A heading for each template with the fields of `page`, then the values they are made of."""
    classes = [node for path in _sources() for node in _classes(path)]
    pages = {_template(node): node for node in classes if _template(node)}
    parts = {node.name: node for node in classes if not _template(node)}
    text = [f"#### {name}\n\n{_fields(pages[name])}" for name in sorted(pages)]
    text.append("### What fields hold\n")
    text += [
        f"#### {name}\n\n{_about(parts[name])}{_fields(parts[name])}" for name in sorted(parts)
    ]
    return "\n".join(text)


def _sources() -> Iterator[Path]:
    for pattern in _FILES:
        yield from sorted((REPOSITORY / "journalgen").glob(pattern))


def _classes(path: Path) -> Iterator[ast.ClassDef]:
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.ClassDef) and node.name not in _NOT_SEEN:
            yield node


def _template(node: ast.ClassDef) -> str:
    """`entry.html`, where the class is what that template sees."""
    match = re.match(r"[a-z-]+\.html", ast.get_docstring(node) or "")
    return match.group() if match else ""


def _about(node: ast.ClassDef) -> str:
    return f"{_line(ast.get_docstring(node) or '')}\n\n"


def _fields(node: ast.ClassDef) -> str:
    """A table of the fields with what is said below each."""
    rows = []
    for place, field in enumerate(node.body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            after = node.body[place + 1] if place + 1 < len(node.body) else None
            words = ""
            if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
                words = _line(str(after.value.value))
            kind = ast.unparse(field.annotation).replace("|", "\\|")
            rows.append(f"| `{field.target.id}` | {kind} | {words} |")
    return "\n".join(("| field | | |", "|---|---|---|", *rows)) + "\n"


def _line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
