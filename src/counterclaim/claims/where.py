"""Where a figure holds: of the places that its sentence, its neighbours and the lead name, the likeliest.

What speaks for a place are features; the model `place` weighs them, and a place that is not likely enough is left out.
"""

import bisect
import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from counterclaim.claims.clauses import standing, token_at
from counterclaim.claims.lists import headings
from counterclaim.claims.scenes import LEAD
from counterclaim.claims.speakers import verbs
from counterclaim.claims.weights import best, probability, weights
from counterclaim.claims.when_features import Dated, Timed, is_growth, scale
from counterclaim.claims.wordlists import alternatives, any_of, word_set
from counterclaim.model import Place
from counterclaim.vocabulary.actors import ActorMention
from counterclaim.vocabulary.places import PlaceMention

# Characters before and behind a sentence, and behind one of the lead, in which the place of an event may stand.
BACK, AHEAD, LEAD_AHEAD = 900, 250, 900
MOST = 5  # places before it; two behind it and three in the lead
EARLY = 2  # sentences: headline and lead
FIRST = 40  # places of a text among which the most named is looked for
# Probability; a place is left out below it. An event is somewhere, so the likeliest place is given; the running total
# of a war is told in articles that name many places, and a wrong one parts it from what it should stand beside.
THRESHOLD, OF_LATER, OF_TOTALS = 0.07, 0.2, 0.5
_WORDS = "binding_words.toml"
_CHAIN = re.compile(r",?\s{1,3}(?:in\s+(?:the\s+)?|of\s+(?:the\s+)?|\()?(?:[a-z][\w-]*\s+){0,2}")


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """What stands before a place: where something happened, compared with, half a country, where people met."""
    before = r"\s+(?:[\w’'-]+\s+){0,3}$"
    filler = rf"(?:(?!(?:{any_of(_WORDS, 'place', 'clause')})\b)[\w’'-]+\s+){{0,2}}"
    directions = any_of(_WORDS, "place", "directions")
    patterns = {
        "located": rf"\b(?:{any_of(_WORDS, 'place', 'placed')})\s+(?:the\s+)?{filler}$",
        "compared": rf"\b(?:{any_of(_WORDS, 'place', 'compared')}|"
        rf"(?:{any_of(_WORDS, 'place', 'compared_beginnings')})\w{{0,20}}){before}",
        "in-part": rf"\b(?:{directions})(?:ern)?\s+$|\b(?:north|south)(?:ern)?-?(?:east|west)ern\s+$",
        "met": rf"\b(?:{any_of(_WORDS, 'place', 'met')})\s+(?:[\w’'-]+\s+){{0,2}}(?:in|at)\s+$",
        "from": r"\b(?:from|leaving|left|fled|fleeing)\s+(?:the\s+)?(?:[\w-]+\s+)?$",
        "role": rf"\b(?:{any_of(_WORDS, 'place', 'roles')})(?:\s+(?:of|in|for))?\s+(?:the\s+)?$",
        "measured": rf"\b(?:{any_of(_WORDS, 'place', 'measured')})\s+(?:from|of|to)\s+(?:the\s+)?(?:[\w-]+\s+)?$",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the text, and how it stands there."""

    mention: PlaceMention
    marks: tuple[
        str, ...
    ]  # located, compared with, met at, half a country, ...; a capital that stands for a government
    word: str  # the word before it
    chain: str  # "first" of "Hroza, Kharkiv region", "then" for what follows, or ""
    often: int  # how often the text names it


def find_spots(text: str, places: Sequence[PlaceMention], actors: Sequence[ActorMention]) -> tuple[Spot, ...]:
    """How the places of a text stand in it, in its order; a capital that stands for a government is none."""
    seats = {m.start for m in actors if m.form == "metonym"}
    places = [p for p in places if not (p.start in seats and p.precision == "city" and _says(text, p))]
    speaking = [m for m in actors if m.form in ("metonym", "composed")]
    starts = [m.start for m in speaking]
    often = Counter(p.name for p in places)
    found: list[Spot] = []
    for index, p in enumerate(places):
        before = text[max(0, p.start - 40) : p.start]
        marks = [name for name, pattern in _patterns().items() if pattern.search(before)]
        last = bisect.bisect_left(starts, p.end)
        if last > 0 and speaking[last - 1].end > p.start:
            marks.append("speaks")
        if text[p.end : p.end + 2] in ("'s", "’s"):
            marks.append("possessive")
        word = re.search(r"([\w-]+)\s+(?:the\s+)?$", before.lower())
        chain = "then" if index and _linked(text, places[index - 1], p) else ""
        if not chain and index + 1 < len(places) and _linked(text, p, places[index + 1]):
            chain = "first"
        found.append(Spot(p, tuple(marks), word[1] if word else "", chain, often[p.name]))
    return tuple(found)


@functools.cache
def _saying() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands behind a name that speaks, and what before it."""
    return (
        re.compile(rf"\s+(?:(?:{any_of(_WORDS, 'place', 'before_saying')})\s+){{0,2}}(?:{alternatives(verbs())})\b"),
        re.compile(rf"\b(?:{any_of(_WORDS, 'place', 'said')})\s+$", re.IGNORECASE),
    )


def _says(text: str, p: PlaceMention) -> bool:
    """Whether the name of a place is that of somebody who speaks: `Kyiv said`, `says Moscow`."""
    behind, before = _saying()
    located = _patterns()["located"].search(text, max(0, p.start - 40), p.start)
    return not located and bool(behind.match(text, p.end) or before.search(text, max(0, p.start - 24), p.start))


def _linked(text: str, a: PlaceMention, b: PlaceMention) -> bool:
    return b.start - a.end < 40 and bool(_CHAIN.fullmatch(text, a.end, b.start))


# ---------------------------------------------------------------- the options
@dataclass(slots=True)
class Option:
    """A place where it may have happened, and what speaks for it."""

    mention: PlaceMention
    source: str
    features: list[str] = field(default_factory=list)


def place_of(
    one: Timed, spots: Sequence[Spot], party: str | None, given: Dated, earlier: PlaceMention | None, kind: str
) -> PlaceMention | None:
    """The likeliest place of a figure, None where none is likely enough.

    `earlier` is the place of the figure before, where it stands next to it; `kind` that of the figure's time.
    """
    if _of_a_whole_army(one):
        spots, earlier = [s for s in spots if _names_where(one, s)], None
    found = place_options(one, spots, party, given, earlier, kind)
    chosen = best(weights("place"), [option.features for option in found])
    if chosen is None or probability(chosen[1]) < _bar(kind, found[chosen[0]].source):
        return None
    return found[chosen[0]].mention


def _bar(kind: str, source: str) -> float:
    """How likely a place must be: of a total, and where only a later sentence names it, likelier than elsewhere."""
    if kind == "total":
        return OF_TOTALS
    return OF_LATER if source == "behind" else THRESHOLD


def _of_a_whole_army(one: Timed) -> bool:
    """Whether a figure is told of all fronts: what a count grew by (`+870`), what a state `lost` in a day."""
    if is_growth(one) or one.figure.hint == "sign":
        return True
    if one.cue is None or one.scene.tree[one.cue].low not in word_set("party_words.toml", "suffering"):
        return False
    tree = one.scene.tree
    return any(tree[c].dep == "nsubj" and tree[c].tag in ("NNP", "NNPS") for c in tree[one.cue].children)


def _names_where(one: Timed, spot: Spot) -> bool:
    """Whether a place of the figure's own sentence is told as where it happened, and not of something beside it."""
    p, sentence = spot.mention, one.scene.sentence
    if not (sentence.start <= p.start < sentence.end and "located" in spot.marks):
        return False
    return p.start < one.figure.end or not _BESIDE.search(one.text, one.figure.end, p.start)


_BESIDE = re.compile(r"[,;]\s(?:with|as|while|amid|and|when|where)\b", re.IGNORECASE)


def place_options(
    one: Timed, spots: Sequence[Spot], party: str | None, given: Dated, earlier: PlaceMention | None, kind: str
) -> list[Option]:
    """All places that a figure may hold for, each with its features."""
    start, end = one.scene.sentence.start, one.scene.sentence.end
    own = _between(spots, start, end)
    finest = min((_RANK[s.mention.precision] for s in own), default=9)
    crowd = f"{min(2, sum(1 for s in own if s.mention.precision != 'country'))}"
    found = []
    for source, spot in _sources(one, spots, given, own):
        option = Option(spot.mention, source)
        option.features += _features(option, spot, one, party, given, kind, crowd)
        if earlier is not None:
            same = "same" if spot.mention.name == earlier.name else "other"
            option.features += [f"earlier={same}", f"{source}:earlier={same}"]
        if source == "own":
            option.features += [f"own:finest={_RANK[spot.mention.precision] == finest}"]
            option.features += _in_sentence(spot, one, own)
        found.append(option)
    if earlier is not None and all(o.mention.name != earlier.name for o in found):
        crowds = [f"earlier:own={crowd}", f"earlier:{earlier.precision}", f"earlier:{earlier.precision}:own={crowd}"]
        found.append(Option(earlier, "earlier", ["earlier", *crowds, f"earlier:{kind}:m={one.measure}"]))
    return found


_RANK = {"site": 0, "city": 1, "region": 2, "country": 3}


def _sources(one: Timed, spots: Sequence[Spot], given: Dated, own: Sequence[Spot]) -> Iterator[tuple[str, Spot]]:
    start, end = one.scene.sentence.start, one.scene.sentence.end
    for spot in own:
        yield "own", spot
    before = _between(spots, start - BACK, start)
    if given.digest:  # each item for itself
        line = one.text.rfind("\n", 0, start) + 1
        before = [s for s in before if s.mention.start >= line]
    for spot in reversed(before[-MOST:]):
        yield "before", spot
    if given.digest:
        named = (_between(spots, low, high) for low, high in headings(one.text, start))
        yield from (("heading", spot) for spot in next(filter(None, named), ()))
        return
    early = one.scene.index < EARLY  # headline and lead: the body tells where
    ahead = _between(spots, end, end + (LEAD_AHEAD if early else AHEAD))
    for spot in ahead[: 4 if early else 2]:
        yield "behind", spot
    lead = _between(spots, 0, min(LEAD, start - BACK))[:3]
    for spot in lead:
        yield "lead", spot
    near = {s.mention.name for s in (*own, *before[-MOST:], *ahead, *lead)}
    main = max(
        (s for s in spots[:FIRST] if s.often > 1 and s.mention.precision != "country"),
        key=lambda s: s.often,
        default=None,
    )
    if main is not None and main.mention.name not in near:
        yield "main", main


def _between(spots: Sequence[Spot], low: int, high: int) -> Sequence[Spot]:
    """The places that begin at `low` or behind it, before `high`."""
    first = bisect.bisect_left(spots, low, key=lambda s: s.mention.start)
    last = bisect.bisect_left(spots, high, key=lambda s: s.mention.start)
    return spots[first:last]


# ---------------------------------------------------------------- what speaks for them
def _features(
    option: Option, spot: Spot, one: Timed, party: str | None, given: Dated, kind: str, crowd: str
) -> Iterator[str]:
    """How a place stands in the text, wherever it does."""
    source, p = option.source, spot.mention
    exact = p.precision
    located = "located" if "located" in spot.marks else "free"
    word = spot.word if spot.word in word_set(_WORDS, "place", "placed") else "other"
    home = "home" if p.country is not None and p.country == party else "abroad"
    digest = "digest" if given.digest else "news"
    listed = "listed" if p.lat is not None else "unlisted"
    yield from (
        source, f"{source}:{exact}", f"{source}:{exact}:own={crowd}", f"{source}:{located}",
        f"{source}:{exact}:{located}",
        f"{source}:word={word}", f"{exact}:{home}", f"{source}:{exact}:{home}", f"{source}:{kind}:{exact}",
        f"{source}:m={one.measure}", f"{kind}:{located}:{source}", f"{source}:{listed}:{exact}", f"{exact}:{digest}",
        f"{source}:chain={spot.chain}:{exact}", f"chain={spot.chain}", f"often={min(4, spot.often)}",
        f"{source}:often={min(4, spot.often)}:{exact}", f"{source}:index={min(3, one.scene.index)}",
        f"{exact}:m={one.measure}",
    )  # fmt: skip
    for mark in spot.marks:
        yield f"{mark}:{exact}"
        yield f"{source}:{mark}"
    if source in ("before", "behind", "lead"):
        low, high = sorted((p.start, one.figure.start))
        words = one.text[low:high]
        lines = words.count("\n")
        yield f"{source}:lines={min(3, lines)}"
        yield f"{source}:far={scale(len(words), (60, 150, 300, 600))}"
        yield f"{source}:far={scale(len(words), (150, 400))}:{exact}"


def _in_sentence(spot: Spot, one: Timed, own: Sequence[Spot]) -> Iterator[str]:
    """How a place of the figure's own sentence stands to it."""
    p, figure = spot.mention, one.figure
    behind = p.start >= figure.end
    side = "right" if behind else "left"
    words = one.text[figure.end : p.start] if behind else one.text[p.end : figure.start]
    others = sum(
        1 for s in own if s is not spot and min(figure.start, p.start) < s.mention.start < max(figure.end, p.end)
    )
    located = "located" if "located" in spot.marks else "free"
    yield f"own:{side}"
    yield f"own:{side}:far={scale(len(words), (15, 40, 80, 150, 300))}"
    yield f"own:{side}:{located}:far={scale(len(words), (30, 80, 200))}"
    yield f"own:{side}:others={min(3, others)}"
    yield f"own:{side}:others={min(3, others)}:{p.precision}"
    yield f"own:{side}:commas={min(3, words.count(','))}"
    yield f"own:{side}:digits={min(2, sum(1 for f, _ in one.scene.figures if _inside(f.start, figure.start, p.start)))}"
    if behind is False and re.search(r"\bwhere\b", words):
        yield "own:where"
    here, there = token_at(one.scene.tree, figure.start), token_at(one.scene.tree, p.end - 1)
    if here is not None and there is not None:
        where = standing(one.scene.tree, here, there)
        yield f"own:{side}:{where}"
        yield f"own:{where}:{located}"
        yield f"own:{where}:{p.precision}"


def _inside(at: int, a: int, b: int) -> bool:
    return min(a, b) < at < max(a, b)


def as_place(p: PlaceMention) -> Place:
    """The record of a place mention."""
    return Place(name=p.name, text=p.text, lat=p.lat, lon=p.lon, id=p.id, precision=p.precision)
