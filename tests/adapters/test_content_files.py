"""The content that is shipped: every line can be shown, says no more than it may, and is kept."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from desktop.content.profiles import load_profile
from desktop.content.resources import find_resources
from desktop.content.talk_tracks import load_talk_track
from desktop.content.yaml_rows import ContentError, read_rows
from desktop.domain.cases import CaseFile
from desktop.domain.facts import gather_facts
from desktop.domain.outcome import OutcomeField
from desktop.domain.profile import Profile
from desktop.domain.talk_track import (
    DebtorState,
    Prompt,
    SpokenLine,
    Stage,
    TalkTrack,
    choose_lines,
    variables,
)
from tests.adapters.sample_files import TODAY, sample_cases

NOW_LOCAL = datetime(TODAY.year, TODAY.month, TODAY.day, 10, 30, tzinfo=UTC)
LANGUAGES = ("zh_CN", "en")
REACHABLE = [
    (stage, state)
    for stage, state in product(Stage, (None, *DebtorState))
    if stage is Stage.IDENTITY or state is not DebtorState.THIRD_PARTY
]
"""A third party is only ever shown the words of the identity stage."""

DEBT_ZH = re.compile("[欠债款账贷催]|还钱|还清|逾期|本金|利息|金额|费用|付|元|钱|到期")
DEBT_EN = re.compile(
    r"\b(debt\w*|ow(e|es|ed|ing)|pay\w*|paid|loan\w*|amount\w*|overdue|collect\w*|balance|due|"
    r"account\w*|creditor|money|bills?|interest|fees?|instalments?)\b",
    re.IGNORECASE,
)
KEPT_AWAY_ZH = re.compile("不会?再?(催|请您付款|打扰)|停下收款|不谈付款|不会催款")


@cache
def track() -> TalkTrack:
    return load_talk_track(find_resources() / "talk_tracks")


@cache
def profile() -> Profile:
    return load_profile(find_resources() / "sample" / "profile.yaml")


def lines_for(
    case: CaseFile, stage: Stage, state: DebtorState | None, language: str
) -> tuple[SpokenLine, ...]:
    facts = gather_facts(
        case=case,
        profile=profile(),
        fields={},
        now_local=NOW_LOCAL,
        language=language,
        identity_confirmed=stage is not Stage.IDENTITY,
    )
    return choose_lines(track(), stage=stage, state=state, facts=facts, said=(), language=language)


def bare(text: str) -> str:
    return re.sub(r"\{\w+\}", "", text)


def prompts() -> tuple[Prompt, ...]:
    return track().prompts


def test_the_track_is_rich_and_every_line_has_its_technique() -> None:
    assert len(prompts()) >= 60
    used = {prompt.technique for prompt in prompts()}
    assert used == set(track().techniques)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_stage_and_state_offers_two_lines_in_every_open_file(language: str) -> None:
    thin = [
        (case.debtor.external_ref, stage, state)
        for case in sample_cases()
        if case.balance.minor > 0
        for stage, state in REACHABLE
        if len(lines_for(case, stage, state, language)) < 2
    ]
    assert thin == []


def test_every_state_has_words_of_its_own_in_every_stage() -> None:
    typical = next(case for case in sample_cases() if case.debtor.external_ref == "S-005")
    for stage, state in REACHABLE:
        if state is not None:
            lines = lines_for(typical, stage, state, "zh_CN")
            best = next(line for line in lines if not line.prompt.is_duty)
            assert state in best.prompt.states, (stage, state)


def test_a_third_party_is_offered_only_lines_written_for_one() -> None:
    shown = lines_for(sample_cases()[0], Stage.IDENTITY, DebtorState.THIRD_PARTY, "zh_CN")[:4]
    assert [DebtorState.THIRD_PARTY in line.prompt.states for line in shown] == [True] * 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_said_before_the_identity_check_reveals_a_debt(language: str) -> None:
    debt_words = DEBT_ZH if language.startswith("zh") else DEBT_EN
    for case, state in product(sample_cases(), (None, *DebtorState)):
        creditors = {debt.creditor for debt in case.debts}
        for line in lines_for(case, Stage.IDENTITY, state, language):
            found = debt_words.search(line.text)
            assert found is None, (line.prompt.prompt_id, found)
            assert not any(creditor in line.text for creditor in creditors)


def test_a_debt_word_would_be_found() -> None:
    greeting = next(prompt for prompt in prompts() if prompt.prompt_id == "GR-1")
    assert DEBT_ZH.search(greeting.zh)
    assert DEBT_EN.search(greeting.en)


def test_safety_lines_speak_of_nothing_but_safety() -> None:
    safety = [prompt for prompt in prompts() if prompt.is_safety]
    assert safety
    for prompt in safety:
        assert DEBT_ZH.search(prompt.zh) is None
        assert DEBT_EN.search(prompt.en) is None
    unconfirmed = lines_for(sample_cases()[0], Stage.IDENTITY, DebtorState.DESPAIRING, "zh_CN")
    assert unconfirmed[0].prompt.is_safety


def test_chinese_lines_are_chinese_and_whole_sentences() -> None:
    for prompt in prompts():
        zh = bare(prompt.zh)
        assert re.search(r"[A-Za-z]", zh) is None, prompt.prompt_id
        assert re.search(r"[,.?!;:()\"']|⏸|\s|你", zh) is None, prompt.prompt_id
        assert prompt.zh.endswith(("。", "？", "！", "{purpose_disclosure}")), prompt.prompt_id


def test_english_lines_are_english_and_whole_sentences() -> None:
    for prompt in prompts():
        assert re.search(r"[\u2e80-\uffef]|⏸|  ", prompt.en) is None, prompt.prompt_id
        assert prompt.en.endswith((".", "?", "!", "{purpose_disclosure}")), prompt.prompt_id


def test_a_figure_is_never_said_without_its_currency() -> None:
    figures = {"amount_due", "last_paid_amount", "plan_amount", "partial_amount", "promise_amount"}
    for prompt in prompts():
        for text in (prompt.zh, prompt.en):
            for name in variables(text) & figures:
                assert re.search(rf"{{{name}}} ?{{currency}}", text), prompt.prompt_id


def test_whoever_says_that_we_will_stop_binds_us() -> None:
    unbound = [
        prompt.prompt_id
        for prompt in prompts()
        if KEPT_AWAY_ZH.search(prompt.zh) and prompt.binds is None
    ]
    assert unbound == []
    bound = {prompt.prompt_id for prompt in prompts() if prompt.binds}
    assert {"ID-6", "CO-5", "CO-8", "CO-10", "CL-3", "CL-6"} <= bound


def test_a_promise_that_was_built_is_read_out_with_its_own_figures() -> None:
    case = sample_cases()[4]
    facts = gather_facts(
        case=case,
        profile=profile(),
        fields={
            OutcomeField.AMOUNT: 250_050,
            OutcomeField.DATE: date(2026, 11, 27).isoformat(),
            OutcomeField.CHANNEL: profile().channels_in("zh")[0],
        },
        now_local=NOW_LOCAL,
        language="zh_CN",
        identity_confirmed=True,
    )
    shown = choose_lines(
        track(),
        stage=Stage.COMMITMENT,
        state=DebtorState.COOPERATIVE,
        facts=facts,
        said=(),
        language="zh_CN",
    )
    assert shown[0].text == ("那我们定下来：11月27日（星期五），2,500.50元，通过对公转账，可以吗？")


def test_pounds_are_not_called_yuan() -> None:
    sam = next(case for case in sample_cases() if case.currency == "GBP")
    told = lines_for(sam, Stage.GREETING, None, "zh_CN")[1].text
    assert "英镑" in told
    assert "元" not in told


def test_a_file_that_is_not_utf_8_says_so(tmp_path: Path) -> None:
    path = tmp_path / "lines.yaml"
    path.write_bytes("lines: 您好".encode("gb2312"))
    with pytest.raises(ContentError, match="must be saved as UTF-8"):
        read_rows(path)


def test_resources_are_found_in_a_frozen_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = find_resources()
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    assert find_resources() == beside
    (tmp_path / "resources" / "talk_tracks").mkdir(parents=True)
    assert find_resources() == tmp_path / "resources"


def test_resources_are_found_in_a_wheel_and_missed_where_they_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "desktop"
    monkeypatch.setattr(
        "desktop.content.resources.__file__", str(package / "content" / "resources.py")
    )
    with pytest.raises(FileNotFoundError, match="install Callside again"):
        find_resources()
    (package / "_resources" / "talk_tracks").mkdir(parents=True)
    assert find_resources() == package / "_resources"


def test_only_lines_that_ask_to_pass_something_on_leave_a_message() -> None:
    shipped = load_talk_track(find_resources() / "talk_tracks")

    assert [p.prompt_id for p in shipped.prompts if p.is_message] == ["ID-5", "ID-18"]


def test_no_line_says_who_dialled() -> None:
    shipped = load_talk_track(find_resources() / "talk_tracks")
    told = (
        "来电",
        "打来",
        "打扰到您",
        "谢谢您接",
        "I'm calling",
        "for answering",
        "taking the call",
    )

    assert [
        p.prompt_id for p in shipped.prompts if any(word in p.zh or word in p.en for word in told)
    ] == []
