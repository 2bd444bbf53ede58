"""When a figure holds: a running total, a flow over days, or a level, and of which days, from the times around it."""

import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.claims.figure_grammar import FigureMention
from counterclaim.claims.periods import When
from counterclaim.claims.scenes import Scene
from counterclaim.claims.sentences import BULLET
from counterclaim.claims.weights import best, probability, weights
from counterclaim.claims.when_days import between, is_of_total, is_rare, options
from counterclaim.claims.when_features import Dated, Timed, is_growth
from counterclaim.claims.when_kind import is_earlier_count, kind_of, time_features
from counterclaim.claims.wordlists import any_of, word_set
from counterclaim.model import Stance, Time

_WORDS = "binding_words.toml"


# ---------------------------------------------------------------- the times around it
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATELINE = re.compile(
    r"^.{0,80}?\([^)\n]{2,60}\)\s*(?:--|—|–)|^.{0,60}?/\.?[A-Z]{3,}\.?/"
    r"|^[A-Z][A-Z .,'/-]{2,40}(?:, [A-Z][a-z]+)?\s(?:--|—|–|-)\s",
    re.DOTALL,
)


def dated(text: str, title: str | None, published: str | None, war: str | None) -> Dated:
    """What the dates of a text are reckoned from."""
    line = _DATELINE.match(text)
    day = published if published and _DAY.fullmatch(published) else None
    return Dated(
        day, _is_digest(text) or bool(published and title and published in title), war, line.end() if line else None
    )


_BULLET = re.compile(rf"\s*{BULLET}\s")
_SOURCE_BEHIND = re.compile(r"\([A-Z0-9][^()\n]{1,40}\)\s*$")
_MOST_BULLETS = 0.7


def _is_digest(text: str) -> bool:
    """Whether a text is a list of a day's news: nearly all lines are items, and items end with their outlet."""
    lines = [line for line in text[:20_000].split("\n") if line.strip()]
    items = [line for line in lines if _BULLET.match(line)]
    sourced = sum(1 for line in items if _SOURCE_BEHIND.search(line))
    return bool(items) and len(items) >= _MOST_BULLETS * len(lines) and sourced > 0


def own_times(text: str, scene: Scene, times: Sequence[When]) -> list[When]:
    """The time expressions of a scene's own sentence that name days or a kind of time."""
    found = between(times, scene.sentence.start, scene.sentence.end)
    return [w for w in found if w.kind != "point" and not is_rare(text, w)]


@functools.cache
def _event_noun() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:[\w-]+\s+){{0,2}}(?:{any_of(_WORDS, 'time', 'events')})\b", re.IGNORECASE)


def _of_an_event(when: When, text: str) -> When:
    """`killed by the February 24 invasion`: the day of an event that goes on, not the last day of a count."""
    if when.last and when.text.lower().startswith("by ") and _event_noun().match(text[when.end : when.end + 60]):
        return replace(when, first=when.last, last=None, kind="total")
    return when


@functools.cache
def _between_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words that make a day that of the report; marks and words between a figure and a time that part them."""
    return (
        re.compile(rf"\b(?:{any_of(_WORDS, 'time', 'said')})\s*(?:on\s*)?$"),
        re.compile(rf"[;:–—]|\b(?:{any_of(_WORDS, 'time', 'clauses')})\b"),
    )


def nearest_time(one: Timed, own: Sequence[When]) -> When | None:
    """Of the times of a figure's sentence the one next to it; marks and clauses between count as distance."""
    return min(own, key=lambda w: _distance(one.text, one.figure, w), default=None)


def _distance(text: str, figure: FigureMention, w: When) -> int:
    behind = w.start >= figure.end
    gap = w.start - figure.end if behind else figure.start - w.end
    words = text[figure.end : w.start] if behind else text[w.end : figure.start]
    said, parts = _between_words()
    far = 60 if said.search(text[max(0, w.start - 20) : w.start]) else 0
    return gap + 15 * words.count(",") + 30 * len(parts.findall(words)) + far


# ---------------------------------------------------------------- the days
def time_of(
    one: Timed, stance: Stance, times: Sequence[When], given: Dated, earlier: Time | None
) -> tuple[Time, When | None]:
    """Kind and days of a figure, and the expression that tells them. What the text does not tell stays None.

    `earlier` is the time of the figure before, where one source gives both.
    """
    after = given.dateline or 0
    own = [_of_an_event(w, one.text) for w in own_times(one.text, one.scene, times) if w.start >= after]
    own = [w for w in own if not is_of_total(one, w)]
    nearest = nearest_time(one, own)
    features = time_features(one, nearest, {w.kind for w in own}, earlier.kind if earlier else None, stance)
    kind = "period" if is_growth(one) else kind_of(features, one.measure)
    words = nearest.text if nearest else None
    if earlier is not None and not own and _of_the_same(one):
        return replace_words(earlier), None
    if (earlier is None or earlier.kind == "total") and is_earlier_count(one, nearest, counted=earlier is not None):
        kind = "total"
    if kind in ("planned", "unspecified"):
        return Time(kind=kind, text=words), nearest
    if kind == "state":
        last = str(nearest.last) if nearest and nearest.last and nearest.kind != "total" else given.published
        return Time(kind="state", end=last, text=words), nearest
    if kind == "total":
        return _total(one, own, given, earlier)
    return _period(one, times, given, earlier)


