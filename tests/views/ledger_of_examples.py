# ruff: noqa: E501, I001, ISC004
"""A small ledger for the tests of the report: articles in our own words, their claims, and what follows from them.

Facts and figures are real or plainly invented; every sentence is ours. Claims are written as a table: the words are
looked up in the text, so that spans hold by construction.
"""

import re
from dataclasses import dataclass, field

from counterclaim.claims.sentences import split_sentences
from counterclaim.model import (
    Claim, Claimant, Comparison, Document, Entry, FieldSpan, Figure, Finding, Place, Point, Series, SideRange, Span,
    Time, Via, claim_id,
)  # fmt: skip
from counterclaim.views.report import ReportData

DOCUMENTS = {
    document.id: document
    for document in [
        Document(
            id="kyiv-address.txt",
            title="Kyiv and Moscow give far different tolls a month into the war",
            published="2022-03-26",
            outlet="Harbour Tribune",
            url="https://tribune.example/2022/kyiv-moscow-tolls",
            text="The two governments are no closer on the cost of the war. Volodymyr Zelensky said on Saturday that "
            "16,000 Russian soldiers had been killed since the invasion began. A day earlier, Russia's defence "
            "ministry had put its own dead at 1,351. Neither figure could be checked independently. Aid convoys "
            "were still waiting outside Mariupol at nightfall.",
        ),
        Document(
            id="nato-estimate.txt",
            title="Alliance officer offers a range",
            published="2022-03-24",
            outlet="North Sea Courier",
            url="https://courier.example/nato-range",
            text="A senior NATO officer estimated on Wednesday that between 7,000 and 15,000 Russian soldiers had been "
            "killed in four weeks. The officer spoke on condition of anonymity. Analysts cautioned against reading "
            "the range as a forecast.",
        ),
        Document(
            id="thought-lost.txt",
            title="What is known of the losses",
            published="2022-03-27",
            outlet="Harbour Tribune",
            text="Moscow is believed to have lost more than 10,000 soldiers. No source for the figure was given.",
        ),
        *(
            Document(
                id=f"staff-{day}.txt",
                title=f"General Staff bulletin, {day} June",
                published=f"2022-06-{day}",
                outlet="General Staff of Ukraine",
                url=f"https://staff.example/{day}",
                text=f"Total Russian losses from 24 February to {day} June were about {total} personnel, the "
                f"General Staff of Ukraine said. Over the past day {more} were added.",
            )
            for day, total, more in [
                ("10", "31,900", "200"),
                ("11", "32,050", "150"),
                ("12", "32,150", "100"),
                ("13", "32, 300", "150"),
                ("14", "32,300", "none"),
                ("15", "32,100", "150"),
                ("16", "more than 32,950", "850"),
            ]
        ),
        Document(
            id="gaza-night.txt",
            title="Strike on Nuseirat: hospital and army disagree",
            published="2024-06-09",
            outlet="Levant Dispatch",
            url="https://levant.example/nuseirat?id=4&lang=en",
            text="The Gaza health ministry said 274 people, among them 64 children, were killed in the raid on the "
            "Nuseirat camp on Saturday. The Israeli army put the number of casualties at fewer than 100 and said it did "
            "not know how many of them were fighters. Olena Marchuk-Haddad, a nurse at the hospital, counted 109 "
            "bodies in one ward. Marchuk-Haddad had worked there since the spring. Four hostages were freed, Israel "
            "said.",
        ),
        Document(
            id="sudan-fasher.txt",
            title="Fighters enter El Fasher",
            published="2025-10-29",
            outlet="Nile Post",
            url="http://nilepost.example/elfasher",
            text="The Joint Forces allied to the army said that 2,000 civilians were killed in El Fasher over two days. "
            "The Rapid Support Forces denied this. The Sudan Doctors Network, which is independent, put the toll at at "
            "least 1,500 in three days. More than 26,000 people had fled, according to the UN migration agency.",
        ),
        Document(
            id="rsf-statement.txt",
            published="2025-10-30",
            outlet="RSF media office",
            text="The Rapid Support Forces said that no more than 20 civilians had died in El Fasher, all of them in "
            "crossfire.",
        ),
        Document(
            id="elsalvador-1983.txt",
            title="Army and guerrillas on the fighting in Morazán",
            published="1983-02",
            outlet="Central Wire",
            text="The guerrillas of the FMLN said over their radio that they had killed 82 soldiers in Morazán in "
            "January. The armed forces of El Salvador acknowledged 19 dead. Government officers said 120 rebels were "
            "killed in the same weeks; the radio spoke of 11.",
        ),
        Document(
            id="poll.txt",
            title="Support for talks rises, two pollsters find",
            published="2023-06-02",
            outlet="Continental Review",
            url="https://review.example/poll",
            text="Levada found that 77% of Russians backed the army's actions in May, up from 74% in April. "
            "A survey ordered by the presidential press service gave 81%.",
        ),
        Document(
            id="bakhmut.txt",
            title="Who holds Bakhmut",
            published="2023-04-19",
            outlet="Harbour Tribune",
            text="Wagner's founder said his men held more than 80% of Bakhmut. Ukrainian commanders put the share at "
            "70%, down from most of the town a month before.",
        ),
        Document(
            id="briefing.txt",
            title="Moscow counts a thousand in two days",
            published="2023-04-30",
            outlet="North Sea Courier",
            url="javascript:alert(1)",
            text="Russia's defence ministry said more than 1,000 Ukrainian soldiers were killed in the past 48 hours. "
            "It gave 575 for Friday and more than 480 for Saturday. Kyiv did not comment.",
        ),
    ]
}

