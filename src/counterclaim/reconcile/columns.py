"""What joining claims needs of them, as columns of whole numbers: equal numbers stand for equal things, 0 for none."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from counterclaim.reconcile.credits import outlet, wire
from counterclaim.reconcile.items import Item
from counterclaim.reconcile.leads import telling
from counterclaim.reconcile.neardup import clusters
from counterclaim.reconcile.passages import around
from counterclaim.reconcile.ties import Codes, Numbers, numbers


class Columns(NamedTuple):
    """One row per claim."""

    claim: Numbers
    document: Numbers  # in the order of the documents' names
    place: Numbers  # where in it the figure begins
    day: Numbers  # ordinal of the last day that it holds for
    quantity: Numbers  # what is counted, and where
    bucket: Numbers  # the quantity and the hard interval
    who: Numbers  # the claimant; nobody is one too
    voice: Numbers  # the side, or the claimant that speaks for none
    when: Numbers  # kind of time, days of a flow, place of a small number, whether it is denied
    cluster: Numbers  # the texts that are nearly this one, if there are any
    credit: Numbers  # the agency that the article credits, of a figure without claimant
    outlet: Numbers  # of a figure without claimant
    before: Numbers  # the words in front of the figure
    after: Numbers  # the words behind it


def columns(found: Sequence[Item], texts: Mapping[str, str], leads: Collection[int]) -> Columns:
    """The columns of items; `leads` are the numbers of those that stand for another figure of their document.

    A lead ("hundreds") is joined to nothing outside of its document but by the text itself: it would join what is
    apart.
    """
    codes = Codes()
    documents = {name: number for number, name in enumerate(sorted({item.entry.document for item in found}), start=1)}
    cluster, credit = near_texts(found, texts), credits_of(found, texts)
    own = [not item.who and number not in leads for number, item in enumerate(found)]
    sides = [(0, 0) if number in leads else around(item.claim) for number, item in enumerate(found)]
    quantities = [codes(item.quantity) for item in found]
    pairs = list(zip(found, quantities, strict=True))
    return Columns(
        claim=numbers(codes(item.claim.id) for item in found),
        document=numbers(documents[item.entry.document] for item in found),
        place=numbers(item.claim.figure.start for item in found),
        day=numbers(item.day.toordinal() if item.day else 0 for item in found),
        quantity=numbers(codes((of, item.area)) for item, of in pairs),
        bucket=numbers(codes((of, item.hard.low, item.hard.high)) for item, of in pairs),
        who=numbers(codes(item.who) for item in found),
        voice=numbers(codes(item.voice or None) for item in found),
        when=numbers(codes((item.claim.stance == "denies", same_time_kind(item))) for item in found),
        cluster=numbers(codes(cluster.get(item.entry.text_sha256)) for item in found),
        credit=numbers(
            codes(credit.get(item.entry.text_sha256)) if alone else 0 for item, alone in zip(found, own, strict=True)
        ),
        outlet=numbers(
            codes(outlet(item.entry.outlet)) if alone and item.entry.outlet else 0
            for item, alone in zip(found, own, strict=True)
        ),
        before=numbers(before for before, _ in sides),
        after=numbers(after for _, after in sides),
    )


def same_time_kind(item: Item) -> str:
    """The kind of time as far as it separates figures; a flow also by its days, a small number by its place."""
    kind = item.claim.time.kind
    days = f" {item.days.first}" if kind == "period" else ""
    return f"{kind}{days} {'' if telling(item) else item.area}"


def near_texts(found: Sequence[Item], texts: Mapping[str, str]) -> dict[str, str]:
    """The cluster of each text that is not alone in its cluster, by the text's sha256."""
    used = {item.entry.text_sha256 for item in found}
    leader = clusters({sha: text for sha, text in texts.items() if sha in used})
    size: dict[str, int] = {}
    for name in leader.values():
        size[name] = size.get(name, 0) + 1
    return {sha: f"text {name}" for sha, name in leader.items() if size[name] > 1}


def credits_of(found: Sequence[Item], texts: Mapping[str, str]) -> dict[str, str]:
    """The agency that each text credits, by the text's sha256."""
    used = {item.entry.text_sha256 for item in found if not item.who}
    named = {sha: wire(text) for sha, text in texts.items() if sha in used}
    return {sha: f"wire {agency}" for sha, agency in named.items() if agency}
