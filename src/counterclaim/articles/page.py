"""HTML: the article in the page, and what the page declares of itself. Scripts and styles are never text."""

import html
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from counterclaim.articles.origin import Origin, iso_date
from counterclaim.articles.page_tables import as_lines, data_tables, lost_from
from counterclaim.errors import ReadError

# What sites call the day of publication in <meta>, in the order in which they are believed.
_DATE_NAMES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "date",
)
_OUTLET_NAMES = ("og:site_name", "application-name", "dc.publisher")
_URL_NAMES = ("og:url",)
_TITLE_NAMES = ("og:title", "dc.title", "twitter:title")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]{2,40})", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…][\"'”’)]*$|(?:\S+\s+){5}\S", re.MULTILINE)
_DEEPEST = 30  # levels of JSON-LD followed


def declared_charset(raw: bytes) -> str | None:
    """Return the encoding that the page's first 4,096 bytes name, as browsers look for it.

    >>> declared_charset(b'<html><meta charset="windows-1252">')
    'windows-1252'
    """
    match = _CHARSET.search(raw[:4096])
    return match[1].decode("ascii") if match else None


def read_page(page: str, source: str) -> tuple[str, Origin, Origin]:
    """Return the article's text, what the page declares (title, date, outlet, address), and what was guessed.

    The text is the page's paragraphs, one a line; tables of figures that stand beside the article come behind it.
    A date is declared in JSON-LD or a <meta> element; one that was only found somewhere in the page is a guess, and
    options go before it. Raises ReadError where the page has no article.

    >>> read_page("<html><title>News</title><p>Two soldiers died near the river on Monday.</p></html>", "a.html")[0]
    'Two soldiers died near the river on Monday.'
    """
    from trafilatura import bare_extraction  # 0.5 s to load: only when there is a page
    from trafilatura.utils import load_html

    nothing = "no article text found in the page: save the article alone, as plain text"
    try:
        tree = load_html(re.sub(r"\A\s*<\?xml[^>]*>", "", page))
        if tree is None:
            raise ReadError(source, nothing)
        declared = _declared(tree)
        for unseen in list(tree.iter("script", "style", "template")):
            unseen.drop_tree()
        tables = data_tables(tree)
        found = bare_extraction(
            tree,
            with_metadata=True,
            include_comments=False,
            # A fixed last date: a page reads the same whatever the day.
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2099-12-31"},
        )
    except ReadError:
        raise
    except Exception as error:  # whatever a hostile page provokes in the libraries is this page's fault alone
        raise ReadError(source, f"the page cannot be taken apart ({type(error).__name__}): {nothing}") from None
    if found is None or isinstance(found, dict) or not _SENTENCE.search(found.text or ""):
        raise ReadError(source, nothing)
    guessed = Origin(
        title=found.title, outlet=found.sitename, url=found.url, published=found.date, published_from="guess"
    )
    lost = [as_lines(rows) for rows in lost_from(found.text or "", tables)]
    text = "\n\n".join([found.text or "", *lost])
    return text, declared, guessed if found.date else msgspec.structs.replace(guessed, published_from=None)


def _declared(tree: Any) -> Origin:
    linked = next(_articles(tree), {})
    metas = {_name(meta): str(meta.get("content") or "").strip() for meta in reversed(list(tree.iter("meta")))}

    def first(names: tuple[str, ...]) -> str | None:
        return next((metas[name] for name in names if metas.get(name)), None)

    published, told_by = _date(linked.get("datePublished")), "json-ld"
    if published is None:
        told_by = "meta"
        published = next((day for name in _DATE_NAMES if (day := _date(metas.get(name)))), None)
    publisher = linked.get("publisher")
    return Origin(
        title=_words(linked.get("headline")) or first(_TITLE_NAMES),
        published=published,
        published_from=told_by if published else None,
        outlet=_words(publisher.get("name") if isinstance(publisher, dict) else publisher) or first(_OUTLET_NAMES),
        url=_words(linked.get("url")) or first(_URL_NAMES) or _canonical(tree),
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
    )


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            try:
                data = msgspec.json.decode(script.text)
            except (msgspec.MsgspecError, RecursionError, UnicodeError):
                continue
            yield from (item for item in _objects(data, _DEEPEST) if "Article" in str(item.get("@type")))


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
    if depth and isinstance(data, dict | list):
        for item in data.values() if isinstance(data, dict) else data:
            yield from _objects(item, depth - 1)


def _name(meta: Any) -> str:
    return str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()


def _canonical(tree: Any) -> str | None:
    links = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    return next((str(href) for href in links if href), None)


def _date(value: Any) -> str | None:
    try:
        return iso_date(value, "") if isinstance(value, str) and value.strip() else None
    except ReadError:
        return None


def _words(value: Any) -> str | None:
    return " ".join(html.unescape(value).split()) or None if isinstance(value, str) else None
