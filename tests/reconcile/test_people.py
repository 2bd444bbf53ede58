"""People merge origins and split them: the counts follow everywhere, and no figure moves."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.ledger.decision import Decision, live
from counterclaim.reconcile.checks import check
from counterclaim.reconcile.compare import compare
from counterclaim.reconcile.origins import origins
from counterclaim.reconcile.series import series
from tests.reconcile.makers import row


def told(figure, says, day, paper):
    return row(figure, says=says, end=f"2023-05-{day:02}", document=paper)


# Of Russia's dead: A, B and C are one origin of three tellings, each tied to the next; D and E stand alone.
SAID = {
    "A": told("900", "Ukraine", 1, "a"),
    "B": told("900", "Ukraine", 3, "b"),
    "C": told("900", "Ukraine", 5, "c"),
    "D": told("1,200", "Ukraine", 5, "d"),
    "E": told("1,500", "Ukraine", 5, "e"),
    "F": told("9,000", "Russia", 5, "f"),
}
ENTRIES = tuple(SAID.values())


def people(*words):
    """Decisions from words as "merge A D", and "undo 0" for the first of them."""
    made = []
    for number, (action, *names) in enumerate(word.split() for word in words):
        if action == "undo":
            made.append(Decision(actor="a", at=str(number), action="undo", target=made[int(names[0])].id))
        else:
            claims = tuple(SAID[name].claim.id for name in names)
            made.append(Decision(actor="a", at=str(number), action=f"{action}_origin", claims=claims))
    return live(made)


def together(decisions):
    known = {entry.claim.id: name for name, entry in SAID.items()}
    return sorted("".join(sorted(known[m.claim.id] for m in one.members)) for one in origins(ENTRIES, {}, decisions))


def side(decisions, name="ukraine"):
    """What stands in the column of a side, all its tellings of 5 May."""
    (one,) = compare(ENTRIES, decisions=decisions)
    return next(one for one in one.sides if one.side == name)


def unmoved(decisions):
    """All that is compared but for the counts of origins and what is said of them."""
    found = compare(ENTRIES, decisions=decisions)
    return [
        msgspec.structs.replace(
            one,
            sides=tuple(msgspec.structs.replace(s, origins=1) for s in one.sides),
            notes=tuple(note for note in one.notes if not note.startswith("ORIGINS")),
        )
        for one in found
    ]


# decisions | what stands together
CASES = [
    ((), "ABC D E F"),
    (("merge A D",), "ABCD E F"),
    (("merge A D", "undo 0"), "ABC D E F"),
    (("merge A D", "undo 0", "undo 1"), "ABCD E F"),
    (("merge D E", "merge E A"), "ABCDE F"),
    (("split B",), "AC B D E F"),  # the one in the middle leaves; the others stay one
    (("split A",), "A BC D E F"),
    (("split A B",), "AB C D E F"),
    (("split A B", "split A"), "A B C D E F"),
    (("split B", "undo 0"), "ABC D E F"),
    (("split B", "merge A B"), "ABC D E F"),
    (("merge A D", "split D"), "ABC D E F"),
]


@pytest.mark.parametrize(("words", "expected"), CASES, ids=[" then ".join(words) or "none" for words, _ in CASES])
def test_what_stands_together(words, expected):
    assert together(people(*words)) == expected.split()


# decisions | how many origins stand behind Ukraine's figures of 5 May: D and E; A tells its own of the 1st
COUNTS = [
    ((), 2),
    (("merge D E",), 1),
    (("merge D E", "undo 0"), 2),
    (("merge D E", "undo 0", "undo 1"), 1),
    (("merge D E", "split E"), 2),
    (("merge A D",), 2),
    (("merge A D", "merge A E"), 1),
    (("merge D F",), 1),  # of two sides: it counts with Russia's, whose dead they are
    (("merge D F", "merge E F"), 0),
    (("merge D F", "split D"), 2),
    (("split C",), 3),  # now told on the 5th by a body of its own
    (("split C", "undo 0"), 2),
    (("split C", "merge C D"), 2),
    (("split C", "merge C D E"), 1),
    (("split D",), 2),  # nothing to split
]


@pytest.mark.parametrize(("words", "expected"), COUNTS, ids=[" then ".join(words) or "none" for words, _ in COUNTS])
def test_counts_follow(words, expected):
    assert side(people(*words)).origins == expected


@pytest.mark.parametrize("here", [True, False])
def test_what_is_merged_by_way_of_another_party_is_one(here):
    """Whether that stands here or not, so that a part of a ledger can be reckoned with by itself."""
    other = row("1,200", says="Ukraine", end="2023-05-05", document="x", party="ukraine")
    d, e = SAID["D"].claim.id, SAID["E"].claim.id
    decisions = [Decision(actor="a", at="1", action="merge_origin", claims=(one, other.claim.id)) for one in (d, e)]
    found = compare((*ENTRIES, other) if here else ENTRIES, decisions=decisions)
    own = next(one for one in found if one.party == "russia")
    assert next(one.origins for one in own.sides if one.side == "ukraine") == 1
    assert compare(ENTRIES, decisions=decisions) == (own,)
    split = Decision(actor="a", at="2", action="split_origin", claims=(other.claim.id,))
    again = next(one for one in compare(ENTRIES, decisions=[*decisions, split]) if one.party == "russia")
    assert next(one.origins for one in again.sides if one.side == "ukraine") == 1  # D and E were said to be one


@pytest.mark.parametrize("here", [True, False])
def test_what_is_merged_through_two_tellings_of_another_party_is_one(here):
    """As the page has it, which names all tellings of an origin that stands in another part of the ledger."""
    x, y = (row("1,200", says="Ukraine", end="2023-05-05", document=paper, party="ukraine") for paper in "xy")
    d, e = SAID["D"].claim.id, SAID["E"].claim.id
    decisions = [
        Decision(actor="a", at="1", action="merge_origin", claims=(one, *of_another))
        for one, of_another in ((d, (x.claim.id, y.claim.id)), (e, (y.claim.id, x.claim.id)))
    ]
    found = compare((*ENTRIES, x, y) if here else ENTRIES, decisions=decisions)
    own = next(one for one in found if one.party == "russia")
    assert next(one.origins for one in own.sides if one.side == "ukraine") == 1


def test_over_columns_one_origin_counts_once_and_a_note_says_where():
    (one,) = compare(ENTRIES, decisions=people("merge D E F"))
    assert {side.side: side.origins for side in one.sides} == {"russia": 1, "ukraine": 0}
    assert "ORIGINS: people say that figures of Russia and Ukraine are one; it counts with Russia." in one.notes


def test_the_findings_say_what_counts_once():
    def again(*words):
        return [one.text for one in check(ENTRIES, {}, people(*words)) if one.code == "DUPLICATE"]

    assert again() == again("merge D E", "undo 0") == again("merge D F", "split D") == []
    (text,) = again("merge D E")
    assert text == (
        "1,200 soldiers (Russia) killed and 1,500 soldiers (Russia) killed: "
        "told 2 times by Ukraine in 2 documents, counted once."
    )


groups = st.lists(st.sampled_from(sorted(SAID)), min_size=2, max_size=4, unique=True).map(" ".join)
merges = st.lists(groups.map("merge {}".format), max_size=4)
splits = st.lists(groups.map("split {}".format), max_size=2)


@given(splits, merges)
@settings(max_examples=60, deadline=None)
def test_merging_moves_no_figure_and_never_raises_a_count(first, then):
    before, after = people(*first), people(*first, *then)
    assert unmoved(after) == unmoved(before)
    assert series(ENTRIES, after) == series(ENTRIES, before)
    for name in ("ukraine", "russia"):
        assert 0 <= side(after, name).origins <= side(before, name).origins
    assert sum(side(after, name).origins for name in ("ukraine", "russia")) >= 1


@given(splits, merges)
@settings(max_examples=60, deadline=None)
def test_undoing_all_is_as_if_nothing_had_been_decided(first, then):
    words = [*first, *then]
    undone = people(*words, *(f"undo {number}" for number in range(len(words))))
    assert compare(ENTRIES, decisions=undone) == compare(ENTRIES)
    assert check(ENTRIES, {}, undone) == check(ENTRIES, {})


@given(splits, merges, st.permutations(ENTRIES))
@settings(max_examples=60, deadline=None)
def test_the_order_of_claims_is_of_no_matter(first, then, mixed):
    decisions = people(*first, *then)
    assert compare(mixed, decisions=decisions) == compare(ENTRIES, decisions=decisions)
