"""What grammar alone makes of whose a figure is: the first of a few plain rules that finds a party, best first."""

from dataclasses import dataclass

from counterclaim.claims.party_evidence import event_place, is_land
from counterclaim.claims.party_mentions import WORDS, Parties
from counterclaim.claims.party_roles import Roles
from counterclaim.claims.party_stand_ins import foe_of
from counterclaim.claims.relations import ancestors
from counterclaim.claims.scenes import Standing
from counterclaim.claims.wordlists import word_set
from counterclaim.vocabulary.actors import is_country
from counterclaim.vocabulary.conflicts import allies, opponents

_POLL = 5000  # characters before a share in which the people that were asked are named


@dataclass(frozen=True, slots=True)
class Case:
    """All that the rules look at for one figure."""

    standing: Standing
    measure: str
    kind: str
    armed: bool
    roles: Roles
    parties: Parties
    side: str | None

    def one(self, *roles: str) -> str | None:
        """The only party that stands in one of some roles, tried in order."""
        for role in roles:
            found = [p for p, mine in self.roles.items() if any(_is(r, role) for r in mine)]
            if len(found) == 1:
                return found[0]
            if found:
                return None
        return None


def _is(role: str, wanted: str) -> bool:
    return role == wanted or (wanted.endswith("*") and role.startswith(wanted[:-1]))


def verdict(case: Case) -> tuple[str, str] | None:
    """The party that grammar tells, and by which rule; None where it tells nothing."""
    if case.measure in word_set(WORDS, "received"):
        return None
    if case.measure == "support":
        return _polled(case)
    if acts(case.standing, case.measure, case.kind):
        return _acting(case)
    if case.measure in word_set(WORDS, "taken"):
        found = (_hostages(case) if case.measure == "captured" or _counts_hostages(case) else None) or _taken(case)
    elif case.measure == "displaced":
        return _fled(case)
    else:
        found = None
    return found or _hostages(case) or _harmed(case)


def acts(standing: Standing, measure: str, kind: str) -> bool:
    """Whether the party of a measure is the one that acts: whoever launches, attacks, holds or takes ground."""
    if measure != "captured" or kind != "persons":
        return measure in word_set(WORDS, "acting") or measure == "captured"
    tree, phrase = standing.scene.tree, standing.phrase
    words = [t.low for t in tree[phrase.last + 1 : phrase.end + 1]] or [
        t.low for t in tree[phrase.last + 1 : phrase.last + 2]
    ]
    return not (phrase.counted and phrase.counted.kind == "persons") and not word_set(WORDS, "grounds").isdisjoint(
        words
    )


def _repelled(standing: Standing) -> bool:
    """Whether an attack is told from the side that it strikes: `repelled 20 attacks`, `in response to 19 drones`."""
    tree, phrase = standing.scene.tree, standing.phrase
    over = [j for j, _ in ancestors(tree, phrase.noun if phrase.noun is not None else phrase.last, 3)]
    if standing.cue is not None:
        over.append(standing.cue)
    return any(
        tree[j].low in word_set(WORDS, "repelling")
        or (tree[j].low in word_set(WORDS, "downing") and any(t.low == "down" for t in tree[j + 1 : j + 3]))
        for j in over
    )


def _acting(case: Case) -> tuple[str, str] | None:
    """Who launches, attacks or stands there."""
    attack = case.measure in ("launched", "attacks")
    repelled = attack and _repelled(case.standing)
    if repelled:
        if party := case.one("own", "origins+", "origins:np", "origins", "agent+", "agent"):
            return "repelled", party
        if (party := case.one("subject++", "subject+", "subject")) and (foe := foe_of(party, case.parties)):
            return "foe repelled", foe
    doing = ("subject++",) if repelled else ("cueown", "subject++", "agent+", "subject+")
    if party := case.one(*doing):
        return "doer", party
    if party := case.one("origins+", "origins:np"):
        if attack or case.measure not in word_set(WORDS, "by_doer"):
            return "from", party
        return ("from foe", foe) if (foe := foe_of(party, case.parties)) else None
    if party := case.one("agent", "agent+*"):
        return "weapon", party
    if (party := case.one("own")) and case.measure == "launched":
        return "own weapon", party
    counted, start = case.standing.phrase.counted, case.standing.scene.sentence.start
    strikes = counted is not None and counted.object == "attacks"
    striker = (case.parties.only_striker(start) if strikes else None) or case.parties.striker(start)
    if attack and (party := case.one("goals+", "goals:np", "object++", "target*")):
        foe = striker if striker in opponents(party) else foe_of(party, case.parties)
        return ("at foe", foe) if foe else None
    if striker and attack:
        return ("strikes before" if strikes else "striker before"), striker
    if case.measure in word_set(WORDS, "own_forces") and case.side and is_country(case.side):
        return "teller's own", case.side
    return None


