"""Page models: all that a template may show, for one audience, at one `now`."""
