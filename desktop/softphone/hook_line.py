"""Lines that others report: a softphone's command, a desk phone's request, a URL that was opened.

Each reported line name is a line of its own, so that two phones are never taken for one. None of
them can be asked to do anything: the agent ends a call by hand whose end is never reported.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from desktop.domain.call_reports import HOOK_LINE, CallReport, ReportedEvent
from desktop.domain.calls import (
    CallEnded,
    CallEstablished,
    CallEvent,
    CallHeld,
    CallRef,
    CallResumed,
    CallRinging,
    EndReason,
    LineState,
    LineStateChanged,
)
from desktop.domain.moments import Moment
from desktop.session.ports import Clock, Line, LineCommand

MOST_LINES = 16
MOST_EARLY_REPORTS = 64


class HookLine:
    """One reported line. Whoever may report is always within reach: connected at once."""

    def __init__(self, emit: Callable[[CallEvent], None], clock: Clock, name: str) -> None:
        self._emit = emit
        self._clock = clock
        self._name = name
        self._started = False
        self.started: Callable[[], None] = lambda: None

    @property
    def name(self) -> str:
        """The name that its events carry."""
        return self._name

    @property
    def commands(self) -> frozenset[LineCommand]:
        """Nothing: a report goes one way."""
        return frozenset()

    def start(self) -> None:
        """Listen from now on."""
        if not self._started:
            self._started = True
            self._emit(LineStateChanged(self._name, self._clock.now(), LineState.CONNECTED))
            self.started()

    def stop(self) -> None:
        """Nothing is reported after this."""
        if self._started:
            self._started = False
            self._emit(LineStateChanged(self._name, self._clock.now(), LineState.STOPPED))

    def send(self, command: LineCommand, ref: CallRef) -> None:
        """Nothing can be asked of this line."""

    def report(self, report: CallReport, at: Moment) -> None:
        """Pass one report on, as of the moment when it came."""
        if self._started:
            self._emit(_event_of(report, at))


class HookLines:
    """Hands each report to the line that it names, which is made at its first report.

    `join` makes a new line known to the desk and starts it. `lines_there` are the names of all
    lines: a report must not speak for a telephone that speaks for itself. Reports that come before
    the desk listens wait for it.
    """

    def __init__(
        self,
        emit: Callable[[CallEvent], None],
        clock: Clock,
        join: Callable[[Line], None],
        lines_there: Callable[[], frozenset[str]],
    ) -> None:
        self._emit = emit
        self._clock = clock
        self._join = join
        self._lines_there = lines_there
        self._early: deque[tuple[CallReport, Moment]] = deque(maxlen=MOST_EARLY_REPORTS)
        self._listening = False
        self.first = HookLine(emit, clock, HOOK_LINE)
        self.first.started = self._listen
        self._lines = {HOOK_LINE: self.first}

    def report(self, report: CallReport) -> str | None:
        """Take one report in; why not, if not."""
        at = self._clock.now()
        if not self._listening:
            self._early.append((report, at))
            return None
        return self._pass_on(report, at)

    def _listen(self) -> None:
        self._listening = True
        while self._early:
            self._pass_on(*self._early.popleft())

    def _pass_on(self, report: CallReport, at: Moment) -> str | None:
        line = self._lines.get(report.line)
        if line is None:
            if report.line in self._lines_there():
                return "that line reports its calls by itself"
            if len(self._lines) >= MOST_LINES:
                return "there are too many lines"
            line = self._lines[report.line] = HookLine(self._emit, self._clock, report.line)
            self._join(line)
        line.report(report, at)
        return None


def _event_of(report: CallReport, at: Moment) -> CallEvent:
    ref = CallRef(report.line, report.line_call_id, report.number)
    match report.event:
        case ReportedEvent.RINGING:
            return CallRinging(ref, at, report.direction, report.name)
        case ReportedEvent.ESTABLISHED:
            return CallEstablished(ref, at, report.direction, report.name)
        case ReportedEvent.HELD:
            return CallHeld(ref, at)
        case ReportedEvent.RESUMED:
            return CallResumed(ref, at)
        case ReportedEvent.ENDED:
            # Most phones say the same of a hang-up and of a call that nobody took.
            return CallEnded(ref, at, EndReason.HUNG_UP)
