"""A crash leaves a file that says where, never who: no names, numbers, amounts or messages."""

from __future__ import annotations

import faulthandler
import re
import sys
import threading
import traceback
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

KEPT_REPORTS = 20
_HARD_CRASH = "hard-crash.txt"
_SEEN = "seen.txt"
_STAMP = "%Y%m%d-%H%M%S-%f"
_FRAME = re.compile(r'File "(?:[^"\n]*[/\\])?([^"/\\\n]*)"')
"""A stack frame of the interpreter's own report; the folder may have the user's name in it."""


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
            self._take_over_hard_crash()
            self._fault_file = (self._folder / _HARD_CRASH).open("a", encoding="utf-8")
        except OSError:
            self._fault_file = None
        else:
            faulthandler.enable(self._fault_file)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def unseen(self) -> tuple[Path, ...]:
        """Reports that were not offered yet, oldest first; what cannot be read is none."""
        try:
            seen = (self._folder / _SEEN).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            seen = ""
        return tuple(path for path in sorted(self._folder.glob("crash-*.txt")) if path.name > seen)

    def text_of(self, report: Path) -> str:
        """A report as it was written, or why it cannot be read."""
        try:
            return report.read_text("utf-8", "replace")
        except OSError as error:
            return error.strerror or type(error).__name__

    def mark_seen(self, reports: Sequence[Path]) -> None:
        """Offer these no more. Where that cannot be written down, they are offered again."""
        if reports:
            with suppress(OSError):
                (self._folder / _SEEN).write_text(max(path.name for path in reports), "utf-8")

    def delete(self, reports: Sequence[Path]) -> None:
        """Remove reports; one that cannot be removed is at least not offered again."""
        self.mark_seen(reports)
        for path in reports:
            with suppress(OSError):
                path.unlink()

    def _take_over_hard_crash(self) -> None:
        """What the interpreter wrote when the last run was aborted becomes a report of its own."""
        found = self._folder / _HARD_CRASH
        if not found.is_file() or not found.stat().st_size:
            return
        at = datetime.fromtimestamp(found.stat().st_mtime, tz=UTC)
        text = _FRAME.sub(r'File "\1"', found.read_text("utf-8", "replace"))
        (self._folder / f"crash-{at:{_STAMP}}.txt").write_text(self._head(at) + text, "utf-8")
        found.unlink()

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
        path = self._folder / f"crash-{at:{_STAMP}}.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_text(self._text(error, at), encoding="utf-8")
            for old in sorted(self._folder.glob("crash-*.txt"))[:-KEPT_REPORTS]:
                old.unlink(missing_ok=True)
        except OSError:
            return None
        return path

    def _text(self, error: BaseException, at: datetime) -> str:
        lines: list[str] = []
        link: BaseException | None = error
        while link is not None:
            lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
            frames = traceback.extract_tb(link.__traceback__)
            lines.extend(f"  {Path(f.filename).name}:{f.lineno} {f.name}" for f in frames)
            link = link.__cause__ or link.__context__
        return self._head(at) + "\n".join(lines) + "\n"

    def _head(self, at: datetime) -> str:
        return (
            f"callside {self._version}\nat {at:%Y-%m-%dT%H:%M:%SZ}\n"
            f"python {sys.version.split()[0]} on {sys.platform}\n"
        )

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
