"""Count what a template does, and stop it where no page needs so much."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import Undefined

PAGE = 4_000_000
"""Steps a page may take: one of half a megabyte, larger than any there should be, takes a tenth."""
_CHARACTERS = 4
"""That many are written, joined or looked through in a step."""


class TooMuchError(Exception):
    """A template does more than a page can need."""


class Budget:
    """The steps that are left for a page."""

    def __init__(self) -> None:
        """Full."""
        self._left = PAGE

    def refill(self) -> None:
        """For the next page."""
        self._left = PAGE

    def spend(self, steps: int) -> None:
        """Take some. Raises TooMuchError."""
        self._left -= steps
        if self._left < 0:
            raise TooMuchError

    def text(self, length: int) -> None:
        """Take what so many characters cost."""
        self.spend(1 + length // _CHARACTERS)

    def loop(self, values: Any, weight: int) -> Any:
        """`values`, for a loop whose body is worth `weight` steps."""
        if isinstance(values, Undefined):
            return values
        if hasattr(values, "__len__"):
            self.spend(1 + len(values) * weight)
            return values
        return self._one_by_one(values, weight)

    def _one_by_one(self, values: Any, weight: int) -> Iterator[Any]:
        for value in values:
            self.spend(weight)
            yield value

    def weigh(self, value: Any) -> Any:
        """`value`, which is about to be looked through or copied, with all that it holds."""
        if isinstance(value, str):
            self.text(len(value))
        elif isinstance(value, (tuple, list, dict)):
            self.spend(1 + len(value))
            for part in value.values() if isinstance(value, dict) else value:
                if isinstance(part, (str, tuple, list)):
                    self.weigh(part)
        return value
