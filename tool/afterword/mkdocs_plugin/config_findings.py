"""Reads `mkdocs.yml` as MkDocs does, and finds everything in it that would stop a build, each with its location.

MkDocs itself stops at the first invalid setting, and does not say on which line it is.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from jinja2 import TemplateSyntaxError
from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from afterword.app.read_site import decoded_site
from afterword.checks.reader_rules import UNUSABLE_PLUGIN
from afterword.diagnostics import Diagnostic, Location, Severity, has_errors
from afterword.mkdocs_plugin.other_plugins import NAME, unusable_plugins
from afterword.mkdocs_plugin.raw_sources import ADVICE, raw_sources_in
from afterword.mkdocs_plugin.unusable_files import unusable_files
from afterword.source.files import SITE_FILE, config_file, read_source

RULE = "mkdocs-config"
_DOCS = "docs"
"""MkDocs' default of `docs_dir`."""
_NAME_FILES = frozenset({"INHERIT", "custom_dir", "docs_dir", "hooks", "watch"})
_MARK = re.compile(r"line (\d+), column (\d+)")
_QUOTED = re.compile(r"[\"'`]([^\"'`]+)[\"'`]")


def read_config(root: Path, **options: Any) -> tuple[MkDocsConfig | None, tuple[Diagnostic, ...]]:
    """Read and validate `mkdocs.yml`, with options in place of its settings; return it and what is wrong with it.

    It is None if there are errors. As in every build, plugins are loaded and hooks are imported.
    """
    name = config_file(root)
    source = read_source(root, name)
    if isinstance(source, Diagnostic):
        return None, (source,)
    try:
        node = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        return None, (_yaml_error(error, name),)
    if not isinstance(node, yaml.MappingNode):
        message = "there must be keys with values, such as `site_name`"
        return None, (_finding(Location(name, 1, 1, 1, 1), message),)
    reader = _Reader(root, name, node)
    config = reader.read(source, options)
    return (None if has_errors(reader.found) else config), tuple(reader.found)


def named_files(root: Path) -> tuple[str, ...]:
    """Return the files and folders that `mkdocs.yml` names and that can keep MkDocs from building a site."""
    source = read_source(root, config_file(root))
    try:
        node = None if isinstance(source, Diagnostic) else yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        node = None
    return (_DOCS, *_named_in(node)) if isinstance(node, yaml.MappingNode) else (_DOCS,)


def _named_in(node: yaml.MappingNode) -> Iterator[str]:
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        if key.value in _NAME_FILES:
            yield from (each.value for each in _scalars(value))
        elif key.value == "theme" and isinstance(value, yaml.MappingNode):
            yield from _named_in(value)


class _Reader:
    """Reads one file, and collects what is wrong with it."""

    def __init__(self, root: Path, name: str, node: yaml.MappingNode) -> None:
        self.found: list[Diagnostic] = []
        self._root = root
        self._name = name
        self._node = node

    def read(self, source: bytes, options: dict[str, Any]) -> MkDocsConfig:
        """Read and validate the settings; they are complete if nothing was found."""
        file = io.BytesIO(source)
        file.name = str(self._root / self._name)
        config = MkDocsConfig(config_file_path=file.name)
        try:
            config.load_file(file)
            config.load_dict(options)
        except (MkDocsException, OSError) as error:
            mark = _MARK.search(str(error))
            line, column = (int(mark[1]), int(mark[2])) if mark else (0, 0)
            self.found.append(_finding(Location(self._name, line, column, line, column), str(error)))
            return config
        self._validate(config)
        self._require(config)
        if not has_errors(self.found):
            self.found += _override_findings(config, self._root)
            self.found += _file_findings(config, self._root)
        if not has_errors(self.found):
            self.found += _page_findings(config, self._root)
            self.found += _source_findings(config, self._root)
        return config

    def _validate(self, config: MkDocsConfig) -> None:
        """Validate all settings; MkDocs would leave out those after the first invalid one."""
        schema = config._schema
        for step in ("pre_validation", "validate", "post_validation"):
            if step == "post_validation" and has_errors(self.found):
                return
            for key, option in schema:
                try:
                    if step == "validate":
                        config[key] = option.validate(config.get(key))
                    else:
                        getattr(option, step)(config, key_name=key)
                except ValidationError as error:
                    self._add(key, str(error))
                except Exception as error:
                    if key == "hooks" or not has_errors(self.found):
                        self._add(key, f"{type(error).__name__}: {error}")
                for warning in option.warnings:
                    self._add(key, str(warning), Severity.WARNING)
                option.reset_warnings()
        for key in sorted(set(config) - {name for name, _ in schema}):
            self._add(key, f"MkDocs does not know the setting `{key}`", Severity.WARNING)

    def _require(self, config: MkDocsConfig) -> None:
        """Find settings that MkDocs accepts and this plugin does not."""
        plugins: object = config.plugins
        if isinstance(plugins, Mapping):
            if NAME not in plugins:
                self._add("plugins", "the plugin is not listed", example="plugins: [search, afterword]")
            for sentence in unusable_plugins(plugins):
                place = self._place("plugins", sentence)
                self.found.append(Diagnostic(UNUSABLE_PLUGIN, Severity.ERROR, place, sentence))
        if not config.use_directory_urls:
            self._add(
                "use_directory_urls", "addresses must end in a slash", example="use_directory_urls: true"
            )
        site = decoded_site(self._root)[0].model
        ours = site.page.root if site else ""
        if ours and config.site_url and config.site_url.rstrip("/") != ours.rstrip("/"):
            message = f"`page.url` in {SITE_FILE} is `{ours}`, and feeds and calendars have links to that"
            self._add("site_url", message, Severity.WARNING, f"site_url: {ours}")

    def _add(self, key: str, message: str, severity: Severity = Severity.ERROR, example: str = "") -> None:
        message = " ".join(message.split())
        self.found.append(_finding(self._place(key, message), message, severity, example))

    def _place(self, key: str, message: str) -> Location:
        """Return the location of a setting, or of the word in it that a message quotes."""
        for name, value in self._node.value:
            if name.value == key:
                scalars = {each.value: each for each in _scalars(value)}
                quoted = [word for word in _QUOTED.findall(message) if word in scalars]
                return _location(scalars[quoted[-1]] if quoted else name, self._name)
        return Location(self._name, 1, 1, 1, 1)


