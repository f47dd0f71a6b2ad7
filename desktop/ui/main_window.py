"""The desk's window: three columns under one strip, everything by key."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QSettings, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from desktop.domain.calls import CallState
from desktop.session.view import SessionView
from desktop.ui.actions import NEEDS_FILES, Actions, action_text
from desktop.ui.banner import Banner
from desktop.ui.bridge import SessionBridge
from desktop.ui.call_strip import CallStrip, title_of
from desktop.ui.case_panel import CasePanel
from desktop.ui.commitment_panel import CommitmentPanel
from desktop.ui.connect_sheet import ConnectSheet
from desktop.ui.desk_page import DeskPage
from desktop.ui.file_panels import FilePanels
from desktop.ui.frame import SMALLEST_SIZE, remember_place, restore_place
from desktop.ui.glyphs import GlyphWarmUp
from desktop.ui.idle_panel import IdlePanel
from desktop.ui.inbox_panel import InboxPanel, next_waiting
from desktop.ui.keys_panel import KeysPanel
from desktop.ui.note_panel import NotePanel
from desktop.ui.painting import PaintOnce
from desktop.ui.pop_panel import PopPanel
from desktop.ui.reading_panel import ReadingPanel
from desktop.ui.search_sheet import SearchSheet
from desktop.ui.sheet import Sheet
from desktop.ui.talk_panel import TalkPanel
from desktop.ui.theme import Colours
from desktop.ui.timer_panel import TimerPanel
from desktop.ui.typing_place import TypingPlace, call_id_of, phase_of
from desktop.ui.unlock_panel import UnlockPanel
from desktop.ui.wishes import Wishes
from desktop.ui.wrap_up_panel import WrapUpPanel

_LOW_WINDOW = 600

_LITTLE_HEIGHT = 620
"""A laptop of 1280x720 at 125 % has about 550 pixels for us."""


class MainWindow(QMainWindow):
    """Renders `SessionView`s and turns keys and clicks into wishes."""

    theme_requested = Signal()
    language_requested = Signal()
    closing = Signal()
    mend_requested = Signal()

    def __init__(self, bridge: SessionBridge, icon: QIcon) -> None:
        super().__init__()
        self._bridge = bridge
        self._wishes = Wishes(bridge)
        self.further_actions: dict[str, Callable[[], None]] = {}
        self.may_close: Callable[[], bool] = lambda: True
        self._notice = ""
        self._last_view: SessionView | None = None
        self._glyphs = GlyphWarmUp(self.font(), self)
        self.setWindowIcon(icon)
        self.setMinimumSize(SMALLEST_SIZE)
        self.strip = CallStrip(self.run_action)
        self.banner = Banner()
        self.case = CasePanel()
        self.pop = PopPanel(self.run_action)
        self.files = FilePanels(self.run_action)
        self.talk = TalkPanel(self.run_action)
        self.wrap_up = WrapUpPanel(self.run_action)
        self.idle = IdlePanel(self.run_action)
        self.reading = ReadingPanel()
        self.timer = TimerPanel(self.run_action)
        self.note = NotePanel()
        self.commitment = CommitmentPanel()
        self.inbox = InboxPanel()
        self.unlock = UnlockPanel()
        self._locked = False
        self._panels = (
            self.strip,
            self.case,
            self.pop,
            self.files.hints,
            self.talk,
            self.wrap_up,
            self.idle,
            self.reading,
            self.timer,
            self.note,
            self.commitment,
            self.inbox,
            self.unlock,
        )
        self._desk = self._page()
        self.setCentralWidget(self._desk)
        self._painting = PaintOnce(self._desk)
        self.keys = KeysPanel(self._desk)
        self.search = SearchSheet(self._desk, self._wishes)
        self.connect_sheet = ConnectSheet(self._desk)
        self.sheets: tuple[Sheet, ...] = (
            self.keys,
            *self.files.sheets_on(self._desk),
            self.search,
            self.connect_sheet,
        )
        self.actions_by_name = Actions(self, self.run_action)
        self._typing = TypingPlace(
            self._desk,
            leaving=(self.talk, self.commitment, self.wrap_up, self.idle),
            note=self.note,
            written=(self.note, self.wrap_up, self.pop),
            told=lambda typing: self._wishes.typing(typing=typing),
            listen=lambda listen: self.actions_by_name.listen_to_digits(listen=listen),
        )
        self._connect()
        bridge.view_changed.connect(self.render_view)
        self.render_view(bridge.view())

    def _page(self) -> DeskPage:
        return DeskPage(
            self.strip,
            self.banner,
            left=(self.case, self.pop, self.files.hints),
            middle=(self.talk, self.wrap_up, self.idle, self.reading, self.unlock),
            right=(self.timer, self.note, self.commitment, self.inbox),
            growing=(self.case, self.note),
        )

    def _connect(self) -> None:
        wishes = self._wishes
        self.talk.rail.stage_requested.connect(wishes.stage)
        self.talk.alternative_requested.connect(wishes.alternative)
        self.pop.candidate_requested.connect(wishes.candidate)
        self.inbox.call_requested.connect(wishes.call)
        self.note.note_edited.connect(wishes.note)
        for panel in (self.commitment, self.wrap_up):
            panel.disposition_requested.connect(wishes.disposition)
            panel.fields.field_edited.connect(wishes.field)
        self.idle.dial_requested.connect(self._dial)
        self.idle.ring_requested.connect(wishes.ring)
        self.wrap_up.who.identity_requested.connect(wishes.who_it_was)
        self.files.connect(self.pop, wishes)
        self.reading.dial_requested.connect(wishes.dial_read)
        self.reading.put_away_requested.connect(lambda: wishes.find(lambda f: f.put_away()))
        self.search.dial_requested.connect(self._dial)

    def add_sheet(self, action: str, sheet: Sheet) -> None:
        """Have an action open one more sheet."""
        self.sheets = (*self.sheets, sheet)
        self.further_actions[action] = sheet.toggle

    def run_action(self, name: str) -> None:
        """Do one of the window's actions by name."""
        if self._locked and name in NEEDS_FILES:
            return
        window_actions: dict[str, Callable[[], None]] = {
            "alternatives": self.talk.toggle_alternatives,
            "technique": self._toggle_technique,
            "note": self.note.editor.setFocus,
            "commitment": self._enter_promise,
            "inbox": self._next_waiting,
            "dial": self.idle.number.setFocus,
            "theme": self.theme_requested.emit,
            "language": self.language_requested.emit,
            "keys": self.keys.toggle,
            "connect": self.connect_sheet.toggle,
            "search": self.search.toggle,
            **self.files.actions,
            **self.further_actions,
        }
        if name in window_actions:
            window_actions[name]()
        else:
            self._wishes.run(name)

    def _dial(self, number: str) -> None:
        self.say("")
        self._wishes.dial(number)

    def _toggle_technique(self) -> None:
        self.talk.toggle_technique()
        self._bridge.refresh()

    def _enter_promise(self) -> None:
        panel = self.wrap_up if self.wrap_up.isVisible() else self.commitment
        panel.fields.amount.setFocus()

    def _next_waiting(self) -> None:
        """Back to whoever is on the line, else the next call without outcome, round and round."""
        call_id = next_waiting(self._last_view) if self._last_view is not None else None
        if call_id is not None:
            self._wishes.call(call_id)

    def warm_up(self, texts: Iterable[str]) -> None:
        """Draw unseen what a call will show: fonts and styles are ready before the first ring."""
        for panel in (self.talk, self.case, self.timer, self.note, self.commitment, self.wrap_up):
            for part in panel.findChildren(QWidget):
                # A part that is hidden is not drawn, and would be dressed when it is first needed.
                part.ensurePolished()
            panel.grab()
        self._glyphs.begin(texts)

    def picture(self, view: SessionView) -> QPixmap:
        """One moment as it looks when it is laid out."""
        self.render_view(view)
        self._painting.finish()
        return self.grab()

    def show_unlock(self, *, shown: bool) -> None:
        """Put the panel that opens the database in the middle, or take it away."""
        self._locked = shown
        if not shown and self.unlock.holds_keyboard():
            self._desk.setFocus()
        self._bridge.refresh()

    def tell_sample_profile(self) -> None:
        """The lines speak for a fictional agency until the user's own profile is set."""
        self.say(
            self.tr(
                "The lines name a fictional agency. Put your own facts into a profile "
                "(see the README) before you call anybody."
            )
        )

    def tell_undialled(self) -> None:
        """The line refused a number; the sentence goes with the next try."""
        self.say(self.tr("That number cannot be dialled. Please check it."))

    def say(self, sentence: str) -> None:
        """Show a sentence that stays until the next one; empty takes it away."""
        self._notice = sentence
        self._bridge.refresh()

    def refresh(self) -> None:
        """Show what has changed beside the calls."""
        self._bridge.refresh()

    def render_view(self, view: SessionView) -> None:
        """Show one moment of the session."""
        before, self._last_view = self._last_view, view
        if before is not None:
            self._typing.release(before, view)
        if before is None or phase_of(before) != phase_of(view):
            self._painting.hold()
        call_id = call_id_of(view)
        covered = view.case is None or view.case.covered
        self.strip.present(view)
        self.case.present(view.case, view.pop, view.language)
        self.pop.present(view.focused, view.pop, has_case=view.case is not None)
        self.talk.present(view.talk, view.case, view.language)
        self.wrap_up.present(call_id, view.wrap_up)
        self.idle.present(view)
        self.search.present(view.search)
        self.reading.present(view.reading)
        self.unlock.setVisible(self._locked)
        if self._locked:
            self.idle.hide()
        self.timer.present(view.timer)
        self.timer.setVisible(view.talk is not None)
        self.note.present(call_id, view.wrap_up, view.storage)
        self.note.setVisible(view.focused is not None)
        self.commitment.present(call_id, view.wrap_up, covered=covered)
        # During a call the timer and the promise need the room of a low window.
        is_short = view.talk is not None and self.height() < _LOW_WINDOW
        self.inbox.present(view.inbox, short=is_short)
        self.files.present(view)
        self._desk.show_sides(
            left=view.case is not None or view.focused is not None,
            right=view.focused is not None or bool(view.inbox),
        )
        self._typing.follow(view)
        self._render_banner(view)
        self.window().setWindowTitle(title_of(view))
        self._painting.settle()

    def _render_banner(self, view: SessionView) -> None:
        retry, mend = self._wishes.retry_storage, self.mend_requested.emit
        if self.banner.tell_fault(view.storage, self._notice, retry, mend):
            return
        if view.focused is not None and view.focused.state is CallState.UNKNOWN:
            self.banner.say(
                self.tr(
                    "The link to the phone is lost. Your notes are safe; "
                    "if the call is over, say so with {key}."
                ).format(key=f"“{action_text('hang-up')}”"),
                tone="gold",
            )
        else:
            self.banner.tell_notice(view.storage, self._notice, lambda: self.say(""))

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of the new language everywhere."""
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "sheets"):
            for panel in self._panels:
                panel.retranslate()
            for sheet in self.sheets:
                sheet.retranslate()
            self._bridge.refresh()
        super().changeEvent(event)

    def dock(self, row: QWidget) -> None:
        """Put a row under the strip."""
        self._desk.dock(row)

    def take_colours(self, colours: Colours) -> None:
        """Colours for what is painted by hand."""
        self.timer.take_colours(colours)

    def restore_place(self, settings: QSettings) -> None:
        """Stand where the window stood last time."""
        restore_place(self.window(), settings)

    def remember_place(self, settings: QSettings) -> None:
        """Keep where the window stands."""
        remember_place(self.window(), settings)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._desk.share_width(self.width())
        small = self.height() < _LITTLE_HEIGHT
        for panel in (self.banner, self.timer, self.talk):
            panel.make_room(small=small)

    def showEvent(self, event: QShowEvent) -> None:
        """The desk itself has the focus at start, so that no button looks chosen."""
        super().showEvent(event)
        self._desk.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave, unless something is not on disk and the agent does not know it yet."""
        if not self.may_close():
            event.ignore()
            return
        self._typing.stop()
        self.closing.emit()
        super().closeEvent(event)
