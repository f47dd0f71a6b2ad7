"""The file that opens when a call rings: the debtor, what is owed, and what happened so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from desktop.domain.money import Money


class PhoneKind(Enum):
    """What a number is for. Only `SELF` belongs to the debtor."""

    SELF = "self"
    WORK = "work"
    HOME = "home"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Phone:
    """A number in the file; `e164` such as `+8613800138000`, `raw` as it was written."""

    e164: str
    raw: str
    kind: PhoneKind = PhoneKind.SELF


@dataclass(frozen=True, slots=True)
class Debt:
    """One contract. All amounts share one currency; `as_of` says when they were true."""

    external_ref: str
    creditor: str
    product: str
    principal: Money
    interest: Money
    fees: Money
    paid: Money
    due_on: date
    as_of: date

    @property
    def balance(self) -> Money:
        """What is still owed."""
        return self.principal + self.interest + self.fees - self.paid

    def days_past_due(self, today: date) -> int:
        """Whole days since the due date; 0 when it is not due yet."""
        return max(0, (today - self.due_on).days)


class TimelineKind(Enum):
    """What a line of the timeline records."""

    CALL = "call"
    PROMISE = "promise"
    PAYMENT = "payment"
    NOTE = "note"
    MESSAGE = "message"


class PromiseState(Enum):
    """What became of a promise."""

    OPEN = "open"
    KEPT = "kept"
    PARTLY_KEPT = "partly_kept"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened: a call, a promise, a payment, a note.

    `text` is free text of the past, `disposition` a code of ours; `promise_state` and `due_on` only
    with a promise. `practice` entries are shown as such and never counted.
    """

    at_epoch_ms: int
    kind: TimelineKind
    text: str = ""
    amount: Money | None = None
    disposition: str | None = None
    due_on: date | None = None
    promise_state: PromiseState | None = None
    direction: str | None = None
    practice: bool = False


class HoldKind(Enum):
    """What a spoken line or an outcome binds us to; the next call must respect it."""

    NO_CALLS = "no_calls"
    DISPUTE = "dispute"
    HARDSHIP = "hardship"
    LAWYER_ONLY = "lawyer_only"
    DECEASED_OR_INCAPABLE = "deceased_or_incapable"
    NO_THIRD_PARTY = "no_third_party"
    UNTIL_DATE = "until_date"


@dataclass(frozen=True, slots=True)
class Hold:
    """A promise of ours; `until` None means until a person lifts it."""

    kind: HoldKind
    since_epoch_ms: int
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Debtor:
    """A person. `title` is how to address them (先生, Ms); the match question proves identity."""

    external_ref: str
    name: str
    surname: str
    title: str
    time_zone: str = "Asia/Shanghai"
    match_question: str = ""
    match_answer: str = ""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything one screen pop shows about one debtor. `debtor_id` is the store's key."""

    debtor_id: int
    debtor: Debtor
    phones: tuple[Phone, ...]
    debts: tuple[Debt, ...]
    timeline: tuple[TimelineEntry, ...] = ()
    holds: tuple[Hold, ...] = ()

    @property
    def currency(self) -> str:
        """The currency of the first debt; a file without debts counts in CNY."""
        return self.debts[0].principal.currency if self.debts else "CNY"

    def _sum(self, amounts: tuple[Money, ...]) -> Money:
        same = (amount.minor for amount in amounts if amount.currency == self.currency)
        return Money(sum(same), self.currency)

    @property
    def principal(self) -> Money:
        """Principal of all debts in the file's currency."""
        return self._sum(tuple(debt.principal for debt in self.debts))

    @property
    def interest(self) -> Money:
        """Interest of all debts in the file's currency."""
        return self._sum(tuple(debt.interest for debt in self.debts))

    @property
    def fees(self) -> Money:
        """Fees of all debts in the file's currency."""
        return self._sum(tuple(debt.fees for debt in self.debts))

    @property
    def paid(self) -> Money:
        """What has been paid on all debts in the file's currency."""
        return self._sum(tuple(debt.paid for debt in self.debts))

    @property
    def balance(self) -> Money:
        """What is still owed in the file's currency."""
        return self._sum(tuple(debt.balance for debt in self.debts))

    @property
    def as_of(self) -> date | None:
        """The oldest stamp among the debts: the whole sum is true no later than this."""
        return min((debt.as_of for debt in self.debts), default=None)

    @property
    def oldest_due_on(self) -> date | None:
        """When the first unpaid debt fell due."""
        unpaid = (debt.due_on for debt in self.debts if debt.balance.minor > 0)
        return min(unpaid, default=None)

    def days_past_due(self, today: date) -> int:
        """Days since the first unpaid debt fell due."""
        due_on = self.oldest_due_on
        return max(0, (today - due_on).days) if due_on else 0

    def last(self, kind: TimelineKind) -> TimelineEntry | None:
        """The newest entry of a kind; practice is never counted."""
        entries = [e for e in self.timeline if e.kind is kind and not e.practice]
        return max(entries, key=lambda entry: entry.at_epoch_ms, default=None)


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """A debtor as imported or sampled, before the store gives it a key.

    Records with the same `debtor.external_ref` are one debtor; debts are told apart by theirs.
    """

    debtor: Debtor
    phones: tuple[Phone, ...]
    debts: tuple[Debt, ...]
    timeline: tuple[TimelineEntry, ...] = ()
    holds: tuple[Hold, ...] = ()
