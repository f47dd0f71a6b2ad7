"""Click to dial: once, through the line that can, else a link; and the agent is told which."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest

from desktop.app import DeskApp
from desktop.domain.calls import CallRef, CallRinging, CallState, Direction, LineState
from desktop.session.phone_view import DialBy
from desktop.session.ports import Line, LineCommand
from desktop.softphone.manual import ManualLine
from tests.ui.conftest import MakeDesk
from tests.ui.desk_fixture import OWN_NUMBER, RunningDesk
from tests.ui.fake_line import FakeLine
from tests.ui.seen import everything_shown


class LinkDesk:
    """A desk whose links go into a list; its fake telephone comes before the line by hand."""

    def __init__(self, make_desk: MakeDesk, *, takes_links: bool = True) -> None:
        self.links: list[str] = []
        self.phone: FakeLine | None = None

        def take(link: str) -> bool:
            self.links.append(link)
            return takes_links

        self.desk: RunningDesk = make_desk(make_lines=self._make_lines, open_link=take).open()

    def _make_lines(self, app: DeskApp) -> list[Line]:
        self.phone = FakeLine(app.receive, app.clock)
        return [self.phone, ManualLine(app.receive, app.clock, lambda: uuid.uuid4().hex)]

    def lose_phone(self) -> None:
        assert self.phone is not None
        self.phone.change(LineState.LOST)
        self.desk.settle()

    def dial(self, number: str = OWN_NUMBER) -> None:
        self.desk.press("Ctrl+D")
        self.desk.type(number)
        self.desk.press("Return")
        self.desk.settle()

    @property
    def dialled(self) -> list[str | None]:
        assert self.phone is not None
        return [ref.number for command, ref in self.phone.asked if command is LineCommand.DIAL]

    @property
    def calls(self) -> list[tuple[str, Direction, CallState]]:
        calls = [live.call for live in self.desk.app.desk.calls.values()]
        return [(call.ref.line, call.direction, call.state) for call in calls]


@pytest.fixture
def dial_desk(make_desk: MakeDesk) -> Callable[..., LinkDesk]:
    return lambda **options: LinkDesk(make_desk, **options)


def test_a_connected_line_dials_and_no_link_goes_out(
    dial_desk: Callable[..., LinkDesk],
) -> None:
    here = dial_desk()
    here.dial()
    assert here.dialled == [OWN_NUMBER]
    assert here.links == []
    assert [line for line, _direction, _state in here.calls] == ["desk-phone"]


def test_without_a_line_a_link_goes_out_and_the_file_opens_at_once(
    dial_desk: Callable[..., LinkDesk],
) -> None:
    here = dial_desk()
    here.lose_phone()
    here.dial()
    assert here.links == [f"tel:{OWN_NUMBER}"]
    assert here.dialled == []
    assert here.calls == [("manual", Direction.OUTGOING, CallState.RINGING)]
    here.desk.wait(lambda view: view.case is not None)
    assert "as a tel: link" in everything_shown(here.desk.window)


def test_a_link_that_nobody_takes_is_told(dial_desk: Callable[..., LinkDesk]) -> None:
    here = dial_desk(takes_links=False)
    here.lose_phone()
    here.dial()
    assert here.links == [f"tel:{OWN_NUMBER}"]
    assert "Nothing was dialled: no program here" in everything_shown(here.desk.window)
    assert len(here.calls) == 1


@pytest.mark.parametrize(
    ("choice", "links"), [(DialBy.SIP, [f"sip:{OWN_NUMBER}"]), (DialBy.LINE, [])]
)
def test_what_dials_is_the_agents_choice(
    dial_desk: Callable[..., LinkDesk], choice: DialBy, links: list[str]
) -> None:
    here = dial_desk()
    here.desk.window.connect_sheet.dial_by_requested.emit(choice)
    here.lose_phone()
    here.dial()
    assert here.links == links
    assert here.calls == [("manual", Direction.OUTGOING, CallState.RINGING)]


def test_who_dials_himself_is_never_dialled_for(dial_desk: Callable[..., LinkDesk]) -> None:
    here = dial_desk()
    here.desk.window.connect_sheet.dial_by_requested.emit(DialBy.OFF)
    here.dial()
    assert here.dialled == []
    assert here.links == []
    assert here.calls == [("manual", Direction.OUTGOING, CallState.RINGING)]
    assert "Nothing was dialled: dial on your phone." in everything_shown(here.desk.window)


def test_a_phone_that_tells_of_dialled_calls_opens_them_itself(
    dial_desk: Callable[..., LinkDesk],
) -> None:
    here = dial_desk()
    here.lose_phone()
    told = CallRinging(
        CallRef("twinkle", "a@b", "10086"), here.desk.app.clock.now(), Direction.OUTGOING
    )
    here.desk.app.dialling.hear(told)
    here.dial()
    here.dial()  # the same key pressed twice
    assert here.links == [f"tel:{OWN_NUMBER}"]
    assert here.calls == []


def test_what_is_no_number_goes_nowhere(dial_desk: Callable[..., LinkDesk]) -> None:
    here = dial_desk()
    here.lose_phone()
    here.dial("http://x.example")
    assert here.links == []
    assert here.calls == []
    assert "cannot be dialled" in everything_shown(here.desk.window)


def test_the_choice_is_kept(make_desk: MakeDesk, dial_desk: Callable[..., LinkDesk]) -> None:
    here = dial_desk()
    here.desk.window.connect_sheet.dial_by_requested.emit(DialBy.OFF)
    here.desk.close()
    again = make_desk().open()
    assert again.app.dialling.choice is DialBy.OFF
    assert again.window.connect_sheet.dial_by.currentData() is DialBy.OFF
