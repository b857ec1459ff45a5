"""Find the files of a parameter folder, and the chain of plans that a name stands for.

params/base/*.yaml            the base plan, each file with some of its sections params/scenarios/NAME.yaml
extends another plan and holds the differences (`set:`) params/cases/NAME.yaml        a complete plan in one
file, or one that extends another case params/statutory/*.yaml       statutory tables
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from artplan.plan.read.overlay_words import words_of
from artplan.plan.schema.fields import Words
from artplan.plan.schema.paths import keys
from artplan.plan.schema.root import Sections
from artplan.plan.written import gate
from artplan.plan.written.faults import Fault, fault_at, shown
from artplan.plan.written.files import display, read_file
from artplan.plan.written.shipped import shipped
from artplan.plan.written.yaml_tree import YamlNode
from artplan.texts.closest import suggest
from artplan.texts.message import message
from artplan.writing.table import FORMULA

BASE = "base"
CASES = "cases/"
LONGEST = 20  # plans that extend each other
OVERLAY_KEYS = ("extends", "name", "describe", "set")


@dataclass
class Chain:
    """The plans that a name stands for, from the complete one to the named one.

    root: the tree of the complete plan. layers: one list of settings for each plan that extends another.
    called: by plan, the name that its own file gives it. complete: false where a file could not be read,
    whose content must then not be reported as missing.
    """

    names: list[str] = field(default_factory=list)
    root: YamlNode | None = None
    layers: list[list[tuple[str, YamlNode]]] = field(default_factory=list)
    describe: Words | None = None
    called: Mapping[str, Words] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    complete: bool = True


def find_folder(folder: str | Path | None = None) -> Path:
    """The given parameter folder, else `./params`, else the one shipped with the package."""
    if folder is not None:
        return Path(folder)
    return own_folder() or shipped("params")


def own_folder() -> Path | None:
    """The user's parameter folder `./params`, or None.

    Jupyter starts kernels in the folder of the notebooks, so that from `notebooks/` the folder beside it is
    found.
    """
    places = [Path("params")]
    if Path.cwd().name == "notebooks":
        places.append(Path("../params"))
    return next((place for place in places if place.is_dir()), None)


def plan_names(folder: str | Path | None = None, cases: bool = False) -> list[str]:
    """The names that can be loaded: `base`, every scenario, and on request every case."""
    root = find_folder(folder)
    names = [BASE] if (root / BASE).is_dir() else []
    names += sorted(path.stem for path in (root / "scenarios").glob("*.yaml"))
    if cases:
        names += sorted(CASES + path.stem for path in (root / "cases").glob("*.yaml"))
    return names


def names_given(folder: str | Path | None = None) -> dict[str, Words]:
    """The names that scenarios give themselves, by scenario; one with a fault counts as none."""
    faults: list[Fault] = []
    paths = (find_folder(folder) / "scenarios").glob("*.yaml")
    files = {path.stem: read_file(path, faults) for path in paths}
    given = {name: words_of(file, "name", faults) for name, file in files.items() if file is not None}
    return {name: words for name, words in given.items() if words is not None}


def read_chain(name: str, folder: Path) -> Chain:
    """Read the chain of a plan's name. Faults are collected in it, not raised."""
    chain = Chain()
    _read(name, folder, chain, (), None)
    chain.names.reverse()
    chain.layers.reverse()
    return chain


