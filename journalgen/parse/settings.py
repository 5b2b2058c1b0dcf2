"""What the parser of one file needs to know of the configuration."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from journalgen.model.measures import OutcomeMeasure
from journalgen.model.scale import Scale
from journalgen.parse.vocabulary import Vocabulary


class ParseSettings(Struct, frozen=True):
    """Reading a file is a function of its bytes and of these."""

    vocabulary: Vocabulary
    scales: Mapping[str, Scale]
    """By folded name."""
    measures: Mapping[str, OutcomeMeasure]
    """By key."""
    goals: Mapping[str, str]
    """Folded name to the name as declared."""
    language: str
    """Decides the shape of quotation marks."""
