"""The versions of a claim: an edit makes one, a look does not, and no number ever changes."""

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from counterclaim.ledger import Decision, Ledger
from counterclaim.ledger.versions import versions
from counterclaim.model import Claim, Document, Figure, Span, Time, claim_id

TEXT = "The army said that 12 soldiers had died."
LETTER = Document(id="letter.txt", text=TEXT)
AT = "2026-01-02T03:04:05Z"


def claim(**more: Any) -> Claim:
    start = TEXT.index("12")
    figure = Figure(start=start, end=start + 2, text="12", value=12, low=12, high=12, qualifier="exact", unit="persons")
    made = Claim(
        id=claim_id(LETTER.text_sha256, start, start + 2), document=LETTER.id, figure=figure, measure="killed",
        quote=Span(start=0, end=len(TEXT), text=TEXT), object="soldiers", party="norland", conflict=None,
        claimant=None, time=Time(kind="unspecified"), rule="by hand 1",
    )  # fmt: skip
    return replace(made, **more)


ID = claim().id
DEEDS = {
    "accept": Decision(actor="ana", at="1", action="accept", claims=(ID,)),
    "flag": Decision(actor="ana", at="2", action="flag", claims=(ID,)),
    "wounded": Decision(
        actor="ana", at="3", action="correct", claims=(ID,), field="measure", before="killed", after="wounded"
    ),
    "reject": Decision(actor="ben", at="4", action="reject", claims=(ID,), reason="not_a_claim"),
}
DEEDS["not wounded"] = Decision(actor="ben", at="5", action="undo", target=DEEDS["wounded"].id)
DEEDS["not rejected"] = Decision(actor="ben", at="6", action="undo", target=DEEDS["reject"].id)

CASES = [  # what people did one after the other, and what made each version: by whom, what was counted then
    ("", "read by hand 1 killed"),
    ("accept, flag", "read by hand 1 killed"),
    ("accept, wounded", "read by hand 1 killed; correct ana wounded"),
    ("wounded, not wounded", "read by hand 1 killed; correct ana wounded; undo ben killed"),
    ("reject, not rejected", "read by hand 1 killed; reject ben killed; undo ben killed"),
    ("wounded, accept, reject", "read by hand 1 killed; correct ana wounded; reject ben wounded"),
]


@pytest.fixture
def ledger(tmp_path: Path) -> Any:
    with Ledger(tmp_path / "war.db", create=True) as made:
        made.add(LETTER, [claim()], reader="by hand 1", read_at=AT)
        yield made


def told(ledger: Ledger) -> str:
    return "; ".join(f"{one.did} {one.by} {one.entry.claim.measure}" for one in versions(ledger, ID))


@pytest.mark.parametrize("done, expected", CASES)
def test_an_edit_makes_a_version(ledger: Ledger, done: str, expected: str) -> None:
    for name in done.split(", ") if done else ():
        ledger.decide(DEEDS[name])
    assert told(ledger) == expected
    assert [one.number for one in versions(ledger, ID)] == list(range(1, expected.count(";") + 2))


def test_the_newest_version_is_what_stands(ledger: Ledger) -> None:
    ledger.decide(DEEDS["wounded"], DEEDS["accept"])
    (stands,) = ledger.entries()
    assert versions(ledger, ID)[-1].entry.claim == stands.claim


def test_another_reading_makes_a_version_where_its_result_differs(ledger: Ledger) -> None:
    ledger.add(LETTER, [claim(rule="by hand 2")], reader="by hand 2", read_at=AT)
    assert told(ledger) == "read by hand 1 killed"
    ledger.add(LETTER, [claim(rule="by hand 3", party="southmark")], reader="by hand 3", read_at=AT)
    assert [one.entry.claim.party for one in versions(ledger, ID)] == ["norland", "southmark"]


def test_a_claim_that_a_person_added_begins_there(ledger: Ledger) -> None:
    start = TEXT.index("soldiers")
    figure = replace(claim().figure, start=start, end=start + 8, text="soldiers", value=None, low=2, high=None)
    more = claim(id=claim_id(LETTER.text_sha256, start, start + 8), figure=figure, rule="by ana")
    (entry,) = ledger.entries()
    added = replace(entry, claim=more, status="added")
    ledger.decide(Decision(actor="ana", at="1", action="add", claims=(more.id,), after=added))
    (only,) = versions(ledger, more.id)
    assert (only.did, only.by, only.entry.claim.figure.text) == ("add", "ana", "soldiers")


def test_a_withdrawn_text_has_no_versions(ledger: Ledger) -> None:
    ledger.decide(DEEDS["wounded"])
    ledger.withdraw(LETTER.text_sha256, reason="asked for", at=AT)
    assert versions(ledger, ID) == ()
