"""Which system packages Qt, the voice and the tests need, and which of them are missing.

Qt itself is no help here: it names libxcb-cursor0 whatever is missing. So every library is
looked for by its own name, and the package that brings it is known from this list.
"""

from __future__ import annotations

import ctypes
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from desktop.bootstrap.needs import QT, SUITE, VOICE, X11

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_PLUG_INS = Path("/usr/lib")


class Package(NamedTuple):
    """A Debian package and the one thing that shows it is there."""

    kind: str
    name: str
    shown_by: str


PACKAGES = (
    Package(QT, "libgl1", "libGL.so.1"),
    Package(QT, "libegl1", "libEGL.so.1"),
    Package(QT, "libglib2.0-0", "libglib-2.0.so.0"),
    Package(QT, "libdbus-1-3", "libdbus-1.so.3"),
    Package(QT, "libfontconfig1", "libfontconfig.so.1"),
    Package(QT, "libxkbcommon0", "libxkbcommon.so.0"),
    Package(X11, "libxcb-cursor0", "libxcb-cursor.so.0"),
    Package(X11, "libxkbcommon-x11-0", "libxkbcommon-x11.so.0"),
    Package(X11, "libxcb-icccm4", "libxcb-icccm.so.4"),
    Package(X11, "libxcb-keysyms1", "libxcb-keysyms.so.1"),
    Package(X11, "libxcb-shape0", "libxcb-shape.so.0"),
    Package(VOICE, "libespeak-ng1", "libespeak-ng.so.1"),
    Package(VOICE, "alsa-utils", "aplay"),
    Package(SUITE, "baresip-core", "baresip"),
    Package(SUITE, "baresip-x11", "baresip/modules/pulse.so"),
    Package(SUITE, "sip-tester", "sipp"),
    Package(SUITE, "sqlite3", "sqlite3"),
    Package(SUITE, "strace", "strace"),
    Package(SUITE, "twinkle", "twinkle"),
    Package(SUITE, "pulseaudio", "pulseaudio"),
    Package(SUITE, "pulseaudio-utils", "pactl"),
    Package(SUITE, "espeak-ng", "espeak-ng"),
    Package(SUITE, "xvfb", "Xvfb"),
    Package(SUITE, "xdotool", "xdotool"),
    Package(SUITE, "openbox", "openbox"),
)


def is_there(shown_by: str) -> bool:
    """Look for a plug-in by its place, a library by its soname or a program by its name."""
    if "/" in shown_by:
        places = (_PLUG_INS, *_PLUG_INS.glob("*-linux-*"))
        return any((place / shown_by).exists() for place in places)
    if ".so." not in shown_by:
        return shutil.which(shown_by) is not None
    try:
        ctypes.CDLL(shown_by)
    except OSError:
        return False
    return True


def missing(kinds: Iterable[str], look: Callable[[str], bool] = is_there) -> list[Package]:
    """Return the packages of these kinds that are not there, in the order of the list."""
    wanted = frozenset(kinds)
    return [each for each in PACKAGES if each.kind in wanted and not look(each.shown_by)]
