"""Values as the text of a YAML file, on one line."""

from __future__ import annotations

import json
import re
from typing import Any

BARE = re.compile(r"[a-zA-Z][a-zA-Z0-9_-]*")
# Words that some reader of YAML takes for something else than a text.
NO_TEXTS = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")


def flow(value: Any) -> str:
    """The value as YAML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(str(k))}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value)


def scalar(value: Any) -> str:
    """Texts in quotes but where they plainly need none; whole numbers without `.0`."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, str) and BARE.fullmatch(value) and value.lower() not in NO_TEXTS:
        return value
    return json.dumps(value, ensure_ascii=False)
