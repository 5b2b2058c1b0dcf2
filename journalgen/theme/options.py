"""Turn what a person chose about a theme into one style sheet."""

from __future__ import annotations

from collections.abc import Mapping

from journalgen.diagnostics import Diagnostic, Span
from journalgen.model.names import fold
from journalgen.parse.known_keys import suggestion
from journalgen.theme.manifest import Option


def options_css(
    theme: str, options: Mapping[str, Option], chosen: Mapping[str, str]
) -> tuple[str, tuple[Diagnostic, ...]]:
    """A style sheet that sets the chosen options; unknown ones are reported and left out.

    `theme` is the name that the messages give.
    """
    picked, diagnostics = pick(theme, options, chosen)
    rules = [
        f"  {prop}: {setting};"
        for name, value in sorted(picked.items())
        for prop, setting in options[name].values[value].items()
    ]
    return ":root {\n" + "\n".join(rules) + "\n}\n", diagnostics


def pick(
    theme: str, options: Mapping[str, Option], chosen: Mapping[str, str]
) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    """By option: the value that counts."""
    diagnostics = []
    picked = {name: option.default for name, option in options.items()}
    for name, value in chosen.items():
        key = next((known for known in options if fold(known) == fold(name)), None)
        if key is None:
            choices = suggestion(name, tuple(options)) or ", ".join(options)
            args = (("key", name), ("theme", theme), ("choices", choices))
            diagnostics.append(Diagnostic("theme-option-unknown", Span("journal.yaml"), args))
        elif fold(value) in options[key].values:
            picked[key] = fold(value)
        else:
            choices = ", ".join(options[key].values)
            args = (("key", key), ("value", value), ("choices", choices))
            diagnostics.append(Diagnostic("theme-option-value", Span("journal.yaml"), args))
    return picked, tuple(diagnostics)
