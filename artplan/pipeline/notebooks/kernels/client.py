"""The caller's side of a kernel: the client and manager interfaces that nbclient uses, over two pipes."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from queue import Empty
from typing import Any

from ipykernel.inprocess.constants import INPROCESS_KEY
from jupyter_client.session import Session
from nbclient.exceptions import DeadKernelError

from artplan.pipeline.notebooks.kernels.process import KernelProcess
from artplan.pipeline.notebooks.kernels.wire import IOPUB, SHELL, Sender, received


class KernelChannel:
    """The messages of one channel, in order."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.messages: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        """Return the next message. Raises queue.Empty if none arrives within `timeout` seconds."""
        try:
            return await asyncio.wait_for(self.messages.get(), timeout)
        except TimeoutError:
            raise Empty from None

    def send(self, message: dict[str, Any]) -> None:
        self.client.ask(message)


class Client:
    """A client that sends requests to the kernel.

    A thread reads the answers and puts them into the queues of the two channels, in the event loop that
    called `start_channels`.
    """

    def __init__(self, process: KernelProcess) -> None:
        self.process = process
        self.session = Session(key=INPROCESS_KEY)
        self.sender = Sender(process.incoming)
        self.shell_channel, self.iopub_channel = KernelChannel(self), KernelChannel(self)
        self.allow_stdin = False

    async def start_channels(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers.

        Raises DeadKernelError if it does not answer within `timeout` seconds.
        """
        number = self.kernel_info()
        try:
            while (await self.shell_channel.get_msg(timeout))["parent_header"].get("msg_id") != number:
                pass
        except Empty:
            raise DeadKernelError(f"the kernel has not answered within {timeout} seconds") from None
        while not self.iopub_channel.messages.empty():
            self.iopub_channel.messages.get_nowait()

    def _listen(self) -> None:
        channels = {SHELL: self.shell_channel, IOPUB: self.iopub_channel}
        with contextlib.suppress(RuntimeError):  # the event loop is closed, so nothing waits for messages
            while message := received(self.process.outgoing):
                frames = self.session.feed_identities(message[1])[1]
                content = self.session.deserialize(frames)
                self.loop.call_soon_threadsafe(channels[message[0]].messages.put_nowait, content)

    def ask(self, message: dict[str, Any]) -> str:
        """Send a message and return its id.

        If the kernel has ended, the error is ignored here; the code that waits for the answer detects it.
        """
        with contextlib.suppress(BrokenPipeError):
            self.sender.send(SHELL, self.session.serialize(message))
        return str(message["header"]["msg_id"])

    def kernel_info(self) -> str:
        return self.ask(self.session.msg("kernel_info_request", {}))

    def execute(self, code: str, store_history: bool = True, stop_on_error: bool = True) -> str:
        content = {
            "code": code,
            "silent": False,
            "store_history": store_history,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": stop_on_error,
        }
        return self.ask(self.session.msg("execute_request", content))

    def is_alive(self) -> bool:
        return self.process.is_alive()

    def stop_channels(self) -> None:
        self.listener.join()


class Manager:
    """A kernel manager, as nbclient requires it, for a kernel that is already running."""

    has_kernel = True
    kernel_id = None

    def __init__(self, process: KernelProcess) -> None:
        self.process = process

    def client(self) -> Client:
        return Client(self.process)

    def is_alive(self) -> bool:
        return self.process.is_alive()

    def interrupt_kernel(self) -> None:
        self.process.interrupt()

    def shutdown_kernel(self, now: bool = False) -> None:
        self.process.end()

    def cleanup_resources(self) -> None:
        """Do nothing: the pipes are closed when the process ends."""
