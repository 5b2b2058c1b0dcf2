"""How each theme that ships looks in real browsers: at every width, in every scheme, for everyone."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from journalgen.theme.shipped import load_theme, theme_names
from tests.conftest import REPOSITORY, TODAY, Journal, run, tree
from tests.test_browser import PAGES, in_scheme
from tests.test_browser import browser as browser

AXE = {"rules": {"target-size": {"enabled": True}}}
"""Off by default, and part of WCAG 2.2 AA (2.5.8): targets of 24 px, or with as much room."""


@pytest.fixture(scope="session", params=theme_names())
def theme_name(request: pytest.FixtureRequest) -> str:
    """Each theme that ships."""
    name: str = request.param
    return name


@pytest.fixture(scope="session")
def site(theme_name: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example journal in each theme."""
    output = tmp_path_factory.mktemp(theme_name) / "site"
    built = run("build", str(REPOSITORY / "example-journal"), "--today", TODAY,
                "--theme", theme_name, "--output", str(output))  # fmt: skip
    assert built.code == 0, built.err
    return output


# Without a browser


def test_a_theme_changes_what_is_in_assets_and_nothing_else(site: Path, example_site: Path) -> None:
    """The golden pages are those of all themes, as long as these differ in their style sheets."""
    pages, expected = (
        {name: data for name, data in tree(folder).items() if not name.endswith((".css", ".json"))}
        for folder in (site, example_site)
    )
    assert pages == expected


def test_what_a_page_loads_beside_itself_stays_small(site: Path) -> None:
    for name in PAGES:
        page = (site / name).read_text("utf-8")
        linked = re.findall(r'(?:src|href)="((?:\.\./)*assets/(?!search-)[^"]+\.(?:css|js))"', page)
        assert len(linked) >= 5
        assert sum(((site / name).parent / url).stat().st_size for url in linked) <= 60_000, name


_COLOUR = r"--([a-z-]+): light-dark\((#\w+), (#\w+)\)"


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, by WCAG 2.2: relative luminance, and its use in 1.4.3."""

    def luminance(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
        parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_it_should_be() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("name", theme_names())
def test_each_choice_of_colours_can_be_read(name: str) -> None:
    """4.5 for words, and 7 in `plain`, which is for those who need it."""
    sheet = (REPOSITORY / f"themes/{name}/static/look.css").read_text("utf-8")
    accents = load_theme(name).options["accent"].values.values()
    grounds = ("paper", "room", "clay")
    for accent, scheme in itertools.product(accents, (1, 2)):
        text = "\n".join((sheet, *(f"{prop}: {value}" for prop, value in accent.items())))
        colours = {found[0]: found[scheme] for found in re.findall(_COLOUR, text)}
        on = [colours[ground] for ground in grounds if ground in colours]
        for word, ground in itertools.product(("ink", "ink-soft", "leaf"), on):
            least = 7 if name == "plain" else 4.5
            assert contrast(colours[word], ground) >= least, (accent, word, ground)


# In browsers


# 320 is 1,280 at 400 %.
@pytest.mark.parametrize("width", [320, 800, 1150, 1440])
def test_no_page_scrolls_sideways(browser: Browser, site: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for name in PAGES:
        page.goto((site / name).as_uri())
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name}: {wide}"
    page.close()


@pytest.mark.parametrize("width", [320, 720])
def test_the_largest_letters_lose_nothing(
    browser: Browser, site: Path, theme_name: str, width: int
) -> None:
    (size,) = load_theme(theme_name).options["size"].values["large"].values()
    page = browser.new_page(viewport={"width": width, "height": 800})
    for name in PAGES:
        page.goto((site / name).as_uri())
        page.evaluate("size => document.documentElement.style.setProperty('--size', size)", size)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name}: {wide}"
    page.close()


def test_nothing_moves_while_a_page_opens(browser: Browser, site: Path) -> None:
    if browser.browser_type.name == "firefox":
        return  # which doesn't measure it
    page = browser.new_page()
    # On a slow machine, which shows a page before it has read all of it.
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 10})
    for name in PAGES:
        page.goto((site / name).as_uri())
        page.wait_for_load_state()
        assert page.evaluate(_SHIFTS) == 0, name
    page.close()


_SHIFTS = """() => new Promise(resolve => {
  let sum = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value; })
    .observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => setTimeout(() => resolve(sum), 50));
})"""


def test_nothing_moves_for_those_who_asked_for_it(browser: Browser, site: Path) -> None:
    if browser.browser_type.name == "firefox":
        return  # which can't be made to ask for it
    page = browser.new_page(reduced_motion="reduce")
    for name in PAGES:
        page.goto((site / name).as_uri())
        assert page.evaluate(_MOVING) == [], name
    page.close()


_MOVING = """[...document.querySelectorAll('*')].flatMap(one => ['', '::before', '::after'].map(part => {
  const style = getComputedStyle(one, part);
  const still = style.animationName === 'none' && /^0s(, 0s)*$/.test(style.transitionDuration);
  return still ? '' : one.className + part;
})).filter(Boolean)"""


def test_all_is_reached_by_keyboard_and_seen_where_one_is(browser: Browser, site: Path) -> None:
    for name in ("index.html", "entries/2026-01-08-four-lines.html", "search.html"):
        page = browser.new_page()
        page.goto((site / name).as_uri())
        targets = page.evaluate(_TARGETS)
        page.evaluate("targets[0].focus()")  # the search page begins in its middle
        for at in range(1, targets):
            page.keyboard.press("Tab")
            assert page.evaluate(_FOCUS) == [at, True], name
        page.close()


_TARGETS = """() => {
  const all = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')];
  window.targets = all.filter(one => one.checkVisibility());
  return window.targets.length;
}"""
_FOCUS = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  return [window.targets.indexOf(one), style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2];
}"""


