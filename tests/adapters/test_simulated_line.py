"""Scripted debtors who ring, talk and hang up, judged by what the call board makes of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desktop.clock import SystemClock
from desktop.domain.call_board import CallBoard, CallChange
from desktop.domain.calls import (
    Call,
    CallEstablished,
    CallEvent,
    CallMuted,
    CallRef,
    CallRinging,
    CallState,
    Direction,
    EndReason,
    LevelMeasured,
    LineState,
    LineStateChanged,
    Side,
)
from desktop.domain.practice import (
    SimulatedCall,
    SimulatedEnd,
    SimulatedReply,
    SimulatedVoice,
    Utterance,
)
from desktop.domain.talk_track import Stage
from desktop.domain.turns import HearingThresholds
from desktop.session.ports import LineCommand
from desktop.softphone.simulated import SimulatedLine, SimulatedPauses
from desktop.softphone.simulated_sound import SILENCE_DBOV, levels_of_text
from desktop.softphone.simulated_talk import DebtorVoice

SPEED = 100.0
SPEECH_DBOV = HearingThresholds().speech_dbov
LINE = CallRef("simulated")
VERY_LONG = "您看这样可以吗" * 500
AN_HOUR_MS = 3_600_000


def scripted(
    call_id: str,
    number: str | None = "+8613800138000",
    *,
    direction: Direction = Direction.INCOMING,
    ends: SimulatedEnd = SimulatedEnd.AFTER_CLOSE,
    stages: tuple[Stage, ...] = tuple(Stage),
) -> SimulatedCall:
    replies = tuple(
        SimulatedReply(stage, Utterance("好的，我知道了", f"answer to {stage.value}"))
        for stage in stages
    )
    opening = Utterance("喂，哪位？", "Hello, who is it?")
    return SimulatedCall(call_id, number, direction, f"name of {call_id}", opening, replies, ends)


class Desk:
    """An agent's desk: the line, the board that follows it, and what the agent does on an event."""

    def __init__(
        self,
        *calls: SimulatedCall,
        speed: float = SPEED,
        voice: DebtorVoice | None = None,
        again: bool = False,
        pauses: SimulatedPauses | None = None,
    ) -> None:
        self.events: list[CallEvent] = []
        self.changes: list[CallChange] = []
        self.reactions: list[Callable[[CallEvent], None]] = []
        call_ids, line_ids = count(1), count(1)
        self.board = CallBoard(lambda: f"call-{next(call_ids)}")
        self.line = SimulatedLine(
            self._take,
            SystemClock(),
            calls,
            voice,
            "en",
            lambda: f"sim-{next(line_ids)}",
            speed=speed,
            again=again,
            pauses=pauses,
        )

    def _take(self, event: CallEvent) -> None:
        self.events.append(event)
        self.changes.extend(self.board.apply(event))
        for react in self.reactions:
            react(event)

    def answer_at_once(self) -> None:
        self.reactions.append(
            lambda event: (
                self.line.send(LineCommand.ANSWER, event.ref)
                if isinstance(event, CallRinging)
                else None
            )
        )

    def talk_through(self, *stages: Stage) -> None:
        """Say one line of each stage, each after the debtor has spoken, in every call."""
        debtor_spoke = False
        left: list[Stage] = []

        def react(event: CallEvent) -> None:
            nonlocal debtor_spoke
            if isinstance(event, CallEstablished):
                left[:] = stages
                debtor_spoke = False
            if isinstance(event, LevelMeasured) and event.side is Side.DEBTOR:
                if event.level_dbov > SPEECH_DBOV:
                    debtor_spoke = True
                elif debtor_spoke and event.level_dbov == SILENCE_DBOV and left:
                    debtor_spoke = False
                    self.line.agent_said(left.pop(0), "Good morning to you")

        self.reactions.append(react)

    def events_of(self, number: str | None) -> Counter[str]:
        """How many events of each kind, besides levels, one call had."""
        return Counter(
            type(event).__name__
            for event in self.events
            if not isinstance(event, LevelMeasured | LineStateChanged)
            and event.ref.number == number
        )

    def levels(self, side: Side) -> list[float]:
        return [
            event.level_dbov
            for event in self.events
            if isinstance(event, LevelMeasured) and event.side is side
        ]

    def ended(self) -> list[Call]:
        return [c.after for c in self.changes if c.after.state is CallState.ENDED]

    @property
    def live(self) -> Call | None:
        return self.board.live_calls[0] if self.board.live_calls else None

    @property
    def has_running_timers(self) -> bool:
        return any(timer.isActive() for timer in self.line.findChildren(QTimer))


