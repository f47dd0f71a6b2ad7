"""Lines without levels: the agent marks the turns with one key."""

from __future__ import annotations

from desktop.domain.conversation import Conversation, Signal
from tests.unit.tape import AGENT, DEBTOR, Tape


def test_asking_and_answering_by_hand_gives_golden_silence_each_time() -> None:
    talk = Conversation(0)
    talk.mark_ask(1_000)
    assert talk.read(4_000).signal is Signal.GOLDEN_HOLD
    talk.mark_speaking(DEBTOR, 7_000)
    assert talk.read(8_000).signal is Signal.TALKING
    assert talk.read(8_000).golden_held == 1

    talk.mark_ask(20_000)

    reading = talk.read(23_000)
    assert (reading.signal, reading.elapsed_ms) == (Signal.GOLDEN_HOLD, 3_000)
    assert (reading.golden_held, reading.debtor_talk_ms) == (1, 13_000)


def test_a_turn_marked_by_hand_ends_the_other_sides_turn() -> None:
    talk = Conversation(0)
    talk.mark_speaking(DEBTOR, 1_000)
    talk.mark_speaking(AGENT, 5_000)

    reading = talk.read(9_000)

    assert (reading.debtor_talk_ms, reading.agent_talk_ms) == (4_000, 4_000)
    assert reading.interruptions == 0


def test_marking_a_turn_twice_changes_nothing() -> None:
    talk = Conversation(0)
    talk.mark_speaking(DEBTOR, 1_000)
    talk.mark_speaking(DEBTOR, 3_000)

    assert talk.read(5_000).debtor_talk_ms == 4_000


def test_an_agents_turn_marked_by_hand_becomes_a_monologue() -> None:
    talk = Conversation(0)
    talk.mark_speaking(AGENT, 1_000)

    assert talk.read(30_999).signal is Signal.TALKING
    assert talk.read(31_000).signal is Signal.MONOLOGUE


def test_a_turn_marked_by_hand_ends_when_the_other_side_is_heard() -> None:
    tape = Tape(AGENT).play(2_000, AGENT).ask().play(4_000)
    tape.talk.mark_speaking(DEBTOR, tape.now_ms)
    tape.play(6_000).play(6_000, AGENT)

    reading = tape.read()

    assert reading.debtor_talk_ms == 6_500
    assert (reading.signal, reading.interruptions) == (Signal.TALKING, 0)


def test_levels_that_come_back_take_over_a_turn_marked_by_hand() -> None:
    tape = Tape().play(2_000, DEBTOR).play(18_000)
    tape.talk.mark_speaking(DEBTOR, tape.now_ms)
    tape.play(4_000)

    reading = tape.read()

    assert reading.signal is Signal.PAUSE
    assert reading.elapsed_ms == 3_250, "dated back to the first level, not to older speech"


def test_the_first_level_after_a_turn_marked_by_hand_may_be_quiet() -> None:
    tape = Tape()
    tape.talk.mark_speaking(DEBTOR, 0)

    assert tape.play(4_000).signal is Signal.PAUSE


def test_a_dead_source_does_not_end_a_turn_marked_by_hand() -> None:
    tape = Tape().repeat(6_000, DEBTOR, -17.44)
    tape.talk.mark_speaking(DEBTOR, tape.now_ms)
    tape.repeat(6_000, DEBTOR, -17.44)

    assert tape.signal is Signal.TALKING
    assert tape.read().debtor_talk_ms >= 6_000


def test_an_offer_marked_by_hand_at_eight_seconds_has_held_the_silence() -> None:
    for offered_ms, held in ((8_999, 0), (9_000, 1)):
        talk = Conversation(0)
        talk.mark_ask(1_000)
        talk.mark_speaking(AGENT, offered_ms)
        assert talk.read(10_000).golden_held == held
        assert talk.read(10_000).golden_broken == 1 - held
