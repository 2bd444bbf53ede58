"""Where each page of a publication stands: the address of a thing never changes, and links work from a disk too.

A page is a folder with `index.html` in it, so that a web host shows it at `c/ID/`. Links name the file, because nothing
looks for an index where a page is opened from a disk. In a large publication a thing stands on a shelf,
`c/in-7k/#c_7k2m`.
"""

import hashlib
import re

from counterclaim.model import Comparison, Series
from counterclaim.views import addresses

SHELF = "in-"  # before the letters that name a shelf
CLAIM_ON_PAGE = re.compile(r'href="#(c_[a-z0-9]+)"')


def claim(claim_id: str) -> str:
    """The folder of a claim.

    >>> claim("c_7k2m")
    'c/c_7k2m/'
    """
    return f"c/{claim_id}/"


def document(text_sha256: str) -> str:
    """The folder of a document's text, by its hash.

    >>> document("ab" * 32)
    'd/abababababababab/'
    """
    return f"d/{text_sha256[:16]}/"


def comparison(one: Comparison) -> str:
    """The folder of a comparison: made of what is compared."""
    return f"g/g_{hashlib.sha256(one.key.encode('utf-8', 'replace')).hexdigest()[:12]}/"


def series(one: Series) -> str:
    """The folder of a series: made of who speaks of what."""
    return f"s/{addresses.of_series(one)}/"


def numbered(folder: str, number: int) -> str:
    """The folder of a page of a list; the first is the list itself.

    >>> numbered("ledger/", 1), numbered("ledger/", 3)
    ('ledger/', 'ledger/3/')
    """
    return folder if number == 1 else f"{folder}{number}/"


def shelved(folder: str, letters: int) -> str:
    """Where the thing of a folder stands: in the folder, or on the shelf of its first letters.

    >>> shelved("c/c_7k2m/", 0), shelved("c/c_7k2m/", 2), shelved("d/abababababababab/", 1)
    ('c/c_7k2m/', 'c/in-7k/#c_7k2m', 'd/in-a/#d_abababababababab')
    """
    if not letters:
        return folder
    kind, ident = folder.rstrip("/").split("/")
    key = ident.partition("_")[2] or ident
    return f"{kind}/{SHELF}{key[:letters]}/#{kind}_{key}"


def up(folder: str) -> str:
    """The way from a page back to the home page.

    >>> up(""), up("c/c_7k2m/"), up("c/in-7k/#c_7k2m")
    ('', '../../', '../../')
    """
    return "../" * folder.partition("#")[0].count("/")


def file_of(folder: str, place: str = "") -> str:
    """The file of a page, and the place on it: that of the thing on its shelf, or one that is named.

    >>> file_of("c/c_7k2m/"), file_of("c/in-7k/#c_7k2m"), file_of("d/in-a/#d_ab", "c_7k2m")
    ('c/c_7k2m/index.html', 'c/in-7k/index.html#c_7k2m', 'd/in-a/index.html#c_7k2m')
    """
    path, _, anchor = folder.partition("#")
    at = place or anchor
    return f"{path}index.html#{at}" if at else f"{path}index.html"


def linked(page: str, folder: str, letters: int = 0) -> str:
    """A page whose links to claims lead to the claims' own pages or shelves.

    >>> linked('<a href="#c_7k2m">12</a>', "g/g_1/")
    '<a href="../../c/c_7k2m/index.html">12</a>'
    """
    back = up(folder)
    return CLAIM_ON_PAGE.sub(lambda found: f'href="{back}{file_of(shelved(claim(found[1]), letters))}"', page)
