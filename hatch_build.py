"""Turn the templates into code when journalgen is installed or packed."""

import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HERE = Path(__file__).parent


class CompileTemplates(BuildHookInterface):  # type: ignore[type-arg] # of any builder
    """Runs before a wheel is made, and when a checkout is installed to be worked on."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the modules."""
        sys.path.insert(0, str(HERE))
        from journalgen.theme.templates import COMPILED, compile_templates

        shutil.rmtree(COMPILED, ignore_errors=True)
        COMPILED.mkdir()
        for name, code in compile_templates(sorted(HERE.glob("themes/*/templates"))).items():
            (COMPILED / name).write_text(code, "utf-8")
