"""Who may ask: this machine's browser with the token; to change anything, only our own page."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from counterclaim.pipeline.serve.guard import entrance
from tests.serve.conftest import TOKEN, Served

Client = Callable[..., Any]


def test_the_printed_address_brings_the_token_once(shown: Served, client: Client) -> None:
    browser = client(shown, token=None)
    entered = browser.get(entrance("127.0.0.1", shown.port, TOKEN, "/claims?q=16,000"))
    assert (entered.status_code, entered.headers["location"]) == (303, "/claims?q=16,000")
    cookie = entered.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert browser.get("/claims").status_code == 200


@pytest.mark.parametrize("there", ["//evil.example/", "https://evil.example/", "/\\evil.example"])
def test_the_entrance_leads_nowhere_else(shown: Served, client: Client, there: str) -> None:
    entered = client(shown, token=None).get("/enter", params={"token": TOKEN, "next": there})
    assert entered.headers["location"] == "/"


REFUSED = [  # what is asked, and the status
    ("no token", {}, "GET", "/", None, 403),
    ("a wrong token", {}, "GET", "/", "guess", 403),
    ("another name for this machine", {"host": "evil.example"}, "GET", "/", TOKEN, 421),
    ("another port", {"host": "127.0.0.1:1"}, "GET", "/", TOKEN, 421),
    ("a form without an origin", {}, "POST", "/decide", TOKEN, 403),
    ("a form of another page", {"origin": "https://evil.example"}, "POST", "/decide", TOKEN, 403),
    ("a form of a sandboxed page", {"origin": "null"}, "POST", "/decide", TOKEN, 403),
    ("another method", {}, "DELETE", "/", TOKEN, 405),
]


@pytest.mark.parametrize("what, headers, method, path, token, status", REFUSED, ids=[case[0] for case in REFUSED])
def test_what_is_refused(
    shown: Served, client: Client, what: str, headers: dict[str, str], method: str, path: str, token: str, status: int
) -> None:
    answer = client(shown, token=token).request(method, path, headers=headers)
    assert answer.status_code == status
    assert "16,000" not in answer.text


def test_a_form_from_elsewhere_in_the_same_browser_is_refused(edited: Served, client: Client) -> None:
    headers = {"origin": edited.address, "sec-fetch-site": "cross-site"}
    answer = client(edited).post("/decide", data={"action": "accept"}, headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/", "/claims", "/static/app.js", "/keys.json", "/c/c_nothing"])
def test_every_answer_has_the_headers(shown: Served, client: Client, path: str) -> None:
    headers = client(shown).get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "same-origin")


def test_no_page_names_another_host_but_the_outlets(shown: Served, client: Client) -> None:
    every = client(shown)
    for path in ("/", "/claims", "/compare", "/review", "/static/app.css", "/static/app.js"):
        assert re.findall(r"(?:src|href|url\()=?[\"']?(https?://[^\"')]+)", every.get(path).text) == [], path


def test_without_a_name_nothing_can_be_decided(shown: Served, client: Client) -> None:
    answer = client(shown).post("/decide", data={"action": "accept"}, headers={"origin": shown.address})
    assert answer.status_code == 400
    assert "serve --as NAME" in answer.text