RU_MOD = Claimant(
    id="russia/mod", name="Russian Ministry of Defence", side="russia", kind="body", start=None, end=None, text=None
)
STAFF = Claimant(
    id="ukraine/gs", name="General Staff of Ukraine", side="ukraine", kind="body", start=None, end=None, text=None
)


def says(name: str, side: str | None, kind: str = "body", *aliases: str, id: str | None = None) -> Claimant:
    return Claimant(id=id, name=name, side=side, kind=kind, start=None, end=None, text=None, aliases=aliases)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Case:
    """One claim, told by its words."""

    name: str
    document: str
    figure: str
    value: float | None
    low: float | None
    high: float | None
    measure: str
    object: str
    party: str | None
    conflict: str
    claimant: Claimant | None = None
    said_by: str | None = None  # the attributing words
    role: str = "unattributed"
    qualifier: str = "exact"
    unit: str = "persons"
    time: Time = field(default_factory=lambda: Time(kind="unspecified"))
    place: str | None = None
    words: tuple[tuple[str, str], ...] = ()  # field, words
    stance: str = "asserts"
    verification: str | None = None
    via: str | None = None


ZELENSKY = says("Volodymyr Zelensky", "ukraine", "official", "Zelensky")
TO_MARCH = Time(kind="total", start="2022-02-24", end="2022-03-26")
RAID = Time(kind="period", start="2024-06-08", end="2024-06-08", text="on Saturday")
MAY = Time(kind="state", end="2023-05-31", text="in May")
FASHER = Time(kind="period", start="2025-10-26", end="2025-10-28")
JANUARY = Time(kind="period", start="1983-01-01", end="1983-01-31")
APRIL = Time(kind="state", end="2023-04-19")
HOURS = Time(kind="period", start="2023-04-28", end="2023-04-30", text="in the past 48 hours")
RU, GZ, SU, ES = "russia-ukraine", "israel-gaza", "sudan", "el-salvador"

