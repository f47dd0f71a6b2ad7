"""A running desk for tests: the real program around a telephone that a test drives by hand."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import DeskApp, DeskOptions
from desktop.desk_run import load_words
from desktop.domain.outcome import Outcome
from desktop.domain.profile import Profile
from desktop.domain.talk_track import TalkTrack
from desktop.hook.sole import Place
from desktop.opening import Unlocking
from desktop.session.ports import Line
from desktop.session.view import SessionView
from desktop.settings import HookSettings, Settings
from desktop.store.database import Store
from desktop.ui.theme import ThemeChoice
from tests.ui.fake_line import FakeLine

OWN_NUMBER = "+8616000000005"
"""Opens exactly one sample file."""
OWN_NAME = "陈样例"
SHARED_NUMBER = "+8616000000016"
"""Stands in two sample files."""
STRANGE_NUMBER = "+8616000009999"
"""Stands in no sample file."""
WAIT_MS = 15_000


def day_ahead(days: int) -> date:
    """A day counted from today where this machine stands."""
    return datetime.now().astimezone().date() + timedelta(days=days)


def settings_in(folder: Path) -> Settings:
    """Settings that keep everything inside a folder of the test."""
    return Settings(
        database=folder / "desk.db",
        config_folder=folder / "config",
        state_folder=folder / "state",
        line="none",
    )


@cache
def shipped_words() -> tuple[TalkTrack, Profile]:
    """The talk track and the sample profile that come with the program, read once."""
    here = Path()
    return load_words(Settings(here, here, here))


class RunningDesk:
    """One desk on a database; keys go to the window as a keyboard sends them."""

    def __init__(
        self,
        qtbot: QtBot,
        qapp: QApplication,
        folder: Path,
        *,
        language: str | None = "en",
        theme: ThemeChoice | None = ThemeChoice.LIGHT,
        unlocking: Unlocking | None = None,
        prepare_store: Callable[[Store], None] | None = None,
        bundled_font: bool = False,
        make_lines: Callable[[DeskApp], list[Line]] | None = None,
        open_link: Callable[[str], bool] = lambda _link: False,
        place: Place | None = None,
        hook: HookSettings | None = None,
    ) -> None:
        self.qtbot = qtbot
        self.folder = folder
        self.settings = replace(settings_in(folder), hook=hook or HookSettings())
        self._line: FakeLine | None = None
        self.is_ready = False
        self.app = DeskApp(
            qapp,
            self.settings,
            DeskOptions(
                database=self.settings.database,
                language=language,
                make_lines=make_lines or self._make_lines,
                unlocking=unlocking or Unlocking(demo=True),
                load_words=shipped_words,
                prepare_store=prepare_store,
                theme=theme,
                bundled_font=bundled_font,
                open_link=open_link,
                place=place,
            ),
        )
        self.app.on_ready = self._note_ready
        self.window = self.app.window
        self._closed = False

    def _make_lines(self, app: DeskApp) -> list[Line]:
        self._line = FakeLine(app.receive, app.clock)
        return [self._line]

    def _note_ready(self) -> None:
        self.is_ready = True

    @property
    def line(self) -> FakeLine:
        """The telephone; there once the database is open."""
        assert self._line is not None
        return self._line

    def show(self) -> None:
        """Show the window and wait until the keyboard belongs to it."""
        self.app.show()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow, timeout=WAIT_MS)

    def open(self) -> RunningDesk:
        """Show the window and wait until the database is open and the line is heard."""
        self.show()
        self.wait(lambda _view: self.is_ready)
        return self

    @property
    def view(self) -> SessionView:
        """What the window should show now."""
        return self.app.bridge.view()

    def wait(self, condition: Callable[[SessionView], object]) -> SessionView:
        """Wait until the session holds it and the window shows it."""

        def holds() -> bool:
            return bool(condition(self.view)) and not self.app.bridge._refresh.isActive()

        self.qtbot.waitUntil(holds, timeout=WAIT_MS)
        # New widgets are shown, and all are laid out, by events of their own.
        for kind in (QEvent.Type.MetaCall, QEvent.Type.LayoutRequest):
            QApplication.sendPostedEvents(None, kind)
        return self.view

    def wait_answered(self) -> SessionView:
        """Wait until the store has answered everything that it was asked so far."""
        store, answered = self.app.store, threading.Event()
        assert store is not None
        last = store.submit(lambda _store: None)
        last.add_done_callback(lambda _last: self.app.mailbox.post(answered.set))
        return self.wait(lambda _view: answered.is_set())

    def wait_saved(self) -> SessionView:
        """Wait until every entry asked for so far is on disk."""
        return self.wait(lambda view: not view.storage.unsaved_entries)

    def press(self, *keys: str) -> None:
        """Press keys by name (`F3`, `Alt+1`) on the window, wherever the focus is."""
        for key in keys:
            QTest.keySequence(self.window.windowHandle(), QKeySequence(key))
        self.settle()

    def type(self, text: str) -> None:
        """Type text: ASCII by keys, anything else as an input method commits it."""
        for letter in text:
            if letter.isascii():
                QTest.keyClick(self.window.windowHandle(), letter)  # type: ignore[call-overload]
            else:
                commit = QInputMethodEvent()
                commit.setCommitString(letter)
                QApplication.sendEvent(QGuiApplication.focusObject(), commit)
        self.settle()

    def settle(self) -> None:
        """Let the window take in what has just happened, and lay itself out."""
        self.wait(lambda _view: True)

    def ring(self, number: str | None = OWN_NUMBER, line_call_id: str = "1") -> SessionView:
        """A call comes in; wait until its number was looked up."""
        calls = len(self.app.desk.calls)
        self.line.ring(number, line_call_id)
        assert len(self.app.desk.calls) == calls + 1
        newest = list(self.app.desk.calls.values())[-1]
        return self.wait(lambda _view: newest.pop is not None)

    def talk_to_right_person(self) -> None:
        """Ring, answer and confirm."""
        self.ring()
        self.press("F2")
        self.wait(lambda view: view.timer is not None)
        self.press("F3")

    def outcomes(self) -> tuple[Outcome, ...]:
        """Every outcome in the database, newest first."""
        store = self.app.store
        assert store is not None
        return tuple(row.outcome for row in store.submit(lambda s: s.latest_outcomes(99)).result())

    def visible(self, name: str) -> QWidget:
        """A visible widget by its object name."""
        widget = self.window.findChild(QWidget, name)
        assert isinstance(widget, QWidget), name
        assert widget.isVisible(), name
        return widget

    @property
    def focus(self) -> QWidget | None:
        """Where typing goes."""
        return QApplication.focusWidget()

    def types_into(self, widget: QWidget) -> bool:
        """Whether typing goes to a widget."""
        return QApplication.focusWidget() is widget

    def leave_the_text(self) -> None:
        """Take the keyboard out of whatever is typed, as a click beside it does."""
        desk = self.window.centralWidget()
        assert desk is not None
        desk.setFocus()
        self.settle()

    def close(self) -> None:
        """Close as the window's close button does; nothing may have crashed until then."""
        if self._closed:
            return
        self._closed = True
        self.window.close()
        self.app.stop()
        self.discard()
        crashes = [path.read_text() for path in self.crash_folder.glob("crash-*.txt")]
        assert crashes == []

    @property
    def crash_folder(self) -> Path:
        """Where unexpected errors are written."""
        return self.settings.state_folder / "crashes"

    def discard(self) -> None:
        """Give Qt's objects back."""
        self._closed = True
        self.app.options = None  # type: ignore[assignment]
        self.window.deleteLater()
        self.app.bridge.deleteLater()
        self.app.mailbox.deleteLater()
