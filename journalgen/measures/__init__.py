"""Turn the YAML files of this folder into outcome measures: adding one is adding a file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from journalgen.model.measures import Band, OutcomeMeasure, PublishedError, Scoring, Subscale
from journalgen.model.names import measure_key

FOLDER = Path(__file__).parent


@cache
def instruments(folder: Path = FOLDER) -> Mapping[str, OutcomeMeasure]:
    """Every instrument described in `folder`, by key; its id is the file's name.

    Raises ValueError where a file lacks something.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found = {}
    for path in sorted(folder.glob("*.yaml")):
        # Either loader is a safe one, which makes nothing but plain values.
        document = yaml.load(path.read_text("utf-8"), Loader=loader)  # noqa: S506
        try:
            found[measure_key(path.stem)] = _measure(path.stem, document)
        except KeyError as lacking:
            raise ValueError(f"{path.name}: {lacking.args[0]} is missing") from None
    return found


def _measure(name: str, document: Mapping[str, Any]) -> OutcomeMeasure:
    items = document.get("items", {})
    parts = document.get("subscales") or {"": {}}
    return OutcomeMeasure(
        id=name,
        name=document["name"],
        subscales=tuple(_subscale(name, part, document | own) for part, own in parts.items()),
        item_count=items.get("count", 0) if isinstance(items, dict) else 0,
        item_minimum=items.get("min", 0),
        item_maximum=items.get("max", 0),
        items_scoring=items.get("scoring", ""),
        scorings=tuple(_scoring(key, value) for key, value in document.get("scorings", {}).items()),
        risk_item=document.get("risk_item"),
    )


def _subscale(measure: str, part: str, document: Mapping[str, Any]) -> Subscale:
    bands = document.get("bands", {})
    error = document.get("change")
    items = document.get("items")
    return Subscale(
        id=f"{measure}-{part}" if part else measure,
        name=document["name"],
        title=document["title"],
        minimum=document["range"]["min"],
        maximum=document["range"]["max"],
        better=document["better"],
        direction=document["direction"],
        low=document.get("low", ""),
        high=document.get("high", ""),
        items=tuple(items) if isinstance(items, list) else (),
        bands=tuple(Band(lower, word) for lower, word in bands.get("from", {}).items()),
        bands_source=bands["source"] if bands else "",
        error=PublishedError(error["points"], error["source"], error.get("chance"))
        if error
        else None,
        remark=document.get("remark", ""),
    )


def _scoring(name: str, document: Mapping[str, Any]) -> Scoring:
    return Scoring(
        name,
        document["min"],
        document["max"],
        document.get("times", 1),
        document.get("plus", 0),
        document.get("item_min"),
        document.get("item_max"),
    )
