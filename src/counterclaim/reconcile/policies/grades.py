"""What can be said of who did it, as Airwars grades allegations: proposed from what is told, for people to settle.

    confirmed   the attacker concedes dead
    contested   responsibility is contested, as set, or who is said to have done it rejects it
    discounted  those killed are told to be fighters only
    fair        two origins or more tell of it, none of them the attacker
    weak        one origin tells of it

Whether a source is credible, and whether a belligerent acted near by, no count of claims tells: `fair` says that at
least two told, and a reason says what is left to judge.
"""

from collections.abc import Mapping, Sequence

from counterclaim.reconcile.items import Item
from counterclaim.reconcile.policies.policy import Setting

FIGHTERS = ("soldiers", "officers", "foreign_fighters", "fighters")
ENOUGH = 2  # origins of which none is the attacker: the grade `fair`
LEFT = "whether its sources are credible and who acted near by is for people to say"


def grade(
    own: Sequence[Item], origins: Mapping[int, int], set_to: Mapping[str, Setting]
) -> tuple[str | None, tuple[str, ...]]:
    """The grade of an incident's claims and its reasons; None where nobody is said to be killed or wounded.

    `origins` tells the origin of each claim by its `id()`.

    >>> grade((), {}, {})
    (None, ())
    """
    harmed = [item for item in own if item.claim.measure in ("killed", "wounded", "casualties")]
    told = [item for item in harmed if item.claim.stance != "denies"]
    if not told:
        return None, ()
    if any(item.role == "opponent" and item.kind not in FIGHTERS for item in told):
        return "confirmed", ("the attacker gives people killed or wounded",)
    if set_to.get("contested"):
        return "contested", ("responsibility is contested, as set",)
    if any(item.role == "opponent" for item in harmed if item.claim.stance == "denies"):
        return "contested", ("the attacker rejects it",)
    if all(item.kind in FIGHTERS for item in told):
        return "discounted", ("only fighters are told of",)
    count = len({origins[id(item)] for item in told if item.role != "opponent"})
    if count < ENOUGH:
        return "weak", ("one origin tells of it",)
    return "fair", (f"{count} origins tell of it", LEFT)
