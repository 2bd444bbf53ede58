"""A bound figure as a claim: with its bounds, unit, stance, time, place, and the words that each of them stands in."""

import bisect
import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from counterclaim.claims.binding import LIST
from counterclaim.claims.bound import Bound
from counterclaim.claims.bounds import bounds
from counterclaim.claims.bulletins import time_of_item
from counterclaim.claims.figure_grammar import FigureMention
from counterclaim.claims.periods import When, conflict_start
from counterclaim.claims.prepare import Prepared
from counterclaim.claims.seats import is_seat
from counterclaim.claims.sources import Source
from counterclaim.claims.stance import stance_of
from counterclaim.claims.verification import Caveat, caveat_of, find_caveats
from counterclaim.claims.when import dated, time_of
from counterclaim.claims.when_features import Dated, Timed, is_growth
from counterclaim.claims.when_kind import is_earlier_count
from counterclaim.claims.where import Spot, as_place, find_spots, place_of
from counterclaim.claims.wordlists import word_set
from counterclaim.model import Claim, Claimant, FieldSpan, Figure, Span, Stance, Time, Unit, Via, claim_id
from counterclaim.vocabulary.conflicts import conflict_of, conflicts
from counterclaim.vocabulary.places import PlaceMention

_WORDS = "binding_words.toml"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What of a text is looked up once for all of its claims."""

    times: list[When]
    caveats: list[Caveat]
    spots: tuple[Spot, ...]
    given: Dated
    countries: frozenset[str]
    text_sha256: str


@dataclass(frozen=True, slots=True)
class Before:
    """The time and the place of a figure, for the one behind it."""

    time: Time
    place: PlaceMention | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A claim, and what the next one may go on from."""

    claim: Claim
    told: Before | None


def surroundings(prepared: Prepared, times: list[When]) -> Surroundings:
    """The caveats and places of a text beside its times, and what its dates are reckoned from."""
    document = prepared.document
    countries = frozenset(p.country for p in prepared.places if p.country)
    given = given_dates(prepared)
    return Surroundings(
        times=times,
        caveats=find_caveats(document.text, prepared.reading.sentences),
        spots=spots_of(prepared, given),
        given=given,
        countries=countries,
        text_sha256=document.text_sha256,
    )


def given_dates(prepared: Prepared) -> Dated:
    """What the dates of a text are reckoned from."""
    document = prepared.document
    countries = frozenset(p.country for p in prepared.places if p.country)
    war = _war_start(_conflict(frozenset(prepared.parties.ranked[:3]), countries, document.published))
    return dated(document.text, document.title, document.published, war)


def spots_of(prepared: Prepared, given: Dated) -> tuple[Spot, ...]:
    """The places of a text, and how they stand in it."""
    return find_spots(prepared.document.text, _placed(prepared, given), prepared.actors)


def _placed(prepared: Prepared, given: Dated) -> list[PlaceMention]:
    """The places of a text but those of its dateline, and those that only tell whose or where a speaker's office is."""
    told = sorted({s.source for s in prepared.stage.speeches if s.source.start >= 0}, key=lambda s: (s.start, s.end))
    starts = [s.start for s in told]
    found = []
    for p in prepared.places:
        at = bisect.bisect_right(starts, p.start) - 1
        office = at >= 0 and _is_office(told[at], p)
        if not office and (given.dateline is None or p.start >= given.dateline):
            found.append(p)
    return found


def _is_office(source: Source, place: PlaceMention) -> bool:
    """Whether a place within a source's words is where its office is, or whose: `the ministry in Moscow`."""
    if place.end > source.end or (place.start, place.end) == (source.start, source.end):
        return False
    seat = source.kind in ("body", "media") and is_seat(source.text, 0, place.start - source.start)
    return place.precision == "country" or source.kind == "monitor" or seat


@functools.lru_cache(maxsize=1024)  # the same few parties come again and again in one text
def _conflict(parties: frozenset[str], countries: frozenset[str], published: str | None) -> str | None:
    return conflict_of(parties, countries, published)


def _war_start(conflict: str | None) -> str | None:
    """When a war began."""
    if conflict is None:
        return None
    known = conflict_start(conflict)
    return str(known) if known else conflicts()[conflict].start


