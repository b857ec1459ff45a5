"""Damaged and hostile exports, each given to the import of a month.

`python -m tests.hostile.exports` makes 300 of each sample by a seed and prints the verdicts by reader; it
ends with 1 if an import crashed, took longer than ten seconds, or was refused and changed the store.
"""

from __future__ import annotations

import argparse
import io
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from types import FrameType

from artplan.actuals.imports import import_files
from artplan.plan.written.faults import PlanFault
from tests.actuals.written import NAMES, Rows, as_csv, as_html, as_workbook, as_zip, heading_at, sample

MONTH = "2027-01"
SECONDS = 10  # of one import
GOOD = IMPORTED, REFUSED = "imported", "refused"
VERDICTS = (*GOOD, "crash", "hang", "half stored")
CELLS = (
    "", "-", "0", "-0.00", "9" * 400, "0." + "1" * 400, "1E+400", "4.01E+18", "nan", "\ufdfa" * 900,
    "٣", "²", "½", "2027-02-30", "0000-00-00", "9999-12-31", "99999", "2027-01-01 ~ 2027-12-31",
    "合计", "总计", "#", "借", "平", '"', '="', "'", "=1+1", "\u202e", "\u2028", "\r", "a\nb", "a,b;c\td",
    "<td>", "&#xD800;", "\ud7ff", "😀" * 50, "结转本期损益", "#支出合计：1笔，共--.,元", "资金流水总笔数",
    "总交易单数", "日期", "单位：万元", "2027年02月",
)  # fmt: skip
LONG = (" ", "0", "a", "2027-01-", "，", "\u0301\u0323", "é\n", "(", "￥", "第", "1,")
ENCODINGS = ("gbk", "big5", "utf-16", "utf-16-le", "utf-32", "shift_jis", "latin-1", "utf-7", "utf-8-sig")
TAGS = (
    "<", ">", "</td>", "</tr>", "<table>", "<!--", "<![CDATA[", "<![if x]>", "<![x[", "<!", "<?", "&#",
    "&#x110000;", '<td colspan="', "<td colspan=999999999>", f"<td colspan={'9' * 5000}>", "<script>",
    "</", "\0",
)  # fmt: skip


class TooLong(BaseException):  # not an Exception, which an import may turn into a fault
    pass


# Mutations of rows


def columns_moved(rows: Rows, random: Random) -> None:
    order = random.sample(range(60), 60)
    rows[:] = [[row[at] for at in order if at < len(row)] for row in rows]


def column_cut(rows: Rows, random: Random) -> None:
    at = random.randrange(len(rows[-2]))
    rows[:] = [row[:at] + row[at + 1 :] for row in rows]


def column_doubled(rows: Rows, random: Random) -> None:
    at = random.randrange(len(rows[-2]))
    rows[:] = [row[: at + 1] + row[at:] for row in rows]


def column_renamed(rows: Rows, random: Random, heading: int) -> None:
    row = rows[heading]
    row[random.randrange(len(row))] = random.choice([*CELLS, random.choice(row)])


def rows_cut(rows: Rows, random: Random) -> None:
    rows[:] = [row for row in rows if random.random() < 0.8]


def rows_doubled(rows: Rows, random: Random) -> None:
    rows[:] = [row for row in rows for _ in range(random.choice([1, 1, 2]))]


def rows_shuffled(rows: Rows, random: Random) -> None:
    random.shuffle(rows)


def rows_ragged(rows: Rows, random: Random) -> None:
    rows[:] = [row[: random.randrange(len(row) + 1)] if random.random() < 0.2 else row for row in rows]


def cells_strange(rows: Rows, random: Random) -> None:
    for _ in range(random.choice([1, 1, 1, 10])):
        row = random.choice([each for each in rows if each])
        row[random.randrange(len(row))] = random.choice(CELLS)


def cells_swapped(rows: Rows, random: Random) -> None:
    one, other = (random.choice([each for each in rows if each]) for _ in range(2))
    at = random.randrange(min(len(one), len(other)))
    one[at], other[at] = other[at], one[at]


def cell_long(rows: Rows, random: Random) -> None:
    row = random.choice([each for each in rows if each])
    at, sign = random.randrange(len(row)), random.choice(LONG)
    row[at] += sign * (random.choice([2_000, 40_000, 140_000]) // len(sign)) + random.choice(
        ["", "x", row[at]]
    )


ROWS: tuple[Callable[..., None], ...] = (
    columns_moved, column_cut, column_doubled, column_renamed, rows_cut, rows_doubled, rows_shuffled,
    rows_ragged, cells_strange, cells_strange, cells_swapped, cell_long,
)  # fmt: skip


# Mutations of bytes


