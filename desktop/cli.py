"""The command line: reads it, then imports only what the command needs."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop import __version__
from desktop.commands.file_words import add_file_commands
from desktop.commands.telling import (
    TELLING,
    add_commands,
    bring_forward,
    default_database,
    is_telling,
    run_telling,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from desktop.hook.sole import Place
    from desktop.hook.starting import Desk

EXIT_BAD_INPUT = 2
PASSPHRASE_VARIABLE = "CALLSIDE_PASSPHRASE"  # noqa: S105 - the name of a variable


class UserError(Exception):
    """Something the user can mend; the text is the one line to print."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    words = sys.argv[1:] if argv is None else list(argv)
    arguments = _parser(words).parse_args(words)
    try:
        return _run(arguments)
    except UserError as error:
        print(f"callside: {error}", file=sys.stderr)
        return EXIT_BAD_INPUT
    except BrokenPipeError:
        # Whoever read our output has gone; say nothing more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The whole command line; only its first part when a softphone is waiting for the command."""
    parser = argparse.ArgumentParser(
        prog="callside",
        description="The right file, the right words and a silence timer beside your softphone.",
    )
    parser.add_argument("--database", type=Path, metavar="PATH", help="the database file")
    parser.add_argument("--language", choices=("zh_CN", "en"), help="the window's language")
    parser.add_argument("--version", action="version", version=f"callside {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    add_commands(commands)
    if is_telling(words):
        return parser
    demo = commands.add_parser("demo", help="the desk on fictional data with a simulated line")
    demo.add_argument("--auto", action="store_true", help="play one whole call and leave")
    demo.add_argument("--screenshots", type=Path, metavar="FOLDER", help="write pictures here")
    demo.add_argument("--theme", choices=("light", "dark", "system"), help="colours")
    add_file_commands(commands)
    pop = commands.add_parser("pop", help="the file that a number opens, and why")
    pop.add_argument("number", metavar="NUMBER")
    pop.add_argument("--region", metavar="CC", help="country of a number without a code")
    pop.add_argument("--json", action="store_true")
    outcomes = commands.add_parser("outcomes", help="the latest outcomes, and calls without one")
    outcomes.add_argument("--json", action="store_true")
    backup = commands.add_parser(
        "backup", help="a verified copy of the database, also while in use"
    )
    backup.add_argument("file", type=Path, metavar="FILE")
    restore = commands.add_parser("restore", help="go back to a backup; nothing is deleted")
    restore.add_argument("file", nargs="?", type=Path, metavar="FILE")
    restore.add_argument(
        "--salvage",
        action="store_true",
        help="mend a damaged database: the newest backup and what can still be read",
    )
    restore.add_argument("--yes", action="store_true", help="do not ask")
    check = commands.add_parser("check", help="prove this machine and say how to mend it")
    ours = check.add_mutually_exclusive_group()
    ours.add_argument("--register", action="store_true", help="open callside: links from now on")
    ours.add_argument("--unregister", action="store_true", help="no longer open callside: links")
    check.add_argument("--json", action="store_true")
    key = commands.add_parser("key", help="a new key for the database")
    key.add_argument("what", choices=("change",))
    key.add_argument(
        "--key-store", action="store_true", help="back to the key store, without a passphrase"
    )
    bench = commands.add_parser("bench", help="benchmarks as ratios to floors of the same run")
    bench.add_argument("name", nargs="?", metavar="NAME")
    bench.add_argument("--json", action="store_true")
    bench.add_argument(
        "--size", type=_debtors, default=1_000_000, metavar="N", help="how many debtors"
    )
    bench.add_argument("--folder", type=Path, help="keeps the big database for the next run")
    return parser


def _run(arguments: argparse.Namespace) -> int:
    if arguments.command in TELLING and (known := arguments.database or default_database()):
        return _tell(arguments, str(known))
    from desktop.settings import SettingsError, load_settings

    try:
        settings = load_settings()
    except SettingsError as error:
        raise UserError(str(error)) from error
    database = arguments.database or settings.database
    match arguments.command:
        case None:
            _require_display()
            place = _place_on(database)
            if place is None:
                return bring_forward(str(database))
            from desktop.desk_run import run_desk

            return run_desk(settings, database, arguments.language, passphrase(), place)
        case "call" | "open" | "do":
            return _tell(arguments, str(database))
        case "demo":
            offscreen = not _has_display()
            listens = arguments.database is not None and not (arguments.auto or offscreen)
            place = _place_on(arguments.database) if listens else None
            if listens and place is None:
                return bring_forward(str(database))
            from desktop.demo import DemoOptions, run_demo

            if offscreen:
                os.environ["QT_QPA_PLATFORM"] = "offscreen"
            return run_demo(
                settings,
                DemoOptions(
                    database=arguments.database,
                    language=arguments.language,
                    auto=arguments.auto or offscreen,
                    offscreen=offscreen,
                    screenshots=arguments.screenshots,
                    theme=arguments.theme,
                    place=place,
                ),
            )
        case "check":
            from desktop.commands.check import run_check

            return run_check(arguments, settings, database, passphrase())
        case "bench":
            from desktop.bench.run import run_bench

            return run_bench(
                arguments.name,
                as_json=arguments.json,
                debtors=arguments.size,
                folder=arguments.folder,
            )
        case _:
            from desktop.commands.database import CommandError
            from desktop.commands.run import run_command

            try:
                return run_command(arguments, settings, database, passphrase())
            except CommandError as error:
                raise UserError(str(error)) from error


def _debtors(text: str) -> int:
    """A number of debtors that benchmarks can work with."""
    fewest = 100
    if not text.isdecimal() or int(text) < fewest:
        raise argparse.ArgumentTypeError(f"a whole number from {fewest}")
    return int(text)


def _place_on(database: Path) -> Place | None:
    from desktop.hook.sole import take_place

    return take_place(str(database))


def _tell(arguments: argparse.Namespace, database: str) -> int:
    """Tell the running desk; for a call it is started when there is none."""

    def start() -> Desk:
        from desktop.hook.starting import start_desk

        _require_display()
        return start_desk(arguments.database and database, arguments.language)

    return run_telling(arguments, database, start)


def passphrase() -> str | None:
    """The passphrase for scripts and tests, from the environment."""
    return os.environ.get(PASSPHRASE_VARIABLE) or None


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _require_display() -> None:
    if not _has_display():
        raise UserError("there is no display: set DISPLAY or WAYLAND_DISPLAY, or try 'demo'.")
