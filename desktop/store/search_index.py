"""Keeps the search index in step with the files, in slices and while nobody waits.

Triggers mark who was renamed, merged, deleted or got another number or contract; that costs one row
a debtor, and none for a new one: whoever is beyond `indexed_up_to` has yet to be indexed anyway. An
outcome changes nothing that is searched and marks nobody.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.domain.search_terms import (
    Findable,
    characters_of,
    fold_reference,
    letter_words_of,
)
from desktop.store.driver import transaction
from desktop.store.errors import translated
from desktop.store.name_keys import sounds_of

if TYPE_CHECKING:
    from sqlite3 import Connection

    from sqlite_utils import Database

SLICE_DEBTORS = 100
"""Debtors in one transaction: whoever comes meanwhile waits for some thousandths of a second."""

_WAITING = """
    SELECT count(*) FROM (
      SELECT * FROM (SELECT 1 FROM search_stale LIMIT :most)
      UNION ALL
      SELECT * FROM (
        SELECT 1 FROM debtor
        WHERE debtor_id > (SELECT indexed_up_to FROM search_progress) LIMIT :most
      )
    )
"""
_NEVER_INDEXED = """
    DELETE FROM search_stale
    WHERE debtor_id > (SELECT indexed_up_to FROM search_progress)
"""
_STALE = "SELECT debtor_id FROM search_stale ORDER BY debtor_id LIMIT ?"
_NEW = """
    SELECT debtor_id FROM debtor
    WHERE debtor_id > (SELECT indexed_up_to FROM search_progress) ORDER BY debtor_id LIMIT ?
"""
_PERCENT = """
    SELECT 100 * indexed_up_to / max(1, (SELECT max(debtor_id) FROM debtor)) FROM search_progress
"""
_DEBTORS = """
    SELECT debtor_id, name, external_ref FROM debtor
    WHERE debtor_id IN (SELECT value FROM json_each(?))
"""
_PHONES = """
    SELECT debtor_id, e164 FROM phone WHERE debtor_id IN (SELECT value FROM json_each(?))
    ORDER BY debtor_id, kind <> 'self', position
"""
_DEBTS = """
    SELECT debtor_id, external_ref FROM debt WHERE debtor_id IN (SELECT value FROM json_each(?))
"""
_TABLES = ("search_character", "search_sound", "search_fragment")


def waiting_debtors(db: Database, most: int) -> int:
    """How many debtors are not indexed as they are now; counts no further than about `most`."""
    with translated():
        count: int = db.conn.execute(_WAITING, {"most": most}).fetchone()[0]
    return count


def indexed_percent(db: Database) -> int:
    """How far a first build has come, 0 to 100."""
    with translated():
        percent: int = db.conn.execute(_PERCENT).fetchone()[0]
    return percent


def index_slice(db: Database, debtors: int = SLICE_DEBTORS) -> int:
    """Index some debtors who wait for it, in one transaction; how many, 0 when none is left."""
    if not waiting_debtors(db, 1):
        return 0
    with transaction(db) as connection:
        connection.execute(_NEVER_INDEXED)
        stale = [row[0] for row in connection.execute(_STALE, (debtors,))]
        new = [row[0] for row in connection.execute(_NEW, (debtors - len(stale),))]
        if stale:
            _forget(connection, stale)
        for table, rows in _rows(people(connection, [*stale, *new])).items():
            connection.executemany(f"INSERT INTO {table} (rowid, keys) VALUES (?, ?)", rows)  # noqa: S608
        if new:
            connection.execute("UPDATE search_progress SET indexed_up_to = ?", (new[-1],))
    return len(stale) + len(new)


def people(connection: Connection, debtor_ids: Sequence[int]) -> list[Findable]:
    """What can be searched of these debtors, in their order; one who is gone is left out."""
    wanted = json.dumps(debtor_ids)
    numbers: dict[int, list[str]] = defaultdict(list)
    for debtor_id, number in connection.execute(_PHONES, (wanted,)):
        numbers[debtor_id].append(number)
    contracts: dict[int, list[str]] = defaultdict(list)
    for debtor_id, reference in connection.execute(_DEBTS, (wanted,)):
        contracts[debtor_id].append(reference)
    found = {
        debtor_id: Findable(
            debtor_id, name, reference, tuple(numbers[debtor_id]), tuple(contracts[debtor_id])
        )
        for debtor_id, name, reference in connection.execute(_DEBTORS, (wanted,))
    }
    return [found[debtor_id] for debtor_id in debtor_ids if debtor_id in found]


def _forget(connection: Connection, debtor_ids: list[int]) -> None:
    ids = json.dumps(debtor_ids)
    for table in (*_TABLES, "search_stale"):
        key = "debtor_id" if table == "search_stale" else "rowid"
        connection.execute(
            f"DELETE FROM {table} WHERE {key} IN (SELECT value FROM json_each(?))",  # noqa: S608
            (ids,),
        )


def _rows(found: list[Findable]) -> dict[str, list[tuple[int, str]]]:
    keys = (character_keys, sound_keys, fragment_keys)
    return {
        table: [(p.debtor_id, text) for p in found if (text := keys_of(p))]
        for table, keys_of in zip(_TABLES, keys, strict=True)
    }


def character_keys(person: Findable) -> str:
    """Each Chinese character and each two in a row; the first with `s`, the whole with `e`."""
    characters = characters_of(person.name)
    if not characters:
        return ""
    pairs = (characters[at : at + 2] for at in range(len(characters) - 1))
    return " ".join((*characters, *pairs, f"s{characters[0]}", f"e{characters}"))


def sound_keys(person: Findable) -> str:
    """How the name sounds, or its words in letters, apart and in one."""
    words = letter_words_of(person.name)
    return " ".join({*words, "".join(words), *sounds_of(person.name)}).strip()


def fragment_keys(person: Findable) -> str:
    """Everything of which three signs in a row find it."""
    references = (person.customer_number, *person.contract_numbers, *person.numbers)
    name = "".join(letter_words_of(person.name))
    return " ".join(dict.fromkeys((name, *(fold_reference(each) for each in references)))).strip()
