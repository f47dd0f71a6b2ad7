"""The debtor's voice in Qt: real espeak-ng, real child processes as players."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, QProcess, QTimer
from pytestqt.qtbot import QtBot

from desktop.domain.practice import SimulatedVoice
from desktop.speech.problems import VoiceProblem, sentence
from desktop.speech.voice import Voice, VoiceProbe
from tests.adapters.test_speech_worker import WITHOUT_LIBRARY
from tests.programs import require_program

pytestmark = [
    pytest.mark.real_program,
    pytest.mark.skipif(sys.platform != "linux", reason="espeak-ng is the voice of Linux only"),
]

PLAIN = SimulatedVoice()
GIVES_UP = ("false",)
ENDS_AT_ONCE = ("true",)
HANGS = ("tail", "-f")
NOT_THERE = ("/no/such/player",)
TIMEOUT_MS = 20_000


class Listener:
    """Remembers in order what it was told about its line, and when."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.levels: tuple[float, ...] = ()
        self.duration_ms = 0
        self.problem = ""
        self.first_sound_ms = 0
        self.lasted_ms = 0
        self._since = QElapsedTimer()

    def speak(self, voice: Voice, text: str, language: str = "zh_CN") -> None:
        self._since.start()
        voice.speak(text, language, PLAIN, self._started, self._finished, self._failed)
        assert self.told == []  # never from within the call

    def _started(self, levels: tuple[float, ...], duration_ms: int) -> None:
        self.told.append("started")
        self.first_sound_ms = self._since.restart()
        self.levels, self.duration_ms = levels, duration_ms

    def _finished(self) -> None:
        self.told.append("finished")
        self.lasted_ms = self._since.elapsed()

    def _failed(self, problem: str) -> None:
        self.told.append("failed")
        self.problem = problem


MakeVoice = Callable[..., Voice]


@pytest.fixture
def make_voice(qtbot: QtBot) -> Iterator[MakeVoice]:
    require_program("espeak-ng")
    voices: list[Voice] = []

    def make(*players: tuple[str, ...], worker: list[str] | None = None) -> Voice:
        found = [(shutil.which(name) or name, *options) for name, *options in players]
        voices.append(Voice(worker=worker, players=found))
        return voices[-1]

    yield make
    for voice in voices:
        voice.close()
        assert not voice.folder.exists()


def recordings(voice: Voice) -> list[Path]:
    return list(voice.folder.glob("*.wav"))


def running(voice: Voice, program: str) -> list[QProcess]:
    """Children of this program that have been started and have not ended."""
    return [
        process
        for process in voice.findChildren(QProcess)
        if process.program().endswith(program)
        and process.state() is not QProcess.ProcessState.NotRunning
    ]


