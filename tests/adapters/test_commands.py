"""The commands without a window, as a user runs them: what cannot be done is one line."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from desktop.cli import EXIT_BAD_INPUT, PASSPHRASE_VARIABLE, main
from desktop.store.database import Store
from desktop.store.errors import CorruptDatabaseError
from desktop.store.keys import open_or_create_key
from tests.store_samples import NUMBER, journal, promise_outcome, record

PASSPHRASE = "correct horse"
ROWS = (
    "客户编号,姓名,手机号,本金,到期日,合同号\r\nK-1,王小明,16000000001,100.50,2026-01-05,HT-1\r\n"
)
PAGE_BYTES = 4096
COMMANDS = {
    "pop": ("pop", NUMBER),
    "outcomes": ("outcomes",),
    "import": ("import", "rows.csv"),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where everything of this user lies; the rows to import are here too."""
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rows.csv").write_bytes(ROWS.encode())
    return tmp_path


@pytest.fixture
def database(folder: Path) -> Path:
    """A database with one file and one saved call."""
    path = folder / "callside.db"
    made = open_or_create_key(path, lambda _new: None, passphrase=PASSPHRASE)
    with closing(Store.open(path, made.key)) as store:
        store.upsert_cases([record()])
        store.append_journal(journal())
        store.save_outcome(promise_outcome())
    return path


def damage_every_table(path: Path) -> None:
    """The first page of each table and index cannot be read; the list of them can."""
    key = open_or_create_key(path, lambda _new: None, passphrase=PASSPHRASE).key
    with closing(Store.open(path, key)) as store:
        roots = [
            row[0] for row in store.database.conn.execute("SELECT rootpage FROM sqlite_master")
        ]
    content = bytearray(path.read_bytes())
    for page in filter(None, roots):
        content[(page - 1) * PAGE_BYTES + 100] ^= 0xFF
    path.write_bytes(content)


def error_line(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line that was said."""
    said = capsys.readouterr()
    assert said.out == ""
    (line,) = said.err.splitlines()
    return line


def test_outcomes_and_files_are_told(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--database", str(database), "outcomes", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["outcomes"]) == 1
    assert main(["--database", str(database), "pop", NUMBER]) == 0
    assert "D-1" in capsys.readouterr().out
    assert main(["--database", str(database), "import", "rows.csv"]) == 0
    assert "1 inserted" in capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
def test_a_damaged_page_is_one_line(
    database: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    damage_every_table(database)
    assert main(["--database", str(database), *COMMANDS[command]]) == EXIT_BAD_INPUT
    assert error_line(capsys) == f"callside: {CorruptDatabaseError.sentence}"


@pytest.mark.parametrize("command", ["pop", "outcomes"])
def test_without_a_database_there_is_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert main(["--database", str(folder / "none.db"), *COMMANDS[command]]) == EXIT_BAD_INPUT
    assert error_line(capsys).startswith("callside: there is no database at ")


def test_a_folder_that_cannot_be_made_is_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "file").write_text("")
    database = folder / "file" / "callside.db"
    assert main(["--database", str(database), "import", "rows.csv"]) == EXIT_BAD_INPUT
    assert error_line(capsys).startswith("callside: The disk did not answer")


def test_settings_that_cannot_be_read_are_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "config" / "callside" / "settings.toml").mkdir(parents=True)
    assert main(["outcomes"]) == EXIT_BAD_INPUT
    assert error_line(capsys).startswith("callside: settings.toml cannot be used: ")


def test_settings_are_found_and_their_paths_count_from_there(
    folder: Path, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = folder / "config" / "callside"
    own.mkdir(parents=True)
    (own / "settings.toml").write_text('database = "../../callside.db"')
    assert main(["outcomes", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["outcomes"]) == 1
