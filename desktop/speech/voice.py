"""The debtor's voice, one line at a time: spoken into a file, played, and the file removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from PySide6.QtCore import QDir, QObject, QTemporaryDir, QTimer

from desktop.domain.practice import SimulatedVoice
from desktop.speech import programs
from desktop.speech.exchange import SpeechRequest
from desktop.speech.playback import Playback
from desktop.speech.problems import VoiceProblem, sentence
from desktop.speech.recording import Recording

# Above this the voice is a woman's, below it a man's, where the engine knows variants.
_HIGH_PITCH_PERCENT = 115
_LONGEST_CLOSE_MS = 1_000
_FIRST_WORDS = {"zh": "你好", "en": "Hello"}


@dataclass(frozen=True, slots=True)
class VoiceProbe:
    """What `Voice.probe` found: `problem` is None when all is well; `sentence` tells it."""

    can_speak: bool
    can_be_heard: bool
    problem: VoiceProblem | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class _Listener:
    """Who is told about the line being spoken, and in which language failures are told."""

    language: str
    on_started: Callable[[tuple[float, ...], int], None]
    on_finished: Callable[[], None]
    on_failed: Callable[[str], None]


class Voice(QObject):
    """Speaks lines without ever blocking. One line at a time: a new one cuts off the last.

    After `stop` (and after a new `speak`) nothing more is reported about the earlier line.
    `close` must be called before the program ends; no file is left behind. Raises OSError when
    there is no temporary folder.
    """

    def __init__(
        self,
        worker: Sequence[str] | None = None,
        players: Sequence[Sequence[str]] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._worker = tuple(worker or programs.worker_command())
        self._players = programs.players(self._worker) if players is None else tuple(players)
        self._folder = QTemporaryDir(f"{QDir.tempPath()}/callside-voice-XXXXXX")
        if not self._folder.isValid():
            raise OSError(self._folder.errorString())
        self._file_numbers = count()
        self._playback = Playback(self._players, self)
        self._trial = Playback(self._players, self)
        self._current: Recording | None = None
        self._next: Recording | None = None
        self._listener: _Listener | None = None
        self._begin = QTimer(self, singleShot=True, interval=0)
        self._begin.timeout.connect(self._play_recording)

    @property
    def folder(self) -> Path:
        """Where recordings are kept while they are needed."""
        return Path(self._folder.path())

    def prepare(self, text: str, language: str, sound: SimulatedVoice) -> None:
        """Make the recording of the line that probably comes next; only one is kept."""
        request = self._request(text, language, sound)
        if self._next is not None:
            if _same_line(self._next.request, request):
                return
            self._next.discard()
        self._next = self._new_recording(request)
        self._next.start()

    def speak(
        self,
        text: str,
        language: str,
        sound: SimulatedVoice,
        on_started: Callable[[tuple[float, ...], int], None],
        on_finished: Callable[[], None],
        on_failed: Callable[[str], None],
    ) -> None:
        """Speak a line. All callables are called later, never from within this call.

        `on_started` gets the level of every 100 ms in dBov and the length in milliseconds; then
        comes `on_finished`. `on_failed` comes instead of both, with one sentence.
        """
        self.stop()
        self._listener = _Listener(language, on_started, on_finished, on_failed)
        request = self._request(text, language, sound)
        if self._next is not None and _same_line(self._next.request, request):
            self._current, self._next = self._next, None
        else:
            self._current = self._new_recording(request)
            self._current.start()
        if self._current.is_done:
            self._begin.start()

    def stop(self) -> None:
        """Silence at once."""
        self._listener = None
        self._begin.stop()
        self._playback.stop()
        if self._current is not None:
            self._current.discard()
            self._current = None

    def close(self) -> None:
        """Stop, end the children and remove every file."""
        self.stop()
        self._next = None
        for recording in self.findChildren(Recording):
            recording.discard()
            recording.wait_for_end(_LONGEST_CLOSE_MS)
        for playback in (self._playback, self._trial):
            playback.stop()
            playback.wait_for_end(_LONGEST_CLOSE_MS)
        self._folder.remove()

    def probe(self, language: str, on_probed: Callable[[VoiceProbe], None]) -> None:
        """Find out, later and without a sound, whether there is a voice and a loudspeaker.

        A second probe takes the place of the first.
        """
        request = self._request(_FIRST_WORDS[language[:2]], language, SimulatedVoice())
        recording = Recording(self._worker, replace(request, volume_percent=0), self)

        def told(problem: VoiceProblem | None, *, can_speak: bool) -> None:
            recording.discard()
            words = "" if problem is None else sentence(problem, language)
            on_probed(VoiceProbe(can_speak, problem is None, problem, words))

        def played() -> None:
            if not self._players:
                told(VoiceProblem.NO_PLAYER, can_speak=True)
            else:
                told(None if self._trial.was_heard else VoiceProblem.NO_DEVICE, can_speak=True)

        def recorded() -> None:
            if recording.loudness is None:
                told(recording.problem, can_speak=False)
            else:
                path, duration_ms = recording.request.path, recording.loudness.duration_ms
                self._trial.play(path, duration_ms, lambda: None, played)

        recording.done.connect(recorded)
        recording.start()

    def _new_recording(self, request: SpeechRequest) -> Recording:
        recording = Recording(self._worker, request, self)
        recording.done.connect(lambda: self._recording_done(recording))
        return recording

    def _recording_done(self, recording: Recording) -> None:
        if recording is self._current:
            self._play_recording()

    def _play_recording(self) -> None:
        recording, listener = self._current, self._listener
        if recording is None or listener is None:
            return
        loudness = recording.loudness
        if loudness is None:
            self.stop()
            problem = recording.problem or VoiceProblem.FAILED
            listener.on_failed(sentence(problem, listener.language))
            return
        self._playback.play(
            recording.request.path,
            loudness.duration_ms,
            lambda: listener.on_started(loudness.levels_dbov, loudness.duration_ms),
            self._played,
        )

    def _played(self) -> None:
        listener = self._listener
        self.stop()
        if listener is not None:
            listener.on_finished()

    def _request(self, text: str, language: str, sound: SimulatedVoice) -> SpeechRequest:
        return SpeechRequest(
            text=text,
            language=language,
            path=str(self.folder / f"line-{next(self._file_numbers)}.wav"),
            rate_percent=sound.rate_percent,
            pitch_percent=sound.pitch_percent,
            variant="f2" if sound.pitch_percent > _HIGH_PITCH_PERCENT else "m3",
        )


def _same_line(left: SpeechRequest, right: SpeechRequest) -> bool:
    return replace(left, path="") == replace(right, path="")
