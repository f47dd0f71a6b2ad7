"""Silence nobody asked for, and what is never called silence."""

from __future__ import annotations

import pytest

from desktop.domain.conversation import Signal
from tests.unit.tape import AGENT, DEBTOR, Tape


def hold(tape: Tape, ms: int) -> Tape:
    tape.talk.pause(tape.now_ms)
    tape.wait(ms)
    tape.talk.resume(tape.now_ms)
    return tape


@pytest.mark.parametrize(
    ("quiet_ms", "signal"),
    [
        (999, Signal.TALKING),
        (1_000, Signal.PAUSE),
        (9_999, Signal.PAUSE),
        (10_000, Signal.DEAD_AIR),
    ],
)
def test_quiet_without_an_ask_is_a_pause_and_then_dead_air(quiet_ms: int, signal: Signal) -> None:
    # Quiet since the answer; the last report is at most 2.5 s old.
    tape = Tape().play(quiet_ms // 500 * 500)
    tape.now_ms = quiet_ms

    assert (tape.signal, tape.read().elapsed_ms) == (signal, quiet_ms)


def test_silence_is_dated_back_to_the_end_of_speech() -> None:
    tape = Tape().play(5_000, DEBTOR).play(1_000)
    assert tape.signal is Signal.TALKING, "speech is believed over a short gap"

    reading = tape.play(1_000).read()

    assert (reading.signal, reading.elapsed_ms) == (Signal.PAUSE, 1_750)


def test_the_longest_silence_is_kept_after_somebody_speaks() -> None:
    tape = Tape().play(2_000, AGENT).play(6_000).play(2_000, DEBTOR).play(2_000)

    assert tape.read().longest_silence_ms == 6_000 + 500 - 250


def test_nothing_counts_while_the_call_is_on_hold() -> None:
    tape = Tape().play(2_000, AGENT)
    tape.talk.pause(tape.now_ms)
    before = tape.read()
    tape.play(60_000, DEBTOR).ask()
    tape.talk.mark_speaking(AGENT, tape.now_ms)

    on_hold = tape.read()

    assert (on_hold.signal, on_hold.elapsed_ms) == (Signal.IDLE, 0)
    assert on_hold.debtor_talk_ms == 0
    assert on_hold.agent_talk_ms == before.agent_talk_ms
    assert on_hold.longest_silence_ms == before.longest_silence_ms


def test_silence_after_a_hold_counts_from_its_end() -> None:
    tape = hold(Tape().play(2_000, AGENT).play(3_000), 60_000).play(2_000)

    reading = tape.read()

    assert (reading.signal, reading.elapsed_ms) == (Signal.PAUSE, 2_000)
    assert reading.longest_silence_ms == 2_750


def test_holding_twice_or_resuming_twice_is_harmless() -> None:
    tape = Tape().play(2_000, AGENT)
    tape.talk.pause(tape.now_ms)
    tape = hold(tape, 1_000)
    tape.play(2_000, DEBTOR)
    tape.talk.resume(tape.now_ms)

    assert tape.signal is Signal.TALKING


@pytest.mark.parametrize("side", [AGENT, DEBTOR])
def test_a_side_whose_levels_stop_after_a_hold_is_unheard_and_never_silent(side: str) -> None:
    tape = hold(Tape().play(4_000, AGENT), 1_000)
    tape.heard = (AGENT,) if side is DEBTOR else (DEBTOR,)

    reading = tape.play(30_000).read()

    assert reading.signal is Signal.UNHEARD
    assert (reading.agent_heard, reading.debtor_heard) == (side is DEBTOR, side is AGENT)
    assert reading.longest_silence_ms == 3_000, "only while both sides were believed"


def test_quiet_that_nobody_could_hear_is_never_the_longest_silence() -> None:
    tape = Tape(AGENT).play(2_000, AGENT).play(40_000).play(2_000, AGENT)

    assert tape.read().longest_silence_ms < 5_000


def test_silence_counts_anew_when_the_levels_come_back() -> None:
    tape = Tape().play(4_000).wait(20_000)
    assert tape.signal is Signal.UNHEARD

    reading = tape.play(2_500).read()

    assert (reading.signal, reading.elapsed_ms) == (Signal.PAUSE, 2_000)
    assert reading.longest_silence_ms == 7_000


def test_without_any_levels_the_timer_says_that_it_hears_nobody() -> None:
    assert Tape().wait(2_999).signal is Signal.PAUSE
    assert Tape().wait(3_000).signal is Signal.UNHEARD


def test_a_dead_source_that_repeats_a_loud_value_is_unheard_and_not_talking() -> None:
    tape = Tape().play(1_000).repeat(60_000, DEBTOR, -17.44)

    reading = tape.read()

    assert reading.signal is Signal.UNHEARD
    assert not reading.debtor_heard
    assert reading.debtor_level_dbov is None
    assert reading.debtor_talk_ms <= 3_000


def test_a_dead_source_that_repeats_the_noise_of_a_room_is_unheard() -> None:
    tape = Tape().play(1_000).repeat(60_000, DEBTOR, -58.31)

    assert tape.signal is Signal.UNHEARD


@pytest.mark.parametrize("level_dbov", [-96.0, -84.28, -72.25])
def test_digital_silence_repeats_and_is_silence(level_dbov: float) -> None:
    tape = Tape().play(1_000).repeat(20_000, DEBTOR, level_dbov)

    assert tape.signal is Signal.DEAD_AIR
    assert tape.read().debtor_level_dbov == level_dbov


def test_a_dead_source_that_wakes_up_is_heard_again() -> None:
    tape = Tape().repeat(10_000, DEBTOR, -17.44).play(1_000, DEBTOR)

    reading = tape.read()

    assert reading.debtor_heard
    assert reading.signal is Signal.TALKING
