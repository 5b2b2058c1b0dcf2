"""Measure what a key costs on the search page, in both browsers: `search.py N [N …]`.

Each query is typed letter by letter into a page that was just loaded, as a person's first one is.
A key's time is that of all its handlers with the layout of what they show.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

from benchmarks.entries import LAST_DAY, Writer
from benchmarks.sites import WRITERS
from journalgen.rebuild import rebuild
from journalgen.request import Request

QUERIES = (
    "e", "the", "therapist", "boundaries", "a e i", "quiet walk", '"the week"', "2026", "zzzz",
)  # fmt: skip
_BEFORE_TYPING_MS = 500
"""Nobody types sooner, and what a browser has to do after loading is over."""
_TYPE = """query => {
  const field = document.getElementById("query");
  return [...query].map((_letter, place) => {
    field.value = query.slice(0, place + 1);
    const began = performance.now();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    document.body.getBoundingClientRect();
    return performance.now() - began;
  });
}"""
_READY = """() => {
  const [page] = performance.getEntriesByType("navigation");
  return page.domContentLoadedEventEnd;
}"""


def main() -> None:
    """Print a table with a row for each number of entries and browser."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("counts", type=int, nargs="+", metavar="N", help="how many entries")
    counts = parser.parse_args().counts
    print("| entries | browser | data, MB | until ready | key, median | key, 95 % | key, most |")
    print("| ---: | --- | ---: | ---: | ---: | ---: | ---: |")
    for count in counts:
        with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
            site = built(Path(folder), count)
            size = sum(path.stat().st_size for path in site.glob("assets/search-*.js")) / 1e6
            for name, browser in browsers(play):
                ready, keys = measured(browser, site)
                shares = statistics.quantiles(keys, n=20)
                numbers = (ready, statistics.median(keys), shares[-1], max(keys))
                cells = " | ".join(f"{number:.0f}" for number in numbers)
                print(f"| {count:,} | {name} | {size:.1f} | {cells} |", flush=True)


def built(folder: Path, count: int) -> Path:
    """The site of a made-up journal."""
    writer = Writer(1)
    WRITERS["journal"](folder / "journal", writer.entries(count), writer.phrases.strategies)
    today: date = LAST_DAY
    rebuild(Request(folder / "journal", today, folder / "site", cached=False))
    return folder / "site"


def browsers(play: Playwright) -> Iterator[tuple[str, Browser]]:
    """Those that are installed."""
    chromium, firefox = shutil.which("chromium"), shutil.which("firefox-esr")
    if chromium:
        launched = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield "Chromium", launched
        launched.close()
    if firefox:
        launched = play.firefox.launch(channel="moz-firefox", executable_path=firefox)
        yield "Firefox", launched
        launched.close()


def measured(browser: Browser, site: Path) -> tuple[float, list[float]]:
    """Milliseconds until a page is ready, the median of all, and of each key."""
    ready: list[float] = []
    keys: list[float] = []
    for query in QUERIES:
        page = browser.new_page()
        page.goto((site / "search.html").as_uri())
        ready.append(page.evaluate(_READY))
        page.wait_for_timeout(_BEFORE_TYPING_MS)
        keys += page.evaluate(_TYPE, query)
        page.close()
    return statistics.median(ready), keys


if __name__ == "__main__":
    main()
