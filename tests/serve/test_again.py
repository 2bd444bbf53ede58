"""A screen that is asked for again: told by its tag while nothing has moved, made anew once anything has."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.serve.conftest import Served


@pytest.mark.parametrize("path", ["/", "/claims?order=newest", "/review", "/method", "/claims?_format=json"])
def test_an_answer_that_still_holds_is_not_sent_again(shown: Served, client: Callable[..., Any], path: str) -> None:
    asked = client(shown)
    first = asked.get(path)
    again = asked.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["cache-control"] == first.headers["cache-control"] == "no-store"
    assert asked.get(path).text == first.text


def test_each_address_has_a_tag_of_its_own(shown: Served, client: Callable[..., Any]) -> None:
    asked = client(shown)
    paths = ("/claims", "/claims?order=newest", "/claims?_format=json", "/review")
    assert len({asked.get(path).headers["etag"] for path in paths}) == len(paths)


def test_a_decision_changes_what_is_shown(edited: Served, client: Callable[..., Any]) -> None:
    asked = client(edited)
    with edited.ledger() as ledger:
        claim = next(iter(ledger.entries())).claim.id
    before = asked.get(f"/c/{claim}")
    headers = {"origin": edited.address, "accept": "application/json"}
    assert asked.post("/decide", data={"action": "accept", "claim": claim}, headers=headers).status_code == 200
    after = asked.get(f"/c/{claim}", headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.headers["etag"] != before.headers["etag"]
    assert "reader-1" in after.text


def test_what_runs_has_no_tag(edited: Served, client: Callable[..., Any]) -> None:
    asked = client(edited)
    assert [name for name in ("/read", "/read/state", "/news") if "etag" in asked.get(name).headers] == []
