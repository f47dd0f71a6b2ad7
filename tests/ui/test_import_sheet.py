"""A file goes into the database from the window, in its own process, while calls go on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from desktop.session.importing import ImportPhase, ImportView
from desktop.ui.import_sheet import ImportSheet
from tests.ui.desk_fixture import OWN_NUMBER, WAIT_MS, RunningDesk

ROWS = (
    "客户编号,姓名,手机号,本金,到期日,合同号,备注列\n"
    'N-1,吴新样,16000008001,"¥1,200.50",2026/1/5,HT-N1,a\n'
    "N-2,郑新样,16000008002,1.2万,2026年1月5日,HT-N2,b\n"
    "N-3,坏样例,16000008003,很多,2026-01-05,HT-N3,c\n"
)


def sheet_of(desk: RunningDesk) -> ImportSheet:
    return desk.app.importing.sheet


def shown(desk: RunningDesk) -> ImportView:
    return sheet_of(desk)._view


def wait_for(desk: RunningDesk, phase: ImportPhase) -> ImportView:
    desk.qtbot.waitUntil(lambda: shown(desk).phase is phase, timeout=4 * WAIT_MS)
    return shown(desk)


def write_rows(desk: RunningDesk) -> Path:
    path = desk.folder / "may.csv"
    path.write_text(ROWS, "gb18030")
    return path


def count_files(desk: RunningDesk) -> int:
    store = desk.app.store
    assert store is not None
    return store.submit(lambda s: int(s.database["debtor"].count)).result()


def test_a_file_is_tried_then_imported_by_keyboard_while_a_call_rings(desk: RunningDesk) -> None:
    path, before = write_rows(desk), count_files(desk)
    desk.press("Ctrl+Shift+O")
    sheet = sheet_of(desk)
    assert sheet.isVisible()
    assert desk.types_into(sheet.path)
    desk.type(str(path))
    desk.press("Return")
    tried = wait_for(desk, ImportPhase.CHECKED)
    assert (tried.rows, tried.inserted, tried.updated, tried.rejected) == (3, 2, 0, 1)
    assert count_files(desk) == before
    assert {c.header: c.meaning for c in tried.columns}["备注列"] == ""
    assert "Row 4: 本金" in sheet._faults.text()
    desk.ring(OWN_NUMBER)
    sheet._import.click()
    done = wait_for(desk, ImportPhase.DONE)
    assert (done.inserted, done.rejected) == (2, 1)
    assert count_files(desk) == before + 2
    assert "很多" in Path(done.rejects_file).read_text("gb18030")
    desk.line.hang_up("1")
    desk.wait(lambda view: view.wrap_up is not None and view.wrap_up.open)


def test_a_column_that_is_not_known_can_be_named_in_the_window(desk: RunningDesk) -> None:
    path = desk.folder / "odd.csv"
    path.write_text("谁,手机号,本金,到期日\n吴新样,16000008001,5,2026-01-05\n", "utf-8")
    sheet, before = sheet_of(desk), count_files(desk)
    sheet.offer(path)
    failed = wait_for(desk, ImportPhase.FAILED)
    assert sheet._counts.text() == failed.sentence
    choice = sheet._meanings["谁"]
    assert choice.currentData() == ""
    choice.setCurrentIndex(choice.findData("name"))
    sheet._import.click()
    assert wait_for(desk, ImportPhase.DONE).inserted == 1
    assert count_files(desk) == before + 1
    sheet.offer(path)
    again = wait_for(desk, ImportPhase.CHECKED)
    assert (again.inserted, again.updated) == (0, 1)


def test_a_dropped_file_is_tried_at_once_and_nothing_else_is_accepted(desk: RunningDesk) -> None:
    path = write_rows(desk)
    _drop(desk, desk.folder / "picture.png")
    assert not sheet_of(desk).isVisible()
    _drop(desk, path)
    assert sheet_of(desk).isVisible()
    assert wait_for(desk, ImportPhase.CHECKED).rejected == 1


def test_closing_the_desk_ends_an_import(desk: RunningDesk) -> None:
    path = write_rows(desk)
    sheet_of(desk).offer(path)
    assert shown(desk).is_busy


def _drop(desk: RunningDesk, path: Path) -> None:
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(path))])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys, where = Qt.KeyboardModifier.NoModifier, QPoint(50, 50)
    QApplication.sendEvent(desk.window, QDragEnterEvent(where, actions, dragged, buttons, keys))
    QApplication.sendEvent(desk.window, QDropEvent(where, actions, dragged, buttons, keys))
