"""What the models of the reader are trained on: for each annotated figure the candidates, and which of them are right.

The candidates and their features are those of `counterclaim.claims`; right is what agrees with the annotation, or with
the second annotator's (`alt`) where the two differ. `tools/train_reader.py` says how the rows are used.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from bench.data import document, scorer
from counterclaim.claims import (
    attribution,
    attribution_features,
    counting,
    kinds_of_people,
    measure,
    party,
    weights,
    when,
    when_days,
    when_features,
    when_kind,
    where,
)
from counterclaim.claims.binding import CLAIMANT_THRESHOLD, MEASURE_THRESHOLD
from counterclaim.claims.figure_grammar import FigureMention
from counterclaim.claims.lexicon import Counted
from counterclaim.claims.lists import find_items
from counterclaim.claims.party_evidence import evidence
from counterclaim.claims.periods import When, find_times
from counterclaim.claims.phrases import Phrase
from counterclaim.claims.prepare import Prepared, prepare
from counterclaim.claims.records import given_dates, spots_of
from counterclaim.claims.scenes import Scene, Standing
from counterclaim.claims.sources import Source
from counterclaim.claims.stance import stance_of
from counterclaim.model import Time
from counterclaim.vocabulary.places import PlaceMention
from tools.annotated_texts import records

MODELS = ("measure", "object", "party", "claimant", "time", "days", "place")

Annotation = dict[str, Any]
Candidates = list[tuple[Sequence[str], bool]]  # the features of each, and whether it is right
Rows = dict[str, list[tuple[int, Candidates]]]  # for each model: number of the document, candidates of one figure
Tables = dict[str, weights.Weights]


@dataclass(frozen=True)
class Scorer:
    """How names and parties are compared with the annotation, and claims scored: by score.py beside the gold."""

    same_name: Callable[..., bool]
    same_place: Callable[[str, str], bool]
    party: Callable[[str | None], str | None]
    score: Callable[..., tuple[dict[str, Any], list[Any], list[Any], list[Any]]]


def load_scorer(path: Path) -> Scorer:
    """The functions of the scorer, a script of its own."""
    module = scorer(path)
    return Scorer(module.same_name, module.same_place, module.party, module.score)


@dataclass(frozen=True)
class Annotated:
    """A document with its annotation, taken apart once for all rounds."""

    record: dict[str, Any]
    prepared: Prepared
    times: list[When]
    given: when_features.Dated
    spots: tuple[where.Spot, ...]


@dataclass
class Memory:
    """What the figures before were bound to, as training pretends to remember it."""

    earlier: measure.Earlier | None = None
    party: str | None = None
    scene: int | None = None
    source: Source | None = None
    time: Time | None = None
    place: PlaceMention | None = None
    object: str | None = None
    included: bool = False  # the figure before stands for a part of the one before it
    whole: str | None = None  # where it does: what that one counted


# ---------------------------------------------------------------- input
def load(paths: Sequence[Path]) -> list[Annotated]:
    """All documents of some files of JSON lines, in order."""
    found = []
    for record in chain.from_iterable(map(records, paths)):
        prepared = prepare(document(record))
        times = find_times(record["text"], record.get("published"))
        given = given_dates(prepared)
        found.append(Annotated(record, prepared, times, given, spots_of(prepared, given)))
    return found


# ---------------------------------------------------------------- what is right
def readings(gold: Annotation, key: str) -> set[Any]:
    """The annotated value of a field, and the second annotator's where it differs."""
    return {gold[key], (gold.get("alt") or {}).get(key, gold[key])}


def value_right(gold: Annotation, figure: FigureMention) -> bool:
    """Whether the figure is worth what was annotated."""
    if gold["value"] is None:
        vague = "vague" in (figure.qualifier, gold["qualifier"])
        same = figure.qualifier == gold["qualifier"] if vague else figure.value is None
        return same and (figure.low, figure.high) == (gold["low"], gold["high"])
    return figure.value is not None and abs(figure.value - gold["value"]) <= 0.006 * max(1, abs(gold["value"]))


def annotation_of(figure: FigureMention, record: dict[str, Any]) -> Annotation | None:
    """The annotation that overlaps a figure and has its value."""
    return next(
        (c for c in record["claims"] if c["start"] < figure.end and c["end"] > figure.start and value_right(c, figure)),
        None,
    )


def source_right(scorer: Scorer, gold: Annotation, source: Source) -> bool:
    """Whether a source may be called by one of the annotated names."""
    if not gold["claimant"]:
        return False
    names = [source.name, source.text, *source.aliases[:3]]
    alt = gold.get("alt") or {}
    accepted = [(name, gold["claimant_side"]) for name in gold["claimant"]]
    accepted += [(name, alt.get("claimant_side", gold["claimant_side"])) for name in alt.get("claimant", ())]
    return any(scorer.same_name(name, other, source.side, side) for name in names for other, side in accepted)


