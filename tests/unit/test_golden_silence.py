"""After an ask the silence belongs to the debtor: hold it, leave it to them, then offer."""

from __future__ import annotations

import pytest

from desktop.domain.conversation import Signal
from tests.unit.tape import AGENT, DEBTOR, Tape


@pytest.mark.parametrize(
    ("quiet_ms", "signal"),
    [
        (0, Signal.GOLDEN_HOLD),
        (4_999, Signal.GOLDEN_HOLD),
        (5_000, Signal.GOLDEN_THEIRS),
        (7_999, Signal.GOLDEN_THEIRS),
        (8_000, Signal.GOLDEN_OFFER),
        (60_000, Signal.GOLDEN_OFFER),
    ],
)
def test_silence_after_an_ask_is_held_then_theirs_then_an_offer(
    quiet_ms: int, signal: Signal
) -> None:
    tape = Tape().play(3_000).ask().wait(quiet_ms)

    reading = tape.read()

    assert (reading.signal, reading.elapsed_ms) == (signal, quiet_ms)


def test_an_ask_marked_while_the_agent_speaks_counts_from_the_end_of_the_speech() -> None:
    tape = Tape().play(2_000, AGENT).ask().play(2_000, AGENT)
    assert tape.signal is Signal.TALKING

    reading = tape.play(2_000).read()

    # The last loud sample came at 4,000 ms and vouches for 250 ms more.
    assert (reading.signal, reading.elapsed_ms) == (Signal.GOLDEN_HOLD, 1_750)
    assert reading.golden_broken == 0


def test_an_ask_marked_just_after_the_speech_counts_from_the_end_of_the_speech() -> None:
    tape = Tape().play(2_000, AGENT).play(2_000).ask()

    assert tape.read().elapsed_ms == 1_750


def test_an_ask_marked_long_after_the_speech_counts_from_the_mark() -> None:
    tape = Tape().play(2_000, AGENT).play(9_000).ask()

    assert (tape.signal, tape.read().elapsed_ms) == (Signal.GOLDEN_HOLD, 0)


def test_an_ask_marked_at_the_first_syllable_is_not_broken_by_its_own_words() -> None:
    tape = Tape().play(3_000, DEBTOR).play(2_000).ask().play(3_000, AGENT).play(2_000)

    assert tape.signal is Signal.GOLDEN_HOLD
    assert tape.read().golden_broken == 0


def test_one_quiet_sample_between_two_words_of_the_ask_does_not_break_it() -> None:
    tape = Tape().play(1_500, AGENT).ask().play(500).play(1_000, AGENT).play(2_000)

    assert tape.signal is Signal.GOLDEN_HOLD
    assert tape.read().golden_broken == 0


def test_the_debtor_ending_the_silence_counts_as_held_once() -> None:
    tape = Tape().play(2_000, AGENT).ask().play(3_000).play(4_000, DEBTOR)

    reading = tape.read()

    assert (reading.golden_held, reading.golden_broken) == (1, 0)
    assert reading.signal is Signal.TALKING


def test_the_debtors_last_word_before_the_ask_is_not_an_answer_to_it() -> None:
    tape = Tape().play(2_000, DEBTOR).play(500, AGENT).ask().play(2_500)

    assert tape.signal is Signal.GOLDEN_HOLD
    assert tape.read().golden_held == 0


@pytest.mark.parametrize("quiet_ms", [3_000, 6_000])
def test_the_agent_speaking_while_the_silence_is_theirs_counts_as_broken_once(
    quiet_ms: int,
) -> None:
    tape = Tape().play(2_000, AGENT).ask().play(quiet_ms).play(4_000, AGENT)

    reading = tape.read()

    assert (reading.golden_held, reading.golden_broken) == (0, 1)


def test_the_agent_offering_a_soft_line_after_eight_seconds_has_held_the_silence() -> None:
    tape = Tape().play(2_000, AGENT).ask().play(9_000).play(2_000, AGENT)

    reading = tape.read()

    assert (reading.golden_held, reading.golden_broken) == (1, 0)


def test_a_second_ask_starts_a_new_golden_silence() -> None:
    tape = Tape().play(2_000, AGENT).ask().play(3_000).play(2_000, DEBTOR)
    tape.play(2_000, AGENT).ask().play(2_000)

    assert tape.signal is Signal.GOLDEN_HOLD
    assert tape.play(1_000, DEBTOR).read().golden_held == 2


def test_a_hold_ends_the_golden_silence_without_judging_it() -> None:
    tape = Tape().play(2_000, AGENT).ask().play(3_000)
    tape.talk.pause(tape.now_ms)
    tape.wait(20_000)
    tape.talk.resume(tape.now_ms)

    reading = tape.play(2_000).read()

    assert reading.signal is Signal.PAUSE
    assert (reading.golden_held, reading.golden_broken) == (0, 0)


def test_an_ask_marked_exactly_five_seconds_after_the_speech_counts_from_the_mark() -> None:
    for late_ms, elapsed_ms in ((4_999, 4_999), (5_000, 0)):
        tape = Tape().play(1_000, AGENT)
        tape.now_ms = 1_250 + late_ms
        assert tape.ask().read().elapsed_ms == elapsed_ms
