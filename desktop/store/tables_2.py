"""Schema 2: finding people, putting files together, imports that remember. One part a subject."""

from __future__ import annotations

from collections.abc import Iterator


def _stale(trigger: str, *rows: str, when: str = "") -> str:
    """A trigger that has the debtor of a changed row indexed anew.

    One who is beyond `indexed_up_to` has yet to be indexed anyway: a first load marks nobody.
    """
    marks = "".join(
        f"""
        INSERT INTO search_stale
        SELECT {row}.debtor_id
        WHERE NOT EXISTS (SELECT 1 FROM search_stale WHERE debtor_id = {row}.debtor_id);
        """  # noqa: S608
        for row in rows
    )
    known = " OR ".join(
        f"{row}.debtor_id <= (SELECT indexed_up_to FROM search_progress)"  # noqa: S608
        for row in rows
    )
    return f"CREATE TRIGGER {trigger} WHEN ({known}) {when} BEGIN {marks} END"


def _staleness() -> Iterator[str]:
    """Whoever changes what is searched leaves a mark, whichever way it is changed."""
    for table, column in (("phone", "e164"), ("debt", "external_ref")):
        yield _stale(f"search_{table}_added AFTER INSERT ON {table}", "new")
        yield _stale(f"search_{table}_removed AFTER DELETE ON {table}", "old")
        yield _stale(
            f"search_{table}_moved AFTER UPDATE OF debtor_id, {column} ON {table}", "old", "new"
        )
    yield _stale("search_debtor_added AFTER INSERT ON debtor", "new")
    yield _stale("search_debtor_removed AFTER DELETE ON debtor", "old")
    yield _stale(
        "search_debtor_renamed AFTER UPDATE OF name, external_ref ON debtor",
        "new",
        when="AND (old.name <> new.name OR old.external_ref <> new.external_ref)",
    )


SEARCH: tuple[str, ...] = (
    # What is found by Chinese characters, by letters from the beginning of a word, and by any
    # three signs in a row. The texts themselves are not kept: a row is a debtor and his keys.
    """
    CREATE VIRTUAL TABLE search_character USING fts5 (
      keys, content = '', contentless_delete = 1, detail = none,
      tokenize = 'unicode61 remove_diacritics 0'
    )
    """,
    """
    CREATE VIRTUAL TABLE search_sound USING fts5 (
      keys, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3 4 5 6',
      tokenize = 'unicode61 remove_diacritics 0'
    )
    """,
    """
    CREATE VIRTUAL TABLE search_fragment USING fts5 (
      keys, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram'
    )
    """,
    # Debtors up to here are indexed, except those that are stale.
    """
    CREATE TABLE search_progress (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      indexed_up_to INTEGER NOT NULL
    ) STRICT
    """,
    "INSERT INTO search_progress VALUES (1, 0)",
    # Whoever copies rows into a new database does not copy the index: there it begins anew.
    """
    CREATE TRIGGER search_progress_kept BEFORE INSERT ON search_progress
    BEGIN
      SELECT RAISE (IGNORE);
    END
    """,
    "CREATE TABLE search_stale (debtor_id INTEGER PRIMARY KEY) STRICT",
    *_staleness(),
)

PEOPLE: tuple[str, ...] = (
    """
    CREATE TABLE withdrawn_outcome (
      call_id TEXT NOT NULL REFERENCES call,
      version INTEGER NOT NULL,
      saved_ms INTEGER NOT NULL,
      withdrawn_ms INTEGER NOT NULL,
      outcome TEXT NOT NULL,
      PRIMARY KEY (call_id, version)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE file_change (
      id INTEGER PRIMARY KEY,
      made_ms INTEGER NOT NULL,
      kind TEXT NOT NULL,
      debtor_id INTEGER NOT NULL,
      name TEXT NOT NULL,
      detail TEXT NOT NULL,
      before TEXT NOT NULL,
      undone_ms INTEGER
    ) STRICT
    """,
    """
    CREATE TABLE debtor_alias (
      external_ref TEXT PRIMARY KEY,
      debtor_id INTEGER NOT NULL REFERENCES debtor ON DELETE CASCADE,
      gone_id INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)

IMPORTS: tuple[str, ...] = (
    """
    CREATE TABLE import_mapping (
      shape TEXT PRIMARY KEY,
      mapping TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)

SCHEMA_2: tuple[str, ...] = (*SEARCH, *PEOPLE, *IMPORTS)
