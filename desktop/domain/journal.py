"""The live call as a sequence of small facts: replayed after a crash, it gives the same call.

The session applies exactly these entries while the call runs, so a replay cannot differ from what
was on the screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum
from typing import assert_never

from desktop.domain.call_reports import Reported, line_of, word_for
from desktop.domain.calls import (
    Call,
    CallEvent,
    CallRef,
    CallState,
    Direction,
    EndReason,
    LineCallsListed,
    LineStateChanged,
)
from desktop.domain.cases import HoldKind
from desktop.domain.facts import named_day
from desktop.domain.moments import Moment
from desktop.domain.outcome import (
    Disposition,
    FieldValue,
    Identity,
    OutcomeField,
    TalkFigures,
    read_date,
)
from desktop.domain.talk_track import DebtorState, Prompt, Stage


class JournalKind(Enum):
    """What an entry records."""

    CALL = "call"
    DEBTOR = "debtor"
    IDENTITY = "identity"
    STAGE = "stage"
    STATE = "state"
    SAID = "said"
    NOTE = "note"
    FIELD = "field"
    DISPOSITION = "disposition"
    FIGURES = "figures"
    REPORTED = "reported"


Body = Mapping[str, FieldValue | None]


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One fact of one call. `(call_id, seq)` is unique, so writing it again does no harm."""

    call_id: str
    seq: int
    at_epoch_ms: int
    kind: JournalKind
    body: Body


@dataclass(frozen=True, slots=True)
class CallDraft:
    """Everything the agent has said about a call so far; rebuilt by `apply` from the journal."""

    call: Call | None = None
    debtor_id: int | None = None
    identity: Identity = Identity.UNCONFIRMED
    identity_told_afterwards: bool = False
    stage: Stage = Stage.IDENTITY
    reached: Stage = Stage.IDENTITY
    state: DebtorState | None = None
    said: tuple[str, ...] = ()
    message_left: bool = False
    hold_until: date | None = None
    note: str = ""
    fields: Mapping[OutcomeField, FieldValue] = field(default_factory=dict)
    disposition: Disposition | None = None
    figures: TalkFigures = TalkFigures()
    reported: tuple[Reported, ...] = ()

    def apply(self, entry: JournalEntry) -> CallDraft:
        """The draft after one more entry."""
        body = entry.body
        match entry.kind:
            case JournalKind.CALL:
                return self.with_call(_read_call(entry.call_id, body))
            case JournalKind.DEBTOR:
                return replace(self, debtor_id=_optional_int(body["debtor_id"]))
            case JournalKind.IDENTITY:
                return replace(
                    self,
                    identity=Identity(body["identity"]),
                    identity_told_afterwards=bool(body.get("afterwards")),
                )
            case JournalKind.STAGE:
                return self._at_stage(Stage(body["stage"]))
            case JournalKind.STATE:
                return replace(self, state=_optional_state(body["state"]))
            case JournalKind.SAID:
                return self._with_said(body)
            case JournalKind.NOTE:
                return replace(self, note=apply_note_edit(self.note, body))
            case JournalKind.FIELD:
                return self._with_field(OutcomeField(body["field"]), body["value"])
            case JournalKind.DISPOSITION:
                return replace(self, disposition=_optional_disposition(body["disposition"]))
            case JournalKind.FIGURES:
                return replace(self, figures=_read_figures(body))
            case JournalKind.REPORTED:
                return self._with_report(body)
            case _:
                assert_never(entry.kind)

    def with_call(self, call: Call) -> CallDraft:
        """The draft with the call as known now; who else reports it is told by other entries."""
        if self.call is not None and not call.also:
            call = replace(call, also=self.call.also)
        return replace(self, call=call)

    def _with_report(self, body: Body) -> CallDraft:
        """The audit grows; a line that had not reported the call before is also its line now."""
        reported = Reported(str(body["line"]), str(body["event"]), _int(body["at"]))
        call = self.call
        if call is not None and body["of_call"] and reported.line != call.ref.line:
            ref = CallRef(
                reported.line,
                _optional_text(body["line_call_id"]),
                _optional_text(body["number"]),
            )
            call = call.learn(ref, Direction.UNKNOWN, None)
        return replace(self, call=call, reported=(*self.reported, reported))

    def _at_stage(self, stage: Stage) -> CallDraft:
        order = list(Stage)
        reached = max(self.reached, stage, key=order.index)
        return replace(self, stage=stage, reached=reached)

    def _with_said(self, body: Body) -> CallDraft:
        prompt_id = str(body["prompt_id"])
        return replace(
            self,
            said=self.said if prompt_id in self.said else (*self.said, prompt_id),
            message_left=self.message_left or bool(body.get("message_left")),
            hold_until=read_date(body["until"]) if "until" in body else self.hold_until,
        )

    def _with_field(self, name: OutcomeField, value: FieldValue | None) -> CallDraft:
        fields = {key: known for key, known in self.fields.items() if key is not name}
        if value is not None:
            fields[name] = value
        return replace(self, fields=fields)


def replay(entries: Iterable[JournalEntry]) -> CallDraft:
    """The draft that a sequence of entries of one call adds up to."""
    draft = CallDraft()
    for entry in sorted(entries, key=lambda e: e.seq):
        draft = draft.apply(entry)
    return draft


