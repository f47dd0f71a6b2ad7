"""The command by which a telephone reaches this very installation, quoted for where it goes."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

NAME = "callside"


def own_command(
    executable: str = sys.executable, platform: str = sys.platform, *, frozen: bool | None = None
) -> tuple[str, ...]:
    """The words that start Callside from any folder: as a frozen program, else as installed.

    Without an installed `callside` beside the interpreter, the interpreter is told where the
    package lies.
    """
    if frozen is None:
        frozen = bool(getattr(sys, "frozen", False))
    if frozen:
        return (executable,)
    beside = Path(executable).parent / (f"{NAME}.exe" if platform == "win32" else NAME)
    if beside.is_file():
        return (str(beside),)
    checkout = str(Path(__file__).resolve().parents[2])
    start = (
        f"import sys; sys.path.insert(0, {checkout!r}); from desktop.cli import main; "
        "sys.exit(main())"
    )
    return (executable, "-c", start)


def as_typed(words: tuple[str, ...], platform: str = sys.platform) -> str:
    """The command as one types or pastes it on a platform of `sys.platform`'s names."""
    return subprocess.list2cmdline(words) if platform == "win32" else shlex.join(words)


def command_for(platforms: tuple[str, ...], platform: str = sys.platform) -> str:
    """The command to paste for a telephone that runs on `platforms` only.

    For a telephone of another system than this one it is the bare name: nobody here knows where
    Callside lies over there.
    """
    if platforms and platform not in platforms:
        return NAME
    return as_typed(own_command(platform=platform), platform)
