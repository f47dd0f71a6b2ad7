"""On a real X server with a window manager: real keys work, and a ring takes no focus."""

from __future__ import annotations

import pytest

from tests.ui.x_screen import Screen

pytestmark = [pytest.mark.needs_x, pytest.mark.real_program]


def test_a_call_is_answered_and_ended_with_keys_of_the_real_keyboard(screen: Screen) -> None:
    with screen.demo():
        desk = screen.window("Ringing")
        screen.ask("windowactivate", "--sync", desk)
        screen.ask("key", "F2")
        assert screen.window("On the call") == desk
        screen.ask("key", "F12")
        assert screen.window("Ended") == desk


def test_a_ring_leaves_the_keyboard_to_the_window_that_has_it(screen: Screen) -> None:
    with screen.demo():
        screen.window("Callside")
        with screen.softphone() as other:
            screen.ask("type", "before ")
            screen.window("Ringing")
            assert screen.ask("getactivewindow") == other
            screen.ask("type", "after")
            assert screen.window("softphone before after") == other
