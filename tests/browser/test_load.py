"""The served panel under load: silent connections, nonsense and more visitors than places, then one more."""

import asyncio
from contextlib import suppress
from itertools import islice
from urllib.parse import urlsplit

import psutil
from playwright.sync_api import expect
from tornado.websocket import WebSocketClosedError

from tests.browser.channels import channel, opened
from tests.browser.nonsense import nonsense
from tests.browser.server import app, small_panel
from tests.browser.test_app import asked, in_a_thread, move, wait_for_a_place
from tests.browser.test_limits import idle

PLACES = 3
FRAMES = 1000
AT_ONCE = 4  # channels of a visitor at the same time, besides that of the page
# The server may keep 64 kB for the head of each silent request, 33 kB for each channel of the last 20 seconds
# (which may be all), a few MB for each visitor's page and sockets, and what Python does not give back.
# Without checks, one frame of 44 bytes took 2,700 MB.
GROWTH = 60e6


def test_after_silence_nonsense_and_a_crowd_the_next_visitor_is_served(chromium, tmp_path, capsys):
    small_panel(tmp_path)
    context = chromium.new_context()
    with app(
        tmp_path, "--visitors", str(PLACES), before="import artplan.app.serve as serve; serve.SILENT = 10"
    ) as address:
        server, pages = process(address), [shown(context, address)]
        before = server.memory_info().rss
        silent = [idle(address) for _ in range(50)]
        pages += [shown(context, address) for _ in range(PLACES - 1)]
        assert [asked(address, "/") for _ in range(3)] == [503] * 3
        channels = [channel(each.content(), address) for each in pages]
        assert in_a_thread(throw(channels)) == FRAMES
        for each in pages:
            works(each)
            each.close(run_before_unload=True)
        page = context.new_page()
        wait_for_a_place(page, address, seconds=20)
        works(page)
        assert [each.recv(1) for each in silent] == [b""] * len(silent)
        after = server.memory_info().rss
        context.close()
    with capsys.disabled():
        print(f"\nmemory of the server: {before / 1e6:.0f} MB before, {after / 1e6:.0f} MB after")
    assert after - before < GROWTH


def process(address: str) -> psutil.Process:
    """The process that listens there."""
    ports = {each: [at.laddr.port for at in each.net_connections()] for each in psutil.Process().children()}
    return next(each for each, listening in ports.items() if urlsplit(address).port in listening)


def shown(context, address):
    page = context.new_page()
    page.goto(address)
    expect(page.locator(".told")).to_be_visible(timeout=60_000)
    return page


def works(page) -> None:
    expect(page.locator(".told")).to_be_visible(timeout=60_000)
    move(page, 7)
    expect(page.locator(".told")).to_have_text("49")


async def throw(channels: list[str]) -> int:
    """Send nonsense over channels that are opened for each frame; the number that the server has closed."""
    frames = islice(nonsense(seed=11), FRAMES)

    async def each_in_turn(place: str) -> int:
        return sum([await closed(place, *frame) for frame in frames])

    return sum(await asyncio.gather(*(each_in_turn(each) for each in channels * AT_ONCE)))


async def closed(place: str, protocol: str, frame: str | bytes) -> bool:
    socket = await opened(place, protocol)
    with suppress(WebSocketClosedError):
        await socket.write_message(frame, binary=isinstance(frame, bytes))
    socket.close()
    while await asyncio.wait_for(socket.read_message(), 20) is not None:
        pass
    return True
