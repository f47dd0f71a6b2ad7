"""One call from ring to saved outcome, with nothing but keys."""

from __future__ import annotations

import pytest

from desktop.domain.calls import CallState, EndReason
from desktop.domain.matching import MatchReason
from desktop.domain.outcome import Disposition, Identity, OutcomeField
from desktop.domain.talk_track import DebtorState, Stage
from desktop.session.ports import LineCommand
from desktop.ui.labels import word
from tests.ui.conftest import MakeDesk
from tests.ui.desk_fixture import OWN_NAME, OWN_NUMBER, RunningDesk, day_ahead
from tests.ui.seen import everything_shown, secrets_of

NOTES = {"zh_CN": "下周五发工资2500", "en": "Paid on Friday 2500"}
DUE_ON = day_ahead(9)


@pytest.fixture(params=["zh_CN", "en"])
def desk(request: pytest.FixtureRequest, make_desk: MakeDesk) -> RunningDesk:
    """A desk in each language."""
    return make_desk(language=request.param).open()


def test_a_call_is_taken_from_ring_to_saved_outcome_with_keys_alone(desk: RunningDesk) -> None:
    language = desk.view.language
    _ring_and_answer(desk)
    _say_a_line_of_each_stage(desk)
    channel = _promise(desk)
    desk.press("Ctrl+E")
    desk.type(NOTES[language])
    call_id = desk.app.desk.focused_id
    desk.line.hang_up()
    _wrap_up_is_filled_in(desk)
    desk.press("F4")
    desk.wait(lambda view: view.focused is None)

    saved = desk.outcomes()
    assert [outcome.call_id for outcome in saved] == [call_id]
    assert saved[0].disposition is Disposition.PROMISE
    assert saved[0].fields == {
        OutcomeField.AMOUNT: 250_000,
        OutcomeField.DATE: DUE_ON.isoformat(),
        OutcomeField.CHANNEL: channel,
    }
    assert saved[0].note == NOTES[language]
    assert saved[0].identity is Identity.CONFIRMED
    assert saved[0].state is DebtorState.COOPERATIVE
    assert saved[0].stage is Stage.COMMITMENT
    assert saved[0].end_reason is EndReason.HUNG_UP
    assert len(saved[0].prompts_said) == 5
    assert desk.app.desk.calls == {}
    assert desk.view.inbox == ()
    assert desk.view.last_saved is not None
    assert OWN_NAME in everything_shown(desk.window)


def _ring_and_answer(desk: RunningDesk) -> None:
    view = desk.ring(OWN_NUMBER)
    assert view.focused is not None
    assert view.focused.state is CallState.RINGING
    shown = everything_shown(desk.window)
    assert OWN_NAME in shown
    assert word(MatchReason.OWN_NUMBER) in shown
    assert word(CallState.RINGING) in desk.window.windowTitle()
    desk.press("F2")
    assert [command for command, _ in desk.line.asked] == [LineCommand.ANSWER]
    view = desk.wait(lambda view: view.timer is not None)
    assert view.talk is not None
    assert view.talk.stage is Stage.IDENTITY


def _say_a_line_of_each_stage(desk: RunningDesk) -> None:
    """The identity check first; F3 opens the greeting, F7 each stage after it."""
    for key, stage in (
        ("", Stage.IDENTITY),
        ("F3", Stage.GREETING),
        ("F7", Stage.LISTENING),
        ("F7", Stage.OPTIONS),
        ("F7", Stage.COMMITMENT),
    ):
        if key:
            desk.press(key)
        talk = desk.view.talk
        assert talk is not None
        assert talk.line is not None
        assert talk.stage is stage
        first = talk.line
        if talk.count > 1:
            desk.press("F6")
            assert desk.view.talk is not None
            assert desk.view.talk.line != first
            assert desk.view.talk.position == 1
            desk.press("Shift+F6")
        assert desk.window.talk._line.text() == first.text
        desk.press("F9")
        live = desk.app.desk.focused
        assert live is not None
        assert live.draft.said[-1] == first.prompt.prompt_id
    desk.press("1")
    assert desk.view.talk is not None
    assert desk.view.talk.state is DebtorState.COOPERATIVE


def _promise(desk: RunningDesk) -> str:
    """Amount, day and channel, each typed; gives the channel."""
    channel = desk.app.desk.profile.channels_in(desk.view.language)[1]
    desk.press("Ctrl+P")
    desk.type("2500\t")
    desk.type(f"{DUE_ON:%Y%m%d}")
    desk.press("Tab", "Tab", "Tab")
    desk.type(f"{channel}\t")
    return channel


def _wrap_up_is_filled_in(desk: RunningDesk) -> None:
    view = desk.wait(lambda view: view.wrap_up is not None and view.wrap_up.open)
    assert view.wrap_up is not None
    assert view.wrap_up.disposition is Disposition.PROMISE
    assert view.wrap_up.can_save
    panel = desk.window.wrap_up
    assert panel._tiles[Disposition.PROMISE].isChecked()
    assert panel.fields.amount.text() == "2,500"
    assert panel.fields.day.editor.date().toPython() == DUE_ON
    assert panel.fields.channel.currentText() == view.wrap_up.fields[OutcomeField.CHANNEL]
    assert panel._read_back.text() == view.wrap_up.read_back != ""
    assert panel._save.isEnabled()


def test_nothing_of_the_debt_is_shown_before_the_right_person_is_confirmed(
    desk: RunningDesk,
) -> None:
    secrets = _secrets(desk)
    assert _seen(desk, secrets) == set()
    desk.press("F2")
    desk.wait(lambda view: view.timer is not None)
    for key in ("F5", "Ctrl+T", "F6", "F7", "F9", "F6", "Ctrl+P", "Shift+F7"):
        desk.press(key)
        assert _seen(desk, secrets) == set(), key
    desk.press("F3")
    assert len(_seen(desk, secrets)) > 5


def test_a_third_party_covers_again_what_was_open_even_after_the_hang_up(
    desk: RunningDesk,
) -> None:
    secrets = _secrets(desk)
    desk.press("F2")
    desk.wait(lambda view: view.timer is not None)
    desk.press("F3", "F7", "F7", "F5")
    _promise(desk)
    assert _seen(desk, secrets) != set()
    desk.press("Shift+F3")
    for key in ("F5", "F6", "F9", "F7", "5", "Ctrl+P"):
        desk.press(key)
        assert _seen(desk, secrets) == set(), key
    assert desk.view.talk is not None
    assert desk.view.talk.state is DebtorState.THIRD_PARTY
    desk.line.hang_up()
    desk.wait(lambda view: view.wrap_up is not None and view.wrap_up.open)
    assert _seen(desk, secrets) == set()


def _secrets(desk: RunningDesk) -> set[str]:
    """What must stay covered of the file that a ring opens."""
    desk.ring(OWN_NUMBER)
    live = desk.app.desk.focused
    assert live is not None
    assert live.case is not None
    secrets = secrets_of(live.case)
    assert len(secrets) > 20
    return secrets


def _seen(desk: RunningDesk, secrets: set[str]) -> set[str]:
    shown = everything_shown(desk.window)
    return {secret for secret in secrets if secret in shown}
