"""Brings a desk into every state that an agent can see, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.calls import LineState
from desktop.domain.outcome import Disposition
from desktop.ui.unlock_panel import UnlockNeed
from tests.ui.desk_fixture import (
    OWN_NAME,
    OWN_NUMBER,
    SHARED_NUMBER,
    STRANGE_NUMBER,
    RunningDesk,
    day_ahead,
)


def every_state(desk: RunningDesk) -> Iterator[str]:
    """Each step leaves the window in one state and names it. `desk` is open and idle."""
    yield "idle"
    desk.press("F1")
    yield "keys"
    desk.press("F1", "Ctrl+O")
    yield "saved today"
    desk.press("Escape")
    yield from search_states(desk)
    yield from connect_states(desk)
    yield from crash_states(desk)
    yield from _calls_without_file(desk)
    yield from file_states(desk)
    yield from talk_states(desk)
    yield from wrap_up_states(desk)
    yield from unlock_states(desk)


def search_states(desk: RunningDesk) -> Iterator[str]:
    """Looking for somebody before a call: nothing typed, nobody, several, a file to read."""
    desk.press("Ctrl+K")
    yield "search"
    for text, state in (("13900139000", "nobody found"), ("1600", "several found")):
        desk.window.search.field.setFocus()
        desk.press("Ctrl+A")
        desk.type(text)
        desk.wait(lambda view: view.search and view.search.found is not None)
        desk.wait(lambda view: view.search and not view.search.is_searching)
        yield state
    desk.window.search.field.setFocus()
    desk.press("Return")
    desk.wait(lambda view: view.reading is not None)
    yield "read before dialling"
    desk.window.reading.setFocus()
    desk.press("Escape")
    desk.wait(lambda view: view.reading is None)


def connect_states(desk: RunningDesk) -> Iterator[str]:
    """The page that connects a telephone: one recipe with much to paste, then the test."""
    sheet = desk.window.connect_sheet
    desk.press("Ctrl+Shift+C")
    desk.wait(lambda _view: sheet.phone.count())
    for name in ("microsip", "yealink", "any_other"):
        sheet.phone.setCurrentIndex(sheet.phone.findData(name))
        desk.settle()
        yield f"connect {name}"
    sheet.test_requested.emit()
    desk.settle()
    yield "connect test"
    desk.press("Escape")


def crash_states(desk: RunningDesk) -> Iterator[str]:
    """The last run crashed: the offer, its report, and the report deleted."""
    desk.app.crash_reports.report(ValueError())
    desk.app.crash_offer.offer()
    desk.settle()
    yield "crash offered"
    desk.window.idle.crash.show_requested.emit()
    desk.settle()
    yield "crash report"
    desk.app.crash_offer.sheet.forget_requested.emit()
    desk.settle()


def _calls_without_file(desk: RunningDesk) -> Iterator[str]:
    for name, number in (
        ("unknown", STRANGE_NUMBER),
        ("anonymous", None),
        ("several", SHARED_NUMBER),
    ):
        desk.ring(number, name)
        yield name
        desk.press("Ctrl+N")
        yield f"{name}, new file"
        desk.leave_the_text()
        _save(desk, name)


def file_states(desk: RunningDesk) -> Iterator[str]:
    """A stranger's new file, which looks like another one, and a number that a file lacks."""
    desk.ring("+8616111110005", "new")
    desk.press("F2", "Ctrl+N")
    desk.type(f"{OWN_NAME}")
    desk.press("Return")
    desk.wait(lambda view: view.case is not None)
    desk.press("F3")
    desk.wait(lambda view: view.file_hints is not None and view.file_hints.others)
    yield "looks like another file"
    desk.press("Ctrl+M")
    yield "two files compared"
    desk.press("Escape")
    _save(desk, "new")
    desk.ring(STRANGE_NUMBER, "chosen")
    desk.press("Ctrl+K")
    desk.type(OWN_NUMBER[-4:])
    desk.wait(lambda view: view.search is not None and view.search.found)
    desk.wait(lambda view: view.search and not view.search.is_searching)
    desk.press("Return")
    desk.wait(lambda view: view.case is not None)
    yield "number offered"
    desk.press("Ctrl+U", "Space")
    desk.wait(lambda view: view.file_hints is not None and view.file_hints.kept_number)
    yield "number kept"
    desk.press("Ctrl+U", "Space")
    desk.wait(lambda view: view.file_hints is not None and view.file_hints.offered_number)
    _save(desk, "chosen")


