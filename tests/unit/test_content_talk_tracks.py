from __future__ import annotations

from pathlib import Path

import pytest

from desktop.content.talk_tracks import parse_talk_track
from desktop.content.yaml_rows import ContentError, parse_rows
from desktop.domain.talk_track import DebtorState, Prompt, Stage, TalkTrack

TECHNIQUES = """
techniques:
  - id: A1-1
    name: {zh: "倾听", en: "Listening"}
    why: {zh: "先听。", en: "Listen first."}
"""
LINE = """
lines:
  - id: X-1
    stage: listening
    states: [angry, resist]
    technique: A1-1
    ask: true
    binds: until_date
    zh: "您好，{debtor_surname}{debtor_title}。"
    en: "Hello, {debtor_title} {debtor_surname}."
"""


def track(lines: str, techniques: str = TECHNIQUES) -> TalkTrack:
    return parse_talk_track(
        parse_rows(lines, Path("lines.yaml")), parse_rows(techniques, Path("techniques.yaml"))
    )


def test_a_row_becomes_a_prompt() -> None:
    read = track(LINE)
    assert read.prompts == (
        Prompt(
            "X-1",
            Stage.LISTENING,
            zh="您好，{debtor_surname}{debtor_title}。",
            en="Hello, {debtor_title} {debtor_surname}.",
            states=frozenset({DebtorState.ANGRY, DebtorState.RESISTANT}),
            technique="A1-1",
            is_ask=True,
            binds="until_date",
        ),
    )
    assert read.techniques["A1-1"].why_en == "Listen first."


def test_what_is_left_out_is_general_and_binds_nobody() -> None:
    shorter = LINE.replace("    states: [angry, resist]\n", "")
    shorter = shorter.replace("    ask: true\n", "").replace("    binds: until_date\n", "")
    prompt = track(shorter).prompts[0]
    assert prompt.states == frozenset()
    assert (prompt.is_ask, prompt.is_safety, prompt.binds) == (False, False, None)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("listening", "hearing", "4: unknown stage “hearing”"),
        ("[angry, resist]", "[angry, cross]", "5: unknown states “cross”"),
        ("A1-1", "A9-9", "6: unknown technique “A9-9”"),
        ("ask: true", "ask: perhaps", "7: “ask” must be true or false"),
        ("until_date", "forever", "8: unknown binds “forever”"),
        ("{debtor_title} {debtor_surname}", "{debtor_title}", "“{debtor_surname}” stands in one"),
        ("{debtor_surname}", "{surname}", "9: unknown variable “{surname}”"),
        ("{debtor_surname}", "{debtor_surname!r}", "9: braces may only stand around"),
        ("{debtor_surname}", "{}", "9: braces may only stand around"),
        ("{debtor_surname}", "{debtor_surname", "9: braces may only stand around"),
        ('    en: "Hello, {debtor_title} {debtor_surname}."\n', "", "“en” must be a text"),
        ("ask: true", "aks: true", "7: unknown key “aks”"),
    ],
)
def test_a_faulty_line_is_refused_where_it_is(before: str, after: str, message: str) -> None:
    assert before in LINE
    with pytest.raises(ContentError) as refused:
        track(LINE.replace(before, after))
    assert message in str(refused.value)
    assert str(refused.value).startswith("lines.yaml:")


def test_before_the_identity_check_no_line_may_ask_for_a_fact_of_the_debt() -> None:
    early = LINE.replace("listening", "identity")
    assert track(early).prompts[0].stage is Stage.IDENTITY
    told = early.replace("{debtor_surname}", "{amount_due}")
    with pytest.raises(ContentError, match=r"9: “.amount_due.” must not be said"):
        track(told)


def test_third_party_lines_live_in_the_identity_stage_alone() -> None:
    with pytest.raises(ContentError, match="belongs to the stage identity"):
        track(LINE.replace("[angry, resist]", "[third]"))
    mixed = LINE.replace("listening", "identity").replace("[angry, resist]", "[third, angry]")
    with pytest.raises(ContentError, match="for nobody else"):
        track(mixed)


def test_a_safety_line_says_which_states_call_for_it() -> None:
    safety = LINE.replace("ask: true", "safety: true")
    assert track(safety).prompts[0].is_safety
    with pytest.raises(ContentError, match="needs the states"):
        track(safety.replace("    states: [angry, resist]\n", ""))


def test_ids_are_unique() -> None:
    with pytest.raises(ContentError, match="11: line “X-1” is there twice"):
        track(LINE + LINE.replace("\nlines:\n", ""))
    with pytest.raises(ContentError, match="6: technique “A1-1” is there twice"):
        track(LINE, TECHNIQUES + TECHNIQUES.replace("\ntechniques:\n", ""))


def test_an_empty_track_is_refused() -> None:
    with pytest.raises(ContentError, match="there is no line"):
        track("lines: []")


def test_a_message_is_left_with_a_third_party_and_nobody_else() -> None:
    message = LINE.replace("ask: true", "message: true")
    with pytest.raises(ContentError, match="7: a message is left with a third party"):
        track(message)
    third = message.replace("listening", "identity").replace("[angry, resist]", "[third]")
    third = third.replace("{debtor_surname}{debtor_title}", "{debtor_name}")
    third = third.replace("{debtor_title} {debtor_surname}", "{debtor_name}")
    assert track(third).prompts[0].is_message
    assert not track(LINE).prompts[0].is_message
