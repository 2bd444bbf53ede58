"""A copy that grew with its ledger, in whatever steps, holds what a copy made anew holds; parts together, what each
gives alone."""

import random
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from bench.scale_ledger import documents
from counterclaim.ledger import Decision, Ledger
from counterclaim.ledger.copies import remove
from counterclaim.model import Claim, Document, Filter, claim_id
from counterclaim.reconcile.copy import Copy, grow, reckon, waiting, work
from counterclaim.reconcile.copy.results import KINDS
from counterclaim.reconcile.copy.work import Job
from tests.ledger.build import WHEN

CLAIMS = 160
Read = tuple[Document, list[Claim]]


def edited(one: Read) -> Read:
    """The claims of a document in an evening edition: nearly the same text, under an agency's credit."""
    document, claims = one
    other = replace(document, id=f"{document.id} evening", text=f"{document.text}(Reuters)", outlet="Evening Post")
    sha = other.text_sha256
    return other, [
        replace(claim, id=claim_id(sha, claim.figure.start, claim.figure.end), document=other.id, claimant=None)
        for claim in claims
    ]


def some() -> list[Read]:
    """Documents of four conflicts, some told again in nearly the same text, some claims of no known conflict."""
    made = list(documents(CLAIMS, wars_at_most=4))
    document, claims = made[3]
    made[3] = document, [replace(claim, conflict=None) if number % 3 else claim for number, claim in enumerate(claims)]
    return [*made, *(edited(one) for one in made[:8])]


def everything(copy: Copy) -> dict[str, Any]:
    """All that a copy tells."""
    told: dict[str, Any] = {
        kind: (list(copy.reckoned(kind)), copy.tally(kind), list(copy.reckoned(kind, Filter(measure="killed"))))
        for kind in ("comparison", "series", "finding", "origin")
    }
    page = copy.page(limit=10_000)
    return {**told, "claims": (page.entries, page.total), "counts": copy.facets()}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("least", [1, grow.LEAST])  # with claims that were added alone, and as a whole
def test_a_copy_that_grew_is_a_copy_made_anew(
    seed: int, least: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grow, "LEAST", least)
    monkeypatch.setattr(grow, "SHARE", 2)
    chance = random.Random(seed)
    made = some()
    chance.shuffle(made)
    with Ledger(tmp_path / "war.db", create=True) as ledger:
        with Copy(ledger) as copy:
            while made:
                size = chance.choice((1, 2, 7))
                step, made = made[:size], made[size:]
                for document, claims in step:
                    ledger.add(document, claims, reader="rules 1", read_at=WHEN)
                document, claims = chance.choice(step)
                if chance.random() < 0.3:
                    ledger.add(document, claims[1:], reader=f"rules {len(made)}", read_at=WHEN)  # read anew
                elif chance.random() < 0.4:
                    one = chance.choice(claims)
                    ledger.decide(Decision(actor="a", at=str(len(made)), action="reject", claims=(one.id,)))
                copy.refresh()
                if chance.random() < 0.6:
                    copy.reckon(chance.choice(("comparison", "finding", None)))
            copy.reckon()
            grown = everything(copy)
        remove(ledger.path)
        with Copy(ledger) as copy:
            copy.refresh()
            copy.reckon()
            assert everything(copy) == grown


def alone(ledger: Ledger, jobs: list[Job]) -> Iterator[tuple[str, str, work.Done]]:
    """The parts of these jobs, each worked out by itself."""
    for one in jobs:
        yield one.sort, one.name, work.of_part(ledger, one, ())


def test_a_conflict_worked_out_at_once_gives_what_its_parts_give_alone(tmp_path: Path) -> None:
    with Ledger(tmp_path / "war.db", create=True) as ledger, Copy(ledger) as copy:
        for document, claims in some():
            ledger.add(document, claims, reader="rules 1", read_at=WHEN)
        copy.refresh()
        waiting.mark(copy.connection)
        parts, job = waiting.stale(copy.connection), work.jobs(copy.connection)
        apart = reckon.planned(parts, job, joined=False)
        together = reckon.planned(parts, job, joined=True)
        assert len(apart) == len(parts)
        assert len(together) < len(apart) / 2
        made = chain.from_iterable(work.of_job(ledger, one, ()) for one in together)
        found = {(sort, name): done._replace(grown=None) for sort, name, done in made}
        assert found == {(sort, name): done for sort, name, done in alone(ledger, apart)}
        evidence = {name for done in found.values() for one in done.results if one.kind == "origin"
                    for name in ("reprint", "wire") if name.encode() in one.record}  # fmt: skip
        assert "reprint" in evidence
        assert {one.kind for done in found.values() for one in done.results} == set(chain(*KINDS.values()))
