"""Carries out what the session asks for, and brings the answers back to the GUI thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TypeVar

from desktop.domain.calls import CallRef
from desktop.domain.matching import NumberMatch
from desktop.numbering.plan import PhoneNumberPlan
from desktop.session.choosing import case_read
from desktop.session.desk import Desk
from desktop.session.effects import (
    AppendJournal,
    CommandLine,
    Effect,
    LineSaid,
    MatchNumber,
    OpenCase,
    ReadCase,
    SaveOutcome,
    SearchCases,
    StorageEffect,
    StoreQuestion,
)
from desktop.session.ports import Line, LineCommand, StorageError
from desktop.store.database import Store
from desktop.store.errors import CorruptDatabaseError
from desktop.store.worker import StoreWorker

T = TypeVar("T")

_REPORTED_EFFECTS = 200


class Outside:
    """One object between the pure session and the rooms that do things.

    `post` runs a callable on the GUI thread; `changed` tells the window that the desk may look
    different; `report` writes down an unexpected error. Until a store is attached, what concerns
    it waits in order.
    """

    def __init__(
        self,
        *,
        post: Callable[[Callable[[], None]], None],
        report: Callable[[BaseException], object],
        number_plan: PhoneNumberPlan,
        region: str = "CN",
    ) -> None:
        self._post = post
        self._report = report
        self._number_plan = number_plan
        self.region = region
        self.changed: Callable[[], None] = lambda: None
        self.said: Callable[[LineSaid], None] = lambda _said: None
        self.undialled: Callable[[], None] = lambda: None
        self.dial: Callable[[Line, CallRef], None] = lambda line, ref: line.send(
            LineCommand.DIAL, ref
        )
        self._lines: dict[str, Line] = {}
        self._desk: Desk | None = None
        self._store: StoreWorker | None = None
        self._waiting: list[StorageEffect | SearchCases | ReadCase] = []
        self._reported: deque[object] = deque(maxlen=_REPORTED_EFFECTS)

    def serve(self, desk: Desk) -> None:
        """The desk that gets the answers."""
        self._desk = desk

    def add_line(self, line: Line) -> None:
        """A line that commands can go to."""
        self._lines[line.name] = line

    def attach_store(self, store: StoreWorker | None) -> None:
        """From now on this store answers; what waited for one is done first."""
        self._store = store
        if store is not None:
            waiting, self._waiting = self._waiting, []
            for effect in waiting:
                self._ask(effect, store)

    def carry_out(self, effect: Effect) -> None:
        """Do one thing that the session asked for."""
        match effect:
            case CommandLine(command, ref):
                self._command(command, ref)
            case LineSaid():
                self.said(effect)
            case _ if self._store is None:
                self._waiting.append(effect)
            case _:
                self._ask(effect, self._store)

    def _command(self, command: LineCommand, ref: CallRef) -> None:
        line = self._lines.get(ref.line)
        if line is None:
            return
        try:
            if command is LineCommand.DIAL:
                self.dial(line, ref)
            else:
                line.send(command, ref)
        except ValueError:
            # Only a number that this line cannot dial is refused so.
            self.undialled()

    def _ask(self, effect: StorageEffect | SearchCases | ReadCase, store: StoreWorker) -> None:
        if isinstance(effect, SearchCases | ReadCase):
            self._look(effect, store)
        else:
            self._ask_store(effect, store)

    def _ask_store(self, effect: StorageEffect, store: StoreWorker) -> None:
        match effect:
            case MatchNumber(call_id, number):
                found = store.submit(lambda s: self._match(s, number))
                self._then(
                    found, effect, lambda desk, got: desk.number_matched(call_id, got[0], got[1])
                )
            case OpenCase(call_id, debtor_id):
                opened = store.submit(lambda s: s.open_case(debtor_id))
                self._then(
                    opened, effect, lambda desk, case: desk.case_opened(call_id, case, debtor_id)
                )
            case AppendJournal():
                entries = effect.entries

                def written(desk: Desk, _: None) -> None:
                    for entry in entries:
                        desk.journal_written(entry.call_id, entry.seq)

                self._then(store.append(*entries), effect, written)
            case SaveOutcome(outcome):
                saved = store.submit(lambda s: s.save_outcome(outcome))
                self._then(saved, effect, lambda desk, _: desk.outcome_saved(outcome.call_id))
            case StoreQuestion():
                asked = store.submit(lambda s: effect.ask(s, self._normalised))
                self._then(asked, effect, partial(_answer, effect))

    def _look(self, effect: SearchCases | ReadCase, store: StoreWorker) -> None:
        """A search; whatever fails it is told where it was typed, and nothing waits for it."""
        match effect:
            case SearchCases(query, seq):
                self._answer(
                    effect,
                    store.submit(lambda s: s.search(query)),
                    lambda desk, answer: desk.finding.found(seq, answer),
                    lambda desk, kind: desk.finding.failed(seq, kind),
                )
            case ReadCase(debtor_id):
                self._answer(
                    effect,
                    store.submit(lambda s: s.open_case(debtor_id)),
                    lambda desk, case: case_read(desk, effect, case),
                    lambda desk, kind: desk.finding.refuse(effect, kind),
                )

    def _match(self, store: Store, raw: str) -> tuple[str, tuple[NumberMatch, ...]]:
        """On the store's thread: normalise, then look up; an odd number is looked up as it is."""
        number = self._normalised(raw)
        return number, store.match_number(number)

    def _normalised(self, raw: str) -> str:
        return self._number_plan.normalise(raw, self.region) or raw

    def _then(
        self, future: Future[T], effect: StorageEffect, deliver: Callable[[Desk, T], None]
    ) -> None:
        self._answer(effect, future, deliver, lambda desk, kind: desk.storage_failed(effect, kind))

    def _answer(
        self,
        asked: object,
        future: Future[T],
        deliver: Callable[[Desk, T], None],
        fail: Callable[[Desk, str], None],
    ) -> None:
        def on_gui_thread() -> None:
            desk = self._desk
            if desk is None or future.cancelled():
                return
            error = future.exception()
            if error is None:
                deliver(desk, future.result())
            else:
                self._failed(lambda kind: fail(desk, kind), error, asked)
            self.changed()

        future.add_done_callback(lambda _: self._post(on_gui_thread))

    def _failed(self, fail: Callable[[str], None], error: BaseException, asked: object) -> None:
        """What fails is told and tried again; a bug is also reported, once for each effect."""
        if isinstance(error, StorageError | CorruptDatabaseError):
            fail(error.kind)
            return
        # The agent first: a report is worth less than the words that are not saved.
        fail(StorageError.BUG)
        if asked not in self._reported:
            self._reported.append(asked)
            self._report(error)


def _answer(question: StoreQuestion, desk: Desk, answer: object) -> None:
    desk.answered(question)
    question.answer(desk, answer)
