"""JSON lines: the claim record, and what is known of its document."""

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from counterclaim.model import Entry


def claim_line(entry: Entry) -> dict[str, Any]:
    """A claim as `read --json` prints it, with `title`, `published`, `outlet`, `url` and `text_sha256` added."""
    of_document = {
        "title": entry.title,
        "published": entry.published,
        "outlet": entry.outlet,
        "url": entry.url,
        "text_sha256": entry.text_sha256,
    }
    return msgspec.structs.asdict(entry.claim) | {"document": entry.document} | of_document


def claim_lines(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Each claim as one line of JSON, without the line's end."""
    for entry in entries:
        yield msgspec.json.encode(claim_line(entry))


def write_lines(entries: Iterable[Entry], out: BinaryIO) -> int:
    """Write a line for each claim; how many there were."""
    count = 0
    for count, line in enumerate(claim_lines(entries), start=1):  # noqa: B007
        out.write(line + b"\n")
    return count
