"""One line on its way into a WAV file: a fresh worker process, watched by signals only."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from desktop.speech.exchange import (
    SpeechAnswer,
    SpeechRequest,
    answer_from_json,
    request_to_json,
)
from desktop.speech.levels import Loudness
from desktop.speech.problems import VoiceProblem
from desktop.speech.programs import worker_import_path

_LONGEST_WAIT_MS = 30_000

_log = logging.getLogger(__name__)


class Recording(QObject):
    """The WAV of one request. `done` is sent once, when `loudness` or `problem` is known."""

    done = Signal()

    def __init__(self, worker: Sequence[str], request: SpeechRequest, parent: QObject) -> None:
        super().__init__(parent)
        self.request = request
        self.loudness: Loudness | None = None
        self.problem: VoiceProblem | None = None
        self._discarded = False
        self._process = QProcess(self)
        self._process.setProgram(worker[0])
        self._process.setArguments(list(worker[1:]))
        self._process.setProcessEnvironment(_worker_environment())
        self._process.started.connect(self._send_request)
        self._process.finished.connect(self._read_answer)
        self._process.errorOccurred.connect(self._note_error)
        self._deadline = QTimer(self, singleShot=True, interval=_LONGEST_WAIT_MS)
        self._deadline.timeout.connect(self._process.kill)
        self._no_worker = QTimer(self, singleShot=True, interval=0)
        self._no_worker.timeout.connect(self._tell_no_worker)

    @property
    def is_done(self) -> bool:
        """Whether the WAV is there, or never will be."""
        return self.loudness is not None or self.problem is not None

    def start(self) -> None:
        """Start the worker; returns at once, and `done` never comes from within this call."""
        self._deadline.start()
        self._process.start()

    def discard(self) -> None:
        """Give up the line and its file; `done` is not sent any more."""
        self._discarded = True
        self._deadline.stop()
        self._no_worker.stop()
        if self._process.state() is QProcess.ProcessState.NotRunning:
            self._vanish()
        else:
            self._process.kill()

    def wait_for_end(self, limit_ms: int) -> None:
        """Let a killed worker be reaped, at the end of the program only."""
        self._process.waitForFinished(limit_ms)

    def _send_request(self) -> None:
        self._process.write(request_to_json(self.request))
        self._process.closeWriteChannel()

    def _read_answer(self) -> None:
        if self._discarded:
            self._vanish()
            return
        self._settle(answer_from_json(bytes(self._process.readAllStandardOutput().data())))

    def _note_error(self, error: QProcess.ProcessError) -> None:
        # Every other error is followed by `finished`.
        if error is QProcess.ProcessError.FailedToStart and not self._discarded:
            self._no_worker.start()

    def _tell_no_worker(self) -> None:
        cause = "the worker could not be started"
        self._settle(SpeechAnswer(problem=VoiceProblem.FAILED, cause=cause))

    def _settle(self, answer: SpeechAnswer) -> None:
        self._deadline.stop()
        self.loudness, self.problem = answer.loudness, answer.problem
        if answer.problem is not None:
            _log.warning("No voice: %s (%s)", answer.problem.value, answer.cause)
        self.done.emit()

    def _vanish(self) -> None:
        try:
            Path(self.request.path).unlink(missing_ok=True)
        except PermissionError:
            # Windows keeps a file that a dying player still has open; the folder goes later.
            _log.debug("A recording is still in use and is removed at the end.")
        self.deleteLater()


def _worker_environment() -> QProcessEnvironment:
    environment = QProcessEnvironment.systemEnvironment()
    known = environment.value("PYTHONPATH")
    path = worker_import_path()
    environment.insert("PYTHONPATH", f"{path}{os.pathsep}{known}" if known else path)
    return environment
