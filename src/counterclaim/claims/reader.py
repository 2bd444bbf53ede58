"""Document to claims: every figure of a text is bound to a measure, a party, a claimant, a time and a place.

A figure is a claim where the measure model finds a cue that carries it; the party and the claimant are then weighed
among all that the text names. A list under a heading is read by `lists`. What nobody is named for stays unattributed.
"""

from dataclasses import dataclass, replace

from counterclaim.claims import attribution, circumstance, lists, measure, party, weights
from counterclaim.claims.circumstance import Dated, as_place
from counterclaim.claims.bounds import bounds
from counterclaim.claims.figure_grammar import FigureMention
from counterclaim.claims.identity import Source
from counterclaim.claims.lexicon import Counted
from counterclaim.claims.periods import When, conflict_start, find_times
from counterclaim.claims.phrases import Phrase
from counterclaim.claims.prepare import Prepared, prepare
from counterclaim.claims.scenes import Scene
from counterclaim.model import Claim, Claimant, Document, FieldSpan, Figure, Qualifier, Span, Time, Unit, Via, claim_id
from counterclaim.vocabulary.conflicts import conflict_of, conflicts

READER = "counterclaim-0.1.0/linear-1"
MEASURE_THRESHOLD = 0.38  # probability; where F1 of finding figures peaks in cross-validation
CLAIMANT_THRESHOLD = 0.5  # probability; a wrong name is worse than none


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
    party: str | None = None
    source: Source | None = None
    verb: str | None = None
    via: tuple[Source, ...] = ()
    rule: str = ""
    qualifier: Qualifier | None = None
    head: int | None = None  # of a list's line: the sentence that heads the list


@dataclass(slots=True)
class Memory:
    """What the figure before was bound to."""

    earlier: measure.Earlier | None = None
    party: str | None = None
    scene: int | None = None
    source: Source | None = None
    object: str | None = None
    included: bool = False  # it stands behind "including": a part of the figure before it


def read(document: Document) -> tuple[Claim, ...]:
    """All claims of a document, in the order of its text."""
    prepared = prepare(document)
    if not prepared.reading.scenes:
        return ()
    times = find_times(document.text, document.published)
    items = lists.find_items(document.text, prepared.reading.sentences)
    bound: list[Bound] = []
    memory = Memory()
    for scene in prepared.reading.scenes:
        same: Counted | None = None
        for which, (_, phrase) in enumerate(scene.figures):
            one = _bind_item(prepared, scene, which, items, memory) if scene.index in items else _bind(prepared, scene, which, memory, same)
            if phrase.counted:
                same = phrase.counted
            if one is not None:
                bound.append(one)
                memory = Memory(measure.Earlier(one.measure, one.kind, scene.index, phrase.end, phrase.counted), one.party, scene.index, one.source, one.object, _is_included(scene, phrase))
    _inherit_by_value(bound)
    _inherit_between(bound)
    caveats = circumstance.verification_spans(document.text, prepared.reading.sentences)
    claims: list[Claim] = []
    given = circumstance.dated(document.text, document.title, document.published, _war_start(prepared))
    before: Bound | None = None
    for one in bound:
        near = before is not None and before.source == one.source is not None or before is not None and one.scene.index - before.scene.index <= 1
        claims.append(_record(prepared, one, times, caveats, given, claims[-1].time if near and claims else None))
        before = one
    return tuple(claims)


def _war_start(prepared: Prepared) -> str | None:
    """When the war that the text is about began, if it is about one."""
    countries = {p.country for p in prepared.places if p.country}
    id_ = conflict_of(prepared.parties.ranked[:3], countries, prepared.document.published)
    if id_ is None:
        return None
    known = conflict_start(id_)
    return str(known) if known else conflicts()[id_].start


def _is_included(scene: Scene, phrase: Phrase) -> bool:
    return any(t.low in ("including", "among", "them", "whom") for t in scene.tree[max(0, phrase.first - 4) : phrase.first + 3])


