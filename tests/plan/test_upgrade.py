"""An owner's older plan goes on: it is told what a name is called now, and rewritten in the names of today.

`tests/older` is a plan as it was written before the margin was called contribution margin; `lines.csv` holds
what it came to then.
"""

from __future__ import annotations

import csv
import errno
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import artplan
from artplan.model import model
from artplan.plan.read.plan import read_plan
from artplan.plan.upgrade.folder import upgrade
from artplan.plan.upgrade.parameters import rewritten
from artplan.plan.written import renamed
from artplan.plan.written.faults import PlanFault
from artplan.result import Result
from artplan.writing.whole import Unwritten

OLDER = Path(__file__).parents[1] / "older"
# VAT fell on commissions at the rate of goods then, surcharges knew no relief by the tables, and stock was
# written down.
OLDER_RULES = {
    **{"products.originals.vat_base": "commission", "tax.service_rate": 0.13},
    "plan.accounting_standard": "enterprise",
}


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(OLDER, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_an_older_plan_comes_to_the_same_numbers(older: Path) -> None:
    with pytest.raises(PlanFault, match="called contribution_margin now"):
        artplan.load("older")
    upgrade(older)
    now = as_it_was(artplan.load("older", OLDER_RULES).run())
    with (older / "lines.csv").open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    for line, *amounts in rows:
        assert [*now(renamed.line(line))] == pytest.approx([*map(float, amounts)])


def as_it_was(result: Result) -> Callable[[str], Any]:
    """The lines without what was not booked then: refunds to come, and tax on write-downs of what is left."""

    def line(name: str) -> Any:
        return result.frame(name).to_numpy()[0]

    set_aside, goods = line("returns_provision_movement"), line("return_goods_movement")
    more = {
        "net_revenue": set_aside,
        **dict.fromkeys(("gross_profit", "contribution_margin", "ebitda"), set_aside - goods),
        "net_profit": set_aside - goods + 0.05 * (line("profit_added_back") - set_aside + goods),
    }

    def then(name: str) -> Any:
        if name == "contribution_margin_rate":
            return then("contribution_margin") / then("net_revenue")
        return line(name) + more.get(name, 0)

    return then


def test_only_the_names_change(older: Path) -> None:
    before = {path: path.read_bytes() for path in older.rglob("*") if path.is_file()}
    done = upgrade(older)
    assert [*done] == [
        "params/scenarios/older.yaml",
        "params/studies/older.yaml",
        "notebooks/03_role_costs.ipynb",
        "notebooks/09_statements.ipynb",
    ]
    assert [(each.line, each.old, each.new) for each in done["params/studies/older.yaml"]] == [
        (5, "contribution", "contribution_margin"),
        (5, "contribution_rate.2027-11", "contribution_margin_rate.2027-11"),
    ]
    study = (older / "params/studies/older.yaml").read_text(encoding="utf-8")
    assert study.splitlines()[0] == 'describe: {zh: 边际贡献, en: "contribution by spend"}'
    assert study.splitlines()[4] == (
        "lines: [contribution_margin, 'contribution_margin_rate.2027-11']  # the margin"
    )
    assert {path for path in before if path.read_bytes() != before[path]} == {older / each for each in done}
    assert upgrade(older) == {}


def test_notebooks_call_texts_and_tables_by_their_names_of_today(older: Path) -> None:
    done = upgrade(older)
    assert [each.new for each in done["notebooks/03_role_costs.ipynb"]] == ["social_insurance"]
    shipped = Path("notebooks")
    assert 'periods(\\"contribution_margin\\")' in (shipped / "09_statements.ipynb").read_text("utf-8")


def test_a_renamed_parameter_is_put_right_wherever_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renamed, "PATHS", {"channels.*.click_price": "channels.*.cost_per_click"})
    for old, new in (
        ("channels:\n  a: {click_price: 3}\n", "channels:\n  a: {cost_per_click: 3}\n"),
        ("set:\r\n  channels.*.click_price: x2\r\n", "set:\r\n  channels.*.cost_per_click: x2\r\n"),
        (
            "set: {channels.a.click_price.2027-01: 4, channels.b: {click_price: 2}}",
            "set: {channels.a.cost_per_click.2027-01: 4, channels.b: {cost_per_click: 2}}",
        ),
        ('over: {"channels.a.click_price": [1, 2]}', 'over: {"channels.a.cost_per_click": [1, 2]}'),
        (
            "correlations: {pair: {between: [channels.a.click_price, b], rank: 0.5}}",
            "correlations: {pair: {between: [channels.a.cost_per_click, b], rank: 0.5}}",
        ),
        ("posts: {click_price: {name: click_price}}", "posts: {click_price: {name: click_price}}"),
    ):
        assert rewritten(old)[0] == new


