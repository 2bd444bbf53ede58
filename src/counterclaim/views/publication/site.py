"""What a publication is made of, and how its pages are written: a template, its JSON, and links that hold."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from counterclaim.model import Entry
from counterclaim.views import words
from counterclaim.views.exports.release import Release
from counterclaim.views.people import Withheld
from counterclaim.views.pictures import style_sheet
from counterclaim.views.pictures.picture import source_line
from counterclaim.views.publication import address, shelves
from counterclaim.views.publication.packed import Chosen
from counterclaim.views.publication.work import Work
from counterclaim.views.report import ReportData
from counterclaim.views.report.links import Book, one_text
from counterclaim.views.report.selection import claims_of

MARK = "publication.json"  # a folder with this file in it is a publication, and may be replaced by another
NEAR = 2  # pages of a list before and after this one that are named, beside its first and last
Progress = Callable[[str, int, int], None]  # what is done; how many things; of how many
BLANKED = 100_000  # words of which it is kept what stands in their place: claims share names, measures, outlets
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Site:
    """Everything that is published. `data` as for the report; `outgoing` are its claims with names blanked, one for
    each document of a text, and `public` gives the last of these by id.

    `release` makes the data package: its entries are read anew for each export.
    """

    data: ReportData
    withheld: Withheld
    outgoing: Sequence[Entry]
    public: Mapping[str, Entry]
    release: Release
    author: str | None = None  # who publishes, for CITATION.cff


@dataclass
class Pages:
    """The pages as they are written: one folder each, with HTML and JSON."""

    site: Site
    work: Work
    book: Book
    uses: Mapping[str, Sequence[tuple[str, str]]]  # claim -> folders of pages that speak of it, and their names
    progress: Progress
    renamed: Mapping[str, str]  # documents whose own names would give a private person away
    layout: shelves.Layout
    blank: Callable[[str], str]  # names of private persons
    total: int  # things that there will be
    written: int = 0  # of them

    def has(self, folder: str) -> bool:
        """Whether an earlier run, which was stopped, has written the thing of a folder."""
        return self.work.has(folder)

    def write(self, folder: str, template: str, told: object, *, own_claims: bool = False, **context: Any) -> None:
        """Write a page and its JSON, or add it to its shelf; with `own_claims` links to claims stay on the page."""
        _, _, anchor = folder.partition("#")
        if anchor:
            context |= {"frame": "piece.html", "piece": anchor, "has_place": template == "claim"}
        page = self.rendered(template, folder, **context)
        page = page if own_claims else address.linked(page, folder, self.layout["c"])
        told = encoded(self.masked(told), indent=0 if anchor else 1)
        self.work.keep(folder, shelves.own(page, anchor) if anchor else page, told)
        self.written += 1
        self.progress("publishing", self.written, self.total)

    def rendered(self, template: str, folder: str, frame: str = "frame.html", **context: Any) -> str:
        """A template with what every page knows; `to` gives the way to the thing of a folder."""
        back = address.up(folder)
        return environment().get_template(f"{template}.html").render(
            up=back, to=lambda at, place="": back + address.file_of(at, place), frame=frame, folder=folder,
            site=self.site.data, book=self.book, author=self.site.author, **context,
        )  # fmt: skip

    def at(self, folder: str) -> str:
        """Where the thing of a folder stands in this layout."""
        return address.shelved(folder, self.layout[folder[0]])

    def masked(self, told: object) -> object:
        """What a page tells as JSON, with the names of private persons blanked wherever they stand."""
        return self._blanked(msgspec.to_builtins(told))

    def _blanked(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._blanked(part) for key, part in value.items()}
        if isinstance(value, list | tuple):
            return [self._blanked(part) for part in value]
        if not isinstance(value, str):
            return value
        return self.renamed.get(value) or self.blank(value)


def parts(folder: str, items: Sequence[T], each: int) -> Iterator[tuple[str, Sequence[T], dict[str, Any]]]:
    """The parts of a long list, each with the folder of its page and what the page says of the others.

    >>> [(folder, list(part)) for folder, part, _ in parts("g/", "abc", 2)]
    [('g/', ['a', 'b']), ('g/2/', ['c'])]
    """
    count = max(1, -(-len(items) // each))
    folders = [address.numbered(folder, number) for number in range(1, count + 1)]
    for number, here in enumerate(folders, 1):
        near = [(n, at) for n, at in enumerate(folders, 1) if n in (1, count) or abs(n - number) <= NEAR]
        pages = {"number": number, "of": folders, "near": near, "total": len(items)}
        yield here, items[(number - 1) * each : number * each], pages


def encoded(told: object, *, indent: int = 1) -> bytes:
    """JSON of records and plain values, on indented lines, or on one."""
    try:
        packed = msgspec.json.encode(told)
        return (msgspec.json.format(packed, indent=indent) if indent else packed) + b"\n"
    except UnicodeEncodeError:  # half of a broken emoji has no UTF-8
        return json.dumps(msgspec.to_builtins(told), indent=indent or None).encode() + b"\n"


def _clean(value: object) -> object:
    """Whatever is put out as plain text goes without control characters; markup is made of such text already."""
    return words.clean(value) if type(value) is str else value


@cache
def environment() -> Environment:
    """The templates of publications, and after them those of the report."""
    homes = (PackageLoader("counterclaim.views.publication"), PackageLoader("counterclaim.views.report"))
    found = Environment(
        loader=ChoiceLoader(homes), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        finalize=_clean,
    )  # fmt: skip
    found.filters["day"] = words.day
    found.filters["counted"] = words.counted
    return found


def _static(name: str) -> str:
    return files("counterclaim.views.publication").joinpath("static", name).read_text(encoding="utf-8")


def write_site(site: Site, work: Work, of: shelves.Layout, progress: Progress = lambda what, done, of: None) -> int:
    """Write what is not written yet of the publication, in a layout; how many pages there are."""
    from counterclaim.views.publication import lists, records, search

    total = sum(things(site).values()) + lists.parts_of(site)
    blank = lru_cache(BLANKED)(site.withheld.blank)
    pages = Pages(site, work, _book(site), _uses(site.data, of), progress, _renamed(site), of, blank, total, work.found)
    records.write_texts(pages)
    records.write_withdrawn(pages)
    lists.write_lists(pages)
    search.write_search(pages)
    search.write_package(pages)
    count = work.own_pages() + shelves.finish(work, pages.rendered)
    if any(of.values()):
        _write_forwarding(pages)
    report = files("counterclaim.views.report").joinpath("templates/report.css").read_text(encoding="utf-8")
    style = style_sheet() + report + _static("site.css")
    (work.folder / "style.css").write_text(style, encoding="utf-8", newline="\n")
    (work.folder / "search.js").write_text(_static("search.js"), encoding="utf-8", newline="\n")
    (work.folder / MARK).write_bytes(encoded(about(site, count, of)))
    return count


def things(site: Site) -> dict[str, int]:
    """How many things of each kind are published."""
    data = site.data
    texts = {entry.text_sha256 for entry in data.entries}
    return {"c": len(site.public), "d": len(texts), "g": len(data.comparisons), "s": len(data.series)}


def _write_forwarding(pages: Pages) -> None:
    """Write what a web host shows for an address without a page: it leads from `c/ID/` to the claim on its shelf."""
    base = urlsplit(pages.site.release.base).path or "/"
    page = pages.rendered("elsewhere", "", base=base, letters=pages.layout["c"])
    (pages.work.folder / "404.html").write_text(page, encoding="utf-8", errors="replace", newline="\n")
    (pages.work.folder / "forward.js").write_text(_static("forward.js"), encoding="utf-8", newline="\n")


def about(site: Site, pages: int, layout: shelves.Layout) -> dict[str, Any]:
    """What the publication says of itself."""
    data = site.data
    return {
        "title": data.title,
        **site.release.about(),
        "base": site.release.base or None,
        "filter": {k: v for k, v in msgspec.structs.asdict(site.release.where).items() if v is not None},
        "pages": pages,
        "layout": shelves.described(layout),
        "claims": len(site.public),
        "comparisons": len(data.comparisons),
        "series": len(data.series),
        "findings": len(data.findings),
        "withdrawn": sum(len(claims) for _, _, claims in site.release.withdrawn),
    }


def _book(site: Site) -> Book:
    """The book of all claims, document by document; those of one document as they stand in it."""
    data = site.data
    texts: dict[tuple[str, str], int] = {}
    told = []
    for place, entry in enumerate(data.entries):
        text = texts.setdefault(one_text(entry), len(texts))
        told.append((text, entry.claim.figure.start, place, entry.claim.id))
    places = {claim: place for _, _, place, claim in sorted(told)}
    return Book(
        entries=Chosen(data.entries, places),
        numbers={claim: number for number, claim in enumerate(places, 1)},
        withheld=site.withheld,
        party_names=data.names,
        texts=data.texts,
        masked=site.public,
        source=source_line(data.version, data.chain_head, data.generated_at),
    )


def _renamed(site: Site) -> dict[str, str]:
    named = {entry.document: out.document for entry, out in zip(site.data.entries, site.outgoing, strict=True)}
    return {before: after for before, after in named.items() if before != after}


def _uses(data: ReportData, layout: shelves.Layout) -> dict[str, list[tuple[str, str]]]:
    """Where else a claim is spoken of: the pages of comparisons and series."""
    uses: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in data.comparisons:
        use = address.shelved(address.comparison(one), layout["g"]), one.title
        for claim in dict.fromkeys(claims_of(one)):
            uses[claim].append(use)
    for line in data.series:
        use = address.shelved(address.series(line), layout["s"]), f"Over time: {words.quantity(line)}"
        for claim in dict.fromkeys(point.claim for point in line.points):
            uses[claim].append(use)
    return uses
