"""Builds and serves a site through MkDocs for our own command line."""

from __future__ import annotations

import errno
import logging
import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from afterword import clock
from afterword.app.checking import CheckResult
from afterword.app.errors import UserError
from afterword.formats.hosting import HEADERS, REDIRECTS, ROBOTS
from afterword.mkdocs_plugin import AfterwordPlugin
from afterword.mkdocs_plugin.check import audience_of, broken_links, check_with, with_findings
from afterword.mkdocs_plugin.cli_options import CLI_OPTIONS, CliOptions
from afterword.mkdocs_plugin.config_findings import named_files, read_config
from afterword.mkdocs_plugin.log_findings import log_all, log_findings
from afterword.mkdocs_plugin.other_plugins import plugin_at_fault
from afterword.mkdocs_plugin.prepare import NotPublishedError
from afterword.mkdocs_plugin.record_links import links_in_pages
from afterword.mkdocs_plugin.waiting import Waiting
from afterword.output.pages import PAGE_FILE
from afterword.output.publish import publish, sibling_folder
from afterword.output.write import naming
from afterword.report.printable import printable
from afterword.source.files import CONFIG_FILE, config_file
from afterword.views.audience import Audience
from afterword.views.urls import GROWING

_log = logging.getLogger("mkdocs.plugins.afterword")
_OF_BUILDS = (*GROWING, "assets/", "search/")
"""The folders that only builds write: Afterword, the theme and its search."""
_AT_TIMES = (HEADERS, REDIRECTS, ROBOTS)
"""The files beside these folders that a build writes only if there is something for them."""
_PAGE = f"/{PAGE_FILE}"
_MOST_NAMED = 10
_ADDRESS_PROBLEMS = {
    errno.EADDRINUSE: "is in use by another program",
    errno.EADDRNOTAVAIL: "is not an address of this machine",
    errno.EACCES: "is reserved for the system",
}


def build_site(root: Path, target: Path, options: CliOptions, *, strict: bool = False) -> None:
    """Build a site next to the previous one in `target`, and replace that if the build succeeds.

    Findings in `mkdocs.yml` are reported together with those in the records; `options.report_findings` ends the build
    if there are errors. Raises UserError if MkDocs cannot build the site for another reason.
    """
    _config_file(root)
    with _options_set(replace(options, previous_output=target)):
        with sibling_folder(target) as new:
            config, found = read_config(root, site_dir=str(new), strict=strict)
            report = options.report_findings or log_findings
            if config is None:
                now = options.now or clock.now()
                report(check_with(root, now, options.audience or Audience.PUBLIC, found))
                raise UserError(f"{config_file(root)} has errors; `afterword check` shows them")
            links = tuple(links_in_pages(config))
            shown_to = options.audience or audience_of(config)

            def report_all(checked: CheckResult) -> None:
                broken = tuple(broken_links(checked, links, shown_to))
                places = frozenset(each.location for each in broken)
                CLI_OPTIONS.set(replace(CLI_OPTIONS.get(), reported=places))
                report(with_findings(checked, (*found, *broken)))

            CLI_OPTIONS.set(replace(CLI_OPTIONS.get(), report_findings=report_all))
            session = _plugin_of(config).session
            try:
                with naming(new):
                    _build(config)
                removed = publish(new, target, session.reused_paths())
            except BaseException:
                session.discard()
                raise
        session.commit()
        _name_removed(removed, target)


def _name_removed(removed: Sequence[str], target: Path) -> None:
    """Name the removed files that may have been put there by hand, as those that prove who owns a domain are."""
    by_hand = (path for path in removed if not path.startswith(_OF_BUILDS) and not path.endswith(_PAGE))
    names = sorted(path for path in by_hand if path not in _AT_TIMES)
    if names:
        more = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
        _log.warning(
            "removed from %s/, as this build does not write them: %s%s; put such files into docs/, which builds copy",
            target.name,
            ", ".join(map(printable, names[:_MOST_NAMED])),
            more,
        )


def serve_site(root: Path, address: str, options: CliOptions) -> None:
    """Serve a site, and build it again on every change, until interrupted.

    If `mkdocs.yml` has errors, or the first build finds some, it waits for a change. Raises UserError if MkDocs cannot
    build the site, or if the address cannot be used.
    """
    from mkdocs.commands.serve import serve

    file = str(_config_file(root))
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    with _options_set(options):
        try:
            _bind(address)
            _once_it_can_be_built(root, lambda: serve(file, livereload=True, dev_addr=address))
        except OSError as problem:
            reason = _ADDRESS_PROBLEMS.get(problem.errno or 0)
            if reason is None or problem.filename:
                raise
            message = f"{address} {reason}; choose another, such as `--address 127.0.0.1:8001`"
            raise UserError(message) from problem


def _bind(address: str) -> None:
    """Raise OSError if no server can use an address: MkDocs finds it out only after its first build."""
    host, _, port = address.rpartition(":")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    socket.create_server((host.strip("[]"), int(port)), family=family).close()


def _once_it_can_be_built(root: Path, serve: Callable[[], None]) -> None:
    """Serve a site; as long as `mkdocs.yml` or its first build has errors, wait for a change, and try again.

    With `strict: true` in `mkdocs.yml`, warnings are errors.
    """
    while True:
        waiting = Waiting(root, named_files(root))
        config, found = read_config(root)
        try:
            if config:
                return serve()
            log_all(found)
        except Abort as problem:
            if config and config.strict:
                _log.error("%s", problem)
            elif not isinstance(problem.__context__, NotPublishedError):
                raise
        _log.info("Waiting for a change, to build again. Press Ctrl+C to end.")
        try:
            waiting.for_change()
        except KeyboardInterrupt:
            return None


@contextmanager
def _options_set(options: CliOptions) -> Iterator[None]:
    """Make options available to the plugin; MkDocs' own dates follow `now` too. Turns its errors into UserError."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    # Material's advice to its users, not to ours: see docs/design.md
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    token = CLI_OPTIONS.set(options)
    former = os.environ.get("SOURCE_DATE_EPOCH")
    if options.now:
        os.environ["SOURCE_DATE_EPOCH"] = str(int(options.now.timestamp()))
    try:
        yield
    except (MkDocsException, Abort) as problem:
        raise UserError(f"MkDocs could not build the site: {problem}") from problem
    finally:
        CLI_OPTIONS.reset(token)
        if options.now:
            os.environ.pop("SOURCE_DATE_EPOCH", None)
            if former is not None:
                os.environ["SOURCE_DATE_EPOCH"] = former


def _build(config: MkDocsConfig) -> None:
    """Let MkDocs build. Raises UserError if another plugin fails; an error in ours is a bug."""
    try:
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except (MkDocsException, UserError):
        raise
    except Exception as problem:
        name = plugin_at_fault(problem, config.plugins)
        if not name:
            raise
        reason = " ".join(f"{type(problem).__name__}: {problem}".split())
        raise UserError(
            f"the plugin `{name}` failed: {reason}; `mkdocs build` shows where, and the handbook, “Other plugins”, "
            "lists those that work"
        ) from problem


def _plugin_of(config: MkDocsConfig) -> AfterwordPlugin:
    for plugin in config.plugins.values():
        if isinstance(plugin, AfterwordPlugin):
            return plugin
    file = Path(config.config_file_path or CONFIG_FILE).name
    raise UserError(f"{file} does not list the plugin; write `plugins: [search, afterword]` into it")


def _config_file(root: Path) -> Path:
    file = root / config_file(root)
    if not file.is_file():
        raise UserError(f"there is no {CONFIG_FILE} in {root.name}/; `afterword init` writes one")
    return file
