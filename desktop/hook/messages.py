"""What another program may tell the desk over the local socket, read from one line of JSON.

`{"tell": "call", "event": "ringing", "number": "…"}`, `{"tell": "do", "action": "next-prompt"}`,
`{"tell": "show"}` or `{"tell": "there"}`. Whoever sends it is not trusted: what is not exactly so
is refused with a reason that repeats nothing of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.addresses import number_in, printable
from desktop.domain.call_reports import HOOK_LINE, CallReport, ReportedEvent
from desktop.domain.calls import Direction
from desktop.hook.fields import LONGEST, BadReportError, checked

LONGEST_MESSAGE_BYTES = 65_536
_LONGEST_ACTION = 64
_DIRECTIONS = {"in": Direction.INCOMING, "out": Direction.OUTGOING}


@dataclass(frozen=True, slots=True)
class DoAction:
    """Do one of the window's actions."""

    name: str


@dataclass(frozen=True, slots=True)
class ShowWindow:
    """Bring the window forward: somebody started the program a second time."""


@dataclass(frozen=True, slots=True)
class AreYouThere:
    """Answer, and do nothing: `callside check` asks whether a desk hears."""


Message = CallReport | DoAction | ShowWindow | AreYouThere


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether it was done, and if not, why not."""

    ok: bool
    why: str = ""

    def line(self) -> bytes:
        """The answer as it goes back."""
        body: dict[str, object] = {"ok": self.ok}
        if self.why:
            body["why"] = self.why
        return json.dumps(body).encode("ascii") + b"\n"


def read_message(line: bytes) -> Message:
    """The message in a line. Raises `BadReportError`."""
    try:
        body = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadReportError("that is no line of JSON") from error
    if not isinstance(body, dict):
        raise BadReportError("that is no JSON object")
    tell = body.pop("tell", None)
    match tell:
        case "call":
            if not LONGEST.keys() >= body.keys():
                raise BadReportError("a call has no such field")
            return report_of(checked(body))
        case "do" if body.keys() == {"action"}:
            return DoAction(_action(body["action"]))
        case "show" if not body:
            return ShowWindow()
        case "there" if not body:
            return AreYouThere()
        case _:
            raise BadReportError("nothing is known of such a message")


def report_of(fields: Mapping[str, str]) -> CallReport:
    """The report that checked fields make."""
    return CallReport(
        event=ReportedEvent(fields["event"]),
        number=number_in(fields.get("number", "")),
        line_call_id=printable(fields.get("id", "")) or None,
        direction=_DIRECTIONS.get(fields.get("direction", ""), Direction.UNKNOWN),
        name=printable(fields.get("name", "")) or None,
        line=fields.get("line", HOOK_LINE),
    )


def _action(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_ACTION or not value.isprintable():
        raise BadReportError("'action' must be the name of an action")
    return value
