"""Requests to baresip, one at a time, so that steps which belong together never interleave.

A script is a generator: it yields a command with its parameters, gets the reply, and goes on. The
next script begins when it is done.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from desktop.softphone.baresip_link import BaresipLink

NO_ANSWER = "the softphone does not answer"


@dataclass(frozen=True, slots=True)
class Reply:
    """What baresip says to a command. `ok` means little more than that the command exists."""

    ok: bool
    text: str


Step = tuple[str, str | None]
Script = Generator[Step, Reply, None]


class BaresipRequests(QObject):
    """Runs scripts in order. A reply that does not come drops the link."""

    def __init__(self, link: BaresipLink, reply_timeout_ms: int, parent: QObject) -> None:
        super().__init__(parent)
        self._link = link
        self._waiting: deque[Callable[[], Script]] = deque()
        self._script: Script | None = None
        self._requests_sent = 0
        self._timeout = QTimer(self)
        self._timeout.setSingleShot(True)
        self._timeout.setInterval(reply_timeout_ms)
        self._timeout.timeout.connect(self._on_timeout)

    def run(self, script: Callable[[], Script]) -> None:
        """Run a script after those that wait; one that already waits is not queued twice."""
        if script in self._waiting:
            return
        self._waiting.append(script)
        self._begin_next()

    def replied(self, token: str, reply: Reply) -> None:
        """Hand a reply to the script that waits for it; a late one is of no use to anyone."""
        if self._script is None or token != str(self._requests_sent):
            return
        self._timeout.stop()
        self._go_on(self._script, reply)

    def clear(self) -> None:
        """The link is gone: forget everything that was to be asked."""
        self._timeout.stop()
        self._waiting.clear()
        self._script = None

    def _begin_next(self) -> None:
        if self._script is None and self._waiting:
            self._script = self._waiting.popleft()()
            self._go_on(self._script, None)

    def _go_on(self, script: Script, reply: Reply | None) -> None:
        try:
            command, params = next(script) if reply is None else script.send(reply)
        except StopIteration:
            if self._script is script:
                self._script = None
                self._begin_next()
            return
        if self._script is script:
            self._requests_sent += 1
            self._timeout.start()
            self._link.send(command, params, str(self._requests_sent))

    def _on_timeout(self) -> None:
        self._link.drop(NO_ANSWER)
