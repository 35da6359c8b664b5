"""Writes the same records as sites of other tools: a Markdown page for each public record."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from textwrap import indent

from benchmarks import words
from benchmarks.markdown_text import record_markdown
from benchmarks.model import Record
from benchmarks.sites import write
from benchmarks.yaml_text import record_yaml

_MATERIAL = """\
site_name: Brindlework status
site_url: https://status.brindlework.example/
theme:
  name: material
  font: false
plugins:
  - search
nav:
  - Status: index.md
"""
_NOT_IN_NAV = """\
not_in_nav: |
  /incidents/
"""
_HUGO = """\
baseURL = "https://status.brindlework.example/"
title = "Brindlework status"
locale = "en"
timeZone = "Europe/Berlin"
buildFuture = true
disableKinds = ["taxonomy", "term", "rss"]
[markup.highlight]
codeFences = false
"""
_SAME_WORK = """\
[outputs]
page = ["html", "data", "statuspage", "timeline"]
[outputFormats.data]
mediaType = "application/json"
baseName = "data"
isPlainText = true
[outputFormats.statuspage]
mediaType = "application/json"
baseName = "statuspage"
isPlainText = true
[outputFormats.timeline]
mediaType = "image/svg+xml"
baseName = "timeline"
isPlainText = true
"""
_LAYOUTS = Path(__file__).parent / "same_work"
_CLOCK_TIME = re.compile(r"(?<=: )(\d{4}-\d\d-\d\d) (\d\d:\d\d)([+-]\d\d:\d\d)?(?=[,}\n])")
_BASE_OF = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }}</title><link rel="canonical" href="{{ .Permalink }}"></head>
<body>{{ block "main" . }}{{ end }}</body>
</html>
"""
_PAGE = """\
{{ define "main" }}<h1>{{ .Title }}</h1>
<p><time datetime="{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}">{{ .Date.Format "2 January 2006" }}</time></p>
{{ .Content }}{{ end }}
"""
_LIST = """\
{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .RegularPagesRecursive }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
"""
_HOME = """\
{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>
{{ range first 20 .Site.RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}
</ul>{{ end }}
"""
_CSTATE = """\
title: Brindlework status
baseURL: https://status.brindlework.example/
languageCode: en
defaultContentLanguage: en
buildFuture: true
preserveTaxonomyNames: true
taxonomies: {affected: affected}
outputs:
  page: [html, json]
  section: [html, json, rss]
  home: [html, json, rss, svg]
  term: [html, json, rss, svg]
outputFormats:
  svg: {isPlainText: true, mediaType: image/svg+xml}
"""
_CSTATE_PARAMS = """\
params:
  description: How Brindlework is doing.
  dateFormat: January 2, 2006 at 3:04 PM
  shortDateFormat: 15:04 — Jan 2
  useRelativeTime: true
  enableLastMod: true
  incidentHistoryFormat: yearly
  incidentPostsPerPage: 5
  incidentMaxAgeYears: 12
  disableComplexCalculations: false
  alwaysKeepBrandColor: true
  brand: "#0a0c0f"
  ok: "#008000"
  disrupted: "#cc4400"
  down: "#e60000"
  notice: "#24478f"
  headerTextColor: white
  useLogo: false
  googleAnalytics: UA-00000000-1
"""
_CSTATE_SEVERITIES = {"sev1": "down", "sev2": "down", "sev3": "disrupted"}
NEWEST = 20


def write_material(folder: Path, records: list[Record]) -> None:
    """Write a site of MkDocs with Material; its record pages are not in the navigation, which would be slow."""
    write(folder / "mkdocs.yml", _MATERIAL + _NOT_IN_NAV)
    _write_docs(folder, records)


def write_zensical(folder: Path, records: list[Record]) -> None:
    """Write a site of Zensical; it reads MkDocs' configuration, but does not support `not_in_nav`."""
    write(folder / "mkdocs.yml", _MATERIAL)
    _write_docs(folder, records)


def docs_file(folder: Path, record: Record) -> Path:
    """Return the file of a record's page on a site of MkDocs or Zensical."""
    return folder / "docs" / "incidents" / f"{record.id}.md"


