"""Several calls, several files, no file: the agent always sees which, and loses none."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from desktop.domain.calls import CallState, EndReason
from desktop.domain.matching import MatchReason, PopKind
from desktop.domain.outcome import Disposition, Identity
from desktop.session.ports import LineCommand
from desktop.ui.labels import word
from tests.ui.desk_fixture import (
    OWN_NAME,
    OWN_NUMBER,
    SHARED_NUMBER,
    STRANGE_NUMBER,
    RunningDesk,
)
from tests.ui.seen import everything_shown

OTHER_NUMBER, OTHER_NAME = "+8616000000006", "刘模拟"


def front(desk: RunningDesk) -> str | None:
    """Who is in front."""
    return desk.view.focused.who if desk.view.focused else None


def test_a_new_call_during_wrap_up_keeps_the_draft_in_the_inbox(desk: RunningDesk) -> None:
    desk.talk_to_right_person()
    desk.press("Ctrl+E")
    desk.type("first caller")
    desk.line.hang_up()
    desk.settle()
    desk.leave_the_text()
    desk.ring(OTHER_NUMBER, "2")
    assert front(desk) == OTHER_NAME
    assert [call.who for call in desk.view.inbox] == [OWN_NAME]
    assert f"{OWN_NAME}  {word(EndReason.HUNG_UP)}" in everything_shown(desk.window)
    assert desk.window.note.editor.toPlainText() == ""

    desk.press("Ctrl+I")
    assert front(desk) == OWN_NAME
    assert desk.window.note.editor.toPlainText() == "first caller"
    assert desk.window.wrap_up.isVisible()
    assert [call.who for call in desk.view.others] == [OTHER_NAME]

    desk.press("F2")
    assert front(desk) == OTHER_NAME
    assert desk.line.asked[-1][1].line_call_id == "2"
    assert [call.who for call in desk.view.inbox] == [OWN_NAME]


def test_several_waiting_calls_are_worked_off_one_after_the_other(desk: RunningDesk) -> None:
    for number in ("1", "2", "3"):
        desk.ring(f"+861600000000{number}", number)
        desk.line.hang_up(number)
        desk.settle()
    assert len(desk.view.inbox) == 2
    for left in (2, 1, 0):
        if desk.view.focused is None:
            desk.press("Ctrl+I")
        desk.window.wrap_up.disposition_requested.emit(Disposition.NO_ANSWER)
        desk.press("F4")
        desk.wait(lambda view: not view.wrap_up)
        assert len(desk.app.desk.calls) == left
    assert len(desk.outcomes()) == 3
    assert not desk.view.inbox


def test_of_several_files_one_is_chosen_by_keyboard_and_opens_covered(desk: RunningDesk) -> None:
    view = desk.ring(SHARED_NUMBER)
    assert view.case is None
    assert view.pop is not None
    assert view.pop.kind is PopKind.SEVERAL
    names = [candidate.name for candidate in view.pop.candidates]
    assert len(names) == 2
    second = _tab_to(desk, names[1])
    assert word(MatchReason.OWN_NUMBER) in second.text()
    desk.press("Space")
    view = desk.view
    assert view.case is not None
    assert view.case.name == names[1]
    assert view.case.covered
    desk.press("F2")
    desk.wait(lambda view: view.timer is not None)
    desk.press("F3")
    assert desk.view.case is not None
    assert not desk.view.case.covered


def _tab_to(desk: RunningDesk, text: str) -> QPushButton:
    """Press Tab until a button with this text has the keyboard."""
    for _ in range(60):
        desk.press("Tab")
        focus = desk.focus
        if isinstance(focus, QPushButton) and text in focus.text():
            return focus
    pytest.fail(f"Tab never reaches {text}")


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [
        (STRANGE_NUMBER, PopKind.UNKNOWN, "Nothing about any debt may be said."),
        (None, PopKind.ANONYMOUS, "Number withheld"),
    ],
    ids=["unknown", "withheld"],
)
def test_a_caller_without_a_file_gets_a_plain_card_and_cannot_be_confirmed(
    desk: RunningDesk, number: str | None, kind: PopKind, words: str
) -> None:
    view = desk.ring(number)
    assert view.pop is not None
    assert view.pop.kind is kind
    shown = everything_shown(desk.window)
    assert words in shown
    assert (STRANGE_NUMBER in shown) is (number == STRANGE_NUMBER)
    assert not desk.window.case.isVisible()
    desk.press("F2", "F3")
    assert desk.view.talk is not None
    assert desk.view.talk.identity is Identity.UNCONFIRMED
    assert desk.view.case is None
    desk.line.hang_up()
    desk.settle()
    desk.window.wrap_up.disposition_requested.emit(Disposition.WRONG_NUMBER)
    desk.press("F4")
    desk.wait(lambda view: view.focused is None)
    (saved,) = desk.outcomes()
    assert saved.debtor_id is None
    assert saved.disposition is Disposition.WRONG_NUMBER


def test_a_second_ring_while_talking_does_not_steal_the_call_in_front(desk: RunningDesk) -> None:
    desk.talk_to_right_person()
    desk.ring(OTHER_NUMBER, "2")
    assert front(desk) == OWN_NAME
    assert desk.view.case is not None
    assert not desk.view.case.covered
    assert f"Second call rings: {OTHER_NAME}" in everything_shown(desk.window)
    desk.line.hang_up("2")
    desk.settle()
    assert front(desk) == OWN_NAME
    assert "Second call rings" not in everything_shown(desk.window)
    assert [call.who for call in desk.view.inbox] == [OTHER_NAME]


def test_hanging_up_ends_the_call_in_front_and_the_waiting_one_comes_forward(
    desk: RunningDesk,
) -> None:
    desk.talk_to_right_person()
    desk.ring(OTHER_NUMBER, "2")
    desk.press("F12")
    hang_ups = [ref for command, ref in desk.line.asked if command is LineCommand.HANG_UP]
    assert [ref.line_call_id for ref in hang_ups] == ["1"]
    assert front(desk) == OTHER_NAME
    assert desk.view.focused is not None
    assert desk.view.focused.state is CallState.RINGING
    assert [call.who for call in desk.view.inbox] == [OWN_NAME]


def test_a_replayed_ring_of_a_saved_call_opens_nothing(desk: RunningDesk) -> None:
    desk.ring(OWN_NUMBER)
    desk.line.hang_up()
    desk.settle()
    desk.window.wrap_up.disposition_requested.emit(Disposition.NO_ANSWER)
    desk.press("F4")
    desk.wait(lambda view: view.focused is None)
    desk.line.ring(OWN_NUMBER)
    desk.settle()
    assert desk.app.desk.calls == {}


def test_a_number_is_dialled_from_the_keyboard_and_its_file_opens(desk: RunningDesk) -> None:
    desk.press("Ctrl+D")
    desk.type("160 0000 0005")
    desk.press("Return")
    view = desk.wait(lambda view: view.case is not None)
    assert view.case is not None
    assert view.case.name == OWN_NAME
    assert [command for command, _ in desk.line.asked] == [LineCommand.DIAL]


def test_the_inbox_key_goes_round_all_waiting_calls(desk: RunningDesk) -> None:
    for number in ("1", "2", "3"):
        desk.ring(f"+861600000000{number}", number)
        desk.line.hang_up(number)
        desk.settle()
    seen = []
    for _ in range(6):
        desk.press("Ctrl+I")
        seen.append(desk.app.desk.focused_id)
    assert len(set(seen[:3])) == 3
    assert seen[3:] == seen[:3]


def test_the_inbox_key_leads_back_to_the_person_on_the_line(desk: RunningDesk) -> None:
    desk.ring(OTHER_NUMBER, "0")
    desk.line.hang_up("0")
    desk.settle()
    desk.talk_to_right_person()
    desk.press("Ctrl+I")
    assert front(desk) == OTHER_NAME
    desk.press("Ctrl+I")
    assert front(desk) == OWN_NAME
    assert desk.view.case is not None
    assert not desk.view.case.covered
