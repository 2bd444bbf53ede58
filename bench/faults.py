"""Faults of every kind, put into made ledgers: what is put in, and which finding must speak of it.

Each maker takes a clean ledger, puts one fault into it at a place that the seed chooses, and gives the entries with the
ids of the claims of which one must stand in a finding of its code.
"""

from collections.abc import Callable, Mapping
from itertools import accumulate

from bench.made import DAY, LENGTH, Ledger, entry, without, written
from counterclaim.model import Entry

Made = tuple[list[Entry], set[str]]
Maker = Callable[[Ledger], Made]
EDGE = 12  # days at the head of a series in which no fault is put: nothing is known yet


def place(made: Ledger) -> int:
    """A day away from the ends."""
    return made.random.randrange(EDGE, LENGTH - EDGE)


def fine(number: float) -> int:
    """A number that is not round."""
    whole = int(number)
    return whole + 3 if whole % 10 in (0, 5) else whole


def instead(made: Ledger, number: int, value: int) -> Made:
    """The series with another total on one day."""
    put = made.total(number, value)
    return [*without(made.entries, f"bulletin/{number}"), put], {put.claim.id}


def beside(made: Ledger, *added: Entry) -> Made:
    """The clean ledger with these entries added."""
    return [*made.entries, *added], {each.claim.id for each in added}


def anew(made: Ledger, totals: list[int], number: int) -> Made:
    """The ledger with other totals throughout; the fault is at one day."""
    rest = [each for each in made.entries if not each.document.startswith("bulletin/")]
    entries = written(made, totals)
    marked = {each.claim.id for each in entries if each.document == f"bulletin/{number}"}
    return [*rest, *entries], marked


# ---------------------------------------------------------------- in a series
def mono_cum(made: Ledger) -> Made:
    """A total far below the one of the day before."""
    number = place(made)
    return instead(made, number, fine(made.totals[number - 1] * made.random.uniform(0.35, 0.8)))


def series_outlier(made: Ledger) -> Made:
    """A total far above those that follow."""
    number = place(made)
    return instead(made, number, fine(made.totals[-1] * made.random.uniform(1.3, 3)))


def correction(made: Ledger) -> Made:
    """All totals from a day on are lower by up to a tenth."""
    number = place(made)
    less = max(made.steps[number] + 2, round(made.totals[number] * made.random.uniform(0.01, 0.1)))
    return anew(made, [t - less * (day >= number) for day, t in enumerate(made.totals)], number)


def addition(made: Ledger) -> Made:
    """The totals from a day on are higher than the stated increase makes them."""
    number = place(made) // 3 * 3
    more = made.steps[number] * made.random.randint(2, 9) + 7
    entries, marked = anew(made, [t + more * (day >= number) for day, t in enumerate(made.totals)], number)
    return [*without(entries, f"bulletin/{number}"), made.total(number, made.totals[number] + more),
            made.flow(number, made.steps[number])], marked  # fmt: skip


