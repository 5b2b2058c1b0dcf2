"""The example, opened from disk in real browsers: no error, and no request but to files."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from journalgen.theme.page_check import ELEMENTS, EVERYWHERE, problems
from tests.conftest import REPOSITORY, Journal, tree

pytestmark = pytest.mark.browser

PAGES = (
    "index.html",
    "timeline/index.html",
    "entries/2025-11-13-the-ninth.html",
    "entries/2026-01-08-four-lines.html",
    "entries/2026-04-23-on-lined-paper.html",
    "strategies/index.html",
    "strategies/parking-page.html",
    "tags/index.html",
    "tags/sleep.html",
    "progress/index.html",
    "progress/phq9.html",
    "progress/mood.html",
    "hard-moment.html",
    "next-session.html",
    "takeaways/index.html",
    "takeaways/recall.html",
    "questions/index.html",
    "questions/explained.html",
    "practice/index.html",
    "then-and-now/index.html",
    "reviews/index.html",
    "reviews/2025.html",
    "about.html",
    "search.html",
)
PROGRAMS = {"chromium": "chromium", "firefox": "firefox-esr"}


@pytest.fixture(scope="module", params=sorted(PROGRAMS))
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """Debian's browsers; `make test` installs them where it may."""
    program = shutil.which(PROGRAMS[request.param])
    if program is None:
        pytest.skip(f"{PROGRAMS[request.param]} isn't installed, and only root may install it")
    with sync_playwright() as play:
        if request.param == "chromium":
            opened = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        else:
            opened = play.firefox.launch(channel="moz-firefox", executable_path=program)
        yield opened
        opened.close()


@contextmanager
def in_scheme(browser: Browser, scheme: str) -> Iterator[Page]:
    """A page that is shown `light`, `dark` or in `forced` colours; scripts of tests may run on it.

    Firefox has to be started for the dark: it doesn't change its mind for a page.
    """
    other = None
    if browser.browser_type.name == "firefox" and scheme == "dark":
        program = shutil.which(PROGRAMS["firefox"])
        other = browser.browser_type.launch(
            channel="moz-firefox", executable_path=program, firefox_user_prefs=_DARK
        )
    page = (other or browser).new_page(
        color_scheme="dark" if scheme == "dark" else "light",
        forced_colors="active" if scheme == "forced" else "none",
        bypass_csp=True,
    )
    query = "forced-colors: active" if scheme == "forced" else f"prefers-color-scheme: {scheme}"
    assert page.evaluate(f"matchMedia('({query})').matches")
    try:
        yield page
    finally:
        (other or page).close()


_DARK: dict[str, str | float | bool] = {"layout.css.prefers-color-scheme.content-override": 0}


def listen(page: Page) -> tuple[list[str], list[str]]:
    """What the page says in the console and asks for, from now on."""
    said: list[str] = []
    asked: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        said.append(f"{message.type}: {message.text}")

    def on_request(request: Request) -> None:
        asked.append(request.url)

    page.on("console", on_console)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", on_request)
    return said, asked


def test_pages_are_quiet_and_ask_for_files_only(browser: Browser, example_site: Path) -> None:
    page = browser.new_page()
    said, asked = listen(page)
    for name in tree(example_site):
        if name.endswith(".html"):
            page.goto((example_site / name).as_uri())
            page.wait_for_load_state()
    assert said == []
    assert asked or browser.browser_type.name == "firefox"  # which doesn't tell of files
    assert [url for url in asked if not url.startswith("file:")] == []
    page.close()


def test_images_and_styles_are_there(browser: Browser, example_site: Path) -> None:
    page = browser.new_page()
    page.goto((example_site / "entries/2026-04-23-on-lined-paper.html").as_uri())
    page.wait_for_load_state()
    assert page.evaluate("document.styleSheets.length") == 4
    page.locator("main img").first.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('main img').naturalWidth > 0")
    page.close()


