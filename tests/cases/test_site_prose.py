"""The Markdown of `status.yml` follows the same rules as that of records."""

from __future__ import annotations

from tests.checks.demo import check_files
from tests.source.problems import Problem, problems_of

SITE = """\
page: {{name: Acme, id: acme, description: "{page}"}}
timezone: UTC
groups: [{{id: core, name: Core, description: "{group}"}}]
components: [{{id: search, name: Search, group: core, description: "{component}"}}]
levels: [{{id: slow, name: Slow, status: degraded_performance, description: "{level}"}}]
severities: [{{id: sev1, name: High, impact: major, description: "{severity}"}}]
"""
PLAIN = dict.fromkeys(("page", "group", "component", "level", "severity"), "Some words.")


def found_with(**texts: str) -> list[Problem]:
    """Return the findings in a site with these texts, and with plain words in the others."""
    return problems_of(check_files({"status.yml": SITE.format(**PLAIN | texts)}))


def test_plain_words_pass() -> None:
    assert found_with() == []


def test_a_comment_is_an_error_in_every_field() -> None:
    for name in PLAIN:
        (found,) = found_with(**{name: "Some words. <!-- ours -->"})
        assert found.rule == "html-comment"
        assert found.message.endswith("move it after a `#` outside the text")
        assert found.example == "description: Some words."


def test_a_comment_in_text_that_is_not_markdown_is_an_error() -> None:
    (found,) = problems_of(
        check_files({"status.yml": SITE.format(**PLAIN).replace("name: Core", "name: Core <!-- a -->")})
    )
    assert (found.rule, found.example) == ("html-comment", "name: Core")


def test_a_link_to_nothing_is_a_comment() -> None:
    for comment in (
        "[//]: # (ours)",
        "[note]: <> 'ours'",
        '[1]: #  "ours"',
        "[//]: ours",
        "[_a_]: # (*ours*)",
    ):
        (found,) = found_with(page=f"Some words.\\n\\n{comment.replace(chr(34), chr(92) + chr(34))}")
        assert (found.rule, comment[:4] in found.message) == ("html-comment", True)
    for text in (
        "`[//]: # (ours)`",
        "```\\n- [//]: # (ours)\\n```",
        "[Update]: # of it",
        "[Update]: fixed",
        "[a][b]\\n\\n[b]: <https://b.example>",
    ):
        assert found_with(page=text) == []
    for text in ("> [//]: # (ours)", "- a\\n- [//]: # (ours)", "```\\n[a]: # (b)\\n```\\n\\n[//]: # (ours)"):
        (found,) = found_with(page=text)
        assert "[//]: # (ours)" in found.message


def test_a_title_may_name_the_beginning_of_a_comment() -> None:
    text = SITE.format(**PLAIN).replace("name: Core", "name: Pages with an unclosed <!-- were empty")
    assert check_files({"status.yml": text}) == ()


def test_tags_and_pictures_of_other_hosts_are_found_in_every_field() -> None:
    for name in PLAIN:
        assert [each.rule for each in found_with(**{name: "<b>Some</b> words."})] == ["raw-html"]
        (found,) = found_with(**{name: "![A map](https://img.example.com/map.png)"})
        assert (found.rule, found.example) == (
            "foreign-picture",
            "[what it shows](https://img.example.com/map.png)",
        )


def test_a_finding_can_be_suppressed_in_status_yml() -> None:
    text = SITE.format(**PLAIN | {"level": "<b>Some</b> words."})
    reason = "# afterword: ignore raw-html because readers know these tags"
    assert check_files({"status.yml": text.replace("levels:", f"{reason}\nlevels:")}) == ()
