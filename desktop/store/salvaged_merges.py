"""Files that were put together since the backup: what it has under the old key follows them.

A backup with what a damaged file still tells written over it has both: the two files of then, and
the one file of now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.file_changes import ChangeKind
from desktop.store.driver import transaction

if TYPE_CHECKING:
    from sqlite_utils import Database

_UNDONE = """
    DELETE FROM debtor_alias WHERE external_ref IN (
      SELECT json_extract(before, '$.dropped.external_ref') FROM file_change
      WHERE kind = ?1 AND undone_ms IS NOT NULL
      EXCEPT
      SELECT json_extract(before, '$.dropped.external_ref') FROM file_change
      WHERE kind = ?1 AND undone_ms IS NULL
    )
"""
_ALIASES = "SELECT gone_id, debtor_id FROM debtor_alias WHERE gone_id <> debtor_id"
_FOLLOWING = ("phone", "debt", "contact", "hold")


def follow_merges(target: Database) -> None:
    """Lead the rows of files that were put into others there, in one transaction.

    A merge that was undone since leads nowhere any more.
    """
    with transaction(target) as connection:
        connection.execute(_UNDONE, (ChangeKind.FILES_MERGED.value,))
        for gone_id, stays_id in connection.execute(_ALIASES).fetchall():
            keys = {"gone": gone_id, "stays": stays_id}
            for table in _FOLLOWING:
                connection.execute(
                    f"UPDATE OR IGNORE {table} SET debtor_id = :stays WHERE debtor_id = :gone",  # noqa: S608
                    keys,
                )
                # What is left the one file has already, as it is now.
                connection.execute(f"DELETE FROM {table} WHERE debtor_id = :gone", keys)  # noqa: S608
            connection.execute(
                "UPDATE outcome SET debtor_id = :stays WHERE debtor_id = :gone", keys
            )
            connection.execute("DELETE FROM debtor WHERE debtor_id = :gone", keys)
