"""What pictures of very many claims need, counted on columns: claims by place and voice, by voice and day."""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterclaim.model import Record
from counterclaim.reconcile.copy.select import Columns, Mask, Rows
from counterclaim.reconcile.realms import PARTED

Voice = tuple[str | None, str | None]  # conflict; the side that speaks, "independent" for none, None for nobody
Codes = NDArray[np.int64]
TABLE = 8_000_000  # pairs up to which a table of all is quicker than sorting


class Spot(Record, frozen=True, kw_only=True):
    """A place of known position, who speaks of it how often, and the row of one of the claims."""

    name: str
    lon: float
    lat: float
    precision: str
    voices: Mapping[Voice, int]
    row: int


class Day(NamedTuple):
    """A day on which a claimant spoke, how often, and the row of one of the claims."""

    day: str
    claims: int
    row: int


class Speaker(Record, frozen=True, kw_only=True):
    """A claimant of one voice; the name is None where nobody is named, "" for a private person."""

    voice: Voice
    name: str | None
    claims: int
    first: str  # the first day


class Drawn:
    """Counts over the columns of one state of a copy."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    @cached_property
    def _voices(self) -> tuple[Codes, list[Voice]]:
        """The voice of each row, as a number."""
        columns = self._columns
        sides, conflicts = columns.names("side"), columns.names("conflict")
        independent, nobody = len(sides), len(sides) + 1
        side = np.where(columns["side"] > 0, columns["side"], np.where(columns["kind"] > 0, independent, nobody))
        codes, pairs = _paired(columns["conflict"], side, len(sides) + 2)
        names = [*sides, "independent", None]
        return codes, [(conflicts[a] or None, names[b]) for a, b in pairs]

    @cached_property
    def _speakers(self) -> tuple[Codes, list[tuple[int, str | None]]]:
        """Voice and claimant of each row, as a number."""
        columns = self._columns
        names = columns.names("who")
        who = np.where(columns["who"] > 0, columns["who"], np.where(columns["kind"] > 0, len(names), 0))
        codes, pairs = _paired(self._voices[0], who, len(names) + 1)
        return codes, [(a, None if not b else "" if b == len(names) else names[b]) for a, b in pairs]

    @cached_property
    def _days(self) -> tuple[Codes, Codes]:
        """The day of publication of each row, as a number, and what these stand for in order; 0 is no day."""
        said = self._columns["said"].astype(np.int64)
        present = np.flatnonzero(np.bincount(said, minlength=1))
        known = present if len(present) and present[0] == 0 else np.concatenate([[0], present])
        lookup = np.zeros(int(known[-1]) + 1, dtype=np.int64)
        lookup[known] = np.arange(len(known))
        return lookup[said], known

    def voices(self, mask: Mask) -> list[Voice]:
        """Who speaks of what conflict."""
        codes, names = self._voices
        return [names[code] for code in np.flatnonzero(np.bincount(codes[mask], minlength=1)).tolist()]

    def spots(self, mask: Mask) -> list[Spot]:
        """The places of known position that the claims are about."""
        columns = self._columns
        rows = np.flatnonzero(mask & (columns["spot"] > 0))
        where, voices = columns["spot"][rows].astype(np.int64), self._voices
        keys, counts = _tallied(where * len(voices[1]) + voices[0][rows], len(columns.names("spot")) * len(voices[1]))
        one = np.zeros(len(columns.names("spot")), dtype=np.int64)
        one[where[::-1]] = rows[::-1]
        told: dict[int, dict[Voice, int]] = {}
        for key, count in zip(keys.tolist(), counts.tolist(), strict=True):
            spot, voice = divmod(key, len(voices[1]))
            told.setdefault(spot, {})[voices[1][voice]] = count
        return [_spot(columns.names("spot")[spot], own, int(one[spot])) for spot, own in told.items()]

    def speakers(self, mask: Mask) -> list[Speaker]:
        """Who spoke on a known day, and how often."""
        (codes, known), (days, iso) = self._speakers, self._days
        rows = np.flatnonzero(mask & (days > 0))
        counts = np.bincount(codes[rows], minlength=len(known))
        first = np.full(len(known), len(iso) - 1)
        np.minimum.at(first, codes[rows], days[rows])
        return [
            Speaker(voice=self._voices[1][known[code][0]], name=known[code][1], claims=int(counts[code]),
                    first=_iso(int(iso[first[code]])))
            for code in np.flatnonzero(counts).tolist()
        ]  # fmt: skip

    def days(self, mask: Mask, speakers: list[Speaker]) -> list[list[Day]]:
        """The days of each of some speakers, and after them those of all others together."""
        (codes, known), (days, iso) = self._speakers, self._days
        named = {(one.voice, one.name): place for place, one in enumerate(speakers)}
        lane = np.array([named.get((self._voices[1][a], name), len(speakers)) for a, name in known], dtype=np.int64)
        rows = np.flatnonzero(mask & (days > 0))
        keys = lane[codes[rows]] * len(iso) + days[rows]
        size = (len(speakers) + 1) * len(iso)
        counts, one = np.bincount(keys, minlength=size), np.zeros(size, dtype=np.int64)
        one[keys[::-1]] = rows[::-1]
        told, tally, first = [_iso(number) for number in iso.tolist()], counts.tolist(), one.tolist()
        found: list[list[Day]] = [[] for _ in range(len(speakers) + 1)]
        for key in np.flatnonzero(counts).tolist():
            place, day = divmod(key, len(iso))
            found[place].append(Day(told[day], tally[key], first[key]))
        return found

    def by_day(self, mask: Mask) -> Rows:
        """Rows by the day of publication, those without one last."""
        return self._by_day[mask[self._by_day]]

    @cached_property
    def _by_day(self) -> Rows:
        rows = self._columns.order("reading")
        days = self._days[0][rows]
        return rows[np.argsort(np.where(days > 0, days, np.iinfo(np.int64).max), kind="stable")]


def _spot(name: str, voices: Mapping[Voice, int], row: int) -> Spot:
    called, lon, lat, precision = name.split(PARTED)
    return Spot(name=called, lon=float(lon), lat=float(lat), precision=precision, voices=voices, row=row)


def _iso(number: int) -> str:
    """A day from its number.

    >>> _iso(20220326), _iso(20220300), _iso(20220000)
    ('2022-03-26', '2022-03', '2022')
    """
    year, month, day = f"{number // 10_000:04}", f"{number // 100 % 100:02}", f"{number % 100:02}"
    return year if month == "00" else f"{year}-{month}" if day == "00" else f"{year}-{month}-{day}"


def _paired(first: NDArray[np.integer], second: NDArray[np.integer], width: int) -> tuple[Codes, list[tuple[int, int]]]:
    """One number for each pair of numbers, and the pairs that these stand for; the second are below `width`."""
    keys = first.astype(np.int64) * width + second
    size = int(keys.max(initial=0)) + 1
    present, _ = _tallied(keys, size)
    if size <= TABLE:
        lookup = np.zeros(size, dtype=np.int64)
        lookup[present] = np.arange(len(present))
        codes: Codes = lookup[keys]
    else:
        codes = np.searchsorted(present, keys)
    return codes, [divmod(key, width) for key in present.tolist()]


def _tallied(keys: Codes, size: int) -> tuple[Codes, Codes]:
    """The different numbers, all below `size`, and how often each comes."""
    if size > TABLE:
        found, counts = np.unique(keys, return_counts=True)
        return found, counts
    tally = np.bincount(keys, minlength=1)
    present = np.flatnonzero(tally)
    return present, tally[present]
