"""The one-minute test says exactly what came, on which line, and no more."""

from __future__ import annotations

from desktop.domain.calls import (
    CallEnded,
    CallEstablished,
    CallHeld,
    CallMuted,
    CallRef,
    CallRinging,
    Direction,
    EndReason,
    LevelMeasured,
    LineState,
    LineStateChanged,
    Side,
)
from desktop.domain.line_test import LineFinding, LineTest
from desktop.domain.moments import Moment
from desktop.domain.phone_recipes import Told

AT = Moment(1_000, 1_000)
NUMBER_ONLY = CallRef("microsip", None, "13800138000")
WHOLE = CallRef("baresip", "abc", "13800138000")


def test_nothing_heard_is_nothing_found() -> None:
    test = LineTest()
    assert not test.hear(LineStateChanged("hook", AT, LineState.CONNECTED))
    assert test.findings() == ()


def test_each_line_is_told_apart_and_what_lacks_is_named() -> None:
    test = LineTest()
    assert test.hear(CallRinging(NUMBER_ONLY, AT, Direction.INCOMING))
    assert test.hear(CallEstablished(WHOLE, AT))
    assert test.hear(CallEnded(NUMBER_ONLY, AT, EndReason.HUNG_UP))
    first, second = test.findings()
    assert first == LineFinding(
        "microsip", frozenset({Told.RINGING, Told.NUMBER, Told.DIRECTION, Told.ENDED})
    )
    assert first.is_over
    assert first.missing == (Told.ANSWERED, Told.ID, Told.LEVELS)
    assert second.told == {Told.ANSWERED, Told.ID, Told.NUMBER}
    assert not second.is_over


def test_what_was_told_before_is_nothing_new() -> None:
    test = LineTest()
    ring = CallRinging(NUMBER_ONLY, AT)
    assert test.hear(ring)
    assert not test.hear(ring)
    assert test.hear(LevelMeasured(NUMBER_ONLY, AT, Side.AGENT, -20))
    assert test.hear(CallHeld(NUMBER_ONLY, AT))
    assert test.findings()[0].told == {Told.RINGING, Told.NUMBER, Told.LEVELS, Told.HELD}


def test_a_muted_microphone_tells_only_whose_call_it_is() -> None:
    test = LineTest()
    test.hear(CallRinging(NUMBER_ONLY, AT))
    assert not test.hear(CallMuted(NUMBER_ONLY, AT, muted=True))
    assert test.hear(CallMuted(WHOLE, AT, muted=True))
    ringing, muted = test.findings()
    assert ringing.told == {Told.RINGING, Told.NUMBER}
    assert muted.told == {Told.ID, Told.NUMBER}


def test_a_word_or_two_figures_are_no_number() -> None:
    test = LineTest()
    test.hear(CallRinging(CallRef("hook", None, "anonymous"), AT))
    test.hear(CallRinging(CallRef("hook", None, "12"), AT))
    assert test.findings()[0].told == {Told.RINGING}
