from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.case_rows import Column, RowError
from desktop.domain.row_faults import RowFault
from desktop.files.csv_rows import (
    HEADERS,
    MOST_LINE_CHARACTERS,
    Header,
    ImportFormatError,
    read_header,
    read_table,
    reject_cells,
    reject_header,
)

ZH = ("姓名", "手机号", "本金", "到期日")


def table(text: str, language: str = "zh_CN") -> tuple[Header, list[tuple[int, list[str]]]]:
    header, rows = read_table(io.StringIO(text, newline=""), language)
    return header, [(number, list(row)) for number, row in rows]


def refusal(text: str, language: str) -> str:
    with pytest.raises(ImportFormatError) as raised:
        table(text, language)
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


def test_rows_are_numbered_as_a_spreadsheet_shows_them_and_empty_ones_left_out() -> None:
    text = '姓名,手机号,本金,到期日\r\n王,1,2,3\r\n\r\n , ,,\r\n"李\r\n白",4,5,6\r\n'

    header, rows = table(text)

    assert header.written == ZH
    assert rows == [(2, ["王", "1", "2", "3"]), (5, ["李\r\n白", "4", "5", "6"])]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_system(newline: str) -> None:
    _, rows = table(newline.join(["name,phone,principal,due_date", "a,b,c,d", "e,f,g,h"]))

    assert [row for _, row in rows] == [list("abcd"), list("efgh")]


@pytest.mark.parametrize(
    ("header", "language", "sentence"),
    [
        ("手机号,本金,到期日", "zh_CN", "缺少必需的列 “姓名”。"),
        ("姓名,本金,到期日", "zh_CN", "缺少必需的列 “手机号”。"),
        ("姓名,手机号,到期日", "zh_CN", "缺少必需的列 “本金”或“欠款余额”。"),
        ("name,phone,balance", "en", "The required column “due_date” is missing."),
        ("name,phone,due_date", "en", "The required column “principal” or “balance” is missing."),
        ("姓名;手机号;本金;到期日", "en", "The required column “name” is missing."),
        ("姓名,手机号,本金,到期日,费用,违约金", "zh_CN", "“费用”、“违约金”是同一列，请只留一列。"),
        (
            "name,phone,principal,due_date,Name",
            "en",
            "“name” and “Name” mean the same column: keep one.",
        ),
        ("", "zh_CN", "文件是空的。"),
        (" \n,,\n", "en", "The file is empty."),
    ],
)
def test_a_header_that_will_not_do_is_one_sentence(
    header: str, language: str, sentence: str
) -> None:
    assert refusal(header, language) == sentence


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ('"王,1,2,3\n李,4,5,6\n', "Near line 3 the quotation marks"),
        ('"王"小,1,2,3\n', "Near line 2 the quotation marks"),
        ("王," + "1" * 200_000 + ",2,3\n", "Near line 2 the quotation marks"),
        ("王\0,1,2,3\n", "This is not CSV text in UTF-8"),
        ("x" * MOST_LINE_CHARACTERS, "This is not CSV text in UTF-8"),
    ],
)
def test_text_that_is_not_csv_is_refused_with_its_line(row: str, sentence: str) -> None:
    assert refusal("姓名,手机号,本金,到期日\n" + row, "en").startswith(sentence)


def test_unknown_columns_are_ignored_and_told() -> None:
    header = read_header([*ZH, "备注", "", "row", "column", "reason"], "zh_CN")

    assert header.ignored == ("备注",)
    assert header.cells(["王", "1", "2", "3", "x", "", "2", "本金", "没有填写"]) == {
        Column.NAME: "王",
        Column.PHONE: "1",
        Column.PRINCIPAL: "2",
        Column.DUE_DATE: "3",
    }


def test_two_columns_of_phones_are_read_together() -> None:
    header = read_header([*ZH, "电话"], "zh_CN")

    assert header.cells(["王", "1", "2", "3", "4"])[Column.PHONE] == "1;4"


def test_empty_cells_that_a_spreadsheet_left_out_are_filled_up() -> None:
    _, rows = table("姓名,手机号,本金,到期日\n王,1\n李,2,3,4")

    assert rows == [(2, ["王", "1", "", ""]), (3, ["李", "2", "3", "4"])]


def test_a_row_in_which_the_file_was_cut_off_is_refused() -> None:
    header, rows = table("姓名,手机号,本金,到期日\n王,1,2,3\n李,2,3")

    assert header.cells(rows[0][1])[Column.NAME] == "王"
    with pytest.raises(RowError) as raised:
        header.cells(rows[1][1])
    assert raised.value.fault is RowFault.CUT_OFF


@pytest.mark.parametrize("row", [[*"王12", "860.50", "3"], [*"王123", ""]])
def test_a_row_longer_than_the_header_is_refused(row: list[str]) -> None:
    with pytest.raises(RowError) as raised:
        read_header(ZH, "zh_CN").cells(row)

    assert raised.value.fault is RowFault.CELLS_TOO_MANY


def test_a_cell_beyond_the_last_named_column_is_refused() -> None:
    header = read_header(["", *ZH, " ", ""], "zh_CN")

    assert header.cells(["0", *"王123", "", ""])[Column.DUE_DATE] == "3"
    with pytest.raises(RowError) as raised:
        header.cells(["0", *"王123", "", "4"])
    assert raised.value.fault is RowFault.CELLS_TOO_MANY


MARKS = ("7", "本金", "没有填写")


def test_a_rejected_row_keeps_its_cells_and_their_order() -> None:
    header = read_header(ZH, "zh_CN")

    assert reject_header(header) == (*ZH, "row", "column", "reason")
    assert reject_cells(header, ("王", "1", "", "3"), MARKS) == ("王", "1", "", "3", *MARKS)
    assert reject_cells(header, ("王", "1"), MARKS) == ("王", "1", "", "", *MARKS)
    assert reject_cells(header, ("王", "1", "2", "3", "4"), MARKS) == (*"王123", *MARKS, "4")


def test_rejects_of_rejects_do_not_grow() -> None:
    header = read_header(reject_header(read_header(ZH, "zh_CN")), "zh_CN")

    assert reject_header(header) == (*ZH, "row", "column", "reason")
    assert reject_cells(header, ("王", "1", "", "3", "2", "到期日", "旧"), MARKS) == (
        *("王", "1", "", "3"),
        *MARKS,
    )


@given(rows=st.lists(st.lists(st.text(), min_size=4, max_size=6), max_size=5))
def test_any_rejected_row_can_be_written_and_is_read_back(rows: list[list[str]]) -> None:
    header = read_header(ZH, "zh_CN")
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(reject_header(header))
    writer.writerows(reject_cells(header, row, MARKS) for row in rows)
    if "\0" in file.getvalue():
        return

    again, read = table(file.getvalue())

    assert again.written == (*ZH, "row", "column", "reason")
    assert [row[:4] + row[7:] for _, row in read] == rows


@given(text=st.text() | st.text(alphabet='姓名,手机号本金到期日"\r\n;\0x1', max_size=60))
def test_any_text_is_a_table_or_one_sentence(text: str) -> None:
    for start in ("", "姓名,手机号,本金,到期日\n"):
        try:
            header, rows = table(start + text)
        except ImportFormatError:
            continue
        assert set(header.columns) >= {Column.NAME, Column.PHONE, Column.DUE_DATE}
        assert all(any(cell.strip() for cell in row) for _, row in rows)
