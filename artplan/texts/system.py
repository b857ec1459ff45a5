"""Why the system refused something: the reasons that a reader meets, in his language."""

from __future__ import annotations

import errno

from artplan.texts.catalogue import has
from artplan.texts.message import Message, message


def reason(error: OSError) -> Message | str:
    """The system's reason in the reader's words; a rare one in the system's own."""
    key = f"system.{errno.errorcode.get(error.errno or 0, '')}"
    return message(key) if has(key) else error.strerror or str(error)
