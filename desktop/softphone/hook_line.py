"""Lines that others report: a softphone's command, a desk phone's request, a URL that was opened.

Each reported line name is a line of its own, so that two phones are never taken for one. None of
them can be asked to do anything: the agent ends a call by hand whose end is never reported.

A softphone starts a program for each event, and these may overtake each other. An answer before its
ring does no harm; the end of a call that is not known yet waits a moment for its beginning.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer

from desktop.domain.call_reports import HOOK_LINE, CallReport, ReportedEvent
from desktop.domain.call_twins import same_number
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
MOST_OPEN_CALLS = 32
END_WAITS_MS = 1_000

_Event = CallRinging | CallEstablished | CallHeld | CallResumed | CallEnded


class HookLine:
    """One reported line. Whoever may report is always within reach: connected at once."""

    def __init__(self, emit: Callable[[CallEvent], None], clock: Clock, name: str) -> None:
        self._emit = emit
        self._clock = clock
        self._name = name
        self._started = False
        self._open: deque[CallRef] = deque(maxlen=MOST_OPEN_CALLS)
        self._ends: deque[CallEnded] = deque(maxlen=MOST_OPEN_CALLS)
        self._waiting = QTimer(singleShot=True, interval=END_WAITS_MS)
        self._waiting.timeout.connect(self._end_all)
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
            self._end_all()
            self._waiting.stop()
            self._started = False
            self._emit(LineStateChanged(self._name, self._clock.now(), LineState.STOPPED))

    def send(self, command: LineCommand, ref: CallRef) -> None:
        """Nothing can be asked of this line."""

    def report(self, report: CallReport, at: Moment) -> None:
        """Pass one report on, as of the moment when it came."""
        if not self._started:
            return
        event = _event_of(report, at)
        match event:
            case CallEnded(ref) if not self._forget(ref):
                self._ends.append(event)
                self._waiting.start()
            case CallRinging(ref) | CallEstablished(ref):
                self._emit(event)
                self._open.append(ref)
                for end in [end for end in self._ends if _may_mean(end.ref, ref)]:
                    self._ends.remove(end)
                    self._forget(ref)
                    self._emit(replace(end, at=at))
            case _:
                self._emit(event)

    def _forget(self, ref: CallRef) -> bool:
        """Take a call that ended from those that are known; whether it was."""
        meant = [known for known in self._open if _may_mean(ref, known)]
        for known in meant:
            self._open.remove(known)
        return bool(meant)

    def _end_all(self) -> None:
        while self._ends:
            self._emit(self._ends.popleft())


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


def _may_mean(ref: CallRef, known: CallRef) -> bool:
    """Whether two reports of one line may be about one call."""
    if ref.line_call_id is not None and known.line_call_id is not None:
        return ref.line_call_id == known.line_call_id
    if ref.number is None or known.number is None:
        return True
    return same_number(ref.number, known.number)


def _event_of(report: CallReport, at: Moment) -> _Event:
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
