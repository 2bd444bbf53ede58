"""A document read with a model's help: passages are sent, quotations come back, and claims are made of those that hold.

How the two readers are combined (`reader`): with `both` the project's own claims stand as they are, and the model adds
claims only for figures that have none; where both have one and read it differently, the own stands and the difference
is told. With `model` the claims are those that the model quoted, and no others.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from counterclaim.claims import LANGUAGES, READER, find_claims
from counterclaim.claims.leftovers import disjoint, overlapping
from counterclaim.claims.prepare import Prepared, prepare
from counterclaim.claims.scenes import AFTER, BEFORE
from counterclaim.claims.sentences import Sentence
from counterclaim.errors import AnswerError, UsageError
from counterclaim.extractor.address import Endpoint
from counterclaim.extractor.answer import CutOff, Proposal, prompt, proposals, question
from counterclaim.extractor.grounding import MODEL_READER, Ground, ground
from counterclaim.extractor.quotes import Found, Reason, Refused
from counterclaim.extractor.transport import BadRequest, ask
from counterclaim.model import Claim, Document, Record

Reader = Literal["own", "model", "both"]
Sleep = Callable[[float], None]

PASSAGE = 6000  # characters sent at once: some 1,500 tokens, which leaves room in a model of 8,000 for the answer
MOST_PASSAGES = 100  # of one document: 600,000 characters about war, a long book
TRIES = 2  # for an answer that cannot be used: most servers do not give the same one twice
COMPARED = ("measure", "object", "party", "claimant")


class Refusal(Record, frozen=True, kw_only=True):
    """Words that the model gave and that were not taken: the whole proposal, or one field of it."""

    document: str
    reason: Reason
    words: str  # at most 80 characters of them
    why: str

    def __str__(self) -> str:
        """One line for a person.

        >>> print(Refusal(document="a", reason="not_in_text", words="900", why="does not stand in the text"))
        '900' does not stand in the text
        """
        return f"{self.words!r} {self.why}"


class Extraction(Record, frozen=True, kw_only=True):
    """What came of a document that a model helped to read."""

    claims: tuple[Claim, ...]
    refused: tuple[Refusal, ...] = ()
    differing: tuple[str, ...] = ()  # one line for each figure that both readers have and read differently
    proposed: int = 0  # figures that the model gave
    passages: int = 0  # stretches of the text that were sent


def reader_name(endpoint: Endpoint, reader: Reader) -> str:
    """Name and version of a reading with a model, as the ledger keeps it."""
    own = f"{READER}+" if reader == "both" else ""
    return f"{own}{MODEL_READER} {endpoint.model} {prompt()[1]}"


def extract(
    document: Document, endpoint: Endpoint, *, reader: Reader = "both", sleep: Sleep = time.sleep
) -> Extraction:
    """The claims of a document, read with the help of the model at `endpoint`.

    AnswerError where the model gave nothing usable for this document, EndpointError where it cannot be asked at all.
    A document that is not about conflict, or not in English, is not sent.
    """
    if reader not in ("model", "both"):
        raise UsageError(f"{reader!r} asks no model: reader is 'both' or 'model'")
    if document.language is not None and document.language not in LANGUAGES:
        return Extraction(claims=())
    prepared = prepare(document)
    faint = prepared.reading.topic.faint
    own = find_claims(document) if reader == "both" or faint else ()
    stretches = list(passages(prepared))
    if not stretches or (faint and not own):  # where few words speak of conflict the own reader tells whether any does
        return Extraction(claims=own)
    if len(stretches) > MOST_PASSAGES:
        raise AnswerError(f"too long for a model: {len(stretches)} questions, {MOST_PASSAGES} at most; split it")
    quoted, refused, proposed = _quoted(ground(prepared, endpoint.model), stretches, endpoint, sleep)
    claims, differing = combined(own if reader == "both" else (), quoted)
    return Extraction(
        claims=claims, refused=tuple(refused), differing=differing, proposed=proposed, passages=len(stretches)
    )


def passages(prepared: Prepared) -> Iterator[tuple[Sentence, ...]]:
    """The stretches of a text that can hold a claim, with the sentences around them that may name its source."""
    sentences = prepared.reading.sentences
    wanted: set[int] = set()
    for scene in prepared.reading.scenes:
        if scene.figures:
            wanted.update(range(max(0, scene.index - BEFORE), min(len(sentences), scene.index + AFTER + 1)))
    stretch: list[Sentence] = []
    last = -1
    for index in sorted(wanted):
        if stretch and (index != last + 1 or sentences[index].end - stretch[0].start > PASSAGE):
            yield tuple(stretch)
            stretch = []
        stretch.append(sentences[index])
        last = index
    if stretch:
        yield tuple(stretch)


def _quoted(
    grounds: Ground, stretches: Sequence[Sequence[Sentence]], endpoint: Endpoint, sleep: Sleep
) -> tuple[list[Claim], list[Refusal], int]:
    """The claims that the model's quotations make, what of them was refused, and how many were proposed."""
    document = grounds.prepared.document
    claims: dict[str, Claim] = {}
    refused: list[Refusal] = []
    proposed = 0

    def refuse(reason: Reason, words: str, why: str) -> None:
        refused.append(Refusal(document=document.id, reason=reason, words=" ".join(words.split())[:80], why=why))

    for stretch in stretches:
        for passage, proposal in _proposed(document.text, stretch, endpoint, sleep):
            proposed += 1
            try:
                if isinstance(proposal, str):
                    raise Refused("form", proposal, "is what a proposal's form fails in")
                claim, lesser = grounds.claim(proposal, passage)
                if claim.id in claims:
                    raise Refused("repeated", proposal.figure, "was given before")
                claims[claim.id] = claim
                for one in lesser:
                    refuse(one.reason, one.words, one.why)
            except Refused as one:
                refuse(one.reason, one.words, one.why)
    return list(claims.values()), refused, proposed


