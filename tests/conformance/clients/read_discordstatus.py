"""Prints what DiscordStatus reads of a status page, from its eight addresses: `read_discordstatus.py ADDRESS`."""

import json
import sys

from discordstatus import DiscordStatus

page = DiscordStatus()
page.base_target = f"{sys.argv[1]}api/v2"
result = {
    "summary": page.summary,
    "status": page.status,
    "components": page.components,
    "unresolved": page.unresolved_incidents,
    "incidents": page.all_incidents,
    "upcoming": page.upcoming_maintenances,
    "active": page.active_maintenances,
    "maintenances": page.all_maintenances,
}
json.dump(result, sys.stdout)
