"""The commands that work on the database without a window: import, pop, outcomes."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop.clock import SystemClock
from desktop.content.profiles import load_profile
from desktop.content.resources import find_resources
from desktop.content.yaml_rows import ContentError
from desktop.domain.journal import replay
from desktop.domain.matching import NumberMatch, decide_pop
from desktop.domain.money import format_money
from desktop.numbering.plan import PhoneNumberPlan
from desktop.session.ports import StorageError
from desktop.settings import Settings
from desktop.store.case_import import ImportReport, import_file
from desktop.store.csv_rows import ImportFormatError
from desktop.store.database import Store
from desktop.store.errors import StoreRefusedError, describe, from_os_error
from desktop.store.keys import open_or_create_key

LATEST_OUTCOMES = 50
SHOWN_REJECTS = 20


class CommandError(Exception):
    """What keeps a command from working, in one line."""


def run_command(
    arguments: argparse.Namespace, settings: Settings, database: Path, passphrase: str | None
) -> int:
    """Run `import`, `pop` or `outcomes` and return the exit status."""
    run: dict[str, Callable[[Store, argparse.Namespace], int]] = {
        "pop": _pop,
        "outcomes": _outcomes,
        "import": _import,
    }
    if arguments.command != "import" and not _is_there(database):
        raise CommandError(f"there is no database at {database}: start the desk or import first.")
    arguments.language = arguments.language or settings.language or "zh_CN"
    if arguments.command in ("import", "pop"):
        arguments.region = arguments.region or _region(settings)
    with _opened(database, passphrase) as store:
        return run[arguments.command](store, arguments)


def _is_there(database: Path) -> bool:
    try:
        return database.exists()
    except OSError as error:
        raise CommandError(describe(from_os_error(error))) from error


def _region(settings: Settings) -> str:
    """The country of numbers without a code, as the desk's profile says."""
    profile = settings.profile or find_resources() / "sample/profile.yaml"
    try:
        return load_profile(profile).default_region
    except (ContentError, OSError) as error:
        raise CommandError(str(error)) from error


@contextmanager
def _opened(database: Path, passphrase: str | None) -> Iterator[Store]:
    with _told(), ExitStack() as closing:
        try:
            database.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise from_os_error(error) from error
        result = open_or_create_key(database, _ask_passphrase, passphrase=passphrase)
        if result.recovery_key is not None:
            print(
                f"Write this recovery key down, it is shown only once: {result.recovery_key}",
                file=sys.stderr,
            )
        store = Store.open(database, result.key)
        closing.callback(store.close)
        yield store


@contextmanager
def _told() -> Iterator[None]:
    """What the database or the disk refuses, while it is opened or later, is one line."""
    try:
        yield
    except StoreRefusedError as error:
        raise CommandError(str(error)) from error
    except StorageError as error:
        raise CommandError(describe(error)) from error


def _ask_passphrase(new: bool) -> str | None:  # noqa: FBT001 - the store's own signature
    if not sys.stdin.isatty():
        return None
    chosen = getpass.getpass("New passphrase: " if new else "Passphrase: ")
    if new and getpass.getpass("The same again: ") != chosen:
        raise CommandError("the two passphrases differ; nothing was changed.")
    return chosen or None


def _pop(store: Store, arguments: argparse.Namespace) -> int:
    number = PhoneNumberPlan().normalise(arguments.number, arguments.region)
    if number is None:
        raise CommandError("that is not a phone number.")
    pop = decide_pop(number, store.match_number(number))
    if arguments.json:
        matches = [_match_json(match) for match in pop.matches]
        _print_json({"number": number, "kind": pop.kind.value, "matches": matches})
        return 0
    print(f"{number}: {pop.kind.value}")
    for match in pop.matches:
        case = match.case
        print(
            f"  {case.debtor.external_ref}  {case.debtor.name}  {format_money(case.balance)}  "
            f"{match.reason.value} ({match.phone_e164})"
        )
    return 0


def _match_json(match: NumberMatch) -> dict[str, Any]:
    case = match.case
    today = SystemClock().local(case.debtor.time_zone).date()
    return {
        "reason": match.reason.value,
        "phone": match.phone_e164,
        "external_ref": case.debtor.external_ref,
        "name": case.debtor.name,
        "balance_minor": case.balance.minor,
        "currency": case.currency,
        "days_past_due": case.days_past_due(today),
        "debts": [
            {
                "external_ref": debt.external_ref,
                "creditor": debt.creditor,
                "product": debt.product,
                "principal_minor": debt.principal.minor,
                "interest_minor": debt.interest.minor,
                "fees_minor": debt.fees.minor,
                "paid_minor": debt.paid.minor,
                "balance_minor": debt.balance.minor,
                "currency": debt.principal.currency,
                "due_on": debt.due_on.isoformat(),
                "as_of": debt.as_of.isoformat(),
            }
            for debt in case.debts
        ],
        "contacts": len(case.timeline),
    }


def _outcomes(store: Store, arguments: argparse.Namespace) -> int:
    saved = [
        {
            "call_id": row.outcome.call_id,
            "saved_at": _utc(row.outcome.saved_at_epoch_ms),
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
        }
        for row in store.latest_outcomes(LATEST_OUTCOMES)
    ]
    lacking = []
    for unfinished in store.unfinished_calls():
        call = replay(unfinished.entries).call
        started = _utc(call.started_at.epoch_ms) if call else None
        number = call.ref.number if call else None
        lacking.append({"call_id": unfinished.call_id, "started_at": started, "number": number})
    if arguments.json:
        _print_json({"outcomes": saved, "without_outcome": lacking})
        return 0
    for row in saved:
        print(f"{row['saved_at']}  {row['disposition']}  {row['name'] or row['number'] or ''}")
    for missing in lacking:
        print(f"{missing['started_at']}  (no outcome yet)  {missing['number'] or ''}")
    return 0


def _import(store: Store, arguments: argparse.Namespace) -> int:
    if arguments.rejects is not None and len(arguments.files) > 1:
        raise CommandError("--rejects takes the bad rows of one file: import one file at a time.")
    plan = PhoneNumberPlan()
    rejected = 0
    for path in arguments.files:
        try:
            report = import_file(
                path,
                normalise=lambda raw: plan.normalise(raw, arguments.region),
                upsert=store.upsert_cases,
                language=arguments.language,
                dry_run=arguments.dry_run,
                rejects=arguments.rejects,
            )
        except ImportFormatError as error:
            raise CommandError(f"{path}: {error}") from error
        _print_report(path, report, rejects=arguments.rejects)
        rejected += report.rejected
    return 1 if rejected else 0


def _print_report(path: Path, report: ImportReport, *, rejects: Path | None) -> None:
    print(
        f"{path.name}: {report.rows_read} rows read, {report.inserted} inserted, "
        f"{report.updated} updated, {report.rejected} rejected"
    )
    if report.ignored_headers:
        print(f"  columns not known and left out: {', '.join(report.ignored_headers)}")
    if rejects is not None:
        return
    for reject in report.rejects[:SHOWN_REJECTS]:
        print(f"  {path.name}:{reject.row}: {reject.column} {reject.reason}".replace(":  ", ": "))
    if len(report.rejects) > SHOWN_REJECTS:
        print(f"  … and {len(report.rejects) - SHOWN_REJECTS} more; --rejects FILE keeps them all")


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _utc(epoch_ms: int) -> str:
    return datetime.fromtimestamp(epoch_ms / 1000, tz=UTC).isoformat(timespec="milliseconds")