def _write_docs(folder: Path, records: list[Record]) -> None:
    links = _links(records, "{id}.md")
    newest = _public(records)[-NEWEST:]
    shown = "\n".join(f"- [{record.title}](incidents/{record.id}.md)" for record in reversed(newest))
    write(folder / "docs" / "index.md", f"# Brindlework status\n\n{shown}\n")
    for record in _public(records):
        write(docs_file(folder, record), f"# {record.title}\n\n{record_markdown(record, links)}")


def write_hugo(folder: Path, records: list[Record]) -> None:
    """Write a site of Hugo with minimal layouts: title, date and content, and a list."""
    write(folder / "hugo.toml", _HUGO)
    for name, text in (("baseof", _BASE_OF), ("page", _PAGE), ("section", _LIST), ("home", _HOME)):
        write(folder / "layouts" / f"{name}.html", text)
    write(folder / "content" / "incidents" / "_index.md", "---\ntitle: Incidents\n---\n")
    links = _links(records, "/incidents/{id}/")
    for record in _public(records):
        front = _front_matter([("title", _quoted(record.title)), ("date", record.start.isoformat())])
        write(hugo_file(folder, record), front + record_markdown(record, links))


def write_hugo_same_work(folder: Path, records: list[Record]) -> None:
    """Write a site of Hugo that makes the same kinds of file of each record as Afterword, with layouts of our own.

    The front matter of a page is the record's own YAML, with times as Hugo reads them.
    """
    write(folder / "hugo.toml", _HUGO + _SAME_WORK)
    shutil.copytree(_LAYOUTS, folder / "layouts", dirs_exist_ok=True)
    write(folder / "content" / "incidents" / "_index.md", "---\ntitle: Incidents\n---\n")
    for record in _public(records):
        typed = indent(_CLOCK_TIME.sub(r"\1T\2:00\3", record_yaml(record)), "  ")
        front = [
            ("title", _quoted(record.title)),
            ("date", record.start.isoformat()),
            ("record", f"\n{typed}"),
        ]
        write(hugo_file(folder, record), _front_matter(front))


def hugo_file(folder: Path, record: Record) -> Path:
    """Return the file of a record's page on a site of Hugo."""
    return folder / "content" / "incidents" / f"{record.id}.md"


def write_cstate(folder: Path, records: list[Record], *, theme: Path) -> None:
    """Write a site of Hugo with the theme cState, in the format of its issues."""
    write(
        folder / "config.yml", f"theme: {theme.name}\nthemesDir: {theme.parent}\n{_CSTATE}{_cstate_params()}"
    )
    names = {component.id: component.name for component in words.COMPONENTS}
    links = _links(records, "/issues/{id}/")
    for record in _public(records):
        affected = dict.fromkeys(names[window.component] for window in record.windows)
        front = [
            ("title", _quoted(record.title)),
            ("date", record.start.isoformat()),
            ("resolved", "true" if record.end else "false"),
            *([("resolvedWhen", record.end.isoformat())] if record.end else []),
            ("severity", _CSTATE_SEVERITIES.get(record.severity or "", "notice")),
            ("affected", f"[{', '.join(map(_quoted, affected))}]"),
            ("section", "issue"),
        ]
        write(cstate_file(folder, record), _front_matter(front) + record_markdown(record, links))


def cstate_file(folder: Path, record: Record) -> Path:
    """Return the file of a record's page on a site of cState."""
    return folder / "content" / "issues" / f"{record.id}.md"


def _cstate_params() -> str:
    lines = ["  categories:", *(f"    - name: {name}" for _, name in words.GROUPS), "  systems:"]
    groups = dict(words.GROUPS)
    lines += [
        f"    - {{name: {component.name}, category: {groups[component.group]}}}"
        for component in words.COMPONENTS
    ]
    return _CSTATE_PARAMS + "\n".join(lines) + "\n"


def _public(records: list[Record]) -> list[Record]:
    return [record for record in records if not record.internal]


def _links(records: list[Record], target: str) -> dict[str, str]:
    return {record.id: f"[{record.title}]({target.format(id=record.id)})" for record in records}


def _front_matter(fields: Iterable[tuple[str, str]]) -> str:
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields) + "---\n\n"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'
