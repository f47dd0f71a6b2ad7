from __future__ import annotations

from pathlib import Path

import pytest

from desktop.content.simulated_calls import parse_simulated_calls
from desktop.content.yaml_rows import ContentError, parse_rows
from desktop.domain.calls import Direction
from desktop.domain.practice import (
    SimulatedCall,
    SimulatedEnd,
    SimulatedReply,
    SimulatedVoice,
    Utterance,
)
from desktop.domain.talk_track import Stage

CALLS = """calls:
  - id: one
    number: "+8616000000001"
    direction: incoming
    name: 张样本
    voice: {pitch_percent: 90}
    opening: {zh: 喂, en: Hello}
    replies:
      - {after_stage: identity, zh: 是我, en: Speaking}
      - {after_stage: greeting, pause_ms: 300, zh: 好, en: Good}
    ends: hangs_up
"""


def calls(text: str) -> tuple[SimulatedCall, ...]:
    return parse_simulated_calls(parse_rows(text, Path("calls.yaml")))


def test_a_script_is_read_whole() -> None:
    assert calls(CALLS) == (
        SimulatedCall(
            call_id="one",
            number="+8616000000001",
            direction=Direction.INCOMING,
            name="张样本",
            opening=Utterance("喂", "Hello"),
            replies=(
                SimulatedReply(Stage.IDENTITY, Utterance("是我", "Speaking")),
                SimulatedReply(Stage.GREETING, Utterance("好", "Good"), 300),
            ),
            ends=SimulatedEnd.HANGS_UP,
            voice=SimulatedVoice(90, 100),
        ),
    )


def test_a_number_may_be_withheld_but_not_dialled() -> None:
    withheld = CALLS.replace('    number: "+8616000000001"\n', "")
    assert calls(withheld)[0].number is None
    with pytest.raises(ContentError, match="needs its number"):
        calls(withheld.replace("incoming", "outgoing"))


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("incoming", "unknown", "calls.yaml:4: a simulated call is incoming or outgoing"),
        ("after_stage: greeting", "after_stage: hello", "10: unknown after_stage “hello”"),
        ("pause_ms: 300", "pause_ms: 90000", "10: “pause_ms” must lie between"),
        ("pitch_percent: 90", "pitch_percent: 20", "6: “pitch_percent” must lie between"),
        ("en: Speaking", "de: Ja", "unknown key “de”"),
        ("hangs_up", "explodes", "unknown ends “explodes”"),
        (
            "after_stage: identity",
            "after_stage: close",
            "10: replies follow the order of the stages",
        ),
    ],
)
def test_a_faulty_script_is_refused(before: str, after: str, message: str) -> None:
    assert before in CALLS
    with pytest.raises(ContentError) as refused:
        calls(CALLS.replace(before, after))
    assert message in str(refused.value)


def test_ids_are_unique() -> None:
    with pytest.raises(ContentError, match="12: call “one” is there twice"):
        calls(CALLS + CALLS.replace("calls:\n", ""))
