"""Makes the immutable view of the desk; the one place where masking happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.domain.calls import EndReason, LineState
from desktop.domain.cases import CaseFile
from desktop.domain.commitment import (
    Plan,
    PromiseToPay,
    callback_slots,
    next_working_day,
    read_back_plan,
    read_back_promise,
)
from desktop.domain.masking import mask_number
from desktop.domain.money import Money
from desktop.domain.outcome import Disposition, Fields, Identity, OutcomeField
from desktop.domain.talk_track import Stage
from desktop.session.desk import Desk
from desktop.session.file_viewing import file_changes, file_hints
from desktop.session.live_call import LiveCall
from desktop.session.saved_today import SavedToday
from desktop.session.view import (
    CallView,
    CandidateView,
    CaseView,
    FoundView,
    LineView,
    PopView,
    ReadingView,
    SavedTodayView,
    SearchView,
    SessionView,
    StorageView,
    TalkView,
    WrapUpView,
)

_OFFERED_DAYS = (1, 7)
_ABOUT_MONEY = frozenset(
    {
        OutcomeField.AMOUNT,
        OutcomeField.DATE,
        OutcomeField.CHANNEL,
        OutcomeField.INSTALMENT_COUNT,
    }
)


def view_of(desk: Desk) -> SessionView:
    """The whole window as it should be now."""
    focused = desk.focused
    waiting = [live for live in desk.calls.values() if live.has_ended]
    others = [live for live in desk.calls.values() if not live.has_ended and live is not focused]
    return SessionView(
        lines=tuple(_line(desk, name) for name in desk.line_commands),
        focused=_call(desk, focused) if focused else None,
        others=tuple(_call(desk, live) for live in others),
        inbox=tuple(_call(desk, live) for live in waiting if live is not focused),
        pop=_pop(focused) if focused else None,
        case=_case(desk, focused) if focused else _read_case(desk),
        talk=_talk(desk, focused) if focused and not focused.has_ended else None,
        timer=focused.reading(desk.clock.now()) if focused else None,
        wrap_up=_wrap_up(desk, focused) if focused else None,
        storage=StorageView(
            unsaved_entries=sum(len(live.unsaved) for live in desk.calls.values()),
            fault=desk.storage_fault,
            on_reserve=desk.on_reserve,
            damage_found=desk.damage_found,
        ),
        last_saved=_call(desk, desk.last_saved) if desk.last_saved else None,
        saved_today=_saved_today(desk),
        file_changes=file_changes(desk),
        file_hints=file_hints(focused) if focused else None,
        language=desk.language,
        search=_search(desk) if desk.finding.is_open else None,
        reading=_reading(desk) if focused is None else None,
    )


def _saved_today(desk: Desk) -> SavedTodayView:
    masked = (
        replace(c, number=mask_number(c.number) if c.who else c.number) for c in desk.saved_today
    )
    return SavedTodayView(tuple(masked), can_take_back_last=SavedToday(desk).last is not None)


def _line(desk: Desk, name: str) -> LineView:
    event = desk.line_states.get(name)
    return LineView(
        name=name,
        state=event.state if event else LineState.STOPPED,
        detail=event.detail if event else "",
        commands=desk.line_commands[name],
    )


def _call(desk: Desk, live: LiveCall) -> CallView:
    call = live.call
    number = live.match.phone_e164 if live.match else call.ref.number
    nobodys = live.case is None and live.pop is not None and not live.pop.matches
    who = live.case.debtor.name if live.case is not None else (call.name or "")
    return CallView(
        call_id=live.call_id,
        line=desk.controls(call).line,
        who=who,
        number=(number if nobodys else mask_number(number)) if number else "",
        state=call.state,
        direction=call.direction,
        started_epoch_ms=call.started_at.epoch_ms,
        talk_ms=call.talk_ms(desk.clock.now()),
        muted=call.muted,
        end_reason=call.end_reason,
        practice=call.ref.line in desk.practice_lines,
    )


def _pop(live: LiveCall) -> PopView | None:
    if live.pop is None:
        return None
    offered = live.pop.matches if live.case is None else ()
    return PopView(
        kind=live.pop.kind,
        reason=live.match.reason if live.match else None,
        candidates=tuple(
            CandidateView(
                debtor_id=match.case.debtor_id,
                name=match.case.debtor.name,
                reason=match.reason,
                number=mask_number(match.phone_e164),
            )
            for match in offered
        ),
    )


def _case(desk: Desk, live: LiveCall) -> CaseView | None:
    case = live.case
    if case is None:
        return None
    number = live.match.phone_e164 if live.match else live.call.ref.number
    if live.covered:
        debtor = case.debtor
        return CaseView(
            covered=True,
            name=debtor.name,
            title=debtor.title,
            number=mask_number(number),
            external_ref=debtor.external_ref,
            match_question=debtor.match_question,
            match_answer=debtor.match_answer,
            time_zone=debtor.time_zone,
            holds=case.holds,
        )
    return _open_case(case, number, desk.local_time(live).date())


def _read_case(desk: Desk) -> CaseView | None:
    """The file that is read before anybody is dialled: nobody is there to overhear it."""
    case = desk.finding.reading
    if case is None:
        return None
    number = case.phones[0].e164 if case.phones else ""
    return _open_case(case, number, desk.clock.local(case.debtor.time_zone).date())


def _open_case(case: CaseFile, number: str | None, today: date) -> CaseView:
    debtor = case.debtor
    return CaseView(
        covered=False,
        name=debtor.name,
        title=debtor.title,
        number=mask_number(number),
        external_ref=debtor.external_ref,
        match_question=debtor.match_question,
        match_answer=debtor.match_answer,
        time_zone=debtor.time_zone,
        days_past_due=case.days_past_due(today),
        balance=case.balance,
        principal=case.principal,
        interest=case.interest,
        fees=case.fees,
        paid=case.paid,
        as_of=case.as_of,
        debts=case.debts,
        timeline=case.timeline,
        holds=case.holds,
    )


def _search(desk: Desk) -> SearchView:
    finding = desk.finding
    live = desk.calls.get(finding.call_id) if finding.call_id is not None else None
    answer = finding.answer
    return SearchView(
        text=finding.text,
        call=_call(desk, live) if live is not None else None,
        found=tuple(
            FoundView(f.debtor_id, f.name, f.customer_number, mask_number(f.number), f.by)
            for f in answer.found
        )
        if answer is not None
        else None,
        more=answer is not None and answer.more,
        is_searching=finding.is_searching,
        indexed_percent=answer.indexed_percent if answer is not None else None,
        fault=finding.fault,
        can_take_back=finding.can_take_back(finding.call_id),
    )


def _reading(desk: Desk) -> ReadingView | None:
    case = desk.finding.reading
    if case is None:
        return None
    return ReadingView(
        numbers=tuple((mask_number(phone.e164), phone.kind) for phone in case.phones),
        can_dial=desk.dialling_line() is not None,
    )


def _talk(desk: Desk, live: LiveCall) -> TalkView:
    lines = desk.lines_of(live)
    position = min(live.line_position, len(lines) - 1) if lines else 0
    line = lines[position] if lines else None
    draft = live.draft
    confirmed = draft.identity is Identity.CONFIRMED
    return TalkView(
        stage=draft.stage,
        reached=draft.reached,
        state=draft.state,
        identity=draft.identity,
        line=line,
        technique=desk.track.techniques.get(line.prompt.technique) if line else None,
        alternatives=tuple(other for other in lines if other is not line),
        position=position,
        count=len(lines),
        was_said=line is not None and line.prompt.prompt_id in draft.said,
        can_advance=confirmed and draft.stage is not Stage.CLOSE,
    )


def _wrap_up(desk: Desk, live: LiveCall) -> WrapUpView:
    now = desk.clock.now()
    draft = live.draft
    now_local = desk.local_time(live)
    faults = live.faults(desk.profile, now_local)
    call = live.call
    return WrapUpView(
        open=live.has_ended,
        disposition=live.disposition,
        suggested=live.suggested,
        fields=_shown_fields(live),
        shown_fields=live.shown_fields,
        faults=replace(faults, commitment=()) if live.covered else faults,
        read_back=_read_back(desk, live) if not faults.commitment else "",
        channels=desk.profile.channels_in(desk.language),
        offered_days=tuple(next_working_day(now_local.date(), days) for days in _OFFERED_DAYS),
        offered_times=callback_slots(now_local),
        note=draft.note,
        figures=live.figures(now),
        reached=draft.reached,
        state=draft.state,
        identity=draft.identity,
        can_confirm=call.was_answered and live.case is not None,
        can_say_who=call.was_answered,
        talk_ms=call.talk_ms(now),
        end_reason=(call.end_reason or EndReason.UNKNOWN) if live.has_ended else None,
        can_save=live.has_ended and faults.none and live.saving is None,
        saving=live.saving is not None,
    )


def _shown_fields(live: LiveCall) -> Fields:
    """The details of the outcome; what was agreed about money is covered with the file."""
    if not live.covered:
        return live.draft.fields
    return {name: value for name, value in live.draft.fields.items() if name not in _ABOUT_MONEY}


def _read_back(desk: Desk, live: LiveCall) -> str:
    """The sentence to read back for a promise or a plan without a fault, which has every field."""
    if live.promised is None or live.covered or live.case is None:
        return ""
    fields = live.draft.fields
    amount = Money(int(fields[OutcomeField.AMOUNT]), live.case.currency)
    due_on = date.fromisoformat(str(fields[OutcomeField.DATE]))
    channel = str(fields[OutcomeField.CHANNEL])
    if live.promised is Disposition.PLAN:
        count = int(fields[OutcomeField.INSTALMENT_COUNT])
        return read_back_plan(Plan(amount.split(count), due_on, channel), desk.language)
    return read_back_promise(PromiseToPay(amount, due_on, channel), desk.language)
