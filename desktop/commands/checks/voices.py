"""The voices: whether a line of each language can be spoken, and played."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from desktop.commands.checks.finding import Finding, State, attention, ok
from desktop.domain.phone_recipes import Words
from desktop.speech.exchange import SpeechAnswer, SpeechRequest, answer_from_json, request_to_json
from desktop.speech.problems import VoiceProblem, sentence
from desktop.speech.programs import players, worker_command, worker_import_path

_LONGEST_LINE_S = 30
_LINES = {
    "zh_CN": ("你好，请问是王先生吗？", Words("中文语音", "Chinese voice")),
    "en": ("Hello, am I speaking to Mr Wang?", Words("英文语音", "English voice")),
}


def look_at_voices() -> Iterator[Finding]:
    """Speech is for practice and the demo: without it they run silently."""
    with tempfile.TemporaryDirectory(prefix="callside-check-") as folder:
        for language, (text, name) in _LINES.items():
            problem = _speak(text, language, Path(folder, f"{language}.wav")).problem
            if problem is None:
                yield Finding("voice", State.OK, _joined(name, Words("能说。", "speaks.")))
            else:
                says = Words(sentence(problem, "zh_CN"), sentence(problem, "en"))
                yield Finding("voice", State.ATTENTION, _joined(name, says))
    if players(worker_command()):
        yield ok("audio", "有播放程序。", "there is a program to play sound.")
    else:
        no_player = VoiceProblem.NO_PLAYER
        yield attention("audio", sentence(no_player, "zh_CN"), sentence(no_player, "en"))


def _joined(name: Words, says: Words) -> Words:
    return Words(f"{name.zh}：{says.zh}", f"{name.en}: {says.en}")


def _speak(text: str, language: str, path: Path) -> SpeechAnswer:
    """Have the worker make the recording, as the desk does; nothing is played."""
    path_variable = os.pathsep.join(
        filter(None, (worker_import_path(), os.environ.get("PYTHONPATH")))
    )
    try:
        done = subprocess.run(
            worker_command(),
            input=request_to_json(SpeechRequest(text, language, str(path))),
            env={**os.environ, "PYTHONPATH": path_variable},
            capture_output=True,
            timeout=_LONGEST_LINE_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return SpeechAnswer(problem=VoiceProblem.FAILED)
    return answer_from_json(done.stdout)
