"""Why a written value cannot be read, and the plain form in which it is read."""

from __future__ import annotations

import unicodedata
from enum import Enum

SPREADSHEET_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
)
NOT_COMPUTED = "#FORMULA!"
"""What stands for a formula that the spreadsheet has not computed."""

NESTED = "\ufdd0"
"""What stands in a cell for something that is no text, such as an object within an object."""


class Misreading(Enum):
    """Why a text is not the value it stands for."""

    NOT_AN_AMOUNT = "not_an_amount"
    TOO_MANY_DECIMALS = "too_many_decimals"
    NEGATIVE_AMOUNT = "negative_amount"
    AMOUNT_TOO_LARGE = "amount_too_large"
    OTHER_CURRENCY_SIGN = "other_currency_sign"
    UNKNOWN_CURRENCY = "unknown_currency"
    NOT_A_DATE = "not_a_date"
    SERIAL_DATE = "serial_date"
    NOT_DAYS = "not_days"
    NOT_A_CONTACT = "not_a_contact"
    NOT_A_HOLD = "not_a_hold"
    DIGITS_LOST = "digits_lost"
    SPREADSHEET_ERROR = "spreadsheet_error"


class MisreadError(ValueError):
    """A text that cannot be read; `misreading` says why. Never carries the text itself."""

    def __init__(self, misreading: Misreading) -> None:
        super().__init__(misreading.value)
        self.misreading = misreading


def plain(text: str) -> str:
    """Full-width digits and signs (`￥１２，８６０`) as the ordinary ones, without outer spaces."""
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFKC", text).strip()