def _override_findings(config: MkDocsConfig, root: Path) -> Iterator[Diagnostic]:
    """Find templates in the theme's `custom_dir` whose syntax is wrong, among those that replace one of the theme."""
    own = config.theme.custom_dir
    if not own:
        return
    environment = config.theme.get_env()
    for file in sorted(Path(own).rglob("*.html")):
        name = file.relative_to(own).as_posix()
        if any((Path(each) / name).is_file() for each in config.theme.dirs if Path(each) != Path(own)):
            try:
                environment.parse(file.read_text("utf-8"), name)
            except TemplateSyntaxError as error:
                yield _finding(
                    location_in(root, file, error.lineno), error.message or "the template cannot be read"
                )
            except UnicodeDecodeError:
                yield _finding(location_in(root, file), "the template is not UTF-8")


def _file_findings(config: MkDocsConfig, root: Path) -> Iterator[Diagnostic]:
    """Find files that MkDocs cannot publish."""
    for file, reason in unusable_files(Path(config.docs_dir)):
        yield _finding(location_in(root, file), reason)


def _page_findings(config: MkDocsConfig, root: Path) -> Iterator[Diagnostic]:
    """Find hand-written pages that MkDocs cannot read."""
    for file in sorted(Path(config.docs_dir).rglob("*.md")):
        try:
            data = file.read_bytes()
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
            yield _finding(location_in(root, file, line, column), "the page is not UTF-8")
        except OSError as error:
            yield _finding(location_in(root, file), f"the page cannot be read: {error.strerror or error}")


def _source_findings(config: MkDocsConfig, root: Path) -> Iterator[Diagnostic]:
    """Find the first record, or other source of ours, that MkDocs would publish as it is."""
    ours = config.plugins[NAME].config["root"] or root
    for file in sorted(raw_sources_in(config, Path(ours)))[:1]:
        yield _finding(location_in(root, file), ADVICE)


def location_in(root: Path, file: Path, line: int = 0, column: int = 1, length: int = 0) -> Location:
    """Return a location in a file of the site, named relative to its root; of the whole file if there is no line."""
    name = file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
    return Location(name, line, column, line, column + length) if line else Location(name)


def _yaml_error(error: yaml.YAMLError, file: str) -> Diagnostic:
    mark = getattr(error, "problem_mark", None)
    message = getattr(error, "problem", None) or " ".join(str(error).split())
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    return _finding(Location(file, line, column, line, column), f"it is not valid YAML: {message}")


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _scalars(each)
    elif isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from _scalars(name)
            yield from _scalars(value)


def _location(node: yaml.ScalarNode, file: str) -> Location:
    start, end = node.start_mark, node.end_mark
    return Location(file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _finding(
    location: Location, message: str, severity: Severity = Severity.ERROR, example: str = ""
) -> Diagnostic:
    return Diagnostic(RULE, severity, location, message, example)
