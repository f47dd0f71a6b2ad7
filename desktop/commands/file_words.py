"""The words of `callside import` and `callside export` on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

EXPORTS = ("calls", "outcomes", "promises", "debtors")


def add_file_commands(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add both commands to the parser."""
    imported = commands.add_parser(
        "import", help="debtors, phones, debts and history from CSV, XLSX and JSON files"
    )
    imported.add_argument("files", nargs="+", type=Path, metavar="FILE")
    imported.add_argument("--dry-run", action="store_true", help="only say what would happen")
    imported.add_argument("--rejects", type=Path, metavar="FILE", help="where bad rows go")
    imported.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="HEADER=COLUMN",
        help="what a column means; HEADER= leaves it out; kept for the next file like it",
    )
    imported.add_argument(
        "--encoding", metavar="NAME", help="of a text file, when it cannot be told from its bytes"
    )
    imported.add_argument(
        "--progress",
        choices=("auto", "json", "none"),
        default="auto",
        help="a bar on a terminal, JSON lines for a program, or nothing",
    )
    exported = commands.add_parser("export", help="a list as CSV, XLSX or JSON, by the file's end")
    exported.add_argument("what", choices=EXPORTS)
    exported.add_argument("file", type=Path, metavar="FILE")
    for command in (imported, exported):
        command.add_argument(
            "--region", metavar="CC", help="country of numbers without a code: CN, GB, US …"
        )
        command.add_argument(
            "--key-stdin",
            action="store_true",
            help="read the database's key in hexadecimal from the first line of standard input",
        )