def _taken(case: Case) -> tuple[str, str] | None:
    """Whose things were brought down or seized, whose people are held: the enemy's of whoever does it."""
    if party := case.one("cueown", "patient+"):
        return "taken", party
    doer = case.one("subject++", "agent+", "subject+")
    if doer and (foe := foe_of(doer, case.parties)):
        held = case.measure in word_set(WORDS, "not_by_part") and foe in allies("palestine")
        return "foe of taker", "palestine" if held else foe
    at = event_place(case.standing, case.parties)[0]
    if case.measure == "shot_down" and at and (foe := foe_of(at, case.parties)):
        return "over foe", foe
    if case.measure in ("shot_down", "seized") and case.side and (foe := foe_of(case.side, case.parties)):
        return "foe of teller", foe
    rebel, army = case.parties.fighters
    if case.measure == "seized" and rebel and army and case.side in (None, army):
        return "of rebels", rebel
    return None


def _counts_hostages(case: Case) -> bool:
    """Whether hostages are what a figure counts."""
    tree, phrase = case.standing.scene.tree, case.standing.phrase
    return any(t.low in word_set(WORDS, "hostages") for t in tree[phrase.first : phrase.end + 3])


def _hostages(case: Case) -> tuple[str, str] | None:
    """Whose people an armed group holds: those of the state that it fights."""
    held = word_set(WORDS, "hostages")
    counted = _counts_hostages(case)
    if (
        case.kind != "persons"
        or case.standing.scene.words.isdisjoint(held)
        or (case.measure not in word_set(WORDS, "taken") and not counted)
    ):
        return None
    at = event_place(case.standing, case.parties)[0]
    captors = [p for p in case.parties.ranked if not is_country(p) and (counted or p in (at, *case.roles))]
    foes = [f for f in (foe_of(p, case.parties) for p in captors) if f is not None and is_country(f)]
    return ("hostage", foes[0]) if foes else None


def _fled(case: Case) -> tuple[str, str] | None:
    """Who fled: those of the place that is left, never of the one that takes them in."""
    phrase, tree = case.standing.phrase, case.standing.scene.tree
    staff = not word_set(WORDS, "brought_home").isdisjoint(t.low for t in tree[phrase.first : phrase.end + 1])
    if staff and (party := case.one("own", "subject++", "subject+")):
        return "brought home", party
    if party := case.one("cueown", "own", "origins+", "origins:np", "origins"):
        return "fled", party
    if case.parties.struck:
        return "fled struck", case.parties.struck[0]
    hosts = {
        p for p, mine in case.roles.items() if any(r.startswith(("goals", "at", "subject", "agent")) for r in mine)
    }
    ranked = sorted(case.parties.ranked[:4], key=lambda p: p not in case.parties.titled)
    land = next((p for p in ranked if p not in hosts and p in case.parties.lands + tuple(case.parties.titled)), None)
    return ("fled named", land) if land else None


def _polled(case: Case) -> tuple[str, str] | None:
    """Whose people were asked: those named with the share, else the people named last before it."""
    if party := case.one("own", "at:np*", "at+*"):
        return "polled", party
    start = case.standing.scene.sentence.start
    people = [m.party for m in case.parties.within(start - _POLL, start) if m.form == "people"]
    return ("people before", people[-1]) if people else None


def _is_inflicted(standing: Standing) -> bool:
    """Whether somebody inflicts the losses that a figure counts: `causing over 2,000 casualties`."""
    tree, phrase = standing.scene.tree, standing.phrase
    over = ancestors(tree, phrase.noun if phrase.noun is not None else phrase.last, 4)
    return any(tree[j].low in word_set(WORDS, "inflicting") for j, _ in over)


