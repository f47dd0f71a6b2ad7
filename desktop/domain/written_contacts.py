"""The contact history of a debtor as text in one cell, for people to write and for us to read back.

One entry a line, or behind a ；: `2026-01-05 10:30 电话：说周五还`. Brackets hold what else is
known: `承诺（¥800.00，2026-01-09 到期，未履行）`. What does not fit that is written as JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, tzinfo
from typing import Any

from desktop.domain.calls import Direction
from desktop.domain.cases import Hold, HoldKind, PromiseState, TimelineEntry, TimelineKind
from desktop.domain.misreading import MisreadError, Misreading
from desktop.domain.money import SYMBOLS, Money
from desktop.domain.outcome import Disposition
from desktop.domain.written_amounts import read_amount
from desktop.domain.written_days import split_instant, write_instant

_NEXT = re.compile(r"[\n；;]\s*(?=[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2})")
_KIND = re.compile(r"([^\W\d_]+)(?:[（(]([^（）()]*)[）)])?(?:[:：](.*))?", re.DOTALL)
_UNTIL = re.compile(r"(\S+?)(?:\s+(?:至|until)\s+([0-9]{4}-[0-9]{2}-[0-9]{2}))?")
_DUE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ?(?:到期|due)")

_KINDS: Mapping[str, TimelineKind] = {
    "电话": TimelineKind.CALL,
    "通话": TimelineKind.CALL,
    "call": TimelineKind.CALL,
    "承诺": TimelineKind.PROMISE,
    "promise": TimelineKind.PROMISE,
    "还款": TimelineKind.PAYMENT,
    "payment": TimelineKind.PAYMENT,
    "短信": TimelineKind.MESSAGE,
    "消息": TimelineKind.MESSAGE,
    "message": TimelineKind.MESSAGE,
    "备注": TimelineKind.NOTE,
    "note": TimelineKind.NOTE,
}
_KIND_WORDS = {kind: word for word, kind in reversed([*_KINDS.items()]) if not word.isascii()}
_STATES: Mapping[str, PromiseState] = {
    "未到期": PromiseState.OPEN,
    "已履行": PromiseState.KEPT,
    "部分履行": PromiseState.PARTLY_KEPT,
    "未履行": PromiseState.BROKEN,
    "已撤回": PromiseState.WITHDRAWN,
    **{state.value: state for state in PromiseState},
}
_STATE_WORDS = {state: word for word, state in _STATES.items() if not word.isascii()}
_DIRECTIONS: Mapping[str, str] = {
    "呼入": Direction.INCOMING.value,
    "呼出": Direction.OUTGOING.value,
    **{direction.value: direction.value for direction in Direction},
}
_DIRECTION_WORDS = {value: word for word, value in _DIRECTIONS.items() if not word.isascii()}
_DISPOSITIONS = frozenset(disposition.value for disposition in Disposition)
_PRACTICE = ("练习", "practice")


def read_contacts(text: str, zone: tzinfo) -> tuple[TimelineEntry, ...]:
    """The entries of a contact history, in the order of the text.

    Clocks without an offset are the `zone`'s. An entry of a kind we do not know is a note with all
    its words. Raises `MisreadError` when one does not begin with its day.
    """
    entries = []
    for part in _NEXT.split(text.strip()):
        found = split_instant(part.strip(), zone)
        if found is None:
            raise MisreadError(Misreading.NOT_A_CONTACT)
        entries.append(read_contact(found[0], found[1].lstrip(" \t\n:：,，").rstrip("\n ；;")))
    return tuple(entries)


def read_contact(at_epoch_ms: int, said: str) -> TimelineEntry:
    """What is said behind the time of an entry. Raises `MisreadError`."""
    if said.startswith("{"):
        return _from_json(at_epoch_ms, said)
    found = _KIND.fullmatch(said)
    kind = _KINDS.get(found[1].lower()) if found else None
    if found is None or kind is None:
        return TimelineEntry(at_epoch_ms, TimelineKind.NOTE, said)
    known = _marks(found[2])
    if known is None:
        # Brackets with words of their own: nothing of them is lost.
        return TimelineEntry(at_epoch_ms, kind, said[len(found[1]) :])
    return TimelineEntry(at_epoch_ms, kind, (found[3] or "").strip(), **known)


def write_contacts(entries: Iterable[TimelineEntry], zone: tzinfo) -> tuple[str, ...]:
    """One line for each entry, so that `read_contacts` reads exactly the same entries."""
    return tuple(_written(entry, zone) for entry in entries)


def read_holds(text: str, zone: tzinfo) -> tuple[Hold, ...]:
    """Holds, one a line or behind a ；: `2026-01-05 10:30 dispute`, `… until_date 至 2026-02-01`.

    Raises `MisreadError`.
    """
    holds = []
    for part in _NEXT.split(text.strip()):
        found = split_instant(part.strip(), zone)
        said = _UNTIL.fullmatch(found[1].strip(" ；;\n")) if found else None
        if found is None or said is None:
            raise MisreadError(Misreading.NOT_A_HOLD)
        try:
            until = date.fromisoformat(said[2]) if said[2] else None
            holds.append(Hold(HoldKind(said[1]), found[0], until))
        except ValueError:
            raise MisreadError(Misreading.NOT_A_HOLD) from None
    return tuple(holds)


def write_holds(holds: Iterable[Hold], zone: tzinfo) -> tuple[str, ...]:
    """One line for each hold, so that `read_holds` reads the same."""
    return tuple(
        f"{write_instant(hold.since_epoch_ms, zone)} {hold.kind.value}"
        + (f" 至 {hold.until.isoformat()}" if hold.until else "")
        for hold in holds
    )


def _marks(brackets: str | None) -> dict[str, Any] | None:
    """What the brackets say, by field; None when one mark is not ours."""
    known: dict[str, Any] = {}
    for mark in re.split(r"\s*[，,]\s*", brackets.strip()) if brackets else ():
        field, value = _mark(mark)
        if field in known or field is None:
            return None
        known[field] = value
    return known


def _mark(mark: str) -> tuple[str | None, object]:
    tables: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("direction", _DIRECTIONS.get),
        ("promise_state", _STATES.get),
        ("disposition", lambda text: text if text in _DISPOSITIONS else None),
        ("practice", lambda text: True if text in _PRACTICE else None),
        ("due_on", _due),
        ("amount", _amount),
    )
    for field, read in tables:
        value = read(mark)
        if value is not None:
            return field, value
    return None, None


def _due(mark: str) -> date | None:
    found = _DUE.fullmatch(mark)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def _amount(mark: str) -> Money | None:
    # The longest sign first: HK$ also ends in $.
    for code, sign in sorted(SYMBOLS.items(), key=lambda pair: -len(pair[1])):
        if mark.startswith((sign, code)):
            try:
                return read_amount(mark, code)
            except MisreadError:
                return None
    return None


def _written(entry: TimelineEntry, zone: tzinfo) -> str:
    marks = [
        _DIRECTION_WORDS.get(entry.direction, entry.direction) if entry.direction else "",
        entry.disposition or "",
        _plain_amount(entry.amount) if entry.amount else "",
        f"{entry.due_on.isoformat()} 到期" if entry.due_on else "",
        _STATE_WORDS[entry.promise_state] if entry.promise_state else "",
        _PRACTICE[0] if entry.practice else "",
    ]
    said = "，".join(filter(None, marks))
    brackets = f"（{said}）" if said else ""
    text = f"：{entry.text}" if entry.text else ""
    when = write_instant(entry.at_epoch_ms, zone)
    readable = f"{when} {_KIND_WORDS[entry.kind]}{brackets}{text}"
    try:
        if "\n" not in readable and read_contacts(readable, zone) == (entry,):
            return readable
    except MisreadError:
        pass
    return f"{when} {_to_json(entry)}"


def _plain_amount(amount: Money) -> str:
    symbol = SYMBOLS.get(amount.currency, amount.currency)
    return f"{symbol}{amount.minor // 100}.{amount.minor % 100:02d}"


def _to_json(entry: TimelineEntry) -> str:
    body = {
        "kind": entry.kind.value,
        "text": entry.text,
        "amount_minor": entry.amount.minor if entry.amount else None,
        "currency": entry.amount.currency if entry.amount else None,
        "disposition": entry.disposition,
        "due_on": entry.due_on.isoformat() if entry.due_on else None,
        "promise_state": entry.promise_state.value if entry.promise_state else None,
        "direction": entry.direction,
        "practice": entry.practice or None,
    }
    # Pure ASCII, and no separator in it: nothing on the way can change or split it.
    told = {name: value for name, value in body.items() if value is not None}
    return json.dumps(told).replace(";", "\\u003b")


def _from_json(at_epoch_ms: int, said: str) -> TimelineEntry:
    try:
        body = json.loads(said)
        minor, currency = body.get("amount_minor"), body.get("currency")
        text, disposition, direction = (body.get(n) for n in ("text", "disposition", "direction"))
        is_text = all(isinstance(part, str | None) for part in (text, disposition, direction))
        if not is_text or (minor is None) != (currency is None):
            raise MisreadError(Misreading.NOT_A_CONTACT)
        amount = None
        if minor is not None:
            if type(minor) is not int or abs(minor) > 10**18 or currency not in SYMBOLS:
                raise MisreadError(Misreading.NOT_A_CONTACT)
            amount = Money(minor, currency)
        return TimelineEntry(
            at_epoch_ms=at_epoch_ms,
            kind=TimelineKind(body["kind"]),
            text=text or "",
            amount=amount,
            disposition=disposition,
            due_on=date.fromisoformat(body["due_on"]) if body.get("due_on") else None,
            promise_state=PromiseState(body["promise_state"])
            if body.get("promise_state")
            else None,
            direction=direction,
            practice=body.get("practice") is True,
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise MisreadError(Misreading.NOT_A_CONTACT) from None
