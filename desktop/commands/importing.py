"""`callside import`: debtors, phones, debts and their history from files."""

from __future__ import annotations

import argparse
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType

from desktop.clock import zone_named
from desktop.commands.database import CommandError
from desktop.commands.progress import Display, display_for
from desktop.files.format_errors import ImportFormatError
from desktop.files.importing import ImportOrder, ImportReport, import_file
from desktop.files.mapping import (
    Overrides,
    overrides_from_json,
    overrides_to_json,
    parse_override,
)
from desktop.files.tables import Reading
from desktop.numbering.plan import PhoneNumberPlan
from desktop.store.database import Store
from desktop.store.import_mappings import save_mapping, saved_mapping

EXIT_STOPPED = 130
_BATCH_ROWS = 5000
"""Handed to the store at once, which divides them when an agent may have to wait."""
_STOPPING = (signal.SIGINT, signal.SIGTERM)


def run_import(store: Store, arguments: argparse.Namespace) -> int:
    """Import each file in turn; 1 when a row was rejected, 130 when it was stopped."""
    if arguments.rejects is not None and len(arguments.files) > 1:
        raise CommandError("--rejects takes the bad rows of one file: import one file at a time.")
    display = display_for(arguments.progress)
    rejected = 0
    with _stoppable() as stop:
        for path in arguments.files:
            try:
                report = _import(store, arguments, path, display, stop)
            except ImportFormatError as error:
                display.refuse(error)
                raise CommandError(f"{path}: {error}") from error
            display.report(path, report, arguments)
            rejected += report.rejected
            if report.stopped:
                return EXIT_STOPPED
    return 1 if rejected else 0


def _import(
    store: Store,
    arguments: argparse.Namespace,
    path: Path,
    display: Display,
    stop: threading.Event,
) -> ImportReport:
    language = arguments.language
    said: Overrides = dict(parse_override(text, language) for text in arguments.map)
    plan = PhoneNumberPlan()
    order = ImportOrder(
        path=path,
        reading=Reading(language, said, partial(_saved, store), arguments.encoding),
        normalise=lambda written: plan.normalise(written, arguments.region),
        zone=zone_named,
        rejects=arguments.rejects,
        dry_run=arguments.dry_run,
        batch_rows=_BATCH_ROWS,
        tell=display.tell,
        stop=stop,
    )
    report = import_file(order, store)
    if said and not arguments.dry_run:
        together = {**_saved(store, report.shape), **said}
        save_mapping(store.database, report.shape, overrides_to_json(together))
    return report


def _saved(store: Store, shape: str) -> Overrides:
    kept = saved_mapping(store.database, shape)
    return {} if kept is None else overrides_from_json(kept)


@contextmanager
def _stoppable() -> Iterator[threading.Event]:
    """An event that Ctrl-C and a polite kill set; a second one ends the program as usual."""
    stop = threading.Event()
    before = {number: signal.getsignal(number) for number in _STOPPING}

    def ask_to_stop(number: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(number, before[signal.Signals(number)])

    for number in _STOPPING:
        signal.signal(number, ask_to_stop)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
