"""The command line: which command is meant, and how what goes wrong is told.

Commands live in `commands/`, one module each, and import what they need when they run, so that
`artplan --help` answers at once. What a user got wrong is told in lines, never as a traceback; an exception
that nobody foresaw is a defect and shows itself whole.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from artplan import __version__
from artplan.commands import (
    allocate,
    app,
    appraise,
    check,
    compare,
    explain,
    import_,
    lab,
    new,
    run,
    schema,
    seek,
    sensitivity,
    show,
    simulate,
    sweep,
    workbook,
)
from artplan.exit_codes import BAD_INPUT, CHECK_FAILED, INTERRUPTED, RUN_FAILED

EPILOG = """exit codes: 0 done, 1 a check failed, 2 bad input (nothing was written), 3 a run failed

Parameters are read from ./params (and notebooks from ./notebooks); in a folder that has none, from the
base plan that comes with artplan. `artplan new DIR` makes a plan of your own to start from."""


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="artplan",
        description="An operating plan that runs: parameters in YAML, rules in Python, notebooks as reports.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"artplan {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in (
        run,
        check,
        show,
        explain,
        compare,
        appraise,
        sweep,
        simulate,
        sensitivity,
        seek,
        allocate,
        workbook,
        import_,
        new,
        schema,
        lab,
        app,
    ):
        module.add(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Does what the command line says; returns the exit code."""
    _speak_utf8()
    chosen = parser().parse_args(arguments)
    from artplan.engine.faults import NumberFault
    from artplan.plan.written.faults import PlanFault
    from artplan.study.workers.spread import SpreadFault

    try:
        return chosen.act(chosen)
    except PlanFault as fault:
        print(fault, file=sys.stderr)
        return BAD_INPUT
    except NumberFault as fault:  # the plan comes to no number somewhere: the first of all checks
        print(fault, file=sys.stderr)
        return CHECK_FAILED
    except SpreadFault as fault:
        print(fault, file=sys.stderr)
        return RUN_FAILED
    except KeyboardInterrupt:
        print("\nstopped; what was not finished is as it was before", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output, `head` for one, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _speak_utf8() -> None:
    """Chinese text must never stop a command, whatever the terminal or the pipe can show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
