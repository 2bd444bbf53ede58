"""One figure of running text, bound: which measure it carries, what it counts, who says so, and of whom."""

from dataclasses import dataclass

from counterclaim.claims import attribution, measure, party, weights
from counterclaim.claims.figure_grammar import FigureMention
from counterclaim.claims.lexicon import Counted, measure_of
from counterclaim.claims.party_evidence import event_place, evidence
from counterclaim.claims.phrases import Phrase
from counterclaim.claims.prepare import Prepared
from counterclaim.claims.scenes import Scene, Standing
from counterclaim.claims.sources import Source
from counterclaim.claims.wordlists import word_set
from counterclaim.model import Qualifier

MEASURE_THRESHOLD = 0.38  # probability; where F1 of finding figures peaks in cross-validation
CLAIMANT_THRESHOLD = 0.5  # probability; a wrong name is worse than none
RELAYED_THRESHOLD = 0.1  # beside an outlet that reports it, whoever is named as well is the origin
LINEAR, LIST = "linear-1", "list-1"  # the rules by which figures are bound
_WORDS = "binding_words.toml"
_INCLUDED = 12  # words before a figure in which "including" makes it a part


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
    included: bool = False  # it stands behind "including": a part of the figure before it


def remember(one: Bound) -> Memory:
    """What the next figure may go on from."""
    scene, phrase = one.scene, one.phrase
    near = scene.tree[max(0, phrase.first - 4) : phrase.first + 3]
    included = any(t.low in word_set(_WORDS, "counted", "part_of") for t in near)
    earlier = measure.Earlier(one.measure, one.kind, scene.index, phrase.end, phrase.counted)
    return Memory(earlier, one.party, scene.index, one.source, one.object, included)


def bind(prepared: Prepared, scene: Scene, which: int, memory: Memory, same: Counted | None) -> Bound | None:
    """Figure number `which` of a scene, bound; None where it carries no measure.

    `same` is what the figure before it in its sentence counts.
    """
    figure, phrase = scene.figures[which]
    found = measure.candidates(scene, which, prepared.reading.topic, memory.earlier, same)
    carried = measure.carried(prepared.document.text, prepared.reading, scene, which)
    winner = carried or measure.share(scene, which)
    sure = 1.0
    if winner is None:
        chosen = weights.best(weights.weights("measure"), [c.features for c in found])
        sure = weights.probability(chosen[1]) if chosen else 0.0
        if chosen is None or sure < MEASURE_THRESHOLD:
            return None
        winner = found[chosen[0]]
    cue = winner.cue if winner.cue is not None else _nearest_cue(scene, phrase, winner.measure, winner.kind)
    rule = f"{LINEAR}:{'inherited' if winner.cue is None else scene.tree[winner.cue].low}"
    counted = object_of(scene, phrase, winner.measure, winner.kind, memory)
    one = Bound(scene, figure, phrase, winner.measure, winner.kind, cue, counted, rule, sure=sure)
    attribute(prepared, one, memory)
    continues = carried is not None and memory.earlier is not None and memory.earlier.measure == one.measure
    if continues and one.source is None:
        one.source = memory.source
    one.party = _party(prepared, one, memory, continues)
    return one


def _nearest_cue(scene: Scene, phrase: Phrase, wanted: str, kind: str) -> int | None:
    fitting = [c.first for c in scene.cues if measure_of(c.family, kind) == wanted]
    return min(fitting, key=lambda i: abs(i - phrase.first), default=None)


# ---------------------------------------------------------------- of whom
def _party(prepared: Prepared, one: Bound, memory: Memory, continues: bool) -> str | None:
    """Whose people or things: whoever suffered the loss, a list's own, else the likeliest of all that are named."""
    standing, parties = one.standing, prepared.parties
    own = evidence(standing, parties)
    told = party.sufferer(own) or party.receiver(standing, one.measure, parties) or party.rebels(standing, parties)
    if told:
        return told
    index, phrase = one.scene.index, one.phrase
    bare = phrase.noun is None and memory.scene == index
    if bare and memory.earlier and _goes_on(prepared, one.scene, memory.earlier.last, phrase.first):
        return memory.party
    shares = one.measure == "support" and memory.earlier is not None and memory.earlier.measure == "support"
    if (continues or shares) and memory.scene in (index, index - 1):
        return memory.party
    side = one.source.side if one.source else None
    speaker = (one.source.start, one.source.end) if one.source else None
    gap = 9 if memory.scene is None else index - memory.scene
    asked = party.Asked(one.measure, one.kind, memory.party, gap, side, speaker)
    options = party.candidates(standing, asked, parties, own)
    best = weights.best(weights.weights("party"), [features for _, features in options])
    return _part_of(prepared, one, options[best[0]][0] if best else None)