def _by_strikes(standing: Standing) -> bool:
    """Whether strikes that nobody is named with do it: `four strikes hit two units and destroyed a depot`."""
    tree, cue = standing.scene.tree, standing.cue
    if cue is None:
        return False
    verbs = (cue, tree[cue].head) if tree[cue].dep == "conj" else (cue,)
    subjects = (tree[c] for verb in verbs for c in tree[verb].children if tree[c].dep == "nsubj")
    return any(subject.low in word_set(WORDS, "harmful") for subject in subjects)


def _of_group(case: Case, befell: str | None) -> str | None:
    """Whose fighters and things are hit abroad that nobody is named with: those of the group that the striker fights.

    `Near Raqqa, four coalition strikes destroyed two vehicles`: not Syria's.
    """
    counted = case.standing.phrase.counted
    civil = counted is not None and counted.object in word_set(WORDS, "civil_things")
    fighters = counted is not None and counted.object == "fighters"
    start = case.standing.scene.sentence.start
    striker = case.parties.only_striker(start) or case.parties.striker(start) or case.side
    named = any("own" in mine for mine in case.roles.values())
    if striker is None or civil or named or (case.kind == "persons" and not fighters):
        return None
    if befell is None or befell == striker or befell in opponents(striker):
        return None
    foes = opponents(striker) | opponents(befell)  # a striker abroad fights those of the state that it helps, too
    return next((p for p in case.parties.ranked if p in foes and p != striker and not is_country(p)), None)


def _tells_own(case: Case, doers: set[str]) -> str | None:
    """The side of a land that tells what its enemy did: `the LPR said that two died in Ukrainian shelling`."""
    if case.side is None or case.side not in case.parties.ranked[:4] or not is_land(case.side):
        return None
    return case.side if any(case.side in opponents(doer) for doer in doers) else None


def _executed(case: Case) -> tuple[str, str] | None:
    """Whom a state puts to death, or an armed group where it rules: its own."""
    cue = case.standing.cue
    if cue is None or case.standing.scene.tree[cue].low not in word_set(WORDS, "executing"):
        return None
    doer = case.one("subject++", "agent+")
    ruled = doer if doer and is_country(doer) else event_place(case.standing, case.parties)[0] if doer else None
    return ("executed", ruled) if ruled else None


def _harmed(case: Case) -> tuple[str, str] | None:
    """Who was harmed: the sufferers named, else those of the place, else the enemy of who did it."""
    if party := case.one("cueown", "sufferer+", "haver+", "suffered"):
        return "suffers", party
    if _is_inflicted(case.standing):
        doer = case.one("subject++", "agent+", "subject+", "speaker") or case.side
        if doer and (foe := foe_of(doer, case.parties)):
            return "inflicted", foe
    if party := case.one("patient+", "object++"):
        return "patient", party
    if found := _executed(case):
        return found
    doers = {p for p, mine in case.roles.items() if any(r.startswith(("agent", "subject+")) for r in mine)}
    barred = doers | {p for doer in doers for p in allies(doer)}
    befell, how = event_place(case.standing, case.parties)
    if _by_strikes(case.standing) and (group := _of_group(case, befell)):
        return "hit by strikes", group
    if befell and how == "at" and befell not in barred:
        return ("armed at" if case.armed else "at"), befell
    if befell and how == "at" and befell in barred and not case.armed:
        if case.side in opponents(befell):
            return "told by the harmed", case.side
        if not any(is_country(p) for p in case.parties.ranked[:4] if p in opponents(befell)):
            return "own state", befell
    if (party := case.one("target*", "goals+", "object+")) and party not in barred:
        return "target", party
    if teller := _tells_own(case, doers):
        return "told by the harmed", teller
    if befell and befell not in barred and how in ("bare", "before"):
        return ("armed " if case.armed else "") + how, befell
    struck = next((p for p in case.parties.struck if p not in barred), None)
    if struck and not case.armed:
        return "struck", struck
    near = {p for p, mine in case.roles.items() if any(r.startswith(("agent+", "subject+")) for r in mine)}
    for doer in sorted(near):
        if foe := foe_of(doer, case.parties):
            return ("armed foe of doer" if case.armed else "foe of doer"), foe
    for doer in sorted(doers):
        if (foe := foe_of(doer, case.parties)) and foe in case.parties.ranked[:3]:
            return ("armed foe of any" if case.armed else "foe of any"), foe
    return None
