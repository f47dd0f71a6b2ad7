"""A desktop portal for tests, run as a program on a bus of its own: grants, or declines, shortcuts.

It speaks the documented interface; no real portal runs without a desktop session.
"""

from __future__ import annotations

import sys
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_PATH = "/org/freedesktop/portal/desktop"
_REQUEST = DBusAddress(f"{_PATH}/request/1", None, "org.freedesktop.portal.Request")
_SHORTCUTS = DBusAddress(_PATH, None, "org.freedesktop.portal.GlobalShortcuts")
_SESSION = f"{_PATH}/session/1"


def main(bus: DBusConnection, *, grants: bool) -> None:
    """Answer until the program is ended."""
    while True:
        message = bus.receive()
        if message.header.message_type != MessageType.method_call:
            continue
        member = message.header.fields[HeaderFields.member]
        if member == "Get":
            bus.send(new_method_return(message, "v", (("u", 2),)))
        elif member == "CreateSession":
            _respond(bus, message, {"session_handle": ("s", _SESSION)}, code=0)
        elif member == "BindShortcuts":
            names = [name for name, _properties in message.body[1]]
            print(message.body[1][0][1]["preferred_trigger"][1], flush=True)
            shortcuts = [(name, {"description": ("s", name)}) for name in names[1:]]
            _respond(bus, message, {"shortcuts": ("a(sa{sv})", shortcuts)}, code=0 if grants else 1)
            activated = (_SESSION, names[-1], 0, {})
            bus.send(new_signal(_SHORTCUTS, "Activated", "osta{sv}", activated))
        else:
            bus.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))


def _respond(bus: DBusConnection, call: Message, results: dict[str, Any], *, code: int) -> None:
    bus.send(new_method_return(call, "o", (_REQUEST.object_path,)))
    bus.send(new_signal(_REQUEST, "Response", "ua{sv}", (code, results)))


if __name__ == "__main__":
    connection = open_dbus_connection(bus="SESSION")
    connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.portal.Desktop"))
    print("ready", flush=True)
    main(connection, grants=sys.argv[1] == "grants")
