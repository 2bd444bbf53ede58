"""When, where and how a figure is meant: the time and place that govern it, its stance, whether it was verified."""

import functools
import re
from collections.abc import Sequence

from counterclaim.claims.periods import When
from counterclaim.claims.scenes import Scene
from counterclaim.claims.sentences import Sentence
from counterclaim.model import Place, Stance, Time, TimeKind
from counterclaim.vocabulary.places import PlaceMention
from counterclaim.vocabulary.words import toml

BACK = 400  # characters before a sentence in which the time and the place of an event may stand
LEAD = 600  # characters from the start of a text: the event that the text is about

STATES = {"support", "controlled", "strength", "trapped"}
PLANNED = {"requested"}
_TOTAL = re.compile(
    r"\b(?:total|so far|to date|in all|cumulative|death toll|toll (?:has |had )?(?:risen|rises|rose|stands|reached|now)|since the (?:start|beginning|outbreak|invasion|war)|altogether|tally|overall|until now)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(r"\b(?:attack|strike|strikes|airstrike|bombing|blast|explosion|shelling|raid|crash|ambush|massacre|shooting|clash|clashes)\b", re.IGNORECASE)


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
def when_of(scene: Scene, text: str, at: int, end: int, times: Sequence[When]) -> tuple[When | None, bool]:
    """The time expression that governs a figure, and whether it stands in the figure's own sentence."""
    own = [w for w in times if scene.sentence.start <= w.start < scene.sentence.end and w.kind != "point"]
    if own:
        return min(own, key=lambda w: _distance(text, at, end, w)), True
    before = [w for w in times if scene.sentence.start - BACK < w.start < scene.sentence.start and w.kind == "period" and w.first]
    if before:
        return before[-1], False
    lead = [w for w in times if w.start < LEAD and w.kind == "period" and w.first]
    return (lead[0], False) if lead else (None, False)


def _distance(text: str, at: int, end: int, w: When) -> float:
    gap = w.start - end if w.start >= end else at - w.end
    between = text[end : w.start] if w.start >= end else text[w.end : at]
    return gap + 30 * len(re.findall(r"[;:–—]|\b(?:and|but|while|after|when|since)\b", between)) + (60 if re.search(r"\b(?:said|told|reported|announced|according)\s*(?:on\s*)?$", text[max(0, w.start - 20) : w.start]) else 0)


def time_of(scene: Scene, text: str, at: int, end: int, measure: str, stance: str, times: Sequence[When], published: str | None) -> tuple[Time, When | None]:
    """Kind and days of a figure. What the text does not tell stays None."""
    when, own = when_of(scene, text, at, end, times)
    words = text[scene.sentence.start : scene.sentence.end]
    kind = _kind(words, measure, stance, when if own else None)
    if kind == "planned":
        return Time(kind="planned", text=when.text if when and own else None), when if own else None
    first, last = (str(when.first) if when and when.first else None), (str(when.last) if when and when.last else None)
    day = published if published and re.fullmatch(r"\d{4}-\d{2}-\d{2}", published) else None
    if kind == "state":
        end_day = last if own and when is not None and when.kind != "total" else None
        return Time(kind="state", end=end_day, text=when.text if own and when else None), when if own else None
    if kind == "total":
        if when is None or not own:
            return Time(kind="total", end=day), None
        start = first if when.kind == "total" else None
        return Time(kind="total", start=start, end=last or day, text=when.text), when
    if when is None or (first is None and last is None):
        return Time(kind=kind, text=when.text if when and own else None), when if own else None
    return Time(kind=kind, start=first, end=last, text=when.text), when


def _kind(words: str, measure: str, stance: str, when: When | None) -> TimeKind:
    if stance == "planned" or measure in PLANNED:
        return "planned"
    if measure in STATES:
        return "state"
    if when is not None and when.kind == "total":
        return "total"
    if when is not None and when.kind == "state" and measure in ("captured", "displaced", "missing", "affected", "detained"):
        return "state"
    if _TOTAL.search(words) and not (_EVENT.search(words)) and (when is None or when.kind != "period"):
        return "total"
    return "period"


# ---------------------------------------------------------------- place
def place_of(scene: Scene, at: int, places: Sequence[PlaceMention]) -> PlaceMention | None:
    """The most specific place next to a figure: in its sentence, else shortly before, else of the lead."""
    fine = [p for p in places if p.precision != "country"]
    own = [p for p in fine if scene.sentence.start <= p.start < scene.sentence.end]
    if own:
        rank = {"site": 0, "city": 1, "region": 2}
        return min(own, key=lambda p: (abs(p.start - at) + 40 * rank.get(p.precision, 3), p.start))
    before = [p for p in fine if scene.sentence.start - BACK < p.start < scene.sentence.start]
    return before[-1] if before else None


def as_place(p: PlaceMention) -> Place:
    """The record of a place mention."""
    return Place(name=p.name, text=p.text, lat=p.lat, lon=p.lon, id=p.id, precision=p.precision)
