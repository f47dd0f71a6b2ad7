"""What a scripted debtor answers to which line."""

from __future__ import annotations

from desktop.domain.calls import Direction
from desktop.domain.practice import SimulatedCall, SimulatedEnd, SimulatedReply, Utterance
from desktop.domain.talk_track import Stage
from desktop.softphone.simulated_script import STRANGER, CallScript


def script(ends: SimulatedEnd, *stages: Stage) -> CallScript:
    replies = tuple(
        SimulatedReply(stage, Utterance(f"答{n}", f"answer {n}"), pause_ms=1_000 + n)
        for n, stage in enumerate(stages)
    )
    opening = Utterance("喂", "Hello")
    return CallScript(
        SimulatedCall("c", "+8613800138000", Direction.INCOMING, "", opening, replies, ends)
    )


def test_each_stage_gets_its_own_reply_and_pause() -> None:
    talk = script(SimulatedEnd.AFTER_CLOSE, Stage.IDENTITY, Stage.GREETING)
    first, second = talk.answer(Stage.IDENTITY), talk.answer(Stage.GREETING)
    assert (first.says.en, first.pause_ms, first.is_last) == ("answer 0", 1_000, False)
    assert (second.says.en, second.pause_ms, second.is_last) == ("answer 1", 1_001, False)


def test_two_replies_of_a_stage_come_one_line_at_a_time() -> None:
    talk = script(SimulatedEnd.AFTER_CLOSE, Stage.OPTIONS, Stage.OPTIONS)
    assert [talk.answer(Stage.OPTIONS).says.en for _ in range(2)] == ["answer 0", "answer 1"]


def test_a_further_line_of_an_answered_stage_gets_a_listening_word() -> None:
    talk = script(SimulatedEnd.AFTER_CLOSE, Stage.IDENTITY, Stage.GREETING)
    talk.answer(Stage.IDENTITY)
    words = [talk.answer(Stage.IDENTITY) for _ in range(4)]
    assert not any("answer" in word.says.en or word.is_last for word in words)
    assert words[0] != words[1]
    assert talk.answer(Stage.GREETING).says.en == "answer 1"


def test_skipped_stages_are_not_answered_later() -> None:
    talk = script(SimulatedEnd.AFTER_CLOSE, Stage.IDENTITY, Stage.GREETING, Stage.OPTIONS)
    assert talk.answer(Stage.OPTIONS).says.en == "answer 2"
    assert "answer" not in talk.answer(Stage.IDENTITY).says.en


def test_the_debtor_says_goodbye_once_the_agent_closes() -> None:
    with_reply = script(SimulatedEnd.AFTER_CLOSE, Stage.CLOSE).answer(Stage.CLOSE)
    assert (with_reply.says.en, with_reply.is_last) == ("answer 0", True)
    without_reply = script(SimulatedEnd.AFTER_CLOSE, Stage.IDENTITY).answer(Stage.CLOSE)
    assert without_reply.is_last
    assert "goodbye" in without_reply.says.en


def test_the_debtor_who_hangs_up_does_so_after_the_last_reply() -> None:
    talk = script(SimulatedEnd.HANGS_UP, Stage.IDENTITY, Stage.GREETING)
    assert [talk.answer(stage).is_last for stage in (Stage.IDENTITY, Stage.GREETING)] == [
        False,
        True,
    ]


def test_closing_does_not_make_a_debtor_hang_up_who_has_more_to_say() -> None:
    talk = script(SimulatedEnd.HANGS_UP, Stage.IDENTITY)
    assert not talk.answer(Stage.CLOSE).is_last
    assert talk.answer(Stage.IDENTITY).is_last


def test_the_next_words_are_known_before_they_are_due() -> None:
    talk = script(SimulatedEnd.AFTER_CLOSE, Stage.IDENTITY)
    assert talk.next_says == Utterance("答0", "answer 0")
    talk.answer(Stage.IDENTITY)
    assert talk.next_says is None


def test_a_stranger_answers_every_stage() -> None:
    talk = CallScript(STRANGER)
    answers = [talk.answer(stage) for stage in Stage]
    assert [answer.is_last for answer in answers] == [False] * 5 + [True]
    assert len({answer.says for answer in answers}) == 6
