"""Write the English catalog: every text of code and templates that people see.

python tests/catalog.py            writes journalgen/locale/en.po
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from journalgen.measures import instruments
from journalgen.model.measures import OutcomeMeasure
from journalgen.theme.shipped import load_theme, theme_names

REPOSITORY = Path(__file__).parent.parent
ENGLISH = REPOSITORY / "journalgen/locale/en.po"
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}


def extract() -> Catalog:
    """Every text with the files it stands in; line numbers are left out, they change too often."""
    catalog = Catalog(locale="en", project="journalgen", fuzzy=False, charset="utf-8")
    for folder, method in (
        ("journalgen", [("**.py", "python")]),
        ("themes", [("**/templates/**.html", "jinja2")]),
    ):
        options = {"**/templates/**.html": {"trimmed": "true", "silent": "false"}}
        found = extract_from_dir(
            str(REPOSITORY / folder), method, options, keywords=KEYWORDS, comment_tags=()
        )
        for name, _line, message, _comments, _context in found:
            catalog.add(message, locations=[(f"{folder}/{name}", 0)])
    for measure in instruments().values():
        for text in _words_of(measure):
            catalog.add(text, locations=[(f"journalgen/measures/{measure.id}.yaml", 0)])
    for name in theme_names():
        catalog.add(load_theme(name).description, locations=[(f"themes/{name}/theme.yaml", 0)])
    return catalog


def _words_of(measure: OutcomeMeasure) -> Iterator[str]:
    """What the description of an instrument says in plain words; names and sources stay."""
    for part in measure.subscales:
        words = (part.title, part.direction, part.low, part.high, part.remark)
        yield from filter(None, (*words, *(band.word for band in part.bands)))


def english(catalog: Catalog) -> str:
    """The catalog as text, each message being its own translation."""
    for message in catalog:
        if message.id:
            message.string = message.id
            message.locations = sorted(set(message.locations))
    lines = io.BytesIO()
    write_po(lines, catalog, omit_header=True, sort_output=True, width=96, include_lineno=False)
    header = (
        'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    )
    plural = '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    return header + plural + lines.getvalue().decode()


if __name__ == "__main__":
    ENGLISH.write_text(english(extract()), "utf-8")
