"""The loudness of WAVs whose true level is known."""

from __future__ import annotations

import io
import math
import struct
import wave

import pytest

from desktop.speech.levels import SILENCE_DBOV, Loudness, level_dbov, loudness_of_wav

RATE_HZ = 8_000


def wav(frames: bytes, *, width_bytes: int = 2, channels: int = 1) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as recording:
        recording.setnchannels(channels)
        recording.setsampwidth(width_bytes)
        recording.setframerate(RATE_HZ)
        recording.writeframes(frames)
    return file.getvalue()


def sine(amplitude: float, duration_ms: int) -> list[int]:
    return [
        round(amplitude * math.sin(2 * math.pi * 440 * n / RATE_HZ))
        for n in range(RATE_HZ * duration_ms // 1000)
    ]


def pcm16(samples: list[int]) -> bytes:
    return struct.pack(f"<{len(samples)}h", *samples)


def test_a_full_scale_square_wave_is_zero_dbov() -> None:
    assert level_dbov([-32_768] * 800, 32_768) == 0.0


@pytest.mark.parametrize(("amplitude", "dbov"), [(32_767, -3.0), (3_276.7, -23.0), (327.67, -43.0)])
def test_a_sine_is_three_decibels_below_its_peak(amplitude: float, dbov: float) -> None:
    assert level_dbov(sine(amplitude, 1_000), 32_768) == pytest.approx(dbov, abs=0.1)


def test_each_tenth_of_a_second_has_its_own_level() -> None:
    loud_then_silent = pcm16(sine(32_767, 200) + [0] * 1_600)
    assert loudness_of_wav(wav(loud_then_silent)) == Loudness(400, (-3.0, -3.0, -96.0, -96.0))


def test_a_last_part_of_a_window_counts_as_what_it_is() -> None:
    assert loudness_of_wav(wav(pcm16(sine(32_767, 125)))) == Loudness(125, (-3.0, -3.0))


def test_two_channels_are_one_recording() -> None:
    one_side_speaks = [sample for left in sine(32_767, 100) for sample in (left, 0)]
    assert loudness_of_wav(wav(pcm16(one_side_speaks), channels=2)) == Loudness(100, (-6.0,))


def test_eight_bits_are_unsigned() -> None:
    frames = bytes(128 + round(127 * math.sin(2 * math.pi * 440 * n / RATE_HZ)) for n in range(800))
    assert loudness_of_wav(wav(frames, width_bytes=1)) == Loudness(100, (-3.1,))
    assert loudness_of_wav(wav(b"\x80" * 800, width_bytes=1)).levels_dbov == (SILENCE_DBOV,)


def test_the_faintest_sample_is_not_below_silence() -> None:
    assert level_dbov([1] + [0] * 79_999, 32_768) == SILENCE_DBOV


def test_an_empty_recording_has_no_length() -> None:
    assert loudness_of_wav(wav(b"")) == Loudness(0, ())
    assert level_dbov([], 32_768) == SILENCE_DBOV


@pytest.mark.parametrize(
    "content",
    [b"", b"RIFF", b"FORM\0\0\0\0AIFF", wav(b"\0" * 30, width_bytes=3)],
    ids=["empty", "cut", "aiff", "24 bits"],
)
def test_what_is_not_such_a_wav_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="WAV"):
        loudness_of_wav(content)