def as_claim(reader: str, prepared: Prepared, one: Bound, around: Surroundings, earlier: Before | None) -> Recorded:
    """The claim of a bound figure; `earlier` is what the figure before was told of, where that tells of this one."""
    document, text, sentence = prepared.document, prepared.document.text, one.scene.sentence
    figure = replace(one.figure, qualifier=one.qualifier) if one.qualifier else one.figure
    stance = stance_of(one.scene, text, figure.start, one.measure, one.verb)
    timed = _timed(text, one)
    time, when = _time_of(prepared, one, timed, stance, around, earlier)
    place = _place_of(one, timed, around, earlier, time)
    caveat = caveat_of(one.scene.index, around.caveats, prepared.reading.sentences)
    involved = [p for p in (one.party, one.source.side if one.source else None) if p]
    claim = Claim(
        id=claim_id(around.text_sha256, figure.start, figure.end),
        document=document.id,
        quote=Span(start=sentence.start, end=sentence.end, text=text[sentence.start : sentence.end]),
        figure=_figure(text, figure, _unit(one, text)),
        measure=one.measure,
        object=one.object,
        party=one.party,
        conflict=_conflict(frozenset([*involved, *prepared.parties.ranked[:3]]), around.countries, document.published),
        claimant=_claimant(one.source),
        via=tuple(Via(name=s.name, start=s.start, end=s.end, text=text[s.start : s.end]) for s in one.via),
        stance=stance,
        verification=caveat.kind if caveat else None,
        time=time,
        place=as_place(place) if place else None,
        spans=_spans(prepared, one, when, place, caveat),
        rule=f"{reader} {one.rule}",
    )
    counted = time.kind == "total" and is_earlier_count(timed, when, counted=True)
    if counted or (is_growth(timed) and earlier):  # neither an earlier count nor what it grew by dates what follows
        return Recorded(claim, earlier)
    return Recorded(claim, Before(time, place))


def _time_of(
    prepared: Prepared, one: Bound, timed: Timed, stance: Stance, around: Surroundings, earlier: Before | None
) -> tuple[Time, When | None]:
    """The time of a figure: of a table's as it is told there, of a list's as of its heading."""
    if one.told is not None:
        return one.told
    if one.rule == LIST:
        return time_of_item(prepared, one, around.times)
    return time_of(timed, stance, around.times, around.given, earlier.time if earlier else None)


def _place_of(
    one: Bound, timed: Timed, around: Surroundings, earlier: Before | None, time: Time
) -> PlaceMention | None:
    """The place of a figure: of a table's only what its row names."""
    if one.told is not None:
        return _in_row(one, around.spots)
    before = earlier.place if earlier else None
    return place_of(timed, around.spots, one.party, around.given, before, time.kind)


def _in_row(one: Bound, spots: Sequence[Spot]) -> PlaceMention | None:
    """The place that a row of a table names; a country there is whose, not where."""
    row = one.scene.sentence
    named = [s.mention for s in spots if row.start <= s.mention.start < row.end]
    return next((p for p in named if p.precision != "country"), None)


def _figure(text: str, figure: FigureMention, unit: Unit) -> Figure:
    low, high = bounds(figure, persons=unit in ("persons", "items"))
    return Figure(
        start=figure.start,
        end=figure.end,
        text=text[figure.start : figure.end],
        value=figure.value,
        low=low,
        high=high,
        qualifier=figure.qualifier,
        unit=unit,
        per=figure.per,
        repaired=figure.repaired,
    )


def _unit(one: Bound, text: str) -> Unit:
    """What a figure is counted in, from its hint and the words of its phrase."""
    if one.figure.hint in ("percent", "fraction"):
        return "percent"
    if one.figure.hint == "money":
        return "money"
    low = text[one.figure.end : one.scene.tree[one.phrase.end].end + 14].lower()

    def speaks_of(key: str) -> bool:
        return any(w in low for w in word_set(_WORDS, "counted", key))

    if one.figure.hint == "length" or one.object == "area":
        return "km2" if speaks_of("square") else "km" if speaks_of("kilometres") else "other"
    if speaks_of("other_units"):
        return "other"
    return "persons" if one.kind == "persons" else "items"


def _timed(text: str, one: Bound) -> Timed:
    own_side = bool(one.source and one.source.side and one.source.side == one.party)
    return Timed(text, one.scene, one.figure, one.measure, one.object, one.cue, own_side)


def _claimant(source: Source | None) -> Claimant | None:
    if source is None:
        return None
    placed = source.start >= 0
    return Claimant(
        id=source.id,
        name=source.name,
        side=source.side,
        kind=source.kind,
        start=source.start if placed else None,
        end=source.end if placed else None,
        text=source.text if placed else None,
        aliases=source.aliases[:3],
    )


def _spans(
    prepared: Prepared, one: Bound, when: When | None, place: PlaceMention | None, caveat: Caveat | None
) -> tuple[FieldSpan, ...]:
    """The words that the fields were read from."""
    text, tree, phrase, figure = prepared.document.text, one.scene.tree, one.phrase, one.figure
    found: list[tuple[str, int, int]] = []
    if one.cue is not None:
        found.append(("measure", tree[one.cue].start, tree[one.cue].end))
    if phrase.noun is not None:
        found.append(("object", tree[phrase.noun].start, tree[phrase.noun].end))
    party = prepared.parties.nearest(one.party, figure.start)
    if party is not None:
        found.append(("party", party.start, party.end))
    if figure.qualified_from is not None and figure.qualified_from < figure.start:
        found.append(("qualifier", figure.qualified_from, figure.start))
    others: Sequence[tuple[str, When | PlaceMention | Caveat | None]] = (
        ("time", when),
        ("place", place),
        ("verification", caveat),
    )
    found += [(field, words.start, words.end) for field, words in others if words is not None]
    return tuple(FieldSpan(field=f, start=a, end=b, text=text[a:b]) for f, a, b in found)
