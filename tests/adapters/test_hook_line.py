"""Reports become the events of their line, in whatever order the programs that tell them come."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.call_board import CallBoard
from desktop.domain.call_reports import HOOK_LINE, CallReport, ReportedEvent
from desktop.domain.calls import (
    Call,
    CallEnded,
    CallEvent,
    CallRef,
    CallRinging,
    CallState,
    Direction,
    LineState,
    LineStateChanged,
)
from desktop.session.ports import Line, LineCommand
from desktop.softphone.hook_line import MOST_EARLY_REPORTS, MOST_LINES, HookLines
from tests.fakes import FakeClock

RINGING, ESTABLISHED, ENDED = ReportedEvent.RINGING, ReportedEvent.ESTABLISHED, ReportedEvent.ENDED
NUMBER, OTHER = "13800138000", "13900139000"


class Bench:
    """Hook lines with a board behind them, and one telephone that speaks for itself."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.events: list[CallEvent] = []
        self.joined: list[Line] = []
        ids = itertools.count(1)
        self.board = CallBoard(lambda: f"call-{next(ids)}")
        self.calls: dict[str, Call] = {}
        self.lines = HookLines(
            self._hear, self.clock, self._join, lambda: frozenset({"baresip", HOOK_LINE})
        )

    def _hear(self, event: CallEvent) -> None:
        self.events.append(event)
        for change in self.board.apply(event):
            self.calls[change.after.call_id] = change.after

    def _join(self, line: Line) -> None:
        self.joined.append(line)
        line.start()

    def tell(
        self,
        event: ReportedEvent,
        number: str | None = NUMBER,
        call_id: str | None = None,
        line: str = HOOK_LINE,
    ) -> str | None:
        return self.lines.report(CallReport(event, number, call_id, line=line))

    def states(self) -> list[CallState]:
        return [call.state for call in self.calls.values()]

    def stop(self) -> None:
        for line in (self.lines.first, *self.joined):
            line.stop()


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    made = Bench()
    made.lines.first.start()
    yield made
    made.stop()


@pytest.mark.parametrize("call_id", [None, "a@pbx"])
@pytest.mark.parametrize("order", list(itertools.permutations((RINGING, ESTABLISHED, ENDED))))
def test_any_order_of_three_reports_is_one_call(
    bench: Bench, qtbot: QtBot, order: tuple[ReportedEvent, ...], call_id: str | None
) -> None:
    for event in order:
        bench.tell(event, call_id=call_id)
    qtbot.waitUntil(lambda: bench.states() == [CallState.ENDED])
    assert len(bench.calls) == 1


def test_an_end_that_nothing_precedes_is_passed_on_in_the_end(bench: Bench, qtbot: QtBot) -> None:
    bench.tell(ENDED)
    assert len(bench.events) == 1
    qtbot.waitUntil(lambda: len(bench.events) == 2)
    assert isinstance(bench.events[1], CallEnded)
    assert bench.calls == {}


def test_the_end_of_another_call_does_not_wait(bench: Bench) -> None:
    bench.tell(RINGING, call_id="1")
    bench.tell(RINGING, OTHER, "2")
    bench.tell(ENDED, None, "2")
    assert bench.states() == [CallState.RINGING, CallState.ENDED]


def test_each_line_is_a_line_of_its_own_that_can_be_asked_for_nothing(bench: Bench) -> None:
    bench.tell(RINGING, line="desk-1")
    bench.tell(RINGING, OTHER, line="desk-2")
    assert [line.name for line in bench.joined] == ["desk-1", "desk-2"]
    assert [line.commands for line in bench.joined] == [frozenset(), frozenset()]
    bench.joined[0].send(LineCommand.HANG_UP, CallRef("desk-1"))
    assert bench.states() == [CallState.RINGING, CallState.RINGING]


def test_nobody_speaks_for_a_telephone_that_speaks_for_itself(bench: Bench) -> None:
    assert bench.tell(RINGING, line="baresip") == "that line reports its calls by itself"
    assert bench.calls == {}


def test_there_are_only_so_many_lines(bench: Bench) -> None:
    refused = [bench.tell(ENDED, line=f"line-{number}") for number in range(MOST_LINES)]
    assert refused == [*[None] * (MOST_LINES - 1), "there are too many lines"]


def test_what_comes_before_the_desk_listens_is_passed_on_as_of_its_time(qtbot: QtBot) -> None:
    bench = Bench()
    bench.lines.report(CallReport(RINGING, NUMBER, direction=Direction.INCOMING, name="王五"))
    came = bench.clock.now()
    bench.clock.advance(5_000)
    for _ in range(MOST_EARLY_REPORTS - 1):
        bench.tell(ESTABLISHED)
    bench.lines.first.start()
    connected, ring, *_ = bench.events
    assert isinstance(connected, LineStateChanged)
    assert connected.state is LineState.CONNECTED
    assert ring == CallRinging(CallRef(HOOK_LINE, None, NUMBER), came, Direction.INCOMING, "王五")
    assert bench.states() == [CallState.ESTABLISHED]
    bench.stop()
    bench.tell(ENDED)
    assert isinstance(bench.events[-1], LineStateChanged)
