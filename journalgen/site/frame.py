"""Turn a page's address and title into what surrounds it: window, navigation, styles, scripts."""

from __future__ import annotations

from journalgen.scripts import EVERY_PAGE
from journalgen.site.context import Context
from journalgen.site.urls import (
    ABOUT,
    BLANK,
    HARD_MOMENT,
    HOME,
    NEXT_SESSION,
    PRACTICE,
    PROGRESS,
    QUESTIONS,
    REVIEWS,
    SEARCH,
    STRATEGIES,
    TAGS,
    TAKEAWAYS,
    THEN_AND_NOW,
    TIMELINE,
    root_of,
)
from journalgen.site.views.parts import Frame, Link

_KEYS = {SEARCH: "/"}
"""Of pages that can be reached from every other."""


def frame_of(
    context: Context,
    url: str,
    title: str,
    *,
    current: str = "",
    as_of: bool = False,
    scripts: tuple[str, ...] = (EVERY_PAGE,),
) -> Frame:
    """What surrounds the page at `url`; `current` is the navigation's address it is under."""
    words, link = context.words, context.link
    return Frame(
        journal=context.title,
        title=title,
        language=words.language,
        direction=words.direction,
        home=link(url, HOME),
        window=_window(context, title),
        hard_moment=Link(context.hard_moment, link(url, HARD_MOMENT)),
        leave=link(url, BLANK),
        nav=_nav(context, url, current),
        more=_more(context, url),
        styles=tuple(link(url, style) for style in context.styles),
        shortcuts=context.config.shortcuts,
        scripts=tuple(link(url, script) for script in scripts),
        as_of=words.long_date(context.today) if as_of else "",
    )


def _window(context: Context, title: str) -> str:
    """What the browser calls a page; it keeps that in its history."""
    if context.config.discreet or title == context.title:
        return context.title
    return f"{title} · {context.title}"


def _nav(context: Context, url: str, current: str) -> tuple[Link, ...]:
    _ = context.words.gettext
    targets = (
        (_("Home"), HOME),
        (_("Timeline"), TIMELINE),
        (_("Takeaways"), TAKEAWAYS),
        (_("Strategies"), STRATEGIES),
        (_("Progress"), PROGRESS),
        (_("Next session"), NEXT_SESSION),
        (_("Search"), SEARCH),
    )
    return _links_to(context, url, targets, current)


def _more(context: Context, url: str) -> tuple[Link, ...]:
    """What has no place in the navigation."""
    _ = context.words.gettext
    targets = (
        (_("Questions"), QUESTIONS),
        (_("Practice"), PRACTICE),
        (_("Then and now"), THEN_AND_NOW),
        (_("Reviews"), REVIEWS),
        (_("Tags"), TAGS),
        (_("About this site"), ABOUT),
    )
    return _links_to(context, url, targets, "more")


def _links_to(
    context: Context, url: str, targets: tuple[tuple[str, str], ...], current: str
) -> tuple[Link, ...]:
    key = (root_of(url), current)
    if key not in context.navs:
        keys = _KEYS if context.config.shortcuts else {}
        context.navs[key] = tuple(
            Link(label, context.link(url, to), to == current, keys.get(to, ""))
            for label, to in targets
        )
    return context.navs[key]
