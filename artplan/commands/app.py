"""`artplan app`: the panel in the browser, where its extra is installed."""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path

from artplan.commands import options

NOTEBOOK = "00_explore.ipynb"
ABOUT = """Serves the panel in which the plan is explored, by Voilà, until it is interrupted. Visitors see no
code and can run none; each has a session alone. On another host than this machine a token is demanded; it is
made up, and shown in the address, unless --token gives one."""


def add(commands: options.Commands) -> None:
    command = commands.add_parser("app", help="the panel in the browser", description=ABOUT)
    command.add_argument("-s", "--scenario", default="base", help="default: base")
    options.add_lang(command)
    command.add_argument("--port", type=port, default=8866, help="default: 8866; 0: a free one")
    command.add_argument("--host", default="127.0.0.1", help="where it listens; default: this machine only")
    command.add_argument("--token", default="", help="demand this token, on this machine too")
    told = "at most so many at once; default: 10"
    command.add_argument("--visitors", type=options.positive, default=10, metavar="N", help=told)
    command.add_argument("--no-browser", action="store_true", help="only tell the address")
    command.set_defaults(act=act, changes=[])


def act(chosen: argparse.Namespace) -> int:
    if find_spec("voila") is None:
        remedy = "pip install 'artplan[lab]' (in a checkout: make lab)"
        raise options.wrong("artplan app", "", "Voilà is not installed", remedy)
    from tempfile import TemporaryDirectory

    from artplan.pipeline.notebooks.found import folder

    plan = options.one_plan(chosen)
    source = folder() / NOTEBOOK
    if not source.is_file():
        raise options.wrong("notebooks/", NOTEBOOK, "is not there", "take it from `artplan new DIR`")
    with TemporaryDirectory(prefix="artplan-") as alone:
        return _serve(chosen, chosen.lang or plan.plan.language, source, Path(alone))


def _serve(chosen: argparse.Namespace, lang: str, source: Path, alone: Path) -> int:
    from artplan.app.serve import Served, serve
    from artplan.pipeline.notebooks.parameters import with_parameters

    with_parameters(source, alone / NOTEBOOK, {"scenario": chosen.scenario, "lang": lang})
    served = Served(
        alone / NOTEBOOK, lang, chosen.host, chosen.port, chosen.token, chosen.visitors,
        browser=not chosen.no_browser)  # fmt: skip
    try:
        serve(served, lambda address: print(f"{address}\n(Ctrl-C stops it)", flush=True))
    except OSError as error:
        place = f"{chosen.host}:{chosen.port}"
        fault = f"cannot be listened on: {error.strerror}"
        raise options.wrong("artplan app", place, fault, "--port 0 takes a free one") from None
    except KeyboardInterrupt:  # the way it ends
        pass
    return 0


def port(text: str) -> int:
    if not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: 0 to 65535")
    return int(text)
