"""`callside key change`: the database under a new key, once no desk runs."""

from __future__ import annotations

import argparse
import os
from datetime import datetime
from pathlib import Path

from desktop.commands.database import CommandError, ask_passphrase, is_there, told
from desktop.settings import Settings
from desktop.store.aside import settle
from desktop.store.desk_lock import no_desk_on
from desktop.store.errors import NoKeyError
from desktop.store.key_change import change_key
from desktop.store.keys import KeyResult, keep_key, open_or_create_key
from desktop.store.sidecar import KeyKind

NEW_PASSPHRASE_VARIABLE = "CALLSIDE_NEW_PASSPHRASE"  # noqa: S105 - the name of a variable
_SHORTEST_PASSPHRASE = 8


def run_key(
    database: Path, arguments: argparse.Namespace, _settings: Settings, passphrase: str | None
) -> int:
    """Change the key and show the new recovery key, once."""
    if not is_there(database):
        raise CommandError(f"there is no database at {database}.")
    with told(), no_desk_on(database):
        settle(database)
        opened = open_or_create_key(database, ask_passphrase, passphrase=passphrase)
        if opened.kind is KeyKind.DEMO:
            raise CommandError("the demonstration keeps its key in the open: nothing to change.")
        chosen = None if arguments.key_store else _new_passphrase()

        def keep(path: Path, key: bytes) -> KeyResult:
            kept = keep_key(path, key, lambda _new: None, passphrase=chosen)
            if kept is None:
                raise NoKeyError
            return kept

        try:
            changed = change_key(database, opened.key, keep, datetime.now().astimezone())
        except NoKeyError as error:
            raise CommandError("this computer has no key store; nothing was changed.") from error
    print(f"{database}: written anew under a new key")
    print(f"Write this recovery key down, it is shown only once: {changed.kept.recovery_key}")
    if changed.aside is not None:
        print(f"  as it was, under the old key: {changed.aside}; delete it when you are content")
    print("  earlier backups open with their own key files and the old passphrase")
    return 0


def _new_passphrase() -> str:
    chosen = os.environ.get(NEW_PASSPHRASE_VARIABLE) or ask_passphrase(True)  # noqa: FBT003
    if not chosen or len(chosen) < _SHORTEST_PASSPHRASE:
        raise CommandError(
            f"a new passphrase has at least {_SHORTEST_PASSPHRASE} characters: "
            f"type it at a terminal or set {NEW_PASSPHRASE_VARIABLE}; nothing was changed."
        )
    return chosen
