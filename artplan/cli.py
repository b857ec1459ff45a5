"""The command line: select the command and the language, and show errors.

Commands are in `commands/`, one module each, and import their modules only when they run, so that `artplan
--help` answers quickly. A mistake of the user is shown as a few lines of text, never as a traceback; any
other exception is a defect of artplan and is shown with its traceback.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

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
    options,
    run,
    schema,
    seek,
    sensitivity,
    show,
    simulate,
    sweep,
    upgrade,
    workbook,
)
from artplan.commands.argparse_words import spoken
from artplan.commands.help_text import HelpText
from artplan.exit_codes import BAD_INPUT, CHECK_FAILED, DONE, INTERRUPTED, RUN_FAILED
from artplan.texts.catalogue import LANGUAGES, text
from artplan.texts.language import of_environment

COMMANDS = (
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
    upgrade,
    schema,
    lab,
    app,
)


class Version(argparse.Action):
    """Print the version and the machine that evaluates, which is looked for only when it is asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, help=help)

    def __call__(self, *arguments: object) -> NoReturn:
        """Print and leave."""
        from artplan.machine import engine
        from artplan.plan.written.faults import PlanFault

        try:
            print(f"artplan {__version__} ({engine()})")
        except PlanFault as fault:
            print(fault.text(requested_language(sys.argv[1:]) or of_environment()), file=sys.stderr)
            raise SystemExit(BAD_INPUT) from None
        raise SystemExit(DONE)


def parser(lang: str) -> argparse.ArgumentParser:
    """Return the parser of all commands, with its help in the given language."""
    top = argparse.ArgumentParser(
        prog="artplan",
        description=text("help.description", lang),
        epilog=text("help.epilog", lang),
        formatter_class=HelpText,
    )
    top.add_argument("--version", action=Version, help=text("help.version", lang))
    options.add_lang(top, lang, default=None)
    commands = top.add_subparsers(title=text("help.commands", lang), metavar="COMMAND", required=True)
    for module in COMMANDS:
        module.add(commands, lang)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command given by the arguments and return the exit code."""
    _speak_utf8()
    given = sys.argv[1:] if arguments is None else list(arguments)
    wanted = requested_language(given)
    lang = wanted or of_environment()
    with spoken(lang):
        chosen = parser(lang).parse_args(given)
    from artplan.engine.faults import NumberFault
    from artplan.plan.written.faults import PlanFault
    from artplan.study.workers.spread import SpreadFault

    try:
        return chosen.act(chosen)
    except PlanFault as fault:
        print(fault.text(wanted or fault.language or lang), file=sys.stderr)
        return BAD_INPUT
    except NumberFault as fault:  # a value of the plan is not finite, which counts as a failed check
        print(fault.text(wanted or fault.language or lang), file=sys.stderr)
        return CHECK_FAILED
    except SpreadFault as fault:
        print(fault.text(lang), file=sys.stderr)
        return RUN_FAILED
    except KeyboardInterrupt:
        print(f"\n{text('commands.interrupted', lang)}", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of the output has closed it, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def requested_language(arguments: Sequence[str]) -> str | None:
    """Return the language given by `--lang`.

    It is read before the arguments are parsed, because the parser's own messages use it.
    """
    values = [
        word.partition("=")[2] or behind
        for word, behind in zip(arguments, [*arguments[1:], ""], strict=False)
        if word.partition("=")[0] == "--lang"
    ]
    return next((value for value in reversed(values) if value in LANGUAGES), None)


def _speak_utf8() -> None:
    """Set the output streams so that Chinese text never raises an error.

    A character that the terminal or pipe does not support is replaced.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
