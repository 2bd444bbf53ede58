"""How far claims are checked: what is counted, what people set, what is refused; articles that are held apart."""

import csv
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterclaim.errors import UsageError
from counterclaim.ledger import Ledger
from counterclaim.ledger.decision import Decision
from counterclaim.ledger.judging import check_judgement, percent
from counterclaim.model import Document, Finding, Outcome
from counterclaim.pipeline.answers import compare
from counterclaim.pipeline.coding import code
from counterclaim.pipeline.exporting import export
from counterclaim.pipeline.held import held, let_in
from counterclaim.pipeline.judging import best_of, checked, judge
from counterclaim.pipeline.reading import read_into
from counterclaim.reconcile.adds_up import adds_up
from counterclaim.vocabulary.words import toml

NEWS = {
    "a": "Ukraine's defence ministry said 40 Russian soldiers were killed in Avdiivka on 3 March 2024.",
    "b": "The battle cost many lives: on 3 March 2024, the United Nations said, 40 Russian soldiers died in Avdiivka.",
    "c": "Only 4 of its soldiers died in Avdiivka on 3 March 2024, according to Russia's defence ministry. "
    "The figure could not be independently verified.",
    "f": "A Russian air strike killed 6 civilians in Kharkiv on 5 March 2024, Ukraine's interior ministry said.",
    "d": "At least 12 Russian soldiers were killed in Bakhmut on 9 March 2024.",
    "e": "A day of heavy fighting. Forty Russian soldiers were killed in Avdiivka on 3 March 2024, "
    "Ukraine's defence ministry said.",
}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Short articles about three attacks."""
    for name, text in NEWS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    with Ledger(tmp_path / "war.db", create=True) as made:
        read_into(sorted(tmp_path.glob("*.txt")), made)
        yield made


def of(ledger: Ledger, name: str) -> str:
    """The claim of an article."""
    return next(one.claim.id for one in ledger.entries() if one.document.endswith(f"{name}.txt"))


@pytest.mark.parametrize(
    ("name", "status", "origins", "beside"),
    [
        ("a", "corroborated", 2, ("disputed",)),  # Ukraine and the UN; told twice by Ukraine, which counts once
        ("b", "corroborated", 2, ("disputed",)),
        ("c", "attributed", 1, ("disputed", "pending")),
        ("d", "reported", 0, ()),
    ],
)
def test_what_is_counted(ledger: Ledger, name: str, status: str, origins: int, beside: tuple[str, ...]) -> None:
    """Origins, contradictions, and what the article says of checking; grades are F and 6 whatever is counted."""
    found = checked(ledger, of(ledger, name))
    assert (found.status, found.origins, found.beside) == (status, origins, beside)
    assert (found.set_by, found.reliability, found.credibility) == (None, "F", 6)


def test_what_a_person_sets_stands_and_can_be_undone(ledger: Ledger) -> None:
    """The counted rung stays beside it; nothing that is reckoned moves."""
    claim, before = of(ledger, "a"), compare(ledger)
    (made,) = judge(ledger, [claim], "reader-1", status="verified", verifier="OHCHR", method="https://example.org/how")
    found = checked(ledger, claim)
    assert (found.status, found.set_by, found.counted, found.verifier) == (
        "verified", "reader-1", "corroborated", "OHCHR",
    )  # fmt: skip
    assert compare(ledger) == before
    ledger.decide(Decision(actor="reader-1", at="9", action="undo", target=made.id))
    assert checked(ledger, claim).status == "corroborated"
    assert not list(ledger.verify())


def test_a_letter_holds_for_the_source_on_its_topic_alone(ledger: Ledger) -> None:
    """On enemy losses, not on its own; the digit of the claim stays its own."""
    claim = of(ledger, "a")
    judge(ledger, [claim], "reader-1", reliability="C", credibility=2, reason="three of ten held up")
    one, again, other = (checked(ledger, of(ledger, name)) for name in "aec")
    assert (one.reliability, one.topic, one.credibility) == ("C", "enemy_losses", 2)
    assert (again.reliability, again.credibility) == ("C", 6)
    assert (other.reliability, other.topic) == ("F", "own_losses")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"status": "verified", "verifier": "OHCHR"}, "link to how"),
        ({"status": "retracted"}, "say why"),
        ({"status": "true"}, "known are"),
        ({"credibility": 0}, "give 1"),
        ({"reliability": "A"}, "say why"),
        ({"reliability": "G", "reason": "x"}, "give A to F"),
        ({"likelihood": "likely", "yardstick": "icd203"}, "give the sentence"),
        ({"likelihood": "maybe", "yardstick": "icd203", "quote": "maybe so"}, "has almost no chance"),
        ({"likelihood": "likely", "yardstick": "icd203", "quote": "It is likely, with high confidence."}, "confidence"),
        ({"likelihood": "likely", "yardstick": "icd203", "quote": "Likely; the rest is improbable."}, "another row"),
        ({}, "nothing is judged"),
    ],
)
def test_what_none_may_say(ledger: Ledger, said: dict[str, str], told: str) -> None:
    """Each refusal tells what is missing, and nothing is kept."""
    reason = said.pop("reason", None)
    with pytest.raises(UsageError, match=told):
        judge(ledger, [of(ledger, "a")], "reader-1", reason=reason, **said)
    assert ledger.decisions() == ()


@pytest.mark.parametrize("scale", ["icd203", "uk_di"])
def test_every_word_of_a_yardstick_may_be_used(scale: str) -> None:
    """In a sentence of its own, and it has its own range."""
    rows = toml("likelihood.toml")[scale]["rows"]
    for row in rows:
        for words in row:
            after = {"words": words, "yardstick": scale, "quote": f"That is {words}."}
            check_judgement(Decision(actor="a", at="1", action="likelihood", claims=("c_a",), after=after), {})
        spans = [percent(words, scale) for words in row]
        assert spans == sorted(spans)
        assert len(set(spans)) == len(row)


def test_software_grades_nothing(ledger: Ledger) -> None:
    """Not even F."""
    with pytest.raises(UsageError, match="by people only"):
        judge(ledger, [of(ledger, "a")], "counterclaim", credibility=6)


def test_words_of_likelihood_keep_their_yardstick(ledger: Ledger) -> None:
    """One word means two ranges under two yardsticks."""
    quote = "It is likely that the UN counted on its own."
    judge(ledger, [of(ledger, "b")], "reader-1", likelihood="likely", yardstick="uk_di", quote=quote)
    found = checked(ledger, of(ledger, "b"))
    assert (found.likelihood, found.yardstick, found.quote) == ("likely", "uk_di", quote)


def test_exports_tell_how_far_a_claim_is_checked(ledger: Ledger, tmp_path: Path) -> None:
    """As columns of the table and as HXL's core tag."""
    judge(ledger, [of(ledger, "d")], "reader-1", status="uncheckable", reason="no place is named nearer")
    out = tmp_path / "out.csv"
    export(ledger, "csv", out)
    with out.open(encoding="utf-8", newline="") as lines:
        rows = {row["claim"]: row for row in csv.DictReader(lines)}
    assert rows[of(ledger, "a")]["checked"] == "corroborated"
    assert rows[of(ledger, "a")]["checked_by"] == ""
    assert rows[of(ledger, "d")]["checked"] == "uncheckable"
    assert rows[of(ledger, "d")]["checked_by"] == "reader-1"
    export(ledger, "hxl", out)
    heads, tags = out.read_text(encoding="utf-8").splitlines()[:2]
    assert tags.split(",")[heads.split(",").index("checked")] == "#status+verification"