CASES = [
    Case("z16000", "kyiv-address.txt", "16,000", 16000, 16000, 16000, "killed", "soldiers", "russia", RU, ZELENSKY,
         "Volodymyr Zelensky", "opponent", time=TO_MARCH, verification="unverified",
         words=(("party", "Russian"), ("object", "soldiers"), ("measure", "killed"), ("time", "since the invasion began"))),
    Case("k1351", "kyiv-address.txt", "1,351", 1351, 1351, 1351, "killed", "soldiers", "russia", RU, RU_MOD,
         "Russia's defence ministry", "self", time=Time(kind="total", end="2022-03-25", text="A day earlier"),
         verification="unverified", words=(("measure", "dead"), ("time", "A day earlier"))),
    Case("nato", "nato-estimate.txt", "7,000 and 15,000", None, 7000, 15000, "killed", "soldiers", "russia", RU,
         says("a senior NATO officer", "nato", "official"), "A senior NATO officer", "third", "range",
         time=Time(kind="total", end="2022-03-23"), stance="hedged",
         words=(("party", "Russian"), ("measure", "killed"), ("time", "in four weeks"))),
    Case("thought", "thought-lost.txt", "10,000", 10000, 10001, None, "lost", "soldiers", "russia", RU, None, None,
         "unattributed", "more_than", time=Time(kind="total", end="2022-03-27"), stance="hedged",
         words=(("party", "Moscow"), ("measure", "lost"), ("object", "soldiers"))),
    *(
        Case(f"gs{day}", f"staff-{day}.txt", figure, value, low, high, "lost", "soldiers", "russia", RU, STAFF,
             "General Staff of Ukraine", "opponent", qualifier,
             time=Time(kind="total", start="2022-02-24", end=f"2022-06-{day}"),
             words=(("party", "Russian"), ("measure", "losses"), ("time", f"from 24 February to {day} June")))
        for day, figure, value, low, high, qualifier in [
            ("10", "31,900", 31900, 31850, 31950, "approx"), ("11", "32,050", 32050, 32045, 32055, "approx"),
            ("12", "32,150", 32150, 32125, 32175, "approx"), ("13", "32, 300", 32300, 32250, 32350, "approx"),
            ("14", "32,300", 32300, 32250, 32350, "approx"), ("15", "32,100", 32100, 32050, 32150, "approx"),
            ("16", "32,950", 32950, 32951, None, "more_than")]
    ),
    *(
        Case(f"inc{day}", f"staff-{day}.txt", figure, value, value, value, "lost", "soldiers", "russia", RU, STAFF,
             "General Staff of Ukraine", "opponent",
             time=Time(kind="period", start=f"2022-06-{int(day) - 1:02}", end=f"2022-06-{day}", text="Over the past day"),
             words=(("time", "Over the past day"),))
        for day, figure, value in [("10", "200", 200), ("11", "150", 150), ("12", "100", 100), ("13", "150", 150), ("16", "850", 850)]
    ),
    Case("gz274", "gaza-night.txt", "274", 274, 274, 274, "killed", "people", "gaza", GZ,
         says("Gaza health ministry", "gaza", id="gaza/moh"), "Gaza health ministry", "self", time=RAID, place="Nuseirat",
         words=(("measure", "killed"), ("object", "people"), ("time", "on Saturday"), ("place", "Nuseirat camp"))),
    Case("gz64", "gaza-night.txt", "64", 64, 64, 64, "killed", "children", "gaza", GZ,
         says("Gaza health ministry", "gaza", id="gaza/moh"), "Gaza health ministry", "self", time=RAID, place="Nuseirat",
         words=(("measure", "killed"), ("object", "children"), ("time", "on Saturday"), ("place", "Nuseirat camp"))),
    Case("il100", "gaza-night.txt", "100", 100, 0, 99, "casualties", "people", "gaza", GZ,
         says("Israeli army", "israel"), "Israeli army", "opponent", "less_than", time=RAID, place="Nuseirat",
         words=(("measure", "casualties"),)),
    Case("nurse", "gaza-night.txt", "109", 109, 109, 109, "killed", "people", "gaza", GZ,
         says("Olena Marchuk-Haddad", None, "private", "Marchuk-Haddad"), "Olena Marchuk-Haddad, a nurse at the hospital",
         "independent", time=RAID, place="Nuseirat", words=(("measure", "bodies"),)),
    Case("jf2000", "sudan-fasher.txt", "2,000", 2000, 2000, 2000, "killed", "civilians", "sudan", SU,
         says("Joint Forces", "sudan"), "Joint Forces allied to the army", "self", time=FASHER, place="El Fasher",
         words=(("measure", "killed"), ("object", "civilians"), ("place", "El Fasher"), ("time", "over two days"))),
    Case("sdn", "sudan-fasher.txt", "1,500", 1500, 1500, None, "killed", "civilians", "sudan", SU,
         says("Sudan Doctors Network", "independent", "monitor"), "Sudan Doctors Network", "independent", "more_than",
         time=FASHER, place="El Fasher", words=(("measure", "toll"), ("time", "in three days"))),
    Case("fled", "sudan-fasher.txt", "26,000", 26000, 26001, None, "displaced", "people", "sudan", SU,
         says("International Organization for Migration", "un", id="un/iom"), "UN migration agency", "independent",
         "more_than", time=FASHER, place="El Fasher", words=(("measure", "fled"),)),
    Case("rsf20", "rsf-statement.txt", "20", 20, 0, 20, "killed", "civilians", "sudan", SU,
         says("Rapid Support Forces", "rsf"), "Rapid Support Forces", "opponent", "less_than", time=FASHER,
         place="El Fasher", words=(("measure", "died"), ("object", "civilians"), ("place", "El Fasher"))),
    Case("fmln82", "elsalvador-1983.txt", "82", 82, 82, 82, "killed", "soldiers", "el_salvador", ES,
         says("FMLN", "fmln"), "FMLN", "opponent", time=JANUARY, place="Morazán", via="their radio",
         words=(("measure", "killed"), ("object", "soldiers"), ("place", "Morazán"))),
    Case("es19", "elsalvador-1983.txt", "19", 19, 19, 19, "killed", "soldiers", "el_salvador", ES,
         says("armed forces of El Salvador", "el_salvador"), "armed forces of El Salvador", "self", time=JANUARY,
         place="Morazán", words=(("measure", "dead"),)),
    Case("es120", "elsalvador-1983.txt", "120", 120, 120, 120, "killed", "fighters", "fmln", ES,
         says("Salvadoran officers", "el_salvador", "official"), "Government officers", "opponent", time=JANUARY,
         words=(("object", "rebels"), ("measure", "killed"))),
    Case("fmln11", "elsalvador-1983.txt", "11", 11, 11, 11, "killed", "fighters", "fmln", ES, says("FMLN", "fmln"),
         "the radio", "self", time=JANUARY),
    Case("levada77", "poll.txt", "77", 77, 77, 77, "support", "people", "russia", RU,
         says("Levada", "independent", "monitor"), "Levada", "independent", unit="percent", time=MAY,
         words=(("measure", "backed the army's actions"), ("party", "Russians"), ("time", "in May"))),
    Case("levada74", "poll.txt", "74", 74, 74, 74, "support", "people", "russia", RU,
         says("Levada", "independent", "monitor"), "Levada", "independent", unit="percent",
         time=Time(kind="state", end="2023-04-30", text="in April"), words=(("time", "in April"),)),
    Case("press81", "poll.txt", "81", 81, 81, 81, "support", "people", "russia", RU,
         says("presidential press service", "russia"), "presidential press service", "self", unit="percent", time=MAY),
    Case("wagner80", "bakhmut.txt", "80", 80, 80.1, None, "controlled", "area", "wagner", RU,
         says("Yevgeny Prigozhin", "wagner", "official"), "Wagner's founder", "self", "more_than", "percent", APRIL,
         "Bakhmut", (("place", "Bakhmut"), ("measure", "held"))),
    Case("ukr70", "bakhmut.txt", "70", 70, 70, 70, "controlled", "area", "wagner", RU,
         says("Ukrainian commanders", "ukraine", "official"), "Ukrainian commanders", "opponent", "exact", "percent",
         APRIL, "Bakhmut"),
    Case("mod1000", "briefing.txt", "1,000", 1000, 1001, None, "killed", "soldiers", "ukraine", RU, RU_MOD,
         "Russia's defence ministry", "opponent", "more_than", time=HOURS,
         words=(("party", "Ukrainian"), ("measure", "killed"), ("time", "in the past 48 hours"))),
    Case("mod575", "briefing.txt", "575", 575, 575, 575, "killed", "soldiers", "ukraine", RU, RU_MOD, "It", "opponent",
         time=Time(kind="period", start="2023-04-28", end="2023-04-28", text="Friday"), words=(("time", "Friday"),)),
    Case("mod480", "briefing.txt", "480", 480, 481, None, "killed", "soldiers", "ukraine", RU, RU_MOD, "It", "opponent",
         "more_than", time=Time(kind="period", start="2023-04-29", end="2023-04-29", text="Saturday"),
         words=(("time", "Saturday"),)),
]  # fmt: skip


