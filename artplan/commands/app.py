"""The command `artplan app`: show the panel in the browser. It requires an optional dependency."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from artplan.commands import options
from artplan.texts.catalogue import text

NOTEBOOK = "00_explore.ipynb"
HOST, PORT, VISITORS = "127.0.0.1", 8866, 10
LAST_PORT = 65535


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(commands, "app", text("help.app.brief", lang), text("help.app.about", lang))
    options.add_scenario(command, lang)
    options.add_lang(command, lang)
    command.add_argument(
        "--port", type=port(lang), default=PORT, help=text("help.app.port", lang, default=PORT)
    )
    command.add_argument("--host", default=HOST, help=text("help.app.host", lang))
    command.add_argument("--token", default="", help=text("help.app.token", lang))
    command.add_argument(
        "--visitors", type=options.positive(lang), default=VISITORS, metavar="N",
        help=text("help.app.visitors", lang, default=VISITORS))  # fmt: skip
    command.add_argument("--no-browser", action="store_true", help=text("help.app.no_browser", lang))
    command.set_defaults(act=act, changes=[])


def act(chosen: argparse.Namespace) -> int:
    if find_spec("voila") is None:
        raise options.wrong("artplan app", "", "commands.no_voila")
    from artplan.pipeline.notebooks.sources import folder
    from artplan.writing.scratch import scratch

    plan = options.one_plan(chosen)
    source = folder() / NOTEBOOK
    if not source.is_file():
        raise options.wrong("notebooks/", NOTEBOOK, "commands.no_notebook")
    with scratch() as alone:
        return _serve(chosen, chosen.lang or plan.plan.language, source, Path(alone))


def _serve(chosen: argparse.Namespace, lang: str, source: Path, alone: Path) -> int:
    from artplan.app.serve import Served, serve
    from artplan.pipeline.notebooks.parameters import with_parameters
    from artplan.texts.system import reason

    with_parameters(source, alone / NOTEBOOK, {"scenario": chosen.scenario, "lang": lang})
    served = Served(
        alone / NOTEBOOK, lang, chosen.host, chosen.port, chosen.token, chosen.visitors,
        browser=not chosen.no_browser)  # fmt: skip
    stop = text("commands.app.stop", lang)
    try:
        serve(served, lambda address: print(f"{address}\n{stop}", flush=True))
    except OSError as error:
        place = f"{chosen.host}:{chosen.port}"
        raise options.wrong("artplan app", place, "commands.no_listening", reason=reason(error)) from None
    except KeyboardInterrupt:  # the usual way to stop the server
        pass
    return 0


def port(lang: str) -> Callable[[str], int]:
    """Return a function that parses a port; its error message is in the given language."""

    def read(given: str) -> int:
        if not given.isdigit() or int(given) > LAST_PORT:
            mistake = text("commands.value.port", lang, value=repr(given), most=LAST_PORT)
            raise argparse.ArgumentTypeError(mistake)
        return int(given)

    return read
