"""A baresip softphone as a line, over its `ctrl_tcp` module.

Where it differs from what one would expect (baresip 1.0.0 and 1.1.0): a reply proves nothing, hold
and resume make no event, and the far end's hold cannot be seen at all, so a debtor who puts the
agent on hold looks like one who is silent.

1.0.0 acts on the current call, whatever id a command names. 1.1.0 heeds the id, and must be told
it: the answer to an earlier hold makes the held call current again. When a call ends, 1.0.0 takes
a held one back by itself; in 1.1.0 it stays on hold until the agent takes it back.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Mapping
from functools import partial

from PySide6.QtCore import QObject

from desktop.domain.calls import (
    CallEnded,
    CallEvent,
    CallMuted,
    CallRef,
    CallState,
    LineState,
    LineStateChanged,
)
from desktop.session.ports import PHONE_COMMANDS, Clock, LineCommand
from desktop.softphone.baresip_calls import KnownCall, KnownCalls
from desktop.softphone.baresip_events import (
    call_events,
    caller_of,
    can_dial,
    is_renegotiation,
    listed_calls,
)
from desktop.softphone.baresip_link import BaresipLink
from desktop.softphone.baresip_requests import BaresipRequests, Reply, Script, Step

_REPLY_TIMEOUT_MS = 5_000

_log = logging.getLogger(__name__)

_Selected = Generator[Step, Reply, KnownCall | None]


class BaresipLine(QObject):
    """One baresip. Events go to `emit` on the thread that owns this object.

    `CONNECTED` is reported once baresip has answered, not when the port is merely open.
    """

    def __init__(
        self,
        emit: Callable[[CallEvent], None],
        clock: Clock,
        host: str = "127.0.0.1",
        port: int = 4444,
        name: str = "baresip",
        parent: QObject | None = None,
        *,
        reply_timeout_ms: int = _REPLY_TIMEOUT_MS,
    ) -> None:
        super().__init__(parent)
        self._emit = emit
        self._clock = clock
        self._name = name
        self._state: LineState | None = None
        self._detail = ""
        self._calls = KnownCalls()
        self._link = BaresipLink(clock, host, port, self)
        self._requests = BaresipRequests(self._link, reply_timeout_ms, self)
        self._link.opened.connect(self._on_opened)
        self._link.closed.connect(self._on_closed)
        self._link.received.connect(self._on_received)

    @property
    def name(self) -> str:
        """The name that its events carry."""
        return self._name

    @property
    def commands(self) -> frozenset[LineCommand]:
        """All that acts on a telephone."""
        return PHONE_COMMANDS

    def start(self) -> None:
        """Connect, and go on trying for as long as it takes. Once only."""
        if self._state is None:
            self._change_state(LineState.CONNECTING, "")
            self._link.start()

    def stop(self) -> None:
        """Disconnect for good; no event comes after this returns."""
        if self._state is LineState.STOPPED:
            return
        self._link.stop()
        self._requests.clear()
        self._change_state(LineState.STOPPED, "")
        self._requests.deleteLater()
        self._link.deleteLater()

    def send(self, command: LineCommand, ref: CallRef) -> None:
        """Ask for something; for `DIAL` the number is in `ref.number`.

        What cannot be dialled raises `ValueError`. While baresip is away a command is dropped: a
        number must not be dialled minutes after the agent asked for it.
        """
        number = ref.number or ""
        if command is LineCommand.DIAL and not can_dial(number):
            raise ValueError("not a number or SIP address that can be dialled")
        if self._state is not LineState.CONNECTED:
            _log.warning("%s dropped: the softphone is not connected", command.value)
            return
        match command:
            case LineCommand.DIAL:
                self._requests.run(partial(self._dial, number))
            case LineCommand.ANSWER:
                self._requests.run(partial(self._answer, ref))
            case LineCommand.HANG_UP:
                self._requests.run(partial(self._hang_up, ref))
            case LineCommand.HOLD:
                self._requests.run(partial(self._hold, ref))
            case LineCommand.RESUME:
                self._requests.run(partial(self._resume, ref))
            case LineCommand.MUTE:
                self._requests.run(partial(self._mute, ref, muted=True))
            case LineCommand.UNMUTE:
                self._requests.run(partial(self._mute, ref, muted=False))
            case LineCommand.REPORT_RING:
                pass  # a real telephone tells by itself

    # What baresip tells

    def _on_opened(self) -> None:
        self._requests.run(self._greet)

    def _on_closed(self, reason: str) -> None:
        self._requests.clear()
        self._calls.forget()
        was_up = self._state in (LineState.CONNECTED, LineState.LOST)
        self._change_state(LineState.LOST if was_up else LineState.CONNECTING, reason)

    def _on_received(self, message: Mapping[str, object]) -> None:
        if message.get("response") is True:
            reply = Reply(message.get("ok") is True, str(message.get("data") or ""))
            self._requests.replied(str(message.get("token")), reply)
            return
        at = self._clock.now()
        relist = is_renegotiation(message)
        for heard in call_events(message, self._name, at):
            for event in self._calls.heard(heard, *caller_of(message)):
                self._report(event)
            # 1.0.0 takes a held call back by itself when another one ends.
            relist = relist or isinstance(heard, CallEnded)
        if relist and self._state is LineState.CONNECTED:
            self._requests.run(self._relist)

    def _change_state(self, state: LineState, detail: str) -> None:
        if (state, detail) == (self._state, self._detail):
            return
        self._state, self._detail = state, detail
        self._emit(LineStateChanged(self._name, self._clock.now(), state, detail))

    def _report(self, event: CallEvent) -> None:
        if self._state is not LineState.STOPPED:
            self._emit(event)

    # What is asked of baresip

    def _greet(self) -> Script:
        reply = yield "listcalls", None
        self._change_state(LineState.CONNECTED, "")
        listings = listed_calls(reply.text, self._name)
        self._report(self._calls.reconnected(listings, self._name, self._clock.now()))

    def _relist(self) -> Script:
        reply = yield "listcalls", None
        listings = listed_calls(reply.text, self._name)
        for event in self._calls.relisted(listings, self._clock.now()):
            self._report(event)

    def _dial(self, number: str) -> Script:
        yield from self._hold_all_but(None)
        yield "dial", number
        yield from self._relist()

    def _answer(self, ref: CallRef) -> Script:
        # While another call rings, 1.0.0 answers none: it first tries to hold the other one, and
        # gives up without a word. A ringing call that is marked as held already does not stop it,
        # but the mark must be off the call that is answered, whoever put it there.
        yield from self._hold_all_but(ref, ringing_too=True)
        if call := (yield from self._select(ref)):
            yield "resume", call.ref.line_call_id
            yield "accept", call.ref.line_call_id
        yield from self._relist()

    def _hang_up(self, ref: CallRef) -> Script:
        if call := (yield from self._select(ref)):
            yield "hangup", call.ref.line_call_id

    def _hold(self, ref: CallRef) -> Script:
        if call := (yield from self._select(ref)):
            yield "hold", call.ref.line_call_id
            yield from self._relist()

    def _resume(self, ref: CallRef) -> Script:
        yield from self._hold_all_but(ref)
        if call := (yield from self._select(ref)):
            yield "resume", call.ref.line_call_id
        yield from self._relist()

    def _mute(self, ref: CallRef, *, muted: bool) -> Script:
        call = self._calls.find(ref)
        if call is None or call.muted is muted or not (yield from self._select(ref)):
            return
        for _ in range(2):
            # A toggle: when the reply shows that the agent had used the softphone's own button, a
            # second one puts it right.
            reply = yield "mute", None
            if "muted" in reply.text:
                call.muted = "un-muted" not in reply.text
                self._report(CallMuted(call.ref, self._clock.now(), call.muted))
            if call.muted is muted:
                return

    def _hold_all_but(self, ref: CallRef | None, *, ringing_too: bool = False) -> Script:
        """No debtor may hear the agent talk to another; baresip itself sees to that only partly.

        Nothing is held for the sake of a call that is gone.
        """
        chosen = None if ref is None else self._calls.find(ref)
        if ref is not None and chosen is None:
            return
        for call in self._calls.beside(chosen):
            if call.state is CallState.RINGING and not ringing_too:
                continue
            if (yield from self._select(call.ref)) is not None:
                yield "hold", call.ref.line_call_id

    def _select(self, ref: CallRef) -> _Selected:
        """Make a call the current one; None when it is gone, and nothing must be done then."""
        call = self._calls.find(ref)
        if call is None:
            return None
        if call.ref.line_call_id is None:
            # Dialling, or up since before we connected: 1.1.0 lists its id, 1.0.0 only its row.
            yield from self._relist()
        if call.ref.line_call_id is not None:
            reply = yield "callfind", call.ref.line_call_id
        elif call.row is not None:
            reply = yield "line", str(call.row)
        else:
            return None
        return call if "setting current call" in reply.text else None
