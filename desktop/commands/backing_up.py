"""`callside backup FILE`: a verified copy, also while the desk runs."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop.commands.database import CommandError, ask_passphrase, is_there, told
from desktop.settings import Settings
from desktop.store.backup import copy_database
from desktop.store.keys import open_or_create_key
from desktop.store.sidecar import sidecar_path


def run_backup(
    database: Path, arguments: argparse.Namespace, _settings: Settings, passphrase: str | None
) -> int:
    """Copy the database and its key file; a file of that name is replaced by the new copy."""
    target: Path = arguments.file
    if not is_there(database):
        raise CommandError(f"there is no database at {database}: start the desk or import first.")
    if target.is_dir() or not target.parent.is_dir():
        raise CommandError(f"{target}: name a file in a folder that exists.")
    if target.resolve() in (database.resolve(), sidecar_path(database).resolve()):
        raise CommandError("the backup must not take the place of the database.")
    with told():
        key = open_or_create_key(database, ask_passphrase, passphrase=passphrase).key
        copy_database(database, key, target)
    print(f"{target}: copied and read through; it opens with its key file {target.name}.key")
    return 0
