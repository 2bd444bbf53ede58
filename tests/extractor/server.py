"""A server on this machine that answers as it is told to, well or badly; what it was asked is kept."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[["Handler", dict[str, Any]], None]


class Handler(BaseHTTPRequestHandler):
    """One request: the next answer of the server's list, the last one again and again."""

    server: "Server"

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append({"path": self.path, "headers": dict(self.headers), "body": asked})
        answers = self.server.answers
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        answer(self, asked)

    def do_GET(self) -> None:
        self.server.asked.append({"path": self.path, "headers": dict(self.headers), "body": None})
        self.plain(200, b"{}")

    def plain(self, status: int, body: bytes, kind: str = "application/json", **headers: str) -> None:
        """A whole answer, with the headers given (`Retry_After="1"`)."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is logged."""


class Server(ThreadingHTTPServer):
    """The server; `gate` lets those answers end that wait for the end of the test."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, answers: list[Answer]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers, self.asked, self.gate = answers, list[dict[str, Any]](), threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no news."""


@contextmanager
def serving(*answers: Answer) -> Iterator[Server]:
    server = Server(list(answers))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.gate.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


# ---------------------------------------------------------------- answers
def envelope(content: Any, finish: str = "stop") -> bytes:
    """The outer form of an answer, around the words of the model."""
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content}}
    return json.dumps({"id": "x", "object": "chat.completion", "choices": [choice]}).encode()


def says(content: Any, finish: str = "stop") -> Answer:
    """The model says these words."""
    return lambda handler, _: handler.plain(200, envelope(content, finish))


def gives(*claims: Any) -> Answer:
    """The model proposes these claims."""
    return says(json.dumps({"claims": list(claims)}))


def raw(status: int, body: bytes, kind: str = "application/json", **headers: str) -> Answer:
    """These bytes, whatever they are."""
    return lambda handler, _: handler.plain(status, body, kind, **headers)


def fails(status: int, message: str = "no") -> Answer:
    """An error in the usual form."""
    return raw(status, json.dumps({"error": {"message": message}}).encode())


def hangs(handler: Handler, _: dict[str, Any]) -> None:
    """Nothing at all, as long as the test lasts."""
    handler.server.gate.wait(20)


def hangs_up(handler: Handler, _: dict[str, Any]) -> None:
    """The connection ends without a word."""
    handler.close_connection = True
    handler.connection.close()


def drips(handler: Handler, _: dict[str, Any]) -> None:
    """A byte now and then, without end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    while not handler.server.gate.wait(0.05):
        handler.wfile.write(b" ")
        handler.wfile.flush()


def drips_headers(handler: Handler, _: dict[str, Any]) -> None:
    """Headers without end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.server.gate.wait(0.05):
        handler.wfile.write(b"X: y\r\n")
        handler.wfile.flush()


def sends(data: bytes) -> Answer:
    """These bytes on the wire, and the end."""

    def answer(handler: Handler, _: dict[str, Any]) -> None:
        handler.wfile.write(data)
        handler.wfile.flush()
        handler.close_connection = True

    return answer
