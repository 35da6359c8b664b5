"""The templates: each page from a full and from an empty model, and no text of a record becomes markup."""

from __future__ import annotations

import re
import types
import typing
from collections import Counter
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from afterword.records.level_style import DEFAULT_STYLES, LevelStyle
from afterword.records.vocabulary import Pattern
from afterword.render.environment import (
    TEMPLATES,
    create_environment,
    render_ledger_row,
    render_levels,
    render_page,
    render_row,
)
from afterword.render.packaged_environment import PackagedEnvironment
from afterword.render.paper import Paper
from afterword.render.sandboxed_environment import SiteEnvironment
from afterword.render.template_errors import TemplateRenderError
from afterword.views.about import AboutPage
from afterword.views.action_items import ActionView
from afterword.views.actions import ActionListPage, ActionsPage
from afterword.views.component.group import GroupPage
from afterword.views.component.list import ComponentsPage
from afterword.views.component.page import ComponentPage, ComponentYearPage
from afterword.views.history.maintenance import MaintenancePage
from afterword.views.history.page import HistoryPage
from afterword.views.incident.model import EventView, IncidentPage, PageSection
from afterword.views.incident.sections import SECTIONS, Section
from afterword.views.index.paging import MonthView
from afterword.views.page import AnyPage, Head
from afterword.views.rows import IncidentRow
from afterword.views.status.page import RecentDay, StatusPage
from afterword.views.subscribe import ComponentFeedsPage
from afterword.views.text.instants import Instant
from afterword.views.text.words import ENGLISH

NEVER_EMPTY = (ComponentYearPage, GroupPage, ComponentFeedsPage)
"""Pages that always have days or components."""
ENVIRONMENT = create_environment(ENGLISH)
EVERY_PAGE = tuple(TEMPLATES)
SPECIAL = {
    "kind_slug": "symptom",
    "due_slug": "overdue",
    "policy": "levels",
    "base": "../",
    "iso": "2026-11-12T14:06:00Z",
    "pattern": "cross-hatch",
    "patterns-0": "dots",
    "patterns-1": "diagonal",
    "shapes-0": "ring",
    "shapes-1": "half",
    "further_shapes-0": "full",
    "further_shapes-1": "square",
}
"""Fields with one of a fixed set of values, or with text that never comes from a record."""

ROWS = {(MonthView, "rows"), (RecentDay, "items")}
LEDGER_ROWS = {
    (ActionsPage, "open"),
    (ActionsPage, "closed"),
    (ActionListPage, "items"),
}
"""Fields that contain HTML rendered before."""

Text = Callable[[str], str]


def has_fields(kind: Any) -> bool:
    """Return whether a type is a page model or a part of one."""
    return hasattr(kind, "_fields")


def types_of_fields(kind: Any) -> dict[str, Any]:
    """Return the type of each field; a generic type has those of its parameter."""
    hints = typing.get_type_hints(typing.get_origin(kind) or kind)
    return {
        name: hint[typing.get_args(kind)] if getattr(hint, "__parameters__", ()) else hint
        for name, hint in hints.items()
    }


def filled(kind: Any, path: str, text: Text, *, often: int = 2) -> Any:
    """Build a value of a type with all fields set; each text names its own location."""
    if kind is PageSection:
        return a_section(filled(tuple[EventView, ...], path, text, often=often), text(path))
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    name = path.rsplit(".", 1)[-1]
    if has_fields(kind):
        return kind(
            **{
                key: rendered_before(kind, key, f"{path}.{key}", text, often)
                or sections(kind, key, f"{path}.{key}", text, often)
                or filled(hint, f"{path}.{key}", text, often=often)
                for key, hint in types_of_fields(kind).items()
            }
        )
    if origin is tuple:
        each = arguments[:1] * often if arguments[-1] is Ellipsis else arguments
        return tuple(filled(of, f"{path}-{number}", text, often=often) for number, of in enumerate(each))
    if origin in (typing.Union, types.UnionType):
        return filled(arguments[0], path, text, often=often)
    if origin is Mapping or kind is Mapping:
        return {"data": [{"name": text(path)}]}
    if kind is bool:
        return True
    if kind is int:
        return 7
    if kind is Markup:
        return escape(text(path))
    return SPECIAL.get(name) or text(path)


