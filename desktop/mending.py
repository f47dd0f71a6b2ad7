"""Storage beyond one save: the reserve, the backups, and the way back from a damaged database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import TypeVar

from desktop.opening import Unlocking, database_key, refusal_kind
from desktop.session.desk import Desk
from desktop.store.desk_lock import no_desk_on
from desktop.store.mending import MendOffer, MendReport, find_offer, mend
from desktop.store.upkeep import UpkeepPlan, Upkept
from desktop.ui import mend_words
from desktop.ui.labels import refusal_sentence
from desktop.ui.main_window import MainWindow
from desktop.ui.unlock_panel import UnlockNeed

T = TypeVar("T")

_TELL_EVERY_ROWS = 5_000


class Mending:
    """Works on a thread of its own and speaks in the panel that opens the database.

    `post` runs a callable on the GUI thread. Without a backup folder there is no upkeep, as in a
    demo that leaves nothing behind.
    """

    def __init__(
        self,
        database: Path,
        backup_folder: Path | None,
        window: MainWindow,
        desk: Desk,
        *,
        post: Callable[[Callable[[], None]], None],
        report: Callable[[BaseException], object],
    ) -> None:
        self._database = database
        self._folder = backup_folder
        self._window = window
        self._desk = desk
        self._post = post
        self._report = report
        self._unlocking = Unlocking()
        self._offer: MendOffer | None = None
        self._thread: Thread | None = None
        window.unlock.mend_requested.connect(self._mend)

    def upkeep(self) -> UpkeepPlan | None:
        """What the open store looks after beside the saves."""
        if self._folder is None:
            return None
        return UpkeepPlan(self._folder, lambda news: self._post(lambda: self._told(news)))

    def offer(self, unlocking: Unlocking) -> None:
        """The database is damaged: look for what can be done, then offer it."""
        self._unlocking = unlocking
        self._window.unlock.ask(UnlockNeed.MENDING, detail=mend_words.looking_sentence())

        def look() -> MendOffer:
            key, _ = database_key(self._database, unlocking)
            return find_offer(self._database, self._backups, key)

        self._run(look, self._offered)

    def stop(self) -> None:
        """Wait for what was begun: it leaves either everything as it was or all in place."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    @property
    def _backups(self) -> Path:
        return self._folder or self._database.parent / "backups"

    def _offered(self, offer: MendOffer) -> None:
        self._offer = offer
        unlock = self._window.unlock
        if offer.backup is not None:
            found = offer.backup
            sentence = mend_words.backup_sentence(
                found.backup.made_at, found.files, found.latest_outcome_ms, self._desk.language
            )
        elif offer.readable:
            sentence = mend_words.salvage_sentence()
        else:
            unlock.ask(UnlockNeed.REFUSED, detail=mend_words.hopeless_sentence())
            return
        unlock.ask(UnlockNeed.DAMAGED, detail=sentence)

    def _mend(self) -> None:
        offer = self._offer
        if offer is None:
            return
        unlock = self._window.unlock
        unlock.ask(UnlockNeed.MENDING, detail=mend_words.progress_sentence(0))
        told = 0

        def progress(rows: int) -> None:
            nonlocal told
            if rows >= told + _TELL_EVERY_ROWS:
                told = rows
                sentence = mend_words.progress_sentence(rows)
                self._post(lambda: unlock.ask(UnlockNeed.MENDING, detail=sentence))

        def work() -> MendReport:
            key, _ = database_key(self._database, self._unlocking)
            with no_desk_on(self._database):
                now = datetime.now().astimezone()
                return mend(self._database, key, offer, now, progress)

        self._run(work, self._mended)

    def _mended(self, report: MendReport) -> None:
        self._desk.damage_found = False
        sentence = mend_words.report_sentence(
            report.files,
            report.outcomes,
            [table.table for table in report.tables if not table.is_whole],
            report.aside.name if report.aside is not None else "",
        )
        self._window.unlock.ask(UnlockNeed.MENDED, detail=sentence)

    def _run(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Work on a thread of its own; what it could not do is said in the panel."""

        def on_thread() -> None:
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 - told and, when it is a bug, reported
                failed = error
                self._post(lambda: self._failed(failed))
            else:
                self._post(lambda: then(result))

        self.stop()
        self._thread = Thread(target=on_thread, name="mending", daemon=True)
        self._thread.start()

    def _failed(self, error: Exception) -> None:
        kind = refusal_kind(error)
        if kind is None:
            self._report(error)
        self._window.unlock.ask(UnlockNeed.REFUSED, detail=refusal_sentence(kind or "unexpected"))

    def _told(self, news: Upkept) -> None:
        match news:
            case Upkept.RESERVE_IN_USE | Upkept.RESERVE_READY:
                self._desk.on_reserve = news is Upkept.RESERVE_IN_USE
            case Upkept.DAMAGE_FOUND:
                self._desk.damage_found = True
            case Upkept.BACKUP_FAILED:
                self._window.say(mend_words.backup_failed_sentence())
            case Upkept.BACKUP_MADE:
                return
        self._window.refresh()
