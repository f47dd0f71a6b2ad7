"""The call bar on a real X server: seen over the softphone, which keeps the keyboard."""

from __future__ import annotations

import pytest

from tests.ui.x_screen import DeskOnScreen, Screen

pytestmark = [pytest.mark.needs_x, pytest.mark.real_program]


def test_a_ring_shows_the_bar_and_leaves_the_keyboard_where_it_is(screen: Screen) -> None:
    with screen.desk() as desk, screen.softphone() as other:
        assert desk.ask("bar", "hidden")
        screen.ask("type", "before ")
        desk.ask("ring")
        desk.ask("bar", "shown")
        assert screen.ask("getactivewindow") == other
        screen.ask("type", "after")
        assert screen.window("softphone before after") == other


def test_clicks_on_the_bar_act_and_typing_stays_in_the_softphone(screen: Screen) -> None:
    with screen.desk() as desk, screen.softphone() as other:
        desk.ask("ring")
        screen.ask("type", "one ")
        press(screen, desk, "answer")
        desk.ask("view", "state", "established")
        press(screen, desk, "confirm-identity")
        desk.ask("view", "identity", "confirmed")
        press(screen, desk, "said")
        desk.ask("view", "said", "1")
        press(screen, desk, "next-stage")
        desk.ask("view", "stage", "listening")
        assert screen.ask("getactivewindow") == other
        screen.ask("type", "two ")
        press(screen, desk, "hang-up")
        desk.ask("view", "state", "ended")
        assert desk.ask("bar", "hidden")
        screen.ask("type", "three")
        assert screen.window("softphone one two three") == other


def test_the_bar_stays_above_a_window_that_is_raised(screen: Screen) -> None:
    with screen.desk() as desk, screen.softphone() as other:
        screen.ask("windowsize", "--sync", other, "1440", "900")
        screen.ask("windowmove", other, "0", "0")
        desk.ask("ring")
        spot = desk.ask("button", "answer")
        screen.ask("windowraise", other)
        screen.ask("windowactivate", "--sync", other)
        screen.click(*spot)
        assert desk.ask("view", "state", "established")
        assert screen.ask("getactivewindow") == other


def test_the_bar_goes_while_the_desk_is_in_front(screen: Screen) -> None:
    with screen.desk() as desk:
        with screen.softphone():
            desk.ask("ring")
            desk.ask("bar", "shown")
        screen.ask("windowactivate", "--sync", screen.window("Ringing"))
        assert desk.ask("bar", "hidden")


def press(screen: Screen, desk: DeskOnScreen, name: str) -> None:
    """Click a button of the bar once it can be pressed."""
    screen.click(*desk.ask("button", name))