@pytest.fixture
def open_desk(qtbot: QtBot) -> Iterator[Callable[..., Desk]]:
    desks: list[Desk] = []

    def build(*calls: SimulatedCall, **options: object) -> Desk:
        desk = Desk(*calls, **options)
        desks.append(desk)
        desk.line.start()
        return desk

    yield build
    for desk in desks:
        desk.line.stop()


OpenDesk = Callable[..., Desk]
ONE_OF_EACH = Counter(CallRinging=1, CallEstablished=1, CallEnded=1)


def test_two_scripted_calls_are_talked_through_one_after_the_other(
    qtbot: QtBot, open_desk: OpenDesk
) -> None:
    desk = open_desk(scripted("one", "+8613800138000"), scripted("two", "+8613900139000"))
    desk.answer_at_once()
    desk.talk_through(*Stage)
    most_live = 0

    def watch(_: CallEvent) -> None:
        nonlocal most_live
        most_live = max(most_live, len(desk.board.live_calls))

    desk.reactions.append(watch)
    qtbot.waitUntil(lambda: len(desk.ended()) == 2, timeout=30_000)
    assert desk.events_of("+8613800138000") == ONE_OF_EACH
    assert desk.events_of("+8613900139000") == ONE_OF_EACH
    assert most_live == 1
    assert [call.name for call in desk.ended()] == ["name of one", "name of two"]
    assert {call.end_reason for call in desk.ended()} == {EndReason.HUNG_UP}
    assert all(call.was_answered for call in desk.ended())
    assert not desk.has_running_timers  # the list is over
    for side in Side:
        assert max(desk.levels(side)) < -10
        assert min(desk.levels(side)) == SILENCE_DBOV
        assert sum(level > SPEECH_DBOV for level in desk.levels(side)) > 12


def test_the_list_starts_again(qtbot: QtBot, open_desk: OpenDesk) -> None:
    desk = open_desk(scripted("one", ends=SimulatedEnd.HANGS_UP, stages=()), again=True)
    desk.reactions.append(
        lambda event: (
            desk.line.send(LineCommand.HANG_UP, event.ref)
            if isinstance(event, CallRinging)
            else None
        )
    )
    qtbot.waitUntil(lambda: len(desk.ended()) == 3, timeout=30_000)
    assert len({call.ref.line_call_id for call in desk.ended()}) == 3
    assert {call.end_reason for call in desk.ended()} == {EndReason.DECLINED}


def test_a_debtor_who_hangs_up_does_so_after_the_last_reply(
    qtbot: QtBot, open_desk: OpenDesk
) -> None:
    desk = open_desk(scripted("one", ends=SimulatedEnd.HANGS_UP, stages=(Stage.IDENTITY,)))
    desk.answer_at_once()
    desk.talk_through(Stage.IDENTITY)
    qtbot.waitUntil(lambda: len(desk.ended()) == 1, timeout=30_000)
    assert desk.events_of("+8613800138000") == ONE_OF_EACH


def test_a_withheld_number_rings_without_one(qtbot: QtBot, open_desk: OpenDesk) -> None:
    desk = open_desk(scripted("one", None))
    qtbot.waitUntil(lambda: desk.live is not None)
    assert desk.live is not None
    assert desk.live.ref == CallRef("simulated", "sim-1", None)
    assert desk.live.direction is Direction.INCOMING


def test_an_incoming_call_rings_until_it_is_answered(qtbot: QtBot, open_desk: OpenDesk) -> None:
    desk = open_desk(scripted("one"), scripted("two"))
    qtbot.waitUntil(lambda: desk.live is not None)
    assert not desk.has_running_timers  # so nothing else can happen by itself
    desk.line.send(LineCommand.ANSWER, LINE)
    assert desk.live is not None
    assert desk.live.state is CallState.ESTABLISHED


