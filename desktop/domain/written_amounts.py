"""Amounts and currencies as people write them in files, read exactly or not at all.

What could mean two things is refused: `1.234` may be one or one thousand, `3万5` may be 35,000 or
30,005, and a wrong amount is worse than a row that has to be mended.
"""

from __future__ import annotations

import re
from functools import lru_cache

from desktop.domain.misreading import MisreadError, Misreading, plain
from desktop.domain.money import SYMBOLS, Money

_PLAIN_DIGITS = 13
_LARGEST_MINOR = 10**16
_LONGEST = 60
_AMOUNT = re.compile(
    r"(?P<minus>[-−]?) ?(?P<sign>[^0-9.,()−-]*?) ?(?P<minus_2>[-−]?)"
    r"(?P<figure>[0-9][0-9.,]*)(?P<units>(?: ?[千百万亿仟佰萬億][0-9.,千百万亿仟佰萬億]*)?)"
    r" ?(?P<unit>[^0-9.,()−-]*)"
)
_FIGURE = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))?")
_BIG_FIGURE = re.compile(r"([0-9]+(?:\.[0-9]+)?)([千万亿])")
_STEPS = re.compile(r"(?:([0-9]{1,4})亿)?(?:([0-9]{1,4})万)?(?:([0-9])千)?(?:([0-9])百)?")
_STEP_MINOR = (10**10, 10**6, 10**5, 10**4)
_UNIT_MINOR = {"千": 10**5, "万": 10**6, "亿": 10**10}
_TRADITIONAL = str.maketrans("仟佰萬億", "千百万亿")

_CURRENCIES = {
    "人民币": "CNY",
    "RMB": "CNY",
    "美元": "USD",
    "英镑": "GBP",
    "欧元": "EUR",
    "港元": "HKD",
    "港币": "HKD",
}
_SIGNS: dict[str, str] = {
    **{code: code for code in SYMBOLS},
    **{sign: code for code, sign in SYMBOLS.items()},
    **_CURRENCIES,
}
_UNITS = {**_SIGNS, "元": "CNY", "元整": "CNY", "圆": "CNY", "圆整": "CNY", "块": "CNY"}


def read_minor(text: str, currency: str) -> int:
    """Minor units of an amount that is not negative: `12860.5`, `¥12,860.50`, `1.2万`, `100元`.

    Commas stand between groups of three; at most two decimals, or as many as 万 leaves whole; a
    sign or unit, if any, is the currency's. Raises `MisreadError`.
    """
    # Nearly every amount of a big file is written so; the rest takes the long way below.
    major, point, decimals = text.partition(".")
    if major.isdigit() and major.isascii() and len(major) <= _PLAIN_DIGITS:
        if not point:
            return int(major) * 100
        if decimals.isdigit() and decimals.isascii() and len(decimals) <= 2:
            return int(major) * 100 + int(decimals) * (10 if len(decimals) == 1 else 1)
    return _read_slowly(text, currency)


def read_amount(text: str, currency: str) -> Money:
    """The same as money of the currency. Raises `MisreadError`."""
    return Money(read_minor(text, currency), currency)


@lru_cache(maxsize=256)
def read_currency(text: str) -> str:
    """The code of a currency that amounts can be kept in: `CNY`, `cny`, `人民币`, `¥`.

    Currencies without two decimals are not among them. Raises `MisreadError`.
    """
    code = _SIGNS.get(plain(text).upper())
    if code is None:
        raise MisreadError(Misreading.UNKNOWN_CURRENCY)
    return code


def _read_slowly(text: str, currency: str) -> int:
    found = _AMOUNT.fullmatch(plain(text))
    if found is None:
        raise MisreadError(Misreading.NOT_AN_AMOUNT)
    _check_currency(found["sign"], _SIGNS, currency)
    _check_currency(found["unit"], _UNITS, currency)
    figure = f"{found['figure']}{found['units']}".translate(_TRADITIONAL).replace(" ", "")
    if len(figure) > _LONGEST:
        is_figure = _FIGURE.fullmatch(figure) is not None
        raise MisreadError(Misreading.AMOUNT_TOO_LARGE if is_figure else Misreading.NOT_AN_AMOUNT)
    minor = _in_steps(figure) if found["units"] else _in_digits(figure)
    if found["minus"] or found["minus_2"]:
        raise MisreadError(Misreading.NEGATIVE_AMOUNT)
    if minor > _LARGEST_MINOR:
        raise MisreadError(Misreading.AMOUNT_TOO_LARGE)
    return minor


def _check_currency(written: str, known: dict[str, str], currency: str) -> None:
    if not written:
        return
    code = known.get(written.strip().upper())
    if code is None:
        raise MisreadError(Misreading.NOT_AN_AMOUNT)
    if code != currency:
        raise MisreadError(Misreading.OTHER_CURRENCY_SIGN)


def _in_digits(figure: str) -> int:
    found = _FIGURE.fullmatch(figure)
    if found is None:
        raise MisreadError(Misreading.NOT_AN_AMOUNT)
    major, decimals = found[1].replace(",", ""), found[2] or ""
    if len(decimals) > 2:
        # `1.234` may be grouped, `1.2345` cannot; both would have to be rounded.
        grouped = len(decimals) == 3 and len(major) <= 3
        raise MisreadError(Misreading.NOT_AN_AMOUNT if grouped else Misreading.TOO_MANY_DECIMALS)
    return int(major) * 100 + int(decimals.ljust(2, "0"))


def _in_steps(figure: str) -> int:
    """`1.2万`, `3万5千`, `1亿2000万`: each step named, so that nothing has to be guessed."""
    single = _BIG_FIGURE.fullmatch(figure)
    if single is not None:
        major, _, decimals = single[1].partition(".")
        unit = _UNIT_MINOR[single[2]]
        minor, left = divmod(int(major + decimals) * unit, int(f"1{'0' * len(decimals)}"))
        if left:
            raise MisreadError(Misreading.TOO_MANY_DECIMALS)
        return minor
    steps = _STEPS.fullmatch(figure)
    if steps is None:
        raise MisreadError(Misreading.NOT_AN_AMOUNT)
    return sum(
        int(count or 0) * unit for count, unit in zip(steps.groups(), _STEP_MINOR, strict=True)
    )
