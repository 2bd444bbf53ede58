"""What another process does in the tests: `python -m tests.ledger.process write|read FILE COUNT`."""

import sys
from pathlib import Path

from counterclaim.ledger import Ledger
from tests.ledger.build import WHEN, report


def write(path: Path, count: int, every: int) -> None:
    """Read reports into a ledger as a run would, going on where the last one stopped; a line for each one added."""
    with Ledger(path, create=True) as ledger, ledger.batch(every):
        for number in range(count):
            document, claims = report(number)
            if not ledger.has_read(document, reader="rules 1"):
                ledger.add(document, claims, reader="rules 1", read_at=WHEN)
                print(number, flush=True)


def read(path: Path, count: int) -> None:
    """List the ledger again and again until all reports stand in it; fail if ever half a document is seen."""
    seen = 0
    print("reading", flush=True)
    while seen < count:
        with Ledger(path) as ledger:
            claims: dict[str, int] = {}
            for entry in ledger.entries():
                claims[entry.document] = claims.get(entry.document, 0) + 1
            assert set(claims.values()) <= {3}, claims
            assert len(claims) >= seen, f"{seen} documents, then {len(claims)}"
            seen = len(claims)


if __name__ == "__main__":
    verb, file, number, *rest = sys.argv[1:]
    if verb == "write":
        write(Path(file), int(number), int(rest[0]))
    else:
        read(Path(file), int(number))
