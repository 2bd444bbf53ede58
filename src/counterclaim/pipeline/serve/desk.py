"""The ledger for many requests: one connection to each thread, and what was reckoned kept until the ledger grows."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from counterclaim.ledger import Decision, Ledger, live
from counterclaim.model import Comparison, Entry, Filter, Finding, Series
from counterclaim.pipeline import answers
from counterclaim.pipeline.drawing import Kind, draw
from counterclaim.pipeline.large import is_large
from counterclaim.pipeline.reading import moment, utc_now
from counterclaim.pipeline.serve.worth import worth_a_minute
from counterclaim.reconcile.origins import Origin, origins
from counterclaim.views.app.catalogue import Catalogue
from counterclaim.views.app.quantity import key_of
from counterclaim.views.app.shelf import shelf
from counterclaim.views.exports.citations import Citation, citation
from counterclaim.views.exports.release import Release
from counterclaim.views.people import Withheld
from counterclaim.views.pictures.picture import Picture, source_line
from counterclaim.views.privacy import hidden, without_names
from counterclaim.views.report.links import Book

EVERYTHING = Filter()
VERSION = version("counterclaim")
KEPT = 64  # answers kept: the addresses that one person goes back and forth between
WORST_FIRST = ("violated", "undecidable", "holds")
Made = TypeVar("Made")


class Desk:
    """What the screens ask of a ledger. `actor` is who decides, None where nothing may be changed."""

    def __init__(self, path: str | Path, *, actor: str | None = None) -> None:
        self.path = Path(path)
        self.actor = actor
        self.now = utc_now
        self.moment = moment
        self._threads = threading.local()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._head = ""
        self._lock = threading.RLock()

    @property
    def ledger(self) -> Ledger:
        """The ledger, opened once in each thread."""
        found: Ledger | None = getattr(self._threads, "ledger", None)
        if found is None:
            found = self._threads.ledger = Ledger(self.path)
        return found

    def head(self) -> str:
        """The head of the chain now."""
        return self.ledger.head()

    def kept(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made for the key since the ledger last grew, else made now; one thread makes, the others wait."""
        with self._lock:
            head = self.head()
            if head != self._head:
                self._kept.clear()
                self._head = head
            if key not in self._kept:
                self._kept[key] = make()
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            made: Made = self._kept[key]
            return made

    # ---------------------------------------------------------------- claims
    def names(self) -> Withheld:
        """The names of private persons."""
        return self.kept("names", lambda: answers.names_withheld(self.ledger))

    def catalogue(self) -> Catalogue:
        """Every claim in columns, as it may be shown."""
        return self.kept(
            "catalogue", lambda: Catalogue(without_names(self.ledger.entries(), self.names()), self.checks())
        )

    def checks(self) -> Mapping[str, str]:
        """The worst outcome of the findings about each claim; of a large ledger none, which would take minutes."""
        if is_large(self.ledger):
            return {}
        found: dict[str, str] = {}
        for outcome in WORST_FIRST:
            for one in self.findings():
                if one.outcome == outcome:
                    for claim in one.claims:
                        found.setdefault(claim, outcome)
        return found

    def claims(self, ids: Iterable[str]) -> list[Entry]:
        """Claims by their ids, in that order; one that is not there is left out."""
        found = (next((one for one in reversed(self.ledger.find(id)) if one.claim.id == id), None) for id in ids)
        return [entry for entry in found if entry is not None]

    def shelf(self, entries: Iterable[Entry]) -> Book:
        """Claims with links to their pages."""
        source = source_line(VERSION, self.head(), self.now())
        return shelf(entries, self.names(), answers.Texts(self.ledger), source)

    def in_text(self, text: str) -> list[Entry]:
        """The claims in the text whose sha256 begins so, in its order, rejected ones too; copies once."""
        found = {entry.claim.id: entry for entry in self.ledger.entries(text=text)}
        return sorted(found.values(), key=lambda entry: entry.claim.figure.start)

    # ---------------------------------------------------------------- what follows from them
    def comparisons(self, where: Filter = EVERYTHING, on: str | None = None) -> tuple[Comparison, ...]:
        """What is claimed side by side."""
        return self.kept(("compare", where, on), lambda: answers.compare(self.ledger, where, on=on))

    def quantity(self, key: str) -> Comparison | None:
        """The comparison at an address."""
        known = self.kept("quantities", lambda: {key_of(one): one for one in self.comparisons()})
        return known.get(key)

    def quantities_of(self, claim: str) -> list[Comparison]:
        """The comparisons in which a claim stands; of a large ledger only its own quantity is reckoned."""
        if is_large(self.ledger):
            found = (self.comparisons(own) for own in self._own(claim))
            return [one for some in found for one in some if claim in {*answers.compared(one), *one.not_compared}]
        return self.kept("by claim", self._by_claim).get(claim, [])

    def _own(self, claim: str) -> list[Filter]:
        """The filter of the quantity that a claim is about."""
        about = [entry.claim for entry in self.claims([claim])]
        return [Filter(measure=c.measure, object=c.object, party=c.party, conflict=c.conflict) for c in about]

    def _by_claim(self) -> dict[str, list[Comparison]]:
        found: dict[str, list[Comparison]] = {}
        for one in self.comparisons():
            for claim in dict.fromkeys([*answers.compared(one), *one.not_compared]):
                found.setdefault(claim, []).append(one)
        return found

    def series(self, where: Filter = EVERYTHING) -> tuple[Series, ...]:
        """Each claimant's figures over time."""
        return self.kept(("series", where), lambda: answers.series(self.ledger, where))

    def findings(self, where: Filter = EVERYTHING) -> tuple[Finding, ...]:
        """What arithmetic says."""
        return self.kept(("check", where), lambda: answers.check(self.ledger, where))

    def findings_of(self, claim: str) -> list[Finding]:
        """The findings about a claim; of a large ledger only those about its own quantity are made."""
        if is_large(self.ledger):
            found = (self.findings(own) for own in self._own(claim))
            return [one for some in found for one in some if claim in one.claims]
        return [one for one in self.findings() if claim in one.claims]

    def origins(self) -> tuple[Origin, ...]:
        """Which claims are one claim told many times."""

        def made() -> tuple[Origin, ...]:
            return origins(tuple(self.ledger.entries()), answers.Texts(self.ledger), self.live())

        return self.kept("origins", made)

    def origin_of(self, claim: str) -> Origin | None:
        """The origin of a claim."""
        known = self.kept("by member", lambda: {m.entry.claim.id: one for one in self.origins() for m in one.members})
        return known.get(claim)

    def picture(self, kind: Kind, where: Filter) -> Picture | None:
        """A picture of the claims that pass a filter; None where they give nothing to draw."""
        return self.kept(("picture", kind, where), lambda: draw(self.ledger, kind, where, link="/c/{}".format))

    def citation(self, entry: Entry) -> Citation:
        """How to cite a claim; the day of access is today."""
        about = Release(entries=[], version=VERSION, chain_head=self.head(), made=self.now())
        return citation(hidden(entry, self.names()), about)

    def live(self) -> tuple[Decision, ...]:
        """The decisions that hold."""
        return self.kept("live", lambda: live(self.ledger.decisions()))

    def worth_a_minute(self) -> list[tuple[Entry, tuple[str, ...]]]:
        """The claims that wait for a person, those worth most first, each with why."""

        def made() -> list[tuple[Entry, tuple[str, ...]]]:
            return worth_a_minute(tuple(self.ledger.entries()), self.checks(), self.contested())

        return self.kept("queue", made)

    def contested(self) -> frozenset[str]:
        """The claims that stand where two sides are apart."""
        return self.kept("contested", lambda: frozenset(_contested(self.comparisons())))


def _contested(comparisons: Iterable[Comparison]) -> Iterable[str]:
    for one in comparisons:
        if (one.factor_guaranteed or 0) > 1 or one.gap_points:
            yield from answers.compared(one)
