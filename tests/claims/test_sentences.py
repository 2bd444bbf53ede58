"""Where sentences begin and end (sentences.csv): `|` stands where a new one begins, `\\n` for a new line."""

import pytest

from counterclaim.claims.quotes import find_quotes, quote_at
from counterclaim.claims.sentences import paragraphs, split_sentences
from tests.claims.tables import case, rows

CASES = [case(row["text"], known=row["known"], id=f"{n} {row['why']}") for n, row in enumerate(rows("sentences.csv"))]


@pytest.mark.parametrize("marked", CASES)
def test_sentences(marked: str) -> None:
    marked = marked.replace("\\n", "\n")
    text = marked.replace("| ", "")
    assert [text[s.start : s.end] for s in split_sentences(text)] == [part.strip() for part in marked.split("| ")]


def test_lines_of_a_list_are_marked() -> None:
    text = "Losses:\n- tanks 12\n- guns 40\nNobody confirmed it."
    assert [s.item for s in split_sentences(text)] == [False, True, True, False]


def test_paragraphs_are_numbered_in_order() -> None:
    text = "One. Two.\n\nThree.\n* Four."
    assert [s.paragraph for s in split_sentences(text)] == [0, 0, 1, 2]
    assert [text[start:end] for start, end, _ in paragraphs(text)] == ["One. Two.", "Three.", "* Four."]


QUOTES = [
    case("“We lost 20 men,” she said.", ["We lost 20 men,"], id="curly"),
    case('"We lost 20 men," she said, "and a truck."', ["We lost 20 men,", "and a truck."], id="broken off"),
    case("«Nous avons perdu» he read.", ["Nous avons perdu"], id="angled"),
    case("‘We lost 20,’ she said.", ["We lost 20,"], id="single"),
    case("The army’s men, the rebels’ guns.", [], id="apostrophes are no marks"),
    case("“We lost 20 men.\n“Then they left,” she said.", ["We lost 20 men.", "Then they left,"], id="two paragraphs"),
    case("The 5\" gun stood still.", [], known="the mark of inches opens a quotation", id="inches"),
]  # fmt: skip


@pytest.mark.parametrize("text, wanted", QUOTES)
def test_quotations(text: str, wanted: list[str]) -> None:
    quotes = find_quotes(text)
    assert [text[q.start : q.end] for q in quotes] == wanted
    for n, quote in enumerate(quotes):
        assert quote_at(quotes, quote.start) == n
        assert quote_at(quotes, quote.end) is None


def test_nothing_is_quoted_outside() -> None:
    assert quote_at(find_quotes('He said "no" twice.'), 0) is None
