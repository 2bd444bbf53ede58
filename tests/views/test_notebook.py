"""In a notebook: tables that escape what they show, frames that hold every value, and a real kernel that runs it."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from msgspec.structs import replace

import counterclaim as cc
from counterclaim.errors import UsageError
from counterclaim.views.exports.fields import NAMES, row
from counterclaim.views.notebook import Shown, html, table
from tests.views.making import entries, make_ledger


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory):
    with cc.Ledger(make_ledger(tmp_path_factory.mktemp("notebook") / "war.db")) as opened:
        yield opened


def test_answers_are_tuples_and_tables(ledger: cc.Ledger) -> None:
    for answer, words in [
        (cc.list_claims(ledger), "more than 480"),
        (cc.compare(ledger), "at least 12.5 times"),
        (cc.series(ledger), "Westland Defence Ministry"),
        (cc.check(ledger), "<td>"),
    ]:
        assert isinstance(answer, tuple)
        assert words in answer._repr_html_()


def test_tables_escape_what_they_show() -> None:
    hostile = replace(entries()[0], outlet="<img src=x onerror=alert(1)>")
    told = html([hostile])
    assert "&lt;img" in told
    assert "<img" not in told


def test_tables_name_nobody_private(ledger: cc.Ledger) -> None:
    assert "Lindqvist" not in html(entries())
    assert "a nurse" in html(entries())
    assert "Lindqvist" not in str(table(cc.list_claims(ledger)))


def test_long_tables_say_how_much_is_left() -> None:
    assert "<p>10 more.</p>" in html([entries()[0]] * 70)


@pytest.mark.parametrize("to", ["to_arrow", "to_polars", "to_pandas"])
def test_claims_go_into_a_frame_with_every_value(to: str, ledger: cc.Ledger) -> None:
    pytest.importorskip(to.removeprefix("to_").replace("arrow", "pyarrow"), reason=f"no library for {to}")
    claims = cc.list_claims(ledger)
    frame = getattr(cc, to)(claims)
    if to == "to_pandas":
        lines = [[None if cell != cell or cell is None else cell for cell in line] for line in frame.values.tolist()]
    else:
        lines = [list(one.values()) for one in (frame.to_pylist() if to == "to_arrow" else frame.to_dicts())]
    assert lines == [list(row(entry)) for entry in claims]
    assert tuple(frame.columns if to != "to_arrow" else frame.column_names) == NAMES


def test_other_records_go_into_frames_too(ledger: cc.Ledger) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    compared = cc.to_arrow(cc.compare(ledger)).to_pylist()
    assert {(one["side"], one["low"]) for one in compared} >= {("westland", 1351), ("norland", 16900)}
    assert cc.to_arrow(cc.series(ledger)).num_rows == sum(len(one.points) for one in cc.series(ledger))
    assert cc.to_arrow(cc.check(ledger)).num_rows == len(cc.check(ledger))
    assert cc.to_arrow([]).num_rows == 0


def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(UsageError, match="polars is not installed: `pip install polars`"):
        cc.to_polars([])


def test_one_call_draws(ledger: cc.Ledger) -> None:
    compared = cc.compare(ledger)
    picture = cc.plot(compared[0], ledger)
    assert picture.kind == "ladder"
    assert "Lindqvist" not in picture._repr_html_()
    drawn = cc.plot(cc.series(ledger), ledger)
    assert isinstance(drawn, Shown)
    assert drawn._repr_html_().count("<img") == len(drawn) > 0
    with pytest.raises(UsageError, match="only comparisons and series are drawn"):
        cc.plot(cc.list_claims(ledger), ledger)


def test_a_real_notebook_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed")
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager

    make_ledger(tmp_path / "war.db")
    source = Path(cc.__file__).parents[1]
    cells = [
        f"import sys; sys.path.insert(0, {str(source)!r})\nimport counterclaim as cc",
        "ledger = cc.Ledger('war.db'); apart = cc.compare(ledger); apart",
        "apart[0]",
        "cc.to_pandas(cc.list_claims(ledger)).shape",
        "cc.plot(apart[0], ledger)",
    ]
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in cells])
    spec = KernelSpecManager(ensure_native_kernel=True)
    manager = AsyncKernelManager(kernel_name="python3", kernel_spec_manager=spec)
    manager.kernel_spec.argv[0] = sys.executable
    client = nbclient.NotebookClient(book, km=manager, timeout=120, resources={"metadata": {"path": str(tmp_path)}})
    with ThreadPoolExecutor(1) as apart:  # a browser test of the same run may hold this thread's event loop
        apart.submit(client.execute).result()
    shown = [cell.outputs[-1]["data"] if cell.outputs else {} for cell in book.cells]
    assert "at least 12.5 times" in shown[1]["text/html"]
    assert "<table>" in shown[2]["text/html"]
    assert shown[3]["text/plain"].startswith("(6, ")
    assert "<img" in shown[4]["text/html"]
