"""The command line speaks the reader's language: its help, argparse's own words, and what went wrong."""

from __future__ import annotations

import argparse
import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from artplan.cli import COMMANDS, main, parser, requested_language
from artplan.commands.argparse_words import spoken
from artplan.commands.help_text import lines
from artplan.report.words.plain import width
from artplan.texts.catalogue import of_file

# Words that a Chinese reader reads as they are.
SPOKEN = r"artplan|YAML|Python|JSON|Schema|SVG|PDF|JupyterLab|Jupyter|dask|Voilà"
# What is to be written as it stands: options, metavars (in capitals), choices, names in backticks.
LITERAL = r"`[^`]*`|--?[a-z][\w-]*|\{[\w,]*\}|\b[A-Z]+\b(\.\w+)?"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _parsers(lang: str) -> Iterator[argparse.ArgumentParser]:
    with spoken(lang):
        top = parser(lang)
        yield top
        for action in top._actions:
            if isinstance(action, argparse._SubParsersAction):
                yield from action.choices.values()


def test_every_sentence_of_argparse_is_in_the_catalogue() -> None:
    words = set()
    for node in ast.walk(ast.parse(inspect.getsource(argparse))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            count = {"_": 1, "ngettext": 2}.get(node.func.id, 0)
            words |= {each.value for each in node.args[:count] if isinstance(each, ast.Constant)}
    assert len(words) > 30
    assert words - {entry["en"] for entry in of_file("argparse").values()} == set()


def test_what_argparse_fills_in_is_filled_in_in_both_languages() -> None:
    for key, entry in of_file("argparse").items():
        filled = [re.findall(r"%(?:\(\w+\))?[sr]", entry[lang]) for lang in ("en", "zh")]
        assert sorted(filled[0]) == sorted(filled[1]), key


def test_argparse_speaks_its_own_language_again_afterwards() -> None:
    before = argparse._, argparse.ngettext
    with pytest.raises(ValueError), spoken("zh"):
        assert argparse._("options") == "选项" and argparse._("no such sentence") == "no such sentence"
        raise ValueError
    assert (argparse._, argparse.ngettext) == before


def test_the_whole_help_is_chinese_for_a_chinese_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    seen = 0
    for command in _parsers("zh"):
        text = command.format_help()
        usage, _, rest = text.partition("\n\n")
        assert usage.startswith("用法：artplan")
        names = "|".join(command._subparsers._group_actions[0].choices) if command._subparsers else "fly"
        plain = re.sub(rf"{LITERAL}|\b({SPOKEN})\b|^ +({names})(?: |$)|\$[\w]+", "", rest, flags=re.MULTILINE)
        plain = re.sub("|".join(_written(command)), "", plain)
        assert re.findall(r"[A-Za-zà]{2,}", plain) == [], command.prog
        seen += 1
    assert seen == len(COMMANDS) + 1


def _written(command: argparse.ArgumentParser) -> Iterator[str]:
    """What the usage has of a command's arguments."""
    for action in command._actions:
        names = action.metavar if isinstance(action.metavar, tuple) else (action.metavar or action.dest,)
        yield from (re.escape(name) for name in names)


@pytest.mark.parametrize("columns", [72, 80, 132])
def test_help_fits_the_terminal_in_both_languages(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for lang in ("zh", "en"):
        for command in _parsers(lang):
            assert max(map(width, command.format_help().splitlines())) <= columns, (lang, command.prog)


def test_lines_break_between_chinese_characters_and_never_before_punctuation() -> None:
    assert list(lines("参数读自 `./params`，\n否则用（基础）计划。", 12)) == [
        "参数读自",
        "`./params`，",
        "否则用（基",
        "础）计划。",
    ]
    assert list(lines("plain words\nin lines", 40)) == ["plain words in lines"]


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["show", "--lang", "zh"], "zh"),
        (["--lang=en", "show"], "en"),
        (["show", "--lang", "fr"], None),
        (["show", "--lang"], None),
        (["workbook", "--lang", "both"], None),
        (["--lang", "zh", "show", "--lang", "en"], "en"),
        (["show", "zh"], None),
    ],
)
def test_the_language_is_found_before_anything_is_parsed(arguments: list[str], language: str | None) -> None:
    assert requested_language(arguments) == language


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["run", "--jobs", "0", "--lang", "zh"], "参数 --jobs：'0'不是大于 0 的整数"),
        (["simulate", "--seed", "x", "--lang", "zh"], "参数 --seed：'x'不是整数"),
        (["seek", "--to", "x", "--lang", "zh"], "参数 --to：'x'不是数字"),
        (["app", "--port", "x", "--lang", "zh"], "参数 --port：'x'不是端口：应为 0 至 65535"),
        (["--lang", "zh", "seek"], "缺少参数：--by"),
        (["--lang", "zh", "show", "--cat"], "没有这样的参数：--cat"),
        (["--lang", "zh", "show", "--by"], "参数 --by：需要一个值"),
        (["--lang", "zh", "show", "--by", "week"], "没有 'week' 这个选择"),
    ],
)
def test_a_wrong_command_line_is_answered_in_the_language(
    arguments: list[str], answer: str, capsys: pytest.CaptureFixture
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    error = capsys.readouterr().err
    assert error.startswith("用法：") and answer in error


def test_without_a_language_the_environment_says_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert main(["show", "net_proft"]) == 2
    assert capsys.readouterr().err == "show net_proft | 没有这个指标 | 是否想写 net_profit？\n"
    assert main(["--lang", "en", "show", "net_proft"]) == 2
    assert capsys.readouterr().err == "show net_proft | no such line | did you mean net_profit?\n"
    assert main(["new", "shop"]) == 0
    assert "可以推算的经营计划" in Path("shop/README.md").read_text("utf-8")


def test_a_language_before_the_command_is_the_command_s() -> None:
    assert parser("en").parse_args(["--lang", "zh", "show"]).lang == "zh"
    assert parser("en").parse_args(["--lang", "zh", "show", "--lang", "en"]).lang == "en"
    assert parser("en").parse_args(["new", "shop"]).lang is None


def test_help_loads_texts_and_defaults_and_no_other_room() -> None:
    wanted = "import sys\nfrom artplan.cli import main\ntry:\n    main(['--help'])\nfinally:\n    "
    shown = subprocess.run(
        [sys.executable, "-c", wanted + "print(*sys.modules, file=sys.stderr)"],
        capture_output=True, text=True, check=True)  # fmt: skip
    modules = set(shown.stderr.split())
    rooms = {name.split(".")[1] for name in modules if name.startswith("artplan.")}
    assert rooms == {"cli", "commands", "exit_codes", "study", "texts"}
    assert {name for name in modules if name.startswith("artplan.study")} == {
        "artplan.study",
        "artplan.study.defaults",
    }
    assert {"json", "difflib", "subprocess"}.isdisjoint(modules)
