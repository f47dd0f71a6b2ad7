"""A real baresip as the agent's softphone, real phones as debtors; events folded by the real board.

Every call must open once, be established at most once and end once, whatever happens to it.
"""

from __future__ import annotations

import itertools
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.clock import SystemClock
from desktop.domain.call_board import CallBoard, CallChange
from desktop.domain.calls import (
    Call,
    CallEvent,
    CallMuted,
    CallRef,
    CallState,
    Direction,
    EndReason,
    LevelMeasured,
    LineCallsListed,
    LineState,
    LineStateChanged,
    Side,
)
from desktop.session.ports import LineCommand
from desktop.softphone.baresip import BaresipLine
from tests.adapters.phones import Baresip, Phones, baresip_version, is_listening, speak

pytestmark = pytest.mark.real_program

DEBTOR = "13800138000"
OTHER = "13900139000"
WAIT_MS = 12_000
NO_CALL_MS = 700
SILENCE_DBOV = -60.0
HELD_CALLS_STAY_HELD = (1, 1, 0)
LISTS_IDS = (1, 1, 0)


class Desk:
    """The line, the board that it fills, and a count of what happened to calls."""

    def __init__(self, phone: Baresip) -> None:
        self.phone = phone
        self.events: list[CallEvent] = []
        self.changes: list[CallChange] = []
        ids = (f"call-{number}" for number in itertools.count(1))
        self.board = CallBoard(lambda: next(ids))
        self.line = BaresipLine(
            self._fold, SystemClock(), port=phone.control_port, reply_timeout_ms=1_500
        )

    def _fold(self, event: CallEvent) -> None:
        self.events.append(event)
        self.changes.extend(self.board.apply(event))

    def counts(self) -> tuple[int, int, int]:
        """How often any call opened, was established for the first time, and ended."""
        opened = sum(change.before is None for change in self.changes)
        established = sum(
            change.after.was_answered and not (change.before and change.before.was_answered)
            for change in self.changes
        )
        ended = sum(change.after.state is CallState.ENDED for change in self.changes)
        return opened, established, ended

    def calls(self) -> list[Call]:
        """Every call there was, as it last stood, in the order of opening."""
        return list({change.after.call_id: change.after for change in self.changes}.values())

    def states(self) -> list[CallState]:
        return [call.state for call in self.calls()]

    def line_states(self) -> list[LineState]:
        return [event.state for event in self.events if isinstance(event, LineStateChanged)]

    def send(self, command: LineCommand, index: int = -1) -> None:
        """Ask for something to be done to a call, the latest unless told."""
        self.line.send(command, self.calls()[index].ref)

    def dial(self, number: str) -> None:
        self.line.send(LineCommand.DIAL, CallRef(self.line.name, None, number))


Wait = Callable[[Callable[[], object]], None]