def entry(case: Case, documents: dict[str, Document] = DOCUMENTS) -> Entry:
    """The entry of a case, its spans looked up in the document."""
    document = documents[case.document]
    text = document.text

    def find(words: str, near: int = 0) -> tuple[int, int]:
        found = [match.start() for match in re.finditer(re.escape(words), text)]
        assert found, f"{case.name}: {words!r} is not in {case.document}"
        start = min(found, key=lambda place: abs(place - near))
        return start, start + len(words)

    start, end = find(case.figure)
    sentence = next(part for part in split_sentences(text) if part.start <= start < part.end)
    claimant = case.claimant
    if claimant is not None and case.said_by:
        low, high = find(case.said_by, start)
        claimant = Claimant(
            id=claimant.id, name=claimant.name, side=claimant.side, kind=claimant.kind, start=low, end=high,
            text=case.said_by, aliases=claimant.aliases,
        )  # fmt: skip
    spans = tuple(
        FieldSpan(field=name, start=find(words, start)[0], end=find(words, start)[1], text=words)
        for name, words in case.words
    )
    via = ()
    if case.via:
        low, high = find(case.via, start)
        via = (Via(name="the guerrillas' radio", start=low, end=high, text=case.via),)
    claim = Claim(
        id=claim_id(document.text_sha256, start, end),
        document=document.id,
        quote=Span(start=sentence.start, end=sentence.end, text=text[sentence.start : sentence.end]),
        figure=Figure(start=start, end=end, text=case.figure, value=case.value, low=case.low, high=case.high,
                      qualifier=case.qualifier, unit=case.unit, repaired=" " in case.figure and case.value is not None),  # type: ignore[arg-type]
        measure=case.measure, object=case.object, party=case.party, conflict=case.conflict, claimant=claimant, via=via,
        stance=case.stance, verification=case.verification, time=case.time, spans=spans,  # type: ignore[arg-type]
        place=Place(name=case.place, text=case.place, precision="city") if case.place else None,
        rule="written by hand",
    )  # fmt: skip
    return Entry(claim=claim, document=document.id, title=document.title, published=document.published,
                 outlet=document.outlet, url=document.url, text_sha256=document.text_sha256)  # fmt: skip


