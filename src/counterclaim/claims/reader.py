"""Document to claims: every figure of a text is bound to a measure, a party, a claimant, a time and a place.

A figure is a claim where the measure model finds a cue that carries it; the party and the claimant are then weighed
among all that the text names (`binding`). A line of a list is read by `bulletins`. What nobody is named for stays
unattributed, unless a figure of the same worth, or its neighbours, tell.
"""

import bisect
import collections
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from counterclaim.claims.binding import bind
from counterclaim.claims.bound import Bound, Memory, remember, summed_up
from counterclaim.claims.bulletins import bind_item
from counterclaim.claims.cause import cause_of, causes_in, is_of_another
from counterclaim.claims.decisions import faint, turned_down
from counterclaim.claims.figure_grammar import FigureMention
from counterclaim.claims.grid_cells import bind_cell, cell_of
from counterclaim.claims.lexicon import Counted
from counterclaim.claims.lists import Item, find_items
from counterclaim.claims.neighbours import in_step
from counterclaim.claims.periods import When, find_times
from counterclaim.claims.prepare import Prepared, prepare
from counterclaim.claims.records import as_claim, surroundings
from counterclaim.claims.sources import Source
from counterclaim.claims.stated_day import stated_day
from counterclaim.claims.twice_told import agree_on_place, agree_on_time, agree_on_whom
from counterclaim.claims.wordlists import word_set
from counterclaim.model import Cause, Claim, Document, claim_id

NEAR = 400  # characters before a sentence (half of it after) whose words tell its cause
_CONFLICT = ("conflict", "unknown")  # the causes of claims that are given by default
READER = "counterclaim-0.1.0/linear-2"
# Probability; where few words speak of conflict, one claim at least must be so sure for any to be read: in
# cross-validation it halves the texts without conflict that give a claim, and leaves F1 of finding figures as it is.
SURE = 0.65
LEAD_SENTENCES, BODY = 3, 12  # a figure of the first sentences may be attributed so many sentences on


def read(document: Document, *, any_cause: bool = False) -> tuple[Claim, ...]:
    """All claims of a document, in the order of its text; of conflict, or of any cause."""
    document = _dated(document)
    prepared = prepare(document, any_cause=any_cause)
    if not prepared.reading.scenes:
        return ()
    times = find_times(document.text, document.published)
    bound = _bound(prepared, find_items(document.text, prepared.reading.sentences), times)
    topic = prepared.reading.topic
    if not bound:
        return ()
    if topic.faint and not any_cause and max(one.sure for one in bound) < SURE:
        for one in bound:
            faint(one.figure, one.measure, one.sure)
        return ()
    agree_on_whom(bound)
    _attribute_by_value(bound)
    _attribute_between(bound)
    around = surroundings(prepared, times)
    found = [as_claim(READER, prepared, bound[0], around, None)]
    for before, one in pairwise(bound):
        near = (one.source is not None and before.source == one.source) or one.scene.index - before.scene.index <= 1
        found.append(as_claim(READER, prepared, one, around, found[-1].told if near else None))
    told = agree_on_time(bound, agree_on_place(bound, [recorded.claim for recorded in found]))
    claims = in_step(document.text, told)
    return of_cause(prepared, claims, any_cause=any_cause)


def _dated(document: Document) -> Document:
    """A document with the day of publication that its own text states, where nothing else tells it."""
    day = None if document.published else stated_day(document.text)
    return msgspec.structs.replace(document, published=day) if day else document


def sureness(document: Document) -> dict[str, float]:
    """How sure the reader is of its claims, by id: the probability that the figure counts what the claim says.

    A claim that a rule made (a line of a list, a cell of a table, a count that goes on) was not weighed: 1.
    """
    prepared = prepare(document, any_cause=True)
    if not prepared.reading.scenes:
        return {}
    items = find_items(document.text, prepared.reading.sentences)
    bound = _bound(prepared, items, find_times(document.text, document.published))
    text_sha256 = document.text_sha256
    return {claim_id(text_sha256, one.figure.start, one.figure.end): one.sure for one in bound}


