"""`callside import` as a user, and as the window, runs it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop.cli import EXIT_BAD_INPUT, PASSPHRASE_VARIABLE, main
from desktop.store.database import Store
from tests.store_samples import KEY, record

PASSPHRASE = "correct horse"
HEADER = "客户编号,全名,手机号,本金,到期日,合同号\r\n"
ROW = "K-1,王小明,16000000001,100.50,2026-01-05,HT-1\r\n"
MAPPED = ("--map", "全名=name")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rows.csv").write_bytes(f"{HEADER}{ROW}K-2,李白,8007,1,2026-01-05,HT-2".encode())
    return tmp_path


def run(*words: str) -> int:
    return main(["--database", "callside.db", "--language", "en", *words])


def test_a_mapping_is_kept_for_files_of_the_same_shape(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", "rows.csv") == EXIT_BAD_INPUT
    assert "“name” is missing" in capsys.readouterr().err
    assert run("import", "rows.csv", "--dry-run", *MAPPED) == 1
    assert run("import", "rows.csv") == EXIT_BAD_INPUT

    assert run("import", "rows.csv", *MAPPED) == 1
    assert run("import", "rows.csv") == 1
    said = capsys.readouterr().out
    assert "would be 1 inserted, 0 updated, 1 rejected" in said
    assert "2 rows read, 0 inserted, 1 updated, 1 rejected" in said
    assert "全名 = name" in said
    assert "rows.csv:3: 手机号 is not a complete phone number" in said


def test_a_program_is_told_in_lines_and_the_last_is_the_report(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", "rows.csv", *MAPPED, "--progress", "json", "--rejects", "bad.csv") == 1

    *steps, last = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    size = (folder / "rows.csv").stat().st_size
    assert steps[-1] == {"stage": "importing", "rows": 2, "bytes": size, "total_bytes": size}
    report = last["report"]
    assert (report["rows_read"], report["inserted"], report["rejected"]) == (2, 1, 1)
    assert (report["rejects_file"], report["stopped"]) == ("bad.csv", False)
    assert report["rejects"] == [
        {"row": 3, "column": "手机号", "reason": "is not a complete phone number"}
    ]


def program(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from desktop.cli import main; sys.exit(main())",
            "--database",
            "callside.db",
            "--language",
            "en",
            *words,
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def test_the_key_comes_on_standard_input_beside_a_running_desk(folder: Path) -> None:
    with closing(Store.open(folder / "callside.db", KEY)) as desk:
        desk.upsert_cases([record()])
        words = ("import", "rows.csv", *MAPPED, "--key-stdin")
        out, err = program(*words).communicate(f"{KEY.hex()}\n", timeout=60)

        assert "2 rows read, 1 inserted" in out, err
        (match,) = desk.match_number("+8616000000001")
        assert match.case.debtor.name == "王小明"
    ended = program(*words)
    _, err = ended.communicate("no key\n", timeout=60)
    assert ended.returncode == EXIT_BAD_INPUT
    assert err.startswith("callside: the first line of standard input is not a key")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals to send")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_import_says_so_and_is_completed_by_the_next(
    folder: Path, number: signal.Signals
) -> None:
    rows = 60_000
    with (folder / "many.csv").open("w", encoding="utf-8", newline="") as file:
        file.write("客户编号,姓名,手机号,本金,到期日,合同号\r\n")
        for n in range(rows):
            phone = "8007" if n == 2 else "16000000001"
            file.write(f"K-{n},王小明,{phone},100.50,2026-01-05,HT-{n}\r\n")
    words = ("import", "many.csv", "--progress", "json", "--rejects", "bad.csv")
    running = program(*words)
    assert running.stdout is not None
    for line in running.stdout:
        if json.loads(line).get("stage") == "importing":
            running.send_signal(number)
            break
    out, err = running.communicate(timeout=60)

    report = json.loads(out.splitlines()[-1])["report"]
    assert (running.returncode, report["stopped"], err.count("Traceback")) == (130, True, 0)
    assert 0 < report["rows_read"] < rows
    assert report["inserted"] == report["rows_read"] - 1
    assert len((folder / "bad.csv").read_text("utf-8").splitlines()) == 2
    assert list(folder.glob("*.part")) == []
    assert run("import", "many.csv", "--dry-run", "--progress", "json") == 1


@pytest.mark.parametrize(
    "words", [("--map", "全名"), ("--map", "全名=nothing"), ("--encoding", "x")]
)
def test_words_that_mean_nothing_are_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, str]
) -> None:
    assert run("import", "rows.csv", *words) == EXIT_BAD_INPUT
    assert len(capsys.readouterr().err.splitlines()) == 2  # the recovery key is the other
