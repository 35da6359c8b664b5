"""The Jinja environment: a site's own templates before the packaged ones, and errors with their place."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from markupsafe import Markup

from afterword.render.bytecode_cache import use_bytecode_cache
from afterword.render.packaged_environment import PackagedEnvironment
from afterword.render.prose import prose, prose_line
from afterword.render.sandboxed_environment import SiteEnvironment
from afterword.views.about import AboutPage
from afterword.views.actions import ActionsPage, ClosedActionsPage
from afterword.views.component.list import ComponentsPage
from afterword.views.component.page import ComponentPage, ComponentYearPage
from afterword.views.head.meta_tags import preview
from afterword.views.history.filtered import SelectionPage
from afterword.views.history.maintenance import MaintenancePage, MaintenanceYearPage
from afterword.views.history.page import HistoryPage
from afterword.views.incident.model import IncidentPage
from afterword.views.page import AnyPage
from afterword.views.rows import ActionView, IncidentRow
from afterword.views.status.page import StatusPage
from afterword.views.subscribe import SubscribePage
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.uptime.months import MonthsPage
from afterword.views.uptime.statement import StatementPage

_SUFFIX = ".j2"
_FOLDERS = (Path(__file__).parents[1] / "templates", Path(__file__).parents[3] / "templates")

TEMPLATES: Mapping[type[AnyPage], str] = {
    StatusPage: "pages/status.html.j2",
    HistoryPage: "pages/history.html.j2",
    SelectionPage: "pages/selection.html.j2",
    MaintenancePage: "pages/maintenance.html.j2",
    MaintenanceYearPage: "pages/maintenance-year.html.j2",
    IncidentPage: "pages/incident.html.j2",
    ComponentsPage: "pages/components.html.j2",
    ComponentPage: "pages/component.html.j2",
    ComponentYearPage: "pages/component-year.html.j2",
    MonthsPage: "pages/months.html.j2",
    StatementPage: "pages/statement.html.j2",
    ActionsPage: "pages/actions.html.j2",
    ClosedActionsPage: "pages/closed-actions.html.j2",
    SubscribePage: "pages/subscribe.html.j2",
    AboutPage: "pages/about.html.j2",
}
"""Which template shows which page."""

LEVELS = "assets/levels.css.j2"
HEAD = "fragments/head.html.j2"
ROW = "fragments/row.html.j2"
LEDGER_ROW = "fragments/ledger-row.html.j2"

_BASE = "<base>"
"""Stands for the way back to the site's root in what is made once for pages at many depths: no text can hold it,
as every `<` of a text is escaped."""


@dataclass(frozen=True, slots=True)
class LevelStyle:
    """How a level looks: its name in class names, its colour in each theme, one of `vocabulary.Pattern`."""

    slug: str
    light: str
    dark: str
    pattern: str


class TemplateRenderError(Exception):
    """A template that could not be read or filled in: which one, on which line, and why."""

    def __init__(self, name: str, line: int | None, message: str) -> None:
        super().__init__(f"{name}:{line}: {message}" if line else f"{name}: {message}")
        self.name = name
        self.line = line
        self.message = message


def packaged_templates() -> Path:
    """Find the templates that come with Afterword: in the package, or at the top of a source checkout."""
    for folder in _FOLDERS:
        if (folder / "pages").is_dir():
            return folder
    places = " nor ".join(str(folder) for folder in _FOLDERS)
    raise TemplateRenderError(
        "templates", None, f"Afterword's own templates are neither in {places}; install it again"
    )


def create_environment(site_templates: Path | None = None) -> Environment:
    """Make the environment. A site's template replaces the packaged one of the same name.

    It may extend the one that it replaces by its full name, such as `afterword/pages/status.html.j2`.
    """
    packaged = FileSystemLoader(packaged_templates())
    loaders: list[BaseLoader] = [packaged, PrefixLoader({"afterword": packaged})]
    kind: type[Environment] = PackagedEnvironment
    if site_templates is not None and site_templates.is_dir():
        loaders.insert(0, FileSystemLoader(site_templates))
        # Sandboxed: a build of someone's branch must not run their Python through a template.
        kind = SiteEnvironment
    made = kind(
        loader=ChoiceLoader(loaders),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.policies["json.dumps_kwargs"] = {
        "check_circular": False,
        "ensure_ascii": False,
        "separators": (",", ":"),
    }
    made.globals["words"] = CATALOGUE
    made.filters["prose"] = prose
    made.filters["prose_line"] = prose_line
    use_bytecode_cache(made)
    return made


def render_page(made: Environment, page: AnyPage) -> str:
    """Fill in the template of a page; the result is the body of the content area."""
    html = render_template(made, TEMPLATES[type(page)], {"page": page})
    # A record's page shows no rows of lists, and there are thousands of them to look through.
    return html if type(page) is IncidentPage else html.replace(_BASE, page.head.base)


def render_head(made: Environment, page: AnyPage) -> str:
    """Write what a page adds to the head of its HTML document."""
    return render_template(made, HEAD, {"preview": preview(page)}).strip()


def render_row(made: Environment, row: IncidentRow) -> str:
    """Make a record's row, for all the lists that it stands in; `render_page` fits it to each of them."""
    return render_template(made, ROW, {"row": row, "base": Markup(_BASE)}).strip()


def render_ledger_row(made: Environment, action: ActionView) -> str:
    """Make an action item's row of the ledger, in the same way."""
    return render_template(made, LEDGER_ROW, {"action": action, "base": Markup(_BASE)}).strip()


def render_levels(made: Environment, levels: Iterable[LevelStyle]) -> str:
    """Write the stylesheet of a site's levels."""
    return render_template(made, LEVELS, {"levels": tuple(levels)})


def render_template(made: Environment, name: str, values: Mapping[str, Any]) -> str:
    """Fill in a template. Raises TemplateRenderError, with the place, where the template is wrong."""
    try:
        return made.get_template(name).render(values)
    except TemplateSyntaxError as error:
        raise TemplateRenderError(
            error.name or name, error.lineno, error.message or "cannot be read"
        ) from error
    except TemplateNotFound as error:
        place = _place(made, error) or (name, None)
        raise TemplateRenderError(*place, f"there is no template {error.name}") from error
    except TemplateError as error:
        place = _place(made, error) or (name, None)
        raise TemplateRenderError(*place, error.message or type(error).__name__) from error
    except UnicodeDecodeError as error:
        raise TemplateRenderError(name, None, "it, or a template that it uses, is not UTF-8") from error
    except Exception as error:
        # Raised by an expression of the template itself; anything deeper is a bug of ours and stays one.
        frame = traceback.extract_tb(error.__traceback__)[-1]
        if not frame.filename.endswith(_SUFFIX):
            raise
        place = _place(made, error) or (name, None)
        raise TemplateRenderError(*place, f"{type(error).__name__}: {error}") from error


def _place(made: Environment, error: BaseException) -> tuple[str, int | None] | None:
    """Find the innermost line of a template on the way to an error."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.endswith(_SUFFIX):
            return _name_of(made, Path(frame.filename)), frame.lineno
    return None


def _name_of(made: Environment, path: Path) -> str:
    """Name a template as others do that include it."""
    loaders = made.loader.loaders if isinstance(made.loader, ChoiceLoader) else ()
    for loader in loaders:
        for folder in loader.searchpath if isinstance(loader, FileSystemLoader) else ():
            if path.is_relative_to(folder):
                return path.relative_to(folder).as_posix()
    return str(path)
