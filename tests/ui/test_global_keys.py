"""Keys for all windows on a real X server: they act on the desk, and no other window gets them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from desktop.ui.key_table import Place
from tests.ui.desk_fixture import settings_in
from tests.ui.x_screen import Screen

pytestmark = [pytest.mark.needs_x, pytest.mark.real_program]

HOLDER = str(Path(__file__).with_name("holds_a_key.py"))


def test_a_chord_acts_on_the_desk_while_another_window_has_the_keyboard(screen: Screen) -> None:
    with screen.desk() as desk, screen.softphone() as other:
        assert desk.ask("shortcuts") == []
        desk.ask("ring")
        screen.ask("type", "one ")
        screen.ask("key", "ctrl+shift+F2")
        desk.ask("view", "state", "established")
        screen.ask("key", "ctrl+shift+F3")
        desk.ask("view", "identity", "confirmed")
        screen.ask("key", "ctrl+shift+F9")
        desk.ask("view", "said", "1")
        screen.ask("key", "ctrl+shift+F7")
        desk.ask("view", "stage", "listening")
        screen.ask("key", "ctrl+shift+F6")
        desk.ask("view", "line", "1")
        screen.ask("key", "ctrl+shift+F12")
        desk.ask("view", "state", "ended")
        assert screen.ask("getactivewindow") == other
        screen.ask("type", "two")
        assert screen.window("softphone one two") == other


def test_a_chord_works_with_either_lock_on(screen: Screen) -> None:
    with screen.desk() as desk, screen.softphone():
        assert desk.ask("shortcuts") == []
        desk.ask("ring")
        screen.ask("key", "Num_Lock")
        screen.ask("key", "ctrl+shift+F2")
        desk.ask("view", "state", "established")
        screen.ask("key", "Caps_Lock")
        screen.ask("key", "ctrl+shift+F3")
        desk.ask("view", "identity", "confirmed")


def test_a_chord_is_not_typed_into_the_window_that_has_the_keyboard(screen: Screen) -> None:
    """A letter would be seen at once; so one is made a chord, and pressed without any call."""
    keep(screen, "said", "Ctrl+Alt+S")
    with screen.desk() as desk, screen.softphone() as other:
        assert desk.ask("shortcuts") == []
        desk.ask("ring")
        screen.ask("key", "ctrl+shift+F2")
        desk.ask("view", "state", "established")
        screen.ask("type", "before ")
        screen.ask("key", "ctrl+alt+s")
        desk.ask("view", "said", "1")
        screen.ask("type", "after")
        assert screen.window("softphone before after") == other


def test_a_chord_that_another_program_holds_is_told_and_the_others_work(screen: Screen) -> None:
    with screen.running(HOLDER, "F9") as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with screen.desk() as desk, screen.softphone():
            assert desk.ask("shortcuts") == ["said"]
            desk.ask("ring")
            screen.ask("key", "ctrl+shift+F2")
            desk.ask("view", "state", "established")


def test_the_desk_comes_to_the_front_by_its_chord(screen: Screen) -> None:
    with screen.desk() as desk:
        own = screen.window("Callside")
        with screen.softphone() as other:
            assert desk.ask("shortcuts") == []
            assert screen.ask("getactivewindow") == other
            screen.ask("key", "ctrl+shift+F1")
            assert desk.ask("front")
            assert screen.ask("getactivewindow") == own


def test_chords_are_free_again_once_the_desk_is_gone(screen: Screen) -> None:
    with screen.desk() as first:
        assert first.ask("shortcuts") == []
        with beside(screen).desk() as second:
            assert "said" in second.ask("shortcuts")
        assert first.ask("stop")
        with beside(screen).desk() as second:
            assert second.ask("shortcuts") == []


def beside(screen: Screen) -> Screen:
    """The same screen for a desk with files of its own."""
    return replace(screen, folder=screen.folder / "second")


def keep(screen: Screen, action: str, key: str) -> None:
    """Write a key into the preferences, as the sheet of keys does."""
    path = settings_in(screen.folder).config_folder / "window.ini"
    preferences = QSettings(str(path), QSettings.Format.IniFormat)
    preferences.setValue(f"{Place.EVERYWHERE.value}/{action}", key)
    preferences.sync()
