"""What the store answers when somebody is looked for."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.search_terms import MatchedBy

MOST_FOUND = 20
"""More are not shown: another letter is quicker than reading on."""


@dataclass(frozen=True, slots=True)
class Found:
    """One person. `number` is the phone number that fitted, else the first of the file."""

    debtor_id: int
    name: str
    customer_number: str
    number: str | None
    by: MatchedBy


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """Who was found. `more` says that there are others who fit.

    `indexed_percent` is None when everybody can be found, else how far the index has come.
    """

    found: tuple[Found, ...] = ()
    more: bool = False
    indexed_percent: int | None = None
