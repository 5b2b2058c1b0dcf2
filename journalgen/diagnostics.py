"""Name everything that can be odd about a journal: one table of codes, one type of finding."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct


def N_(text: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark `text` for the catalogs without translating it yet."""
    return text


class Severity(StrEnum):
    """How much a finding matters; errors and warnings stop a `--strict` build."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Span(Struct, frozen=True, array_like=True):
    """A place in a source file."""

    path: str
    """Relative to the journal, parts joined by `/`; `""` where no file is meant."""
    line: int | None = None
    """Counted from 1 in the file; None for the file as a whole."""
    column: int | None = None
    """Counted from 1 in characters; None where only the line is known."""
    width: int = 1
    """Characters from `column` on that are meant."""
    excerpt: str | None = None
    """The line itself: front matter and configuration only, never the body."""


class Diagnostic(Struct, frozen=True, array_like=True):
    """One finding, as a value: the words are put together where they are shown."""

    code: str
    span: Span
    args: tuple[tuple[str, str], ...] = ()
    """What the message names: the offending key or value, a limit, a candidate."""

    @property
    def severity(self) -> Severity:
        """Looked up in the table of codes."""
        return CODES[self.code].severity


@contextlib.contextmanager
def working_on(path: str) -> Iterator[None]:
    """Let an unexpected error say which file it came with."""
    try:
        yield
    except Exception as error:  # whatever it is; it goes on its way
        if not isinstance(error, CannotBuildError):
            error.add_note(path)
        raise


class CannotBuildError(Exception):
    """Nothing can be built, for the reasons that the diagnostics give."""

    def __init__(self, code: str, *, path: str = "", **args: str) -> None:
        """`code` is one of the table, `path` the file it is about, if it is about one."""
        super().__init__(code)
        self.diagnostics: tuple[Diagnostic, ...] = (
            Diagnostic(code, Span(path), tuple(args.items())),
        )

    @classmethod
    def of(cls, diagnostics: Iterable[Diagnostic]) -> CannotBuildError:
        """For several reasons, each with its place."""
        found = tuple(diagnostics)
        error = cls(found[0].code)
        error.diagnostics = found
        return error

    @property
    def diagnostic(self) -> Diagnostic:
        """The first reason."""
        return self.diagnostics[0]


class Code(NamedTuple):
    """A row of the table: how much it matters, what happened, what to do."""

    severity: Severity
    message: str
    hint: str


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

# `{line}` is the line of the finding; the other names come from `Diagnostic.args`.
CODES: dict[str, Code] = {
    # Reading
    "no-entries": Code(
        _N,
        N_("There are no entries here yet."),
        N_(
            "Write one as a .md file in entries/, with a name that starts with its date, "
            "such as 2026-03-04.md."
        ),
    ),
    "file-unreadable": Code(
        _E,
        N_("I couldn't open this file."),
        N_("Check that it is there and that you may read it."),
    ),
    "file-unwritable": Code(
        _E,
        N_("I couldn't write this file: {value}."),
        N_("Check that the disk has room and that you may write there."),
    ),
    "file-too-big": Code(
        _E,
        N_("This file is larger than 1 MiB, so its page shows the beginning as you wrote it."),
        N_("Split it into several entries."),
    ),
    "file-encoding": Code(
        _E,
        N_("This file isn't saved as UTF-8, so its page shows what I could make out."),
        N_("Save it again in your editor with the encoding UTF-8."),
    ),
    "file-nul": Code(
        _E,
        N_("This file holds NUL bytes, which text doesn't have, so its page shows it as it is."),
        N_("Open it in your editor and save it as plain text in UTF-8, or bring back a copy."),
    ),
    "symlink-outside": Code(
        _E,
        N_("This link leads out of the journal, so I didn't follow it."),
        N_("Put the file itself into the journal."),
    ),
    "date-missing": Code(
        _W,
        N_("This entry has no date, so it stands under “Undated” in the timeline."),
        N_(
            "Add a line such as “date: 2026-03-04” to its front matter, "
            "or begin the file name with the date."
        ),
    ),
    "date-future": Code(
        _N,
        N_("The date of this entry, {value}, is still to come."),
        N_("If it was meant otherwise, correct the date."),
    ),
    # Front matter as a whole
    "front-matter-unclosed": Code(
        _E,
        N_("The front matter that begins on line {line} has no closing line of three dashes."),
        N_("Put a line with only --- after the last key."),
    ),
    "front-matter-broken": Code(
        _E,
        N_("Line {line} of the front matter isn't YAML as it stands, so I took it as plain text."),
        N_(
            "Put a text that holds : # or quotes into quotes of the other kind, "
            "or write it under a heading in the text below."
        ),
    ),
    "front-matter-leftover": Code(
        _E,
        N_("I couldn't make out line {line} of the front matter."),
        N_(
            "Each line needs a key, a colon and a space: “mood: 4”. "
            "Until then the entry is shown folded and quoted nowhere."
        ),
    ),
    "front-matter-too-big": Code(
        _E,
        N_("The front matter is larger than 64 KiB, so I didn't read it."),
        N_("Move the long texts below the second line of three dashes."),
    ),
    "front-matter-not-keys": Code(
        _W,
        N_("The lines between the dashes hold no “key: value”, so I show them as text."),
        N_("If they are text, leave out the lines of three dashes."),
    ),
    "too-deep": Code(
        _E,
        N_("Line {line} is nested too deeply to be read."),
        N_("Keep lists and braces inside each other to a few levels."),
    ),
    "yaml-alias": Code(
        _E,
        N_("Line {line} refers to another place with *, which front matter can't do here."),
        N_("If it is text, put it into quotes."),
    ),
    "yaml-merge": Code(
        _E,
        N_("Line {line} uses the merge key <<, which isn't read here."),
        N_("Write the values out."),
    ),
    "duplicate-key": Code(
        _E,
        N_("“{key}” stands twice, again on line {line}; I used the first."),
        N_("Keep one of the two. The other is shown on the entry's page meanwhile."),
    ),
    "duplicate-privacy-key": Code(
        _E,
        N_("“{key}” stands twice, again on line {line}; I let the more careful one count."),
        N_("Keep one of the two."),
    ),
    "unknown-key": Code(
        _W,
        N_("I don't know the key “{key}”. It is kept and shown on the page."),
        N_("Nothing needs doing, unless it was meant to be one of journalgen's keys."),
    ),
    "unknown-setting": Code(
        _W,
        N_("I don't know the setting “{key}” on line {line}, so it changes nothing."),
        N_("Look at its name, or at the place it stands in. docs/writing.md lists the settings."),
    ),
    "unknown-setting-suggestion": Code(
        _W,
        N_("I don't know the setting “{key}” on line {line}, so it changes nothing."),
        N_("Did you mean “{suggestion}”?"),
    ),
    "duplicate-setting": Code(
        _E,
        N_("“{key}” stands twice, again on line {line}."),
        N_("Keep one of the two, so that I needn't guess which counts."),
    ),
    "unknown-key-suggestion": Code(
        _W,
        N_("I don't know the key “{key}”. It is kept and shown on the page."),
        N_("Did you mean “{suggestion}”?"),
    ),
    "unknown-key-private": Code(
        _W,
        N_("I don't know the key “{key}”. To be careful I kept its text out of the site."),
        N_("Did you mean “{suggestion}”?"),
    ),
    # Values
    "not-a-number": Code(
        _E,
        N_("I couldn't use the {key} on line {line}: “{value}” isn't a number."),
        N_("Write a number such as 4 or 4.5."),
    ),
    "not-a-whole-number": Code(
        _E,
        N_("I couldn't use the {key} on line {line}: “{value}” isn't a whole number."),
        N_("Write a whole number such as 4."),
    ),
    "not-a-rating": Code(
        _E,
        N_("I couldn't use the {key} on line {line}: “{value}” isn't a rating."),
        N_("Write a number such as 4, or two for before and after: 3 -> 6."),
    ),
    "out-of-range-high": Code(
        _E,
        N_("I couldn't use the {key} on line {line}: {value} is above {limit}."),
        N_("Write a number from {minimum} to {maximum}."),
    ),
    "out-of-range-low": Code(
        _E,
        N_("I couldn't use the {key} on line {line}: {value} is below {limit}."),
        N_("Write a number from {minimum} to {maximum}."),
    ),
    "not-a-date": Code(
        _E,
        N_("I couldn't use the {key} on line {line}: “{value}” isn't a date I can be sure of."),
        N_("Write it as year-month-day: 2026-03-04."),
    ),
    "no-such-day": Code(
        _E,
        N_("I couldn't use the {key} on line {line}: there is no day {value}."),
        N_("Check the month and the day."),
    ),
    "not-a-time": Code(
        _E,
        N_("I couldn't use the {key} on line {line}: “{value}” isn't a time of day."),
        N_("Write it as hours and minutes: 14:30."),
    ),
    "not-yes-or-no": Code(
        _E,
        N_("I couldn't use the {key} on line {line}: “{value}” is neither yes nor no."),
        N_("Write yes or no."),
    ),
    "privacy-unclear": Code(
        _E,
        N_(
            "I couldn't be sure about “{key}” on line {line}: “{value}” is neither yes nor no. "
            "To be careful I treat it as “{key}: {assumed}”."
        ),
        N_("Write yes or no."),
    ),
    "not-a-choice": Code(
        _E,
        N_("I couldn't use the {key} on line {line}: “{value}” isn't one of its words."),
        N_("The words are: {choices}."),
    ),
    "not-a-list": Code(
        _E,
        N_("I couldn't use the {key} on line {line}: it needs names, not keys with values."),
        N_("Write the names on one line with commas between them."),
    ),
    "not-a-mapping": Code(
        _E,
        N_("I couldn't use the {key} on line {line}: it needs lines of “name: value” below it."),
        N_("See how to write it: {example}"),
    ),
    "not-plain-text": Code(
        _E,
        N_("I couldn't use the {key} on line {line}: it needs a plain text."),
        N_("Write the text behind the colon, in quotes if it holds : or #."),
    ),
    "text-lacking": Code(
        _E,
        N_("An item of {key} on line {line} has no {field}, so I couldn't use it."),
        N_("Give it a line “{field}: …”."),
    ),
    "scale-unknown": Code(
        _W,
        N_(
            "No scale named “{value}” is declared, so the rating on line {line} stands on "
            "the entry's page only."
        ),
        N_("Declare it in journal.yaml: scales: {{{value}: {{min: 0, max: 10, better: higher}}}}"),
    ),
    "measure-unknown": Code(
        _W,
        N_(
            "I don't know a measure named “{value}”, so line {line} stands on the entry's page "
            "only."
        ),
        N_("Declare it in journal.yaml: measures: {{{value}: {{min: 0, max: 30, better: lower}}}}"),
    ),
    "measure-unknown-suggestion": Code(
        _W,
        N_(
            "I don't know a measure named “{value}”, so line {line} stands on the entry's page "
            "only."
        ),
        N_("Did you mean “{suggestion}”?"),
    ),
    "measure-one-scoring": Code(
        _W,
        N_("{name} is counted in one way only, so the scoring on line {line} changes nothing."),
        N_("Take the scoring out."),
    ),
    "measure-own-items": Code(
        _W,
        N_("The items of “{value}” on line {line} don't go with its range, so I left them out."),
        N_("Write how many there are and their ends: items: {{count: 9, min: 0, max: 3}}"),
    ),
    "measure-own-error": Code(
        _W,
        N_("The error of “{value}” on line {line} isn't above 0, so nothing is compared with it."),
        N_("Write the points that a change has to reach, or take the line out."),
    ),
    "name-lacking": Code(
        _E,
        N_("Something under {key} on line {line} has no name."),
        N_("Write a name before the colon."),
    ),
    "plan-twice": Code(
        _W,
        N_("There is more than one plan, and this one is on no page."),
        N_("Put what you want to keep into plan.md, or rename this file."),
    ),
    "measure-undeclared": Code(
        _W,
        N_("“{value}” on line {line} is no measure that is built in, and its range is missing."),
        N_("Write its range: {value}: {{min: 0, max: 30, better: lower}}"),
    ),
    "measure-scoring": Code(
        _E,
        N_(
            "I couldn't use the {key} on line {line}: {name} is counted in different ways, and "
            "this number could be either."
        ),
        N_("Say in journal.yaml which way yours is, one of {choices}: measures: {{{example}}}"),
    ),
    "measure-items": Code(
        _E,
        N_(
            "I couldn't use the {key} on line {line}: it has {count} scores, and the form has "
            "{wanted} questions."
        ),
        N_("Write one score for each question in its order, or only the total."),
    ),
    "measure-total-only": Code(
        _E,
        N_("I couldn't use the {key} on line {line}: this measure takes its total only."),
        N_("Write the total as one number."),
    ),
    "measure-subscales": Code(
        _E,
        N_("I couldn't use the {key} on line {line}: this form has a total for each of its parts."),
        N_("Write them as {example}, or the scores of all questions as a list."),
    ),
    "goal-unknown": Code(
        _W,
        N_("No goal named “{value}” is declared, so line {line} stands on the entry's page only."),
        N_("Declare it in journal.yaml: goals: {{{value}: {{title: …}}}}"),
    ),
    # The text
    "heading-almost": Code(
        _W,
        N_(
            "The heading on line {line} is almost “{value}”, but not quite, "
            "so its text is ordinary text."
        ),
        N_("Write it as “{value}” if that is what you meant."),
    ),
    "use-unclear": Code(
        _W,
        N_("Part of the line {line} under “What helped” isn't clear to me: I kept it as a note."),
        N_(
            "The parts are: name, used 2, 3 -> 6, helped some. Then a note. "
            "After “helped” comes worse, no, some or a lot."
        ),
    ),
    "comment-left-out": Code(
        _N,
        N_("What stands between <!-- and --> on line {line} is on no page."),
        N_("That is what these marks are for. To have it on the page, write it outside of them."),
    ),
    "markdown-dense": Code(
        _W,
        N_("Line {line} holds so many brackets that I show the text around it as you wrote it."),
        N_("Nothing is lost. If it was pasted by accident, take it out."),
    ),
    "link-refused": Code(
        _W,
        N_(
            "A link on line {line} doesn't start with http, https, mailto or tel, "
            "so it is shown as text."
        ),
        N_("Links to the web start with https://, links to entries with the file's name."),
    ),
    "link-broken": Code(
        _W,
        N_("A link on line {line} leads nowhere: I found no such entry or file."),
        N_("Check the spelling, and that the file is in the journal."),
    ),
    "link-several": Code(
        _W,
        N_("A link on line {line} fits more than one file; I took {value}."),
        N_("Name the folder too."),
    ),
    "link-fragment": Code(
        _W,
        N_("A link on line {line} names a heading that isn't there, so it is shown as text."),
        N_("Check the spelling of the heading behind the #."),
    ),
    "link-heading": Code(
        _W,
        N_("A link on line {line} names a heading that isn't there, so it leads to the page."),
        N_("Check the spelling of the heading behind the #."),
    ),
    "image-remote": Code(
        _W,
        N_("The image on line {line} is on the web. It is shown as a link and never loaded."),
        N_("To see it in the journal, save it into attachments/ and name that file."),
    ),
    "attachment-kind": Code(
        _W,
        N_("The file linked on line {line} is of a kind that isn't copied into the site."),
        N_(
            "Images, audio, video, PDF and office files are copied. Others can be opened "
            "from the journal folder."
        ),
    ),
    "image-phone": Code(
        _W,
        N_("The picture on line {line} ({value}) is a HEIC file, which browsers don't show."),
        N_(
            "Save it as JPEG: open it, choose “Export” or “Save as”, put the new file into "
            "attachments/ and name that one here. For an iPhone to take JPEGs from now on: "
            "Settings, Camera, Formats, “Most Compatible”."
        ),
    ),
    "image-phone-unused": Code(
        _N,
        N_("This picture is a HEIC file, which browsers don't show."),
        N_(
            "To have it in the journal, save it as JPEG beside this file, and name that one in an "
            "entry. For an iPhone to take JPEGs from now on: Settings, Camera, Formats, "
            "“Most Compatible”."
        ),
    ),
    "image-camera": Code(
        _W,
        N_("The picture on line {line} ({value}) is of a kind that browsers don't show."),
        N_(
            "Save it as JPEG or PNG: open it, choose “Export” or “Save as”, put the new file into "
            "attachments/ and name that one here."
        ),
    ),
    "image-unreadable": Code(
        _W,
        N_(
            "I couldn't read the picture on line {line} ({value}): it is empty, damaged, or "
            "something else by the name of a picture. It isn't shown."
        ),
        N_(
            "Open it in another program to see what it is. If it is all right there, save it from "
            "there as JPEG or PNG into attachments/ and name that one here."
        ),
    ),
    "image-too-large": Code(
        _W,
        N_(
            "The picture on line {line} ({value}) is too large for me to open safely. "
            "It isn't shown."
        ),
        N_(
            "Save a smaller one into attachments/ and name that here. A picture may have 89 "
            "million pixels and 100 MiB; a moving one 5,000 frames."
        ),
    ),
    "image-uncleanable": Code(
        _W,
        N_(
            "I couldn't make a copy of the picture on line {line} ({value}) without what was "
            "noted in it, such as where it was taken, so I made none."
        ),
        N_("Save it as JPEG or PNG into attachments/ and name that one here."),
    ),
    "image-misnamed": Code(
        _N,
        N_("The picture on line {line} is a {value}, which its name doesn't say. It is shown."),
        N_("Nothing has to be done. Other programs may want the name to end as its kind does."),
    ),
    # Between entries
    "follow-up-unknown": Code(
        _W,
        N_("I found nothing earlier that line {line} follows up on."),
        N_("Repeat its beginning word for word, or its id. Close to it: {candidates}."),
    ),
    "follow-up-several": Code(
        _W,
        N_("Line {line} fits more than one earlier item."),
        N_("Write a little more of it, or its id. It could be: {candidates}."),
    ),
    "follow-up-before": Code(
        _W,
        N_("What line {line} follows up on isn't earlier: it stands at {other}."),
        N_("What became of something goes into a later entry. Check the dates of both entries."),
    ),
    "id-twice": Code(
        _W,
        N_("The id on line {line} already belongs to other words, at {other}."),
        N_("If they are two things, give each an id of its own; if one, use the same words."),
    ),
    "id-two-kinds": Code(
        _N,
        N_("The id on line {line} also names something of another kind, at {other}."),
        N_("That works; two different ids make it easier to say which one you mean."),
    ),
    "belief-reworded": Code(
        _N,
        N_("The belief on line {line} has the id of the one at {other}, in other words."),
        N_("Both wordings are shown, each with its date. Another belief needs an id of its own."),
    ),
    "belief-similar": Code(
        _N,
        N_("The belief on line {line} is worded almost like the one at {other}; they stay apart."),
        N_("If they are the same, give both one id, or write the same words."),
    ),
    "practice-resting": Code(
        _N,
        N_("Nothing has been said yet of what was to be tried on line {line}; it rests now."),
        N_(
            "That is fine. Should you want to say something of it, write its beginning and an "
            "arrow under “From last time”. The latest session is at {other}."
        ),
    ),
    "strategy-similar": Code(
        _N,
        N_(
            "The strategy on line {line} is spelt almost like another one ({other}); "
            "they are kept apart."
        ),
        N_("If they are the same, spell them alike, or add one as an alias in strategies/."),
    ),
    "strategy-twice": Code(
        _E,
        N_("Another file in strategies/ already has this name or alias: {other}."),
        N_("Keep the name in one file."),
    ),
    # Configuration and output
    "config-broken": Code(
        _E,
        N_("I couldn't read the configuration: line {line} isn't YAML I understand."),
        N_(
            "Check the spaces at the beginning of the line, and that each key is followed "
            "by a colon and a space."
        ),
    ),
    "config-unreadable": Code(
        _E,
        N_("I couldn't read the configuration: it isn't text in UTF-8 of at most 64 KiB."),
        N_("Save it again as UTF-8, or move it away to build with the defaults."),
    ),
    "language-unknown": Code(
        _E,
        N_("I don't know the language “{value}” on line {line}."),
        N_("Write a code such as en, de, fr, ar or ja."),
    ),
    "language-untranslated": Code(
        _N,
        N_("journalgen's own words aren't translated into “{value}” yet, so they are in English."),
        N_("Dates, quotation marks and the direction of text follow your language all the same."),
    ),
    "theme-unknown": Code(
        _E,
        N_("There is no theme named “{value}”."),
        N_("The themes are: {choices}."),
    ),
    "theme-unknown-suggestion": Code(
        _E,
        N_("There is no theme named “{value}”."),
        N_("Did you mean “{suggestion}”?"),
    ),
    "theme-folder": Code(
        _E,
        N_("I found no theme in the folder “{value}”: there is no theme.yaml in it."),
        N_(
            "Check the path. In journal.yaml it starts from the journal, with --theme from the "
            "folder you are in, and behind “extends” from the theme."
        ),
    ),
    "theme-circle": Code(
        _E,
        N_("The themes extend each other in a circle: {value}."),
        N_("Take the line “extends” out of one of them."),
    ),
    "theme-broken": Code(
        _E,
        N_("I couldn't read the theme: line {line} isn't YAML I understand."),
        N_(
            "Check the spaces at the beginning of the line, and that each key is followed "
            "by a colon and a space."
        ),
    ),
    "theme-unreadable": Code(
        _E,
        N_("I couldn't read this file of the theme: it isn't text in UTF-8 of at most {limit}."),
        N_("Save it again as UTF-8, or make it smaller."),
    ),
    "theme-api": Code(
        _E,
        N_("The theme is made for version {value} of the rules for themes; this is {wanted}."),
        N_("Write “api: {wanted}”, and look at what has changed in docs/themes.md."),
    ),
    "theme-default": Code(
        _E,
        N_("The option “{key}” on line {line} has no usual value among its values."),
        N_("Write one of them behind “default”: {choices}."),
    ),
    "theme-property": Code(
        _E,
        N_("An option can't set “{key}” on line {line}."),
        N_("It can set color-scheme, and whatever begins with two dashes, such as --leaf."),
    ),
    "theme-value": Code(
        _E,
        N_("I can't use “{value}” on line {line} as a value of css."),
        N_(
            "It may hold numbers, lengths, colours, names, words in quotes, and functions that "
            "load nothing, such as light-dark()."
        ),
    ),
    "theme-link": Code(
        _E,
        N_("This link leads out of the theme, so I didn't follow it."),
        N_("Put the file itself into the theme."),
    ),
    "theme-file-kind": Code(
        _E,
        N_("A theme can't bring this kind of file, so I left it out."),
        N_("It can bring {choices}. Scripts are journalgen's own."),
    ),
    "theme-file-name": Code(
        _E,
        N_("I can't use this name in the site, so I left the file out."),
        N_(
            "Begin with a letter or digit and use letters, digits, dots, - and _, in all at most "
            "100; folders have no dots. No other file may have the same name in other capitals. "
            "The names options.css, files and search are taken, and so are con, aux and the like."
        ),
    ),
    "theme-file-big": Code(
        _E,
        N_("This file of the theme is larger than {limit}, so I left it out."),
        N_("Save a smaller one."),
    ),
    "theme-css": Code(
        _E,
        N_("A theme's style sheet can't use “{value}” (line {line}), so I left the file out."),
        N_("It can load nothing but files of the theme, named in url(). See docs/themes.md."),
    ),
    "theme-css-file": Code(
        _E,
        N_("Line {line} names “{value}”, which isn't in the theme, so I left the file out."),
        N_("Put the file into static/, and name it as seen from the style sheet."),
    ),
    "theme-drawing": Code(
        _E,
        N_("This drawing holds {value}, which could run or load something, so I left it out."),
        N_("Save it as a plain SVG without scripts, or as PNG."),
    ),
    "theme-template-broken": Code(
        _E,
        N_("Line {line} of this template can't be read: {value}."),
        N_("Each {{% if %}}, {{% for %}} and {{% block %}} needs its end, each {{{{ its }}}}."),
    ),
    "theme-template-missing": Code(
        _E,
        N_("Line {line} asks for the template “{value}”, and there is none."),
        N_("Templates are named as in templates/, or with their theme: {choices}."),
    ),
    "theme-template-lacking": Code(
        _E,
        N_("The theme has no template “{value}”, and there are pages that need it."),
        N_("Write “extends: calm” into its theme.yaml, which lends all that it lacks."),
    ),
    "theme-name": Code(
        _E,
        N_("Line {line} asks for “{value}”, and there is no such thing."),
        N_("There is: {choices}."),
    ),
    "theme-name-suggestion": Code(
        _E,
        N_("Line {line} asks for “{value}”, and there is no such thing."),
        N_("Did you mean “{suggestion}”?"),
    ),
    "theme-forbidden": Code(
        _E,
        N_("Line {line} uses {value}, which a template of a theme can't."),
        N_("docs/themes.md lists what templates can use."),
    ),
    "theme-too-much": Code(
        _E,
        N_("I stopped at line {line}: the page would take far more work than any page needs."),
        N_("Look for loops inside each other, or for something that calls or includes itself."),
    ),
    "theme-template-error": Code(
        _E,
        N_("Line {line} couldn't be carried out: {value}."),
        N_("Look at what is put together there: docs/themes.md says what each part of a page is."),
    ),
    "theme-page": Code(
        _E,
        N_("A page of this template would hold {value}, which pages of a theme can't."),
        N_("Take it out. docs/themes.md lists the elements and attributes that pages can have."),
    ),
    "theme-asset": Code(
        _E,
        N_("Line {line} asks for “{value}”, which isn't in the theme."),
        N_("Put the file into static/, and name it as seen from there."),
    ),
    "theme-no-file": Code(
        _E,
        N_("The theme has no template or style sheet “{value}”."),
        N_("It has: {choices}."),
    ),
    "theme-no-file-suggestion": Code(
        _E,
        N_("The theme has no template or style sheet “{value}”."),
        N_("Did you mean “{suggestion}”?"),
    ),
    "theme-copy-there": Code(
        _E,
        N_("This file is there already, and I left it as it is."),
        N_("Rename it or move it away if you want a new copy."),
    ),
    "theme-copy-changed": Code(
        _N,
        N_("This is a copy of {value}, which has changed since."),
        N_(
            "It goes on working. Compare the two; when you have taken over what you like, write "
            "{digest} into its first line. To follow the original again, delete the copy."
        ),
    ),
    "theme-option-unknown": Code(
        _W,
        N_("The theme {theme} has no option “{key}”."),
        N_("It has: {choices}."),
    ),
    "theme-option-value": Code(
        _W,
        N_("The theme option {key} can't be “{value}”, so I used its usual value."),
        N_("It can be: {choices}."),
    ),
    "scale-empty": Code(
        _E,
        N_("The scale “{key}” on line {line} has no room: its min must be below its max."),
        N_("Write for example {{min: 0, max: 10}}."),
    ),
    "journal-missing": Code(
        _E,
        N_("I found no journal here."),
        N_(
            "A journal is a folder with entries/ or journal.yaml in it. Go to that folder, "
            "or name it: journalgen -C FOLDER … To begin a new one: journalgen init FOLDER"
        ),
    ),
    "output-unsafe": Code(
        _E,
        N_("I won't write the site there: the folder holds, or is, the journal's own files."),
        N_("Choose an empty folder with --output, or leave --output out."),
    ),
    "output-foreign": Code(
        _E,
        N_("I won't write the site there: the folder isn't empty and I didn't make it."),
        N_("Choose an empty folder with --output, or empty this one yourself."),
    ),
    "output-link": Code(
        _E,
        N_("I won't write the site there: “{value}” is a link that leads elsewhere."),
        N_("Remove the link, or name the real folder with --output."),
    ),
    "output-unwritable": Code(
        _E,
        N_("I couldn't write the site: {value}."),
        N_(
            "Check that the disk has room and that you may write there, then build again. "
            "Your entries are untouched."
        ),
    ),
    "serve-impossible": Code(
        _E,
        N_("I couldn't listen on this computer: {value}."),
        N_("Use journalgen watch, and open the site from the disk."),
    ),
    "clean-unfinished": Code(
        _E,
        N_("I couldn't remove all of it: {value}."),
        N_("Close what has a file of the site open, and run clean again."),
    ),
    "build-running": Code(
        _E,
        N_("Another build of this journal is still running, so I stopped waiting for it."),
        N_("Build again when it has ended."),
    ),
    # Writing
    "template-missing": Code(
        _E,
        N_("There is no “{value}” in templates/."),
        N_("There is: {choices}."),
    ),
    "template-none": Code(
        _E,
        N_("There is no “{value}”: the journal has no templates yet."),
        N_(
            "Put a file into templates/, such as templates/{value}.md, with what entries shall "
            "begin with."
        ),
    ),
    "editor-unusable": Code(
        _W,
        N_("The editor ({value}) couldn't be used. The entry is there all the same."),
        N_("Open the file named above in the program you like."),
    ),
    "editor-missing": Code(
        _N,
        N_("I found no editor to open it with. The entry is there all the same."),
        N_(
            "Open the file named above in the program you like. To have that done for you, name "
            "the program in the variable EDITOR."
        ),
    ),
    # Around the journal
    "folder-cloud": Code(
        _W,
        N_("The journal lies in a folder that {value} copies to other computers."),
        N_(
            "Whoever can get into that account can read it. Move the folder out of there if that "
            "isn't what you want."
        ),
    ),
    "folder-git": Code(
        _W,
        N_("The journal lies in a git repository with a remote ({value})."),
        N_(
            "A push would copy your entries there. Move the folder out of the repository if that "
            "isn't what you want, or take the remote away."
        ),
    ),
    "folder-readable": Code(
        _W,
        N_("Other accounts on this computer can look into the journal's folder."),
        N_("To keep it to yourself, run: chmod 700 {value}"),
    ),
    "leftover": Code(
        _W,
        N_("This was left behind by a program, and may hold what you wrote."),
        N_("If no editor has the entry open and nothing is amiss with it, delete this."),
    ),
    "output-extra": Code(
        _N,
        N_("The site's folder also holds files that I didn't make ({value}). I left them alone."),
        N_("If you don't need them there, move them elsewhere."),
    ),
}
