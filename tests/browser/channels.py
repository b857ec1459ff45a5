"""The channel of a kernel as a visitor without a browser uses it, in both formats that Jupyter knows."""

import json
import re
from urllib.parse import urlsplit

from jupyter_client.session import Session
from jupyter_server.services.kernels.connection.base import (
    deserialize_binary_message,
    deserialize_msg_from_ws_v1,
    serialize_binary_message,
    serialize_msg_to_ws_v1,
)
from tornado.websocket import WebSocketClientConnection, websocket_connect

V1 = "v1.kernel.websocket.jupyter.org"
PROTOCOLS = ["", V1]
PARTS = ("header", "parent_header", "metadata", "content")


def channel(page: str, address: str) -> str:
    """The address of the channel of a page."""
    kernel = re.search(r'"kernelId": "([^"]+)"', page)[1]
    return f"ws://{urlsplit(address).netloc}/api/kernels/{kernel}/channels"


async def opened(address: str, protocol: str) -> WebSocketClientConnection:
    return await websocket_connect(address, subprotocols=[protocol] if protocol else None)


def packed(message: dict, protocol: str, buffers: tuple[bytes, ...] = ()) -> str | bytes:
    """The frame with a message for the kernel's shell."""
    plain = json.loads(json.dumps({**message, "channel": "shell"}, default=str))
    if protocol:
        return serialize_msg_to_ws_v1([*(Session().pack(plain[part]) for part in PARTS), *buffers], "shell")
    return serialize_binary_message({**plain, "buffers": buffers}) if buffers else json.dumps(plain)


def unpacked(frame: str | bytes, protocol: str) -> tuple[str, dict]:
    """The name of the channel and the message in a frame of the kernel."""
    if protocol:
        where, parts = deserialize_msg_from_ws_v1(frame)
        return where, {part: json.loads(each) for part, each in zip(PARTS, parts, strict=False)}
    message = deserialize_binary_message(frame) if isinstance(frame, bytes) else json.loads(frame)
    return message["channel"], message
