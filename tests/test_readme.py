"""What the README prints is what artplan does."""

from __future__ import annotations

import inspect
import re
import shlex
from pathlib import Path

import pytest

import artplan
from artplan.cli import main, parser
from artplan.model import model
from artplan.pipeline.notebooks.sources import explores, looks_back
from artplan.plan.written.faults import PlanFault

pytestmark = pytest.mark.usefixtures("as_shipped")

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)


def block(holding: str) -> str:
    (result,) = [text for _, text in BLOCKS if holding in text]
    return result


def test_a_run_counts_the_notebooks_there_are():
    steps = re.findall(r"^\[\d+/(\d+)\] base (\w+) ", block("outputs/base/index.html"), flags=re.MULTILINE)
    notebooks = {
        path.stem for path in (ROOT / "notebooks").glob("*.ipynb") if not (explores(path) or looks_back(path))
    }
    assert {int(count) for count, _ in steps} == {len(notebooks) + 1}, "and the workbook"
    assert {name for _, name in steps} <= notebooks


def test_every_command_is_understood():
    for line in block("artplan check --all").splitlines():
        command, *arguments = shlex.split(line.split("  ")[0])
        assert command == "artplan"
        assert callable(parser("en").parse_args(arguments).act)


def test_the_example_in_python_runs_and_says_what_it_says():
    example = block("import artplan")
    names: dict[str, object] = {}
    exec(example, names)
    (said,) = re.findall(r"^(.*\))  # ('.*')$", example, flags=re.MULTILINE)
    assert repr(eval(said[0], names)) == said[1]


def test_the_rule_is_the_model_s():
    assert block("@line(").strip() == inspect.getsource(model().lines["gross_profit"].rule).strip()


def test_mistakes_are_answered_as_they_are_shown(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    main(["new", "."])
    file = Path("params/base/channels.yaml")
    wrong = file.read_text("utf-8").replace("cost_per_click:", "cost_per_clik:", 1)
    file.write_text(wrong.replace("elasticity: 0.85", "elasticity: 1.85", 1), "utf-8")
    with pytest.raises(PlanFault) as caught:
        artplan.load()
    rows = [str(fault) for fault in caught.value.faults]
    assert set(block("did you mean cost_per_click?").splitlines()) <= set(rows)


def test_what_is_to_be_made_can_be_made():
    targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), flags=re.MULTILINE)
    wanted = set(re.findall(r"\bmake ([\w-]+)", README))
    assert {"plan", "test"} <= wanted <= set(targets)


def test_every_room_of_the_house_is_there():
    rooms = re.findall(r"^\| `([^`]+)` \|", README, flags=re.MULTILINE)
    assert len(rooms) >= 9
    assert [room for room in rooms if room != "outputs/" and not (ROOT / room).exists()] == []