# ---------------------------------------------------------------- one figure of running text
def _bind(prepared: Prepared, scene: Scene, which: int, memory: Memory, same: Counted | None) -> Bound | None:
    figure, phrase = scene.figures[which]
    found = measure.candidates(scene, which, prepared.reading.topic, memory.earlier, same)
    chosen = weights.best(weights.weights("measure"), [c.features for c in found])
    carried = measure.carried(prepared.document.text, prepared.reading, scene, which)
    if carried is None and (chosen is None or weights.probability(chosen[1]) < MEASURE_THRESHOLD):
        return None
    winner = carried or found[chosen[0]]  # type: ignore[index]
    cue = winner.cue if winner.cue is not None else _nearest_cue(scene, phrase, winner.measure, winner.kind)
    one = Bound(scene, figure, phrase, winner.measure, winner.kind, cue, _object(scene, phrase, winner.measure, winner.kind, memory))
    _attribute(prepared, one, memory)
    if carried is not None and one.source is None and memory.earlier is not None and memory.earlier.measure == one.measure:
        one.source = memory.source
    one.party = _party(prepared, one, memory, carried is not None)
    one.rule = f"linear-1:{'inherited' if winner.cue is None else scene.tree[winner.cue].low}"
    return one


def _party(prepared: Prepared, one: Bound, memory: Memory, carried: bool) -> str | None:
    """Whose people or things: whoever suffered the loss, a list's own, else the likeliest of all that are named."""
    scene, phrase, cue = one.scene, one.phrase, one.cue
    if suffering := party.sufferer(scene, phrase, cue, prepared.parties):
        return suffering
    if told := party.receiver(scene, phrase, one.measure, prepared.parties) or party.rebels(scene, phrase, prepared.parties):
        return told
    if phrase.noun is None and memory.scene == scene.index and memory.earlier is not None and _goes_on(prepared, scene, memory.earlier.last, phrase.first):
        return memory.party
    if carried and memory.earlier is not None and memory.earlier.measure == one.measure and memory.scene in (scene.index, scene.index - 1):
        return memory.party
    side = one.source.side if one.source else None
    speaker = (one.source.start, one.source.end) if one.source else None
    gap = 9 if memory.scene is None else scene.index - memory.scene
    options = party.candidates(scene, phrase, cue, one.measure, one.kind, prepared.parties, memory.party, gap, side, speaker)
    best = weights.best(weights.weights("party"), [features for _, features in options])
    chosen = options[best[0]][0] if best else None
    if chosen == "palestine" and one.measure not in ("released", "detained"):
        befell = party.event_place(scene, phrase, prepared.parties)[0]
        return befell if befell in ("gaza", "west_bank") else chosen
    return chosen


def _goes_on(prepared: Prepared, scene: Scene, last: int, first: int) -> bool:
    """Whether nobody is named between the figure before and a bare number: `killed 109 soldiers and wounded another 188`."""
    start, end = scene.tree[last].end, scene.tree[first].start
    return not any(start <= m.start < end and m.form != "place" for m in prepared.parties.mentions)


def _nearest_cue(scene: Scene, phrase: Phrase, wanted: str, kind: str) -> int | None:
    fitting = [c.first for c in scene.cues if measure.measure_of(c.family, kind) == wanted]
    return min(fitting, key=lambda i: abs(i - phrase.first), default=None)


_PERSONS = {"killed", "wounded", "casualties", "lost", "missing", "captured", "released", "detained", "displaced", "trapped", "affected", "strength", "mobilised", "support"}
_VAGUE = {"people", "none"}
_ARMED = {"military", "army", "troop", "troops", "combat", "soldiers", "servicemen", "battlefield", "personnel", "soldier"}
_COUNTS = {"casualties", "casualty", "deaths", "fatalities", "losses", "dead", "injuries"}
_CIVIL = {"civilian", "civilians"}


def _object(scene: Scene, phrase: Phrase, measured: str, kind: str, memory: Memory) -> str:
    """What is counted; a bare number counts what the figure before it in the sentence counted."""
    counted = phrase.counted.object if phrase.counted else None
    if measured == "attacks":
        return counted if counted and kind != "persons" else "attacks"
    if measured in ("controlled", "advanced", "liberated") and (kind != "places" or scene.tree[phrase.first + 1 if phrase.first + 1 < len(scene.tree) else phrase.first].low == "%"):
        return "area"
    if measured == "support":
        return "people"
    if counted and counted not in _VAGUE:
        return counted
    if kind != "persons" or measured not in _PERSONS:
        return counted or (memory.object if phrase.noun is None and memory.scene == scene.index and memory.object else "other")
    return _persons(scene, phrase, memory)


