"""The composition root: builds every room, wires them, starts and stops them in order."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QIcon
from PySide6.QtWidgets import QApplication

from desktop import __version__
from desktop.appearance import Appearance
from desktop.beside import Beside
from desktop.clock import SystemClock
from desktop.connecting import Connecting
from desktop.content.yaml_rows import ContentError
from desktop.crash import CrashReports
from desktop.crash_offer import CrashOffer
from desktop.dialling import Dialling
from desktop.domain.calls import CallEvent, CallRef
from desktop.domain.profile import Profile
from desktop.domain.talk_track import TalkTrack
from desktop.hook.sole import Place
from desktop.importing import Importing
from desktop.mending import Mending
from desktop.numbering.plan import PhoneNumberPlan
from desktop.opening import (
    OpenedStore,
    PassphraseWantedError,
    Unlocking,
    is_damaged,
    is_lost_key,
    is_wrong_key,
    mends_itself,
    open_store,
    refusal_kind,
)
from desktop.outside import Outside
from desktop.reporting import Reporting
from desktop.saving import RETRY_STORAGE_MS, Saving
from desktop.session.desk import Desk
from desktop.session.ports import CallStore, Line, UnfinishedCall
from desktop.settings import Settings
from desktop.store.database import Store
from desktop.store.worker import StoreWorker
from desktop.ui.bridge import Mailbox, SessionBridge
from desktop.ui.frame import Frame
from desktop.ui.labels import refusal_sentence
from desktop.ui.main_window import MainWindow
from desktop.ui.phone_words import phone_word
from desktop.ui.theme import Colours, ThemeChoice
from desktop.ui.unlock_panel import UnlockNeed

REMEMBERED_ENDED_CALLS = 500

Unfinished = tuple[tuple[UnfinishedCall, ...], tuple[CallRef, ...]]
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
    open_link: Callable[[str], bool] = lambda link: QDesktopServices.openUrl(QUrl(link))
    place: Place | None = None
    backup_folder: Path | None = None


class DeskApp:
    """One running desk. Build, `show`, run the event loop, `stop`.

    With a `frame`, which is on the screen already, the desk moves into it instead of being a
    window of its own.
    """

    def __init__(
        self,
        qt: QApplication,
        settings: Settings,
        options: DeskOptions,
        *,
        appearance: Appearance | None = None,
        frame: Frame | None = None,
    ) -> None:
        self.qt = qt
        self.frame = frame
        self.settings = settings
        self.options = options
        self.clock = SystemClock()
        self.appearance = appearance or Appearance(
            qt,
            settings,
            language=options.language,
            theme=options.theme,
            bundled_font=options.bundled_font,
        )
        self.mailbox = Mailbox()
        self.crash_reports = CrashReports(settings.state_folder / "crashes", __version__)
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
            language=self.appearance.language,
        )
        self.outside.serve(self.desk)
        self.bridge = SessionBridge(self.desk)
        self.outside.changed = self.bridge.refresh
        self.outside.undialled = lambda: self.window.tell_undialled()
        self.lines: list[Line] = []
        self.store: StoreWorker | None = None
        self._unlocking = options.unlocking
        self.on_ready: Callable[[], None] = lambda: None
        self.on_refused: Callable[[str], None] = lambda _sentence: None
        self.on_language: Callable[[str], None] = lambda _language: None
        self._try_again = QTimer(self.bridge, interval=RETRY_STORAGE_MS, singleShot=True)
        self._try_again.timeout.connect(lambda: self._open(self._unlocking, quietly=True))
        colours = self.appearance.dress()
        icon = QIcon(str(self.appearance.resources / "icons/callside.svg"))
        self.qt.setWindowIcon(icon)
        self.window = MainWindow(self.bridge, icon)
        self.dialling = Dialling(
            self.appearance.preferences,
            self.clock,
            lambda: self.lines,
            lambda link: options.open_link(link),
            lambda result: self.window.say(phone_word(result)),
        )
        self.outside.dial = self.dialling.dial
        self.crash_offer = CrashOffer(
            self.crash_reports,
            self.window.idle.crash,
            self.window.centralWidget() or self.window,
            self.options.open_link,
        )
        self.connecting = Connecting(
            self.window.connect_sheet,
            settings,
            self.appearance.preferences,
            post=self.mailbox.post,
            report=self.crash_reports.report,
            dialling=self.dialling,
        )
        self.beside = Beside(
            self.window, self.bridge, self.appearance.preferences, self.mailbox.post
        )
        self._take_colours(colours)
        self.saving = Saving(
            self.desk, self.bridge, self.window, self.mailbox, store=lambda: self.store
        )
        self.mending = Mending(
            options.database,
            options.backup_folder,
            self.window,
            self.desk,
            post=self.mailbox.post,
            report=self.crash_reports.report,
        )
        self.reporting = Reporting(self, options.place)
        self.importing = Importing(
            self.window,
            options.database,
            settings.state_folder,
            store=lambda: self.store,
            post=self.mailbox.post,
            spoken=lambda: (self.desk.language, self.outside.region),
        )
        self._connect()

    def _connect(self) -> None:
        window = self.window
        window.theme_requested.connect(self.toggle_theme)
        window.language_requested.connect(self.toggle_language)
        window.closing.connect(self._closing)
        window.unlock.passphrase_entered.connect(
            lambda text: self._open(replace(self._unlocking, passphrase=text))
        )
        window.unlock.recovery_key_entered.connect(
            lambda text: self._open(Unlocking(recovery_key=text))
        )
        window.unlock.recovery_key_noted.connect(self._use_store)
        window.unlock.again_requested.connect(self._begin)
        window.mend_requested.connect(self._mend)
        self.qt.styleHints().colorSchemeChanged.connect(lambda _scheme: self._apply_theme())

    def show(self) -> None:
        """Paint first; whatever is heavy comes after the first paint."""
        if self.frame is not None:
            self.frame.take_in(self.window)
        else:
            self.window.restore_place(self.appearance.preferences)
        self.window.show()
        self.reporting.start()
        QTimer.singleShot(0, self.bridge, self._after_first_paint)

    def _after_first_paint(self) -> None:
        self.crash_reports.install()
        self.crash_offer.offer()
        self._begin()

    def _begin(self) -> None:
        """Load the words and open the database; another try does all of it again."""
        try:
            self.desk.track, self.desk.profile = self.options.load_words()
        except (ContentError, OSError) as error:
            # The text names file and line; without words and profile there is no desk.
            self._refuse(str(error))
            return
        self.outside.region = self.desk.profile.default_region
        self._open(self._unlocking)

    def _open(self, unlocking: Unlocking, *, quietly: bool = False) -> None:
        self._unlocking = unlocking
        self._try_again.stop()
        if not quietly:
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
            upkeep=self.mending.upkeep(),
            done=lambda result: self.mailbox.post(lambda: self._opened(result)),
        )

    def _opened(self, result: OpenedStore | Exception) -> None:
        unlock = self.window.unlock
        if isinstance(result, OpenedStore):
            self.store = result.worker
            # From now on there is another recovery key, which nobody keeps.
            self._unlocking = replace(self._unlocking, recovery_key=None)
            if result.recovery_key is None:
                self._use_store()
            else:
                unlock.ask(UnlockNeed.NOTE_RECOVERY_KEY, detail=result.recovery_key)
        elif isinstance(result, PassphraseWantedError):
            unlock.ask(UnlockNeed.NEW_PASSPHRASE if result.new else UnlockNeed.PASSPHRASE)
            return
        elif is_wrong_key(result):
            self._unlocking = replace(self._unlocking, passphrase=None, recovery_key=None)
            unlock.ask(UnlockNeed.PASSPHRASE, wrong=True)
        elif is_damaged(result):
            self.on_refused(refusal_sentence("corrupt"))
            self.mending.offer(self._unlocking)
        else:
            kind = refusal_kind(result)
            if kind is None:
                self.crash_reports.report(result)
            sentence = refusal_sentence(kind or "unexpected")
            lost = is_lost_key(result)
            self._refuse(sentence, UnlockNeed.LOST_KEY if lost else UnlockNeed.REFUSED)
            if mends_itself(result):
                self._try_again.start()

    def _mend(self) -> None:
        """The database turned out to be damaged while it was in use; the calls go on meanwhile."""
        store, self.store = self.store, None
        self.outside.attach_store(None)
        # What it would go on to store would be moved aside with the damaged file.
        self.importing.run.stop()
        if store is not None:
            store.hurry()
            store.close()
        self.window.show_unlock(shown=True)
        self.mending.offer(self._unlocking)

    def _refuse(self, sentence: str, need: UnlockNeed = UnlockNeed.REFUSED) -> None:
        """Say why there is no desk."""
        if not self.window.unlock.shows(need, sentence):
            self.window.unlock.ask(need, detail=sentence)
        self.window.show_unlock(shown=True)
        self.on_refused(sentence)

    def _use_store(self) -> None:
        """The database is open: put back what the last run left, then listen to the lines."""
        if self.store is None:
            return

        def read(store: CallStore) -> Unfinished:
            return store.unfinished_calls(), store.recently_ended(REMEMBERED_ENDED_CALLS)

        found = self.store.submit(read)
        found.add_done_callback(lambda future: self.mailbox.post(lambda: self._found(future)))

    def _found(self, future: Future[Unfinished]) -> None:
        error = future.exception()
        if isinstance(error, Exception):
            self._opened(error)
        else:
            self._restore(*future.result())

    def _restore(self, unfinished: tuple[UnfinishedCall, ...], ended: tuple[CallRef, ...]) -> None:
        self.desk.restore(unfinished, ended)
        for call_id, live in self.desk.calls.items():
            if not live.has_ended:
                # Perhaps somebody is still on the line: the agent must see that file at once.
                self.desk.focus(call_id)
        self.outside.attach_store(self.store)
        self.window.show_unlock(shown=False)
        if self.lines:
            # It was mended while the desk ran: what waited is saved now.
            self.bridge.intents.retry_storage()
            return
        self.window.warm_up(line.zh + line.en for line in self.desk.track.prompts)
        self.beside.begin()
        self.saving.retry.start()
        for line in (*self.options.make_lines(self), *self.reporting.lines()):
            self.add_line(line)
        self.bridge.refresh()
        self.on_ready()

    def add_line(self, line: Line) -> None:
        """Make a line known and let it report."""
        self.lines.append(line)
        self.desk.add_line(line.name, line.commands)
        self.outside.add_line(line)
        line.start()

    def receive(self, event: CallEvent) -> None:
        """Where lines report to."""
        self.bridge.receive(event)
        self.connecting.hear(event)
        self.dialling.hear(event)

    def toggle_theme(self) -> None:
        """Light, dark, as the system says, and round again."""
        self.appearance.next_theme()
        self._apply_theme()

    def _apply_theme(self) -> None:
        self._take_colours(self.appearance.dress())

    def _take_colours(self, colours: Colours) -> None:
        self.window.take_colours(colours)
        self.beside.bar.take_colours(colours)

    def toggle_language(self) -> None:
        """Chinese to English and back."""
        language = "en" if self.desk.language.startswith("zh") else "zh_CN"
        self.desk.language = language
        self.appearance.speak(language)
        self.on_language(language)
        self.bridge.refresh()

    def _closing(self) -> None:
        self.window.remember_place(self.appearance.preferences)

    def _close_store(self) -> None:
        if self.store is not None:
            self.store.close()
            self.store = None

    def stop(self) -> None:
        """Leave nothing behind: lines, store, threads, hooks, in this order."""
        self.saving.retry.stop()
        self._try_again.stop()
        self.mending.stop()
        self.beside.stop()
        self.bridge.stop()
        self.reporting.stop()
        self.importing.stop()
        for line in self.lines:
            line.stop()
        self.lines.clear()
        self.saving.finish()
        # The last answers may ask for more: from now on nobody answers that.
        self.outside.attach_store(None)
        self._close_store()
        self.mailbox.close()
        # It was opened while the desk was leaving.
        self._close_store()
        self.appearance.preferences.sync()
        self.crash_reports.uninstall()
        self.reporting.leave()