def rendered_before(kind: Any, field: str, path: str, text: Text, often: int) -> tuple[object, ...]:
    """Render the HTML that a field contains: rows are rendered once, for all pages that show them."""
    parts = [f"{path}-{number}" for number in range(often)]
    if (kind, field) in ROWS:
        return tuple(render_row(ENVIRONMENT, filled(IncidentRow, part, text)) for part in parts)
    if (kind, field) in LEDGER_ROWS:
        return tuple(render_ledger_row(ENVIRONMENT, filled(ActionView, part, text)) for part in parts)
    return ()


def sections(kind: Any, field: str, path: str, text: Text, often: int) -> tuple[PageSection, ...]:
    """Build every section of a record's page: what each has is the type that its builder returns."""
    if (kind, field) != (IncidentPage, "sections"):
        return ()
    return tuple(
        PageSection(
            each.key,
            each.heading,
            each.template,
            filled(content_type(each), f"{path}.{each.key}", text, often=often),
            each.searched,
        )
        for each in SECTIONS
    )


def a_section(events: tuple[EventView, ...], heading: str) -> PageSection:
    """Build a section of which a page has a part."""
    return PageSection("timeline", heading, "incident/timeline.html.j2", events)


def content_type(section: Section) -> Any:
    """Return the type of a section's content, if there is any."""
    returned = typing.get_type_hints(section.build)["return"]
    return typing.get_args(returned)[0] if isinstance(returned, types.UnionType) else returned


def content(page: IncidentPage, key: str) -> Any:
    """Return what the page has in a section."""
    return next(each.content for each in page.sections if each.key == key)


def bare(kind: Any, name: str = "") -> Any:
    """Build a value of a type with as few fields set as the type allows."""
    if kind is PageSection:
        return a_section((), "")
    origin = typing.get_origin(kind)
    if has_fields(kind):
        return kind(**{key: bare(hint, key) for key, hint in types_of_fields(kind).items()})
    if origin is tuple:
        return ()
    if origin in (typing.Union, types.UnionType):
        return None
    return {bool: False, int: 0}.get(kind, name if name in ("text", "name", "banner", "title") else "")


def plain(path: str) -> str:
    """Return text that names its location and is not markup."""
    return path


def hostile(path: str) -> str:
    """Return text that would run a script if it became markup, in an element or in an attribute."""
    return f'{path}"\'><script>alert("{path}")</script><img src=x onerror=alert(1)>'


