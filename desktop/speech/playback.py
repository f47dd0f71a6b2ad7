"""Plays one WAV at a time through a child process; without a sound device it lasts just as long."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from PySide6.QtCore import QElapsedTimer, QObject, QProcess, QTimer

# A player that gives up this soon has opened no device: the line can still begin elsewhere.
_GAVE_UP_MS = 700
# Sound servers start late and so end late, by two seconds at worst; then the player hangs.
_TAIL_MS = 2_500

_log = logging.getLogger(__name__)


class Playback(QObject):
    """One loudspeaker. Players are tried in order; the one that worked comes first next time.

    A player that fails is tried again with the next line: a headset may have been plugged in.
    """

    def __init__(self, players: Sequence[Sequence[str]], parent: QObject) -> None:
        super().__init__(parent)
        self._players = list(players)
        self._untried: list[Sequence[str]] = []
        self._path = ""
        self._duration_ms = 0
        self._process: QProcess | None = None
        self._on_started: Callable[[], None] | None = None
        self._on_finished: Callable[[], None] | None = None
        self._since_start = QElapsedTimer()
        self._time_is_up = False
        self._heard = False
        self._start = QTimer(self, singleShot=True, interval=0)
        self._start.timeout.connect(self._note_started)
        self._duration = QTimer(self, singleShot=True)
        self._duration.timeout.connect(self._note_time_is_up)
        self._tail = QTimer(self, singleShot=True, interval=_TAIL_MS)
        self._tail.timeout.connect(self._finish)

    @property
    def was_heard(self) -> bool:
        """Whether the latest line found a player that took it to its end."""
        return self._heard

    def play(
        self,
        path: str,
        duration_ms: int,
        on_started: Callable[[], None],
        on_finished: Callable[[], None],
    ) -> None:
        """Play a WAV of known length; both callables are called later, once each."""
        self.stop()
        self._path, self._duration_ms = path, duration_ms
        self._on_started, self._on_finished = on_started, on_finished
        self._time_is_up = self._heard = False
        self._untried = list(self._players)
        self._try_next_player()

    def stop(self) -> None:
        """Silence at once; what was playing is not reported any more."""
        self._on_started = self._on_finished = None
        for timer in (self._start, self._duration, self._tail):
            timer.stop()
        self._release_player()

    def wait_for_end(self, limit_ms: int) -> None:
        """Let killed players be reaped, at the end of the program only."""
        for process in self.findChildren(QProcess):
            process.waitForFinished(limit_ms)

    def _try_next_player(self) -> None:
        if not self._untried:
            self._start.start()
            return
        player = self._untried.pop(0)
        program, *options = player
        process = QProcess(self)
        self._process = process
        process.started.connect(lambda: self._player_started(process))
        process.finished.connect(lambda status, _: self._player_ended(process, player, status))
        process.errorOccurred.connect(lambda error: self._player_failed(process, player, error))
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.start(program, [*options, self._path])

    def _player_started(self, process: QProcess) -> None:
        if process is self._process:
            self._start.start()

    def _player_failed(
        self, process: QProcess, player: Sequence[str], error: QProcess.ProcessError
    ) -> None:
        # Every other error is followed by `finished`.
        if error is QProcess.ProcessError.FailedToStart:
            self._player_ended(process, player, -1)

    def _player_ended(self, process: QProcess, player: Sequence[str], status: int) -> None:
        process.deleteLater()
        if process is not self._process:
            return
        self._process = None
        if status == 0:
            self._note_heard(player)
        else:
            _log.info("A player of sound gave up with status %d.", status)
            if self._on_started is not None or self._since_start.elapsed() < _GAVE_UP_MS:
                self._try_next_player()
                return
        if self._time_is_up:
            self._finish()

    def _note_heard(self, player: Sequence[str]) -> None:
        self._heard = True
        self._players.remove(player)
        self._players.insert(0, player)

    def _note_started(self) -> None:
        on_started, self._on_started = self._on_started, None
        if on_started is not None:
            self._since_start.start()
            self._duration.start(self._duration_ms)
            on_started()

    def _note_time_is_up(self) -> None:
        self._time_is_up = True
        if self._process is None:
            self._finish()
        else:
            self._heard = True
            self._tail.start()

    def _finish(self) -> None:
        on_finished = self._on_finished
        self.stop()
        if on_finished is not None:
            on_finished()

    def _release_player(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
