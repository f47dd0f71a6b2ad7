"""Runs `callside import` beside the desk: its own process, so that no call waits for a file."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal

from desktop.session.importing import ImportView, begun, finished, told

_LAST_WORDS_BYTES = 4_096
_LONGEST_STOP_MS = 5_000


class ImportRun(QObject):
    """One import at a time. `changed` carries an `ImportView` whenever there is news.

    `with_key` hands the database's key (hexadecimal) to its argument, later or at once: the child
    gets it on its standard input, where nobody else can read it. It is handed None when there is
    no key to be had.
    """

    changed = Signal(object)

    def __init__(
        self,
        database: Path,
        with_key: Callable[[Callable[[str | None], None]], None],
        spare_folder: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.language = "zh_CN"
        self.region = ""
        self._database = database
        self._with_key = with_key
        self._spare_folder = spare_folder
        self._view = self._told = ImportView()
        self._process: QProcess | None = None
        self._pending = b""
        self._stopping = self._closed = False

    def begin(self, path: str, meanings: Mapping[str, str], *, is_trial: bool) -> None:
        """Try a file, or import it; nothing happens while another is under way."""
        if self._view.is_busy or self._closed:
            return
        arguments = ["--database", str(self._database), "--language", self.language, "import"]
        arguments += ["--progress", "json", "--key-stdin"]
        if self.region:
            arguments += ["--region", self.region]
        for header, meaning in meanings.items():
            arguments += ["--map", f"{header}={meaning}"]
        if is_trial:
            arguments.append("--dry-run")
        else:
            arguments += ["--rejects", str(self._rejects_of(Path(path)))]
        self._told = begun(Path(path).name, is_trial=is_trial)
        self._show(self._told)
        self._stopping = False
        self._with_key(lambda key: self._start([*arguments, "--", path], key))

    def stop(self) -> None:
        """Ask the import to end at its next whole batch."""
        self._stopping = True
        if self._process is not None:
            _ask_to_end(self._process)

    def close(self) -> None:
        """End with the desk: what was stored is whole, importing again completes it."""
        self._closed = True
        if self._process is not None:
            self._process.finished.disconnect()
            _ask_to_end(self._process)
            if not self._process.waitForFinished(_LONGEST_STOP_MS):
                self._process.kill()
                self._process.waitForFinished()
            self._process = None

    def _start(self, arguments: list[str], key: str | None) -> None:
        """The key has come; meanwhile the agent may have stopped it, or closed the desk."""
        if self._closed:
            return
        if key is None or self._stopping:
            self._show(finished(self._told, by_wish=self._stopping))
            return
        self._pending = b""
        self._process = process = QProcess(self)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._not_started)
        if not getattr(sys, "frozen", False):
            # -P: a file named like a library in the current folder must not be imported.
            arguments = ["-P", "-m", "desktop", *arguments]
        process.start(sys.executable, arguments)
        process.write(f"{key}\n".encode("ascii"))
        process.closeWriteChannel()

    def _read(self) -> None:
        if self._process is None:
            return
        self._pending += bytes(self._process.readAllStandardOutput().data())
        *lines, self._pending = self._pending.split(b"\n")
        for line in lines:
            self._told = told(self._told, _message(line))
        if self._told.is_busy:
            # How it ended is shown when its process is gone: only then may another one begin.
            self._show(self._told)

    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._finished()

    def _finished(self, *_status: object) -> None:
        self._read()
        process, self._process = self._process, None
        if process is None:
            return
        words = bytes(process.readAllStandardError().data())[-_LAST_WORDS_BYTES:]
        process.deleteLater()
        said = words.decode("utf-8", "replace").strip().splitlines()[-1:]
        view = self._told
        if view.is_busy and said and not self._stopping:
            view = told(view, {"error": said[0].removeprefix("callside: ")})
        view = finished(view, by_wish=self._stopping)
        if view.rejects_file and not view.rejected:
            # It holds the header alone, and the next import would need another name.
            Path(view.rejects_file).unlink(missing_ok=True)
        self._show(view)

    def _show(self, view: ImportView) -> None:
        self._view = view
        self.changed.emit(view)

    def _rejects_of(self, path: Path) -> Path:
        """Beside the file, or with our own files where nothing may be written there.

        Never one that is there already: somebody may be mending it.
        """
        folder = path.parent if os.access(path.parent, os.W_OK) else self._spare_folder
        rejects, number = folder / f"{path.stem}-rejected{path.suffix}", 1
        while rejects.exists():
            number += 1
            rejects = folder / f"{path.stem}-rejected-{number}{path.suffix}"
        return rejects


def _ask_to_end(process: QProcess) -> None:
    """Windows can ask only programs that have a window; whole batches stay whole all the same."""
    if sys.platform == "win32":
        process.kill()
    else:
        process.terminate()


def _message(line: bytes) -> Mapping[str, object]:
    try:
        message = json.loads(line)
    except ValueError:
        return {}
    return message if isinstance(message, dict) else {}
