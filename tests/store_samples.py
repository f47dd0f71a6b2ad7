"""Fictional files, calls and outcomes for the tests of the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.domain.calls import Call, CallRef, CallState, Direction, EndReason
from desktop.domain.cases import (
    CaseRecord,
    Debt,
    Debtor,
    Hold,
    HoldKind,
    Phone,
    PhoneKind,
    PromiseState,
    TimelineEntry,
    TimelineKind,
)
from desktop.domain.journal import Body, JournalEntry, JournalKind, call_body, note_edit
from desktop.domain.moments import Moment
from desktop.domain.money import Money
from desktop.domain.outcome import Disposition, Identity, Outcome, OutcomeField, TalkFigures
from desktop.domain.talk_track import DebtorState, Stage

KEY = bytes(range(32))
START_MS = 1_790_000_000_000
NUMBER = "+8613800138000"


def debt(ref: str = "HT-1", principal: int = 1_000_000) -> Debt:
    return Debt(
        external_ref=ref,
        creditor="示例消费金融",
        product="消费贷",
        principal=Money(principal),
        interest=Money(23_450),
        fees=Money(1_000),
        paid=Money(50_000),
        due_on=date(2026, 8, 1),
        as_of=date(2026, 11, 20),
    )


def payment(at_ms: int = START_MS, minor: int = 50_000) -> TimelineEntry:
    return TimelineEntry(at_ms, TimelineKind.PAYMENT, amount=Money(minor))


def record(
    ref: str = "D-1",
    *,
    numbers: tuple[tuple[str, PhoneKind], ...] = ((NUMBER, PhoneKind.SELF),),
    debts: tuple[Debt, ...] | None = None,
    timeline: tuple[TimelineEntry, ...] | None = None,
    holds: tuple[Hold, ...] = (),
) -> CaseRecord:
    promise = TimelineEntry(
        START_MS - 1000,
        TimelineKind.PROMISE,
        amount=Money(60_000),
        due_on=date(2026, 10, 1),
        promise_state=PromiseState.BROKEN,
    )
    return CaseRecord(
        debtor=Debtor(ref, "王小明", "王", "先生", "Asia/Shanghai", "身份证后四位", "1234"),
        phones=tuple(Phone(e164, e164[3:], kind) for e164, kind in numbers),
        debts=(debt(f"HT-{ref}"),) if debts is None else debts,
        timeline=(payment(), promise) if timeline is None else timeline,
        holds=holds,
    )


def call(call_id: str = "call-1", *, ended: bool = True) -> Call:
    made = Call(
        call_id=call_id,
        ref=CallRef("sip", f"line-{call_id}", NUMBER),
        direction=Direction.INCOMING,
        state=CallState.ESTABLISHED,
        started_at=Moment(START_MS, 0),
        established_at=Moment(START_MS + 4000, 4000),
    )
    if not ended:
        return made
    return replace(
        made,
        state=CallState.ENDED,
        ended_at=Moment(START_MS + 94_000, 94_000),
        end_reason=EndReason.HUNG_UP,
    )


def journal(call_id: str = "call-1", *, ended: bool = True) -> tuple[JournalEntry, ...]:
    bodies: list[tuple[JournalKind, Body]] = [
        (JournalKind.CALL, call_body(call(call_id, ended=False))),
        (JournalKind.DEBTOR, {"debtor_id": 1}),
        (JournalKind.NOTE, note_edit("", "说周五还")),
    ]
    if ended:
        bodies.append((JournalKind.CALL, call_body(call(call_id))))
    return tuple(
        JournalEntry(call_id, seq, START_MS + seq, kind, body)
        for seq, (kind, body) in enumerate(bodies)
    )


def note(call_id: str, seq: int, text: str = "字") -> JournalEntry:
    body: Body = {"at": 0, "removed": 0, "added": text}
    return JournalEntry(call_id, seq, START_MS + seq, JournalKind.NOTE, body)


def promise_outcome(call_id: str = "call-1", debtor_id: int | None = 1) -> Outcome:
    return Outcome(
        call_id=call_id,
        debtor_id=debtor_id,
        disposition=Disposition.PROMISE,
        fields={
            OutcomeField.AMOUNT: 80_000,
            OutcomeField.DATE: "2026-11-27",
            OutcomeField.CHANNEL: "官方App",
        },
        note="说周五还",
        stage=Stage.COMMITMENT,
        state=DebtorState.COOPERATIVE,
        identity=Identity.CONFIRMED,
        figures=TalkFigures(30_000, 40_000, 6_000, 2, 1, 0),
        talk_ms=90_000,
        end_reason=EndReason.HUNG_UP,
        prompts_said=("open-1", "ask-2"),
        saved_at_epoch_ms=START_MS + 100_000,
    )


def plan_outcome(call_id: str = "call-1", debtor_id: int | None = 1) -> Outcome:
    return replace(
        promise_outcome(call_id, debtor_id),
        disposition=Disposition.PLAN,
        fields={
            OutcomeField.AMOUNT: 100_000,
            OutcomeField.INSTALMENT_COUNT: 3,
            OutcomeField.DATE: "2026-11-30",
            OutcomeField.CHANNEL: "官方App",
        },
    )


def refusal_outcome(call_id: str = "call-1", debtor_id: int | None = 1) -> Outcome:
    return replace(
        promise_outcome(call_id, debtor_id),
        disposition=Disposition.DISPUTE,
        fields={OutcomeField.REASON: "金额不对"},
        holds=(HoldKind.NO_THIRD_PARTY,),
    )
