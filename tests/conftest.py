"""Random plans are the same on every machine, so that a failure is everybody's to see."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("fixed", derandomize=True)
settings.load_profile("fixed")
