"""What views in a terminal show: models for what has no page, or looks different on one."""
