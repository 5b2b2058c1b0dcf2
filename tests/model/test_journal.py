"""The journal: order, numbers, strategies, tags."""

from __future__ import annotations

from datetime import date

from journalgen.diagnostics import Diagnostic
from journalgen.model.entry import StrategyPage
from journalgen.model.journal import Journal, assemble
from tests.conftest import parse

TODAY = date(2026, 5, 29)


def journal(files: dict[str, str], *pages: StrategyPage) -> tuple[Journal, tuple[Diagnostic, ...]]:
    entries = [parse(text, path).entry for path, text in files.items()]
    return assemble(entries, pages, None, (), TODAY)


def test_order_is_date_then_time_then_path_and_undated_last() -> None:
    found, _ = journal(
        {
            "undated.md": "",
            "b/2026-03-04.md": "",
            "a/2026-03-04.md": "",
            "z.md": "---\ndate: 2026-03-04 09:00\n---\n",
            "y.md": "---\ndate: 2026-03-03\ntime: 18:00\n---\n",
        }
    )
    assert [entry.path for entry in found.entries] == [
        "y.md",
        "a/2026-03-04.md",
        "b/2026-03-04.md",
        "z.md",
        "undated.md",
    ]


def test_sessions_are_counted_and_counting_goes_on_from_a_given_number() -> None:
    found, _ = journal(
        {
            "2026-01-01.md": "",
            "2026-01-02.md": "---\nkind: between\n---\n",
            "2026-01-03.md": "---\nsession: 12\n---\n",
            "2026-01-04.md": "",
            "undated.md": "",
        }
    )
    assert found.session_numbers == {"2026-01-01.md": 1, "2026-01-03.md": 12, "2026-01-04.md": 13}


def test_strategies_gather_uses_under_name_and_alias() -> None:
    page = StrategyPage("strategies/box.md", "Box breathing", ("square",))
    found, diagnostics = journal(
        {
            "2026-01-01.md": "---\nstrategies: box-breathing, Walk\n---\n",
            "2026-01-02.md": "---\nstrategies: Square\n---\n## What helped\n- Box breathing, used 2",
        },
        page,
    )
    box, walk = found.strategies
    assert (box.name, box.page, len(box.uses)) == ("Box breathing", page, 2)
    assert [use.used for _, use in box.uses] == [None, 2]
    assert (walk.name, walk.page) == ("Walk", None)
    assert diagnostics == ()


def test_a_strategy_without_a_use_is_there_too() -> None:
    found, _ = journal({}, StrategyPage("strategies/tea.md", "Tea"))
    assert [(s.name, s.uses) for s in found.strategies] == [("Tea", ())]


def test_a_misspelt_strategy_is_suggested_and_never_merged() -> None:
    page = StrategyPage("strategies/box.md", "Box breathing")
    found, diagnostics = journal({"2026-01-01.md": "---\nstrategies: Box breating\n---\n"}, page)
    assert [s.name for s in found.strategies] == ["Box breathing", "Box breating"]
    assert [(d.code, dict(d.args)["other"]) for d in diagnostics] == [
        ("strategy-similar", "strategies/box.md")
    ]


def test_two_files_for_one_strategy_are_named() -> None:
    _, diagnostics = journal(
        {}, StrategyPage("strategies/a.md", "Tea"), StrategyPage("strategies/b.md", "x", ("tea",))
    )
    assert [(d.code, d.span.path) for d in diagnostics] == [("strategy-twice", "strategies/b.md")]


def test_tags_are_one_whatever_their_spelling() -> None:
    found, _ = journal(
        {
            "2026-01-01.md": "---\ntags: Saying no\n---\n",
            "2026-01-02.md": "---\ntags: saying-no, work\n---\n",
        }
    )
    assert [(tag.name, len(tag.entries)) for tag in found.tags] == [("Saying no", 2), ("work", 1)]


def test_a_date_to_come_is_noted() -> None:
    _, diagnostics = journal({"2026-06-01.md": "", "2026-05-29.md": ""})
    assert [(d.code, d.span.path) for d in diagnostics] == [("date-future", "2026-06-01.md")]


def test_an_entry_that_cannot_be_read_is_quoted_nowhere() -> None:
    found, _ = journal(
        {"2026-01-01.md": "---\nthis is no key\nstrategies: tea\ntags: work\nmood: 3\n---\n"}
    )
    assert found.strategies == ()
    assert found.tags == ()
