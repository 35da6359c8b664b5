"""Files for machines: records and page models to the bytes of feeds, calendars, JSON, badges and statements."""
