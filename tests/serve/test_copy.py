"""The page over the copy: it lists what a slow reading of every claim lists, and shows at once what comes in."""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bench.scale_ledger import make
from counterclaim.ledger import Decision, Ledger
from counterclaim.model import Document, Entry, Filter
from counterclaim.pipeline.serve import desk as desks
from counterclaim.pipeline.serve import pictured, reckoned
from counterclaim.pipeline.serve.desk import Desk
from counterclaim.pipeline.serve.worth import LARGE, WEIGHTS, worth
from counterclaim.reconcile.copy import Copy
from counterclaim.reconcile.copy.found import ORDERS, Query
from counterclaim.reconcile.copy.select import Columns
from counterclaim.views.pictures import claims_map, timeline
from tests.serve.conftest import Served, filled, running
from tests.serve.test_deciding import post
from tests.serve.test_screens import claim_of

Client = Callable[..., Any]
CLAIMS = 400


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk over some hundred synthetic claims, a few of them decided on."""
    path = tmp_path_factory.mktemp("copy") / "made.db"
    make(path, CLAIMS)
    found = Desk(path, actor="reader-1")
    ids = [entry.claim.id for entry in found.ledger.entries()]
    for action, claim in zip(("accept", "reject", "flag", "accept"), ids, strict=False):
        found.ledger.decide(decision(action, claim))
    found.up(wait=True)
    return found


def decision(action: str, claim: str) -> Decision:
    reason = "other" if action == "reject" else None
    return Decision(actor="reader-1", at="2026-01-02T03:04:05Z", action=action, claims=(claim,), reason=reason)


def value(entry: Entry, facet: str, worst: dict[str, str]) -> str:
    """A facet of a claim, as a person would read it off the record."""
    claim, who = entry.claim, entry.claim.claimant
    told = {
        "status": entry.status,
        "checks": worst.get(claim.id, ""),
        "side": (who.side if who else None) or "",
        "claimant": who.name if who else "",
        "time": claim.time.kind,
        "unit": claim.figure.unit,
        "outlet": entry.outlet or "",
        "place": claim.place.name if claim.place else "",
    }
    return told[facet] if facet in told else getattr(claim, facet) or ""


QUERIES = [
    Query(),
    Query(chosen={"measure": ("killed",)}),
    Query(chosen={"measure": ("killed", "wounded"), "status": ("unreviewed",)}),
    Query(chosen={"claimant": ("",)}),
    Query(chosen={"checks": ("violated", "holds"), "time": ("total",)}),
    Query(chosen={"status": ("accepted", "flagged")}),
    Query(chosen={"place": ("",), "outlet": ("Lakeside Post", "Northport Wire")}),
    Query(chosen={"party": ("nowhere",)}),
]


@pytest.mark.parametrize("asked", QUERIES, ids=[str(dict(one.chosen)) for one in QUERIES])
def test_lists_and_counts_are_those_of_reading_every_claim(desk: Desk, asked: Query) -> None:
    entries = tuple(desk.ledger.entries())
    worst: dict[str, str] = {}
    for one in reckoned.findings(desk, Filter(), "", "", 0, 100_000)[0]:
        for claim in one.claims:
            worst.setdefault(claim, one.outcome)
    passing = [one for one in entries if all(value(one, name, worst) in of for name, of in asked.chosen.items())]
    found = desk.state.finder.find(asked, size=CLAIMS * 2)
    assert [one.claim.id for one in desk.in_rows(found.rows)] == [one.claim.id for one in passing]
    for facet in ("status", "checks", "measure", "claimant", "time", "unit"):
        others = [
            one for one in entries
            if all(value(one, name, worst) in of for name, of in asked.chosen.items() if name != facet)
        ]  # fmt: skip
        counts = Counter(value(one, facet, worst) for one in others)
        for told, count in found.facets[facet]:
            assert counts[told] == count, (facet, told)


def test_what_is_worth_a_minute_is_what_its_reasons_weigh(desk: Desk) -> None:
    entries = desk.in_rows(worth(desk.state))
    contested = {claim for one in reckoned.comparisons(desk, Filter(), None, 0, 10_000)[0] if one.contested
                 for side in one.sides for claim in side.claims}  # fmt: skip
    violated = {
        claim for one in reckoned.findings(desk, Filter(), "violated", "", 0, 100_000)[0] for claim in one.claims
    }

    def weight(entry: Entry) -> int:
        claim = entry.claim
        reasons = {
            "flagged": entry.status == "flagged",
            "contested": claim.id in contested,
            "violated": claim.id in violated,
            "nobody": claim.claimant is None,
            "mended": claim.figure.repaired,
            "unclear": claim.party is None or claim.conflict is None,
            "large": (claim.figure.value or claim.figure.low or 0) >= LARGE,
        }
        return sum(WEIGHTS[name] for name, holds in reasons.items() if holds)

    weights = [weight(entry) for entry in entries]
    assert weights == sorted(weights, reverse=True)
    assert {one.status for one in entries} == {"unreviewed", "flagged"}
    waiting = [one for one in desk.ledger.entries() if one.status in ("unreviewed", "flagged")]
    assert len(entries) == len(waiting)


@pytest.mark.parametrize("kind", ["map", "timeline"])
def test_pictures_that_are_counted_are_those_drawn_one_by_one(desk: Desk, kind: str) -> None:
    mask = desk.state.passing(Filter())
    made = pictured.counted_map(desk, mask) if kind == "map" else pictured.counted_timeline(desk, mask)
    slow = (claims_map if kind == "map" else timeline)(desk.ledger.entries(), link="/c/{}".format)
    assert made.summary == slow.summary
    assert made.notes == slow.notes
    assert re.sub(r"/c/c_\w+", "", made.wide.body) == re.sub(r"/c/c_\w+", "", slow.wide.body)


def test_columns_that_grew_are_those_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "made.db"
    make(path, 200)
    with Ledger(path) as ledger, Copy(ledger) as copy:
        copy.refresh()
        fields = ("seq", "day", "value", "who", "told_in", "stands")
        for order in ORDERS:
            copy.columns.order(order)
        for field in fields:
            copy.columns[field], copy.columns.names("who")
        ids = [entry.claim.id for entry in ledger.entries()][:5]
        for claim, action in zip(ids, ("accept", "reject", "flag", "accept", "reject"), strict=True):
            ledger.decide(decision(action, claim))
            copy.refresh()
            anew = Columns(copy.connection)
            assert copy.columns.rows == anew.rows
            assert copy.columns.names("who") == anew.names("who")
            for field in fields:
                assert np.array_equal(copy.columns[field], anew[field]), field
            for order in ORDERS:
                assert np.array_equal(copy.columns.order(order), anew.order(order)), order


# ---------------------------------------------------------------- a ledger that takes a while
@pytest.fixture
def slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """A ledger that is not made ready while a page waits."""
    monkeypatch.setattr(desks, "SMALL", 0)
    monkeypatch.setattr(desks, "QUICK", 20)
    yield from running(filled(tmp_path / "war.db"), actor="reader-1")


def ready(client: Any, path: str, words: str = "<h1") -> str:
    """A page once it can be shown and has these words."""
    for _ in range(300):
        answer = client.get(path)
        if answer.status_code == 200 and words in answer.text:
            return str(answer.text)
        time.sleep(0.1)
    raise AssertionError(f"{path}: not ready: {answer.text}")


def test_a_ledger_that_takes_a_while_says_so_and_opens_by_itself(slow: Served, client: Client) -> None:
    asked = client(slow)
    first = asked.get("/compare")
    assert first.status_code == 503
    assert "Preparing this ledger" in first.text
    assert 'http-equiv="refresh"' in first.text
    assert asked.get("/compare?_format=json").status_code in (200, 503)
    ready(asked, "/compare", "times apart")
    assert "Preparing this ledger" not in asked.get("/claims").text


def documents(page: str) -> int:
    """How many documents the foot of a page tells."""
    return int(re.search(r"in ([\d,]+) documents?", page)[1].replace(",", ""))


def test_decisions_and_documents_appear_before_all_is_reckoned_with(slow: Served, client: Client) -> None:
    asked = client(slow)
    ready(asked, "/")
    claim = claim_of(asked, "16,000")
    assert post(asked, slow, action="reject", claim=claim, reason="told_twice").json()["states"] == {claim: "rejected"}
    assert "0 claims" in asked.get("/claims?q=16,000").text
    before = documents(asked.get("/claims").text)
    with slow.ledger() as ledger:
        ledger.add(Document(id="new.txt", text="Two died."), [], reader="by hand 1", read_at="2026-01-02T03:04:05Z")
    assert documents(asked.get("/claims").text) == before + 1
    for _ in range(200):
        if "11.8" not in asked.get("/").text:
            return
        time.sleep(0.1)
    raise AssertionError("the comparison still has the claim that was rejected")


# ---------------------------------------------------------------- words that a ledger does not have
WRONG = [
    ("/claims?party=rusia", "party “rusia”", "russia"),
    ("/compare?mesure=killed", "filter “mesure”", "measure"),
    ("/series?since=soon", "since “soon”", "2022-03"),
    ("/map?place=atlantis", "place “atlantis”", "Nuseirat"),
    ("/claims?order=loudest", "order “loudest”", "oldest"),
    ("/checks?measure=kiled", "measure “kiled”", "killed"),
    ("/checks?outcome=violation", "outcome “violation”", "violated"),
    ("/checks?code=SUM_PART", "code “SUM_PART”", "SUM_PARTS"),
    ("/claims?page=two", "page “two”", "The first page is shown"),
]


@pytest.mark.parametrize("path, word, right", WRONG, ids=[path for path, *_ in WRONG])
def test_a_word_that_finds_nothing_is_named_with_what_would_be_right(
    shown: Served, client: Client, path: str, word: str, right: str
) -> None:
    (line,) = re.findall(r'class="unknown"[^>]*>(.*?)</p>', client(shown).get(path).text)
    assert word in line
    assert right in line


def test_words_that_find_something_are_not_named(shown: Served, client: Client) -> None:
    for path in (
        "/claims?party=russia&measure=killed",
        "/compare?claimant=zelen&since=2022",
        "/map?place=nusei",
        "/claims",
    ):
        assert 'class="unknown"' not in client(shown).get(path).text, path


FORMS = [  # an address with a form or a kind that there is not, and what is said
    ("/draw?kind=pie", "no picture is called &#39;pie&#39;: known are series, ladder, multiples, timeline, map"),
    ("/claims?_format=zzz", "this screen has no form called &#39;zzz&#39;: it has json, csv,"),
    ("/checks?_format=csv", "no form called &#39;csv&#39;: it has json, or none for the page"),
    ("/read?_format=json", '"error":"this screen has no form called \'json\': leave out _format for the page"'),
    ("/picture/pie.svg", "No picture has that name"),
]


@pytest.mark.parametrize("path, said", FORMS, ids=[path for path, _ in FORMS])
def test_a_form_that_there_is_not_is_refused_in_a_line(shown: Served, client: Client, path: str, said: str) -> None:
    answer = client(shown).get(path)
    assert answer.status_code in (400, 404)
    assert said in answer.text


def test_an_address_without_a_screen_says_which_there_are(shown: Served, client: Client) -> None:
    answer = client(shown).get("/drew")
    assert answer.status_code == 404
    assert "Perhaps /draw?" in answer.text
    for kind in ("ladder", "series", "multiples", "timeline", "map"):
        assert "<svg" in client(shown).get("/draw", params={"kind": kind}).text, kind


# ---------------------------------------------------------------- JSON
JSON = [
    ("/", "comparisons"), ("/claims", "claims"), ("/compare", "comparisons"), ("/series", "series"),
    ("/checks", "findings"), ("/origins", "origins"), ("/incidents", "incidents"), ("/map", "rows"),
    ("/timeline", "rows"), ("/review", "claims"), ("/method", "readers"),
]  # fmt: skip


@pytest.mark.parametrize("path, name", JSON)
def test_every_screen_has_its_json_beside_it(shown: Served, client: Client, path: str, name: str) -> None:
    asked = client(shown)
    page = asked.get(path)
    beside = re.search(r"<([^>]+)>; rel=\"alternate\"", page.headers["link"])[1]
    told = asked.get(beside)
    assert told.headers["content-type"] == "application/json"
    assert name in told.json()
    assert "Marchuk" not in told.text


def test_a_claim_an_article_and_a_quantity_as_json(shown: Served, client: Client) -> None:
    asked = client(shown)
    claim = claim_of(asked, "16,000")
    told = asked.get(f"/c/{claim}?_format=json").json()
    assert told["claim"]["id"] == claim
    text = re.search(r"/d/(\w+)", asked.get(f"/c/{claim}").text)[1]
    assert claim in {one["id"] for one in asked.get(f"/d/{text}?_format=json").json()["claims"]}
    key = re.search(r"/g/(\w+)", asked.get("/compare").text)[1]
    assert asked.get(f"/g/{key}?_format=json").json()["comparison"]["sides"]
    missing = asked.get("/c/c_nothing?_format=json")
    assert (missing.status_code, "error" in missing.json()) == (404, True)
