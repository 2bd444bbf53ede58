"""One event a row, in the columns of UCDP GED and of ACLED: shaped like their data, and not their data.

Only what a person has accepted, corrected or added is coded, only people killed, only single incidents. Running totals,
levels, rates and plans are no events. Figures are set by the coding policies `ucdp` and `acled` of
`reconcile/policies`; where a row would not add up, or the policy has no best number, the incident is left out and
counted.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TextIO

from counterclaim.model import Entry, Place
from counterclaim.reconcile.incidents import Incident
from counterclaim.reconcile.policies import Coded, Coding
from counterclaim.views import words
from counterclaim.views.exports.areas import area, cell_of, number_of, region_of
from counterclaim.views.exports.fields import MANY, Cell
from counterclaim.views.exports.release import Release, Tally
from counterclaim.views.exports.spreadsheet import write_rows
from counterclaim.views.people import shown_name
from counterclaim.views.points import point_of
from counterclaim.vocabulary.conflicts import conflicts

REVIEWED = ("accepted", "corrected", "added")
WHERE = (
    "latitude",
    "country",
    "region",
    "adm_1",
    "adm_2",
    "priogrid_gid",
    "iso",
    "admin1",
    "admin2",
)  # counted where empty
PARTS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")

Columns = Mapping[str, Coded]


@cache
def meanings(to: str) -> Mapping[str, str]:
    """The columns of a format with what stands in them, in order.

    >>> list(meanings("ged"))[-3:], meanings("acled")["location"]
    (['best', 'high', 'low'], 'name of the place')
    """
    found: Mapping[str, str] = tomllib.loads(
        files("counterclaim.views.exports").joinpath("events.toml").read_text(encoding="utf-8")
    )[to]
    return found


def write_ged(release: Release, out: TextIO, tally: Tally) -> None:
    """Write a row for each incident whose deaths add up."""
    entries = _reviewed(release, tally)
    incidents, coding = release.code(tuple(entries.values()), "ucdp")
    _write("ged", _ged_rows(entries, incidents, coding, tally), release, out, tally)


def write_acled(release: Release, out: TextIO, tally: Tally) -> None:
    """Write a row for each incident with a number of fatalities."""
    entries = _reviewed(release, tally)
    incidents, coding = release.code(tuple(entries.values()), "acled")
    _write("acled", _acled_rows(entries, incidents, coding, tally), release, out, tally)


def _write(to: str, rows: Iterable[Mapping[str, Cell]], release: Release, out: TextIO, tally: Tally) -> None:
    names = list(meanings(to))

    def cells() -> Iterator[list[Cell]]:
        for row in rows:
            for name in WHERE:
                if name in names and row.get(name) is None:
                    tally.lack(name)
            yield [row.get(name) for name in names]

    write_rows(out, [names], cells(), raw=release.raw)


# ---------------------------------------------------------------- which claims
def _reviewed(release: Release, tally: Tally) -> dict[str, Entry]:
    """The claims that may be coded, by id; the others are counted."""
    kept: dict[str, Entry] = {}
    for entry in release.entries:
        reason = _unfit(entry)
        if reason:
            tally.leave(reason, entry.claim.id)
        else:
            kept[entry.claim.id] = entry
    return kept


def _unfit(entry: Entry) -> str | None:
    """Why a claim is no part of an event, by the name of the reason; None where it may be.

    >>> from counterclaim.model import Claim, Figure, Span, Time
    >>> number = Figure(start=0, end=1, text="9", value=9, low=9, high=9, qualifier="exact", unit="persons")
    >>> total = Claim(
    ...     id="c",
    ...     document="d",
    ...     quote=Span(start=0, end=1, text="9"),
    ...     figure=number,
    ...     measure="killed",
    ...     object="people",
    ...     party=None,
    ...     conflict=None,
    ...     claimant=None,
    ...     time=Time(kind="total"),
    ...     rule="r",
    ... )
    >>> _unfit(Entry(claim=total, document="d", status="accepted")), _unfit(Entry(claim=total, document="d"))
    ('not_event', 'not_reviewed')
    """
    claim = entry.claim
    if entry.status not in REVIEWED:
        return "not_reviewed"
    if entry.review in ("waits", "differ"):
        return "not_agreed"
    if claim.cause not in ("conflict", "unknown"):
        return "another_cause"
    if claim.measure != "killed" or claim.figure.unit != "persons":
        return "not_killed"
    if claim.stance in ("denies", "conditional", "planned"):
        return "other_stance"
    if claim.time.kind != "period" or claim.figure.per:
        return "not_event"
    return None


def _by_incident(coding: Coding) -> dict[str, dict[str, Coded]]:
    found: dict[str, dict[str, Coded]] = {}
    for one in coding.rows:
        found.setdefault(one.incident, {})[one.field] = one
    return found


def _events(
    entries: Mapping[str, Entry], incidents: Sequence[Incident], coding: Coding, tally: Tally
) -> Iterator[tuple[Incident, list[Entry], Columns]]:
    """The incidents that a policy has coded, with their claims; claims of no incident are counted."""
    columns = _by_incident(coding)
    inside: set[str] = set()
    for incident in incidents:
        own = [entries[claim] for claim in dict.fromkeys(incident.claims) if claim in entries]
        inside.update(entry.claim.id for entry in own)
        if incident.id not in columns:
            _leave("no_number", own, tally)
        elif incident.start is None:
            _leave("no_day", own, tally)
        else:
            yield incident, own, columns[incident.id]
    _leave("no_incident", (entry for claim, entry in entries.items() if claim not in inside), tally)


def _leave(reason: str, entries: Iterable[Entry], tally: Tally) -> None:
    for entry in entries:
        tally.leave(reason, entry.claim.id)


# ---------------------------------------------------------------- GED
def _ged_rows(
    entries: Mapping[str, Entry], incidents: Sequence[Incident], coding: Coding, tally: Tally
) -> Iterator[dict[str, Cell]]:
    for incident, own, columns in _events(entries, incidents, coding, tally):
        total = columns.get("deaths")
        parts = {name: columns[name].best if name in columns else 0 for name in PARTS}
        if total is None or total.best is None:
            _leave("no_best", own, tally)
        elif None in parts.values() or sum(part or 0 for part in parts.values()) != total.best:
            _leave("no_sum", own, tally)
        else:
            tally.keep(len(own))
            ends: dict[str, Cell] = {"low": total.low, "best": total.best, "high": total.high}
            yield {**_place_and_days(incident, own), **_sources(own, total), **parts, **ends}


def _place_and_days(incident: Incident, own: Sequence[Entry]) -> dict[str, Cell]:
    told = dict.fromkeys(entry.claim.place.text for entry in own if entry.claim.place)
    place = _place_of(incident, own)
    lat, lon = point_of(place) or (None, None)
    where = area(place)
    return {
        "relid": incident.id,
        "year": int((incident.start or "0")[:4]),
        "conflict_name": incident.conflict,
        **dict(zip(("side_a", "side_b"), _camps(incident.conflict, own), strict=False)),
        "where_coordinates": incident.place,
        "where_description": MANY.join(told) or None,
        "adm_1": where.division,
        "adm_2": where.district,
        "country": where.country,
        "region": region_of(where.iso2, "ged"),
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": None if lat is None else f"POINT ({lon} {lat})",
        "priogrid_gid": cell_of(place),
        "date_start": incident.start,
        "date_end": incident.end or incident.start,
    }


def _place_of(incident: Incident, own: Sequence[Entry]) -> Place | None:
    """The place of an incident: that of its claims at whose point it stands."""
    places = [entry.claim.place for entry in own if entry.claim.place is not None]
    return next((one for one in places if (one.lat, one.lon) == (incident.lat, incident.lon)), None)


def _camps(conflict: str | None, own: Sequence[Entry]) -> list[str | None]:
    """Of the first two camps of a conflict, as `deaths_a` and `deaths_b` have them, those whom the claims name."""
    known = conflicts().get(conflict or "")
    if known is None:
        return []
    claims = [entry.claim for entry in own]
    named = [claim.party for claim in claims] + [claim.claimant.side for claim in claims if claim.claimant]
    return [_listed(sorted(words.party_name(side) for side in camp.intersection(named))) for camp in known.camps[:2]]


def _sources(own: Sequence[Entry], total: Coded) -> dict[str, Cell]:
    return {
        "number_of_sources": total.origins,
        "source_article": MANY.join(_article(entry) for entry in own),
        "source_office": _listed(entry.outlet for entry in own),
        "source_date": _listed(entry.published for entry in own),
        "source_headline": _listed(entry.title for entry in own),
        "source_original": _listed(shown_name(entry.claim.claimant) for entry in own),
        "where_prec": total.place_code,
        "date_prec": total.date_code,
        "event_clarity": total.clarity,
    }


def _article(entry: Entry) -> str:
    told = (entry.outlet, entry.published, entry.title and f'"{entry.title}"', entry.claim.id)
    return ", ".join(part for part in told if part).replace(";", ",")


def _listed(parts: Iterable[str | None]) -> str | None:
    return MANY.join(dict.fromkeys(part.replace(";", ",") for part in parts if part)) or None


# ---------------------------------------------------------------- ACLED
def _acled_rows(
    entries: Mapping[str, Entry], incidents: Sequence[Incident], coding: Coding, tally: Tally
) -> Iterator[dict[str, Cell]]:
    for incident, own, columns in _events(entries, incidents, coding, tally):
        total = columns.get("fatalities")
        if total is None or total.best is None:
            _leave("no_best", own, tally)
            continue
        tally.keep(len(own))
        place = _place_of(incident, own)
        lat, lon = point_of(place) or (None, None)
        where = area(place)
        yield {
            "event_id_cnty": incident.id,
            "event_date": incident.start,
            "year": int((incident.start or "0")[:4]),
            "time_precision": total.date_code,
            "location": incident.place,
            "iso": number_of(where.iso2),
            "region": region_of(where.iso2, "acled"),
            "country": where.country,
            "admin1": where.division,
            "admin2": where.district,
            "latitude": lat,
            "longitude": lon,
            "geo_precision": total.place_code,
            "source": _listed(entry.outlet for entry in own),
            "notes": _notes(own, total),
            "fatalities": total.best,
            "tags": _listed(incident.parties),
        }


def _notes(own: Sequence[Entry], total: Coded) -> str:
    """Who gave which figure: `Norland Army gave 12 (The Herald, c_7k2m). Reports differ: the lowest was taken.`"""
    told = []
    for entry in own:
        who = shown_name(entry.claim.claimant) or entry.outlet or "a document"
        where = ", ".join(part for part in (entry.outlet, entry.claim.id) if part)
        told.append(f"{who} gave {words.figure(entry.claim.figure)} ({where}).")
    told += [f"{reason[:1].upper()}{reason[1:]}." for reason in total.reasons]
    return " ".join(told)
