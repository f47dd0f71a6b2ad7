"""A report says where, never who; where it cannot be written the program goes on."""

from __future__ import annotations

import faulthandler
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
