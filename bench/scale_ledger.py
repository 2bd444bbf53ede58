"""A ledger of any size for measuring: made of rows directly, seeded, with a true hash chain.

Conflicts, parties and claimants are those of the vocabulary; the largest conflict has a seventh of the documents, the
smallest a few. Each document tells running totals, figures of the day and attacks of its conflict in sentences of its
own; a third of the documents are reprints of one of the last days, and claimants' totals grow from day to day.
"""

import random
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from counterclaim.ledger import Ledger
from counterclaim.ledger.chain import Chain, salted
from counterclaim.ledger.records import (
    canonical,
    claim_columns,
    document_columns,
    facts,
    facts_record,
    stored,
    utf8,
)
from counterclaim.model import Claim, Claimant, Document, FieldSpan, Figure, Place, Span, Time, claim_id
from counterclaim.vocabulary.conflicts import conflicts

Part = dict[str, Any]  # of a sentence

CLAIMS = 8  # of one document, about
REPRINTS = 0.3
LARGEST = 7  # the largest conflict has one document of so many
OUTLETS = tuple(f"{city} {kind}" for city in ("Northport", "Eastbridge", "Hill City", "Lakeside", "Old Harbour")
                for kind in ("Herald", "Post", "Courier", "Wire", "Observer", "Radio", "Weekly", "Mirror"))  # fmt: skip
TOTALS = (("killed", "soldiers", "killed", "persons"), ("wounded", "soldiers", "wounded", "persons"),
          ("destroyed", "tanks", "destroyed", "items"), ("destroyed", "drones", "shot down", "items"),
          ("killed", "civilians", "killed", "persons"), ("displaced", "people", "displaced", "persons"))  # fmt: skip
EVENTS = (("killed", "civilians"), ("wounded", "civilians"), ("killed", "soldiers"), ("killed", "children"))
EXTRA = ("near the river", "in the market", "by the old bridge", "after the shelling", "before dawn", "at a crossing")


@dataclass
class War:
    """One conflict as it goes on: who speaks, and the totals that they have reached."""

    id: str
    parties: tuple[str, str]
    begun: date
    places: tuple[str, ...]
    totals: dict[tuple[str, str, str, str], int] = field(default_factory=dict)
    told: list[tuple[date, str, list[Part]]] = field(default_factory=list)


def wars(chance: random.Random) -> list[War]:
    """The conflicts of the vocabulary that have two sides, the same every time."""
    found = []
    for conflict in conflicts().values():
        sides = [sorted(side)[0] for side in conflict.sides if side]
        if len(sides) >= 2:
            begun = date(2015, 1, 1) + timedelta(days=chance.randrange(2500))
            places = tuple(f"{name}{chance.randrange(90)}" for name in ("Ard", "Bel", "Cor", "Dun", "Esk", "Fal"))
            found.append(War(conflict.id, (sides[0], sides[1]), begun, places))
    return found


def speaker(side: str | None, words: str) -> Claimant | None:
    """The claimant of a sentence, its attributing words at the head of it."""
    if side is None:
        return None
    if side == "independent":
        return Claimant(id="monitor/watch", name="The War Watch", side=None, kind="monitor", start=0, end=len(words),
                        text=words)  # fmt: skip
    return Claimant(
        id=f"{side}/mod", name=f"{side.title()} defence ministry", side=side, kind="body", start=0, end=len(words),
        text=words,
    )  # fmt: skip


def told(war: War, day: date, chance: random.Random) -> list[Part]:
    """What one document of a day tells, as the parts of its sentences."""
    made: list[Part] = []
    a, b = war.parties if chance.random() < 0.5 else war.parties[::-1]
    for side, party in ((a, b), (b, a)):
        for measure, thing, word, unit in chance.sample(TOTALS, 2):
            key = (side, party, measure, thing)
            rate = 0.4 if side == party else 1.0
            base = hash_of(war.id, measure, thing) % 40 + 3
            total = int(((day - war.begun).days + 30) * base * rate * (1 + (hash_of(*key) % 10) / 10))
            war.totals[key] = total = max(war.totals.get(key, 0), total)
            made.append({"says": side, "party": party, "measure": measure, "object": thing, "word": word,
                         "unit": unit, "value": total, "kind": "total", "day": day, "place": None})  # fmt: skip
    for _ in range(CLAIMS - 4):
        measure, thing = chance.choice(EVENTS)
        says = chance.choice((a, b, "independent", None))
        made.append({"says": says, "party": chance.choice((a, b)), "measure": measure, "object": thing,
                     "word": measure, "unit": "persons", "value": chance.randrange(1, 60), "kind": "period",
                     "day": day - timedelta(days=chance.randrange(3)), "place": chance.choice(war.places)})  # fmt: skip
    return made


def hash_of(*words: str) -> int:
    """A small number of these words, the same in every run."""
    return sum(ord(letter) * (place + 7) for place, letter in enumerate("|".join(words)))


