"""`afterword check --since`: what a change has brought counts, what was there before is only counted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from afterword.app import former_site
from afterword.checks import registry, runner
from afterword.checks.rules import long_title
from afterword.cli import cli
from tests.checks.test_rule_failure import broken
from tests.repositories import commit, git, repository
from tests.sites import PNG, SMALL_SITE, SMALLEST_ID, SMALLEST_RECORD, write_site

OTHER_ID = "2026-11-21-api-is-slow"
OTHER = SMALLEST_RECORD.replace("2026-11-20", "2026-11-21").replace("component: search", "component: api")
OTHER_WRONG = OTHER.replace("component: api", "component: apy")
WRONG = SMALLEST_RECORD.replace("component: search", "component: serch")
ACTION = (
    "action_items:\n  - {id: a1, title: Add, type: repair, priority: p2, due: 2027-01-31, status: open}\n"
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a committed site with an error in one record, and nothing wrong in another."""
    folder = write_site(tmp_path / "my site", {SMALLEST_ID: WRONG, OTHER_ID: OTHER})
    repository(folder)
    git(folder, "checkout", "-q", "-b", "topic")
    return folder


def record(site: Path, record_id: str) -> Path:
    return site / "incidents" / record_id[:4] / f"{record_id}.yml"


def run(site: Path, *words: str) -> Result:
    asked = ["check", "--root", str(site), "--now", "2026-11-23 12:00", "--since", "main", *words]
    result = CliRunner().invoke(cli, asked)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def new_rules(site: Path) -> list[str]:
    """Return the rules of the new findings: the same with a cache and without one."""
    found = [
        [each["rule"] for each in json.loads(run(site, "--format", "json").stdout)["findings"]]
        for _ in range(2)
    ]
    assert found[0] == found[1]
    return found[0]


def test_a_warm_check_imports_nothing_slow_that_it_does_not_need(site: Path) -> None:
    record(site, OTHER_ID).write_text(OTHER.replace("is slow", "is very slow"))
    unused = {"afterword.app.moved_numbers", "afterword.views.context", "jinja2", "mkdocs", "rich"}
    code = f"""if True:
        import sys
        from afterword.cli import cli
        cli({["check", "--root", str(site), "--now", "2026-11-23 12:00", "--since", "main"]}, standalone_mode=False)
        assert "afterword.app.since" in sys.modules
        print(*sorted({unused} & sys.modules.keys()))
    """
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    assert runs[1].stdout.splitlines()[-1] == ""


def test_older_findings_are_counted_and_do_not_fail(site: Path) -> None:
    result = run(site)
    assert result.exit_code == 0
    assert result.output == (
        "2 records, no new problems\n"
        "1 finding is older than the changes since main; `afterword check` shows it\n"
    )


def test_a_new_finding_fails_with_its_number(site: Path) -> None:
    record(site, OTHER_ID).write_text(OTHER_WRONG, encoding="utf-8")
    result = run(site)
    assert result.exit_code == 1
    assert f"{OTHER_ID}.yml:3:17" in result.output
    assert f"{SMALLEST_ID}.yml" not in result.output
    assert "\n1 new error in 1 of 2 records\n1 finding is older" in result.output
    commit(site)
    assert run(site).exit_code == 1


def test_a_finding_that_only_moved_is_an_older_one(site: Path) -> None:
    record(site, SMALLEST_ID).write_text("# one\n# two\nsummary: x\n" + WRONG, encoding="utf-8")
    assert new_rules(site) == []


def test_a_second_one_of_the_same_kind_is_new(site: Path) -> None:
    file = record(site, SMALLEST_ID)
    window = (
        "  - {component: serch, level: degraded, start: 2026-11-20 11:40, end: 2026-11-20 12:15}\nupdates:"
    )
    file.write_text(WRONG.replace("updates:", window), encoding="utf-8")
    assert new_rules(site) == ["unknown-component"]


def test_entries_are_matched_by_id_and_not_by_position(site: Path) -> None:
    file = record(site, OTHER_ID)
    file.write_text(OTHER + ACTION, encoding="utf-8")
    reviewed = SMALL_SITE.replace("look_back: 1 min", "look_back: 52 weeks")
    (site / "status.yml").write_text(reviewed, encoding="utf-8")
    commit(site)
    git(site, "branch", "-f", "main")
    assert new_rules(site) == []
    another = ACTION.replace("a1", "a0").removeprefix("action_items:\n")
    file.write_text(OTHER + "action_items:\n" + another + ACTION.partition("\n")[2], encoding="utf-8")
    result = json.loads(run(site, "--format", "json").stdout)
    fields = [each["field"] for each in result["findings"] if each["rule"] == "action-without-owner"]
    assert fields == ["action_items[a0].id"]


