"""`callside restore FILE`: back to a backup; the database of now is moved aside."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from desktop.commands.database import CommandError, ask_passphrase, is_there, told
from desktop.settings import Settings
from desktop.store.aside import settle
from desktop.store.desk_lock import no_desk_on
from desktop.store.keys import open_or_create_key
from desktop.store.restoring import restore_backup
from desktop.store.sidecar import sidecar_path


def run_restore(
    database: Path, arguments: argparse.Namespace, _settings: Settings, passphrase: str | None
) -> int:
    """Put a verified copy of a backup in the place of the database."""
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
