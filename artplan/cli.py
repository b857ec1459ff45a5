"""The command line: select the command and the language, and show errors.

Commands are in `commands/`, one module each, and import their modules only when they run, so that `artplan
--help` answers quickly. A mistake of the user is shown as a few lines of text, never as a traceback; any
other exception is a defect of artplan and is shown with its traceback.
"""

from __future__ import annotations

import argparse
import errno
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from artplan import __version__
from artplan.commands import (
    actuals,
    allocate,
    app,
    appraise,
    check,
    commit,
    compare,
    curve,
    explain,
    findings,
    forecast,
    import_,
    lab,
    new,
    next_year,
    options,
    run,
    schema,
    seek,
    sensitivity,
    show,
    simulate,
    stress,
    sweep,
    upgrade,
    variance,
    version,
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
    findings,
    explain,
    compare,
    appraise,
    sweep,
    simulate,
    sensitivity,
    stress,
    seek,
    allocate,
    commit,
    curve,
    actuals,
    variance,
    forecast,
    version,
    workbook,
    import_,
    new,
    next_year,
    upgrade,
    schema,
    lab,
    app,
)

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


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
    top.add_argument("--version", action=Version, help=text("help.program_version", lang))
    options.add_lang(top, lang, default=None)
    commands = top.add_subparsers(title=text("help.commands", lang), metavar="COMMAND", required=True)
    for module in COMMANDS:
        module.add(commands, lang)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command given by the arguments and return the exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    wanted = requested_language(given)
    lang = wanted or of_environment()
    if sys.stdout is None:  # it was closed before the command was started
        return _no_output(OSError(errno.EBADF, os.strerror(errno.EBADF)), lang)
    _speak_utf8()
    try:
        try:
            return _acted(given, wanted, lang)
        finally:
            sys.stdout.flush()  # not at the very end, where Python shows a traceback
    except BrokenPipeError:  # the reader of the output has closed it, as `head` does
        _discard_output()
        return DONE
    except OSError as error:
        if not _output_fails(error):
            raise
        return _no_output(error, lang)


def _acted(given: list[str], wanted: str | None, lang: str) -> int:
    """Run the command, show its faults, and return the exit code.

    wanted: the language of `--lang`. lang: the language where a fault knows none.
    """
    with spoken(lang):
        chosen = parser(lang).parse_args(given)
    from artplan.engine.faults import NumberFault
    from artplan.plan.written.faults import PlanFault
    from artplan.plan.written.files import unwritten
    from artplan.study.workers.spread import SpreadFault
    from artplan.writing.whole import Unwritten

    try:
        code: int = chosen.act(chosen)
        return code
    except PlanFault as fault:
        return _failed(fault.text(wanted or fault.language or lang), BAD_INPUT)
    except NumberFault as fault:  # a value of the plan is not finite, which counts as a failed check
        return _failed(fault.text(wanted or fault.language or lang), CHECK_FAILED)
    except Unwritten as error:
        return _failed(unwritten(error).text(lang), BAD_INPUT)
    except SpreadFault as fault:
        return _failed(fault.text(lang), RUN_FAILED)
    except KeyboardInterrupt:
        return _failed(f"\n{text('commands.interrupted', lang)}", INTERRUPTED)


def _failed(message: str, code: int) -> int:
    print(message, file=sys.stderr)
    return code


def _output_fails(error: OSError) -> bool:
    """Return whether standard output cannot be written: what could not be is tried once more.

    There is nothing to try where Python does not buffer; but what fails for want of room and names no file
    has been printed, since files that are written name themselves (`Unwritten`).
    """
    if error.errno in NO_ROOM and error.filename is None:
        return True
    try:
        sys.stdout.flush()
    except OSError:
        return True
    return False


def _no_output(error: OSError, lang: str) -> int:
    """Say that standard output cannot be written, and return the exit code."""
    from artplan.texts.system import reason

    if sys.stdout is not None:
        _discard_output()
    place = text("place.output", lang)
    return _failed(options.wrong(place, "", "commands.no_output", why=reason(error)).text(lang), BAD_INPUT)


def _discard_output() -> None:
    """Drop what is left to be printed, which Python would try to write at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
