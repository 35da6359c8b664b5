"""The index of the data: the list of files, the audience, and the vocabulary of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterword.compact_json import compact_json
from afterword.formats.data.schema import SCHEMAS, schema_path
from afterword.formats.data.values import VERSION, time
from afterword.records.scales import OPERATIONAL
from afterword.views import urls
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex

if TYPE_CHECKING:
    from afterword.formats.data import index_types as types


def index_file(context: Context, index: RecordIndex) -> str:
    """Return the text of `index.json`."""
    site = context.site
    has_operational = any(level.id == OPERATIONAL.id for level in site.levels)
    content: types.IndexFile = {
        "version": VERSION,
        "audience": context.audience,
        "as_of": time(context.now, context.zone),
        "page": {
            "id": site.page.slug,
            "name": site.page.name,
            "url": site.page.root or None,
            "description": site.page.description,
            "support": site.page.support,
            "timezone": context.zone.name,
            "former_timezones": [
                {"timezone": each.timezone, "before": each.before.isoformat()}
                for each in site.former_timezones
            ],
        },
        "levels": [
            {
                "id": level.id,
                "name": level.name,
                "status": level.status,
                "rank": site.rank(level.id),
                "description": level.description,
            }
            for level in (site.levels if has_operational else (OPERATIONAL, *site.levels))
        ],
        "severities": [
            {
                "id": severity.id,
                "name": severity.label,
                "impact": severity.impact,
                "description": severity.description,
            }
            for severity in site.severities
        ],
        "count": sum(count for _, count in index.year_counts),
        "files": [
            {
                "name": name,
                "path": (path := f"{urls.DATA}{file}"),
                "url": context.url(path) or None,
                "schema": schema_path(name),
            }
            for name, (file, _, _) in SCHEMAS.items()
        ],
    }
    return compact_json(content)
