"""Where the running desk of a database can be reached: a local socket, or a named pipe on Windows.

Softphones start `callside call` for each event of a call, so this imports next to nothing.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys

_LONGEST_PATH_BYTES = 90
"""A socket's path may have 104 bytes on macOS, and Qt puts a folder between while it makes one."""


def endpoints(database: str) -> list[str]:
    """Every place where a desk of this database may listen, the likeliest first.

    A softphone may run with another environment than the desk, so there is more than one.
    """
    name = f"desk-{_digest(database)}"
    if sys.platform == "win32":
        return [f"\\\\.\\pipe\\callside-{name}"]
    paths = [os.path.join(folder, name) for folder in _folders()]
    return [path for path in paths if len(os.fsencode(path)) <= _LONGEST_PATH_BYTES]


def is_ours(folder: str) -> bool:
    """Whether a folder is this user's, and nobody else can put anything into it."""
    try:
        found = os.lstat(folder)
    except OSError:
        return False
    if sys.platform == "win32":
        return stat.S_ISDIR(found.st_mode)
    private = not found.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and private


def _digest(database: str) -> str:
    path = os.path.normcase(os.path.realpath(database))
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]


if sys.platform == "win32":

    def _folders() -> list[str]:
        return []

else:

    def _folders() -> list[str]:
        user = os.getuid()
        home = os.path.expanduser("~")
        if sys.platform == "darwin":
            state = os.path.join(home, "Library", "Application Support")
        else:
            state = _absolute("XDG_STATE_HOME") or os.path.join(home, ".local", "state")
        runtime = [_absolute("XDG_RUNTIME_DIR"), f"/run/user/{user}"]
        kept = [os.path.join(folder, "callside") for folder in runtime if _is_folder(folder)]
        kept.append(os.path.join(state, "callside", "run"))
        kept.append(f"/tmp/callside-{user}")  # noqa: S108 - `is_ours` is asked before it is used
        return list(dict.fromkeys(kept))


def _absolute(variable: str) -> str:
    value = os.environ.get(variable, "")
    return value if os.path.isabs(value) else ""


def _is_folder(path: str) -> bool:
    return bool(path) and os.path.isdir(path)