@pytest.fixture(scope="session")
def speech(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One voice for the agent, another for every debtor."""
    folder = tmp_path_factory.mktemp("speech")
    agent = (
        "nin2 hao3, qing3 wen4 shi4 wang2 xian1 sheng5 ma5? wo3 shi4 chen2 guang1 de5 xiao3 li3."
    )
    debtor = "Yes, speaking. I am at work now, what is it about?"
    return {
        "agent": speak(folder / "agent.wav", agent, "cmn-latn-pinyin"),
        "debtor": speak(folder / "debtor.wav", debtor, "en"),
    }


@pytest.fixture
def wait(qtbot: QtBot) -> Wait:
    def until(condition: Callable[[], object]) -> None:
        qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)

    return until


@pytest.fixture
def phones(tmp_path: Path, speech: dict[str, Path], wait: Wait) -> Iterator[Phones]:
    with ExitStack() as stack:
        yield Phones(tmp_path, speech, stack, wait)


@pytest.fixture
def agent_phone(phones: Phones) -> Baresip:
    return phones.baresip("agent")


@pytest.fixture
def desk(agent_phone: Baresip, wait: Wait) -> Iterator[Desk]:
    desk = Desk(agent_phone)
    desk.line.start()
    wait(lambda: desk.line_states()[-1] is LineState.CONNECTED)
    yield desk
    desk.line.stop()


def nothing_more(desk: Desk, qtbot: QtBot) -> None:
    """Give a wrong event the time to come: a level of a running call, or the end of a pause."""
    before = len(desk.changes)
    with pytest.raises(Exception, match="timed out"):
        qtbot.waitUntil(lambda: len(desk.changes) > before, timeout=NO_CALL_MS)


def answered_call(desk: Desk, phones: Phones, wait: Wait) -> None:
    """sipp calls and the agent answers: the shortest way to a call that is up."""
    before = len(desk.calls())
    phones.sipp_calls(desk.phone, OTHER if before else DEBTOR)
    wait(lambda: len(desk.calls()) == before + 1)
    desk.send(LineCommand.ANSWER)
    wait(lambda: desk.states()[-1] is CallState.ESTABLISHED)


def ring(desk: Desk, phones: Phones, wait: Wait, number: str) -> None:
    """sipp calls, and the call rings at the agent."""
    phones.sipp_calls(desk.phone, number)
    wait(lambda: desk.calls() and desk.calls()[-1].ref.number == number)


def test_agent_dials_debtor_answers_agent_hangs_up(desk: Desk, phones: Phones, wait: Wait) -> None:
    debtor = phones.baresip(DEBTOR)
    far = phones.control(debtor)
    desk.dial(debtor.uri)
    wait(lambda: "INCOMING" in far.ask("listcalls"))
    far.ask("accept")
    wait(lambda: desk.counts() == (1, 1, 0))
    sides = {Side.AGENT, Side.DEBTOR}
    wait(lambda: {e.side for e in levels(desk) if e.level_dbov > SILENCE_DBOV} == sides)
    desk.send(LineCommand.HANG_UP)
    wait(lambda: desk.counts() == (1, 1, 1))
    (call,) = desk.calls()
    assert (call.ref.number, call.direction) == (DEBTOR, Direction.OUTGOING)
    assert call.ref.line_call_id is not None
    assert call.end_reason is EndReason.HUNG_UP
    assert "No active calls" in far.ask("listcalls") or "(0)" in far.ask("listcalls")


def levels(desk: Desk) -> list[LevelMeasured]:
    return [event for event in desk.events if isinstance(event, LevelMeasured)]


def test_debtor_dials_agent_answers_debtor_hangs_up(desk: Desk, phones: Phones, wait: Wait) -> None:
    debtor = phones.baresip(DEBTOR)
    far = phones.control(debtor)
    far.ask("dial", desk.phone.uri)
    wait(lambda: desk.counts() == (1, 0, 0))
    desk.send(LineCommand.ANSWER)
    wait(lambda: desk.counts() == (1, 1, 0))
    far.ask("hangup")
    wait(lambda: desk.counts() == (1, 1, 1))
    (call,) = desk.calls()
    assert (call.ref.number, call.direction) == (DEBTOR, Direction.INCOMING)
    assert (call.end_reason, call.end_detail) == (EndReason.HUNG_UP, "Connection reset by peer")


def test_hold_resume_and_mute_are_reported_though_baresip_sends_no_event(
    desk: Desk, phones: Phones, wait: Wait
) -> None:
    answered_call(desk, phones, wait)
    desk.send(LineCommand.HOLD)
    wait(lambda: desk.states() == [CallState.HELD])
    desk.send(LineCommand.RESUME)
    wait(lambda: desk.states() == [CallState.ESTABLISHED])
    for command in (LineCommand.MUTE, LineCommand.MUTE, LineCommand.UNMUTE, LineCommand.UNMUTE):
        desk.send(command)
    desk.send(LineCommand.MUTE)
    wait(lambda: len(muted(desk)) == 3)
    desk.send(LineCommand.HANG_UP)
    wait(lambda: desk.counts() == (1, 1, 1))
    assert muted(desk) == [True, False, True]


def muted(desk: Desk) -> list[bool]:
    return [event.muted for event in desk.events if isinstance(event, CallMuted)]


def test_hold_pressed_in_the_softphone_itself_is_seen(
    desk: Desk, phones: Phones, wait: Wait
) -> None:
    debtor = phones.baresip(DEBTOR)
    far = phones.control(debtor)
    desk.dial(debtor.uri)
    wait(lambda: "INCOMING" in far.ask("listcalls"))
    far.ask("accept")
    wait(lambda: desk.states() == [CallState.ESTABLISHED])
    # What the softphone's own key does, asked for past the line's books.
    desk.line._link.send("hold", None, "own-key")
    wait(lambda: desk.states() == [CallState.HELD])
    desk.line._link.send("resume", None, "own-key")
    wait(lambda: desk.states() == [CallState.ESTABLISHED])
    desk.line._link.send("mute", None, "own-key")
    desk.send(LineCommand.MUTE)
    wait(lambda: muted(desk) == [False, True])
    assert desk.counts() == (1, 1, 0)


def first_comes_back(desk: Desk, wait: Wait, qtbot: QtBot) -> None:
    """The second call is over, and the first, which was on hold for it, goes on.

    By itself in 1.0.0; from 1.1.0 on it is held until the agent takes it back.
    """
    if baresip_version() >= HELD_CALLS_STAY_HELD:
        wait(lambda: desk.states() == [CallState.HELD, CallState.ENDED])
        nothing_more(desk, qtbot)
        desk.send(LineCommand.RESUME, 0)
    wait(lambda: desk.states() == [CallState.ESTABLISHED, CallState.ENDED])


def test_second_call_holds_the_first_which_goes_on_after_it(
    desk: Desk, phones: Phones, wait: Wait, qtbot: QtBot
) -> None:
    answered_call(desk, phones, wait)
    answered_call(desk, phones, wait)
    wait(lambda: desk.states() == [CallState.HELD, CallState.ESTABLISHED])
    desk.send(LineCommand.HANG_UP)
    first_comes_back(desk, wait, qtbot)
    assert desk.counts() == (2, 2, 1)
    desk.send(LineCommand.HANG_UP, 0)
    wait(lambda: desk.counts() == (2, 2, 2))


def test_commands_act_on_the_call_they_name(desk: Desk, phones: Phones, wait: Wait) -> None:
    answered_call(desk, phones, wait)
    answered_call(desk, phones, wait)
    wait(lambda: desk.states() == [CallState.HELD, CallState.ESTABLISHED])
    desk.send(LineCommand.RESUME, 0)
    wait(lambda: desk.states() == [CallState.ESTABLISHED, CallState.HELD])
    desk.send(LineCommand.HANG_UP, 1)
    wait(lambda: desk.states() == [CallState.ESTABLISHED, CallState.ENDED])
    assert desk.counts() == (2, 2, 1)


def test_dialling_holds_the_call_that_is_up_which_goes_on_after_a_refusal(
    desk: Desk, phones: Phones, wait: Wait, qtbot: QtBot
) -> None:
    answered_call(desk, phones, wait)
    # The same number as the call that is up: they must not be taken for each other.
    debtor = phones.baresip(DEBTOR)
    far = phones.control(debtor)
    desk.dial(debtor.uri)
    wait(lambda: desk.states() == [CallState.HELD, CallState.RINGING])
    wait(lambda: "INCOMING" in far.ask("listcalls"))
    far.ask("hangup")
    first_comes_back(desk, wait, qtbot)
    assert desk.calls()[1].end_reason is EndReason.BUSY
    assert desk.counts() == (2, 1, 1)


def test_redial_of_a_number_whose_call_was_lost_is_a_new_call(
    desk: Desk, phones: Phones, wait: Wait
) -> None:
    answered_call(desk, phones, wait)
    desk.phone.kill()
    wait(lambda: desk.states() == [CallState.UNKNOWN])
    desk.phone.start()
    wait(lambda: desk.line_states()[-1] is LineState.CONNECTED)
    desk.dial(phones.sipp_refuses(486, "Busy Here"))
    wait(lambda: desk.states() == [CallState.UNKNOWN, CallState.ENDED])
    assert desk.counts() == (2, 1, 1)


@pytest.mark.parametrize("answered", [0, 1])
def test_either_of_two_ringing_calls_can_be_answered(
    answered: int, desk: Desk, phones: Phones, wait: Wait
) -> None:
    for number in (DEBTOR, OTHER):
        ring(desk, phones, wait, number)
    desk.send(LineCommand.ANSWER, answered)
    wait(lambda: desk.states()[answered] is CallState.ESTABLISHED)
    assert desk.states()[1 - answered] is CallState.RINGING
    desk.send(LineCommand.ANSWER, 1 - answered)
    wait(lambda: desk.states()[1 - answered] is CallState.ESTABLISHED)
    wait(lambda: desk.states()[answered] is CallState.HELD)
    assert desk.counts() == (2, 2, 0)


def test_call_that_was_passed_over_is_not_on_hold_when_it_is_answered(
    desk: Desk, phones: Phones, wait: Wait
) -> None:
    for number in (DEBTOR, OTHER):
        ring(desk, phones, wait, number)
    desk.send(LineCommand.ANSWER, 0)
    wait(lambda: desk.states()[0] is CallState.ESTABLISHED)
    desk.send(LineCommand.HOLD, 0)
    wait(lambda: desk.states()[0] is CallState.HELD)
    desk.send(LineCommand.ANSWER, 1)
    wait(lambda: desk.states()[1] is CallState.ESTABLISHED)
    wait(lambda: levels_of(desk, 1) and levels_of(desk, 1)[-1] > SILENCE_DBOV)
    assert desk.states() == [CallState.HELD, CallState.ESTABLISHED]
    assert desk.counts() == (2, 2, 0)


def levels_of(desk: Desk, index: int) -> list[float]:
    """What the agent said on one call."""
    call_id = desk.calls()[index].ref.line_call_id
    return [e.level_dbov for e in levels(desk) if e.ref.line_call_id == call_id]


def test_auto_answer_opens_the_call_without_a_ring(phones: Phones, wait: Wait) -> None:
    desk = Desk(phones.baresip("agent", answer_mode="auto"))
    desk.line.start()
    wait(lambda: desk.line_states()[-1] is LineState.CONNECTED)
    phones.sipp_calls(desk.phone, DEBTOR, then="bye")
    wait(lambda: desk.counts() == (1, 1, 1))
    (call,) = desk.calls()
    assert (call.ref.number, call.direction) == (DEBTOR, Direction.INCOMING)
    desk.line.stop()


REFUSALS = [
    (404, "Not Found", EndReason.NUMBER_DEAD),
    (410, "Gone", EndReason.NUMBER_DEAD),
    (480, "Temporarily Unavailable", EndReason.NOT_ANSWERED),
    (484, "Address Incomplete", EndReason.NUMBER_DEAD),
    (486, "Busy Here", EndReason.BUSY),
    (503, "Service Unavailable", EndReason.FAILED),
    (600, "Busy Everywhere", EndReason.BUSY),
    (603, "Decline", EndReason.DECLINED),
    (604, "Does Not Exist Anywhere", EndReason.NUMBER_DEAD),
]


def counted(desk: Desk, expected: tuple[int, int, int]) -> bool:
    return desk.counts() == expected


def test_far_end_refuses_with_every_code(desk: Desk, phones: Phones, wait: Wait) -> None:
    for count, (status, phrase, reason) in enumerate(REFUSALS, start=1):
        desk.dial(phones.sipp_refuses(status, phrase))
        wait(partial(counted, desk, (count, 0, count)))
        call = desk.calls()[-1]
        assert (call.end_reason, call.end_detail) == (reason, f"{status} {phrase}")
        assert call.direction is Direction.OUTGOING


def test_refusal_phrase_with_a_number_is_not_kept(desk: Desk, phones: Phones, wait: Wait) -> None:
    desk.dial(phones.sipp_refuses(480, "13800138000 is away"))
    wait(lambda: desk.counts() == (1, 0, 1))
    assert desk.calls()[0].end_detail == "480"


def test_dial_that_fails_before_it_has_an_id_ends(desk: Desk, wait: Wait) -> None:
    desk.dial("sip:13800138000@[::1]:5060")
    wait(lambda: desk.counts() == (1, 0, 1))
    assert desk.calls()[0].end_reason is EndReason.FAILED


def test_dial_to_nobody_can_be_hung_up_before_any_event_tells_its_id(
    desk: Desk, wait: Wait, qtbot: QtBot
) -> None:
    desk.dial("sip:13800138000@127.0.0.1:9")
    wait(lambda: desk.counts() == (1, 0, 0))
    assert desk.calls()[0].ref.line_call_id is None
    if baresip_version() >= LISTS_IDS:
        wait(lambda: desk.calls()[0].ref.line_call_id)
    else:
        nothing_more(desk, qtbot)
    desk.send(LineCommand.HANG_UP)
    wait(lambda: desk.counts() == (1, 0, 1))
    assert desk.calls()[0].direction is Direction.OUTGOING


def test_dial_can_be_hung_up_at_once_while_another_call_is_up(
    desk: Desk, phones: Phones, wait: Wait
) -> None:
    answered_call(desk, phones, wait)
    desk.dial(f"sip:{OTHER}@127.0.0.1:9")
    wait(lambda: desk.counts() == (2, 1, 0))
    desk.send(LineCommand.HANG_UP)
    wait(lambda: desk.counts() == (2, 1, 1))
    assert desk.calls()[1].end_reason is EndReason.NOT_ANSWERED


def test_callee_who_does_not_answer_in_time(phones: Phones, wait: Wait) -> None:
    desk = Desk(phones.baresip("agent", local_timeout_s=1))
    desk.line.start()
    wait(lambda: desk.line_states()[-1] is LineState.CONNECTED)
    phones.sipp_calls(desk.phone, DEBTOR)
    wait(lambda: desk.counts() == (1, 0, 1))
    assert desk.calls()[0].end_reason is EndReason.NOT_ANSWERED
    desk.line.stop()


def test_caller_gives_up_before_the_answer(desk: Desk, phones: Phones, wait: Wait) -> None:
    phones.sipp_calls(desk.phone, DEBTOR, then="cancel")
    wait(lambda: desk.counts() == (1, 0, 1))
    assert desk.calls()[0].end_reason is EndReason.NOT_ANSWERED


def test_agent_rejects_the_second_call_and_keeps_the_first(
    desk: Desk, phones: Phones, wait: Wait
) -> None:
    answered_call(desk, phones, wait)
    phones.sipp_calls(desk.phone, OTHER)
    wait(lambda: desk.counts() == (2, 1, 0))
    desk.send(LineCommand.HANG_UP)
    wait(lambda: desk.counts() == (2, 1, 1))
    assert desk.states() == [CallState.ESTABLISHED, CallState.ENDED]


def test_display_name_in_chinese(desk: Desk, phones: Phones, wait: Wait) -> None:
    phones.sipp_calls(desk.phone, DEBTOR, name="王五", then="cancel")
    wait(lambda: desk.counts() == (1, 0, 1))
    assert desk.calls()[0].name == "王五"


def test_anonymous_caller_has_no_number_and_no_name(desk: Desk, phones: Phones, wait: Wait) -> None:
    phones.sipp_calls(desk.phone, "anonymous", name="Anonymous", host="anonymous.invalid")
    wait(lambda: desk.counts() == (1, 0, 0))
    desk.send(LineCommand.ANSWER)
    wait(lambda: desk.counts() == (1, 1, 0))
    desk.send(LineCommand.HANG_UP)
    wait(lambda: desk.counts() == (1, 1, 1))
    (call,) = desk.calls()
    assert (call.ref.number, call.name) == (None, None)


def test_replay_of_an_ended_call_opens_nothing(
    desk: Desk, phones: Phones, wait: Wait, qtbot: QtBot
) -> None:
    phones.sipp_calls(desk.phone, DEBTOR, call_id="same@phone", then="cancel")
    wait(lambda: desk.counts() == (1, 0, 1))
    again = phones.sipp_calls(desk.phone, DEBTOR, call_id="same@phone", then="cancel")
    heard = len(desk.events)
    wait(lambda: not again.is_running and len(desk.events) >= heard + 2)
    assert desk.counts() == (1, 0, 1)


def test_killed_softphone_leaves_the_call_unknown_and_its_return_replays_nothing(
    desk: Desk, phones: Phones, wait: Wait, qtbot: QtBot
) -> None:
    answered_call(desk, phones, wait)
    desk.phone.kill()
    wait(lambda: desk.line_states()[-1] is LineState.LOST)
    assert desk.states() == [CallState.UNKNOWN]
    desk.phone.start()
    wait(lambda: desk.line_states()[-1] is LineState.CONNECTED)
    wait(lambda: desk.events[-1] == LineCallsListed("baresip", desk.events[-1].at, ()))
    nothing_more(desk, qtbot)
    assert (desk.counts(), desk.states()) == ((1, 1, 0), [CallState.UNKNOWN])
    expected = [LineState.CONNECTING, LineState.CONNECTED, LineState.LOST, LineState.CONNECTED]
    assert desk.line_states() == expected
    answered_call(desk, phones, wait)
    assert desk.counts() == (2, 2, 0)


@pytest.mark.parametrize(("number", "host"), [(DEBTOR, None), ("anonymous", "anonymous.invalid")])
def test_call_that_outlives_the_link_is_the_same_call_after_it(
    number: str, host: str | None, desk: Desk, phones: Phones, wait: Wait
) -> None:
    phones.sipp_calls(desk.phone, number, host=host)
    wait(lambda: desk.counts() == (1, 0, 0))
    desk.send(LineCommand.ANSWER)
    wait(lambda: desk.states() == [CallState.ESTABLISHED])
    desk.send(LineCommand.HOLD)
    wait(lambda: desk.states() == [CallState.HELD])
    assert is_listening(desk.phone.control_port)  # takes the line's place
    wait(lambda: LineState.LOST in desk.line_states())
    wait(lambda: desk.states() == [CallState.HELD])
    desk.send(LineCommand.RESUME)
    wait(lambda: desk.states() == [CallState.ESTABLISHED])
    desk.send(LineCommand.HANG_UP)
    wait(lambda: desk.counts() == (1, 1, 1))


@pytest.mark.parametrize(("number", "host"), [(DEBTOR, None), ("anonymous", "anonymous.invalid")])
def test_call_that_began_before_the_desk_opens_once_and_ends(
    number: str, host: str | None, agent_phone: Baresip, phones: Phones, wait: Wait
) -> None:
    far = phones.control(agent_phone)
    phones.sipp_calls(agent_phone, number, host=host)
    wait(lambda: "INCOMING" in far.ask("listcalls"))
    far.ask("accept")
    desk = Desk(agent_phone)
    desk.line.start()
    wait(lambda: desk.counts() == (1, 1, 0))
    wait(lambda: levels(desk))
    desk.send(LineCommand.HANG_UP)
    wait(lambda: desk.counts() == (1, 1, 1))
    desk.line.stop()


def test_frozen_softphone_is_reported_as_lost(desk: Desk, wait: Wait) -> None:
    desk.phone.send_signal(signal.SIGSTOP)
    desk.dial("10086")
    wait(lambda: desk.line_states()[-1] is LineState.LOST)
    lost = desk.events[-1]
    assert isinstance(lost, LineStateChanged)
    assert lost.detail == "the softphone does not answer"
    desk.phone.send_signal(signal.SIGCONT)
    wait(lambda: desk.line_states()[-1] is LineState.CONNECTED)


def test_two_desks_on_one_softphone_do_not_fight_for_ever(desk: Desk, wait: Wait) -> None:
    other = Desk(desk.phone)
    other.line.start()

    def taken(one: Desk) -> bool:
        return any(
            isinstance(event, LineStateChanged) and "another program" in event.detail
            for event in one.events
        )

    wait(lambda: taken(desk) or taken(other))
    other.line.stop()


def test_line_started_before_its_softphone_connects_when_it_comes(
    phones: Phones, wait: Wait, qtbot: QtBot
) -> None:
    phone = phones.baresip("agent")
    phone.stop()
    desk = Desk(phone)
    desk.line.start()
    nothing_more(desk, qtbot)
    assert desk.line_states() == [LineState.CONNECTING]
    phone.start()
    wait(lambda: desk.line_states() == [LineState.CONNECTING, LineState.CONNECTED])
    desk.line.stop()
    assert desk.line_states()[-1] is LineState.STOPPED


def test_nothing_comes_and_nothing_lives_after_stop(
    desk: Desk, phones: Phones, wait: Wait, qtbot: QtBot
) -> None:
    answered_call(desk, phones, wait)
    desk.line.stop()
    assert desk.line_states()[-1] is LineState.STOPPED
    seen = len(desk.events)
    desk.phone.kill()
    wait(lambda: not desk.line.children())
    nothing_more(desk, qtbot)
    assert len(desk.events) == seen
    desk.line.send(LineCommand.HANG_UP, desk.calls()[0].ref)
    desk.line.stop()
    assert len(desk.events) == seen


def test_what_cannot_be_dialled_is_refused() -> None:
    line = BaresipLine(lambda event: None, SystemClock())
    for number in (None, "", "not a number"):
        with pytest.raises(ValueError, match="can be dialled"):
            line.send(LineCommand.DIAL, CallRef(line.name, None, number))