def test_a_person_confirms_the_grade_of_an_incident(ledger: Ledger) -> None:
    """Proposed from what is counted until then; the proposal stays among the reasons."""
    proposed = {row.grade for row in code(ledger, policy="airwars").rows if of(ledger, "f") in row.claims}
    assert proposed
    judge(ledger, [of(ledger, "f")], "reader-1", grade="fair", reason="two sources, an air strike told near by")
    rows = [row for row in code(ledger, policy="airwars").rows if of(ledger, "f") in row.claims]
    assert {(row.grade, row.graded_by) for row in rows} == {("fair", "reader-1")}
    assert all(any(", proposed: " in reason for reason in row.reasons) for row in rows)


def test_a_best_figure_is_named_inside_one_side_only(ledger: Ledger) -> None:
    """By default none; a reviewer's choice needs a reason; a side in which a policy finds nothing has none."""
    one = next(one for one in compare(ledger, measure="killed") if len(one.sides) == 3)
    told = {policy: {side.side: side.value for side in best_of(ledger, [one], policy)[one.key]}
            for policy in ("latest", "lowest", "floor", "chosen")}  # fmt: skip
    assert told == {
        "latest": {"russia": 4, "ukraine": 40, "independent": 40},
        "lowest": {"russia": None, "ukraine": 40, "independent": 40},
        "floor": {"russia": None, "ukraine": None, "independent": None},
        "chosen": {"russia": None, "ukraine": None, "independent": None},
    }
    with pytest.raises(UsageError, match="say why"):
        judge(ledger, [of(ledger, "c")], "reader-1", best=True)
    judge(ledger, [of(ledger, "c")], "reader-1", best=True, reason="the only figure with a place")
    judge(ledger, [of(ledger, "b")], "reader-1", status="documented", method="photographs", reason="counted")
    assert {side.side: side.value for side in best_of(ledger, [one], "chosen")[one.key]}["russia"] == 4
    assert {side.side: side.value for side in best_of(ledger, [one], "floor")[one.key]}["independent"] == 40


