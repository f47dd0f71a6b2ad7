"""Finds people by name, sound, phone, customer and contract number among a million.

The index proposes, the files decide: whoever it names is compared with the file as it is now, so
that a changed name never finds under the old one. A few debtors who wait to be indexed are done
first; when many wait, after an import, the answer says how far the index has come.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from desktop.domain.references import shown_reference
from desktop.domain.search_answer import MOST_FOUND, Found, SearchAnswer
from desktop.domain.search_terms import (
    FEWEST_FRAGMENT_CHARACTERS,
    Findable,
    MatchedBy,
    Term,
    TermKind,
    characters_of,
    dialled_forms,
    match,
    readings_of,
)
from desktop.session.ports import StorageError
from desktop.store.errors import translated
from desktop.store.name_keys import sounds_of
from desktop.store.search_index import (
    index_slice,
    indexed_percent,
    people,
    waiting_debtors,
)

if TYPE_CHECKING:
    from sqlite3 import Connection

    from sqlite_utils import Database

MOST_COMPARED = 1000
"""People whom the index proposed and who are looked at before the answer says: type on."""

MOST_CAUGHT_UP = 200
"""Debtors who wait to be indexed and are done before the search; with more, it says so instead."""

_AT_A_TIME = MOST_FOUND + 1
_MOST_PIECES = 3
_AFTER_ALL_DIGITS = ":"

_CHARACTERS = "SELECT rowid FROM search_character WHERE search_character MATCH ?"
_SOUND = "SELECT rowid FROM search_sound WHERE search_sound MATCH ?"
_FRAGMENT = "SELECT rowid FROM search_fragment WHERE search_fragment MATCH ?"
_CUSTOMER = "SELECT debtor_id FROM debtor WHERE external_ref IN (?, upper(?))"
_NAMES = """
    SELECT debtor_id, name FROM debtor WHERE debtor_id IN (SELECT value FROM json_each(?))
"""
_PHONE_END = """
    SELECT debtor_id FROM phone WHERE reversed_digits >= ? AND reversed_digits < ?
"""


def search(db: Database, query: str) -> SearchAnswer:
    """Who fits everything that was typed, the likeliest first."""
    readings = readings_of(query)
    if not readings:
        return SearchAnswer()
    percent = _catch_up(db)
    found: dict[int, Found] = {}
    more = False
    with translated():
        for terms in readings:
            if not more:
                more = _find(db.conn, terms, query.strip(), found)
    return SearchAnswer(tuple(found.values()), more, percent)


def _catch_up(db: Database) -> int | None:
    """Index the few who wait. None when nobody is left, else how far the index has come."""
    # Without room on the disk what is indexed can still be found, and the answer says so.
    with suppress(StorageError):
        if waiting_debtors(db, MOST_CAUGHT_UP + 1) <= MOST_CAUGHT_UP:
            index_slice(db, MOST_CAUGHT_UP)
    return indexed_percent(db) if waiting_debtors(db, 1) else None


def _find(
    connection: Connection, terms: tuple[Term, ...], typed: str, found: dict[int, Found]
) -> bool:
    """Add who fits; whether there may be more."""
    compared = 0
    proposed = _once(_proposed(connection, min(terms, key=_commonness), typed))
    in_name = [term for term in terms if term.kind is TermKind.CHARACTERS] if terms[1:] else []
    while batch := list(islice(proposed, _AT_A_TIME)):
        for person in people(connection, _so_called(connection, batch, in_name)):
            hit = _compare(terms, person)
            if hit is None or person.debtor_id in found:
                continue
            if len(found) == MOST_FOUND:
                return True
            found[person.debtor_id] = hit
        compared += len(batch)
        if compared >= MOST_COMPARED:
            return True
    return False


def _so_called(connection: Connection, debtor_ids: list[int], in_name: list[Term]) -> list[int]:
    """Those whose name fits; reading names alone is much quicker than reading whole people."""
    if not in_name:
        return debtor_ids
    rows = connection.execute(_NAMES, (json.dumps(debtor_ids),))
    names = {debtor_id: characters_of(name) for debtor_id, name in rows}
    return [
        debtor_id
        for debtor_id in debtor_ids
        if all(term.text in names.get(debtor_id, "") for term in in_name)
    ]


def _commonness(term: Term) -> int:
    """How many people a term may fit, roughly: the rarest proposes, the others are compared."""
    kinds = (TermKind.REFERENCE, TermKind.DIGITS, TermKind.CHARACTERS, TermKind.LETTERS)
    short = len(term.text) < (FEWEST_FRAGMENT_CHARACTERS if kinds.index(term.kind) != 2 else 2)
    return kinds.index(term.kind) + len(kinds) * short


def _once(proposed: Iterator[int]) -> Iterator[int]:
    seen: set[int] = set()
    for debtor_id in proposed:
        if debtor_id not in seen:
            seen.add(debtor_id)
            yield debtor_id


def _proposed(connection: Connection, term: Term, typed: str) -> Iterator[int]:
    """Debtors who may fit, the likeliest first, some of them twice."""
    for statement, values in _questions(term, typed):
        for (debtor_id,) in connection.execute(statement, values):
            yield debtor_id


def _questions(term: Term, typed: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    text = term.text
    match term.kind:
        case TermKind.CHARACTERS:
            yield _CHARACTERS, (f'"e{text}"',)
            if len(text) == 1:
                yield _CHARACTERS, (f'"s{text}"',)
            yield _CHARACTERS, (_pieces(text, min(2, len(text))),)
            return
        case TermKind.LETTERS:
            yield _SOUND, (f'"{text}"',)
            together = " AND ".join(f'"{word}" *' for word in term.words)
            apart = len(term.words) > 1
            yield _SOUND, (f'({together}) OR "{text}" *' if apart else together,)
        case TermKind.DIGITS:
            yield _CUSTOMER, (typed, typed)
            if len(text) >= FEWEST_FRAGMENT_CHARACTERS:
                for form in dialled_forms(text):
                    yield _PHONE_END, (form[::-1], form[::-1] + _AFTER_ALL_DIGITS)
        case TermKind.REFERENCE:
            yield _CUSTOMER, (typed, typed)
    if len(text) >= FEWEST_FRAGMENT_CHARACTERS:
        yield _FRAGMENT, (_pieces(text, FEWEST_FRAGMENT_CHARACTERS),)


def _pieces(text: str, length: int) -> str:
    """The question for some pieces of a length; whether they stand in a row is compared later.

    A piece that is everywhere costs most: they are taken from the end, for numbers begin alike,
    and such as `000` last of all.
    """
    ends = [*range(len(text), length, min(-1, 1 - length)), length]
    pieces = dict.fromkeys(text[end - length : end] for end in ends)
    rarest = sorted(pieces, key=lambda piece: -len(set(piece)))[:_MOST_PIECES]
    return " AND ".join(f'"{piece}"' for piece in rarest)


def _compare(terms: tuple[Term, ...], person: Findable) -> Found | None:
    sounds = sounds_of(person.name) if any(t.kind is TermKind.LETTERS for t in terms) else ()
    matches = [match(term, person, sounds) for term in terms]
    fitting = [found for found in matches if found is not None]
    if len(fitting) < len(terms):
        return None
    number = next((found.number for found in fitting if found.number), None)
    return Found(
        debtor_id=person.debtor_id,
        name=person.name,
        customer_number=shown_reference(person.customer_number, *person.contract_numbers),
        number=number or next(iter(person.numbers), None),
        by=min((found.by for found in fitting), key=list(MatchedBy).index),
    )
