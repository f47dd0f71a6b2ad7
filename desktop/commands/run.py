"""Finds the command that was named, opens the database for it, and runs it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop.commands.backing_up import run_backup
from desktop.commands.changing_key import run_key
from desktop.commands.database import CommandError, is_there, key_from_stdin, opened
from desktop.commands.exporting import run_export
from desktop.commands.importing import run_import
from desktop.commands.outcomes import run_outcomes
from desktop.commands.pop import run_pop
from desktop.commands.restoring import run_restore
from desktop.content.profiles import load_profile
from desktop.content.resources import find_resources
from desktop.content.yaml_rows import ContentError
from desktop.settings import Settings
from desktop.store.database import Store

_COMMANDS: dict[str, Callable[[Store, argparse.Namespace], int]] = {
    "pop": run_pop,
    "outcomes": run_outcomes,
    "import": run_import,
    "export": run_export,
}

_FILE_COMMANDS: dict[str, Callable[[Path, argparse.Namespace, Settings, str | None], int]] = {
    "backup": run_backup,
    "restore": run_restore,
    "key": run_key,
}
"""Commands about the database file itself, which must not be opened for them as it is."""


def run_command(
    arguments: argparse.Namespace, settings: Settings, database: Path, passphrase: str | None
) -> int:
    """Run a command on the database and return the exit status. Raises `CommandError`."""
    if arguments.command in _FILE_COMMANDS:
        return _FILE_COMMANDS[arguments.command](database, arguments, settings, passphrase)
    if arguments.command != "import" and not is_there(database):
        raise CommandError(f"there is no database at {database}: start the desk or import first.")
    arguments.language = arguments.language or settings.language or "zh_CN"
    if arguments.command in ("import", "export", "pop"):
        arguments.region = arguments.region or _region(settings)
    key = key_from_stdin() if getattr(arguments, "key_stdin", False) else None
    with opened(database, passphrase, key=key) as store:
        return _COMMANDS[arguments.command](store, arguments)


def _region(settings: Settings) -> str:
    """The country of numbers without a code, as the desk's profile says."""
    profile = settings.profile or find_resources() / "sample/profile.yaml"
    try:
        return load_profile(profile).default_region
    except (ContentError, OSError) as error:
        raise CommandError(str(error)) from error
