"""Outcomes as rows: how one is written, and the latest ones read back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.domain.calls import CallRef, Direction, EndReason
from desktop.domain.cases import HoldKind
from desktop.domain.outcome import (
    Disposition,
    FieldValue,
    Identity,
    Outcome,
    OutcomeField,
    TalkFigures,
    read_date,
)
from desktop.domain.talk_track import DebtorState, Stage
from desktop.store.errors import translated
from desktop.store.journal import to_json

if TYPE_CHECKING:
    from sqlite_utils import Database

_FIGURES = TalkFigures.__slots__
OUTCOME_COLUMNS = (
    "call_id",
    "debtor_id",
    "saved_ms",
    "disposition",
    "fields",
    "note",
    "stage",
    "state",
    "identity",
    *_FIGURES,
    "talk_ms",
    "end_reason",
    "currency",
    "prompts_said",
    "holds",
    "practice",
)
"""The columns of the outcome table in the order of `outcome_row`."""

_LATEST = f"""
    SELECT {", ".join(f"o.{column}" for column in OUTCOME_COLUMNS)},
      c.number, c.direction, c.started_ms, d.external_ref, d.name,
      (SELECT count(*) FROM withdrawn_outcome w WHERE w.call_id = o.call_id)
    FROM outcome o JOIN call c ON c.call_id = o.call_id
    LEFT JOIN debtor d ON d.debtor_id = o.debtor_id
    ORDER BY o.id DESC LIMIT ?
"""  # noqa: S608
_RECENTLY_ENDED = """
    SELECT c.line, c.line_call_id, c.number
    FROM outcome o JOIN call c ON c.call_id = o.call_id
    WHERE c.line <> '' ORDER BY o.id DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class SavedOutcome:
    """An outcome with what a list of outcomes shows beside it; unknown parts are None.

    `earlier_versions` counts those that were withdrawn before this one was saved.
    """

    outcome: Outcome
    number: str | None
    direction: Direction
    started_epoch_ms: int | None
    debtor_ref: str | None
    debtor_name: str | None
    earlier_versions: int = 0


def outcome_row(outcome: Outcome, debtor_id: int | None) -> tuple[FieldValue | None, ...]:
    """The values of an outcome, with the debtor it is saved for."""
    return (
        outcome.call_id,
        debtor_id,
        outcome.saved_at_epoch_ms,
        outcome.disposition.value,
        to_json({name.value: value for name, value in outcome.fields.items()}),
        outcome.note,
        outcome.stage.value,
        outcome.state.value if outcome.state else None,
        outcome.identity.value,
        *(getattr(outcome.figures, name) for name in _FIGURES),
        outcome.talk_ms,
        outcome.end_reason.value,
        outcome.currency,
        to_json(outcome.prompts_said),
        to_json(_held(outcome)),
        outcome.practice,
    )


def latest_outcomes(db: Database, limit: int) -> tuple[SavedOutcome, ...]:
    """The newest outcomes, newest first."""
    width = len(OUTCOME_COLUMNS)
    with translated():
        rows = db.conn.execute(_LATEST, (limit,)).fetchall()
    found: list[SavedOutcome] = []
    for row in rows:
        number, direction, started_ms, debtor_ref, debtor_name, earlier = row[width:]
        outcome = read_outcome(dict(zip(OUTCOME_COLUMNS, row[:width], strict=True)))
        found.append(
            SavedOutcome(
                outcome,
                number,
                Direction(direction),
                started_ms,
                debtor_ref,
                debtor_name,
                earlier,
            )
        )
    return tuple(found)


def recently_ended(db: Database, limit: int) -> tuple[CallRef, ...]:
    """The newest calls that have an outcome, newest first, as their lines named them."""
    with translated():
        return tuple(CallRef(*row) for row in db.conn.execute(_RECENTLY_ENDED, (limit,)))


def _held(outcome: Outcome) -> list[str | list[str]]:
    """The holds by name; one that ends on a named day with that day."""
    until = outcome.hold_until
    return [
        [kind.value, until.isoformat()] if until and kind is HoldKind.UNTIL_DATE else kind.value
        for kind in outcome.holds
    ]


def read_outcome(row: Mapping[str, Any]) -> Outcome:
    """An outcome from its columns by name, the inverse of `outcome_row`."""
    held = [
        (hold, None) if isinstance(hold, str) else tuple(hold) for hold in json.loads(row["holds"])
    ]
    return Outcome(
        call_id=row["call_id"],
        debtor_id=row["debtor_id"],
        disposition=Disposition(row["disposition"]),
        fields={OutcomeField(name): value for name, value in json.loads(row["fields"]).items()},
        note=row["note"],
        stage=Stage(row["stage"]),
        state=DebtorState(row["state"]) if row["state"] else None,
        identity=Identity(row["identity"]),
        figures=TalkFigures(**{name: row[name] for name in _FIGURES}),
        talk_ms=row["talk_ms"],
        end_reason=EndReason(row["end_reason"]),
        currency=row["currency"],
        prompts_said=tuple(json.loads(row["prompts_said"])),
        holds=tuple(HoldKind(kind) for kind, _until in held),
        hold_until=next((read_date(until) for _kind, until in held if until), None),
        practice=bool(row["practice"]),
        saved_at_epoch_ms=row["saved_ms"],
    )
