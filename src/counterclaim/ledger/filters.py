"""The filter that all listing verbs share, as SQL with parameters."""

from counterclaim.ledger.records import folded, plain
from counterclaim.model import Filter

LATER_THAN_ANY_DIGIT = "~"  # sorts after digits and dashes: "2022-03~" is past every day of March 2022


def conditions(where: Filter) -> tuple[str, list[str | None]]:
    """A WHERE clause over `claim` c and `document` d, with its parameters.

    A date that names only a year or month stands for all its days: published in "2022-03" is neither before nor
    after 15 March 2022.

    >>> conditions(Filter(measure="killed", outlet="Herald"))
    ('c.measure = ? AND instr(d.outlet, ?) > 0', ['killed', 'herald'])
    """
    clauses: list[str] = []
    parameters: list[str | None] = []

    def add(clause: str, *values: str | None) -> None:
        clauses.append(clause)
        parameters.extend(values)

    for column in ("measure", "object", "party", "conflict", "side"):
        value = getattr(where, column)
        if value is not None:
            add(f"c.{column} = ?", plain(value))
    for column, value in (("c.claimant", where.claimant), ("c.place", where.place), ("d.outlet", where.outlet)):
        if value:
            add(f"instr({column}, ?) > 0", folded(value))
    # Days are looked up in their own index, and the rest is walked in the order of reading (hence the +): sorting a
    # million claims would hold them all in memory.
    if where.since:
        since = "+c.seq IN (SELECT seq FROM claim WHERE day >= ? UNION ALL SELECT seq FROM claim WHERE day IN (?, ?))"
        add(since, plain(where.since), plain(where.since[:7]), plain(where.since[:4]))
    if where.until:
        add("+c.seq IN (SELECT seq FROM claim WHERE day <= ?)", f"{plain(where.until)}{LATER_THAN_ANY_DIGIT}")
    return " AND ".join(clauses), parameters
