"""Makes the views of changes to the files, masked."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.cases import CaseFile
from desktop.domain.file_changes import ChangeKind
from desktop.domain.masking import mask_number
from desktop.session.desk import Desk
from desktop.session.file_changes import number_is_offered
from desktop.session.file_view import ComparedFile, FileChangesView, FileHintsView
from desktop.session.live_call import LiveCall


def file_hints(live: LiveCall) -> FileHintsView:
    """What may be done about the file that a call has open."""
    if live.case is None:
        return FileHintsView()
    offered = mask_number(live.call.ref.number) if number_is_offered(live) else ""
    kept = mask_number(live.kept_number.detail) if live.kept_number is not None else ""
    if live.covered or not live.duplicates:
        return FileHintsView(offered, kept)
    others = tuple(_compared(case) for case in live.duplicates)
    return FileHintsView(offered, kept, _compared(live.case), others)


def file_changes(desk: Desk) -> FileChangesView:
    """What can be undone."""
    shown = (
        replace(change, detail=mask_number(change.detail))
        if change.kind is ChangeKind.NUMBER_KEPT
        else change
        for change in desk.file_changes
    )
    return FileChangesView(tuple(shown), desk.undo_fault)


def _compared(case: CaseFile) -> ComparedFile:
    return ComparedFile(
        debtor_id=case.debtor_id,
        name=case.debtor.name,
        external_ref=case.debtor.external_ref,
        numbers=tuple(mask_number(phone.e164) for phone in case.phones),
        debts=case.debts,
        contacts=len(case.timeline),
    )
