"""Read frozen versions; every reading compares the hashes, and refuses a version that was altered."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from artplan.operating import OperatingPlan, load
from artplan.plan.written.calendar import is_month, read_day
from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.plan.written.files import display
from artplan.plan.written.gate import LONGEST_NAME, NOTEBOOK_BYTES, read_bytes, read_text
from artplan.texts.closest import suggest
from artplan.versions import figures
from artplan.versions.answer import CARD, FORECAST, OF_FORECAST, FrozenVersion, VersionCard

VERSIONS = Path("versions")
ABOUT, LINES, PARAMS = "version.json", "lines.csv", "params"
NOW = "now"  # the present parameters, where a version is compared
ID = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9_-])?")


def read_version(name: str, *, folder: Path = VERSIONS) -> FrozenVersion:
    """Read a version. Raises PlanFault for one that is not there, and for one with an altered file."""
    place = folder / name
    if not is_id(name) or not (place / ABOUT).is_file():
        near = suggest(name, version_names(folder=folder), "there_are")
        raise PlanFault([fault_at(display(folder), name[:LONGEST_NAME], "versions.unknown", near=near)])
    card = _card(place / ABOUT)
    if faults := _altered(card, place):
        raise PlanFault(faults)
    file = place / LINES
    amounts, units = figures.read(read_text(file, display(file), NOTEBOOK_BYTES), display(file))
    return FrozenVersion(card, amounts, units, place)


def read_versions(*, folder: Path = VERSIONS) -> tuple[list[FrozenVersion], list[Fault]]:
    """Read all versions by day and id, and return beside them the faults of those that were altered."""
    versions: list[FrozenVersion] = []
    faults: list[Fault] = []
    for name in version_names(folder=folder):
        try:
            versions.append(read_version(name, folder=folder))
        except PlanFault as fault:
            faults += fault.faults
    return sorted(versions, key=lambda each: (each.card.day, each.card.id)), faults


def version_names(*, folder: Path = VERSIONS) -> list[str]:
    """Return the ids of the versions in the folder, in order."""
    return sorted(path.parent.name for path in folder.glob(f"*/{ABOUT}") if is_id(path.parent.name))


def version_files(*, folder: Path = VERSIONS) -> list[Path]:
    """Return the cards and tables of figures of all versions, in order: what reports of versions rest on."""
    return [folder / name / file for name in version_names(folder=folder) for file in (ABOUT, LINES)]


def plan_of(version: FrozenVersion) -> OperatingPlan:
    """Load a version's plan. Raises PlanFault where this program cannot read its parameters."""
    return load("base", folder=version.folder / PARAMS)


def is_id(name: str) -> bool:
    """Return whether the text can be the id of a version: a plain name on every system."""
    return len(name) <= LONGEST_NAME and ID.fullmatch(name) is not None


def hash_of(content: bytes) -> str:
    """Return the SHA-256 of a text, the same where version control has changed the ends of lines."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def hash_of_card(entries: Mapping[str, Any]) -> str:
    """Return the SHA-256 of all that a card says but for its own hash."""
    said = {name: value for name, value in entries.items() if name != "hash"}
    return hash_of(json.dumps(said, ensure_ascii=False, sort_keys=True).encode("utf-8"))


def _card(file: Path) -> VersionCard:
    place = display(file)
    try:
        entries = json.loads(read_text(file, place))
    except (ValueError, RecursionError):
        entries = None
    if not _whole(entries) or entries["id"] != file.parent.name or entries["hash"] != hash_of_card(entries):
        raise PlanFault([fault_at(place, "", "versions.altered", version=file.parent.name)])
    lists = {name: tuple(entries[name]) for name in ("months", "settings") if name in entries}
    return VersionCard(**entries | lists)


def _whole(entries: Any) -> bool:
    """Return whether these are the entries of a card, each of its kind."""
    if not isinstance(entries, dict) or {*entries} - {*OF_FORECAST} != {*CARD}:
        return False
    texts = (name for name in CARD if name not in ("months", "first_fiscal_month", "files"))
    return (
        all(isinstance(entries[name], str) for name in texts)
        and read_day(entries["day"]) is not None
        and isinstance(entries["months"], list)
        and len(entries["months"]) > 0
        and all(is_month(each) for each in entries["months"])
        and entries["first_fiscal_month"] in range(1, 13)
        and isinstance(entries["files"], dict)
        and (not entries.keys() & {*OF_FORECAST} or _of_forecast(entries))
    )


def _of_forecast(entries: Mapping[str, Any]) -> bool:
    """Return whether a card says what that of a forecast does."""
    return (
        entries.keys() >= {*OF_FORECAST}
        and entries["kind"] == FORECAST
        and is_month(entries["after"])
        and isinstance(entries["rest"], str)
        and isinstance(entries["settings"], list)
        and all(isinstance(each, str) for each in entries["settings"])
        and isinstance(entries["follow"], dict)
        and all(isinstance(each, float | int) for each in entries["follow"].values())
    )


def _altered(card: VersionCard, place: Path) -> list[Fault]:
    """Return a fault for every file that differs from the card, is lacking, or was added."""
    paths = {path.relative_to(place): path for path in place.rglob("*") if not path.is_dir()}
    files = {
        name.as_posix(): path
        for name, path in paths.items()
        if name.as_posix() != ABOUT and not any(part.startswith(".") for part in name.parts)
    }
    faults = []
    for name in sorted(files.keys() | card.files.keys()):
        shown = display(place / name)
        if name not in files:
            faults.append(fault_at(shown, "", "versions.lacking", version=card.id))
        elif name not in card.files:
            faults.append(fault_at(shown, "", "versions.added", version=card.id))
        elif hash_of(read_bytes(files[name], shown, NOTEBOOK_BYTES)) != card.files[name]:
            faults.append(fault_at(shown, "", "versions.altered", version=card.id))
    return faults
