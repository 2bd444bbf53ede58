"""How one number may have become another in typing: digits swapped, dropped, added or changed, a factor of ten."""

from collections.abc import Iterable

from counterclaim.reconcile.intervals import Exact

SHORT = 3  # digits: below it one number becomes nearly every other by one slip
SWAPPED, MISSING, EXTRA, CHANGED = (
    "two digits are swapped",
    "a digit is missing",
    "a digit is too many",
    "one digit differs",
)
TEN, HUNDRED = "a factor of ten", "a factor of a hundred"


def slips(a: Exact, b: Exact) -> Iterable[str]:
    """What slip of the pen turns one number into the other, if one does.

    >>> list(slips(5397, 5937)), list(slips(130590, 13050)), list(slips(7, 5)), list(slips(2300, 23000))
    (['two digits are swapped'], ['a digit is missing'], [], ['a factor of ten'])
    """
    if a.denominator != 1 or b.denominator != 1 or a == b or min(a, b) < 10 ** (SHORT - 1):
        return
    short, long = sorted((str(int(a)), str(int(b))), key=len)
    if long in (short + "0", short + "00"):
        yield TEN if len(long) - len(short) == 1 else HUNDRED
    elif len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long))):
        yield MISSING
    elif len(short) == len(long):
        unlike = [i for i, (x, y) in enumerate(zip(short, long, strict=True)) if x != y]
        if len(unlike) == 2 and short[unlike[0]] == long[unlike[1]] and short[unlike[1]] == long[unlike[0]]:
            yield SWAPPED


def meant(number: Exact) -> list[tuple[int, str]]:
    """The numbers that one slip of the pen turns into this one, the likelier slips first.

    >>> (133190, "a digit is missing") in meant(13190), (5937, "two digits are swapped") in meant(5397)
    (True, True)
    >>> meant(7)
    []
    """
    if number.denominator != 1 or number < 10 ** (SHORT - 1):
        return []
    text = str(int(number))
    places = range(len(text))
    swaps = [
        text[:i] + text[j] + text[i + 1 : j] + text[i] + text[j + 1 :] for i in places for j in places if i < j <= i + 2
    ]
    tens = [(text + "0", TEN), (text + "00", HUNDRED)]
    tens += [(text[:-n], how) for n, how in ((1, TEN), (2, HUNDRED)) if text.endswith("0" * n)]
    longer = [text[:i] + digit + text[i:] for i in range(len(text) + 1) for digit in "0123456789"]
    shorter = [text[:i] + text[i + 1 :] for i in places]
    other = [text[:i] + digit + text[i + 1 :] for i in places for digit in "0123456789"]
    made = [
        *((each, SWAPPED) for each in swaps),
        *tens,
        *((each, MISSING) for each in longer),
        *((each, EXTRA) for each in shorter),
        *((each, CHANGED) for each in other),
    ]
    first: dict[int, str] = {}
    for each, how in made:
        if each[0] != "0" and int(each) != number:
            first.setdefault(int(each), how)
    return list(first.items())