def side(
    role: str, name: str | None, low: float | None, high: float | None, latest: float | None, *claims: Entry
) -> SideRange:
    """A side's range over some claims; the last of them is its latest."""
    return SideRange(
        side=name, role=role, low=low, high=high, latest=latest,  # type: ignore[arg-type]
        latest_claim=claims[-1].claim.id if latest is not None else None,
        claims=tuple(entry.claim.id for entry in claims), documents=tuple(entry.document for entry in claims),
        origins=len(claims),
    )  # fmt: skip


def comparison(title: str, like: Entry, sides: list[SideRange], text: str, **more: object) -> Comparison:
    """A comparison of what `like` counts."""
    claim = like.claim
    values: dict[str, object] = {
        "key": title, "title": title, "measure": claim.measure, "object": claim.object, "party": claim.party,
        "conflict": claim.conflict, "time_kind": claim.time.kind, "start": claim.time.start, "end": claim.time.end,
        "unit": claim.figure.unit, "sides": tuple(sides), "factor_guaranteed": None, "factor_point": None,
        "gap_points": None, "contested": None, "text": text,
    }  # fmt: skip
    return Comparison(**(values | more))  # type: ignore[arg-type]


def _comparisons(e: dict[str, Entry]) -> tuple[Comparison, ...]:
    return (
        comparison(
            "Killed: soldiers (Russia), total to 26 March 2022", e["k1351"],
            [side("self", "russia", 1351, 1351, 1351, e["k1351"]), side("opponent", "ukraine", 16000, 16000, 16000, e["z16000"]),
             side("third", "nato", 7000, 15000, None, e["nato"]), side("unattributed", None, 10001, None, None, e["thought"])],
            "Russian Ministry of Defence gave 1,351; Volodymyr Zelensky gave 16,000. The figures are at least 11.8 times "
            "apart.", factor_guaranteed=16000 / 1351, factor_point=16000 / 1351, contested=1 - 1351 / 16000,
            notes=("UNIT: 16,000 killed; more than 10,000 lost (may count killed or out of action). These may count "
                   "different things.", "DATES: the figures are 4 days apart.",
                   "UNVERIFIED: the sources say that 2 of 4 could not be verified."),
            not_compared=(e["gs10"].claim.id,), not_compared_why=("different days: 10 June 2022, 76 days later",)),
        comparison(
            "Killed: people (Gaza), Nuseirat, 8 June 2024", e["gz274"],
            [side("self", "gaza", 274, 274, 274, e["gz274"]), side("opponent", "israel", 0, 99, None, e["il100"]),
             side("independent", "independent", 109, 109, 109, e["nurse"])],
            "Gaza health ministry gave 274; the Israeli army gave fewer than 100. The figures are at least 2.7 times apart.",
            factor_guaranteed=274 / 99, factor_point=2.74, contested=1 - 99 / 274,
            notes=("UNIT: 274 killed; fewer than 100 casualties. These may count different things.",)),
        comparison(
            "Killed: civilians (Sudan), El Fasher, 26 October 2025 to 28 October 2025", e["jf2000"],
            [side("self", "sudan", 2000, 2000, 2000, e["jf2000"]), side("opponent", "rsf", 0, 20, None, e["rsf20"]),
             side("independent", "independent", 1500, None, None, e["sdn"])],
            "Joint Forces gave 2,000; Rapid Support Forces gave up to 20. The figures are at least 100 times apart.",
            factor_guaranteed=100.0, contested=0.99, notes=("OPEN-ENDED: independent sources gave no upper end.",)),
        comparison(
            "Killed: soldiers (El Salvador), Morazán, January 1983", e["es19"],
            [side("opponent", "fmln", 82, 82, 82, e["fmln82"]), side("self", "el_salvador", 19, 19, 19, e["es19"])],
            "FMLN gave 82; armed forces of El Salvador gave 19. The figures are at least 4.3 times apart.",
            factor_guaranteed=82 / 19, factor_point=82 / 19, contested=1 - 19 / 82),
        comparison(
            "Killed: fighters (FMLN), January 1983", e["es120"],
            [side("opponent", "el_salvador", 120, 120, 120, e["es120"]), side("self", "fmln", 11, 11, 11, e["fmln11"])],
            "Salvadoran officers gave 120; FMLN gave 11. The figures are at least 10.9 times apart.",
            factor_guaranteed=120 / 11, factor_point=120 / 11, contested=1 - 11 / 120),
        comparison(
            "Share of area controlled (Wagner), Bakhmut, on 19 April 2023", e["wagner80"],
            [side("self", "wagner", 80.1, None, None, e["wagner80"]), side("opponent", "ukraine", 70, 70, 70, e["ukr70"])],
            "Yevgeny Prigozhin gave more than 80 %; Ukrainian commanders gave 70 %. The figures are at least 10.1 points apart.",
            gap_points=10.1, contested=0.101),
        comparison(
            "Opinion: people (Russia), in percent, on 31 May 2023", e["levada77"],
            [side("self", "russia", 81, 81, 81, e["press81"]),
             side("independent", "independent", 77, 77, 77, e["levada77"])],
            "Presidential press service gave 81 %; Levada gave 77 %.", notes=("ONE-SIDED: Russia alone gave a figure; "
            "uncontested is not confirmed.",)),
        comparison(
            "Lost: soldiers (Russia), total to 16 June 2022", e["gs16"],
            [side("opponent", "ukraine", 31850, None, 32100, *(e[f"gs{day}"] for day in (10, 11, 12, 13, 14, 16, 15)))],
            "General Staff of Ukraine gave more than 32,950 and 6 other figures.", notes=("one-sided",)),
    )  # fmt: skip


