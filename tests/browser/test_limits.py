"""The limits of the served panel: what a visitor sends, keeps open or asks for stops nobody else."""

import asyncio
import re
import socket
import time
from contextlib import asynccontextmanager
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from jupyter_client.session import Session
from playwright.sync_api import expect

from tests.browser.channels import PROTOCOLS, channel, opened, packed, unpacked
from tests.browser.server import app, small_panel
from tests.browser.test_app import asked, in_a_thread, move

# With it, the panel works for ever when the lever says 1000, and keeps 400 MB when it says 2000.
STRAIN = """
kept = {}
lever.observe(lambda change: change["new"] == 1000 and sum(iter(int, 1)), "value")
lever.observe(lambda change: kept.update(much=bytearray(400_000_000 * (change["new"] == 2000))), "value")
"""

HEAD = b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99\r\n\r\n"


# With it, the manager lists a kernel for three seconds before its start has ended.
SLOW = """
import asyncio
from artplan.app.kernels import Kernels
finish = Kernels._finish_kernel_start
async def finish_slowly(self, kernel_id):
    await asyncio.sleep(3)
    await finish(self, kernel_id)
Kernels._finish_kernel_start = finish_slowly
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plan")
    small_panel(folder, STRAIN)
    limits = "import artplan.app.kernels as kernels; kernels.MEMORY, kernels.WORK = 400 * 10**6, 2"
    with app(folder, "--lang", "en", before=limits) as address:
        yield address


@pytest.mark.parametrize(("lever", "reason"), [(1000, "took more time"), (2000, "needed more memory")])
def test_a_kernel_beyond_its_limits_is_ended_and_the_visitor_told(chromium, address, lever, reason):
    page = chromium.new_page()
    page.goto(address)
    expect(page.locator(".told")).to_be_visible(timeout=60_000)
    move(page, lever)
    expect(page.get_by_role("alert")).to_contain_text(reason, timeout=30_000)
    page.get_by_role("button", name="Start again").click()
    expect(page.locator(".told")).to_have_text("base en 9", timeout=60_000)
    page.close()


def test_a_page_without_a_move_is_told_and_takes_no_new_kernel(chromium, tmp_path):
    small_panel(tmp_path)
    impatient = "import artplan.app.kernels as kernels; kernels.IDLE = 2"
    with app(tmp_path, "--visitors", "1", before=impatient) as address:
        page = chromium.new_page()
        page.goto(address)
        expect(page.get_by_role("alert")).to_contain_text("半小时没有操作", timeout=60_000)
        page.wait_for_timeout(5000)
        assert page.get_by_role("alert").is_visible()
        page.close()
        assert asked(address, "/") == 200


def test_a_kernel_that_is_being_started_takes_no_visitors_place(tmp_path):
    small_panel(tmp_path)
    with app(tmp_path, "--visitors", "1", before=SLOW) as address:
        time.sleep(1)
        assert [asked(address, "/"), asked(address, "/")] == [200, 503]


def test_a_page_whose_widgets_do_not_appear_is_opened_again_in_its_own_place(chromium, tmp_path):
    """Its first channel is silent, as JupyterLab's widget manager may be on a busy machine."""
    small_panel(tmp_path)
    page, channels = chromium.new_page(), []

    def only_the_second_answers(socket):
        channels.append(socket.url)
        if len(channels) == 2:
            socket.connect_to_server()

    page.route_web_socket(re.compile("channels"), only_the_second_answers)
    with app(tmp_path, "--visitors", "1", "--lang", "en") as address:
        page.goto(address)
        expect(page.get_by_role("alert")).to_contain_text("did not appear", timeout=60_000)
        expect(page.locator(".told")).to_have_text("base en 9", timeout=60_000)
        page.wait_for_timeout(4000)
        assert page.get_by_role("alert").count() == 0
        assert asked(address, "/") == 503
        page.close()


