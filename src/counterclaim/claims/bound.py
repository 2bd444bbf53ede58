"""A figure as it was bound, before it becomes a record, and what the next one may go on from."""

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.claims import measure
from counterclaim.claims.counting import Before, is_included, whole_of
from counterclaim.claims.figure_grammar import FigureMention
from counterclaim.claims.periods import When
from counterclaim.claims.phrases import Phrase
from counterclaim.claims.scenes import Scene, Standing
from counterclaim.claims.sources import Source
from counterclaim.model import Qualifier, Time


@dataclass(slots=True)
class Bound:
    """A figure as it was bound, before it becomes a record."""

    scene: Scene
    figure: FigureMention
    phrase: Phrase
    measure: str
    kind: str
    cue: int | None
    object: str
    rule: str
    party: str | None = None
    source: Source | None = None
    verb: str | None = None
    via: tuple[Source, ...] = ()
    qualifier: Qualifier | None = None
    head: int | None = None  # of a list's line: the sentence that heads the list
    sure: float = 1.0  # probability that it is a claim of this measure
    told: tuple[Time, When | None] | None = None  # of a table's number: its time, and the words that tell it
    party_sure: float = 1.0  # probability that the party is right; 1 where the grammar tells it
    object_told: bool = True  # whether the noun itself tells what kind of people
    story: int = 0  # of an outline of many stories, its number

    @property
    def standing(self) -> Standing:
        """Where the figure stands."""
        return Standing(self.scene, self.phrase, self.cue)


@dataclass(frozen=True, slots=True)
class Memory:
    """What the figure before was bound to; `same` is what the figure before it in its sentence counts."""

    earlier: measure.Earlier | None = None
    party: str | None = None
    scene: int | None = None
    source: Source | None = None
    object: str | None = None
    head: int | None = None  # the sentence that heads the list in which it stands
    included: bool = False  # it stands behind "including": a part of the figure before it
    whole: str | None = None  # where it does: what that figure counted

    @property
    def before(self) -> Before:
        """What the figure before counted."""
        last = self.earlier.measure if self.earlier else None
        return Before(self.object, self.scene, self.included, last, self.whole)


def remember(one: Bound, before: Memory) -> Memory:
    """What the next figure may go on from, behind one that itself stood behind `before`."""
    scene, phrase = one.scene, one.phrase
    included = is_included(scene, phrase)
    whole = whole_of(before.before, scene, included)
    earlier = measure.Earlier(one.measure, one.kind, scene.index, phrase.end, phrase.counted)
    return Memory(earlier, one.party, scene.index, one.source, one.object, one.head, included, whole)


_TOTAL = 4  # words before a number within which it is called a total: "for a total of about 1,000"


def summed_up(bound: Sequence[Bound], scene: Scene, figure: FigureMention, phrase: Phrase) -> Bound | None:
    """What a bare total behind a list of unlike things goes on with: `1,020 men and seven tanks, a total of 1,005,060`.

    The first of the list; None where the total is the sum of all, or the list is of one kind.
    """
    here = [one for one in bound[-_MOST_LISTED:] if one.scene.index == scene.index]
    near = {token.low for token in scene.tree[max(0, phrase.first - _TOTAL) : phrase.first]}
    if phrase.noun is not None or "total" not in near or len({one.object for one in here}) < 2:
        return None
    return None if figure.value == sum(one.figure.value or 0 for one in here) else here[0]


_MOST_LISTED = 20  # kinds of things in one list
