"""Lets other programs of this user talk to the running desk: reports of calls, actions, "show"."""

from __future__ import annotations

import socket
from typing import Protocol

from PySide6.QtCore import QCoreApplication, Qt, QTimer

from desktop.clock import SystemClock
from desktop.domain.call_reports import HOOK_LINE, CallReport
from desktop.domain.calls import CallEvent
from desktop.hook.http_rules import Admission
from desktop.hook.http_server import Hear, HttpServer, Refused
from desktop.hook.local_server import LocalServer
from desktop.hook.messages import Answer, AreYouThere, DoAction, Message, ShowWindow
from desktop.hook.sole import Place
from desktop.session.desk import Desk
from desktop.session.line_log import Heard, HeardEvent
from desktop.session.ports import Line
from desktop.settings import HookSettings, Settings
from desktop.softphone.hook_line import HookLine, HookLines
from desktop.ui.main_window import MainWindow


class RunningDesk(Protocol):
    """What is needed of the desk."""

    clock: SystemClock
    desk: Desk
    window: MainWindow
    settings: Settings

    def receive(self, event: CallEvent) -> None:
        """An event of a line."""
        ...

    def add_line(self, line: Line) -> None:
        """Make a line known and start it."""
        ...


class Reporting:
    """The door of one running desk; open from `start` until `stop`."""

    def __init__(self, app: RunningDesk, place: Place | None) -> None:
        self._app = app
        self._place = place or Place(None)
        self._lines = HookLines(
            app.receive, app.clock, app.add_line, lambda: frozenset(app.desk.line_commands)
        )
        self._faults: list[str] = []
        self._local = LocalServer(self.hear, self._refused)
        self._http = _http_server(app.settings.hook, self.hear, self._refused)

    def lines(self) -> tuple[HookLine, ...]:
        """The line of reports that name none; once it is started, reports reach the desk.

        Nothing where nobody can report.
        """
        if self._faults:
            # After whatever else is said at the start, or nobody would read it.
            QTimer.singleShot(0, self._app.window, self._tell_faults)
        nobody = self._place.endpoint is None and self._http is None
        return () if nobody else (self._lines.first,)

    def start(self) -> None:
        """Let others in."""
        endpoint = self._place.endpoint
        if endpoint is not None and not self._local.listen(endpoint):
            self._faults.append(
                QCoreApplication.translate(
                    "MainWindow", "Softphones cannot report their calls to this desk."
                )
            )
        port = self._app.settings.hook.http_port
        if self._http is not None and port is not None and not self._http.listen(port):
            sentence = QCoreApplication.translate(
                "MainWindow",
                "Port {port} cannot be used, so no desk phone is heard. "
                "Please choose another one in settings.toml.",
            )
            self._faults.append(sentence.format(port=port))

    def stop(self) -> None:
        """Nobody is heard after this."""
        self._local.stop()
        if self._http is not None:
            self._http.stop()

    def leave(self) -> None:
        """Let another desk take this one's place: everything of this one is saved and closed."""
        self._place.leave()

    def hear(self, message: Message) -> Answer:
        """Do what was asked, or say why not."""
        match message:
            case CallReport():
                why = self._lines.report(message)
                if why is not None:
                    self._refused(why, message.line)
                return Answer(ok=why is None, why=why or "")
            case DoAction(name):
                return self._do(name)
            case ShowWindow():
                self._come_forward()
                return Answer(ok=True)
            case AreYouThere():
                return Answer(ok=True)

    def _tell_faults(self) -> None:
        self._app.window.say(" ".join(self._faults))

    def _refused(self, why: str, line: str = HOOK_LINE) -> None:
        """For whoever looks for the reason why a telephone is not heard."""
        at = self._app.clock.now()
        self._app.desk.line_log.note(HeardEvent(at, line, "", Heard.REFUSED, why=why))

    def _do(self, name: str) -> Answer:
        actions = self._app.window.actions_by_name
        if actions.trigger(name):
            return Answer(ok=True)
        known = ", ".join(sorted(actions.names()))
        return Answer(ok=False, why=f"there is no such action; there are {known}")

    def _come_forward(self) -> None:
        window = self._app.window.window()
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()


def _http_server(hook: HookSettings, hear: Hear, refused: Refused) -> HttpServer | None:
    if hook.http_port is None:
        return None
    name = socket.gethostname().lower()
    return HttpServer(
        Admission(
            host=hook.host,
            token=hook.token,
            allowed_origins=frozenset(hook.allowed_origins),
            own_names=frozenset({name, f"{name}.local"}),
        ),
        hear,
        refused,
    )
