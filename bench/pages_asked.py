"""The addresses that `bench.pages` opens: what a user of a ledger would ask of each screen, the same in every run.

Filters are values of claims drawn by chance, so that frequent ones come often, and in a third of the cases a value
drawn from all that there are, most of which are rare. Two or three filters are of one
claim, so that something is found.
"""

import random
from pathlib import Path
from urllib.parse import urlencode

from counterclaim.ledger import Ledger
from counterclaim.model import Entry
from counterclaim.reconcile.copy import Copy

TIMES = 24  # openings of each screen
RARE = 1 / 3
ORDERS = ("reading", "newest", "oldest", "largest", "smallest")
WORDS = ("killed", "soldiers", "tanks", "Herald", "army", "16", "market", '"old bridge"', "wounded", "said", "riv*",
         "said killed", "displaced northport", "shelling", "1,204", "crossing tanks")  # fmt: skip
COLUMNS = {"conflict": "conflict", "party": "party", "measure": "measure", "object": "object", "place": "site",
           "outlet": "outlet", "claimant": "who"}  # fmt: skip
Pairs = dict[str, str]


class Asked:
    """Claims, and filters of their values."""

    def __init__(self, ledger: Path, chance: random.Random) -> None:
        """Draw the claims; the copy must be ready."""
        self.chance = chance
        with Ledger(ledger) as opened, Copy(opened) as copy:
            standing = copy.columns["stands"].nonzero()[0].tolist()
            self.claims: list[Entry] = list(copy.entries_at(sorted(chance.choices(standing, k=20 * TIMES))))
            self.names = {name: copy.columns.names(column)[1:] for name, column in COLUMNS.items()}
        chance.shuffle(self.claims)

    def values(self, *names: str, rare: bool = True) -> Pairs:
        """A value of each of these facets: of one claim, or now and then any."""
        claim = self.chance.choice(self.claims)
        found = {name: _value(claim, name) for name in names}
        if rare and self.chance.random() < RARE:
            name = self.chance.choice(names)
            found = {name: self.chance.choice(self.names[name])} if self.names[name] else found
        return {name: value for name, value in found.items() if value}

    def some(self) -> Pairs:
        """One to three filters, as one chooses them one after the other."""
        names = self.chance.sample(list(COLUMNS), self.chance.choice((1, 1, 2, 2, 3)))
        return self.values(*names)

    def days(self, least: int, most: int) -> Pairs:
        """Two years or months between which to look, around a claim's own."""
        known = next(one for one in self.chance.choices(self.claims, k=100) if one.claim.time.end)
        year, month = int((known.claim.time.end or "")[:4]), self.chance.randrange(1, 13)
        months = self.chance.randrange(least, most + 1)
        end = year * 12 + month - 1 + months
        return {"since": f"{year}-{month:02}", "until": f"{end // 12}-{end % 12 + 1:02}"}


def _value(entry: Entry, name: str) -> str:
    claim = entry.claim
    if name == "outlet":
        return entry.outlet or ""
    if name == "place":
        return claim.place.name if claim.place else ""
    if name == "claimant":
        return claim.claimant.name or "" if claim.claimant else ""
    value: str | None = getattr(claim, name)
    return value or ""


def screens(ledger: Path, seed: int = 1) -> dict[str, list[str]]:
    """The addresses that are opened of each screen."""
    chance = random.Random(seed)
    asked = Asked(ledger, chance)
    pages = [chance.choice((1, 2, 3, 4, 5, 17, 800)) for _ in range(TIMES)]
    some = asked.claims[:TIMES]

    def each(path: str, *pairs: Pairs) -> list[str]:
        """A path with these pairs, those of the first way of asking in the first address."""
        return [f"{path}?{urlencode({name: value for name, value in one.items() if value})}" for one in pairs]

    def order() -> Pairs:
        return {"order": chance.choice(ORDERS)}

    def many(make: object) -> list[Pairs]:
        return [make() for _ in range(TIMES)]  # type: ignore[operator]

    def listed(path: str) -> list[str]:
        return each(path, *({"page": str(page)} for page in pages))

    def filtered(path: str, **more: str) -> list[str]:
        return each(path, *({**one, **more} for one in many(asked.some)))

    words = [chance.choice(WORDS) for _ in range(TIMES)]
    return {
        "claims": each("/claims", *({"page": str(page), **order()} for page in pages)),
        "claims, facets": each("/claims", *({**asked.some(), **order()} for _ in pages)),
        "claims, days": each("/claims", *({**asked.values("conflict"), **asked.days(0, 30), **order()} for _ in pages)),
        "search": each("/claims", *({"q": word, **order()} for word in words)),
        "search, facets": each("/claims", *({"q": word, **asked.some()} for word in words)),
        "claim": [f"/c/{entry.claim.id}" for entry in some],
        "article": [f"/d/{entry.text_sha256[:16]}?claim={entry.claim.id}" for entry in some],
        "overview": ["/"] * TIMES,
        "side by side": listed("/compare"),
        "side by side, filtered": filtered("/compare"),
        "over time": listed("/series"),
        "over time, filtered": filtered("/series"),
        "ladder": each("/draw", *({"kind": "ladder", **asked.values("party", "measure", rare=False)} for _ in pages)),
        "multiples": each("/draw", *({"kind": "multiples", **asked.values("conflict", rare=False)} for _ in pages)),
        "checks": listed("/checks"),
        "checks, filtered": filtered("/checks", outcome="violated"),
        "origins": listed("/origins"),
        "origins, searched": each("/origins", *({"q": word} for word in words)),
        "incidents": each("/incidents", *({**asked.values("conflict", rare=False), **asked.days(0, 1)} for _ in pages)),
        "timeline": listed("/timeline"),
        "timeline, filtered": filtered("/timeline"),
        "map": listed("/map"),
        "map, filtered": filtered("/map"),
        "review": ["/review"] * TIMES,
        "method": ["/method"] * TIMES,
        "by hand": ["/by-hand"] * TIMES,
    }
