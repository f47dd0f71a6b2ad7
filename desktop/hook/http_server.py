"""Hears desk phones and web softphones over HTTP; Qt's plain sockets carry it.

Who may report is decided by `desktop.hook.http_rules`. Clients, requests and time are bounded.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QHostAddress, QTcpServer, QTcpSocket

from desktop.hook.http_reports import answer, is_question, report_in
from desktop.hook.http_request import BadRequestError, Request, RequestReader
from desktop.hook.http_rules import Admission
from desktop.hook.messages import Answer, Message

MOST_CLIENTS = 32
MOST_REQUESTS = 200
REQUEST_LIMIT_MS = 5_000
SILENT_AFTER_MS = 15_000
_READ_BYTES = 32_768

Hear = Callable[[Message], Answer]
Refused = Callable[[str], None]


class HttpServer(QObject):
    """`hear` is called, on the GUI thread, for every report that may be made.

    `refused` is told why another was not.
    """

    def __init__(
        self, admission: Admission, hear: Hear, refused: Refused, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._admission = admission
        self._hear = hear
        self._refused = refused
        self._clients: dict[_Client, None] = {}
        self._server = QTcpServer(self)
        self._server.newConnection.connect(self._welcome)

    def listen(self, port: int) -> bool:
        """Listen; 0 takes any free port. False when that cannot be done."""
        return self._server.listen(QHostAddress(self._admission.host), port)

    @property
    def port(self) -> int:
        """The port that is listened on."""
        return self._server.serverPort()

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
            client = _Client(socket, self._admission, self._hear, self._refused, self._clients.pop)
            self._clients[client] = None
            client.read()


class _Client:
    """One phone's connection."""

    def __init__(
        self,
        socket: QTcpSocket,
        admission: Admission,
        hear: Hear,
        refused: Refused,
        left: Callable[[_Client], object],
    ) -> None:
        self._socket = socket
        self._admission = admission
        self._hear = hear
        self._refused = refused
        self._left = left
        self._reader = RequestReader()
        self._requests = 0
        self._gone = False
        self._limit = QTimer(socket, singleShot=True, interval=REQUEST_LIMIT_MS)
        self._limit.timeout.connect(self._too_late)
        self._limit.start()
        socket.setReadBufferSize(_READ_BYTES)
        socket.readyRead.connect(self.read)
        socket.disconnected.connect(self.leave)

    def read(self) -> None:
        """Answer every whole request that has come."""
        while not self._gone and self._socket.bytesAvailable():
            was_between = self._reader.is_between
            self._reader.feed(bytes(self._socket.read(_READ_BYTES).data()))
            if was_between:
                self._limit.start(REQUEST_LIMIT_MS)
            try:
                self._answer_all()
            except BadRequestError as error:
                # After what cannot be read nothing says where the next request begins.
                self._refused(str(error))
                self._say(None, error.status, str(error), keep_alive=False)

    def _answer_all(self) -> None:
        while not self._gone and (request := self._reader.next()) is not None:
            self._answer(request)

    def _answer(self, request: Request) -> None:
        self._requests += 1
        keep_alive = request.keep_alive and self._requests < MOST_REQUESTS
        status, text = self._done(request)
        self._say(request, status, text, keep_alive=keep_alive)
        if keep_alive and self._reader.is_between:
            self._limit.start(SILENT_AFTER_MS)

    def _done(self, request: Request) -> tuple[int, str]:
        try:
            if is_question(request, self._admission):
                return 204, ""
            heard = self._hear(report_in(request, self._admission))
        except BadRequestError as error:
            self._refused(str(error))
            return error.status, str(error)
        return (200, "ok") if heard.ok else (409, heard.why)

    def _say(self, request: Request | None, status: int, text: str, *, keep_alive: bool) -> None:
        self._socket.write(answer(request, self._admission, status, text, keep_alive=keep_alive))
        if not keep_alive:
            self._socket.flush()
            self.leave()

    def _too_late(self) -> None:
        if self._reader.is_between:
            self.leave()
        else:
            self._say(None, 408, "the request took too long", keep_alive=False)

    def leave(self) -> None:
        """End the connection; doing it twice does no harm."""
        if self._gone:
            return
        self._gone = True
        self._limit.stop()
        self._left(self)
        self._socket.disconnectFromHost()
        self._socket.deleteLater()
