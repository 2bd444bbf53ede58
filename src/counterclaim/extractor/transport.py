"""One question to the endpoint, one answer back, over the standard library's HTTP: bounded in time and size.

Nothing is followed elsewhere: no redirect, no proxy of the environment. Busy and broken servers are asked again after a
pause; a server that refuses is not. Every failure is one line.
"""

import contextlib
import http.client
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from counterclaim.errors import AnswerError, EndpointError
from counterclaim.extractor.address import Endpoint, is_loopback

MOST_BYTES = 4_000_000  # of an answer; the longest that is asked for has some 20,000
MOST_PAUSE = 60.0  # seconds, however long a server asks to wait
_BUSY = (408, 409, 425, 429, 500, 502, 503, 504, 529)
_SHOWN = 120  # characters of a server's own words


class BadRequest(AnswerError):
    """The server does not know something that was asked of it, as the form of the answer."""


class _Again(Exception):
    """This attempt failed and another may not; with the pause that the server asks for."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.wait = wait


def ask(endpoint: Endpoint, body: Mapping[str, Any], *, sleep: Callable[[float], None] = time.sleep) -> bytes:
    """The body of the endpoint's answer.

    EndpointError where asking again is no use for any text; AnswerError where this text got no answer.
    """
    data = json.dumps(body, ensure_ascii=True).encode("ascii")
    reason = ""
    for attempt in range(endpoint.attempts):
        try:
            return _once(endpoint, data)
        except _Again as again:
            reason = str(again)
            if attempt + 1 < endpoint.attempts:
                sleep(min(MOST_PAUSE, max(again.wait, endpoint.pause * 2**attempt)))
    raise AnswerError(f"the model at {endpoint.address} {reason}, {endpoint.attempts} times over")


def _once(endpoint: Endpoint, data: bytes) -> bytes:
    connection = _connection(endpoint)
    late = threading.Event()
    watch: threading.Timer | None = None
    try:
        watch = threading.Timer(endpoint.timeout, _hang_up, (_connected(endpoint, connection), late))
        watch.daemon = True
        watch.start()
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity",
                   "Connection": "close", "User-Agent": "counterclaim"}  # fmt: skip
        if endpoint.key:
            headers["Authorization"] = f"Bearer {endpoint.key}"
        connection.request("POST", endpoint.path, body=data, headers=headers)
        body = _answer(endpoint, connection.getresponse())
        if late.is_set():  # cut off where nothing tells how long the answer is
            raise TimeoutError
        return body
    except (http.client.HTTPException, OSError, ValueError) as error:
        if late.is_set() or isinstance(error, TimeoutError):
            raise _Again(f"gave no answer within {endpoint.timeout:g} seconds") from error
        raise _Again(f"broke off ({type(error).__name__})") from error
    finally:
        if watch is not None:
            watch.cancel()
        connection.close()


def _connection(endpoint: Endpoint) -> http.client.HTTPConnection:
    if endpoint.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(endpoint.host, endpoint.port, timeout=endpoint.timeout, context=context)
    return http.client.HTTPConnection(endpoint.host, endpoint.port, timeout=endpoint.timeout)


def _connected(endpoint: Endpoint, connection: http.client.HTTPConnection) -> socket.socket:
    """The socket once connected; first look where that led, before a word is sent: a name can lead anywhere."""
    try:
        connection.connect()
    except ssl.SSLError as error:
        raise EndpointError(
            f"{endpoint.address} speaks no TLS, or has no certificate that this machine trusts"
        ) from error
    except TimeoutError as error:
        raise _Again(f"gave no answer within {endpoint.timeout:g} seconds") from error
    except OSError as error:
        told = error.strerror or type(error).__name__
        raise EndpointError(f"nothing answers at {endpoint.address} ({told}): is the server running?") from error
    peer: str = connection.sock.getpeername()[0]
    if not endpoint.may_leave and not is_loopback(peer):
        raise EndpointError(f"{endpoint.host} leads to {peer}, which is not this machine: no text was sent")
    return connection.sock


def _hang_up(connected: socket.socket, late: threading.Event) -> None:
    """Time is up, however slowly something still comes."""
    late.set()
    with contextlib.suppress(OSError):  # it ended in this moment
        connected.shutdown(socket.SHUT_RDWR)


def _answer(endpoint: Endpoint, response: http.client.HTTPResponse) -> bytes:
    """The body of a good answer, within bounds; what an answer that is none says."""
    status = response.status
    if 300 <= status < 400:
        where = _plain(endpoint, response.getheader("Location", ""))
        raise EndpointError(f"{endpoint.address} leads elsewhere ({status}: {where}), which is not followed")
    if status in _BUSY:
        raise _Again(f"answered {status}{_said(endpoint, response)}", _asked_wait(response))
    if status == 401 or status == 403:
        told = _said(endpoint, response)
        raise EndpointError(f"{endpoint.address} refuses the key ({status}{told}): name its variable, --model-key-env")
    if status == 404:
        told = _said(endpoint, response)
        raise EndpointError(
            f"{endpoint.address} knows no such model or address (404{told}): look at --model, --model-url"
        )
    if status in (400, 422, 501):
        raise BadRequest(f"the model at {endpoint.address} answered {status}{_said(endpoint, response)}")
    if status != 200:
        raise AnswerError(f"the model at {endpoint.address} answered {status}{_said(endpoint, response)}")
    kind = response.headers.get_content_type()
    if kind != "application/json" and not kind.endswith("+json"):
        raise AnswerError(f"{endpoint.address} answered with {kind[:60]}, not JSON: is it the address of a model?")
    if response.getheader("Content-Encoding", "identity") != "identity":
        raise AnswerError(f"{endpoint.address} packed its answer although it was asked not to")
    body = response.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise AnswerError(f"the model at {endpoint.address} answered with more than {MOST_BYTES:,} bytes")
    if response.length:
        raise _Again("broke off within its answer")
    return body


def _asked_wait(response: http.client.HTTPResponse) -> float:
    told = response.getheader("Retry-After", "")
    return float(told) if told.isdecimal() and len(told) < 6 else 0.0


def _said(endpoint: Endpoint, response: http.client.HTTPResponse) -> str:
    """A server's own words about a failure, short and on one line, without the key."""
    try:
        told = json.loads(response.read(20_000))
        message = told["error"]["message"] if isinstance(told["error"], dict) else told["error"]
    except (ValueError, KeyError, TypeError, RecursionError, OSError, http.client.HTTPException):
        return ""
    return f": {_plain(endpoint, message)}" if isinstance(message, str) and message.strip() else ""


def _plain(endpoint: Endpoint, words: str) -> str:
    if endpoint.key:
        words = words.replace(endpoint.key, "***")
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())[:_SHOWN]
