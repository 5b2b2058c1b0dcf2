"""Turn a language into the files of a new journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from journalgen import CONFIG_NAME
from journalgen.cache import FOLDER
from journalgen.diagnostics import N_
from journalgen.locale import Words
from journalgen.parse.vocabulary import FIRST_REMARK, HEADINGS, PLAN_STARTS, PLAN_STEPS
from journalgen.request import DEFAULT_OUTPUT

_ENTRY = {
    "takeaways": N_(
        "What stands here comes first on this entry's page, and on the first page again some days "
        "later."
    ),
    "questions": N_("What else could I write here?"),
    "practice": N_("Write down one line after the next session."),
    "between_us": N_("What I would like to say next time stays on a list until I have said it."),
    "only_for_me": N_("What stands here is on no page. The page only says that there is a note."),
}
_BREATHING = (
    N_("Sit or stand with both feet on the floor."),
    N_("Breathe in, and count to four."),
    N_("Hold it, and count to four."),
    N_("Breathe out, and count to four."),
    N_("Wait, and count to four. Then begin again, three or four times."),
)


def first_files(words: Words, day: date) -> Iterator[tuple[str, str, str]]:
    """(path, text, what it is for) of each file; the entry is the one of that day."""
    _ = words.gettext
    yield CONFIG_NAME, _config(words), _("the title, the language, and other choices")
    yield f"entries/{day}.md", _entry(_, day), _("a first entry, which explains itself")
    name = _("box-breathing")
    about = _("how to do something that helps: an example")
    yield f"strategies/{name}.md", _strategy(_), about
    yield "plan.md", _plan(_), _("your page for hard moments, to be completed")
    yield ".gitignore", f"{DEFAULT_OUTPUT}/\n{FOLDER}/\n", _("keeps the site out of git")


def _config(words: Words) -> str:
    _ = words.gettext
    parts = (
        (_("Everything in this file is optional. Take away a # to use what stands behind it."), ""),
        (_("What the site is called."), f"#title: {_('My journal')}\n"),
        (
            _("The language of the site's own words and dates."),
            f"language: {words.language if words.translated else 'en'}\n",
        ),
        (
            _("What you would like to rate beside your mood, as in “ratings: {sleep: 6}”."),
            "#scales:\n#  sleep: {min: 0, max: 10, better: higher}\n"
            "#  anxiety: {min: 0, max: 10, better: lower}\n",
        ),
        (_("How it looks: calm, paper or plain."), "#theme: paper\n"),
        (_("Titles and addresses that say nothing of what the site holds."), "#discreet: yes\n"),
    )
    return "\n".join(f"# {remark}\n{line}" for remark, line in parts)


def _entry(_: Callable[[str], str], day: date) -> str:
    lines = [
        "---",
        f"date: {day}",
        f"title: {_('A first entry, to look around')}",
        f"#mood: 3 -> 6                  {_('before and after, from 0 to 10')}",
        f"#strategies: {_('box breathing')}     {_('what you used')}",
        f"#tags: {_('work, boundaries')}",
        "---",
        f"<!-- {_(FIRST_REMARK)} -->",
        "",
        _("An entry is a file like this one: a date, and whatever you want to keep of a session. "
          "All of it is optional. Change it, or delete it when you have seen enough."),
    ]  # fmt: skip
    for section, text in _ENTRY.items():
        mark = "" if section == "only_for_me" else "- "
        lines += ["", f"## {_(HEADINGS[section])}", f"{mark}{_(text)}"]
    return "\n".join(lines) + "\n"


def _strategy(_: Callable[[str], str]) -> str:
    steps = "".join(f"{number}. {_(text)}\n" for number, text in enumerate(_BREATHING, start=1))
    return (
        f"# {_('Box breathing')}\n\n{steps}\n"
        + _("If counting doesn't suit you, breathe out a little longer than in.")
        + "\n\n"
        + _("This is an example. Write down how you do it, or delete the file.")
        + "\n"
    )


def _plan(_: Callable[[str], str]) -> str:
    about = (
        _("This is your own page for hard moments, one click away from every other page."),
        _("A calm hour is a good time for it, and so is a session with your therapist."),
        _("Complete a line, add others, or delete it. Lines left as they are stay off the page."),
    )
    parts = [f"# {_('My plan')}\n", "<!--\n" + "\n".join(about) + "\n-->\n"]
    parts += [f"## {_(name)}\n- {_(PLAN_STARTS[step])}\n" for step, name in PLAN_STEPS.items()]
    return "\n".join(parts)
