"""Who speaks for how long, over whom, and whether anybody gets a word in."""

from __future__ import annotations

import pytest

from desktop.domain.conversation import Conversation, Signal
from tests.unit.tape import AGENT, DEBTOR, Tape


def test_talk_is_shared_between_the_sides() -> None:
    tape = Tape().play(6_000, AGENT).play(2_000).play(18_000, DEBTOR).play(2_000)

    reading = tape.read()

    # From the first to the last loud sample, and 250 ms that the last one vouches for.
    assert (reading.agent_talk_ms, reading.debtor_talk_ms) == (5_750, 17_750)
    assert reading.agent_share_percent == 24


def test_nobody_has_a_share_before_anybody_spoke() -> None:
    assert Tape().play(3_000).read().agent_share_percent is None


def test_talk_time_never_shrinks_when_speech_turns_out_to_be_over() -> None:
    tape = Tape().play(3_000, DEBTOR)
    talked = []
    for _ in range(8):
        talked.append(tape.read().debtor_talk_ms)
        tape.play(500)

    assert talked == sorted(talked)


def test_a_quiet_sample_between_two_words_does_not_end_a_turn() -> None:
    tape = Tape()
    for _ in range(10):
        tape.play(1_000, DEBTOR).play(500)
        assert tape.signal is Signal.TALKING

    assert tape.read().longest_silence_ms <= 500


def test_the_agent_talking_for_thirty_seconds_is_a_monologue() -> None:
    tape = Tape().play(30_000, AGENT)
    assert tape.signal is Signal.TALKING

    reading = tape.play(1_000, AGENT).read()

    assert reading.signal is Signal.MONOLOGUE
    assert reading.elapsed_ms >= 30_000


def test_breaths_do_not_interrupt_a_monologue() -> None:
    tape = Tape()
    for _ in range(8):
        tape.play(3_000, AGENT).play(1_500)

    assert tape.play(500, AGENT).signal is Signal.MONOLOGUE


@pytest.mark.parametrize("speaker", [(), (DEBTOR,)])
def test_leaving_room_for_an_answer_ends_a_monologue(speaker: tuple[str, ...]) -> None:
    tape = Tape().play(20_000, AGENT).play(3_000, *speaker).play(20_000, AGENT)

    assert tape.signal is Signal.TALKING


def test_a_short_answer_in_a_breath_ends_a_monologue() -> None:
    tape = Tape().play(20_000, AGENT).play(500, DEBTOR).play(1_500).play(20_000, AGENT)

    assert tape.signal is Signal.TALKING


def test_a_hold_ends_a_monologue() -> None:
    tape = Tape().play(20_000, AGENT)
    tape.talk.pause(tape.now_ms)
    tape.talk.resume(tape.now_ms)

    assert tape.play(20_000, AGENT).signal is Signal.TALKING


def test_the_debtor_may_talk_as_long_as_they_like() -> None:
    assert Tape().play(90_000, DEBTOR).signal is Signal.TALKING


def test_both_talking_for_three_seconds_is_crosstalk() -> None:
    tape = Tape().play(2_000, DEBTOR).play(3_000, AGENT, DEBTOR)
    assert tape.signal is Signal.TALKING

    reading = tape.play(1_000, AGENT, DEBTOR).read()

    assert reading.signal is Signal.CROSSTALK
    assert reading.elapsed_ms >= 3_000


def test_crosstalk_ends_when_one_side_gives_way() -> None:
    tape = Tape().play(5_000, AGENT, DEBTOR).play(2_000, AGENT)

    assert tape.signal is Signal.TALKING


def test_the_agent_starting_while_the_debtor_goes_on_is_one_interruption() -> None:
    tape = Tape().play(3_000, DEBTOR).play(1_500, AGENT, DEBTOR).play(4_000, AGENT)

    assert tape.read().interruptions == 1


def test_each_interruption_counts() -> None:
    tape = Tape()
    for _ in range(3):
        tape.play(3_000, DEBTOR).play(1_500, AGENT, DEBTOR).play(2_000)

    assert tape.read().interruptions == 3


def test_the_debtor_interrupting_the_agent_is_not_counted() -> None:
    tape = Tape().play(3_000, AGENT).play(2_000, AGENT, DEBTOR).play(2_000, DEBTOR)

    assert tape.read().interruptions == 0


def test_answering_at_once_is_not_an_interruption() -> None:
    tape = Tape()
    for _ in range(5):
        tape.play(3_000, DEBTOR).play(3_000, AGENT)

    assert tape.read().interruptions == 0


def test_a_short_yes_while_the_debtor_talks_is_not_an_interruption() -> None:
    tape = Tape().play(3_000, DEBTOR).play(500, AGENT, DEBTOR).play(3_000, DEBTOR)

    assert tape.read().interruptions == 0


def test_a_turn_change_between_two_reports_is_not_an_interruption() -> None:
    tape = Tape().play(3_000, DEBTOR)
    tape.talk.level(AGENT, -20.0, tape.now_ms + 100)
    tape.now_ms += 1_200

    assert tape.read().interruptions == 0


def test_a_breath_of_exactly_two_seconds_keeps_the_floor() -> None:
    for pause_ms, signal in ((2_000, Signal.MONOLOGUE), (2_001, Signal.TALKING)):
        talk = Conversation(0)
        talk.mark_speaking(AGENT, 0)
        talk.mark_ask(20_000)
        talk.mark_speaking(AGENT, 20_000 + pause_ms)
        assert talk.read(40_000).signal is signal
