"""The whole desk beside a real baresip: calls, files opened and outcomes saved are counted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.app import DeskApp
from desktop.domain.calls import CallState, EndReason, LineState
from desktop.domain.matching import MatchReason
from desktop.domain.outcome import Disposition, OutcomeField
from desktop.session.ports import Line
from desktop.session.view import SessionView
from desktop.softphone.baresip import BaresipLine
from tests.adapters.phones import Baresip, Phones, speak
from tests.ui.conftest import MakeDesk
from tests.ui.desk_fixture import OWN_NAME, RunningDesk, day_ahead

pytestmark = [pytest.mark.real_program, pytest.mark.timeout(180)]

DEBTOR = "16000000005"
"""As a Chinese network shows the sample file's number: without its country code."""
WAIT_MS = 15_000


@pytest.fixture(scope="module")
def speech(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("speech")
    return {
        "agent": speak(folder / "agent.wav", "您好，请问是本人吗？", "cmn-latn-pinyin"),
        "debtor": speak(folder / "debtor.wav", "喂，您好，我是。", "cmn-latn-pinyin"),
    }


@pytest.fixture
def phones(tmp_path: Path, speech: dict[str, Path], qtbot: QtBot) -> Iterator[Phones]:
    folder = tmp_path / "phones"
    folder.mkdir()
    with ExitStack() as stack:

        def wait_until(condition: object) -> None:
            qtbot.waitUntil(condition, timeout=WAIT_MS)  # type: ignore[arg-type]

        yield Phones(folder, speech, stack, wait_until)


def desk_beside(make_desk: MakeDesk, phone: Baresip) -> RunningDesk:
    def make_lines(app: DeskApp) -> list[Line]:
        return [BaresipLine(app.receive, app.clock, port=phone.control_port)]

    desk = make_desk(make_lines=make_lines).open()
    desk.wait(lambda view: view.lines and view.lines[0].state is LineState.CONNECTED)
    return desk


def in_state(state: CallState) -> object:
    def holds(view: SessionView) -> bool:
        return view.focused is not None and view.focused.state is state

    return holds


def agree(desk: RunningDesk) -> None:
    due_on = day_ahead(3).isoformat()
    for name, value in (
        (OutcomeField.AMOUNT, 50_000),
        (OutcomeField.DATE, due_on),
        (OutcomeField.CHANNEL, "bank transfer"),
    ):
        desk.app.bridge.intents.set_field(name, value)
    desk.settle()


def test_a_debtor_who_phones_opens_one_file_and_leaves_one_outcome(
    make_desk: MakeDesk, phones: Phones
) -> None:
    agent, debtor = phones.baresip("agent"), phones.baresip(DEBTOR)
    desk = desk_beside(make_desk, agent)
    far_end = phones.control(debtor)

    far_end.ask("dial", agent.uri)
    view = desk.wait(lambda v: v.case is not None)
    assert view.case is not None
    assert view.pop is not None
    assert (view.case.name, view.pop.reason) == (OWN_NAME, MatchReason.OWN_NUMBER)
    assert view.case.covered
    desk.press("F2")
    desk.wait(in_state(CallState.ESTABLISHED))
    desk.wait(lambda v: v.timer and v.timer.agent_talk_ms and v.timer.debtor_talk_ms)
    desk.press("F3", "F7", "F7", "F7")
    agree(desk)
    far_end.ask("hangup")
    view = desk.wait(lambda v: v.wrap_up is not None and v.wrap_up.open)
    assert view.wrap_up is not None
    assert view.wrap_up.suggested is Disposition.PROMISE
    desk.press("F4")
    desk.wait(lambda v: v.focused is None)

    (outcome,) = desk.outcomes()
    assert outcome.disposition is Disposition.PROMISE
    assert outcome.fields[OutcomeField.AMOUNT] == 50_000
    assert outcome.end_reason is EndReason.HUNG_UP
    assert outcome.figures.debtor_talk_ms > 0
    assert desk.app.desk.calls == {}


def test_an_agent_who_dials_a_busy_line_confirms_it_with_one_key(
    make_desk: MakeDesk, phones: Phones
) -> None:
    agent = phones.baresip("agent")
    desk = desk_beside(make_desk, agent)

    desk.app.bridge.intents.dial(phones.sipp_refuses("486", "Busy Here"))
    view = desk.wait(lambda v: v.wrap_up is not None and v.wrap_up.open)
    assert view.wrap_up is not None
    assert view.wrap_up.disposition is Disposition.BUSY
    desk.press("F4")
    desk.wait(lambda v: v.focused is None)

    (outcome,) = desk.outcomes()
    assert (outcome.disposition, outcome.talk_ms) == (Disposition.BUSY, 0)


def test_a_softphone_killed_in_mid_call_loses_nothing_and_comes_back(
    make_desk: MakeDesk, phones: Phones
) -> None:
    agent, debtor = phones.baresip("agent"), phones.baresip(DEBTOR)
    desk = desk_beside(make_desk, agent)
    phones.control(debtor).ask("dial", agent.uri)
    desk.wait(lambda v: v.case is not None)
    desk.press("F2")
    desk.wait(in_state(CallState.ESTABLISHED))
    desk.press("F3", "Ctrl+E")
    desk.type("pays on Friday")
    agent.kill()
    view = desk.wait(in_state(CallState.UNKNOWN))
    assert view.lines[0].state is LineState.LOST

    agent.start()
    desk.wait(lambda v: v.lines[0].state is LineState.CONNECTED)
    assert len(desk.app.desk.calls) == 1, "nothing is replayed"
    desk.press("F12")
    desk.wait(in_state(CallState.ENDED))
    desk.visible("disposition-hung_up_early").click()  # type: ignore[attr-defined]
    desk.press("F4")
    desk.wait(lambda v: v.focused is None)

    (outcome,) = desk.outcomes()
    assert outcome.disposition is Disposition.HUNG_UP_EARLY
    assert outcome.note == "pays on Friday"


def test_hold_and_resume_pause_the_silence_timer(make_desk: MakeDesk, phones: Phones) -> None:
    agent, debtor = phones.baresip("agent"), phones.baresip(DEBTOR)
    desk = desk_beside(make_desk, agent)
    far_end = phones.control(debtor)
    far_end.ask("dial", agent.uri)
    desk.wait(lambda v: v.case is not None)
    desk.press("F2")
    desk.wait(in_state(CallState.ESTABLISHED))

    desk.press("Ctrl+H")
    view = desk.wait(in_state(CallState.HELD))
    assert view.timer is None
    desk.press("Ctrl+H")
    view = desk.wait(in_state(CallState.ESTABLISHED))
    assert view.timer is not None
    far_end.ask("hangup")
    desk.wait(in_state(CallState.ENDED))
    assert len(desk.app.desk.calls) == 1
