"""The command line answers at once and never with a traceback."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from artplan import __version__
from artplan.cli import main
from artplan.machine import engine

HEAVY = {"numpy", "pandas", "pydantic", "yaml", "matplotlib", "papermill", "nbconvert", "jinja2", "tqdm"}


def test_help_answers_at_once_and_imports_nothing_heavy() -> None:
    wanted = "import sys\nfrom artplan.cli import main\ntry:\n    main(['run', '--help'])\nfinally:\n    "
    shown = subprocess.run(
        [sys.executable, "-c", wanted + "print(*sys.modules, file=sys.stderr)"],
        capture_output=True, text=True)  # fmt: skip
    assert shown.stdout.startswith("usage: artplan run")
    assert HEAVY.isdisjoint(shown.stderr.split())


def test_help_takes_less_than_a_third_of_a_second() -> None:
    def seconds() -> float:
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-m", "artplan", "--help"], capture_output=True, check=True)
        return time.perf_counter() - begun

    assert min(seconds() for _ in range(5)) < 0.3


@pytest.mark.parametrize("command", ["show net_profit", "show", "check base", "explain net_profit 2027-11"])
def test_a_command_that_prints_numbers_imports_nothing_for_tables_and_charts(command: str) -> None:
    wanted = f"import sys\nfrom artplan.cli import main\nmain({command.split()})\n"
    shown = subprocess.run(
        [sys.executable, "-c", wanted + "print(*sys.modules, file=sys.stderr)"],
        capture_output=True, text=True, encoding="utf-8")  # fmt: skip
    assert "artplan.operating" in shown.stderr.split()
    assert {"pandas", "scipy", "matplotlib"}.isdisjoint(shown.stderr.split())


@pytest.mark.parametrize(
    "command",
    [
        "run",
        "check",
        "show",
        "sweep",
        "stress",
        "seek",
        "curve",
        "version",
        "new",
        "next-year",
        "schema",
        "lab",
        "app",
    ],
)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture) -> None:
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    assert left.value.code == 0
    assert f"usage: artplan {command}" in capsys.readouterr().out


def test_the_version_is_the_package_s_with_the_machine_that_evaluates(capsys: pytest.CaptureFixture) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"artplan {__version__} ({engine()})\n"


@pytest.mark.parametrize(
    "arguments", [[], ["fly"], ["run", "--jobs", "0"], ["run", "--lang", "fr"], ["show", "x", "--by", "week"]]
)
def test_a_wrong_command_line_exits_with_2(arguments: list[str], capsys: pytest.CaptureFixture) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage: artplan" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_trouble() -> None:
    piped = f"{sys.executable} -m artplan show | head -1"
    shown = subprocess.run(piped, shell=True, capture_output=True, text=True, encoding="utf-8")
    assert len(shown.stdout.splitlines()) == 1
    assert shown.stderr == ""
