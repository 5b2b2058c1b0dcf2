"""EDGE. Look at a journal without writing anything: what it says, and what is odd about it."""

from __future__ import annotations

from journalgen.build import Reading, check, configure, read, understand
from journalgen.cache import recall_cache
from journalgen.crew import Crew
from journalgen.diagnostics import CannotBuildError
from journalgen.request import Request, Result, empty_result
from journalgen.resources import program_token
from journalgen.sources import discover


def read_journal(request: Request) -> tuple[Reading | None, Result]:
    """What the journal says, without the site; None where it can't be told."""
    config, result = configure(request)
    if config is None:
        return None, result
    root = request.root.resolve()
    cache = recall_cache(root, program_token())
    try:
        with Crew(request.jobs) as crew:
            found = discover(root, result.folder)
            crew.expect(len(found.entries) - cache.known())
            files, result = read(request, config, result, found, cache, crew, {})
        reading, odd = understand(files, config, result, request.today)
        return reading, result.with_findings(odd)
    except CannotBuildError as error:
        return None, result.with_findings(error.diagnostics)


def check_journal(request: Request) -> Result:
    """All that a build would say; `built` tells whether it would come to its end."""
    root = request.root.resolve()
    cache = recall_cache(root, program_token())
    result = empty_result(request)
    with Crew(request.jobs) as crew:
        found = discover(root, result.folder)
        crew.expect(len(found.entries) - cache.known())
        return check(request, found, cache, crew)
