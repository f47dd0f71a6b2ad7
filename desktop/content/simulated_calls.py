"""Reads the scripts of simulated calls."""

from __future__ import annotations

from pathlib import Path

from desktop.content.yaml_rows import Row, read_rows
from desktop.domain.calls import Direction
from desktop.domain.practice import (
    SimulatedCall,
    SimulatedEnd,
    SimulatedReply,
    SimulatedVoice,
    Utterance,
)
from desktop.domain.talk_track import Stage

_LOWEST_PERCENT = 50
_HIGHEST_PERCENT = 200
_LONGEST_PAUSE_MS = 15_000


def load_simulated_calls(path: Path) -> tuple[SimulatedCall, ...]:
    """All scripts in a file, in their order. Raises ContentError for the first fault."""
    return parse_simulated_calls(read_rows(path))


def parse_simulated_calls(row: Row) -> tuple[SimulatedCall, ...]:
    """All scripts out of a file's rows."""
    row.only("calls")
    calls: dict[str, SimulatedCall] = {}
    for call_row in row.rows("calls"):
        call = _read_call(call_row)
        if call.call_id in calls:
            raise call_row.fault(f"call “{call.call_id}” is there twice", "id")
        calls[call.call_id] = call
    return tuple(calls.values())


def _read_call(row: Row) -> SimulatedCall:
    row.only("id", "number", "direction", "name", "voice", "opening", "replies", "ends")
    direction = row.choice("direction", Direction)
    if direction is Direction.UNKNOWN:
        raise row.fault("a simulated call is incoming or outgoing", "direction")
    if direction is Direction.OUTGOING and not row.has("number"):
        raise row.fault("a call that is dialled needs its number", "number")
    return SimulatedCall(
        call_id=row.text("id"),
        number=row.text("number") if row.has("number") else None,
        direction=direction,
        name=row.text("name", ""),
        opening=_read_utterance(row.row("opening"), "zh", "en"),
        replies=_read_replies(row),
        ends=row.choice("ends", SimulatedEnd),
        voice=_read_voice(row.row("voice")) if row.has("voice") else SimulatedVoice(),
    )


def _read_replies(row: Row) -> tuple[SimulatedReply, ...]:
    replies = tuple(_read_reply(reply) for reply in row.rows("replies"))
    order = list(Stage)
    for reply_row, earlier, later in zip(
        row.rows("replies")[1:], replies, replies[1:], strict=False
    ):
        if order.index(later.after_stage) < order.index(earlier.after_stage):
            raise reply_row.fault("replies follow the order of the stages", "after_stage")
    return replies


def _read_reply(row: Row) -> SimulatedReply:
    pause_ms = row.number("pause_ms", 1200)
    if not 0 <= pause_ms <= _LONGEST_PAUSE_MS:
        raise row.fault(f"“pause_ms” must lie between 0 and {_LONGEST_PAUSE_MS}", "pause_ms")
    return SimulatedReply(
        after_stage=row.choice("after_stage", Stage),
        says=_read_utterance(row, "after_stage", "pause_ms", "zh", "en"),
        pause_ms=pause_ms,
    )


def _read_utterance(row: Row, *keys: str) -> Utterance:
    row.only(*keys)
    return Utterance(row.text("zh"), row.text("en"))


def _read_voice(row: Row) -> SimulatedVoice:
    row.only("pitch_percent", "rate_percent")
    percents = {key: row.number(key, 100) for key in ("pitch_percent", "rate_percent")}
    for key, percent in percents.items():
        if not _LOWEST_PERCENT <= percent <= _HIGHEST_PERCENT:
            raise row.fault(
                f"“{key}” must lie between {_LOWEST_PERCENT} and {_HIGHEST_PERCENT}", key
            )
    return SimulatedVoice(**percents)
