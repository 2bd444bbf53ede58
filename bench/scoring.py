"""Score extracted claims against annotated ones on any machine, by plain definitions.

A claim meets an annotated record when their figures overlap and agree in value; of several, the one with most fields
right. `detect` counts these. `core` asks for measure, party and claimant besides: who says what of whom. `full` asks
for object, qualifier, time kind, dates and place as well. Records with measure `other`, or marked `optional`, count
neither for nor against. Names agree when the words of one, case and accents aside, are among the words of the other.
Records and claims are dicts here: lines of the annotated file, and claims in the form that `read --json` prints.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

Row = dict[str, Any]


def words(name: str) -> frozenset[str]:
    """The words of a name, case, accents and possessives aside.

    >>> sorted(words("The Kremlin's spokesman"))
    ['kremlin', 'spokesman']
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    return frozenset(re.findall(r"\w+", re.sub(r"['’]s?\b", "", plain))) - {"the", "of", "a"}


def same_name(one: str, other: str) -> bool:
    """Whether two names may mean the same.

    >>> same_name("Kyiv region", "Kyiv"), same_name("Kyiv", "Kharkiv")
    (True, False)
    """
    a, b = words(one), words(other)
    return bool(a and b) and (a <= b or b <= a)


def same_number(one: float | None, other: float | None) -> bool:
    """Whether two numbers are equal but for rounding, or both absent."""
    if one is None or other is None:
        return one is None and other is None
    return abs(one - other) <= 0.005 * max(1.0, abs(other))


def value_right(gold: Row, claim: Row) -> bool:
    """Whether the figure's value, or its range, or its vagueness, is the annotated one."""
    figure = claim["figure"]
    if gold["qualifier"] == "vague" and gold["value"] is None:
        return bool(figure["qualifier"] == "vague")
    if gold["value"] is None:
        return same_number(figure["low"], gold["low"]) and same_number(figure["high"], gold["high"])
    return same_number(figure["value"], gold["value"])


def claimant_right(gold: Row, claim: Row) -> bool:
    """Whether the claimant is one of those accepted, or none where none is named."""
    claimant = claim.get("claimant") or {}
    names = [n for n in (claimant.get("name"), claimant.get("text"), *(claimant.get("aliases") or ())[:3]) if n]
    if not gold["claimant"] or not names:
        return not gold["claimant"] and not names
    return any(same_name(one, other) for one in names for other in gold["claimant"])


def place_right(gold: Row, claim: Row) -> bool:
    """Whether the annotated place is given; a place where none is annotated is no error."""
    place = claim.get("place") or {}
    names = [n for n in (place.get("name"), place.get("text")) if n]
    return not gold["place"] or any(same_name(name, gold["place"]) for name in names)


def dates_right(gold: Row, claim: Row) -> bool:
    """Whether the dates that are annotated are given."""
    time = claim["time"]
    pairs = ((gold["time_start"], time.get("start")), (gold["time_end"], time.get("end")))
    return all(wanted is None or (given or "")[:10] == wanted for wanted, given in pairs)


FIELDS: dict[str, Callable[[Row, Row], bool]] = {
    "measure": lambda gold, claim: gold["measure"] == claim["measure"],
    "party": lambda gold, claim: gold["party"] == claim["party"],
    "claimant": claimant_right,
    "object": lambda gold, claim: gold["object"] == claim["object"],
    "qualifier": lambda gold, claim: gold["qualifier"] == claim["figure"]["qualifier"],
    "time_kind": lambda gold, claim: gold["time_kind"] == claim["time"]["kind"],
    "dates": dates_right,
    "place": place_right,
}
CORE = ("measure", "party", "claimant")


def right(field: str, gold: Row, claim: Row) -> bool:
    """Whether a field is as annotated, or as the second annotator has it (`alt`) where the two differ."""
    readings = (gold, {**gold, **gold["alt"]}) if gold.get("alt") else (gold,)
    return any(FIELDS[field](reading, claim) for reading in readings)


def overlap(gold: Row, claim: Row) -> bool:
    """Whether the two figures share at least one character."""
    figure = claim["figure"]
    return bool(min(gold["end"], figure["end"]) > max(gold["start"], figure["start"]))


def set_aside(gold: Row) -> bool:
    """Whether a record counts neither for nor against."""
    return bool(gold["measure"] == "other" or gold.get("optional"))


def pair_up(golds: list[Row], claims: list[Row]) -> dict[int, Row]:
    """Which claim, by its place in the list, meets which annotated record. No claim serves twice."""
    pairs: dict[int, Row] = {}
    for gold in golds:
        fitting = [
            place
            for place, claim in enumerate(claims)
            if place not in pairs and overlap(gold, claim) and value_right(gold, claim)
        ]
        if fitting:
            best = max(fitting, key=lambda place: sum(right(field, gold, claims[place]) for field in FIELDS))
            pairs[best] = gold
    return pairs


def f1(hits: int, given: int, wanted: int) -> float:
    """F1 of `hits` among `given` claims and `wanted` records.

    >>> f1(1, 2, 1)
    0.6667
    """
    return round(2 * hits / (given + wanted), 4) if given + wanted else 0.0


def score(documents: Iterable[Row], claims: Iterable[Row]) -> Row:
    """Detect, core and full F1 over all documents, and how many documents without records have a false claim."""
    by_document: dict[str, list[Row]] = defaultdict(list)
    for claim in claims:
        by_document[claim["document"]].append(claim)
    wanted = given = false_documents = 0
    hits = dict.fromkeys(("detect", "core", "full"), 0)
    for document in documents:
        found = by_document[document["id"]]
        aside = [gold for gold in document["claims"] if set_aside(gold)]
        golds = [gold for gold in document["claims"] if not set_aside(gold)]
        pairs = pair_up(golds, found)
        left = [claim for place, claim in enumerate(found) if place not in pairs]
        spurious = [claim for claim in left if not any(overlap(gold, claim) for gold in aside)]
        met = [(gold, found[place]) for place, gold in pairs.items()]
        wanted, given = wanted + len(golds), given + len(met) + len(spurious)
        hits["detect"] += len(met)
        hits["core"] += sum(all(right(field, *pair) for field in CORE) for pair in met)
        hits["full"] += sum(all(right(field, *pair) for field in FIELDS) for pair in met)
        false_documents += not document["claims"] and bool(spurious)
    return {
        "gold": wanted,
        "claims": given,
        **{name: f1(n, given, wanted) for name, n in hits.items()},
        "false_documents": false_documents,
    }
