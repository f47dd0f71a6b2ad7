"""The window that is painted first, and the desk that moves into it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtGui import QColor, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import DeskApp, DeskOptions
from desktop.appearance import Appearance
from desktop.opening import Unlocking
from desktop.session.ports import Line
from desktop.ui.frame import Frame
from tests.ui.desk_fixture import OWN_NUMBER, settings_in, shipped_words
from tests.ui.fake_line import FakeLine

PAPER, INK = "#F2F3EF", "#1C2521"


def test_the_first_paint_is_told_once(qtbot: QtBot, qapp: QApplication) -> None:
    frame = Frame("正在打开数据库…", PAPER, INK)
    qtbot.addWidget(frame)
    told: list[None] = []
    frame.painted.connect(lambda: told.append(None))
    with qtbot.waitSignal(frame.painted):
        frame.show()
    frame.repaint()
    picture = frame.grab().toImage()
    assert picture.pixelColor(0, 0) == QColor(PAPER)
    middle = [
        picture.pixelColor(x, y)
        for x in range(picture.width() // 3, picture.width() * 2 // 3)
        for y in range(picture.height() // 2 - 30, picture.height() // 2 + 10)
    ]
    assert QColor(INK) in middle
    assert len(told) == 1


def test_the_desk_lives_in_the_frame(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, sample_database: Path
) -> None:
    for path in sample_database.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    settings = settings_in(tmp_path)
    lines: list[FakeLine] = []

    def make_lines(app: DeskApp) -> list[Line]:
        lines.append(FakeLine(app.receive, app.clock))
        return [lines[0]]

    options = DeskOptions(settings.database, "en", make_lines, Unlocking(demo=True), shipped_words)
    appearance = Appearance(qapp, settings, language="en", bundled_font=True)
    frame = Frame("Opening the database…", PAPER, INK)
    qtbot.addWidget(frame)
    with qtbot.waitSignal(frame.painted):
        frame.show()
    app = DeskApp(qapp, settings, options, appearance=appearance, frame=frame)
    ready: list[None] = []
    app.on_ready = lambda: ready.append(None)
    app.show()
    qtbot.waitUntil(lambda: len(ready) == 1)
    try:
        assert app.window.window() is frame
        assert app.window.idle.isVisible()
        frame.activateWindow()
        qtbot.waitUntil(frame.isActiveWindow)
        lines[0].ring(OWN_NUMBER, "1")
        qtbot.waitUntil(app.window.case.isVisible)
        assert frame.windowTitle().startswith("Ringing · ")
        QTest.keySequence(frame.windowHandle(), QKeySequence("F1"))
        assert app.window.keys.isVisible()
        may_close, app.window.may_close = app.window.may_close, lambda: False
        assert not frame.close()
        assert app.window.isVisible()
        app.window.may_close = may_close
        assert frame.close()
        assert QSettings(
            str(settings.config_folder / "window.ini"), QSettings.Format.IniFormat
        ).contains("window/geometry")
    finally:
        app.stop()
        app.options = None  # type: ignore[assignment]
        app.bridge.deleteLater()
        app.mailbox.deleteLater()