def _persons(scene: Scene, phrase: Phrase, memory: Memory) -> str:
    """People whose kind the noun does not tell: `military deaths`, `lost 31,000`, `and 527 injured`."""
    words = {t.low for t in scene.tree[phrase.first : phrase.end + 1]}
    if words & _CIVIL:
        return "civilians"
    if words & _ARMED:
        return "soldiers"
    if phrase.noun is not None and scene.tree[phrase.noun].low in _COUNTS and any(t.low in _ARMED for t in scene.tree) and not any(t.low in _CIVIL for t in scene.tree):
        return "soldiers"
    before = scene.tree[max(0, phrase.first - 12) : phrase.first]
    included = any(t.low in ("including", "among", "(") for t in before)
    if phrase.noun is None and memory.scene == scene.index and memory.object and not (included or memory.object in ("children", "women") and memory.included):
        return memory.object
    if phrase.noun is None and any(t.low in _ARMED for t in scene.tree) and not any(t.low in _CIVIL | {"people", "children"} for t in scene.tree):
        return "soldiers"
    return "people"


# ---------------------------------------------------------------- who says so
def _attribute(prepared: Prepared, one: Bound, memory: Memory) -> None:
    stage = prepared.stage
    acts = attribution.near(stage, one.scene.index, one.scene.tree, one.phrase, one.cue)
    best = _weigh(stage, [a for a in acts if a.sentence == one.scene.index], one, memory)
    if best is None:
        best = _weigh(stage, acts, one, memory)
    held = attribution.governing(stage, one.scene.index, one.scene.tree, one.phrase)
    act = held or best
    if act is not None:
        one.source, one.verb = act.source, act.act.verb
        one.via = tuple(a.source for a in acts if a.sentence == act.sentence and a is not act and a.source.kind == "media" and a.source.name != act.source.name)[:2]
    elif issuer := _issuer(prepared):
        one.source = issuer


def _weigh(stage: attribution.Stage, acts: list[attribution.Speech], one: Bound, memory: Memory) -> attribution.Speech | None:
    """The likeliest of some acts of speech, where it is likely enough."""
    features = [attribution.features_of(stage, a, one.scene.index, one.scene.tree, one.phrase, one.cue, memory.source) for a in acts]
    best = weights.best(weights.weights("claimant"), features)
    return acts[best[0]] if best is not None and weights.probability(best[1]) >= CLAIMANT_THRESHOLD else None


def _issuer(prepared: Prepared) -> Source | None:
    """The body whose own communique the document is, told by its outlet."""
    from counterclaim.vocabulary.actors import find_actors

    outlet = prepared.document.outlet or ""
    bodies = [m for m in find_actors(outlet) if m.actor.kind in ("body", "group") and m.form != "adjective"]
    if not bodies:
        return None
    actor = bodies[0].actor
    return Source(actor.name, actor.id, actor.side, "body", -1, -1, "", False, tuple(m.actor.name for m in bodies[1:3] if m.actor.side == actor.side))


def _inherit_by_value(bound: list[Bound]) -> None:
    """A lead's figure that the body attributes a few lines on is the body's claimant's."""
    for i, one in enumerate(bound):
        if one.source is not None or one.scene.index > 3 or one.figure.value is None:
            continue
        for later in bound[i + 1 :]:
            if later.source is not None and later.figure.value == one.figure.value and later.measure == one.measure and later.scene.index - one.scene.index <= 12 and one.figure.hint != "article" and one.figure.value > 1:
                one.source, one.verb, one.via = later.source, later.verb, later.via
                break


def _inherit_between(bound: list[Bound]) -> None:
    """A figure between two that one side gives of the same measure and party, the next in its paragraph, is that side's."""
    for before, one, after in zip(bound, bound[1:], bound[2:], strict=False):
        if one.source is None and before.source is not None and after.source is not None:
            same = before.measure == one.measure == after.measure and before.party == one.party == after.party
            close = one.scene.sentence.paragraph == after.scene.sentence.paragraph and after.scene.index - one.scene.index <= 1
            if same and close and before.source.side == after.source.side is not None:
                one.source, one.verb = after.source, after.verb


