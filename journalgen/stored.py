"""Turn frozen values into JSON and back, by the types of their fields."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, time
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

_Value = TypeVar("_Value")
_Code = Callable[[Any], Any]


class _Coder(NamedTuple):
    """How values of one type become JSON and come back."""

    encode: _Code
    decode: _Code


def to_json(kind: Any, value: object) -> str:
    """`value` as one line; `kind` is its dataclass, whose fields JSON can hold."""
    return json.dumps(_coder_of(kind).encode(value), separators=(",", ":"))


def from_json(kind: type[_Value], text: str) -> _Value:
    """The value again. Raises ValueError where the text holds no such thing."""
    try:
        found: _Value = _coder_of(kind).decode(json.loads(text))
    except (TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise ValueError("not what was stored") from error
    return found


def _same(value: Any) -> Any:
    return value


def _coder_of(kind: Any) -> _Coder:
    """The coder of a dataclass, put together once."""
    return _coder(kind)


@cache
def _coder(kind: Any) -> _Coder:
    origin = get_origin(kind)
    if origin is tuple:
        return _tuple_coder(get_args(kind))
    if origin in (Union, UnionType):
        (only,) = (part for part in get_args(kind) if part is not type(None))
        return _optional(_coder(only))
    if is_dataclass(kind):
        return _dataclass_coder(kind)
    if kind in (date, time):
        return _Coder(lambda value: value.isoformat(), kind.fromisoformat)
    if issubclass(kind, StrEnum):
        return _Coder(str, {str(value): value for value in kind}.__getitem__)
    if kind in (str, int, float, bool):
        return _Coder(_same, _same)
    raise TypeError(f"nothing is said about how to store {kind}")


def _optional(coder: _Coder) -> _Coder:
    encode, decode = coder
    if decode is _same:
        return coder
    return _Coder(
        lambda value: None if value is None else encode(value),
        lambda stored: None if stored is None else decode(stored),
    )


def _tuple_coder(parts: tuple[Any, ...]) -> _Coder:
    coders = [_coder(part) for part in parts if part is not ...]
    if parts[-1] is not ...:
        return _Coder(
            lambda value: [x.encode(part) for x, part in zip(coders, value, strict=True)],
            lambda stored: tuple(x.decode(part) for x, part in zip(coders, stored, strict=True)),
        )
    ((encode, decode),) = coders
    if decode is _same:
        return _Coder(list, tuple)
    return _Coder(
        lambda value: [encode(part) for part in value],
        lambda stored: tuple([decode(part) for part in stored]),
    )


def _dataclass_coder(kind: Any) -> _Coder:
    """A list of the fields' values, in their order."""
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    coders = [_coder(hints[name]) for name in names]
    encoders = [(name, coder.encode) for name, coder in zip(names, coders, strict=True)]
    decoders = [(i, coder.decode) for i, coder in enumerate(coders) if coder.decode is not _same]
    count = len(names)

    def decode(stored: list[Any]) -> Any:
        if len(stored) != count:
            raise ValueError("not what was stored")
        for index, back in decoders:
            stored[index] = back(stored[index])
        return kind(*stored)

    return _Coder(lambda value: [to(getattr(value, name)) for name, to in encoders], decode)
