"""What a source took back or corrected is proposed, from its own words or its own series, and from nobody else's."""

import pytest

from counterclaim.reconcile.dependence import repeating
from counterclaim.reconcile.items import items
from counterclaim.reconcile.ladder import counted
from counterclaim.reconcile.origins import of_items
from tests.reconcile.makers import row

SENTENCE = "The ministry revised its toll from 1,407 to 1,212 soldiers"


def total(figure, day, document, **more):
    return row(figure, end=f"2023-05-0{day}", document=document, **more)


def revised(document="r", **more):
    return [total(figure, 4, document, quote=SENTENCE, **more) for figure in ("1,407", "1,212")]


# name | claims | document -> what stands beside its first claim
CASES = [
    ("a sentence says so", [total("1,407", 3, "a"), *revised()], {"a": ("corrected",), "r": ("corrected",)}),
    ("of another source it says nothing", [total("1,407", 3, "a", says="Russia"), *revised()], {"a": ("disputed",)}),
    ("of another figure neither", [total("1,399", 3, "a"), *revised()], {"a": ()}),
    ("nor of one of last year", [row("1,407", end="2022-05-03", document="a"), *revised()], {"a": ()}),
    ("a series goes on from its new level",
     [total(figure, day, str(day))
      for day, figure in enumerate(("1,003", "1,108", "1,207", "1,177", "1,181", "1,190"), 1)],
     {"3": ("corrected",), "4": (), "2": ()}),
    ("the source rejects its own figure", [total("300", 3, "a"), total("300", 4, "b", stance="denies")],
     {"a": ("retracted",), "b": ()}),
    ("another rejects it", [total("300", 3, "a"), total("300", 4, "b", stance="denies", says="Russia")],
     {"a": ("denied",)}),
    ("what it rejects later only", [total("300", 5, "a"), total("300", 4, "b", stance="denies")], {"a": ()}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "entries", "beside"), CASES, ids=[case[0] for case in CASES])
def test_what_stands_beside(name, entries, beside):
    found = items(entries)
    made = counted(of_items(found, {}), repeating(found))
    first = {entry.document: (entry.document, entry.claim.id) for entry in reversed(entries)}
    assert {document: made[first[document]][2] for document in beside} == beside
