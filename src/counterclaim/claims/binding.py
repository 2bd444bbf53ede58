"""One figure of running text, bound: which measure it carries, what it counts, who says so, and of whom."""

from counterclaim.claims import (
    attribution,
    attribution_features,
    measure,
    measure_rules,
    party,
    party_rules,
    party_sides,
    weights,
)
from counterclaim.claims.bound import Bound, Memory
from counterclaim.claims.counting import Asked, is_included, object_of
from counterclaim.claims.decisions import turned_down, unbound
from counterclaim.claims.kinds_of_people import is_untold, weighed
from counterclaim.claims.lexicon import Counted, measure_of
from counterclaim.claims.party_evidence import Evidence, event_place, evidence, noun_class
from counterclaim.claims.party_mentions import NEAR, Parties
from counterclaim.claims.party_roles import Roles, roles_of
from counterclaim.claims.party_verdict import acts
from counterclaim.claims.phrases import Phrase, tokens_at
from counterclaim.claims.prepare import Prepared
from counterclaim.claims.scenes import Scene
from counterclaim.claims.turns import speaker_at
from counterclaim.claims.wordlists import word_set
from counterclaim.vocabulary.words import toml

# Probability; cross-validated F1 of finding figures is .904 with .4, .907 with .35, where that of the whole claim falls
# from .379 to .375.
MEASURE_THRESHOLD = 0.4
SINGLE_THRESHOLD = 0.4  # of "a soldier", "one": most articles count nothing
CLAIMANT_THRESHOLD = 0.65  # probability; a wrong name is worse than none: with .6 one in 80 more is wrong
RELAYED_THRESHOLD = 0.1  # beside an outlet that reports it, whoever is named as well is the origin
LINEAR, LIST, GRID = "linear-2", "list-1", "table-1"  # the rules by which figures are bound
_WORDS = "binding_words.toml"
_PART = 4  # tokens from "including" to how many they are
_OTHERS = ("attacker", "culprit", "rebel")  # kinds of people who are counted with those whom they harmed
_SIDES = ("rebel", "army", "enemy")  # whose words between two figures tell that other people are counted


def bind(prepared: Prepared, scene: Scene, which: int, memory: Memory, same: Counted | None) -> Bound | None:
    """Figure number `which` of a scene, bound; None where it carries no measure.

    `same` is what the figure before it in its sentence counts.
    """
    figure = scene.figures[which][0]
    if attribution.is_of_speaker(prepared.stage, scene, figure):
        turned_down(figure.start, figure.end, "no_cue")
        return None
    found = measure.candidates(scene, which, prepared.reading.topic, memory.earlier, same)
    text = prepared.document.text
    carried = measure.carried(text, prepared.reading, scene, which)
    winner = carried or measure.share(scene, which) or measure_rules.whole(text, scene, which, memory.earlier)
    winner = winner or measure_rules.part(text, scene, which, memory.earlier)
    winner = winner or measure_rules.level(text, scene, which, memory.earlier)
    sure = 1.0
    if winner is None:
        chosen = weights.choice(weights.weights("measure"), [c.features for c in found])
        sure = chosen[1] if chosen else 0.0
        if chosen is None or sure < (SINGLE_THRESHOLD if figure.counts_one else MEASURE_THRESHOLD):
            unbound(figure, found[chosen[0]].measure if chosen else None, sure)
            return None
        winner = measure_rules.named(scene, which, found, found[chosen[0]])
        winner = measure_rules.corrected(text, scene, which, winner)
    return bind_as(prepared, scene, which, winner, memory, continues=carried is not None, sure=sure)


def bind_as(
    prepared: Prepared,
    scene: Scene,
    which: int,
    winner: measure.Candidate,
    memory: Memory,
    *,
    continues: bool,
    sure: float = 1.0,
) -> Bound:
    """Figure number `which` of a scene as one of the measure `winner`; `continues`: the sentence before gave it."""
    figure, phrase = scene.figures[which]
    cue = winner.cue if winner.cue is not None else _nearest_cue(scene, phrase, winner.measure, winner.kind)
    rule = f"{LINEAR}:{'inherited' if winner.cue is None else scene.tree[winner.cue].low}"
    asked = Asked(scene, figure, phrase, winner.measure, winner.kind, winner.cue)
    ruled = object_of(asked, memory.before)
    one = Bound(scene, figure, phrase, winner.measure, winner.kind, cue, ruled, rule, sure=sure)
    attribute(prepared, one, memory)
    continues = continues and memory.earlier is not None and memory.earlier.measure == one.measure
    if continues and one.source is None:
        one.source = memory.source
    one.party = _party(prepared, one, memory, continues)
    one.object_told = not is_untold(asked, ruled)
    one.object = weighed(asked, memory.before, ruled, one.party, one.source.side if one.source else None)
    return one