def _series(e: dict[str, Entry]) -> tuple[Series, ...]:
    marks = {"gs14": "repeat", "gs15": "correction"}

    def point(name: str) -> Point:
        claim = e[name].claim
        return Point(claim=claim.id, document=claim.document, date=claim.time.end, value=claim.figure.value,
                     low=claim.figure.low, high=claim.figure.high, kind=claim.time.kind, mark=marks.get(name))  # type: ignore[arg-type]  # fmt: skip

    def line(kind: str, *names: str) -> Series:
        claim = e[names[0]].claim
        assert claim.claimant
        return Series(claimant=claim.claimant.name, side=claim.claimant.side, measure=claim.measure, object=claim.object,
                      party=claim.party, conflict=claim.conflict, time_kind=kind, unit=claim.figure.unit,  # type: ignore[arg-type]
                      points=tuple(point(name) for name in names))  # fmt: skip

    return (
        line("total", *(f"gs{day}" for day in range(10, 17))),
        line("period", "inc10", "inc11", "inc12", "inc13", "inc16"),
        line("state", "levada74", "levada77"),
    )


def _findings(e: dict[str, Entry]) -> tuple[Finding, ...]:
    def finding(
        code: str, severity: str, outcome: str, names: str, formula: str, text: str, *reasons: str, step: str = ""
    ) -> Finding:
        found = [e[name] for name in names.split()]
        return Finding(code=code, severity=severity, outcome=outcome, claims=tuple(x.claim.id for x in found),  # type: ignore[arg-type]
                       documents=tuple(x.document for x in found), formula=formula, text=text,
                       possible_reasons=reasons, next_step=step)  # fmt: skip

    return (
        finding("SUM_PARTS", "error", "holds", "mod575 mod480 mod1000", "575 + 481 or more = 1,056 or more",
                "The parts 575 and more than 480 make at least 1,056; the total given is more than 1,000. They agree."),
        finding("TOTAL_MINUS_INC", "warn", "holds", "gs13 inc13 gs12", "32,300 − 150 = 32,150",
                "32,300 less 150 is 32,150; the General Staff's figure for the day before is 32,150."),
        finding("MONO_CUM", "warn", "violated", "gs14 gs15", "32,100 < 32,300",
                "General Staff of Ukraine gave 32,300 on 14 June 2022 and 32,100 on 15 June 2022: a running total that fell "
                "by 200.", "a correction by the claimant", "a digit misread by the outlet", "a different definition",
                step="Compare both bulletins with the claimant's own page."),
        finding("UNIT_MISMATCH", "warn", "violated", "gz274 il100", "", "274 killed is set against fewer than 100 "
                "casualties. These may count different things.", "one counts the wounded too"),
        finding("PART_LE_WHOLE", "error", "holds", "gz64 gz274", "64 ≤ 274", "64 children of 274 people: 23 %, possible."),
        finding("NO_CLAIMANT", "warn", "undecidable", "thought", "", "Nobody is named as the source of more than 10,000.",
                step="Look for the first outlet that carried it."),
        finding("SELF_CONTRADICTION", "warn", "undecidable", "nurse gz274", "109 ≤ 274",
                "Olena Marchuk-Haddad counted 109 in one ward; the ministry's 274 is for the whole camp."),
    )  # fmt: skip