def of_cause(prepared: Prepared, claims: Sequence[Claim], *, any_cause: bool = False) -> tuple[Claim, ...]:
    """Of some claims of a text those that are about conflict, or with `any_cause` all, each with its cause."""
    text = prepared.document.text
    if any_cause or prepared.reading.topic.faint or prepared.reading.topic.short:
        causes = causes_in(text)
        claims = [msgspec.structs.replace(claim, cause=_cause(text, claim, causes)) for claim in claims]
    return tuple(claim for claim in claims if any_cause or _is_of_conflict(claim))


def _is_of_conflict(claim: Claim) -> bool:
    other = claim.cause not in _CONFLICT or is_of_another(claim.quote.text)
    return not (other and turned_down(claim.figure.start, claim.figure.end, "another_cause"))


def _cause(text: str, claim: Claim, whole: collections.Counter[str]) -> Cause:
    """The cause of what a claim's sentence tells."""
    start, end = claim.quote.start, claim.quote.end
    return cause_of(claim.quote.text, text[max(0, start - NEAR) : end + NEAR // 2], whole)


def _bound(prepared: Prepared, items: dict[int, Item], times: list[When]) -> list[Bound]:
    """The figures that carry a measure, bound one after the other: each remembers the one before."""
    document = prepared.document
    bound: list[Bound] = []
    memory = Memory()
    for scene in prepared.reading.scenes:
        same: Counted | None = None
        for which, (figure, phrase) in enumerate(scene.figures):
            if in_a_date(figure, times):
                continue
            cell = cell_of(prepared.reading.grids, document.text, figure) if prepared.reading.grids else None
            if cell is not None:
                one = bind_cell(prepared, scene, which, cell, times)
            elif scene.index in items:
                one = bind_item(prepared, scene, which, items[scene.index], memory)
            elif (first := summed_up(bound, scene, figure, phrase)) is not None:
                one = bind(prepared, scene, which, remember(first, Memory()), first.phrase.counted)
            else:
                one = bind(prepared, scene, which, memory, same)
            same = phrase.counted or same
            if one is not None:
                one.story = prepared.parties.story_number(figure.start)
                bound.append(one)
                memory = remember(one, memory)
    return bound


def in_a_date(figure: FigureMention, times: list[When]) -> bool:
    """Whether a number belongs to a day and counts nothing: `from 2002 to 2008`, `29 and 30 November`."""
    at = bisect.bisect_right(times, figure.start, key=lambda w: w.start) - 1
    dated = at >= 0 and figure.start < times[at].end and any(c.isdigit() for c in times[at].text)
    return dated and (figure.hint == "article" or turned_down(figure.start, figure.end, "date", times[at].text))


def _attribute_by_value(bound: list[Bound]) -> None:
    """A lead's figure that the body attributes a few lines on is the body's claimant's."""
    for number, one in enumerate(bound):
        value = one.figure.value
        if one.scene.index > LEAD_SENTENCES:
            break
        if value is None or value <= 1 or one.figure.hint == "article":
            continue
        if one.source is not None and not _is_described(one.source):
            continue
        for later in bound[number + 1 :]:
            if later.scene.index - one.scene.index > BODY or later.story != one.story:
                break
            if later.source is None or later.verb in word_set("speech.toml", "deny"):
                continue
            if one.source and (later.source.kind == "media" or one.source.side not in (None, later.source.side)):
                continue
            if later.figure.value == value and later.measure == one.measure:
                one.source, one.verb, one.via = later.source, later.verb, later.via
                break


def _is_described(source: Source) -> bool:
    """Whether a source is only described as some body, not named: `Media body`, `war monitor`."""
    words = source.name.split()
    only = source.id is None and words[1:] == source.name.lower().split()[1:]
    return only and words[-1] in word_set("speech.toml", "bodies")


def _attribute_between(bound: list[Bound]) -> None:
    """A figure between two that one side gives of the same measure and party, the next in its paragraph, is its own."""
    for before, one, after in zip(bound, bound[1:], bound[2:], strict=False):
        if one.source is not None or before.source is None or after.source is None:
            continue
        same = before.measure == one.measure == after.measure and before.party == one.party == after.party
        gap = after.scene.index - one.scene.index
        close = gap <= 1 and one.scene.sentence.paragraph == after.scene.sentence.paragraph
        if same and close and before.source.side == after.source.side is not None:
            one.source, one.verb = after.source, after.verb
