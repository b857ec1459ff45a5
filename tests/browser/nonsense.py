"""Frames that are no message, of all kinds that come to mind; each for the format that reads it."""

import random
import struct
from collections.abc import Iterator

from jupyter_client.session import Session

from tests.browser.channels import V1, packed

BRACKETS = "[" * 100_000
TEXTS = (
    "", "x", "null", "[]", "{}", "7", '"shell"',  '{"channel": "shell"}', '{"channel": 1, "header": {}}',
    '{"channel": [], "header": {}}', '{"channel": "shell", "header": []}', '{"header": {"msg_type": {}}}',
    '{"channel": "shell", "header": {"msg_type": "comm_msg"}}',
    '{"channel": "shell", "header": {"msg_type": "\\ud800"}}', BRACKETS, "9" * 10_000,
)  # fmt: skip


def nonsense(seed: int) -> Iterator[tuple[str, str | bytes]]:
    """Endless pairs of a protocol and a frame."""
    draw = random.Random(seed)
    while True:
        yield draw.choice(KINDS)(draw)


def text(draw: random.Random) -> tuple[str, str]:
    return draw.choice(("", V1)), draw.choice(TEXTS)


def noise(draw: random.Random) -> tuple[str, bytes]:
    return draw.choice(("", V1)), draw.randbytes(draw.randrange(200))


def count(draw: random.Random) -> tuple[str, bytes]:
    """More parts than there are, from one more to all that the number can say."""
    protocol, layout, bits = draw.choice((("", "!I", 32), (V1, "<Q", 64)))
    return protocol, struct.pack(layout, 2 ** draw.randrange(bits)) + draw.randbytes(draw.randrange(60))


def offsets(draw: random.Random) -> tuple[str, bytes]:
    protocol, layout = draw.choice((("", "!I"), (V1, "<Q")))
    numbers = [draw.randrange(2 ** draw.randrange(1, 32)) for _ in range(draw.randrange(6, 12))]
    head = b"".join(struct.pack(layout, each) for each in (len(numbers), *numbers))
    return protocol, head + draw.randbytes(100)


def parts(draw: random.Random) -> tuple[str, bytes]:
    """A frame of the newer format with wrong JSON in it."""
    pieces = [b"shell", *(draw.choice(TEXTS).encode() for _ in range(4))]
    places = [56]
    for each in pieces:
        places.append(places[-1] + len(each))
    return V1, struct.pack("<7Q", 6, *places) + b"".join(pieces)


def damaged(draw: random.Random) -> tuple[str, str | bytes]:
    """A proper message that is cut, or of which one byte differs."""
    protocol = draw.choice(("", V1))
    content = {"comm_id": "nobody", "data": {}}
    frame = packed(Session().msg("comm_msg", content), protocol, (b"buffer",))
    place = draw.randrange(len(frame))
    other = bytes([draw.randrange(256)])
    return protocol, draw.choice((frame[:place], frame[:place] + other + frame[place + 1 :]))


def forbidden(draw: random.Random) -> tuple[str, str | bytes]:
    protocol, kind = draw.choice(("", V1)), draw.choice(("execute_request", "debug_request", "x"))
    return protocol, packed(Session().msg(kind, {"code": "1 / 0"}), protocol)


def large(draw: random.Random) -> tuple[str, str | bytes]:
    return draw.choice(("", V1)), draw.choice((b"x", "x")) * (2**20 + 1)


KINDS = (text, noise, count, offsets, parts, damaged, forbidden, large)
