"""Hand-written stand-ins for our own ports, and small samples of the domain to build tests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from desktop.domain.calls import CallRef
from desktop.domain.cases import CaseFile, Debt, Debtor, Phone, PhoneKind
from desktop.domain.commitment import AuthorityLimits
from desktop.domain.journal import JournalEntry
from desktop.domain.matching import MatchReason, NumberMatch
from desktop.domain.moments import Moment
from desktop.domain.money import Money
from desktop.domain.profile import Profile
from desktop.domain.talk_track import DebtorState, Prompt, Stage, TalkTrack, Technique
from desktop.session.effects import AppendJournal, Effect, SaveOutcome

MONDAY_10_IN_SHANGHAI_MS = 1_763_949_600_000
"""Monday 24 November 2025, 10:00 in Shanghai, as UTC milliseconds."""

LINE = "desk-phone"
NUMBER = "+8613800138000"
SECRET_CREDITOR = "North Harbour Bank"
"""A creditor's name that must never be seen on a covered desk."""

E = TypeVar("E")


class FakeClock:
    """A clock that stands still until a test moves it. Satisfies `desktop.session.ports.Clock`."""

    def __init__(
        self, epoch_ms: int = MONDAY_10_IN_SHANGHAI_MS, monotonic_ms: int = 50_000
    ) -> None:
        self._now = Moment(epoch_ms, monotonic_ms)

    def now(self) -> Moment:
        return self._now

    def local(self, time_zone: str) -> datetime:
        at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=self._now.epoch_ms)
        return at.astimezone(ZoneInfo(time_zone or "Asia/Shanghai"))

    def advance(self, ms: int) -> Moment:
        """Let `ms` milliseconds pass; gives the new instant."""
        self._now = Moment(self._now.epoch_ms + ms, self._now.monotonic_ms + ms)
        return self._now

    def set_wall_time(self, epoch_ms: int) -> None:
        """Set the wall clock as a user or a time server would; monotonic time does not notice."""
        self._now = replace(self._now, epoch_ms=epoch_ms)


class RecordedRequests:
    """A `request` for the desk that only remembers, in order, what it was asked for."""

    def __init__(self) -> None:
        self.effects: list[Effect] = []

    def __call__(self, effect: Effect) -> None:
        self.effects.append(effect)

    def of(self, kind: type[E]) -> list[E]:
        """The effects of one kind, in order."""
        return [effect for effect in self.effects if isinstance(effect, kind)]

    def entries(self, call_id: str) -> list[JournalEntry]:
        """The journal of one call as it was asked to be written."""
        asked = [effect for effect in self.of(AppendJournal) if effect.entry.call_id == call_id]
        return [entry for effect in asked for entry in effect.entries]

    def saved(self, call_id: str) -> list[SaveOutcome]:
        """Every request to save the outcome of one call."""
        return [e for e in self.of(SaveOutcome) if e.outcome.call_id == call_id]

    def take(self) -> list[Effect]:
        """What was asked for since the last take."""
        taken, self.effects = self.effects, []
        return taken


def sample_debtor(**changes: Any) -> Debtor:
    """A debtor who lives in Shanghai."""
    debtor = Debtor(
        external_ref="D-1001",
        name="王小明",
        surname="王",
        title="先生",
        match_question="身份证后四位？",
        match_answer="3317",
    )
    return replace(debtor, **changes)


def sample_debt(**changes: Any) -> Debt:
    """One loan of which ¥12,860.50 is still owed, due on 25 September 2025."""
    debt = Debt(
        external_ref="L-77",
        creditor=SECRET_CREDITOR,
        product="consumer loan",
        principal=Money(1_200_000),
        interest=Money(120_050),
        fees=Money(16_000),
        paid=Money(50_000),
        due_on=date(2025, 9, 25),
        as_of=date(2025, 11, 23),
    )
    return replace(debt, **changes)


def sample_case(debtor_id: int = 1, **changes: Any) -> CaseFile:
    """A file with one debtor, one own number and one debt."""
    case = CaseFile(
        debtor_id=debtor_id,
        debtor=sample_debtor(external_ref=f"D-{1000 + debtor_id}"),
        phones=(Phone(NUMBER, "138 0013 8000"),),
        debts=(sample_debt(),),
    )
    return replace(case, **changes)


def sample_match(
    case: CaseFile | None = None,
    reason: MatchReason = MatchReason.OWN_NUMBER,
    phone_e164: str = NUMBER,
) -> NumberMatch:
    """A file that a number may mean."""
    kind = PhoneKind.CONTACT if reason is MatchReason.CONTACT_NUMBER else PhoneKind.SELF
    return NumberMatch(case or sample_case(), reason, phone_e164, kind)


def sample_profile(**changes: Any) -> Profile:
    """A desk that may agree to thirty days and six instalments, in both languages."""
    profile = Profile(
        facts={
            "zh": {"agency": "晨光", "agent_name": "小李", "internal_code": "A7"},
            "en": {"agency": "Daybreak", "agent_name": "Li", "internal_code": "A7"},
        },
        channels={"zh": ("手机银行",), "en": ("bank transfer",)},
        limits=AuthorityLimits(),
    )
    return replace(profile, **changes)


def sample_prompt(prompt_id: str, stage: Stage, en: str, **changes: Any) -> Prompt:
    """A line whose Chinese carries the same variables as its English."""
    return replace(Prompt(prompt_id, stage, zh=f"【{en}】", en=en), **changes)


def sample_track() -> TalkTrack:
    """A few lines for each stage: general, for a state, asks, a binding one, a safety line."""
    third, angry, despair = DebtorState.THIRD_PARTY, DebtorState.ANGRY, DebtorState.DESPAIRING
    return TalkTrack(
        prompts=(
            sample_prompt("id-1", Stage.IDENTITY, "This is {agent_name}. {match_question}"),
            sample_prompt("id-2", Stage.IDENTITY, "May I call at {slot_a}?"),
            sample_prompt(
                "id-3",
                Stage.IDENTITY,
                "Please ask {debtor_name} to ring.",
                states=frozenset({third}),
                is_message=True,
            ),
            sample_prompt(
                "greet-1",
                Stage.GREETING,
                "{creditor} asked us about {amount_due}.",
                technique="plain",
            ),
            sample_prompt("greet-2", Stage.GREETING, "Is now a good time?", is_ask=True),
            sample_prompt("listen-1", Stage.LISTENING, "What happened?", is_ask=True),
            sample_prompt("listen-2", Stage.LISTENING, "You are angry.", states=frozenset({angry})),
            sample_prompt(
                "listen-3", Stage.LISTENING, "We pause while it is checked.", binds="dispute"
            ),
            sample_prompt(
                "option-1", Stage.OPTIONS, "{plan_count} times {plan_amount}?", is_ask=True
            ),
            sample_prompt("commit-1", Stage.COMMITMENT, "{promise_amount} on {promise_date}?"),
            sample_prompt("close-1", Stage.CLOSE, "Thank you. {agency} wishes you a good day."),
            sample_prompt(
                "safe-1",
                Stage.LISTENING,
                "Are you safe?",
                states=frozenset({despair}),
                is_safety=True,
            ),
        ),
        techniques={
            "plain": Technique("plain", "直说", "Say it plainly", "清楚", "People hear it once.")
        },
    )


def sample_ref(number: str | None = NUMBER, line_call_id: str | None = "sip-1") -> CallRef:
    """What the sample line says about a call."""
    return CallRef(LINE, line_call_id, number)
