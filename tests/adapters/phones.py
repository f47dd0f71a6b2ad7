"""Real telephones on loopback, without a sound card: baresip with speech, sipp with a scenario."""

from __future__ import annotations

import functools
import json
import re
import secrets
import signal
import socket
import subprocess
import wave
from array import array
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from desktop.softphone.netstring import NetstringParser, encode
from tests.adapters.sipp_scenarios import calling, refusing
from tests.programs import require_program

HOST = "127.0.0.1"
RATE_HZ = 8000
SPEECH_S = 60  # a file that ends hangs the call up
STOP_TIMEOUT_S = 1.0
ANSWER_TIMEOUT_S = 5.0
MODULES = "/usr/lib/baresip/modules"

_given_ports: set[int] = set()  # a phone binds its ports a moment after it was given them


class WaitUntil(Protocol):
    """pytest-qt's `qtbot.waitUntil`: runs the event loop until the condition holds."""

    def __call__(self, condition: Callable[[], object], /) -> None: ...


def free_port(kind: socket.SocketKind) -> int:
    """A port of loopback that nobody uses at this moment."""
    with socket.socket(socket.AF_INET, kind) as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


def free_phone_port() -> int:
    """A port for a baresip, which takes it for SIP on UDP and TCP, and the next one for TLS.

    It is below those that the system gives to anybody else's connection in the meantime.
    """
    while True:
        port = secrets.randbelow(5_000) * 2 + 22_000
        tcp = is_free(port, socket.SOCK_STREAM) and is_free(port + 1, socket.SOCK_STREAM)
        if tcp and is_free(port) and port not in _given_ports:
            _given_ports.add(port)
            return port


def is_free(port: int, kind: socket.SocketKind = socket.SOCK_DGRAM) -> bool:
    """Whether nobody has bound this port."""
    with socket.socket(socket.AF_INET, kind) as tried:
        try:
            tried.bind((HOST, port))
        except OSError:
            return False
        return True


def is_listening(tcp_port: int) -> bool:
    """Whether somebody accepts connections there. (It costs baresip's one client its place.)"""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tried:
        return tried.connect_ex((HOST, tcp_port)) == 0


def speak(path: Path, text: str, voice: str) -> Path:
    """A minute of speech as s16, 8 kHz, mono, which is what aufile needs to get: no resampling."""
    spoken = path.with_suffix(".full.wav")
    subprocess.run(
        [require_program("espeak-ng"), "-v", voice, "-w", spoken, text], check=True, timeout=30
    )
    with wave.open(str(spoken)) as source:
        samples = array("h", source.readframes(source.getnframes()))
        step = source.getframerate() / RATE_HZ
    once = array("h", (samples[int(i * step)] for i in range(int(len(samples) / step))))
    times = SPEECH_S * RATE_HZ // len(once) + 1
    with wave.open(str(path), "wb") as target:
        target.setnchannels(1)
        target.setsampwidth(2)
        target.setframerate(RATE_HZ)
        target.writeframes((once * times).tobytes())
    return path


class Called(Protocol):
    """A telephone that sipp can call."""

    user: str
    sip_port: int


