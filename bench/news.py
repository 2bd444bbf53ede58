"""News of the folder `shared` for the benches of origins and incidents: items of days, clusters of events, messages."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from bench.data import SHARED, articles
from counterclaim.claims import find_claims
from counterclaim.model import Document, Entry

DAILY = SHARED / "data" / "wikipedia_current_events" / "armed_conflicts_by_day.jsonl"
CLUSTERS = SHARED / "data" / "news_clusters_5w1h" / "articles.jsonl"
_ITEM = re.compile(r" *\* (.*)")
_DATELINE = re.compile(r"\b(\d{1,2} [A-Z]{3} (?:8[89]|9[01]))\b")
DATELINED = 200  # characters at the start of a message in which its day stands
_OUTLETS = re.compile(r"((?:\s*\([^()]+\))+)\s*$")


def daily(days: Iterable[str] | None = None) -> Iterator[Document]:
    """The items that name an outlet, all or of some days; the id is day/line, the outlet the first named."""
    wanted = None if days is None else set(days)
    for line in DAILY.open(encoding="utf-8"):
        record = json.loads(line)
        if wanted is not None and record["date"] not in wanted:
            continue
        for number, row in enumerate(record["text"].split("\n")):
            item = _ITEM.match(row)
            credit = _OUTLETS.search(item[1]) if item else None
            if item and credit:
                outlet = credit[1].strip()[1:].split(")")[0]
                text = item[1][: credit.start()]
                yield Document(id=f"{record['date']}/{number}", text=text, published=record["date"], outlet=outlet,
                               language="en")  # fmt: skip


def clustered() -> Iterator[tuple[str, Document]]:
    """The articles with the name of their event ("" for none); the id is "n" with the number of the line."""
    for number, line in enumerate(CLUSTERS.open(encoding="utf-8")):
        record = json.loads(line)
        event = (record["cluster"] or {}).get("Event") or ""
        published = (record["date"] or "")[:10] or None
        yield event, Document(id=f"n{number}", text=record["text"] or "", title=record["title"], published=published,
                              outlet=record["outlet"], url=record["url"], language="en")  # fmt: skip


def messages(wanted: Iterable[str]) -> Iterator[Document]:
    """Radio and agency messages of 1988 to 1991 by number (`DEV-MUC3-0001`), with the day that their dateline gives."""
    chosen = set(wanted)
    for record in articles("muc34"):
        number = record["id"].removeprefix("muc34-")
        if number in chosen:
            day = _DATELINE.search(record["text"][:DATELINED])
            published = datetime.strptime(day[1].title(), "%d %b %y").date().isoformat() if day else None
            yield Document(id=number, text=record["text"], published=published, language="en")


def entries(documents: Iterable[Document]) -> list[Entry]:
    """The claims of documents as a ledger gives them."""
    return [
        Entry(claim=claim, document=d.id, title=d.title, published=d.published, outlet=d.outlet, url=d.url,
              text_sha256=d.text_sha256)
        for d in documents
        for claim in find_claims(d)
    ]  # fmt: skip


def there() -> bool:
    """Whether both sets are on this machine."""
    return DAILY.is_file() and CLUSTERS.is_file()