def _nearest_cue(scene: Scene, phrase: Phrase, wanted: str, kind: str) -> int | None:
    fitting = [c.first for c in scene.cues if measure_of(c.family, kind) == wanted]
    return min(fitting, key=lambda i: abs(i - phrase.first), default=None)


# ---------------------------------------------------------------- of whom
def _party(prepared: Prepared, one: Bound, memory: Memory, continues: bool) -> str | None:
    """Whose people or things: as the text names them, else the enemy of the side that took them."""
    found = _named_party(prepared, one, memory, continues)
    if one.source is None or one.measure not in word_set("party_words.toml", "of_enemies"):
        return found
    parties, published = prepared.parties.story(one.scene.sentence.start), prepared.document.published
    if found in parties.counts:
        return found
    return party_sides.enemy_of_taker(one.standing, parties, one.source.side, published) or found


def _named_party(prepared: Prepared, one: Bound, memory: Memory, continues: bool) -> str | None:
    """Whose people or things: whoever suffered the loss, a list's own, else the likeliest of all that are named."""
    standing, parties = one.standing, prepared.parties.story(one.scene.sentence.start)
    own = evidence(standing, parties)
    side = one.source.side if one.source else None
    roles = roles_of(standing, parties, side)
    if party_rules.nobody(standing, one.measure, roles):
        return None
    if party_rules.both_sides(standing, one.measure) or party_rules.both_listed(
        standing, one.measure, one.object, parties
    ):
        return "both"
    index, phrase = one.scene.index, one.phrase
    shares = one.measure == "support" and memory.earlier is not None and memory.earlier.measure == "support"
    if shares and memory.scene == index - 1 and not any("own" in found for found in roles.values()):
        return memory.party
    if told := _told(one, parties, own, roles):
        return _part_of(prepared, one, told)
    if (
        memory.scene == index - 1
        and party_rules.of_count_before(standing, roles, memory.party)
        and _goes_with(one, memory)
    ):
        return memory.party
    if memory.scene == index and one.kind == "things" and (is_included(one.scene, phrase) or _is_whole(one, memory)):
        return memory.party
    if memory.scene == index and _is_part(one, memory):
        return memory.party
    elsewhere = any("at:np" in role for found in roles.values() for role in found)  # "and almost 140,000 in Thailand"
    bare = memory.scene == index and _is_bare(one.scene, phrase) and not (elsewhere and phrase.noun is None)
    if bare and memory.earlier and _goes_on(prepared, one.scene, memory.earlier.last, phrase.first):
        return memory.party
    if (continues or shares) and memory.scene in (index, index - 1):
        return memory.party
    speaker = (one.source.start, one.source.end) if one.source else None
    gap = 9 if memory.scene is None else index - memory.scene
    asked = party.Asked(one.measure, one.kind, memory.party, gap, side, speaker)
    options = party.candidates(standing, asked, parties, own)
    best = weights.best(weights.weights("party"), [features for _, features in options])
    one.party_sure = weights.probability(best[1]) if best else 0.0
    return _part_of(prepared, one, options[best[0]][0] if best else None)


def _told(one: Bound, parties: Parties, own: Evidence, roles: Roles) -> str | None:
    """The party that the grammar of the sentence tells by itself."""
    standing = one.standing
    denied = one.verb in word_set("speech.toml", "deny")  # whoever denies that theirs were hit speaks of their own
    side = one.source.side if one.source and not denied else None
    return (
        party_sides.untold(standing, roles, parties)
        or party_rules.owner(standing, one.measure, one.kind, roles, parties)
        or party_rules.told_surely(standing, one.measure, one.kind, roles, parties, side)
        or (None if acts(standing, one.measure, one.kind) else party_rules.sufferer(own, roles))
        or party_rules.receiver(standing, one.measure, parties)
    )


def _is_whole(one: Bound, memory: Memory) -> bool:
    """Whether a figure is the whole of which the one before is a part: the 25 of `downed 12 of 25 drones`."""
    earlier = memory.earlier.measure if memory.earlier else None
    before = one.scene.tree[one.phrase.first - 1].low if one.phrase.first else ""
    return (earlier, one.measure, before) == ("shot_down", "launched", "of")


def _is_part(one: Bound, memory: Memory) -> bool:
    """Whether people are a part of those counted before: `eleven residents, including three journalists`."""
    tree, first = one.scene.tree, one.phrase.first
    if one.kind != "persons" or memory.earlier is None or memory.earlier.kind != "persons":
        return False
    parted = any(t.low in word_set("party_words.toml", "parting") for t in tree[max(0, first - _PART) : first])
    others = noun_class(tree, one.phrase) in _OTHERS and memory.object not in word_set("party_words.toml", "forces")
    return parted and not others


def _goes_with(one: Bound, memory: Memory) -> bool:
    """Whether a figure goes on with the count before it: bare, of the same measure; or a side's own losses again."""
    if memory.earlier is None or memory.earlier.kind != one.kind:
        return False
    if one.phrase.noun is None:
        return memory.earlier.measure == one.measure
    losses = {memory.earlier.measure, one.measure} <= word_set("party_words.toml", "losses")
    return losses and one.object == memory.object and one.source is not None and one.source.side == memory.party


