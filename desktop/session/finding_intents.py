"""What the agent can wish for while looking for somebody."""

from __future__ import annotations

from desktop.session.choosing import take_back_file
from desktop.session.desk import Desk


class FindingIntents:
    """Wishes of the search and of the file that lies open to read."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open(self) -> None:
        """Look for somebody: for the call in front, or to read a file before dialling."""
        live = self._desk.focused
        can_take = live is not None and live.saving is None
        self._desk.finding.open(live.call_id if live is not None and can_take else None)

    def close(self) -> None:
        """Stop looking."""
        self._desk.finding.close()

    def type_text(self, text: str) -> None:
        """What stands in the field; every key searches."""
        self._desk.finding.type_text(text)

    def choose(self, debtor_id: int) -> None:
        """Take one of those who were found."""
        self._desk.finding.choose(debtor_id)

    def take_back(self) -> None:
        """The file was chosen by mistake: the call has again what it had before."""
        call_id = self._desk.finding.call_id
        live = self._desk.calls.get(call_id) if call_id is not None else None
        if live is not None:
            take_back_file(self._desk, live)

    def put_away(self) -> None:
        """Close the file that was read."""
        self._desk.finding.reading = None

    def number(self, position: int) -> str | None:
        """A number of the file that is read, to be dialled; the window never sees it whole."""
        case = self._desk.finding.reading
        if case is None or not 0 <= position < len(case.phones):
            return None
        return case.phones[position].e164
