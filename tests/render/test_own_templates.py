"""What a site's own template cannot do: read other files, run without end, fill the memory."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from afterword.render import budget
from afterword.render.environment import create_environment, render_page
from afterword.render.template_errors import TemplateProblem, TemplateRenderError
from afterword.views.about import AboutPage
from afterword.views.text.words import ENGLISH
from tests.render.test_templates import filled, plain

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")


def problem_with(folder: Path, template: str = "") -> TemplateProblem:
    """Render a page with a template of the site; return what is wrong."""
    if template:
        (folder / "pages").mkdir(parents=True)
        (folder / "pages/about.html.j2").write_text(template)
    with pytest.raises(TemplateRenderError) as raised:
        render_page(create_environment(ENGLISH, folder), filled(AboutPage, "page", plain))
    (problem,) = raised.value.problems
    return problem


@pytest.mark.parametrize("name", ["pages", "pages/about.html.j2"])
def test_a_link_that_leads_out_of_the_site_is_not_followed(tmp_path: Path, name: str) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "site/templates"
    for each in (outside / "pages", (folder / name).parent):
        each.mkdir(parents=True, exist_ok=True)
    (outside / "pages/about.html.j2").write_text("secret")
    (folder / name).symlink_to(outside / name)
    assert "pages/about.html.j2 is a link that leads out of the site's folder" in problem_with(folder).message


def test_a_folder_of_templates_that_is_itself_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside/pages").mkdir(parents=True)
    (tmp_path / "outside/pages/about.html.j2").write_text("secret")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/templates").symlink_to(tmp_path / "outside")
    assert "leads out of the site's folder" in problem_with(tmp_path / "site/templates").message


def test_a_link_within_the_site_is_followed(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    (folder / "pages").mkdir(parents=True)
    (tmp_path / "about.j2").write_text("About us.")
    (folder / "pages/about.html.j2").symlink_to(tmp_path / "about.j2")
    assert render_page(create_environment(ENGLISH, folder), filled(AboutPage, "page", plain)).endswith(
        "About us."
    )


def test_a_loop_without_end_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "SECONDS", 0.2)
    loop = "\n{% for a in range(99999) %}{% for b in range(99999) %}\n{% endfor %}{% endfor %}"
    problem = problem_with(tmp_path, loop)
    assert problem.message == "the template runs for more than 0 seconds; does a loop never end?"
    assert problem.line in (2, 3)


@ON_LINUX
@pytest.mark.parametrize(
    "template",
    [
        "{{ '%9999999999d' % 1 }}",
        "{{ 'a' * 9999999999 }}",
        "{{ 'a'.center(9999999999) }}",
        "{{ 'a' | center(9999999999) }}",
        "{{ '{:9999999999}'.format(1) }}",
        "{% set n = namespace(x='aaaaaaaa') %}{% for i in range(40) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    ],
)
def test_a_text_that_fills_the_memory_stops(tmp_path: Path, template: str) -> None:
    assert problem_with(tmp_path, template).message == "the template needs too much memory"


def test_a_page_without_end_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "OUTPUT", 2_000_000)
    problem = problem_with(tmp_path, "{{ 'a' * 2000001 }}")
    assert problem.message == "the template gives more than 2 million characters of text"


@ON_LINUX
def test_what_a_process_already_needs_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MEMORY", 100_000_000)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/about.html.j2").write_text("About us.")
    needed = []
    for _ in range(3):
        page = render_page(create_environment(ENGLISH, tmp_path), filled(AboutPage, "page", plain))
        assert page.endswith("About us.")
        needed.append(bytes(90_000_000))
