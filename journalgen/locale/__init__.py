"""Turn a language code into words and dates for people.

English is the language of the source, so its texts are their own catalog; `en.po` lists them for
translators. Other catalogs are `.po` files beside it.
"""

from __future__ import annotations

import gettext as gettext_module
import io
from collections.abc import Callable
from datetime import date, time
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    from babel import Locale

# Babel is imported when a date, or another language than English, is asked for: a build that finds
# nothing new needs neither.

CATALOGS = Path(__file__).parent
"""Where the `.po` files are."""

SOURCE_LANGUAGE = "en"


class UnknownLanguageError(ValueError):
    """The language code is none that dates and directions are known for."""


class Words:
    """Translations and date formats of one language."""

    def __init__(self, language: str = SOURCE_LANGUAGE) -> None:
        """`language` is a code such as `en`, `de` or `pt-BR`. Raises UnknownLanguageError."""
        self.language = language.replace("_", "-")
        if self.language != SOURCE_LANGUAGE:
            _ = self._locale  # raises for one that isn't known

    def __reduce__(self) -> tuple[type[Words], tuple[str]]:
        """Another process looks everything up anew."""
        return Words, (self.language,)

    @cached_property
    def _locale(self) -> Locale:
        from babel import Locale, UnknownLocaleError

        try:
            return Locale.parse(self.language, sep="-")
        except (UnknownLocaleError, ValueError) as error:
            raise UnknownLanguageError(self.language) from error

    @cached_property
    def _dates(self) -> Locale:
        """Day before month, as in most English-speaking countries; `en-US` asks for the other."""
        from babel import Locale

        return Locale("en", "GB") if self.language == SOURCE_LANGUAGE else self._locale

    @cached_property
    def _formats(self) -> ModuleType:
        import babel.dates

        return babel.dates

    @cached_property
    def _catalog(self) -> gettext_module.NullTranslations:
        path = self._catalog_path
        if path is None:
            return gettext_module.NullTranslations()
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        compiled = io.BytesIO()
        with path.open("rb") as lines:
            write_mo(compiled, read_po(lines))
        compiled.seek(0)
        return gettext_module.GNUTranslations(compiled)

    @cached_property
    def _catalog_path(self) -> Path | None:
        """The nearest catalog: `pt-BR`, else `pt`; None where the source's own texts serve."""
        if self.language == SOURCE_LANGUAGE:
            return None
        code = str(self._locale).replace("_", "-")
        for name in (code, self._locale.language):
            path = CATALOGS / f"{name}.po"
            if name != SOURCE_LANGUAGE and path.is_file():
                return path
        return None

    @property
    def translated(self) -> bool:
        """Whether the site's own words are in this language."""
        return self._locale.language == SOURCE_LANGUAGE or self._catalog_path is not None

    @property
    def own_texts(self) -> bool:
        """Whether there is a catalog, so that texts aren't those of the source."""
        return self._catalog_path is not None

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return str(self._locale.text_direction)

    def gettext(self, message: str) -> str:
        """The message in this language."""
        return self._catalog.gettext(message)

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The message that fits a number."""
        return self._catalog.ngettext(one, many, number)

    def full_date(self, day: date) -> str:
        """`Tuesday, 10 March 2026`."""
        return self._with_year("full", day)

    def long_date(self, day: date) -> str:
        """`10 March 2026`."""
        return self._with_year("long", day)

    def medium_date(self, day: date) -> str:
        """`10 Mar 2026`."""
        return self._with_year("medium", day)

    @cached_property
    def _with_year(self) -> Callable[[str, date], str]:
        """A date by the name of its format, which is looked up once."""
        pattern = cache(partial(self._formats.get_date_format, locale=self._dates))
        return lambda name, day: str(pattern(name).apply(day, self._dates))

    def day_and_month(self, day: date) -> str:
        """`10 March`."""
        return self._without_year("MMMMd", day.month, day.day)

    def brief_date(self, day: date) -> str:
        """`10 Mar`."""
        return self._without_year("MMMd", day.month, day.day)

    @cached_property
    def _without_year(self) -> Callable[[str, int, int], str]:
        """A date of any year by its skeleton; there are few, and formatting is slow."""

        @cache
        def formatted(skeleton: str, month: int, day: int) -> str:
            return str(
                self._formats.format_skeleton(skeleton, date(2000, month, day), locale=self._dates)
            )

        return formatted

    def short_weekday(self, day: date) -> str:
        """`Tue`."""
        return self._weekdays[day.weekday()]

    @cached_property
    def _weekdays(self) -> list[str]:
        monday = date(2001, 1, 1).toordinal()
        week = (date.fromordinal(monday + offset) for offset in range(7))
        return [str(self._formats.format_date(day, "ccc", locale=self._dates)) for day in week]

    def month(self, day: date) -> str:
        """`March`."""
        return str(self._formats.format_date(day, "LLLL", locale=self._dates))

    def short_month(self, day: date) -> str:
        """`Mar`."""
        return str(self._formats.format_date(day, "LLL", locale=self._dates))

    def clock(self, moment: time) -> str:
        """`14:30`."""
        return str(self._formats.format_time(moment, "short", locale=self._dates))
