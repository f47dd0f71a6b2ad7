"""The fictional portfolio as case files, read once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache

from desktop.content.resources import find_resources
from desktop.content.sample import load_sample_cases
from desktop.domain.cases import CaseFile, CaseRecord

TODAY = date(2026, 11, 23)
NOW_MS = int(datetime(2026, 11, 23, 4, 0, tzinfo=UTC).timestamp() * 1000)


@cache
def sample_records() -> tuple[CaseRecord, ...]:
    return load_sample_cases(find_resources() / "sample", TODAY, NOW_MS)


@cache
def sample_cases() -> tuple[CaseFile, ...]:
    return tuple(
        CaseFile(key, r.debtor, r.phones, r.debts, r.timeline, r.holds)
        for key, r in enumerate(sample_records(), start=1)
    )
