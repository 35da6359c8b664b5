"""The plugin's settings in `mkdocs.yml`."""

from __future__ import annotations

from mkdocs.config import config_options as option
from mkdocs.config.base import Config

from afterword.views.audience import Audience


class PluginConfig(Config):
    """What can be set below `afterword:`."""

    root = option.Optional(option.Dir(exists=True))
    audience = option.Choice([audience.value for audience in Audience], default=Audience.PUBLIC.value)
    fast = option.Type(bool, default=True)
