from __future__ import annotations

from datetime import date, timedelta, timezone

import pytest

from desktop.domain.case_columns import Column
from desktop.domain.case_gathering import CaseGatherer
from desktop.domain.case_rows import CaseRow, CaseRowReader
from desktop.domain.cases import Debt, Debtor, Phone, PhoneKind, TimelineEntry, TimelineKind
from desktop.domain.misreading import Misreading
from desktop.domain.money import Money
from desktop.domain.row_cells import MOST_CHARACTERS, RowError
from desktop.domain.row_faults import RowFault, explain
from desktop.numbering.plan import PhoneNumberPlan

PLAN = PhoneNumberPlan()
FILE_DAY = date(2026, 11, 20)
CHINA = timezone(timedelta(hours=8))
WHOLE = {
    Column.NAME: "欧阳小明",
    Column.PHONE: "16000000001；+86 160 0000 0002、160-0000-0001 / +44 7700 900123",
    Column.PRINCIPAL: "12,860.50",
    Column.INTEREST: "100",
    Column.FEES: "20.5",
    Column.PAID: "¥1000",
    Column.BALANCE: "11981",
    Column.DUE_DATE: "2026/1/5",
    Column.AS_OF: "2026-11-01",
    Column.CURRENCY: "人民币",
    Column.CREDITOR: "示例消费金融",
    Column.PRODUCT: "消费贷",
    Column.CONTRACT_NO: "HT-1",
    Column.CUSTOMER_NO: "K-1",
    Column.TITLE: "女士",
    Column.MATCH_QUESTION: "证件后四位",
    Column.MATCH_ANSWER: "0001",
    Column.TIME_ZONE: "Asia/Shanghai",
}
NEEDED = (Column.NAME, Column.PHONE, Column.PRINCIPAL, Column.DUE_DATE)
BARE = {column: WHOLE[column] for column in NEEDED}


def read(cells: dict[Column, str], file_day: date = FILE_DAY, **changed: str) -> CaseRow:
    cells = cells | {Column[name.upper()]: text for name, text in changed.items()}
    reader = CaseRowReader(
        tuple(cells),
        normalise=lambda written: PLAN.normalise(written, "CN"),
        as_of=file_day,
        time_zones={"Asia/Shanghai", "Europe/London"},
        zone=lambda _name: CHINA,
    )
    return reader.read(tuple(cells.values()))


def refused(cells: dict[Column, str], **changed: str) -> tuple[object, Column | None]:
    with pytest.raises(RowError) as raised:
        read(cells, **changed)
    return raised.value.fault, raised.value.column


def test_a_whole_row_becomes_a_debtor_phones_and_a_debt() -> None:
    row = read(WHOLE)

    assert row.debtor == Debtor(
        "K-1", "欧阳小明", "欧阳", "女士", "Asia/Shanghai", "证件后四位", "0001"
    )
    assert row.phones == (
        Phone("+8616000000001", "16000000001"),
        Phone("+8616000000002", "+86 160 0000 0002"),
        Phone("+447700900123", "+44 7700 900123"),
    )
    assert row.debt == Debt(
        external_ref="HT-1",
        creditor="示例消费金融",
        product="消费贷",
        principal=Money(1_286_050),
        interest=Money(10_000),
        fees=Money(2_050),
        paid=Money(100_000),
        due_on=date(2026, 1, 5),
        as_of=date(2026, 11, 1),
    )
    assert row.debt.balance == Money(1_198_100)


def test_what_is_not_written_is_left_unknown_and_never_guessed() -> None:
    row = read(BARE)

    assert (row.debtor.title, row.debtor.time_zone) == ("", "")
    assert (row.debtor.match_question, row.debtor.match_answer) == ("", "")
    assert (row.debt.interest, row.debt.fees, row.debt.paid) == (Money(0), Money(0), Money(0))
    assert row.debt.as_of == FILE_DAY


def test_a_row_without_numbers_of_its_own_is_known_again_by_name_and_first_phone() -> None:
    first = read(BARE)

    assert read(BARE, phone="+86 160 0000 0001", principal="1").debtor == first.debtor
    assert read(BARE, principal="1").debt.external_ref == first.debt.external_ref
    assert read(BARE, name="欧阳小红").debtor.external_ref != first.debtor.external_ref
    assert read(BARE, phone="16000000003").debtor.external_ref != first.debtor.external_ref
    assert read(BARE, creditor="别家").debt.external_ref != first.debt.external_ref
    assert read(BARE, due_date="2026-02-05").debt.external_ref != first.debt.external_ref


