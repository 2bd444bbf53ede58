"""What pictures of very many claims need, counted on columns: claims by place and voice, by voice and day."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterclaim.model import Record
from counterclaim.reconcile.copy.profiles import TABLE, Codes, Profiles, joint
from counterclaim.reconcile.copy.select import Columns, Mask, Rows
from counterclaim.reconcile.realms import PARTED

Voice = tuple[str | None, str | None]  # conflict; the side that speaks, "independent" for none, None for nobody
EPOCH = date(1970, 1, 1).toordinal()  # day 0 of NumPy
SPOKEN = {"conflict", "side", "kind", "who"}  # what tells who speaks of what


class Spot(Record, frozen=True, kw_only=True):
    """A place of known position, who speaks of it how often, and the row of one of the claims."""

    name: str
    lon: float
    lat: float
    precision: str
    voices: Mapping[Voice, int]
    row: int


class Days(NamedTuple):
    """The days on which somebody spoke, in order: of the calendar (`date.toordinal`), as `told` (with `iso`), how often
    on each, and the row of one of the claims."""

    days: list[int]
    told: list[int]
    claims: list[int]
    rows: list[int]


class Speaker(Record, frozen=True, kw_only=True):
    """A claimant of one voice; the name is None where nobody is named, "" for a private person."""

    voice: Voice
    name: str | None
    claims: int
    first: str  # the first day


class Dated(NamedTuple):
    """The claims of a mask that have a day: row, speaker and day of each, by row."""

    mask: Mask
    rows: Rows
    speakers: Codes
    days: Codes


class Drawn:
    """Counts over the columns of one state of a copy."""

    def __init__(self, columns: Columns, profiles: Callable[[], Profiles], before: "Drawn | None" = None) -> None:
        """`before`: the same before some rows came in."""
        self._columns = columns
        self._profiled = profiles
        self._known_days: Codes | None = before.__dict__.get("_day", before._known_days) if before is not None else None
        self._last: Dated | None = None

    @cached_property
    def _held(self) -> tuple[Mapping[str, NDArray[np.integer]] | Columns, Codes | None]:
        """What claims have, by profile and with the profile of each where that says enough, else by row."""
        profiles = self._profiled()
        return (profiles.values, profiles.codes) if profiles.values.keys() >= SPOKEN else (self._columns, None)

    def _by_row(self, codes: Codes) -> Codes:
        return codes if self._held[1] is None else codes[self._held[1]]

    @cached_property
    def _voice(self) -> tuple[Codes, list[Voice]]:
        """The voice of each profile or row, as a number."""
        held, columns = self._held[0], self._columns
        sides, conflicts = columns.names("side"), columns.names("conflict")
        independent, nobody = len(sides), len(sides) + 1
        side = np.where(held["side"] > 0, held["side"], np.where(held["kind"] > 0, independent, nobody))
        codes, places = joint(held["conflict"], side, len(sides) + 2)
        names = [*sides, "independent", None]
        pairs = zip(held["conflict"][places].tolist(), side[places].tolist(), strict=True)
        return codes, [(conflicts[a] or None, names[b]) for a, b in pairs]

    @cached_property
    def _voices(self) -> tuple[Codes, list[Voice]]:
        """The voice of each row, as a number."""
        return self._by_row(self._voice[0]), self._voice[1]

    @cached_property
    def _speakers(self) -> tuple[Codes, list[tuple[int, str | None]]]:
        """Voice and claimant of each row, as a number."""
        held, names = self._held[0], self._columns.names("who")
        who = np.where(held["who"] > 0, held["who"], np.where(held["kind"] > 0, len(names), 0))
        codes, places = joint(self._voice[0], who, len(names) + 1)
        pairs = zip(self._voice[0][places].tolist(), who[places].tolist(), strict=True)
        every = [(a, None if not b else "" if b == len(names) else names[b]) for a, b in pairs]
        return self._by_row(codes), every

    @cached_property
    def _day(self) -> Codes:
        """The day of publication of each row, as a number that leaves few out: 32 to a month, 13 months to a year."""
        known = self._known_days if self._known_days is not None else np.zeros(0, dtype=np.int64)
        said = self._columns["said"][len(known) :].astype(np.int64)
        return np.concatenate([known, (said // 10_000 * 13 + said // 100 % 100) * 32 + said % 100])

    def _dated(self, mask: Mask) -> Dated:
        """The claims of a mask that have a day; kept for the last mask."""
        if self._last is None or self._last.mask is not mask:
            rows = np.flatnonzero(mask & (self._day > 0))
            self._last = Dated(mask, rows, self._speakers[0][rows], self._day[rows])
        return self._last

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
        told, known = self._dated(mask), self._speakers[1]
        counts = np.bincount(told.speakers, minlength=len(known))
        first = np.full(len(known), np.iinfo(np.int64).max)
        np.minimum.at(first, told.speakers, told.days)
        return [
            Speaker(voice=self._voices[1][known[code][0]], name=known[code][1], claims=int(counts[code]),
                    first=iso(int(first[code])))
            for code in np.flatnonzero(counts).tolist()
        ]  # fmt: skip

    def days(self, mask: Mask, speakers: list[Speaker]) -> list[Days]:
        """The days of each of some speakers, and after them those of all others together."""
        told, known = self._dated(mask), self._speakers[1]
        named = {(one.voice, one.name): place for place, one in enumerate(speakers)}
        lane = np.array([named.get((self._voices[1][a], name), len(speakers)) for a, name in known], dtype=np.int64)
        begin, end = (int(told.days.min()), int(told.days.max())) if len(told.rows) else (0, 0)
        wide = end - begin + 1
        keys = lane[told.speakers] * wide + (told.days - begin)
        counts = np.bincount(keys, minlength=(len(speakers) + 1) * wide)
        one = np.zeros(len(counts), dtype=np.int64)
        one[keys[::-1]] = told.rows[::-1]
        calendar = ordinals(np.arange(begin, end + 1))
        present = np.flatnonzero(counts)
        present = present[calendar[present % wide] > 0]
        ends = np.searchsorted(present // wide, np.arange(len(speakers) + 2))
        return [
            Days(calendar[own % wide].tolist(), (begin + own % wide).tolist(), counts[own].tolist(), one[own].tolist())
            for own in (present[first:last] for first, last in pairwise(ends.tolist()))
        ]

    def by_day(self, mask: Mask) -> Rows:
        """Rows by the day of publication, those without one last."""
        order = self._columns.order("told")
        return order[mask[order]]


def _spot(name: str, voices: Mapping[Voice, int], row: int) -> Spot:
    called, lon, lat, precision = name.split(PARTED)
    return Spot(name=called, lon=float(lon), lat=float(lat), precision=precision, voices=voices, row=row)


def iso(number: int) -> str:
    """A day from its number, of which there are 32 to a month and 13 months to a year.

    >>> iso((2022 * 13 + 3) * 32 + 26), iso((2022 * 13 + 3) * 32), iso(2022 * 13 * 32)
    ('2022-03-26', '2022-03', '2022')
    """
    month, day = divmod(number, 32)
    year, month = divmod(month, 13)
    return f"{year:04}" if not month else f"{year:04}-{month:02}" if not day else f"{year:04}-{month:02}-{day:02}"


def ordinals(numbers: Codes) -> Codes:
    """Days by their numbers as days of the calendar, a month or a year as its first; 0 for what is no day.

    >>> ordinals(np.array([(2022 * 13 + 3) * 32 + 26, (2022 * 13 + 3) * 32 + 1, (2022 * 13 + 3) * 32])).tolist()
    [738240, 738215, 738215]
    >>> ordinals(np.array([(2022 * 13 + 2) * 32 + 31])).tolist()
    [0]
    """
    month, day = np.divmod(numbers, 32)
    year, month = np.divmod(month, 13)
    day = np.where(month > 0, day, 0)
    first = ((year - 1970) * 12 + np.maximum(month, 1) - 1).astype("datetime64[M]")
    found = first.astype("datetime64[D]") + (np.maximum(day, 1) - 1)
    fits = (found.astype("datetime64[M]") == first) & (year > 0)
    return np.where(fits, found.astype(np.int64) + EPOCH, 0)


def _tallied(keys: Codes, size: int) -> tuple[Codes, Codes]:
    """The different numbers, all below `size`, and how often each comes."""
    if size > TABLE:
        found, counts = np.unique(keys, return_counts=True)
        return found, counts
    tally = np.bincount(keys, minlength=1)
    present = np.flatnonzero(tally)
    return present, tally[present]