@functools.cache
def _named_again() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:[Tt]he|[Oo]f the|[Aa]mong the)\s(?:{any_of(_WORDS, 'time', 'counted_before')})\b")


def _of_the_same(one: Timed) -> bool:
    """Whether a sentence parts the count before it: `The dead were 93 guerrillas and 26 soldiers.`"""
    return bool(_named_again().match(one.text, one.scene.sentence.start, one.scene.sentence.end))


def replace_words(earlier: Time) -> Time:
    """The time of the figure before, with no words of its own sentence."""
    return Time(kind=earlier.kind, start=earlier.start, end=earlier.end)


_UNTOLD = ("published", "eve", "night", "war")  # days that no words of the text name
# Probability; below it such days are left out. In cross-validation on 225 documents a bar of .1 (rates and denials at
# .5) gives 36 more: 6 are right, 17 wrong, and of 13 the text tells no day.
UNTOLD_THRESHOLD = 0.2


def _period(one: Timed, times: Sequence[When], given: Dated, earlier: Time | None) -> tuple[Time, When | None]:
    """A flow over the likeliest of the days that the text and its day of publication give."""
    found = options(one, times, given, earlier)
    chosen = best(weights("days"), [option.features for option in found])
    if chosen is None:
        return Time(kind="period"), None
    option = found[chosen[0]]
    alone = len(found) == 1 and option.source != "war"  # no text says by its silence that all was on a war's first day
    if option.source in _UNTOLD and not alone and probability(chosen[1]) < UNTOLD_THRESHOLD:
        return Time(kind="period"), None
    words = option.when.text if option.when else None
    return Time(kind="period", start=option.first, end=option.last, text=words), option.when


@functools.cache
def _war() -> re.Pattern[str]:
    wars = any_of(_WORDS, "time", "wars")
    whose = r"the|this|its|since|of|[A-Z]\w{1,20}['’]s?|[A-Z]\w{1,20}n"  # "Russia's invasion", "the Russian invasion"
    return re.compile(rf"\b(?:{whose}) (?:[\w-]+ ){{0,3}}?(?:{wars})\b")


# "14 more than on Monday": another day's; "including in Tuesday's attack": of a part
_OF_OTHERS = re.compile(r"\bthan\s+$|\bincluding\s(?:\w+\s){0,5}$")
_CLAUSE = 45  # characters behind "since" in which a time belongs to its clause: "since they invaded on 24 February"


def _dates_a_total(when: When) -> bool:
    if when.kind == "total" and not when.first:
        return when.text.lower() not in word_set(_WORDS, "time", "now")
    return when.kind == "period"


def _in_its_clause(text: str, since: When | None, when: When) -> bool:
    return (
        since is not None and since.end <= when.start < since.end + _CLAUSE and "," not in text[since.end : when.start]
    )


def _whole_stretch(own: Sequence[When]) -> When | None:
    """`between 24 February and 15 May`: a stretch that has both ends and is no mere month counts a total."""
    long = [w for w in own if w.kind == "period" and w.first and w.last and (w.last - w.first).days > _MONTH]
    return next((w for w in long if _BOTH_ENDS.match(w.text)), None)


_MONTH = 31  # days
_BOTH_ENDS = re.compile(r"(?:between|from)\b", re.IGNORECASE)


def _total(one: Timed, own: list[When], given: Dated, earlier: Time | None) -> tuple[Time, When | None]:
    """A running total: since its stated start, as of the day that it was stated for."""
    text, sentence = one.text, one.scene.sentence
    if stretch := _whole_stretch(own):
        return Time(kind="total", start=str(stretch.first), end=str(stretch.last), text=stretch.text), stretch
    since = next((w for w in own if w.kind == "total" and w.first), None)
    start = _start(one, since, given)
    days = [
        w
        for w in own
        if w.last
        and _dates_a_total(w)
        and str(w.last) != start
        and not _in_its_clause(text, since, w)
        and not _OF_OTHERS.search(text[max(sentence.start, w.start - 50) : w.start])
    ]
    as_of = min(days, key=lambda w: ((w.last - w.first).days if w.first and w.last else 0, -w.start), default=None)
    if start is None and earlier is not None and earlier.kind == "total":
        start = earlier.start
    if since is None and as_of is None and earlier is not None and earlier.kind == "total":
        return Time(kind="total", start=start, end=earlier.end), None
    end = str(as_of.last) if as_of else str(since.last) if since and since.last else given.published
    if end == start:  # "since they invaded on 24 February": the day that it began is not the day that it was counted
        end = given.published
    when = since or as_of
    return Time(kind="total", start=start, end=end, text=when.text if when else None), when


def _start(one: Timed, since: When | None, given: Dated) -> str | None:
    """The first day of a total: the stated one, or that of the war which its sentence or the one before names."""
    if since is not None:
        return str(since.first)
    low = max(0, one.scene.sentence.start - _BEFORE)
    return given.war if _war().search(one.text, low, one.scene.sentence.end) else None


_BEFORE = 200  # characters before a sentence that may name its war
