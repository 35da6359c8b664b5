"""Prints what statuscheck reads of a status page: `read_statuscheck.py ADDRESS`."""

import json
import sys

from statuscheck.services.bases._statuspageio import BaseStatusPageAPI


class Ours(BaseStatusPageAPI):
    """The client with another address than Statuspage's own."""

    def _get_base_url(self) -> str:
        return f"{sys.argv[1]}api/v2/"


found = Ours().get_summary()
result = {
    "code": found.status.code,
    "name": found.status.name,
    "description": found.status.description,
    "is_ok": found.status.is_ok,
    "components": {each.id: each.status for each in found.components},
    "incidents": [[each.name, each.status, [one.id for one in each.components]] for each in found.incidents],
}
json.dump(result, sys.stdout)
