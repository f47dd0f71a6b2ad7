"""`callside export`: what is in the database as a file for spreadsheets and programs."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial

from desktop.clock import zone_named
from desktop.commands.database import CommandError
from desktop.domain.case_writing import WRITTEN_COLUMNS, case_rows
from desktop.domain.money import Money
from desktop.domain.wording import is_chinese
from desktop.files.exporting import Value, check_ending, write_list
from desktop.files.format_errors import ImportFormatError
from desktop.files.headers import HEADERS
from desktop.numbering.plan import PhoneNumberPlan
from desktop.store.database import Store
from desktop.store.lists import LISTS, ListRow, all_cases

_COLUMNS: dict[str, tuple[tuple[str, str], ...]] = {
    "calls": (
        *(("call_id", "通话编号"), ("started_at", "开始时间"), ("established_at", "接通时间")),
        *(
            ("ended_at", "结束时间"),
            ("direction", "方向"),
            ("number", "号码"),
            ("name", "来电姓名"),
        ),
        *(("line", "线路"), ("state", "状态"), ("talk_ms", "通话毫秒"), ("end_reason", "结束原因")),
        *(("customer_no", "客户编号"), ("debtor_name", "姓名"), ("disposition", "结果")),
        *(("saved_at", "保存时间"), ("practice", "练习")),
    ),
    "outcomes": (
        *(("call_id", "通话编号"), ("saved_at", "保存时间"), ("customer_no", "客户编号")),
        *(("debtor_name", "姓名"), ("number", "号码"), ("direction", "方向")),
        *(("disposition", "结果"), ("amount", "金额"), ("currency", "币种"), ("date", "日期")),
        *(("channel", "渠道"), ("instalment_count", "期数"), ("call_back_at", "回电时间")),
        *(("reason", "原因"), ("lawyer_name", "律师姓名"), ("lawyer_phone", "律师电话")),
        *(("note", "备注"), ("identity", "核身"), ("stage", "阶段"), ("state", "对方状态")),
        *(("talk_ms", "通话毫秒"), ("agent_talk_ms", "我方说话毫秒")),
        *(("debtor_talk_ms", "对方说话毫秒"), ("longest_silence_ms", "最长静默毫秒")),
        *(("golden_held", "静默守住"), ("golden_broken", "静默打破")),
        *(("interruptions", "打断"), ("end_reason", "结束原因"), ("practice", "练习")),
    ),
    "promises": (
        *(("call_id", "通话编号"), ("made_at", "承诺时间"), ("customer_no", "客户编号")),
        *(("debtor_name", "姓名"), ("disposition", "种类"), ("amount", "金额")),
        *(("currency", "币种"), ("due_on", "到期日"), ("channel", "渠道")),
        *(("promise_state", "状态"), ("instalments", "分期")),
    ),
}
"""Names for programs and for people."""


def run_export(store: Store, arguments: argparse.Namespace) -> int:
    """Write the list that was asked for. Raises `CommandError`."""
    language, target = arguments.language, arguments.file
    zh = is_chinese(language)
    try:
        check_ending(target, language)
        if arguments.what == "debtors":
            columns = tuple(
                (column.value, HEADERS[column][0] if zh else column.value)
                for column in WRITTEN_COLUMNS
            )
            rows = _debtor_rows(store, arguments.region)
        else:
            columns = tuple((key, name if zh else key) for key, name in _COLUMNS[arguments.what])
            listed = LISTS[arguments.what](store.database)
            rows = (_listed(row, [key for key, _ in columns]) for row in listed)
        count = write_list(target, columns, rows, language)
    except ImportFormatError as error:
        raise CommandError(f"{target}: {error}") from error
    print(f"{target.name}: {count} rows written")
    return 0


def _debtor_rows(store: Store, region: str) -> Iterator[Sequence[Value]]:
    normalise = partial(PhoneNumberPlan().normalise, region=region)
    for case in all_cases(store.database):
        for row in case_rows(case, zone_named(case.debtor.time_zone), normalise):
            yield [row.get(column) for column in WRITTEN_COLUMNS]


def _listed(row: ListRow, keys: Sequence[str]) -> list[Value]:
    return [_value(row, key) for key in keys]


def _value(row: ListRow, key: str) -> Value:
    match key:
        case "amount":
            minor, currency = row["amount_minor"], row["currency"]
            return Money(minor, str(currency)) if isinstance(minor, int) else None
        case _ if key.endswith("_at") and key != "call_back_at":
            at_ms = row[f"{key.removesuffix('_at')}_ms"]
            return _instant(at_ms) if isinstance(at_ms, int) else None
        case "instalments":
            lines = str(row[key]).splitlines() if row[key] else []
            return "；".join(_instalment(line) for line in lines)
        case "practice":
            return "yes" if row[key] else ""
        case _:
            return row[key]


def _instant(at_ms: int) -> str:
    """Local time with its offset, which sorts, and which everybody can read."""
    when = datetime.fromtimestamp(at_ms / 1000, tz=UTC).astimezone()
    return when.isoformat(" ", "seconds")


def _instalment(line: str) -> str:
    due_on, _, minor = line.partition(" ")
    return f"{due_on} {int(minor) // 100}.{int(minor) % 100:02d}"
