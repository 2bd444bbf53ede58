"""A screen that is asked for again while nothing has moved.

Its tag is made of the address, the ledger's head and the state of the copy. A program that has kept an answer and asks
with its tag is told that it still holds (304); browsers are told to keep nothing (`guard.py`), so for them the last
pages stay in the server's memory.
"""

import hashlib
import threading
from collections import OrderedDict

from starlette.requests import Request
from starlette.responses import Response

from counterclaim.pipeline.serve.desk import VERSION, Desk

MOST = 48  # pages of at most a quarter of a megabyte


class Pages:
    """The pages that were shown last."""

    def __init__(self) -> None:
        self._made: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def known(self, tag: str) -> str | None:
        """The page with that tag; None where it was not shown, or long ago.

        >>> Pages().known('"0f"')
        """
        with self._lock:
            return self._made.get(tag)

    def keep(self, tag: str, page: str) -> None:
        """Keep a page in the place of the oldest."""
        with self._lock:
            self._made[tag] = page
            while len(self._made) > MOST:
                self._made.popitem(last=False)


def tag_of(desk: Desk, request: Request) -> str:
    """What tells this state of a screen from every other: all that a page is made of."""
    state = (desk.head(), desk.version, desk.progress, desk.now()[:10], desk.actor, desk.quorum, VERSION)
    told = f"{request.url.path}?{request.url.query} {state}"
    return f'"{hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:32]}"'


def unchanged(request: Request, tag: str) -> Response | None:
    """That what the asker has kept still holds; None where it asks for the screen."""
    known = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    return Response(status_code=304, headers={"etag": tag}) if tag in known else None
