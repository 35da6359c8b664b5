"""The tools to measure: their sites, their commands, and what to remove before a cold build."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks import install, peer_sites, sites
from benchmarks.model import Record

Command = tuple[str, ...]

TITLES = {
    "afterword": "Afterword",
    "mkdocs-material": "MkDocs + Material",
    "zensical": "Zensical",
    "hugo": "Hugo, bare",
    "hugo-same-work": "Hugo, same work",
    "hugo-cstate": "Hugo + cState",
}
EVERYTHING = tuple(TITLES)


@dataclass(frozen=True)
class Case:
    """One command of a tool, and the state in which it is measured."""

    name: str
    command: Command
    cold: bool = False
    """Whether output and caches are removed first."""
    edited: bool = False
    """Whether a record is edited first."""
    builds: bool = True
    """Whether the output must show the current record."""


@dataclass(frozen=True)
class Tool:
    """A site generator, and how to measure it."""

    name: str
    write: Callable[[Path, list[Record]], None]
    file: Callable[[Path, Record], Path]
    build: Command
    serve: Command
    output: str
    leftovers: tuple[str, ...]
    """What to remove before a cold build, relative to the site's folder: output, caches, locks."""
    page: str = "/incidents/{id}/"
    further: tuple[Case, ...] = ()

    @property
    def title(self) -> str:
        """The name for tables."""
        return TITLES[self.name]

    def cases(self) -> tuple[Case, ...]:
        """List the commands that run to their end, in the order of measurement."""
        return (
            Case("cold build", self.build, cold=True),
            Case("one edit, build", self.build, edited=True),
            *self.further,
        )


def afterword() -> Tool:
    """Afterword, with everything that is on by default."""
    own = (sys.executable, "-m", "afterword")
    return Tool(
        name="afterword",
        write=sites.write_afterword,
        file=sites.afterword_file,
        build=(sys.executable, "-m", "mkdocs", "build", "-q"),
        serve=(sys.executable, "-m", "mkdocs", "serve", "--livereload", "-a", "127.0.0.1:{port}"),
        output="site",
        leftovers=("site", ".cache"),
        further=(
            Case("afterword build, cold", (*own, "build"), cold=True),
            Case("afterword build, one edit", (*own, "build"), edited=True),
            Case("afterword check, cold", (*own, "check"), cold=True, builds=False),
            Case("afterword check, one edit", (*own, "check"), edited=True, builds=False),
            Case("afterword --help", (*own, "--help"), builds=False),
        ),
    )


def material() -> Tool:
    """MkDocs with Material in a usual configuration, except that record pages are not in the navigation."""
    return Tool(
        name="mkdocs-material",
        write=peer_sites.write_material,
        file=peer_sites.docs_file,
        build=(sys.executable, "-m", "mkdocs", "build", "-q"),
        serve=(sys.executable, "-m", "mkdocs", "serve", "--livereload", "-a", "127.0.0.1:{port}"),
        output="site",
        leftovers=("site", ".cache"),
    )


def zensical(binary: Path) -> Tool:
    """Zensical."""
    return Tool(
        name="zensical",
        write=peer_sites.write_zensical,
        file=peer_sites.docs_file,
        build=(str(binary), "build"),
        serve=(str(binary), "serve", "-a", "127.0.0.1:{port}"),
        output="site",
        leftovers=("site", ".cache"),
    )


def hugo(binary: Path) -> Tool:
    """Hugo with minimal layouts: what a fast generator needs for the same text."""
    return _hugo("hugo", binary, peer_sites.write_hugo)


def hugo_same_work(binary: Path) -> Tool:
    """Hugo with layouts that make the same kinds of file of each record as Afterword."""
    return _hugo("hugo-same-work", binary, peer_sites.write_hugo_same_work)


def _hugo(name: str, binary: Path, write: Callable[[Path, list[Record]], None]) -> Tool:
    return Tool(
        name=name,
        write=write,
        file=peer_sites.hugo_file,
        build=(str(binary), "build", "--quiet"),
        serve=(str(binary), "server", "--port", "{port}", "--bind", "127.0.0.1"),
        output="public",
        leftovers=("public", "resources", ".cache", ".hugo_build.lock"),
    )


def hugo_cstate(binary: Path, theme: Path) -> Tool:
    """Hugo with cState, a theme for status pages."""
    return Tool(
        name="hugo-cstate",
        write=partial(peer_sites.write_cstate, theme=theme),
        file=peer_sites.cstate_file,
        build=(str(binary), "build", "--quiet"),
        serve=(str(binary), "server", "--port", "{port}", "--bind", "127.0.0.1"),
        output="public",
        leftovers=("public", "resources", ".cache", ".hugo_build.lock"),
        page="/issues/{id}/",
    )


def get(name: str, work: Path, cstate: Path | None) -> Tool:
    """Return a tool by its name; install it below the work folder if needed. Raises install.MissingError."""
    if name == "afterword":
        return afterword()
    if name == "mkdocs-material":
        return material()
    if name == "zensical":
        return zensical(install.zensical(work))
    if name == "hugo":
        return hugo(install.hugo(work))
    if name == "hugo-same-work":
        return hugo_same_work(install.hugo(work))
    if cstate is None:
        raise install.MissingError("no checkout of the theme was named with --cstate")
    if not (cstate / "layouts").is_dir():
        raise install.MissingError("the folder named with --cstate has no layouts/, so it is no theme")
    return hugo_cstate(install.hugo(work), cstate)
