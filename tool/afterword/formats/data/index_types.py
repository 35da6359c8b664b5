"""The JSON types of the site itself and the list of its files."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from afterword.formats.data.values import Day, Instant, Url
from afterword.records.vocabulary import ComponentStatus, Impact
from afterword.views.audience import Audience


class FormerZone(TypedDict):
    """A time zone that the site had before."""

    timezone: Annotated[str, "IANA time zone of the pages at that time."]
    before: Annotated[Day, "The first day of the zone that followed."]


class PageFacts(TypedDict):
    """Facts of the site."""

    id: Annotated[str, "Permanent id of the site for programs."]
    name: Annotated[str, "Name of the service."]
    url: Annotated[Url | None, "Address of the site."]
    description: Annotated[str | None, "A sentence under the banner, in Markdown."]
    support: Annotated[Url | None, "Where to ask for help."]
    timezone: Annotated[str, "IANA time zone of the pages."]
    former_timezones: Annotated[
        list[FormerZone], "The time zones before it, in which past days and times stay."
    ]


class Level(TypedDict):
    """A level of the site's own scale."""

    id: Annotated[str, "The id that records use."]
    name: Annotated[str, "Name for readers."]
    status: Annotated[ComponentStatus, "The common status for programs."]
    rank: Annotated[int, "How bad it is: 0 is operational, higher is worse."]
    description: Annotated[str | None, "What it means to a customer, in Markdown."]


class SeverityLevel(TypedDict):
    """A severity of the site's own scale."""

    id: Annotated[str, "The id that records use."]
    name: Annotated[str, "Name for readers."]
    impact: Annotated[Impact, "The common impact for programs."]
    description: Annotated[str | None, "When it is used, in Markdown."]


class File(TypedDict):
    """A file, or one for each record or year if its address contains `{id}` or `{year}`."""

    name: Annotated[str, "Name of the kind of file."]
    path: Annotated[str, "Its path, relative to the site's root."]
    url: Annotated[str | None, "Its absolute URL; null if the site has no `page.url`."]
    schema: Annotated[str, "The path of its JSON Schema, relative to the site's root."]


class IndexFile(TypedDict):
    """The site, its scales and its files."""

    version: Annotated[Literal[1], "Version of the format."]
    audience: Annotated[Audience, "The audience of the build."]
    as_of: Annotated[Instant, "The time for which the site was built."]
    page: Annotated[PageFacts, "Facts of the site."]
    levels: Annotated[list[Level], "The levels, mildest first."]
    severities: Annotated[list[SeverityLevel], "The severities, worst first."]
    count: Annotated[int, "How many records there are."]
    files: Annotated[list[File], "The files."]
