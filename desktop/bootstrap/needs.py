"""What a command line needs before it can start: extras, and system packages by kind."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DEV = "dev"  # the extra with the test tools

# Kinds of system packages; the stamp remembers which were seen to.
QT = "qt"  # Qt without any screen
X11 = "x11"  # Qt's windows on an X server
VOICE = "voice"
SUITE = "suite"  # other programs that the tests talk to

_OPTIONS_WITH_VALUE = ("--database", "--language")
_ANSWER_AND_LEAVE = ("--help", "-h", "--version")
_WINDOW_COMMANDS = ("demo", "practice", "bench", "call", "open")


class Need:
    """What must be ready: extras of the project and kinds of system packages."""

    __slots__ = ("extras", "suite", "system")

    def __init__(self, extras: Sequence[str], system: Sequence[str], *, suite: bool) -> None:
        self.extras = frozenset(extras)
        self.system = frozenset(system)
        self.suite = suite


def of_command_line(arguments: Sequence[str], environ: Mapping[str, str], platform: str) -> Need:
    """Tell what these arguments need; system packages are only asked for on Linux."""
    linux = platform.startswith("linux")
    if arguments[:1] == ["test"]:
        return Need([DEV], [QT, X11, VOICE, SUITE] if linux else [], suite=True)
    if not linux or not opens_window(arguments):
        return Need([], [], suite=False)
    return Need([], [QT, VOICE, *_screen(environ)], suite=False)


def opens_window(arguments: Sequence[str]) -> bool:
    """Tell whether these arguments lead to a window; no command at all is the desk itself."""
    if any(word in _ANSWER_AND_LEAVE for word in arguments) or "--simulate" in arguments:
        return False
    rest = iter(arguments)
    for word in rest:
        if word in _OPTIONS_WITH_VALUE:
            next(rest, None)
        elif not word.startswith("-"):
            return word in _WINDOW_COMMANDS
    return True


def _screen(environ: Mapping[str, str]) -> list[str]:
    platform = environ.get("QT_QPA_PLATFORM", "")
    if platform.startswith("xcb") or (not platform and environ.get("DISPLAY")):
        return [X11]
    return []
