"""The line of “What helped” in every form that people give it."""

from __future__ import annotations

import pytest

from journalgen.model.entry import Helped
from journalgen.parse.use_line import parse_use
from tests.conftest import SETTINGS


def read(text: str) -> tuple[str, int | None, float | None, float | None, Helped | None, str]:
    use, _ = parse_use(text, 1, SETTINGS.vocabulary)
    return use.name, use.used, use.before, use.after, use.helped, use.note


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Box breathing", ("Box breathing", None, None, None, None, "")),
        ("Box breathing.", ("Box breathing", None, None, None, None, "")),
        (
            "Box breathing, used 3, 4 -> 6, helped a lot. On the train.",
            ("Box breathing", 3, 4, 6, Helped.A_LOT, "On the train."),
        ),
        ("Walk, helped no", ("Walk", None, None, None, Helped.NO, "")),
        ("Walk, 4.5 → 6", ("Walk", None, 4.5, 6, None, "")),
        ("Walk, 4 to 6, used 2 times", ("Walk", 2, 4, 6, None, "")),
        ("Walk. It rained.", ("Walk", None, None, None, None, "It rained.")),
        ("Walk, used 6. Felt odd.", ("Walk", 6, None, None, None, "Felt odd.")),
        ("Walk, 4 -> 6. Felt odd.", ("Walk", None, 4, 6, None, "Felt odd.")),
        ("Walk, 4.5 -> 6.", ("Walk", None, 4.5, 6, None, "")),
        ("Walk, in the rain", ("Walk", None, None, None, None, "in the rain")),
        (
            "Calling R. in the evening, helped some",
            ("Calling R. in the evening", None, None, None, Helped.SOME, ""),
        ),
        ("散歩、used 2、helped some。雨", ("散歩", 2, None, None, Helped.SOME, "雨")),
    ],
)
def test_lines(line: str, found: tuple[object, ...]) -> None:
    assert read(line) == found


@pytest.mark.parametrize(
    "line", ["Walk, helped lots", "Walk, used often. Yes", "Walk, helped", "Walk, 3 -> 60"]
)
def test_a_slip_in_a_part_becomes_a_note_and_is_named(line: str) -> None:
    use, clear = parse_use(line, 1, SETTINGS.vocabulary, SETTINGS.scales["mood"])
    assert not clear
    assert use.name == "Walk"
    assert use.note == line.partition(", ")[2]


def test_the_same_part_twice_is_kept_as_a_note() -> None:
    use, clear = parse_use("Walk, used 71, used 82", 1, SETTINGS.vocabulary)
    assert (use.used, use.note, clear) == (71, "used 82", False)
