"""Typing in the note: figures stay figures, the text stays put, and "saved" means on disk."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from desktop.domain.calls import Side
from desktop.domain.journal import replay
from desktop.domain.talk_track import DebtorState
from tests.ui.desk_fixture import OWN_NAME, SHARED_NUMBER, RunningDesk
from tests.ui.seen import everything_shown

SAVED, SAVING = "✓ saved", "saving"


@pytest.fixture
def noting(desk: RunningDesk) -> RunningDesk:
    """The right person talks and the keyboard is in the note."""
    desk.talk_to_right_person()
    desk.press("Ctrl+E")
    assert desk.types_into(editor(desk))
    return desk


def editor(desk: RunningDesk) -> QPlainTextEdit:
    return desk.window.note.editor


def state(desk: RunningDesk) -> DebtorState | None:
    assert desk.view.talk is not None
    return desk.view.talk.state


def foot(desk: RunningDesk) -> str:
    return desk.window.note._saved.text()


def note_on_disk(desk: RunningDesk) -> str:
    """The note of the one call without outcome, as the database has it."""
    assert desk.app.store is not None
    (unfinished,) = desk.app.store.submit(lambda store: store.unfinished_calls()).result()
    return replay(unfinished.entries).note


def test_figures_and_question_marks_are_text(noting: RunningDesk) -> None:
    noting.type("1234567890 ? 元")
    assert editor(noting).toPlainText() == "1234567890 ? 元"
    assert state(noting) is None
    assert not noting.window.keys.isVisible()


def test_alt_and_a_figure_sets_the_state_and_leaves_the_text_alone(noting: RunningDesk) -> None:
    noting.type("paid 5")
    noting.press("Alt+5")
    assert state(noting) is DebtorState.ANGRY
    noting.press("Alt+5")
    assert state(noting) is None
    assert editor(noting).toPlainText() == "paid 5"
    assert noting.types_into(editor(noting))


def test_a_figure_outside_the_note_sets_the_state(noting: RunningDesk) -> None:
    noting.leave_the_text()
    noting.press("5")
    assert state(noting) is DebtorState.ANGRY


def test_function_keys_work_while_the_keyboard_is_in_the_note(noting: RunningDesk) -> None:
    noting.type("a")
    noting.press("F7", "F9", "Ctrl+L", "Ctrl+L")
    live = noting.app.desk.focused
    assert live is not None
    assert len(live.draft.said) == 1
    noting.type("b")
    assert editor(noting).toPlainText() == "ab"


def test_the_caret_stays_where_the_agent_types_while_everything_is_drawn_again(
    noting: RunningDesk,
) -> None:
    noting.type("Friday")
    noting.press("Left", "Left", "Left")
    for letter in "day":
        noting.line.hear(Side.DEBTOR, -20.0)
        noting.app.bridge.refresh()
        noting.type(letter)
        noting.wait_saved()
    assert editor(noting).toPlainText() == "Fridayday"
    assert editor(noting).textCursor().position() == len("Friday")


def test_a_change_of_language_keeps_text_and_caret(noting: RunningDesk) -> None:
    noting.type("Friday")
    noting.press("Left", "Ctrl+G", "Ctrl+G")
    noting.type("X")
    assert editor(noting).toPlainText() == "FridaXy"
    assert noting.view.wrap_up is not None
    assert noting.view.wrap_up.note == "FridaXy"


def test_saved_is_said_only_once_the_text_is_on_disk(noting: RunningDesk) -> None:
    noting.type("first")
    noting.wait_saved()
    assert foot(noting) == SAVED
    assert note_on_disk(noting) == "first"
    disk = Event()
    assert noting.app.store is not None
    noting.app.store.submit(lambda _store: disk.wait())
    noting.type("!")
    assert foot(noting) == SAVING
    noting.app.bridge.refresh()
    noting.settle()
    assert foot(noting) == SAVING
    disk.set()
    noting.wait_saved()
    assert foot(noting) == SAVED
    assert note_on_disk(noting) == "first!"


def test_a_second_ring_while_typing_leaves_keys_and_text_and_can_be_seen(
    noting: RunningDesk,
) -> None:
    noting.type("he says ")
    noting.ring(SHARED_NUMBER, "2")
    assert noting.types_into(editor(noting))
    noting.type("Friday")
    assert editor(noting).toPlainText() == "he says Friday"
    assert noting.view.focused is not None
    assert noting.view.focused.who == OWN_NAME
    assert "Second call rings" in everything_shown(noting.window)


def test_a_ring_while_the_note_of_an_ended_call_is_typed_waits_and_can_be_seen(
    noting: RunningDesk,
) -> None:
    noting.type("he says ")
    noting.line.hang_up()
    noting.settle()
    noting.press("Ctrl+E")
    noting.ring(SHARED_NUMBER, "2")
    assert noting.types_into(editor(noting))
    noting.type("Friday")
    assert editor(noting).toPlainText() == "he says Friday"
    assert noting.view.wrap_up is not None
    assert noting.view.wrap_up.note == "he says Friday"
    assert "Second call rings" in everything_shown(noting.window)
    noting.press("F2")
    assert noting.view.focused is not None
    assert noting.view.focused.number.endswith(SHARED_NUMBER[-4:])
    assert editor(noting).toPlainText() == ""