def _save(desk: RunningDesk, line_call_id: str) -> None:
    desk.line.hang_up(line_call_id)
    desk.settle()
    desk.app.bridge.wish(lambda intents: intents.choose_disposition(Disposition.NO_ANSWER))
    desk.press("F4")
    desk.wait(lambda view: view.focused is None)


def talk_states(desk: RunningDesk) -> Iterator[str]:
    """From the ring to a promise that is agreed, then a link that breaks."""
    desk.ring()
    yield "ring"
    desk.press("F2")
    desk.wait(lambda view: view.timer is not None)
    yield "identity"
    desk.press("Shift+F3")
    yield "third party"
    desk.press("F3")
    desk.wait_answered()
    yield "greeting"
    desk.press("F5", "Ctrl+T", "F9", "1")
    yield "alternatives and technique"
    desk.press("F5", "Ctrl+T", "F7", "F7", "F7", "F8")
    yield "commitment"
    desk.press("Ctrl+P")
    desk.type("999999999\t")
    desk.settle()
    yield "commitment with faults"
    desk.press("Ctrl+P", "Ctrl+A")
    desk.type("2500\t")
    desk.type(f"{day_ahead(9):%Y%m%d}")
    desk.press("Tab", "Tab", "Tab")
    desk.type(f"{desk.app.desk.profile.channels_in(desk.view.language)[0]}\t")
    yield "commitment complete"
    desk.app.bridge.wish(lambda intents: intents.choose_disposition(Disposition.PLAN))
    desk.settle()
    yield "plan"
    desk.app.bridge.wish(lambda intents: intents.choose_disposition(None))
    desk.ring(STRANGE_NUMBER, "2")
    yield "second ring"
    desk.line.hang_up("2")
    desk.press("Ctrl+H")
    yield "held"
    desk.press("Ctrl+H", "F11")
    yield "muted"
    desk.line.change(LineState.LOST)
    desk.settle()
    yield "lost"
    desk.line.change(LineState.CONNECTED)
    desk.line.answered()
    desk.settle()


def wrap_up_states(desk: RunningDesk) -> Iterator[str]:
    """The call has ended: every disposition in turn, then saved."""
    desk.line.hang_up()
    desk.wait(lambda view: view.wrap_up is not None and view.wrap_up.open)
    yield "wrap-up"
    for disposition in Disposition:
        desk.window.wrap_up.disposition_requested.emit(disposition)
        desk.settle()
        yield f"wrap-up {disposition.value}"
    desk.window.wrap_up.disposition_requested.emit(Disposition.HUNG_UP_EARLY)
    desk.press("F4")
    desk.wait(lambda view: not view.wrap_up or view.wrap_up.disposition is None)
    yield "saved"
    while desk.app.desk.calls:
        desk.press("Ctrl+I")
        desk.window.wrap_up.disposition_requested.emit(Disposition.NO_ANSWER)
        desk.press("F4")
        desk.wait(lambda view: not view.wrap_up)


def unlock_states(desk: RunningDesk) -> Iterator[str]:
    """What the panel that opens the database can ask or tell."""
    desk.window.show_unlock(shown=True)
    for need in UnlockNeed:
        desk.window.unlock.ask(need, wrong=True, detail="1FDX-GE06-BY4F-V96X-N70E-DXRA-CAM7-H530")
        desk.settle()
        yield f"unlock {need.value}"
    desk.window.show_unlock(shown=False)
    desk.settle()
