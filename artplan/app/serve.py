"""The panel's notebook served by Voilà: one page, a kernel for each visitor, nothing else.

Voilà renders the notebook without its code and passes on to a kernel none but the messages of widgets, so
that a visitor can run nothing. Beyond that it is made for showing folders of notebooks to whoever comes; of
what it serves only the page, the kernels' channels and the scripts of its own are kept, each behind the door.
Kernels wait started, the page worked out; each visitor has one alone; it goes when the page is closed or
nothing was changed for long, and no more are given than was said.
"""

from __future__ import annotations

import logging
import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyterlab_server.themes_handler import ThemesHandler
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.web import ErrorHandler
from traitlets.config import Config
from voila.app import Voila
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from artplan.app.door import THIS_MACHINE, Door, say
from artplan.app.kernels import IDLE, LOOK, Kernels
from artplan.texts.catalogue import text

TEMPLATES = Path(__file__).parent / "templates"

# What a page needs of Voilà; notebooks, files of the folder, logins and lists of kernels are not served.
SERVED = (
    KernelHandler,
    VoilaKernelWebsocketHandler,
    VoilaShutdownKernelHandler,
    TemplateStaticFileHandler,
    MultiStaticFileHandler,
    FileFindHandler,
    ThemesHandler,
)
WIDGETS = ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8"]


@dataclass(frozen=True)
class Served:
    """What is served, where, and to how many at once."""

    notebook: Path  # alone in its folder
    lang: str
    host: str
    port: int  # 0: a free one
    token: str  # empty: none is demanded on this machine, elsewhere one is made up
    visitors: int
    browser: bool = True


def serve(served: Served, tell: Callable[[str], None]) -> None:
    """Serves until interrupted; tells the address once it answers. Raises OSError where it cannot listen."""
    logging.basicConfig(level=logging.ERROR)  # Jupyter's pings and tornado's warn of one another
    family = socket.AF_INET6 if ":" in served.host else socket.AF_INET
    listening = socket.create_server((served.host, served.port), family=family)
    listening.setblocking(False)
    panel = ServedPanel(served, listening, tell, config=_configured(served))
    panel.initialize([])
    panel.start()


def _configured(served: Served) -> Config:
    """What Voilà is told, so that neither a visitor nor a file of settings has a say in it."""
    return Config({
        "Voila": {
            "config_file_paths": [],
            "log_level": "ERROR",
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
                "words": {key: text(f"served.{key}", served.lang) for key in ("lost", "away", "again")},
            },
        },
        # Socket files, where the system has them, are closed to the machine's other users.
        "KernelManager": {"transport": "ipc" if hasattr(socket, "AF_UNIX") else "tcp"},
        # A kernel that died has lost what its visitor moved: the page is told, and comes with its moves anew.
        "KernelRestarter": {"restart_limit": 0, "time_to_dead": 1.0},
        "Kernels": {"cull_idle_timeout": IDLE, "cull_interval": LOOK, "cull_connected": True},
    })  # fmt: skip


class ServedPanel(Voila):
    """Voilà with one page, listening where it is told."""

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
        """What is kept of Voilà's, the page, and a refusal for all else; each behind the door."""
        kept = [each for each in super().init_handlers() if each[1] in SERVED]
        page = {
            "notebook_path": self.served.notebook.name,
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
            "served": self.served,
        }
        handlers = [*kept, ("/", Page, page), (".*", ErrorHandler, {"status_code": 404})]
        return [(pattern, self.door.guarding(handler), *rest) for pattern, handler, *rest in handlers]

    def listen(self) -> None:
        """As Voilà's own, but on the port that was opened, and on none other if it is taken."""
        server = HTTPServer(self.app)
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
    """The notebook's page, as long as a place is free."""

    def initialize(self, served: Served, **given: Any) -> None:
        super().initialize(**given)
        self.served = served

    async def get(self, path: str | None = None) -> None:
        kernels = self.kernel_manager
        async with kernels.entrance:
            if kernels.visitors(self.notebook_path) >= self.served.visitors:
                say(self, 503, "served.full", self.served.lang)
                return
            _ = self.xsrf_token  # sets the cookie without which the page may not tell that it closes
            parts = self.get_generator()
            self.write(await anext(parts))  # from here on the visitor has a kernel
        async for part in parts:
            self.write(part)
            await self.flush()
