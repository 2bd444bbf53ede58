"""A large ledger gives the answers that a small one gives, however it grew, with whatever filter, part by part."""

import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from bench.scale_ledger import documents
from counterclaim.ledger import Decision, Ledger
from counterclaim.model import Claim, Comparison, Document, Filter, Finding, Series, claim_id
from counterclaim.pipeline import answers, large
from counterclaim.pipeline.exporting import release_of
from counterclaim.pipeline.serve import reckoned
from counterclaim.pipeline.serve.desk import Desk
from counterclaim.reconcile.copy import Copy, reckon
from counterclaim.reconcile.origins import origins
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
    some = list(some_filters(ledger))
    for number, day in enumerate(days[:: len(days) // 12]):
        small, of_copy = both(ledger, Comparison, Filter(), monkeypatch, on=day)
        assert small
        assert of_copy == small
        small, of_copy = both(ledger, Comparison, some[number % len(some)], monkeypatch, on=day)
        assert of_copy == small


def test_a_page_of_some_days_has_the_first_of_all_and_counts_of_all(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = sorted({entry.claim.time.end for entry in ledger.entries() if entry.claim.time.end})[CLAIMS // 8]
    monkeypatch.setattr(large, "workers", lambda: 1)
    for kind, where, on in ((Comparison, Filter(), day), (Comparison, Filter(since=day), None),
                            (Series, Filter(until=day), None)):  # fmt: skip
        with answers.told(ledger, kind, where, on=on, limit=3) as answer:
            small = list(answer.records), answer.total, answer.tells
        with monkeypatch.context() as patched:
            patched.setattr(large, "LARGE", 0)
            with answers.told(ledger, kind, where, on=on, limit=3) as answer:
                assert (list(answer.records), answer.total, answer.tells) == small
        assert small[1] > 3


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


def told_again(document: Document, claims: list[Claim]) -> tuple[Document, list[Claim]]:
    """The claims of a document in a longer text that has the same sentences."""
    other = replace(document, id=f"{document.id} again", text=f"{document.text}This is the evening edition.")
    sha = other.text_sha256
    return other, [
        replace(one, id=claim_id(sha, one.figure.start, one.figure.end), document=other.id) for one in claims
    ]


def whose_origins_people_decide(ledger: Ledger) -> Iterator[Decision]:
    """Some of each conflict merged, across parties and kinds too; what is told several times split; some undone."""
    by_conflict: dict[str | None, list[str]] = {}
    for entry in ledger.entries():
        by_conflict.setdefault(entry.claim.conflict, []).append(entry.claim.id)
    for number, ids in enumerate(list(by_conflict.values())[:2]):
        for step in range(0, 12, 3):
            made = Decision(actor="a", at=f"{number} {step}", action="merge_origin", claims=tuple(ids[step : step + 4]))
            yield made
        yield Decision(actor="a", at=f"{number} undo", action="undo", target=made.id)
    several = [one for one in origins(tuple(ledger.entries())) if len({m.claim.id for m in one.members}) > 1]
    for number, one in enumerate(several[:12]):
        yield Decision(actor="a", at=f"split {number}", action="split_origin", claims=(one.members[-1].claim.id,))


def test_what_people_say_of_origins_holds_in_the_copy_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = list(documents(CLAIMS, wars_at_most=4))
    with Ledger(tmp_path / "war.db", create=True) as ledger, Copy(ledger) as copy:
        for document, claims in (*made, *(told_again(*one) for one in made[:4])):
            ledger.add(document, claims, reader="rules 1", read_at=WHEN)
        copy.refresh()
        everything = copy.reckon()
        before = {kind: verb(ledger) for kind, verb in KINDS.items()}
        decisions = list(whose_origins_people_decide(ledger))
        assert {one.action for one in decisions} == {"merge_origin", "split_origin", "undo"}
        for decision in decisions:
            ledger.decide(decision)
        copy.refresh()
        monkeypatch.setattr(reckon, "ALONE", 0)  # in processes, which must know what people decided too
        assert 0 < copy.reckon(workers=2) < everything
        assert copy.reckon() == 0
        same_as_at_once(copy, ledger)
        since = Filter(since="2000-01-01")
        in_workers = [record for _, record in copy.dated("comparison", since, since, workers=2)]
        assert in_workers == [msgspec.json.encode(one) for one in answers.compare(ledger, since)]
        after = answers.compare(ledger)
        assert [one.sides for one in after] != [one.sides for one in before[Comparison]]
        split = [one.claims[0] for one in decisions if one.action == "split_origin"]
        for day in sorted({ledger.find(claim)[0].claim.time.end for claim in split}):
            small, of_copy = both(ledger, Comparison, Filter(), monkeypatch, on=day)
            assert of_copy == small
        small, of_copy = both(ledger, Series, Filter(since="2000-01-01"), monkeypatch)
        assert of_copy == small
        for decision in decisions:
            if decision.action != "undo":
                ledger.decide(Decision(actor="b", at=decision.at, action="undo", target=decision.id))
        copy.refresh()
        copy.reckon()
        same_as_at_once(copy, ledger)
        assert {kind: verb(ledger) for kind, verb in KINDS.items()} == before


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


def what_people_decide_of_claims(ledger: Ledger) -> Iterator[Decision]:
    """Every field that reckoning looks at corrected in some claims, some rejected, one of them undone."""
    entries = list(ledger.entries())
    values = {"measure": "wounded", "object": "fighters", "party": None, "conflict": None, "claimant": None,
              "stance": "denies", "place": None}  # fmt: skip
    for number, (field, value) in enumerate(values.items()):
        for entry in entries[number * 5 : number * 5 + 3]:
            before = getattr(entry.claim, field)
            told = msgspec.to_builtins(before)
            yield Decision(
                actor="a", at="1", action="correct", claims=(entry.claim.id,), field=field, before=told, after=value
            )
    for entry in entries[60:64]:
        made = Decision(actor="a", at="2", action="reject", claims=(entry.claim.id,), reason="misread")
        yield made
    yield Decision(actor="a", at="3", action="undo", target=made.id)


def test_workers_know_what_people_corrected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(tmp_path / "war.db", create=True) as ledger, Copy(ledger) as copy:
        for document, claims in documents(CLAIMS, wars_at_most=4):
            ledger.add(document, claims, reader="rules 1", read_at=WHEN)
        copy.refresh()
        copy.reckon()
        before = {kind: verb(ledger) for kind, verb in KINDS.items()}
        for decision in what_people_decide_of_claims(ledger):
            ledger.decide(decision)
        copy.refresh()
        monkeypatch.setattr(reckon, "ALONE", 0)
        assert copy.reckon(workers=2) > 0
        same_as_at_once(copy, ledger)
        assert all(verb(ledger) != before[kind] for kind, verb in KINDS.items())


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


def test_what_people_say_of_origins_holds_wherever_the_ledger_is_shown(tmp_path: Path) -> None:
    made = list(documents(CLAIMS, wars_at_most=4))
    path = tmp_path / "war.db"
    with Ledger(path, create=True) as ledger:
        for document, claims in (*made, *(told_again(*one) for one in made[:4])):
            ledger.add(document, claims, reader="rules 1", read_at=WHEN)
        desk = Desk(path)

        def places() -> list[tuple[Comparison, ...]]:
            desk.up(wait=True)
            exported = release_of(ledger, Filter()).reckon(tuple(ledger.entries()))
            return [
                answers.compare(ledger),
                answers.gathered(ledger, Filter()).comparisons,
                exported.comparisons,
                tuple(reckoned.comparisons(desk, Filter(), None, 0, 10_000)[0]),
            ]

        before = places()
        for decision in whose_origins_people_decide(ledger):
            ledger.decide(decision)
        after = places()
        assert all(one == before[0] for one in before)
        assert all(one == after[0] for one in after)
        assert after[0] != before[0]