# ---------------------------------------------------------------- one figure of a list
def _bind_item(prepared: Prepared, scene: Scene, which: int, items: dict[int, lists.Item], memory: Memory) -> Bound | None:
    figure, phrase = scene.figures[which]
    item = items[scene.index]
    if figure.hint == "article":
        return None
    text = prepared.document.text
    heading = ""
    if item.head is not None:
        head = prepared.reading.sentences[item.head]
        heading = text[head.start : head.end]
    counted = lists.label_object(item.label)
    if phrase.counted and phrase.counted.kind == "persons" and which:
        counted = counted or phrase.counted
    read_as = lists.item_measure(item.label, heading, counted)
    if read_as is None:
        return _bind(prepared, scene, which, memory, None)
    kind = counted.kind if counted else "things"
    one = Bound(scene, figure, phrase, read_as[0], kind, None, counted.object if counted else "people" if read_as[0] in _PERSONS else "other", rule="list-1", head=item.head)
    one.source = _issuer(prepared)
    if one.source is None:
        _attribute(prepared, one, memory)
    if item.approximate and not lists.is_increment(text, figure) and figure.qualifier == "exact":
        one.qualifier = "approx"
    one.party = _list_party(prepared, item, one)
    return one


def _list_party(prepared: Prepared, item: lists.Item, one: Bound) -> str | None:
    """Whose losses a list tells: named in its label or heading, else the enemy of whoever issues it, else the most named."""
    spans = []
    sentence = one.scene.sentence
    spans.append((sentence.start, sentence.end))
    if item.head is not None:
        spans.append((prepared.reading.sentences[item.head].start, prepared.reading.sentences[item.head].end))
    side = one.source.side if one.source else None
    for start, end in spans:
        named = [m.party for m in prepared.parties.mentions if start <= m.start < end and m.form != "place"]
        others = [p for p in named if p != side]
        if others and one.kind != "persons" or others and one.measure == "lost":
            return others[0]
        places = [m.party for m in prepared.parties.mentions if start <= m.start < end]
        if places:
            return places[0]
    others = [p for p in prepared.parties.ranked if p != side]
    if one.measure in ("lost", "destroyed", "shot_down") and others:
        return others[0]
    if side == "ukraine" and one.measure in ("lost", "destroyed"):
        return "russia"
    return side if one.measure in ("killed", "wounded") else (others[0] if others else None)


# ---------------------------------------------------------------- records
def _unit(one: Bound, words: str) -> Unit:
    if one.figure.hint in ("percent", "fraction"):
        return "percent"
    if one.figure.hint == "money":
        return "money"
    low = words.lower()
    if one.figure.hint == "length" or one.object == "area":
        if any(w in low for w in ("square k", "sq k", "km2", "km²", "square-k")):
            return "km2"
        return "km" if any(w in low for w in ("kilomet", " km")) else "other"
    if any(w in low for w in ("famil", "household", "battalion", "brigade", "tonne", "acre", "hectare")):
        return "other"
    return "persons" if one.kind == "persons" else "items"


def _record(prepared: Prepared, one: Bound, times: list[When], caveats: list[tuple[int, str, bool, int, int]], given: Dated, earlier: Time | None) -> Claim:
    document, text, sentence = prepared.document, prepared.document.text, one.scene.sentence
    figure = replace(one.figure, qualifier=one.qualifier) if one.qualifier else one.figure
    unit = _unit(one, text[figure.end : one.scene.tree[one.phrase.end].end + 14])
    stance = circumstance.stance_of(one.scene, text, figure.start, one.cue, one.measure, one.verb)
    time, when = _time(prepared, one, stance, times, given, earlier)
    mention = circumstance.place_of(one.scene, text, figure.start, prepared.places, prepared.actors, one.party)
    caveat = circumstance.verification_of(one.scene.index, sentence.paragraph, caveats, prepared.reading.sentences)
    low, high = bounds(figure, persons=unit in ("persons", "items"))
    spans = _spans(prepared, one, when, mention, caveat)
    countries = {p.country for p in prepared.places if p.country}
    involved = [p for p in (one.party, one.source.side if one.source else None) if p]
    return Claim(
        id=claim_id(document.text_sha256, figure.start, figure.end),
        document=document.id,
        quote=Span(start=sentence.start, end=sentence.end, text=text[sentence.start : sentence.end]),
        figure=Figure(
            start=figure.start, end=figure.end, text=text[figure.start : figure.end], value=figure.value, low=low, high=high,
            qualifier=figure.qualifier, unit=unit, per=figure.per, repaired=figure.repaired,
        ),
        measure=one.measure,
        object=one.object,
        party=one.party,
        conflict=conflict_of([*involved, *prepared.parties.ranked[:3]], countries, document.published),
        claimant=_claimant(one.source),
        via=tuple(Via(name=s.name, start=s.start, end=s.end, text=text[s.start : s.end]) for s in one.via),
        stance=stance,
        verification=caveat[1] if caveat else None,  # type: ignore[arg-type]
        time=time,
        place=as_place(mention) if mention else None,
        spans=spans,
        rule=f"{READER} {one.rule}",
    )  # fmt: skip