def written(
    id: str, outlet: str, published: date, war: War, parts: Sequence[Part], extra: str
) -> tuple[Document, list[Claim]]:
    """A document with these sentences, and the claims that stand in it."""
    text, places = "", []
    for part in parts:
        who = {"independent": "The War Watch", None: "Reports"}.get(part["says"], f"{part['says']} forces")
        who = str(who).title()
        start = len(text)
        number = f"{part['value']:,}"
        head = f"{who} said "
        middle = f"{number} {part['party'].replace('_', ' ').title()} {part['object']} were {part['word']}"
        where = f" in {part['place']}" if part["place"] else ""
        since = " so far" if part["kind"] == "total" else f" on {part['day']:%d %B}"
        text += f"{head}{middle}{where}{since} {extra}. "
        places.append((start, start + len(head), len(text) - 1, who, number))
    url = f"https://{outlet.lower().replace(' ', '-')}.example/{id}"
    title, day = f"{war.id}, {published:%d %B %Y}", published.isoformat()
    document = Document(id=id, text=text, title=title, published=day, outlet=outlet, url=url, language="en")
    sha = document.text_sha256
    return document, [claim(id, sha, war, part, text, at) for part, at in zip(parts, places, strict=True)]


def somewhere(name: str | None) -> Place | None:
    """A town, the same on the map every time."""
    if name is None:
        return None
    lat, lon = hash_of(name) % 90 - 30, hash_of(name, "east") % 300 - 150
    return Place(name=name, text=name, precision="city", lat=float(lat), lon=float(lon))


def claim(document: str, sha: str, war: War, part: Part, text: str, at: tuple[int, int, int, str, str]) -> Claim:
    """One claim of a sentence."""
    start, figure_at, end, who, number = at
    stop = figure_at + len(number)
    named = speaker(part["says"], who)
    if named is not None:
        named = Claimant(id=named.id, name=named.name, side=named.side, kind=named.kind, start=start,
                         end=start + len(who), text=who)  # fmt: skip
    word = text.index(part["word"], stop)
    day = part["day"].isoformat()
    return Claim(
        id=claim_id(sha, figure_at, stop),
        document=document,
        quote=Span(start=start, end=end, text=text[start:end]),
        figure=Figure(start=figure_at, end=stop, text=number, value=part["value"], low=part["value"],
                      high=part["value"], qualifier="exact", unit=part["unit"]),
        measure=part["measure"],
        object=part["object"],
        party=part["party"],
        conflict=war.id,
        claimant=named,
        time=Time(kind=part["kind"], start=day if part["kind"] == "period" else None, end=day),
        place=somewhere(part["place"]),
        spans=(FieldSpan(field="measure", start=word, end=word + len(part["word"]), text=part["word"]),),
        rule="bench 1",
    )  # fmt: skip


def documents(
    claims: int, *, seed: int = 1, first: int = 0, wars_at_most: int = 1000
) -> Iterator[tuple[Document, list[Claim]]]:
    """Documents with about so many claims in all, in the order of their days; `first` numbers the first of them."""
    chance = random.Random(seed)
    every = wars(random.Random(1))[:wars_at_most]
    weights = [1 / (place + LARGEST - 1) for place in range(len(every))]
    count = max(1, claims // CLAIMS)
    for number in range(first, first + count):
        war = chance.choices(every, weights)[0]
        day = war.begun + timedelta(days=int(1800 * (number - first) / count) + (1800 if first else 0))
        outlet = chance.choice(OUTLETS)
        if war.told and chance.random() < REPRINTS:
            day, extra, parts = chance.choice(war.told[-5:])
        else:
            extra = f"{chance.choice(EXTRA)}, officers {number % 977} and {number % 1009} added"
            parts = told(war, day, chance)
            war.told.append((day, extra, parts))
            del war.told[:-5]
        yield written(f"d{number:08d}", outlet, day, war, parts, extra)


def make(path: Path, claims: int, *, seed: int = 1) -> int:
    """A ledger file with about so many claims; how many there are. What stands at `path` is replaced."""
    path.unlink(missing_ok=True)
    with Ledger(path, create=True) as ledger:
        connection = ledger._connection
        connection.execute("PRAGMA synchronous = OFF")
        return append(connection, documents(claims, seed=seed), "bench 1", "2026-01-01T00:00:00Z")


def append(
    connection: sqlite3.Connection, made: Iterable[tuple[Document, Sequence[Claim]]], reader: str, at: str
) -> int:
    """Rows for these documents, all of them new, in one transaction; how many claims there were."""
    count = 0
    connection.execute("BEGIN IMMEDIATE")
    chain, texts = Chain(connection), {}
    for document, claims in made:
        sha = document.text_sha256
        known, salt = facts(document, sha), sha.encode()[:32]
        if sha not in texts:
            digest = salted("text", salt, utf8(document.text))
            texts[sha] = chain.append("text", sha256=sha, salt=salt, body=document.text, digest=digest)
        record = facts_record(known)
        digest = salted("document", salt, utf8(record))
        number = chain.append("document", text=texts[sha], **document_columns(known), record=record, digest=digest)
        reading = chain.append("reading", document=number, reader=reader, read_at=at, claims=len(claims))
        for one in claims:
            record = canonical(one)
            digest = salted("claim", salt, utf8(record))
            columns = claim_columns(one, known)
            chain.append("claim", reading=reading, document=number, **columns, record=stored(record), digest=digest)
        count += len(claims)
    connection.execute("COMMIT")
    return count


if __name__ == "__main__":
    import sys

    print(make(Path(sys.argv[1]), int(sys.argv[2])))
