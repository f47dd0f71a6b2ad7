"""`callside outcomes`: the latest outcomes, and the calls that lack one."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from desktop.commands.printing import print_json, utc
from desktop.domain.call_reports import Reported
from desktop.domain.journal import replay
from desktop.store.database import Store

LATEST_OUTCOMES = 50


def run_outcomes(store: Store, arguments: argparse.Namespace) -> int:
    """Print what was saved and what is still to be saved."""
    saved = [
        {
            "call_id": row.outcome.call_id,
            "saved_at": utc(row.outcome.saved_at_epoch_ms),
            "external_ref": row.debtor_ref,
            "name": row.debtor_name,
            "number": row.number,
            "disposition": row.outcome.disposition.value,
            "fields": {name.value: value for name, value in row.outcome.fields.items()},
            "note": row.outcome.note,
            "stage": row.outcome.stage.value,
            "state": row.outcome.state.value if row.outcome.state else None,
            "talk_ms": row.outcome.talk_ms,
            "end_reason": row.outcome.end_reason.value,
            "practice": row.outcome.practice,
            "earlier_versions": row.earlier_versions,
            "reported": _reported(store.reports_of(row.outcome.call_id)),
        }
        for row in store.latest_outcomes(LATEST_OUTCOMES)
    ]
    lacking = []
    for unfinished in store.unfinished_calls():
        call = replay(unfinished.entries).call
        started = utc(call.started_at.epoch_ms) if call else None
        number = call.ref.number if call else None
        lacking.append(
            {
                "call_id": unfinished.call_id,
                "started_at": started,
                "number": number,
                "reported": _reported(store.reports_of(unfinished.call_id)),
            }
        )
    if arguments.json:
        print_json({"outcomes": saved, "without_outcome": lacking})
        return 0
    for row in saved:
        print(f"{row['saved_at']}  {row['disposition']}  {row['name'] or row['number'] or ''}")
    for missing in lacking:
        print(f"{missing['started_at']}  (no outcome yet)  {missing['number'] or ''}")
    return 0


def _reported(reports: Iterable[Reported]) -> list[dict[str, str]]:
    """Which line told what, and when; no line where the agent said it."""
    return [
        {"at": utc(report.at_epoch_ms), "line": report.line, "event": report.event}
        for report in reports
    ]
