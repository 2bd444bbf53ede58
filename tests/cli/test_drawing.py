"""`draw`: each picture as a file, its table as JSON, nobody private in it, and one line where it cannot be done."""

import json
from pathlib import Path

import pytest

import counterclaim
from tests.cli.conftest import Run

KINDS = ["series", "ladder", "multiples", "timeline", "map"]


@pytest.mark.parametrize("kind", KINDS)
def test_each_picture_is_a_file_and_a_table(war: Path, run: Run, kind: str) -> None:
    assert run("draw", kind, "-o", "a.svg").exit_code == 0
    drawn = Path("a.svg").read_text(encoding="utf-8")
    assert drawn == run("draw", kind).stdout
    assert "Claims, not facts" in drawn
    rows = [json.loads(line) for line in run("draw", kind, "--json").stdout.splitlines()]
    assert rows
    assert all(row["claim"].startswith("c_") for row in rows)


@pytest.mark.parametrize("kind", KINDS)
def test_private_persons_stand_by_role(war: Path, run: Run, kind: str) -> None:
    for words in (["draw", kind], ["draw", kind, "--json"]):
        assert "Lindqvist" not in run(*words).stdout
    assert "nurse" in run("draw", "timeline").stdout


def test_a_filter_narrows_the_picture(war: Path, run: Run) -> None:
    rows = [json.loads(line) for line in run("draw", "timeline", "--json", "--side", "norland").stdout.splitlines()]
    assert {row["claimant"] for row in rows} == {"President of Norland", "Norland Army"}


def test_nothing_to_draw_and_another_ending_are_one_line(war: Path, run: Run) -> None:
    empty = run("draw", "ladder", "--since", "2030-01-01")
    assert empty.exit_code == 0
    assert "nothing in" in empty.stderr
    wrong = run("draw", "map", "-o", "a.pdf")
    assert wrong.exit_code == 2
    assert wrong.stderr.strip() == (
        "counterclaim: a.pdf: a picture is saved as .svg, .png or .csv, by the ending of the name"
    )


def test_in_python(war: Path) -> None:
    with counterclaim.Ledger(war) as ledger:
        picture = counterclaim.draw(ledger, "ladder", measure="killed")
        assert picture is not None
        assert "16,900" in picture.summary
        with pytest.raises(counterclaim.UsageError, match="no picture is called 'pie'"):
            counterclaim.draw(ledger, "pie")  # type: ignore[arg-type]
