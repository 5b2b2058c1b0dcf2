"""Write a made-up journal, the same for the same number and seed, in the form of any tool."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.entries import Writer
from benchmarks.sites import WRITERS


def main() -> None:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, metavar="N", help="how many entries")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="new, or empty")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--form", choices=WRITERS, default="journal", help="(%(default)s)")
    options = parser.parse_args()
    if options.count < 1:
        parser.error("N is 1 or more")
    if options.folder.exists() and any(options.folder.iterdir()):
        parser.error("FOLDER isn't empty")
    writer = Writer(options.seed)
    write = WRITERS[options.form]
    write(options.folder, writer.entries(options.count), writer.phrases.strategies)


if __name__ == "__main__":
    main()
