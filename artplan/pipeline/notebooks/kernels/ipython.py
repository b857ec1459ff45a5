"""IPython's kernel with a pipe in place of its sockets."""

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
    """A socket that can only send."""

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
        kernel = cls.instance(  # the singleton of the process, because widgets access it
            _underlying_iopub_socket=Outputs(sender=sender),
            shell_stream=Pipe(sender=sender),
            # `await` in a cell needs this attribute even without subshells
            shell_channel_thread=SimpleNamespace(parent_thread=threading.current_thread()),
            config=Config(HistoryManager={"enabled": False}),  # no history file and no history thread
        )
        # never restored, because all output belongs to a cell
        sys.stdout, sys.stderr = kernel.stdout, kernel.stderr
        kernel.show_pictures()
        return kernel

    def show_pictures(self) -> None:
        """Have the figures of pyplot shown after each cell.

        Importing pyplot normally does this, but here it was imported before the shell existed.
        """
        imported = "matplotlib.pyplot" in sys.modules
        if imported and sys.modules["matplotlib"].get_backend() == INLINE and self.shell:
            self.shell.enable_matplotlib("inline")
