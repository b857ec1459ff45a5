"""The command line: which command is meant, in which language, and how what goes wrong is shown.

Commands live in `commands/`, one module each, and import what they need when they run, so that
`artplan --help` answers at once. What a user got wrong is shown in lines, never as a traceback; an exception
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
from artplan.exit_codes import BAD_INPUT, CHECK_FAILED, INTERRUPTED, RUN_FAILED
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


def parser(lang: str) -> argparse.ArgumentParser:
    """The parser of all commands, with its help in the language."""
    top = argparse.ArgumentParser(
        prog="artplan",
        description=text("help.description", lang),
        epilog=text("help.epilog", lang),
        formatter_class=HelpText,
    )
    top.add_argument(
        "--version", action="version", version=f"artplan {__version__}", help=text("help.version", lang)
    )
    options.add_lang(top, lang, default=None)
    commands = top.add_subparsers(title=text("help.commands", lang), metavar="COMMAND", required=True)
    for module in COMMANDS:
        module.add(commands, lang)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Does what the command line says; returns the exit code."""
    _speak_utf8()
    given = sys.argv[1:] if arguments is None else list(arguments)
    wanted = language_asked(given)
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
    except NumberFault as fault:  # the plan comes to no number somewhere: the first of all checks
        print(fault.text(wanted or fault.language or lang), file=sys.stderr)
        return CHECK_FAILED
    except SpreadFault as fault:
        print(fault.text(lang), file=sys.stderr)
        return RUN_FAILED
    except KeyboardInterrupt:
        print(f"\n{text('commands.interrupted', lang)}", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output, `head` for one, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def language_asked(arguments: Sequence[str]) -> str | None:
    """The language that `--lang` asks for, found before anything is parsed: the parser speaks it too."""
    values = [
        word.partition("=")[2] or behind
        for word, behind in zip(arguments, [*arguments[1:], ""], strict=False)
        if word.partition("=")[0] == "--lang"
    ]
    return next((value for value in reversed(values) if value in LANGUAGES), None)


def _speak_utf8() -> None:
    """Chinese text must never stop a command, whatever the terminal or the pipe can show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
