"""Keeps pydantic from looking for plugins in the metadata of every package."""

from __future__ import annotations

import os
import sys
from types import ModuleType

_VARIABLE, _ALL = "PYDANTIC_DISABLE_PLUGINS", "__all__"
_LOADER = "pydantic.plugin._loader"


def disable() -> None:
    """Switch plugins off, unless the environment says which ones are wanted.

    Even then, pydantic imports what reads the metadata, which takes a tenth as long as everything else that an edit of
    a record imports. A module in place of its loader spares that; if a later pydantic has none, it changes nothing.
    """
    if os.environ.setdefault(_VARIABLE, _ALL) == _ALL and _LOADER not in sys.modules:
        loader = ModuleType(_LOADER)
        vars(loader)["get_plugins"] = tuple
        sys.modules[_LOADER] = loader