def test_a_debt_whose_due_date_is_counted_back_is_the_same_when_the_file_was_saved_again() -> None:
    cells = {**BARE, Column.DAYS_PAST_DUE: "47"}
    first, next_day = (read(cells, FILE_DAY + timedelta(days=n), due_date="") for n in (0, 1))

    assert first.debt.due_on != next_day.debt.due_on
    assert first.debt.external_ref == next_day.debt.external_ref
    stamped = [read({**cells, Column.AS_OF: day}, due_date="") for day in ("2026/1/5", "2026/1/6")]
    assert stamped[0].debt.external_ref != stamped[1].debt.external_ref, "two dues, two debts"


def test_a_reference_made_by_us_gives_nobody_away() -> None:
    reference = read(BARE).debtor.external_ref

    assert "欧阳" not in reference
    assert "16000000001" not in reference


def test_fees_in_several_columns_are_added_up() -> None:
    columns = (*NEEDED, Column.FEES, Column.FEES, Column.FEES)
    reader = CaseRowReader(
        columns,
        normalise=lambda written: PLAN.normalise(written, "CN"),
        as_of=FILE_DAY,
        time_zones=(),
        zone=lambda _name: CHINA,
    )

    row = reader.read((*BARE.values(), "1.50", "", "2"))

    assert row.debt is not None
    assert row.debt.fees == Money(350)


def test_phones_in_several_columns_are_for_what_their_column_says() -> None:
    cells = {**BARE, Column.WORK_PHONE: "16000000002", Column.HOME_PHONE: "16000000001"}
    row = read(cells, phone="16000000001")

    assert row.phones == (
        Phone("+8616000000001", "16000000001"),
        Phone("+8616000000002", "16000000002", PhoneKind.WORK),
    )


def test_a_contact_in_columns_has_its_time_or_the_row_is_refused() -> None:
    cells = {
        **BARE,
        Column.CONTACT_TIME: "2026-01-05 10:30",
        Column.CONTACT_CHANNEL: "电话",
        Column.CONTACT_NOTE: "说周五还",
    }

    assert read(cells).timeline == (
        TimelineEntry(1_767_580_200_000, TimelineKind.CALL, "说周五还"),
    )
    for time in ("昨天", "2026-01-05 25:30", "2026-01-05 10:30 左右"):
        refusal = (Misreading.NOT_A_CONTACT, Column.CONTACT_TIME)
        assert refused(cells, contact_time=time) == refusal
    assert refused(cells, contact_time="") == (RowFault.MISSING, Column.CONTACT_TIME)


def test_a_blank_due_date_is_counted_back_from_the_days_past_due() -> None:
    row = read({**BARE, Column.DAYS_PAST_DUE: "47"}, due_date=" ")

    assert row.debt.due_on == FILE_DAY - timedelta(days=47)


def test_the_longest_time_past_due_is_still_a_day() -> None:
    row = read({**WHOLE, Column.DAYS_PAST_DUE: "99999"}, due_date="", as_of="1900-01-01")

    assert row.debt.due_on == date(1626, 3, 19)


def test_nobody_without_a_debt_or_a_phone_is_guessed_but_it_can_be_said() -> None:
    row = read(WHOLE, principal="无", phone="无", due_date="")

    assert (row.debt, row.phones) == (None, ())
    assert refused(WHOLE, customer_no="", phone="无") == (RowFault.MISSING, Column.CUSTOMER_NO)


@pytest.mark.parametrize("column", ["customer_no", "contract_no", "phone"])
def test_a_number_that_a_spreadsheet_has_shortened_is_refused(column: str) -> None:
    lost = (Misreading.DIGITS_LOST, Column[column.upper()])

    assert refused(WHOLE, **{column: "1.23457E+17"}) == lost


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#FORMULA!"])
def test_the_error_of_a_formula_is_never_a_name_or_nothing(error: str) -> None:
    for column in ("name", "interest", "creditor"):
        assert refused(WHOLE, **{column: error})[0] is Misreading.SPREADSHEET_ERROR


def test_a_balance_alone_gives_the_principal() -> None:
    row = read(WHOLE, principal="")

    assert row.debt.principal == Money(1_286_050)


