"""Records that are held packed come back as they were."""

from msgspec.structs import replace

from counterclaim.views.publication import Chosen, Packed
from tests.views.ledger_of_examples import ledger

ENTRIES = ledger().entries
BROKEN = replace(ENTRIES[0], title="half \ud83d")


def test_records_come_back_as_they_were() -> None:
    packed = Packed([*ENTRIES, BROKEN])
    assert list(packed) == [*ENTRIES, BROKEN]
    assert packed[2] == ENTRIES[2]
    assert packed[-1] == BROKEN
    assert packed[1:3] == list(ENTRIES[1:3])


def test_what_is_the_same_is_held_once() -> None:
    first = Packed(ENTRIES)
    changed = [replace(one, outlet="Another") if place % 2 else one for place, one in enumerate(ENTRIES)]
    second = Packed(changed, first)
    assert list(second) == changed
    assert [one is other for one, other in zip(first._held, second._held, strict=True)] == [
        place % 2 == 0 for place in range(len(ENTRIES))
    ]


def test_some_of_them_by_name() -> None:
    places = {entry.claim.id: place for place, entry in enumerate(ENTRIES)}
    chosen = Chosen(Packed(ENTRIES), places)
    assert dict(chosen) == {entry.claim.id: entry for entry in ENTRIES}
    assert "c_none" not in chosen
