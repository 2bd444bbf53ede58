"""What sentences without a figure say of the state of a thing, and who contradicts whom; the sentences are our own."""

import hashlib

import pytest

from counterclaim.reconcile.checks import check
from counterclaim.reconcile.states import assertions
from tests.reconcile.makers import row

# sentence | thing, state, who says so, place
SAID = [
    ("Ukraine said the bridge at Kherson had been destroyed.", ("bridge", "gone", "Ukraine", "Kherson")),
    ("The bridge at Kherson was still standing, Ukraine said.", ("bridge", "stands", "Ukraine", "Kherson")),
    ("The airfield near Kherson is intact, according to Russia.", ("airfield", "stands", "Russia", "Kherson")),
    ("Russia denied that the bridge at Kherson was destroyed.", ("bridge", "stands", "Russia", "Kherson")),
    ("Russia said that its flagship was not sunk.", ("ship", "stands", "Russia", None)),
    ("Ukraine said it sank the flagship.", ("ship", "gone", "Ukraine", None)),
    ("The hospital was razed, Israel said.", ("house", "gone", "Israel", None)),
    ("Ukraine said the bridge would be destroyed.", None),
    ("If the bridge is destroyed, Ukraine said, the town is lost.", None),
    ("The bridge has been destroyed.", None),  # nobody says so
    ("A baker said the bridge had been destroyed.", None),  # nobody that is known
    ("Ukraine said that troops crossed the bridge.", None),
    (
        "Ukraine said that 9 aircraft were destroyed after fire spread from one corner to the far end of the air base.",
        None,
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), SAID)
def test_a_sentence(sentence, expected):
    found = [(one.thing, one.state, one.who.text, one.place) for one in assertions(sentence)]
    assert found == ([expected] if expected else [])


def test_the_place_is_that_of_the_sentence_before_where_none_is_named():
    text = "Fighting went on in Kherson. Ukraine said the bridge had been destroyed. It could not be verified."
    [found] = assertions(text)
    assert (found.place, found.unverified) == ("Kherson", True)


def report(text, document, published="2022-06-14", **more):
    """A claim in a report with this text, and the text by its hash."""
    known = {"says": "Ukraine", "kind": "period", "place": "Kherson", "published": published, "document": document}
    entry = row("12", text_of=text, **{**known, **more})
    assert entry.text_sha256 == hashlib.sha256(text.encode()).hexdigest()
    return entry, {entry.text_sha256: text}


GONE = "Ukraine said the bridge at Kherson had been destroyed. It counted 12 dead."
STANDS = "Russia said the bridge at Kherson was still standing. It counted 12 dead."
ALLIES = "Russian troops said the bridge at Kherson had been destroyed. Russia said the bridge at Kherson was intact."
CASES = [
    ("two sides", (GONE, STANDS), "2022-06-16", 1),
    ("a month later", (GONE, STANDS), "2022-07-16", 0),
    ("one side", (GONE, GONE.replace("12", "13")), "2022-06-14", 0),
    ("another place", (GONE, STANDS.replace("Kherson", "Melitopol")), "2022-06-14", 0),
    ("another thing", (GONE, STANDS.replace("bridge", "dam")), "2022-06-14", 0),
    ("two bodies of one side", (ALLIES,), "2022-06-14", 0),
    ("in one report", (f"{GONE} {STANDS}",), "2022-06-14", 1),
]


@pytest.mark.parametrize(("texts", "later", "count"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_opposite_assertions(texts, later, count):
    made = [report(text, str(n), later if n else "2022-06-14") for n, text in enumerate(texts)]
    known = {sha: text for _, own in made for sha, text in own.items()}
    found = [f for f in check([entry for entry, _ in made], known) if f.code == "BINARY_CONTRADICTION"]
    assert [(f.outcome, f.formula) for f in found] == [
        ("undecidable", "bridge (Kherson): destroyed; not destroyed")
    ] * count
    if count:
        assert "Ukraine said that the bridge (Kherson) is destroyed or cut; Russia said that it stands" in found[0].text
        assert set(found[0].claims) <= {entry.claim.id for entry, _ in made}
