"""A report says where, never who; where it cannot be written the program goes on."""

from __future__ import annotations

import faulthandler
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.crash import KEPT_REPORTS, CrashReports


@pytest.fixture(autouse=True)
def hooks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The hooks of the test run come back."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    was_enabled = faulthandler.is_enabled()
    yield
    if was_enabled:
        faulthandler.enable(sys.__stderr__ or 2)


@pytest.fixture
def no_folder(tmp_path: Path) -> Path:
    """Where no folder can be made, whoever asks."""
    (tmp_path / "file").write_text("")
    return tmp_path / "file" / "crashes"


def an_error() -> Exception:
    try:
        int("陈样例 +8613800138000")
    except ValueError as error:
        return error
    pytest.fail("that is no number")


def test_a_report_says_where_and_not_who(tmp_path: Path) -> None:
    path = CrashReports(tmp_path / "crashes", "1.0").report(an_error())
    assert path is not None
    text = path.read_text("utf-8")
    assert "ValueError" in text
    assert "an_error" in text
    assert "样例" not in text
    assert "138" not in text


def test_only_the_newest_reports_are_kept(tmp_path: Path) -> None:
    reports = CrashReports(tmp_path, "1.0")
    paths = [reports.report(an_error()) for _ in range(KEPT_REPORTS + 2)]
    assert sorted(tmp_path.glob("crash-*.txt")) == paths[2:]


def test_where_no_report_can_be_written_nothing_is_raised(
    no_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reports = CrashReports(no_folder, "1.0")
    assert reports.report(an_error()) is None
    reports.install()
    error = an_error()
    sys.excepthook(type(error), error, error.__traceback__)
    assert capsys.readouterr().err == "Callside: an unexpected error could not be written down\n"
    reports.uninstall()


def test_a_hard_crash_is_a_report_at_the_next_start(tmp_path: Path) -> None:
    """A real process aborts; where the program lies is not told, for the folder names its user."""
    program = tmp_path / "home of ana" / "victim.py"
    program.parent.mkdir()
    program.write_text(
        "import os, sys\n"
        "from pathlib import Path\n"
        "from desktop.crash import CrashReports\n"
        "CrashReports(Path(sys.argv[1]), '1.0').install()\n"
        "def talk():\n"
        "    os.abort()\n"
        "talk()\n"
    )
    folder = tmp_path / "crashes"
    victim = subprocess.run(
        (sys.executable, str(program), str(folder)),
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert victim.returncode == -signal.SIGABRT
    reports = CrashReports(folder, "1.1")
    assert reports.unseen() == ()
    reports.install()
    reports.uninstall()
    (report,) = reports.unseen()
    text = reports.text_of(report)
    assert "Fatal Python error: Aborted" in text
    assert 'File "victim.py", line 6 in talk' in text
    assert "ana" not in text
    reports.install()
    reports.uninstall()
    assert reports.unseen() == (report,)


def test_a_report_is_offered_once(tmp_path: Path) -> None:
    reports = CrashReports(tmp_path, "1.0")
    first, second = reports.report(an_error()), reports.report(an_error())
    assert first is not None
    assert second is not None
    assert reports.unseen() == (first, second)
    reports.mark_seen((first, second))
    assert reports.unseen() == ()
    third = reports.report(an_error())
    assert third is not None
    assert CrashReports(tmp_path, "1.0").unseen() == (third,)
    reports.delete((third,))
    assert sorted(tmp_path.glob("crash-*.txt")) == [first, second]
    assert reports.unseen() == ()


def test_a_folder_that_is_not_there_has_nothing_to_offer(no_folder: Path) -> None:
    reports = CrashReports(no_folder, "1.0")
    assert reports.unseen() == ()
    reports.mark_seen((no_folder / "crash-1.txt",))
    assert reports.text_of(no_folder / "crash-1.txt") == "Not a directory"