def test_the_way_through_by_keyboard_and_link(browser: Browser, example_site: Path) -> None:
    page = browser.new_page()
    page.goto((example_site / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.get_by_role("navigation").get_by_role("link", name="Timeline").click()
    assert page.url.endswith("timeline/index.html")
    page.locator("main .row-title a").first.click()
    assert "/entries/" in page.url
    page.close()


def test_a_heavy_entry_stays_folded_until_it_is_opened(
    browser: Browser, example_site: Path
) -> None:
    page = browser.new_page()
    page.goto((example_site / "entries/2025-11-13-the-ninth.html").as_uri())
    fold = page.locator("details.whole")
    assert not page.locator("details.whole .prose").first.is_visible()
    fold.locator("summary").first.click()
    assert page.locator("details.whole .prose").first.is_visible()
    page.close()


def test_print_leaves_out_what_is_for_the_screen(browser: Browser, journal: Journal) -> None:
    if browser.browser_type.name == "firefox":
        return  # which can't be made to play a printer
    journal.write("entries/2026-03-04.md", "---\nshare: no\n---\n## Between us\n- Private wish")
    journal.write("entries/2026-03-05.md", "## Between us\n- Open wish")
    journal.build()
    page = browser.new_page()
    for name in ("next-session.html", "index.html"):
        page.goto((journal.site / name).as_uri())
        private, shared = page.get_by_text("Private wish"), page.get_by_text("Open wish")
        page.emulate_media(media="screen")
        assert private.first.is_visible()
        page.emulate_media(media="print")
        assert not private.first.is_visible()
        assert shared.first.is_visible()
    page.close()


# What tags are made of: parts that belong to them, and parts that have opened pages to scripts.
_PIECES = (
    "<p>", "</p>", "<a href=\"index.html\">", "</a>", "<svg>", "</svg>", "<svg", "<title>", "</title>",
    "<desc>", "</desc>", "<noscript>", "</noscript>", "<select>", "<option>", "</select>", "<table>",
    "<tr>", "<td>", "</table>", "<details open>", "<form>", "</form>", "<b", " class=\"a\"", " hidden",
    " title=\"", "\"", ">", "/>", "text", "&lt;script&gt;", "&quot;", "<!--", "-->", "<![CDATA[", "]]>",
    "<script>", "</script>", "<style>", "</style>", "<math>", "<mtext>", "<template>", "</template>",
    " onclick=\"x\"", " style=\"x\"", "'", "`", "=", "/", "<", "\n", "\t", "<pre>", "<use href=\"#a\"/>",
    "<a title=\"&lt;/title&gt;&lt;img src=x onerror=x&gt;\">", "<a title=\"</noscript><script>\">",
    "<img src=\"a.png\" alt=\"\">", "<path fill=\"url(#a)\"/>", "<path d=\"M0 0\"/>", "<body>", "<p/title=\"a\">",
)  # fmt: skip
_SEEN = """soups => soups.map(soup => {
  const box = document.createElement('div');
  box.innerHTML = soup;
  const whole = new DOMParser().parseFromString(soup, 'text/html').body;
  const all = [...box.querySelectorAll('*'), ...whole.querySelectorAll('*')];
  return all.map(one => [one.localName, one.getAttributeNames()]);
})"""


def test_a_browser_sees_no_more_of_a_page_than_was_looked_at(browser: Browser) -> None:
    """Soups of pieces that pass as a page: scripts on or off, each element and attribute is listed."""
    draw = random.Random(7)
    soups: set[str] = set()
    while len(soups) < 4000:
        soup = "".join(draw.choices(_PIECES, k=draw.randint(1, 9)))
        if not list(problems(soup, 0)):
            soups.add(soup)
    page = browser.new_page()
    seen = dict(zip(sorted(soups), page.evaluate(_SEEN, sorted(soups)), strict=True))
    page.close()
    for soup, elements in seen.items():
        for element, attributes in elements:
            name = element.lower()
            assert name in {*ELEMENTS, "tbody"}, soup
            listed = ELEMENTS[name] | EVERYWHERE
            assert {one for one in attributes if one.lower() not in listed} == set(), soup
    assert any("noscript" in soup and len(elements) > 2 for soup, elements in seen.items())


class Counting(ThreadingHTTPServer):
    """A server on this machine that writes down what it is asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        self.hits: list[str] = []
        self.address = f"http://127.0.0.1:{self.server_port}"


class _Asked(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Counting)
        self.server.hits.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Says nothing."""


@pytest.fixture
def counting() -> Iterator[Counting]:
    """A server that runs as long as the test."""
    with Counting() as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_theme_of_somebody_else_asks_for_files_only(
    browser: Browser, journal: Journal, counting: Counting
) -> None:
    """All it may bring, and links to a server in an entry: the server is asked for nothing."""
    evil = counting.address
    journal.write(
        "entries/2026-03-04.md",
        f"[A book]({evil}/book) ![It]({evil}/a.png) <img src='{evil}/b.png'>",
    )
    png = next((REPOSITORY / "docs/pictures").glob("*.png")).read_bytes()
    for name in ("leaf.png", "back.png"):
        journal.write(f"theme/static/{name}", png)
    journal.write(
        "theme/static/drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    )
    journal.write("theme/static/own.css", "@font-face { font-family: a; src: url(a.woff2) } "
                  "body { background: url('back.png'); font-family: a }")  # fmt: skip
    journal.write("theme/static/a.woff2", b"wOF2")
    journal.write("theme/static/evil.css", f"@import '{evil}/a.css';")
    journal.write("theme/static/evil.js", f"fetch('{evil}')")
    journal.write("theme/static/evil.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>")
    journal.write("theme/templates/base.html",
                  f"<head><script src='{evil}/a.js'></script></head><body>"
                  "<main>{% block main %}{% endblock %}</main>"
                  "{% for name in ('leaf.png', 'drawing.svg') %}<img src=\"{{ asset(name) }}\" alt=\"\">{% endfor %}"
                  f"</body><link rel='preconnect' href='{evil}'>")  # fmt: skip
    assert journal.check().code == 1
    assert not any("evil" in name for name in journal.files())
    page = browser.new_page()
    _said, asked = listen(page)
    for name in ("index.html", "entries/2026-03-04.html", "about.html"):
        page.goto((journal.site / name).as_uri())
        page.wait_for_load_state()
        assert page.evaluate("[...document.images].every(one => one.naturalWidth > 0)")
        assert page.evaluate("document.styleSheets.length") == 5
    assert [url for url in asked if not url.startswith("file:")] == []
    assert counting.hits == []
    page.goto(counting.address)
    assert counting.hits  # it would have been counted
    page.close()
