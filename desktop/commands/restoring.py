"""`callside restore FILE`: back to a backup; the database of now is moved aside."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from desktop.commands.database import CommandError, ask_passphrase, is_there, told
from desktop.settings import Settings
from desktop.store.aside import settle
from desktop.store.backups import BackupFile, contents_of, default_folder
from desktop.store.desk_lock import no_desk_on
from desktop.store.errors import CorruptDatabaseError
from desktop.store.keys import open_or_create_key
from desktop.store.mending import MendReport, find_offer, mend
from desktop.store.restoring import restore_backup
from desktop.store.sidecar import sidecar_path


def run_restore(
    database: Path, arguments: argparse.Namespace, settings: Settings, passphrase: str | None
) -> int:
    """Put a verified copy of a backup in the place of the database."""
    if arguments.salvage:
        return _salvage(database, arguments, settings, passphrase)
    if arguments.file is None:
        raise CommandError("name the backup, or say --salvage to mend a damaged database.")
    backup: Path = arguments.file
    if not is_there(backup):
        raise CommandError(f"there is no backup at {backup}.")
    if is_there(database) and backup.samefile(database):
        raise CommandError("the backup is the database itself.")
    with told(), no_desk_on(database):
        settle(database)
        key = _key_of(backup, database, passphrase)
        _confirm(arguments, database)
        aside = restore_backup(database, backup, key, now=datetime.now().astimezone())
    print(f"{database}: back to {backup.name}")
    if aside is not None:
        print(f"  the database as it was lies in {aside}")
    return 0


def _salvage(
    database: Path, arguments: argparse.Namespace, settings: Settings, passphrase: str | None
) -> int:
    """The named or the newest backup with what can still be read of the damaged database."""
    if not is_there(database):
        raise CommandError(f"there is no database at {database}.")
    now = datetime.now().astimezone()
    with told(), no_desk_on(database):
        settle(database)
        key = open_or_create_key(database, ask_passphrase, passphrase=passphrase).key
        offer = find_offer(database, settings.backups or default_folder(database), key)
        if arguments.file is not None:
            offer = replace(offer, backup=contents_of(BackupFile(arguments.file, now), key))
        if not offer.is_possible:
            raise CorruptDatabaseError
        _confirm(arguments, database)
        report = mend(database, key, offer, now)
    _print_report(report)
    return 0 if report.is_whole else 1


def _print_report(report: MendReport) -> None:
    base = report.backup.path.name if report.backup is not None else "no backup"
    print(f"{base}; {report.files} files and {report.outcomes} outcomes are here")
    for table in report.tables:
        expected = "" if table.expected is None else f" of {table.expected}"
        gaps = "" if table.is_whole else f", {table.gaps} stretches could not be read"
        print(f"  {table.table}: {table.recovered}{expected} rows read{gaps}")
    if not report.tables:
        print("  nothing could be read of the damaged file")
    print(f"  the damaged file lies in {report.aside}")


def _key_of(backup: Path, database: Path, passphrase: str | None) -> bytes:
    """By the backup's own key file, else by that of the database."""
    known = backup if sidecar_path(backup).exists() else database
    return open_or_create_key(known, ask_passphrase, passphrase=passphrase).key


def _confirm(arguments: argparse.Namespace, database: Path) -> None:
    if arguments.yes or not database.exists():
        return
    if not sys.stdin.isatty():
        raise CommandError("say --yes to put the backup in the place of the database.")
    answer = ""
    with suppress(EOFError):
        answer = input(f"{database} is moved aside and the backup takes its place. Type yes: ")
    if answer.strip().lower() != "yes":
        raise CommandError("nothing was changed.")