@pytest.mark.parametrize(
    ("outcomes", "share"),
    [(["holds"] * 4, None), (["holds"] * 4 + ["violated"], 0.8), (["holds"] * 5 + ["undecidable"] * 9, 1.0)],
)
def test_adding_up_is_counted_of_a_claimants_own_figures(
    ledger: Ledger, outcomes: list[Outcome], share: float | None
) -> None:
    """A share from five decided checks on; what two claimants differ on counts for neither."""
    mine, other = of(ledger, "a"), of(ledger, "c")

    def told(code: str, outcome: Outcome, *claims: str) -> Finding:
        return Finding(
            code=code, severity="warn", outcome=outcome, claims=claims, documents=claims, formula="", text=""
        )

    found = [told("SUM_PARTS", outcome, mine) for outcome in outcomes]
    found += [told("SUM_PARTS", "violated", mine, other), told("RATIO_PARTIES", "violated", mine)]
    (one,) = adds_up(found, tuple(ledger.entries()))
    assert (one.claimant, one.side, one.share) == ("Ukraine's defence ministry", "ukraine", share)
    assert one.undecidable == outcomes.count("undecidable")


# ---------------------------------------------------------------- articles that are held apart
def shuffled() -> Document:
    """A page that a machine made of news by shuffling its words, which keeps a sentence with a figure."""
    words = (
        "the of and a said in to was were for with by on from army town attack officials killed people soldiers "
        "front river city forces night morning report ministry region shelling strike drones"
    ).split()
    dice = random.Random(7)
    text = ". ".join(" ".join(dice.choice(words) for _ in range(9)).capitalize() for _ in range(60))
    return Document(id="pit.html", text=f"Russia said 999 Ukrainian soldiers were killed on 3 March 2024. {text}.")


def test_a_mixed_up_text_is_kept_and_held_apart_until_a_person_lets_it_in(tmp_path: Path) -> None:
    """Kept, told, never reckoned with; read again it is not held twice; let in it counts, and is not held again."""
    page = tmp_path / "pit.txt"
    page.write_text(shuffled().text, encoding="utf-8")
    with Ledger(tmp_path / "war.db", create=True) as ledger:
        tally = read_into([page], ledger)
        assert (tally.documents, tally.held) == (1, 1)
        (one,) = held(ledger)
        assert one.by == "counterclaim"
        assert not list(ledger.entries())
        assert compare(ledger) == ()
        assert ledger.find(one.claims[0])[0].status == "held"
        read_into([page], ledger)
        assert len(ledger.decisions()) == 1
        with pytest.raises(UsageError, match="and why"):
            let_in(ledger, one.text_sha256[:12], "reader-1", reason="")
        let_in(ledger, one.text_sha256[:12], "reader-1", reason="a list, not made by a machine")
        assert held(ledger) == ()
        assert {entry.claim.id for entry in ledger.entries()} == set(one.claims)
        assert not list(ledger.verify())


def test_a_run_killed_between_keeping_and_holding_leaves_neither(tmp_path: Path) -> None:
    """Whoever opens the ledger from another process sees the text held, or no text."""
    page = tmp_path / "pit.txt"
    page.write_text(shuffled().text, encoding="utf-8")
    path = tmp_path / "war.db"
    Ledger(path, create=True).close()
    script = (
        "import os, sys\n"
        "from counterclaim.ledger import Ledger\n"
        "from counterclaim.pipeline.reading import read_into\n"
        "Ledger.decide = lambda *given: os._exit(9)\n"
        "read_into([sys.argv[1]], Ledger(sys.argv[2]))\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(page), str(path)], check=False)
    assert done.returncode == 9
    with Ledger(path) as ledger:
        assert not list(ledger.documents())
        assert read_into([page], ledger).held == 1
        assert not list(ledger.entries())


def test_a_text_is_held_within_a_batch_too(tmp_path: Path) -> None:
    page = tmp_path / "pit.txt"
    page.write_text(shuffled().text, encoding="utf-8")
    with Ledger(tmp_path / "war.db", create=True) as ledger:
        with ledger.batch():
            assert read_into([page], ledger).held == 1
        assert not list(ledger.entries())


def test_news_is_not_held(ledger: Ledger) -> None:
    """None of the plain articles."""
    assert held(ledger) == ()
