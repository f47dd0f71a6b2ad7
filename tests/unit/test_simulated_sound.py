"""The loudness of simulated speakers."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.turns import HearingThresholds
from desktop.softphone.simulated_sound import (
    SILENCE_DBOV,
    WINDOW_MS,
    Sound,
    levels_of_text,
    mean_dbov,
)


def test_speech_lasts_as_long_as_reading_the_text_aloud() -> None:
    chinese = "您好请问是王小明先生吗我是晨光公司的客服专员小李"  # 24 characters
    english = "Hello, am I speaking with Mr Wang? My name is Li from Daybreak."
    assert len(levels_of_text(chinese)) * WINDOW_MS == pytest.approx(24 * 220, abs=WINDOW_MS)
    assert 4_000 < len(levels_of_text(english)) * WINDOW_MS < 5_500
    assert len(levels_of_text(chinese * 3)) == pytest.approx(3 * len(levels_of_text(chinese)), 0.02)


def test_no_text_is_no_speech() -> None:
    assert levels_of_text("") == ()


def test_speech_is_loud_and_never_looks_like_a_dead_source() -> None:
    levels = levels_of_text("好" * 200)
    assert all(-26 < level < -14 for level in levels)
    half_seconds = [mean_dbov(levels[n : n + 5]) for n in range(0, len(levels), 5)]
    longest_run = max(len(list(run)) for _, run in groupby(half_seconds))
    assert longest_run < HearingThresholds().stuck_samples / 2


def test_a_pause_falls_on_punctuation() -> None:
    levels = levels_of_text("好的好的。好的好的")
    assert [level < HearingThresholds().speech_dbov for level in levels] == (
        [False] * 9 + [True] * 3 + [False] * 9
    )


def test_the_mean_is_of_energies() -> None:
    assert mean_dbov([-20.0, -20.0]) == -20.0
    assert mean_dbov([-20.0, SILENCE_DBOV]) == -23.0
    assert mean_dbov([SILENCE_DBOV] * 5) == SILENCE_DBOV
    assert mean_dbov([]) == SILENCE_DBOV


def test_a_sound_is_heard_only_while_it_lasts() -> None:
    sound = Sound((-20.0,) * 10, started_ms=1_000, window_ms=100)
    assert sound.duration_ms == 1_000
    assert sound.level_dbov(0, 500) == SILENCE_DBOV
    assert sound.level_dbov(1_000, 1_500) == -20.0
    assert sound.level_dbov(1_750, 2_250) == -22.2  # three of five windows
    assert sound.level_dbov(2_000, 2_500) == SILENCE_DBOV


def test_a_fast_sound_is_heard_in_its_own_time() -> None:
    sound = Sound((-20.0,) * 10 + (-40.0,) * 10, started_ms=0, window_ms=1)
    assert sound.level_dbov(0, 5) == -20.0
    assert sound.level_dbov(10, 15) == -40.0
    assert sound.level_dbov(20, 25) == SILENCE_DBOV


def test_going_on_speaking_leaves_no_gap() -> None:
    first = Sound((-20.0,) * 10, started_ms=0, window_ms=100)
    both = first.followed_by((-30.0,) * 5, now_ms=400)
    assert (both.started_ms, both.duration_ms) == (0, 1_500)
    later = first.followed_by((-30.0,) * 5, now_ms=5_000)
    assert (later.started_ms, later.duration_ms) == (5_000, 500)


@given(st.integers(0, 5_000), st.integers(1, 3_000))
def test_a_level_is_always_between_silence_and_the_loudest(from_ms: int, length_ms: int) -> None:
    sound = Sound(levels_of_text("你好，请问有什么事？"), started_ms=700, window_ms=100)
    level = sound.level_dbov(from_ms, from_ms + length_ms)
    assert SILENCE_DBOV <= level <= max(sound.levels_dbov)
