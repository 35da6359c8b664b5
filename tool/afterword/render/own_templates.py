"""Loads a site's own templates, and nothing that a link among them leads to elsewhere."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, TemplateRuntimeError
from jinja2.loaders import split_template_path


class OwnTemplates(FileSystemLoader):
    """Reads templates below the folder of a site.

    Whoever can add a link to a site could otherwise publish any file of the machine that builds it.
    """

    def __init__(self, folder: Path) -> None:
        """Read from the `templates` folder of a site."""
        super().__init__(folder)
        self._folder = folder
        self._site = Path(os.path.realpath(folder.parent))

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's text and file. Raises TemplateRuntimeError for a link that leads out of the site."""
        path = os.path.join(self._folder, *split_template_path(template))
        if not Path(os.path.realpath(path)).is_relative_to(self._site):
            raise TemplateRuntimeError(
                f"{self._folder.name}/{template} is a link that leads out of the site's folder, and is not followed"
            )
        return super().get_source(environment, template)
