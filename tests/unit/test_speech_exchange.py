"""What crosses between the program and its speech worker."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.speech.exchange import (
    SpeechAnswer,
    SpeechRequest,
    answer_from_json,
    answer_to_json,
    request_from_json,
    request_to_json,
)
from desktop.speech.levels import Loudness
from desktop.speech.problems import VoiceProblem, sentence


@given(st.text(), st.integers(), st.sampled_from(["", "f2"]))
def test_a_request_arrives_as_it_was_sent(text: str, rate_percent: int, variant: str) -> None:
    request = SpeechRequest(text, "zh_CN", "/tmp/line.wav", rate_percent, variant=variant)
    assert request_from_json(request_to_json(request)) == request


def test_chinese_crosses_any_code_page() -> None:
    assert request_to_json(SpeechRequest("你好", "zh_CN", "x.wav")).isascii()


@pytest.mark.parametrize(
    "answer",
    [
        SpeechAnswer(loudness=Loudness(250, (-20.5, -96.0, -18.0))),
        SpeechAnswer(problem=VoiceProblem.MISSING_LIBRARY, cause="libespeak-ng"),
    ],
)
def test_an_answer_arrives_as_it_was_sent(answer: SpeechAnswer) -> None:
    assert answer_from_json(answer_to_json(answer).encode()) == answer


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"Killed",
        b"[]",
        b"7",
        b'{"duration_ms": 100}',
        b'{"problem": "unheard of"}',
        b'{"problem": "failed"}',
        b'{"duration_ms": 1, "levels_dbov": ["loud"]}',
        b"\xff\xfe",
    ],
)
def test_anything_else_means_that_the_worker_failed(line: bytes) -> None:
    assert answer_from_json(line) == SpeechAnswer(
        problem=VoiceProblem.FAILED, cause="the worker gave no answer"
    )


def test_every_problem_is_one_sentence_in_each_language() -> None:
    chinese = {sentence(problem, "zh_CN") for problem in VoiceProblem}
    english = {sentence(problem, "en") for problem in VoiceProblem}
    assert len(chinese) == len(english) == len(VoiceProblem)
    assert all(words.endswith("。") and words.count("。") == 1 for words in chinese)
    assert all(words.endswith(".") and words.count(". ") == 0 for words in english)
