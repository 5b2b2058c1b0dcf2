"""Who sees what, asked in one place."""

from __future__ import annotations

import pytest

from journalgen.model.entry import Entry
from journalgen.model.visibility import Shown, in_lists, on_its_page, quoted


@pytest.mark.parametrize(
    ("entry", "page", "lists", "quotes"),
    [
        (Entry("a"), Shown.FULL, Shown.FULL, Shown.FULL),
        (Entry("a", heavy=True), Shown.FOLDED, Shown.FOLDED, Shown.FOLDED),
        (Entry("a", share=False), Shown.FULL, Shown.FULL, Shown.FULL),
        (Entry("a", draft=True), Shown.FULL, Shown.FULL, Shown.FULL),
        (Entry("a", readable=False), Shown.NEEDS_A_LOOK, Shown.NEEDS_A_LOOK, Shown.NOT),
        (Entry("a", readable=False, heavy=True), Shown.NEEDS_A_LOOK, Shown.NEEDS_A_LOOK, Shown.NOT),
    ],
)
def test_the_table(entry: Entry, page: Shown, lists: Shown, quotes: Shown) -> None:
    assert (on_its_page(entry), in_lists(entry), quoted(entry)) == (page, lists, quotes)