def _read(name: str, folder: Path, chain: Chain, trail: Sequence[str], parent: YamlNode | None) -> None:
    if name in trail:
        circle = " -> ".join((*trail[trail.index(name) :], name))
        place = parent.place if parent is not None else name
        chain.faults.append(fault_at(place, "extends", "chain.circle", circle=circle))
        chain.complete = False
        return
    if len(trail) >= LONGEST:
        place = parent.place if parent is not None else name
        chain.faults.append(fault_at(place, "extends", "chain.too_long", most=LONGEST))
        chain.complete = False
        return
    chain.names.append(name)
    if name == BASE:
        _read_base(folder, chain)
        return
    if FORMULA.match(name.removeprefix(CASES)):
        place, key = (parent.place, "extends") if parent is not None else (name, "")
        chain.faults.append(fault_at(place, key, "chain.formula"))
        chain.complete = False
        return
    path = folder / f"{name}.yaml" if name.startswith(CASES) else folder / "scenarios" / f"{name}.yaml"
    if not _plain_name(name) or not os.path.lexists(path):
        _no_such(name, path, folder, chain, parent)
        return
    node = read_file(path, chain.faults)
    if node is None:
        chain.complete = False
    elif "extends" in node.value or "set" in node.value or not name.startswith(CASES):
        _read_overlay(name, node, folder, chain, trail)
    else:
        _describe(node, chain)
        chain.root = YamlNode({k: v for k, v in node.value.items() if k != "describe"}, node.file, 0)


def _plain_name(name: str) -> bool:
    return gate.plain_name(name.removeprefix(CASES))


def _no_such(name: str, file: Path, folder: Path, chain: Chain, parent: YamlNode | None) -> None:
    known = plan_names(folder, cases=name.startswith(CASES))
    place = parent.place if parent is not None else display(file if _plain_name(name) else folder)
    kind = message("chain.case" if name.startswith(CASES) else "chain.scenario")
    path, near = "extends" if parent is not None else "", suggest(name, known, "there_are")
    if parent is None and _plain_name(name):
        chain.faults.append(fault_at(place, path, "chain.none_here", kind=kind, near=near))
    else:
        chain.faults.append(
            fault_at(place, path, "chain.none_called", kind=kind, name=shown(name), near=near)
        )
    chain.complete = False


def _read_base(folder: Path, chain: Chain) -> None:
    """All files of the base plan, their sections side by side."""
    files = sorted((folder / BASE).glob("*.yaml")) if (folder / BASE).is_dir() else []
    if not files:
        chain.faults.append(fault_at(display(folder / BASE), "", "chain.no_base"))
        chain.complete = False
        return
    sections: dict[str, YamlNode] = {}
    for path in files:
        before = len(chain.faults)
        node = read_file(path, chain.faults)
        if len(chain.faults) > before and node is None:
            chain.complete = False
        for key, value in node.value.items() if node is not None else ():
            if key in sections:
                chain.faults.append(fault_at(value.place, key, "chain.twice", place=sections[key].place))
            sections.setdefault(key, value)
    chain.root = YamlNode(sections, display(folder / BASE), 0)


def _read_overlay(name: str, node: YamlNode, folder: Path, chain: Chain, trail: Sequence[str]) -> None:
    for key, value in node.value.items():
        if key not in OVERLAY_KEYS:
            below, near = message("chain.below_set", key=key), suggest(key, OVERLAY_KEYS, "known_keys")
            remedy = below if key in keys(Sections) else near
            chain.faults.append(fault_at(value.place, key, "written.unknown_key", near=remedy))
    _describe(node, chain)
    words = words_of(node, "name", chain.faults)
    chain.called = {**chain.called, **({name: words} if words else {})}
    settings = node.value.get("set")
    if settings is not None and isinstance(settings.value, dict):
        chain.layers.append(list(settings.value.items()))
    else:
        chain.layers.append([])
        if settings is not None and settings.value is not None:
            chain.faults.append(fault_at(settings.place, "set", "chain.set", value=shown(settings.value)))
    parent = node.value.get("extends")
    if parent is None or not isinstance(parent.value, str):
        place = parent.place if parent is not None else node.file
        chain.faults.append(fault_at(place, "extends", "chain.no_plan"))
        chain.complete = False
        return
    _read(_parent_name(name, parent.value, folder), folder, chain, (*trail, name), parent)


def _parent_name(name: str, parent: str, folder: Path) -> str:
    """A case extends another case by its short name."""
    short = name.startswith(CASES) and not parent.startswith(CASES)
    return CASES + parent if short and gate.is_file(folder / "cases" / f"{parent}.yaml") else parent


def _describe(node: YamlNode, chain: Chain) -> None:
    if chain.describe is None and len(chain.names) == 1:
        chain.describe = words_of(node, "describe", chain.faults)
