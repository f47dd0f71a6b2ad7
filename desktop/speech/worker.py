"""The child process that speaks one line into a WAV file and ends.

pyttsx3 is only reliable when every line has its own process, goes to a file, and the end of the
utterance is waited for; `say()`, a reused engine and `stop()` all lose or mix lines.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from desktop.speech.exchange import (
    SpeechAnswer,
    SpeechRequest,
    answer_to_json,
    request_from_json,
)
from desktop.speech.levels import Loudness, loudness_of_wav
from desktop.speech.problems import VoiceProblem

_LONGEST_WAIT_S = 20.0

# The voices cmn and zh of espeak-ng 1.51 spell pinyin in English letters. The rates, in words per
# minute, are those of an unhurried conversation: about 4.5 syllables a second.
_ESPEAK_VOICES = {"zh": ("cmn-latn-pinyin", 205), "en": ("en-us", 165)}
_ESPEAK_RATES = (80, 450)
_ESPEAK_MIDDLE_PITCH = 50


class SpeechError(Exception):
    """A line could not be spoken, and why."""

    def __init__(self, problem: VoiceProblem, cause: str = "") -> None:
        super().__init__(cause)
        self.problem = problem
        self.cause = cause


def main(arguments: list[str] | None = None) -> int:
    """Read one request from standard input, print one answer; status 1 when there is no WAV.

    `play PATH` instead plays a WAV, for systems that have no program of their own to do that.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["play"]:
        return _play(arguments[1])
    answers = sys.stdout
    sys.stdout = sys.stderr  # the drivers print remarks of their own
    try:
        answer = SpeechAnswer(loudness=speak(request_from_json(sys.stdin.buffer.read())))
    except SpeechError as error:
        answer = SpeechAnswer(problem=error.problem, cause=error.cause)
    except Exception as error:  # noqa: BLE001 - the parent must hear of any failure
        # Only its kind: the message may quote the line.
        answer = SpeechAnswer(problem=VoiceProblem.FAILED, cause=type(error).__name__)
    answers.write(answer_to_json(answer) + "\n")
    answers.flush()
    return 0 if answer.loudness else 1


def speak(request: SpeechRequest) -> Loudness:
    """Synthesise one line and measure it; raises SpeechError."""
    if not any(character.isalnum() for character in request.text):
        raise SpeechError(VoiceProblem.NOTHING_TO_SAY)
    engine = _engine()
    failures: list[Exception] = []
    finished = threading.Event()
    engine.connect("error", lambda name, exception: failures.append(exception))  # noqa: ARG005
    engine.connect("finished-utterance", lambda name, completed: finished.set())  # noqa: ARG005
    if engine.driver_name == "espeak":
        _set_espeak_voice(engine, request)
    else:
        _set_installed_voice(engine, request)
    engine.save_to_file(request.text, request.path)
    engine.runAndWait()
    # espeak's loop returns before its own thread is done; the other drivers' loops do not.
    if engine.driver_name == "espeak" and not finished.wait(_LONGEST_WAIT_S):
        raise SpeechError(VoiceProblem.FAILED, "the utterance never finished")
    if failures:
        # An unknown voice is a ValueError that is only reported, and the wrong voice speaks.
        no_voice = isinstance(failures[0], ValueError)
        problem = VoiceProblem.NO_VOICE if no_voice else VoiceProblem.FAILED
        raise SpeechError(problem, type(failures[0]).__name__)
    if engine.driver_name == "nsss":
        _convert_aiff(request.path)
    loudness = loudness_of_wav(Path(request.path).read_bytes())
    if loudness.duration_ms == 0:
        raise SpeechError(VoiceProblem.FAILED, "the recording is empty")
    return loudness


def _engine() -> Any:
    try:
        import pyttsx3

        return pyttsx3.init()
    except RuntimeError as error:
        raise SpeechError(VoiceProblem.MISSING_LIBRARY, "libespeak-ng") from error


def _set_espeak_voice(engine: Any, request: SpeechRequest) -> None:
    voice, natural_rate_wpm = _ESPEAK_VOICES[request.language[:2]]
    slowest, fastest = _ESPEAK_RATES
    rate_wpm = natural_rate_wpm * request.rate_percent // 100
    pitch = _ESPEAK_MIDDLE_PITCH * request.pitch_percent // 100
    engine.setProperty("voice", f"{voice}+{request.variant}" if request.variant else voice)
    # Twice: pyttsx3 cancels espeak's queue before the first word, and a setting that is just being
    # taken from the queue is lost; the line then comes at the driver's own rate.
    for _ in range(2):
        engine.setProperty("rate", min(fastest, max(slowest, rate_wpm)))
        engine.setProperty("pitch", min(99, max(0, pitch)))
        engine.setProperty("volume", request.volume_percent / 100)


def _set_installed_voice(engine: Any, request: SpeechRequest) -> None:
    """Choose a voice by language on Windows and macOS, where pitch cannot be set."""
    wanted = request.language[:2].lower()
    exact = request.language.replace("_", "-").lower()
    spoken = [
        (str(language).replace("_", "-").lower(), voice.id)
        for voice in engine.getProperty("voices")
        for language in voice.languages
    ]
    fitting = [choice for choice in spoken if choice[0][:2] == wanted]
    if not fitting:
        raise SpeechError(VoiceProblem.NO_VOICE, wanted)
    best = min(fitting, key=lambda choice: choice[0] != exact)
    engine.setProperty("voice", best[1])
    engine.setProperty("rate", engine.getProperty("rate") * request.rate_percent // 100)
    engine.setProperty("volume", request.volume_percent / 100)


def _convert_aiff(path: str) -> None:
    """macOS writes AIFF whatever the name says."""
    aiff = Path(path).rename(f"{path}.aiff")
    subprocess.run(["afconvert", "-f", "WAVE", "-d", "LEI16", str(aiff), path], check=True)
    aiff.unlink()


def _play(path: str) -> int:
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(path, winsound.SND_FILENAME)
        return 0
    return 2


if __name__ == "__main__":
    sys.exit(main())
