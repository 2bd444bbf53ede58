"""A copy made many times over for measuring: what it answers is what so many ledgers side by side would answer."""

from pathlib import Path

from bench.scale_ledger import make
from bench.scale_times import multiplied
from counterclaim.ledger import Ledger
from counterclaim.model import Filter
from counterclaim.reconcile.copy import Copy


def test_a_copy_three_times_over_answers_three_times(tmp_path: Path) -> None:
    one, many = tmp_path / "one.db", tmp_path / "many.db"
    make(one, 400)
    with Ledger(one) as ledger, Copy(ledger) as copy:
        copy.refresh()
        copy.reckon()
        conflict = copy.facets()["conflict"][0].value
        own = Filter(conflict=conflict)
        kinds = {kind: (copy.tally(kind), copy.tally(kind, own)) for kind in ("comparison", "series", "finding")}
        (day,) = {entry.claim.time.end for entry in copy.page(own, limit=1).entries}
        of_day = copy.dated("comparison", own, own, on=day)
    assert multiplied(one, many, 3) == 3 * 400
    with Ledger(many) as ledger, Copy(ledger) as copy:
        assert copy.is_fresh
        assert copy.reckon() == 0
        for kind, (all_of_it, of_conflict) in kinds.items():
            assert copy.tally(kind) == {tells: 3 * count for tells, count in all_of_it.items()}
            assert copy.tally(kind, Filter(conflict=f"{conflict} 2")) == of_conflict
        third = Filter(conflict=f"{conflict} 3")
        assert copy.dated("comparison", third, third, on=day) == of_day != []
        assert copy.facets()["conflict"][0].claims == copy.page(third).total
