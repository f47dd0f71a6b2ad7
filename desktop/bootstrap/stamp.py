"""The stamp `.venv/.ready`: what the environment was made from, read at every start.

A second start reads this file and pyproject.toml, compares them and goes on. pathlib, json
and hashlib each take longer to import than all of that, so none of them is used here, and
the stamp holds pyproject.toml itself instead of a digest.
"""
# ruff: noqa: PTH100, PTH105, PTH107, PTH110, PTH118, PTH120, PTH123

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.bootstrap.needs import Need

ENVIRONMENT = ".venv"
STAMP = ".ready"
FORMAT = "callside 1"

_PROJECT = "pyproject.toml"
_PYTHON_VERSION = "{}.{}".format(*sys.version_info[:2])


class Stamp:
    """What one environment was made from and what was seen to."""

    __slots__ = ("extras", "made_from", "system")

    def __init__(self, made_from: str, extras: Iterable[str], system: Iterable[str]) -> None:
        self.made_from = made_from
        self.extras = frozenset(extras)
        self.system = frozenset(system)

    @property
    def base(self) -> str:
        """Python and place alone: while they stay, installing on top is enough."""
        return self.made_from[: len(self.made_from) - len(project_of(self.made_from))]

    def covers(self, need: Need) -> bool:
        """Tell whether nothing is left to do for this need."""
        return need.extras <= self.extras and need.system <= self.system


def checkout_root(main_file: str) -> str | None:
    """Return the checkout that holds the package, None for an installed copy."""
    root = os.path.dirname(os.path.dirname(os.path.abspath(main_file)))
    return root if os.path.exists(os.path.join(root, _PROJECT)) else None


def environment(root: str) -> str:
    """Return the folder of the checkout's own environment."""
    return os.path.join(root, ENVIRONMENT)


def interpreter(root: str) -> str:
    """Return the path of the environment's Python."""
    place = ("Scripts", "python.exe") if sys.platform == "win32" else ("bin", "python")
    return os.path.join(environment(root), *place)


def is_inside(root: str) -> bool:
    """Tell whether the running Python is the checkout's own."""
    return os.path.realpath(sys.prefix) == os.path.realpath(environment(root))


def made_from(root: str) -> str:
    """Return all that decides what an environment holds: Python, place and pyproject.toml."""
    with open(os.path.join(root, _PROJECT), encoding="utf-8") as file:
        return f"python {_PYTHON_VERSION}\nroot {root}\n{file.read()}"


def project_of(text: str) -> str:
    """Return the pyproject.toml that such a text ends with."""
    return text.split("\n", 2)[-1]


def read(root: str) -> Stamp | None:
    """Return the stamp, None if there is none or it is not one of ours."""
    try:
        with open(os.path.join(environment(root), STAMP), encoding="utf-8") as file:
            first, extras, system, made = file.read().split("\n", 3)
    except (OSError, ValueError):
        return None
    if first != FORMAT:
        return None
    return Stamp(made, extras.split(), system.split())


def write(root: str, stamp: Stamp) -> None:
    """Put the stamp in place in one step, so that no start ever reads half of it."""
    lines = [FORMAT, " ".join(sorted(stamp.extras)), " ".join(sorted(stamp.system))]
    place = os.path.join(environment(root), STAMP)
    with open(f"{place}.{os.getpid()}", "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join([*lines, stamp.made_from]))
    os.replace(f"{place}.{os.getpid()}", place)


def forget(root: str) -> None:
    """Remove the stamp: the next start makes the environment anew."""
    try:
        os.remove(os.path.join(environment(root), STAMP))
    except OSError:
        return


def is_ready(root: str, need: Need) -> bool:
    """Tell, at the cost of reading two small files, whether a start can go straight on."""
    stamp = read(root)
    try:
        return stamp is not None and stamp.covers(need) and is_current(stamp, root)
    except OSError:
        return False


def is_current(stamp: Stamp, root: str) -> bool:
    """Tell whether the environment would be made from the same things today."""
    return stamp.made_from == made_from(root)
