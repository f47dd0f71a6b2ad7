"""A damaged or unreachable database at start and during a call: plain choices, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from desktop.domain.journal import replay
from desktop.session.importing import ImportPhase, ImportView
from desktop.session.ports import StorageError
from desktop.store.backups import BackupFolder
from desktop.store.database import Store
from desktop.store.desk_lock import no_desk_on
from desktop.store.driver import make_sole_file
from desktop.store.keys import open_or_create_key
from desktop.store.upkeep import Upkept
from desktop.ui.unlock_panel import UnlockNeed
from tests.ui.conftest import MakeDesk
from tests.ui.desk_fixture import RunningDesk
from tests.ui.seen import everything_shown

PAGE_BYTES = 4096
NOW = datetime(2026, 11, 24, 9, 30).astimezone()


def key_of(path: Path) -> bytes:
    return open_or_create_key(path, lambda _new: None, demo=True).key


def damage(path: Path, page: int) -> None:
    content = bytearray(path.read_bytes())
    content[(page - 1) * PAGE_BYTES + 100] ^= 0xFF
    path.write_bytes(content)


def root_of(path: Path, table: str) -> int:
    with closing(Store.open(path, key_of(path))) as store:
        sql = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        root: int = store.database.conn.execute(sql, (table,)).fetchone()[0]
        return root


def used_once(make_desk: MakeDesk) -> Path:
    """The sample database, closed."""
    desk = make_desk().open()
    path = desk.settings.database
    desk.close()
    return path


def until(desk: RunningDesk, need: UnlockNeed) -> None:
    desk.wait(lambda _view: desk.window.unlock._need is need and desk.window.unlock.isVisible())


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_lost_first_page_offers_the_backup_and_one_key_goes_back_to_it(
    make_desk: MakeDesk, language: str
) -> None:
    path = used_once(make_desk)
    made = BackupFolder(path, path.parent / "backups").make(key_of(path), NOW)
    damage(path, 1)
    damaged = path.read_bytes()
    desk = make_desk(language=language)
    desk.show()
    until(desk, UnlockNeed.DAMAGED)
    shown = everything_shown(desk.window.unlock)
    assert f"{made.made_at:%H:%M}" in shown
    assert ("files" if language == "en" else "份档案") in shown
    assert ("Mend it" if language == "en" else "修复") in shown
    assert path.read_bytes() == damaged
    desk.press("Return")
    until(desk, UnlockNeed.MENDED)
    assert ".damaged-" in everything_shown(desk.window.unlock)
    desk.press("Return")
    desk.wait(lambda _view: desk.is_ready)
    assert desk.ring().case is not None
    (aside,) = path.parent.glob("desk.db.damaged-*[0-9]")
    assert aside.read_bytes() == damaged


def test_a_lost_first_page_without_a_backup_says_so_and_can_be_tried_again(
    make_desk: MakeDesk,
) -> None:
    path = used_once(make_desk)
    whole = path.read_bytes()
    damage(path, 1)
    desk = make_desk()
    desk.show()
    until(desk, UnlockNeed.REFUSED)
    assert "there is no backup here" in everything_shown(desk.window.unlock)
    path.write_bytes(whole)
    desk.press("Return")
    desk.wait(lambda _view: desk.is_ready)


def test_a_database_that_is_in_use_elsewhere_opens_by_itself_when_it_is_free(
    make_desk: MakeDesk,
) -> None:
    path = used_once(make_desk)
    desk = make_desk()
    with no_desk_on(path):
        desk.show()
        until(desk, UnlockNeed.REFUSED)
        assert "already open in another Callside window" in everything_shown(desk.window.unlock)
        assert desk.types_into(desk.window.unlock._other)
    desk.wait(lambda _view: desk.is_ready)


def test_damage_during_a_call_is_told_and_what_waited_is_saved_into_the_mended_database(
    make_desk: MakeDesk,
) -> None:
    path = used_once(make_desk)
    BackupFolder(path, path.parent / "backups").make(key_of(path), NOW)
    damage(path, root_of(path, "journal"))
    desk = make_desk().open()
    desk.talk_to_right_person()
    desk.press("Ctrl+E")
    desk.type("pays on Friday")
    desk.wait(lambda view: view.storage.fault == StorageError.CORRUPT)
    assert "The database file is damaged. Nothing is lost" in everything_shown(desk.window)
    assert desk.view.talk is not None
    desk.window.banner._button.click()
    until(desk, UnlockNeed.DAMAGED)
    assert desk.view.talk is not None, "the call goes on meanwhile"
    desk.window.unlock._ok.click()
    until(desk, UnlockNeed.MENDED)
    assert desk.types_into(desk.window.note.editor), "the agent goes on typing"
    desk.type(", he says")
    desk.window.unlock._ok.click()
    desk.wait(lambda _view: not desk.window.unlock.isVisible())
    desk.wait(lambda view: not view.storage.unsaved_entries and view.storage.fault is None)
    assert len(desk.app.lines) == 1
    assert desk.app.store is not None
    (unfinished,) = desk.app.store.submit(lambda store: store.unfinished_calls()).result()
    assert [entry.seq for entry in unfinished.entries] == list(range(len(unfinished.entries)))
    assert replay(unfinished.entries).note == "pays on Friday, he says"


def test_an_import_does_not_go_on_into_a_file_that_is_moved_aside(desk: RunningDesk) -> None:
    rows = desk.folder / "may.csv"
    rows.write_text("姓名,手机号,本金,到期日\n王小明,16000008001,1,2026-01-05\n", "utf-8")
    run = desk.app.importing.run
    views: list[ImportView] = []
    run.changed.connect(views.append)
    run.begin(str(rows), {}, is_trial=False)
    desk.window.mend_requested.emit()
    desk.qtbot.waitUntil(lambda: not views[-1].is_busy)
    assert views[-1].phase is ImportPhase.STOPPED


def test_the_reserve_is_told_for_as_long_as_it_is_in_use(desk: RunningDesk) -> None:
    desk.app.mending._told(Upkept.RESERVE_IN_USE)
    desk.settle()
    assert "saving goes on from the reserve" in everything_shown(desk.window.banner)
    desk.app.mending._told(Upkept.RESERVE_READY)
    desk.settle()
    assert not desk.window.banner.isVisible()


@contextmanager
def held(path: Path) -> Iterator[None]:
    with closing(Store.open(path, key_of(path))) as other:
        other.database.conn.execute("BEGIN IMMEDIATE")
        yield
        other.database.conn.execute("ROLLBACK")


def test_closing_while_another_program_holds_the_database_takes_about_a_second(
    desk: RunningDesk,
) -> None:
    desk.talk_to_right_person()
    desk.wait_saved()
    with held(desk.settings.database):
        desk.press("Ctrl+E")
        desk.type("ab")
        before = desk.app.clock.now().monotonic_ms
        assert not desk.window.close()
        assert desk.app.clock.now().monotonic_ms - before < 2_500
        desk.settle()
        assert "Not everything is saved yet" in everything_shown(desk.window)
    assert desk.window.close()


def test_an_exchanged_file_is_a_whole_one(make_desk: MakeDesk) -> None:
    path = used_once(make_desk)
    make_sole_file(path, key_of(path))
    assert not path.with_name(f"{path.name}-wal").exists()
