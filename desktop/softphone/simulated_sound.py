"""How loud a simulated speaker is: levels of a real voice, or drawn from the text. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

SILENCE_DBOV = -96.0
WINDOW_MS = 100

_HAN_MS = 220
_DIGIT_MS = 200
_LETTER_MS = 65
_STOP_MS = 300
_STOPS = frozenset("，。！？；：、,.!?;:—…")
_SPEECH_DBOV = -20.0
_BREATH_DBOV = -62.0


def levels_of_text(text: str) -> tuple[float, ...]:
    """The level of every `WINDOW_MS` while a person reads the text aloud, in dBov.

    Time is proportional to the text, short pauses fall on the punctuation, and the level wavers as
    it does before a real microphone.
    """
    levels: list[float] = []
    spoken_ms = 0
    for character in text:
        spoken_ms += _character_ms(character)
        level = _BREATH_DBOV if character in _STOPS else None
        while len(levels) * WINDOW_MS < spoken_ms:
            levels.append(_speech_dbov(len(levels)) if level is None else level)
    return tuple(levels)


def mean_dbov(levels_dbov: Sequence[float]) -> float:
    """The level of several windows together: the mean of their energies, silence for none."""
    if not levels_dbov:
        return SILENCE_DBOV
    energy = sum(10 ** (level / 10) for level in levels_dbov) / len(levels_dbov)
    return round(max(SILENCE_DBOV, 10 * math.log10(energy)), 1)


@dataclass(frozen=True, slots=True)
class Sound:
    """Speech that began at `started_ms`; `window_ms` is how long each level lasts."""

    levels_dbov: tuple[float, ...]
    started_ms: int
    window_ms: float

    @property
    def duration_ms(self) -> int:
        """How long the speech lasts."""
        return round(len(self.levels_dbov) * self.window_ms)

    def level_dbov(self, from_ms: int, until_ms: int) -> float:
        """The level heard between two times, silence before the start and after the end."""
        first = math.floor((from_ms - self.started_ms) / self.window_ms)
        last = max(first + 1, math.floor((until_ms - self.started_ms) / self.window_ms))
        heard = self.levels_dbov[max(0, first) : max(0, last)]
        quiet = [SILENCE_DBOV] * (last - first - len(heard))
        return mean_dbov([*heard, *quiet])

    def followed_by(self, levels_dbov: tuple[float, ...], now_ms: int) -> Sound:
        """The same speaker going on: without a break when still speaking, else from now."""
        if now_ms >= self.started_ms + self.duration_ms:
            return Sound(levels_dbov, now_ms, self.window_ms)
        return Sound(self.levels_dbov + levels_dbov, self.started_ms, self.window_ms)


def _character_ms(character: str) -> int:
    if character in _STOPS:
        return _STOP_MS
    if character.isdigit():
        return _DIGIT_MS
    if character.isascii():
        return _LETTER_MS
    return _HAN_MS


def _speech_dbov(window: int) -> float:
    """Two slow waves of different length: syllables and the melody of a sentence."""
    return round(_SPEECH_DBOV + 3 * math.sin(2.1 * window) + 2 * math.sin(0.57 * window), 1)
