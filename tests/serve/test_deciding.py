"""What a form says becomes a decision: who, when, what stood before and stands after."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from counterclaim.errors import UsageError
from counterclaim.model import Entry
from counterclaim.views.app.keys import keys
from tests.serve.conftest import Served
from tests.serve.test_screens import claim_of

Client = Callable[..., Any]


def post(client: Any, served: Served, path: str = "/decide", **form: Any) -> Any:
    return client.post(path, data=form, headers={"origin": served.address, "accept": "application/json"})


def entry_of(served: Served, claim: str) -> Entry:
    with served.ledger() as ledger:
        return ledger.find(claim)[-1]


TYPED = [  # field, what is typed, the field of the record, what it is then
    ("figure", "more than 480", "figure.low", 481),
    ("figure", "300 to 400", "figure.high", 400),
    ("unit", "items", "figure.unit", "items"),
    ("measure", "wounded", "measure", "wounded"),
    ("object", "civilians", "object", "civilians"),
    ("party", "South Korea", "party", "south_korea"),
    ("party", "new: Atlantis", "party", "atlantis"),
    ("party", "", "party", None),
    ("claimant", "Russian Defence Ministry", "claimant.id", "russia/mod"),
    ("claimant", "", "claimant", None),
    ("time", "period 2022-03-01 to 2022-03-26", "time.start", "2022-03-01"),
    ("time", "state 2022-03-26", "time.kind", "state"),
    ("place", "Mariupol", "place.precision", "city"),
    ("stance", "hedged", "stance", "hedged"),
]


@pytest.mark.parametrize("field, typed, where, value", TYPED, ids=[f"{case[0]}-{case[1]}" for case in TYPED])
def test_each_field_is_corrected_by_typing(
    edited: Served, client: Client, field: str, typed: str, where: str, value: object
) -> None:
    asked = client(edited)
    claim = claim_of(asked, "16,000")
    answer = post(asked, edited, action="correct", claim=claim, field=field, value=typed, reason="heard again")
    assert answer.json().get("states") == {claim: "corrected"}, answer.text
    found: Any = entry_of(edited, claim).claim
    for name in where.split("."):
        found = getattr(found, name)
    assert found == value
    with edited.ledger() as ledger:
        (decision,) = ledger.decisions()
        assert (decision.actor, decision.reason) == ("reader-1", "heard again")
        assert list(ledger.verify()) == []


WRONG = [
    ({"action": "correct", "field": "figure", "value": "many"}, "give one number"),
    ({"action": "correct", "field": "figure", "value": "1e99"}, "up to 9,007,199,254,740,991"),
    ({"action": "correct", "field": "figure", "value": "about -5"}, "give one number"),
    ({"action": "correct", "field": "time", "value": "period 2025-07-21 to 2025-07-01"}, "is after 2025-07-01"),
    ({"action": "correct", "field": "time", "value": "total to 2025-02-30"}, "there is no day 2025-02-30"),
    ({"action": "correct", "field": "time", "value": "total to Monday"}, "then at most two days"),
    ({"action": "correct", "field": "party", "value": "rusia"}, "did you mean russia"),
    ({"action": "correct", "field": "party", "value": "atlantis"}, "write new: atlantis"),
    ({"action": "correct", "claimant": "Volodymyr Zelenskyy", "side": "zz"}, "write new: zz"),
    ({"action": "correct", "field": "measure", "value": "hugged"}, "known are"),
    ({"action": "correct", "field": "time", "value": "soon"}, "begin with"),
    ({"action": "correct", "field": "colour", "value": "x"}, "no field is called"),
    ({"action": "correct", "field": "party", "value": "russia"}, "nothing was changed"),
    ({"action": "reject"}, "choose a reason"),
    ({"action": "undo"}, "nothing of yours to undo"),
    ({"action": "dance"}, "no action"),
    ({"action": "remark", "field": "party", "start": "x", "end": "5"}, "mark some words"),
    ({"action": "dismiss", "target": "k"}, "say why"),
]


@pytest.mark.parametrize("form, says", WRONG, ids=[says for _, says in WRONG])
def test_what_does_not_fit_is_said_and_kept_out(
    edited: Served, client: Client, form: dict[str, str], says: str
) -> None:
    asked = client(edited)
    answer = post(asked, edited, claim=claim_of(asked, "16,000"), **form)
    assert answer.status_code == 400
    assert says in answer.json()["error"]
    with edited.ledger() as ledger:
        assert ledger.decisions() == ()


def test_rejected_claims_leave_lists_and_comparisons_and_keep_their_page(edited: Served, client: Client) -> None:
    asked = client(edited)
    claim = claim_of(asked, "16,000")
    assert "11.8" in asked.get("/").text
    post(asked, edited, action="reject", claim=claim, reason="told_twice")
    assert "11.8" not in asked.get("/").text
    assert "0 claims" in asked.get("/claims?q=16,000").text
    page = asked.get(f"/c/{claim}").text
    assert "rejected" in page
    assert "told twice in the same text" in page
    post(asked, edited, action="undo", claim=claim)
    assert "11.8" in asked.get("/").text
    assert "undone" in asked.get(f"/c/{claim}").text


def test_marked_words_become_the_words_of_a_field(edited: Served, client: Client) -> None:
    asked = client(edited)
    claim = claim_of(asked, "16,000")
    with edited.ledger() as ledger:
        text = ledger.text(entry_of(edited, claim).text_sha256) or ""
    start = text.index("the invasion began")
    post(asked, edited, action="remark", claim=claim, field="time", start=start, end=start + 18)
    spans = [(span.field, span.text) for span in entry_of(edited, claim).claim.spans if span.field == "time"]
    assert spans == [("time", "the invasion began")]


def test_another_figure_marked_is_another_claim(edited: Served, client: Client) -> None:
    asked = client(edited)
    claim = claim_of(asked, "16,000")
    with edited.ledger() as ledger:
        text = ledger.text(entry_of(edited, claim).text_sha256) or ""
    start = text.index("1,351")
    other = claim_of(asked, "1,351")
    answer = post(asked, edited, action="remark", claim=claim, field="figure", start=start, end=start + 5)
    assert answer.json()["states"] == {claim: "rejected", other: "added"}


def test_a_claim_that_the_reader_missed(edited: Served, client: Client) -> None:
    asked = client(edited)
    claim = claim_of(asked, "274")
    sha256 = entry_of(edited, claim).text_sha256
    with edited.ledger() as ledger:
        text = ledger.text(sha256) or ""
    start = text.index("Four hostages")
    page = asked.get("/add", params={"text": sha256, "start": start, "end": start + 4}).text
    assert "Four hostages were freed" in page
    form = {"measure": "released", "object": "hostages", "party": "israel", "claimant": "Israel", "time": "period"}
    answer = post(asked, edited, action="add", text=sha256, start=start, end=start + 4, unit="persons", **form)
    (added,) = answer.json()["states"]
    found = entry_of(edited, added)
    assert (found.status, found.claim.rule, found.claim.figure.value, found.claim.figure.text) == (
        "added", "person", 4, "Four",
    )  # fmt: skip
    assert "Four" in asked.get("/claims?status=added").text


def test_a_claim_from_a_call_is_marked_so(edited: Served, client: Client) -> None:
    asked = client(edited)
    note = "We count more than 40 dead in the port, said the harbour master."
    form = {"note": note, "how": "call", "day": "2024-05-01", "figure": "40", "measure": "killed", "object": "people",
            "claimant": "the harbour master", "kind": "official", "unit": "persons"}  # fmt: skip
    answer = post(asked, edited, "/by-hand", **form)
    assert answer.status_code == 303
    page = asked.get(answer.headers["location"]).text
    assert "Telephone call: note by reader-1" in page or "Telephone call" in page
    assert "added by a person" in page
    assert "more than 40" in page
    with edited.ledger() as ledger:
        assert [
            reading.reader for reading in ledger.readings(entry_of(edited, answer.headers["location"][3:]).document)
        ] == ["by hand"]
        assert list(ledger.verify()) == []


def test_a_check_is_set_aside_with_a_reason(edited: Served, client: Client) -> None:
    asked = client(edited)
    page = asked.get("/checks?outcome=undecidable").text
    target = re.search(r'name="target" value="([^"]+)"', page)[1]
    claims = re.findall(r'name="claim" value="(c_\w+)"', page.split(f'value="{target}"')[0])
    post(asked, edited, action="dismiss", claim=claims[-1], target=target, reason="two wards of one hospital")
    assert "two wards of one hospital" in asked.get("/checks").text


def test_a_check_set_aside_counts_as_that_alone_until_it_is_undone(edited: Served, client: Client) -> None:
    asked = client(edited)

    def counted() -> dict[str, int]:
        told: dict[str, int] = asked.get("/checks?_format=json").json()["outcomes"]
        assert asked.get("/?_format=json").json()["checks"] == told
        for outcome, count in told.items():
            assert asked.get(f"/checks?outcome={outcome}").text.count('<article class="finding') == count, outcome
        return told

    before = counted()
    outcome = next(name for name in ("violated", "undecidable") if before[name])
    page = asked.get(f"/checks?outcome={outcome}").text
    target = re.search(r'name="target" value="([^"]+)"', page)[1]
    post(asked, edited, action="dismiss", target=target, reason="two wards of one hospital")
    assert counted() == {**before, outcome: before[outcome] - 1, "aside": 1}
    assert "two wards of one hospital" in asked.get("/checks?outcome=aside").text
    with edited.ledger() as ledger:
        decision = ledger.decisions()[-1].id
    post(asked, edited, action="undo", target=decision)
    assert counted() == before


def test_a_form_without_script_comes_back_to_its_page(edited: Served, client: Client) -> None:
    asked = client(edited)
    claim = claim_of(asked, "16,000")
    answer = asked.post("/decide", data={"action": "flag", "claim": claim}, headers={"origin": edited.address})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/c/{claim}")


# ---------------------------------------------------------------- keys
KEYS = [
    ('accept = "y"', None),
    ('accept = ["y", "Enter"]', "take it from the browser"),
    ('accept = "x"', "'x' stands for accept and for reject"),
    ('dance = "d"', "no action is called 'dance'"),
    ("accept = 3", "needs a key or a list of keys"),
    ("accept =", "mine.toml"),
]


@pytest.mark.parametrize("text, says", KEYS)
def test_keys_of_ones_own(tmp_path: Path, text: str, says: str | None) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    if says is None:
        assert keys(path)["accept"] == ("y",)
    else:
        with pytest.raises(UsageError, match=says):
            keys(path)
