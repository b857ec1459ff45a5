"""IPython's kernel with a pipe where its sockets would be."""

from __future__ import annotations

import sys
import threading
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from ipykernel.inprocess.ipkernel import InProcessKernel
from ipykernel.inprocess.socket import DummySocket
from traitlets import Instance
from traitlets.config import Config

from artplan.pipeline.notebooks.kernels.wire import IOPUB, SHELL, Sender

INLINE = "module://matplotlib_inline.backend_inline"


class Pipe(DummySocket):
    """A socket of which only the sending half is there."""

    sender = Instance(Sender)
    channel = SHELL

    def send_multipart(self, msg_parts: Sequence[Any], *_: Any, **__: Any) -> None:
        self.sender.send(self.channel, [bytes(part) for part in msg_parts])


class Outputs(Pipe):
    channel = IOPUB


class PipeKernel(InProcessKernel):
    _supports_kernel_subshells = False

    @classmethod
    def over(cls, sender: Sender) -> PipeKernel:
        kernel = cls.instance(  # widgets ask for the process's one kernel
            _underlying_iopub_socket=Outputs(sender=sender),
            shell_stream=Pipe(sender=sender),
            # waited for by `await` in a cell, whether or not there are subshells
            shell_channel_thread=SimpleNamespace(parent_thread=threading.current_thread()),
            config=Config(HistoryManager={"enabled": False}),  # no file and no thread to keep what was typed
        )
        sys.stdout, sys.stderr = kernel.stdout, kernel.stderr  # for good: what is printed belongs to a cell
        kernel.show_pictures()
        return kernel

    def show_pictures(self) -> None:
        """Has pyplot's figures shown after each cell; importing it does so, but before there was a shell."""
        imported = "matplotlib.pyplot" in sys.modules
        if imported and sys.modules["matplotlib"].get_backend() == INLINE and self.shell:
            self.shell.enable_matplotlib("inline")
