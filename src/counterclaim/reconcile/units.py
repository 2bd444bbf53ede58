"""What the words for harm count, which count contains which, and which kinds are part of which (`units.toml`)."""

import functools

from counterclaim.model import Claim
from counterclaim.vocabulary.words import toml

FILE = "units.toml"


def readings(claim: Claim) -> tuple[str, ...]:
    """Everything that a claim's figure may count: ambiguous words keep all their readings, the first the usual one.

    The measure's words (`spans`) widen what the measure says, or narrow it ("killed and wounded"); a thing or a measure
    not in the lattice counts itself.
    """
    if claim.figure.unit != "persons":
        return (claim.measure,)
    spans = [span for span in claim.spans if span.field == "measure"]
    words = " ".join(span.text for span in spans).casefold().split()
    before = claim.quote.text[: spans[0].start - claim.quote.start].casefold().split() if spans else []
    behind = claim.quote.text[spans[-1].end - claim.quote.start :].casefold().split()[:2] if spans else []
    pair = [word.strip(",.;:") for word in behind] if behind[:1] in (["and"], ["or"]) else []
    return word_readings(claim.measure, (*before[-1:], *words, *pair))


@functools.lru_cache(maxsize=4096)
def word_readings(measure: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """The readings of a measure that stands in these words, the one before them included.

    >>> word_readings("killed", ("lost",))
    ('killed', 'irrecoverable', 'out_of_action', 'casualties_kw')
    >>> word_readings("killed", ("died",)), word_readings("lost", ("sanitary", "losses"))
    (('killed',), ('sanitary',))
    """
    lattice = toml(FILE)
    text = f" {' '.join(words)} "
    narrowed = next((open_ for phrase, open_ in lattice["narrowed"].items() if f" {phrase} " in text), None)
    if narrowed is not None:
        return tuple(narrowed)
    found = list(lattice["readings"].get(measure, (measure,)))
    for word in words:
        found += lattice["words"].get(word, ())
    return tuple(dict.fromkeys(found))


def relation(a: tuple[str, ...], b: tuple[str, ...]) -> str:
    """How two sets of readings stand to each other: `equal`, `open` (may be equal), `bounded` (one contains the
    other), or `apart`.

    >>> relation(("killed",), ("killed",)), relation(("killed",), ("casualties_kw", "killed"))
    ('equal', 'open')
    >>> relation(("killed",), ("casualties_kw",)), relation(("killed",), ("wounded",))
    ('bounded', 'apart')
    """
    if a == b and len(a) == 1:
        return "equal"
    if set(a) & set(b):
        return "open"
    return "bounded" if any(contains(x, y) or contains(y, x) for x in a for y in b) else "apart"


def contains(whole: str, part: str) -> bool:
    """Whether everyone counted as `part` is counted as `whole`.

    >>> contains("casualties_kw", "killed"), contains("killed", "casualties_kw")
    (True, False)
    """
    return part in toml(FILE)["nodes"].get(whole, ())


def family(measure: str, unit: str) -> str:
    """The name under which measures that share a reading stand side by side.

    >>> family("casualties", "persons"), family("lost", "persons"), family("wounded", "persons")
    ('killed', 'killed', 'wounded')
    """
    return toml(FILE)["family"].get(measure, measure) if unit == "persons" else measure


def kind(object: str) -> str:
    """The kind of people or things under its common name.

    >>> kind("fighters"), kind("tanks")
    ('soldiers', 'tanks')
    """
    return str(toml(FILE)["same"].get(object, object))


def is_part(part: str, whole: str) -> bool:
    """Whether one kind is certainly part of the other.

    >>> is_part("children", "civilians"), is_part("civilians", "children")
    (True, False)
    """
    return whole in toml(FILE)["parts"].get(part, ())


def is_subset(measure: str, whole: str) -> bool:
    """Whether all that one measure counts is counted by the other, in whatever reading.

    >>> is_subset("killed", "casualties"), is_subset("casualties", "killed")
    (True, False)
    """
    return measure in toml(FILE)["subsets"].get(whole, ())


def own(measure: str, voice: str) -> str:
    """The claimant outside of whom figures of this measure stand beside none; empty for most measures.

    >>> own("pledged", "us"), own("killed", "us")
    ('us', '')
    """
    return voice if measure in toml(FILE)["own"]["measures"] else ""


def name(reading: str) -> str:
    """A reading as a sentence says it.

    >>> name("casualties_kw")
    'killed and wounded'
    """
    return str(toml(FILE)["names"].get(reading, reading.replace("_", " ")))
