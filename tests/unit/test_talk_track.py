"""Which words fit now, and in which order."""

from __future__ import annotations

import pytest

from desktop.domain.practice import Utterance
from desktop.domain.talk_track import (
    DebtorState,
    Prompt,
    Stage,
    TalkTrack,
    choose_lines,
    fill,
    variables,
)
from tests.fakes import sample_prompt

ANGRY, DESPAIR = DebtorState.ANGRY, DebtorState.DESPAIRING
LISTENING, OPTIONS = Stage.LISTENING, Stage.OPTIONS


def prompt(prompt_id: str, stage: Stage = LISTENING, *states: DebtorState) -> Prompt:
    return sample_prompt(prompt_id, stage, prompt_id, states=frozenset(states))


def chosen(
    *prompts: Prompt,
    stage: Stage = LISTENING,
    state: DebtorState | None = None,
    said: tuple[str, ...] = (),
    facts: dict[str, str] | None = None,
) -> list[str]:
    lines = choose_lines(
        TalkTrack(prompts), stage=stage, state=state, facts=facts or {}, said=said, language="en"
    )
    return [line.prompt.prompt_id for line in lines]


def test_the_stages_follow_each_other_and_stop_at_both_ends() -> None:
    stages = list(Stage)

    assert [stage.following for stage in stages] == [*stages[1:], Stage.CLOSE]
    assert [stage.preceding for stage in stages] == [Stage.IDENTITY, *stages[:-1]]


def test_there_is_a_number_key_for_each_debtor_state() -> None:
    assert len(DebtorState) == 10


def test_only_lines_of_the_stage_are_shown_in_their_written_order() -> None:
    assert chosen(prompt("b"), prompt("x", OPTIONS), prompt("a")) == ["b", "a"]


def test_lines_for_the_debtors_state_come_before_general_ones() -> None:
    lines = (prompt("general"), prompt("angry", LISTENING, ANGRY))

    assert chosen(*lines, state=ANGRY) == ["angry", "general"]


@pytest.mark.parametrize("state", [None, DebtorState.COOPERATIVE])
def test_a_line_for_another_state_is_not_shown(state: DebtorState | None) -> None:
    assert chosen(prompt("angry", LISTENING, ANGRY), state=state) == []


def test_a_line_already_said_sinks_below_all_others() -> None:
    lines = (prompt("angry", LISTENING, ANGRY), prompt("one"), prompt("two"))

    assert chosen(*lines, state=ANGRY, said=("angry", "one")) == ["two", "angry", "one"]


@pytest.mark.parametrize("stage", Stage)
def test_a_safety_line_leads_in_its_state_whatever_the_stage(stage: Stage) -> None:
    safety = sample_prompt("safe", LISTENING, "s", states=frozenset({DESPAIR}), is_safety=True)
    lines = (prompt("despair", stage, DESPAIR), safety)

    assert chosen(*lines, stage=stage, state=DESPAIR) == ["safe", "despair"]


def test_a_duty_leads_its_stage_until_it_is_said() -> None:
    duty = sample_prompt("duty", LISTENING, "d", is_duty=True)
    lines = (prompt("angry", LISTENING, ANGRY), prompt("one"), duty)

    assert chosen(*lines, state=ANGRY) == ["duty", "angry", "one"]
    assert chosen(*lines, state=ANGRY, said=("duty",)) == ["angry", "one", "duty"]


def test_a_third_party_only_hears_lines_written_for_third_parties() -> None:
    third = DebtorState.THIRD_PARTY

    assert chosen(prompt("general"), prompt("third", LISTENING, third), state=third) == ["third"]


@pytest.mark.parametrize("state", [None, ANGRY])
def test_a_safety_line_is_only_shown_in_its_state(state: DebtorState | None) -> None:
    safety = sample_prompt("safe", LISTENING, "s", states=frozenset({DESPAIR}), is_safety=True)

    assert chosen(safety, state=state) == []


def test_a_line_whose_fact_is_missing_is_not_shown() -> None:
    line = sample_prompt("owed", LISTENING, "You owe {amount_due}.")

    assert chosen(line, prompt("other")) == ["other"]
    assert chosen(line, facts={"amount_due": "12"}) == ["owed"]


def test_a_line_is_filled_in_the_chosen_language() -> None:
    track = TalkTrack((Prompt("p", LISTENING, zh="您好，{name}", en="Hello {name}"),))

    texts = [
        choose_lines(
            track, stage=LISTENING, state=None, facts={"name": "Li"}, said=(), language=language
        )[0].text
        for language in ("zh_CN", "en")
    ]

    assert texts == ["您好，Li", "Hello Li"]


def test_what_the_simulated_debtor_says_is_in_the_chosen_language() -> None:
    says = Utterance("喂？", "Hello?")

    assert (says.text("zh_CN"), says.text("en")) == ("喂？", "Hello?")


def test_the_variables_of_a_template_are_the_words_in_braces() -> None:
    assert variables("{a} and {b}, {{not}} {a}") == {"a", "b"}


def test_a_template_is_filled_only_when_every_fact_is_there() -> None:
    assert fill("{a} {{b}}", {"a": "1"}) == "1 {b}"
    assert fill("{a} {b}", {"a": "1"}) is None


def test_a_fact_that_holds_braces_is_said_as_it_is() -> None:
    assert fill("{a}", {"a": "{b}"}) == "{b}"


def test_a_template_never_reaches_into_a_fact() -> None:
    assert fill("{a.__class__}", {"a": "1"}) is None