def test_a_renamed_record_keeps_its_findings(site: Path) -> None:
    text = record(site, SMALLEST_ID).read_text("utf-8") + f"aliases: [{SMALLEST_ID}]\n"
    record(site, SMALLEST_ID).unlink()
    record(site, "2026-11-20-search-was-slow").write_text(text, encoding="utf-8")
    assert new_rules(site) == []


def test_a_finding_in_an_unchanged_record_is_new_if_another_change_caused_it(site: Path) -> None:
    related = f"related: [{{id: {OTHER_ID}, relation: follows}}]\n"
    record(site, SMALLEST_ID).write_text(WRONG + related, encoding="utf-8")
    commit(site)
    git(site, "branch", "-f", "main")
    record(site, OTHER_ID).unlink()
    assert new_rules(site) == ["unknown-reference", "lost-address"]


def test_a_change_of_status_yml_is_judged_for_every_record(site: Path) -> None:
    (site / "status.yml").write_text(SMALL_SITE.replace("id: api", "id: backend"), encoding="utf-8")
    assert sorted(new_rules(site)) == ["lost-address", "unknown-component"]
    found = json.loads(run(site, "--format", "json").stdout)
    assert OTHER_ID in {each["record"] for each in found["findings"]}
    assert found["base"]["older"] == 1


def test_a_new_site_has_only_new_findings(tmp_path: Path) -> None:
    (tmp_path / "README").write_text("x", encoding="utf-8")
    repository(tmp_path)
    site = write_site(tmp_path / "status", {SMALLEST_ID: WRONG})
    assert new_rules(site) == ["unknown-component"]


def test_findings_outside_of_the_named_files_do_not_count(site: Path) -> None:
    record(site, OTHER_ID).write_text(OTHER_WRONG, encoding="utf-8")
    asked = ["check", "--now", "2026-11-23 12:00", "--since", "main", str(record(site, SMALLEST_ID))]
    result = CliRunner().invoke(cli, asked)
    assert result.exit_code == 0
    assert "1 finding is older" in result.output


