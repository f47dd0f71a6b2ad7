"""Ctrl+K finds anybody: for the call in front, or to read before dialling."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from desktop.domain.matching import MatchReason
from desktop.domain.outcome import Disposition, Identity
from desktop.session.ports import LineCommand
from desktop.ui.labels import word
from tests.ui.desk_fixture import OWN_NAME, OWN_NUMBER, STRANGE_NUMBER, RunningDesk
from tests.ui.seen import everything_shown, secrets_of

OTHER_NUMBER, OTHER_NAME = "+8616000000006", "刘模拟"
FOUND_NAME = "王演示"


def find(desk: RunningDesk, text: str) -> list[str]:
    """Press Ctrl+K, type, and wait for the answer; the names that are shown."""
    if not desk.window.search.isVisible():
        desk.press("Ctrl+K")
    desk.type(text)
    desk.wait(lambda view: view.search and view.search.found is not None)
    desk.wait(lambda view: view.search and not view.search.is_searching)
    rows = desk.window.search.rows
    return [rows.item(index).text().split("\n")[0] for index in range(rows.count())]


def choose(desk: RunningDesk) -> None:
    """Press Enter and wait until the file is there."""
    desk.press("Return")
    desk.wait(lambda view: view.search is None)


def test_an_unknown_caller_gets_a_file_with_two_keys_and_enter(desk: RunningDesk) -> None:
    desk.ring(STRANGE_NUMBER)
    desk.press("F2")
    desk.wait(lambda view: view.timer is not None)
    assert find(desk, "wy") == [FOUND_NAME]
    choose(desk)
    view = desk.view
    assert view.case is not None
    assert (view.case.name, view.case.covered) == (FOUND_NAME, True)
    assert view.pop is not None
    assert view.pop.reason is MatchReason.CHOSEN_BY_AGENT
    assert not desk.window.search.isVisible()
    assert word(MatchReason.CHOSEN_BY_AGENT) in everything_shown(desk.window)

    desk.press("F3")
    desk.wait_saved()
    assert desk.view.case is not None
    assert not desk.view.case.covered


def test_a_wrong_choice_is_taken_back_and_the_note_stays(desk: RunningDesk) -> None:
    desk.ring(STRANGE_NUMBER)
    desk.press("F2")
    desk.wait(lambda view: view.timer is not None)
    desk.press("Ctrl+E")
    desk.type("asks for a receipt")
    find(desk, "cyl")
    choose(desk)
    desk.leave_the_text()
    desk.press("F3")
    assert desk.view.talk is not None
    assert desk.view.talk.identity is Identity.CONFIRMED

    desk.press("Ctrl+K")
    button = desk.window.search._take_back
    assert button.isVisible()
    button.click()
    desk.wait(lambda view: view.case is None)
    desk.press("Escape")
    assert desk.view.talk is not None
    assert desk.view.talk.identity is Identity.UNCONFIRMED
    assert desk.window.note.editor.toPlainText() == "asks for a receipt"
    assert desk.window.pop.isVisible()


def test_the_file_that_opened_by_its_number_comes_back_after_a_wrong_choice(
    desk: RunningDesk,
) -> None:
    desk.ring(OWN_NUMBER)
    find(desk, "0006")
    choose(desk)
    assert desk.view.case is not None
    assert desk.view.case.name == OTHER_NAME
    desk.press("Ctrl+K")
    desk.window.search._take_back.click()
    desk.wait(lambda view: view.case and view.case.name == OWN_NAME)
    assert desk.view.pop is not None
    assert desk.view.pop.reason is MatchReason.OWN_NUMBER


def test_a_file_is_read_before_dialling_and_the_call_opens_it(desk: RunningDesk) -> None:
    assert find(desk, "0005")[0] == OWN_NAME
    choose(desk)
    view = desk.view
    assert view.case is not None
    assert (view.case.name, view.case.covered) == (OWN_NAME, False)
    assert desk.window.reading.isVisible()
    assert not desk.window.idle.isVisible()
    assert OWN_NUMBER not in everything_shown(desk.window)

    desk.press("1")
    command, ref = desk.line.asked[-1]
    assert (command, ref.number) == (LineCommand.DIAL, OWN_NUMBER)
    view = desk.wait(lambda view: view.focused and view.case)
    assert view.case is not None
    assert (view.case.name, view.case.covered) == (OWN_NAME, True)
    assert view.reading is None


def test_a_ring_covers_the_file_that_is_read_and_escape_puts_it_away(desk: RunningDesk) -> None:
    find(desk, OWN_NAME)
    choose(desk)
    case = desk.app.desk.finding.reading
    assert case is not None
    assert any(secret in everything_shown(desk.window) for secret in secrets_of(case))
    desk.ring(OTHER_NUMBER)
    shown = everything_shown(desk.window)
    assert [secret for secret in secrets_of(case) if secret in shown] == []
    assert desk.view.case is not None
    assert desk.view.case.name == OTHER_NAME
    desk.line.hang_up()
    desk.settle()
    desk.window.wrap_up.disposition_requested.emit(Disposition.NO_ANSWER)
    desk.press("F4")
    desk.wait(lambda view: view.focused is None)
    assert desk.window.reading.isVisible()
    desk.press("Escape")
    assert desk.view.case is None
    assert desk.window.idle.isVisible()


def test_results_show_no_secret_and_no_whole_number(desk: RunningDesk) -> None:
    desk.ring(STRANGE_NUMBER)
    find(desk, "cyl")
    shown = everything_shown(desk.window)
    store = desk.app.store
    assert store is not None
    (found,) = desk.app.desk.finding.answer.found  # type: ignore[union-attr]
    case = store.submit(lambda s: s.open_case(found.debtor_id)).result()
    assert case is not None
    assert [secret for secret in secrets_of(case) if secret in shown] == []
    assert OWN_NUMBER not in shown
    assert case.debtor.external_ref in shown


def test_arrows_choose_and_nobody_found_offers_to_dial(desk: RunningDesk) -> None:
    names = find(desk, "1600")
    assert len(names) > 2
    sheet = desk.window.search
    desk.press("Down", "Down")
    assert desk.types_into(sheet.field)
    assert sheet.rows.currentRow() == 2
    assert names[2] in sheet.field.accessibleDescription()
    desk.press("Ctrl+A")
    assert find(desk, "13900139000") == []
    assert "No one found" in sheet._status.text()
    offered = sheet._dial
    assert isinstance(offered, QPushButton)
    assert offered.isVisible()
    offered.click()
    desk.settle()
    assert not sheet.isVisible()
    assert desk.line.asked[-1][1].number == "13900139000"
