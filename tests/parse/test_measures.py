"""Outcome measures in front matter: totals, items, subscales, and how they are counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from journalgen.config import read_config
from journalgen.locale import Words
from journalgen.measures import FOLDER, instruments
from journalgen.model.entry import Measure
from journalgen.parse.entry import EntryParser
from tests.conftest import Parsed, front

# Questions and their scores, the range of the total, the lower bounds of the bands, and the
# published change, from the publications that the files name.
FIGURES = {
    "phq9": (9, (0, 3), (0, 27), "lower", (0, 5, 10, 15, 20), 6),
    "phq2": (2, (0, 3), (0, 6), "lower", (0, 3), None),
    "phq4": (4, (0, 3), (0, 12), "lower", (0, 3, 6, 9), None),
    "gad7": (7, (0, 3), (0, 21), "lower", (0, 5, 10, 15), 4),
    "who5": (5, (0, 5), (0, 100), "higher", (0, 29, 51), 10),
    "pcl5": (20, (0, 4), (0, 80), "lower", (0, 31, 34), None),
    "k10": (10, (1, 5), (10, 50), "lower", (10, 16, 22, 30), None),
    "dass21": (21, (0, 3), (0, 42), "lower", (0, 10, 14, 21, 28), None),
    "core10": (10, (0, 4), (0, 40), "lower", (0, 11, 15, 20, 25), 6),
    "ors": (0, (0, 0), (0, 40), "higher", (0, 25), 5),
    "srs": (0, (0, 0), (0, 40), "higher", (0, 36), None),
}


def with_config(config: str, text: str) -> Parsed:
    found, odd = read_config(config.encode())
    assert odd == ()
    parser = EntryParser(found.parse_settings(Words()))
    parsed = parser.parse("entries/2026-03-04.md", f"---\n{text}\n---\n".encode())
    return Parsed(parsed.entry, parsed.prose, parsed.diagnostics)


def totals(parsed: Parsed) -> dict[str, float]:
    return {measure.id: measure.total for measure in parsed.entry.measures}


def test_eleven_instruments_ship() -> None:
    found = {
        name: (
            m.item_count,
            (m.item_minimum, m.item_maximum),
            (m.subscales[0].minimum, m.subscales[0].maximum),
            m.subscales[0].better,
            tuple(band.lower for band in m.subscales[0].bands),
            m.subscales[0].error.points if m.subscales[0].error else None,
        )
        for name, m in instruments().items()
    }
    assert found == FIGURES


def test_every_figure_names_its_source() -> None:
    for measure in instruments().values():
        for part in measure.subscales:
            assert bool(part.bands) == bool(part.bands_source), part.id
            assert part.direction.endswith("."), part.id
            assert part.error is None or part.error.source, part.id


def test_the_other_bands_of_the_dass() -> None:
    lowers = [[band.lower for band in part.bands] for part in instruments()["dass21"].subscales]
    assert lowers[1:] == [[0, 8, 10, 15, 20], [0, 15, 19, 26, 34]]


def test_adding_an_instrument_is_adding_a_file(tmp_path: Path) -> None:
    (tmp_path / "short-3.yaml").write_text(
        "name: SHORT-3\ntitle: A short one\nbetter: lower\ndirection: Lower is less.\n"
        "items: {count: 3, min: 0, max: 2}\nrange: {min: 0, max: 6}\n"
        "change: {points: 2, source: Nobody 2020, chance: 5}\n"
    )
    found = instruments(tmp_path)["short3"]
    assert (found.item_count, found.subscales[0].maximum) == (3, 6)
    assert found.subscales[0].error is not None
    assert found.subscales[0].error.source == "Nobody 2020"


def test_an_instrument_that_lacks_something_says_what(tmp_path: Path) -> None:
    (tmp_path / "short3.yaml").write_text("name: SHORT-3\n")
    with pytest.raises(ValueError, match=r"short3\.yaml: title is missing"):
        instruments(tmp_path)


def test_no_words_of_a_question_are_shipped() -> None:
    for path in FOLDER.glob("*.yaml"):
        assert "?" not in path.read_text("utf-8"), path


@pytest.mark.parametrize("name", ["phq9", "PHQ-9", "Phq 9", "phq_9"])
def test_names_are_known_however_they_are_written(name: str) -> None:
    assert totals(front(f"measures: {{{name}: 12}}")) == {"phq9": 12}


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("phq9: 28", "out-of-range-high"),
        ("phq9: -1", "out-of-range-low"),
        ("phq9: 12.5", "not-a-whole-number"),
        ("phq9: yes", "not-a-whole-number"),
        ("phq9: .nan", "not-a-whole-number"),
        ("ors: nan", "not-a-number"),
        ("phq9: [1, 2, 3]", "measure-items"),
        ("phq9: [0, 0, 0, 0, 0, 0, 0, 0, 4]", "out-of-range-high"),
        ("phq9: [0, 0, 0, 0, 0, 0, 0, 0, true]", "not-a-whole-number"),
        ("phq9: {total: 3}", "not-a-whole-number"),
        ("ors: [9, 9, 9, 9]", "measure-total-only"),
        ("who5: 20", "measure-scoring"),
        ("who5: 64", "measure-scoring"),
        ("k10: 24", "measure-scoring"),
        ("k10: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]", "measure-scoring"),
        ("dass21: 24", "measure-subscales"),
        ("dass21: {stress: 24}", "measure-scoring"),
        ("phq99: 3", "measure-unknown-suggestion"),
        ("steps: 3", "measure-unknown"),
    ],
)
def test_what_cannot_be_used_is_named_and_kept(value: str, code: str) -> None:
    found = front(f"measures: {{{value}}}")
    assert found.codes[:1] == [code]
    assert found.entry.measures == ()
    assert found.entry.kept


def test_scores_of_items_go_without_a_declared_scoring_where_they_are_counted_one_way() -> None:
    assert totals(front("measures: {who5: [5, 4, 3, 2, 2]}")) == {"who5": 64}
    ones = ", ".join(["1"] * 21)
    found = front(f"measures: {{dass21: [{ones}]}}")
    assert totals(found) == {
        "dass21-depression": 14,
        "dass21-anxiety": 14,
        "dass21-stress": 14,
    }


def test_items_of_the_dass_belong_to_three_totals() -> None:
    scores = ["0"] * 21
    for number in (3, 5, 10, 13, 16, 17, 21):
        scores[number - 1] = "3"
    found = totals(front(f"measures: {{dass21: [{', '.join(scores)}]}}"))
    assert found == {"dass21-depression": 42, "dass21-anxiety": 0, "dass21-stress": 0}


@pytest.mark.parametrize(
    ("config", "value", "total"),
    [
        ("who5: {scoring: percent}", "who5: 64", 64),
        ("who5: {scoring: raw}", "who5: 16", 64),
        ("k10: {scoring: 10-50}", "k10: 24", 24),
        ("k10: {scoring: 0-40}", "k10: 14", 24),
        ("k10: {scoring: 0-40}", "k10: [0, 0, 0, 0, 0, 0, 0, 0, 0, 4]", 14),
    ],
)
def test_a_declared_scoring_decides(config: str, value: str, total: float) -> None:
    found = with_config(f"measures: {{{config}}}", f"measures: {{{value}}}")
    assert found.codes == []
    assert list(totals(found).values()) == [total]


def test_the_number_as_written_is_remembered() -> None:
    found = with_config("measures: {dass21: {scoring: raw}}", "measures: {dass21: {stress: 7}}")
    assert found.entry.measures == (Measure("dass21-stress", 14, 7),)


@pytest.mark.parametrize(
    ("config", "value"), [("who5: {scoring: raw}", "who5: 64"), ("k10: {scoring: 0-40}", "k10: 45")]
)
def test_a_number_beyond_the_declared_scoring_is_named(config: str, value: str) -> None:
    found = with_config(f"measures: {{{config}}}", f"measures: {{{value}}}")
    assert found.codes == ["out-of-range-high"]


def test_the_risk_item_is_remembered_wherever_it_is_known() -> None:
    def risks(text: str) -> list[tuple[str, int | None]]:
        return [(x.measure, x.score) for x in front(f"measures: {{{text}}}").entry.risks]

    assert risks("phq9: [1, 0, 0, 0, 0, 0, 0, 0, 2]") == [("phq9", 2)]
    assert risks("phq9: [9, x, ~, 0, 0, 0, 0, 0, 1]") == [("phq9", 1)]  # of no use otherwise
    assert risks("core10: [0, 0, 0, 0, 0, 1, 0, 0, 0, 0]") == [("core10", 1)]
    assert risks("phq9: 3") == risks("phq9: [1, 2]") == [("phq9", None)]
    assert risks("gad7: 3") == risks("phq9: ~") == []


def test_one_measure_under_two_spellings_stands_twice() -> None:
    found = front("measures: {phq9: [1, 1, 1, 1, 1, 1, 1, 1, 1], PHQ-9: 9}")
    assert found.codes == ["duplicate-key"]
    assert totals(found) == {"phq9": 9}
    assert found.entry.risks[0].score == 1


def test_each_part_of_a_form_has_its_own_items() -> None:
    scores = ", ".join(str(number % 4) for number in range(21))
    found = front(f"measures: {{dass21: [{scores}]}}").entry.measures
    assert [len(measure.items) for measure in found] == [7, 7, 7]
    assert all(measure.written == sum(measure.items) for measure in found)
    assert all(measure.total == 2 * measure.written for measure in found)


def test_a_comma_inside_braces_is_no_new_name() -> None:
    config = "measures: {steady: {min: 0, max: 1}}"
    assert totals(with_config(config, "measures: {steady: 0,35}")) == {"steady": 0.35}
    assert front("ratings: {anxiety: 3,5 -> 4,5}").entry.ratings[0].after == 4.5
    assert front("ratings: {anxiety: 3, 5}").codes == ["not-a-rating"]


def test_a_measure_of_ones_own() -> None:
    config = (
        "measures: {steadiness: {title: How steady, min: 0, max: 30, better: higher, "
        "items: {count: 3, min: 0, max: 10}, error: 4, source: my therapist}}"
    )
    assert totals(with_config(config, "measures: {Steadiness: [5, 6, 7]}")) == {"steadiness": 18}
    assert with_config(config, "measures: {steadiness: 31}").codes == ["out-of-range-high"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("measures: {mine: {better: higher}}", "measure-undeclared"),
        ("measures: {mine: {min: 5, max: 5}}", "scale-empty"),
        ("measures: {who5: {scoring: both}}", "not-a-choice"),
        ("measures: {phq9: {min: 0}}", "unknown-setting"),
        ("measures: {phq9: {scoring: raw}}", "measure-one-scoring"),
        ("measures: {who5: {scoring: raw}, WHO-5: {scoring: percent}}", "duplicate-setting"),
        ("measures: {'': {min: 0, max: 1}}", "name-lacking"),
        ("measures: {m: {min: 0, max: 9, error: 0}}", "measure-own-error"),
        ("measures: {m: {min: 0, max: 9, items: {count: 5}}}", "measure-own-items"),
        ("measures: {m: {min: 0, max: 9, items: {count: 5, min: 3, max: 0}}}", "measure-own-items"),
        ("measures: {m: {min: 0, max: 9, items: {count: 5, min: 0, max: 3}}}", "measure-own-items"),
        ("scales: {Sleep: {min: 0, max: 3}, sleep: {min: 0, max: 9}}", "duplicate-setting"),
    ],
)
def test_declarations_that_cannot_be_used(text: str, code: str) -> None:
    _, found = read_config(text.encode())
    assert [diagnostic.code for diagnostic in found] == [code]
