"""Show the progress of a run on the terminal, and handle its interruption."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Callable, Iterator

STOPPING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]

Tell = Callable[[str], None]
Step = Callable[[str], None]


@contextlib.contextmanager
def progress(total: int) -> Iterator[tuple[Step, Tell]]:
    """Yield two functions: one counts a step with a message, the other only prints a message.

    The progress is shown as a bar on a terminal, and as plain lines elsewhere.
    """
    if not sys.stderr.isatty():
        steps = iter(range(1, total + 1))
        yield lambda text: say(f"[{next(steps, total)}/{total}] {text}"), say
        return
    from tqdm import tqdm

    form = "{n_fmt}/{total_fmt} |{bar:24}| {elapsed} {desc}"
    with tqdm(total=total, file=sys.stderr, bar_format=form, dynamic_ncols=True, leave=False) as bar:

        def step(text: str) -> None:
            bar.set_description_str(text, refresh=False)
            bar.update()

        bar.refresh()
        yield step, lambda text: tqdm.write(text, file=sys.stderr)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


@contextlib.contextmanager
def interruptible() -> Iterator[None]:
    """Raise KeyboardInterrupt once on Ctrl-C or a signal to end the process.

    Later signals are ignored, so that the clean-up is not interrupted.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: object) -> None:
        for each in STOPPING:
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {each: signal.signal(each, stop) for each in STOPPING}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
