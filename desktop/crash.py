"""A crash leaves a file that says where, never who: no names, numbers, amounts or messages."""

from __future__ import annotations

import faulthandler
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

KEPT_REPORTS = 20


class CrashReports:
    """Writes one file per unexpected error into a folder; the oldest ones go."""

    def __init__(self, folder: Path, version: str) -> None:
        self._folder = folder
        self._version = version
        self._fault_file: TextIO | None = None

    def install(self) -> None:
        """Catch what nobody caught, on every thread, and hard crashes of the interpreter.

        Where the folder cannot be written, the program goes on without a file for the latter.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._fault_file = (self._folder / "hard-crash.txt").open("a", encoding="utf-8")
        except OSError:
            self._fault_file = None
        else:
            faulthandler.enable(self._fault_file)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def uninstall(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        if self._fault_file is not None:
            faulthandler.disable()
            self._fault_file.close()

    def report(self, error: BaseException) -> Path | None:
        """Write down where an error happened. Its message is left out: it may name a person.

        The file, or None when the folder cannot be written; a report never raises.
        """
        at = datetime.now(tz=UTC)
        path = self._folder / f"crash-{at:%Y%m%d-%H%M%S-%f}.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_text(self._text(error, at), encoding="utf-8")
            for old in sorted(self._folder.glob("crash-*.txt"))[:-KEPT_REPORTS]:
                old.unlink(missing_ok=True)
        except OSError:
            return None
        return path

    def _text(self, error: BaseException, at: datetime) -> str:
        lines = [
            f"callside {self._version}",
            f"at {at:%Y-%m-%dT%H:%M:%SZ}",
            f"python {sys.version.split()[0]} on {sys.platform}",
        ]
        link: BaseException | None = error
        while link is not None:
            lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
            frames = traceback.extract_tb(link.__traceback__)
            lines.extend(f"  {Path(f.filename).name}:{f.lineno} {f.name}" for f in frames)
            link = link.__cause__ or link.__context__
        return "\n".join(lines) + "\n"

    def _uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        path = self.report(error.with_traceback(trace))
        told = f"was written to {path}" if path else "could not be written down"
        sys.stderr.write(f"Callside: an unexpected error {told}\n")

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.report(args.exc_value)
