"""Click to dial: the line that can, else a link for the system's telephone program; never both."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSettings

from desktop.domain.calls import CallEvent, CallRef, CallRinging, Direction
from desktop.domain.dial_links import dial_link, dialled_number
from desktop.session.phone_view import DialBy, DialResult
from desktop.session.ports import Clock, Line, LineCommand

AGAIN_MS = 5_000
"""The same number within this time is a key that was pressed twice."""
_DIAL_BY = "dial_by"
_TELLS_DIALLED = "phone_tells_dialled"


class Dialling:
    """Decides who dials. `open_link` hands a link to the system, and says whether it took it.

    A line that is reported by hand dials nothing itself: there a link goes out, and the call opens
    as dialled, unless a telephone is known to report the calls that it dials by itself.
    """

    def __init__(
        self,
        preferences: QSettings,
        clock: Clock,
        lines: Callable[[], Iterable[Line]],
        open_link: Callable[[str], bool],
        tell: Callable[[DialResult], None],
    ) -> None:
        self._preferences = preferences
        self._clock = clock
        self._lines = lines
        self._open_link = open_link
        self._tell = tell
        self._last: tuple[str, int] | None = None
        stored = preferences.value(_DIAL_BY)
        choices = [choice.value for choice in DialBy]
        self.choice = DialBy(stored) if stored in choices else DialBy.TEL
        self._tells_dialled = str(preferences.value(_TELLS_DIALLED, "")) == "yes"

    def choose(self, choice: DialBy) -> None:
        """Dial so from now on."""
        self.choice = choice
        self._preferences.setValue(_DIAL_BY, choice.value)

    def hear(self, event: CallEvent) -> None:
        """Learn whether a telephone that others report for tells of the calls that it dials."""
        if self._tells_dialled or not isinstance(event, CallRinging):
            return
        known = {line.name for line in self._lines() if line.commands}
        if event.direction is Direction.OUTGOING and event.ref.line not in known:
            self._tells_dialled = True
            self._preferences.setValue(_TELLS_DIALLED, "yes")

    def dial(self, line: Line, ref: CallRef) -> None:
        """Have a number dialled, once. Raises ValueError for what is no number."""
        by_hand = self._by_hand()
        if by_hand is None or (line is not by_hand and self.choice is not DialBy.OFF):
            line.send(LineCommand.DIAL, ref)
            return
        number = ref.number or ""
        if dial_link(number, "sip") is None:
            raise ValueError("not a number or SIP address that can be dialled")
        if self._is_again(number):
            return
        result = self._hand_over(number)
        if self._tells_dialled:
            self._tell(result)
            return
        by_hand.send(LineCommand.DIAL, CallRef(by_hand.name, None, number))
        self._tell(result)

    def _by_hand(self) -> Line | None:
        return next(
            (each for each in self._lines() if LineCommand.REPORT_RING in each.commands), None
        )

    def _is_again(self, number: str) -> bool:
        dialled, now_ms = dialled_number(number) or number, self._clock.now().monotonic_ms
        before, self._last = self._last, (dialled, now_ms)
        return before is not None and before[0] == dialled and now_ms - before[1] < AGAIN_MS

    def _hand_over(self, number: str) -> DialResult:
        if self.choice not in (DialBy.TEL, DialBy.SIP):
            return DialResult.BY_AGENT
        link = dial_link(number, self.choice.value)
        if link is None or not self._open_link(link):
            return DialResult.NOT_TAKEN
        return DialResult.TEL_LINK if self.choice is DialBy.TEL else DialResult.SIP_LINK
