"""`callside call`, `open` and `do`: tell the running desk, without importing it.

A softphone starts this for each event of each call, so nothing heavy is imported here.
"""

from __future__ import annotations

import os
import sys

from desktop.hook.client import NoAnswerError, NoDeskError, ask
from desktop.hook.fields import DIRECTIONS, EVENTS, LONGEST, BadReportError, checked

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping, Sequence

    from desktop.hook.starting import Desk

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - it has no other name

TELLING = frozenset({"call", "open", "do"})
"""Commands for the running desk."""

BAD_INPUT = 2
NO_DESK = 1
START_LIMIT_S = 30.0
"""How long a desk that had to be started may take until it can be told."""
ASK_AGAIN_S = 0.1


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
    call.add_argument(
        "--number", required=True, nargs="?", const="", metavar="N", help="the other side's number"
    )
    call.add_argument("--id", metavar="ID", help="what the softphone calls this call")
    call.add_argument("--direction", choices=DIRECTIONS, help="who dialled")
    call.add_argument("--name", metavar="TEXT", help="the caller's name, as the phone shows it")
    call.add_argument("--line", metavar="NAME", help="which phone reports; several may")
    opened = commands.add_parser("open", help="the same for callside://call?…, tel: and sip: URLs")
    opened.add_argument("url", metavar="URL")
    do = commands.add_parser("do", help="do a desk action by name in the running desk")
    do.add_argument("action", metavar="ACTION")


def run_telling(arguments: argparse.Namespace, database: str, start: Callable[[], Desk]) -> int:
    """Tell the desk of a database, and return the exit status.

    `start` starts the desk when nobody is there to hear of a call.
    """
    if arguments.command == "do":
        return _tell(database, {"tell": "do", "action": arguments.action})
    try:
        report = checked(_fields(arguments))
    except BadReportError as error:
        return _say(f"{error}.", BAD_INPUT)
    return _tell(database, {"tell": "call", **report}, start)


def bring_forward(database: str) -> int:
    """Ask the desk that has the place already to show itself; it may be starting still."""
    from desktop.hook.starting import ForeignDesk

    return _tell(database, {"tell": "show"}, ForeignDesk)


def default_database() -> str | None:
    """The database when nothing is set anywhere; None where only the settings can tell.

    It is what `desktop.settings` says too, without what that has to import.
    """
    if sys.platform != "linux":
        return None
    home = os.path.expanduser("~")
    config = os.environ.get("XDG_CONFIG_HOME") or f"{home}/.config"
    data = os.environ.get("XDG_DATA_HOME") or f"{home}/.local/share"
    if not (os.path.isabs(config) and os.path.isabs(data)):
        return None
    if os.path.lexists(f"{config}/callside/settings.toml"):
        return None
    return f"{data}/callside/callside.db"


def _fields(arguments: argparse.Namespace) -> Mapping[str, object]:
    if arguments.command == "call":
        return {name: getattr(arguments, name) for name in LONGEST}
    from desktop.hook.urls import fields_of_url

    return fields_of_url(arguments.url)


def _tell(
    database: str, message: Mapping[str, object], start: Callable[[], Desk] | None = None
) -> int:
    try:
        answer = ask(database, message)
    except NoDeskError:
        if start is None:
            return _say("no desk is running; start it with: callside.", BAD_INPUT)
        return _tell_when_up(database, message, start())
    except NoAnswerError as error:
        return _say(f"the desk cannot be told: {error}.", NO_DESK)
    return _status(answer)


def _tell_when_up(database: str, message: Mapping[str, object], desk: Desk) -> int:
    for _ in range(int(START_LIMIT_S / ASK_AGAIN_S)):
        ended = desk.has_ended(ASK_AGAIN_S)
        try:
            return _status(ask(database, message))
        except NoDeskError:
            if ended:
                return _say("the desk did not start; start it by hand to see why.", NO_DESK)
        except NoAnswerError as error:
            return _say(f"the desk cannot be told: {error}.", NO_DESK)
    return _say(f"the desk was not up within {START_LIMIT_S:g} seconds.", NO_DESK)


def _status(answer: Mapping[str, object]) -> int:
    if answer.get("ok") is True:
        return 0
    return _say(f"{answer.get('why', 'the desk refused')}.", BAD_INPUT)


def _say(sentence: str, status: int) -> int:
    print(f"callside: {sentence}", file=sys.stderr)
    return status
