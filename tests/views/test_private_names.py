"""A private name is withheld in every form that it takes: whole, half, alone, with initials, of a family; a child's
always."""

import pytest
from msgspec.structs import replace

from counterclaim.model import Claimant, Entry
from counterclaim.views import privacy
from counterclaim.views.mentioned import mentioned
from counterclaim.views.minors import minors
from counterclaim.views.people import Withheld
from counterclaim.views.privacy import BLANK, hidden, without_names
from tests.views.making import entries

NAME = "Olena Marchuk-Haddad"
HERE, ELSEWHERE = "hospital.txt", "elsewhere.txt"
NURSE = Claimant(id=None, name=NAME, side=None, kind="private", start=0, end=len(NAME), text=NAME)
ENTRY: Entry = replace(entries()[0], document=HERE, claim=replace(entries()[0].claim, document=HERE, claimant=NURSE))
NAMES = Withheld([ENTRY])
GONE = "[name withheld]"

FORMS = [  # as the text has it, as it is shown in the document where she speaks, and as it is shown in another
    ("Olena Marchuk-Haddad said", f"{GONE} said", f"{GONE} said"),
    ("Olena Marchuk said", f"{GONE} said", f"{GONE} said"),
    ("Olena Haddad said", f"{GONE} said", f"{GONE} said"),
    ("O. Marchuk-Haddad said", f"{GONE} said", f"{GONE} said"),
    ("O. Haddad said", f"{GONE} said", f"{GONE} said"),
    ("O.K. Marchuk said", f"{GONE} said", "O.K. Marchuk said"),
    ("Marchuk-Haddad said", f"{GONE} said", "Marchuk-Haddad said"),
    ("Marchuk said", f"{GONE} said", "Marchuk said"),
    ("HADDAD: THE COUNT", f"{GONE}: THE COUNT", "HADDAD: THE COUNT"),
    ("Haddad's ward", f"{GONE}'s ward", "Haddad's ward"),
    ("Haddad’s ward", f"{GONE}’s ward", "Haddad’s ward"),
    ("the Marchuks' house", f"the {GONE}' house", "the Marchuks' house"),
    ("Olena M. said", f"{GONE} said", "Olena M. said"),
    ("Mrs Marchuk said", f"Mrs {GONE} said", "Mrs Marchuk said"),
    ("Marchukov said", "Marchukov said", "Marchukov said"),  # another name
    ("a haddad bird", "a haddad bird", "a haddad bird"),
    ("U.S. forces met A. Marchenko", "U.S. forces met A. Marchenko", "U.S. forces met A. Marchenko"),
]


@pytest.mark.parametrize("text, here, elsewhere", FORMS)
def test_each_form_of_a_private_name(text: str, here: str, elsewhere: str) -> None:
    assert NAMES.blank(text, HERE) == here
    assert NAMES.blank(text, ELSEWHERE) == elsewhere


@pytest.mark.parametrize("name, text, shown", [
    ("Ahmed al-Masri", "al-Masri said. Masri left. An al-Qaeda cell", f"{GONE} said. {GONE} left. An al-Qaeda cell"),
    ("Jean-Luc O’Brien", "Jean said. O’Brien left. Luc’s", f"{GONE} said. {GONE} left. {GONE}’s"),
])  # fmt: skip
def test_particles_are_nobody_s_name(name: str, text: str, shown: str) -> None:
    who = replace(NURSE, name=name, text=name)
    names = Withheld([replace(ENTRY, claim=replace(ENTRY.claim, claimant=who))])
    assert names.blank(text, HERE) == shown


@pytest.mark.parametrize("address, held", [
    ("https://x.example/olena-marchuk-counts", True), ("https://x.example/haddad", True),
    ("https://x.example/the-hospital", False),
])  # fmt: skip
def test_half_a_name_in_an_address(address: str, held: bool) -> None:
    assert NAMES.in_address(address) is held


CHILDREN = [  # a text, and the children whom it names
    ("Sofia Koval, 9, was hit.", ("Sofia Koval",)),
    ("Sofia Koval (9) was hit.", ("Sofia Koval",)),
    ("Sofia Koval, aged nine, was hit.", ("Sofia Koval",)),
    ("Sofia, a nine-year-old, was hit.", ("Sofia",)),
    ("Nine-year-old Sofia was hit.", ("Sofia",)),
    ("When 17-year-old student Ivan Petrenko came", ("Ivan Petrenko",)),
    ("Ivan Petrenko, 18, and Oleh Petrenko, 43, came.", ()),
    ("In Kryvyi Rih, 5, and in Kherson Region, 7, died.", ()),
    ("Islamic Jihad, 7, and the Palestinian Authority, 3.", ()),
    ("Ana Koval, 9.5 km from the line", ()),
    ("The army lost 12, the navy 3.", ()),
    ("a 12-year-old boy was killed", ()),
]


