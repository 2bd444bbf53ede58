"""Who may ask: only this machine, only a browser that knows the token, and to change anything only our own page.

Against pages of others that the same browser shows: the Host must be ours (a name that was pointed at this machine is
refused), the cookie is never sent along from elsewhere (SameSite=Strict), and a form must come from our own address.
"""

import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from html import escape
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlencode

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

COOKIE = "counterclaim"
READING = ("GET", "HEAD")
LARGEST = 1_000_000  # bytes of a form: the longest note that a person types is far below
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # none to others; with no-referrer browsers call the origin of our own forms null
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",  # what an analyst studies stays out of the browser's cache
}
ASK = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Counterclaim</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><main><h1>Counterclaim</h1>
<p>Open the address that <code>counterclaim serve</code> printed in the terminal, or give the token at its end.</p>
<form method="get" action="/enter"><input type="hidden" name="next" value="{next}">
<p><label>Token <input name="token" autocomplete="off" required></label> <button>Open</button></p></form></main>
</html>"""


class Guard:
    """The application behind the checks; whatever it answers leaves with the headers above."""

    def __init__(self, application: Application, token: str, hosts: frozenset[str]) -> None:
        self.application = application
        self.token = token
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        refusal = self.refusal(str(scope["method"]), headers)
        if refusal:
            await _answer(send, *refusal)
        elif scope["path"] == "/enter":
            await self._enter(scope, send)
        elif not hmac.compare_digest(_cookie(headers.get("cookie", "")).encode(), self.token.encode()):
            query = scope.get("query_string", b"").decode("latin-1")
            here = scope["path"] + (f"?{query}" if query else "")
            await _answer(send, 403, ASK.format(next=escape(here)), "text/html; charset=utf-8")
        else:
            await self.application(scope, receive, _with_headers(send))

    def refusal(self, method: str, headers: dict[str, str]) -> tuple[int, str] | None:
        """Why a request is not even looked at: the status and a line; None where it may be."""
        if headers.get("host", "").lower() not in self.hosts:
            return 421, "This address is served under its own name only: use the one that `counterclaim serve` printed."
        if method in READING:
            return None
        if method != "POST":
            return 405, "Only GET and POST."
        origin = headers.get("origin")
        ours = origin is not None and origin.lower().removeprefix("http://") in self.hosts
        if not ours or headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return 403, "A form is taken only from a page of this address."
        if not headers.get("content-length", "").isdigit() or int(headers["content-length"]) > LARGEST:
            return 413, "Too long, or of no told length."
        return None

    async def _enter(self, scope: Scope, send: Send) -> None:
        """Take the token once from the address, keep it as a cookie, and go on without it in the address."""
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        (given, *_), (there, *_) = asked.get("token", [""]), asked.get("next", ["/"])
        there = there if there.startswith("/") and not there.startswith(("//", "/\\")) else "/"
        if not hmac.compare_digest(given.strip().encode(), self.token.encode()):
            await _answer(send, 403, ASK.format(next=escape(there)), "text/html; charset=utf-8")
            return
        cookie = f"{COOKIE}={self.token}; Path=/; HttpOnly; SameSite=Strict"
        location = there.encode("ascii", "ignore").decode().replace("\r", "").replace("\n", "")
        await _answer(send, 303, "", extra={"set-cookie": cookie, "location": location})


def _cookie(header: str) -> str:
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def entrance(host: str, port: int, token: str, there: str = "/") -> str:
    """The address that is printed: it brings the token, once.

    >>> entrance("127.0.0.1", 8642, "abc")
    'http://127.0.0.1:8642/enter?token=abc'
    """
    more = {"next": there} if there != "/" else {}
    return f"http://{host}:{port}/enter?{urlencode({'token': token, **more})}"


def hosts_of(port: int) -> frozenset[str]:
    """The names under which this machine may be asked.

    >>> sorted(hosts_of(8642))
    ['127.0.0.1:8642', '[::1]:8642', 'localhost:8642']
    """
    return frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]"))


def _with_headers(send: Send) -> Send:
    async def sent(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message.get("headers", [])}
            more = [(name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in given]
            message = {**message, "headers": [*message.get("headers", []), *more]}
        await send(message)

    return sent


async def _answer(
    send: Send, status: int, body: str, kind: str = "text/plain; charset=utf-8", extra: dict[str, str] | None = None
) -> None:
    headers = {"content-type": kind, **HEADERS, **(extra or {})}
    start = [(name.encode(), value.encode("latin-1", "ignore")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": start})
    await send({"type": "http.response.body", "body": body.encode()})
