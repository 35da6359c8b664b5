"""Where the rules about leaks look: which texts are published, what a site allows, and what a message shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from afterword.checks.samples import SAMPLE_FILE
from afterword.diagnostics import Diagnostic, Severity
from tests.checks.demo import BEGIN, NOW, SITE, check, load, run
from tests.checks.leaks.test_file_metadata import jpeg, png, tiff
from tests.checks.leaks.test_secrets import KEY, TOKENS

TOKEN = TOKENS["GitHub Token"]
HOST, MAIL, LINK = (
    "db-07.prod.internal",
    "maria.lind@papermoor.dev",
    "https://papermoor.slack.com/archives/C01",
)
CUSTOMER = "One customer, from 81.2.69.142, sent them."


def _found(record: str, site: str = SITE) -> list[tuple[str, Severity]]:
    return [(each.rule, each.severity) for each in check(record, site=site)]


def _with_file(name: str, data: bytes, record: str = "") -> tuple[Diagnostic, ...]:
    text = record or f"title: Search is slow\nsummary: 'As [the file]({name}) shows.'\n"
    return run(replace(load({SAMPLE_FILE: text}), attachments={name: data}), NOW)


@pytest.mark.parametrize(
    ("leak", "rule", "severity"),
    [
        (TOKEN, "secret", Severity.ERROR),
        (HOST, "private-address", Severity.ERROR),
        (MAIL, "personal-contact", Severity.ERROR),
        (LINK, "insider-link", Severity.WARNING),
        (CUSTOMER, "customer-address", Severity.WARNING),
    ],
)
class TestEachKindOfLeak:
    """What is true of each kind of leak."""

    @pytest.mark.parametrize(
        "text",
        [
            "summary: 'Slow. {}'\n",
            "summary: Slow.\nsymptoms: [{{component: search, seen: 'Slow. {}'}}]\n",
            "summary: Slow.\nupdates:\n  - {{at: 2026-11-20 10:20, status: resolved, body: 'Slow. {}'}}\n",
            "summary: Slow.\nroot_causes: [{{category: software, text: 'Slow. {}'}}]\n",
        ],
    )
    def test_is_found_in_every_public_text(self, leak: str, rule: str, severity: Severity, text: str) -> None:
        assert (rule, severity) in _found("title: Search is slow\n" + text.format(leak))

    def test_is_found_in_the_texts_of_the_site(self, leak: str, rule: str, severity: Severity) -> None:
        site = SITE.replace("page: {", f"page: {{description: 'Slow. {leak}', ")
        assert (rule, severity) in _found(BEGIN, site)

    def test_only_secrets_are_found_in_internal_records_and_keys(
        self, leak: str, rule: str, severity: Severity
    ) -> None:
        expected = rule == "secret"
        record = f"title: Search is slow\nsummary: 'Slow. {leak}'\nvisibility: internal\n"
        assert (rule in dict(_found(record))) is expected
        assert (rule in dict(_found(f"{BEGIN}accepted_risk: 'Slow. {leak}'\n"))) is expected

    def test_is_told_with_its_beginning_only_if_it_is_a_secret(
        self, leak: str, rule: str, severity: Severity
    ) -> None:
        (message,) = (
            each.message
            for each in check(f"title: Search is slow\nsummary: 'Slow. {leak}'\n")
            if each.rule == rule
        )
        assert (leak[:4] in message) or rule == "customer-address"
        assert TOKEN not in message


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        (HOST, HOST),
        ("10.4.17.3", "10.4.17.3"),
        (MAIL, MAIL.upper()),
        (LINK, LINK),
        (LINK, "papermoor.slack.com"),
        (CUSTOMER, "81.2.69.142"),
    ],
)
def test_a_site_allows_what_may_be_public(text: str, allowed: str) -> None:
    record = f"title: Search is slow\nsummary: 'Slow. {text}'\n"
    assert _found(record) != []
    assert _found(record, SITE + f"review: {{allow: ['{allowed}']}}\n") == []


def test_a_secret_cannot_be_allowed_by_its_text() -> None:
    found = _found(BEGIN, SITE + f"review: {{allow: ['{TOKEN}']}}\n")
    assert found == [("secret", Severity.ERROR)]


@pytest.mark.parametrize("more", [f"# {TOKEN}\n", f"internal: {{call: ['{TOKEN}']}}\n"])
def test_secrets_are_found_in_comments_and_in_what_is_never_public(more: str) -> None:
    (found,) = check(f"{BEGIN}{more}")
    assert found.rule == "secret"
    assert found.message.startswith("in line 3, `ghp_…` is a secret")


def test_a_secret_that_is_typed_over_several_lines_is_found_once() -> None:
    lines = "".join(f"  {line}\n" for line in KEY.split("\n"))
    assert _found(f"title: Search is slow\nsummary: |\n{lines}") == [("secret", Severity.ERROR)]


def test_a_site_adds_hosts_and_links_of_its_own() -> None:
    record = "title: Search is slow\nsummary: web-3.prod.papermoor.net was slow, see https://graphs.papermoor.dev/d/1\n"
    settings = "review: {internal_hosts: [prod.papermoor.net], insider_links: [graphs.papermoor.dev]}\n"
    assert _found(record) == []
    assert [rule for rule, _ in _found(record, SITE + settings)] == ["private-address", "insider-link"]


def test_the_address_for_help_may_be_of_a_person() -> None:
    site = SITE.replace("page: {", f"page: {{support: 'mailto:{MAIL}', ")
    assert _found(f"title: Search is slow\nsummary: 'Write to {MAIL}.'\n", site) == []


@pytest.mark.parametrize("origin", ["", "origin: {system: statuspage, id: abc}\n"])
def test_errors_are_found_in_imported_records_and_in_drafts_too(origin: str) -> None:
    record = (
        f"title: Search is slow\nsummary: 'Slow. {HOST} {TOKEN}'\npost_mortem: {{status: draft}}\n{origin}"
    )
    errors = [each for each in _found(record) if each[1] is Severity.ERROR]
    assert {rule for rule, _ in errors} == {"secret", "private-address"}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (f"a\nb\ntoken={TOKEN} ok", "secret"),
        ('{"host": "' + HOST + '"}', "private-address"),
        (f"name,mail\nMaria,{MAIL}\n", "personal-contact"),
        ("81.2.69.142 - - GET /search\n81.2.69.143 - - GET /\n", "customer-address"),
    ],
)
@pytest.mark.parametrize("ending", ["log", "csv", "json", "TXT"])
def test_attached_texts_are_searched(text: str, rule: str, ending: str) -> None:
    (found,) = _with_file(f"queue.{ending}", text.encode())
    assert found.rule == rule
    assert (found.location.line, found.location.column) == (2, 25)
    assert f"of the attachment `queue.{ending}`" in found.message
    assert TOKEN not in found.message


def test_the_first_of_many_leaks_in_an_attachment_is_named_and_the_rest_is_counted() -> None:
    (found,) = _with_file(
        "queue.log", "\n".join(f"10.4.{n // 250}.{n % 250}" for n in range(1, 1201)).encode()
    )
    assert found.message.startswith(
        "in line 1 of the attachment `queue.log`, `10.4.0.1` is a private address"
    )
    assert "(and 1,199 more like it)" in found.message


def test_attachments_of_internal_records_are_searched_for_secrets_only() -> None:
    record = "title: Search is slow\nsummary: 'As [the file](queue.log) shows.'\nvisibility: internal\n"
    found = _with_file("queue.log", f"{HOST} {TOKEN}".encode(), record)
    assert [each.rule for each in found] == ["secret"]


@pytest.mark.parametrize(
    ("name", "data", "command"),
    [
        ("queue.jpg", jpeg(b"Exif\0\0" + tiff()) + b"\0\xff\xd9", "afterword strip-metadata incidents/2026/"),
        ("queue.png", png(), ""),
        ("queue.pdf", b"%PDF-1.7\n<</Author (Maria Lind)>>", "qpdf --empty --pages incidents/2026/"),
    ],
)
def test_metadata_of_attachments_is_found_with_the_command_that_removes_it(
    name: str, data: bytes, command: str
) -> None:
    found = _with_file(name, data)
    assert [each.rule for each in found] == (["attachment-metadata"] if command else [])
    for each in found:
        assert (each.location.line, each.location.column) == (2, 25)
        assert "the author (`Maria Lind`)" in each.message
        assert each.example.startswith(command)


def test_a_damaged_picture_cannot_be_stripped() -> None:
    (found,) = _with_file("queue.jpg", jpeg(b"Exif\0\0" + tiff()))
    assert found.message.endswith("and is damaged or incomplete; export it again")
    assert not found.example


def test_a_site_allows_the_name_of_its_company_in_metadata() -> None:
    data: Mapping[str, bytes] = {"queue.pdf": b"%PDF-1.7\n<</Author (Papermoor)>>"}
    files = {
        SAMPLE_FILE: "title: Search is slow\nsummary: 'As [the file](queue.pdf) shows.'\n",
        "status.yml": SITE + "review: {allow: [Papermoor]}\n",
    }
    assert run(replace(load(files), attachments=data), NOW) == ()