def test_a_kernel_that_has_waited_for_long_is_not_ended_at_once(tmp_path):
    small_panel(tmp_path)
    with app(tmp_path, before="import artplan.app.kernels as kernels; kernels.LEFT = 4") as address:
        time.sleep(6)
        kernel = urlsplit(channel(page_of(address), address)).path.removesuffix("/channels")
        time.sleep(2)
        assert asked(address, kernel) == 200
        time.sleep(6)
        assert asked(address, kernel) == 404


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_an_error_is_told_in_a_line_without_the_files_of_the_machine(address, protocol):
    assert in_a_thread(error_of(address, protocol)) == {
        "ename": "Error",
        "evalue": "This could not be done; the panel is as it was.",
        "traceback": ["This could not be done; the panel is as it was."],
    }


async def error_of(address, protocol):
    async with visitor(address, protocol) as (socket, lever):
        await send(socket, protocol, "comm_msg", value(lever, "no number"))
        return await reply(socket, protocol, "error")


def test_a_message_with_buffers_stops_nobody(address):
    """In the older format it is a binary frame. The kernel answers what comes next, and the server too."""
    assert in_a_thread(answered(address)) == "ok"
    assert asked(address, "/nothing") == 404


async def answered(address):
    async with visitor(address, "") as (socket, lever):
        content = {"comm_id": lever, "data": {"method": "update", "state": {}, "buffer_paths": [["value"]]}}
        await send(socket, "", "comm_msg", content, b"a buffer")
        await send(socket, "", "comm_info_request", {"target_name": "jupyter.widget"})
        return (await reply(socket, "", "comm_info_reply"))["status"]


def test_a_kernel_has_few_channels(address):
    assert in_a_thread(channels_of(address)) == [101] * 8 + [429] * 4


async def channels_of(address):
    place = channel(page_of(address), address)
    statuses, sockets = [], []
    for _ in range(12):
        try:
            sockets.append(await opened(place, ""))
            statuses.append(101)
        except Exception as error:
            statuses.append(error.code)
    for each in sockets:
        each.close()
    return statuses


def test_a_connection_that_sends_no_request_is_closed(tmp_path):
    small_panel(tmp_path)
    with app(tmp_path, before="import artplan.app.serve as serve; serve.SILENT = 1") as address:
        for sent in (b"", HEAD[:-2], HEAD + b"half a body"):
            assert idle(address, sent).recv(1) == b""


def idle(address: str, sent: bytes = HEAD[:-2]) -> socket.socket:
    """A connection that sends no more than this."""
    where = urlsplit(address)
    connection = socket.create_connection((where.hostname, where.port), timeout=20)
    connection.sendall(sent)
    return connection


def page_of(address: str) -> str:
    with urlopen(address, timeout=60) as answer:
        return answer.read().decode()


@asynccontextmanager
async def visitor(address, protocol):
    """The channel of a new visitor, and the name of the panel's lever."""
    socket = await opened(channel(page_of(address), address), protocol)
    await send(socket, protocol, "comm_info_request", {"target_name": "jupyter.widget"})
    for comm in (await reply(socket, protocol, "comm_info_reply"))["comms"]:
        await send(socket, protocol, "comm_msg", {"comm_id": comm, "data": {"method": "request_state"}})
        state = await reply(socket, protocol, "comm_msg")
        if state["data"]["state"].get("description") == "lever":
            yield socket, comm
    socket.close()


def value(lever: str, content: object) -> dict:
    return {
        "comm_id": lever,
        "data": {"method": "update", "state": {"value": content}, "buffer_paths": []},
    }


async def send(socket, protocol: str, kind: str, content: dict, *buffers: bytes) -> None:
    frame = packed(Session().msg(kind, content), protocol, buffers)
    await socket.write_message(frame, binary=isinstance(frame, bytes))


async def reply(socket, protocol: str, kind: str) -> dict:
    """The content of the next message of this kind."""
    while True:
        _, message = unpacked(await asyncio.wait_for(socket.read_message(), 30), protocol)
        if message["header"]["msg_type"] == kind:
            return message["content"]
