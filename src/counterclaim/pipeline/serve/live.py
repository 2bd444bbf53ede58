"""What happens while the page is open: a reading that can be watched and stopped, and documents that came in.

The reading is the command itself in a process of its own, so that pages stay quick; to stop it is to end that process,
which leaves whole documents, and the same reading goes on from there.
"""

import subprocess
import sys
import threading
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from counterclaim.errors import UsageError
from counterclaim.pipeline.serve.desk import Desk
from counterclaim.views.words import clean

LINES = 20  # of what the command said, kept to be shown


@dataclass
class Reading:
    """One reading, running or done."""

    folder: str
    process: "subprocess.Popen[str]"
    documents: int  # in the ledger when it began
    claims: int
    said: "deque[str]" = field(default_factory=lambda: deque(maxlen=LINES))
    stopped: bool = False


class Live:
    """The one reading that may run at a time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._reading: Reading | None = None
        self._lock = threading.Lock()

    def start(self, folder: str) -> None:
        """Start to read a file or folder into the ledger; UsageError where that cannot be."""
        if self._desk.actor is None:
            raise UsageError("nothing can be read in: start with `counterclaim serve --as NAME`")
        place = Path(folder).expanduser()
        if not folder.strip() or not place.exists():
            raise UsageError(f"{folder!r}: there is no such file or folder on this machine")
        with self._lock:
            if self._reading is not None and self._reading.process.poll() is None:
                raise UsageError("a reading is running already: wait for its end, or stop it")
            counts = self._desk.ledger.counts()
            command = [sys.executable, "-m", "counterclaim", "read", "--into", str(self._desk.path.absolute())]
            process = subprocess.Popen(
                [*command, "--", str(place.absolute())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                errors="replace",
            )
            self._reading = Reading(str(place), process, counts["documents"], counts["claims"])
            threading.Thread(target=_listen, args=(self._reading,), daemon=True).start()

    def stop(self) -> None:
        """Stop the reading; what it has read is kept."""
        with self._lock:
            if self._reading is not None and self._reading.process.poll() is None:
                self._reading.stopped = True
                self._reading.process.terminate()

    def state(self) -> dict[str, Any]:
        """How far the reading is: what it added, whether it runs, what the command said."""
        reading = self._reading
        if reading is None:
            return {"state": "none"}
        code = reading.process.poll()
        state = "running" if code is None else "stopped" if reading.stopped else "done" if code == 0 else "failed"
        counts = self._desk.ledger.counts()
        return {
            "state": state,
            "folder": clean(reading.folder),
            "documents": counts["documents"] - reading.documents,
            "claims": counts["claims"] - reading.claims,
            "said": list(reading.said),
        }


def _listen(reading: Reading) -> None:
    for said in reading.process.stderr or ():
        reading.said.append(said.rstrip()[:300])
    reading.process.wait()


def news(desk: Desk, head: str) -> dict[str, Any]:
    """Whether the ledger has grown since a head, and what is in it now."""
    now = desk.head()
    counts = desk.ledger.counts() if now[:16] != head else {}
    return {
        "head": now[:16],
        "grown": now[:16] != head,
        **{n: counts[n] for n in ("documents", "claims") if n in counts},
    }
