"""Checks follow what people decide: what they merge and split, correct and reject, and take back."""

import msgspec
import pytest

from counterclaim.ledger.decision import Decision, decided, live
from counterclaim.model import Via
from counterclaim.reconcile.checks import check
from counterclaim.reconcile.compare import compare
from tests.reconcile.makers import row

LONG = "Ukraine said that {} Russian soldiers had died in the fighting around the town since the morning of Monday"


def by_outlet(figure, paper, *, names=None, sentence=LONG, **more):
    """What an outlet tells, perhaps after another outlet."""
    told = row(figure, quote=sentence.format(figure), document=paper, outlet=paper, end="2023-05-02", **more)
    via = (Via(name=names, start=None, end=None, text=None),) if names else ()
    return msgspec.structs.replace(told, claim=msgspec.structs.replace(told.claim, via=via))


def total(figure, day=2, document=None, **more):
    return row(figure, says="Ukraine", end=f"2023-05-{day:02}", document=document or f"{figure} {day}", **more)


NOBODY = [total("31,200"), row("31,000", says=None, end="2023-05-02", document="a")]
CIRCLE = [by_outlet("900", "Gazette", names="Herald"), by_outlet("900", "Herald", names="Gazette")]
APART = [
    by_outlet("900", "Gazette", names="Herald"),
    by_outlet("some 901", "Herald", names="Gazette", sentence="{} fell"),
]
INSIDE = "Ukraine said that {} civilians, among them 4 children, were killed"
AMONG = [
    entry
    for whole, paper in (("15", "a"), ("16", "b"))
    for entry in (
        total(whole, document=paper, object="civilians", quote=INSIDE.format(whole)),
        total("4", document=paper, object="children", quote=INSIDE.format(whole)),
    )
]
ALTERED = [by_outlet("900", "Gazette", says="Ukraine"), by_outlet("9,000", "Herald", says="Ukraine")]
TWO = [total("1,207"), total("1,290")]
SIDES = [total("16,000"), row("1,351", says="Russia", end="2023-05-02", document="b")]
RISING = [total("1,003", 1), total("1,108", 2), total("303", 3), total("1,207", 4), total("1,300", 5)]

# entries | code | decisions, each an action with the numbers of entries, and "field=value" to correct | outcomes then
CASES = [
    ("nobody's figure is one with Ukraine's", NOBODY, "NO_CLAIMANT", ["merge 0 1"], []),
    ("and is not any more", NOBODY, "NO_CLAIMANT", ["merge 0 1", "undo 0"], ["undecidable"]),
    ("nobody's figure was Ukraine's", NOBODY, "NO_CLAIMANT", ["correct 1 claimant"], []),
    ("nobody's figure is none", NOBODY, "NO_CLAIMANT", ["reject 1"], []),
    ("outlets that cite each other", CIRCLE, "CIRCULAR", [], ["violated"]),
    ("their figures are two", CIRCLE, "CIRCULAR", ["split 0"], []),
    ("the figure of one was misread", CIRCLE, "CIRCULAR", ["correct 0 figure 90"], []),
    ("one is rejected", CIRCLE, "CIRCULAR", ["reject 1"], []),
    ("two figures", APART, "CIRCULAR", [], []),
    ("two figures that are one", APART, "CIRCULAR", ["merge 0 1"], ["violated"]),
    ("children of two reports", AMONG, "PART_LE_WHOLE", [], ["holds", "holds"]),
    ("the reports tell of one", AMONG, "PART_LE_WHOLE", ["merge 0 2", "merge 1 3"], ["holds"]),
    ("the children were more", AMONG, "PART_LE_WHOLE", ["correct 1 figure 40"], ["violated", "holds"]),
    ("the children are rejected", AMONG, "PART_LE_WHOLE", ["reject 1", "reject 3"], []),
    ("a copy with another figure", ALTERED, "ALTERED_COPY", [], ["violated"]),
    ("which is no copy", ALTERED, "ALTERED_COPY", ["split 1"], []),
    ("or is one again", ALTERED, "ALTERED_COPY", ["split 1", "undo 0"], ["violated"]),
    ("it was misread", ALTERED, "ALTERED_COPY", ["correct 1 figure 900"], []),
    ("it is rejected", ALTERED, "ALTERED_COPY", ["reject 1"], []),
    ("two figures for a day", TWO, "SELF_CONTRADICTION", [], ["violated"]),
    ("one was misread", TWO, "SELF_CONTRADICTION", ["correct 1 figure 1207"], []),
    ("one is rejected", TWO, "SELF_CONTRADICTION", ["reject 0"], []),
    ("two sides", SIDES, "RATIO_PARTIES", [], ["undecidable"]),
    ("one side was misread", SIDES, "RATIO_PARTIES", ["correct 1 figure 16000"], []),
    ("a fall", RISING, "MONO_CUM", [], ["violated"]),
    ("a fall that was misread", RISING, "MONO_CUM", ["correct 2 figure 1150"], ["holds"]),
    ("a fall that is rejected", RISING, "MONO_CUM", ["reject 2"], ["holds"]),
]  # fmt: skip


def decisions(entries, words):
    made = []
    for number, word in enumerate(words):
        action, *rest = word.split()
        at = {"actor": "a", "at": str(number)}
        if action == "undo":
            made.append(Decision(**at, action="undo", target=made[int(rest[0])].id))
        elif action == "correct":
            claim = entries[int(rest[0])].claim
            after = corrected(entries, claim, *rest[1:])
            made.append(Decision(**at, action="correct", claims=(claim.id,), field=rest[1], after=after))
        else:
            action = f"{action}_origin" if action in ("merge", "split") else action
            made.append(Decision(**at, action=action, claims=tuple(entries[int(n)].claim.id for n in rest)))
    return made


def corrected(entries, claim, field, value=""):
    """The claimant of the first entry, or the claim's figure with another number."""
    if field == "claimant":
        return msgspec.to_builtins(entries[0].claim.claimant)
    return {**msgspec.to_builtins(claim.figure), "value": int(value), "low": int(value), "high": int(value)}


@pytest.mark.parametrize(("entries", "code", "words", "outcomes"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_checks_follow_decisions(entries, code, words, outcomes):
    made = decisions(entries, words)
    found = check(tuple(decided(entries, made)), {}, live(made))
    assert [finding.outcome for finding in found if finding.code == code] == outcomes


def test_what_people_split_from_its_original_corroborates():
    """An altered copy does not; one that people told apart is a claim of its own."""

    def origins(words):
        return sum(side.origins for one in compare(ALTERED, decisions=decisions(ALTERED, words)) for side in one.sides)

    assert (origins([]), origins(["split 1"])) == (1, 2)
