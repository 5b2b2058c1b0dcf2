"""journal.yaml: every key, and what happens to what can't be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from journalgen.config import Config, read_config, unusable
from journalgen.model.scale import Goal, Scale
from tests.conftest import Journal


def read(text: str) -> tuple[Config, list[str]]:
    config, found = read_config(text.encode())
    return config, [diagnostic.code for diagnostic in found]


def test_nothing_is_needed() -> None:
    assert read_config(None) == (Config(), ())
    assert read("") == (Config(), [])
    assert read("# only a remark\n") == (Config(), [])


def test_every_key() -> None:
    config, codes = read(
        "title: Mine\nlanguage: pt_BR\ntheme: calm\ntheme_options: {size: large}\n"
        "first_weekday: Monday\nscales: {anxiety: {min: 1, max: 5, better: lower, low: calm}}\n"
        "measures: {phq9: {bands: yes}, who5: {scoring: percent}}\n"
        "goals: {rest: {title: Rest on Sundays, weight: 2}}\ngoal_score: yes\n"
        "headings: {takeaways: [What stays], only_for_me: Mine alone}\n"
        "next_session: {top: 3}\ndiscreet: yes\n"
    )
    assert codes == []
    assert (config.title, config.language, config.theme) == ("Mine", "pt-BR", "calm")
    assert config.theme_options == {"size": "large"}
    assert config.first_weekday == "monday"
    assert config.scales["anxiety"] == Scale("anxiety", 1, 5, "lower", "calm", "")
    assert config.scales["mood"] == Scale("mood", better="higher")
    assert config.measures["phq9"].show_bands
    assert config.declared_measures == ("phq9", "who5")
    assert config.measures["who5"].scoring == "percent"
    assert config.goals["rest"] == Goal("rest", "Rest on Sundays", 2)
    assert config.headings["only_for_me"] == ("Mine alone",)
    assert (config.next_session, config.discreet) == (3, True)


def test_unknown_keys_only_warn() -> None:
    _, found = read_config(b"titel: x\nscales: {mood: {max: 5, colour: red}}\n")
    assert [d.code for d in found] == ["unknown-setting-suggestion", "unknown-setting"]
    assert not unusable(found)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("title: [", "config-broken"),
        ("just text", "config-broken"),
        ("a: *b", "yaml-alias"),
        ("language: klingon", "language-unknown"),
        ("first_weekday: someday", "not-a-choice"),
        ("scales: 5", "not-a-mapping"),
        ("scales: {mood: {min: 5, max: 5}}", "scale-empty"),
        ("scales: {mood: {min: low}}", "not-a-number"),
        ("headings: {only_for_mee: [x]}", "not-a-choice"),
        ("next_session: {top: 0}", "out-of-range-low"),
        ("discreet: maybe", "not-yes-or-no"),
        ("title: a\ntitle: b", "duplicate-setting"),
        ("theme: [calm]", "not-plain-text"),
        ("x: \x00", "config-unreadable"),
        ("x: \udcff", "config-unreadable"),
        ("x: " + "a" * 70_000, "config-unreadable"),
    ],
)
def test_what_cannot_be_used_builds_nothing(journal: Journal, text: str, code: str) -> None:
    journal.write("entries/2026-03-04.md", "## Only for mee\nx")
    journal.write("journal.yaml", text.encode("utf-8", "surrogateescape"))
    built = journal.check()
    assert built.code == 2
    assert code in built.codes
    assert not journal.site.exists()


def test_a_configuration_elsewhere_is_not_read(journal: Journal, tmp_path: Path) -> None:
    (tmp_path / "outside.yaml").write_text("title: sesame\n")
    journal.write("entries/2026-03-04.md", "x")
    (journal.root / "journal.yaml").symlink_to(tmp_path / "outside.yaml")
    built = journal.check()
    assert (built.code, built.codes) == (2, ["symlink-outside"])
    assert "sesame" not in built.out


def test_a_language_without_words_of_ours_is_noted(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "x")
    journal.write("journal.yaml", "language: de\nscales: {Mood: {max: 5}}\n")
    built = journal.check()
    assert (built.code, built.codes) == (0, ["language-untranslated"])
    assert '<html lang="de" dir="ltr">' in journal.page("index.html")
    assert "4. März" in journal.text("index.html")


def test_all_problems_come_at_once() -> None:
    _, codes = read("language: xx-klingon\nfirst_weekday: x\ndiscreet: x\n")
    assert codes == ["language-unknown", "not-a-choice", "not-yes-or-no"]


def test_a_heading_of_ones_own_is_read(journal: Journal) -> None:
    journal.write("journal.yaml", "headings: {only_for_me: [Mine alone], takeaways: What stays}\n")
    journal.write("entries/2026-03-04.md", "## Mine alone\nsesame\n\n## What stays\n- kept words")
    assert journal.build().code == 0
    assert "sesame" not in journal.page("entries/2026-03-04.html")
    assert "kept words" in journal.text("timeline/index.html")


def test_a_scale_of_ones_own_sets_the_range(journal: Journal) -> None:
    journal.write(
        "journal.yaml", "scales: {mood: {min: 0, max: 100, low: storm, high: calm sea}}\n"
    )
    journal.write("entries/2026-03-04.md", "---\nmood: 30 -> 60\n---\n")
    assert journal.build().code == 0
    assert "calm sea" in journal.text("entries/2026-03-04.html")


def test_theme_and_its_options(journal: Journal) -> None:
    journal.write("entries/2026-03-04.md", "x")
    journal.write("journal.yaml", "theme_options: {size: large, siez: x, accent: neon}\n")
    built = journal.check()
    assert sorted(built.codes) == ["theme-option-unknown", "theme-option-value"]
    assert "--size: 118.75%" in journal.page("assets/options.css")
    assert journal.check("--theme", "loud").codes[-1:] == ["theme-unknown"]
