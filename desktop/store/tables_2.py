"""Schema 2: finding people, putting files together, imports that remember. One part a subject."""

from __future__ import annotations

SEARCH: tuple[str, ...] = ()

PEOPLE: tuple[str, ...] = ()

IMPORTS: tuple[str, ...] = ()

SCHEMA_2: tuple[str, ...] = (*SEARCH, *PEOPLE, *IMPORTS)