def test_nothing_is_written_where_a_file_cannot_be_read(older: Path) -> None:
    (older / "params/base/money.yaml").write_text("money: [", encoding="utf-8")
    (older / "params/base/tax.yaml").write_bytes(b"\xff\xfe\x00")
    before = {path: path.read_bytes() for path in older.rglob("*") if path.is_file()}
    with pytest.raises(PlanFault) as raised:
        upgrade(older)
    assert raised.value.text("en").splitlines() == [
        f"params/base/{name}.yaml | is no parameter file or notebook that can be read "
        "| mend it first: for parameters `artplan check` names the line"
        for name in ("money", "tax")
    ]
    assert {path: path.read_bytes() for path in before} == before


def test_the_new_names_are_names_of_today() -> None:
    assert set(renamed.LINES.values()) <= set(model().lines)
    assert not set(renamed.LINES) & set(model().lines)
    paths = [path.split(".") for path in read_plan().leaves]
    for new in renamed.PATHS.values():
        steps = new.split(".")
        assert any(
            len(path) == len(steps) and all(s in ("*", p) for s, p in zip(steps, path, strict=True))
            for path in paths
        ), new


def test_only_code_of_a_notebook_is_changed(older: Path) -> None:
    line = 'story.say("contributions")'
    cells = [
        {"cell_type": "markdown", "source": [line]},
        {"cell_type": "code", "source": "story.say('contributions'); rows = {\"contribution\": 1}  # 毛利"},
        {"cell_type": "code", "source": [line, 'show(lines="contribution")']},
    ]
    path = older / "notebooks" / "own.ipynb"
    path.write_text(json.dumps({"cells": cells}, indent=3), "utf-8")
    upgrade(older)
    markdown, first, second = json.loads(path.read_text("utf-8"))["cells"]
    assert markdown == cells[0]
    assert first["source"] == "story.say('social_insurance'); rows = {\"contribution_margin\": 1}  # 毛利"
    assert second["source"] == ['story.say("social_insurance")', 'show(lines="contribution_margin")']
    path.write_text("[1]", "utf-8")
    with pytest.raises(PlanFault, match=r"own\.ipynb"):
        upgrade(older)


def test_a_mark_at_the_front_of_a_file_stays(older: Path) -> None:
    study = older / "params" / "studies" / "older.yaml"
    study.write_bytes(b"\xef\xbb\xbf" + study.read_bytes())
    upgrade(older)
    assert study.read_bytes().startswith(b"\xef\xbb\xbfdescribe:")


def test_a_folder_that_cannot_be_written_stays(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path: path.read_bytes() for path in older.rglob("*") if path.is_file()}

    def no_room(path: Path, mode: str = "r", *rest: Any, whole: Callable[..., Any] = Path.open) -> Any:
        if mode == "xb" and "studies" in path.parts:
            raise OSError(errno.ENOSPC, "No space left on device")
        return whole(path, mode, *rest)

    monkeypatch.setattr(Path, "open", no_room)
    with pytest.raises(Unwritten) as raised:
        upgrade(older)
    monkeypatch.undo()
    assert raised.value.filename == str(older / "params" / "studies" / "older.yaml")
    assert {path: path.read_bytes() for path in older.rglob("*") if path.is_file()} == before
