"""The disk fails during a call: the agent is told, keeps typing, and it is saved by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from desktop.domain.journal import replay
from desktop.domain.outcome import Disposition
from desktop.session.ports import StorageError
from desktop.store.database import Store
from desktop.store.keys import open_or_create_key
from tests.ui.desk_fixture import RunningDesk
from tests.ui.seen import everything_shown

NO_WAIT_MS = 1
LONG_NOTE = "all said " * 4_000


@contextmanager
def held_by_another_program(desk: RunningDesk) -> Iterator[None]:
    """A second connection holds the database as a backup or a virus scanner may."""
    _ask(desk, f"PRAGMA busy_timeout = {NO_WAIT_MS}")
    path: Path = desk.settings.database
    other = Store.open(path, open_or_create_key(path, lambda _new: None, demo=True).key)
    other.database.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.database.conn.execute("ROLLBACK")
        other.close()


@contextmanager
def full_disk(desk: RunningDesk) -> Iterator[None]:
    """The database may not grow any more, which is what a full disk answers."""
    _ask(desk, "PRAGMA max_page_count = 1")
    try:
        yield
    finally:
        _ask(desk, "PRAGMA max_page_count = 1000000000")


def _ask(desk: RunningDesk, statement: str) -> None:
    assert desk.app.store is not None
    desk.app.store.submit(lambda store: store.database.conn.execute(statement).fetchall()).result()


FAULTS = {
    StorageError.LOCKED: (held_by_another_program, "Another program holds the database."),
    StorageError.DISK_FULL: (full_disk, "The disk is full."),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_what_is_typed_while_the_disk_fails_is_told_kept_and_saved_by_itself(
    desk: RunningDesk, kind: str
) -> None:
    fault, sentence = FAULTS[kind]
    desk.talk_to_right_person()
    desk.press("Ctrl+E")
    desk.wait_saved()
    with fault(desk):
        desk.window.note.editor.insertPlainText(LONG_NOTE)
        desk.wait(lambda view: view.storage.fault == kind)
        assert desk.window.banner.isVisible()
        shown = everything_shown(desk.window)
        assert sentence in shown
        assert "Nothing is lost" in shown
        assert desk.window.note._saved.text() == "waiting for the disk"
        desk.type("and more")
        assert desk.view.storage.unsaved_entries > 0
    desk.wait_saved()
    assert not desk.window.banner.isVisible()
    assert desk.window.note._saved.text() == "✓ saved"
    assert desk.app.store is not None
    (unfinished,) = desk.app.store.submit(lambda store: store.unfinished_calls()).result()
    assert replay(unfinished.entries).note == f"{LONG_NOTE}and more"


def test_an_outcome_confirmed_while_the_disk_fails_is_saved_once_by_itself(
    desk: RunningDesk,
) -> None:
    desk.talk_to_right_person()
    desk.line.hang_up()
    desk.settle()
    desk.window.wrap_up.disposition_requested.emit(Disposition.HUNG_UP_EARLY)
    desk.wait_saved()
    with held_by_another_program(desk):
        desk.press("F4")
        desk.wait(lambda view: view.storage.fault == StorageError.LOCKED)
        desk.press("F4")
        assert desk.view.wrap_up is not None
        assert desk.view.wrap_up.saving
        assert "Saving…" in everything_shown(desk.window)
    desk.wait(lambda view: view.focused is None)
    assert len(desk.outcomes()) == 1
    assert desk.app.desk.calls == {}


def test_trying_at_once_is_one_button_away(desk: RunningDesk) -> None:
    desk.app.saving.retry.stop()
    desk.ring()
    desk.wait_saved()
    with held_by_another_program(desk):
        desk.press("F2")
        desk.wait(lambda view: view.storage.fault == StorageError.LOCKED)
    assert desk.view.storage.unsaved_entries > 0
    desk.window.banner._button.click()
    desk.wait_saved()
    assert desk.view.storage.fault is None


def test_a_ring_while_the_database_is_held_still_opens_the_file(desk: RunningDesk) -> None:
    with held_by_another_program(desk):
        view = desk.ring()
        assert view.case is not None
    desk.wait_saved()


def _note_on_disk(desk: RunningDesk) -> str:
    path = desk.settings.database
    with closing(Store.open(path, open_or_create_key(path, lambda _new: None, demo=True).key)) as s:
        (unfinished,) = s.unfinished_calls()
    return replay(unfinished.entries).note


def _type_on_a_full_disk(desk: RunningDesk) -> None:
    desk.app.saving.retry.stop()
    desk.window.note.editor.insertPlainText(LONG_NOTE)
    desk.wait(lambda view: view.storage.fault == StorageError.DISK_FULL)


def test_closing_with_unsaved_words_is_refused_once_and_says_why(desk: RunningDesk) -> None:
    desk.talk_to_right_person()
    desk.wait_saved()
    with full_disk(desk):
        _type_on_a_full_disk(desk)
        assert not desk.window.close()
        desk.settle()
        assert desk.window.isVisible()
        assert "Not everything is saved yet" in everything_shown(desk.window)
        assert desk.window.close()


def test_the_warning_goes_once_everything_is_saved_and_comes_back_with_the_next_fault(
    desk: RunningDesk,
) -> None:
    desk.talk_to_right_person()
    desk.wait_saved()
    with full_disk(desk):
        _type_on_a_full_disk(desk)
        assert not desk.window.close()
    desk.app.saving.retry.start(NO_WAIT_MS)
    desk.wait(lambda _view: not desk.window.banner.isVisible())
    with full_disk(desk):
        _type_on_a_full_disk(desk)
        assert not desk.window.close()


def test_closing_saves_what_the_disk_refused_before(desk: RunningDesk) -> None:
    desk.talk_to_right_person()
    desk.wait_saved()
    with full_disk(desk):
        _type_on_a_full_disk(desk)
    assert desk.window.close()
    assert _note_on_disk(desk) == LONG_NOTE


def test_a_desk_that_is_stopped_without_a_question_tries_once_more(desk: RunningDesk) -> None:
    desk.talk_to_right_person()
    desk.wait_saved()
    with full_disk(desk):
        _type_on_a_full_disk(desk)
    desk.app.stop()
    assert _note_on_disk(desk) == LONG_NOTE