def _time(prepared: Prepared, one: Bound, stance: str, times: list[When], given: Dated, earlier: Time | None) -> tuple[Time, When | None]:
    if one.rule == "list-1":
        return _list_time(prepared, one, times)
    figure, document = one.figure, prepared.document
    return circumstance.time_of(
        one.scene, document.text, figure.start, figure.end, one.measure, one.object, figure.value, stance, times, given, earlier
    )  # fmt: skip


def _list_time(prepared: Prepared, one: Bound, times: list[When]) -> tuple[Time, When | None]:
    """A list's totals run over its heading's time; its increments over the day before the report."""
    from datetime import date, timedelta

    text, published = prepared.document.text, prepared.document.published
    items = [w for w in times if one.scene.sentence.start - 1500 < w.start < one.scene.sentence.start and w.kind in ("total", "period")]
    own = [w for w in times if one.scene.sentence.start <= w.start < one.scene.sentence.end]
    heads = prepared.reading.sentences[one.head] if one.head is not None else None
    under = [w for w in items if heads is not None and heads.start <= w.start < heads.end]
    heading = next((w for w in under or items[-1:] if w.kind == "total"), (under or items[-1:] or [None])[0])  # type: ignore[list-item]
    heading = next((w for w in own if w.first), heading)
    if heading is not None and heading.kind == "total" and heading.first is None and (later := next((w.first for w in under if w.first), None)):
        heading = replace(heading, first=later, last=None)
    if lists.is_increment(text, one.figure) and published and len(published) == 10:
        day = date.fromisoformat(published)
        return Time(kind="period", start=str(day - timedelta(days=1)), end=published), None
    total = heading is None or heading.kind == "total" or (heading.first and heading.last and (heading.last - heading.first).days > 31)
    first = str(heading.first) if heading and heading.first else None
    last = str(heading.last) if heading and heading.last else published
    return Time(kind="total" if total else "period", start=first, end=last, text=heading.text if heading else None), heading


def _claimant(source: Source | None) -> Claimant | None:
    if source is None:
        return None
    placed = source.start >= 0
    return Claimant(
        id=source.id, name=source.name, side=source.side, kind=source.kind, start=source.start if placed else None,
        end=source.end if placed else None, text=source.text if placed else None, aliases=source.aliases[:3],
    )  # fmt: skip


def _spans(prepared: Prepared, one: Bound, when: When | None, place: object, caveat: tuple[int, str, bool, int, int] | None) -> tuple[FieldSpan, ...]:
    text, tree = prepared.document.text, one.scene.tree
    found: list[tuple[str, int, int]] = []
    if one.cue is not None:
        found.append(("measure", tree[one.cue].start, tree[one.cue].end))
    if one.phrase.noun is not None:
        found.append(("object", tree[one.phrase.noun].start, tree[one.phrase.noun].end))
    named = [m for m in prepared.parties.mentions if m.party == one.party]
    if named:
        best = min(named, key=lambda m: abs(m.start - one.figure.start))
        found.append(("party", best.start, best.end))
    if one.figure.qualified_from is not None and one.figure.qualified_from < one.figure.start:
        found.append(("qualifier", one.figure.qualified_from, one.figure.start))
    if when is not None:
        found.append(("time", when.start, when.end))
    if place is not None:
        found.append(("place", place.start, place.end))  # type: ignore[attr-defined]
    if caveat is not None:
        found.append(("verification", caveat[3], caveat[4]))
    return tuple(FieldSpan(field=f, start=a, end=b, text=text[a:b]) for f, a, b in found)
