"""Turn positions in a text into lines and columns a person can find."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from journalgen.diagnostics import Diagnostic, Span


class SourceText:
    """The text of one file with its path; line ends are `\\n`."""

    def __init__(self, path: str, text: str) -> None:
        """`path` is relative to the journal."""
        self.path = path
        self.text = text
        self._starts: list[int] | None = None
        self._excerpts: dict[int, str] = {}
        self.secret_lines: set[int] = set()
        """Lines that are never quoted."""

    def line_at(self, index: int) -> int:
        """The line of a character, counted from 1."""
        return bisect_right(self._line_starts(), index)

    def span(self, start: int, end: int | None = None, *, quote: bool = True) -> Span:
        """The place from `start` to `end`; `quote` puts the line beside it."""
        line = self.line_at(start)
        begin = self._line_starts()[line - 1]
        stop = self.text.find("\n", begin)
        stop = len(self.text) if stop < 0 else stop
        width = max(1, min(end if end is not None else start + 1, stop) - start)
        quote = quote and line not in self.secret_lines
        excerpt = self._excerpts.setdefault(line, self.text[begin:stop]) if quote else None
        return Span(self.path, line, start - begin + 1, width, excerpt)

    def diagnostic(
        self,
        code: str,
        start: int,
        end: int | None = None,
        *,
        quote: bool = True,
        args: Iterable[tuple[str, str]] = (),
    ) -> Diagnostic:
        """A finding about the characters from `start` to `end`."""
        return Diagnostic(code, self.span(start, end, quote=quote), tuple(args))

    def at_line(self, code: str, line: int, **args: str) -> Diagnostic:
        """A finding about a line of the body, which is never quoted."""
        return Diagnostic(code, Span(self.path, line, 1), tuple(args.items()))

    def _line_starts(self) -> list[int]:
        if self._starts is None:
            lengths = (len(line) for line in self.text.split("\n"))
            self._starts = [0, *accumulate(length + 1 for length in lengths)][:-1]
        return self._starts
