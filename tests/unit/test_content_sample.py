from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop.content.sample import parse_sample_cases
from desktop.content.yaml_rows import ContentError, parse_rows
from desktop.domain.cases import (
    CaseRecord,
    Hold,
    HoldKind,
    Phone,
    PhoneKind,
    PromiseState,
    TimelineEntry,
    TimelineKind,
)
from desktop.domain.money import Money

TODAY = date(2026, 3, 1)
NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
NOW_MS = int(NOW.timestamp() * 1000)
CASES = """debtors:
  - ref: S-1
    name: Sam Sample
    surname: Sample
    title: Mr
    time_zone: Europe/London
    currency: GBP
    match: {question: your birthday, answer: "0314"}
    phones:
      - {number: "+447700900101", written: "07700 900101"}
      - {number: "+447700900102", kind: contact}
    debts:
      - {ref: D-1, creditor: Sample Bank, product: loan, principal: "0.10", interest: "0.20",
         fees: "0", paid: "0.30", due: -1, as_of: 0}
    history:
      - {day: -1, time: "09:30", kind: promise, amount: "10.01", due: 2, became: open}
      - {day: -2, time: "10:00", kind: call, direction: outgoing, disposition: no_answer,
         text: Rang}
    holds:
      - {kind: dispute, day: -1, time: "09:35", until: 5}
"""


def cases(text: str) -> tuple[CaseRecord, ...]:
    return parse_sample_cases(parse_rows(text, Path("portfolio.yaml")), TODAY, NOW_MS)


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> int:
    return int(datetime(year, month, day, hour, minute, tzinfo=UTC).timestamp() * 1000)


def test_a_file_is_read_whole_with_days_counted_from_today() -> None:
    (record,) = cases(CASES)
    assert record.debtor.name == "Sam Sample"
    assert record.debtor.match_answer == "0314"
    assert record.phones == (
        Phone("+447700900101", "07700 900101"),
        Phone("+447700900102", "+447700900102", PhoneKind.CONTACT),
    )
    assert record.debts[0].due_on == date(2026, 2, 28)
    assert record.timeline == (
        TimelineEntry(
            at(2026, 2, 28, 9, 30),
            TimelineKind.PROMISE,
            amount=Money(1001, "GBP"),
            due_on=date(2026, 3, 3),
            promise_state=PromiseState.OPEN,
        ),
        TimelineEntry(
            at(2026, 2, 27, 10),
            TimelineKind.CALL,
            text="Rang",
            disposition="no_answer",
            direction="outgoing",
        ),
    )
    assert record.holds == (Hold(HoldKind.DISPUTE, at(2026, 2, 28, 9, 35), date(2026, 3, 6)),)


def test_money_is_exact_where_floats_are_not() -> None:
    (record,) = cases(CASES)
    assert record.debts[0].balance == Money(0, "GBP")


def test_times_are_the_debtors_own() -> None:
    (record,) = cases(CASES.replace("Europe/London", "America/New_York"))
    assert record.timeline[1].at_epoch_ms == at(2026, 2, 27, 15)


def test_nothing_of_the_past_lies_in_the_future() -> None:
    (record,) = cases(CASES.replace('day: -1, time: "09:30"', 'day: 0, time: "23:00"'))
    assert record.timeline[0].at_epoch_ms == NOW_MS


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('"0.10"', '"0.105"', "“principal” must be an amount"),
        ('"0.10"', '"-1"', "“principal” must be an amount"),
        ('"0.10"', '"NaN"', "“principal” must be an amount"),
        ('"0.10"', '"ten"', "“principal” must be an amount"),
        ("Europe/London", "Europe/Nowhere", "6: unknown time zone “Europe/Nowhere”"),
        ("GBP", "XXX", "7: unknown currency “XXX”"),
        ('"+447700900101"', '"07700"', "10: “number” must look like"),
        ("kind: contact", "kind: friend", "11: unknown kind “friend”"),
        ('"09:30"', '"half past"', "16: “time” must look like 09:30"),
        (", became: open", "", "16: every promise, and nothing else"),
        ("text: Rang", "became: kept", "18: every promise, and nothing else"),
        ("no_answer", "nobody", "17: unknown disposition “nobody”"),
        ("kind: dispute", "kind: quarrel", "20: unknown kind “quarrel”"),
    ],
)
def test_a_faulty_file_is_refused_where_it_is(before: str, after: str, message: str) -> None:
    assert before in CASES
    with pytest.raises(ContentError) as refused:
        cases(CASES.replace(before, after, 1))
    assert message in str(refused.value)


def test_ids_are_unique() -> None:
    with pytest.raises(ContentError, match="debtor “S-1” is there twice"):
        cases(CASES + CASES.replace("debtors:\n", ""))
