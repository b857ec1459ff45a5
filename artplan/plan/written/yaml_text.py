"""Values as YAML text on one line."""

from __future__ import annotations

import json
import re
from typing import Any

BARE = re.compile(r"[a-zA-Z][a-zA-Z0-9_-]*(/[a-z_]+)*|\d{4}-\d{2}(-\d{2})?")  # names, units, months and days
# Words that some YAML readers take for something other than text.
NO_TEXTS = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")


def flow(value: Any) -> str:
    """Return the value as YAML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(str(k))}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value)


def scalar(value: Any) -> str:
    """Return the scalar as YAML: texts quoted where needed, whole numbers without `.0`."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, str) and BARE.fullmatch(value) and value.lower() not in NO_TEXTS:
        return value
    return json.dumps(value, ensure_ascii=False)
