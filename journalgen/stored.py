"""Turn frozen values into JSON and back, by the types of their fields."""

from __future__ import annotations

from typing import Any, TypeVar

from msgspec.json import Decoder, Encoder

_Value = TypeVar("_Value")


def to_json(value: object, *, ordered: bool = False) -> bytes:
    """`value` as one line, for whatever consists of structs, tuples, texts and numbers.

    `ordered` sorts the keys of mappings. Raises UnicodeEncodeError for half a surrogate pair.
    """
    return (_ORDERED if ordered else _ENCODER).encode(value)


def from_json(kind: type[_Value], data: bytes) -> _Value:
    """The value again. Raises ValueError where the data hold no such thing."""
    decoder = _DECODERS.get(kind)
    if decoder is None:
        decoder = _DECODERS[kind] = Decoder(kind)
    found: _Value = decoder.decode(data)
    return found


def _text(value: object) -> str:
    """HTML as the text it is."""
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"nothing is said about how to store {type(value)}")


_ENCODER = Encoder(enc_hook=_text)
_ORDERED = Encoder(enc_hook=_text, order="sorted")
_DECODERS: dict[Any, Decoder[Any]] = {}
