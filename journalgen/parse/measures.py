"""Turn what was written for an outcome measure into totals in the measure's own range."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from journalgen.model.entry import Measure
from journalgen.model.measures import OutcomeMeasure, Scoring, Subscale
from journalgen.model.names import fold
from journalgen.parse import numbers
from journalgen.parse.decoder import Decoder
from journalgen.parse.yaml_nodes import Mapping as MappingNode
from journalgen.parse.yaml_nodes import Node, Sequence

_ANY = 10**9
"""Any whole number: the range is looked at once it is clear how the total is counted."""


def measure_key(name: str) -> str:
    """The key of a measure: `PHQ-9`, `phq 9` and `phq9` are the same."""
    return fold(name).replace(" ", "")


def read_measure(
    decoder: Decoder, name: str, node: Node, measure: OutcomeMeasure
) -> tuple[Measure, ...]:
    """A total, the scores of all items, or totals by subscale; nothing where it can't be used."""
    if isinstance(node, Sequence):
        return _items(decoder, name, node, measure)
    if len(measure.subscales) > 1:
        return _subscales(decoder, name, node, measure)
    found = _total(decoder, name, node, measure, measure.subscales[0])
    return (found,) if found else ()


def _total(
    decoder: Decoder, name: str, node: Node, measure: OutcomeMeasure, subscale: Subscale
) -> Measure | None:
    """One total as it was counted by this journal's scoring."""
    written = (
        decoder.whole(name, node, -_ANY, _ANY) if measure.item_count else decoder.number(name, node)
    )
    if written is None:
        return None
    scoring = _declared(measure)
    if measure.scorings and scoring is None:
        _ask_for_scoring(decoder, name, node, measure)
        return None
    low = scoring.minimum if scoring else subscale.minimum
    high = scoring.maximum if scoring else subscale.maximum
    if not decoder.in_range(name, node, written, low, high):
        return None
    total = scoring.convert(written) if scoring else written
    return Measure(subscale.id, total, written=written if total != written else None)


def _subscales(
    decoder: Decoder, name: str, node: Node, measure: OutcomeMeasure
) -> tuple[Measure, ...]:
    """`{depression: 14, anxiety: 8, stress: 20}`."""
    parts = {subscale.id.removeprefix(f"{measure.id}-"): subscale for subscale in measure.subscales}
    if not isinstance(node, MappingNode):
        if decoder.value(node) is not None:
            example = ", ".join(f"{part}: …" for part in parts)
            decoder.unusable("measure-subscales", name, node, example=f"{{{example}}}")
        return ()
    readers = {
        part: lambda key, value, s=subscale: _total(decoder, f"{name} {key}", value, measure, s)
        for part, subscale in parts.items()
    }
    return tuple(decoder.mapping(node, readers).values())


def _items(
    decoder: Decoder, name: str, node: Sequence, measure: OutcomeMeasure
) -> tuple[Measure, ...]:
    """The score of each item, in the order of the form."""
    if not node.items:
        return ()
    if not measure.item_count:
        decoder.unusable("measure-total-only", name, node)
        return ()
    scoring = _scoring_of_items(measure)
    if scoring is None and any(s.item_minimum is not None for s in measure.scorings):
        _ask_for_scoring(decoder, name, node, measure)
        return ()
    low, high = measure.item_minimum, measure.item_maximum
    if scoring and scoring.item_minimum is not None and scoring.item_maximum is not None:
        low, high = scoring.item_minimum, scoring.item_maximum
    scores = [_score(decoder, name, item, low, high) for item in node.items]
    whole = [score for score in scores if score is not None]
    if len(whole) < len(scores):
        decoder.keep(name, node)
        return ()
    if len(whole) != measure.item_count:
        counts = {"count": str(len(whole)), "wanted": str(measure.item_count)}
        decoder.unusable("measure-items", name, node, **counts)
        return ()
    risk = whole[measure.risk_item - 1] if measure.risk_item else None
    found: list[Measure] = []
    for subscale in measure.subscales:
        total: float = sum(_of_subscale(whole, subscale.items))
        total = scoring.convert(total) if scoring else total
        found.append(Measure(subscale.id, total, tuple(whole) if not found else (), risk=risk))
    return tuple(found)


def _of_subscale(scores: list[int], items: tuple[int, ...]) -> Iterable[int]:
    return (scores[number - 1] for number in items) if items else scores


def _score(decoder: Decoder, name: str, node: Node, low: int, high: int) -> int | None:
    """The score of one item; one left empty makes the whole form unusable."""
    text = decoder.value(node)
    found = numbers.number(text) if text else None
    if found is None or found != int(found):
        decoder.problem("not-a-whole-number", node, key=name, value=text or "")
        return None
    if low <= found <= high:
        return int(found)
    code, limit = ("out-of-range-high", high) if found > high else ("out-of-range-low", low)
    args = {"value": numbers.plain(found), "limit": str(limit)}
    decoder.problem(code, node, key=name, minimum=str(low), maximum=str(high), **args)
    return None


def _declared(measure: OutcomeMeasure) -> Scoring | None:
    return measure.scoring_named(measure.scoring)


def _scoring_of_items(measure: OutcomeMeasure) -> Scoring | None:
    """How the sum of the items becomes a total: it may go without saying."""
    if any(scoring.item_minimum is not None for scoring in measure.scorings):
        return _declared(measure)
    return measure.scoring_named(measure.items_scoring)


def _ask_for_scoring(decoder: Decoder, name: str, node: Node, measure: OutcomeMeasure) -> None:
    choices: Mapping[str, str] = {"choices": ", ".join(s.name for s in measure.scorings)}
    example = f"{measure.id}: {{scoring: {measure.scorings[0].name}}}"
    decoder.unusable("measure-scoring", name, node, name=measure.name, example=example, **choices)