def test_nothing_is_heard_on_hold_and_the_cut_line_is_said_again(
    qtbot: QtBot, open_desk: OpenDesk
) -> None:
    desk = open_desk(scripted("one"))
    desk.answer_at_once()
    qtbot.waitUntil(lambda: any(level > SPEECH_DBOV for level in desk.levels(Side.DEBTOR)))
    desk.line.send(LineCommand.HOLD, LINE)
    desk.line.send(LineCommand.HOLD, LINE)
    assert desk.live is not None
    assert desk.live.state is CallState.HELD
    assert not desk.has_running_timers
    desk.line.agent_said(Stage.IDENTITY, "said to nobody")
    assert not desk.has_running_timers
    heard_before = len(desk.events)
    desk.line.send(LineCommand.RESUME, LINE)
    qtbot.waitUntil(
        lambda: any(
            isinstance(event, LevelMeasured) and event.side is Side.DEBTOR
            for event in desk.events[heard_before:]
            if isinstance(event, LevelMeasured) and event.level_dbov > -50
        )
    )
    kinds = desk.events_of("+8613800138000")
    assert (kinds["CallHeld"], kinds["CallResumed"]) == (1, 1)


def test_a_muted_agent_is_silence_and_gets_no_answer(qtbot: QtBot, open_desk: OpenDesk) -> None:
    desk = open_desk(scripted("one"))
    desk.answer_at_once()
    qtbot.waitUntil(lambda: desk.live is not None)
    desk.line.agent_said(Stage.IDENTITY, VERY_LONG)
    qtbot.waitUntil(lambda: desk.levels(Side.AGENT)[-1:] > [SPEECH_DBOV])
    before = len(desk.levels(Side.AGENT))
    desk.line.send(LineCommand.MUTE, LINE)
    desk.line.send(LineCommand.MUTE, LINE)
    qtbot.waitUntil(lambda: len(desk.levels(Side.AGENT)) >= before + 3)
    assert set(desk.levels(Side.AGENT)[before:]) == {SILENCE_DBOV}
    desk.line.send(LineCommand.UNMUTE, LINE)
    qtbot.waitUntil(lambda: desk.levels(Side.AGENT)[-1] > SPEECH_DBOV)
    muted = [event.muted for event in desk.events if isinstance(event, CallMuted)]
    assert muted == [True, False]


def test_the_agent_can_hang_up_in_the_middle(qtbot: QtBot, open_desk: OpenDesk) -> None:
    desk = open_desk(scripted("one"))
    desk.answer_at_once()
    desk.reactions.append(
        lambda event: (
            desk.line.send(LineCommand.HANG_UP, event.ref)
            if isinstance(event, LevelMeasured)
            else None
        )
    )
    qtbot.waitUntil(lambda: len(desk.ended()) == 1)
    assert desk.events_of("+8613800138000") == ONE_OF_EACH
    assert len(desk.levels(Side.AGENT)) == 1
    assert desk.levels(Side.DEBTOR) == []  # the agent's level came first and ended the call
    assert not desk.has_running_timers


