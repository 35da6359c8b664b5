"""How the tests run: hypothesis sets no deadline, since no test asserts how long a thing takes."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("afterword", deadline=None)
settings.load_profile("afterword")