class RunningProgram:
    """A child process that is gone when its block is left."""

    def __init__(
        self,
        command: list[str | Path],
        log: Path,
        environment: Mapping[str, str] | None = None,
        *,
        keyboard: bool = False,
    ) -> None:
        """`keyboard` gives it an input that stays open: some programs leave at its end."""
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE if keyboard else subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=log.parent,
                env=environment,
            )

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def send_signal(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """Ask it to end; a baresip with an unanswered BYE needs more than asking."""
        if self.is_running:
            self._process.send_signal(signal.SIGCONT)
            self._process.terminate()
        try:
            self._process.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self.kill()
        if self._process.stdin is not None:
            self._process.stdin.close()

    def wait(self, timeout_s: float = 15.0) -> int:
        return self._process.wait(timeout_s)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


@functools.cache
def baresip_version() -> tuple[int, ...]:
    """The version installed here, as numbers: what baresip does by itself depends on it."""
    shown = subprocess.run(
        [require_program("baresip"), "-h"], capture_output=True, check=False, text=True, timeout=30
    )
    found = re.search(r"baresip v(\d+)\.(\d+)\.(\d+)", shown.stdout + shown.stderr)
    assert found is not None, shown
    return tuple(map(int, found.groups()))


class Baresip:
    """One baresip with its own folder and ports; it can be killed and started again."""

    def __init__(
        self,
        folder: Path,
        user: str,
        speech: Path,
        *,
        answer_mode: str = "manual",
        local_timeout_s: int = 30,
    ) -> None:
        self._program = require_program("baresip")
        self.user = user
        self.sip_port = free_phone_port()
        self.control_port = free_phone_port()
        self.running: RunningProgram | None = None
        self._folder = folder
        modules = ("g711", "aufile", "aubridge", "vumeter")
        config = [
            "poll_method epoll",
            f"sip_listen {HOST}:{self.sip_port}",
            f"net_interface {HOST}",
            f"call_local_timeout {local_timeout_s}",
            f"audio_source aufile,{speech}",
            "audio_player aubridge,nil",
            "audio_alert aubridge,nil",
            f"ausrc_srate {RATE_HZ}",
            f"auplay_srate {RATE_HZ}",
            "ausrc_channels 1",
            "auplay_channels 1",
            "rtp_timeout 0",
            f"module_path {MODULES}",
            *(f"module {name}.so" for name in modules),
            "module_tmp account.so",
            "module_app menu.so",
            "module_app ctrl_tcp.so",
            f"ctrl_tcp_listen {HOST}:{self.control_port}",
        ]
        account = (
            f'"{user}" <{self.uri};transport=udp>;regint=0;answermode={answer_mode}'
            ";audio_codecs=pcmu,pcma"
        )
        (folder / "config").write_text("\n".join(config) + "\n", encoding="utf-8")
        (folder / "accounts").write_text(account + "\n", encoding="utf-8")

    @property
    def uri(self) -> str:
        """Its address. baresip answers 404 to any other user part, so a number is a `user`."""
        return f"sip:{self.user}@{HOST}:{self.sip_port}"

    def start(self) -> None:
        assert self.running is None or not self.running.is_running
        self.running = RunningProgram([self._program, "-f", self._folder], self._folder / "log")

    def kill(self) -> None:
        assert self.running is not None
        self.running.kill()

    def send_signal(self, number: signal.Signals) -> None:
        assert self.running is not None
        self.running.send_signal(number)

    def stop(self) -> None:
        if self.running is not None:
            self.running.stop()


class Control:
    """The far end's hands: a plain blocking control client, independent of the code under test."""

    def __init__(self, phone: Baresip) -> None:
        self._parser = NetstringParser()
        self._socket = socket.create_connection((HOST, phone.control_port), ANSWER_TIMEOUT_S)
        self.seen: list[dict[str, object]] = []

    def ask(self, command: str, params: str | None = None) -> str:
        """Send a command and wait for its reply's text; events on the way go to `seen`."""
        message = {"command": command, "token": "far"} | ({"params": params} if params else {})
        self._socket.sendall(encode(json.dumps(message).encode()))
        replies: list[str] = []
        while not replies:
            for payload in self._parser.feed(self._socket.recv(65536)):
                received = json.loads(payload)
                if received.get("response"):
                    replies.append(str(received["data"]))
                else:
                    self.seen.append(received)
        return replies[0]

    def close(self) -> None:
        self._socket.close()


class Phones:
    """The telephones of one test."""

    def __init__(
        self, folder: Path, speech: Mapping[str, Path], stack: ExitStack, wait_until: WaitUntil
    ) -> None:
        self._folder = folder
        self._speech = speech
        self._stack = stack
        self._wait_until = wait_until
        self._count = 0

    def baresip(
        self, user: str, *, answer_mode: str = "manual", local_timeout_s: int = 30
    ) -> Baresip:
        """A running baresip that speaks: the agent in one voice, all others in another."""
        phone = Baresip(
            self._next_folder(),
            user,
            self._speech["agent" if user == "agent" else "debtor"],
            answer_mode=answer_mode,
            local_timeout_s=local_timeout_s,
        )
        self._stack.callback(phone.stop)
        phone.start()
        return phone

    def control(self, phone: Baresip) -> Control:
        """The far end's control client, as soon as its baresip listens."""
        self._wait_until(lambda: is_listening(phone.control_port))
        control = Control(phone)
        self._stack.callback(control.close)
        return control

    def sipp_calls(
        self,
        phone: Called,
        number: str,
        *,
        name: str = "",
        host: str | None = None,
        call_id: str | None = None,
        then: str = "talk",
    ) -> RunningProgram:
        """sipp calls the phone. `then`: talk (until the far end hangs up), cancel or bye."""
        folder, port = self._next_folder(), free_port(socket.SOCK_DGRAM)
        caller = f'"{name}" <sip:{number}@{host or f"{HOST}:{port}"}>'.removeprefix('"" ')
        scenario = folder / "uac.xml"
        scenario.write_text(calling(caller, then), encoding="utf-8")
        command = self._sipp(scenario, port)
        command += ["-s", phone.user, *(["-cid_str", call_id] if call_id else [])]
        command.append(f"{HOST}:{phone.sip_port}")
        return self._stack.enter_context(RunningProgram(command, folder / "log"))

    def sipp_refuses(self, status: int, phrase: str) -> str:
        """sipp waits for one call and refuses it at once; gives the address to dial."""
        folder, port = self._next_folder(), free_port(socket.SOCK_DGRAM)
        scenario = folder / "uas.xml"
        scenario.write_text(refusing(status, phrase), encoding="utf-8")
        self._stack.enter_context(RunningProgram(self._sipp(scenario, port), folder / "log"))
        self._wait_until(lambda: not is_free(port))
        return f"sip:13800138000@{HOST}:{port}"

    def _sipp(self, scenario: Path, port: int) -> list[str | Path]:
        program = require_program("sipp")
        media = str(free_port(socket.SOCK_DGRAM))
        return [
            *(program, "-sf", scenario, "-i", HOST, "-p", str(port), "-mp", media),
            *("-m", "1", "-nostdin", "-timeout", "30s"),
        ]

    def _next_folder(self) -> Path:
        self._count += 1
        folder = self._folder / f"phone{self._count}"
        folder.mkdir()
        return folder
