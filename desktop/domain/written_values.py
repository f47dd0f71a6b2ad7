"""Amounts, dates and currencies as people write them in files, read exactly or not at all.

What could mean two things is refused: `1.234` may be one or one thousand, and a wrong amount is
worse than a row that has to be mended.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import Enum

from desktop.domain.money import SYMBOLS, Money, parse_minor

_AMOUNT = re.compile(
    r"(?P<minus>[-−]?) ?(?P<sign>[^0-9.,()−-]*?) ?(?P<minus_2>[-−]?)"
    r"(?P<figure>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]{1,2})?)"
)
_DAY = re.compile(r"([0-9]{4})([-/])([0-9]{1,2})\2([0-9]{1,2})")
_LARGEST_MINOR = 10**16
_EARLIEST_YEAR = 1900

_CURRENCIES = {
    "人民币": "CNY",
    "RMB": "CNY",
    "美元": "USD",
    "英镑": "GBP",
    "欧元": "EUR",
    "港元": "HKD",
    "港币": "HKD",
}


class Misreading(Enum):
    """Why a text is not the value it stands for."""

    NOT_AN_AMOUNT = "not_an_amount"
    NEGATIVE_AMOUNT = "negative_amount"
    AMOUNT_TOO_LARGE = "amount_too_large"
    OTHER_CURRENCY_SIGN = "other_currency_sign"
    UNKNOWN_CURRENCY = "unknown_currency"
    NOT_A_DATE = "not_a_date"


class MisreadError(ValueError):
    """A text that cannot be read; `misreading` says why. Never carries the text itself."""

    def __init__(self, misreading: Misreading) -> None:
        super().__init__(misreading.value)
        self.misreading = misreading


def read_amount(text: str, currency: str) -> Money:
    """An amount that is not negative: `12860.5`, `12,860.50`, `¥12,860.50`.

    Commas stand between groups of three; at most two decimals; a sign, if any, is the currency's.
    Raises `MisreadError`.
    """
    found = _AMOUNT.fullmatch(_plain(text))
    if found is None:
        raise MisreadError(Misreading.NOT_AN_AMOUNT)
    if found["sign"] not in ("", SYMBOLS.get(currency), currency):
        known = found["sign"] in SYMBOLS.values() or found["sign"] in SYMBOLS
        other = Misreading.OTHER_CURRENCY_SIGN if known else Misreading.NOT_AN_AMOUNT
        raise MisreadError(other)
    if found["minus"] or found["minus_2"]:
        raise MisreadError(Misreading.NEGATIVE_AMOUNT)
    is_short = len(found["figure"]) <= len(f"{_LARGEST_MINOR:,}")
    minor = parse_minor(found["figure"]) if is_short else None
    if minor is None or minor > _LARGEST_MINOR:
        raise MisreadError(Misreading.AMOUNT_TOO_LARGE)
    return Money(minor, currency)


def read_day(text: str) -> date:
    """A day written `2026-01-05` or `2026/1/5`. Raises `MisreadError`."""
    found = _DAY.fullmatch(_plain(text))
    if found is None or int(found[1]) < _EARLIEST_YEAR:
        raise MisreadError(Misreading.NOT_A_DATE)
    try:
        return date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        raise MisreadError(Misreading.NOT_A_DATE) from None


def read_currency(text: str) -> str:
    """The code of a currency that amounts can be kept in: `CNY`, `cny`, `人民币`, `¥`.

    Currencies without two decimals are not among them. Raises `MisreadError`.
    """
    written = _plain(text).upper()
    for code, symbol in SYMBOLS.items():
        if written in (code, symbol):
            return code
    if written in _CURRENCIES:
        return _CURRENCIES[written]
    raise MisreadError(Misreading.UNKNOWN_CURRENCY)


def _plain(text: str) -> str:
    """Full-width digits and signs (`￥１２，８６０`) as the ordinary ones."""
    return unicodedata.normalize("NFKC", text).strip()
