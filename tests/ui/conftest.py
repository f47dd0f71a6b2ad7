"""Fixtures of the window's tests: a desk on a fresh copy of the sample files, closed cleanly."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.demo import fill_with_samples
from desktop.opening import OpenedStore, Unlocking, open_store
from tests.programs import require_program
from tests.ui.desk_fixture import RunningDesk
from tests.ui.x_screen import Screen

OPENING_LIMIT_S = 60

MakeDesk = Callable[..., RunningDesk]


@pytest.fixture(scope="session")
def sample_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an encrypted database with the sample portfolio, to be copied."""
    folder = tmp_path_factory.mktemp("samples")
    results: SimpleQueue[OpenedStore | Exception] = SimpleQueue()
    open_store(
        folder / "desk.db", Unlocking(demo=True), prepare=fill_with_samples, done=results.put
    )
    opened = results.get(timeout=OPENING_LIMIT_S)
    assert isinstance(opened, OpenedStore)
    opened.worker.close()
    return folder


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the user's own is read or written."""
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


@pytest.fixture
def make_desk(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, sample_database: Path
) -> Iterator[MakeDesk]:
    """Makes desks on this test's own database; the last one made is closed at the end."""
    desks: list[RunningDesk] = []

    def make(*, samples: bool = True, **options: Any) -> RunningDesk:
        if samples and not (tmp_path / "desk.db").exists():
            for path in sample_database.iterdir():
                shutil.copy(path, tmp_path / path.name)
        desk = RunningDesk(qtbot, qapp, tmp_path, **options)
        desks.append(desk)
        return desk

    yield make
    for desk in desks:
        desk.close()


@pytest.fixture
def desk(make_desk: MakeDesk) -> RunningDesk:
    """An English desk in front of the agent, its line connected."""
    return make_desk().open()


@pytest.fixture
def x_display() -> Iterator[str]:
    """An X server of this test, with a window manager."""
    xvfb, openbox = require_program("Xvfb"), require_program("openbox")
    read, write = os.pipe()
    server = subprocess.Popen(
        [xvfb, "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        display = f":{told.readline().strip()}"
    windows = subprocess.Popen([openbox], env={**os.environ, "DISPLAY": display})
    yield display
    # Openbox has been seen to sit on a SIGTERM for ever; it has nothing that is worth keeping.
    windows.kill()
    windows.wait()
    server.terminate()
    server.wait()


@pytest.fixture
def screen(x_display: str, tmp_path: Path) -> Screen:
    """The X server with the program that types and clicks."""
    return Screen(x_display, tmp_path, require_program("xdotool"))
