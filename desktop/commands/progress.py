"""What an import shows while it runs and when it has ended: for a person, or for a program."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Protocol

from desktop.files.format_errors import HeaderError, ImportFormatError
from desktop.files.importing import ImportReport, Progress

SHOWN_REJECTS = 20
_BAR_CHARACTERS = 24
_MIB = 1 << 20


class Display(Protocol):
    """Somebody who is told how an import goes."""

    def tell(self, progress: Progress) -> None:
        """How far it is."""
        ...

    def end(self) -> None:
        """Nothing more is told; what follows begins on a line of its own."""
        ...

    def refuse(self, error: ImportFormatError) -> None:
        """The file cannot be imported; whoever started the command is told the sentence too."""
        ...

    def report(self, path: Path, report: ImportReport, arguments: argparse.Namespace) -> None:
        """How it ended."""
        ...


def display_for(choice: str) -> Display:
    """The display for `auto`, `json` or `none`; nothing moves where no terminal is."""
    if choice == "json":
        return JsonLines()
    return Terminal(moves=choice == "auto" and sys.stderr.isatty())


class Terminal:
    """Words for a person, with a bar on standard error while it runs."""

    def __init__(self, *, moves: bool) -> None:
        self._moves = moves
        self._shown = 0

    def tell(self, progress: Progress) -> None:
        """Draw the bar."""
        if not self._moves:
            return
        share = progress.bytes / progress.total_bytes if progress.total_bytes else 1.0
        full = round(share * _BAR_CHARACTERS)
        what = "importing" if progress.is_import else "checking "
        line = (
            f"{what} [{'#' * full}{'.' * (_BAR_CHARACTERS - full)}] {share:4.0%}  "
            f"{progress.rows:,} rows, {progress.bytes / _MIB:,.1f} of "
            f"{progress.total_bytes / _MIB:,.1f} MiB"
        )
        print(f"\r{line:<{self._shown}}", end="", file=sys.stderr, flush=True)
        self._shown = len(line)

    def end(self) -> None:
        """Take the bar away."""
        if self._shown:
            print(f"\r{'':<{self._shown}}\r", end="", file=sys.stderr, flush=True)
            self._shown = 0

    def refuse(self, error: ImportFormatError) -> None:  # noqa: ARG002 - the sentence follows
        """Make room for the sentence."""
        self.end()

    def report(self, path: Path, report: ImportReport, arguments: argparse.Namespace) -> None:
        """Print the counts, the mapping, and the first of the rejected rows."""
        self.end()
        would = "would be " if arguments.dry_run else ""
        print(
            f"{path.name}: {report.rows_read} rows read, {would}{report.inserted} inserted, "
            f"{report.updated} updated, {report.rejected} rejected"
        )
        pairs = ", ".join(f"{text} = {column.value}" for text, column in report.known_headers)
        print(f"  columns: {pairs}")
        if report.ignored_headers:
            print(f"  columns not known and left out: {', '.join(report.ignored_headers)}")
        if report.stopped:
            print("  stopped: whole batches were taken, importing the file again completes it")
        if arguments.rejects is not None:
            if report.rejected:
                print(f"  rejected rows are in {arguments.rejects}: mend them and import that file")
            return
        for reject in report.rejects[:SHOWN_REJECTS]:
            where = f"{reject.column} " if reject.column else ""
            print(f"  {path.name}:{reject.row}: {where}{reject.reason}")
        if report.rejected > SHOWN_REJECTS:
            more = report.rejected - SHOWN_REJECTS
            print(f"  … and {more} more; --rejects FILE keeps them all")


class JsonLines:
    """One JSON object a line on standard output; the last one of a file is its report."""

    def tell(self, progress: Progress) -> None:
        """Rows and bytes so far."""
        _line(
            {
                "stage": "importing" if progress.is_import else "checking",
                "rows": progress.rows,
                "bytes": progress.bytes,
                "total_bytes": progress.total_bytes,
            }
        )

    def end(self) -> None:
        """Nothing to tidy."""

    def refuse(self, error: ImportFormatError) -> None:
        """Why, and what the columns were taken for where that is the reason."""
        columns = error.columns if isinstance(error, HeaderError) else ()
        _line(
            {
                "error": str(error),
                "columns": {text: column.value for text, column in columns if column},
                "left_out": [text for text, column in columns if column is None and text.strip()],
            }
        )

    def report(self, path: Path, report: ImportReport, arguments: argparse.Namespace) -> None:
        """The report."""
        _line(
            {
                "report": {
                    "file": str(path),
                    "rows_read": report.rows_read,
                    "inserted": report.inserted,
                    "updated": report.updated,
                    "rejected": report.rejected,
                    "dry_run": arguments.dry_run,
                    "stopped": report.stopped,
                    "columns": {text: column.value for text, column in report.known_headers},
                    "left_out": list(report.ignored_headers),
                    "rejects_file": str(arguments.rejects) if arguments.rejects else None,
                    "rejects": [
                        {"row": r.row, "column": r.column, "reason": r.reason}
                        for r in report.rejects[:SHOWN_REJECTS]
                    ],
                }
            }
        )


def _line(value: object) -> None:
    # Plain ASCII: a pipe of Windows may be in any code page.
    print(json.dumps(value), flush=True)