def test_any_number_can_be_dialled(qtbot: QtBot, open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.talk_through(*Stage)
    desk.line.send(LineCommand.DIAL, CallRef("simulated", None, "10086"))
    assert desk.live is not None
    assert (desk.live.state, desk.live.direction) == (CallState.RINGING, Direction.OUTGOING)
    desk.line.send(LineCommand.ANSWER, LINE)  # only the far end can answer this call
    assert desk.live.state is CallState.RINGING
    qtbot.waitUntil(lambda: len(desk.ended()) == 1, timeout=30_000)
    assert desk.events_of("10086") == ONE_OF_EACH


@pytest.mark.parametrize("dialled", ["+8613900139000", "139 0013 9000", "0139-0013-9000"])
def test_a_scripted_debtor_answers_their_own_number(
    qtbot: QtBot, open_desk: OpenDesk, dialled: str
) -> None:
    theirs = scripted("theirs", "+8613900139000", direction=Direction.OUTGOING)
    desk = open_desk(theirs)
    desk.line.send(LineCommand.DIAL, CallRef("simulated", None, dialled))
    qtbot.waitUntil(lambda: desk.live is not None and desk.live.was_answered)
    assert desk.live is not None
    assert (desk.live.name, desk.live.ref.number) == ("name of theirs", dialled)


def test_an_outgoing_script_never_rings_by_itself(open_desk: OpenDesk) -> None:
    desk = open_desk(scripted("theirs", direction=Direction.OUTGOING))
    assert not desk.has_running_timers


def test_dialling_comes_before_the_next_ring(qtbot: QtBot, open_desk: OpenDesk) -> None:
    desk = open_desk(scripted("one"))
    desk.line.send(LineCommand.DIAL, CallRef("simulated", None, "10086"))
    desk.line.send(LineCommand.DIAL, CallRef("simulated", None, "10010"))
    desk.line.send(LineCommand.DIAL, LINE)
    assert len(desk.board.live_calls) == 1
    desk.line.send(LineCommand.HANG_UP, CallRef("simulated", "not this call"))
    assert desk.live is not None
    desk.line.send(LineCommand.HANG_UP, LINE)
    assert [call.end_reason for call in desk.ended()] == [EndReason.NOT_ANSWERED]
    qtbot.waitUntil(lambda: desk.live is not None)
    assert desk.live is not None
    assert desk.live.name == "name of one"


@pytest.mark.parametrize("moment", ["before the ring", "ringing", "dialling", "talking"])
def test_nothing_is_left_running_after_stop(qtbot: QtBot, open_desk: OpenDesk, moment: str) -> None:
    desk = open_desk(scripted("one"))
    if moment == "dialling":
        desk.line.send(LineCommand.DIAL, CallRef("simulated", None, "10086"))
    elif moment != "before the ring":
        qtbot.waitUntil(lambda: desk.live is not None)
    if moment == "talking":
        desk.line.send(LineCommand.ANSWER, LINE)
        desk.line.agent_said(Stage.IDENTITY, VERY_LONG)
        qtbot.waitUntil(lambda: len(desk.levels(Side.AGENT)) > 0)
    desk.line.stop()
    last = desk.events[-1]
    assert isinstance(last, LineStateChanged)
    assert last.state is LineState.STOPPED
    sent = len(desk.events)
    assert not desk.has_running_timers
    for command in LineCommand:
        desk.line.send(command, CallRef("simulated", None, "10086"))
    desk.line.agent_said(Stage.CLOSE, "Goodbye")
    desk.line.stop()
    assert not desk.has_running_timers
    assert len(desk.events) == sent


class FakeVoice:
    """A voice that speaks when the test says so. Satisfies `DebtorVoice`."""

    def __init__(self) -> None:
        self.prepared: list[str] = []
        self.spoken: list[str] = []
        self.stops = 0

    def prepare(self, text: str, language: str, sound: SimulatedVoice) -> None:
        self.prepared.append(text)

    def speak(
        self,
        text: str,
        language: str,
        sound: SimulatedVoice,
        on_started: Callable[[tuple[float, ...], int], None],
        on_finished: Callable[[], None],
        on_failed: Callable[[str], None],
    ) -> None:
        self.spoken.append(text)
        self.started, self.finished, self.failed = on_started, on_finished, on_failed

    def stop(self) -> None:
        self.stops += 1


AT_ONCE = SimulatedPauses(first_ring_ms=1, next_ring_ms=AN_HOUR_MS)


def test_the_levels_of_a_real_voice_are_its_own(qtbot: QtBot, open_desk: OpenDesk) -> None:
    voice = FakeVoice()
    desk = open_desk(scripted("one"), speed=1.0, voice=voice, pauses=AT_ONCE)
    desk.answer_at_once()
    qtbot.waitUntil(lambda: voice.spoken == ["Hello, who is it?"])
    # The opening was made while the call rang, the first reply while the opening is spoken.
    assert voice.prepared == ["Hello, who is it?", "answer to identity"]
    voice.started((-11.0,) * 600, 60_000)
    qtbot.waitUntil(lambda: -11.0 in desk.levels(Side.DEBTOR))
    voice.finished()
    desk.line.agent_said(Stage.IDENTITY, "Hi")
    qtbot.waitUntil(lambda: len(voice.spoken) == 2)
    assert voice.spoken[1] == "answer to identity"
    stops = voice.stops
    desk.line.send(LineCommand.HANG_UP, LINE)
    assert voice.stops > stops


def test_a_voice_that_fails_leaves_the_call_as_long_and_as_loud(
    qtbot: QtBot, open_desk: OpenDesk, caplog: pytest.LogCaptureFixture
) -> None:
    voice = FakeVoice()
    desk = open_desk(scripted("one"), speed=1.0, voice=voice, pauses=AT_ONCE)
    desk.answer_at_once()
    qtbot.waitUntil(lambda: len(voice.spoken) == 1)
    voice.failed("No sound device could be opened.")
    qtbot.waitUntil(lambda: any(level > SPEECH_DBOV for level in desk.levels(Side.DEBTOR)))
    assert max(desk.levels(Side.DEBTOR)) <= max(levels_of_text("Hello, who is it?"))
    assert [record.getMessage() for record in caplog.records] == [
        "The simulated debtor has no voice: No sound device could be opened."
    ]
