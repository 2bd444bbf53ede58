"""Review by several people, and of several claims at once: what is joined, parted, settled, and undone as one."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from counterclaim.ledger import Ledger
from counterclaim.model import Document
from tests.serve.conftest import READ_AT, Served, filled, running
from tests.serve.test_deciding import entry_of, post
from tests.serve.test_screens import claim_of
from tests.views.ledger_of_examples import RU, TO_MARCH, ZELENSKY, Case, entry

Client = Callable[..., Any]
OUTLETS = ("Lake Herald", "Pine Valley Times")  # which print the figure of the video address again


def told_again(path: Path) -> Path:
    """The ledger of the examples, with the same figure of the same man in two more papers."""
    with Ledger(path) as ledger:
        for outlet in OUTLETS:
            text = f"{outlet} heard Volodymyr Zelensky say that 16,000 Russian soldiers had been killed."
            document = Document(id=f"{outlet}.txt", text=text, published="2022-03-26", outlet=outlet, title="A video")
            case = Case("again", document.id, "16,000", 16000, 16000, 16000, "killed", "soldiers", "russia", RU,
                        ZELENSKY, "Volodymyr Zelensky", "opponent", time=TO_MARCH)  # fmt: skip
            claim = entry(case, {document.id: document}).claim
            ledger.add(document, [claim], reader="by hand 1", read_at=READ_AT)
    return path


@pytest.fixture
def retold(tmp_path: Path) -> Iterator[Served]:
    yield from running(told_again(filled(tmp_path / "war.db")), actor="reader-1")


def statuses(served: Served, claims: list[str]) -> list[str]:
    return [entry_of(served, claim).status for claim in claims]


def of_16000(asked: Any) -> list[str]:
    page = asked.get("/claims", params={"q": "16,000"}).text
    return list(dict.fromkeys(re.findall(r'data-claim="(c_\w+)"', page)))


def undo_shown(asked: Any, served: Served, path: str) -> None:
    """Undo the first decision that a page offers to undo."""
    post(asked, served, action="undo", target=re.search(r'name="target" value="(d_\w+)"', asked.get(path).text)[1])


# ---------------------------------------------------------------- many at once
def test_tellings_of_one_figure_are_accepted_as_one_and_undone_as_one(retold: Served, client: Client) -> None:
    asked = client(retold)
    claims = of_16000(asked)
    assert len(claims) == 3
    assert "Accept all 3 that wait with this figure" in asked.get(f"/c/{claims[0]}").text
    assert "Accept all 3 that wait with this figure" in asked.get("/origins").text
    answer = post(asked, retold, action="accept_alike", claim=claims[0], count="3")
    assert answer.json()["states"] == dict.fromkeys(claims, "accepted")
    with retold.ledger() as ledger:
        (made,) = ledger.decisions()
    assert set(made.claims) == set(claims)
    assert "accepted this and 2 other claims" in asked.get(f"/c/{claims[1]}").text
    undone = post(asked, retold, action="undo", claim=claims[2])
    assert undone.json()["states"] == dict.fromkeys(claims, "unreviewed")
    assert "reader-1" in asked.get(f"/c/{claims[0]}").text


@pytest.mark.parametrize("count, says", [("2", "3 claims of this origin and figure wait now, not 2"), ("", "not ")])
def test_another_number_than_the_form_told_decides_nothing(
    retold: Served, client: Client, count: str, says: str
) -> None:
    asked = client(retold)
    answer = post(asked, retold, action="accept_alike", claim=of_16000(asked)[0], count=count)
    assert answer.status_code == 400
    assert says in answer.json()["error"]
    with retold.ledger() as ledger:
        assert ledger.decisions() == ()


def test_only_the_same_figure_of_the_same_origin_is_accepted_with_it(retold: Served, client: Client) -> None:
    asked = client(retold)
    first, second, third = of_16000(asked)
    post(asked, retold, action="correct", claim=second, field="figure", value="16,001")
    post(asked, retold, action="reject", claim=third, reason="not_a_claim")
    answer = post(asked, retold, action="accept_alike", claim=first, count="3")
    assert "1 claims of this origin" in answer.json()["error"]
    assert "Accept all" not in asked.get(f"/c/{first}").text


# ---------------------------------------------------------------- origins and incidents
def test_origins_are_parted_joined_and_put_back_on_their_screen(retold: Served, client: Client) -> None:
    asked = client(retold)
    first, second, third = of_16000(asked)
    count = "Told 3 times"
    assert count in asked.get(f"/c/{first}").text
    post(asked, retold, action="split_origin", claim=[second, third])
    assert "Told once" in asked.get(f"/c/{first}").text
    assert "Told 2 times" in asked.get(f"/c/{third}").text
    page = asked.get("/origins").text
    assert "What people decided here" in page
    post(asked, retold, action="merge_origin", claim=[first, second])
    assert count in asked.get(f"/c/{first}").text
    for _ in range(2):
        undo_shown(asked, retold, "/origins")
    assert count in asked.get(f"/c/{first}").text
    assert "What people decided here" not in asked.get("/origins").text


def test_a_search_finds_origins_told_once_so_that_they_can_be_joined(retold: Served, client: Client) -> None:
    asked = client(retold)
    first, other = of_16000(asked)[0], claim_of(asked, "1,351")
    page = asked.get("/origins", params={"q": "soldiers"}).text
    assert first in page
    assert other in page
    assert "told once" in page
    post(asked, retold, action="merge_origin", claim=[first, other])
    assert "Told 4 times" in asked.get(f"/c/{other}").text


def test_what_is_joined_over_two_parties_names_all_tellings_so_that_each_part_knows_them(
    retold: Served, client: Client
) -> None:
    asked = client(retold)
    tellings, other, near = of_16000(asked), claim_of(asked, "274"), claim_of(asked, "1,351")
    post(asked, retold, action="merge_origin", claim=[tellings[0], near])
    post(asked, retold, action="undo", claim=near)
    post(asked, retold, action="merge_origin", claim=[tellings[0], other])
    with retold.ledger() as ledger:
        of_one_party, _, of_two = ledger.decisions()
    assert set(of_one_party.claims) == {tellings[0], near}
    assert set(of_two.claims) == {*tellings, other}


def test_one_claim_alone_cannot_be_joined(retold: Served, client: Client) -> None:
    asked = client(retold)
    answer = post(asked, retold, action="merge_incident", claim=of_16000(asked)[0])
    assert answer.status_code == 400


def groups(page: str) -> list[set[str]]:
    """The claims of each incident or origin on a page."""
    cards = page.split('<article class="card')[1:]
    return [set(re.findall(r'name="claim" value="(c_\w+)"', card.split("</article>")[0])) for card in cards]


def test_incidents_are_parted_joined_and_put_back_on_their_screen(edited: Served, client: Client) -> None:
    asked = client(edited)
    hospital, army = claim_of(asked, "274"), claim_of(asked, "fewer than 100")
    proposed = groups(asked.get("/incidents").text)
    assert any({hospital, army} <= group for group in proposed)
    post(asked, edited, action="split_incident", claim=[army])
    (parted,) = groups(asked.get("/incidents", params={"claim": army}).text)
    assert parted == {army}
    post(asked, edited, action="merge_incident", claim=[army, hospital])
    assert groups(asked.get("/incidents").text) == proposed
    page = asked.get("/incidents").text
    assert "a person decided" in page
    for _ in range(2):
        undo_shown(asked, edited, "/incidents")
    assert "a person decided" not in asked.get("/incidents").text


def test_an_incident_shows_each_claimant_and_its_range(shown: Served, client: Client) -> None:
    page = client(shown).get("/incidents").text
    for words in ("Nuseirat", "Gaza health ministry", "274", "together because"):
        assert words in page, words
    assert "checkbox" not in page  # who only reads is offered no decision
    assert "Marchuk" not in page


# ---------------------------------------------------------------- two readers
@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Served, Served]]:
    """One ledger, served to two people, of whom both are to agree."""
    path = filled(tmp_path / "war.db")
    first = running(path, actor="reader-1", quorum=2)
    second = running(path, actor="reader-2", quorum=2)
    yield next(first), next(second)
    for one in (first, second):
        next(one, None)


def queue(asked: Any) -> list[str]:
    return re.findall(r'class="claim-card" data-claim="(c_\w+)"', asked.get("/review").text)


def test_one_reader_alone_settles_nothing(pair: tuple[Served, Served], client: Client) -> None:
    one, two = (client(served) for served in pair)
    claim = claim_of(one, "16,000")
    post(one, pair[0], action="accept", claim=claim)
    assert "accepted, 1 of 2 readers" in one.get(f"/c/{claim}").text
    assert claim not in queue(one)
    assert queue(two)[0] == claim
    assert "one more reader is asked for" in two.get("/review").text
    answer = post(two, pair[1], action="accept", claim=claim).json()
    assert answer["words"] == {claim: "accepted, 2 of 2 readers"}
    assert claim not in queue(one) + queue(two)


def test_who_accepts_what_another_corrected_agrees_with_it(pair: tuple[Served, Served], client: Client) -> None:
    one, two = (client(served) for served in pair)
    claim = claim_of(one, "16,000")
    post(one, pair[0], action="correct", claim=claim, field="figure", value="more than 16,000")
    post(two, pair[1], action="accept", claim=claim)
    assert "corrected, 2 of 2 readers" in two.get(f"/c/{claim}").text
    assert "To settle" not in two.get("/review").text


def test_a_rejection_is_confirmed_by_a_second_reader_too(pair: tuple[Served, Served], client: Client) -> None:
    one, two = (client(served) for served in pair)
    claim = claim_of(one, "16,000")
    post(one, pair[0], action="reject", claim=claim, reason="not_a_claim")
    assert queue(two)[0] == claim
    post(two, pair[1], action="reject", claim=claim, reason="not_a_claim")
    assert "rejected, 2 of 2 readers" in two.get(f"/c/{claim}").text


SETTLED = [  # whose view is taken, the status then, the party then, readers who are then asked again
    ("reader-1", "corrected", "ukraine"),
    ("reader-2", "corrected", "belarus"),
]


@pytest.mark.parametrize("whose, status, party", SETTLED)
def test_where_readers_differ_a_person_settles_it(
    pair: tuple[Served, Served], client: Client, whose: str, status: str, party: str
) -> None:
    one, two = (client(served) for served in pair)
    claim = claim_of(one, "16,000")
    post(one, pair[0], action="correct", claim=claim, field="party", value="ukraine")
    post(two, pair[1], action="correct", claim=claim, field="party", value="belarus")
    page = one.get(f"/c/{claim}").text
    assert "Readers differ" in page
    assert "corrected, readers differ" in page
    assert queue(one)[0] == queue(two)[0] == claim
    assert "To settle" in one.get("/review").text
    who = (one, pair[0]) if whose == "reader-2" else (two, pair[1])  # the other gives way
    post(*who, action="settle", claim=claim, reader=whose)
    found = entry_of(pair[0], claim)
    assert (found.status, found.claim.party) == (status, party)
    assert "2 of 2 readers" in one.get(f"/c/{claim}").text
    assert "Readers differ" not in one.get(f"/c/{claim}").text


def test_a_claim_or_none_is_settled_too(pair: tuple[Served, Served], client: Client) -> None:
    one, two = (client(served) for served in pair)
    claim = claim_of(one, "16,000")
    post(one, pair[0], action="accept", claim=claim)
    post(two, pair[1], action="reject", claim=claim, reason="not_a_figure")
    assert "rejected, readers differ" in one.get(f"/c/{claim}").text
    post(two, pair[1], action="settle", claim=claim, reader="reader-1")
    assert "accepted, 2 of 2 readers" in one.get(f"/c/{claim}").text
    post(one, pair[0], action="settle", claim=claim, reader="reader-9")
    with pair[0].ledger() as ledger:
        assert [made.action for made in ledger.decisions()] == ["accept", "reject", "accept"]


# ---------------------------------------------------------------- the form of corrections
def fields(page: str) -> dict[str, str]:
    """What the form for corrections is filled with."""
    form = re.search(r'<form method="post" action="/decide" id="correct">.*?</form>', page, re.S)[0]
    typed = dict(re.findall(r'<input name="(\w+)" value="([^"]*)"', form))
    chosen = re.findall(r'<option value="(\w+)" selected>', form)
    return {**typed, "kind": chosen[0] if chosen else ""}


def test_the_form_shows_the_known_value_of_every_field(edited: Served, client: Client) -> None:
    asked = client(edited)
    known = fields(asked.get(f"/c/{claim_of(asked, '16,000')}").text)
    assert known == {
        "figure": "16,000", "unit": "persons", "measure": "killed", "object": "soldiers", "party": "russia",
        "claimant": "Volodymyr Zelensky", "time": "total 2022-02-24 to 2022-03-26", "place": "", "stance": "asserts",
        "side": "ukraine", "kind": "official",
    }  # fmt: skip


CHANGED = [  # what is changed in the form, and the claimant's name, side and kind then
    ({"side": "independent"}, ("Volodymyr Zelensky", "independent", "official")),
    ({"side": ""}, ("Volodymyr Zelensky", None, "official")),
    ({"kind": "body"}, ("Volodymyr Zelensky", "ukraine", "body")),
    ({"claimant": "An aide"}, ("An aide", "ukraine", "official")),
    ({"claimant": "Russian Defence Ministry"}, ("Russian Ministry of Defence", "russia", "body")),
    ({"claimant": "An aide", "side": "russia", "kind": "media"}, ("An aide", "russia", "media")),
]


@pytest.mark.parametrize("changed, then", CHANGED, ids=[str(case[0]) for case in CHANGED])
def test_side_and_kind_are_corrected_with_the_name_or_alone(
    edited: Served, client: Client, changed: dict[str, str], then: tuple[str, str | None, str]
) -> None:
    asked = client(edited)
    claim = claim_of(asked, "16,000")
    post(asked, edited, action="correct", claim=claim, **{**fields(asked.get(f"/c/{claim}").text), **changed})
    with edited.ledger() as ledger:
        assert [made.field for made in ledger.decisions()] == ["claimant"]
    who = entry_of(edited, claim).claim.claimant
    assert (who.name, who.side, who.kind) == then


def test_a_changed_side_shows_in_the_history(edited: Served, client: Client) -> None:
    asked = client(edited)
    claim = claim_of(asked, "16,000")
    typed = {**fields(asked.get(f"/c/{claim}").text), "side": "independent"}
    post(asked, edited, action="correct", claim=claim, **typed)
    page = asked.get(f"/c/{claim}").text
    assert "Volodymyr Zelensky (official, side Ukraine)" in page
    assert "Volodymyr Zelensky (official, independent)" in page


def test_a_refused_correction_leads_back_to_its_claim(edited: Served, client: Client) -> None:
    asked = client(edited)
    claim = claim_of(asked, "16,000")
    form = {"action": "correct", "claim": claim, "field": "figure", "value": "-5"}
    answer = asked.post("/decide", data=form, headers={"origin": edited.address})
    assert answer.status_code == 400
    assert f'href="/c/{claim}"' in answer.text


# ---------------------------------------------------------------- private persons
def test_no_form_and_no_history_names_a_private_person(edited: Served, client: Client) -> None:
    asked = client(edited)
    claim = claim_of(asked, "bodies ward")
    sha256 = entry_of(edited, claim).text_sha256
    page = asked.get(f"/c/{claim}").text
    assert fields(page)["claimant"] == "a nurse"
    with edited.ledger() as ledger:
        text = ledger.text(sha256) or ""
    start = text.index("Olena Marchuk-Haddad")
    pages = [page, asked.get("/add", params={"text": sha256, "start": start, "end": start + 20}).text]
    post(asked, edited, action="correct", claim=claim, field="claimant", value="", reason="Marchuk-Haddad asked for it")
    pages += [asked.get(path).text for path in (f"/c/{claim}", f"/d/{sha256}", "/claims", "/incidents", "/origins")]
    assert [re.findall(r".{60}(?:Marchuk|Olena).{20}", page) for page in pages] == [[]] * len(pages)
    assert "0 claims" in asked.get("/claims?q=Marchuk").text


def test_a_claim_stands_between_two_sentences_on_each_side(shown: Served, client: Client) -> None:
    asked = client(shown)
    page = asked.get(f"/c/{claim_of(asked, '1,351')}").text
    quote = re.sub(r"<i>.*?</i>|<[^>]+>", "", re.search(r'id="sentence">(.*?)</blockquote>', page, re.S)[1])
    for words in ("The two governments are no closer", "16,000", "1,351", "Neither figure could", "Aid convoys"):
        assert words in quote, words


def test_how_far_readers_agree_stands_on_the_page_of_the_method(pair: tuple[Served, Served], client: Client) -> None:
    one, two = (client(served) for served in pair)
    claims = re.findall(r'class="claim-card" data-claim="(c_\w+)"', one.get("/review").text)[:3]
    assert "No claim has been decided on by two readers yet." in one.get("/method").text
    for claim in claims:
        post(one, pair[0], action="accept", claim=claim)
    post(two, pair[1], action="correct", claim=claims[0], field="figure", value="7")
    for claim in claims[1:]:
        post(two, pair[1], action="accept", claim=claim)
    page = " ".join(two.get("/method").text.split())
    assert "3 claims decided on by at least two" in page
    assert re.search(r'<th scope="row">value</th><td class="r">-?\d\.?\d+', page)
