"""Run the parts of a study, or notebooks, on the workers of a dask scheduler.

    with dask("tcp://127.0.0.1:8786") as spread:  # of artplan.study.workers.scheduler
        simulate(plan, draws=1_000_000, spread=spread)

Workers need artplan installed but none of the plan's files: work and parts are sent to them. An answer is
fetched as soon as it is ready, so that a worker that dies loses only the parts that it was running; dask
assigns these to another worker. Results are identical to the bit if the program is the same: artplan's source
and the versions of the libraries are compared, and a worker that differs is refused. (The processor cannot be
compared; numpy may compute differently on another kind.)
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
from artplan.machine import engine
from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.study.workers.kept import EVERY_ROOM, program_key
from artplan.study.workers.spread import Answer, Part, Spread, SpreadFault
from artplan.texts.message import listed, message

ANSWERS_WITHIN = 5.0  # seconds until a scheduler counts as unreachable
PATIENCE = 60.0  # seconds without any worker before giving up: one may be starting or restarting
LOOK_UP = 1.0  # seconds between checks for workers
AHEAD = 3  # parts submitted for each thread: one running, the others queued

Program = Mapping[str, str]


@contextmanager
def cluster(address: str) -> Iterator[Spread]:
    """Return the spread of the scheduler at an address, such as tcp://127.0.0.1:8786.

    Raises PlanFault if the scheduler cannot be reached or a worker runs another program; SpreadFault if all
    workers, or the scheduler, are lost.
    """
    with silence_logging_cmgr("critical"):  # our own faults report what matters
        client = _connected(address)
        try:
            _refuse_others(client)
            yield partial(_spread, client, address)
        finally:
            client.close()


@cache
def program() -> Program:
    """Return the versions that must be equal everywhere for identical numbers and charts."""
    libraries = {name: version(name) for name in ("numpy", "scipy", "pandas", "matplotlib")}
    return {"artplan": f"{__version__} {program_key(EVERY_ROOM)[:8]}", "engine": engine(), **libraries}


def _connected(address: str) -> Client:
    try:
        # A client without a scheduler keeps trying in the background, so check the connection first.
        socket.create_connection(get_address_host_port(address), ANSWERS_WITHIN).close()
        return Client(address, timeout=ANSWERS_WITHIN, set_as_default=False)
    except (OSError, ValueError) as error:
        reason = str(error) or type(error).__name__
        raise PlanFault([fault_at("scheduler", address, "scheduler.no_answer", error=reason)]) from None


def _refuse_others(client: Client) -> None:
    """Raise PlanFault for present workers that differ; later workers are checked with their first part."""
    faults = []
    for worker, result in client.run(program, on_error="return").items():
        if isinstance(result, OSError):  # the worker has just ended
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
    sent: Any = None  # the work held by the cluster; dask recreates it if the workers that hold it die
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
        with _losses_shown(address):
            answer = future.result()
        yield ahead.pop(future), answer


def _itself(work: Any) -> Any:
    return work


def _answer(work: Callable[[Part], Answer], part: Part, requested_by: Program) -> Answer:
    """Check the worker's program and do the work on a part; runs on the worker."""
    if requested_by != program():
        raise PlanFault([_differs(get_worker().address, program(), requested_by)])
    return work(part)


def _threads(client: Client, address: str) -> int:
    """Return the number of threads of all workers."""
    try:
        return sum(client.nthreads().values())
    except OSError as error:
        raise _silent(address, error) from None


def _next(client: Client, address: str, arrived: queue.SimpleQueue[Future[Answer]]) -> Future[Answer]:
    """Wait for an answer, with a time limit while there are no workers."""
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
def _losses_shown(address: str) -> Iterator[None]:
    """Translate losses of the cluster into SpreadFault; faults of the part itself pass through."""
    try:
        yield
    except KilledWorker as lost:
        count = lost.allowed_failures + 1
        raise SpreadFault(fault_at("scheduler", address, "scheduler.died", count=count)) from None
    except (CancelledError, CommClosedError) as error:
        raise _silent(address, error) from None


def _silent(address: str, error: Exception) -> SpreadFault:
    return SpreadFault(fault_at("scheduler", address, "scheduler.silent", error=type(error).__name__))
