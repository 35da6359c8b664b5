"""What our JSON report of a check says: the declaration that the schema is made from."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict


class Counts(TypedDict):
    """How many findings there are, and in how many records was looked for them."""

    error: int
    warning: int
    info: int
    records: Annotated[int, "How many records were checked."]


class BaseVersion(TypedDict):
    """The version with which `--since` compared."""

    ref: Annotated[str, "What was asked for."]
    commit: Annotated[
        str,
        "The commit that was compared with: where both histories diverged. Empty for the index or a folder.",
    ]
    older: Annotated[int, "How many findings were there already; they are not listed."]


class Range(TypedDict):
    """A range of text. Lines and columns count from 1, columns in characters; the end column is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class FindingEntry(TypedDict):
    """One finding of one rule."""

    rule: Annotated[str, "The id of the rule; `afterword explain` prints its page."]
    severity: Literal["error", "warning", "info"]
    message: Annotated[str, "What was found, and what was expected."]
    example: Annotated[str | None, "Text that works there."]
    file: Annotated[str, "The file, from the folder of the site."]
    record: Annotated[str | None, "The id of the record, if the file is one."]
    field: Annotated[str | None, "The field; entries of lists are named by their id or time."]
    location: Annotated[Range | None, "Where in the file; null means the whole file."]
    fingerprint: Annotated[str, "Identifies the finding although its line moves."]
    help: Annotated[str, "What the rule finds."]
    help_url: Annotated[str | None, "The page of the rule, if the handbook is published."]


class CheckFile(TypedDict):
    """What `afterword check --format json` writes."""

    version: Annotated[Literal[1], "Version of the file's shape."]
    afterword: Annotated[str, "Version of Afterword."]
    site: Annotated[str, "The folder of the site in its repository; empty for the repository itself."]
    base: Annotated[BaseVersion | None, "With `--since`: what was compared with."]
    counts: Counts
    findings: Annotated[list[FindingEntry], "The findings, by file and line."]
