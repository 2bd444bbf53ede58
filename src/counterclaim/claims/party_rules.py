"""Parties that need no weighing: where the grammar of a sentence tells by itself whose people or things are counted."""

from counterclaim.claims.party_evidence import Evidence
from counterclaim.claims.party_mentions import WORDS, Parties
from counterclaim.claims.party_roles import Roles
from counterclaim.claims.party_verdict import Case, acts, verdict
from counterclaim.claims.phrases import tokens_at
from counterclaim.claims.scenes import Standing
from counterclaim.claims.wordlists import word_set
from counterclaim.vocabulary.actors import is_country
from counterclaim.vocabulary.conflicts import fights_at_home, opponents

_LISTED = 14  # tokens in which a list of the sides stands
_TOUCHED = ("subject+", "object+", "patient+", "sufferer")  # roles of who does or suffers what is counted
_BETWEEN = 3  # tokens from who is given something to how much it is: "more than 40"
_BINDING = "binding_words.toml"
_CLOSING = ("VBD", "VBZ", "VBP", ".", "WDT", "WP")


def owner(standing: Standing, measure: str, kind: str, roles: Roles, parties: Parties) -> str | None:
    """Whose the counted noun says that they are: `Russian soldiers`, `234 Israelis`; two enemies are `both`.

    Of weapons an adjective may tell the maker alone (`Soviet helicopters`): there it must be a party of the story.
    """
    if measure in word_set(WORDS, "not_by_owner") or (measure == "captured" and acts(standing, measure, kind)):
        return None
    owners = [p for p, found in roles.items() if "own" in found and not _of_another_army(p, roles)]
    if kind != "persons":
        owners = [p for p in owners if p in parties.ranked[:2] or opponents(p) & set(parties.ranked[:3])]
    beside = [p for p, found in roles.items() if "sibling" in found and p not in owners]
    both = [*owners, *beside]
    if owners and any(b in opponents(a) for a in both for b in both):
        return "both"
    return owners[0] if len(owners) == 1 else None


def _of_another_army(party: str, roles: Roles) -> bool:
    """Whether `soldiers` stand for a state while the sentence tells of another: `Chad sent 200 soldiers`."""
    if "stand" not in roles[party] or not is_country(party):
        return False
    others = [p for p in roles if p != party and is_country(p) and p not in opponents(party)]
    if not fights_at_home(party) and any(map(fights_at_home, others)):
        return True  # "12 government soldiers died in El Salvador, a US adviser said"
    return any(r.startswith(_TOUCHED) for p in others for r in roles[p])


def both_sides(standing: Standing, measure: str) -> bool:
    """Whether the sentence says that the two sides are counted together: `on both sides`, `from each side`."""
    words = standing.scene.words
    if ("sides" not in words and "side" not in words) or measure not in word_set(WORDS, "told_together"):
        return False
    tree, at = standing.scene.tree, standing.phrase.last
    for t in tree[at : at + 16]:
        if t.low in ("sides", "side") and tree[t.i - 1].low in ("both", "all", "each", "two", "either"):
            return tree[t.i - 2].low in ("on", "from", "by", "of", "between")
    return False


def both_listed(standing: Standing, measure: str, counted: str, parties: Parties) -> bool:
    """Whether the counted are told apart by side behind the figure: `40 dead, including rebels and soldiers`."""
    if measure not in word_set(WORDS, "told_together") or counted not in ("people", "soldiers", "fighters"):
        return False
    tree, end = standing.scene.tree, standing.phrase.end
    last = min(len(tree), end + _LISTED)
    opens = next((i for i in range(end, last) if tree[i].low in word_set(WORDS, "listing")), None)
    if opens is None:
        return False
    closes = next((i for i in range(opens + 1, min(len(tree), opens + _LISTED)) if tree[i].tag in _CLOSING), last)
    words = [t.low for t in tree[opens + 1 : closes]]
    if "and" not in words:
        return False
    rebels, army = (not word_set(WORDS, "roles", side).isdisjoint(words) for side in ("rebel", "army"))
    if rebels and army:
        return True
    if opens + 1 >= closes:
        return False
    named = [m.party for m in parties.within(tree[opens + 1].start, tree[closes - 1].end) if m.form != "place"]
    return any(q in opponents(p) for p in named for q in named)