@pytest.mark.parametrize(
    ("changed", "fault", "column"),
    [
        ({"name": " "}, RowFault.MISSING, Column.NAME),
        ({"name": "王" * (MOST_CHARACTERS + 1)}, RowFault.TOO_LONG, Column.NAME),
        ({"phone": ""}, RowFault.MISSING, Column.PHONE),
        ({"phone": " ; / "}, RowFault.MISSING, Column.PHONE),
        ({"phone": "16000000001;8007"}, RowFault.NOT_A_PHONE, Column.PHONE),
        ({"principal": "1.234"}, Misreading.NOT_AN_AMOUNT, Column.PRINCIPAL),
        ({"principal": "abc"}, Misreading.NOT_AN_AMOUNT, Column.PRINCIPAL),
        ({"principal": "-1"}, Misreading.NEGATIVE_AMOUNT, Column.PRINCIPAL),
        ({"principal": "$1"}, Misreading.OTHER_CURRENCY_SIGN, Column.PRINCIPAL),
        ({"principal": "", "balance": ""}, RowFault.MISSING, Column.PRINCIPAL),
        ({"interest": "x"}, Misreading.NOT_AN_AMOUNT, Column.INTEREST),
        ({"fees": "-1"}, Misreading.NEGATIVE_AMOUNT, Column.FEES),
        ({"paid": "1,0"}, Misreading.NOT_AN_AMOUNT, Column.PAID),
        ({"balance": "11982"}, RowFault.BALANCE_DIFFERS, Column.BALANCE),
        ({"principal": "", "balance": "0", "paid": "0"}, RowFault.BALANCE_DIFFERS, Column.BALANCE),
        ({"due_date": ""}, RowFault.MISSING, Column.DUE_DATE),
        ({"due_date": "5.1.2026"}, Misreading.NOT_A_DATE, Column.DUE_DATE),
        ({"as_of": "today"}, Misreading.NOT_A_DATE, Column.AS_OF),
        ({"currency": "JPY"}, Misreading.UNKNOWN_CURRENCY, Column.CURRENCY),
        ({"time_zone": "Shanghai"}, RowFault.UNKNOWN_TIME_ZONE, Column.TIME_ZONE),
    ],
)
def test_a_row_that_cannot_be_read_says_why_and_where(
    changed: dict[str, str], fault: object, column: Column
) -> None:
    assert refused(WHOLE, **changed) == (fault, column)


def test_a_missing_amount_is_blamed_on_the_column_that_the_file_has() -> None:
    cells = {column: text for column, text in WHOLE.items() if column is not Column.PRINCIPAL}

    assert refused(cells, balance="") == (RowFault.MISSING, Column.BALANCE)


def test_rows_of_one_customer_become_one_record() -> None:
    gatherer = CaseGatherer()
    gatherer.add(read(WHOLE, title="", phone="16000000001"))
    gatherer.add(read(WHOLE, contract_no="HT-2", phone="16000000002", match_answer=""))
    gatherer.add(read(WHOLE, customer_no="K-2", name="李白"))

    first, second = gatherer.take()

    assert first.debtor.title == "女士"
    assert first.debtor.match_answer == "0001"
    assert [phone.e164 for phone in first.phones] == ["+8616000000001", "+8616000000002"]
    assert [debt.external_ref for debt in first.debts] == ["HT-1", "HT-2"]
    assert second.debtor.name == "李白"
    assert (gatherer.row_count, gatherer.debtor_count, gatherer.take()) == (0, 2, ())


def test_a_row_that_says_there_is_no_debt_adds_none_to_the_record() -> None:
    gatherer = CaseGatherer()
    gatherer.add(read(WHOLE, phone="16000000001"))
    gatherer.add(read(WHOLE, phone="16000000002", principal="无"))

    (record,) = gatherer.take()

    assert [debt.external_ref for debt in record.debts] == ["HT-1"]
    assert [phone.e164 for phone in record.phones] == ["+8616000000001", "+8616000000002"]


def test_a_row_that_contradicts_an_earlier_one_is_refused_even_after_it_was_taken() -> None:
    gatherer = CaseGatherer()
    gatherer.add(read(WHOLE))
    gatherer.take()

    with pytest.raises(RowError) as other_name:
        gatherer.add(read(WHOLE, name="李白", contract_no="HT-2"))
    with pytest.raises(RowError) as other_debt:
        gatherer.add(read(WHOLE, principal="99", balance=""))
    gatherer.add(read(WHOLE, phone="16000000009"))

    assert other_name.value.fault is RowFault.OTHER_NAME_BEFORE
    assert other_debt.value.fault is RowFault.OTHER_DEBT_BEFORE
    assert gatherer.row_count == 1
    assert len(gatherer.take()[0].debts) == 1


@pytest.mark.parametrize("fault", [*RowFault, *Misreading])
def test_every_fault_is_explained_in_both_languages(fault: RowFault | Misreading) -> None:
    zh, en = explain(fault, "zh_CN"), explain(fault, "en")

    assert not zh.isascii()
    assert en.isascii()
    assert en
