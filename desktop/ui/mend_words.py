"""What is said about the way back from a damaged database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.ui.labels import in_zone, list_of, short_moment

_CONTEXT = "mending"

_KINDS: dict[str, object] = {
    "debtor": QT_TRANSLATE_NOOP("mending", "files"),
    "phone": QT_TRANSLATE_NOOP("mending", "phones"),
    "debt": QT_TRANSLATE_NOOP("mending", "debts"),
    "contact": QT_TRANSLATE_NOOP("mending", "history"),
    "outcome": QT_TRANSLATE_NOOP("mending", "outcomes"),
    "journal": QT_TRANSLATE_NOOP("mending", "notes of calls"),
    "call": QT_TRANSLATE_NOOP("mending", "calls"),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)


def looking_sentence() -> str:
    """While the way back is looked for."""
    return QCoreApplication.translate("mending", "Looking for backups and for what can be read…")


def backup_sentence(
    made_at: datetime, files: int, latest_outcome_ms: int | None, language: str
) -> str:
    """What the newest backup holds, and what happens with the damaged file."""
    if latest_outcome_ms is None:
        latest = QCoreApplication.translate("mending", "none")
    else:
        latest = short_moment(in_zone(latest_outcome_ms), language)
    return QCoreApplication.translate(
        "mending",
        "The newest backup is of {moment}: {files} files, latest outcome {latest}. It is put back, "
        "and what can still be read of the damaged file is added. The damaged file is kept.",
    ).format(moment=short_moment(made_at, language), files=f"{files:,}", latest=latest)


def salvage_sentence() -> str:
    """There is no backup, but something can be read."""
    return QCoreApplication.translate(
        "mending",
        "There is no backup. What can still be read is taken into a new database. "
        "The damaged file is kept.",
    )


def hopeless_sentence() -> str:
    """Nothing here helps: the user must have a backup elsewhere."""
    return QCoreApplication.translate(
        "mending",
        "The database file is damaged and there is no backup here. It was left as it is: "
        "put back a backup with callside restore.",
    )


def progress_sentence(rows: int) -> str:
    """How far the reading is."""
    return QCoreApplication.translate("mending", "{rows} rows read").format(rows=f"{rows:,}")


def report_sentence(files: int, outcomes: int, missing: Iterable[str], aside: str) -> str:
    """What is here again, what may be missing, and where the damaged file lies."""
    sentences = [
        QCoreApplication.translate("mending", "{files} files and {outcomes} outcomes are here.")
    ]
    # Tables of which nobody has heard have no word of their own.
    kinds = [_tr(str(_KINDS[name])) for name in missing if name in _KINDS]
    if kinds:
        sentences.append(
            QCoreApplication.translate("mending", "Not everything could be read: {kinds}.")
        )
    sentences.append(QCoreApplication.translate("mending", "The damaged file lies in {aside}."))
    return " ".join(sentences).format(
        files=f"{files:,}", outcomes=f"{outcomes:,}", kinds=list_of(kinds), aside=aside
    )


def backup_failed_sentence() -> str:
    """The backup of today could not be made."""
    return QCoreApplication.translate(
        "mending",
        "Today's backup could not be made: check the room on the disk and the backup folder.",
    )