def note_edit(before: str, after: str) -> Body:
    """The smallest single edit from one text to the other: a keystroke costs a few bytes."""
    start = 0
    limit = min(len(before), len(after))
    while start < limit and before[start] == after[start]:
        start += 1
    tail = 0
    while tail < limit - start and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    removed = len(before) - start - tail
    return {"at": start, "removed": removed, "added": after[start : len(after) - tail]}


def apply_note_edit(before: str, edit: Body) -> str:
    """The text after an edit made by `note_edit`."""
    at, removed = _int(edit["at"]), _int(edit["removed"])
    return before[:at] + str(edit["added"]) + before[at + removed :]


def call_body(call: Call) -> Body:
    """What the journal keeps of a call."""
    return {
        "line": call.ref.line,
        "line_call_id": call.ref.line_call_id,
        "number": call.ref.number,
        "name": call.name,
        "direction": call.direction.value,
        "state": call.state.value,
        "muted": call.muted,
        "started": call.started_at.epoch_ms,
        "established": call.established_at.epoch_ms if call.established_at else None,
        "heard_until": call.talk_until.epoch_ms if call.talk_until else None,
        "gaps_ms": call.gaps_ms,
        "ended": call.ended_at.epoch_ms if call.ended_at else None,
        "talk_ms": call.talk_ms(call.ended_at) if call.ended_at else None,
        "end_reason": call.end_reason.value if call.end_reason else None,
        "end_detail": call.end_detail,
    }


def identity_body(identity: Identity, *, afterwards: bool) -> Body:
    """What the journal keeps of who was on the line; what is told after the hang-up is marked."""
    body: dict[str, FieldValue | None] = {"identity": identity.value}
    if afterwards:
        body["afterwards"] = True
    return body


def reported_body(event: CallEvent) -> Body:
    """What the journal keeps of a report, for the audit and to know its line again."""
    ref = None if isinstance(event, LineStateChanged | LineCallsListed) else event.ref
    return {
        "line": line_of(event),
        "event": word_for(event),
        "at": event.at.epoch_ms,
        "of_call": ref is not None,
        "line_call_id": ref.line_call_id if ref else None,
        "number": ref.number if ref else None,
    }


def by_hand_body(at: Moment, *, is_over: bool) -> Body:
    """What the journal keeps of an end or an answer that no line reported: the agent said so."""
    event = "ended by hand" if is_over else "answered by hand"
    none = dict.fromkeys(("line_call_id", "number"))
    return {"line": "", "event": event, "at": at.epoch_ms, "of_call": False, **none}


def said_body(prompt: Prompt, now_local: datetime) -> Body:
    """What the journal keeps of a line that was said, with the day until which it binds us."""
    body: dict[str, FieldValue | None] = {"prompt_id": prompt.prompt_id}
    if prompt.is_message:
        body["message_left"] = True
    if prompt.binds == HoldKind.UNTIL_DATE.value:
        day = named_day(prompt.zh, now_local)
        body["until"] = day.isoformat() if day else None
    return body


def figures_body(figures: TalkFigures) -> Body:
    """What the journal keeps of the talk figures."""
    return {name: getattr(figures, name) for name in TalkFigures.__slots__}


def _read_call(call_id: str, body: Body) -> Call:
    """The call as last journalled. Its monotonic times are wall time: durations stay right."""
    established = _optional_moment(body["established"])
    ended = _optional_moment(body["ended"])
    talk_until = _optional_moment(body.get("heard_until"))
    gaps_ms = _int(body.get("gaps_ms", 0))
    if established is not None and ended is not None and body["talk_ms"] is not None:
        established_ms = (talk_until or ended).monotonic_ms - _int(body["talk_ms"]) - gaps_ms
        established = replace(established, monotonic_ms=established_ms)
    return Call(
        call_id=call_id,
        ref=CallRef(
            str(body["line"]),
            _optional_text(body["line_call_id"]),
            _optional_text(body["number"]),
        ),
        direction=Direction(body["direction"]),
        state=CallState(body["state"]),
        started_at=_moment(body["started"]),
        name=_optional_text(body["name"]),
        established_at=established,
        ended_at=ended,
        end_reason=EndReason(body["end_reason"]) if body["end_reason"] else None,
        end_detail=str(body["end_detail"] or ""),
        muted=bool(body["muted"]),
        talk_until=talk_until,
        gaps_ms=gaps_ms,
    )


def _read_figures(body: Body) -> TalkFigures:
    return TalkFigures(**{name: _int(body[name]) for name in TalkFigures.__slots__})


def _int(value: FieldValue | None) -> int:
    if not isinstance(value, int):
        raise TypeError("a journal entry holds something else than a whole number")
    return value


def _optional_int(value: FieldValue | None) -> int | None:
    return None if value is None else _int(value)


def _optional_text(value: FieldValue | None) -> str | None:
    return None if value is None else str(value)


def _moment(value: FieldValue | None) -> Moment:
    epoch_ms = _int(value)
    return Moment(epoch_ms, epoch_ms)


def _optional_moment(value: FieldValue | None) -> Moment | None:
    return None if value is None else _moment(value)


def _optional_state(value: FieldValue | None) -> DebtorState | None:
    return None if value is None else DebtorState(value)


def _optional_disposition(value: FieldValue | None) -> Disposition | None:
    return None if value is None else Disposition(value)