def _part_of(prepared: Prepared, one: Bound, chosen: str | None) -> str | None:
    """Of Palestine the part where it befell, as far as the text tells."""
    if chosen != "palestine" or one.measure in word_set("party_words.toml", "not_by_part"):
        return chosen
    befell = event_place(one.standing, prepared.parties)[0]
    return befell if befell in word_set("party_words.toml", "parts_of_palestine") else chosen


def _goes_on(prepared: Prepared, scene: Scene, last: int, first: int) -> bool:
    """Whether nobody is named between the figure before and a bare number: `killed 109 soldiers and wounded 188`."""
    between = prepared.parties.within(scene.tree[last].end, scene.tree[first].start)
    return all(m.form == "place" for m in between)


# ---------------------------------------------------------------- what is counted
def object_of(scene: Scene, phrase: Phrase, measured: str, kind: str, memory: Memory) -> str:
    """What is counted; a bare number counts what the figure before it in the sentence counted."""
    counted = phrase.counted.object if phrase.counted else None
    if measured == "attacks":
        return counted if counted and kind != "persons" else "attacks"
    if measured in word_set(_WORDS, "counted", "area_measures") and (kind != "places" or _is_percent(scene, phrase)):
        return "area"
    if measured == "support":
        return "people"
    if counted and counted not in word_set(_WORDS, "counted", "vague_objects"):
        return counted
    if kind == "persons" and measured in word_set(_WORDS, "counted", "persons_measures"):
        return _persons(scene, phrase, measured, memory)
    goes_on = phrase.noun is None and memory.scene == scene.index
    return counted or (memory.object if goes_on and memory.object else "other")


def _is_percent(scene: Scene, phrase: Phrase) -> bool:
    behind = phrase.first + 1
    return scene.tree[behind if behind < len(scene.tree) else phrase.first].low == "%"


def _persons(scene: Scene, phrase: Phrase, measured: str, memory: Memory) -> str:
    """People whose kind the noun does not tell: `military deaths`, `lost 31,000`, `and 527 injured`."""
    armed, civil = word_set(_WORDS, "counted", "armed"), word_set(_WORDS, "counted", "civil")
    words = {t.low for t in scene.tree[phrase.first : phrase.end + 1]}
    if words & civil:
        return "civilians"
    if words & armed:
        return "soldiers"
    speaks_of_armed = not scene.words.isdisjoint(armed)
    if phrase.noun is not None:
        counts = scene.tree[phrase.noun].low in word_set(_WORDS, "counted", "counts")
        return "soldiers" if counts and speaks_of_armed and not scene.words & civil else "people"
    if memory.scene == scene.index and memory.object:
        before = scene.tree[max(0, phrase.first - _INCLUDED) : phrase.first]
        included = any(t.low in word_set(_WORDS, "counted", "including") for t in before)
        if not included and not (memory.included and memory.object in word_set(_WORDS, "counted", "parts")):
            return memory.object
    unarmed = word_set(_WORDS, "counted", "unarmed")
    if _continues(scene, measured, memory) and memory.object and not memory.included and not scene.words & unarmed:
        return memory.object
    return "soldiers" if speaks_of_armed and not scene.words & unarmed else "people"


def _continues(scene: Scene, measured: str, memory: Memory) -> bool:
    """Whether a bare number goes on with the sentence before it: `575 soldiers were killed. More than 480 died.`"""
    earlier = memory.earlier
    return earlier is not None and earlier.measure == measured and scene.index - earlier.scene == 1


# ---------------------------------------------------------------- who says so
def attribute(prepared: Prepared, one: Bound, memory: Memory) -> None:
    """Fill in who says so: an act of speech that holds the figure, else the likeliest, its own sentence first."""
    stage, standing = prepared.stage, one.standing
    acts = attribution.near(stage, standing)
    own = [a for a in acts if a.sentence == one.scene.index]
    act = attribution.governing(stage, standing) or _weigh(stage, own, one, memory) or _weigh(stage, acts, one, memory)
    if act is None:
        one.source = prepared.issuer
        return
    if act.source.kind == "media" and act.sentence == one.scene.index:
        sourced = [a for a in own if a.source.kind != "media" and a.source.side]
        act = _weigh(stage, sourced, one, memory, RELAYED_THRESHOLD) or act
    one.source, one.verb = act.source, act.act.verb
    relayed = [
        a.source
        for a in acts
        if a.sentence == act.sentence and a is not act and a.source.kind == "media" and a.source.name != act.source.name
    ]
    one.via = tuple(relayed[:2])


def _weigh(
    stage: attribution.Stage,
    acts: list[attribution.Speech],
    one: Bound,
    memory: Memory,
    threshold: float = CLAIMANT_THRESHOLD,
) -> attribution.Speech | None:
    """The likeliest of some acts of speech, where it is likely enough."""
    features = [attribution.features_of(stage, a, one.standing, memory.source) for a in acts]
    best = weights.best(weights.weights("claimant"), features)
    return acts[best[0]] if best is not None and weights.probability(best[1]) >= threshold else None
