"""Requests come first: what is made ready beside them waits until nobody waits for a page."""

import threading
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Sending = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Callable[[], Awaitable[Any]], Sending], Awaitable[None]]
QUIET = 0.5  # seconds after a request: the browser asks for style and script, and draws
LONGEST = 5.0  # seconds that work is put off at most: a page that is asked for all the time ends some day


class Calm:
    """How many requests are being answered, and when the last was."""

    def __init__(self) -> None:
        self._answering = 0
        self._last = float("-inf")  # monotonic seconds
        self._lock = threading.Lock()

    def watching(self, served: Application) -> Application:
        """An application whose requests are counted."""

        async def answer(scope: Scope, receive: Callable[[], Awaitable[Any]], send: Sending) -> None:
            self._counted(1)
            try:
                await served(scope, receive, send)
            finally:
                self._counted(-1)

        return answer

    def _counted(self, step: int) -> None:
        with self._lock:
            self._answering += step
            self._last = time.monotonic()

    def wait(self, longest: float = LONGEST) -> None:
        """Come back once nothing is being answered and nothing was for a while, at the latest after `longest` seconds.

        >>> Calm().wait()
        """
        until = time.monotonic() + longest
        while (now := time.monotonic()) < until and (self._answering or now < self._last + QUIET):
            time.sleep(min(QUIET / 3, until - now))