def ledger(**changes: object) -> ReportData:
    """Everything above as the data of a report."""
    e = {case.name: entry(case) for case in CASES}
    values: dict[str, object] = {
        "title": "Seven disputes over numbers",
        "version": "0.1.0",
        "generated_at": "2025-11-22T09:30:00Z",
        "entries": tuple(e.values()),
        "texts": {document.text_sha256: document.text for document in DOCUMENTS.values()},
        "comparisons": _comparisons(e),
        "series": _series(e),
        "findings": _findings(e),
        "chain_head": "9f2c" * 16,
    }
    return ReportData(**(values | changes))  # type: ignore[arg-type]


def many(count: int) -> ReportData:
    """A ledger of many plain claims, no two documents alike."""
    documents = {
        f"wire-{n}.txt": Document(
            id=f"wire-{n}.txt", title=f"Dispatch {n}", published=f"20{10 + n % 14}-0{1 + n % 9}-1{n % 9}",
            outlet=f"Wire {n % 40}", url=f"https://wire.example/{n}",
            text=f"The front was quiet before noon. The army of side {n % 7} said {100 + n:,} soldiers of the other side "
            f"were killed near hill {n}. Its opponent did not answer questions.",
        )
        for n in range(count)
    }  # fmt: skip
    entries = [
        entry(Case(f"n{n}", f"wire-{n}.txt", f"{100 + n:,}", 100 + n, 100 + n, 100 + n, "killed", "soldiers", "beta", "alpha-beta",
                   says(f"Army of side {n % 7}", "alpha" if n % 2 else "beta"), f"The army of side {n % 7}", "opponent",
                   time=Time(kind="period", end=documents[f"wire-{n}.txt"].published), words=(("measure", "killed"),)),
              documents)
        for n in range(count)
    ]  # fmt: skip
    pairs = [
        comparison(f"Killed: soldiers (Beta), pair {n}", entries[n],
                   [side("opponent", "alpha", 100 + n, 100 + n, 100 + n, entries[n]),
                    side("self", "beta", 101 + n, 101 + n, 101 + n, entries[n + 1])],
                   "Two sides spoke.", factor_guaranteed=(101 + n) / (100 + n), contested=1 - (100 + n) / (101 + n))
        for n in range(0, count - 1, 2)
    ]  # fmt: skip
    return ReportData(
        title=f"{count:,} claims", version="0.1.0", generated_at="2025-11-22", entries=tuple(entries),
        texts={document.text_sha256: document.text for document in documents.values()}, comparisons=tuple(pairs),
    )  # fmt: skip
