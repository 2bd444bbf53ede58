"""A fault that nobody foresaw: a plain page with a number, the number in the log, the ledger as it was."""

import logging
import re
from collections.abc import Callable
from typing import Any

import pytest

from counterclaim.ledger import Ledger
from counterclaim.pipeline.serve import as_json
from counterclaim.pipeline.serve.desk import Desk
from tests.serve.conftest import Served
from tests.serve.test_deciding import post
from tests.serve.test_screens import SCREENS, claim_of

Client = Callable[..., Any]


def broken(*_: Any, **__: Any) -> Any:
    raise RuntimeError("a wheel\ncame off")


def test_the_page_says_one_line_and_the_log_has_its_number(
    edited: Served, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    asked = client(edited)
    assert asked.get("/method").status_code == 200
    monkeypatch.setattr(Desk, "counts", broken)
    with caplog.at_level(logging.ERROR, "counterclaim.serve"):
        answer = asked.get("/method?q=Mariupol")
    assert answer.status_code == 500
    assert answer.text.count("<h1>") == 1
    assert "Nothing in the ledger was lost" in answer.text
    (number,) = re.findall(r"under ([0-9a-f]{8})\.", answer.text)
    (line,) = [record.getMessage() for record in caplog.records if record.name == "counterclaim.serve"]
    assert line.startswith(f"fault {number}: GET /method: RuntimeError a wheel came off in broken, line ")
    assert "Mariupol" not in line
    for words in ("Traceback", "wheel", "RuntimeError", ".py"):
        assert words not in answer.text
    assert "Traceback" not in capfd.readouterr().err
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_fault_while_deciding_keeps_the_ledger_whole_and_the_next_try_holds(
    edited: Served, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = client(edited)
    claim = claim_of(asked, "16,000")
    with monkeypatch.context() as patched:
        patched.setattr(Ledger, "decide", broken)
        answer = post(asked, edited, action="accept", claim=claim)
        assert answer.status_code == 500
        assert re.search(r"under [0-9a-f]{8}\.", answer.json()["error"])
        form = asked.post("/decide", data={"action": "accept", "claim": claim}, headers={"origin": edited.address})
        assert "<h1>A fault in Counterclaim</h1>" in form.text
    with edited.ledger() as ledger:
        assert ledger.decisions() == ()
        assert list(ledger.verify()) == []
    assert post(asked, edited, action="accept", claim=claim).json()["states"] == {claim: "accepted"}


def test_a_program_that_asks_for_json_gets_the_line_as_json(
    edited: Served, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(as_json, "readers", broken)
    answer = client(edited).get("/method?_format=json")
    assert (answer.status_code, list(answer.json())) == (500, ["error"])


ODD = ["²", "2022-13-45", "-1", "\x00", "9" * 40, "c_"]
NAMES = ("q", "v", "page", "on", "since", "until", "order", "claim", "text", "start", "end", "outcome", "code", "kind",
         "measure", "object", "party", "claimant", "side", "place", "conflict", "outlet", "status", "time",
         "checks")  # fmt: skip


@pytest.mark.parametrize("odd", ODD, ids=ascii)
def test_no_odd_address_is_a_fault(edited: Served, client: Client, odd: str) -> None:
    asked = client(edited)
    claim = claim_of(asked, "16,000")
    text = re.search(r"/d/(\w+)", asked.get(f"/c/{claim}").text)[1]
    for path in (*SCREENS, "/timeline", "/draw", "/add", "/by-hand", f"/c/{claim}", f"/d/{text}"):
        for params in ({"since": odd, "on": odd}, dict.fromkeys(NAMES, odd), dict.fromkeys((*NAMES, "_format"), odd)):
            if "_format" in params:
                params["_format"] = "json"
            answer = asked.get(path, params=params)
            assert answer.status_code in (200, 400, 404), (path, params, answer.text[:300])
