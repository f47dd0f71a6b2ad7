"""Starts the desk beside the command that needs it, so that it outlives the command."""

from __future__ import annotations

import subprocess
import sys
from threading import Event
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


class Desk(Protocol):
    """A desk that somebody started and that cannot be told anything yet."""

    def has_ended(self, within_s: float) -> bool:
        """Whether it ended again; waits so long for that."""
        ...


class ForeignDesk:
    """Somebody else's start: nothing is known of its end."""

    def has_ended(self, within_s: float) -> bool:
        """Wait so long."""
        return Event().wait(within_s)


class OwnDesk:
    """A desk that was started here."""

    def __init__(self, child: subprocess.Popen[bytes]) -> None:
        self._child = child

    def has_ended(self, within_s: float) -> bool:
        """Whether it ended again; waits so long for that."""
        try:
            self._child.wait(within_s)
        except subprocess.TimeoutExpired:
            return False
        return True


def start_desk(database: str | None, language: str | None) -> OwnDesk:
    """Start `callside` on a database, detached from whoever asks."""
    options: list[str] = []
    if database is not None:
        options += ["--database", database]
    if language is not None:
        options += ["--language", language]
    return OwnDesk(
        subprocess.Popen(
            [*_program(), *options],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **_detached(),
        )
    )


def _program() -> Sequence[str]:
    """This same program: a frozen one is its own interpreter."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    # -P: a softphone may have any folder as its own, with files named like libraries in it.
    return [sys.executable, "-P", "-m", "desktop"]


def _detached() -> dict[str, Any]:
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.DETACHED_PROCESS
        return {"creationflags": flags}
    return {"start_new_session": True}
