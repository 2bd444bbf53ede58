"""A large ledger gives the answers that a small one gives, however it grew, with whatever filter, part by part."""

import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from bench.scale_ledger import documents
from counterclaim.ledger import Decision, Ledger
from counterclaim.model import Comparison, Filter, Finding, Series
from counterclaim.pipeline import answers, large
from counterclaim.reconcile.copy import Copy
from tests.ledger.build import WHEN

CLAIMS = 240
KINDS = {Comparison: answers.compare, Series: answers.series, Finding: answers.check}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger(tmp_path_factory.mktemp("large") / "war.db", create=True) as ledger:
        for document, claims in documents(CLAIMS, wars_at_most=4):
            ledger.add(document, claims, reader="rules 1", read_at=WHEN)
        yield ledger


def both(ledger: Ledger, kind: type, where: Filter, monkeypatch: pytest.MonkeyPatch, **more: str) -> tuple:
    """The answer as of a small ledger, and as of a large one."""
    small = KINDS[kind](ledger, where, **more)
    with monkeypatch.context() as patched:
        patched.setattr(large, "LARGE", 0)
        return small, KINDS[kind](ledger, where, **more)


def some_filters(ledger: Ledger) -> Iterator[Filter]:
    chance = random.Random(5)
    entries = list(ledger.entries())
    yield Filter()
    for names in (("measure",), ("party",), ("conflict",), ("object", "party"), ("side",), ("outlet",), ("claimant",),
                  ("place",), ("since",), ("until", "measure"), ("conflict", "since")):  # fmt: skip
        entry = chance.choice([one for one in entries if one.claim.claimant and one.claim.place])
        known = {
            **{name: getattr(entry.claim, name) for name in ("measure", "party", "conflict", "object")},
            "side": entry.claim.claimant.side,
            "outlet": entry.outlet,
            "claimant": entry.claim.claimant.name,
            "place": entry.claim.place.name,
            "since": entry.claim.time.end,
            "until": entry.claim.time.end,
        }
        yield Filter(**{name: known[name] for name in names})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_filter_gives_the_same(ledger: Ledger, kind: type, monkeypatch: pytest.MonkeyPatch) -> None:
    given = 0
    for where in some_filters(ledger):
        small, of_copy = both(ledger, kind, where, monkeypatch)
        assert of_copy == small, where
        given += len(small)
    assert given > CLAIMS / 2


def test_comparisons_of_a_day_are_the_same(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    days = sorted({entry.claim.time.end for entry in ledger.entries() if entry.claim.time.end})
    for day in days[:: len(days) // 4]:
        small, of_copy = both(ledger, Comparison, Filter(), monkeypatch, on=day)
        assert small
        assert of_copy == small


def test_a_page_has_the_first_of_all_and_counts_of_all(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in KINDS:
        with answers.told(ledger, kind, Filter(), limit=7) as answer:
            small = list(answer.records), answer.total, answer.tells
        with monkeypatch.context() as patched:
            patched.setattr(large, "LARGE", 0)
            patched.setattr(large, "workers", lambda: 1)
            with answers.told(ledger, kind, Filter(), limit=7) as answer:
                assert (list(answer.records), answer.total, answer.tells) == small
            with answers.told(ledger, kind, Filter(), as_json=True) as answer:
                lines = [msgspec.json.encode(record) for record in answer.records]
        assert lines == [msgspec.json.encode(one) for one in KINDS[kind](ledger)]


# ---------------------------------------------------------------- as the ledger grows
def same_as_at_once(copy: Copy, ledger: Ledger) -> None:
    for kind, verb in KINDS.items():
        assert large.of_kind(copy, kind, Filter()) == verb(ledger), kind


def test_what_grew_is_reckoned_with_anew_and_nothing_else(tmp_path: Path) -> None:
    made = list(documents(CLAIMS, wars_at_most=4))
    with Ledger(tmp_path / "war.db", create=True) as ledger, Copy(ledger) as copy:
        for step in range(0, len(made), 6):
            for document, claims in made[step : step + 6]:
                ledger.add(document, claims, reader="rules 1", read_at=WHEN)
            copy.refresh()
            assert copy.reckon() > 0
            assert copy.reckon() == 0
            same_as_at_once(copy, ledger)
        document, claims = made[0]
        ledger.add(document, claims[1:], reader="rules 2", read_at=WHEN)  # read anew: one claim less
        ledger.decide(Decision(actor="a", at="1", action="reject", claims=(made[9][1][0].id,)))
        copy.refresh()
        assert 0 < copy.reckon() < 2 * sum(len(own) for _, own in made)
        same_as_at_once(copy, ledger)
        ledger.withdraw(made[3][0].text_sha256, reason="asked", at=WHEN)
        copy.refresh()
        copy.reckon()
        same_as_at_once(copy, ledger)


def test_a_run_that_is_stopped_is_gone_on_with(ledger: Ledger, tmp_path: Path) -> None:
    with Ledger(tmp_path / "war.db", create=True) as ledger:
        for document, claims in documents(CLAIMS, wars_at_most=4):
            ledger.add(document, claims, reader="rules 1", read_at=WHEN)

        def stop(done: int, of: int) -> None:
            if done > of / 2:
                raise KeyboardInterrupt

        with Copy(ledger) as copy:
            copy.refresh()
            with pytest.raises(KeyboardInterrupt):
                copy.reckon(progress=stop)
        with Copy(ledger) as copy:
            copy.refresh()
            assert 0 < copy.reckon() < 1.2 * CLAIMS  # of twice as many: each claim stands in a cell and in a realm
            same_as_at_once(copy, ledger)


def test_two_that_follow_a_ledger_at_once_do_no_work_twice(tmp_path: Path) -> None:
    made = list(documents(CLAIMS, wars_at_most=4))
    with Ledger(tmp_path / "war.db", create=True) as ledger, Copy(ledger) as copy, Copy(ledger) as other:
        for document, claims in made[:20]:
            ledger.add(document, claims, reader="rules 1", read_at=WHEN)
        copy.refresh()

        def meanwhile(done: int, of: int) -> None:
            """The ledger grows, and another follows it, while a part is being put away."""
            if ledger.has_read(made[20][0], reader="rules 1"):
                return
            for document, claims in made[20:]:
                ledger.add(document, claims, reader="rules 1", read_at=WHEN)
            other.refresh(lambda done, of: copy.refresh() if not copy.is_fresh else None)
            other.reckon()

        copy.reckon(progress=meanwhile)
        copy.refresh()
        copy.reckon()
        same_as_at_once(copy, ledger)
        assert copy.page().total == sum(len(claims) for _, claims in made)