class Outline(HTMLParser):
    """The content of a page: elements with attributes, headings in order, and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def headings(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.elements if re.fullmatch("h[1-6]", tag)]

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] or "" for _, attributes in self.elements if "id" in attributes]


def render(kind: type[AnyPage], text: Text = plain) -> str:
    """Render a page of a kind with all fields set."""
    return render_page(ENVIRONMENT, filled(kind, kind.__name__, text))


@pytest.mark.parametrize("kind", EVERY_PAGE)
def test_a_page_renders_with_all_fields_set(kind: type[AnyPage]) -> None:
    on_paper, _, content = render(kind).partition("\n")
    assert on_paper.startswith('<p class="aw-paper"')
    in_sight = re.sub(
        r'<div class="aw-live".*?</script>', "", content, flags=re.DOTALL
    )  # it is empty or hidden
    assert in_sight.lstrip().startswith("<h1")


@pytest.mark.parametrize("kind", EVERY_PAGE)
def test_a_page_renders_with_empty_fields(kind: type[AnyPage]) -> None:
    outline = Outline(render_page(ENVIRONMENT, bare(kind)))

    assert outline.headings[0] == 1
    if kind not in NEVER_EMPTY:
        assert not [tag for tag, _ in outline.elements if tag in ("figure", "svg", "details")]


@pytest.mark.parametrize("kind", EVERY_PAGE)
def test_a_text_browser_which_shows_hidden_elements_shows_nothing_untrue(kind: type[AnyPage]) -> None:
    html = re.sub(r"<!--.*?-->", "", render_page(ENVIRONMENT, bare(kind)), flags=re.DOTALL)
    assert re.findall(r'<(?!div class="aw-live")[^>]* hidden>(?!\s*</).*', html) == []


@pytest.mark.parametrize("kind", EVERY_PAGE)
def test_headings_are_in_order(kind: type[AnyPage]) -> None:
    headings = Outline(render(kind)).headings

    assert headings.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(headings))


@pytest.mark.parametrize("kind", EVERY_PAGE)
def test_ids_are_unique(kind: type[AnyPage]) -> None:
    repeated = {name: count for name, count in Counter(Outline(render(kind)).ids).items() if count > 1}

    assert not repeated


@pytest.mark.parametrize("kind", EVERY_PAGE)
def test_links_within_a_page_have_a_target(kind: type[AnyPage]) -> None:
    outline = Outline(render(kind))
    links = [str(attributes["href"]) for tag, attributes in outline.elements if tag == "a"]

    assert {link[1:] for link in links if link.startswith("#")} <= set(outline.ids)


@pytest.mark.parametrize("kind", EVERY_PAGE)
def test_no_text_of_a_record_becomes_markup(kind: type[AnyPage]) -> None:
    outline = Outline(render(kind, hostile))

    images = [each for tag, each in outline.elements if tag == "img"]
    assert [each for each in images if each.get("class") != "aw-badge"] == []
    scripts = [
        each for tag, each in outline.elements if tag == "script" and each.get("type") != "application/json"
    ]
    assert {str(each.get("src")).rpartition("/")[2] for each in scripts} <= {"status.js"}
    assert [name for _, each in outline.elements for name in each if name.startswith("on")] == []


def test_a_record_shows_all_its_texts() -> None:
    html = render(IncidentPage)
    page = filled(IncidentPage, "IncidentPage", plain)
    texts = [page.row.link.text, page.summary, page.zone_note, *page.tags]
    texts += [content(page, "impact").levels.total, page.trouble, content(page, "response").detections[0].by]
    texts += [content(page, "impact").data_loss.text, content(page, "internal"), *content(page, "limited-by")]
    texts += [update.body for update in content(page, "updates").older]
    texts += [event.text for event in content(page, "timeline")]
    texts += [
        text
        for group in content(page, "why")
        for cause in group.items
        for text in (cause.text, cause.category)
    ]
    texts += [action.title for action in content(page, "actions")]
    texts += [thing.name for each in content(page, "unknowns") for thing in each.things]
    texts += [text for group in content(page, "lessons") for text in group.items]
    assert page.post_mortem is not None
    *facts, covered_by, covers, preliminary = page.post_mortem
    texts += [*facts, preliminary, *(each.text for each in (*covered_by, *covers))]
    texts += [content(page, key) for key in ("apology", "background", "resolution", "thanks")]
    texts += [text for each in content(page, "own") for text in (each.title, each.text)]
    texts += [content(page, "customer-actions"), content(page, "exposure").what]

    assert [text for text in texts if text not in html] == []


def test_a_section_without_content_does_not_appear() -> None:
    outline = Outline(render_page(ENVIRONMENT, bare(IncidentPage)))

    assert outline.headings == [1]
    assert not [tag for tag, _ in outline.elements if tag in ("table", "dl", "pre", "section")]


def test_headings_have_the_link_that_the_table_of_contents_needs() -> None:
    html = render(IncidentPage)
    link = r'<a class="headerlink" href="#\1" title="Permanent link">¶</a>'
    found = re.findall(rf'^<h2 id="([^"]+)"[^>]*>([^<]+){link}</h2>$', html, re.MULTILINE)

    assert len(found) == html.count("<h2")
    fixed = [(each.key, each.heading) for each in SECTIONS if each.heading]
    own = [
        (each.fragment_id, each.title) for each in content(filled(IncidentPage, "IncidentPage", plain), "own")
    ]
    assert set(found) == {*fixed, *own}
    assert [each for each in found if each not in own] == fixed


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)
def test_a_section_renders_with_as_little_as_its_content_can_have(section: Section) -> None:
    least = bare(content_type(section))
    page = bare(IncidentPage)._replace(
        sections=(PageSection(section.key, section.heading, section.template, least),)
    )

    assert Outline(render_page(ENVIRONMENT, page)).headings == ([1, 2] if section.heading else [1])


@pytest.mark.parametrize("kind", EVERY_PAGE)
def test_only_an_internal_build_says_that_it_is_internal(kind: type[AnyPage]) -> None:
    page = filled(kind, "page", plain)
    public = page._replace(head=page.head._replace(internal=False))

    assert "not for publication" in render_page(ENVIRONMENT, page)
    assert "not for publication" not in render_page(ENVIRONMENT, public)


def test_an_unstated_zone_is_written_and_not_converted() -> None:
    page = filled(StatusPage, "page", plain)
    local = Instant("2022-11-08T17:00:00", "8 November 2022, 17:00", "zone not stated", stated=False)
    head = page.head._replace(as_of=local)
    html = render_page(ENVIRONMENT, page._replace(head=head))

    assert '<time datetime="2022-11-08T17:00:00">' in html
    assert '</time>\u00a0<span class="aw-zone">zone not stated</span>' in html, "on one line"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (StatusPage, "No incidents have been recorded yet"),
        (StatusPage, "No components are listed"),
        (MaintenancePage, "No maintenance is in progress or announced"),
        (MaintenancePage, "No past maintenance yet"),
        (HistoryPage, "Nothing was recorded in"),
        (ComponentsPage, "lists no components"),
        (ComponentPage, "No record names this component"),
        (ActionsPage, "No action items have been published"),
    ],
)
def test_an_empty_page_explains_why(kind: type[AnyPage], text: str) -> None:
    page = bare(kind)
    internal = page._replace(head=page.head._replace(internal=True))

    assert text in render_page(ENVIRONMENT, page)
    assert "aw-todo" not in render_page(ENVIRONMENT, page)
    assert "aw-todo" in render_page(ENVIRONMENT, internal) or kind is ComponentPage


def test_levels_have_a_colour_in_each_theme_and_a_fill() -> None:
    css = render_levels(
        ENVIRONMENT,
        [*DEFAULT_STYLES, LevelStyle("very_overloaded", "#c2410c", "#ff8552", Pattern.DENSE_DIAGONAL)],
        Paper(Markup('"https://acme.example/"'), Markup('" · Updated"')),
    )

    assert '--aw-root: "https://acme.example/";' in css
    assert "--aw-level-very_overloaded: #c2410c;" in css
    assert "    --aw-level-very_overloaded: #ff8552;" in css
    assert ".aw-is-very_overloaded {" in css
    assert all(f".aw-is-{slug} {{" in css for slug in ("operational", "no-data"))


def test_a_site_replaces_a_template_and_may_extend_the_one_it_replaces(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/incident.html.j2").write_text(
        '{% extends "afterword/pages/incident.html.j2" %}'
        "{% block summary %}Ours: {{ page.summary }}{% endblock %}"
    )
    page = filled(IncidentPage, "page", plain)

    html = render_page(create_environment(ENGLISH, tmp_path), page)

    assert "Ours: page.summary" in html
    assert '<h2 id="timeline"' in html


@pytest.mark.parametrize(
    ("template", "line", "message"),
    [
        ("<h1>\n{{ page.hed.title }}\n", 2, "has no attribute 'hed'"),
        ("<h1>\n\n{% if page %}\n", 3, "end of template"),
        ("<h1>{{ 1 + page.head.title }}", 1, "TypeError"),
        ('{% include "fragments/none.html.j2" %}', 1, "no template fragments/none.html.j2"),
        ("{{ page.head.__class__.__mro__ }}", 1, "unsafe"),
    ],
)
def test_an_error_in_a_sites_template_is_reported_with_its_location(
    tmp_path: Path, template: str, line: int, message: str
) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/about.html.j2").write_text(template)

    with pytest.raises(TemplateRenderError) as problem:
        render_page(create_environment(ENGLISH, tmp_path), filled(AboutPage, "page", plain))

    assert (problem.value.name, problem.value.line) == ("pages/about.html.j2", line)
    assert message in problem.value.message


def test_an_error_in_a_fragment_is_located_in_the_fragment(tmp_path: Path) -> None:
    (tmp_path / "fragments").mkdir()
    (tmp_path / "fragments/labels.html.j2").write_text(
        "{% macro heading(id, text) %}\n{{ text.nothing }}\n{% endmacro %}\n"
        "{% macro internal_notice(head) %}{% endmacro %}{% macro level(of) %}{% endmacro %}"
    )

    with pytest.raises(TemplateRenderError) as problem:
        render_page(create_environment(ENGLISH, tmp_path), filled(AboutPage, "page", plain))

    assert (problem.value.name, problem.value.line) == ("fragments/labels.html.j2", 2)


@pytest.mark.parametrize("text", [plain, hostile])
@pytest.mark.parametrize("kind", EVERY_PAGE)
def test_a_page_is_the_same_with_and_without_the_sandbox(
    tmp_path: Path, kind: type[AnyPage], text: Text
) -> None:
    full, empty = filled(kind, "page", text), bare(kind)
    sandboxed = create_environment(ENGLISH, tmp_path)

    assert type(sandboxed) is SiteEnvironment
    assert type(ENVIRONMENT) is PackagedEnvironment
    assert render_page(sandboxed, full) == render_page(ENVIRONMENT, full)
    assert render_page(sandboxed, empty) == render_page(ENVIRONMENT, empty)


@pytest.mark.parametrize(
    "attack",
    [
        "{{ content.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ content.__init__.__globals__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{% set kind = content.times.__class__ %}{{ kind }}",
        "{{ content.chart._fields }}",
        "{{ content.chart._replace(id='') }}",
        "{{ content.chart['__class__'] }}",
        "{{ content.chart | attr('__class__') }}",
        "{{ content.chart.__reduce__ }}",
        "{{ content.chart.rows[0].__class__ }}",
        "{{ content.chart.rows[0].start.__getnewargs__() }}",
        "{{ content.chart.title.__class__ }}",
        "{{ content.chart.drawing.__class__ }}",
    ],
)
def test_a_sites_fragment_runs_in_the_sandbox_when_a_packaged_page_uses_it(
    tmp_path: Path, attack: str
) -> None:
    (tmp_path / "incident").mkdir()
    (tmp_path / "incident/levels.html.j2").write_text(
        f"{{% macro show(base, content) %}}{attack}{{% endmacro %}}"
    )
    page = filled(IncidentPage, "page", plain)

    with pytest.raises(TemplateRenderError) as problem:
        render_page(create_environment(ENGLISH, tmp_path), page)
    assert problem.value.name == "incident/levels.html.j2"
    assert "unsafe" in problem.value.message


def test_only_fields_of_page_models_bypass_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    sandboxed = SiteEnvironment()
    checked: list[tuple[str, str]] = []

    def is_safe(_: object, of: object, name: str, __: object) -> bool:
        checked.append((type(of).__name__, name))
        return False

    class Disguised(Instant):
        """A subclass of a part of a page model."""

    monkeypatch.setattr(ImmutableSandboxedEnvironment, "is_safe_attribute", is_safe)
    head = filled(Head, "page", plain)
    assert sandboxed.getattr(head, "title") == "page.title"
    assert sandboxed.getattr(head.as_of, "iso") == head.as_of.iso
    assert checked == []
    for value, name in (
        (head, "_fields"),
        (head, "index"),
        ("text", "upper"),
        (Disguised(*head.as_of), "iso"),
    ):
        assert isinstance(sandboxed.getattr(value, name), Undefined)
    assert checked == [("Head", "_fields"), ("Head", "index"), ("str", "upper"), ("Disguised", "iso")]


def test_without_templates_of_its_own_a_site_needs_no_sandbox(tmp_path: Path) -> None:
    assert type(create_environment(ENGLISH, tmp_path / "templates")) is PackagedEnvironment
