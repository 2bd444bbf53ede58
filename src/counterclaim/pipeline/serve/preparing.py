"""Bringing the analytic copy up to the ledger in a process of its own, so that pages stay quick meanwhile.

The process is told by a line to begin, tells by lines how far it is, and ends with the server.
"""

import atexit
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from counterclaim.model import Record

GENTLY = 10  # steps below the server: who waits for a page comes first
OFTEN = 0.2  # seconds between two lines about progress
PAUSE = 2.0  # seconds without a further line after which work begins: pages come before it while somebody decides
LONGEST = 30.0  # seconds that it is put off by further lines at most


class Progress(Record, frozen=True, kw_only=True):
    """What is being done, how much of it, of how much; `error`: why it ended before its time."""

    what: str  # copying or reckoning
    done: int = 0
    of: int = 0
    error: str = ""


class Preparing:
    """The process, started when it is first needed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._process: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()
        self._asked = 0
        self.progress: Progress | None = None  # None: nothing is being done

    def ask(self) -> None:
        """Bring the copy up to what is in the ledger now; what is being done is done first."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._start()
            self._asked += 1
            if self.progress is None or self.progress.error:
                self.progress = Progress(what="copying")
            pipe = self._process.stdin if self._process else None
            if pipe is not None:
                pipe.write("on\n")
                pipe.flush()

    def _start(self) -> None:
        command = [sys.executable, "-m", "counterclaim.pipeline.serve.preparing", str(self._path.absolute())]
        self._asked = 0
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            encoding="utf-8", creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
        )  # fmt: skip
        atexit.register(self._process.terminate)
        threading.Thread(target=self._listen, args=(self._process,), daemon=True).start()

    def _listen(self, process: "subprocess.Popen[str]") -> None:
        for line in process.stdout or ():
            told = json.loads(line)
            with self._lock:
                if told.get("what") == "done":
                    self._asked -= 1
                    self.progress = None if not self._asked else self.progress
                else:
                    self.progress = Progress(**told)
        process.wait()
        with self._lock:
            if self.progress is not None and not self.progress.error:
                lost = "it ended before its time, most often for want of memory or of room on the disk"
                self.progress = Progress(what=self.progress.what, error=lost)


def told(what: str, say: Callable[[dict[str, object]], None]) -> Callable[[int, int], None]:
    """A function that tells progress, not too often."""
    last = 0.0

    def progress(done: int, of: int) -> None:
        nonlocal last
        if time.monotonic() - last > OFTEN:
            last = time.monotonic()
            say({"what": what, "done": done, "of": of})

    return progress


def together(lines: Iterable[str]) -> Iterator[int]:
    """How many lines came in that can be worked off at once: those after which there was a pause, the first one alone.

    >>> sum(together(["on", "on", "on"]))
    3
    """
    waiting: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def listen() -> None:
        for line in lines:
            waiting.put(line)
        waiting.put(None)

    threading.Thread(target=listen, daemon=True).start()
    first = True
    while waiting.get() is not None:
        count, last, until = 1, False, time.monotonic() + LONGEST
        while not first and time.monotonic() < until and not last:
            try:
                last = waiting.get(timeout=PAUSE) is None
                count += not last
            except queue.Empty:
                break
        first = False
        yield count
        if last:
            return


def main(path: str) -> None:
    """Bring the copy of a ledger up, once for each line that comes in."""
    from counterclaim.errors import CounterclaimError
    from counterclaim.ledger import Ledger
    from counterclaim.pipeline.large import workers
    from counterclaim.reconcile.copy import Copy

    def say(line: dict[str, object]) -> None:
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()

    gentler: Callable[[int], object] | None = getattr(os, "nice", None)  # Windows is told when the process is started
    if gentler:
        gentler(GENTLY)
    for lines in together(sys.stdin):
        try:
            with Ledger(path) as ledger, Copy(ledger) as copy:
                copy.refresh(told("copying", say))
                copy.reckon(workers=workers(), progress=told("reckoning", say))
        except CounterclaimError as error:
            say({"what": "reckoning", "error": str(error)})
            return
        for _ in range(lines):
            say({"what": "done"})


if __name__ == "__main__":
    main(sys.argv[1])
