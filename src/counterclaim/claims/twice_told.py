"""One claim told twice in a text: headline, lead and body give the same number of the same measure.

What one mention leaves open another may tell: of whom, what kind of people, where; not in another story of an outline.
"""

import collections
from collections.abc import Iterator, Sequence

from counterclaim.claims.binding import LINEAR
from counterclaim.claims.bound import Bound
from counterclaim.claims.kinds_of_people import KINDS
from counterclaim.claims.neighbours import names_in_its_sentence, with_fields
from counterclaim.claims.wordlists import word_set
from counterclaim.model import Claim

LEAST = 3  # smaller numbers recur by chance: with twos, kinds of people are right .907 of the time, without .912
MARGIN = 0.1  # of probability; by less no mention is surer of its party than another


def same_claims(bound: Sequence[Bound]) -> Iterator[list[int]]:
    """The mentions of each claim that a text tells more than once: their places in the order of the text."""
    found: dict[object, list[int]] = collections.defaultdict(list)
    for at, one in enumerate(bound):
        value = one.figure.value
        if one.rule.startswith(LINEAR) and value is not None and value >= LEAST:
            found[one.story, value, one.measure, one.kind].append(at)
    for mentions in found.values():
        if len({bound[at].scene.index for at in mentions}) == len(mentions) > 1:
            yield mentions


def agree_on_whom(bound: Sequence[Bound]) -> None:
    """Give mentions of one claim the party of the surest, and the kind of people that a noun tells.

    `89 killed in the strike, Russia says ... The ministry said that 89 servicemen were killed.`
    """
    for places in same_claims(bound):
        mentions = [bound[at] for at in places]
        surest = max(mentions, key=lambda one: one.party_sure)
        told = {one.object for one in mentions if one.object_told and one.object in KINDS}
        for one in mentions:
            if surest.party_sure - one.party_sure > MARGIN:
                one.party = surest.party
            if len(told) == 1 and not one.object_told and not _counts_people(one):
                one.object = next(iter(told))


def _counts_people(one: Bound) -> bool:
    """Whether a figure's own word is no more than `people`, which leaves the kind open on purpose."""
    noun = one.phrase.noun
    return noun is not None and one.scene.tree[noun].low in word_set("binding_words.toml", "counted", "plain_people")


def agree_on_place(bound: Sequence[Bound], claims: list[Claim]) -> list[Claim]:
    """The claims; of mentions of one claim those whose sentence names no place have the place that another's names."""
    for places in same_claims(bound):
        told = [claims[at] for at in places if names_in_its_sentence(claims[at], "place")]
        if not told or len({claims[at].party for at in places}) > 1:
            continue
        if len({claim.place.name for claim in told if claim.place}) > 1:
            continue
        for at in places:
            if not names_in_its_sentence(claims[at], "place") and _is_mapped(told[0]) >= _is_mapped(claims[at]):
                claims[at] = with_fields(claims[at], told[0], "place")
    return claims


def _is_mapped(claim: Claim) -> bool:
    """Whether a claim's place is one that the gazetteer knows."""
    return claim.place is not None and claim.place.lat is not None


def agree_on_time(bound: Sequence[Bound], claims: list[Claim]) -> list[Claim]:
    """The claims; of mentions of one event those whose sentence names no day have the days that another's names."""
    for places in same_claims(bound):
        flows = [at for at in places if claims[at].time.kind == "period"]
        told = [claims[at] for at in flows if names_in_its_sentence(claims[at], "time") and claims[at].time.start]
        if not told or len({claims[at].party for at in flows}) > 1:
            continue
        if len({(claim.time.start, claim.time.end) for claim in told}) > 1:
            continue
        for at in flows:
            if not names_in_its_sentence(claims[at], "time"):
                claims[at] = with_fields(claims[at], told[0], "time")
    return claims
