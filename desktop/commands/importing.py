"""`callside import`: debtors, phones and debts from files."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop.commands.database import CommandError
from desktop.files.case_import import ImportReport, import_file
from desktop.files.csv_rows import ImportFormatError
from desktop.numbering.plan import PhoneNumberPlan
from desktop.store.database import Store

SHOWN_REJECTS = 20


def run_import(store: Store, arguments: argparse.Namespace) -> int:
    """Import each file in turn; 1 when a row was rejected."""
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
