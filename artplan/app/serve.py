"""Serve the panel's notebook with Voilà: a single page, with a separate kernel for each visitor.

Voilà renders the notebook without its code and forwards only widget messages to a kernel, so that a visitor
cannot run code. Voilà was made to serve whole folders of notebooks; of its handlers, only those for the page,
the kernel channels and its own scripts are kept, each with access control. Kernels are started in advance
with the page already computed. A kernel is ended when its page is closed or has not been used for a long
time, and the number of visitors is limited.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyterlab_server.themes_handler import ThemesHandler
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.iostream import StreamClosedError
from tornado.web import ErrorHandler
from traitlets.config import Config
from voila.app import Voila
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from artplan.app.channel import ChannelHandler, Connection
from artplan.app.door import THIS_MACHINE, Door, say
from artplan.app.kernels import ANSWER, IDLE, LOOK, Kernels, KernelState
from artplan.texts.catalogue import text

TEMPLATES = Path(__file__).parent / "templates"

# The handlers that a page needs; notebooks, the folder's files, logins and kernel lists are not served.
SERVED = (
    KernelHandler,
    VoilaKernelWebsocketHandler,
    VoilaShutdownKernelHandler,
    TemplateStaticFileHandler,
    MultiStaticFileHandler,
    FileFindHandler,
    ThemesHandler,
)
SILENT = 30  # seconds after which a connection that has not sent a whole request is closed
AGAIN = 10  # seconds after which a page that found no place asks again
LARGEST_BODY = 2**16  # bytes; only the page that closes sends any
TOLD = ("lost", "away", "vain", "again")  # texts that the page's script shows
TEMPLATE_FILES = (
    r"/voila/templates/(lab/static/\w[\w-]*\.[\w.]+)"  # Voilà's handler fails for other addresses
)
WIDGETS = ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8"]


@dataclass(frozen=True)
class Served:
    """The settings of the server."""

    notebook: Path  # must be the only file in its folder
    lang: str
    host: str
    port: int  # 0: any free port
    token: str  # empty: no token on this machine, a random one on other hosts
    visitors: int
    browser: bool = True


def serve(served: Served, tell: Callable[[str], None]) -> None:
    """Serve until interrupted, and pass the address to `tell` once the server answers.

    Raises OSError if it cannot listen.
    """
    os.environ["JUPYTER_WIDGETS_ECHO"] = "0"  # for kernels: no second page is to be told what was moved
    logging.basicConfig(level=logging.ERROR)  # the ping settings of Jupyter and tornado cause warnings
    family = socket.AF_INET6 if ":" in served.host else socket.AF_INET
    listening = socket.create_server((served.host, served.port), family=family)
    listening.setblocking(False)
    panel = ServedPanel(served, listening, tell, config=_configured(served))
    panel.initialize([])
    panel.start()


def _configured(served: Served) -> Config:
    """Return the configuration of Voilà, which neither a visitor nor a settings file can change."""
    return Config({
        "Voila": {
            "config_file_paths": [],
            "log_level": "ERROR",
            "kernel_websocket_connection_class": Connection,
        },
        "VoilaConfiguration": {
            "allow_template_override": "NO",
            "allow_theme_override": "NO",
            "strip_sources": True,
            "show_tracebacks": False,
            "preheat_kernel": True,
            "default_pool_size": 1,
            "multi_kernel_manager_class": Kernels,
            "extension_allowlist": WIDGETS,
            "extension_denylist": [],
            "resources": {
                "title": text("served.title", served.lang),
                "wait": text("served.wait", served.lang),
                "language_code": served.lang,
                "words": {key: text(f"served.{key}", served.lang) for key in TOLD},
            },
        },
        # Socket files, where the system supports them, are not accessible to other users of the machine.
        "KernelManager": {"transport": "ipc" if hasattr(socket, "AF_UNIX") else "tcp"},
        # A restarted kernel would lack the visitor's changes; instead the page is notified and restores them.
        "KernelRestarter": {"restart_limit": 0, "time_to_dead": 1.0},
        "Kernels": {
            "cull_idle_timeout": IDLE,
            "cull_interval": LOOK,
            "kernel_info_timeout": ANSWER,
            "traceback_replacement_message": text("served.failed", served.lang),
        },
    })  # fmt: skip


class ServedPanel(Voila):
    """A Voilà application with a single page, on a socket that is already open."""

    def __init__(
        self, served: Served, listening: socket.socket, tell: Callable[[str], None], **given: Any
    ) -> None:
        super().__init__(notebook_path=str(served.notebook), **given)
        self.served, self.listening, self.tell = served, listening, tell
        self.port = listening.getsockname()[1]
        made_up = "" if served.host in THIS_MACHINE else secrets.token_urlsafe(24)
        self.door = Door(served.token or made_up, f"artplan-{self.port}", served.lang)

    def setup_template_dirs(self) -> None:
        super().setup_template_dirs()
        self.template_paths.insert(0, str(TEMPLATES))

    def init_handlers(self) -> list[Any]:
        """Return Voilà's required handlers, the page, and an error for other addresses.

        All of them have access control.
        """
        kept = [self._own(*each) for each in super().init_handlers() if each[1] in SERVED]
        page = {
            "notebook_path": self.served.notebook.name,
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
            "served": self.served,
        }
        handlers = [*kept, ("/", Page, page), (".*", ErrorHandler, {"status_code": 404})]
        return [(pattern, self.door.guarding(handler), *rest) for pattern, handler, *rest in handlers]

    def _own(self, pattern: str, handler: type, *rest: Any) -> tuple[Any, ...]:
        """Return the rule for the handler's addresses, with artplan's own handler where there is one."""
        own = {
            VoilaKernelWebsocketHandler: (pattern, ChannelHandler),
            KernelHandler: (pattern, KernelState, {"lang": self.served.lang}),
            TemplateStaticFileHandler: (TEMPLATE_FILES, handler),
        }
        return own.get(handler, (pattern, handler, *rest))

    def listen(self) -> None:
        """Serve on the open socket; Voilà's own method would use another port if this one is taken."""
        server = HTTPServer(
            self.app, idle_connection_timeout=SILENT, body_timeout=SILENT, max_body_size=LARGEST_BODY
        )
        server.add_socket(self.listening)
        address = self.address()
        self.tell(address)
        if self.served.browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        self.ioloop = IOLoop.current()
        try:
            self.ioloop.start()
        finally:
            server.stop()
            self.stop()

    def address(self) -> str:
        everywhere = self.served.host in ("", "0.0.0.0", "::")
        host = socket.gethostname() if everywhere else self.served.host
        name = f"[{host}]" if ":" in host else host
        return f"http://{name}:{self.port}/" + (f"?token={self.door.token}" if self.door.token else "")


class Page(TornadoVoilaHandler):
    """The notebook's page, served while the number of visitors is below the limit."""

    def initialize(self, served: Served, **given: Any) -> None:
        super().initialize(**given)
        self.served = served

    async def get(self, path: str | None = None) -> None:
        kernels = self.kernel_manager
        async with kernels.entrance:
            others = kernels.visitors(self.notebook_path)
            if len(others) >= self.served.visitors:
                self.set_header("Refresh", AGAIN)
                say(self, 503, "served.full", self.served.lang)
                return
            _ = self.xsrf_token  # sets the cookie that the page needs to report that it is closed
            parts = self.get_generator()
            self.write(await anext(parts))  # from here on the kernel is counted as a visitor's
            for kernel_id in kernels.visitors(self.notebook_path) - others:  # it may have waited for long
                kernels.allow_time(kernel_id)
        with suppress(StreamClosedError):  # the visitor has left; the kernel is ended without a page
            async for part in parts:
                self.write(part)
                await self.flush()