@pytest.mark.parametrize(
    "players",
    [(), (GIVES_UP,), (ENDS_AT_ONCE,), (NOT_THERE, GIVES_UP, ENDS_AT_ONCE)],
    ids=["no player", "no device", "a player", "the third player"],
)
def test_a_line_lasts_its_true_length_with_or_without_a_device(
    qtbot: QtBot, make_voice: MakeVoice, players: tuple[tuple[str, ...], ...]
) -> None:
    voice, listener = make_voice(*players), Listener()
    listener.speak(voice, "我是王小明。")
    qtbot.waitUntil(lambda: "finished" in listener.told, timeout=TIMEOUT_MS)
    assert listener.told == ["started", "finished"]
    assert len(listener.levels) == -(-listener.duration_ms // 100)
    assert max(listener.levels) > -30
    assert listener.lasted_ms >= 0.95 * listener.duration_ms
    qtbot.waitUntil(lambda: recordings(voice) == [])
    print(f"first sound, nothing prepared: {listener.first_sound_ms} ms")


def test_a_prepared_line_is_not_made_again_and_begins_at_once(
    qtbot: QtBot, make_voice: MakeVoice
) -> None:
    voice, listener = make_voice(ENDS_AT_ONCE), Listener()
    voice.prepare("请问有什么事？", "zh_CN", PLAIN)
    voice.prepare("请问有什么事？", "zh_CN", PLAIN)
    qtbot.waitUntil(lambda: [wav.stat().st_size > 44 for wav in recordings(voice)] == [True])
    qtbot.waitUntil(lambda: not running(voice, Path(sys.executable).name), timeout=TIMEOUT_MS)
    prepared = recordings(voice)
    listener.speak(voice, "请问有什么事？")
    assert not running(voice, Path(sys.executable).name)
    qtbot.waitUntil(lambda: "started" in listener.told)
    assert recordings(voice) == prepared
    assert listener.first_sound_ms < 400
    print(f"first sound, prepared: {listener.first_sound_ms} ms")


def test_a_line_still_being_prepared_is_waited_for(qtbot: QtBot, make_voice: MakeVoice) -> None:
    voice, listener = make_voice(), Listener()
    voice.prepare("你好", "zh_CN", PLAIN)
    listener.speak(voice, "你好")
    assert len(running(voice, Path(sys.executable).name)) == 1
    qtbot.waitUntil(lambda: "started" in listener.told, timeout=TIMEOUT_MS)


def test_preparing_while_a_line_is_spoken_does_not_disturb_it(
    qtbot: QtBot, make_voice: MakeVoice
) -> None:
    voice, first, second = make_voice(ENDS_AT_ONCE), Listener(), Listener()
    first.speak(voice, "你好")
    voice.prepare("别的话", "zh_CN", PLAIN)
    voice.prepare("再见", "zh_CN", PLAIN)  # the one before is given up
    qtbot.waitUntil(lambda: "finished" in first.told, timeout=TIMEOUT_MS)
    assert first.told == ["started", "finished"]
    second.speak(voice, "再见")
    qtbot.waitUntil(lambda: "finished" in second.told, timeout=TIMEOUT_MS)
    assert second.told == ["started", "finished"]
    qtbot.waitUntil(lambda: recordings(voice) == [])


def test_stop_silences_the_player_at_once_and_tells_nothing(
    qtbot: QtBot, make_voice: MakeVoice
) -> None:
    voice, listener = make_voice(HANGS), Listener()
    listener.speak(voice, "我最近手头很紧，能不能分两次来还呢？")
    qtbot.waitUntil(lambda: "started" in listener.told, timeout=TIMEOUT_MS)
    (player,) = running(voice, "tail")
    clock = QElapsedTimer()
    clock.start()
    with qtbot.waitSignal(player.finished, timeout=1_000):
        voice.stop()
    stopped_after_ms = clock.elapsed()
    assert stopped_after_ms < 200  # 50 on a machine with nothing else to do
    assert listener.told == ["started"]
    assert not any(timer.isActive() for timer in voice.findChildren(QTimer))
    qtbot.waitUntil(lambda: recordings(voice) == [])
    print(f"stop: {stopped_after_ms} ms")


def test_a_new_line_cuts_off_the_last(qtbot: QtBot, make_voice: MakeVoice) -> None:
    voice, first, second = make_voice(HANGS), Listener(), Listener()
    first.speak(voice, "我最近手头很紧")
    qtbot.waitUntil(lambda: "started" in first.told, timeout=TIMEOUT_MS)
    second.speak(voice, "你好")
    qtbot.waitUntil(lambda: "started" in second.told, timeout=TIMEOUT_MS)
    assert first.told == ["started"]
    assert len(running(voice, "tail")) == 1


def test_a_player_that_never_ends_does_not_hold_up_the_call(
    qtbot: QtBot, make_voice: MakeVoice
) -> None:
    voice, listener = make_voice(HANGS), Listener()
    listener.speak(voice, "你好")
    qtbot.waitUntil(lambda: "finished" in listener.told, timeout=TIMEOUT_MS)
    qtbot.waitUntil(lambda: not running(voice, "tail"))


def test_closing_in_the_middle_leaves_no_child_and_no_file(
    qtbot: QtBot, make_voice: MakeVoice
) -> None:
    voice, listener = make_voice(HANGS), Listener()
    listener.speak(voice, "我最近手头很紧")
    qtbot.waitUntil(lambda: "started" in listener.told, timeout=TIMEOUT_MS)
    voice.prepare("你好", "zh_CN", PLAIN)
    voice.close()
    assert all(
        process.state() is QProcess.ProcessState.NotRunning
        for process in voice.findChildren(QProcess)
    )
    assert not voice.folder.exists()
    assert listener.told == ["started"]


@pytest.mark.parametrize(
    ("worker", "problem"),
    [
        (WITHOUT_LIBRARY, VoiceProblem.MISSING_LIBRARY),
        (["/no/such/python"], VoiceProblem.FAILED),
        ([sys.executable, "-c", "print('not an answer')"], VoiceProblem.FAILED),
    ],
    ids=["no library", "no worker", "a broken worker"],
)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_failure_is_told_in_one_sentence(
    qtbot: QtBot,
    make_voice: MakeVoice,
    worker: list[str],
    problem: VoiceProblem,
    language: str,
) -> None:
    voice, listener = make_voice(worker=worker), Listener()
    listener.speak(voice, "你好", language)
    qtbot.waitUntil(lambda: bool(listener.told), timeout=TIMEOUT_MS)
    assert listener.told == ["failed"]
    assert listener.problem == sentence(problem, language)


def test_a_prepared_line_that_failed_is_told_when_it_is_due(
    qtbot: QtBot, make_voice: MakeVoice, caplog: pytest.LogCaptureFixture
) -> None:
    voice, listener = make_voice(worker=["/no/such/python"]), Listener()
    voice.prepare("你好", "zh_CN", PLAIN)
    qtbot.waitUntil(lambda: len(caplog.records) == 1)
    listener.speak(voice, "你好")
    qtbot.waitUntil(lambda: listener.told == ["failed"])
    assert "你好" not in caplog.text


@pytest.mark.parametrize(
    ("players", "worker", "expected"),
    [
        ([ENDS_AT_ONCE], None, (True, True, None)),
        ([GIVES_UP, ENDS_AT_ONCE], None, (True, True, None)),
        ([HANGS], None, (True, True, None)),
        ([GIVES_UP, NOT_THERE], None, (True, False, VoiceProblem.NO_DEVICE)),
        ([], None, (True, False, VoiceProblem.NO_PLAYER)),
        ([ENDS_AT_ONCE], WITHOUT_LIBRARY, (False, False, VoiceProblem.MISSING_LIBRARY)),
    ],
    ids=[
        "all well",
        "second player",
        "a slow sound server",
        "no device",
        "no player",
        "no library",
    ],
)
def test_a_probe_says_what_is_missing(
    qtbot: QtBot,
    make_voice: MakeVoice,
    players: list[tuple[str, ...]],
    worker: list[str] | None,
    expected: tuple[bool, bool, VoiceProblem | None],
) -> None:
    voice = make_voice(*players, worker=worker)
    found: list[VoiceProbe] = []
    voice.probe("en", found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=TIMEOUT_MS)
    (probe,) = found
    assert (probe.can_speak, probe.can_be_heard, probe.problem) == expected
    assert probe.sentence == ("" if probe.problem is None else sentence(probe.problem, "en"))
    qtbot.waitUntil(lambda: recordings(voice) == [])
