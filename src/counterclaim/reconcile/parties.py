"""Who speaks for whom: the role of a claimant towards the people or things that a figure is about.

Who opposes whom is a matter of the conflict (`conflicts.toml`); who is independent of all is in `camps.toml`.
"""

import functools
import re
from typing import Literal

from counterclaim.model import Claimant
from counterclaim.vocabulary.conflicts import conflicts
from counterclaim.vocabulary.words import toml

Role = Literal["self", "opponent", "third", "independent", "unattributed"]
FILE = "camps.toml"


def role(claimant: Claimant | None, party: str | None, conflict: str | None) -> Role:
    """The role of the claimant relative to the party affected.

    >>> kremlin = Claimant(id=None, name="The Kremlin", side="russia", kind="body", start=None, end=None, text=None)
    >>> role(kremlin, "russia", "russia-ukraine"), role(kremlin, "ukraine", "russia-ukraine")
    ('self', 'opponent')
    >>> role(None, "russia", "russia-ukraine")
    'unattributed'
    """
    if claimant is None:
        return "unattributed"
    return side_role(claimant.side, party, conflict)


@functools.lru_cache(maxsize=4096)
def side_role(side: str | None, party: str | None, conflict: str | None) -> Role:
    """The role of a side; a claimant whose side is unknown counts as independent of the parties.

    >>> side_role("un", "gaza", "israel-gaza"), side_role("uk", "russia", "russia-ukraine")
    ('independent', 'third')
    >>> side_role("palestine", "gaza", "israel-gaza"), side_role("israel", "palestine", "israel-gaza")
    ('self', 'opponent')
    """
    if side is None or side in toml(FILE)["independent"]["sides"]:
        return "self" if side is not None and side == party else "independent"
    if side == party:
        return "self"
    mine, theirs = camp(side, conflict), camp(party, conflict)
    if mine is None or (theirs is None and party is not None):
        return "third"
    return "self" if mine == theirs else "opponent" if party is not None else "third"


@functools.lru_cache(maxsize=4096)
def camp(side: str | None, conflict: str | None) -> int | str | None:
    """Which camp of the conflict a side fights in; None where it fights in none that is known.

    >>> camp("lpr", "russia-ukraine") == camp("russia", "russia-ukraine"), camp("uk", "russia-ukraine")
    (True, None)
    """
    if side is None or conflict is None:
        return None
    known = conflicts().get(conflict)
    if known is None:
        return side if side in re.split(r"[-/]", conflict) else None
    return next((number for number, members in enumerate(known.camps) if side in members), None)


@functools.lru_cache(maxsize=4096)
def opposed(a: str | None, b: str | None, conflict: str | None) -> bool:
    """Whether two sides that speak are not of one camp, so that their figures may be set against each other.

    >>> opposed("russia", "lpr", "russia-ukraine"), opposed("russia", "us", "russia-ukraine")
    (False, True)
    """
    if a == b:
        return False
    mine, theirs = camp(a, conflict), camp(b, conflict)
    return mine is None or theirs is None or mine != theirs