def _proposed(
    text: str, stretch: Sequence[Sentence], endpoint: Endpoint, sleep: Sleep
) -> Iterator[tuple[Found, Proposal | str]]:
    """What the model proposes for a stretch; in halves where its answer for the whole is cut off."""
    passage = Found(stretch[0].start, stretch[-1].end)
    try:
        given = _asked(endpoint, text[passage.start : passage.end], sleep)
    except CutOff:
        if len(stretch) < 2:
            raise
        yield from _proposed(text, stretch[: len(stretch) // 2], endpoint, sleep)
        yield from _proposed(text, stretch[len(stretch) // 2 :], endpoint, sleep)
        return
    yield from ((passage, proposal) for proposal in given)


def _asked(endpoint: Endpoint, passage: str, sleep: Sleep) -> list[Proposal | str]:
    """An answer that can be used; asked for again, without a form where the server knows none, where it cannot."""
    formed = True
    for left in reversed(range(TRIES + 1)):
        try:
            return proposals(ask(endpoint, question(endpoint, passage, formed=formed), sleep=sleep))
        except BadRequest:
            if not formed:
                raise
            formed = False
        except CutOff:
            raise
        except AnswerError:
            if not left:
                raise
    raise AssertionError("the last try returns or raises")


def combined(own: Sequence[Claim], quoted: Sequence[Claim]) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
    """The own claims as they are, and those quoted for figures without one; where both read one, how they differ."""
    ours = {claim.id: claim for claim in own}
    taken = disjoint((c.figure.start, c.figure.end) for c in own)
    added = [c for c in quoted if c.id not in ours and not overlapping(taken, c.figure.start, c.figure.end)]
    told = [_difference(ours[c.id], c) for c in quoted if c.id in ours]
    claims = sorted([*own, *added], key=lambda c: c.figure.start)
    return tuple(claims), tuple(filter(None, told))


def _difference(own: Claim, quoted: Claim) -> str:
    """The fields of a figure that both readers have and read differently, in one line; empty where they agree."""

    def value(claim: Claim, field: str) -> str:
        if field == "claimant":
            return claim.claimant.name if claim.claimant else "nobody"
        return getattr(claim, field) or "nobody"

    pairs = [(field, value(own, field), value(quoted, field)) for field in COMPARED]
    apart = [f"{field} {ours}, not {theirs}" for field, ours, theirs in pairs if ours != theirs]
    return f"{own.figure.text!r} stays as it was read: {'; '.join(apart)}" if apart else ""
