"""What the columns of a portfolio may hold, whatever they are called."""

from __future__ import annotations

from enum import Enum


class Column(Enum):
    """What a cell may hold."""

    NAME = "name"
    PHONE = "phone"
    WORK_PHONE = "work_phone"
    HOME_PHONE = "home_phone"
    CONTACT_PHONE = "contact_phone"
    PRINCIPAL = "principal"
    INTEREST = "interest"
    FEES = "fees"
    PAID = "paid"
    BALANCE = "balance"
    DUE_DATE = "due_date"
    DAYS_PAST_DUE = "days_past_due"
    AS_OF = "as_of"
    CURRENCY = "currency"
    CREDITOR = "creditor"
    PRODUCT = "product"
    CONTRACT_NO = "contract_no"
    CUSTOMER_NO = "customer_no"
    TITLE = "title"
    MATCH_QUESTION = "match_question"
    MATCH_ANSWER = "match_answer"
    TIME_ZONE = "time_zone"
    CONTACTS = "contacts"
    CONTACT_TIME = "contact_time"
    CONTACT_CHANNEL = "contact_channel"
    CONTACT_RESULT = "contact_result"
    CONTACT_NOTE = "contact_note"
    HOLDS = "holds"


PHONE_COLUMNS = (Column.PHONE, Column.WORK_PHONE, Column.HOME_PHONE, Column.CONTACT_PHONE)
AMOUNT_COLUMNS = frozenset(
    {Column.PRINCIPAL, Column.INTEREST, Column.FEES, Column.PAID, Column.BALANCE}
)
DAY_COLUMNS = frozenset({Column.DUE_DATE, Column.AS_OF})
"""Where a bare number in a workbook is a day as spreadsheets count them."""

LONG_COLUMNS = frozenset({Column.CONTACTS, Column.HOLDS, Column.CONTACT_NOTE})
"""Where more than one line may stand."""

MAY_STAND_TWICE = frozenset({*PHONE_COLUMNS, Column.CONTACTS})

REQUIRED: tuple[tuple[Column, ...], ...] = (
    (Column.NAME,),
    (Column.PHONE,),
    (Column.PRINCIPAL, Column.BALANCE),
    (Column.DUE_DATE, Column.DAYS_PAST_DUE),
)
"""One of each group must be there."""