def series_break(made: Ledger) -> Made:
    """The count begins anew."""
    number = made.random.randrange(LENGTH // 3, LENGTH - EDGE)
    less = made.totals[number - 1] - round(made.steps[number] * made.random.uniform(0, 2))
    return anew(made, [t - less * (day >= number) for day, t in enumerate(made.totals)], number)


def stale_value(made: Ledger) -> Made:
    """A total of three to ten days before, told again."""
    number = place(made)
    return instead(made, number, made.totals[number - made.random.randint(3, 10)])


def date_order(made: Ledger) -> Made:
    """A total of a later day, under the date of an earlier one; or a last day after publication."""
    number = place(made)
    if made.random.random() < 0.5:
        return instead(made, number, made.totals[number + made.random.randint(4, 11)])
    put = made.total(number, made.totals[number], published=made.day(number) - made.random.randint(3, 40) * DAY)
    return [*without(made.entries, f"bulletin/{number}"), put], {put.claim.id}


def digit_slip(made: Ledger) -> Made:
    """Two digits swapped, one lost, or a nought too many."""
    number = place(made)
    text = str(made.totals[number])
    at = made.random.randrange(len(text) - 1)
    options = [text[:at] + text[at + 1] + text[at] + text[at + 2 :], text[:at] + text[at + 1 :], text + "0"]
    put = made.random.choice([o for o in options if o[0] != "0" and abs(int(o) / int(text) - 1) > 0.15] or [text + "0"])
    return instead(made, number, int(put))


def period_mismatch(made: Ledger) -> Made:
    """A day's increase recorded as a total."""
    number = place(made)
    scale = 1 if made.conflict.daily >= 200 else 7
    totals = [t * scale for t in made.totals]
    entries, _ = anew(made, totals, number)
    put = made.total(number, totals[number] - totals[number - 1], document="report")
    return [*entries, put], {put.claim.id}


def period_guess(made: Ledger) -> Made:
    """A month's rough figure recorded as a total, after half a year."""
    number = LENGTH - made.random.randint(2, EDGE)
    offset = made.conflict.daily * 150
    entries, _ = anew(made, [t + offset for t in made.totals], number)
    put = made.total(number, fine(sum(made.steps[number - 30 : number]) * made.random.uniform(0.8, 1.2)))
    return [*without(entries, f"bulletin/{number}"), put], {put.claim.id}


def target_swap(made: Ledger) -> Made:
    """The figure of the other side's dead, recorded as that of the own."""
    number = place(made)
    own = [made.total(day, fine(made.totals[day] / 6), f"own/{day}", party=made.conflict.counting[0])
           for day in range(3, LENGTH, 6)]  # fmt: skip
    put = made.total(number, made.totals[number], "swapped", party=made.conflict.counting[0])
    return [*made.entries, *own, put], {put.claim.id}


def claimant_swap(made: Ledger) -> Made:
    """The counting side's figure, recorded as that of the side that is counted."""
    number = place(made)
    put = made.own(number, made.totals[number], "swapped")
    return beside(made, put)


def heaping(made: Ledger) -> Made:
    """All totals rounded to hundreds."""
    totals = [round(t * 20, -2) for t in made.totals]
    entries, _ = anew(made, totals, 0)
    return entries, {each.claim.id for each in entries if each.document.startswith("bulletin/")}


def frozen(made: Ledger) -> Made:
    """The same total for four to nine days."""
    number, days = place(made), made.random.randint(4, 9)
    totals = [made.totals[number] if number <= day < number + days else t for day, t in enumerate(made.totals)]
    return anew(made, totals, number)


def self_contradiction(made: Ledger) -> Made:
    """Two totals of one day."""
    number = place(made)
    gap = made.random.choice((-1, 1)) * made.random.uniform(0.05, 0.3)
    return beside(made, made.total(number, fine(made.totals[number] * (1 + gap)), "another"))


# ---------------------------------------------------------------- rates
def rate_jump(made: Ledger) -> Made:
    """A day of four to nine times the usual."""
    number = place(made) // 3 * 3
    steps = list(made.steps)
    steps[number] = round(made.conflict.daily * made.random.uniform(4, 9))
    return anew(made, list(accumulate(steps, initial=8 * made.conflict.daily))[1:], number)


def rate_ceiling(made: Ledger) -> Made:
    """A daily figure that would use up the strength told within three months."""
    number, strength = place(made), made.conflict.daily * 400 + 7
    force = entry(
        made.conflict, strength, "The force numbers {n} soldiers.", "force", by=("independent", made.conflict.monitor),
        measure="strength", kind="state", last=made.day(number),
    )  # fmt: skip
    put = made.flow(number, fine(max(strength, 900_007) / made.random.uniform(10, 60)), "report", at=0)
    return [*made.entries, force, put], {put.claim.id}


def rank_claim(made: Ledger) -> Made:
    """An ordinary day that is called the deadliest."""
    number = made.random.randrange(60, LENGTH - 2)
    put = made.flow(
        number,
        fine(made.conflict.daily * 0.9),
        "report",
        at=0,
        say="It was the deadliest day, with {n} soldiers killed.",
    )
    return beside(made, put)


# ---------------------------------------------------------------- parts and wholes
def report(made: Ledger, say: str, *figures: tuple[int, Mapping[str, object]], **common: object) -> list[Entry]:
    """Figures of one sentence, in its order; {0}, {1} ... stand for them."""
    texts = [f"{number:,}" for number, _ in figures]
    found = []
    for place, (number, fields) in enumerate(figures):
        shown = ["{n}" if other == place else text for other, text in enumerate(texts)]
        more = {"by": made.conflict.counting, "first": made.conflict.start, "last": made.day(40), **common, **fields}
        found.append(entry(made.conflict, number, say.format(*shown), "report", **more))  # type: ignore[arg-type]
    return found


def number_of(made: Ledger, low: int = 30, high: int = 900) -> int:
    """Any number that is not round."""
    return fine(made.random.randint(low, high))


def sum_parts(made: Ledger) -> Made:
    """Two days that do not make the whole."""
    a, b = number_of(made), number_of(made)
    whole = fine((a + b) * made.random.choice((0.7, 1.2, 1.4)))
    days = [{"first": made.day(40 + n), "last": made.day(40 + n)} for n in (0, 1)]
    both = {"first": made.day(40), "last": made.day(41)}
    say = "It counted {0} on the first day and {1} on the second, {2} over both."
    return beside(made, *report(made, say, (a, days[0]), (b, days[1]), (whole, both), kind="period", place="Northside"))


def sum_parts_le(made: Ledger) -> Made:
    """More killed and wounded than casualties."""
    killed, wounded = number_of(made), number_of(made)
    both = fine((killed + wounded) * made.random.uniform(0.6, 0.85))
    say = "It gave {0} killed and {1} wounded, {2} casualties."
    return beside(made, *report(made, say, (killed, {}), (wounded, {"measure": "wounded"}),
                                  (both, {"measure": "casualties"}), place="Northside"))  # fmt: skip


def total_minus_inc(made: Ledger) -> Made:
    """An increase that is not the difference of the totals."""
    number = place(made) // 3 * 3
    put = made.flow(number, fine(made.steps[number] * made.random.uniform(1.5, 3)) + 9)
    kept = [
        each
        for each in made.entries
        if not (each.document == f"bulletin/{number}" and each.claim.time.kind == "period")
    ]
    return [*kept, put], {put.claim.id}


def part_le_whole(made: Ledger) -> Made:
    """More children than civilians."""
    whole = number_of(made)
    part = fine(whole * made.random.uniform(1.1, 3)) + 9
    say = "{0} civilians were killed, including {1} children."
    return beside(made, *report(made, say, (whole, {"object": "civilians"}), (part, {"object": "children"})))


def subset_unit(made: Ledger) -> Made:
    """More killed than casualties."""
    whole = number_of(made)
    say = "Casualties came to {0}, with {1} killed."
    more = fine(whole * made.random.uniform(1.1, 2.5)) + 9
    return beside(made, *report(made, say, (whole, {"measure": "casualties"}), (more, {}), place="Northside"))


def ratio_implausible(made: Ledger) -> Made:
    """Twenty wounded for each killed, or a fifth."""
    killed = number_of(made, 200, 900)
    wounded = fine(killed * made.random.choice((0.2, 0.5, 15, 30)))
    say = "It gave {0} killed and {1} wounded."
    return beside(made, *report(made, say, (killed, {}), (wounded, {"measure": "wounded"}), place="Northside"))


def pct_range(made: Ledger) -> Made:
    """A share that rose from a higher one."""
    new = number_of(made, 20, 60)
    say = "Support stood at {0} percent, up from {1}."
    old = new + made.random.randint(3, 30)
    return beside(made, *report(made, say, (new, {}), (old, {}), unit="percent", measure="support", kind="state"))


def text_arith(made: Ledger) -> Made:
    """A number that is said to have doubled and has not."""
    old = number_of(made)
    new = fine(old * made.random.choice((1.2, 1.5, 3.2)))
    say = "The toll doubled from {0} to {1}."
    return beside(made, *report(made, say, (old, {}), (new, {}), kind="unspecified", object="civilians"))
