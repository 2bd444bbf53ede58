"""What the models of the reader are trained on: for each annotated figure the candidates, and which of them are right.

The candidates and their features are those of `counterclaim.claims`; right is what agrees with the annotation, or with
the second annotator's (`alt`) where the two differ. `tools/train_reader.py` says how the rows are used.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from bench.data import document
from counterclaim.claims import attribution, measure, party, weights, when
from counterclaim.claims.binding import CLAIMANT_THRESHOLD, MEASURE_THRESHOLD
from counterclaim.claims.figure_grammar import FigureMention
from counterclaim.claims.lexicon import Counted
from counterclaim.claims.lists import find_items
from counterclaim.claims.party_evidence import evidence
from counterclaim.claims.periods import When, find_times
from counterclaim.claims.phrases import Phrase
from counterclaim.claims.prepare import Prepared, prepare
from counterclaim.claims.scenes import Scene, Standing
from counterclaim.claims.sources import Source

MODELS = ("measure", "party", "claimant", "time")

Annotation = dict[str, Any]
Candidates = list[tuple[Sequence[str], bool]]  # the features of each, and whether it is right
Rows = dict[str, list[tuple[int, Candidates]]]  # for each model: number of the document, candidates of one figure
Tables = dict[str, weights.Weights]


@dataclass(frozen=True)
class Scorer:
    """How names and parties are compared with the annotation, and claims scored: by score.py beside the gold."""

    same_name: Callable[..., bool]
    party: Callable[[str | None], str | None]
    score: Callable[..., tuple[dict[str, Any], list[Any], list[Any], list[Any]]]


def load_scorer(path: Path) -> Scorer:
    """The functions of the scorer, a script of its own."""
    spec = spec_from_file_location("score", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise SystemExit(f"{path}: no scorer there; name it with --scorer")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return Scorer(module.same_name, module.party, module.score)


@dataclass(frozen=True)
class Annotated:
    """A document with its annotation, taken apart once for all rounds."""

    record: dict[str, Any]
    prepared: Prepared
    times: list[When]


@dataclass
class Memory:
    """What the figures before were bound to, as training pretends to remember it."""

    earlier: measure.Earlier | None = None
    party: str | None = None
    scene: int | None = None
    source: Source | None = None
    time_kind: str | None = None


# ---------------------------------------------------------------- input
def load(paths: Sequence[Path]) -> list[Annotated]:
    """All documents of some files of JSON lines, in order."""
    found = []
    for path in paths:
        if not path.is_file():
            raise SystemExit(f"{path}: no such file; name JSON lines of annotated documents")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            record = json.loads(line) if line.strip() else {}
            if not line.strip():
                continue
            if not {"id", "text", "claims"} <= record.keys():
                raise SystemExit(f"{path}:{number}: no annotated document; it needs id, text and claims")
            prepared = prepare(document(record))
            found.append(Annotated(record, prepared, find_times(record["text"], record.get("published"))))
    return found


# ---------------------------------------------------------------- what is right
def readings(gold: Annotation, key: str) -> set[Any]:
    """The annotated value of a field, and the second annotator's where it differs."""
    return {gold[key], (gold.get("alt") or {}).get(key, gold[key])}


def value_right(gold: Annotation, figure: FigureMention) -> bool:
    """Whether the figure is worth what was annotated."""
    if gold["value"] is None:
        return figure.qualifier == gold["qualifier"] and (figure.low, figure.high) == (gold["low"], gold["high"])
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
    chosen = weights.best(tables["measure"], [c.features for c in found]) if tables else None
    return found[chosen[0]] if chosen and weights.probability(chosen[1]) >= MEASURE_THRESHOLD else None


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
    speaking: Candidates = [
        (
            attribution.features_of(stage, act, standing, memory.source),
            source_right(scorer, gold, act.source),
        )
        for act in acts
    ]
    rows["claimant"].append((number, speaking))
    speaker = next((act.source for act, (_, right) in zip(acts, speaking, strict=True) if right), None)
    options = _parties(one, standing, gold, found, memory, speaker)
    wanted = {scorer.party(p) for p in readings(gold, "party")}
    rows["party"].append((number, [(features, scorer.party(name) in wanted) for name, features in options]))
    if gold["time_kind"] in when.TIME_KINDS:
        rows["time"].append((number, _time_candidates(one, scene, figure, gold, memory)))
    memory.time_kind, memory.party, memory.source = gold["time_kind"], gold["party"], speaker
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


def _time_candidates(
    one: Annotated, scene: Scene, figure: FigureMention, gold: Annotation, memory: Memory
) -> Candidates:
    timed = when.Timed(one.record["text"], scene, figure, gold["measure"], gold["object"])
    own = when.own_times(scene, one.times)
    kinds: set[str] = {w.kind for w in own}
    features = when.time_features(timed, when.nearest_time(timed, own), kinds, memory.time_kind)
    right = readings(gold, "time_kind")
    return [([f"{kind}|{f}" for f in ("bias", *features)], kind in right) for kind in when.TIME_KINDS]


def collect(documents: Sequence[Annotated], scorer: Scorer, tables: Callable[[int], Tables] | None = None) -> Rows:
    """The rows of all documents; `tables` gives the models that read the memory of document number N."""
    rows: Rows = {name: [] for name in MODELS}
    for number, one in enumerate(documents):
        for name, more in rows_of(number, one, scorer, tables(number) if tables else None).items():
            rows[name] += more
    return rows
