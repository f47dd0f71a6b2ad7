from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.misreading import MisreadError, Misreading
from desktop.domain.money import SYMBOLS, Money, format_figure, format_money
from desktop.domain.written_amounts import read_amount, read_currency

CURRENCIES = st.sampled_from(sorted(SYMBOLS))


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("0", 0),
        ("0.00", 0),
        ("12860", 1_286_000),
        ("12860.5", 1_286_050),
        ("12,860.50", 1_286_050),
        ("1,234,567.89", 123_456_789),
        ("¥12,860.50", 1_286_050),
        ("¥ 12860", 1_286_000),
        ("￥１２，８６０．５０", 1_286_050),
        ("CNY 12,860.50", 1_286_050),
        (" 0.01 ", 1),
        ("00012", 1200),
        ("100000000000000.00", 10**16),
    ],
)
def test_an_amount_is_read_exactly(text: str, minor: int) -> None:
    assert read_amount(text, "CNY") == Money(minor, "CNY")


@pytest.mark.parametrize(
    ("text", "misreading"),
    [
        ("", Misreading.NOT_AN_AMOUNT),
        ("abc", Misreading.NOT_AN_AMOUNT),
        ("1.234", Misreading.NOT_AN_AMOUNT),
        ("12,86", Misreading.NOT_AN_AMOUNT),
        ("12,34,567", Misreading.NOT_AN_AMOUNT),
        ("1234,567", Misreading.NOT_AN_AMOUNT),
        ("1.234,56", Misreading.NOT_AN_AMOUNT),
        ("12 860", Misreading.NOT_AN_AMOUNT),
        (".5", Misreading.NOT_AN_AMOUNT),
        ("5.", Misreading.NOT_AN_AMOUNT),
        ("1e5", Misreading.NOT_AN_AMOUNT),
        ("(500)", Misreading.NOT_AN_AMOUNT),
        ("约500", Misreading.NOT_AN_AMOUNT),
        ("nan", Misreading.NOT_AN_AMOUNT),
        ("٥٠٠", Misreading.NOT_AN_AMOUNT),
        ("-500", Misreading.NEGATIVE_AMOUNT),
        ("-¥500", Misreading.NEGATIVE_AMOUNT),
        ("¥-500", Misreading.NEGATIVE_AMOUNT),
        ("－500", Misreading.NEGATIVE_AMOUNT),
        ("$500", Misreading.OTHER_CURRENCY_SIGN),
        ("HK$500", Misreading.OTHER_CURRENCY_SIGN),
        ("USD 500", Misreading.OTHER_CURRENCY_SIGN),
        ("100000000000000.01", Misreading.AMOUNT_TOO_LARGE),
        ("9" * 5000, Misreading.AMOUNT_TOO_LARGE),
    ],
)
def test_what_could_be_another_amount_is_refused(text: str, misreading: Misreading) -> None:
    with pytest.raises(MisreadError) as raised:
        read_amount(text, "CNY")

    assert raised.value.misreading is misreading


@given(minor=st.integers(0, 10**16), currency=CURRENCIES)
def test_every_amount_is_read_back_as_it_was_written(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    figure = format_figure(money)

    for written in (figure, format_money(money), figure.replace(",", ""), f"{currency} {figure}"):
        assert read_amount(written, currency) == money


@given(text=st.text() | st.text(alphabet="0123456789,.-¥$ ()", max_size=30), currency=CURRENCIES)
def test_any_text_is_an_exact_amount_or_a_misreading(text: str, currency: str) -> None:
    try:
        money = read_amount(text, currency)
    except MisreadError:
        return

    assert money.currency == currency
    assert read_amount(format_money(money), currency) == money


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CNY", "CNY"),
        ("gbp", "GBP"),
        ("人民币", "CNY"),
        ("￥", "CNY"),
        ("HK$", "HKD"),
        ("rmb", "CNY"),
    ],
)
def test_a_currency_is_known_by_code_sign_or_name(text: str, code: str) -> None:
    assert read_currency(text) == code


@pytest.mark.parametrize("text", ["JPY", "KWD", "元", "C"])
def test_a_currency_that_amounts_cannot_be_kept_in_is_refused(text: str) -> None:
    with pytest.raises(MisreadError) as raised:
        read_currency(text)

    assert raised.value.misreading is Misreading.UNKNOWN_CURRENCY


FULL_WIDTH = str.maketrans("0123456789.,¥", "０１２３４５６７８９．，￥")


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("1.2万", 1_200_000),
        ("１．２万元", 1_200_000),
        ("3万5千", 3_500_000),
        ("3万5千元", 3_500_000),
        ("1亿2000万", 12_000 * 10**6),
        ("5千", 500_000),
        ("1.23456万", 1_234_560),
        ("0.000001万", 1),
        ("12,860.50元", 1_286_050),
        ("12860元整", 1_286_000),
        ("RMB 100", 10_000),
        ("100 RMB", 10_000),
        ("人民币100元", 10_000),
        ("1萬", 1_000_000),
    ],
)
def test_an_amount_is_read_with_its_words(text: str, minor: int) -> None:
    assert read_amount(text, "CNY") == Money(minor, "CNY")


@pytest.mark.parametrize(
    ("text", "misreading"),
    [
        ("3万5", Misreading.NOT_AN_AMOUNT),
        ("5千3", Misreading.NOT_AN_AMOUNT),
        ("3万5千2", Misreading.NOT_AN_AMOUNT),
        ("1.2万3千", Misreading.NOT_AN_AMOUNT),
        ("5千3万", Misreading.NOT_AN_AMOUNT),
        ("万", Misreading.NOT_AN_AMOUNT),
        ("1,2万", Misreading.NOT_AN_AMOUNT),
        ("三万", Misreading.NOT_AN_AMOUNT),
        ("1.23456789万", Misreading.TOO_MANY_DECIMALS),
        ("12860.5678", Misreading.TOO_MANY_DECIMALS),
        ("1234.567", Misreading.TOO_MANY_DECIMALS),
        ("-1.2万", Misreading.NEGATIVE_AMOUNT),
        ("$1.2万", Misreading.OTHER_CURRENCY_SIGN),
        ("100 USD", Misreading.OTHER_CURRENCY_SIGN),
        ("100股", Misreading.NOT_AN_AMOUNT),
        ("99999999亿", Misreading.AMOUNT_TOO_LARGE),
        ("1千2千", Misreading.NOT_AN_AMOUNT),
    ],
)
def test_words_that_leave_something_open_are_refused(text: str, misreading: Misreading) -> None:
    with pytest.raises(MisreadError) as raised:
        read_amount(text, "CNY")

    assert raised.value.misreading is misreading


@given(minor=st.integers(0, 10**15))
def test_full_width_figures_and_ten_thousands_are_read_back(minor: int) -> None:
    money = Money(minor)
    in_ten_thousands = f"{minor // 10**6}.{minor % 10**6:06d}万"

    assert read_amount(format_money(money).translate(FULL_WIDTH), "CNY") == money
    assert read_amount(in_ten_thousands, "CNY") == money
    assert read_amount(in_ten_thousands.translate(FULL_WIDTH), "CNY") == money


@given(text=st.text(alphabet="0123456789.,¥元千百万亿 -", max_size=16))
def test_words_and_figures_in_any_order_are_exact_or_refused(text: str) -> None:
    try:
        money = read_amount(text, "CNY")
    except MisreadError:
        return

    assert 0 <= money.minor <= 10**16
