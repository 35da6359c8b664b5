"""Ids of titles in every script: readable where that is possible, and never the same for two records."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from afterword.records.new_ids import distinct, slug
from tests.sites import write_site


def new(site: Path, title: str, now: str = "2026-11-20 09:52", component: str = "api") -> str:
    result = CliRunner().invoke(
        cli,
        ["new", "--root", str(site), "--now", now, "--no-input", "--title", title, "--component", component],
    )
    assert result.exit_code == 0, result.output
    return result.output


def test_titles_without_latin_letters_do_not_collide(tmp_path: Path) -> None:
    site = write_site(tmp_path, {})
    titles = ("検索が遅い", "ログインできない", "Поиск не работает", "البحث بطيء")
    for title in titles:
        new(site, title)
    files = {file.stem: file.read_text("utf-8") for file in site.glob("incidents/2026/*.yml")}
    assert sorted(files) == [
        "2026-11-20-incident",
        "2026-11-20-incident-2",
        "2026-11-20-incident-3",
        "2026-11-20-incident-4",
    ]
    assert all(any(f'title: "{title}"' in text for text in files.values()) for title in titles)
    checked = CliRunner().invoke(cli, ["check", "--root", str(site), "--now", "2026-11-20 12:00"])
    assert checked.exit_code == 0, checked.output


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Café-Suche fällt aus", "cafe-suche-fallt-aus"),
        ("Straße gesperrt", "strasse-gesperrt"),
        ("Łódź: błąd logowania", "lodz-blad-logowania"),
        ("Søgning på nettet", "sogning-pa-nettet"),
        ("\u0130stanbul’da ar\u0131za", "istanbulda-ariza"),
        ("Tìm kiếm chậm", "tim-kiem-cham"),
        ("It's slow", "its-slow"),
        ("検索 API が遅い", "api"),
        ("検索が遅い", ""),
    ],
)
def test_latin_letters_lose_their_accents(title: str, words: str) -> None:
    assert slug(title) == words


def test_a_german_site_spells_out_its_umlauts(tmp_path: Path) -> None:
    words = ("init", str(tmp_path), "--name", "Läden", "--component", "Käufe", "--language", "de", "--no-git")
    made = CliRunner().invoke(cli, [*words, "--timezone", "Europe/Berlin", "--now", "2026-11-20 09:52"])
    assert made.exit_code == 0, made.output
    settings = (tmp_path / "status.yml").read_text("utf-8")
    assert "id: laeden\n" in settings
    assert "id: kaeufe, name: Käufe," in settings
    title = "Große U\u0308bersicht fällt aus"
    assert "-grosse-uebersicht-faellt-aus.yml" in new(tmp_path, title, component="kaeufe")


def test_components_of_a_new_site_have_distinct_ids() -> None:
    assert [*distinct(["a", "b", "a", "a-2", "a"])] == ["a", "b", "a-2", "a-2-2", "a-3"]
