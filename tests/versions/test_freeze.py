"""Freezing a plan: what a version holds, what is refused, and what is said of an altered one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import artplan
from artplan.cli import main
from artplan.plan.written.faults import PlanFault
from artplan.versions.freeze import freeze
from artplan.versions.read import read_version
from tests.versions.frozen import frozen

PLACE = Path("versions") / "2027-B0"


def test_a_version_holds_parameters_from_which_the_plan_reads_again():
    frozen(scenario="growth")
    again, growth = artplan.load(folder=PLACE / "params"), artplan.load("growth")
    assert again.plan.hash == growth.plan.hash
    assert again.run().year("net_profit") == growth.run().year("net_profit")


def test_a_version_holds_every_line_without_dimensions_to_twelve_digits():
    version = frozen()
    result = artplan.load("base").run()
    assert set(version.figures) == {line for line in result.lines if not result.per(line)}
    for line in ("net_profit", "cash_closing", "headcount_total"):
        planned = {month: float(f"{value:.12g}") for month, value in result[line].items()}
        assert version.figures[line] == planned


def test_a_version_says_who_approved_it_when_and_why():
    card = frozen().card
    assert (card.id, card.scenario, card.day) == ("2027-B0", "base", "2026-12-20")
    assert (card.approved_by, card.why, card.program) == ("Li", "the board approved", artplan.__version__)
    assert set(card.files) > {"lines.csv", "params/base/plan.yaml", "params/statutory/tax.yaml"}


@pytest.mark.parametrize("name", ["", "a/b", "..", ".hidden", "a b", "a.", "预算", "now", "x" * 61, "-x"])
def test_an_id_is_a_plain_name(name: str):
    with pytest.raises(PlanFault, match="is no id of a version"):
        freeze(name, "base", "Li", "because")
    assert not Path("versions").exists()


@pytest.mark.parametrize("name", ["2027-B0", "2027-b0"])
def test_a_frozen_version_is_not_replaced(name: str):
    before = frozen()
    with pytest.raises(PlanFault, match=r"versions/2027-B0 \| is there already"):
        freeze(name, "growth", "Li", "because")
    assert read_version("2027-B0") == before


def test_all_faults_are_told_at_once_and_nothing_is_written():
    rent = Path("params/base/overheads.yaml")
    rent.write_text(rent.read_text("utf-8").replace("amount:", "amuont:", 1), "utf-8")
    with pytest.raises(PlanFault) as caught:
        freeze("a b", "base", " ", "")
    lines = str(caught.value).splitlines()
    assert [each.partition(" | ")[0] for each in lines[:3]] == ["--approved-by", "--why", "freeze a b"]
    assert any("did you mean amount?" in each for each in lines[3:])
    assert not Path("versions").exists()


def test_an_altered_version_is_refused_with_each_file():
    frozen()
    lines = PLACE / "lines.csv"
    lines.write_text(lines.read_text("utf-8").replace("net_profit,CNY,2027-03,", "net_profit,CNY,2027-03,1"))
    (PLACE / "params" / "statutory" / "tax.yaml").unlink()
    (PLACE / "notes.txt").write_text("ours")
    with pytest.raises(PlanFault) as caught:
        read_version("2027-B0")
    altered, added, lacking = str(caught.value).splitlines()
    assert altered.startswith("versions/2027-B0/lines.csv | is not as it was when version 2027-B0 was frozen")
    assert added.startswith("versions/2027-B0/notes.txt | was not there when")
    assert lacking.startswith("versions/2027-B0/params/statutory/tax.yaml | is lacking in version 2027-B0")
    assert "restore the file from version control or a backup" in lacking


@pytest.mark.parametrize("text", ["", "[]", "{}", "[" * 5000, "\0", '{"id": "2027-B0"}'])
def test_a_damaged_card_is_refused(text: str):
    frozen()
    (PLACE / "version.json").write_text(text)
    with pytest.raises(PlanFault, match=r"versions/2027-B0/version.json \| is not as it was"):
        read_version("2027-B0")


def test_another_name_in_the_card_is_refused():
    frozen()
    about = PLACE / "version.json"
    about.write_text(about.read_text("utf-8").replace('"Li"', '"Wang"'), "utf-8")
    with pytest.raises(PlanFault, match=r"version.json \| is not as it was"):
        read_version("2027-B0")


def test_other_ends_of_lines_are_no_alteration():
    """Version control may write them so on Windows."""
    before = frozen()
    for path in (each for each in PLACE.rglob("*") if each.is_file()):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_version("2027-B0").figures == before.figures


@pytest.mark.parametrize("name", ["2027-B1", "../params", ""])
def test_a_version_that_is_not_there_is_refused_with_the_nearest(name: str):
    frozen()
    with pytest.raises(PlanFault, match=r"versions.* \| is no version \| .*2027-B0.*artplan version list"):
        read_version(name)


def test_a_new_plan_s_versions_go_into_version_control():
    assert main(["new", "shop"]) == 0
    assert "versions" not in Path("shop/.gitignore").read_text("utf-8")


def test_the_commands_in_both_languages(capsys: pytest.CaptureFixture[str]):
    given = ["--approved-by", "李", "--why", "董事会批准"]
    assert main(["version", "list", "--lang", "en"]) == 2
    assert "versions | holds no frozen version | freeze one" in capsys.readouterr().err
    assert main(["version", "freeze", "2027-B0", *given, "--lang", "zh"]) == 0
    assert "已冻结版本 2027-B0：versions/2027-B0，哈希" in capsys.readouterr().out
    assert main(["version", "list", "--lang", "zh"]) == 0
    assert "2027-B0  计划  base" in capsys.readouterr().out
    assert main(["version", "list", "--json"]) == 0
    assert [each["why"] for each in json.loads(capsys.readouterr().out)] == ["董事会批准"]
    assert main(["version", "show", "2027-B0", "--lang", "en"]) == 0
    assert "computes the same figures from the frozen parameters" in capsys.readouterr().out
    assert main(["version", "freeze", "2027-B0", *given, "--lang", "zh"]) == 2
    assert "versions/2027-B0 | 已有这个版本，冻结的版本不再改动" in capsys.readouterr().err


def test_the_list_shows_what_is_whole_and_names_what_is_not(capsys: pytest.CaptureFixture[str]):
    frozen()
    frozen("2027-F03", "2027-04-02")
    (PLACE / "lines.csv").write_text("")
    assert main(["version", "list", "--lang", "en"]) == 2
    shown = capsys.readouterr()
    assert "2027-F03" in shown.out and "2027-B0" not in shown.out
    assert "versions/2027-B0/lines.csv | is not as it was" in shown.err


def test_help_imports_nothing_heavy():
    wanted = (
        "import sys\nfrom artplan.cli import main\ntry:\n    main(['version', 'freeze', '-h'])\nfinally:\n"
    )
    shown = subprocess.run(
        [sys.executable, "-c", wanted + "    print(*sys.modules, file=sys.stderr)"],
        capture_output=True, text=True)  # fmt: skip
    assert {"numpy", "pandas", "yaml"}.isdisjoint(shown.stderr.split())
