"""The connection to baresip's control port: tried for ever, one JSON object per frame."""

from __future__ import annotations

import json
import logging

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QAbstractSocket, QTcpSocket

from desktop.session.ports import Clock
from desktop.softphone.netstring import NetstringError, NetstringParser, encode

RETRY_MS = 500
CLOSED = "the softphone closed the control connection"
NOT_BARESIP = "this port does not speak baresip's control protocol"
TAKEN = "another program took the control connection"

# baresip serves one control client and closes it without a word when another connects. Coming
# straight back would throw that one out in turn, for ever.
_SHORT_LIFE_MS = 2_000
_SHORT_LIVES_UNTIL_TAKEN = 3
_BACK_OFF_MS = (5_000, 10_000, 20_000, 30_000)

_log = logging.getLogger(__name__)


class BaresipLink(QObject):
    """Sends commands and passes on what comes; says when the connection opens and closes."""

    opened = Signal()
    closed = Signal(str)
    received = Signal(object)

    def __init__(self, clock: Clock, host: str, port: int, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._host = host
        self._port = port
        self._parser: NetstringParser | None = None
        self._opened_at = clock.now()
        self._short_lives = 0
        self._drop_reason = CLOSED
        self._socket = QTcpSocket(self)
        self._socket.connected.connect(self._on_connected)
        self._socket.readyRead.connect(self._on_ready_read)
        self._socket.stateChanged.connect(self._on_state_changed)
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.timeout.connect(self._connect)

    def start(self) -> None:
        """Connect, and again whenever that fails or ends."""
        self._connect()

    def stop(self) -> None:
        """Disconnect for good, without a signal."""
        self._parser = None
        self._retry.stop()
        self.blockSignals(True)  # noqa: FBT003
        self._socket.blockSignals(True)  # noqa: FBT003
        self._socket.abort()

    def drop(self, reason: str) -> None:
        """Give this connection up, and connect anew."""
        self._drop_reason = reason
        self._socket.abort()

    def send(self, command: str, params: str | None, token: str) -> None:
        """Send one command. Everything is a string: a number crashes baresip 1.0.0."""
        message = {"command": command, "token": token}
        if params is not None:
            message["params"] = params
        self._socket.write(encode(json.dumps(message, ensure_ascii=False).encode()))

    def _connect(self) -> None:
        self._socket.connectToHost(self._host, self._port)

    def _on_connected(self) -> None:
        self._parser = NetstringParser()
        self._opened_at = self._clock.now()
        self._drop_reason = CLOSED
        self.opened.emit()

    def _on_ready_read(self) -> None:
        parser = self._parser
        if parser is None:
            return
        try:
            for frame in parser.feed(bytes(self._socket.readAll().data())):
                self._on_frame(frame)
                if self._parser is not parser:
                    return  # dropped or stopped by what the frame led to
        except NetstringError:
            self.drop(NOT_BARESIP)

    def _on_frame(self, frame: bytes) -> None:
        try:
            message = json.loads(frame.decode("utf-8", errors="replace"))
        except (ValueError, RecursionError):
            # Its content may be personal, so only its size is told.
            _log.warning("skipped a frame of %d bytes that is not JSON", len(frame))
            return
        if isinstance(message, dict):
            self.received.emit(message)

    def _on_state_changed(self, state: QAbstractSocket.SocketState) -> None:
        if state is not QAbstractSocket.SocketState.UnconnectedState:
            return
        was_open = self._parser is not None
        self._parser = None
        reason = self._drop_reason
        if not was_open:
            self._short_lives = 0
        elif reason == CLOSED and self._clock.now().ms_since(self._opened_at) < _SHORT_LIFE_MS:
            self._short_lives += 1
        else:
            self._short_lives = 0
        beyond = self._short_lives - _SHORT_LIVES_UNTIL_TAKEN
        if beyond >= 0:
            reason = TAKEN
            self._retry.start(_BACK_OFF_MS[min(beyond, len(_BACK_OFF_MS) - 1)])
        else:
            self._retry.start(RETRY_MS)
        if was_open:
            self.closed.emit(reason)
