"""Hostile inputs by a seed: a plan's folder with something wrong in it, and a plan or command to try on it.

Kinds are those of the table that `python -m tests.hostile` prints. A case is made without looking at what
artplan answers, so that it finds what nobody thought of.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.hostile.spellings import PATHS, SETTINGS, VALUES, WORDS
from tests.shop import SHOP

PARAMS = SHOP
BASE = {path.name: path.read_text("utf-8") for path in sorted((PARAMS / "base").glob("*.yaml"))}
STATUTORY = {each: (PARAMS / "statutory" / each).read_text("utf-8") for each in ("tax.yaml", "hangzhou.yaml")}
NUMBER = re.compile(r"(?<=[:,\[ ] )-?\d+(\.\d+)?%?(?=[,\]} \n])|(?<=: )-?\d+(\.\d+)?%?(?=\n)")
KEY = re.compile(r"(?m)^( *)([a-z_0-9]+):")
Make = Callable[[Path], object]


@dataclass(frozen=True)
class Hostile:
    """A case: files below `params/` (or what else stands there),
    and the plan or the command that is tried."""

    group: str
    what: str
    files: dict[str, str | bytes | Make] = field(default_factory=dict)
    plan: str = "base"
    overrides: dict[str, Any] = field(default_factory=dict)
    command: tuple[str, ...] = ()


def leaf_values(draw: random.Random, count: int) -> Iterator[Hostile]:
    spots = [("base/" + name, m.span()) for name, text in BASE.items() for m in NUMBER.finditer(text)]
    spots += [
        ("statutory/" + name, m.span()) for name, text in STATUTORY.items() for m in NUMBER.finditer(text)
    ]
    for _ in range(count):
        file, (start, end) = draw.choice(spots)
        value, text = draw.choice(VALUES), original(file)
        yield Hostile(
            "leaf values", f"{file}@{start}: {value[:50]}", {file: text[:start] + value + text[end:]}
        )


def original(file: str) -> str:
    folder, name = file.split("/")
    return (BASE if folder == "base" else STATUTORY)[name]


def texts_and_keys(draw: random.Random, count: int) -> Iterator[Hostile]:
    """Lines lost, moved and doubled; keys renamed; nodes and texts replaced."""

    def renamed(key: str) -> str:
        return draw.choice(
            [key[:-1], key + "s", key.upper(), "名称", f"'{key}\\n'", "", '"\\u202e"', "1", "k" * 999]
        )

    for number in range(count):
        name = draw.choice(list(BASE))
        lines = BASE[name].splitlines(keepends=True)
        at = draw.randrange(len(lines))
        kind = ("lost", "twice", "moved", "indented", "outdented", "renamed", "node", "text", "merged")[
            number % 9
        ]
        line = lines[at]
        if kind == "lost":
            del lines[at]
        elif kind == "twice":
            lines.insert(at, line)
        elif kind == "moved":
            lines.insert(draw.randrange(len(lines)), lines.pop(at))
        elif kind in ("indented", "outdented"):
            lines[at] = draw.choice([" ", "  ", "\t"]) + line if kind == "indented" else line[1:]
        elif kind == "renamed":
            lines[at] = KEY.sub(lambda match: f"{match[1]}{renamed(match[2])}:", line, count=1)
        elif kind == "merged":
            lines[at] = line.rstrip("\n")
        else:
            value = draw.choice(VALUES if kind == "node" else WORDS)
            lines[at] = re.sub(r":.*\n", lambda _, value=value: f": {value}\n", line, count=1)
        yield Hostile(
            "texts, nodes, keys, lines", f"{name}:{at + 1} {kind}", {f"base/{name}": "".join(lines)}
        )


def encodings(draw: random.Random, count: int) -> Iterator[Hostile]:
    ways: dict[str, Callable[[bytes], bytes]] = {
        "cut": lambda raw: raw[: draw.randrange(len(raw))],
        "flipped": lambda raw: _flipped(draw, raw),
        "flipped often": lambda raw: _flipped(draw, raw, 40),
        "inserted": lambda raw: _inserted(
            draw, raw, draw.choice([b"\0", b"\t", b"\xff", b"\x1b", b"\xe2\x80\xae"])
        ),
        "crlf": lambda raw: raw.replace(b"\n", b"\r\n"),
        "cr": lambda raw: raw.replace(b"\n", b"\r"),
        "marks": lambda raw: b"\xef\xbb\xbf" * draw.randint(1, 3) + raw,
        "utf-16": lambda raw: raw.decode().encode(draw.choice(["utf-16", "utf-16-le", "utf-32"])),
        "gbk": lambda raw: raw.decode().encode("gbk", "replace"),
        "tabs": lambda raw: raw.replace(b"  ", b"\t"),
        "two documents": lambda raw: raw + b"---\n" + raw,
        "twice": lambda raw: raw + raw,
        "nothing": lambda raw: draw.choice(
            [b"", b"\n", b"#", b"---", b"...", b"\0" * 9, b"~", b"[]", b"%YAML 9"]
        ),
        "surrogate": lambda raw: _inserted(draw, raw, b"\xed\xa0\x80"),
    }
    for number in range(count):
        name, way = draw.choice(list(BASE)), list(ways)[number % len(ways)]
        yield Hostile(
            "encodings, cuts, bytes", f"{name} {way}", {f"base/{name}": ways[way](BASE[name].encode("utf-8"))}
        )


def _flipped(draw: random.Random, raw: bytes, times: int = 1) -> bytes:
    flipped = bytearray(raw)
    for _ in range(times):
        flipped[draw.randrange(len(raw))] ^= 1 << draw.randrange(8)
    return bytes(flipped)


def _inserted(draw: random.Random, raw: bytes, more: bytes) -> bytes:
    at = draw.randrange(len(raw))
    return raw[:at] + more + raw[at:]


def scenario_files(draw: random.Random, count: int) -> Iterator[Hostile]:
    def chain(length: int) -> dict[str, str | bytes | Make]:
        names = [f"s{at}" for at in range(length)]
        return {
            f"scenarios/{name}.yaml": f"extends: {other}\nset: {{overheads.rent.amount: x1.01}}\n"
            for name, other in zip(names, [*names[1:], "base"], strict=True)
        }

    for length in (1, 19, 20, 25, 900):
        yield Hostile("scenario files", f"chain of {length}", dict(chain(length)), "s0")
    for number in range(count - 5):
        path, value, other = draw.choice(PATHS), draw.choice(VALUES + SETTINGS), draw.choice(VALUES)
        texts = (
            f"extends: {value}\n", f"extends: base\nset: {value}\n",
            f"extends: base\nset:\n  {path}: {value}\n",
            f"extends: base\nset:\n  overheads.rent.amount: {value}\n  channels.*.spend: {other}\n",
            f"extends: base\ndescribe: {value}\n", f"{value}: {other}\n",
            f"extends: odd\nset: {{{path}: 1}}\n",
            f"extends: base\nset:\n  plan.months: {value}\n", f"extends: base\nset:\n  plan.start: {value}\n",
            f"extends: [base, {other}]\n", f"set: {{}}\nextends: base\nplan: {value}\n",
        )  # fmt: skip
        text = texts[number % len(texts)].encode("utf-8", "surrogatepass")
        yield Hostile("scenario files", repr(text)[:60], {"scenarios/odd.yaml": text}, "odd")