def _part_of(prepared: Prepared, one: Bound, chosen: str | None) -> str | None:
    """Of Palestine the part where it befell, or that is named nearest; of a force the party that it belongs to."""
    chosen = toml("party_words.toml")["belongs"].get(chosen, chosen)
    if chosen != "palestine" or one.measure in word_set("party_words.toml", "not_by_part"):
        return chosen
    sentence = one.scene.sentence
    parties = prepared.parties.story(sentence.start)
    known = word_set("party_words.toml", "parts_of_palestine")
    befell = event_place(one.standing, parties)[0]
    if befell in known:
        return befell
    named = [m for m in parties.within(sentence.start - NEAR, sentence.end) if m.party in known]
    here = [m for m in named if m.start >= sentence.start]
    nearest = min(here, key=lambda m: abs(m.start - one.figure.start), default=named[-1] if named else None)
    return nearest.party if nearest else next((p for p in sorted(parties.titled) if p in known), chosen)


def _is_bare(scene: Scene, phrase: Phrase) -> bool:
    """Whether a number counts what the one before it does: `and wounded another 188 in one day`, `eight others`."""
    if phrase.noun is None:
        return True
    after = scene.tree[phrase.last + 1] if phrase.last + 1 < len(scene.tree) else None
    words = word_set("party_words.toml", "others")
    return after is not None and (after.low in words or (after.tag == "IN" and after.low != "of"))


def _goes_on(prepared: Prepared, scene: Scene, last: int, first: int) -> bool:
    """Whether nobody is named between the figure before and a bare number, but for where it befell."""
    tree = scene.tree
    if any(t.low in word_set("party_words.toml", "roles", side) for t in tree[last + 1 : first] for side in _SIDES):
        return False
    for m in prepared.parties.within(tree[last].end, tree[first].start):
        tokens = tokens_at(tree, m.start, m.end)
        if m.form == "place" or tokens is None:
            continue
        i = tokens[0] - 1
        while i > last and tree[i].tag in ("DT", "JJ"):
            i -= 1
        if m.form == "adjective" or tree[i].low not in word_set("party_words.toml", "at"):
            return False
    return True


# ---------------------------------------------------------------- who says so
def attribute(prepared: Prepared, one: Bound, memory: Memory) -> None:
    """Fill in who says so: an act of speech that holds the figure, else the likeliest, its own sentence first."""
    stage, standing = prepared.stage, one.standing
    acts = attribution.near(stage, standing)
    weighed = _weigh(stage, acts, one, memory)
    here = [(a, sure) for a, sure in weighed if a.sentence == one.scene.index]
    act = attribution.governing(stage, standing) or _likeliest(here) or _likeliest(weighed)
    if act is None:
        one.source = speaker_at(stage.turns, one.figure.start) or prepared.issuer
        return
    if act.source.kind == "media" and act.sentence == one.scene.index:
        first = one.phrase.first
        sourced = [
            (a, sure)
            for a, sure in here
            if a.source.kind != "media" and a.source.side and (a.scope.holds(first) or not act.scope.holds(first))
        ]
        act = _likeliest(sourced, RELAYED_THRESHOLD) or act
    act = attribution.origin([a for a, _ in here], act, standing)
    if act.source.text.lower() in word_set("speech.toml", "ours"):  # "We have counted 40," the mayor said
        act = attribution.quoted_speaker(stage, acts, standing) or act
    if act.source.name.lower() in word_set("speech.toml", "pronouns"):  # they: nobody whom the text names
        own = act.source.name.lower() in word_set("speech.toml", "ours")
        one.source = speaker_at(stage.turns, one.figure.start) or prepared.issuer if own else None
        one.verb = attribution.verb_of(act)
        return
    one.source, one.verb = act.source, attribution.verb_of(act)
    relayed = [
        a.source
        for a in acts
        if a.sentence == act.sentence and a is not act and a.source.kind == "media" and a.source.name != act.source.name
    ]
    one.via = tuple(relayed[:2])


Weighed = list[tuple[attribution.Speech, float]]  # acts of speech, and how likely each holds a figure


def _weigh(stage: attribution.Stage, acts: list[attribution.Speech], one: Bound, memory: Memory) -> Weighed:
    """How likely each of some acts of speech holds a figure."""
    features = attribution_features.features(stage, acts, one.standing, memory.source)
    table = weights.weights("claimant")
    return [(act, weights.probability(weights.score(table, own))) for act, own in zip(acts, features, strict=True)]


def _likeliest(weighed: Weighed, threshold: float = CLAIMANT_THRESHOLD) -> attribution.Speech | None:
    """The likeliest of some acts of speech, where it is likely enough."""
    best = max(weighed, key=lambda one: one[1], default=None)
    return best[0] if best is not None and best[1] >= threshold else None
