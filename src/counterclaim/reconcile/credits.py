"""Who stands behind an article besides its outlet: the agency that it credits, and one name for one outlet."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

from counterclaim.vocabulary.actors import find_actors
from counterclaim.vocabulary.words import toml

FILE = "check_words.toml"
CREDIT = 200  # characters at the head and at the foot of a text where a credit line stands


@lru_cache(maxsize=1)
def _credits() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(toml(FILE)["wires"], key=len, reverse=True))
    return re.compile(rf"(?:\(({names})\)|^(?:with|by|from) ({names})\W*$)", re.IGNORECASE | re.MULTILINE)


def wire(text: str) -> str | None:
    """The agency that a text's first or last lines credit, in lower case.

    >>> wire("The shelling went on. With Reuters"), wire("BERLIN (Reuters) - Talks began."), wire("Reuters wrote.")
    (None, 'reuters', None)
    """
    for part in (text[:CREDIT], text[-CREDIT:].rstrip()):
        found = _credits().search(part)
        if found:
            agency = (found.group(1) or found.group(2)).casefold()
            return str(toml(FILE)["same_wire"].get(agency, agency))
    return None


@lru_cache(maxsize=65536)
def outlet(name: str) -> str:
    """One key for an outlet, however its name is written: the vocabulary's id, else the name without its trimmings.

    >>> outlet("www.harbourgazette.org"), outlet("The Harbour Gazette"), outlet("TASS") == outlet("Itar-Tass")
    ('harbourgazette', 'harbourgazette', True)
    """
    named = [found.actor for found in find_actors(name) if found.start == 0 and found.end == len(name)]
    if named and named[0].kind == "media":
        return named[0].id
    bare = name.casefold().removeprefix("www.")
    if " " not in bare and "." in bare:
        bare = bare.split(".")[0]
    words = [word for word in re.findall(r"\w+", bare) if word not in toml(FILE)["outlet_words"]]
    return "".join(words) or bare


@lru_cache(maxsize=65536)
def seen(name: str) -> str:
    """A name as the eye takes it: letters that look alike are one letter.

    >>> seen("theguardıan.com") == seen("theguardian.com"), seen("Herald") == seen("Gazette")
    (True, False)
    """
    letters = unicodedata.normalize("NFKD", name.casefold())
    alike = toml(FILE)["lookalike"]
    return "".join(alike.get(letter, letter) for letter in letters if not unicodedata.combining(letter))


@lru_cache(maxsize=65536)
def host(url: str) -> str:
    """The name of the machine in an address, as people read it.

    >>> host("https://www.xn--thegurdian-w4a.example/a"), host("no address")
    ('thegu\xe1rdian.example', '')
    """
    named = (urlsplit(url).hostname or "").removeprefix("www.")
    if named.isascii() and "xn--" not in named:
        return named
    try:
        return named.encode("ascii").decode("idna")
    except UnicodeError:
        return named
