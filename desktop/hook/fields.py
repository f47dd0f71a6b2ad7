"""The fields of a report about a call, and what may stand in them.

The same rules hold for a command, a URL, an HTTP request and a message on the local socket.
Softphones start `callside call` for each event, so this imports nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

EVENTS = ("ringing", "established", "held", "resumed", "ended")
DIRECTIONS = ("in", "out")
LONGEST = {"event": 16, "number": 256, "id": 256, "direction": 16, "name": 256, "line": 32}
"""Every field that a report may have, and how many characters it may have."""

_LINE_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")


class BadReportError(Exception):
    """What is wrong with a report, in one line that repeats nothing of what was sent."""


def checked(fields: Mapping[str, object]) -> dict[str, str]:
    """The fields that say something. Raises `BadReportError` for the first that cannot be used."""
    said: dict[str, str] = {}
    for name, longest in LONGEST.items():
        value = fields.get(name)
        if value is None:
            continue
        if not isinstance(value, str):
            raise BadReportError(f"'{name}' must be a text")
        if len(value) > longest:
            raise BadReportError(f"'{name}' is longer than {longest} characters")
        if any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in value):
            raise BadReportError(f"'{name}' has a control character in it")
        if any(0xD800 <= ord(letter) < 0xE000 for letter in value):
            raise BadReportError(f"'{name}' is not a text")
        if value.strip():
            said[name] = value.strip()
    if said.get("event") not in EVENTS:
        raise BadReportError(f"'event' must be one of {', '.join(EVENTS)}")
    if said.get("direction", DIRECTIONS[0]) not in DIRECTIONS:
        raise BadReportError(f"'direction' must be one of {', '.join(DIRECTIONS)}")
    if not _LINE_LETTERS.issuperset(said.get("line", "")):
        raise BadReportError("'line' may have letters, figures, '.', '_' and '-' only")
    return said
