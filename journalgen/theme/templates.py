"""Turn the templates of themes into code: those that ship with journalgen when it is installed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterator, Mapping, MutableMapping
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context
from markupsafe import Markup, escape

COMPILED = Path(__file__).parent / "compiled"
"""Where the code is; each module is named by all that it was made from."""

_SPECIAL = re.compile("[&<>'\"]")

SYNTAX: dict[str, Any] = {
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
    "auto_reload": False,
}
"""How templates are read, those that ship with journalgen and any others alike."""


def make_environment(loader: BaseLoader, **globals_: Callable[..., Any]) -> Environment:
    """The environment that templates are compiled and rendered in.

    Nothing else than `globals_` is global: Jinja compares these names for each import of each
    page. `_` among them translates.
    """
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, **SYNTAX)
    environment.add_extension(Translations)
    # Views have all the attributes that templates may ask for, so nothing else is tried.
    environment.getattr = getattr  # type: ignore[assignment] # a method
    environment.context_class = _Context
    environment.template_class = _Template
    environment.globals = dict(globals_)
    return environment


class TemplateLoader(FileSystemLoader):
    """Loads templates from the folders of a theme, compiled already where that was done.

    `calm/base.html` is that of calm itself, whichever theme asks.
    """

    def __init__(
        self, folders: list[Path], named: Mapping[str, Path] | None = None, *, translated: bool
    ) -> None:
        """`named` are the folders of themes that can be asked for by name.

        `translated`: whether texts are put into other words, which the code doesn't hold.
        """
        super().__init__(folders)
        self._named = {name: FileSystemLoader(folder) for name, folder in (named or {}).items()}
        self._compiled = not translated

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The source with its file."""
        theme, inner = split_name(template, self._named)
        if theme:
            return self._named[theme].get_source(environment, inner)
        return super().get_source(environment, template)

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> Template:
        """The template; from its source where there is no code of just this source."""
        source, _filename, _uptodate = self.get_source(environment, name)
        module = _module_name(split_name(name, self._named)[1], source)
        path = COMPILED / f"{module}.py"
        if not self._compiled or not path.exists():
            return super().load(environment, name, globals)
        code = SourceFileLoader(module, str(path)).get_code(module)
        assert code
        return environment.template_class.from_code(environment, code, globals or {})


def split_name(name: str, themes: Collection[str]) -> tuple[str, str]:
    """The theme that a template's name asks for, empty for none, and its name there."""
    theme, slash, inner = name.partition("/")
    return (theme, inner) if slash and theme in themes else ("", name)


def read_templates(folder: Path) -> dict[str, str]:
    """The text of every template in a folder that ships with journalgen, by name."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


def compile_templates(folders: list[Path]) -> dict[str, str]:
    """The code of all templates in these folders, by the names of files in `COMPILED`."""
    modules: dict[str, str] = {}
    for folder in folders:
        environment = make_environment(FileSystemLoader(folder), _=str)
        for name in environment.list_templates():
            source = (folder / name).read_text("utf-8")
            code = environment.compile(source, name, name, raw=True)
            modules[f"{_module_name(name, source)}.py"] = code
    return modules


def _module_name(name: str, source: str) -> str:
    """A name that stands for the source and for what compiles it."""
    made_of = repr((name, source, jinja2.__version__, _own_source()))
    return "t" + hashlib.blake2b(made_of.encode(), digest_size=16).hexdigest()


def _own_source() -> bytes:
    global _source
    if not _source:
        _source = Path(__file__).read_bytes()
    return _source


_source = b""


class _Template(Template):
    """Escapes what is put into a page without wrapping it: it is joined to a text at once.

    Half a second of the 6.4 that 5,000 entries take.
    """

    @classmethod
    def from_code(cls, *args: Any, **values: Any) -> Template:
        """The template of its compiled code, whose blocks and macros share one namespace."""
        template = super().from_code(*args, **values)
        template.root_render_func.__globals__["escape"] = _escaped
        return template


def _escaped(value: object) -> str:
    """The text of a value as HTML; what is HTML already stays as it is."""
    if type(value) is Markup or (type(value) is str and not _SPECIAL.search(value)):
        return value
    return escape(value)


class _Context(Context):
    """Calls what is called as it is: nothing in these templates asks for the context itself."""

    def call(self, function: Callable[..., Any], /, *args: Any, **values: Any) -> Any:
        values.pop("_block_vars", None)
        values.pop("_loop_vars", None)
        return function(*args, **values)


class Translations(Extension):
    """Puts translations into the templates when they are compiled.

    `_("Home")` becomes `"Home"`, which Jinja escapes and joins with the text around it; a call
    with values stays one.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Replace the four tokens of each plain call by the one of a string."""
        # Jinja's types know nothing of what is global.
        translate: Callable[[str], str] = self.environment.globals["_"]  # type: ignore[assignment]
        tokens = list(stream)
        index = 0
        while index < len(tokens):
            token = tokens[index]
            call = tokens[index : index + 4]
            if token.value == "_" and [part.type for part in call] == _PLAIN_CALL:
                token = Token(token.lineno, "string", translate(call[2].value))
                index += 3
            yield token
            index += 1


_PLAIN_CALL = ["name", "lparen", "string", "rparen"]