# ---------------------------------------------------------------- rows
def rows_of(number: int, one: Annotated, scorer: Scorer, tables: Tables | None) -> Rows:
    """The candidates of every figure of a document; with `tables` the memory is what these models read."""
    rows: Rows = {name: [] for name in MODELS}
    memory = Memory()
    items = find_items(one.record["text"], one.prepared.reading.sentences)
    for scene in one.prepared.reading.scenes:
        same: Counted | None = None
        for which, (figure, phrase) in enumerate(scene.figures):
            gold = annotation_of(figure, one.record)
            if gold and (gold["measure"] == "other" or gold.get("optional")):
                continue
            found = measure.candidates(scene, which, one.prepared.reading.topic, memory.earlier, same)
            same = phrase.counted or same
            right = readings(gold, "measure") if gold else set()
            rows["measure"].append((number, [(c.features, c.measure in right) for c in found]))
            read = _read_measure(tables, found)
            if gold:
                _bound_rows(rows, number, one, scorer, scene, which, gold, found, memory, tables)
                if scene.index in items:
                    rows["party"].pop()  # a list's party is told by its heading, not weighed
                kind = _right_kind(gold, found)
                memory.earlier = measure.Earlier(gold["measure"], kind, scene.index, phrase.end, phrase.counted)
                memory.scene = scene.index
            if read:
                memory.earlier = measure.Earlier(read.measure, read.kind, scene.index, phrase.end, phrase.counted)
                memory.scene = scene.index
    return rows


def _right_kind(gold: Annotation, found: Sequence[measure.Candidate]) -> str:
    return next((c.kind for c in found if c.measure in readings(gold, "measure")), "persons")


def _read_measure(tables: Tables | None, found: Sequence[measure.Candidate]) -> measure.Candidate | None:
    """What the measure model reads, if it is sure enough."""
    chosen = weights.choice(tables["measure"], [c.features for c in found]) if tables else None
    return found[chosen[0]] if chosen and chosen[1] >= MEASURE_THRESHOLD else None


def _bound_rows(
    rows: Rows,
    number: int,
    one: Annotated,
    scorer: Scorer,
    scene: Scene,
    which: int,
    gold: Annotation,
    found: Sequence[measure.Candidate],
    memory: Memory,
    tables: Tables | None,
) -> None:
    """The rows of claimant, party and time of an annotated figure; the memory then holds who and whose."""
    figure, phrase = scene.figures[which]
    cue = _right_cue(gold, found, phrase)
    stage = one.prepared.stage
    standing = Standing(scene, phrase, cue)
    acts = attribution.near(stage, standing)
    features = attribution_features.features(stage, acts, standing, memory.source)
    speaking: Candidates = [
        (own, source_right(scorer, gold, act.source)) for own, act in zip(features, acts, strict=True)
    ]
    rows["claimant"].append((number, speaking))
    kind = _right_kind(gold, found)
    speaker = next((act.source for act, (_, right) in zip(acts, speaking, strict=True) if right), None)
    options = _parties(one, standing, gold, found, memory, speaker)
    wanted = {scorer.party(p) for p in readings(gold, "party")}
    rows["party"].append((number, [(features, scorer.party(name) in wanted) for name, features in options]))
    own_side = bool(gold["claimant"]) and gold["claimant_side"] == gold["party"] is not None
    timed = when_features.Timed(one.record["text"], scene, figure, gold["measure"], gold["object"], cue, own_side)
    _time_rows(rows, number, one, timed, gold, memory, tables)
    _place_rows(rows, number, one, scorer, timed, gold, memory, tables)
    _object_rows(rows, number, counting.Asked(scene, figure, phrase, gold["measure"], kind, cue), gold, memory, tables)
    memory.party, memory.source = gold["party"], speaker
    if tables:
        likeliest = weights.best(tables["party"], [features for _, features in options])
        memory.party = options[likeliest[0]][0] if likeliest else None
        said = weights.best(tables["claimant"], [features for features, _ in speaking])
        sure = said is not None and weights.probability(said[1]) >= CLAIMANT_THRESHOLD
        memory.source = acts[said[0]].source if said and sure else None


def _right_cue(gold: Annotation, found: Sequence[measure.Candidate], phrase: Phrase) -> int | None:
    """The nearest word that carries the annotated measure."""
    cues = [c.cue for c in found if c.cue is not None and c.measure in readings(gold, "measure")]
    return min(cues, key=lambda cue: abs(cue - phrase.first), default=None)


