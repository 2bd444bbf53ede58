"""Where the model is, and whether text may go there."""

import ipaddress
import os
import urllib.parse
from dataclasses import dataclass, field

from counterclaim.errors import UsageError

TIMEOUT = 120.0  # seconds for one answer: a model on a laptop's processor writes some ten words a second
ATTEMPTS = 4  # with pauses of 1, 2 and 4 seconds: a busy server is asked again, a broken one not for long
_PATH = "/chat/completions"
_MOST_NAME = 200  # characters of a model's name


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible endpoint and the model asked there; made and checked by `endpoint`."""

    scheme: str
    host: str
    port: int
    path: str
    model: str
    timeout: float = TIMEOUT  # seconds for one answer
    attempts: int = ATTEMPTS
    pause: float = 1.0  # seconds before the second attempt; doubled before each further one
    may_leave: bool = False  # text may leave this machine
    key: str | None = field(default=None, repr=False)

    @property
    def address(self) -> str:
        """The address as messages show it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}{self.path}"


def endpoint(
    url: str,
    model: str,
    *,
    key_env: str | None = None,
    text_may_leave: bool = False,
    timeout: float = TIMEOUT,
) -> Endpoint:
    """The endpoint at `url`, as in `http://127.0.0.1:8080/v1`; its key is read from the environment variable `key_env`.

    UsageError where the address is none, or is not on this machine and `text_may_leave` is not given.

    >>> endpoint("http://localhost:8080/v1", "small").address
    'http://localhost:8080/v1/chat/completions'
    >>> endpoint("https://models.example/v1", "small")
    Traceback (most recent call last):
    counterclaim.errors.UsageError: models.example is not this machine: the text of the articles would be sent ...
    """
    try:
        parts = urllib.parse.urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urllib.parse.urlsplit("")
    if parts.scheme not in ("http", "https") or not host or any(c <= " " or c > "~" for c in url):
        raise UsageError(f"{url[:200]!r} is no address of a model: give one as in http://127.0.0.1:8080/v1")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise UsageError("the address of a model holds no name, key or query: name the key's variable instead")
    if not text_may_leave and not is_loopback(host):
        raise UsageError(
            f"{host} is not this machine: the text of the articles would be sent there; "
            "if that may be, say so with --text-may-leave (text_may_leave=True in Python)"
        )
    if not model.strip() or len(model) > _MOST_NAME or not model.isprintable():
        raise UsageError(f"{model[:40]!r} is no name of a model: give the one that the server knows it by")
    path = parts.path.rstrip("/")
    return Endpoint(
        scheme=parts.scheme,
        host=host,
        port=port or (443 if parts.scheme == "https" else 80),
        path=path if path.endswith(_PATH) else path + _PATH,
        model=model.strip(),
        timeout=timeout,
        may_leave=text_may_leave,
        key=_key(key_env),
    )


def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its name; where its name leads is looked at again once connected.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost"), is_loopback("10.0.0.1")
    (True, True, True, False)
    """
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return _plain(ipaddress.ip_address(host)).is_loopback
    except ValueError:
        return False


def _plain(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """An IPv4 address that is written as one of IPv6, as itself."""
    return getattr(address, "ipv4_mapped", None) or address


def _key(variable: str | None) -> str | None:
    if variable is None:
        return None
    key = os.environ.get(variable, "").strip()
    if not key:
        raise UsageError(f"the environment variable {variable[:60]} is to hold the key of the model, and is not set")
    if not key.isascii() or not key.isprintable():
        raise UsageError(f"the key in the environment variable {variable[:60]} holds characters that no key has")
    return key
