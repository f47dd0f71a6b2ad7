"""Which way of listening suits this machine, and what is missing for it; nothing is taken here."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

from desktop.hotkeys.backend import HotkeyBackend, NoHotkeys
from desktop.session.shortcuts import Gap, Reach, ShortcutStatus

Post = Callable[[Callable[[], None]], None]
"""Runs a callable on the GUI thread; may be called from any thread."""


def reach_of(system: str, platform: str, variables: Mapping[str, str]) -> ShortcutStatus:
    """What could listen, by Python's `sys.platform`, Qt's platform and the environment.

    Under Wayland a grab of the X server is heard in X windows only, so the portal is asked there
    even when our own window is one of them.
    """
    if system == "win32":
        return ShortcutStatus(Reach.WINDOWS)
    if system == "darwin":
        return ShortcutStatus(Reach.NONE, Gap.NO_WAY_ON_MACOS)
    wayland = variables.get("XDG_SESSION_TYPE") == "wayland" or variables.get("WAYLAND_DISPLAY")
    if platform.startswith("wayland") or (platform == "xcb" and wayland):
        return ShortcutStatus(Reach.PORTAL)
    if platform == "xcb":
        return ShortcutStatus(Reach.X11)
    return ShortcutStatus(Reach.NONE, Gap.NO_SCREEN)


def likely_platform(variables: Mapping[str, str]) -> str:
    """The platform that Qt would choose here on Linux, without starting it."""
    wanted = variables.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]
    if wanted:
        return wanted
    if variables.get("WAYLAND_DISPLAY"):
        return "wayland"
    return "xcb" if variables.get("DISPLAY") else "offscreen"


def make_hotkeys(platform: str, variables: Mapping[str, str], post: Post) -> HotkeyBackend:
    """The backend for this machine; `platform` is what Qt runs on."""
    status = reach_of(sys.platform, platform, variables)
    match status.reach:
        case Reach.X11:
            from desktop.hotkeys.x11 import X11Hotkeys

            return X11Hotkeys()
        case Reach.PORTAL:
            from desktop.hotkeys.portal import PortalHotkeys

            return PortalHotkeys()
        case Reach.WINDOWS:
            from desktop.hotkeys.windows import WindowsHotkeys

            return WindowsHotkeys(post)
        case Reach.NONE:
            return NoHotkeys(status)


def probe_shortcuts(variables: Mapping[str, str], platform: str | None = None) -> ShortcutStatus:
    """Whether chords would be heard in other windows here; takes none. For `callside check`."""
    status = reach_of(sys.platform, platform or likely_platform(variables), variables)
    gap: Gap | None = None
    match status.reach:
        case Reach.X11:
            from desktop.hotkeys.xlib import NoDisplayError, XDisplay

            try:
                XDisplay().close()
            except NoDisplayError:
                gap = Gap.NO_X_LIBRARY
        case Reach.PORTAL:
            from desktop.hotkeys.portal import gap_of_portal

            gap = gap_of_portal()
        case Reach.WINDOWS:
            from importlib.util import find_spec

            gap = None if find_spec("keyboard") else Gap.NO_KEYBOARD_LIBRARY
        case Reach.NONE:
            return status
    return status if gap is None else ShortcutStatus(Reach.NONE, gap)
