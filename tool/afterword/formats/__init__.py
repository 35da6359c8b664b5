"""Files for machines: records and page models as feeds, calendars, JSON, badges and statements. Pure."""
