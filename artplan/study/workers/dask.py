"""Parts of a study, or notebooks, done by the workers of a dask scheduler, on this machine or on others.

    with dask("tcp://127.0.0.1:8786") as spread:  # of artplan.study.workers.scheduler
        simulate(plan, draws=1_000_000, spread=spread)

Workers need artplan installed, and no file of the plan's: work and parts are sent. An answer is fetched as
soon as it is there, so that a worker that dies takes only what it was at along; dask gives that to another
one. Numbers are the same to the bit if the program is: artplan's source and the versions of the libraries are
compared, and what differs is refused. (What cannot be compared is the processor: numpy may
take another way on one of another kind.)
"""

from __future__ import annotations

import queue
import socket
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from functools import cache, partial
from importlib.metadata import version
from typing import Any

from distributed import Client, Future, get_worker
from distributed.comm import CommClosedError, get_address_host_port
from distributed.scheduler import KilledWorker
from distributed.utils import silence_logging_cmgr

from artplan import __version__
from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.study.workers.kept import EVERY_ROOM, program_key
from artplan.study.workers.spread import Answer, Part, Spread, SpreadFault
from artplan.texts.message import listed, message

ANSWERS_WITHIN = 5.0  # seconds for a scheduler to answer
PATIENCE = 60.0  # seconds without any worker: one may be coming up, or come up again
LOOK_UP = 1.0  # seconds between looks whether there are workers
AHEAD = 3  # parts for each thread of the workers: one it is at, and what it goes on with

Program = Mapping[str, str]


@contextmanager
def cluster(address: str) -> Iterator[Spread]:
    """The workers of the scheduler at an address, such as tcp://127.0.0.1:8786.

    Raises PlanFault if it cannot be reached, or if a worker runs another program; SpreadFault once all
    workers, or the scheduler, are lost.
    """
    with silence_logging_cmgr("critical"):  # what matters is said by our faults
        client = _connected(address)
        try:
            _refuse_others(client)
            yield partial(_spread, client, address)
        finally:
            client.close()


@cache
def program() -> Program:
    """What must be the same everywhere for numbers, and charts, to be the same to the bit."""
    libraries = {name: version(name) for name in ("numpy", "scipy", "pandas", "matplotlib")}
    return {"artplan": f"{__version__} {program_key(EVERY_ROOM)[:8]}", **libraries}


def _connected(address: str) -> Client:
    try:
        # A client that finds nobody goes on trying in the background, so look before one is made.
        socket.create_connection(get_address_host_port(address), ANSWERS_WITHIN).close()
        return Client(address, timeout=ANSWERS_WITHIN, set_as_default=False)
    except (OSError, ValueError) as error:
        reason = str(error) or type(error).__name__
        raise PlanFault([fault_at("scheduler", address, "scheduler.no_answer", error=reason)]) from None


def _refuse_others(client: Client) -> None:
    """Of the workers that are there; of one that comes later, its first part tells."""
    faults = []
    for worker, result in client.run(program, on_error="return").items():
        if isinstance(result, OSError):  # it has just ended
            continue
        if isinstance(result, ImportError | AttributeError):
            faults.append(fault_at("worker", worker, "worker.lacks", error=result))
        elif isinstance(result, Exception):
            raise result
        elif result != program():
            faults.append(_differs(worker, result, program()))
    if faults:
        raise PlanFault(faults)


def _differs(worker: str, there: Program, here: Program) -> Fault:
    different = [
        message("scheduler.version", name=name, there=there.get(name), here=here[name])
        for name in here
        if there.get(name) != here[name]
    ]
    return fault_at("worker", worker, "worker.differs", versions=listed(different))


def _spread(
    client: Client, address: str, pairs: Iterable[tuple[Callable[[Part], Answer], Part]]
) -> Iterator[tuple[Part, Answer]]:
    ahead: dict[Future[Answer], Part] = {}
    arrived: queue.SimpleQueue[Future[Answer]] = queue.SimpleQueue()
    waiting = iter(pairs)
    work: Any = None
    sent: Any = None  # the work among the workers, made anew by dask if those who had it die
    while True:
        room = AHEAD * max(1, _threads(client, address)) - len(ahead)
        for _, (wanted, part) in zip(range(room), waiting, strict=False):
            if wanted is not work:
                work, sent = wanted, client.submit(_itself, wanted, pure=False)
            future = client.submit(_answer, sent, part, program(), pure=False)
            future.add_done_callback(arrived.put)
            ahead[future] = part
        if not ahead:
            return
        future = _next(client, address, arrived)
        with _losses_told(address):
            answer = future.result()
        yield ahead.pop(future), answer


def _itself(work: Any) -> Any:
    return work


def _answer(work: Callable[[Part], Answer], part: Part, asked_by: Program) -> Answer:
    """What a worker does."""
    if asked_by != program():
        raise PlanFault([_differs(get_worker().address, program(), asked_by)])
    return work(part)


def _threads(client: Client, address: str) -> int:
    """Of all workers together."""
    try:
        return sum(client.nthreads().values())
    except OSError as error:
        raise _silent(address, error) from None


def _next(client: Client, address: str, arrived: queue.SimpleQueue[Future[Answer]]) -> Future[Answer]:
    """Waits for an answer, but not for ever where there are no workers."""
    until = time.monotonic() + PATIENCE
    while True:
        with suppress(queue.Empty):
            return arrived.get(timeout=LOOK_UP)
        if _threads(client, address):
            until = time.monotonic() + PATIENCE
        elif time.monotonic() > until:
            raise SpreadFault(
                fault_at(
                    "scheduler", address, "scheduler.no_worker", seconds=f"{PATIENCE:g}", address=address
                )
            )


@contextmanager
def _losses_told(address: str) -> Iterator[None]:
    """Faults of the part's own pass; what befalls the cluster is said in a line."""
    try:
        yield
    except KilledWorker as lost:
        count = lost.allowed_failures + 1
        raise SpreadFault(fault_at("scheduler", address, "scheduler.died", count=count)) from None
    except (CancelledError, CommClosedError) as error:
        raise _silent(address, error) from None


def _silent(address: str, error: Exception) -> SpreadFault:
    return SpreadFault(fault_at("scheduler", address, "scheduler.silent", error=type(error).__name__))