def _object_rows(
    rows: Rows, number: int, asked: counting.Asked, gold: Annotation, memory: Memory, tables: Tables | None
) -> None:
    """The rows of what kind of people an annotated figure counts; the memory then holds it."""
    last = memory.earlier.measure if memory.earlier else None
    before = counting.Before(memory.object, memory.scene, memory.included, last, memory.whole)
    ruled = read = counting.object_of(asked, before)
    if kinds_of_people.is_untold(asked, ruled):
        side = gold["claimant_side"] if gold["claimant"] else None
        found = kinds_of_people.options(asked, before, ruled, gold["party"], side)
        right = readings(gold, "object")
        if right & set(kinds_of_people.KINDS):
            rows["object"].append(
                (number, [(f, kind in right) for f, kind in zip(found, kinds_of_people.KINDS, strict=True)])
            )
        best = weights.best(tables["object"], found) if tables else None
        read = kinds_of_people.KINDS[best[0]] if best else gold["object"]
    memory.included = counting.is_included(asked.scene, asked.phrase)
    memory.whole = counting.whole_of(before, asked.scene, memory.included)
    memory.object = read


def _parties(
    one: Annotated,
    standing: Standing,
    gold: Annotation,
    found: Sequence[measure.Candidate],
    memory: Memory,
    speaker: Source | None,
) -> list[tuple[str | None, list[str]]]:
    side = gold["claimant_side"] if gold["claimant"] else None
    words = (speaker.start, speaker.end) if speaker else None
    gap = 9 if memory.scene is None else standing.scene.index - memory.scene
    kind = _right_kind(gold, found)
    named = one.prepared.parties
    asked = party.Asked(gold["measure"], kind, memory.party, gap, side, words)
    return party.candidates(standing, asked, named, evidence(standing, named))


def _time_rows(
    rows: Rows,
    number: int,
    one: Annotated,
    timed: when_features.Timed,
    gold: Annotation,
    memory: Memory,
    tables: Tables | None,
) -> None:
    """The rows of time kind and days of an annotated figure; the memory then holds its time."""
    scene = timed.scene
    gap = 9 if memory.scene is None else scene.index - memory.scene
    earlier = memory.time if gap <= 1 else None
    stance = stance_of(scene, timed.text, timed.figure.start, gold["measure"], None)
    own = when.own_times(timed.text, scene, one.times)
    kinds: set[str] = {w.kind for w in own}
    features = when_kind.time_features(
        timed, when.nearest_time(timed, own), kinds, earlier.kind if earlier else None, stance
    )
    cases = [[f"{kind}|{f}" for f in ("bias", *features)] for kind in when_kind.TIME_KINDS]
    right = readings(gold, "time_kind")
    if gold["time_kind"] in when_kind.TIME_KINDS:
        rows["time"].append((number, [(c, kind in right) for c, kind in zip(cases, when_kind.TIME_KINDS, strict=True)]))
    found = when_days.options(timed, one.times, one.given, earlier)
    if gold["time_kind"] == "period":
        rows["days"].append((number, [(o.features, _days_right(gold, o)) for o in found]))
    memory.time = Time(kind=gold["time_kind"], start=gold["time_start"], end=gold["time_end"])
    if tables:
        kind = when_kind.TIME_KINDS[(weights.best(tables["time"], cases) or (0,))[0]]
        best = weights.best(tables["days"], [o.features for o in found])
        days = found[best[0]] if best and kind == "period" else None
        if days is not None:
            memory.time = Time(kind=kind, start=days.first, end=days.last)
        elif kind != gold["time_kind"]:
            memory.time = Time(kind=kind)


def _days_right(gold: Annotation, option: when_features.Option) -> bool:
    alt = gold.get("alt") or {}
    return any(
        all(not wanted or wanted == given for wanted, given in ((start, option.first), (end, option.last)))
        for start, end in (
            (gold["time_start"], gold["time_end"]),
            (alt.get("time_start", gold["time_start"]), alt.get("time_end", gold["time_end"])),
        )
        if start or end
    )


def _place_rows(
    rows: Rows,
    number: int,
    one: Annotated,
    scorer: Scorer,
    timed: when_features.Timed,
    gold: Annotation,
    memory: Memory,
    tables: Tables | None,
) -> None:
    """The rows of the place of an annotated figure; the memory then holds it."""
    near = memory.scene is not None and timed.scene.index - memory.scene <= 1
    earlier = memory.place if near else None
    found = where.place_options(timed, one.spots, gold["party"], one.given, earlier, gold["time_kind"])
    wanted = [place for place in readings(gold, "place") if place]
    right = [any(scorer.same_place(n, w) for n in (o.mention.name, o.mention.text) for w in wanted) for o in found]
    rows["place"].append((number, [(o.features, r) for o, r in zip(found, right, strict=True)]))
    memory.place = next((o.mention for o, r in zip(found, right, strict=True) if r), None)
    if tables:
        best = weights.best(tables["place"], [o.features for o in found])
        sure = best is not None and weights.probability(best[1]) >= where.THRESHOLD
        memory.place = found[best[0]].mention if best and sure else None


def collect(documents: Sequence[Annotated], scorer: Scorer, tables: Callable[[int], Tables] | None = None) -> Rows:
    """The rows of all documents; `tables` gives the models that read the memory of document number N."""
    rows: Rows = {name: [] for name in MODELS}
    for number, one in enumerate(documents):
        for name, more in rows_of(number, one, scorer, tables(number) if tables else None).items():
            rows[name] += more
    return rows
