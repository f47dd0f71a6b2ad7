"""The program beside the desk that imports: never started too late, and it overwrites nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.import_run import ImportRun
from desktop.session.importing import ImportPhase, ImportView

KEY = "00" * 32
WAIT_MS = 30_000


class Begun:
    """One import whose key has yet to come."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "may.csv"
        self.file.write_text("姓名,手机号,本金,到期日\n王小明,16000008001,1,2026-01-05\n", "utf-8")
        self.views: list[ImportView] = []
        self._keys: list[Callable[[str | None], None]] = []
        self.run = ImportRun(folder / "callside.db", self._keys.append, folder)
        self.run.changed.connect(self.views.append)
        self.run.begin(str(self.file), {}, is_trial=False)

    def key_comes(self, key: str | None = KEY) -> None:
        self._keys.pop()(key)

    @property
    def phase(self) -> ImportPhase:
        return self.views[-1].phase


@pytest.fixture
def begun(qtbot: QtBot, tmp_path: Path) -> Begun:
    return Begun(tmp_path)


def test_nothing_is_started_once_the_desk_is_closed(begun: Begun) -> None:
    begun.run.close()
    begun.key_comes()
    assert begun.run._process is None


def test_what_was_stopped_before_it_could_begin_does_not_begin(begun: Begun) -> None:
    begun.run.stop()
    begun.key_comes()
    assert begun.run._process is None
    assert begun.phase is ImportPhase.STOPPED


def test_without_a_key_it_fails_and_another_may_begin(begun: Begun) -> None:
    begun.key_comes(None)
    assert begun.phase is ImportPhase.FAILED
    begun.run.begin(str(begun.file), {}, is_trial=False)
    assert begun.phase is ImportPhase.IMPORTING


def test_rejected_rows_that_somebody_mends_are_not_overwritten(
    qtbot: QtBot, tmp_path: Path
) -> None:
    mended = tmp_path / "may-rejected.csv"
    mended.write_text("half mended", "utf-8")
    begun = Begun(tmp_path)
    begun.key_comes()
    qtbot.waitUntil(lambda: begun.phase is ImportPhase.DONE, timeout=WAIT_MS)
    assert mended.read_text("utf-8") == "half mended"
    begun.run.close()
    left = sorted(path.name for path in begun.file.parent.glob("*.csv"))
    assert left == ["may-rejected.csv", "may.csv"], "no rejects, no file of them"
