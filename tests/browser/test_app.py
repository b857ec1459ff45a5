"""The served panel: it works without a network, and a visitor gets at nothing but the levers."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from jupyter_client.session import Session
from playwright.sync_api import expect
from tornado.httpclient import HTTPClientError

from tests.browser.channels import PROTOCOLS, channel, opened, packed, unpacked
from tests.browser.server import app, small_panel


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A plan's folder that holds the panel, and a picture that Voilà by itself would serve."""
    folder = tmp_path_factory.mktemp("plan")
    small_panel(folder)
    (folder / "notebooks/picture.png").write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def address(folder):
    with app(folder, "--lang", "en", "--scenario", "growth") as address:
        yield address


@contextmanager
def visit(chromium, address):
    """A page of a visitor alone, and what the browser complained of or asked for elsewhere."""
    context = chromium.new_context()
    page, wrong = context.new_page(), []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: wrong.extend(outside(request.url, address)))
    page.on("websocket", lambda socket: wrong.extend(outside(socket.url, address)))
    page.goto(address)
    expect(page.locator(".told")).to_be_visible(timeout=60_000)
    yield page, wrong
    context.close()


def outside(asked: str, address: str) -> list[str]:
    inside = urlsplit(asked).netloc == urlsplit(address).netloc or asked.startswith(("data:", "blob:"))
    return [] if inside else [f"asks for {asked}"]


def move(page, lever: int) -> None:
    page.locator("input[type=number]").fill(str(lever))
    page.keyboard.press("Tab")


def asked(address: str, path: str, **headers: str) -> int:
    """The status of a request by hand."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=30)
    connection.request("GET", path, headers=headers)
    return connection.getresponse().status


def test_the_panel_works_and_asks_no_outside_address(chromium, address):
    with visit(chromium, address) as (page, wrong):
        assert page.title() == "Operating plan"
        assert page.locator(".told").inner_text() == "growth en 9"
        move(page, 7)
        expect(page.locator(".told")).to_have_text("49")
        page.mouse.wheel(0, 10_000)
        expect(page.get_by_text("further down").last).to_be_in_viewport()
        assert "a line of code" not in page.content()
        page.wait_for_load_state("networkidle")
        assert wrong == []


def test_two_visitors_stay_apart(chromium, address):
    with visit(chromium, address) as (one, _), visit(chromium, address) as (other, _):
        move(one, 5)
        expect(one.locator(".told")).to_have_text("25")
        assert other.locator(".told").inner_text() == "growth en 9"


@pytest.mark.parametrize(
    "path",
    [
        "/voila/files/00_explore.ipynb",
        "/voila/files/picture.png",
        "/picture.png",
        "/00_explore.ipynb",
        "/voila/render/00_explore.ipynb",
        "/voila/tree",
        "/voila/api/contents/",
        "/api/contents",
        "/api/kernels",
        "/voila/static/../../app.py",
        "/voila/static/..%2f..%2fapp.py",
        "/voila/labextensions/%2e%2e/%2e%2e/kernels/python3/kernel.json",
        "/login",
        "/voila/templates/",
        "/voila/templates/lab/static/..",
        "/voila/templates/nothing/static/index.css",
    ],
)
def test_neither_notebook_nor_files_are_served(address, path):
    assert asked(address, path) in (403, 404)


def test_a_page_elsewhere_cannot_borrow_this_machine_s_address(address):
    assert asked(address, "/", Host="elsewhere.example") == 403


@pytest.mark.parametrize("header", ["Host", "Origin"])
def test_a_header_that_is_no_address_is_refused(address, header):
    assert asked(address, "/", **{header: "http://[::1"}) == 400


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_no_visitor_runs_code(chromium, address, protocol, tmp_path):
    written = tmp_path / "written"
    with visit(chromium, address) as (page, _):
        code = {"code": f"open({str(written)!r}, 'w')", "silent": False}
        assert (
            in_a_thread(answered(channel(page.content(), address), protocol, "execute_request", code)) == []
        )
        assert not written.exists()
        move(page, 6)
        expect(page.locator(".told")).to_have_text("36")


def in_a_thread(work):
    """Playwright has the event loop of this one."""
    with ThreadPoolExecutor() as pool:
        return pool.submit(asyncio.run, work).result(timeout=60)


async def answered(address: str, protocol: str, kind: str, content: dict) -> list[str]:
    """What the kernel replies to such a message, up to its word about itself that is asked for behind it."""
    socket = await opened(address, protocol)
    session, replies = Session(), []
    for each in (session.msg(kind, content), session.msg("kernel_info_request")):
        frame = packed(each, protocol)
        await socket.write_message(frame, binary=isinstance(frame, bytes))
    while "kernel_info_reply" not in replies:
        where, message = unpacked(await socket.read_message(), protocol)
        replies += [message["header"]["msg_type"]] if where == "shell" else []
    socket.close()
    return replies[:-1]


def test_a_token_is_demanded_for_everything(chromium, folder):
    with app(folder, "--token", "a-secret") as message:
        address, _, token = message.partition("?token=")
        assert token == "a-secret"
        for path in ("/", "/?token=wrong", "/voila/static/voila.js", "/api/kernels/1-1-1-1-1", "/nothing"):
            assert asked(address, path) == 401, path
        with visit(chromium, message) as (page, wrong):
            assert page.url == address
            move(page, 4)
            expect(page.locator(".told")).to_have_text("16")
            assert wrong == []
            with pytest.raises(HTTPClientError, match="401"):
                in_a_thread(answered(channel(page.content(), address), "", "kernel_info_request", {}))


def test_a_page_stays_connected(chromium, folder):
    """Pings come every fifth of a second here, every 30 seconds otherwise."""
    with app(
        folder, before="import jupyter_server.base.websocket as web; web.WS_PING_INTERVAL = 200"
    ) as address:
        page, closed = chromium.new_page(), []
        page.on("websocket", lambda socket: socket.on("close", lambda _: closed.append(socket.url)))
        page.goto(address)
        expect(page.locator(".told")).to_be_visible(timeout=60_000)
        page.wait_for_timeout(3000)
        assert closed == []
        page.close()


def test_another_host_is_served_with_a_token_that_is_made_up(folder):
    with app(folder, "--host", "0.0.0.0") as message:
        port = urlsplit(message).port
        assert len(message.partition("?token=")[2]) > 20
        assert asked(f"http://127.0.0.1:{port}/", "/") == 401


def test_places_are_limited_and_free_again_once_a_page_is_closed(chromium, folder):
    with app(folder, "--visitors", "1") as address, visit(chromium, address) as (page, _):
        late = chromium.new_page()
        assert late.goto(address).status == 503
        assert "所有席位都已占用" in late.locator("main").inner_text()
        page.close(run_before_unload=True)
        wait_for_a_place(late, address, seconds=10)


def test_a_place_is_free_again_after_a_browser_that_crashed(chromium, folder):
    """After 2 seconds here, 30 otherwise."""
    patience = "import artplan.app.kernels as kernels; kernels.LEFT = 2"
    with app(folder, "--visitors", "1", before=patience) as address:
        with visit(chromium, address):  # its window then goes without a word to the server
            pass
        assert asked(address, "/") == 503
        wait_for_a_place(chromium.new_page(), address, seconds=20)


def wait_for_a_place(page, address: str, seconds: int) -> None:
    for _ in range(seconds):
        if page.goto(address).status == 200:
            return
        page.wait_for_timeout(1000)
    raise AssertionError("the place is still taken")
