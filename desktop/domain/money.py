"""Money as integer minor units with its currency; never float."""

from __future__ import annotations

import re
from dataclasses import dataclass

MINOR_UNITS_PER_MAJOR = 100
# Commas only where thousands are: `12,86` is a slip, not twelve hundred and eighty-six.
_WRITTEN = re.compile(
    r"(?P<major>[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.(?P<decimals>[0-9]{1,2}))?"
)
SYMBOLS = {"CNY": "¥", "USD": "$", "GBP": "£", "EUR": "€", "HKD": "HK$"}
_DIGITS = "零一二三四五六七八九"
_SMALL_UNITS = ("", "十", "百", "千")
_LARGE_UNITS = ("", "万", "亿", "万亿")
_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = [
    "zero",
    "ten",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
]
_SCALES = ((1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand"))
_MAJOR_NAMES = {
    "CNY": ("yuan", "yuan"),
    "USD": ("dollar", "dollars"),
    "GBP": ("pound", "pounds"),
    "EUR": ("euro", "euros"),
    "HKD": ("Hong Kong dollar", "Hong Kong dollars"),
}
_MINOR_NAMES = {
    "CNY": ("fen", "fen"),
    "USD": ("cent", "cents"),
    "GBP": ("penny", "pence"),
    "EUR": ("cent", "cents"),
    "HKD": ("cent", "cents"),
}
_MAJOR_NAMES_ZH = {"CNY": "元", "USD": "美元", "GBP": "英镑", "EUR": "欧元", "HKD": "港元"}
_MINOR_NAMES_ZH = {"USD": "美分", "GBP": "便士", "EUR": "欧分"}
"""The others count in 角 and 分."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of `minor` units (fen, cents) of a currency with two decimals."""

    minor: int
    currency: str = "CNY"

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same_currency(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same_currency(other), self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same_currency(other)

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._same_currency(other)

    def split(self, count: int) -> tuple[Money, ...]:
        """`count` parts that add up exactly; what is left over is in the last part."""
        each, rest = divmod(self.minor, count)
        parts = [Money(each, self.currency)] * (count - 1)
        return (*parts, Money(each + rest, self.currency))

    def _same_currency(self, other: Money) -> int:
        if other.currency != self.currency:
            raise ValueError(f"cannot mix {self.currency} and {other.currency}")
        return other.minor


def format_figure(money: Money) -> str:
    """Digits as people write them: `12,860.50`; whole amounts without decimals: `12,860`."""
    sign = "-" if money.minor < 0 else ""
    major, minor = divmod(abs(money.minor), MINOR_UNITS_PER_MAJOR)
    return f"{sign}{major:,}.{minor:02d}" if minor else f"{sign}{major:,}"


def format_money(money: Money) -> str:
    """The amount with its currency sign: `¥12,860.50`."""
    symbol = SYMBOLS.get(money.currency, f"{money.currency} ")
    figure = format_figure(money)
    return f"-{symbol}{figure[1:]}" if figure.startswith("-") else f"{symbol}{figure}"


def currency_name(currency: str, language: str) -> str:
    """What people call the currency after a figure: `12,860元`, `12,860 pounds`."""
    if language.startswith("zh"):
        return _MAJOR_NAMES_ZH.get(currency, currency)
    return _MAJOR_NAMES.get(currency, (currency, currency))[1]


def money_in_words(money: Money, language: str) -> str:
    """The amount as read aloud, so that digits cannot be misheard; `money` is not negative."""
    chinese = language.startswith("zh")
    major, minor = divmod(money.minor, MINOR_UNITS_PER_MAJOR)
    if money.currency not in _MAJOR_NAMES:
        return _decimal_in_words(major, minor, money.currency, chinese=chinese)
    if chinese:
        return _chinese_words(major, minor, money.currency)
    parts = []
    if major or not minor:
        parts.append(f"{english_number(major)} {_MAJOR_NAMES[money.currency][major != 1]}")
    if minor:
        parts.append(f"{english_number(minor)} {_MINOR_NAMES[money.currency][minor != 1]}")
    return " and ".join(parts)


def _chinese_words(major: int, minor: int, currency: str) -> str:
    head = f"{chinese_number(major)}{_MAJOR_NAMES_ZH[currency]}"
    if not minor:
        return f"{head}整"
    coin = _MINOR_NAMES_ZH.get(currency)
    if coin is not None:
        tail = f"{chinese_number(minor)}{coin}"
    else:
        jiao, fen = divmod(minor, 10)
        tail = f"{_DIGITS[jiao]}角" if jiao else (_DIGITS[0] if major else "")
        tail += f"{_DIGITS[fen]}分" if fen else ""
    return f"{head}{tail}" if major else tail


def _decimal_in_words(major: int, minor: int, currency: str, *, chinese: bool) -> str:
    """A currency whose coins we cannot name is read digit by digit after the point."""
    digits = divmod(minor, 10) if minor else ()
    if chinese:
        point = "点" + "".join(_DIGITS[digit] for digit in digits) if digits else ""
        return f"{chinese_number(major)}{point}{currency}"
    point = " point " + " ".join(_ONES[digit] for digit in digits) if digits else ""
    return f"{english_number(major)}{point} {currency}"


def chinese_number(number: int) -> str:
    """A whole number, not negative, in Chinese numerals: 12860 is 一万二千八百六十."""
    if number == 0:
        return _DIGITS[0]
    groups: list[int] = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    text = ""
    gap = False
    for index in range(len(groups) - 1, -1, -1):
        group = groups[index]
        if group == 0:
            gap = True
            continue
        if text and (gap or group < 1000):
            text += _DIGITS[0]
        text += _chinese_group(group) + _LARGE_UNITS[index]
        gap = False
    return text[1:] if text.startswith("一十") else text


def _chinese_group(group: int) -> str:
    text = ""
    gap = False
    for index in range(3, -1, -1):
        digit = group // 10**index % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += (_DIGITS[0] if gap else "") + _DIGITS[digit] + _SMALL_UNITS[index]
        gap = False
    return text


def english_number(number: int) -> str:
    """A whole number, not negative, in English words: 12,860 is twelve thousand eight hundred…"""
    for scale, name in _SCALES:
        if number >= scale:
            head, rest = divmod(number, scale)
            link = " and " if rest < 100 else " "
            tail = f"{link}{english_number(rest)}" if rest else ""
            return f"{english_number(head)} {name}{tail}"
    if number >= 100:
        head, rest = divmod(number, 100)
        tail = f" and {english_number(rest)}" if rest else ""
        return f"{_ONES[head]} hundred{tail}"
    if number >= 20:
        head, rest = divmod(number, 10)
        return f"{_TENS[head]}-{_ONES[rest]}" if rest else _TENS[head]
    return _ONES[number]


def parse_minor(text: str) -> int | None:
    """Typed digits as minor units, exactly: `12,860.5` is 1286050; None when it is no amount."""
    written = _WRITTEN.fullmatch(
        text.strip().lstrip("¥￥$£€ ").replace("，", ",").replace(" ", ",")
    )
    if written is None:
        return None
    major, decimals = written["major"].replace(",", ""), written["decimals"] or ""
    return int(major) * MINOR_UNITS_PER_MAJOR + int(decimals.ljust(2, "0"))
