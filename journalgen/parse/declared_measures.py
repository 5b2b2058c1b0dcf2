"""Turn the measures of journal.yaml into outcome measures: built in ones as used here, and own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from journalgen.measures import instruments
from journalgen.model.measures import OutcomeMeasure, PublishedError, Subscale
from journalgen.model.names import measure_key
from journalgen.parse.config_decoder import ConfigDecoder
from journalgen.parse.yaml_nodes import Node

_ITEMS = "items: {count: 9, min: 0, max: 3}"


def read_measures(d: ConfigDecoder, key: str, node: Node) -> dict[str, OutcomeMeasure]:
    """The measures that journal.yaml names, by key; unusable ones are reported and left out."""
    found = {}
    for name, value in d.pairs(key, node, "measures: {phq9: {bands: no}}", measure_key):
        built_in = instruments().get(measure_key(name))
        measure = (
            _as_used_here(d, name, value, built_in) if built_in else _own_measure(d, name, value)
        )
        if measure:
            found[measure_key(name)] = measure
    return found


def _as_used_here(
    d: ConfigDecoder, name: str, node: Node, measure: OutcomeMeasure
) -> OutcomeMeasure:
    names = tuple(scoring.name for scoring in measure.scorings)

    def scoring(key: str, value: Node) -> str | None:
        if names:
            return d.one_of(key, value, names)
        d.problem("measure-one-scoring", value, name=measure.name)
        return None

    readers = {"bands": d.boolean, "scoring": scoring}
    parts = d.parts(name, node, readers, "{bands: no}")
    return replace(
        measure, scoring=parts.get("scoring") or "", show_bands=parts.get("bands", False)
    )


def _own_measure(d: ConfigDecoder, name: str, node: Node) -> OutcomeMeasure | None:
    readers = scale_readers(d) | {
        "title": d.text,
        "items": lambda key, value: d.parts(key, value, _item_readers(d), _ITEMS),
        "error": d.number,
        "source": d.text,
    }
    parts = d.parts(name, node, readers, "{min: 0, max: 30, better: lower}")
    if "min" not in parts or "max" not in parts:
        d.problem("measure-undeclared", node, value=name)
        return None
    if parts["min"] >= parts["max"]:
        d.problem("scale-empty", node, key=name)
        return None
    items = _items_that_fit(d, name, node, parts)
    error = parts.get("error")
    if error is not None and error <= 0:
        d.problem("measure-own-error", node, value=name)
        error = None
    subscale = Subscale(
        id=measure_key(name),
        name=name,
        title=parts.get("title", ""),
        minimum=parts["min"],
        maximum=parts["max"],
        better=parts.get("better", ""),
        low=parts.get("low", ""),
        high=parts.get("high", ""),
        error=PublishedError(error, parts.get("source", "")) if error else None,
    )
    return OutcomeMeasure(
        subscale.id,
        name,
        (subscale,),
        items.get("count", 0),
        items.get("min", 0),
        items.get("max", 0),
        own=True,
    )


def _items_that_fit(
    d: ConfigDecoder, name: str, node: Node, parts: dict[str, Any]
) -> dict[str, int]:
    """The items of a measure of one's own, if all of them together stay within its range."""
    items: dict[str, int] = parts.get("items") or {}
    if not items:
        return {}
    if {"count", "min", "max"} <= items.keys() and items["min"] < items["max"]:
        lowest, highest = (items["count"] * items[end] for end in ("min", "max"))
        if parts["min"] <= lowest and highest <= parts["max"]:
            return items
    d.problem("measure-own-items", node, value=name)
    return {}


def _item_readers(d: ConfigDecoder) -> dict[str, Callable[[str, Node], Any]]:
    return {
        "count": lambda key, node: d.whole(key, node, 1, 500),
        "min": lambda key, node: d.whole(key, node, -1000, 1000),
        "max": lambda key, node: d.whole(key, node, -1000, 1000),
    }


def scale_readers(d: ConfigDecoder) -> dict[str, Callable[[str, Node], Any]]:
    """What scales and measures of one's own have in common: range, direction, names of ends."""
    return {
        "min": d.number,
        "max": d.number,
        "better": lambda key, node: d.one_of(key, node, ("higher", "lower")),
        "low": d.text,
        "high": d.text,
    }
