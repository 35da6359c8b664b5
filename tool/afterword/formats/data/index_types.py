"""What our JSON says of the site itself, and which files there are: declarations like those of lists."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from afterword.formats.data.values import Day, Instant, Url
from afterword.records.vocabulary import ComponentStatus, Impact
from afterword.views.audience import Audience


class FormerZone(TypedDict):
    """A time zone that the site had before."""

    timezone: Annotated[str, "The zone of the pages at that time."]
    before: Annotated[Day, "The first day of the zone that followed."]


class PageFacts(TypedDict):
    """What the site says of itself."""

    id: Annotated[str, "What machines call it, for ever."]
    name: Annotated[str, "Name of the service."]
    url: Annotated[Url | None, "Where the site stands."]
    description: Annotated[str | None, "A sentence under the banner, in Markdown."]
    support: Annotated[Url | None, "Where to ask for help."]
    timezone: Annotated[str, "The zone of the pages."]
    former_timezones: Annotated[
        list[FormerZone], "The zones before it, in which days and times of the past stay."
    ]


class Level(TypedDict):
    """A step of the site's own scale of trouble."""

    id: Annotated[str, "What records call it."]
    name: Annotated[str, "What readers are shown."]
    status: Annotated[ComponentStatus, "The same in the words that status pages share."]
    rank: Annotated[int, "How bad it is: 0 is operational, higher is worse."]
    description: Annotated[str | None, "What it means to a customer, in Markdown."]


class SeverityLevel(TypedDict):
    """A step of the site's scale of records as a whole."""

    id: Annotated[str, "What records call it."]
    name: Annotated[str, "What readers are shown."]
    impact: Annotated[Impact, "The same in the words that status pages share."]
    description: Annotated[str | None, "When it is used, in Markdown."]


class File(TypedDict):
    """A file, or with `{id}` or `{year}` in its address one for each record or year."""

    name: Annotated[str, "What it is called here."]
    path: Annotated[str, "Where it stands, from the site's root."]
    url: Annotated[str | None, "Its whole address, where the site says where it stands."]
    schema: Annotated[str, "Where its JSON Schema stands, from the site's root."]


class IndexFile(TypedDict):
    """What there is."""

    version: Annotated[Literal[1], "Version of the files' shape."]
    audience: Annotated[Audience, "For whom the files were made."]
    as_of: Annotated[Instant, "The instant for which the site was made."]
    page: Annotated[PageFacts, "What the site says of itself."]
    levels: Annotated[list[Level], "The scale of trouble, the mildest first."]
    severities: Annotated[list[SeverityLevel], "The scale of records as a whole, the worst first."]
    count: Annotated[int, "How many records there are."]
    files: Annotated[list[File], "The files."]
