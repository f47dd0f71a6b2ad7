from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.case_columns import Column
from desktop.domain.row_cells import RowError
from desktop.domain.row_faults import RowFault
from desktop.files.format_errors import ImportFormatError
from desktop.files.headers import HEADERS, meaning
from desktop.files.mapping import (
    overrides_from_json,
    overrides_to_json,
    parse_override,
    read_header,
    shape_of,
)

ZH = ("姓名", "手机号", "本金", "到期日")
NEEDED = (Column.NAME, Column.PHONE, Column.PRINCIPAL, Column.DUE_DATE)


def refusal(header: list[str], language: str) -> str:
    with pytest.raises(ImportFormatError) as raised:
        read_header(header, language)
    return str(raised.value)


@pytest.mark.parametrize("column", Column)
def test_every_column_has_a_chinese_and_an_english_header(column: Column) -> None:
    names = HEADERS[column]

    assert not names[0].isascii()
    assert column.value in names


def test_no_header_means_two_columns() -> None:
    names = [name for called in HEADERS.values() for name in called]

    assert len(names) == len(set(names))


@given(order=st.permutations(list(Column)), data=st.data())
def test_headers_are_known_in_any_order_language_and_spelling(
    order: list[Column], data: st.DataObject
) -> None:
    written = []
    for column in order:
        name = data.draw(st.sampled_from(HEADERS[column]))
        spell = data.draw(st.sampled_from([str, str.upper, str.title, lambda text: f" {text} "]))
        written.append(spell(name.replace("_", data.draw(st.sampled_from(["_", " ", "-", ""])))))

    header = read_header(written, "en")

    assert header.columns == tuple(order)
    assert [header.called(column) for column in order] == written
    assert header.ignored == ()


@pytest.mark.parametrize(
    ("header", "language", "sentence"),
    [
        ("手机号,本金,到期日", "zh_CN", "缺少必需的列 “姓名”。"),
        ("姓名,本金,到期日", "zh_CN", "缺少必需的列 “手机号”。"),
        ("姓名,手机号,到期日", "zh_CN", "缺少必需的列 “本金”或“欠款余额”。"),
        (
            "name,phone,balance",
            "en",
            "The required column “due_date” or “days_past_due” is missing.",
        ),
        ("name,phone,due_date", "en", "The required column “principal” or “balance” is missing."),
        ("姓名,手机号,本金,到期日,费用,违约金", "zh_CN", "“费用”、“违约金”是同一列，请只留一列。"),
        (
            "姓名,手机号,本金,到期日,罚息,罚息,利息,欠息",
            "zh_CN",
            "“利息”、“欠息”是同一列，请只留一列。",
        ),
        (
            "name,phone,principal,due_date,Name",
            "en",
            "“name” and “Name” mean the same column: keep one.",
        ),
    ],
)
def test_a_header_that_will_not_do_is_one_sentence(
    header: str, language: str, sentence: str
) -> None:
    assert refusal(header.split(","), language) == sentence


def test_unknown_columns_are_ignored_and_told() -> None:
    header = read_header([*ZH, "备注", "", "row", "column", "reason"], "zh_CN")

    assert header.ignored == ("备注",)
    assert header.known == tuple(zip(ZH, NEEDED, strict=True))
    assert header.own_width == 6


@pytest.mark.parametrize("row", [[*"王12", "860.50", "3"], [*"王123", ""]])
def test_a_row_longer_than_the_header_is_refused(row: list[str]) -> None:
    with pytest.raises(RowError) as raised:
        read_header(ZH, "zh_CN").fitting(row)

    assert raised.value.fault is RowFault.CELLS_TOO_MANY


def test_a_cell_beyond_the_last_named_column_is_refused() -> None:
    header = read_header(["", *ZH, " ", ""], "zh_CN")

    fits = ["0", *"王123", "", ""]
    assert header.fitting(fits) == fits
    with pytest.raises(RowError) as raised:
        header.fitting(["0", *"王123", "", "4"])
    assert raised.value.fault is RowFault.CELLS_TOO_MANY


def test_what_somebody_said_goes_before_what_was_saved_and_that_before_our_words() -> None:
    written = ["客户全名", "手机号", "本金", "到期日", "备注"]
    saved = {"客户全名": Column.NAME, "手机号": Column.CONTACT_PHONE}

    header = read_header(
        written, "zh_CN", dict([parse_override("手机 号=电话", "zh_CN")]), lambda _shape: saved
    )

    assert header.columns == (*NEEDED, None)
    left_out = read_header([*ZH, "费用"], "zh_CN", dict([parse_override("费用=", "zh_CN")]))
    assert left_out.ignored == ("费用",)


def test_fees_of_several_kinds_stand_side_by_side_and_their_sum_only_if_somebody_says_so() -> None:
    assert read_header([*ZH, "罚息", "违约金"], "zh_CN").columns[4:] == (Column.FEES, Column.FEES)
    said = {"费用": Column.FEES}
    assert read_header([*ZH, "费用", "罚息"], "zh_CN", said).columns[4:] == (Column.FEES,) * 2


def test_the_shape_is_the_set_of_headers_and_not_their_order_or_the_marks_of_an_import() -> None:
    assert shape_of(ZH) == shape_of([*reversed(ZH), "", "row", "column", "reason"])
    assert shape_of(ZH) != shape_of([*ZH, "备注"])


def test_overrides_are_kept_as_text() -> None:
    said = {"客户全名": Column.NAME, "备注": None}

    assert overrides_from_json(overrides_to_json(said)) == said
    assert overrides_from_json('{"x": "no_such_column", "y": null}') == {"y": None}


@pytest.mark.parametrize("text", ["principal", "=principal", "列=没有这列", ""])
def test_a_mapping_that_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(ImportFormatError):
        parse_override(text, "zh_CN")


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("本金(元)", Column.PRINCIPAL),
        ("本金（万元）", None),
        ("联系电话2", Column.PHONE),
        ("利息2", None),
        ("客户 ID", Column.CUSTOMER_NO),
        ("借据号", Column.CONTRACT_NO),
        ("委托方", Column.CREDITOR),
        ("罚息", Column.FEES),
        ("Due Date", Column.DUE_DATE),
    ],
)
def test_a_unit_that_changes_nothing_does_not_matter(text: str, column: Column | None) -> None:
    assert meaning(text) is column
