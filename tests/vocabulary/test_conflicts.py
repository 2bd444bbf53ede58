"""Which conflict parties, countries and a day point to."""

import pytest

from counterclaim.vocabulary.conflicts import conflict_of, conflicts, opposed

CASES = [
    # parties, countries, published, conflict
    (["russia", "ukraine"], [], "2023-05-01", "russia-ukraine"),
    (["ukraine"], [], "2022-06", "russia-ukraine"),
    (["russia"], ["UA"], "2022", "russia-ukraine"),
    (["russia"], [], "2023-05-01", "russia-ukraine"),
    (["russia"], ["chechnya"], "2000-01-10", "chechnya"),
    (["dpr"], ["ukraine"], "2022-03-14", "russia-ukraine"),
    (["gaza"], [], "2023-11-05", "israel-gaza"),
    (["israel", "hamas"], [], "2023-10-09", "israel-gaza"),
    (["west_bank"], [], "2023-03-12", "israel-palestine"),
    (["israel", "hezbollah"], [], "2024-10-01", "israel-lebanon"),
    (["israel", "iran"], [], "2025-06-15", "israel-iran"),
    (["fmln"], [], "1989-11-12", "el-salvador"),
    (["el_salvador"], [], "1989-11-12", "el-salvador"),
    (["colombia"], ["CO"], "1989", "colombia"),
    (["shining_path"], [], None, "peru"),
    (["iran", "iraq"], [], "1987-03-01", "iran-iraq"),
    (["chad", "libya"], [], "1987-03-20", "chad-libya"),
    (["philippines", "communist_rebels"], [], "1987-03-20", "philippines-communists"),
    (["isis", "iraq"], [], "2016-11-11", "isis"),
    (["taliban", "us"], [], "2009-01-01", "afghanistan"),
    (["taliban", "afghan_opposition"], [], "2001-09-10", "afghanistan-1990s"),
    (["sudan", "rsf"], [], "2023-06-01", "sudan"),
    (["sudan"], ["SD"], "2023-06-01", "sudan"),
    (["myanmar"], ["MM"], "2023-04-18", "myanmar"),
    (["al_shabaab"], [], "2023-12-22", "somalia"),
    (["boko_haram"], ["NG"], "2014-04-15", "nigeria-boko-haram"),
    (["m23"], [], "2025-01-28", "drc-m23"),
    (["armenia", "azerbaijan"], ["nagorno_karabakh"], "2020-10-10", "nagorno-karabakh"),
    (["tigray"], [], "2021-03-01", "tigray"),
    (["houthi", "saudi_coalition"], [], "2018-01-01", "yemen"),
    (["haiti"], [], "2024-10-04", "haiti"),
    (["us"], [], "2023-01-01", None),
    (["israel"], [], "2024-01-01", None),
    ([], [], None, None),
    (["atlantis"], ["XX"], "2023", None),
    (["rsf"], [], "2010-01-01", None),
]


@pytest.mark.parametrize(("parties", "countries", "published", "expected"), CASES)
def test_conflict_of(parties, countries, published, expected):
    assert conflict_of(parties, countries, published) == expected


@pytest.mark.parametrize("conflict", conflicts().values(), ids=conflicts())
def test_its_two_sides_name_a_conflict_of_theirs(conflict):
    one, other = (sorted(side) for side in conflict.sides)
    told = conflict_of([*one, *other], sorted(conflict.countries), conflict.start)
    assert told == conflict.id


def test_opposed():
    assert opposed("israel-gaza", "israel", "hamas")
    assert not opposed("israel-gaza", "gaza", "hamas")
    assert not opposed("israel-gaza", "palestine", "gaza")
    assert opposed("israel-palestine", "gaza", "israel")
    assert not opposed("israel-gaza", "israel", "mali")
