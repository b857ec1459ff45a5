"""The channel between a visitor's page and the kernel: what it accepts, passes on and withholds.

Jupyter trusts whatever comes over a channel. Here a frame that is no message closes it, before the frame
costs memory or time; a frame is limited in size, and a kernel in its channels. What a kernel prints stays
here and its errors are told in a line, because a traceback names files of this machine.
"""

from __future__ import annotations

from typing import Any

from jupyter_client.session import DELIM
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from tornado.web import HTTPError

from artplan.app.frames import V1, is_sound

LARGEST = 2**20  # bytes of a frame; a move has some hundreds, a state from the page's address some thousands
CHANNELS = 8  # per kernel; a page has one, and opens another when it lost the connection
WITHHELD = ("execute_input", "stream")  # code, and what is printed
NO_MESSAGE = 1007  # the websocket's closing code for data that are not what they should be
TOO_MANY_REQUESTS = 429
CONTENT = 3  # the place of the content among the parts of a message


class ChannelHandler(KernelWebsocketHandler):
    """The handler of a channel, which replaces that of Voilà.

    Voilà's handler reads each binary message to the page as v1, so that one in the older format stops the
    server.
    """

    max_message_size = LARGEST

    async def get(self, kernel_id: str) -> None:
        self.open_channels = self.kernel_manager.channels(kernel_id)
        if len(self.open_channels) >= CHANNELS:
            raise HTTPError(TOO_MANY_REQUESTS)
        self.open_channels.add(self)
        try:
            await super().get(kernel_id)
        except Exception:
            self.open_channels.discard(self)
            raise

    def on_close(self) -> None:
        self.open_channels.discard(self)
        super().on_close()


class Connection(ZMQChannelsWebsocketConnection):
    """The messages of a channel, in both directions."""

    def handle_incoming_message(self, incoming_msg: str | bytes) -> None:
        if not is_sound(incoming_msg, self.subprotocol == V1):
            self.websocket_handler.close(NO_MESSAGE)
            return
        try:
            super().handle_incoming_message(incoming_msg)
        except Exception:  # whatever Jupyter stumbles over here, the sender is to blame
            self.websocket_handler.close(NO_MESSAGE)

    def handle_outgoing_message(self, stream: Any, outgoing_msg: list[Any]) -> None:
        _, (_, *parts) = self.session.feed_identities(outgoing_msg)
        kind = self.session.unpack(parts[0])["msg_type"]
        if kind == "error":
            parts[CONTENT] = self.session.pack(self._error())
            outgoing_msg = [DELIM, self.session.sign(parts[: CONTENT + 1]), *parts]
        if kind not in WITHHELD:
            super().handle_outgoing_message(stream, outgoing_msg)

    def _error(self) -> dict[str, Any]:
        """Return the content of an error message that says what a visitor may know."""
        words = self.multi_kernel_manager.traceback_replacement_message
        return {"ename": "Error", "evalue": words, "traceback": [words]}
