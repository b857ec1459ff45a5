"""pyproject.toml, environment.yml and the lock files say the same; the wheel carries what a run needs."""

import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CORE = PROJECT["project"]["dependencies"]
EXTRAS = PROJECT["project"]["optional-dependencies"]
BACKEND = PROJECT["build-system"]["requires"]

# conda-forge splits matplotlib: the base package leaves out Qt.
CONDA_NAMES = {"matplotlib": "matplotlib-base"}

LOCKS = {
    "run": CORE + BACKEND,
    "dev": CORE + BACKEND + EXTRAS["dev"],
    "lab": CORE + BACKEND + EXTRAS["lab"],
}
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+)(?: ; (?P<marker>[^\\]+?))? \\$", re.MULTILINE)


def lock_text(name):
    return (ROOT / "locks" / f"{name}.txt").read_text("utf-8")


def pins(name, python):
    """The versions a lock installs on one Python, by package."""
    environment = {"python_version": python, "python_full_version": f"{python}.9"}
    result = {}
    for pin in PIN.finditer(lock_text(name)):
        if pin["marker"] is None or Marker(pin["marker"]).evaluate(environment):
            package = canonicalize_name(pin["name"])
            assert package not in result, f"locks/{name}.txt pins {package} twice for Python {python}"
            result[package] = pin["version"]
    return result


def test_conda_environment_asks_for_what_pyproject_asks_for():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    *conda, pip = environment["dependencies"]
    wanted = {f"python{PROJECT['project']['requires-python']}", "pip"}
    for requirement in map(Requirement, CORE + EXTRAS["lab"]):
        wanted.add(f"{CONDA_NAMES.get(requirement.name, requirement.name)}{requirement.specifier}")
    assert set(conda) == wanted
    assert len(conda) == len(wanted)
    assert pip == {"pip": ["--editable ."]}
    assert environment["channels"] == ["conda-forge"]


def test_build_backend_has_the_same_bound_everywhere():
    assert PROJECT["dependency-groups"]["build"] == BACKEND
    assert set(BACKEND) <= set(EXTRAS["dev"])


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize("name", LOCKS)
def test_lock_satisfies_pyproject(name, python):
    pinned = pins(name, python)
    for requirement in map(Requirement, LOCKS[name]):
        version = pinned.get(canonicalize_name(requirement.name))
        remedy = f"locks/{name}.txt has {version}, pyproject.toml asks for {requirement}: run `make lock`"
        assert version is not None and requirement.specifier.contains(version), remedy


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize("name", ["dev", "lab"])
def test_larger_lock_holds_the_run_lock(name, python):
    assert pins("run", python).items() <= pins(name, python).items()


@pytest.mark.parametrize("name", LOCKS)
def test_lock_is_hashed_and_names_no_place(name):
    text = lock_text(name)
    nowhere = not re.search(r"://|^--|\s/\w", text, re.MULTILINE)
    assert nowhere, "a host, an index option or a path of a machine"
    for entry in re.split(r"\n(?=\S)", text):
        assert entry.startswith("#") or (PIN.match(entry) and "--hash=sha256:" in entry), entry


def files_below(folder):
    """The files that belong to the project, by their place below the folder."""
    result = (path.relative_to(ROOT / folder) for path in (ROOT / folder).rglob("*") if path.is_file())
    left_out = {"__pycache__", ".ipynb_checkpoints"}
    return {path.as_posix() for path in result if not left_out & set(path.parts)}


@pytest.mark.slow
def test_wheel_built_from_the_sdist_carries_package_params_and_notebooks(tmp_path):
    """Built as for a release: the source archive first, the wheel out of it."""
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    done = subprocess.run(build, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr

    (sdist,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert {"LICENSE", "Makefile", "pyproject.toml", "locks/run.txt"} <= held
    assert not any(name.startswith((".venv", "outputs/")) for name in held - {"outputs/.gitkeep"})

    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    wanted = {f"artplan/{file}" for file in files_below("artplan")}
    for folder in ("params", "notebooks"):
        wanted |= {f"artplan/starter/{folder}/{file}" for file in files_below(folder)}
    assert held == wanted
