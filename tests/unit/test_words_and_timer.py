"""The line in front, saying it, and the silence timer that follows the call."""

from __future__ import annotations

from desktop.domain.calls import LineState, Side
from desktop.domain.conversation import Signal
from desktop.domain.talk_track import Stage
from desktop.session.effects import LineSaid
from desktop.session.view import TalkView
from tests.fakes import sample_case, sample_debtor, sample_match
from tests.unit.seat import Seat


def talk(seat: Seat) -> TalkView:
    view = seat.view.talk
    assert view is not None
    return view


def shown(seat: Seat) -> list[str]:
    view = talk(seat)
    first = [view.line] if view.line else []
    return [line.prompt.prompt_id for line in (*first, *view.alternatives)]


def test_lines_go_round_in_both_directions() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    assert (shown(seat), talk(seat).count) == (["greet-1", "greet-2"], 2)
    seat.intents.step_line(-1)
    assert (shown(seat)[0], talk(seat).position) == ("greet-2", 1)
    seat.intents.step_line(1)
    assert shown(seat)[0] == "greet-1"


def test_only_a_line_that_exists_can_be_chosen() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.intents.choose_line(1)
    for position in (-1, 2):
        seat.intents.choose_line(position)

    assert talk(seat).position == 1


def test_a_line_said_is_remembered_sinks_and_tells_the_simulated_debtor() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.intents.mark_said()

    assert seat.focused.draft.said == ("greet-1",)
    assert shown(seat) == ["greet-2", "greet-1"]
    text = "North Harbour Bank asked us about 12,860.50."
    assert seat.asked.of(LineSaid) == [LineSaid("c-1", Stage.GREETING, text)]
    seat.intents.step_line(1)
    assert talk(seat).was_said


def test_the_technique_of_a_line_is_told() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    technique = talk(seat).technique
    assert technique is not None
    assert technique.name_en == "Say it plainly"
    seat.intents.step_line(1)
    assert talk(seat).technique is None


def test_a_stage_without_a_line_shows_none_and_says_none() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.intents.go_to_stage(Stage.COMMITMENT)
    seat.intents.step_line(1)
    seat.intents.mark_said()

    assert (talk(seat).line, talk(seat).technique, talk(seat).count) == (None, None, 0)
    assert seat.asked.of(LineSaid) == []


def test_nothing_is_said_after_the_call() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.end()
    seat.intents.mark_said()

    assert seat.asked.of(LineSaid) == []


def test_saying_an_ask_starts_the_golden_silence_and_the_key_ends_it() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.intents.choose_line(1)
    seat.intents.mark_said()
    seat.clock.advance(6_000)
    assert seat.view.timer is not None
    assert seat.view.timer.signal is Signal.GOLDEN_THEIRS

    seat.intents.mark_turn()
    assert seat.view.timer.signal is Signal.TALKING
    assert seat.view.timer.golden_held == 1
    seat.clock.advance(2_000)
    seat.intents.mark_turn()
    assert seat.view.timer.signal is Signal.GOLDEN_HOLD


def test_nothing_is_said_and_no_silence_begins_before_the_call_is_answered() -> None:
    seat = Seat()
    seat.ring()
    seat.match(sample_match())
    seat.intents.mark_said()
    seat.intents.mark_turn()

    assert seat.view.timer is None
    assert seat.focused.draft.said == ()
    assert seat.asked.of(LineSaid) == []


def test_the_key_never_overrules_a_side_that_is_heard() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.clock.advance(500)
    seat.hear(Side.DEBTOR, -64.0)
    seat.hear(Side.AGENT, -64.0)
    seat.intents.mark_turn()
    seat.clock.advance(1_000)
    seat.intents.mark_turn()

    assert seat.view.timer is not None
    assert seat.view.timer.signal is Signal.GOLDEN_HOLD
    assert seat.view.timer.golden_held == 0


def test_the_timer_stops_on_hold_and_while_the_link_is_lost() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.clock.advance(4_000)
    seat.hold()
    assert seat.view.timer is None
    seat.clock.advance(60_000)
    seat.hear(Side.DEBTOR, -20.0)
    seat.resume()
    seat.clock.advance(2_000)
    assert seat.view.timer is not None
    assert (seat.view.timer.signal, seat.view.timer.elapsed_ms) == (Signal.PAUSE, 2_000)

    seat.link(LineState.LOST)
    assert seat.view.timer is None


def test_when_lines_fall_away_the_last_one_left_is_shown_and_said() -> None:
    seat = Seat()
    seat.ring()
    mute = sample_case(2, debtor=sample_debtor(match_question=""))
    seat.match(sample_match(), sample_match(mute))
    seat.intents.choose_candidate(1)
    seat.intents.choose_line(1)
    seat.intents.choose_candidate(2)
    seat.establish()
    assert (shown(seat), talk(seat).position) == (["id-2"], 0)
    seat.intents.mark_said()

    assert seat.focused.draft.said == ("id-2",)
