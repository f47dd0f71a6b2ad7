"""Amounts are exact, and are said so that they cannot be misheard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.money import (
    Money,
    chinese_number,
    currency_name,
    english_number,
    format_figure,
    format_money,
    money_in_words,
    parse_minor,
)


@given(st.integers(0, 10**12), st.integers(1, 60))
def test_parts_add_up_exactly_and_differ_only_in_the_last(minor: int, count: int) -> None:
    parts = Money(minor).split(count)

    assert len(parts) == count
    assert sum(part.minor for part in parts) == minor
    assert len(set(parts[:-1])) <= 1
    assert 0 <= parts[-1].minor - parts[0].minor < count


def test_amounts_add_subtract_and_compare() -> None:
    small, large = Money(50, "GBP"), Money(120, "GBP")

    assert large + small == Money(170, "GBP")
    assert small - large == Money(-70, "GBP")
    assert small < large
    assert small <= Money(50, "GBP")
    assert not large <= small


@pytest.mark.parametrize(
    "mix",
    [
        lambda a, b: a + b,
        lambda a, b: a - b,
        lambda a, b: a < b,
        lambda a, b: a <= b,
    ],
)
def test_two_currencies_never_mix(mix: object) -> None:
    with pytest.raises(ValueError, match="cannot mix CNY and USD"):
        mix(Money(1, "CNY"), Money(1, "USD"))


@pytest.mark.parametrize(
    ("money", "written"),
    [
        (Money(1_286_050), "¥12,860.50"),
        (Money(1_286_000), "¥12,860"),
        (Money(5), "¥0.05"),
        (Money(0), "¥0"),
        (Money(-1_286_050), "-¥12,860.50"),
        (Money(-300, "HKD"), "-HK$3"),
        (Money(123_456_789, "USD"), "$1,234,567.89"),
        (Money(100, "CHF"), "CHF 1"),
    ],
)
def test_an_amount_is_written_with_its_sign_and_only_needed_decimals(
    money: Money, written: str
) -> None:
    assert format_money(money) == written


def test_a_figure_has_no_currency() -> None:
    assert format_figure(Money(-1_286_050)) == "-12,860.50"


@pytest.mark.parametrize(
    ("currency", "zh", "en"),
    [("CNY", "元", "yuan"), ("GBP", "英镑", "pounds"), ("CHF", "CHF", "CHF")],
)
def test_a_currency_has_a_name_in_both_languages(currency: str, zh: str, en: str) -> None:
    assert (currency_name(currency, "zh_CN"), currency_name(currency, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"),
        (7, "七"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (119, "一百一十九"),
        (1_000, "一千"),
        (1_005, "一千零五"),
        (1_010, "一千零一十"),
        (1_100, "一千一百"),
        (10_000, "一万"),
        (10_010, "一万零一十"),
        (10_500, "一万零五百"),
        (12_860, "一万二千八百六十"),
        (100_000, "十万"),
        (110_000, "十一万"),
        (100_500, "十万零五百"),
        (105_000, "十万五千"),
        (1_000_000, "一百万"),
        (1_050_300, "一百零五万零三百"),
        (20_000_005, "二千万零五"),
        (100_000_000, "一亿"),
        (100_000_005, "一亿零五"),
        (100_050_000, "一亿零五万"),
        (1_000_000_000_000, "一万亿"),
    ],
)
def test_chinese_numbers(number: int, words: str) -> None:
    assert chinese_number(number) == words


def read_chinese(words: str) -> int:
    """An independent reader of Chinese numerals."""
    total = section = digit = 0
    large = {"万": 10**4, "亿": 10**8}
    small = {"十": 10, "百": 100, "千": 1000}
    for sign in words:
        if sign in "零一二三四五六七八九":
            digit = "零一二三四五六七八九".index(sign)
        elif sign in small:
            section += (digit or 1) * small[sign]
            digit = 0
        else:
            total = (total + section + digit) * large[sign]
            section = digit = 0
    return total + section + digit


@given(st.integers(0, 10**8 - 1))
def test_chinese_numbers_read_back_as_themselves(number: int) -> None:
    words = chinese_number(number)

    assert read_chinese(words) == number
    assert "零零" not in words
    assert not words.endswith("零") or number == 0


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (10, "ten"),
        (13, "thirteen"),
        (40, "forty"),
        (99, "ninety-nine"),
        (100, "one hundred"),
        (105, "one hundred and five"),
        (110, "one hundred and ten"),
        (1_000, "one thousand"),
        (1_005, "one thousand and five"),
        (1_100, "one thousand one hundred"),
        (10_010, "ten thousand and ten"),
        (12_860, "twelve thousand eight hundred and sixty"),
        (100_000, "one hundred thousand"),
        (1_000_100, "one million one hundred"),
        (20_000_005, "twenty million and five"),
        (100_000_000, "one hundred million"),
        (2_000_000_000, "two billion"),
    ],
)
def test_english_numbers(number: int, words: str) -> None:
    assert english_number(number) == words


@pytest.mark.parametrize(
    ("money", "words"),
    [
        (Money(1_286_000), "一万二千八百六十元整"),
        (Money(1_286_050), "一万二千八百六十元五角"),
        (Money(1_286_005), "一万二千八百六十元零五分"),
        (Money(1_286_055), "一万二千八百六十元五角五分"),
        (Money(50), "五角"),
        (Money(5), "五分"),
        (Money(55), "五角五分"),
        (Money(0), "零元整"),
        (Money(1_000, "HKD"), "十港元整"),
        (Money(1_250, "HKD"), "十二港元五角"),
        (Money(1_205, "USD"), "十二美元五美分"),
        (Money(1_250, "GBP"), "十二英镑五十便士"),
        (Money(99, "EUR"), "九十九欧分"),
        (Money(1_250, "CHF"), "十二点五零CHF"),
        (Money(1_200, "CHF"), "十二CHF"),
    ],
)
def test_amounts_in_chinese_words(money: Money, words: str) -> None:
    assert money_in_words(money, "zh_CN") == words


@pytest.mark.parametrize(
    ("money", "words"),
    [
        (Money(1_286_000), "twelve thousand eight hundred and sixty yuan"),
        (Money(1_286_050), "twelve thousand eight hundred and sixty yuan and fifty fen"),
        (Money(100, "USD"), "one dollar"),
        (Money(101, "USD"), "one dollar and one cent"),
        (Money(250, "USD"), "two dollars and fifty cents"),
        (Money(101, "GBP"), "one pound and one penny"),
        (Money(1_205, "GBP"), "twelve pounds and five pence"),
        (Money(100, "EUR"), "one euro"),
        (Money(300, "HKD"), "three Hong Kong dollars"),
        (Money(75, "GBP"), "seventy-five pence"),
        (Money(0, "GBP"), "zero pounds"),
        (Money(100), "one yuan"),
        (Money(1_250, "CHF"), "twelve point five zero CHF"),
        (Money(1_200, "CHF"), "twelve CHF"),
    ],
)
def test_amounts_in_english_words_name_the_coins_people_know(money: Money, words: str) -> None:
    assert money_in_words(money, "en") == words


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("12860", 1_286_000),
        ("12,860.5", 1_286_050),
        (" ¥12 860.50 ", 1_286_050),
        ("£0.07", 7),
        ("12，860", 1_286_000),
        ("", None),
        ("soon", None),
        ("12.", None),
        (".5", None),
        ("12.345", None),
        ("-5", None),
        ("1.2.3", None),
        ("1e3", None),
    ],
)
def test_typed_digits_become_minor_units_exactly_or_nothing(typed: str, minor: int | None) -> None:
    assert parse_minor(typed) == minor
