"""`callside demo`: the desk on fictional files with a simulated line; `--auto` plays one call."""

from __future__ import annotations

import sys
import tempfile
import uuid
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.app import DeskApp, DeskOptions
from desktop.appearance import make_qt
from desktop.autopilot import Autopilot
from desktop.content.resources import find_resources
from desktop.content.sample import load_sample_cases
from desktop.content.simulated_calls import load_simulated_calls
from desktop.desk_run import load_words
from desktop.domain.practice import SimulatedCall
from desktop.hook.sole import Place
from desktop.opening import Unlocking
from desktop.session.effects import LineSaid
from desktop.session.ports import Line
from desktop.settings import HookSettings, Settings
from desktop.softphone.simulated import SimulatedLine
from desktop.speech.voice import Voice, VoiceProbe
from desktop.store.database import Store
from desktop.ui.frame import FIRST_SIZE
from desktop.ui.theme import ThemeChoice

AUTO_SPEED = 4.0
AUTO_LIMIT_MS = 120_000


@dataclass(frozen=True, slots=True)
class DemoOptions:
    """What was asked for on the command line."""

    database: Path | None = None
    backups: Path | None = None
    language: str | None = None
    auto: bool = False
    offscreen: bool = False
    screenshots: Path | None = None
    theme: str | None = None
    place: Place | None = None


def run_demo(settings: Settings, options: DemoOptions) -> int:
    """Play until the window is closed, or one call when `auto`; 0 only if its outcome is saved."""
    if options.offscreen:
        print("Callside: there is no display, so one call is played without a window.")
        options = replace(options, screenshots=options.screenshots or Path("callside-demo"))
    if options.screenshots is not None and (fault := _fault_of(options.screenshots)):
        print(f"Callside: pictures cannot be written there: {fault}.", file=sys.stderr)
        return 1
    with ExitStack() as leaving:
        if options.database is None:
            folder = leaving.enter_context(tempfile.TemporaryDirectory(prefix="callside-demo-"))
            options = replace(options, database=Path(folder) / "demo.db")
        else:
            options = replace(options, backups=options.database.parent / "backups")
        demo = Demo(make_qt(), settings, options)
        leaving.callback(demo.stop)
        return demo.run()


class Demo:
    """The desk of the demo with its line and, when the machine can speak, the debtor's voice."""

    def __init__(self, qt: QApplication, settings: Settings, options: DemoOptions) -> None:
        self._qt = qt
        self._auto = options.auto
        self._pictures = options.screenshots is not None
        self._voice: Voice | None = None
        self._line: SimulatedLine | None = None
        # The demo never shows the user's own agency, nor takes the user's own telephones.
        own_words = replace(settings, profile=None, hook=HookSettings())
        self.app = DeskApp(
            qt,
            own_words,
            DeskOptions(
                database=options.database or settings.database,
                language=options.language,
                make_lines=self._make_lines,
                unlocking=Unlocking(demo=True),
                load_words=lambda: load_words(own_words),
                prepare_store=fill_with_samples,
                backup_folder=options.backups,
                theme=ThemeChoice(options.theme) if options.theme else None,
                place=options.place,
            ),
        )
        self.app.outside.said = self._said
        self._calls = _calls_for(self.app.desk.language)
        self._autopilot = (
            Autopilot(self.app, self._calls[0], options.screenshots, AUTO_LIMIT_MS)
            if options.auto
            else None
        )

    def run(self) -> int:
        """Show the desk; the exit status says whether the whole call was played and saved."""
        if self._autopilot is not None:
            self.app.on_ready = self._autopilot.begin
            self.app.on_refused = self._refused
            self._autopilot.limit()
        self.app.show()
        if self._pictures:
            # Pictures have one size, whatever screen there is or is not.
            self.app.window.resize(FIRST_SIZE)
        status = self._qt.exec()
        return self._autopilot.exit_status if self._autopilot is not None else status

    def _refused(self, sentence: str) -> None:
        print(f"Callside: {sentence}", file=sys.stderr)
        self._qt.exit(1)

    def _make_lines(self, app: DeskApp) -> list[Line]:
        speed = AUTO_SPEED if self._auto else 1.0
        self._voice = None if self._auto else self._make_voice(app)
        self._line = SimulatedLine(
            app.receive,
            app.clock,
            self._calls,
            self._voice,
            app.desk.language,
            lambda: uuid.uuid4().hex,
            speed=speed,
        )
        app.on_language = self._take_language
        return [self._line]

    def _make_voice(self, app: DeskApp) -> Voice | None:
        """The debtor's voice; where there is none the window says so in one sentence."""
        try:
            voice = Voice()
        except OSError as error:
            app.window.say(str(error))
            return None

        def probed(found: VoiceProbe) -> None:
            if not found.can_be_heard:
                app.window.say(found.sentence)

        voice.probe(app.desk.language, probed)
        return voice

    def _take_language(self, language: str) -> None:
        if self._line is not None:
            self._line.language = language

    def _said(self, said: LineSaid) -> None:
        if self._line is not None:
            self._line.agent_said(said.stage, said.text)

    def stop(self) -> None:
        """Leave nothing behind."""
        self.app.stop()
        if self._voice is not None:
            self._voice.close()


def _fault_of(folder: Path) -> str | None:
    """Why no file can be written in a folder, which is made; None when one can."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return None
    except OSError as error:
        return error.strerror or type(error).__name__


def _calls_for(language: str) -> tuple[SimulatedCall, ...]:
    """The scripted calls; those of debtors who speak the window's language ring first."""
    calls = load_simulated_calls(find_resources() / "sample/calls.yaml")
    chinese = language.startswith("zh")
    return tuple(sorted(calls, key=lambda c: (c.number or "").startswith("+86") is not chinese))


def fill_with_samples(store: Store) -> None:
    """Put the fictional portfolio into an empty database; one that has files is left alone."""
    if store.has_cases():
        return
    now = datetime.now().astimezone()
    folder = find_resources() / "sample"
    store.upsert_cases(load_sample_cases(folder, now.date(), int(now.timestamp() * 1000)))
