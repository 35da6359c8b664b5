"""The Jinja environment: a site's own templates before the packaged ones, and errors with their location."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
)
from markupsafe import Markup

from afterword.prose.own_files import keep_own_files, remove_own_files
from afterword.records.level_style import DEFAULT_STYLES, LevelStyle
from afterword.render.budget import checked_length, within_budget
from afterword.render.bytecode_cache import use_bytecode_cache
from afterword.render.empty_columns import without_empty_columns
from afterword.render.languages import in_language, marked_line, marked_prose, with_language
from afterword.render.own_templates import OwnTemplates
from afterword.render.packaged_environment import PackagedEnvironment
from afterword.render.paper import Paper, paper_line
from afterword.render.sandboxed_environment import SiteEnvironment
from afterword.render.template_errors import (
    TemplateProblem,
    TemplateRenderError,
    file_of,
    noted_undefined,
    problem_of,
)
from afterword.render.translated import add_words, words_of
from afterword.views.about import AboutPage
from afterword.views.action_items import ActionView
from afterword.views.actions import ActionListPage, ActionsPage
from afterword.views.chart.drawing import colour, filled, patterns_of, sign
from afterword.views.component.group import GroupPage
from afterword.views.component.list import ComponentsPage
from afterword.views.component.month_list import MonthsPage
from afterword.views.component.page import ComponentPage, ComponentYearPage
from afterword.views.component.statement import StatementsPage
from afterword.views.head.meta_tags import preview
from afterword.views.history.filtered import SelectionPage
from afterword.views.history.maintenance import MaintenancePage, MaintenanceYearPage
from afterword.views.history.page import HistoryPage
from afterword.views.incident.model import IncidentPage, SectionPage
from afterword.views.page import AnyPage
from afterword.views.rows import IncidentRow
from afterword.views.status.page import StatusPage
from afterword.views.subscribe import ComponentFeedsPage, SubscribePage
from afterword.views.text.glyphs import MAINTENANCE_GLYPH
from afterword.views.text.words import Words

_FOLDERS = (Path(__file__).parents[1] / "templates", Path(__file__).parents[3] / "templates")

TEMPLATES: Mapping[type[AnyPage], str] = {
    StatusPage: "pages/status.html.j2",
    HistoryPage: "pages/history.html.j2",
    SelectionPage: "pages/selection.html.j2",
    MaintenancePage: "pages/maintenance.html.j2",
    MaintenanceYearPage: "pages/maintenance-year.html.j2",
    IncidentPage: "pages/incident.html.j2",
    SectionPage: "pages/section.html.j2",
    ComponentsPage: "pages/components.html.j2",
    GroupPage: "pages/group.html.j2",
    ComponentPage: "pages/component.html.j2",
    ComponentYearPage: "pages/component-year.html.j2",
    MonthsPage: "pages/months.html.j2",
    StatementsPage: "pages/statements.html.j2",
    ActionsPage: "pages/actions.html.j2",
    ActionListPage: "pages/action-list.html.j2",
    SubscribePage: "pages/subscribe.html.j2",
    ComponentFeedsPage: "pages/component-feeds.html.j2",
    AboutPage: "pages/about.html.j2",
}
"""The template of each page model."""

LEVELS = "assets/levels.css.j2"
HEAD = "fragments/head.html.j2"
ROW = "fragments/row.html.j2"
LEDGER_ROW = "fragments/ledger-row.html.j2"

_BASE = "<base>"
"""Placeholder for the relative path to the site's root, in HTML that is rendered once for pages at many depths. No
text can contain it, because every `<` in a text is escaped."""


def packaged_templates() -> Path:
    """Return the folder of the templates that come with Afterword: in the package, or in a source checkout."""
    for folder in _FOLDERS:
        if (folder / "pages").is_dir():
            return folder
    folders = " nor ".join(str(folder) for folder in _FOLDERS)
    message = f"Afterword's own templates are neither in {folders}; install it again"
    raise TemplateRenderError("templates", (TemplateProblem("templates", 0, 0, message),))


def create_environment(words: Words, site_templates: Path | None = None) -> Environment:
    """Create the environment of a language. A site's template replaces the packaged one of the same name.

    It may extend the one that it replaces by its full name, such as `afterword/pages/status.html.j2`.
    """
    packaged = FileSystemLoader(packaged_templates())
    loaders: list[BaseLoader] = [packaged, PrefixLoader({"afterword": packaged})]
    environment_type: type[Environment] = PackagedEnvironment
    undefined: type[StrictUndefined] = StrictUndefined
    if site_templates is not None and site_templates.is_dir():
        loaders.insert(0, OwnTemplates(site_templates))
        # Sandboxed: a build of someone's branch must not run their Python through a template.
        environment_type, undefined = SiteEnvironment, noted_undefined()
    environment = environment_type(
        loader=ChoiceLoader(loaders),
        undefined=undefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.policies["json.dumps_kwargs"] = {
        "check_circular": False,
        "ensure_ascii": False,
        "separators": (",", ":"),
    }
    add_words(environment, words)
    environment.globals["styles"] = DEFAULT_STYLES
    environment.globals["maintenance_glyph"] = MAINTENANCE_GLYPH
    environment.globals |= {"colour": colour, "filled": filled, "patterns_of": patterns_of, "sign": sign}
    is_mixed = words.direction == "rtl"
    environment.filters["prose"] = partial(marked_prose, is_mixed=True) if is_mixed else marked_prose
    environment.filters["prose_line"] = partial(marked_line, is_mixed=True) if is_mixed else marked_line
    environment.filters["in_language"] = with_language
    environment.filters["without_empty_columns"] = without_empty_columns
    use_bytecode_cache(environment, words.fingerprint)
    return environment


def render_page(environment: Environment, page: AnyPage) -> str:
    """Render the template of a page to the HTML of its content area."""
    language = page.language if isinstance(page, (IncidentPage, SectionPage)) else None
    html = paper_line(words_of(environment), page.head.site_name, page.head.url)
    html += render_template(
        environment, TEMPLATES[type(page)], {"page": page}, language or "", with_files=language is not None
    )
    # The pages of records contain no rows, and there are thousands of them to search.
    return html if type(page) is IncidentPage else html.replace(_BASE, page.head.base)


def render_head(environment: Environment, page: AnyPage) -> str:
    """Render what a page adds to the `<head>` of its HTML document."""
    return render_template(environment, HEAD, {"preview": preview(page, words_of(environment))}).strip()


def render_row(environment: Environment, row: IncidentRow) -> str:
    """Render a record's row once for all lists; `render_page` inserts the path to the root in each of them."""
    values = {"row": row, "base": Markup(_BASE)}
    return render_template(environment, ROW, values, row.link.language).strip()


