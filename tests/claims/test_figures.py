"""Number expressions: what is a figure, what it is worth, what its words entail (tests/claims/figures.csv).

The bounds are those of the reckoning rules: "more than 480" begins at 481, "nearly 900" lies from 700 to 899.
"""

import pytest

from counterclaim.claims.bounds import bounds
from counterclaim.claims.figure_grammar import FigureMention
from counterclaim.claims.figures import find_figures
from tests.claims.tables import Row, case, grouped, number


def told(figure: FigureMention) -> tuple[object, ...]:
    """A figure as a row of the table has it."""
    low, high = bounds(figure, persons=figure.hint is None)
    return figure.text, figure.value, low, high, figure.qualifier, figure.hint, figure.repaired, figure.per


def wanted(row: Row) -> tuple[object, ...]:
    numbers = (number(row["value"]), number(row["low"]), number(row["high"]))
    marks = (row["qualifier"], row["hint"] or None, row["repaired"] == "yes", row["per"] or None)
    return (row["figure"], *numbers, *marks)


CASES = [case(text, rows, known=rows[0]["known"], id=text[:60]) for text, rows in grouped("figures.csv", "text")]


@pytest.mark.parametrize("text, rows", CASES)
def test_figures_of_a_text(text: str, rows: list[Row]) -> None:
    figures = find_figures(text)
    assert all(text[f.start : f.end] == f.text for f in figures)
    found = [told(figure) for figure in figures if figure.hint != "article"]
    assert found == [wanted(row) for row in rows if row["figure"]]
