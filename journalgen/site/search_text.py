"""Turn an entry into the plain texts that search looks through, each with what it is."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from functools import partial

from journalgen.model.entry import Entry, Prose, Reference
from journalgen.parse.markdown_html import MARK
from journalgen.site.filling import MARKS

TAKEAWAY, QUESTION, PRACTICE, EXPLANATION = "t", "q", "p", "e"
HELPED, BETWEEN_US, FOLLOW_UP, BELIEF, BODY, HEADING = "h", "w", "f", "c", "b", "B"
"""The kinds of texts, as search data call them; a heading belongs to the body."""

_SECTIONS = {
    "takeaways": TAKEAWAY,
    "questions": QUESTION,
    "practice": PRACTICE,
    "strategies": HELPED,
    "between_us": BETWEEN_US,
    "from_last_time": FOLLOW_UP,
}
_HEADING = re.compile("<h[3-6][^>]*>(.*?)</h[3-6]>", re.DOTALL)
_FOOTNOTE_SIGN = re.compile(
    '<sup class="footnote-ref">.*?</sup>|<a [^>]*class="footnote-backref">.*?</a>'
)
_WITHIN_WORDS = re.compile("</?(?:a|code|del|em|s|span|strong|sub|sup)(?: [^>]*)?>")
_TAG = re.compile("<[^>]*>")


def texts_of(entry: Entry, prose: Prose) -> Iterator[tuple[str, str]]:
    """(kind, text) of all that is shown on the entry's page but its title, names and numbers.

    Texts are in the spelling of the entry, on one line, and never empty.
    """
    for kind, text in _all_of(entry, prose):
        line = " ".join(text.split())
        if line:
            yield kind, line


def _all_of(entry: Entry, prose: Prose) -> Iterator[tuple[str, str]]:
    plain = partial(_plain, references=entry.references)
    for takeaway in entry.takeaways:
        yield TAKEAWAY, takeaway.text
    for question in entry.questions:
        yield QUESTION, _joined(question.text, question.answer)
    for item in entry.practice:
        said = item.text, item.prediction, item.what_happened, item.learned
        yield PRACTICE, _joined(*said)
    yield EXPLANATION, plain(entry.explained)
    yield EXPLANATION, plain(entry.said_back)
    for use in entry.strategies:
        yield HELPED, plain(use.html) if use.html else _joined(use.name, use.note)
    for follow_up in entry.follow_ups:
        if not follow_up.unsaid:
            yield FOLLOW_UP, _joined(follow_up.text, follow_up.outcome)
    for wish in entry.between_us:
        yield BETWEEN_US, wish.text
    for belief in entry.beliefs:
        yield BELIEF, belief.text
    for section, text in prose.rest:
        yield _SECTIONS.get(section, BODY), plain(text)
    yield from _body(prose, entry.references)


def _body(prose: Prose, references: tuple[Reference, ...]) -> Iterator[tuple[str, str]]:
    """Headings, and the text between them."""
    for number, text in enumerate(_HEADING.split(prose.body)):
        yield HEADING if number % 2 else BODY, _plain(text, references)
    yield BODY, _plain(prose.footnotes, references)
    yield BODY, prose.as_written


def _joined(*texts: str) -> str:
    """Texts in a row, with a dash that is folded together with quotes, which is quickest."""
    return " \u2013 ".join(filter(None, texts))


def _plain(text: str, references: Iterable[Reference]) -> str:
    """The words of HTML, those of images and links to files among them."""
    if "<" not in text and "&" not in text and MARK not in text:
        return text
    if MARK in text:
        labels = [html.escape(reference.label) for reference in references]
        text = MARKS.sub(lambda x: labels[int(x[2])] if x[1] in "il" else "", text)
    if "footnote" in text:
        text = _FOOTNOTE_SIGN.sub("", text)
    return html.unescape(_TAG.sub(" ", _WITHIN_WORDS.sub("", text)))