def flipped(content: bytes, random: Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(random.choice([1, 3, 30])):
        damaged[random.randrange(len(damaged))] = random.randrange(256)
    return bytes(damaged)


def truncated(content: bytes, random: Random) -> bytes:
    return content[: random.randrange(len(content))]


def with_quote(content: bytes, random: Random) -> bytes:
    return _inserted(content, random, b'"')


def with_nuls(content: bytes, random: Random) -> bytes:
    return _inserted(content, random, b"\0" * random.choice([1, 100]))


def with_garbage(content: bytes, random: Random) -> bytes:
    return _inserted(content, random, random.randbytes(random.choice([1, 10, 1000])))


def only_garbage(content: bytes, random: Random) -> bytes:
    front = random.choice(
        [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<table>", content[:200]]
    )
    return front + random.randbytes(random.choice([0, 1, 1000, 20_000]))


def _inserted(content: bytes, random: Random, part: bytes) -> bytes:
    at = random.randrange(len(content) + 1)
    return content[:at] + part + content[at:]


BYTES = (flipped, truncated, with_quote, with_nuls, with_garbage, only_garbage)


# Kinds of file


def text(rows: Rows, random: Random) -> bytes:
    written = as_csv(rows, random.choice(",,,\t;"))
    return written.encode(random.choice(["utf-8", "gb18030"]), "replace")


def other_encoding(rows: Rows, random: Random) -> bytes:
    return as_csv(rows).encode(random.choice(ENCODINGS), "replace")


def broken_html(rows: Rows, random: Random) -> bytes:
    written = as_html(rows)
    for _ in range(random.choice([0, 1, 5])):
        at = random.randrange(20, len(written))
        written = written[:at] + random.choice(TAGS) + written[at + random.choice([0, 0, 10]) :]
    return written.encode("utf-8", "replace")


def workbook(rows: Rows, random: Random) -> bytes:
    plain = [["".join(sign for sign in cell[:32_000] if sign >= " ") for cell in row] for row in rows]
    return as_workbook(*random.choice([[plain], [[], plain], [plain, plain]]))


def workbook_far(rows: Rows, random: Random) -> bytes:
    """A workbook that says it has a cell in the last corner."""
    content = as_workbook(rows)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    last = random.choice([1_048_576, 2_000_000, 10**12])
    cell = f'<row r="{last}"><c r="XFD{last}" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    parts[sheet] = parts[sheet].replace(b"</sheetData>", cell.encode())
    return as_zip(parts)


def packed(rows: Rows, random: Random) -> bytes:
    inside = random.choice([text, text, broken_html, workbook, packed])(rows, random)
    others = {f"{at}.txt": random.randbytes(50) for at in range(random.choice([0, 1, 60]))}
    return as_zip({**others, random.choice(["a.csv", "明细.csv", "../a.csv", "/", "a\n.csv"]): inside})


def bomb(rows: Rows, random: Random) -> bytes:
    sign = random.choice([b"\0", b" ", b"a,", b"\n", b'"', b"<td colspan=1000>", b"<"])
    return as_zip({"a.csv": as_csv(rows).encode() + sign * (random.choice([1, 4, 210]) * 10**6 // len(sign))})


FILES = (*(text,) * 8, other_encoding, *(broken_html,) * 2, *(workbook,) * 2, *(packed,) * 2)
RARE = {workbook_far: 0.005, bomb: 0.005}


def mutation(name: str, random: Random) -> tuple[str, bytes]:
    """A sample changed and written in some way, and what was done to it."""
    rows, heading, done = sample(name), heading_at(name), []
    for change in random.sample(ROWS, random.choice([0, 1, 1, 1, 2])):
        done.append(change.__name__)
        if any(rows) and len(rows) > heading:
            change(rows, random, heading) if change is column_renamed else change(rows, random)
    kinds = [*FILES, *RARE]
    weights = [(1 - sum(RARE.values())) / len(FILES)] * len(FILES) + [*RARE.values()]
    (kind,) = random.choices(kinds, weights)
    done.append(kind.__name__)
    content = kind(rows, random)
    if content and kind not in RARE and random.random() < 0.4:
        spoil = random.choice(BYTES)
        done.append(spoil.__name__)
        content = spoil(content, random)
    return " ".join(done), content


# Verdicts


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise TooLong

    former = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)


def dumped(store: Path) -> list[str]:
    with closing(sqlite3.connect(store)) as opened:
        return list(opened.iterdump())


def verdict(content: bytes, holding: Path, folder: Path, seconds: float = SECONDS) -> tuple[str, str]:
    """What comes of importing this into a copy of a store, and what was told. folder: where to do it."""
    path, store, told = folder / "export", folder / "store.sqlite", ""
    path.write_bytes(content)
    shutil.copy(holding, store)
    begun, found = time.monotonic(), IMPORTED
    try:
        with limited(seconds):
            import_files([path], MONTH, store=store, own=folder / "none")
    except PlanFault as fault:
        found, told = REFUSED, str(fault)
    except TooLong:
        found, told = "hang", traceback.format_exc()
    except Exception:
        found, told = "crash", traceback.format_exc()
    if time.monotonic() - begun > seconds:
        found = "hang"
    return ("half stored" if found != IMPORTED and dumped(store) != dumped(holding) else found), told


def campaign(seed: int, count: int, loud: bool = False) -> dict[str, Counter[str]]:
    """Try so many mutations of every sample on a store that holds the sample, and return the verdicts."""
    table: dict[str, Counter[str]] = {}
    for name in NAMES:
        found = table[name] = Counter()
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            original, holding = folder / "original.csv", folder / "holding.sqlite"
            original.write_text(as_csv(sample(name)), "utf-8")
            import_files([original], MONTH, store=holding, own=folder / "none")
            for number in range(count):
                done, content = mutation(name, Random(f"{seed} {name} {number}"))
                result, told = verdict(content, holding, folder)
                found[result] += 1
                if loud or result not in GOOD:
                    print(f"{name} {number} {done}: {result}\n{told[-1500:]}", flush=True)
    return table


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=300, help="mutations of each sample")
    parser.add_argument("--loud", action="store_true", help="print what each import tells")
    chosen = parser.parse_args()
    table = campaign(chosen.seed, chosen.count, chosen.loud)
    print(f"{'':24}" + "".join(f"{name:>13}" for name in VERDICTS))
    for reader, found in table.items():
        print(f"{reader:24}" + "".join(f"{found[name] or '':>13}" for name in VERDICTS))
    sums = sum(table.values(), Counter())
    print(f"{sums.total():<24}" + "".join(f"{sums[name]:>13}" for name in VERDICTS))
    return int(any(sums[name] for name in VERDICTS if name not in GOOD))


if __name__ == "__main__":
    sys.exit(main())