@pytest.mark.parametrize(("width", "shown"), [(320, "narrow"), (1440, "wide")])
def test_a_chart_is_drawn_for_the_width_with_labels_of_their_own_size(
    browser: Browser, site: Path, width: int, shown: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((site / "progress/phq9.html").as_uri())
    visible = page.locator(".drawing:visible")
    assert visible.count() == 2  # the chart, and the mood beside it
    assert f"drawing-{shown}" in (visible.first.get_attribute("class") or "")
    heights = visible.first.locator("text").evaluate_all("all => all.map(t => t.getBBox().height)")
    assert min(heights) >= 12
    edge = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.drawing text')]"
        ".map(t => t.getBoundingClientRect().right))"
    )
    assert edge <= width
    page.close()


def test_colours_of_a_chart_follow_the_scheme_and_forced_colours(
    browser: Browser, site: Path
) -> None:
    fills = []
    for scheme in ("light", "dark", "forced"):
        if scheme == "forced" and browser.browser_type.name == "firefox":
            continue  # which can't be made to play them
        with in_scheme(browser, scheme) as page:
            page.goto((site / "progress/phq9.html").as_uri())
            dot = page.locator(".drawing .dot").first
            fills.append(dot.evaluate("dot => getComputedStyle(dot).fill"))
    assert len(set(fills)) == len(fills)


@pytest.mark.parametrize("name", ["next-session.html", "hard-moment.html"])
def test_what_is_taken_along_fits_on_one_sheet(browser: Browser, site: Path, name: str) -> None:
    if browser.browser_type.name == "firefox":
        return  # which can't print from a test
    page = browser.new_page()
    page.goto((site / name).as_uri())
    sheet = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    page.close()


def test_a_printed_page_opens_what_was_tidied_away_and_keeps_the_rest(
    browser: Browser, journal: Journal, theme_name: str
) -> None:
    """A heavy entry stays shut, unused lines are opened; ways to other pages are left out."""
    if browser.browser_type.name == "firefox":
        return  # which can't be made to play a printer
    heavy = "---\nheavy: yes\n---\nThe hard part"
    journal.write("entries/2026-03-04.md", heavy)
    journal.write("entries/2026-03-05.md", "---\nweather: rain\nstrategies: walk\n---\nThe rest")
    journal.write("strategies/walk.md", "Out of the door.")
    journal.build("--theme", theme_name)
    page = browser.new_page()
    page.emulate_media(media="print")
    page.goto((journal.site / "entries/2026-03-04.html").as_uri())
    seen = "one => one.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true})"
    assert not page.get_by_text("The hard part").first.evaluate(seen)
    page.goto((journal.site / "entries/2026-03-05.html").as_uri())
    assert page.locator(".kept pre", has_text="rain").evaluate(seen)
    for left_out in (".head", ".foot", ".neighbours", ".skip"):
        assert not page.locator(left_out).evaluate(seen), left_out
    page.goto((journal.site / "strategies/walk.html").as_uri())
    breaks = "one => getComputedStyle(one).breakBefore"
    assert page.locator(".kept-words + .part").evaluate(breaks) == "page"  # a card to take along
    page.close()


WORLD = {
    "ar": "---\nmood: 3 -> 6\nstrategies: مشي\n---\n# ليلة\n## What I took away\n- «لا» جملة كاملة.\n"
    "## Until next time\n- أن أضع الهاتف في الممر.\n",
    "ja": "---\nmood: 3 -> 6\nstrategies: 散歩\n---\n# 夜\n## What I took away\n- 「無理です」は文になる。\n",
}


@pytest.mark.parametrize("language", WORLD)
def test_other_directions_and_scripts(
    browser: Browser, journal: Journal, theme_name: str, language: str
) -> None:
    """Words of either direction stand at the side where the page begins; scales aren't mirrored."""
    journal.write("journal.yaml", f"language: {language}\ntitle: My journal\n")
    journal.write("entries/2026-03-04.md", WORLD[language])
    journal.build("--theme", theme_name)
    begins = {"right"} if language == "ar" else {"left", "start"}
    page = browser.new_page(bypass_csp=True)
    for name in (
        "index.html",
        "timeline/index.html",
        "entries/2026-03-04.html",
        "hard-moment.html",
    ):
        page.goto((journal.site / name).as_uri())
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator(".nav[lang=en]").count() == 1  # nobody has translated it
        lines = page.locator(
            "main .wall > :is(h1, p):not(.facts), .foot > p, [dir=auto]:not(.prose)"
        )
        aligned = "all => all.map(one => getComputedStyle(one).textAlign)"
        assert set(lines.evaluate_all(aligned)) <= begins
        pairs = page.locator(".pair").evaluate_all(
            "all => all.map(x => getComputedStyle(x).direction)"
        )
        assert set(pairs) <= {"ltr"}
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280
        found = Axe().run(page, options=AXE)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessibility(browser: Browser, site: Path, scheme: str) -> None:
    with in_scheme(browser, scheme) as page:
        for name in PAGES:
            page.goto((site / name).as_uri())
            found = Axe().run(page, options=AXE)
            assert found.violations_count == 0, f"{name}: {found.generate_report()}"
