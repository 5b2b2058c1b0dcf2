"""Turn what went wrong in a template into a diagnostic with the template's own place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import TracebackType
from typing import Any, NamedTuple

from jinja2 import Template, TemplateNotFound, TemplatesNotFound, TemplateSyntaxError, nodes
from jinja2.utils import missing

from journalgen.diagnostics import Diagnostic, Span
from journalgen.parse.known_keys import suggestion
from journalgen.theme.budget import TooMuchError
from journalgen.theme.sandbox import CompileError, MissingError, readable
from journalgen.theme.tame import ForbiddenError

_LONGEST = 120
_MANY = 12


class AssetError(Exception):
    """A template asks for a file that the theme doesn't have."""


class Place(NamedTuple):
    """Where in which template."""

    template: str
    line: int | None


def fault(
    error: BaseException,
    asked: str,
    paths: Mapping[str, str],
    own: Collection[str],
    names: Collection[str],
) -> Diagnostic:
    """What to say of `error`, which came up when the template `asked` was rendered.

    `paths` are those of templates, as people name them, `own` those that don't ship with
    journalgen; `names` what templates can ask for.
    """
    places = places_of(error)
    mine = [place for place in places if paths.get(place.template) in own]
    place = (*reversed(mine), *reversed(places), Place(asked, None))[0]
    error = error.__cause__ if isinstance(error, CompileError) and error.__cause__ else error
    span = Span(paths.get(place.template, place.template), place.line, 1 if place.line else None)
    code, args = _said(error, paths, names)
    if code == "theme-template-missing" and not place.line:
        code = "theme-template-lacking"
    return Diagnostic(code, span, tuple((key, _short(value)) for key, value in args.items()))


def places_of(error: BaseException) -> tuple[Place, ...]:
    """The lines of templates that led to an error, the innermost last."""
    if isinstance(error, TemplateSyntaxError) and error.name:
        return (Place(error.name, error.lineno),)
    if isinstance(error, ForbiddenError) and error.template:
        return (Place(error.template, error.line),)
    if isinstance(error, CompileError) and error.__cause__:
        return (Place(error.template, _line_read(error.__cause__)),)
    return tuple(filter(None, map(_place_in, _steps(error))))


def _steps(error: BaseException) -> Iterator[TracebackType]:
    step = error.__traceback__
    while step:
        yield step
        step = step.tb_next


def _line_read(error: BaseException) -> int:
    """The line that Jinja was at when it gave up: its functions hold it, or a node that does."""
    line = 1
    for step in _steps(error):
        known = step.tb_frame.f_locals
        node = known.get("node")
        found = node.lineno if isinstance(node, nodes.Node) else known.get("lineno")
        line = found if isinstance(found, int) else line
    return line


def _place_in(step: TracebackType) -> Place | None:
    template = step.tb_frame.f_globals.get("__jinja_template__")
    if not isinstance(template, Template) or not template.name:
        return None
    return Place(template.name, template.get_corresponding_lineno(step.tb_lineno))


def _said(
    error: BaseException, paths: Mapping[str, str], names: Collection[str]
) -> tuple[str, dict[str, str]]:
    """The code and what its message names."""
    if isinstance(error, (TooMuchError, RecursionError, MemoryError)):
        return "theme-too-much", {}
    if isinstance(error, ForbiddenError):
        return "theme-forbidden", {"value": error.what}
    if isinstance(error, MissingError) and error.why:
        return "theme-template-error", {"value": error.why}
    if isinstance(error, MissingError):
        return _unknown(error.name, _owned(error.owner, names))
    if isinstance(error, (TemplateNotFound, TemplatesNotFound)):
        choices = ", ".join(sorted(name for name in paths if "/" not in name)[:_MANY])
        return "theme-template-missing", {"value": error.message or "", "choices": choices}
    if isinstance(error, AssetError):
        return "theme-asset", {"value": str(error)}
    if isinstance(error, (SyntaxError, TemplateSyntaxError)):
        message = error.message if isinstance(error, TemplateSyntaxError) else error.msg
        return "theme-template-broken", {"value": message or ""}
    return "theme-template-error", {"value": str(error) or type(error).__name__}


def _unknown(name: str, choices: tuple[str, ...]) -> tuple[str, dict[str, str]]:
    close = suggestion(name, choices)
    if close:
        return "theme-name-suggestion", {"value": name, "suggestion": close}
    shown = ", ".join((*choices[:_MANY], *(["…"] if len(choices) > _MANY else [])))
    return "theme-name", {"value": name, "choices": shown or "–"}


def _owned(owner: Any, names: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(names)) if owner is missing else tuple(readable(owner))


def _short(text: str) -> str:
    text = " ".join(text.split()).rstrip(".")
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
