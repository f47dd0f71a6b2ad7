"""Chords, which way of listening suits a machine, and arming again after keys went unseen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.hotkeys.choice import likely_platform, reach_of
from desktop.hotkeys.rearm import ArmedChords, Moment
from desktop.session.shortcuts import Chord, Gap, Modifier, Reach, ShortcutStatus

CHORDS = {"said": "ctrl+shift+f9", "answer": "ctrl+shift+f2"}


@pytest.mark.parametrize(
    ("text", "modifiers", "key"),
    [
        ("Ctrl+Shift+F9", {Modifier.CTRL, Modifier.SHIFT}, "F9"),
        ("Ctrl+Alt+S", {Modifier.CTRL, Modifier.ALT}, "S"),
        ("Meta+PgUp", {Modifier.META}, "PgUp"),
        ("Alt+7", {Modifier.ALT}, "7"),
    ],
)
def test_a_chord_is_read(text: str, modifiers: set[Modifier], key: str) -> None:
    assert Chord.parse(text) == Chord(frozenset(modifiers), key)


@pytest.mark.parametrize(
    "text", ["", "F9", "Shift+F9", "S", "Ctrl+", "Ctrl+,", "Ctrl+F9, F2", "Ctrl+é"]
)
def test_what_may_be_typed_by_accident_or_cannot_be_pressed_is_no_chord(text: str) -> None:
    assert Chord.parse(text) is None


@pytest.mark.parametrize(
    ("system", "platform", "variables", "status"),
    [
        ("linux", "xcb", {}, ShortcutStatus(Reach.X11)),
        ("linux", "xcb", {"XDG_SESSION_TYPE": "x11"}, ShortcutStatus(Reach.X11)),
        ("linux", "xcb", {"WAYLAND_DISPLAY": "wayland-0"}, ShortcutStatus(Reach.PORTAL)),
        ("linux", "wayland", {}, ShortcutStatus(Reach.PORTAL)),
        ("linux", "offscreen", {}, ShortcutStatus(Reach.NONE, Gap.NO_SCREEN)),
        ("darwin", "cocoa", {}, ShortcutStatus(Reach.NONE, Gap.NO_WAY_ON_MACOS)),
        ("win32", "windows", {}, ShortcutStatus(Reach.WINDOWS)),
    ],
)
def test_each_system_has_its_way_or_its_reason(
    system: str, platform: str, variables: dict[str, str], status: ShortcutStatus
) -> None:
    assert reach_of(system, platform, variables) == status


@pytest.mark.parametrize(
    ("variables", "platform"),
    [
        ({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, "offscreen"),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, "wayland"),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "wayland"),
        ({"DISPLAY": ":0"}, "xcb"),
        ({}, "offscreen"),
    ],
)
def test_the_platform_is_guessed_without_starting_qt(
    variables: dict[str, str], platform: str
) -> None:
    assert likely_platform(variables) == platform


def test_only_a_way_that_is_there_and_has_answered_works() -> None:
    assert ShortcutStatus(Reach.X11).works
    assert not ShortcutStatus(Reach.PORTAL, starting=True).works
    assert not ShortcutStatus(Reach.NONE, Gap.NO_PORTAL).works


class FakeHook:
    """A keyboard hook that hears nothing while the screen is locked, as the real one."""

    def __init__(self, *, missing: str = "") -> None:
        self.armed: dict[str, tuple[Callable[[], None], Callable[[], None]]] = {}
        self.held: set[str] = set()
        self.missing = missing

    def arm(self, chord: str, down: Callable[[], None], up: Callable[[], None]) -> None:
        if chord == self.missing:
            raise ValueError(chord)
        self.armed[chord] = (down, up)

    def disarm_all(self) -> None:
        self.armed.clear()

    def forget_held(self) -> None:
        self.held.clear()

    def press(self, chord: str, *, times: int = 1) -> None:
        """A key that is held comes several times; one that others are held with matches nothing."""
        for _ in range(times):
            if not self.held and chord in self.armed:
                self.armed[chord][0]()

    def let_go(self, chord: str) -> None:
        self.armed[chord][1]()


def test_a_key_that_is_held_is_pressed_once() -> None:
    hook, pressed = FakeHook(), list[str]()
    ArmedChords(hook, CHORDS, pressed.append).arm()
    hook.press("ctrl+shift+f9", times=5)
    hook.let_go("ctrl+shift+f9")
    hook.press("ctrl+shift+f9")
    assert pressed == ["said", "said"]


@pytest.mark.parametrize("moment", [Moment.UNLOCKED, Moment.RESUMED])
def test_chords_work_again_after_keys_went_unseen(moment: Moment) -> None:
    hook, pressed = FakeHook(), list[str]()
    armed = ArmedChords(hook, CHORDS, pressed.append)
    armed.arm()
    hook.press("ctrl+shift+f9")
    hook.held.add("windows")  # its key-up went to the locked screen, as that of the chord did
    armed.tell(Moment.LOCKED)
    hook.press("ctrl+shift+f2")
    assert pressed == ["said"]
    armed.tell(moment)
    hook.press("ctrl+shift+f2")
    hook.press("ctrl+shift+f9")
    assert pressed == ["said", "answer", "said"]
    assert set(hook.armed) == set(CHORDS.values())


def test_a_chord_that_the_keyboard_lacks_is_named_and_the_others_work() -> None:
    hook, pressed = FakeHook(missing="ctrl+shift+f2"), list[str]()
    assert ArmedChords(hook, CHORDS, pressed.append).arm() == ("answer",)
    hook.press("ctrl+shift+f9")
    assert pressed == ["said"]


def test_nothing_is_armed_again_once_it_was_ended() -> None:
    hook, pressed = FakeHook(), list[str]()
    armed = ArmedChords(hook, CHORDS, pressed.append)
    armed.arm()
    down, _up = hook.armed["ctrl+shift+f9"]
    armed.disarm()
    armed.tell(Moment.UNLOCKED)
    down()
    assert hook.armed == {}
    assert pressed == []
