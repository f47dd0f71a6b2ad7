"""What one look at the machine found, and what to do about it, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum

from desktop.domain.phone_recipes import Words


class State(Enum):
    """How it stands with one thing. Only what is broken makes the check fail."""

    OK = "ok"
    ATTENTION = "attention"
    BROKEN = "broken"


MARKS = {State.OK: "✓", State.ATTENTION: "!", State.BROKEN: "✗"}
STATE_WORDS = {
    State.OK: Words("正常", "ok"),
    State.ATTENTION: Words("注意", "attention"),
    State.BROKEN: Words("有问题", "broken"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the check: what was looked at, how it stands, and one sentence about it."""

    subject: str
    state: State
    says: Words


def ok(subject: str, zh: str, en: str) -> Finding:
    """Nothing to do."""
    return Finding(subject, State.OK, Words(zh, en))


def attention(subject: str, zh: str, en: str) -> Finding:
    """The desk works, but something is missing; the sentence says what to do."""
    return Finding(subject, State.ATTENTION, Words(zh, en))


def broken(subject: str, zh: str, en: str) -> Finding:
    """The desk cannot do its work; the sentence says what to do."""
    return Finding(subject, State.BROKEN, Words(zh, en))


@contextmanager
def survived(subject: str, findings: list[Finding]) -> Iterator[None]:
    """One look that fails must not hide what the others found; its kind of error is told."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - told as a finding, by its kind alone
        kind = type(error).__name__
        findings.append(
            broken(
                subject,
                f"检查本身出错了（{kind}），请反馈。",
                f"this look failed: {kind}.",
            )
        )
