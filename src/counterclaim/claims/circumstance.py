"""When, where and how a figure is meant: the time and place that govern it, its stance, whether it was verified."""

import functools
import re
from collections.abc import Sequence

from counterclaim.claims.periods import When
from counterclaim.claims.scenes import Scene
from counterclaim.claims.sentences import Sentence
from counterclaim.claims.weights import best, weights
from counterclaim.model import Place, Stance, Time, TimeKind
from counterclaim.vocabulary.actors import ActorMention
from counterclaim.vocabulary.places import PlaceMention
from counterclaim.vocabulary.words import toml

BACK = 400  # characters before a sentence in which the time and the place of an event may stand
LEAD = 600  # characters from the start of a text: the event that the text is about

PLANNED = {"requested"}


@functools.cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.IGNORECASE) for p in toml("stance.toml")[kind]["patterns"])


def stance_of(scene: Scene, text: str, at: int, cue: int | None, measure: str, speech_verb: str | None) -> Stance:
    """How the figure at offset `at` is meant, from the words around it in its clause."""
    words = re.sub(r"\s+", " ", text[scene.sentence.start : scene.sentence.end])
    clause = _clause(text, scene, at)
    if speech_verb in toml("speech.toml")["deny"]:
        return "denies"
    if measure == "requested":
        return "planned"
    if measure in ("pledged", "delivered", "strength", "mobilised", "released", "launched") and any(p.search(clause) for p in _patterns("planned")):
        return "planned"
    if any(p.search(words[: max(0, at - scene.sentence.start)]) for p in _patterns("conditional")[:3]):
        return "conditional"
    if any(p.search(clause) for p in _patterns("hedged")) or (speech_verb in toml("speech.toml")["hedge_verbs"]):
        return "hedged"
    return "asserts"


def _clause(text: str, scene: Scene, at: int) -> str:
    """The words around an offset, to the nearest marks that close a clause."""
    start, end = scene.sentence.start, scene.sentence.end
    left = max((m.end() for m in re.finditer(r"[;:–—]|,\s(?:and|but|while)\s", text[start:at])), default=0)
    right = re.search(r"[;:–—]|,\s(?:and|but|while)\s", text[at:end])
    return re.sub(r"\s+", " ", text[start + left : at + right.start() if right else end])


# ---------------------------------------------------------------- verification
def verification_spans(text: str, sentences: Sequence[Sentence]) -> list[tuple[int, str, bool, int, int]]:
    """Sentences that say whether something was verified: index, kind, whether of all claims so far, offsets of the words."""
    found = []
    for i, sentence in enumerate(sentences):
        words = text[sentence.start : sentence.end]
        for kind in ("unverified", "verified"):
            match = next((m for p in _patterns(kind) if (m := p.search(words))), None)
            if match:
                wide = any(p.search(words) for p in _patterns("all"))
                found.append((i, kind, wide, sentence.start + match.start(), sentence.start + match.end()))
                break
    return found


def verification_of(index: int, paragraph: int, spans: list[tuple[int, str, bool, int, int]], sentences: Sequence[Sentence]) -> tuple[int, str, bool, int, int] | None:
    """The caveat that governs a figure in sentence `index`: in it, or in the two after it; a wide one a whole passage back."""
    for span in spans:
        gap = span[0] - index
        same = sentences[span[0]].paragraph == paragraph
        if gap == 0 or (0 < gap <= 2 and same) or (span[2] and 0 < gap <= 3):
            return span
    return None


# ---------------------------------------------------------------- time
_TOTAL_WORDS = ("so far", "total", "to date", "death toll", "toll", "since", "now", "tally", "already", "overall", "cumulative", "in all", "altogether", "stands at", "rises to", "risen to", "reached", "brings", "bringing", "number of", "war", "invasion", "conflict", "losses")
_EVENT_WORDS = ("attack", "strike", "airstrike", "bombing", "blast", "explosion", "shelling", "raid", "crash", "ambush", "massacre", "clash", "missile", "drone", "hit", "when", "after")


def time_features(scene: Scene, text: str, measure: str, object: str, value: float | None, own: When | None, kinds: set[str], earlier: str | None) -> list[str]:
    """What tells whether a figure is a running total, a flow or a level."""
    low = " " + re.sub(r"\s+", " ", text[scene.sentence.start : scene.sentence.end].lower()) + " "
    size = "none" if value is None else str(min(6, len(str(int(abs(value))))))
    tense = "perfect" if re.search(r" (?:has|have) (?:been |now |already |so far )*\w+(?:ed|en|t|n) ", low) else "other"
    found = [f"m={measure}", f"m={measure}:{tense}", f"o={object}", f"size={size}", f"size={size}:{measure}", f"own={own.kind if own else None}", f"own={own.kind if own else None}:{measure}", f"tense={tense}", f"earlier={earlier}", f"size={size}:own={own.kind if own else None}", f"o={object}:size={size}"]
    found += [f"w={w}" for w in _TOTAL_WORDS if re.search(rf"\b{w}\b", low)]
    found += [f"e={w}" for w in _EVENT_WORDS if re.search(rf"\b{w}s?\b", low)]
    found += [f"has={k}" for k in sorted(kinds)]
    return found


