"""Turn pages that are planned into bytes before the first file is written.

A theme that doesn't ship with journalgen may fail on any page, and then the old site stays whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from journalgen.crew import Crew
from journalgen.diagnostics import CannotBuildError, Diagnostic
from journalgen.output import Planned
from journalgen.writing import Draft, OutputFile

_AT_ONCE = frozenset({"theme-too-much"})
"""What would take as long again on every page."""


class Rehearsal:
    """Renders one page, here or in another process."""

    def __init__(self, render: Callable[[str, object], bytes]) -> None:
        """`render` turns a template's name and a view into bytes."""
        self.render = render

    def __call__(self, file: OutputFile) -> OutputFile | tuple[Diagnostic, ...]:
        """The page in bytes, or what is wrong with it."""
        assert isinstance(file.content, Draft)
        try:
            return OutputFile(file.url, self.render(*file.content))
        except CannotBuildError as error:
            if any(found.code in _AT_ONCE for found in error.diagnostics):
                raise
            return error.diagnostics


def rehearse(
    todo: list[Planned], render: Callable[[str, object], bytes], crew: Crew
) -> list[Planned]:
    """The same files, their pages rendered. Raises CannotBuildError with all that was found."""
    ready: dict[str, Planned] = {}
    inputs: dict[str, str] = {}

    def drafts() -> Iterator[OutputFile]:
        for planned in todo:
            file, made_from = planned.make()
            if isinstance(file.content, Draft):
                inputs[file.url] = made_from
                yield file
            else:
                ready[file.url] = _made(planned, file, made_from)

    wrong: dict[Diagnostic, None] = {}
    by_url = {planned.url: planned for planned in todo}
    for page in crew.spread(Rehearsal(render), drafts(), len(todo)):
        if isinstance(page, OutputFile):
            ready[page.url] = _made(by_url[page.url], page, inputs[page.url])
        else:
            wrong |= dict.fromkeys(page)
    if wrong:
        raise CannotBuildError.of(wrong)
    return [ready[planned.url] for planned in todo]


def _made(planned: Planned, file: OutputFile, made_from: str) -> Planned:
    return planned._replace(make=lambda: (file, made_from))
