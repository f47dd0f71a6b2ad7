"""What becomes of a file that the agent found: it is the call's, or it lies open to be read."""

from __future__ import annotations

from desktop.domain.cases import CaseFile, PhoneKind
from desktop.domain.matching import MatchReason, NumberMatch, decide_pop
from desktop.session.desk import Desk
from desktop.session.effects import ReadCase
from desktop.session.live_call import LiveCall


def case_read(desk: Desk, wanted: ReadCase, case: CaseFile | None) -> None:
    """A file that was found and chosen is there, or gone since."""
    if case is None:
        desk.finding.lose(wanted)
    elif desk.finding.take(wanted):
        if wanted.call_id is None:
            desk.finding.reading = case
        elif wanted.call_id in desk.calls:
            choose_file(desk, desk.calls[wanted.call_id], case)


def choose_file(desk: Desk, live: LiveCall, case: CaseFile) -> None:
    """The agent knows whose call it is, whatever the number says."""
    if live.saving is not None or live.draft.debtor_id == case.debtor_id:
        return
    number = live.call.ref.number or ""
    desk.finding.remember(live.call_id, live.match)
    live.pop = live.pop or decide_pop(number, ())
    desk.open_match(live, NumberMatch(case, MatchReason.CHOSEN_BY_AGENT, number, PhoneKind.SELF))


def take_back_file(desk: Desk, live: LiveCall) -> None:
    """A file that was chosen by mistake goes; what was noted stays."""
    if live.saving is not None or not desk.finding.can_take_back(live.call_id):
        return
    before = desk.finding.take_back(live.call_id)
    if before is not None:
        desk.open_match(live, before)
        return
    live.match = live.case = None
    desk.record_debtor(live, None)
