"""How the ledger came to what it is: its releases, who read when, what people decided on each day."""

from collections import Counter
from itertools import islice
from typing import Any

from counterclaim.ledger.lookup import runs
from counterclaim.ledger.releases import releases
from counterclaim.pipeline.serve.desk import Desk
from counterclaim.views import words

SHOWN = 30  # lines of each list, the newest first: a month of daily runs


def told(desk: Desk) -> dict[str, Any]:
    """The newest releases, readings by day and reader, and decisions by day, with how many of each there are."""
    read = desk.lasting("runs", desk.head(), lambda: runs(desk.ledger))
    found = Counter((one.at[:10], words.label("decisions", one.action)) for one in desk.live())
    named = releases(desk.ledger)[::-1]
    return {
        "runs": list(islice(read, SHOWN)),
        "more_runs": max(len(read) - SHOWN, 0),
        "deeds": [(day, did, count) for (day, did), count in sorted(found.items(), reverse=True)][:SHOWN],
        "releases": named[:SHOWN],
    }
