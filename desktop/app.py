"""The composition root: builds every room, wires them, starts and stops them in order."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop import __version__
from desktop.clock import SystemClock
from desktop.content.resources import find_resources
from desktop.crash import CrashReports
from desktop.domain.calls import CallEvent, CallRef
from desktop.domain.profile import Profile
from desktop.domain.talk_track import TalkTrack
from desktop.numbering.plan import PhoneNumberPlan
from desktop.opening import (
    OpenedStore,
    PassphraseWantedError,
    Unlocking,
    is_wrong_key,
    open_store,
    refusal_kind,
)
from desktop.outside import Outside
from desktop.session.desk import Desk
from desktop.session.ports import CallStore, Line, UnfinishedCall
from desktop.settings import Settings
from desktop.store.database import Store
from desktop.store.worker import StoreWorker
from desktop.ui.bridge import Mailbox, SessionBridge
from desktop.ui.fonts import install_font
from desktop.ui.labels import refusal_sentence
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import ThemeChoice, apply_theme
from desktop.ui.unlock_panel import UnlockNeed

RETRY_STORAGE_MS = 2_000
REMEMBERED_ENDED_CALLS = 500
DEFAULT_LANGUAGE = "zh_CN"

MakeLines = Callable[["DeskApp"], list[Line]]


@dataclass(frozen=True, slots=True)
class DeskOptions:
    """What differs between the real desk and the demo."""

    database: Path
    language: str | None
    make_lines: MakeLines
    unlocking: Unlocking
    load_words: Callable[[], tuple[TalkTrack, Profile]]
    prepare_store: Callable[[Store], None] | None = None
    theme: ThemeChoice | None = None
    bundled_font: bool = False


class DeskApp:
    """One running desk. Build, `show`, run the event loop, `stop`."""

    def __init__(self, qt: QApplication, settings: Settings, options: DeskOptions) -> None:
        self.qt = qt
        self.settings = settings
        self.options = options
        self.clock = SystemClock()
        self.resources = find_resources()
        self.mailbox = Mailbox()
        self.crash_reports = CrashReports(settings.state_folder / "crashes", __version__)
        self.preferences = QSettings(
            str(settings.config_folder / "window.ini"), QSettings.Format.IniFormat
        )
        self.language = str(
            options.language or self.preferences.value("language", DEFAULT_LANGUAGE)
        )
        self.number_plan = PhoneNumberPlan()
        self.outside = Outside(
            post=self.mailbox.post, report=self.crash_reports.report, number_plan=self.number_plan
        )
        self.desk = Desk(
            request=self.outside.carry_out,
            clock=self.clock,
            new_call_id=lambda: uuid.uuid4().hex,
            track=TalkTrack(()),
            profile=Profile(),
            language=self.language,
        )
        self.outside.serve(self.desk)
        self.bridge = SessionBridge(self.desk)
        self.outside.changed = self.bridge.refresh
        self.theme = options.theme or ThemeChoice(str(self.preferences.value("theme", "system")))
        self.lines: list[Line] = []
        self.store: StoreWorker | None = None
        self.on_ready: Callable[[], None] = lambda: None
        self.on_refused: Callable[[str], None] = lambda _sentence: None
        self.on_language: Callable[[str], None] = lambda _language: None
        self._translators: list[QTranslator] = []
        self._retry = QTimer(self.bridge, interval=RETRY_STORAGE_MS)
        self._retry.timeout.connect(self._retry_storage)
        self._dress()
        self.window = MainWindow(self.bridge, QIcon(str(self.resources / "icons/callside.svg")))
        self._connect()

    def _dress(self) -> None:
        install_font(self.qt, self.resources / "fonts", bundled_only=self.options.bundled_font)
        self._speak(self.desk.language)
        apply_theme(self.qt, self.theme, (self.resources / "icons").as_posix())

    def _connect(self) -> None:
        window = self.window
        window.theme_requested.connect(self.toggle_theme)
        window.language_requested.connect(self.toggle_language)
        window.closing.connect(self._closing)
        window.unlock.passphrase_entered.connect(
            lambda text: self._open(Unlocking(passphrase=text))
        )
        window.unlock.recovery_key_entered.connect(
            lambda text: self._open(Unlocking(recovery_key=text))
        )
        window.unlock.recovery_key_noted.connect(self._use_store)
        self.qt.styleHints().colorSchemeChanged.connect(lambda _scheme: self._apply_theme())

    def show(self) -> None:
        """Paint first; whatever is heavy comes after the first paint."""
        self.window.take_colours(
            apply_theme(self.qt, self.theme, (self.resources / "icons").as_posix())
        )
        self.window.restore_place(self.preferences)
        self.window.show()
        QTimer.singleShot(0, self.bridge, self._after_first_paint)

    def _after_first_paint(self) -> None:
        self.crash_reports.install()
        self.desk.track, self.desk.profile = self.options.load_words()
        self.outside.region = self.desk.profile.default_region
        self._open(self.options.unlocking)

    def _open(self, unlocking: Unlocking) -> None:
        self.window.unlock.ask(UnlockNeed.OPENING)
        self.window.show_unlock(shown=True)

        def prepare(store: Store) -> None:
            self.number_plan.warm_up()
            if self.options.prepare_store is not None:
                self.options.prepare_store(store)

        open_store(
            self.options.database,
            unlocking,
            prepare=prepare,
            done=lambda result: self.mailbox.post(lambda: self._opened(result)),
        )

    def _opened(self, result: OpenedStore | Exception) -> None:
        unlock = self.window.unlock
        if isinstance(result, OpenedStore):
            self.store = result.worker
            if result.recovery_key is None:
                self._use_store()
            else:
                unlock.ask(UnlockNeed.NOTE_RECOVERY_KEY, detail=result.recovery_key)
        elif isinstance(result, PassphraseWantedError):
            unlock.ask(UnlockNeed.NEW_PASSPHRASE if result.new else UnlockNeed.PASSPHRASE)
        elif is_wrong_key(result):
            unlock.ask(UnlockNeed.PASSPHRASE, wrong=True)
        else:
            kind = refusal_kind(result)
            if kind is None:
                self.crash_reports.report(result)
            sentence = refusal_sentence(kind or "unexpected")
            unlock.ask(UnlockNeed.REFUSED, detail=sentence)
            self.on_refused(sentence)

    def _use_store(self) -> None:
        """The database is open: put back what the last run left, then listen to the lines."""
        if self.store is None:
            return

        def read(store: CallStore) -> tuple[tuple[UnfinishedCall, ...], tuple[CallRef, ...]]:
            return store.unfinished_calls(), store.recently_ended(REMEMBERED_ENDED_CALLS)

        found = self.store.submit(read)
        found.add_done_callback(
            lambda future: self.mailbox.post(lambda: self._restore(*future.result()))
        )

    def _restore(self, unfinished: tuple[UnfinishedCall, ...], ended: tuple[CallRef, ...]) -> None:
        self.desk.restore(unfinished, ended)
        for call_id, live in self.desk.calls.items():
            if not live.has_ended:
                # Perhaps somebody is still on the line: the agent must see that file at once.
                self.desk.focus(call_id)
        self.outside.attach_store(self.store)
        self.window.show_unlock(shown=False)
        self._retry.start()
        for line in self.options.make_lines(self):
            self.lines.append(line)
            self.desk.add_line(line.name, line.commands)
            self.outside.add_line(line)
            line.start()
        self.bridge.refresh()
        self.on_ready()

    def receive(self, event: CallEvent) -> None:
        """Where lines report to."""
        self.bridge.receive(event)

    def _retry_storage(self) -> None:
        if self.desk.storage_fault is not None:
            self.bridge.intents.retry_storage()

    def toggle_theme(self) -> None:
        """Light, dark, as the system says, and round again."""
        choices = list(ThemeChoice)
        self.theme = choices[(choices.index(self.theme) + 1) % len(choices)]
        self.preferences.setValue("theme", self.theme.value)
        self._apply_theme()

    def _apply_theme(self) -> None:
        colours = apply_theme(self.qt, self.theme, (self.resources / "icons").as_posix())
        self.window.take_colours(colours)

    def toggle_language(self) -> None:
        """Chinese to English and back."""
        language = "en" if self.desk.language.startswith("zh") else "zh_CN"
        self.desk.language = language
        self.preferences.setValue("language", language)
        self._speak(language)
        self.on_language(language)
        self.bridge.refresh()

    def _speak(self, language: str) -> None:
        """Load the words of a language for the program and for Qt itself."""
        for translator in self._translators:
            self.qt.removeTranslator(translator)
        self._translators = []
        QLocale.setDefault(QLocale(language))
        folders = (
            (self.resources / "i18n", f"{language}.qm"),
            (
                Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
                f"qtbase_{language}.qm",
            ),
        )
        for folder, name in folders:
            translator = QTranslator()
            if translator.load(str(folder / name)):
                self.qt.installTranslator(translator)
                self._translators.append(translator)

    def _closing(self) -> None:
        self.window.remember_place(self.preferences)

    def stop(self) -> None:
        """Leave nothing behind: lines, store, threads, hooks, in this order."""
        self._retry.stop()
        self.bridge.stop()
        for line in self.lines:
            line.stop()
        self.lines.clear()
        if self.store is not None:
            self.store.close()
            self.store = None
        self.mailbox.close()
        self.outside.attach_store(None)
        self.preferences.sync()
        self.crash_reports.uninstall()


def make_qt(arguments: list[str] | None = None) -> QApplication:
    """The one QApplication of the process."""
    qt = QApplication(arguments or sys.argv[:1])
    qt.setApplicationName("callside")
    qt.setApplicationDisplayName("Callside")
    qt.setDesktopFileName("callside")
    qt.setApplicationVersion(__version__)
    return qt
