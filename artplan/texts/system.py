"""The operating system's error messages in the reader's language."""

from __future__ import annotations

import errno

from artplan.texts.catalogue import has
from artplan.texts.message import Message, message


def reason(error: OSError) -> Message | str:
    """Return the reason of an error from the catalogue; if it is not there, in the system's own words."""
    key = f"system.{errno.errorcode.get(error.errno or 0, '')}"
    return message(key) if has(key) else error.strerror or str(error)
