"""The rules that stop the line: one SQLite, encrypted, immediate writes, nothing left open."""

from __future__ import annotations

import ast
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection

import pytest

import desktop
from desktop.session.ports import StorageError
from desktop.store.database import Store
from desktop.store.driver import connect, load_sqlite, transaction
from desktop.store.errors import CorruptDatabaseError, NetworkDriveError, WrongKeyError
from desktop.store.keys import open_or_create_key
from desktop.store.network_drive import mounted_type
from desktop.store.schema import STEPS
from tests.store_samples import KEY, journal, promise_outcome, record

OTHER_KEY = bytes(32)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "callside.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with closing(Store.open(path, KEY)) as store:
        yield store


def test_sqlite_utils_stands_on_the_encrypted_library() -> None:
    sqlcipher = load_sqlite()
    import sqlite_utils.db
    import sqlite_utils.utils

    assert sqlcipher.__name__ == "sqlcipher3"
    assert sys.modules["pysqlite3"] is sqlcipher
    assert vars(sqlite_utils.db)["sqlite3"] is sqlcipher
    assert vars(sqlite_utils.utils)["sqlite3"] is sqlcipher
    assert sqlcipher.sqlite_version_info >= (3, 51, 3)


def test_a_start_on_a_database_of_today_needs_no_more_than_the_driver(path: Path) -> None:
    Store.open(path, KEY).close()
    start = (
        "import sys; from pathlib import Path; from desktop.store.database import Store; "
        "from tests.store_samples import KEY, NUMBER; store = Store.open(Path(sys.argv[1]), KEY); "
        "assert store.match_number(NUMBER) == (); store.close(); "
        "assert 'sqlite_utils' not in sys.modules; assert 'sqlcipher3' in sys.modules"
    )
    life = [sys.executable, "-c", start, str(path)]
    done = subprocess.run(life, cwd=Path(__file__).parents[2], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_rest_of_sqlite_utils_is_there_when_it_is_asked_for(store: Store) -> None:
    assert "debtor" in store.database.table_names()
    assert store.database["debtor"].count == 0
    with pytest.raises(AttributeError):
        _ = store.database.nothing_of_the_kind


LIFE_UNDER_WATCH = """
    import sys
    from pathlib import Path

    opened = []
    def note_it(event, arguments):
        if event == "sqlite3.connect":
            opened.append(str(arguments[0]))
    sys.addaudithook(note_it)

    from desktop.store.database import Store
    from desktop.store.keys import open_or_create_key
    from tests.store_samples import journal, promise_outcome, record

    path = Path(sys.argv[1])
    key = open_or_create_key(path, lambda new: None, passphrase="one library").key
    store = Store.open(path, key)
    store.upsert_cases([record()])
    store.append_journal(journal())
    store.save_outcome(promise_outcome())
    store.idle()
    store.backup(path.with_name("copy.db"))
    assert store.integrity_ok()
    store.close()
    assert opened == [], opened

    import sqlite3
    sqlite3.connect(":memory:").close()
    assert opened == [":memory:"], "the watch does not see the standard library"
"""


def test_the_standard_library_never_opens_a_database_of_ours(path: Path) -> None:
    life = [sys.executable, "-c", textwrap.dedent(LIFE_UNDER_WATCH), str(path)]
    done = subprocess.run(life, cwd=Path(__file__).parents[2], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_library_loaded_the_wrong_way_round_is_noticed() -> None:
    wrong = "import sqlite_utils; from desktop.store.driver import load_sqlite; load_sqlite()"
    done = subprocess.run(
        [sys.executable, "-c", wrong],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "sqlite_utils was imported over another SQLite library" in done.stderr


def _sqlite_imports(source: str) -> set[str]:
    """What a module imports of SQLite's, except for types only."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    names |= {str(n.module) for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    return {name.partition(".")[0] for name in names} & {"sqlite3", "sqlcipher3", "pysqlite3"}


def test_only_the_driver_imports_a_sqlite_library() -> None:
    package = Path(desktop.__file__).parent
    found = {
        source.relative_to(package).as_posix(): libraries
        for source in package.rglob("*.py")
        if (libraries := _sqlite_imports(source.read_text("utf-8")))
    }
    assert found == {"store/driver.py": {"sqlcipher3"}}
    assert _sqlite_imports("import sqlite3.dbapi2") == {"sqlite3"}


def test_nothing_heavy_is_loaded_before_a_database_is_opened() -> None:
    names = "sqlite_utils", "sqlcipher3", "keyring", "cryptography"
    source = (
        "import sys, desktop.store.worker, desktop.store.keys\n"
        f"print([name for name in {names} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", source],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == "[]"


def test_the_settings_are_those_that_keep_saves(store: Store) -> None:
    names = (
        "journal_mode",
        "synchronous",
        "foreign_keys",
        "mmap_size",
        "wal_autocheckpoint",
        "busy_timeout",
        "cipher_hmac_algorithm",
    )
    connection = store.database.conn
    found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names}
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "mmap_size": 0,
        "wal_autocheckpoint": 0,
        "busy_timeout": 5000,
        "cipher_hmac_algorithm": "HMAC_SHA256",
    }
    store.idle()
    assert connection.execute("PRAGMA busy_timeout").fetchone()[0] == 5000


def test_every_table_is_strict(store: Store) -> None:
    rows = store.database.conn.execute(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    ).fetchall()
    loose = {name for name, strict in rows if not strict}
    assert loose == {"_sqlite_migrations", "sqlite_schema", "sqlite_stat1", "sqlite_stat4"} & loose
    made = [text for step in STEPS for text in step.statements if "CREATE TABLE" in text]
    assert len(rows) - len(loose) == len(made)


def test_the_file_is_encrypted_from_its_first_byte(path: Path) -> None:
    with closing(Store.open(path, KEY)) as store:
        store.upsert_cases([record()])
    content = path.read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert "王小明".encode() not in content
    assert b"CREATE TABLE" not in content


def test_the_log_is_encrypted_too(store: Store, path: Path) -> None:
    store.upsert_cases([record()])
    content = path.with_name("callside.db-wal").read_bytes()
    assert len(content) > 4096
    assert "王小明".encode() not in content


def test_a_wrong_key_is_refused(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Store.open(path, KEY).close()
    with pytest.raises(WrongKeyError):
        Store.open(path, OTHER_KEY)
    assert capfd.readouterr() == ("", "")
    Store.open(path, KEY).close()


def test_a_damaged_file_is_not_taken_for_a_wrong_key(path: Path) -> None:
    key = open_or_create_key(path, lambda new: None, demo=True).key
    Store.open(path, key).close()
    with pytest.raises(WrongKeyError):
        Store.open(path, OTHER_KEY)
    with path.open("r+b") as file:
        file.write(bytes(4096))
    with pytest.raises(CorruptDatabaseError):
        Store.open(path, key)


def test_a_damaged_page_is_found(path: Path) -> None:
    with closing(Store.open(path, KEY)) as store:
        store.upsert_cases([record(f"D-{n}") for n in range(50)])
        assert store.integrity_ok()
        assert store.integrity_ok(thorough=True)
    with path.open("r+b") as file:
        file.seek(-100, 2)
        file.write(bytes(20))
    with closing(Store.open(path, KEY)) as store:
        assert not store.integrity_ok()


def test_a_key_of_another_length_is_a_bug(path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        connect(path, b"short")
    assert not path.exists()


def test_a_writer_that_reads_first_waits_its_turn(path: Path) -> None:
    """With a deferred BEGIN, the second writer fails at once, whatever the time-out."""
    with closing(connect(path, KEY)) as first:
        with transaction(first) as connection:
            connection.execute("CREATE TABLE counter (value INTEGER NOT NULL) STRICT")
            connection.execute("INSERT INTO counter VALUES (0)")
        both = threading.Barrier(2)
        failures: list[Exception] = []

        def count() -> None:
            try:
                with closing(connect(path, KEY, busy_timeout_ms=20_000)) as own:
                    both.wait()
                    for _ in range(100):
                        with transaction(own) as counting:
                            (value,) = counting.execute("SELECT value FROM counter").fetchone()
                            counting.execute("UPDATE counter SET value = ?", (value + 1,))
            except Exception as error:  # noqa: BLE001
                failures.append(error)

        threads = [threading.Thread(target=count) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert first.conn.execute("SELECT value FROM counter").fetchall() == [(200,)]


def test_a_deferred_transaction_would_have_failed(path: Path) -> None:
    with closing(connect(path, KEY)) as one, closing(connect(path, KEY)) as other:
        one.conn.execute("CREATE TABLE counter (value INTEGER NOT NULL) STRICT")
        one.conn.execute("BEGIN")
        one.conn.execute("SELECT * FROM counter").fetchall()
        other.conn.execute("INSERT INTO counter VALUES (1)")
        with pytest.raises(Exception, match="database is locked"):
            one.conn.execute("INSERT INTO counter VALUES (2)")
        one.conn.execute("ROLLBACK")


def test_every_write_of_the_store_begins_immediately(store: Store) -> None:
    begun: list[str] = []
    store.database.conn.set_trace_callback(
        lambda sql: begun.append(sql) if sql.startswith(("BEGIN", "SAVEPOINT")) else None
    )
    store.upsert_cases([record()])
    store.append_journal(journal())
    store.save_outcome(promise_outcome())
    store.database.conn.set_trace_callback(None)
    assert begun == ["BEGIN IMMEDIATE"] * 3


def test_no_transaction_stays_open(store: Store) -> None:
    connection = store.database.conn

    def broken() -> None:
        with transaction(store.database) as writing:
            writing.execute("INSERT INTO begun_call VALUES ('c', 1)")
            raise KeyError("in the middle")

    with pytest.raises(KeyError):
        broken()
    assert not connection.in_transaction
    assert connection.execute("SELECT count(*) FROM begun_call").fetchone() == (0,)
    for step in (
        lambda: store.upsert_cases([record()]),
        lambda: store.append_journal(journal()),
        lambda: store.save_outcome(promise_outcome()),
        lambda: store.match_number("+8613800138000"),
        store.unfinished_calls,
        store.idle,
    ):
        step()
        assert not connection.in_transaction


def test_a_transaction_inside_another_is_a_bug(store: Store) -> None:
    with (
        pytest.raises(Exception, match="within a transaction"),
        transaction(store.database),
        transaction(store.database),
    ):
        pytest.fail("a second transaction was opened")
    assert not store.database.conn.in_transaction


def test_analysis_leaves_the_histograms_empty(path: Path) -> None:
    """Histograms make SQLite prepare each statement again, which doubles the time of a ring."""

    def rows(connection: Connection, table: str) -> int:
        (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        assert isinstance(count, int)
        return count

    with closing(Store.open(path, KEY)) as store:
        store.upsert_cases(record(f"D-{n}") for n in range(1500))
        store.match_number("+8613800138000")
    with closing(Store.open(path, KEY)) as store:
        connection = store.database.conn
        assert rows(connection, "sqlite_stat1") >= 7
        assert rows(connection, "sqlite_stat4") == 0
        connection.execute("ANALYZE")
        assert rows(connection, "sqlite_stat4") == 0
        connection.execute("PRAGMA analysis_limit = 0")
        connection.execute("ANALYZE")
        assert rows(connection, "sqlite_stat4") > 0


def test_a_network_drive_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = path.with_name("mounts")
    mounts.write_text(f"/dev/vda / ext4 rw 0 0\nserver:/home {path.parent} nfs4 rw 0 0\n")
    monkeypatch.setattr("desktop.store.network_drive._MOUNTS", mounts)
    with pytest.raises(NetworkDriveError):
        Store.open(path, KEY)
    assert not path.exists()
    mounts.write_text("/dev/vda / ext4 rw 0 0\n")
    Store.open(path, KEY).close()


def test_the_mount_over_a_path_is_the_deepest_and_the_latest() -> None:
    mounts = (
        "/dev/vda / ext4 rw 0 0\n"
        "//pc/share /mnt/My\\040Files cifs rw 0 0\n"
        "tmpfs /mnt/My\\040Files/local tmpfs rw 0 0\n"
        "broken\n"
        "old /srv nfs rw 0 0\n"
        "new /srv ext4 rw 0 0\n"
    )
    assert mounted_type(mounts, Path("/home/a/callside.db")) == "ext4"
    assert mounted_type(mounts, Path("/mnt/My Files/callside.db")) == "cifs"
    assert mounted_type(mounts, Path("/mnt/My Files/local/callside.db")) == "tmpfs"
    assert mounted_type(mounts, Path("/mnt/My Files and more")) == "ext4"
    assert mounted_type(mounts, Path("/srv/x")) == "ext4"
    assert mounted_type("", Path("/srv/x")) is None


def test_a_folder_that_is_not_there_is_an_error_of_the_environment(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=StorageError.IO):
        Store.open(tmp_path / "gone" / "callside.db", KEY)