TIME_KINDS = ("period", "total", "state")


def kind_of(features: list[str], measure: str, stance: str) -> TimeKind:
    """Total, flow or level, as the time model weighs it; what is asked for or promised is planned."""
    if stance == "planned" or measure in PLANNED:
        return "planned"
    if measure in ("support", "controlled"):
        return "state"
    chosen = best(weights("time"), [[f"{kind}|{f}" for f in ["bias", *features]] for kind in TIME_KINDS])
    return TIME_KINDS[chosen[0]] if chosen else "period"  # type: ignore[return-value]


def own_times(scene: Scene, times: Sequence[When]) -> list[When]:
    """The time expressions of a scene's own sentence that name days or a kind of time."""
    return [w for w in times if scene.sentence.start <= w.start < scene.sentence.end and w.kind != "point"]


def time_of(
    scene: Scene, text: str, at: int, end: int, measure: str, object: str, value: float | None, stance: str, times: Sequence[When], published: str | None, earlier: str | None
) -> tuple[Time, When | None]:
    """Kind and days of a figure. What the text does not tell stays None."""
    own = own_times(scene, times)
    nearest = min(own, key=lambda w: _distance(text, at, end, w), default=None)
    kind = kind_of(time_features(scene, text, measure, object, value, nearest, {w.kind for w in own}, earlier), measure, stance)
    day = published if published and re.fullmatch(r"\d{4}-\d{2}-\d{2}", published) else None
    if kind == "planned":
        return Time(kind="planned", text=nearest.text if nearest else None), nearest
    if kind == "state":
        last = str(nearest.last) if nearest and nearest.last and nearest.kind != "total" else None
        return Time(kind="state", end=last, text=nearest.text if nearest else None), nearest
    if kind == "total":
        return _total(own, nearest, day)
    when = nearest or _event_time(scene, times)
    if when is None:
        return Time(kind="period"), None
    first, last = (str(when.first) if when.first else None), (str(when.last) if when.last else None)
    if first is None and when.kind == "total":
        first = last
    return Time(kind="period", start=first, end=last, text=when.text), when


def _total(own: list[When], nearest: When | None, day: str | None) -> tuple[Time, When | None]:
    since = [w for w in own if w.kind == "total"]
    when = since[0] if since else nearest
    if when is None:
        return Time(kind="total", end=day), None
    if when.kind == "total":
        return Time(kind="total", start=str(when.first) if when.first else None, end=str(when.last) if when.last else day, text=when.text), when
    return Time(kind="total", end=str(when.last) if when.last else day, text=when.text), when


def _event_time(scene: Scene, times: Sequence[When]) -> When | None:
    """The day of the event that is told of: named shortly before, else in the lead."""
    before = [w for w in times if scene.sentence.start - BACK < w.start < scene.sentence.start and w.kind == "period" and w.first]
    lead = [w for w in times if w.start < LEAD and w.kind == "period" and w.first]
    return before[-1] if before else lead[0] if lead else None


def _distance(text: str, at: int, end: int, w: When) -> float:
    gap = w.start - end if w.start >= end else at - w.end
    between = text[end : w.start] if w.start >= end else text[w.end : at]
    said = re.search(r"\b(?:said|told|reported|announced|according)\s*(?:on\s*)?$", text[max(0, w.start - 20) : w.start])
    return gap + 15 * between.count(",") + 30 * len(re.findall(r"[;:–—]|\b(?:and|but|while|after|when|since)\b", between)) + (60 if said else 0)


# ---------------------------------------------------------------- place
_PLACED = re.compile(r"\b(?:in|at|near|on|around|outside|inside|across|of|over|from|towards?|into|between|throughout|against|hit|struck)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE)


def place_of(scene: Scene, text: str, at: int, places: Sequence[PlaceMention], actors: Sequence[ActorMention]) -> PlaceMention | None:
    """The most specific place next to a figure: in its sentence, else shortly before, else in the lead.

    A capital that stands for its government ("Moscow said") is no place.
    """
    speaking = {(m.start, m.end) for m in actors if m.form == "metonym"}
    fine = [p for p in places if p.precision != "country" and ((p.start, p.end) not in speaking or _PLACED.search(text[max(0, p.start - 30) : p.start]))]
    own = [p for p in fine if scene.sentence.start <= p.start < scene.sentence.end]
    if own:
        rank = {"site": 0, "city": 1, "region": 2}
        return min(own, key=lambda p: (abs(p.start - at) + 40 * rank.get(p.precision, 3) + 60 * (_PLACED.search(text[max(0, p.start - 30) : p.start]) is None), p.start))
    before = [p for p in fine if scene.sentence.start - BACK < p.start < scene.sentence.start]
    lead = [p for p in fine if p.start < LEAD]
    return before[-1] if before else lead[0] if lead else None


def as_place(p: PlaceMention) -> Place:
    """The record of a place mention."""
    return Place(name=p.name, text=p.text, lat=p.lat, lon=p.lon, id=p.id, precision=p.precision)
