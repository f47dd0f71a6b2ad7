"""Schema 2: finding people, putting files together, imports that remember. One part a subject."""

from __future__ import annotations

SEARCH: tuple[str, ...] = ()

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
)

IMPORTS: tuple[str, ...] = ()

SCHEMA_2: tuple[str, ...] = (*SEARCH, *PEOPLE, *IMPORTS)
