"""Save a scenario as the panel does, in a process of its own: python -m tests.faults.panel NAME."""

from __future__ import annotations

import sys

from artplan.app.keep import Keep
from artplan.app.session import Session
from artplan.exit_codes import BAD_INPUT, DONE


def main(name: str) -> int:
    session = Session.of("base")
    session.move("overheads.rent.amount", 9000.0)
    keep = Keep(session, "en")
    keep.name.value = name
    keep.save()
    print(keep.message.value, file=sys.stderr)
    return BAD_INPUT if "cannot be written" in keep.message.value else DONE


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
