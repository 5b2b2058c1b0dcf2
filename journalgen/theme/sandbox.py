"""The environment of templates that don't ship with journalgen: they see views and nothing else.

Built on Jinja's sandbox, and narrower: attributes, calls, filters and tests are those listed here.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Callable, ItemsView, KeysView, Mapping, ValuesView
from types import BuiltinMethodType, MethodType
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, Template, TemplateError, Undefined, nodes
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from jinja2.filters import do_int
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup
from msgspec import Struct

from journalgen.theme.budget import Budget
from journalgen.theme.tame import BEGUN, COUNTED, FLAT, JOINED, WEIGHED, ForbiddenError, Tamer
from journalgen.theme.templates import SYNTAX

FILTERS = frozenset(
    "abs capitalize count d default e escape first int join last length list lower map max min "
    "reject rejectattr reverse round select selectattr sort striptags title trim truncate unique "
    "upper".split()
)
_OF_TEXT = frozenset("capitalize e escape lower striptags title trim truncate upper".split())
"""Those that would make a text of whatever they get."""
_OF_LISTS = frozenset("map reject rejectattr reverse select selectattr unique".split())
"""Those that would give what can be gone through only once, or later than it is counted."""
_ONE_BY_ONE = _OF_LISTS | {"list", "max", "min", "sort"}
"""Those that take a text apart."""
TESTS = frozenset(
    "boolean defined divisibleby eq equalto even false ge gt in integer le lt mapping ne none "
    "number odd sequence string true undefined".split()
)
LOOP = frozenset(
    "changed cycle depth depth0 first index index0 last length nextitem previtem revindex "
    "revindex0".split()
)
TEXT = frozenset(
    "capitalize endswith isdigit lower lstrip rstrip startswith strip title upper".split()
)
MAPPING = frozenset("get items keys values".split())
_OPERATORS = frozenset({"+", "-", "*", "/", "//", "%", "**"})
_LARGEST = 10**15
"""Numbers beyond it are no numbers of a page."""
_DIGITS = 15
_LONGEST = 40
"""Characters of a text that is taken for a number."""
_CALL, _TEMPLATE = 10, 50
"""Steps that a call and a template are worth, beside what is done in them."""
_VIEWS = (KeysView, ValuesView, ItemsView)
_TAG = re.compile("<[^<>]*>")


class SandboxEnvironment(ImmutableSandboxedEnvironment):
    """Where the templates of a theme are compiled and rendered."""

    intercepted_binops = _OPERATORS

    def __init__(
        self, loader: BaseLoader, translations: type[Extension], **globals_: Callable[..., Any]
    ) -> None:
        """Nothing else than `globals_` is global; `_` among them translates."""
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=Missing,
            optimized=False,
            finalize=self.written,
            cache_size=-1,  # so that nothing is compiled twice
            **SYNTAX,
        )
        self.add_extension(translations)
        self.budget = Budget()
        filters: dict[str, Callable[..., Any]] = {name: self.filters[name] for name in FILTERS}
        filters |= {"int": _int, "round": _round, "striptags": _without_tags}
        filters |= {"join": self._join, "trim": self._trim}
        self.filters = {name: self._charged(name, function) for name, function in filters.items()}
        self.filters |= {COUNTED: self.budget.loop, BEGUN: self.budget.spend}
        self.filters |= {WEIGHED: self.budget.weigh, JOINED: self._joined, FLAT: _flat}
        tests: dict[str, Any] = {name: self.tests[name] for name in TESTS}
        self.tests = {name: self._charged(name, function) for name, function in tests.items()}
        self.globals = dict(globals_)

    # Reading and compiling

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        Tamer(name, FILTERS, TESTS).visit(source)
        return super()._generate(source, name, filename, defer_init)

    def _load_template(self, name: str, globals: Any) -> Template:  # noqa: A002 - Jinja's name
        self.budget.spend(_TEMPLATE)
        return super()._load_template(name, globals)

    def compile(self, source: Any, name: str | None = None, *args: Any, **values: Any) -> Any:
        """The code of a template. Raises CompileError where it isn't the template that says why."""
        try:
            return super().compile(source, name, *args, **values)
        except (TemplateError, ForbiddenError):
            raise
        except Exception as error:
            raise CompileError(name or "") from error

    def handle_exception(self, source: str | None = None) -> Any:
        """As it is: `faults.py` finds the place."""
        raise

    # What templates reach

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`page.title`."""
        if attribute.startswith("_"):
            raise ForbiddenError(attribute)
        if isinstance(obj, Struct) and attribute in obj.__struct_fields__:  # most are
            return getattr(obj, attribute)
        if isinstance(obj, Undefined) or attribute in readable(obj):
            return getattr(obj, attribute)
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if hasattr(obj, attribute) and not isinstance(obj, Struct):
            raise ForbiddenError(attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`links[0]`, and `page["title"]`, which is the same as `page.title`."""
        if isinstance(obj, (str, tuple, list, Mapping)):
            try:
                return self.budget.weigh(obj[argument])
            except (TypeError, LookupError):
                pass
        if isinstance(argument, str):
            return self.budget.weigh(self.getattr(obj, argument))
        return self.undefined(obj=obj, name=argument)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """A macro, a block, one of our globals, or a method that is listed."""
        __self.budget.spend(_CALL)
        if isinstance(__obj, Undefined):
            return __obj()
        if not __self.is_safe_callable(__obj):
            raise ForbiddenError(f"{_kind(__obj)}()")
        if isinstance(__obj, (BuiltinMethodType, MethodType)):
            __self._pay(__obj.__self__, args)
        found = __context.call(__obj, *args, **kwargs)
        return __self.budget.weigh(list(found) if isinstance(found, _VIEWS) else found)

    def _pay(self, owner: Any, values: tuple[Any, ...]) -> None:
        """What a method costs that goes through its owner and what it is given."""
        self.budget.weigh(owner)
        for value in values:
            self.budget.weigh(value)
            if isinstance(owner, str) and isinstance(value, str):
                self.budget.text(len(owner) * len(value))  # strip() looks for each in the other

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether it is one of those."""
        if isinstance(obj, (Macro, BlockReference)):
            return True
        if isinstance(obj, (BuiltinMethodType, MethodType)):
            owner = obj.__self__
            if isinstance(owner, (str, dict, LoopContext)):
                return obj.__name__ in readable(owner)
        return any(obj is known for known in self.globals.values())

    # What they make

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Numbers are counted with, texts only put together."""
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            self.budget.text(len(left) + len(right))
        elif operator == "**" or not (_is_number(left) and _is_number(right)):
            for value in (left, right):
                if isinstance(value, Undefined):
                    str(value)  # says what is missing
            raise ForbiddenError(f"{_kind(left)} {operator} {_kind(right)}")
        return super().call_binop(context, operator, left, right)

    def written(self, value: Any) -> Any:
        """What is put into a page: a text or a number."""
        if isinstance(value, str):
            self.budget.text(len(value))
        elif not isinstance(value, (int, float, Undefined, type(None))):
            raise ForbiddenError(f"{{{{ {_kind(value)} }}}}")
        return value

    def _joined(self, values: list[Any]) -> str:
        """`a ~ b`."""
        texts = [value if isinstance(value, str) else str(self.written(value)) for value in values]
        self.budget.text(sum(map(len, texts)))
        if any(isinstance(text, Markup) for text in texts):
            return Markup("").join(texts)
        return "".join(texts)

    def _join(self, values: Any, d: Any = "", attribute: str | None = None) -> str:
        """`values|join(", ")`, as long as it is texts that are joined."""
        found = list(values)
        if attribute is not None:
            found = [self.getattr(value, str(attribute)) for value in found]
        between = [self.written(d)] * max(0, len(found) - 1)
        self.budget.text(len(str(d)) * len(between))
        mixed: list[Any] = []
        for place, value in enumerate(found):
            mixed += [value, *between[place : place + 1]]
        return self._joined(mixed)

    def _trim(self, value: Any, chars: str | None = None) -> str:
        """`value|trim`."""
        text = value if isinstance(value, str) else str(value)
        self._pay(text, (chars,))
        return text.strip(chars)

    def _charged(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The filter or test, which is paid by the size of what it gets."""
        pay = self.written if name in _OF_TEXT else self.budget.weigh

        @functools.wraps(function)
        def call(*args: Any, **values: Any) -> Any:
            for value in (*args, *values.values()):
                if value is not self:  # some filters get the environment too
                    pay(value)
                if name in _ONE_BY_ONE and isinstance(value, str):
                    self.budget.spend(len(value))
            found = function(*args, **values)
            return list(found) if name in _OF_LISTS and not isinstance(found, str) else found

        return call


class CompileError(Exception):
    """What can't be compiled, for the reason that is its cause."""

    def __init__(self, template: str) -> None:
        """The name of the template."""
        super().__init__(template)
        self.template = template


class Missing(StrictUndefined):
    """What isn't there: says so when it is used, with what it was looked for in."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = None
    ) -> None:
        """As Jinja makes it; the exception is ours."""

        def error(_message: str) -> MissingError:
            return MissingError(obj, str(hint or "" if name is None else name), hint)

        super().__init__(hint, obj, name, error)  # type: ignore[arg-type] # called to make one


class MissingError(Exception):
    """A template asks for what isn't there."""

    def __init__(self, owner: Any, name: str, why: str | None = None) -> None:
        """`owner` is the value it was looked for in; Jinja's `missing` for a name by itself.

        `why` it is missing, where Jinja knows more than that.
        """
        super().__init__(name)
        self.owner, self.name, self.why = owner, name, why


def readable(value: Any) -> frozenset[str] | tuple[str, ...]:
    """The attributes of a value that templates may ask for."""
    if isinstance(value, Struct):
        return value.__struct_fields__
    if isinstance(value, LoopContext):
        return LOOP
    if isinstance(value, str):
        return TEXT
    if isinstance(value, dict):
        return MAPPING
    if isinstance(value, TemplateModule):
        return tuple(name for name in vars(value) if not name.startswith("_"))
    if isinstance(value, BlockReference):
        return ("super",)
    if isinstance(value, tuple):
        return getattr(value, "_fields", ())
    return ()


def _int(value: Any, default: int = 0, base: int = 10) -> int:
    """`value|int`, as long as it is a number that somebody would write."""
    return (
        default
        if isinstance(value, str) and len(value) > _LONGEST
        else do_int(value, default, base)
    )


def _round(value: float, precision: int = 0) -> float:
    return round(value, max(-_DIGITS, min(_DIGITS, precision)))


def _without_tags(value: str) -> str:
    """The words of HTML on one line, in time that grows with its length only."""
    return html.unescape(" ".join(_TAG.sub("", str(value)).split()))


def _flat(values: Any) -> Any:
    """A list or mapping that was written out, which holds no other one: those could be doubled."""
    inner = values.values() if isinstance(values, dict) else values
    for value in inner:
        if isinstance(value, (list, dict)) or type(value) is tuple:
            raise ForbiddenError(f"[{_kind(value)}]")
    return values


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and abs(value) < _LARGEST


def _kind(value: Any) -> str:
    """What a value is, in a word."""
    if isinstance(value, str):
        return "text"
    if isinstance(value, (int, float)):
        return "number"
    if isinstance(value, (list, tuple, dict)):
        return "list"
    return str(getattr(value, "__name__", type(value).__name__))


def fill(text: str, values: Mapping[str, object], written: Callable[[object], object]) -> str:
    """A translation with its values: `%(name)s`, and nothing else that `%` can do.

    `written` is told of each value that is put in.
    """

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name in values:
            return str(written(values[name]))
        return match.group() if name else "%"

    return _PLACES.sub(value, text)


_PLACES = re.compile(r"%(?:%|\((\w+)\)s)")
