"""What the program and its speech worker say to each other: one JSON object each way.

Plain ASCII on the wire, so that no code page of a Windows console can spoil a Chinese line.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from desktop.speech.levels import Loudness
from desktop.speech.problems import VoiceProblem


@dataclass(frozen=True, slots=True)
class SpeechRequest:
    """One line to be spoken into a WAV file.

    `rate_percent` and `pitch_percent` are relative to the voice's natural 100. `variant` is an
    espeak voice variant such as `f2`, unknown to other engines and ignored by them.
    """

    text: str
    language: str
    path: str
    rate_percent: int = 100
    pitch_percent: int = 100
    volume_percent: int = 80
    variant: str = ""


@dataclass(frozen=True, slots=True)
class SpeechAnswer:
    """What came of a request: the loudness of the WAV, or the problem and its technical cause."""

    loudness: Loudness | None = None
    problem: VoiceProblem | None = None
    cause: str = ""


def request_to_json(request: SpeechRequest) -> bytes:
    """The request as the worker reads it."""
    return json.dumps(asdict(request)).encode("ascii")


def request_from_json(line: bytes) -> SpeechRequest:
    """Read a request; ValueError or TypeError when it is none."""
    return SpeechRequest(**json.loads(line))


def answer_to_json(answer: SpeechAnswer) -> str:
    """The answer as one line."""
    if answer.loudness is not None:
        return json.dumps(asdict(answer.loudness))
    problem = answer.problem or VoiceProblem.FAILED
    return json.dumps({"problem": problem.value, "cause": answer.cause})


def answer_from_json(line: bytes) -> SpeechAnswer:
    """Read an answer; whatever is not one means that the worker failed."""
    try:
        fields = json.loads(line)
        if "problem" in fields:
            return SpeechAnswer(problem=VoiceProblem(fields["problem"]), cause=fields["cause"])
        loudness = Loudness(int(fields["duration_ms"]), tuple(map(float, fields["levels_dbov"])))
    except (ValueError, TypeError, KeyError):
        return SpeechAnswer(problem=VoiceProblem.FAILED, cause="the worker gave no answer")
    return SpeechAnswer(loudness=loudness)
