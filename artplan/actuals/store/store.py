"""Records with their files, in SQLite: what was imported is there whole or not at all.

An import is one transaction. SQLite writes the former content into a journal and from there to the disk
before it changes the file, so that a process that is killed leaves the state before or the one after. A file
is known by the hash of its content: the same file again changes nothing. A record is known by the hash of
what makes it unique: exports that overlap do not count it twice, and a later export of a row that has changed
since (an order that was paid in between) takes the place of the earlier one.
"""

from __future__ import annotations

import errno
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from artplan.actuals.readers.record import Record
from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.plan.written.files import display
from artplan.texts.system import reason

Store = sqlite3.Connection
STORE = Path("actuals") / "store.sqlite"
WAITS = 5.0  # seconds for another program that writes
SYSTEM = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
}
CACHE = 100_000  # kilobytes; hashes come in no order, so that an import touches the whole table
COMPARED = 7  # columns in which a record may have changed; its file and line stand behind them
TOGETHER = 500  # records that are compared with the store at once
TABLES = """
create table file (
    id integer primary key, hash text not null unique, name text not null, month text not null,
    imported text not null
);
create table record (
    reader text not null, key text not null, month text not null, day text not null, kind text not null,
    item text not null, refers text not null, measures text not null,
    file integer not null references file, line integer not null,
    primary key (reader, key)
) without rowid;
create index record_by_month on record (month, reader);
create index record_by_order on record (refers) where refers != '';
"""
CLOSING = """
create table closed (month text primary key);
create table event (
    id integer primary key, month text not null, what text not null, who text not null, why text not null,
    day text not null
);
"""
PARTNERS = "alter table record add column partner text not null default ''"
VERSIONS = (TABLES, CLOSING, PARTNERS)  # what each version of the store has added
ADDED = """
insert into record (reader, key, month, day, kind, item, refers, measures, partner, file, line)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict (reader, key) do update set month = excluded.month, day = excluded.day, kind = excluded.kind,
    item = excluded.item, refers = excluded.refers, measures = excluded.measures, partner = excluded.partner,
    file = excluded.file, line = excluded.line
"""


@dataclass(frozen=True)
class Added:
    """What an import of a file came to: records that are new, known before, and changed since."""

    new: int
    known: int
    changed: int


@dataclass(frozen=True)
class Imported:
    """A file in the store."""

    name: str
    hash: str
    month: str
    imported: str
    records: int


@contextmanager
def opened(path: Path = STORE) -> Iterator[Store]:
    """Open the store, and make it if there is none.

    What is done inside is one transaction. Raises PlanFault for a file that is no store, and for one to which
    another program writes.
    """
    new = not path.exists()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PlanFault([fault_at(display(path), "", "file.unwritten", why=reason(error))]) from None
    with _faults_of(path):
        store = sqlite3.connect(path, timeout=WAITS, isolation_level=None)
    try:
        with _faults_of(path):
            store.execute("pragma synchronous = full")
            store.execute(f"pragma cache_size = -{CACHE}")
            store.execute("begin immediate")
            _make(store)
            yield store
            store.execute("commit")
    finally:
        undone = store.in_transaction
        store.close()
        if undone and new:
            path.unlink(missing_ok=True)