def test_only_what_was_changed_is_judged_again(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    original = former_site.FormerSite.findings_in_record

    def noting(self: former_site.FormerSite, file: str, now: object) -> object:
        asked.append(file)
        return original(self, file, now)  # type: ignore[arg-type]

    monkeypatch.setattr(former_site.FormerSite, "findings_in_record", noting)
    record(site, OTHER_ID).write_text(OTHER_WRONG, encoding="utf-8")
    run(site)
    assert asked == [f"incidents/2026/{OTHER_ID}.yml"]


def test_a_rule_that_fails_on_a_change_counts_as_new(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = [
        replace(each, check=broken) if each is long_title.RULE else each for each in registry.RECORD_RULES
    ]
    monkeypatch.setattr(runner, "RECORD_RULES", rules)
    assert run(site).exit_code == 0
    record(site, OTHER_ID).write_text(OTHER + "# changed\n", encoding="utf-8")
    assert run(site).exit_code == 3


def test_a_ref_that_does_not_exist_exits_with_2(site: Path) -> None:
    asked = ["check", "--root", str(site), "--since", "mian"]
    result = CliRunner().invoke(cli, asked)
    assert (result.exit_code, result.output) == (
        2,
        "afterword: git finds no commit `mian` here; did you mean `main`?\n",
    )


def test_an_attachment_that_was_added_is_not_missing_in_the_former_site_alone(site: Path) -> None:
    text = OTHER + "links: [{title: A graph, url: queue.svg}]\nsummary: '![The queue](queue.png)'\n"
    record(site, OTHER_ID).write_text(text, encoding="utf-8")
    commit(site)
    git(site, "branch", "-f", "main")
    before = new_rules(site)
    folder = record(site, OTHER_ID).with_suffix("")
    folder.mkdir()
    (folder / "queue.png").write_bytes(PNG)
    commit(site)
    git(site, "branch", "-f", "main")
    (folder / "queue.png").unlink()
    assert (before, new_rules(site)) == ([], ["missing-attachment"])


def test_a_secret_that_was_there_is_older_and_not_shown(site: Path) -> None:
    secret = "AKIA" + "IOSFODNN7QW3RTYU"
    text = OTHER + f"summary: The key {secret} was used.\n"
    record(site, OTHER_ID).write_text(text, encoding="utf-8")
    found = run(site, "--format", "json")
    assert json.loads(found.stdout)["findings"]
    assert secret not in found.output
    commit(site)
    git(site, "branch", "-f", "main")
    record(site, OTHER_ID).write_text(f"# changed\n{text}", encoding="utf-8")
    assert new_rules(site) == []


def test_a_new_file_whose_name_cannot_be_shown_is_new(site: Path) -> None:
    record(site, OTHER_ID).with_name("2026-11-22-a\nb.yml").write_text(OTHER, encoding="utf-8")
    for _ in range(2):
        result = run(site)
        assert result.exit_code == 1
        assert "2026-11-22-a\\nb.yml" in result.output
        commit(site)


def test_a_site_that_cannot_be_used_fails_also_if_it_was_so_before(site: Path) -> None:
    """Without `status.yml`, no rule judges a record, so nothing is known about those that were changed."""
    (site / "status.yml").write_text(f"{SMALL_SITE}groups: [\n", encoding="utf-8")
    commit(site)
    git(site, "branch", "-f", "main")
    record(site, OTHER_ID).write_text(OTHER_WRONG, encoding="utf-8")
    assert new_rules(site) == ["yaml-syntax"]
    assert run(site).exit_code == 1


def page_findings(site: Path, name: str, text: str) -> list[int]:
    """Return the lines of the new findings in a hand-written page with this text."""
    page = site / "docs" / name
    page.parent.mkdir(exist_ok=True)
    page.write_text(text, encoding="utf-8")
    found = json.loads(run(site, "--format", "json").stdout)["findings"]
    return [each["location"]["line"] for each in found if each["file"] == f"docs/{name}"]


def committed_page(site: Path, text: str) -> None:
    page_findings(site, "help.md", text)
    commit(site)
    git(site, "branch", "-f", "main")


def test_a_finding_in_a_new_page_is_new(site: Path) -> None:
    assert page_findings(site, "help.md", "See [x](record:nope).\n") == [1]


def test_the_links_of_a_page_are_compared_with_its_former_ones(site: Path) -> None:
    committed_page(site, "See [x](record:nope).\n")
    assert page_findings(site, "help.md", "See [x](record:nope).\n") == []
    assert page_findings(site, "help.md", "# Help\n\nOr see [x](record:nope).\n\nAnd [x](record:no).\n") == [
        5
    ]
    assert page_findings(site, "help.md", "See [x](record:nope).\n\nSee [x](record:nope).\n") == [3]


def test_a_link_in_an_unchanged_page_is_new_if_its_record_was_removed(site: Path) -> None:
    text = f"See [x](record:{OTHER_ID}) and [y](record:nope).\n"
    committed_page(site, text)
    record(site, OTHER_ID).unlink()
    assert page_findings(site, "help.md", text) == [1]


def test_the_keys_of_mkdocs_yml_are_compared_one_by_one(site: Path) -> None:
    config = site / "mkdocs.yml"
    before = f"{config.read_text('utf-8')}nonsense: 1\n"
    config.write_text(before, encoding="utf-8")
    commit(site)
    git(site, "branch", "-f", "main")
    config.write_text(f"# changed\n{before}", encoding="utf-8")
    assert new_rules(site) == []
    config.write_text(f"{before}more: 1\n", encoding="utf-8")
    assert new_rules(site) == ["mkdocs-config"]


def test_errors_that_the_former_templates_have_too_are_older(site: Path) -> None:
    record(site, SMALLEST_ID).write_text(SMALLEST_RECORD)
    os.mkfifo(record(site, SMALLEST_ID).with_name("pipe"))  # reading it would wait for ever
    pages = site / "templates" / "pages"
    pages.mkdir(parents=True)
    about, status = pages / "about.html.j2", pages / "status.html.j2"
    about.write_text("<h1>About</h1>\n{{ page.nothing }}\n", encoding="utf-8")
    status.write_text("<h1>Status</h1>\n", encoding="utf-8")
    commit(site)
    git(site, "branch", "-f", "main")
    about.write_text("<h1>About</h1>\n<p>New</p>\n  {{ page.nothing }}\n", encoding="utf-8")
    assert new_rules(site) == []
    assert "1 finding is older" in run(site).output
    about.write_text("{{ page.nothing }} {{ page.nobody }}\n{% set x = page %}", encoding="utf-8")
    assert new_rules(site) == ["template-error", "template-error"]
    about.write_text("{{ page.nothing }}\n", encoding="utf-8")
    status.write_text("{% if %}\n", encoding="utf-8")
    assert new_rules(site) == ["template-error"]


def test_an_error_in_a_changed_template_of_the_theme_is_new(site: Path) -> None:
    config = site / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(
        text.replace("name: material", "name: material, custom_dir: overrides"), encoding="utf-8"
    )
    template = site / "overrides" / "main.html"
    template.parent.mkdir()
    template.write_text("{% if %}", encoding="utf-8")
    commit(site)
    git(site, "branch", "-f", "main")
    assert new_rules(site) == []
    template.write_text("\n{% if %}", encoding="utf-8")
    assert new_rules(site) == ["mkdocs-config"]
