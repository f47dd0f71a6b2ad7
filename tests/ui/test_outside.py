"""What goes wrong behind the window reaches the desk, whatever else goes wrong."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from pytestqt.qtbot import QtBot

from desktop.app import DeskApp
from desktop.session.desk import Desk
from desktop.session.effects import StoreQuestion
from desktop.session.ports import StorageError
from desktop.store.database import Store
from desktop.ui.bridge import Mailbox
from tests.ui.desk_fixture import RunningDesk


def test_a_letter_that_fails_does_not_keep_the_next_ones_waiting(qtbot: QtBot) -> None:
    mailbox = Mailbox()
    read: list[int] = []

    def fails() -> None:
        raise ValueError("this letter")

    with qtbot.captureExceptions() as failures:
        mailbox.post(lambda: read.append(1))
        mailbox.post(fails)
        mailbox.post(lambda: read.append(2))
        qtbot.waitUntil(lambda: read == [1, 2])
    assert [kind for kind, _error, _trace in failures] == [ValueError]
    mailbox.close()
    mailbox.deleteLater()


def test_a_bug_in_the_store_is_told_and_reported_once_and_the_words_are_saved_later(
    desk: RunningDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.ring()
    desk.wait_saved()
    app: DeskApp = desk.app
    app.saving.retry.stop()
    told_before: list[str | None] = []
    tries = 0

    def append(_store: Store, _entries: object) -> None:
        nonlocal tries
        tries += 1
        raise ValueError("a bug")

    def report(_error: BaseException) -> None:
        told_before.append(app.desk.storage_fault)

    with monkeypatch.context() as broken:
        broken.setattr(Store, "append_journal", append)
        broken.setattr(app.outside, "_report", report)
        desk.press("F2")
        desk.wait(lambda view: view.storage.fault == StorageError.BUG and told_before)
        desk.settle()
        reports = len(told_before)
        # The agent is told before the report is written: that may fail too.
        assert told_before == [StorageError.BUG] * reports
        for _ in range(3):
            before = tries
            app.saving.retry_storage()
            desk.wait(lambda view, before=before: tries > before and view.storage.fault)
            desk.settle()
        assert len(told_before) == reports
    app.saving.retry_storage()
    desk.wait_saved()
    assert desk.view.storage.fault is None


@dataclass(frozen=True, slots=True)
class _AskedAgain(StoreQuestion):
    """A question whose answer leads to the same question."""

    def ask(self, _store: object, _normalise: object) -> None:
        """Nothing is known."""

    def answer(self, desk: Desk, _answer: None) -> None:
        desk.request(self)


def test_an_answer_that_asks_for_more_while_the_desk_leaves_is_no_bug(desk: RunningDesk) -> None:
    desk.app.desk.request(_AskedAgain())
    desk.close()
    assert not desk.app.crash_reports.unseen()