@contextmanager
def _faults_of(path: Path) -> Iterator[None]:
    """Raise PlanFault for what SQLite cannot do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the upper bits say more than a reader needs
        if code in SYSTEM:
            why = reason(OSError(SYSTEM[code], os.strerror(SYSTEM[code])))
            fault = fault_at(display(path), "", "file.unwritten", why=why)
        else:
            key = "actuals.locked" if code == sqlite3.SQLITE_BUSY else "actuals.no_store"
            fault = fault_at(display(path), "", key)
        raise PlanFault([fault]) from None


def _make(store: Store) -> None:
    (version,) = store.execute("pragma user_version").fetchone()
    if version > len(VERSIONS):
        raise sqlite3.DatabaseError
    for statements in VERSIONS[version:]:
        for statement in statements.split(";"):
            store.execute(statement)
    if version < len(VERSIONS):
        store.execute(f"pragma user_version = {len(VERSIONS)}")


def is_known(store: Store, content_hash: str) -> bool:
    """Return whether a file of that content was imported."""
    return store.execute("select 1 from file where hash = ?", (content_hash,)).fetchone() is not None


def add_file(store: Store, name: str, content_hash: str, month: str, today: str) -> int:
    """Add a file and return its number. month: as given, or empty; today: the day of the import."""
    inserted = store.execute(
        "insert into file (name, hash, month, imported) values (?, ?, ?, ?)",
        (name, content_hash, month, today),
    )
    assert inserted.lastrowid is not None
    return inserted.lastrowid


def add_records(store: Store, file: int, place: str, reader: str, records: Iterable[Record]) -> Added:
    """Add the records of a sheet.

    Raises PlanFault for two rows of the file with one key and different content, and for rows that a closed
    month does not have.
    """
    new = known = changed = 0
    faults: list[Fault] = []
    closed, refused = closed_months(store), dict[str, tuple[int, int]]()
    rows = iter(records)
    while batch := list(islice(rows, TOGETHER)):
        before = _before(store, reader, batch)
        added: dict[str, tuple[object, ...]] = {}
        for record in batch:
            row = _row(record)
            former = before.get(record.key)
            if former is not None and former[:COMPARED] == row:
                known += 1
            elif late := closed & {record.month, former[0] if former else record.month}:
                first, count = refused.get(min(late), (record.line, 0))
                refused[min(late)] = first, count + 1
            elif former is not None and former[COMPARED] == file:
                faults.append(
                    fault_at(f"{place}:{record.line}", "", "actuals.twice", line=former[COMPARED + 1])
                )
            else:
                new, changed = new + (former is None), changed + (former is not None)
                before[record.key] = *row, file, record.line
                added[record.key] = reader, record.key, *row, file, record.line
        store.executemany(ADDED, added.values())
    faults += [
        fault_at(f"{place}:{line}", "", "actuals.closed", month=month, count=f"{count:,}")
        for month, (line, count) in refused.items()
    ]
    if faults:
        raise PlanFault(faults)
    return Added(new, known, changed)


def _before(store: Store, reader: str, batch: Sequence[Record]) -> dict[str, tuple[Any, ...]]:
    """Return what the store holds of the records, by key."""
    marks = ", ".join("?" * len(batch))
    rows = store.execute(
        "select key, month, day, kind, item, refers, measures, partner, file, line from record"
        f" where reader = ? and key in ({marks})",
        (reader, *(record.key for record in batch)),
    )
    return {key: tuple(rest) for key, *rest in rows}


def _row(record: Record) -> tuple[str, str, str, str, str, str, str]:
    measures = json.dumps({name: _text(number) for name, number in record.measures.items()})
    return record.month, record.day, record.kind, record.item, record.refers, measures, record.partner


def _text(number: Decimal) -> str:
    """Return a number without the zeros that an export may write or leave out: 330.00 and 330 are one."""
    plain = f"{number:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in ("", "-0") else plain


def files(store: Store) -> list[Imported]:
    """Return the files in the order of their import, each with the number of records that rest on it."""
    rows = store.execute(
        "select file.name, file.hash, file.month, file.imported, count(record.key)"
        " from file left join record on record.file = file.id group by file.id order by file.id"
    )
    return [Imported(*row) for row in rows]


def months(store: Store) -> list[tuple[str, str, int]]:
    """Return month, reader and number of records, by month and reader."""
    return store.execute(
        "select month, reader, count(*) from record group by month, reader order by month, reader"
    ).fetchall()


@dataclass(frozen=True)
class Kept:
    """A record in the store. place: its file's name and its line. key, refers, partner: as in `Record`."""

    item: str
    kind: str
    day: str
    measures: Mapping[str, Decimal]
    place: str
    key: str = ""
    refers: str = ""
    partner: str = ""


def records_of(store: Store, reader: str, month: str) -> list[Kept]:
    """Return a month's records of a reader, in the order of their items."""
    rows = store.execute(
        "select item, kind, day, measures, file.name, line, key, refers, partner"
        " from record join file on file.id = record.file"
        " where record.month = ? and reader = ? order by item, day, key",
        (month, reader),
    )
    return [
        Kept(item, kind, day, {name: Decimal(each) for name, each in json.loads(measures).items()},
             f"{file}:{line}", key, refers, partner)
        for item, kind, day, measures, file, line, key, refers, partner in rows
    ]  # fmt: skip


@dataclass(frozen=True)
class Event:
    """That a month was closed or reopened: `what` is `close` or `reopen`."""

    month: str
    what: str
    who: str
    why: str
    day: str


def closed_months(store: Store) -> set[str]:
    """Return the months that are closed."""
    return {month for (month,) in store.execute("select month from closed")}


def set_closed(store: Store, closed: bool, event: Event) -> None:
    """Close or reopen a month, and keep who did it and why."""
    statement = "insert into closed values (?)" if closed else "delete from closed where month = ?"
    store.execute(statement, (event.month,))
    store.execute(
        "insert into event (month, what, who, why, day) values (?, ?, ?, ?, ?)",
        (event.month, event.what, event.who, event.why, event.day),
    )


def events(store: Store) -> list[Event]:
    """Return what was closed and reopened, in that order."""
    return [Event(*row) for row in store.execute("select month, what, who, why, day from event order by id")]


def files_of(store: Store, month: str) -> list[Imported]:
    """Return the files on which a month's records rest."""
    rows = store.execute(
        "select file.name, file.hash, file.month, file.imported, count(*) from record join file"
        " on file.id = record.file where record.month = ? group by file.id order by file.id",
        (month,),
    )
    return [Imported(*row) for row in rows]
