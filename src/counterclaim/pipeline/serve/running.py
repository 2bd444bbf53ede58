"""Running the page: a socket on this machine alone, and the server over it."""

import contextlib
import socket
import sys
import webbrowser
from collections.abc import Callable, Iterator

from counterclaim.errors import UsageError
from counterclaim.pipeline.serve.guard import entrance
from counterclaim.pipeline.serve.routes import application

HERE = "127.0.0.1"  # never another address: what an analyst studies is nobody else's business


@contextlib.contextmanager
def bound(port: int) -> Iterator[socket.socket]:
    """A socket on this machine; UsageError where the port is taken."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as place:
        if sys.platform != "win32":  # there it would let two servers share a port; here it forgets the last one's rest
            place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            place.bind((HERE, port))
        except OSError as error:
            raise UsageError(
                f"port {port} is taken, perhaps by another `counterclaim serve`: end it, or give --port 0"
            ) from error
        yield place


def run(
    place: socket.socket,
    ledger: str,
    *,
    token: str,
    actor: str | None = None,
    keys_file: str | None = None,
    quorum: int = 1,
    shown: bool = False,
    told: Callable[[str], object] = print,
) -> None:
    """Serve until Ctrl-C, and tell the address to open."""
    import uvicorn

    port = place.getsockname()[1]
    served = application(ledger, token=token, port=port, actor=actor, keys_file=keys_file, quorum=quorum, begun=True)
    address = entrance(HERE, port, token)
    told(address)
    if shown:
        webbrowser.open(address)
    settings = uvicorn.Config(served, log_level="warning", access_log=False, server_header=False, lifespan="off")
    uvicorn.Server(settings).run(sockets=[place])
