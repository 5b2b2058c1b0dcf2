"""Turn nothing into the page that takes the place of another when somebody leaves."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from journalgen.scripts import BLANK_PAGE
from journalgen.site.context import Context
from journalgen.site.frame import frame_of
from journalgen.site.page import Page
from journalgen.site.urls import BLANK
from journalgen.site.views.lists import BlankView


def blank_page(context: Context) -> Page:
    """The page; it looks like any that is empty."""
    return Page(BLANK, "blank.html", partial(_view, context))


def _view(context: Context) -> BlankView:
    title = context.words.gettext("New page")
    frame = frame_of(context, BLANK, title, scripts=(BLANK_PAGE,))
    return BlankView(replace(frame, window=title))
