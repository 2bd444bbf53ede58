"""Which claimants repeat each other: told by all numbers of a quantity in columns, without reading its claims."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, cast

import numpy as np

from counterclaim.model import Entry
from counterclaim.reconcile.copy.file import Column
from counterclaim.reconcile.copy.fill import COUNTS, PUBLISHED
from counterclaim.reconcile.dependence import LEAST, Dependence, Track, among
from counterclaim.reconcile.items import Item, item_of
from counterclaim.reconcile.items import order as of_reading

Read = Callable[[int], Entry]  # the claim of a row


class Named(Protocol):
    """What knows the names of documents."""

    @property
    def documents(self) -> Sequence[str]:
        """By their numbers."""


@dataclass(frozen=True)
class Numbers:
    """The numbers of a realm: the columns of its claims, and which of its rows they are."""

    c: Mapping[str, Column]
    rows: Column
    named: Named
    totals: int  # the number of the name "total" in the column of times
    read: Read

    def dependent(self, subject: int, left_out: Column) -> list[Dependence]:
        """The claimants that repeat each other in one quantity and place, without the claims that are left out."""
        c = self.c
        own = np.flatnonzero((c["subject"] == subject) & (c["marks"] & COUNTS > 0) & ~left_out)
        pairs = c["voice"][own].astype(np.int64) << 32 | c["measure"][own]
        groups = [own[pairs == pair] for pair in np.unique(pairs).tolist()]
        groups = [group for group in groups if len(group) >= LEAST]
        voices = [int(c["voice"][group[0]]) for group in groups]
        if len(set(voices)) < 2:
            return []
        places = sorted(range(len(groups)), key=lambda number: self._first(groups[number]))
        found = among([(str(voices[number]), self._track(groups[number], number)) for number in places])
        return [
            replace(pair, a=self._newest(groups[cast(int, pair.a)]), b=self._newest(groups[cast(int, pair.b)]))
            for pair in found
            if pair.verdict == "dependent"
        ]

    def _first(self, group: Column) -> tuple[object, ...]:
        """Where the first of some claims stands among all."""
        told_in = self.c["told_in"][group]
        first = min(np.unique(told_in).tolist(), key=self.named.documents.__getitem__)
        return min(of_reading(self._entry(place)) for place in group[told_in == first].tolist())

    def _entry(self, place: int) -> Entry:
        return self.read(int(self.rows[place]))

    def _track(self, group: Column, number: int) -> Track:
        """As `dependence.track` makes it, its newest figure told by a number."""
        c = self.c
        printed = np.where(c["marks"][group] & PUBLISHED > 0, c["said"][group], 0)
        group = group[np.lexsort((printed, c["last"][group], c["first"][group]))]
        total = c["time"][group] == self.totals
        made = Track(cast(Item, number))
        made.totals.update({date.fromordinal(on): value for (on,), value in self._last(group[total], ["last"])})
        sums = self._last(group[~total], ["first", "last"])
        made.sums.update({(date.fromordinal(a), date.fromordinal(b)): value for (a, b), value in sums})
        return made

    def _last(self, group: Column, fields: Sequence[str]) -> list[tuple[tuple[int, ...], float]]:
        """The number told last for each day or period; claims are read where one day of printing has several."""
        c = self.c
        printed = np.where(c["marks"][group] & PUBLISHED > 0, c["said"][group], 0)
        told: dict[tuple[int, ...], tuple[int, float, list[int]]] = {}
        slots = zip(*(c[field][group].tolist() for field in fields), strict=True)
        numbers = (printed.tolist(), c["value"][group].tolist(), group.tolist())
        for slot, on, value, place in zip(slots, *numbers, strict=True):
            known = told.get(slot)
            if known is None or on > known[0]:
                told[slot] = (on, value, [place])
            elif on == known[0] and value != known[1]:
                told[slot] = (on, value, [*known[2], place])
            elif on == known[0]:
                known[2].append(place)
        return [(slot, value if len({c["value"][p] for p in places}) == 1 else self._newest_of(places))
                for slot, (_, value, places) in told.items()]  # fmt: skip

    def _newest_of(self, places: Sequence[int]) -> float:
        last = max(places, key=lambda place: _printed(self._entry(place)))
        return float(self.c["value"][last])

    def _newest(self, group: Column) -> Item:
        days = self.c["last"][group]
        last = [self._entry(place) for place in group[days == days.max()].tolist()]
        return item_of(max(last, key=lambda entry: entry.claim.id))


def _printed(entry: Entry) -> tuple[str, str]:
    return (entry.published or "", entry.claim.id)
