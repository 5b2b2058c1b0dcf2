"""The example journal as a whole: what it holds, what it builds, and that every link works."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from journalgen.config import read_config
from journalgen.parse.front_matter import FIELDS
from journalgen.parse.vocabulary import HEADINGS
from tests.conftest import REPOSITORY, TODAY, run, tree

EXAMPLE = REPOSITORY / "example-journal"
GOLDEN = Path(__file__).parent / "golden"
POLICY = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; "
    "style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-src 'none'; require-trusted-types-for 'script'; "
    "trusted-types 'none'\">"
)


class _Page(HTMLParser):
    """The ids, links, headings and loads of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.headings: list[int] = []
        self.tags: Counter[str] = Counter()
        self.odd: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a" or found.get("rel") == "expect":  # a place on the page that is waited for
            self.links.append(found.get("href", ""))
        elif tag == "link":
            self.loads.append(found.get("href", ""))
        if "src" in found:
            self.loads.append(found["src"])
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.odd += [name for name in found if name == "style" or name.startswith("on")]


@pytest.fixture(scope="module")
def pages(example_site: Path) -> dict[str, _Page]:
    return {
        name: _Page(content.decode())
        for name, content in tree(example_site).items()
        if name.endswith(".html")
    }


def target_of(page: str, link: str) -> str:
    """The file of the site a relative link leads to."""
    path = (Path("/") / page).parent / unquote(urlsplit(link).path)
    parts: list[str] = []
    for part in path.parts[1:]:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def is_local(link: str) -> bool:
    return not urlsplit(link).scheme


def test_it_builds_without_a_word(tmp_path: Path) -> None:
    built = run(
        "build", str(EXAMPLE), "--today", TODAY, "--strict", "--output", str(tmp_path / "s")
    )
    assert (built.code, built.err) == (0, "")


def test_every_link_leads_to_a_file_and_an_id(example_site: Path, pages: dict[str, _Page]) -> None:
    for name, page in pages.items():
        for link in filter(is_local, page.links):
            target = target_of(name, link) if urlsplit(link).path else name
            assert (example_site / target).is_file(), f"{name}: {link}"
            fragment = unquote(urlsplit(link).fragment)
            if fragment:
                assert fragment in pages[target].ids, f"{name}: {link}"


def test_every_page_is_reached_from_the_first(pages: dict[str, _Page]) -> None:
    reached: set[str] = set()
    waiting = ["index.html"]
    while waiting:
        name = waiting.pop()
        if name in reached or name not in pages:
            continue
        reached.add(name)
        waiting += [target_of(name, link) for link in pages[name].links if is_local(link)]
    assert reached == set(pages)


def test_every_id_is_there_once(pages: dict[str, _Page]) -> None:
    for name, page in pages.items():
        assert [key for key, count in Counter(page.ids).items() if count > 1] == [], name


def test_nothing_is_loaded_from_anywhere_else(example_site: Path, pages: dict[str, _Page]) -> None:
    for name, page in pages.items():
        for load in page.loads:
            if load == "data:,":  # an icon that holds nothing, so that none is asked for
                continue
            assert is_local(load), f"{name}: {load}"
            assert (example_site / target_of(name, load)).is_file(), f"{name}: {load}"
        assert page.odd == [], name
        text = (example_site / name).read_text("utf-8")
        assert re.findall(r"<form[^>]* action", text) == [], name
        assert re.findall(r'<script(?! src="[^"]+" defer></script>)', text) == [], name
        assert not page.tags.keys() & {
            "style",
            "iframe",
            "object",
            "embed",
            "base",
        }


def test_the_policy_comes_first_on_every_page(example_site: Path, pages: dict[str, _Page]) -> None:
    for name in pages:
        text = (example_site / name).read_text("utf-8")
        assert text.partition("<head>")[2].lstrip().startswith(POLICY), name


def test_pages_are_put_together_well(pages: dict[str, _Page]) -> None:
    for name, page in pages.items():
        if name == "blank.html":
            continue  # which has nothing
        assert page.tags["main"] == 1, name
        assert page.tags["h1"] == 1, name
        assert page.headings[0] == 1, name
        steps = zip(page.headings, page.headings[1:], strict=False)
        assert all(deeper - level <= 1 for level, deeper in steps), (name, page.headings)


def test_styles_ask_for_nothing_outside(example_site: Path) -> None:
    for path in (example_site / "assets").glob("*.css"):
        text = path.read_text("utf-8")
        assert "@import" not in text
        assert re.findall(r"url\((?!['\"]?data:)", text) == []
        assert "//" not in re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("name", sorted(path.name for path in GOLDEN.glob("*.html")))
def test_golden_pages(example_site: Path, name: str) -> None:
    """`python tests/golden/update.py` writes them anew; look at the difference before it lands."""
    url = name.replace("__", "/")
    assert (example_site / url).read_text("utf-8") == (GOLDEN / name).read_text("utf-8")


def test_it_shows_what_the_format_can_do() -> None:
    texts = [path.read_text("utf-8") for path in sorted((EXAMPLE / "entries").rglob("*.md"))]
    assert len(texts) >= 45
    together = "\n".join(texts)
    for key in FIELDS.keys() - {"private"}:  # an old spelling of share
        heading = HEADINGS.get(key, "\0")
        assert re.search(rf"^({key}:|## {re.escape(heading)}$)", together, re.MULTILINE), key
    for part in ("id:", "text:", "confidence:", "unsure:", "verdict:", "for:", "answer:", "status:",
                 "task:", "prediction:", "what_happened:", "learned:", "belief:", "conviction:",
                 "used:", "before:", "after:", "helped:", "note:", "-> not tried", "-> changed",
                 "-> still true", "-> answered", "](../", "[[", "[^1]", "|---"):  # fmt: skip
        assert part in together, part
    assert sum("kind: between" in text for text in texts) >= 8
    assert len(list((EXAMPLE / "strategies").glob("*.md"))) >= 8
    assert len(set(re.findall(r"!\[[^\]]*\]\(([^)]+)\)", together))) >= 2
    config, _ = read_config((EXAMPLE / "journal.yaml").read_bytes())
    assert (len(config.scales), len(config.declared_measures), len(config.goals)) >= (3, 2, 2)


def test_it_tells_of_about_eighteen_months() -> None:
    days = sorted(path.name[:10] for path in (EXAMPLE / "entries").rglob("*.md"))
    assert (days[0][:7], days[-1][:7]) == ("2025-01", "2026-05")


def test_its_pictures_say_nothing_about_where_they_were_made() -> None:
    for path in (EXAMPLE / "attachments").glob("*.png"):
        kinds = png_chunks(path.read_bytes())
        assert kinds[0] == "IHDR"
        assert set(kinds) <= {"IHDR", "PLTE", "tRNS", "IDAT", "IEND"}, path.name


def png_chunks(data: bytes) -> list[str]:
    """The kinds of the parts a PNG file consists of, in order."""
    kinds, position = [], 8
    while position < len(data):
        length = int.from_bytes(data[position : position + 4])
        kinds.append(data[position + 4 : position + 8].decode())
        position += 12 + length
    return kinds
