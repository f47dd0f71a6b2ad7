"""Chords under Wayland: asked for from the desktop portal, which shows the user its own dialog.

Qt's own D-Bus classes cannot write the list of shortcuts from Python, so the messages are made by
jeepney, on a connection of ours; a session ends with its connection. Not run with a real portal.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    Properties,
    message_bus,
    new_method_call,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from PySide6.QtCore import QSocketNotifier

from desktop.session.shortcuts import (
    Chord,
    Chords,
    Gap,
    Modifier,
    Pressed,
    Reach,
    ShortcutStatus,
    Told,
)

_NAME = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_SHORTCUTS = DBusAddress(_PATH, _NAME, "org.freedesktop.portal.GlobalShortcuts")
_REGISTRY = DBusAddress(_PATH, _NAME, "org.freedesktop.host.portal.Registry")
_APPLICATION = "callside"
_TOKEN = f"callside{os.getpid()}"
_PROBE_LIMIT_S = 2.0
_GRANTED = 0
_MODIFIERS = {
    Modifier.CTRL: "CTRL",
    Modifier.ALT: "ALT",
    Modifier.SHIFT: "SHIFT",
    Modifier.META: "LOGO",
}
_KEYSYMS = {"PgUp": "Prior", "PgDown": "Next", "Ins": "Insert", "Del": "Delete", "Space": "space"}


def gap_of_portal() -> Gap | None:
    """What is missing for the portal here; None when it answers."""
    try:
        with open_dbus_connection(bus="SESSION") as bus:
            reply = bus.send_and_get_reply(
                Properties(_SHORTCUTS).get("version"), timeout=_PROBE_LIMIT_S
            )
    except (OSError, KeyError, TimeoutError):
        return Gap.NO_SESSION_BUS
    return None if _is_answer(reply) else Gap.NO_PORTAL


class PortalHotkeys:
    """One session with the portal: made, bound to the chords, listened to."""

    def __init__(self) -> None:
        self._bus: DBusConnection | None = None
        self._notifier: QSocketNotifier | None = None
        self._awaited: dict[int, Callable[[Message], None]] = {}
        self._session = ""

    def start(self, chords: Chords, pressed: Pressed, told: Told) -> None:
        """Ask for a session, then for the chords; the answers come when the user has decided."""
        self._chords, self._pressed, self._told = chords, pressed, told
        try:
            self._bus = open_dbus_connection(bus="SESSION")
        except (OSError, KeyError, TimeoutError):
            told(ShortcutStatus(Reach.NONE, Gap.NO_SESSION_BUS))
            return
        told(ShortcutStatus(Reach.PORTAL, starting=True))
        self._notifier = QSocketNotifier(self._bus.sock.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(lambda: self._read())
        for interface in (_SHORTCUTS.interface, "org.freedesktop.portal.Request"):
            rule = MatchRule(type="signal", sender=_NAME, interface=interface)
            self._call(message_bus.AddMatch(rule), lambda _reply: None)
        # Portals since 2024 ask a program that is not in a sandbox for its name; older ones do not
        # know the question, and neither answer matters here.
        register = new_method_call(_REGISTRY, "Register", "sa{sv}", (_APPLICATION, {}))
        self._call(register, lambda _reply: None)
        options = {"handle_token": ("s", _TOKEN), "session_handle_token": ("s", _TOKEN)}
        create = new_method_call(_SHORTCUTS, "CreateSession", "a{sv}", (options,))
        self._call(create, self._asked)

    def _call(self, message: Message, then: Callable[[Message], None]) -> None:
        if self._bus is not None:
            serial = next(self._bus.outgoing_serial)
            self._awaited[serial] = then
            self._bus.send(message, serial=serial)

    def _asked(self, reply: Message) -> None:
        """The portal took the question, or there is none."""
        if not _is_answer(reply):
            self._told(ShortcutStatus(Reach.NONE, Gap.NO_PORTAL))

    def _read(self) -> None:
        while self._bus is not None:
            try:
                message = self._bus.receive(timeout=0)
            except TimeoutError:
                return
            except OSError:
                self.stop()
                self._told(ShortcutStatus(Reach.NONE, Gap.NO_SESSION_BUS))
                return
            self._take(message)

    def _take(self, message: Message) -> None:
        fields = message.header.fields
        if message.header.message_type in (MessageType.method_return, MessageType.error):
            then = self._awaited.pop(fields.get(HeaderFields.reply_serial, -1), None)
            if then is not None:
                then(message)
            return
        member = fields.get(HeaderFields.member)
        if member == "Response":
            self._answered(*message.body)
        elif member == "Activated" and message.body[0] == self._session:
            action = str(message.body[1])
            if action in self._chords:
                self._pressed(action)

    def _answered(self, code: int, results: dict[str, tuple[str, Any]]) -> None:
        """The user, or the desktop for them, has decided."""
        if code != _GRANTED:
            self._told(ShortcutStatus(Reach.NONE, Gap.PORTAL_REFUSED))
        elif "session_handle" in results:
            self._session = str(results["session_handle"][1])
            self._bind()
        elif "shortcuts" in results:
            bound = {str(name) for name, _properties in results["shortcuts"][1]}
            refused = tuple(action for action in self._chords if action not in bound)
            self._told(ShortcutStatus(Reach.PORTAL, refused=refused))

    def _bind(self) -> None:
        wanted = [
            (action, {"description": ("s", chord.words), "preferred_trigger": ("s", _text(chord))})
            for action, chord in self._chords.items()
        ]
        body = (self._session, wanted, "", {"handle_token": ("s", f"{_TOKEN}bind")})
        bind = new_method_call(_SHORTCUTS, "BindShortcuts", "oa(sa{sv})sa{sv}", body)
        self._call(bind, self._asked)

    def stop(self) -> None:
        """End the session by ending the connection."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._bus is not None:
            self._bus.close()
            self._bus = None
        self._awaited.clear()


def _is_answer(reply: Message) -> bool:
    return bool(reply.header.message_type == MessageType.method_return)


def _text(chord: Chord) -> str:
    """A chord as the portal's rules for shortcuts write it: `CTRL+SHIFT+F9`."""
    held = [name for modifier, name in _MODIFIERS.items() if modifier in chord.modifiers]
    key = chord.key.lower() if len(chord.key) == 1 else _KEYSYMS.get(chord.key, chord.key)
    return "+".join([*held, key])
