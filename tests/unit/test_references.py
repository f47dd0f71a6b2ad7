"""A reference that an import made up is never shown to people."""

from __future__ import annotations

from desktop.domain.references import shown_reference
from desktop.domain.row_cells import digest


def test_a_digest_gives_way_to_what_people_know() -> None:
    assert shown_reference(digest("a", "b"), "HT001") == "HT001"
    assert shown_reference("C-17", "HT001") == "C-17"
    assert shown_reference(digest("a")) == ""
    assert shown_reference() == ""


def test_a_number_as_long_as_a_digest_with_other_letters_is_shown() -> None:
    assert shown_reference("2026HT0000000017") == "2026HT0000000017"
