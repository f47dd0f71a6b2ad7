"""Which facts a line may carry, and when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from desktop.domain.cases import CaseFile, PromiseState, TimelineEntry, TimelineKind
from desktop.domain.commitment import AuthorityLimits
from desktop.domain.facts import gather_facts
from desktop.domain.money import Money
from desktop.domain.outcome import Fields, OutcomeField
from desktop.domain.profile import Profile
from desktop.domain.talk_track import PRE_IDENTITY_VARIABLES
from tests.fakes import (
    MONDAY_10_IN_SHANGHAI_MS,
    sample_case,
    sample_debt,
    sample_debtor,
    sample_profile,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY_10 = datetime(2025, 11, 24, 10, tzinfo=SHANGHAI)
F = OutcomeField


def facts(
    case: CaseFile | None = None,
    *,
    confirmed: bool = True,
    fields: Fields | None = None,
    profile: Profile | None = None,
    language: str = "en",
) -> dict[str, str]:
    return gather_facts(
        case=case,
        profile=profile or sample_profile(),
        fields=fields or {},
        now_local=MONDAY_10,
        language=language,
        identity_confirmed=confirmed,
    )


def full_case() -> CaseFile:
    payment = TimelineEntry(MONDAY_10_IN_SHANGHAI_MS, TimelineKind.PAYMENT, amount=Money(30_000))
    promise = TimelineEntry(
        MONDAY_10_IN_SHANGHAI_MS,
        TimelineKind.PROMISE,
        amount=Money(40_000),
        due_on=date(2025, 11, 28),
        promise_state=PromiseState.OPEN,
    )
    return sample_case(timeline=(payment, promise))


PROMISED: dict[OutcomeField, Any] = {
    F.AMOUNT: 50_000, F.DATE: "2025-11-28", F.CHANNEL: "the app",
}  # fmt: skip


def test_before_the_identity_is_confirmed_only_harmless_facts_exist() -> None:
    known = facts(full_case(), confirmed=False, fields=PROMISED)

    assert set(known) <= PRE_IDENTITY_VARIABLES
    assert {"agency", "debtor_name", "match_question", "slot_a"} <= set(known)
    assert "internal_code" not in known, "what the profile adds is not harmless by itself"


def test_the_whitelist_names_no_amount_no_creditor_and_no_history() -> None:
    secret = set(facts(full_case(), fields=PROMISED)) - set(facts())
    secret -= {"debtor_name", "debtor_surname", "debtor_title", "match_question"}

    assert {"creditor", "amount_due", "last_paid_amount", "promise_amount"} <= secret
    assert not secret & PRE_IDENTITY_VARIABLES


def test_the_crisis_line_may_be_given_to_anybody() -> None:
    profile = sample_profile(facts={"en": {"crisis_line": "0800"}})

    assert facts(confirmed=False, profile=profile)["crisis_line"] == "0800"


def test_without_a_file_there_is_nothing_to_say_about_a_debt() -> None:
    known = facts(None, fields=PROMISED)

    assert "amount_due" not in known
    assert "promise_amount" not in known
    assert known["agency"] == "Daybreak"


def test_the_debt_is_told_in_figures_and_dates() -> None:
    known = facts(sample_case())

    assert known["creditor"] == "North Harbour Bank"
    assert known["case_ref"] == "L-77"
    assert (known["amount_due"], known["currency"]) == ("12,860.50", "yuan")
    assert (known["principal"], known["interest"]) == ("12,000", "1,200.50")
    assert (known["fees"], known["paid"]) == ("160", "500")
    assert known["days_past_due"] == "60"
    assert known["first_missed_date"] == "Thursday 25 September"
    assert known["as_of"] == "Sunday 23 November"
    assert known["partial_amount"] == "1,286"


@pytest.mark.parametrize(
    "case", [sample_case(debts=()), sample_case(debts=(sample_debt(paid=Money(1_336_050)),))]
)
def test_a_file_with_nothing_owed_has_no_debt_facts(case: CaseFile) -> None:
    known = facts(case)

    assert "amount_due" not in known
    assert "plan_amount" not in known


def test_the_oldest_unpaid_debt_names_the_creditor() -> None:
    settled = sample_debt(creditor="Old", due_on=date(2024, 1, 1), paid=Money(1_336_050))
    newer = sample_debt(creditor="Newer", due_on=date(2025, 10, 1))

    assert facts(sample_case(debts=(newer, settled, sample_debt())))["creditor"] == (
        "North Harbour Bank"
    )


@pytest.mark.parametrize(
    ("owed_minor", "partial"), [(1_286_050, "1,286"), (5_000, "5"), (700, "1"), (40, "0.40")]
)
def test_a_first_step_is_small_and_never_more_than_is_owed(owed_minor: int, partial: str) -> None:
    none = Money(0)
    debt = sample_debt(principal=Money(owed_minor), interest=none, fees=none, paid=none)

    assert facts(sample_case(debts=(debt,)))["partial_amount"] == partial


def test_the_last_payment_and_the_open_promise_are_told() -> None:
    known = facts(full_case())

    assert (known["last_paid_amount"], known["last_paid_date"]) == ("300", "Monday 24 November")
    assert known["last_promise_amount"] == "400"
    assert known["last_promise_date"] == known["open_promise_date"] == "Friday 28 November"


def test_history_is_dated_where_the_debtor_lives() -> None:
    at_one_in_the_morning_ms = MONDAY_10_IN_SHANGHAI_MS - 9 * 3_600_000
    payment = TimelineEntry(at_one_in_the_morning_ms, TimelineKind.PAYMENT, amount=Money(30_000))

    assert facts(sample_case(timeline=(payment,)))["last_paid_date"] == "Monday 24 November"


def test_a_broken_promise_is_not_an_open_one() -> None:
    broken = TimelineEntry(
        1, TimelineKind.PROMISE, amount=Money(1), due_on=date(2025, 11, 1),
        promise_state=PromiseState.BROKEN,
    )  # fmt: skip

    known = facts(sample_case(timeline=(broken,)))

    assert "last_promise_date" in known
    assert "open_promise_date" not in known


def test_a_promise_of_the_past_without_amount_or_date_is_not_told() -> None:
    vague = TimelineEntry(1, TimelineKind.PROMISE, text="soon")
    bare = TimelineEntry(1, TimelineKind.PAYMENT)

    known = facts(sample_case(timeline=(vague, bare)))

    assert not {"last_promise_amount", "last_paid_amount"} & set(known)


def test_a_plan_is_proposed_inside_the_authority_limits() -> None:
    known = facts(sample_case())

    assert (known["plan_count"], known["plan_amount"]) == ("3", "4,286.83")
    assert known["plan_first_date"] == "Monday 1 December"
    assert known["plan_last_date"] == "Sunday 1 February"


@pytest.mark.parametrize(
    ("limits", "count"),
    [
        (AuthorityLimits(30, 2, 190), "2"),
        (AuthorityLimits(30, 1, 190), None),
        (AuthorityLimits(5, 6, 190), None),
        (AuthorityLimits(30, 6, 60), None),
    ],
)
def test_no_plan_is_proposed_that_the_agent_may_not_agree_to(
    limits: AuthorityLimits, count: str | None
) -> None:
    known = facts(sample_case(), profile=sample_profile(limits=limits))

    assert known.get("plan_count") == count


def test_the_promise_being_built_fills_the_lines_of_commitment() -> None:
    known = facts(sample_case(), fields=PROMISED)

    assert known["promise_amount"] == "500"
    assert known["promise_date"] == "Friday 28 November"
    assert known["promise_channel"] == "the app"


@pytest.mark.parametrize(
    "fields", [{}, {F.AMOUNT: 0, F.DATE: "soon", F.CHANNEL: " "}, {F.AMOUNT: "500"}]
)
def test_half_a_promise_fills_no_line(fields: Fields) -> None:
    known = facts(sample_case(), fields=fields)

    assert not {"promise_amount", "promise_date", "promise_channel"} & set(known)


def test_the_channel_of_a_promise_is_not_where_papers_and_complaints_go() -> None:
    profile = sample_profile(facts={"en": {"official_channel": "our website"}})

    known = facts(sample_case(), profile=profile, fields=PROMISED)

    assert (known["official_channel"], known["promise_channel"]) == ("our website", "the app")


def test_facts_that_the_file_does_not_have_are_left_out() -> None:
    debtor = sample_debtor(match_question="")

    assert "match_question" not in facts(sample_case(debtor=debtor))


def test_the_profile_speaks_the_chosen_language() -> None:
    profile = sample_profile()

    assert facts(language="zh_CN")["agency"] == "晨光"
    assert profile.facts_in("fr") == {}
    assert profile.channels_in("zh_CN") == ("手机银行",)
    assert profile.channels_in("fr") == ()


def test_times_to_call_back_are_concrete() -> None:
    known = facts()

    assert known["slot_a"] == "Tuesday 25 November, 10:00"
    assert known["slot_b"] == "Tuesday 25 November, 15:00"
    assert known["bridge_date"] == "Thursday 27 November"