def nobody(standing: Standing, measure: str, roles: Roles) -> bool:
    """Whether the counted are of untold nationality: foreigners, soldiers and civilians, those on a smuggler's boat."""
    scene, phrase = standing.scene, standing.phrase
    if measure not in word_set(WORDS, "told_together") or any("own" in found for found in roles.values()):
        return False
    noun = [t.low for t in scene.tree[phrase.last : phrase.end + 3]]
    if phrase.counted and phrase.counted.object == "foreign_fighters":
        return False
    if not word_set(WORDS, "strangers").isdisjoint(noun):
        return True
    if "and" in noun and "civilians" in noun and not word_set(WORDS, "armies").isdisjoint(noun):
        return True
    return not (
        scene.words.isdisjoint(word_set(WORDS, "boats")) or scene.words.isdisjoint(word_set(WORDS, "smuggling"))
    )


def of_count_before(standing: Standing, roles: Roles, party: str | None) -> bool:
    """Whether a number is the count that was spoken of before: `the total had risen to 135,010`.

    Its sentence speaks of a count, and names nobody but that count's `party`, who says so, and where.
    """
    if standing.scene.words.isdisjoint(word_set(_BINDING, "level", "counts")):
        return False
    others = (role for other, found in roles.items() if other != party for role in found)
    return all(role.startswith(("speaker", "according", "at")) for role in others)


def sufferer(own: Evidence, roles: Roles) -> str | None:
    """The one party that `lost`, `suffered` or `sustained` what the figure counts; right in all of the cases seen."""
    named = {party for party, found in own.items() if "role=sufferer" in found}
    named |= {party for party, found in roles.items() if "sufferer+" in found}
    return named.pop() if len(named) == 1 else None


def receiver(standing: Standing, measure: str, parties: Parties) -> str | None:
    """To whom things are delivered or pledged: right before the figure, or behind `to` or `for` and after it."""
    if measure not in word_set(WORDS, "received"):
        return None
    tree, end, first = standing.scene.tree, standing.phrase.end, standing.phrase.first
    for m in parties.within(standing.scene.sentence.start, tree[first].start):  # "will send Ukraine 40 tanks"
        tokens = tokens_at(tree, m.start, m.end)
        beside = tokens is not None and tokens[0] > 0 and 0 < first - tokens[1] <= _BETWEEN
        if beside and tokens and tree[tokens[0] - 1].tag.startswith("VB") and tree[tokens[1] + 1].tag != "POS":
            return m.party
    if end >= len(tree):
        return None
    words = word_set(WORDS, "receivers")
    for m in parties.within(tree[end].end, standing.scene.sentence.end):
        tokens = tokens_at(tree, m.start, m.end)
        if tokens is None or tokens[0] == 0 or m.party in word_set(WORDS, "passing_on"):
            continue
        i = tokens[0]
        if tree[i - 1].low in words or (tree[i - 1].tag == "DT" and tree[i - 2].low in words):
            return m.party
    return None


# what grammar tells so is right far more often than what is weighed
_SURE = (
    "foe of teller",
    "repelled",
    "polled",
    "people before",
    "of rebels",
    "inflicted",
    "hit by strikes",
    "strikes before",
)


def told_surely(
    standing: Standing, measure: str, kind: str, roles: Roles, parties: Parties, side: str | None
) -> str | None:
    """Whose attack is repelled, who takes ground or fires; whose the things are that a side says it seized."""
    told = verdict(Case(standing, measure, kind, False, roles, parties, side))
    if told is None:
        return None
    doers = [p for p, found in roles.items() if "subject++" in found]
    does = told[0] == "doer" and measure in word_set(WORDS, "by_doer") and told[1] in doers
    seizes = told[0] == "foe of taker" and measure == "seized" and bool(doers)
    return told[1] if does or seizes or told[0] in _SURE else None


def harmers(standing: Standing, measure: str, kind: str, roles: Roles, parties: Parties) -> frozenset[str]:
    """Whom the sentence shows as doing what others suffer: `the Taliban killed 12`, `Russian shelling wounded 9`.

    Armed groups; and states whose enemy is a state that the text names, for else they may do it to their own.
    """
    cue = standing.scene.tree[standing.cue].low if standing.cue is not None else ""
    if measure not in word_set(WORDS, "inflicted") or cue in word_set(WORDS, "executing"):
        return frozenset()
    doing = {"subject++", "agent+"} if kind == "persons" else {"subject++"}
    if measure in word_set(WORDS, "of_enemies"):  # "Moscow said it had shot down 12 drones over Belgorod"
        return frozenset(p for p, its in roles.items() if "subject++" in its and "own" not in its)
    found = {p for p, its in roles.items() if its and its <= doing}
    return frozenset(
        p
        for p in found
        if (not is_country(p) and roles[p] == {"subject++"})
        or any(is_country(q) and q in opponents(p) for q in parties.ranked[:4])
    )
