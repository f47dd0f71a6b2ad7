"""Old databases open, after a copy of them was laid aside; newer ones are refused."""

from __future__ import annotations

import shutil
import threading
from contextlib import closing
from pathlib import Path

import pytest

from desktop.domain.cases import TimelineKind
from desktop.session.ports import StorageError
from desktop.store.backup import copy_database
from desktop.store.database import Store
from desktop.store.driver import connect, transaction
from desktop.store.errors import CorruptDatabaseError, NewerDatabaseError, WrongKeyError
from desktop.store.keys import open_or_create_key
from desktop.store.schema import STEPS, Step, copy_before, migrate, schema_version
from tests.store_samples import KEY, NUMBER, journal, plan_outcome, promise_outcome, record

FIXTURES = Path(__file__).parents[1] / "data"
NEXT_STEP = Step("schema_next", ("ALTER TABLE debtor ADD COLUMN language TEXT", "DROP TABLE hold"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "callside.db"


def fill(path: Path) -> None:
    with closing(Store.open(path, KEY)) as store:
        store.upsert_cases([record()])
        store.append_journal(journal())
        store.save_outcome(promise_outcome())


def test_every_released_schema_has_a_database_that_still_opens(tmp_path: Path) -> None:
    fixtures = sorted(FIXTURES.glob("callside-schema-*.db"))
    assert len(fixtures) == len(STEPS)
    for fixture in fixtures:
        path = Path(shutil.copy(fixture, tmp_path))
        with closing(Store.open(path, KEY)) as store:
            assert schema_version(store.database) == len(STEPS)
            assert store.integrity_ok(thorough=True)
            (match,) = store.match_number(NUMBER)
            assert match.case.debtor.name == "王小明"
            kinds = [entry.kind for entry in match.case.timeline]
            assert kinds.count(TimelineKind.CALL) == 2
            assert kinds.count(TimelineKind.PROMISE) == 3
            saved = store.latest_outcomes(10)
            assert [s.outcome.call_id for s in saved] == ["call-plan", "call-promise"]
            assert [call.call_id for call in store.unfinished_calls()] == ["call-open"]
            assert store.database["instalment"].count == 3


def test_a_new_database_takes_every_step_and_needs_no_copy(path: Path) -> None:
    with closing(Store.open(path, KEY)) as store:
        assert schema_version(store.database) == len(STEPS)
        names = [row["name"] for row in store.database["_sqlite_migrations"].rows]
        assert names == [step.name for step in STEPS]
    assert [entry.name for entry in path.parent.iterdir()] == ["callside.db"]


def test_the_database_is_copied_before_it_changes(path: Path) -> None:
    fill(path)
    steps = (*STEPS, NEXT_STEP)
    with closing(connect(path, KEY)) as db:
        migrate(db, path, KEY, steps)
        assert schema_version(db) == len(steps)
        assert "hold" not in db.table_names()
        assert db["debtor"].count == 1
    copy = copy_before(path, len(STEPS))
    assert copy.name == f"callside.schema-{len(STEPS)}.db"
    with closing(Store.open(copy, KEY)) as store:
        assert schema_version(store.database) == len(STEPS)
        assert "hold" in store.database.table_names()
        assert [s.outcome for s in store.latest_outcomes(5)] == [promise_outcome()]


def test_a_step_that_fails_leaves_the_database_as_it_was(path: Path) -> None:
    fill(path)
    broken = Step("broken", ("DROP TABLE journal", "ALTER TABLE nowhere ADD COLUMN x"))
    with closing(connect(path, KEY)) as db:
        with pytest.raises(Exception, match="no such table: nowhere"):
            migrate(db, path, KEY, (*STEPS, NEXT_STEP, broken))
        assert not db.conn.in_transaction
        assert schema_version(db) == len(STEPS)
        assert {"hold", "journal"} <= set(db.table_names())
        assert db["_sqlite_migrations"].count == len(STEPS)
    with closing(Store.open(path, KEY)) as store:
        assert len(store.latest_outcomes(5)) == 1


def test_without_a_copy_nothing_is_changed(path: Path) -> None:
    fill(path)
    # A folder in the copy's place keeps it from being written.
    copy_before(path, len(STEPS)).mkdir()
    with closing(connect(path, KEY)) as db:
        with pytest.raises(StorageError, match=StorageError.IO):
            migrate(db, path, KEY, (*STEPS, NEXT_STEP))
        assert schema_version(db) == len(STEPS)
        assert "hold" in db.table_names()
    assert len(list(path.parent.iterdir())) == 2


def test_a_newer_database_is_refused_and_left_alone(path: Path) -> None:
    fill(path)
    with closing(connect(path, KEY)) as db, transaction(db) as connection:
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    before = path.read_bytes()
    with pytest.raises(NewerDatabaseError):
        Store.open(path, KEY)
    assert path.read_bytes() == before


def test_a_backup_is_a_database_of_its_own_with_the_same_key(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "backup.db"
    with closing(Store.open(path, KEY)) as store:
        store.upsert_cases([record()])
        store.backup(target)
        store.save_outcome(plan_outcome())
        store.backup(target)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["backup.db", "callside.db"]
    assert not target.read_bytes().startswith(b"SQLite format 3")
    with closing(Store.open(target, KEY)) as copy:
        assert copy.integrity_ok(thorough=True)
        assert [s.outcome for s in copy.latest_outcomes(5)] == [plan_outcome()]
    with pytest.raises(WrongKeyError):
        Store.open(target, bytes(32))


def test_a_backup_opens_with_the_passphrase_of_its_database(path: Path, tmp_path: Path) -> None:
    def nobody(new: bool) -> str | None:
        pytest.fail("nobody should be asked")

    key = open_or_create_key(path, nobody, passphrase="the same").key
    target = tmp_path / "backup.db"
    with closing(Store.open(path, key)) as store:
        store.upsert_cases([record()])
        store.backup(target)
    again = open_or_create_key(target, nobody, passphrase="the same").key
    with closing(Store.open(target, again)) as copy:
        assert len(copy.match_number(NUMBER)) == 1


def test_a_damaged_database_makes_no_backup(path: Path, tmp_path: Path) -> None:
    fill(path)
    with path.open("r+b") as file:
        file.seek(-100, 2)
        file.write(bytes(20))
    with pytest.raises(CorruptDatabaseError):
        copy_database(path, KEY, tmp_path / "backup.db")
    assert [entry.name for entry in tmp_path.iterdir()] == ["callside.db"]


def test_a_released_schema_was_not_edited(path: Path) -> None:
    """The oldest steps still make exactly the tables that the oldest fixture has."""

    def tables(database: Path) -> list[tuple[str, str]]:
        with closing(connect(database, KEY)) as db:
            rows = db.conn.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
            return sorted(row for row in rows if not row[0].startswith("sqlite_stat"))

    for version in range(1, len(STEPS) + 1):
        made = path.with_name(f"made-{version}.db")
        with closing(connect(made, KEY)) as db:
            migrate(db, made, KEY, STEPS[:version])
        kept = Path(shutil.copy(FIXTURES / f"callside-schema-{version}.db", path.parent))
        assert tables(made) == tables(kept)


def test_two_first_starts_at_once_make_one_database(tmp_path: Path) -> None:
    for attempt in range(15):
        path = tmp_path / f"start-{attempt}.db"
        both = threading.Barrier(2)
        failures: list[Exception] = []

        def start(
            path: Path = path,
            both: threading.Barrier = both,
            failures: list[Exception] = failures,
        ) -> None:
            try:
                both.wait()
                Store.open(path, KEY).close()
            except Exception as error:  # noqa: BLE001
                failures.append(error)

        threads = [threading.Thread(target=start) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        with closing(Store.open(path, KEY)) as store:
            assert store.database["_sqlite_migrations"].count == len(STEPS)
