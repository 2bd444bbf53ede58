"""How one number may have become another in typing: digits swapped, one dropped, a factor of ten."""

from collections.abc import Iterable

from counterclaim.reconcile.intervals import Exact

SHORT = 3  # digits: below it one number becomes nearly every other by one slip


def slips(a: Exact, b: Exact) -> Iterable[str]:
    """What slip of the pen turns one number into the other, if one does.

    >>> list(slips(5397, 5937)), list(slips(130590, 13050)), list(slips(7, 5)), list(slips(2300, 23000))
    (['two digits are swapped'], ['a digit is missing'], [], ['a factor of ten'])
    """
    if a.denominator != 1 or b.denominator != 1 or a == b or min(a, b) < 10 ** (SHORT - 1):
        return
    short, long = sorted((str(int(a)), str(int(b))), key=len)
    if long in (short + "0", short + "00"):
        yield "a factor of ten" if len(long) - len(short) == 1 else "a factor of a hundred"
    elif len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long))):
        yield "a digit is missing"
    elif len(short) == len(long):
        unlike = [i for i, (x, y) in enumerate(zip(short, long, strict=True)) if x != y]
        if len(unlike) == 2 and short[unlike[0]] == long[unlike[1]] and short[unlike[1]] == long[unlike[0]]:
            yield "two digits are swapped"
