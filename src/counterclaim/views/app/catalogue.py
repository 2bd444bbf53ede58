"""Every claim of a ledger in columns, in memory: counts per facet, filters, order and full-text search.

Facets are small integers in numpy arrays, so that counting a million claims takes milliseconds; words are looked up
in SQLite's FTS5, kept in memory too, so that nothing of the ledger is written anywhere.
"""

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from counterclaim.model import Entry

Rows = NDArray[np.int64]

FACETS = ("status", "checks", "conflict", "measure", "object", "party", "side", "claimant", "time", "outlet")
ORDERS = ("reading", "newest", "oldest", "largest", "smallest")
PAGE = 50  # claims on a page: two screens
SHOWN = 12  # values of a facet that are listed; the others are reached by search
NONE = ""  # the value of a claim that has none

_COLUMNS = "quote, who, place, outlet, what"


@dataclass(frozen=True, kw_only=True)
class Query:
    """What is asked of the catalogue, as an address says it."""

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # facet -> values, any of them
    since: str | None = None
    until: str | None = None
    order: str = "reading"
    page: int = 1


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of claims, by id, and the counts that go with it."""

    ids: tuple[str, ...]
    total: int
    pages: int
    facets: Mapping[str, tuple[tuple[str, int], ...]]


class Catalogue:
    """The claims of a ledger at one moment.

    >>> Catalogue([]).find(Query(words="16,000")).total
    0
    """

    def __init__(self, entries: Iterable[Entry], checks: Mapping[str, str] | None = None) -> None:
        """Take claims in reading order, as they may be shown; `checks` gives the outcome of findings by claim."""
        self.ids: list[str] = []
        codes: dict[str, list[int]] = {name: [] for name in FACETS}
        known: dict[str, dict[str, int]] = {name: {} for name in FACETS}
        days: list[str] = []
        values: list[float] = []
        words: list[tuple[int, str, str, str, str, str]] = []
        for row, entry in enumerate(entries, 1):
            self.ids.append(entry.claim.id)
            for name, value in facets_of(entry, (checks or {}).get(entry.claim.id, NONE)).items():
                codes[name].append(known[name].setdefault(value, len(known[name])))
            days.append(entry.claim.time.end or (entry.published or "")[:10])
            figure = entry.claim.figure
            values.append(float(figure.low or -1) if figure.value is None else float(figure.value))
            words.append((row, *_words(entry)))
        self._codes = {name: np.array(column, dtype=np.int32) for name, column in codes.items()}
        self._values = {name: list(column) for name, column in known.items()}
        self._days = np.array(days, dtype="U10")
        self._orders = {"largest": np.argsort(-np.array(values), kind="stable")} if values else {}
        if values:
            self._orders["smallest"] = np.argsort(np.array(values), kind="stable")
            self._orders["oldest"] = np.argsort(self._days, kind="stable")
            self._orders["newest"] = self._orders["oldest"][::-1]
        self._index = sqlite3.connect(":memory:", check_same_thread=False)
        self._index.execute(f"CREATE VIRTUAL TABLE said USING fts5({_COLUMNS}, content='')")
        self._index.executemany(f"INSERT INTO said (rowid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", words)

    def find(self, query: Query, size: int = PAGE) -> Page:
        """The page that a query asks for, and how many claims each value of each facet would leave.

        The counts of one facet are those without its own choice, so that another value can be chosen instead.
        """
        masks = {name: self._mask(name, values) for name, values in query.chosen.items() if values}
        common = self._common(query)
        every = common.copy()
        for mask in masks.values():
            every &= mask
        facets = {}
        for name in FACETS:
            others = common.copy()
            for other, mask in masks.items():
                if other != name:
                    others &= mask
            facets[name] = self._counts(name, others, query.chosen.get(name, ()))
        order = self._orders.get(query.order)
        found = np.flatnonzero(every) if order is None else order[every[order]]
        start = (max(query.page, 1) - 1) * size
        ids = tuple(self.ids[row] for row in found[start : start + size])
        return Page(ids=ids, total=len(found), pages=max(1, -(-len(found) // size)), facets=facets)

    def _mask(self, name: str, values: Sequence[str]) -> NDArray[np.bool_]:
        wanted = [code for code, value in enumerate(self._values[name]) if value in values]
        return np.isin(self._codes[name], wanted)

    def _common(self, query: Query) -> NDArray[np.bool_]:
        """The claims that pass what is no facet: the words and the days."""
        mask = np.ones(len(self.ids), dtype=bool)
        if query.words.strip():
            mask &= False
            mask[self._matching(query.words)] = True
        if query.since:
            mask &= self._days >= query.since
        if query.until:
            mask &= (self._days <= query.until + "~") & (self._days != "")
        return mask

    def _matching(self, words: str) -> Rows:
        asked = match_of(words)
        if not asked:
            return np.array([], dtype=np.int64)
        rows = self._index.execute("SELECT rowid FROM said WHERE said MATCH ?", (asked,))
        return np.fromiter((row - 1 for (row,) in rows), dtype=np.int64)

    def _counts(self, name: str, mask: NDArray[np.bool_], chosen: Sequence[str]) -> tuple[tuple[str, int], ...]:
        """The commonest values of a facet, and those that are chosen."""
        values = self._values[name]
        counts = np.bincount(self._codes[name][mask], minlength=len(values))
        ranked = sorted(range(len(values)), key=lambda code: (values[code] not in chosen, -counts[code], values[code]))
        return tuple(
            (values[code], int(counts[code])) for code in ranked[:SHOWN] if counts[code] or values[code] in chosen
        )


def facets_of(entry: Entry, checks: str) -> dict[str, str]:
    """The value of a claim in each of `FACETS`; `NONE` where it has none."""
    claim = entry.claim
    found = {
        "status": entry.status,
        "checks": checks,
        "conflict": claim.conflict or NONE,
        "measure": claim.measure,
        "object": claim.object,
        "party": claim.party or NONE,
        "side": claim.claimant.side or NONE if claim.claimant else NONE,
        "claimant": claim.claimant.name if claim.claimant else NONE,
        "time": claim.time.kind,
        "outlet": entry.outlet or NONE,
    }
    return {name: _whole(value) for name, value in found.items()}


def _words(entry: Entry) -> tuple[str, str, str, str, str]:
    """What is searched of a claim: the sentence, who, where, the outlet, and what is counted."""
    claim, who = entry.claim, entry.claim.claimant
    names = " ".join([who.name, who.text or "", *who.aliases]) if who else ""
    place = f"{claim.place.name} {claim.place.text}" if claim.place else ""
    what = f"{claim.measure} {claim.object} {claim.party or ''}".replace("_", " ")
    about = f"{entry.outlet or ''} {entry.title or ''}"
    return _whole(claim.quote.text), _whole(names), _whole(place), _whole(about), _whole(what)


def _whole(text: str) -> str:
    """A text without halves of letters, which no address and no index can hold."""
    return text.encode("utf-8", "ignore").decode()


def match_of(words: str) -> str:
    """Words as FTS5 wants them: each word or "quoted phrase" must stand there; the last may be a beginning.

    >>> match_of("16,000 soldiers"), match_of('"Port Alder" OR'), match_of("***")
    ('"16 000" "soldiers"*', '"Port Alder" "OR"*', '')
    """
    terms = [" ".join(re.findall(r"\w+", quoted or bare)) for quoted, bare in re.findall(r'"([^"]*)"|(\S+)', words)]
    terms = [term for term in terms if term]
    if not terms:
        return ""
    last = "" if re.search(r'"\s*$', words) or (terms[-1].isascii() and terms[-1].replace(" ", "").isdigit()) else "*"
    return " ".join(f'"{term}"' for term in terms) + last
