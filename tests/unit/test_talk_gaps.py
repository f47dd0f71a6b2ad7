"""Only the time in which both could hear each other is talk: neither a hold nor a lost link is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.domain.calls import LineState, Side
from desktop.session.ports import UnfinishedCall
from tests.unit.seat import Seat

MINUTE_MS = 60_000


def talk_ms(seat: Seat) -> int:
    return seat.focused.call.talk_ms(seat.clock.now())


def talking(seat: Seat) -> None:
    """A minute of talk."""
    seat.talk_with_the_right_person()
    seat.clock.advance(MINUTE_MS)


def lose(seat: Seat) -> None:
    seat.link(LineState.LOST)


def find(seat: Seat) -> None:
    seat.link(LineState.CONNECTED)
    seat.establish()


GAPS: list[tuple[Callable[[Seat], None], Callable[[Seat], None]]] = [
    (lambda seat: seat.hold(), lambda seat: seat.resume()),
    (lose, find),
    (lose, lambda seat: seat.hear(Side.DEBTOR, -20.0)),
]


@pytest.mark.parametrize(("begin", "end"), GAPS)
def test_a_gap_is_not_talk_while_it_lasts_nor_afterwards(
    begin: Callable[[Seat], None], end: Callable[[Seat], None]
) -> None:
    seat = Seat()
    talking(seat)
    begin(seat)
    seat.clock.advance(5 * MINUTE_MS)
    assert talk_ms(seat) == MINUTE_MS
    end(seat)
    seat.clock.advance(MINUTE_MS)
    assert talk_ms(seat) == 2 * MINUTE_MS
    begin(seat)
    seat.clock.advance(MINUTE_MS)
    seat.end()
    seat.clock.advance(MINUTE_MS)
    assert talk_ms(seat) == 2 * MINUTE_MS
    assert seat.view.wrap_up is not None
    assert seat.view.wrap_up.talk_ms == 2 * MINUTE_MS


def test_a_link_lost_during_a_hold_is_one_gap() -> None:
    seat = Seat()
    talking(seat)
    seat.hold()
    seat.clock.advance(MINUTE_MS)
    lose(seat)
    seat.clock.advance(MINUTE_MS)
    find(seat)
    seat.clock.advance(MINUTE_MS)
    assert talk_ms(seat) == 2 * MINUTE_MS


def test_the_gaps_are_the_same_after_a_restart() -> None:
    seat = Seat()
    talking(seat)
    seat.hold()
    seat.clock.advance(5 * MINUTE_MS)
    seat.resume()
    seat.clock.advance(MINUTE_MS)
    seat.end()
    again = Seat("d")
    again.desk.restore(seat.unfinished("c-1"), ())
    again.desk.focus("c-1")
    assert talk_ms(again) == 2 * MINUTE_MS


def test_the_time_after_a_crash_is_not_talk_even_when_the_call_is_heard_of_again() -> None:
    seat = Seat()
    talking(seat)
    seat.hold()
    seat.clock.advance(MINUTE_MS)
    seat.resume()
    again = Seat("d")
    again.clock.advance(10 * MINUTE_MS)
    again.desk.restore(seat.unfinished("c-1"), ())
    again.desk.focus("c-1")
    assert talk_ms(again) == MINUTE_MS
    again.establish()
    again.clock.advance(MINUTE_MS)
    assert talk_ms(again) == 2 * MINUTE_MS


def test_a_call_that_rang_before_a_crash_talks_from_its_answer() -> None:
    seat = Seat()
    seat.ring()
    again = Seat("d")
    again.clock.advance(10 * MINUTE_MS)
    again.desk.restore(seat.unfinished("c-1"), ())
    again.establish()
    again.clock.advance(MINUTE_MS)
    assert again.desk.calls["c-1"].call.talk_ms(again.clock.now()) == MINUTE_MS


def test_a_journal_from_before_gaps_were_counted_is_read_as_it_was() -> None:
    seat = Seat()
    talking(seat)
    seat.end()
    (call,) = seat.unfinished("c-1")
    bodies = [{k: v for k, v in e.body.items() if k != "gaps_ms"} for e in call.entries]
    entries = (replace(e, body=body) for e, body in zip(call.entries, bodies, strict=True))
    old = UnfinishedCall(call.call_id, tuple(entries))
    again = Seat("d")
    again.desk.restore([old], ())
    again.desk.focus("c-1")
    assert talk_ms(again) == MINUTE_MS
