"""`callside call` and `callside do`: tell the running desk, without importing it.

A softphone starts this for each event of each call, so nothing heavy is imported here.
"""

from __future__ import annotations

import sys

from desktop.hook.client import NoAnswerError, NoDeskError, ask
from desktop.hook.fields import DIRECTIONS, EVENTS, BadReportError, checked

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - it has no other name

TELLING = frozenset({"call", "open", "do"})
"""Commands for the running desk."""

BAD_INPUT = 2
NO_DESK = 1


def is_telling(words: Sequence[str]) -> bool:
    """Whether a command line has one of these commands, told without reading all of it."""
    rest = iter(words)
    for word in rest:
        if word in ("--database", "--language"):
            next(rest, None)
        elif not word.startswith("-"):
            return word in TELLING
    return False


def add_commands(commands: Commands) -> None:
    """Add these commands to the command line."""
    call = commands.add_parser("call", help="tell the running desk about a call")
    call.add_argument("event", choices=EVENTS, metavar="EVENT", help=" | ".join(EVENTS))
    call.add_argument("--number", required=True, metavar="N", help="the other side's number")
    call.add_argument("--id", metavar="ID", help="what the softphone calls this call")
    call.add_argument("--direction", choices=DIRECTIONS, help="who dialled")
    call.add_argument("--name", metavar="TEXT", help="the caller's name, as the phone shows it")
    call.add_argument("--line", metavar="NAME", help="which phone reports; several may")
    do = commands.add_parser("do", help="do a desk action by name in the running desk")
    do.add_argument("action", metavar="ACTION")


def run_telling(arguments: argparse.Namespace, database: str) -> int:
    """Tell the desk of a database, and return the exit status."""
    try:
        if arguments.command == "do":
            return _tell(database, {"tell": "do", "action": arguments.action})
        wanted = ("event", "number", "id", "direction", "name", "line")
        return _tell(
            database,
            {"tell": "call", **checked({name: getattr(arguments, name) for name in wanted})},
        )
    except BadReportError as error:
        return _say(str(error), BAD_INPUT)


def bring_forward(database: str) -> int:
    """Ask the desk that is running already to show itself."""
    return _tell(database, {"tell": "show"})


def _tell(database: str, message: Mapping[str, object]) -> int:
    try:
        answer = ask(database, message)
    except NoDeskError:
        return _say("no desk is running.", BAD_INPUT)
    except NoAnswerError as error:
        return _say(f"the desk cannot be told: {error}.", NO_DESK)
    if answer.get("ok") is True:
        return 0
    return _say(str(answer.get("why", "the desk refused.")), BAD_INPUT)


def _say(sentence: str, status: int) -> int:
    print(f"callside: {sentence}", file=sys.stderr)
    return status
