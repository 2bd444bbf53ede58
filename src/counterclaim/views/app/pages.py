"""The templates of the app, filled. They stand beside those of the report and use its parts."""

from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from counterclaim.views import words
from counterclaim.views.pictures.picture import style_sheet
from counterclaim.views.report.excerpts import CLASSES

ICONS = {"error": "▲", "warn": "△", "info": "·"}


def _clean(value: object) -> object:
    """Whatever is put out as plain text goes without control characters; markup is made of such text already."""
    return words.clean(value) if type(value) is str else value


def address(path: str, chosen: dict[str, Any] | None = None, **changed: Any) -> str:
    """An address with what is chosen in it, some of it changed; None and empty values are left out.

    >>> address("/claims", {"measure": ("killed",), "page": 3}, page=None, q="Port Alder")
    '/claims?measure=killed&q=Port+Alder'
    """
    pairs = {**(chosen or {}), **changed}
    told = {name: value for name, value in pairs.items() if value not in (None, "", (), [])}
    return quote(path, safe="/#") + ("?" + urlencode(told, doseq=True, errors="ignore") if told else "")


def facet_address(said: dict[str, Any], name: str, value: str) -> str:
    """The address of a list with one more value chosen in a facet, an empty one for claims that have none.

    >>> facet_address({"q": "Port Alder"}, "claimant", "")
    '/claims?q=Port+Alder&claimant='
    """
    told = {key: kept for key, kept in said.items() if key not in ("page", name) and kept}
    values = [*(said.get(name) or ()), value]
    return "/claims?" + urlencode({**told, name: values}, doseq=True, errors="ignore")


def facet_value(name: str, value: str) -> str:
    """A value of a facet in words.

    >>> facet_value("party", "south_korea"), facet_value("status", "flagged"), facet_value("claimant", "")
    ('South Korea', 'flagged', 'nobody is named')
    """
    if not value:
        return {"claimant": "nobody is named", "checks": "no check speaks of it"}.get(name, words.UNSTATED)
    match name:
        case "status":
            return words.label("statuses", value)
        case "checks":
            return words.label("outcomes", value)
        case "time":
            return words.label("times", value)
        case "party" | "side":
            return "independent" if value == "independent" else words.party_name(value)
        case "conflict":
            return words.conflict(value)
        case "measure" | "object":
            return value.replace("_", " ")
    return value


@cache
def environment() -> Environment:
    """The templates of the app, and after them those of the report."""
    found = Environment(
        loader=ChoiceLoader([PackageLoader("counterclaim.views.app"), PackageLoader("counterclaim.views.report")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_clean,
    )
    found.filters["day"] = words.day
    found.filters["counted"] = words.counted
    found.filters["number"] = words.number
    found.globals.update(address=address, facet_address=facet_address, facet_value=facet_value)
    found.globals.update(label=words.label, labels=words.labels, icons=ICONS, marks=CLASSES)
    return found


def compiled() -> None:
    """Make all templates ready to be filled, which otherwise the first page of each waits for."""
    for name in environment().list_templates(extensions=["html"]):
        environment().get_template(name)


def page(template: str, **context: Any) -> str:
    """A page as HTML."""
    return environment().get_template(f"{template}.html").render(**context)


@cache
def style() -> str:
    """The style sheet: the report's with that of the app."""
    report = files("counterclaim.views.report").joinpath("templates/report.css").read_text(encoding="utf-8")
    return style_sheet() + report + files("counterclaim.views.app").joinpath("static/app.css").read_text("utf-8")


def paper(home: str) -> str:
    """What is added to the style sheet so that on paper an address of the page has its host.

    >>> paper("http://127.0.0.1:8642")
    '@media print { .links a[href^="/"]::after { content: " (http://127.0.0.1:8642" attr(href) ")" } }\\n'
    """
    return f'@media print {{ .links a[href^="/"]::after {{ content: " ({home}" attr(href) ")" }} }}\n'


@cache
def script() -> str:
    """The script: the keys of review, words selected, documents that come in; nothing is needed for reading."""
    return files("counterclaim.views.app").joinpath("static/app.js").read_text("utf-8")
