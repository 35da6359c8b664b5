"""Writes the handbook's field reference, and lists every file that is generated from the model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from afterword.prose.wrapped import wrapped
from afterword.records import introspection
from afterword.records.json_schema import json_schema
from afterword.records.model import ONE_OR_SEVERAL, TEXT_OR_MAPPING
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.records.value_readers import LINE_LIMIT, TITLE_LIMIT
from afterword.records.vocabulary import Word
from afterword.source.parse import DEPTH_LIMIT
from afterword.source.text import SIZE_LIMIT

_HEAD = "<!-- Written by `make generate` from tool/afterword/records/; change it there. -->\n"

SMALLEST_RECORD = """\
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
updates:
  - {at: 2026-11-20 09:52, status: investigating, body: Searches take seconds. We are looking into it.}
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
"""
SMALL_SITE = """\
page: {name: Example, id: example, url: https://status.example.com/}
timezone: Europe/Berlin
components:
  - {id: search, name: Search}
"""

_RECORD_INTRO = f"""\
# The keys of a record

A record is one YAML file, `incidents/<year>/<YYYY-MM-DD-words>.yml`; the name of the file is its id.
Start with the smallest record that can be published, below, and add keys as you learn more. Only keys marked
**required** must be there, and only if the mapping that they belong to is there. Keys marked **Internal**
are left out of public builds unless `publish.also` in `status.yml` names them. What can be computed, such as
a duration, has no key. The format is [version 1](#version-1-of-the-format).

```yaml
{SMALLEST_RECORD}```

"""
_SITE_INTRO = f"""\
# The keys of `status.yml`

`status.yml` is in the top folder of your site. It contains what every record refers to: components, levels,
severities. Only keys marked **required** must be there; all others have defaults. A small example:

```yaml
{SMALL_SITE}```

"""
RECORD_SCHEMA = "schema/record-v1.json"
SITE_SCHEMA = "schema/site-v1.json"
_EDITOR = """\
## In your editor

Editors with the YAML language server (VS Code with the YAML extension, Neovim, Helix and others) complete
keys, words and the names of your site while you type, and show what each one means. `afterword init` writes
`{schema}` to the folder `schema/` of your site; run it again after you update Afterword, or when the schema
should list new components and records. This line at the top of a file names the schema, and
`afterword {writer}` writes it. The path is relative to the file:

```yaml
# yaml-language-server: $schema={path}schema/{schema}
```

In VS Code, you can set it for all files at once, in `.vscode/settings.json`:

```json
{{"yaml.schemas": {{"./schema/{schema}": "{files}"}}}}
```

[`afterword schema`](command-line.md#afterword-schema) prints it, for programs such as Ajv and check-jsonschema.
A schema describes only the form of a file: a component that it does not list may be new, and is valid.
[`afterword lsp`](editor.md) shows in an editor what `afterword check` finds, such as a component that does not
exist.

"""
_READING = f"""\
## How values are read

- Every value is read as text, and its key determines the type: `no` stays a word, `1.10` keeps its zero,
  `17:00` is not a number. Quotes are needed only where YAML needs them: for text with a colon and a space
  (`"Search: slow"`) or a space and a `#`, and for text that begins with a character such as `@`, `%`, `&`,
  `*`, `!`, `[` or `{{`.
- A key without a value (or with `~` or `null`) is absent.
- A time is `YYYY-MM-DD HH:MM`. Seconds with any number of decimals may follow (`09:40:07.250`), and an offset
  (`Z` or `+01:00`); a `T` may replace the space. Without an offset, it is in the record's `timezone`, or else in
  the site's. A clock time that happened twice because the clocks went back needs its offset; one that they
  skipped does not exist. Years go from 1900 to 2199. A day, a month or a year alone, and `~` after a time,
  say that it is not known more exactly.
- Markdown text may be of any length; write it on separate lines after `|`. A line may have at most
  {LINE_LIMIT} characters, a title {TITLE_LIMIT}.
- Links are `https://…`, `http://…` and `mailto:…`, or lead to something on the site itself, such as `/page/`
  and `picture.png`.
- Numbers are digits, with a decimal point if needed, such as `93.5` and `12_000`: no exponent and no comma.
  A quantity may also have a unit and say how exact it is, such as `~5000`, `>20` and `20–149 min`.
- Not supported: anchors, aliases, merge keys, tags, a second document in the file, tabs as indentation,
  encodings other than UTF-8, invisible characters, more than {SIZE_LIMIT:,} bytes, nesting deeper than
  {DEPTH_LIMIT} levels. `afterword check` reports each with its line.
- Pictures and other attachments of a record are in a folder next to it, which is named after its id. Hidden
  files are ignored.

"""
_VERSION = """\
## Version 1 of the format

This is version 1 of the format of records and of `status.yml`. Later releases of Afterword that read version 1
keep these promises:

- **Records.** A record in which `afterword check` finds no error has no error in a later release.
- **Keys and values.** No key and no word of a list is removed or renamed, or gets another meaning. No optional
  key becomes required.
- **Ids and addresses.** The id of a record, its address, and its ids in feeds, in the calendar and in `/api/v2/`
  do not change.
- **Visibility.** A key that is internal does not become public.
- **Numbers.** A duration, a total or an uptime of the same records is computed in the same way. A new definition
  of uptime gets a new name.

What can be added: optional keys, words of a list such as `kind`, forms of a value that were an error before, and
rules that warn. With `--strict`, a new warning makes the check fail; set its [severity](rules.md#severities) to
`info` or `off` if you do not want that. A mistake in Afterword is corrected even if that changes a number, and the
changelog says so.

A key of an earlier form of the format is an error that names what to write now:

```text
incidents/2026/2026-11-20-search-is-slow.yml:5:33  ✗ error  unknown-key
  `approximate` is no longer a key: write `~` after an approximate time, and only the day if that
  is all that is known
  example: at: 2026-11-20 09:40~
```

An incompatible format would be version 2. Afterword would then read records of version 1 as before.

"""


def documents() -> dict[str, str]:
    """Return the text of every file that is generated from the model, by its path in the repository."""
    return {
        **schemas(),
        "docs/handbook/fields.md": record_page(),
        "docs/handbook/site.md": site_page(),
    }


def schemas() -> dict[str, str]:
    """Return the JSON Schemas for editors, by their paths in the repository and in a site."""
    return {
        RECORD_SCHEMA: json_schema(Record, identifier="record-v1.json", title="Afterword record, version 1"),
        SITE_SCHEMA: json_schema(Site, identifier="site-v1.json", title="Afterword status.yml, version 1"),
    }


def record_page() -> str:
    """Write the handbook's page about the keys of a record."""
    editor = _EDITOR.format(
        schema="record-v1.json",
        path="../../",
        files="incidents/**/*.yml",
        writer="new",
    )
    return (
        _HEAD
        + "\n"
        + _RECORD_INTRO
        + editor
        + _READING
        + _VERSION
        + "\n".join(_sections(Record, "The record"))
    )


def site_page() -> str:
    """Write the handbook's page about the keys of `status.yml`."""
    editor = _EDITOR.format(schema="site-v1.json", path="", files="status.yml", writer="init")
    return _HEAD + "\n" + _SITE_INTRO + editor + "\n".join(_sections(Site, "The site"))


def section_address(root: type[BaseModel], path: tuple[str, ...]) -> str:
    """Return the address of the section about a mapping, from the root of the documentation."""
    page = "fields" if root is Record else "site"
    whole = "the-record" if root is Record else "the-site"
    return f"handbook/{page}/#{_anchor('.'.join(path)) if path else whole}"


def value_form(root: type[BaseModel], path: tuple[str, ...]) -> str:
    """Say in plain text what the value of a key is, and whether the key is required."""
    name, field = introspection.field_at(root, path)
    if field is None:
        return ""
    form = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", _value(path[:-1], name, field)).replace("**", "")
    return form[0].upper() + form[1:]


def _sections(root: type[BaseModel], title: str) -> Iterator[str]:
    for path, model in introspection.parts(root):
        yield f"## `{'.'.join(path)}`\n" if path else f"## {title}\n"
        yield wrapped(_about(root, path, model)) + "\n"
        yield "| key | value | meaning | example |\n|---|---|---|---|"
        yield from (_row(path, name, field) for name, field in introspection.keys(model).items())
        yield ""
    yield "## Words\n"
    for closed in introspection.closed_sets(root):
        yield f"### {_title(closed)}\n\n{wrapped(_docstring(closed))}\n\n| word | meaning |\n|---|---|"
        yield from (f"| `{word}` | {word.meaning} |" for word in closed)
        yield ""


def _about(root: type[BaseModel], path: tuple[str, ...], model: type[BaseModel]) -> str:
    if not path:
        return _docstring(model)
    _, field = introspection.field_at(root, path)
    if field is not None and introspection.has_marker(field, ONE_OR_SEVERAL):
        form = "A mapping with these keys, or a list of such mappings."
    elif field is not None and introspection.item_type(field.annotation) is not None:
        form = "A list of entries with these keys."
    elif field is not None and introspection.has_marker(field, TEXT_OR_MAPPING):
        form = "Text, or a mapping with these keys."
    else:
        form = "A mapping with these keys."
    return f"{_docstring(model)} {form}"


def _row(path: tuple[str, ...], name: str, field: FieldInfo) -> str:
    meaning = re.sub(r"\bInternal\b", "**Internal**", introspection.meaning(field))
    cells = (f"`{name}`", _value(path, name, field), meaning, _code(introspection.example(name, field)))
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _value(path: tuple[str, ...], name: str, field: FieldInfo) -> str:
    kind = _kind((*path, name), field)
    if introspection.has_marker(field, TEXT_OR_MAPPING):
        kind = f"Markdown text, or {kind}"
    if introspection.has_marker(field, ONE_OR_SEVERAL):
        kind = f"{kind}, or a list of them"
    elif introspection.item_type(field.annotation) is not None:
        kind = f"list; each entry {kind}"
    if field.is_required():
        return f"**required**; {kind}"
    return f"optional; {kind}" + (f"; default `{field.default}`" if isinstance(field.default, Word) else "")


def _kind(path: tuple[str, ...], field: FieldInfo) -> str:
    annotation = introspection.item_type(field.annotation) or field.annotation
    closed = introspection.closed_set(annotation)
    if introspection.model_of(annotation) is not None:
        return f"a mapping with [these keys](#{_anchor('.'.join(path))})"
    if introspection.is_mapping(annotation):
        names, values = (_described(part) for part in get_args(introspection.bare_type(annotation)))
        return f"{names}, each with {_words(closed) if closed else values}"
    if closed is not None:
        return _words(closed)
    return _described(annotation, field.metadata)


def _described(annotation: Any, metadata: list[Any] | None = None) -> str:
    return str(introspection.kind_schema(annotation, metadata or []).get("description", "anything"))


def _words(closed: type[Word]) -> str:
    return f"a word of [{_title(closed)}](#{_anchor(_title(closed))})"


def _title(closed: type[Word]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", closed.__name__).capitalize()


def _anchor(heading: str) -> str:
    """Return the fragment id of a heading, as both MkDocs and GitHub build it."""
    return re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-")


def _docstring(described: type) -> str:
    return " ".join((described.__doc__ or "").split())


def _code(text: str) -> str:
    return f"`` {text} ``" if "`" in text else f"`{text}`"
