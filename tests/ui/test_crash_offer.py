"""After a crash the next start offers its report: to read, to find, to delete; by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from desktop.crash import CrashReports
from tests.ui.conftest import MakeDesk
from tests.ui.desk_fixture import RunningDesk, settings_in
from tests.ui.seen import everything_shown


def crashed_desk(make_desk: MakeDesk, **options: object) -> RunningDesk:
    """A desk whose last run left a report."""
    desk = make_desk(**options)
    folder = settings_in(desk.folder).state_folder / "crashes"
    assert CrashReports(folder, "0.9").report(LookupError("陈样例")) is not None
    return desk.open()


def press_button(desk: RunningDesk, words: str) -> None:
    for _ in range(30):
        desk.press("Tab")
        if isinstance(desk.focus, QPushButton) and desk.focus.accessibleName() == words:
            desk.press("Return")
            return
    pytest.fail(f"Tab does not lead to “{words}”")


def reports_of(desk: RunningDesk) -> list[str]:
    return [path.name for path in desk.crash_folder.glob("crash-*.txt")]


@pytest.mark.parametrize(
    ("language", "show", "delete", "about"),
    [
        ("en", "Show the report", "Delete it", "no names, numbers, amounts"),
        ("zh_CN", "查看报告", "删除报告", "没有姓名、号码、金额"),
    ],
)
def test_the_report_is_read_and_deleted_by_keyboard(
    make_desk: MakeDesk, language: str, show: str, delete: str, about: str
) -> None:
    desk = crashed_desk(make_desk, language=language)
    assert desk.window.idle.crash.isVisible()
    press_button(desk, show)
    sheet = desk.app.crash_offer.sheet
    assert sheet.isVisible()
    assert not desk.window.idle.crash.isVisible()
    assert "LookupError" in sheet.text.toPlainText()
    assert "陈样例" not in everything_shown(desk.window)
    assert about in everything_shown(sheet)
    assert len(reports_of(desk)) == 1
    press_button(desk, delete)
    assert not sheet.isVisible()
    assert reports_of(desk) == []


def test_what_was_deleted_unread_is_gone(make_desk: MakeDesk) -> None:
    desk = crashed_desk(make_desk)
    press_button(desk, "Delete it")
    assert reports_of(desk) == []
    assert not desk.window.idle.crash.isVisible()


def test_what_was_shown_is_not_offered_again_and_its_folder_opens(make_desk: MakeDesk) -> None:
    links: list[str] = []

    def take(link: str) -> bool:
        links.append(link)
        return True

    desk = crashed_desk(make_desk, open_link=take)
    press_button(desk, "Show the report")
    press_button(desk, "Open its folder")
    assert links == [desk.crash_folder.as_uri()]
    desk.app.crash_offer.offer()
    assert not desk.window.idle.crash.isVisible()
    for name in reports_of(desk):
        (desk.crash_folder / name).unlink()


def test_a_call_takes_the_offer_off_the_screen(make_desk: MakeDesk) -> None:
    desk = crashed_desk(make_desk)
    desk.ring()
    assert not desk.window.idle.crash.isVisible()
    desk.app.crash_reports.delete(desk.app.crash_reports.unseen())


def test_without_a_crash_nothing_is_offered(desk: RunningDesk) -> None:
    assert not desk.window.idle.crash.isVisible()
