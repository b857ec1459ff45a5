"""Access control of the served panel, for every request: the page, its files and the kernel's channel.

Voilà checks its token only for the page and the channel, with a login form; here every request requires it.
The token is part of the address that the command prints, and is then kept in a signed cookie. A server
without a token is meant for this machine only: a request is refused unless it names this machine as its host,
which prevents a foreign page whose name resolves to 127.0.0.1 from reading the panel. The response headers
limit the browser to this server, so that a page never loads anything from elsewhere, whatever it contains.
"""

from __future__ import annotations

import hmac
import inspect
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tornado.web import HTTPError, RequestHandler

from artplan.texts.catalogue import text

THIS_MACHINE = ("127.0.0.1", "localhost", "::1")
ONE_YEAR = 365

HEADERS = {
    # Voilà embeds its scripts in the page, and its widgets compile their templates.
    "Content-Security-Policy": "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True)
class Door:
    """The condition of access: the token, or without a token a host name of this machine."""

    token: str
    # the cookie's name; it differs by server, because servers on one machine share the browser's cookies
    cookie: str
    lang: str

    def admits(self, request: RequestHandler) -> bool:
        if self.token:
            return request.get_signed_cookie(self.cookie, max_age_days=ONE_YEAR) is not None
        return urlsplit(f"//{request.request.host}").hostname in THIS_MACHINE

    def understands(self, request: RequestHandler) -> bool:
        """Return whether the headers that contain addresses can be parsed."""
        try:
            for address in (f"//{request.request.host}", request.request.headers.get("Origin", "")):
                urlsplit(address)
        except ValueError:
            return False
        return True

    def opened_by(self, request: RequestHandler) -> bool:
        """Return whether the address of the request contains the token."""
        given = request.get_query_argument("token", "")
        return bool(self.token) and hmac.compare_digest(given.encode(), self.token.encode())

    def guarding(self, handler: type[RequestHandler]) -> type[RequestHandler]:
        """Return a subclass of the handler that answers only admitted requests."""
        door = self

        class Guarded(handler):  # type: ignore[misc, valid-type]
            async def prepare(self) -> None:
                if not door.understands(self):
                    raise HTTPError(400)
                if door.opened_by(self):
                    self.set_signed_cookie(
                        door.cookie, "in", expires_days=None, httponly=True, samesite="Lax"
                    )
                    self.redirect("/")  # removes the token from the address
                elif not door.admits(self):
                    status, key = (401, "served.token") if door.token else (403, "served.name")
                    say(self, status, key, door.lang)
                else:
                    prepared: Any = super().prepare()
                    if inspect.isawaitable(prepared):
                        await prepared
                    for name, value in HEADERS.items():
                        self.set_header(name, value)

            def write_error(self, status_code: int, **_: Any) -> None:
                # Jupyter's own error pages need files that are not served.
                say(self, status_code, "served.wrong", door.lang)

        return Guarded


def say(request: RequestHandler, status: int, key: str, lang: str) -> None:
    """Answer the request with a page of one sentence."""
    title, sentence = text("served.title", lang), text(key, lang)
    request.set_status(status)
    request.set_header("Content-Type", "text/html; charset=utf-8")
    request.finish(
        f'<!DOCTYPE html><html lang="{lang}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
        f"<title>{title}</title>"
        '<main style="max-width: 36em; margin: 15vh auto; padding: 0 1em; font-family: sans-serif">'
        f"<h1>{title}</h1><p>{sentence}</p></main></html>"
    )
