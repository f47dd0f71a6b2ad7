"""How loud a recording is: WAV in, dBov per tenth of a second out. Pure and standard library only.

dBov as telephones count it: 0 is a full-scale square wave, -96 stands for digital silence.
"""

from __future__ import annotations

import io
import math
import sys
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul

WINDOW_MS = 100
SILENCE_DBOV = -96.0


@dataclass(frozen=True, slots=True)
class Loudness:
    """The true length of a recording and its level in each `WINDOW_MS`, the last one shorter."""

    duration_ms: int
    levels_dbov: tuple[float, ...]


def loudness_of_wav(wav: bytes) -> Loudness:
    """Measure a PCM WAV of 8 or 16 bits; its channels count together.

    Raises ValueError when it is not such a WAV.
    """
    try:
        with wave.open(io.BytesIO(wav), "rb") as recording:
            channels, width_bytes = recording.getnchannels(), recording.getsampwidth()
            rate_hz = recording.getframerate()
            frames = recording.readframes(recording.getnframes())
    except (wave.Error, EOFError) as error:
        raise ValueError(f"not a PCM WAV: {error}") from error
    samples, full_scale = _samples(frames, width_bytes)
    window = max(1, rate_hz * WINDOW_MS // 1000) * channels
    levels = tuple(
        level_dbov(samples[start : start + window], full_scale)
        for start in range(0, len(samples), window)
    )
    return Loudness(round(1000 * len(samples) / (channels * rate_hz)), levels)


def level_dbov(samples: Sequence[int], full_scale: int) -> float:
    """The level of signed samples, rounded to a tenth; never above 0 or below silence."""
    if not samples:
        return SILENCE_DBOV
    mean_square = sum(map(mul, samples, samples)) / len(samples)
    if mean_square == 0:
        return SILENCE_DBOV
    dbov = 10 * math.log10(mean_square / full_scale**2)
    return round(min(0.0, max(SILENCE_DBOV, dbov)), 1)


def _samples(frames: bytes, width_bytes: int) -> tuple[Sequence[int], int]:
    """Signed samples and the value that is full scale."""
    if width_bytes == 1:  # 8-bit WAV is unsigned
        return [byte - 128 for byte in frames], 128
    if width_bytes != 2:
        raise ValueError(f"WAV samples of {8 * width_bytes} bits cannot be measured")
    samples = array("h", frames[: len(frames) // 2 * 2])
    if sys.byteorder == "big":
        samples.byteswap()
    return samples, 32768
