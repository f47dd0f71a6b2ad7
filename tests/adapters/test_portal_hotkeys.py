"""Keys for all windows asked of a portal over a real D-Bus, and every way in which it says no."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.hotkeys.portal import PortalHotkeys, gap_of_portal
from desktop.hotkeys.service import HotkeyService
from desktop.session.shortcuts import Chord, Gap, Reach, ShortcutStatus
from tests.programs import require_program

pytestmark = pytest.mark.real_program

PORTAL = str(Path(__file__).with_name("portal_program.py"))
LIMIT_MS = 10_000


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A session bus of this test, with nobody on it."""
    daemon = require_program("dbus-daemon")
    with subprocess.Popen(
        [daemon, "--session", "--nofork", "--print-address=1"], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", process.stdout.readline().strip())
        yield
        process.terminate()


@contextmanager
def portal(answer: str) -> Iterator[subprocess.Popen[str]]:
    """The portal of `portal_program.py` on that bus."""
    with subprocess.Popen(
        [sys.executable, PORTAL, answer], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        process.terminate()


def chords(*keys: str) -> dict[str, Chord]:
    """A chord for each action `a0`, `a1` and so on."""
    found = {f"a{number}": Chord.parse(key, key) for number, key in enumerate(keys)}
    return {action: chord for action, chord in found.items() if chord is not None}


def test_granted_chords_are_heard_and_those_left_out_are_named(bus: None, qtbot: QtBot) -> None:
    service = HotkeyService(PortalHotkeys)
    triggered: list[str] = []
    service.triggered.connect(triggered.append)
    with portal("grants") as program:
        assert gap_of_portal() is None
        service.listen(chords("Ctrl+Shift+F9", "Ctrl+Alt+S", "Ctrl+Shift+F2"))
        assert service.status == ShortcutStatus(Reach.PORTAL, starting=True)
        qtbot.waitUntil(lambda: triggered == ["a2"], timeout=LIMIT_MS)
        assert service.status == ShortcutStatus(Reach.PORTAL, refused=("a0",))
        assert program.stdout is not None
        assert program.stdout.readline() == "CTRL+SHIFT+F9\n"
        service.stop()
    assert service.status == ShortcutStatus(Reach.NONE, Gap.SWITCHED_OFF)


def test_a_declined_dialog_is_told(bus: None, qtbot: QtBot) -> None:
    service = HotkeyService(PortalHotkeys)
    with portal("declines"):
        service.listen(chords("Ctrl+Shift+F9", "Ctrl+Shift+F2"))
        told = ShortcutStatus(Reach.NONE, Gap.PORTAL_REFUSED)
        qtbot.waitUntil(lambda: service.status == told, timeout=LIMIT_MS)
        service.stop()


def test_a_bus_without_a_portal_is_told(bus: None, qtbot: QtBot) -> None:
    assert gap_of_portal() is Gap.NO_PORTAL
    service = HotkeyService(PortalHotkeys)
    service.listen(chords("Ctrl+Shift+F9"))
    told = ShortcutStatus(Reach.NONE, Gap.NO_PORTAL)
    qtbot.waitUntil(lambda: service.status == told, timeout=LIMIT_MS)
    service.stop()


@pytest.mark.parametrize("address", ["unix:path=/nonexistent/bus", ""])
def test_no_bus_at_all_is_told(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, address: str) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    if not address:
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
        monkeypatch.setenv("XDG_RUNTIME_DIR", "/nonexistent")
    assert gap_of_portal() is Gap.NO_SESSION_BUS
    service = HotkeyService(PortalHotkeys)
    service.listen(chords("Ctrl+Shift+F9"))
    assert service.status == ShortcutStatus(Reach.NONE, Gap.NO_SESSION_BUS)
    service.stop()


def test_a_bus_that_goes_away_is_told(bus: None, qtbot: QtBot) -> None:
    service = HotkeyService(PortalHotkeys)
    with portal("grants"):
        service.listen(chords("Ctrl+Shift+F9", "Ctrl+Shift+F2"))
        qtbot.waitUntil(lambda: service.status.works, timeout=LIMIT_MS)
        backend = service._backend
        assert isinstance(backend, PortalHotkeys)
        assert backend._bus is not None
        backend._bus.sock.shutdown(2)
        told = ShortcutStatus(Reach.NONE, Gap.NO_SESSION_BUS)
        qtbot.waitUntil(lambda: service.status == told, timeout=LIMIT_MS)
    service.stop()
