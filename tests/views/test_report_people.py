"""Private persons: by role, and their names nowhere on the page."""

from dataclasses import replace

import pytest
from msgspec.structs import replace as changed

from counterclaim.model import Claimant
from counterclaim.views.people import Withheld, name_parts, role, shown_name
from counterclaim.views.report import render
from tests.views.dom import find, parse
from tests.views.ledger_of_examples import ledger


@pytest.mark.parametrize("words, shown", [
    (["a resident"], "a resident"),
    (["A Mariupol resident"], "a resident"),
    (["Olena Koval, a schoolteacher"], "a schoolteacher"),
    (["Olena Koval", "she"], "a private person"),
    (["Ахмед"], "a private person"),
    (["an eyewitness"], "an eyewitness"),
    (["doctor Olena Koval"], "a doctor"),
    ([None, "Olena"], "a private person"),
])  # fmt: skip
def test_the_role_comes_from_the_words(words: list[str], shown: str) -> None:
    assert role(words) == shown


@pytest.mark.parametrize("words, names", [
    ("a resident", []),
    ("He", []),
    ("A Mariupol resident", []),
    ("Olena Koval", ["Olena", "Koval"]),
    ("Olena Marchuk-Haddad, a nurse", ["Olena", "Marchuk-Haddad"]),
    ("the resident Olena O’Brien", ["Olena", "O’Brien"]),
    ("أحمد", ["أحمد"]),
    ("doctor Koval", ["Koval"]),
])  # fmt: skip
def test_the_names_in_an_attribution(words: str, names: list[str]) -> None:
    assert name_parts(words) == names


def test_officials_and_bodies_are_named() -> None:
    for entry in ledger().entries:
        claimant = entry.claim.claimant
        if claimant is not None and claimant.kind != "private":
            assert shown_name(claimant) == claimant.name


def test_no_private_name_is_anywhere_on_the_page() -> None:
    page = render(ledger())
    assert "Marchuk" not in page
    assert "Haddad" not in page
    assert "Olena" not in page
    root = parse(page)
    nurse = next(claim for claim in find(root, ".claim") if "109" in find(claim, "h4")[0].text_content())
    assert "a nurse" in find(nurse, "h4")[0].text_content()
    quote = " ".join(find(nurse, "blockquote")[0].text_content().split())
    assert "[name withheld], a nurse at the hospital (Claimant), counted 109" in quote
    assert "[name withheld] had worked there" in quote


def test_the_name_does_not_leak_through_title_address_file_name_findings_or_another_article() -> None:
    data = ledger(title="What Olena Marchuk-Haddad counted")
    leaky = "https://x.example/2024/olena-marchuk-haddad-counts"
    entries = tuple(
        changed(entry, title="MARCHUK-HADDAD: Olena's count", url=leaky, outlet="Friends of Olena Marchuk-Haddad")
        if entry.claim.claimant and entry.claim.claimant.kind == "private"
        else entry
        for entry in data.entries
    )
    where = next(entry.document for entry in entries if entry.title and "MARCHUK" in entry.title)
    entries = tuple(
        changed(entry, title="MARCHUK-HADDAD: Olena's count", url=leaky) if entry.document == where else entry
        for entry in entries
    )
    other = next(entry for entry in entries if entry.document != where)
    texts = dict(data.texts)
    texts[other.text_sha256] = texts[other.text_sha256].replace(
        "Aid convoys", "Olena Marchuk-Haddad saw that aid convoys"
    )
    series = tuple(changed(line, claimant="Olena Marchuk-Haddad") for line in data.series)
    page = render(replace(data, entries=entries, texts=texts, series=series)).lower()
    for part in ("marchuk", "haddad", "olena"):
        assert part not in page
    assert "it holds a private person" in page


def test_names_are_blanked_whole_and_offsets_of_others_stay() -> None:
    entry = next(e for e in ledger().entries if e.claim.claimant and e.claim.claimant.kind == "private")
    names = Withheld([entry])
    assert names.blank("Olena  Marchuk-Haddad’s ward", "elsewhere") == "[name withheld]’s ward"
    assert names.blank("Olena alone", "elsewhere") == "Olena alone"
    assert (
        names.blank("Olena alone, MARCHUK-HADDAD too", entry.document) == "[name withheld] alone, [name withheld] too"
    )
    assert not names.ranges("marchuk", "elsewhere")


def test_a_role_in_place_of_a_name_is_left_in_the_sentence() -> None:
    entry = next(e for e in ledger().entries if e.claim.claimant and e.claim.claimant.kind == "private")
    resident = Claimant(id=None, name="a resident", side=None, kind="private", start=0, end=10, text="A resident")
    names = Withheld([changed(entry, claim=changed(entry.claim, claimant=resident))])
    assert names.blank("A resident said 3 died.", entry.document) == "A resident said 3 died."
