"""One line of a list, bound: `tanks - 1263 (+9)` under the heading of a daily bulletin."""

import re
from dataclasses import replace
from datetime import date, timedelta

from counterclaim.claims.binding import LIST, attribute, bind
from counterclaim.claims.bound import Bound, Memory
from counterclaim.claims.lists import Item, is_increment, item_measure, label_object
from counterclaim.claims.periods import When
from counterclaim.claims.prepare import Prepared
from counterclaim.claims.scenes import Scene
from counterclaim.claims.sentences import Sentence
from counterclaim.claims.sources import Source
from counterclaim.claims.when_days import between
from counterclaim.claims.wordlists import word_set
from counterclaim.model import Time
from counterclaim.vocabulary.actors import is_country
from counterclaim.vocabulary.conflicts import conflicts

_RELATIVE = re.compile(r"\s(?:who|whose|which|that)\s|[,;(+]")
BACK = 1500  # characters before a line in which the time of its list may stand
MONTH = 31  # days: a longer stretch in a heading makes its list one of totals


def bind_item(prepared: Prepared, scene: Scene, which: int, item: Item, memory: Memory) -> Bound | None:
    """Figure number `which` of a line of a list, bound; as running text where the list does not tell the measure."""
    figure, phrase = scene.figures[which]
    if figure.hint == "article":
        return None
    heading = ""
    if item.head is not None:
        head = prepared.reading.sentences[item.head]
        heading = prepared.document.text[head.start : head.end]
    label = _own_label(prepared.document.text, scene, which) if item.number_first else item.label
    counted = label_object(label)
    if counted is None and which and phrase.counted and phrase.counted.kind == "persons":
        counted = phrase.counted
    measure = item_measure(label, heading, counted)
    if measure is None:
        return bind(prepared, scene, which, memory, None)
    unnamed = "people" if measure in word_set("binding_words.toml", "counted", "persons_measures") else "other"
    kind, thing = (counted.kind, counted.object) if counted else ("things", unnamed)
    one = Bound(scene, figure, phrase, measure, kind, None, thing, LIST, source=prepared.issuer, head=item.head)
    if one.source is None:
        one.source = memory.source if item.head is not None and memory.head == item.head else None
    if one.source is None:
        attribute(prepared, one, memory)
    if one.source is None and item.head is not None:
        one.source = _heading_source(prepared, item.head)
    if item.approximate and figure.qualifier == "exact" and not is_increment(prepared.document.text, figure):
        one.qualifier = "approx"
    one.party = _party(prepared, one)
    return one


def _heading_source(prepared: Prepared, head: int) -> Source | None:
    """Who is named in the heading of a list, or by the sentence before it."""
    said = prepared.stage.between(head - 1, head)
    return said[-1].source if said else None


def _own_label(text: str, scene: Scene, which: int) -> str:
    """The first words behind a number of a line with several, as far as the next: `3 new martyrs, 1 martyr who ...`."""
    numbers = [figure for figure, _ in scene.figures if figure.hint != "article"]
    figure = scene.figures[which][0]
    end = next((f.start for f in numbers if f.start > figure.end), scene.sentence.end)
    behind = text[figure.end : end]
    cut = _RELATIVE.search(behind)
    return behind[: cut.start()] if cut else behind


def _party(prepared: Prepared, one: Bound) -> str | None:
    """Whose losses a list tells: named in its label or heading, else not its issuer's but the most named's."""
    side = one.source.side if one.source else None
    sentences = [one.scene.sentence] + ([prepared.reading.sentences[one.head]] if one.head is not None else [])
    for sentence in sentences:
        mentions = prepared.parties.of(sentence)
        others = [m.party for m in mentions if m.form != "place" and m.party != side]
        if others and (one.kind != "persons" or one.measure == "lost"):
            return others[0]
        if mentions:
            return mentions[0].party
    others = [p for p in prepared.parties.ranked if p != side]
    if one.measure in ("lost", "destroyed", "shot_down") and others:
        return others[0]
    if side is not None and one.measure in ("lost", "destroyed"):
        return _enemy(side, prepared.document.published)
    return side if one.measure in ("killed", "wounded") else (others[0] if others else None)


def _enemy(side: str, published: str | None) -> str | None:
    """The one state that a side is at war with at the day of a report; None where it is not one."""
    against = {
        party
        for conflict in conflicts().values()
        if conflict.runs(published)
        for own in conflict.sides
        if side in own
        for other in conflict.sides
        if other is not own
        for party in other
        if is_country(party)
    }
    return against.pop() if len(against) == 1 else None


def time_of_item(prepared: Prepared, one: Bound, times: list[When]) -> tuple[Time, When | None]:
    """A list's totals run over its heading's time; its increments over the day before the report."""
    text, published = prepared.document.text, prepared.document.published
    if published and len(published) == 10 and is_increment(text, one.figure):
        day = date.fromisoformat(published)
        return Time(kind="period", start=str(day - timedelta(days=1)), end=published), None
    heading = _heading_time(prepared, one, times)
    if one.measure == "requested":
        return Time(kind="planned"), heading
    if heading is None:
        return Time(kind="total", end=published), None
    long = heading.first and heading.last and (heading.last - heading.first).days > MONTH
    first = str(heading.first) if heading.first else None
    last = str(heading.last) if heading.last else published
    total = heading.kind == "total" or long
    return Time(kind="total" if total else "period", start=first, end=last, text=heading.text), heading


def _heading_time(prepared: Prepared, one: Bound, times: list[When]) -> When | None:
    """The time that governs a line: its own, its heading's, else the last before it."""
    sentence, text = one.scene.sentence, prepared.document.text
    own = next((w for w in between(times, sentence.start, sentence.end) if w.first), None)
    if own is not None:
        return own
    before = between(times, sentence.start - BACK + 1, sentence.start)
    items = [w for w in before if w.kind in ("total", "period")]
    head = prepared.reading.sentences[one.head] if one.head is not None else None
    under = [w for w in items if head is not None and head.start <= w.start < head.end]
    whole = [w for w in under if not _in_brackets(text, head, w)] if head is not None else []
    near = whole or under or items[-1:]
    heading = next((w for w in near if w.kind == "total"), near[0] if near else None)
    return _dated(heading, under) if heading is not None else None


def _in_brackets(text: str, head: Sentence, when: When) -> bool:
    """Whether a time of a heading is only that of the change beside each total: `(change since Sunday)`."""
    before = text[head.start : when.start]
    return before.rfind("(") > before.rfind(")")


def _dated(heading: When, under: list[When]) -> When:
    """A total without a first day takes it from another time of its heading."""
    if heading.kind != "total" or heading.first is not None:
        return heading
    first = next((w.first for w in under if w.first), None)
    return replace(heading, first=first, last=None) if first else heading
