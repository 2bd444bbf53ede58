"""The filter that all listing verbs share, as SQL with parameters."""

from counterclaim.ledger.records import claim_columns, facts, folded, plain
from counterclaim.model import Document, Entry, Filter

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


def passes(where: Filter, entry: Entry) -> bool:
    """Whether a claim passes the filter: the same as `conditions`, of a claim that stands in no row as it is.

    >>> from counterclaim.model import Claim, Entry, Figure, Span, Time
    >>> figure = Figure(start=0, end=1, text="9", value=9, low=9, high=9, qualifier="exact", unit="persons")
    >>> claim = Claim(
    ...     id="c_a",
    ...     document="a",
    ...     quote=Span(start=0, end=1, text="9"),
    ...     figure=figure,
    ...     measure="killed",
    ...     object="soldiers",
    ...     party="russia",
    ...     conflict=None,
    ...     claimant=None,
    ...     time=Time(kind="total"),
    ...     rule="person",
    ... )
    >>> entry = Entry(claim=claim, document="a", published="2022-03")
    >>> passes(Filter(party="russia", since="2022-03-15"), entry), passes(Filter(outlet="Herald"), entry)
    (True, False)
    """
    document = Document(id=entry.document, text="", published=entry.published)
    columns = claim_columns(entry.claim, facts(document, entry.text_sha256))
    for name in ("measure", "object", "party", "conflict", "side"):
        asked = getattr(where, name)
        if asked is not None and columns[name] != plain(asked):
            return False
    there = {"claimant": columns["claimant"], "place": columns["place"], "outlet": folded(entry.outlet)}
    for name, words in there.items():
        asked = folded(getattr(where, name))
        if asked and asked not in str(words or ""):
            return False
    day = columns["day"]
    if where.since and not (day and (str(day) >= where.since or day in (where.since[:7], where.since[:4]))):
        return False
    return not where.until or bool(day and str(day) <= f"{where.until}{LATER_THAN_ANY_DIGIT}")
