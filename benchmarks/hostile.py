"""Measure how long the parser takes for texts that were made to keep it busy."""

from __future__ import annotations

import time

from journalgen.locale import Words
from journalgen.parse.entry import EntryParser
from journalgen.parse.settings import ParseSettings
from journalgen.parse.vocabulary import make_vocabulary

SIZE = 200_000
"""Characters of each text."""

PIECES = (
    "[", "]", "![", "[^", "^[", "[a][", "[[", "[](", "](", "<a ", "<http://a> ", "*a_ ", "**a ",
    "~~a ", "`a``", '"', "'a", "&a", "\\\\", "> ", "- ", "* a\n  ", "# a\n", "---\n", "\na|",
    "a|b\n---\n", "|a|\n|-|\n", "|a|b|\n", ":-\n", "a\n: b\n", "[a]: b\n", "[^a]: b\n", "x\n\n",
    "## Only for me\n", "## What helped\n- a, used 1\n", "## From last time\n- a -> b\n",
)  # fmt: skip


def main() -> None:
    """Print the CPU seconds of each, the slowest first."""
    words = make_vocabulary(Words().gettext, {})
    parser = EntryParser(ParseSettings(words, {}, {}, {}, "en"))
    found = []
    for piece in PIECES:
        data = (piece * (SIZE // len(piece))).encode()
        started = time.process_time()
        parser.parse("entries/2026-03-04.md", data)
        found.append((time.process_time() - started, piece))
    for seconds, piece in sorted(found, reverse=True):
        print(f"{seconds:6.2f}  {piece!r}")


if __name__ == "__main__":
    main()
