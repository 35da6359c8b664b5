"""The zones that an abbreviation can mean."""

ABBREVIATIONS = {
    "acst": "Australia/Adelaide", "adt": "America/Halifax", "aedt": "Australia/Sydney", "aest": "Australia/Brisbane",
    "akst": "America/Anchorage", "ast": "America/Halifax Asia/Riyadh", "bst": "Europe/London Asia/Dhaka",
    "cat": "Africa/Maputo", "cdt": "America/Chicago America/Havana", "cest": "Europe/Berlin", "cet": "Europe/Berlin",
    "cst": "America/Chicago Asia/Shanghai America/Havana", "eat": "Africa/Nairobi", "edt": "America/New_York",
    "eest": "Europe/Helsinki", "eet": "Europe/Helsinki", "est": "America/New_York America/Panama",
    "gst": "Asia/Dubai", "hkt": "Asia/Hong_Kong", "hst": "Pacific/Honolulu",
    "ist": "Asia/Kolkata Europe/Dublin Asia/Jerusalem", "jst": "Asia/Tokyo", "kst": "Asia/Seoul",
    "mdt": "America/Denver", "met": "Europe/Berlin", "msk": "Europe/Moscow", "mst": "America/Denver America/Phoenix",
    "nzst": "Pacific/Auckland", "pdt": "America/Los_Angeles", "pkt": "Asia/Karachi",
    "pst": "America/Los_Angeles Asia/Manila", "sast": "Africa/Johannesburg", "sgt": "Asia/Singapore",
    "wat": "Africa/Lagos", "west": "Europe/Lisbon", "wet": "Europe/Lisbon", "wib": "Asia/Jakarta",
}  # fmt: skip
"""Zones by abbreviation, to suggest them. None is ever chosen silently, not even a single one: people say CET in summer
too, and EST, which the zone database knows, has no summer time."""
