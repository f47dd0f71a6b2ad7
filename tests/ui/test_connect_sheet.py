"""Connect your phone, by keyboard: what is here, what to paste, the file written, the test."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from desktop.domain.calls import CallEnded, CallRef, CallRinging, Direction, EndReason
from desktop.phones import twinkle
from desktop.phones.phone_files import PhoneFiles
from tests.ui.conftest import MakeDesk
from tests.ui.desk_fixture import RunningDesk
from tests.ui.seen import everything_shown

PROFILE = "user_name=agent\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    (home / ".twinkle").mkdir(parents=True)
    (home / ".twinkle" / "agent.cfg").write_text(PROFILE)
    monkeypatch.setenv("HOME", str(home))
    return home


def opened(desk: RunningDesk) -> None:
    desk.press("Ctrl+Shift+C")
    desk.wait(lambda _view: desk.window.connect_sheet.phone.count())


def choose(desk: RunningDesk, name: str) -> None:
    """Go down the list from its top until the phone is there."""
    phone = desk.window.connect_sheet.phone
    assert desk.types_into(phone)
    desk.press("Home")
    while phone.currentData() != name:
        before = phone.currentIndex()
        desk.press("Down")
        assert phone.currentIndex() == before + 1


def press_button(desk: RunningDesk, words: str) -> None:
    """Tab to the button of these words and press it."""
    for _ in range(60):
        desk.press("Tab")
        if isinstance(desk.focus, QPushButton) and desk.focus.accessibleName() == words:
            desk.press("Return")
            return
    pytest.fail(f"Tab does not lead to “{words}”")


@pytest.mark.parametrize(
    ("language", "write", "undo"),
    [("en", "Write it for me", "Take it out again"), ("zh_CN", "替我写好", "取出我们写的")],
)
def test_twinkle_is_written_and_taken_out_by_keyboard(
    make_desk: MakeDesk, home: Path, language: str, write: str, undo: str
) -> None:
    desk = make_desk(language=language).open()
    desk.app.connecting.files = PhoneFiles(running=lambda: ())
    opened(desk)
    choose(desk, "twinkle")
    sheet = desk.window.connect_sheet
    press_button(desk, write)
    desk.wait(lambda _view: sheet.chosen and sheet.chosen.is_written)
    script = home / ".twinkle" / twinkle.SCRIPT_NAME
    profile = home / ".twinkle" / "agent.cfg"
    assert f"script_incoming_call={script}" in profile.read_text()
    sheet.phone.setFocus()
    press_button(desk, undo)
    desk.wait(lambda _view: sheet.chosen and not sheet.chosen.is_written)
    assert "callside" not in profile.read_text()


def test_the_window_does_not_wait_while_a_file_is_written(desk: RunningDesk, home: Path) -> None:
    asked_on: list[threading.Thread] = []

    def running() -> tuple[str, ...]:
        asked_on.append(threading.current_thread())
        return ()

    desk.app.connecting.files = PhoneFiles(running=running)
    opened(desk)
    choose(desk, "twinkle")
    press_button(desk, "Write it for me")
    desk.wait(lambda _view: desk.window.connect_sheet.chosen.is_written)  # type: ignore[union-attr]
    assert len(asked_on) == 1
    assert asked_on[0] is not threading.main_thread()


def test_the_text_of_a_step_goes_to_the_clipboard(desk: RunningDesk, home: Path) -> None:
    opened(desk)
    choose(desk, "yealink")
    QGuiApplication.clipboard().clear()
    press_button(desk, "Copy the text of step 2")
    text = QGuiApplication.clipboard().text()
    assert "event=ringing&direction=in&line=yealink&number=$remote&id=$call_id" in text
    assert "Copied." in everything_shown(desk.window)


def test_the_phone_that_was_looked_at_is_shown_next_time(make_desk: MakeDesk, home: Path) -> None:
    desk = make_desk().open()
    opened(desk)
    choose(desk, "microsip")
    desk.close()
    again = make_desk().open()
    opened(again)
    assert again.window.connect_sheet.phone.currentData() == "microsip"


def test_the_test_says_what_came_and_what_the_agent_goes_without(desk: RunningDesk) -> None:
    opened(desk)
    press_button(desk, "Take the test")
    assert "Nothing has arrived yet." in everything_shown(desk.window)
    ref = CallRef("microsip", None, "13800138000")
    at = desk.app.clock.now()
    desk.app.receive(CallRinging(ref, at, Direction.INCOMING))
    desk.settle()
    shown = everything_shown(desk.window)
    assert "microsip: ringing ✓ · answered ✗ · ended ✗ · number ✓" in shown
    assert "✗ answered: Stages and timer do not start" in shown
    assert "Go on until the end." in shown
    desk.app.receive(CallEnded(ref, at, EndReason.HUNG_UP))
    desk.settle()
    assert "The call was heard to its end." in everything_shown(desk.window)
    press_button(desk, "Back to the recipe")
    assert "microsip: ringing" not in everything_shown(desk.window)


def test_the_sheet_takes_the_words_of_the_other_language(desk: RunningDesk, home: Path) -> None:
    opened(desk)
    desk.press("Ctrl+G")
    shown = everything_shown(desk.window.connect_sheet)
    assert "连接话机" in shown
    assert "其他话机（手动）" in shown
    assert "Any other phone" not in shown
