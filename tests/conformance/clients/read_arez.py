"""Prints what aRez reads of a status page: `read_arez.py ADDRESS`."""

import asyncio
import json
import sys

from arez.statuspage import StatusPage


async def read(address: str) -> dict[str, object]:
    async with StatusPage(address) as page:
        found = await page.get_status()
    return {
        "name": found.name,
        "status": found.status,
        "impact": found.impact,
        "groups": {
            group.name: [group.status, [each.name for each in group.components]] for group in found.groups
        },
        "components": {each.name: each.status for each in found.components},
        "incidents": [
            {
                "name": each.name,
                "status": each.status,
                "impact": each.impact,
                "components": [one.name for one in each.components],
                "last": each.last_update.description,
                "created": each.created_at.isoformat(),
            }
            for each in found.incidents
        ],
        "maintenances": [
            {
                "name": each.name,
                "status": each.status,
                "from": each.scheduled_for.isoformat(),
                "until": each.scheduled_until.isoformat(),
            }
            for each in found.maintenances
        ],
    }


json.dump(asyncio.run(read(sys.argv[1])), sys.stdout)
