"""When, where and how a figure is meant: the time and place that govern it, its stance, whether it was verified."""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

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


_EVENT_NOUN = re.compile(r"\s+(?:[\w-]+\s+){0,2}(?:invasion|attack|strike|offensive|bombing|assault|war|coup|massacre|earthquake|raid)\b", re.IGNORECASE)


def _of_an_event(when: When, text: str) -> When:
    """`killed by the February 24 invasion`: the day of an event that goes on, not the last day of a count."""
    if when.text.lower().startswith("by ") and when.last and _EVENT_NOUN.match(text[when.end : when.end + 60]):
        return replace(when, first=when.last, last=None, kind="total")
    return when


@dataclass(frozen=True, slots=True)
class Dated:
    """What a text's dates are reckoned from: its day of publication, whether it is a digest of that one day, the war's start."""

    published: str | None
    digest: bool
    war: str | None
    dateline: int | None  # where the date of a dateline ends: it dates the report, not the event


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATELINE = re.compile(r"^.{0,80}?\([^)\n]{2,60}\)\s*(?:--|—|–)|^.{0,60}?/\.?[A-Z]{3,}\.?/", re.DOTALL)


def dated(text: str, title: str | None, published: str | None, war: str | None) -> Dated:
    """What the dates of a text are reckoned from."""
    line = _DATELINE.match(text)
    return Dated(published if published and _DAY.fullmatch(published) else None, bool(published and title and published in title), war, line.end() if line else None)


def time_of(
    scene: Scene, text: str, at: int, end: int, measure: str, object: str, value: float | None, stance: str, times: Sequence[When], given: Dated, earlier: Time | None
) -> tuple[Time, When | None]:
    """Kind and days of a figure. What the text does not tell stays None.

    `earlier` is the time of the figure before, where one source gives both.
    """
    own = [_of_an_event(w, text) for w in own_times(scene, times) if given.dateline is None or w.start >= given.dateline]
    nearest = min(own, key=lambda w: _distance(text, at, end, w), default=None)
    kind = kind_of(time_features(scene, text, measure, object, value, nearest, {w.kind for w in own}, earlier.kind if earlier else None), measure, stance)
    if kind == "planned":
        return Time(kind="planned", text=nearest.text if nearest else None), nearest
    if kind == "state":
        last = str(nearest.last) if nearest and nearest.last and nearest.kind != "total" else given.published
        return Time(kind="state", end=last, text=nearest.text if nearest else None), nearest
    if kind == "total":
        return _total(scene, text, own, given, earlier)
    when = nearest or (None if given.digest else _event_time(scene, times, given))
    if when is None:
        day = given.published if given.digest else None
        return Time(kind="period", start=day, end=day), None
    first, last = (str(when.first) if when.first else None), (str(when.last) if when.last else None)
    if first is None and when.kind == "total":
        first = last
    return Time(kind="period", start=first, end=last, text=when.text), when


_WAR = re.compile(r"\b(?:the|this|its|since|of) (?:[\w-]+ ){0,3}?(?:war|invasion|conflict|offensive)\b", re.IGNORECASE)


_NOW = ("now", "so far", "already", "to date", "until now", "as of now")


def _total(scene: Scene, text: str, own: list[When], given: Dated, earlier: Time | None) -> tuple[Time, When | None]:
    """A running total: since its stated start, as of the day that it was stated for."""
    words = text[scene.sentence.start : scene.sentence.end]
    since = next((w for w in own if w.kind == "total" and w.first), None)
    days = [w for w in own if w.last and (w.kind == "period" or w.kind == "total" and not w.first and w.text.lower() not in _NOW)]
    as_of = min(days, key=lambda w: ((w.last - w.first).days if w.first and w.last else 0, -w.start), default=None)
    start = str(since.first) if since else given.war if _WAR.search(words) else None
    if since is None and as_of is None and earlier is not None and earlier.kind == "total":
        return Time(kind="total", start=start or earlier.start, end=earlier.end), None
    end = str(as_of.last) if as_of else str(since.last) if since and since.last else given.published
    when = since or as_of
    return Time(kind="total", start=start, end=end, text=when.text if when else None), when


def _event_time(scene: Scene, times: Sequence[When], given: Dated) -> When | None:
    """The day of the event that is told of: named shortly before, else in the lead."""
    times = [w for w in times if given.dateline is None or w.start >= given.dateline]
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


_LIKE = re.compile(r"\b(?:like|unlike|as in|mirror\w*|echo\w*|than|similar to|resembl\w*|repeat of|fall of|since)\s+(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE)
_DIRECTION = re.compile(r"\b(?:north|south|east|west|central|north-?east|north-?west|south-?east|south-?west|mid)(?:ern)?\s+$|\bsouth(?:ern)?-?(?:east|west)ern\s+$|\bnorth(?:ern)?-?(?:east|west)ern\s+$", re.IGNORECASE)


def place_of(scene: Scene, text: str, at: int, places: Sequence[PlaceMention], actors: Sequence[ActorMention], party: str | None) -> PlaceMention | None:
    """The most specific place next to a figure: in its sentence, else shortly before, else in the lead.

    A capital that stands for its government ("Moscow said") is no place; a whole country only where the party is another.
    """
    speaking = [m for m in actors if m.form in ("metonym", "composed")]

    def located(p: PlaceMention) -> bool:
        return bool(_PLACED.search(text[max(0, p.start - 40) : p.start]))

    def there(p: PlaceMention) -> bool:
        return 0 < at - p.end < 60 and bool(re.search(r"\bwhere\b", text[p.end : at]))

    usable = [
        p for p in places
        if there(p) or not _LIKE.search(text[max(0, p.start - 40) : p.start]) and (located(p) or not any(m.start < p.end and p.start < m.end for m in speaking))
    ]  # fmt: skip
    fine = [p for p in usable if p.precision != "country"]
    wide = [p for p in usable if p.precision == "country" and (p.country != party or _DIRECTION.search(text[max(0, p.start - 16) : p.start])) and located(p)]
    here = [p for p in fine if scene.sentence.start <= p.start < scene.sentence.end]
    here = here or [p for p in wide if scene.sentence.start <= p.start < scene.sentence.end]
    if here:
        rank = {"site": 0, "city": 1, "region": 2}
        return min(here, key=lambda p: (abs(p.start - at) + 40 * rank.get(p.precision, 3) + 60 * (not located(p)) - 200 * there(p), p.start))
    before = [p for p in fine if scene.sentence.start - BACK < p.start < scene.sentence.start]
    lead = [p for p in fine if p.start < LEAD]
    return before[-1] if before else lead[0] if lead else None


def as_place(p: PlaceMention) -> Place:
    """The record of a place mention."""
    return Place(name=p.name, text=p.text, lat=p.lat, lon=p.lon, id=p.id, precision=p.precision)
