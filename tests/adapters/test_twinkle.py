"""The real Twinkle tells the desk of its calls: its scripts run `callside call`, as wired by us."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.call_reports import CallReport, ReportedEvent
from desktop.domain.calls import Direction
from desktop.hook.local_server import LocalServer
from desktop.hook.messages import Answer, Message
from desktop.hook.sole import take_place
from desktop.phones.twinkle import script_text, wired
from tests.adapters.phones import Phones, RunningProgram, free_phone_port, is_free, speak
from tests.callside_program import command_line, environment_in
from tests.programs import require_program

pytestmark = pytest.mark.real_program

NUMBER = "13800138000"
WAIT_MS = 20_000
COMMAND_LIMIT_S = 15
IN, OUT, UNKNOWN = Direction.INCOMING, Direction.OUTGOING, Direction.UNKNOWN

_PROFILE = """user_name=agent
user_domain=127.0.0.1
user_display=Agent 7
register_at_startup=no
codecs=g711u,g711a
script_incoming_call=
"""
_SYSTEM = """dev_ringtone=alsa:null
dev_speaker=alsa:null
dev_mic=alsa:null
validate_audio_dev=no
play_ringtone=no
play_ringback=no
"""
_NO_SOUND_CARD = "pcm.!default { type null }\nctl.!default { type null }\n"


class Twinkle:
    """One Twinkle without a screen and a sound card; everything of it is in one folder."""

    def __init__(self, folder: Path, environment: dict[str, str], command: list[str]) -> None:
        self.user = "agent"
        self.sip_port = free_phone_port()
        self._program = require_program("twinkle")
        self._folder = folder
        self._environment = {**environment, "HOME": str(folder)}
        own = folder / ".twinkle"
        own.mkdir(parents=True)
        script = own / "callside-twinkle.sh"
        script.write_text(script_text(tuple(command)))
        script.chmod(0o700)
        profile, kept = wired(_PROFILE, script)
        assert kept == ()
        (own / "agent.cfg").write_text(profile)
        media = free_phone_port()
        (own / "twinkle.sys").write_text(f"{_SYSTEM}sip_port={self.sip_port}\nrtp_port={media}\n")
        (folder / ".asoundrc").write_text(_NO_SOUND_CARD)

    def start(self) -> RunningProgram:
        options = ["-c", "--force", "-f", "agent", "--sip-port", str(self.sip_port)]
        return RunningProgram(
            [self._program, *options], self._folder / "log", self._environment, keyboard=True
        )

    def do(self, *words: str) -> None:
        """Tell the running Twinkle to do something, as its user can."""
        subprocess.run(
            [self._program, *words],
            env=self._environment,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            timeout=COMMAND_LIMIT_S,
        )


class Ear:
    """A desk's local server that only keeps what it is told."""

    def __init__(self, database: Path, wait: Callable[[Callable[[], bool]], None]) -> None:
        self.told: list[Message] = []
        self.refused: list[str] = []
        self._wait = wait
        place = take_place(str(database))
        assert place is not None
        assert place.endpoint is not None
        self._place = place
        self.server = LocalServer(self._hear, self.refused.append)
        assert self.server.listen(place.endpoint)

    def _hear(self, message: Message) -> Answer:
        self.told.append(message)
        return Answer(ok=True)

    def wait_for(self, event: ReportedEvent) -> CallReport:
        """The latest report, once it is of this event."""

        def there() -> bool:
            last = self.told[-1] if self.told else None
            return isinstance(last, CallReport) and last.event is event

        self._wait(there)
        last = self.told[-1]
        assert isinstance(last, CallReport)
        return last

    @property
    def reports(self) -> list[CallReport]:
        return [told for told in self.told if isinstance(told, CallReport)]

    def wait_for_events(self, *events: str) -> None:
        """Exactly these, in any order: each is told by a program of its own."""
        self._wait(lambda: len(self.told) >= len(events))
        assert sorted(report.event.value for report in self.reports) == sorted(events)

    def stop(self) -> None:
        self.server.stop()
        self.server.deleteLater()
        self._place.leave()


@pytest.fixture
def wait(qtbot: QtBot) -> Callable[[Callable[[], object]], None]:
    def until(condition: Callable[[], object]) -> None:
        qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)

    return until


@pytest.fixture
def phones(tmp_path: Path, wait: Callable[[Callable[[], object]], None]) -> Iterator[Phones]:
    speech = speak(tmp_path / "debtor.wav", "Yes, speaking.", "en")
    with ExitStack() as stack:
        yield Phones(tmp_path, {"agent": speech, "debtor": speech}, stack, wait)


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory(prefix="cs-") as runtime:
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        yield environment_in(tmp_path, Path(runtime))


@pytest.fixture
def ear(
    environment: dict[str, str], tmp_path: Path, wait: Callable[[Callable[[], object]], None]
) -> Iterator[Ear]:
    made = Ear(tmp_path / "desk.db", wait)
    yield made
    made.stop()
    assert made.refused == []


@pytest.fixture
def twinkle(
    ear: Ear,
    environment: dict[str, str],
    tmp_path: Path,
    wait: Callable[[Callable[[], object]], None],
) -> Iterator[Twinkle]:
    phone = Twinkle(tmp_path / "twinkle", environment, command_line(tmp_path / "desk.db"))
    with phone.start():
        wait(lambda: not is_free(phone.sip_port))
        yield phone


def test_an_incoming_call_that_is_taken_and_hung_up_here(
    twinkle: Twinkle, ear: Ear, phones: Phones
) -> None:
    phones.sipp_calls(twinkle, NUMBER, call_id="twinkle-1@pbx")
    ringing = ear.wait_for(ReportedEvent.RINGING)
    assert ringing == CallReport(ReportedEvent.RINGING, NUMBER, "twinkle-1@pbx", IN, line="twinkle")
    twinkle.do("--cmd", "answer")
    answered = ear.wait_for(ReportedEvent.ESTABLISHED)
    assert (answered.number, answered.line_call_id) == (NUMBER, "twinkle-1@pbx")
    twinkle.do("--cmd", "bye")
    ended = ear.wait_for(ReportedEvent.ENDED)
    assert ended == CallReport(ReportedEvent.ENDED, None, "twinkle-1@pbx", line="twinkle")
    assert len(ear.told) == 3


def test_a_caller_who_gives_up(twinkle: Twinkle, ear: Ear, phones: Phones) -> None:
    phones.sipp_calls(twinkle, NUMBER, then="cancel", call_id="twinkle-2@pbx")
    ear.wait_for_events("ended", "ringing")
    assert {report.line_call_id for report in ear.reports} == {"twinkle-2@pbx"}


def test_a_dialled_call_that_the_far_end_takes_and_hangs_up(
    twinkle: Twinkle, ear: Ear, phones: Phones
) -> None:
    debtor = phones.baresip(NUMBER, answer_mode="auto")
    far_end = phones.control(debtor)
    twinkle.do("--call", debtor.uri, "--immediate")
    answered = ear.wait_for(ReportedEvent.ESTABLISHED)
    assert (answered.number, answered.direction) == (NUMBER, OUT)
    far_end.ask("hangup")
    ended = ear.wait_for(ReportedEvent.ENDED)
    assert ended.line_call_id == answered.line_call_id is not None
    ear.wait_for_events("ended", "established", "ringing")


def test_a_dialled_call_that_is_refused(twinkle: Twinkle, ear: Ear, phones: Phones) -> None:
    twinkle.do("--call", phones.sipp_refuses(486, "Busy Here"), "--immediate")
    ear.wait_for_events("ended", "ringing")
