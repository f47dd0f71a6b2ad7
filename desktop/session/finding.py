"""Looking for somebody: what is typed, who was found, for which call, and what lies open to read.

At most one search is under way; what is typed meanwhile is asked next, and an answer to anything
older than what stands in the field is dropped.
"""

from __future__ import annotations

from collections.abc import Callable

from desktop.domain.calls import Direction
from desktop.domain.cases import CaseFile
from desktop.domain.matching import NumberMatch
from desktop.domain.search_answer import SearchAnswer
from desktop.domain.search_terms import read_terms
from desktop.session.effects import Effect, ReadCase, SearchCases


class Finding:
    """The agent's search; the desk decides what becomes of the file that is chosen."""

    def __init__(self, request: Callable[[Effect], None]) -> None:
        self._request = request
        self.is_open = False
        self.text = ""
        self.call_id: str | None = None
        """The call that a choice is for: the one in front when the search was opened."""
        self.answer: SearchAnswer | None = None
        self.fault: str | None = None
        self.reading: CaseFile | None = None
        """The file that is read before anybody is dialled."""
        self._seq = 0
        self._asked: tuple[int, str] | None = None
        self._wanted: ReadCase | None = None
        self._before: dict[str, NumberMatch | None] = {}

    def open(self, call_id: str | None) -> None:
        """Begin anew, for a call or for reading."""
        self.is_open = True
        self.call_id = call_id
        self.type_text("")

    def close(self) -> None:
        """Stop looking; whatever is still answered is dropped."""
        self.is_open = False
        self.answer = None
        self._wanted = None

    def type_text(self, text: str) -> None:
        """What now stands in the field."""
        self.text = text
        self.fault = None
        if not read_terms(text):
            self.answer = None
        elif self._asked is None:
            self._ask()

    def _ask(self) -> None:
        self._seq += 1
        self._asked = self._seq, self.text
        self._request(SearchCases(self.text, self._seq))

    @property
    def is_searching(self) -> bool:
        """Whether what is shown answers something older than what stands in the field."""
        return self._asked is not None

    def found(self, seq: int, answer: SearchAnswer) -> None:
        """The store's answer to one search."""
        if self._is_newest(seq):
            self.answer = answer

    def failed(self, seq: int, kind: str) -> None:
        """The store could not answer; the next key tries again."""
        if self._is_newest(seq):
            self.fault = kind

    def _is_newest(self, seq: int) -> bool:
        if self._asked is None or self._asked[0] != seq:
            return False
        asked, self._asked = self._asked[1], None
        if asked == self.text:
            return self.is_open
        if self.is_open and read_terms(self.text):
            self._ask()
        return False

    def choose(self, debtor_id: int) -> None:
        """Fetch the file of somebody who was found."""
        if self.answer is not None and any(f.debtor_id == debtor_id for f in self.answer.found):
            self._wanted = ReadCase(debtor_id, self.call_id)
            self._request(self._wanted)

    def take(self, wanted: ReadCase) -> bool:
        """Whether a file that comes is the one that was chosen last; the search is then over."""
        if self._wanted != wanted:
            return False
        self.close()
        return True

    def refuse(self, wanted: ReadCase, kind: str) -> None:
        """The chosen file could not be read."""
        if self._wanted == wanted:
            self._wanted = None
            self.fault = kind

    def lose(self, wanted: ReadCase) -> None:
        """The chosen file is gone since it was found: look again."""
        if self._wanted == wanted:
            self._wanted = None
            self.type_text(self.text)

    def remember(self, call_id: str, before: NumberMatch | None) -> None:
        """What a call had before its file was chosen by hand; the first choice counts."""
        self._before.setdefault(call_id, before)

    def can_take_back(self, call_id: str | None) -> bool:
        """Whether the file of a call was chosen by hand."""
        return call_id in self._before

    def take_back(self, call_id: str) -> NumberMatch | None:
        """What the call had before."""
        return self._before.pop(call_id)

    def forget(self, call_id: str) -> None:
        """A call has left the desk."""
        self._before.pop(call_id, None)
        if self.call_id == call_id:
            self.call_id = None

    def meant_by(
        self, direction: Direction, matches: tuple[NumberMatch, ...]
    ) -> NumberMatch | None:
        """Of the files that a dialled number may mean, the one that lay open; it is put away."""
        if self.reading is None or direction is not Direction.OUTGOING:
            return None
        for match in matches:
            if match.case.debtor_id == self.reading.debtor_id:
                self.reading = None
                return match
        return None