@pytest.mark.parametrize("text, names", CHILDREN)
def test_a_child_beside_its_age(text: str, names: tuple[str, ...]) -> None:
    assert minors(text) == names


GROWN_UPS = [  # a text, and the private grown-ups whom it names
    ("Olena Koval, 43, was killed in her kitchen.", ("Olena Koval",)),
    ("Olena Koval (43) was killed.", ("Olena Koval",)),
    ("Olena Koval, aged 43, was killed.", ("Olena Koval",)),
    ("A 43-year-old baker, Olena Koval, was killed.", ("Olena Koval",)),
    ("Oleh Petrenko, a 20-year-old conscript, is missing.", ("Oleh Petrenko",)),
    ("His father Ivan Petrenko, 43, is under investigation.", ("Ivan Petrenko",)),
    ("The shell killed a nurse, Amina al-Hassan.", ("Amina al-Hassan",)),
    ("Amina Hassan, a resident of the camp, saw it.", ("Amina Hassan",)),
    ("Her husband Samir Hassan was a prisoner.", ("Samir Hassan",)),
    ("KILLING MARIA PULIDO, 42; THE BODY OF VICTOR POMAS, 30, LAY THERE.", ("MARIA PULIDO", "VICTOR POMAS")),
    ("THANKS TO HELP, 20, CAME.", ()),
    ("Olena Koval was killed.", ("Olena Koval",)),
    ("Olena Koval, who had stayed at home, was badly wounded.", ("Olena Koval",)),
    ("The body of Olena Koval was found on Friday.", ("Olena Koval",)),
    ("Twelve hid in Olena Koval's flat.", ("Olena Koval",)),
    ("Olena Koval lost her home.", ("Olena Koval",)),
    ("Commander Ivan Petrov was killed.", ()),
    ("Volodymyr Zelensky was wounded, one channel said.", ()),
    ("Port Alder and New York were told, Tel Aviv was wounded.", ()),
    ("Thirty National Guards were wounded.", ()),
    ("The Red Crescent lost its depot.", ()),
    ("Olena Koval counted 12.", ()),  # no age, no role, and nothing befell her
    ("Governor Oleh Synko, 51, said 12 had died.", ()),
    ("Oleh Synko, 51, the mayor of the town, said 12 had died.", ()),
    ("General Ivan Petrov, 60, gave the figure.", ()),
    ("The minister, Ivan Petrov, 60, gave the figure.", ()),
    ("Volodymyr Zelensky, 44, gave the figure.", ()),
    ("Kherson Region, 43, and Kharkiv Region, 25, were told.", ()),
    ("Human Rights Watch, 43, and the Red Crescent, 25.", ()),
    ("On Friday, 43, and on Last Tuesday, 25, died.", ()),
    ("Olena Koval, 43.5 km from the line", ()),
    ("Fourth Assault Brigade, 20, lost its patient Northern Command.", ()),
]


@pytest.mark.parametrize("text, names", GROWN_UPS)
def test_a_private_grown_up_who_is_only_spoken_of(text: str, names: tuple[str, ...]) -> None:
    assert mentioned(text) == names
    shown = Withheld([]).blank(text)
    for name in names:
        assert not set(name.split()) & set(shown.replace(",", "").split())
    assert (shown == text) == (not names)


def test_a_child_is_named_nowhere_though_nobody_private_speaks() -> None:
    text = "Sofia Koval, 9, was killed. Sofia's brother, Ivan Koval, 12, lives."
    nobody = Withheld([])
    assert nobody.blank(text) == f"{GONE}, 9, was killed. {GONE}'s brother, {GONE}, 12, lives."
    official = entries()[0]
    quote = replace(official.claim.quote, text=text)
    told = replace(official, title="Sofia Koval, 9, is dead", claim=replace(official.claim, quote=quote))
    (shown,) = without_names([told], nobody)
    assert not {"Sofia", "Koval", "Ivan"} & set(shown.claim.quote.text.replace(",", "").split())
    assert len(shown.claim.quote.text) == len(text)
    assert shown.title == f"{BLANK * 11}, 9, is dead"
    assert hidden(told, nobody) == shown


def test_an_entry_in_which_nobody_is_named_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether names are looked for first or blanked at once, the same is shown."""
    every = (ENTRY, *entries(), replace(entries()[0], title=f"{NAME}, 9, told"))
    quick = [hidden(one, NAMES) for one in every]
    monkeypatch.setattr(privacy, "_names_anyone", lambda *_: True)
    assert [hidden(one, NAMES) for one in every] == quick
    assert quick[0] != every[0]
