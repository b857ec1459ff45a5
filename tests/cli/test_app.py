"""What keeps the panel from being served is told in a line; serving itself is tested in a browser."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from artplan.cli import main
from artplan.commands import app
from tests.browser.server import small_panel


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    small_panel(tmp_path)
    return tmp_path


def test_without_voila_it_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setattr(app, "find_spec", lambda name: None)
    assert main(["app"]) == 2
    assert "Voilà is not installed | pip install 'artplan[lab]'" in capsys.readouterr().err


def test_without_the_notebook_it_says_so(folder: Path, capsys: pytest.CaptureFixture) -> None:
    pytest.importorskip("voila")
    (folder / "notebooks/00_explore.ipynb").unlink()
    assert main(["app"]) == 2
    assert "00_explore.ipynb" in capsys.readouterr().err


def test_a_scenario_that_is_not_there_is_told_before_anything_is_served(
    folder: Path, capsys: pytest.CaptureFixture
) -> None:
    pytest.importorskip("voila")
    assert main(["app", "-s", "grwth", "--lang", "zh"]) == 2
    assert "是否想写 growth？" in capsys.readouterr().err


def test_a_port_that_is_taken_is_told(folder: Path, capsys: pytest.CaptureFixture) -> None:
    pytest.importorskip("voila")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["app", "--port", str(port), "--no-browser"]) == 2
    assert f"127.0.0.1:{port} | cannot be listened on" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["x", "-1", "65536"])
def test_what_is_no_port_is_refused(port: str, capsys: pytest.CaptureFixture) -> None:
    with pytest.raises(SystemExit) as left:
        main(["app", f"--port={port}"])
    assert left.value.code == 2
    assert "is not a port" in capsys.readouterr().err
