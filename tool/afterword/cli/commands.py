"""The commands by use, each with its summary, without importing any of them, so that `--help` stays fast.

A command is in the module of its name, `next-change` in `next_change`, under that same name. An entry may name another
module, whose command has the name of the module.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple

import click


class Listed(NamedTuple):
    """A command as the list of all commands shows it; `help` is a whole sentence."""

    name: str
    help: str
    module: str = ""

    def load(self) -> click.Command:
        """Import the command."""
        module = self.module or self.name.replace("-", "_")
        command = getattr(import_module(f"afterword.cli.{module}"), module)
        assert isinstance(command, click.Command)
        return command


COMMANDS: Mapping[str, tuple[Listed, ...]] = {
    "Set up": (
        Listed("init", "Create a site."),
        Listed("merge-driver", "Merge versions of a record, for git."),
        Listed("completion", "Set up shell completion of commands and ids."),
        Listed("lsp", "Run a language server for your editor."),
        Listed("schema", "Print a JSON Schema for your editor."),
    ),
    "Write": (
        Listed("new", "Create a record."),
        Listed("update", "Add an update to a record."),
        Listed("level", "Change the levels of components."),
        Listed("resolve", "End an incident or maintenance."),
        Listed("reopen", "Reopen a record that was over."),
        Listed("window", "Open, close or change a window."),
        Listed("maintenance", "Announce, move, begin, end or cancel planned work."),
        Listed("event", "Add an event to the timeline of a record."),
        Listed("milestone", "Set milestones of a record."),
        Listed("action", "Add action items, close them, and move their due dates."),
        Listed("draft", "Begin the post-mortem of a record."),
        Listed("publish", "Move a post-mortem to review, or publish it."),
        Listed("correct", "Add a correction after publication."),
        Listed("hide", "Leave a record, or a part of it, out of public builds."),
        Listed("rename", "Give a record another id."),
        Listed("split", "Move a part of a record into a new one."),
        Listed("merge", "Join two records about the same incident."),
        Listed("delete", "Delete a record and its attachments."),
        Listed("component", "Rename, retire or move a component."),
        Listed("fmt", "Format records and `status.yml`."),
        Listed("strip-metadata", "Remove metadata from pictures."),
    ),
    "Look": (
        Listed("now", "Print what the status page says."),
        Listed("list", "List records.", "list_records"),
        Listed("show", "Print a record."),
        Listed("timeline", "Draw and list what happened in a record."),
        Listed("chart", "Draw a record, a component or the site with Plotly."),
        Listed("open", "Open the page of a record.", "open_page"),
        Listed("actions", "List open action items."),
        Listed("calendar", "Print a calendar of incidents and maintenance."),
        Listed("stats", "Print incident statistics by month."),
        Listed("uptime", "Print the uptime of components and groups."),
    ),
    "Review": (
        Listed("review", "Print the open questions about a record."),
        Listed("check", "Check `status.yml` and the records."),
        Listed("explain", "Explain a rule, or list all rules."),
        Listed("diff", "Compare two versions of the site."),
        Listed("comment", "Comment on a pull request, from continuous integration."),
    ),
    "Publish": (
        Listed("build", "Check the records and build the site."),
        Listed("serve", "Serve the site on this machine while you edit it."),
        Listed("next-change", "Print when the built pages become out of date."),
        Listed("export", "Write the pages as Markdown for another site generator."),
    ),
}
"""Commands in the order of `afterword --help` and of the handbook, under the headings that they have there."""

BY_NAME: Mapping[str, Listed] = {each.name: each for listed in COMMANDS.values() for each in listed}
