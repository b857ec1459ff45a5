"""Hostile files and names: bombs, what is no file, and names that no system or terminal likes."""

from __future__ import annotations

import os
import random
import socket
from collections.abc import Iterator
from pathlib import Path

from tests.hostile.inputs import BASE, Hostile, Make
from tests.hostile.spellings import NAMES


def many(head: str, line: str, count: int) -> str:
    return "\n".join([head, *(line.format(at) for at in range(count))])


def bombs(draw: random.Random, count: int) -> Iterator[Hostile]:
    size = draw.randint(20_000, 50_000)
    levels = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    levels += [
        f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    shop = "storefront: taobao_shop, prices_by: click, cost_per_click: 1"
    texts = {
        "aliases": "\n".join(levels),
        "itself": "zz: &a {b: *a}",
        "lists deep": "zz: " + "[" * 100_000,
        "mappings deep": "zz: " + "{a: " * 50_000,
        "entries deep": "- " * 100_000 + "x",
        "indented deep": "".join(" " * at + "a:\n" for at in range(2000)),
        "digits": "limits: {gross_margin_rate: {lowest: " + "9" * 4_900_000 + "}}",
        "digits after the point": "limits: {gross_margin_rate: {lowest: 0." + "1" * 4_900_000 + "}}",
        "exponent": "limits: {gross_margin_rate: {lowest: 1e" + "9" * 4_000_000 + "}}",
        "keys": many("", "k{}: 1", 400_000),
        "one key": "k" * 4_900_000 + ": 1",
        "one text": "plan: {name: " + "n" * 4_900_000 + "}",
        "comment": "#" * 4_900_000,
        "spaces": " " * 4_900_000,
        "anchors": many("", "k{0}: &a{0} 1", 60_000),
        "tags": many("", "k{0}: !t{0} 1", 60_000),
        "unknown": many("", "k{}: 1", 5_000),
        "questions": "? " * 60_000,
        "quotes": "'" * 200_001,
        "months": many("overheads:\n  m:\n    amount:", "      {}-01: 1", 9_000),
        "many overheads": many("overheads:", "  m{}: {{amount: 1}}", size),
        "many faults": many("overheads:", "  m{}: {{amount: x}}", size),
        "many posts": many("posts:", "  m{}: {{department: sales}}", size),
        "many posts above each other": many("posts:", "  m{}: {{reports_to: m9}}", 9_000),
        "many channels": many("channels:", "  m{}: {{" + shop + "}}", size // 4),
        "many assets": many("assets:", "  m{}: {{cost: 1, month: 2027-01, life_months: 9}}", size),
    }
    for name in list(texts)[:count]:
        replaced = texts[name].split(":")[0]
        file = f"base/{replaced}.yaml" if f"{replaced}.yaml" in BASE and "many" in name else "base/zz.yaml"
        yield Hostile("bombs", name, {file: texts[name]})


def file_system(draw: random.Random, count: int) -> Iterator[Hostile]:
    def sparse(size: int) -> Make:
        return lambda path: (path.touch(), os.truncate(path, size))

    def linked(target: str) -> Make:
        return lambda path: path.symlink_to(target)

    def listening(path: Path) -> None:
        os.chdir(path.parent)
        socket.socket(socket.AF_UNIX).bind(path.name)

    odd: dict[str, Make] = {
        "pipe": os.mkfifo, "folder": Path.mkdir, "socket": listening, "3 GB": sparse(3 * 10**9),
        "6 MB": sparse(6_000_000), "to /dev/zero": linked("/dev/zero"),
        "to /dev/random": linked("/dev/random"),
        "to /dev/null": linked("/dev/null"), "to nowhere": linked("nowhere"), "to itself": linked("zz.yaml"),
        "to a folder": linked("/tmp"), "to standard input": linked("/dev/stdin"),
        "to memory": linked("/proc/self/mem"),
        "to /proc/kmsg": linked("/proc/kmsg"), "to a terminal": linked("/dev/tty"),
        "to a long way": linked("a/" * 2000),
    }  # fmt: skip
    places = ("base/zz.yaml", "base/plan.yaml", "statutory/tax.yaml", "statutory/hangzhou.yaml")
    cases = [Hostile("", f"{at}: {kind}", {at: make}) for at in places for kind, make in odd.items()]
    for kind, make in odd.items():
        here = {"scenarios/odd.yaml": make}
        cases.append(Hostile("", f"scenario: {kind}", here, "odd"))
        cases.append(Hostile("", f"study: {kind}", {"studies/odd.yaml": make}, command=("sweep", "odd")))
        cases.append(Hostile("", f"upgrade: {kind}", here, command=("upgrade", ".")))
        cases.append(Hostile("", f"run: {kind}", here, command=("run", "odd")))
        cases.append(Hostile("", f"folder: {kind}", {"scenarios": make}, "growth"))
    for name in NAMES:
        cases.append(Hostile("", f"name {name[:30]!a}", plan=name))
        commands = (
            ("check", name), ("sweep", name), ("allocate", "--as", name), ("compare", "base", name),
            ("new", name),
            ("workbook", name), ("upgrade", name), ("show", "-s", name, "sales_total"), ("run", name),
            ("effects", name),
            ("explain", "net_profit", "2027-01", "--against", name), ("simulate", "--draws", "2",
            "--charts", name),
            ("seek", "net_profit=1", "--by", "overheads.rent.amount", "--chart", name), ("run", "--out",
            name, "odd"),
            ("sweep", "odd", "--out", name), ("workbook", "base", "-o", name + ".xlsx"),
        )  # fmt: skip
        cases += [Hostile("", f"{each[0]} {name[:30]!a}", command=each) for each in draw.sample(commands, 3)]
    draw.shuffle(cases)
    for case in cases[:count]:
        yield Hostile("file system, names", case.what, case.files, case.plan, case.overrides, case.command)
