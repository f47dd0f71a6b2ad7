"""The desk's ear on the machine: a local socket that only this user may open.

One message a line, one answer a line. Size, clients, messages and time are bounded, so that no
program can fill the desk up or hold it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop.hook.fields import BadReportError
from desktop.hook.messages import LONGEST_MESSAGE_BYTES, Answer, Message, read_message

MOST_CLIENTS = 16
MOST_MESSAGES = 64
SILENT_AFTER_MS = 5_000

Hear = Callable[[Message], Answer]
Refused = Callable[[str], None]


class LocalServer(QObject):
    """`hear` is called, on the GUI thread, for every message that can be read.

    `refused` is told why another was not.
    """

    def __init__(self, hear: Hear, refused: Refused, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hear = hear
        self._refused = refused
        self._clients: dict[_Client, None] = {}
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)

    def listen(self, endpoint: str) -> bool:
        """Listen at the endpoint of a place that was taken; False where that cannot be done."""
        # Whoever holds the place may take away what a crash left.
        QLocalServer.removeServer(endpoint)
        return self._server.listen(endpoint)

    def stop(self) -> None:
        """Send everybody away."""
        self._server.close()
        for client in tuple(self._clients):
            client.leave()

    def _welcome(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            if len(self._clients) >= MOST_CLIENTS:
                # Who has been here longest has had time enough; a phone that rings has none.
                next(iter(self._clients)).leave()
            client = _Client(socket, self._hear, self._refused, self._clients.pop)
            self._clients[client] = None
            client.read()


class _Client:
    """One program that talks to the desk."""

    def __init__(
        self, socket: QLocalSocket, hear: Hear, refused: Refused, left: Callable[[_Client], object]
    ) -> None:
        self._socket = socket
        self._hear = hear
        self._refused = refused
        self._left = left
        self._messages = 0
        self._gone = False
        self._silence = QTimer(socket, singleShot=True, interval=SILENT_AFTER_MS)
        self._silence.timeout.connect(self.leave)
        self._silence.start()
        socket.setReadBufferSize(LONGEST_MESSAGE_BYTES + 1)
        socket.readyRead.connect(self.read)
        socket.disconnected.connect(self.leave)

    def read(self) -> None:
        """Answer every whole line that has come."""
        while not self._gone and self._socket.canReadLine():
            line = bytes(self._socket.readLine(LONGEST_MESSAGE_BYTES + 1).data())
            self._silence.start()
            self._messages += 1
            if self._messages > MOST_MESSAGES or not line.endswith(b"\n"):
                self._refuse("that is too much")
                return
            self._answer(line)
        if not self._gone and self._socket.bytesAvailable() > LONGEST_MESSAGE_BYTES:
            self._refuse("that is too much")

    def _answer(self, line: bytes) -> None:
        try:
            answer = self._hear(read_message(line))
        except BadReportError as error:
            self._refused(str(error))
            answer = Answer(ok=False, why=str(error))
        self._socket.write(answer.line())

    def _refuse(self, why: str) -> None:
        self._refused(why)
        self._socket.write(Answer(ok=False, why=why).line())
        self._socket.flush()
        self.leave()

    def leave(self) -> None:
        """End the connection; doing it twice does no harm."""
        if self._gone:
            return
        self._gone = True
        self._silence.stop()
        self._left(self)
        self._socket.disconnectFromServer()
        self._socket.deleteLater()
