"""Which file a number opens, and why: exactly one opens itself, several are offered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from desktop.domain.cases import CaseFile, PhoneKind

TAIL_DIGITS = 8
"""How many last digits must agree when a number came without its country or area code."""


class MatchReason(Enum):
    """Why a file matched a number."""

    OWN_NUMBER = "own_number"
    CONTACT_NUMBER = "contact_number"
    LAST_DIGITS = "last_digits"
    CHOSEN_BY_AGENT = "chosen_by_agent"


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """One file that a number may mean. `phone_e164` is the number in the file that matched."""

    case: CaseFile
    reason: MatchReason
    phone_e164: str
    phone_kind: PhoneKind


class PopKind(Enum):
    """What the screen pop shows."""

    ONE = "one"
    SEVERAL = "several"
    UNKNOWN = "unknown"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class Pop:
    """The answer to a ring."""

    kind: PopKind
    matches: tuple[NumberMatch, ...] = ()

    @property
    def opened(self) -> NumberMatch | None:
        """The file that opens at once, if exactly one may."""
        return self.matches[0] if self.kind is PopKind.ONE else None


def decide_pop(number: str | None, matches: tuple[NumberMatch, ...]) -> Pop:
    """What to show for `number` (E.164 or as received; None when withheld).

    Only an exact match on one debtor opens by itself: opening the wrong person's file in front of
    a stranger is worse than one more key.
    """
    if not number:
        return Pop(PopKind.ANONYMOUS)
    exact = tuple(m for m in matches if m.reason is not MatchReason.LAST_DIGITS)
    offered = _one_per_debtor(exact or matches)
    if exact and len(offered) == 1:
        return Pop(PopKind.ONE, offered)
    return Pop(PopKind.SEVERAL, offered) if offered else Pop(PopKind.UNKNOWN)


def _one_per_debtor(matches: tuple[NumberMatch, ...]) -> tuple[NumberMatch, ...]:
    best: dict[int, NumberMatch] = {}
    for match in sorted(matches, key=lambda m: list(MatchReason).index(m.reason)):
        best.setdefault(match.case.debtor_id, match)
    return tuple(best.values())
