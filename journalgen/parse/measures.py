"""Turn what was written for an outcome measure into totals in the measure's own range."""

from __future__ import annotations

from msgspec import Struct

from journalgen.model.entry import Measure, Outside, RiskItem
from journalgen.model.measures import OutcomeMeasure, Subscale
from journalgen.model.scale import MEASURE
from journalgen.parse import numbers
from journalgen.parse.decoder import Decoder
from journalgen.parse.yaml_nodes import Mapping as MappingNode
from journalgen.parse.yaml_nodes import Node, Sequence

_ANY = 10**9
"""Any whole number: the range is looked at once it is clear how the total is counted."""


class MeasureReader(Struct):
    """Reads the forms of one entry."""

    decoder: Decoder
    outside: list[Outside]
    """Where totals beyond the range go."""
    risks: list[RiskItem]
    """Where the risk items of forms go, also of those that can't be used otherwise."""

    def read(self, name: str, node: Node, measure: OutcomeMeasure) -> tuple[Measure, ...]:
        """A total, the scores of all items, or totals by subscale; nothing if unusable."""
        if isinstance(node, Sequence):
            return self._items(name, node, measure)
        if measure.risk_item and self.decoder.value(node) is not None:
            self.risks.append(RiskItem(measure.id, None))
        if len(measure.subscales) > 1:
            return self._subscales(name, node, measure)
        found = self._total(name, node, measure, measure.subscales[0])
        return (found,) if found else ()

    def _total(
        self, name: str, node: Node, measure: OutcomeMeasure, subscale: Subscale
    ) -> Measure | None:
        """One total as it was counted by this journal's scoring."""
        d = self.decoder
        written = d.whole(name, node, -_ANY, _ANY) if measure.item_count else d.number(name, node)
        if written is None:
            return None
        scoring = measure.declared
        if measure.scorings and scoring is None:
            self._ask_for_scoring(name, node, measure)
            return None
        low = scoring.minimum if scoring else subscale.minimum
        high = scoring.maximum if scoring else subscale.maximum
        if not d.in_range(name, node, written, low, high):
            self.outside.append(Outside(MEASURE, subscale.id, (written,)))
            return None
        total = scoring.convert(written) if scoring else written
        return Measure(subscale.id, total, written)

    def _subscales(self, name: str, node: Node, measure: OutcomeMeasure) -> tuple[Measure, ...]:
        """`{depression: 14, anxiety: 8, stress: 20}`."""
        parts = {part.id.removeprefix(f"{measure.id}-"): part for part in measure.subscales}
        if not isinstance(node, MappingNode):
            if self.decoder.value(node) is not None:
                example = ", ".join(f"{part}: …" for part in parts)
                self.decoder.unusable("measure-subscales", name, node, example=f"{{{example}}}")
            return ()
        readers = {
            part: lambda key, value, s=subscale: self._total(f"{name} {key}", value, measure, s)
            for part, subscale in parts.items()
        }
        return tuple(self.decoder.mapping(node, readers).values())

    def _items(self, name: str, node: Sequence, measure: OutcomeMeasure) -> tuple[Measure, ...]:
        """The score of each item, in the order of the form."""
        d = self.decoder
        if not node.items:
            return ()
        if not measure.item_count:
            d.unusable("measure-total-only", name, node)
            return ()
        scoring = measure.scoring_of_items
        if scoring is None and measure.items_need_scoring:
            self._ask_for_scoring(name, node, measure)
            return ()
        low, high = measure.item_range(scoring)
        scores = [self._score(name, item, low, high) for item in node.items]
        if measure.risk_item:
            known = len(scores) == measure.item_count
            risk = scores[measure.risk_item - 1] if known else None
            self.risks.append(RiskItem(measure.id, risk))
        whole = [score for score in scores if score is not None]
        if len(whole) < len(scores):
            d.keep(name, node)
            return ()
        if len(whole) != measure.item_count:
            counts = {"count": str(len(whole)), "wanted": str(measure.item_count)}
            d.unusable("measure-items", name, node, **counts)
            return ()
        found = []
        for subscale in measure.subscales:
            own = subscale.own_items(whole)
            total = scoring.convert(sum(own)) if scoring else float(sum(own))
            if d.in_range(name, node, total, subscale.minimum, subscale.maximum):
                found.append(Measure(subscale.id, total, float(sum(own)), own))
            else:
                self.outside.append(Outside(MEASURE, subscale.id, (total,)))
        return tuple(found)

    def _score(self, name: str, node: Node, low: int, high: int) -> int | None:
        """The score of one item; one left empty makes the whole form unusable."""
        text = self.decoder.value(node)
        found = numbers.number(text) if text else None
        if found is None or found != int(found):
            self.decoder.problem("not-a-whole-number", node, key=name, value=text or "")
            return None
        if low <= found <= high:
            return int(found)
        code, limit = ("out-of-range-high", high) if found > high else ("out-of-range-low", low)
        args = {"value": numbers.plain(found), "limit": str(limit)}
        self.decoder.problem(code, node, key=name, minimum=str(low), maximum=str(high), **args)
        return None

    def _ask_for_scoring(self, name: str, node: Node, measure: OutcomeMeasure) -> None:
        choices = ", ".join(scoring.name for scoring in measure.scorings)
        example = f"{measure.id}: {{scoring: {measure.scorings[0].name}}}"
        args = {"name": measure.name, "example": example, "choices": choices}
        self.decoder.unusable("measure-scoring", name, node, **args)
