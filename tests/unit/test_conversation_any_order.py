"""Whatever a line reports in whatever order, the timer stays sane and never raises."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.calls import Side
from desktop.domain.conversation import Conversation, Reading

Step = tuple[str, int, Side, float]

LEVELS = st.one_of(
    st.sampled_from([-96.0, -84.28, -50.0, -17.44]), st.floats(min_value=-120, max_value=6)
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["level", "level", "level", "ask", "speaking", "pause", "resume", "read"]),
        st.one_of(st.integers(-2_000, 40_000), st.sampled_from([0, 20, 250, 500, 500, 500, 1_000])),
        st.sampled_from(Side),
        LEVELS,
    ),
    max_size=60,
)


def run(steps: list[Step], *, reads: bool) -> tuple[Conversation, int]:
    """Play the steps; their times are relative and may even run backwards."""
    talk, at_ms, latest_ms = Conversation(10_000), 10_000, 10_000
    for name, passed_ms, side, level_dbov in steps:
        at_ms += passed_ms
        latest_ms = max(latest_ms, at_ms)
        match name:
            case "level":
                talk.level(side, level_dbov, at_ms)
            case "ask":
                talk.mark_ask(at_ms)
            case "speaking":
                talk.mark_speaking(side, at_ms)
            case "pause":
                talk.pause(at_ms)
            case "resume":
                talk.resume(at_ms)
            case "read" if reads:
                talk.read(at_ms)
    return talk, latest_ms


def durations_and_counts(reading: Reading) -> dict[str, int]:
    return {
        field.name: getattr(reading, field.name)
        for field in fields(reading)
        if isinstance(getattr(reading, field.name), int)
    }


@given(STEPS)
def test_durations_and_counts_are_never_negative(steps: list[Step]) -> None:
    talk, now_ms = run(steps, reads=True)

    for later_ms in (0, 1, 700, 5_000, 60_000):
        assert min(durations_and_counts(talk.read(now_ms + later_ms)).values()) >= 0


@given(STEPS)
def test_nothing_lasts_longer_than_the_call(steps: list[Step]) -> None:
    talk, now_ms = run(steps, reads=True)

    reading = talk.read(now_ms)

    lasted_ms = now_ms - 10_000
    assert reading.agent_talk_ms <= lasted_ms
    assert reading.debtor_talk_ms <= lasted_ms
    assert reading.elapsed_ms <= lasted_ms
    assert reading.longest_silence_ms <= lasted_ms


@given(STEPS)
def test_reading_twice_at_the_same_instant_gives_the_same_reading(steps: list[Step]) -> None:
    talk, now_ms = run(steps, reads=True)

    assert talk.read(now_ms) == talk.read(now_ms)


@given(STEPS)
def test_looking_at_the_timer_never_changes_what_it_says_later(steps: list[Step]) -> None:
    steps = [(name, abs(passed_ms), side, level) for name, passed_ms, side, level in steps]
    looked, now_ms = run(steps, reads=True)
    alone, _ = run(steps, reads=False)

    assert looked.read(now_ms + 100) == alone.read(now_ms + 100)


@given(STEPS)
def test_the_shares_of_both_sides_add_up(steps: list[Step]) -> None:
    talk, now_ms = run(steps, reads=True)

    reading = talk.read(now_ms)

    total_ms = reading.agent_talk_ms + reading.debtor_talk_ms
    if total_ms == 0:
        assert reading.agent_share_percent is None
    else:
        assert reading.agent_share_percent is not None
        assert abs(reading.agent_share_percent - 100 * reading.agent_talk_ms / total_ms) <= 0.5


@given(STEPS, STEPS)
def test_talk_time_and_counts_only_grow(first: list[Step], more: list[Step]) -> None:
    before = run(first, reads=True)[0].read(run(first, reads=True)[1])
    talk, now_ms = run(first + more, reads=True)
    after = talk.read(now_ms)

    for name in (
        "agent_talk_ms",
        "debtor_talk_ms",
        "longest_silence_ms",
        "golden_held",
        "golden_broken",
        "interruptions",
    ):
        assert getattr(after, name) >= getattr(before, name), name
