"""The model of `page` in `status.yml`: name and address of the site."""

import re
from functools import lru_cache

from pydantic import Field

from afterword.records.fields import Count, Language, Line, Prose, SiteAddress, Slug, Url, WebAddress
from afterword.records.model import Model, optional
from afterword.records.value_readers import NAME_LIMIT


@lru_cache(maxsize=8)  # the JSON of every record contains it
def _slug(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))[:NAME_LIMIT].rstrip("-") or "status"


class PageFacts(Model):
    """Name and address of the site."""

    name: Line = Field(description="Name of the service.", examples=["Example"])
    id: Slug | None = optional(
        "Permanent id of the site for programs; default: its name in lower case. Set it before the name changes.",
        "example",
    )
    url: SiteAddress | None = optional(
        "Address of the site, for the links in feeds, calendars and JSON; default: `site_url` in `mkdocs.yml`.",
        "https://status.example.com/",
    )
    description: Prose | None = optional("A sentence under the banner.", "Search for everyone.")
    language: Language | None = optional(
        "Language of the pages and of the records' text, as a BCP 47 tag; default: English.", "de"
    )
    support: Url | None = optional("Where to ask for help.", "mailto:help@example.com")
    picture: WebAddress | None = optional(
        "A picture that other sites show with a link to this one: PNG or JPEG, ideally 1200 by 630 pixels.",
        "https://status.example.com/preview.png",
    )
    stale_after_hours: Count = optional(
        "Age in hours from which the status page warns that it may be out of date; 0 means never.",
        48,
        default=24,
    )

    @property
    def slug(self) -> str:
        """The id of the site for programs."""
        return self.id or _slug(self.name)

    @property
    def root(self) -> str:
        """The address of the site with a slash at its end, or an empty string if it is not set."""
        return f"{self.url.rstrip('/')}/" if self.url else ""