def render_ledger_row(environment: Environment, action: ActionView) -> str:
    """Render an action item's row for the lists of action items, in the same way."""
    values = {"action": action, "base": Markup(_BASE)}
    return render_template(environment, LEDGER_ROW, values, action.incident.language).strip()


def render_levels(environment: Environment, styles: Iterable[LevelStyle], paper: Paper) -> str:
    """Render the stylesheet of a site: its levels, and what is on paper."""
    return render_template(environment, LEVELS, {"levels": tuple(styles), "paper": paper})


def render_template(
    environment: Environment,
    name: str,
    values: Mapping[str, Any],
    language: str = "",
    *,
    with_files: bool = False,
) -> str:
    """Render a template. Raises TemplateRenderError with the locations if the template is wrong.

    `language` is that of the text of records in it, empty if it is that of the page. `with_files`: its texts may show
    and link to the files next to their record.
    """
    noted = getattr(environment.undefined, "noted", [])
    problem: TemplateProblem | None = None
    cause: Exception | None = None
    try:
        rendered = _rendered(environment, name, values)
    except Exception as error:
        problem = problem_of(error, file_of(environment, name), str(packaged_templates()))
        if problem is None and not noted:
            raise
        cause = error
    else:
        if not noted:
            rendered = keep_own_files(rendered) if with_files else remove_own_files(rendered)
            return in_language(rendered, language)
    # An undefined name that was noted may be the reason for the error.
    problems = tuple(noted) or ((problem,) if problem else ())
    noted.clear()
    raise TemplateRenderError(_name_of(environment, Path(problems[0].file)), problems) from cause


def _rendered(environment: Environment, name: str, values: Mapping[str, Any]) -> str:
    if not isinstance(environment, SiteEnvironment):
        return environment.get_template(name).render(values)
    with within_budget():  # Jinja computes constant expressions when it reads a template
        return checked_length(environment.get_template(name).render(values))


def _name_of(environment: Environment, path: Path) -> str:
    """Return the name by which other templates include this one."""
    loaders = environment.loader.loaders if isinstance(environment.loader, ChoiceLoader) else ()
    for loader in loaders:
        for folder in loader.searchpath if isinstance(loader, FileSystemLoader) else ():
            if path.is_relative_to(folder):
                return path.relative_to(folder).as_posix()
    return str(path)
