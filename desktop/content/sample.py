"""Reads the fictional portfolio; its days count from today, so that the demo never grows old."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desktop.content.yaml_rows import Row, read_rows
from desktop.domain.calls import Direction
from desktop.domain.cases import (
    CaseRecord,
    Debt,
    Debtor,
    Hold,
    HoldKind,
    Phone,
    PhoneKind,
    PromiseState,
    TimelineEntry,
    TimelineKind,
)
from desktop.domain.money import MINOR_UNITS_PER_MAJOR, SYMBOLS, Money
from desktop.domain.outcome import Disposition

PORTFOLIO_FILE = "portfolio.yaml"


@dataclass(frozen=True, slots=True)
class _Today:
    """What day offsets are counted from; nothing in a history may lie after `now_epoch_ms`."""

    day: date
    now_epoch_ms: int

    def shifted(self, days: int) -> date:
        return self.day + timedelta(days=days)

    def at(self, row: Row, zone: ZoneInfo) -> int:
        """The moment of a row with `day` and `time`, in milliseconds since 1970."""
        try:
            clock = time.fromisoformat(row.text("time"))
        except ValueError:
            raise row.fault("“time” must look like 09:30", "time") from None
        local = datetime.combine(self.shifted(row.number("day")), clock, zone)
        seconds = (local - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(seconds=1)
        return min(seconds * 1000, self.now_epoch_ms)


def load_sample_cases(folder: Path, today: date, now_epoch_ms: int) -> tuple[CaseRecord, ...]:
    """All fictional debtors in `folder`. Raises ContentError for the first fault."""
    return parse_sample_cases(read_rows(folder / PORTFOLIO_FILE), today, now_epoch_ms)


def parse_sample_cases(row: Row, today: date, now_epoch_ms: int) -> tuple[CaseRecord, ...]:
    """All fictional debtors out of the portfolio's rows."""
    row.only("debtors")
    records: dict[str, CaseRecord] = {}
    for debtor_row in row.rows("debtors"):
        record = _read_case(debtor_row, _Today(today, now_epoch_ms))
        if record.debtor.external_ref in records:
            raise debtor_row.fault(f"debtor “{record.debtor.external_ref}” is there twice", "ref")
        records[record.debtor.external_ref] = record
    return tuple(records.values())


def _read_case(row: Row, today: _Today) -> CaseRecord:
    row.only(
        "ref",
        "name",
        "surname",
        "title",
        "time_zone",
        "match",
        "currency",
        "phones",
        "debts",
        "history",
        "holds",
    )
    match = row.row("match")
    match.only("question", "answer")
    debtor = Debtor(
        external_ref=row.text("ref"),
        name=row.text("name"),
        surname=row.text("surname"),
        title=row.text("title"),
        time_zone=row.text("time_zone", "Asia/Shanghai"),
        match_question=match.text("question"),
        match_answer=match.text("answer"),
    )
    currency = row.text("currency", "CNY")
    if currency not in SYMBOLS:
        raise row.fault(f"unknown currency “{currency}”", "currency")
    try:
        zone = ZoneInfo(debtor.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise row.fault(f"unknown time zone “{debtor.time_zone}”", "time_zone") from None
    return CaseRecord(
        debtor=debtor,
        phones=tuple(_read_phone(phone) for phone in row.rows("phones")),
        debts=tuple(_read_debt(debt, currency, today) for debt in row.rows("debts")),
        timeline=tuple(_read_entry(entry, currency, today, zone) for entry in row.rows("history")),
        holds=tuple(_read_hold(hold, today, zone) for hold in row.rows("holds")),
    )


def _read_phone(row: Row) -> Phone:
    row.only("number", "written", "kind")
    number = row.text("number")
    if not number.startswith("+") or not number[1:].isdecimal():
        raise row.fault("“number” must look like +8616000000001", "number")
    kind = row.choice("kind", PhoneKind) if row.has("kind") else PhoneKind.SELF
    return Phone(number, row.text("written", number), kind)


def _read_debt(row: Row, currency: str, today: _Today) -> Debt:
    row.only("ref", "creditor", "product", "principal", "interest", "fees", "paid", "due", "as_of")
    return Debt(
        external_ref=row.text("ref"),
        creditor=row.text("creditor"),
        product=row.text("product"),
        principal=_read_money(row, "principal", currency),
        interest=_read_money(row, "interest", currency),
        fees=_read_money(row, "fees", currency),
        paid=_read_money(row, "paid", currency),
        due_on=today.shifted(row.number("due")),
        as_of=today.shifted(row.number("as_of", 0)),
    )


def _read_money(row: Row, key: str, currency: str) -> Money:
    try:
        minor = Decimal(row.text(key)) * MINOR_UNITS_PER_MAJOR
    except InvalidOperation:
        raise row.fault(f"“{key}” must be an amount such as 1200.50", key) from None
    if not minor.is_finite() or minor < 0 or minor != minor.to_integral_value():
        raise row.fault(f"“{key}” must be an amount such as 1200.50", key)
    return Money(int(minor), currency)


def _read_entry(row: Row, currency: str, today: _Today, zone: ZoneInfo) -> TimelineEntry:
    row.only("day", "time", "kind", "text", "amount", "disposition", "due", "became", "direction")
    kind = row.choice("kind", TimelineKind)
    if (kind is TimelineKind.PROMISE) != row.has("became"):
        raise row.fault("every promise, and nothing else, says what “became” of it", "became")
    return TimelineEntry(
        at_epoch_ms=today.at(row, zone),
        kind=kind,
        text=row.text("text", ""),
        amount=_read_money(row, "amount", currency) if row.has("amount") else None,
        disposition=row.choice("disposition", Disposition).value
        if row.has("disposition")
        else None,
        due_on=today.shifted(row.number("due")) if row.has("due") else None,
        promise_state=row.choice("became", PromiseState) if row.has("became") else None,
        direction=row.choice("direction", Direction).value if row.has("direction") else None,
    )


def _read_hold(row: Row, today: _Today, zone: ZoneInfo) -> Hold:
    row.only("kind", "day", "time", "until")
    return Hold(
        kind=row.choice("kind", HoldKind),
        since_epoch_ms=today.at(row, zone),
        until=today.shifted(row.number("until")) if row.has("until") else None,
    )
