"""Why a row of a portfolio cannot be taken, and how to say it to whoever mends the file."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from desktop.domain.misreading import Misreading
from desktop.domain.wording import is_chinese


class RowFault(Enum):
    """What is wrong with a row, beyond a single value that cannot be read."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    NOT_A_PHONE = "not_a_phone"
    UNKNOWN_TIME_ZONE = "unknown_time_zone"
    BALANCE_DIFFERS = "balance_differs"
    CUT_OFF = "cut_off"
    CELLS_TOO_MANY = "cells_too_many"
    NOT_PLAIN = "not_plain"
    OTHER_NAME_BEFORE = "other_name_before"
    OTHER_DEBT_BEFORE = "other_debt_before"


_REASONS: Mapping[RowFault | Misreading, tuple[str, str]] = {
    RowFault.MISSING: ("没有填写", "is empty"),
    RowFault.TOO_LONG: ("内容过长", "is too long"),
    RowFault.NOT_A_PHONE: ("不是完整的电话号码", "is not a complete phone number"),
    RowFault.UNKNOWN_TIME_ZONE: (
        "没有这个时区，请写成 Asia/Shanghai 这样",
        "is no time zone: write it like Asia/Shanghai",
    ),
    RowFault.BALANCE_DIFFERS: (
        "余额不等于本金+利息+费用-已还",
        "the balance is not principal + interest + fees - paid",
    ),
    RowFault.CUT_OFF: ("文件在这一行中间断了", "the file ends in the middle of the row"),
    RowFault.CELLS_TOO_MANY: (
        "单元格比表头多，含逗号的内容要加引号",
        "the row has more cells than the header: quote cells that contain commas",
    ),
    RowFault.NOT_PLAIN: (
        "不能再嵌套一层，只能是文字、数字或文字列表",
        "must be a text, a number or a list of texts",
    ),
    RowFault.OTHER_NAME_BEFORE: (
        "前面有一行用同一个客户编号写了别的姓名",
        "an earlier row gives this customer number to another name",
    ),
    RowFault.OTHER_DEBT_BEFORE: (
        "前面有一行对同一笔债务写了别的内容，不同的债务请填写不同的合同号",
        "an earlier row says otherwise about this debt: give each debt its own contract number",
    ),
    Misreading.NOT_AN_AMOUNT: (
        "不是金额，请写成 12860.50 这样",
        "is not an amount: write it like 12860.50",
    ),
    Misreading.TOO_MANY_DECIMALS: (
        "小数超过两位，请先四舍五入到分",
        "has more than two decimals: round it to cents yourself",
    ),
    Misreading.NEGATIVE_AMOUNT: ("不能是负数", "must not be negative"),
    Misreading.AMOUNT_TOO_LARGE: ("金额过大", "is too large an amount"),
    Misreading.OTHER_CURRENCY_SIGN: (
        "货币符号与币种不一致",
        "has the sign of a currency that is not the row's",
    ),
    Misreading.UNKNOWN_CURRENCY: (
        "不认识的币种，可用 CNY、USD、GBP、EUR、HKD",
        "is not one of the currencies CNY, USD, GBP, EUR, HKD",
    ),
    Misreading.NOT_A_DATE: (
        "不是日期，请写成 2026-01-05 这样",
        "is not a date: write it like 2026-01-05",
    ),
    Misreading.SERIAL_DATE: (
        "像是表格软件的日期序号，请把该列设为日期格式后再保存",
        "looks like a spreadsheet's day number: format the column as dates and save again",
    ),
    Misreading.NOT_DAYS: ("不是天数，请写成 47 这样", "is not a number of days: write it like 47"),
    Misreading.NOT_A_CONTACT: (
        "每条要以时间开头，请写成 2026-01-05 10:30 电话：… 这样",
        "must begin each entry with its time, like 2026-01-05 10:30 call: ...",
    ),
    Misreading.NOT_A_HOLD: (
        "不是限制，请写成 2026-01-05 10:30 dispute 这样",
        "is no hold: write it like 2026-01-05 10:30 dispute",
    ),
    Misreading.DIGITS_LOST: (
        "表格软件已丢掉部分数字，请把该列设为文本格式并重新填写",
        "has lost digits in a spreadsheet: format the column as text and enter it again",
    ),
    Misreading.SPREADSHEET_ERROR: (
        "是公式错误，或公式还没有算出结果",
        "is the error of a formula, or a formula that was not computed",
    ),
}


def explain(fault: RowFault | Misreading, language: str) -> str:
    """The reason as a few words that follow the name of a column, without what the cell held."""
    zh, en = _REASONS[fault]
    return zh if is_chinese(language) else en
