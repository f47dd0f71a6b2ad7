"""Reads a talk track: the lines, and the techniques they come from."""

from __future__ import annotations

import re
from pathlib import Path

from desktop.content.yaml_rows import Row, read_rows
from desktop.domain.cases import HoldKind
from desktop.domain.talk_track import (
    PRE_IDENTITY_VARIABLES,
    DebtorState,
    Prompt,
    Stage,
    TalkTrack,
    Technique,
    variables,
)

LINES_FILE = "collections.yaml"
TECHNIQUES_FILE = "techniques.yaml"

_VARIABLE = re.compile(r"\{[a-z_]+\}")

_PROMPT_KEYS = (
    "id",
    "stage",
    "states",
    "technique",
    "ask",
    "binds",
    "safety",
    "duty",
    "message",
    "zh",
    "en",
)

_FILE_VARIABLES = frozenset(
    {
        "creditor",
        "case_ref",
        "currency",
        "amount_due",
        "principal",
        "interest",
        "fees",
        "paid",
        "as_of",
        "days_past_due",
        "first_missed_date",
        "last_paid_amount",
        "last_paid_date",
        "last_promise_amount",
        "last_promise_date",
        "open_promise_date",
        "statement_date",
        "fact_consequence",
        "fact_benefit",
    }
)
_TALK_VARIABLES = frozenset(
    {
        "plan_count",
        "plan_amount",
        "plan_first_date",
        "plan_last_date",
        "partial_amount",
        "promise_amount",
        "promise_date",
        "promise_channel",
        "discount_amount",
        "discount_until",
        "inflow_date",
        "bridge_date",
        "review_date",
        "dispute_ref",
        "dispute_reply_date",
    }
)
_PROFILE_VARIABLES = frozenset(
    {
        "purpose_disclosure",
        "official_channel",
        "supervisor_name",
        "advice_line",
        "crisis_line",
    }
)
KNOWN_VARIABLES = PRE_IDENTITY_VARIABLES | _FILE_VARIABLES | _TALK_VARIABLES | _PROFILE_VARIABLES
"""Every fact that a line may ask for. A line with any other name could never be shown."""


def load_talk_track(folder: Path) -> TalkTrack:
    """The track in `folder`. Raises ContentError with file and line for the first fault."""
    return parse_talk_track(read_rows(folder / LINES_FILE), read_rows(folder / TECHNIQUES_FILE))


def parse_talk_track(lines: Row, techniques: Row) -> TalkTrack:
    """The track out of the rows of its two files."""
    lines.only("lines")
    techniques.only("techniques")
    known: dict[str, Technique] = {}
    for row in techniques.rows("techniques"):
        technique = _read_technique(row)
        if technique.technique_id in known:
            raise row.fault(f"technique “{technique.technique_id}” is there twice", "id")
        known[technique.technique_id] = technique
    prompts: dict[str, Prompt] = {}
    for row in lines.rows("lines"):
        prompt = _read_prompt(row)
        if prompt.prompt_id in prompts:
            raise row.fault(f"line “{prompt.prompt_id}” is there twice", "id")
        if prompt.technique not in known:
            raise row.fault(f"unknown technique “{prompt.technique}”", "technique")
        prompts[prompt.prompt_id] = prompt
    if not prompts:
        raise lines.fault("there is no line in this track")
    return TalkTrack(tuple(prompts.values()), known)


def _read_technique(row: Row) -> Technique:
    row.only("id", "name", "why")
    for key in ("name", "why"):
        row.row(key).only("zh", "en")
    name, why = row.row("name"), row.row("why")
    return Technique(
        row.text("id"), name.text("zh"), name.text("en"), why.text("zh"), why.text("en")
    )


def _read_prompt(row: Row) -> Prompt:
    row.only(*_PROMPT_KEYS)
    prompt = Prompt(
        prompt_id=row.text("id"),
        stage=row.choice("stage", Stage),
        zh=row.text("zh"),
        en=row.text("en"),
        states=row.choices("states", DebtorState),
        technique=row.text("technique"),
        is_ask=row.flag("ask"),
        binds=row.choice("binds", HoldKind).value if row.has("binds") else None,
        is_safety=row.flag("safety"),
        is_duty=row.flag("duty"),
        is_message=row.flag("message"),
    )
    _check_variables(row, prompt)
    _check_states(row, prompt)
    return prompt


def _check_variables(row: Row, prompt: Prompt) -> None:
    asked = {"zh": _variables_in(row, "zh"), "en": _variables_in(row, "en")}
    for key, names in asked.items():
        for name in sorted(names - KNOWN_VARIABLES):
            raise row.fault(f"unknown variable “{{{name}}}”", key)
    for name in sorted(asked["zh"] ^ asked["en"]):
        raise row.fault(f"“{{{name}}}” stands in one language only", "en")
    if prompt.stage is Stage.IDENTITY and not prompt.is_safety:
        for name in sorted(asked["zh"] - PRE_IDENTITY_VARIABLES):
            raise row.fault(f"“{{{name}}}” must not be said before the identity check", "zh")


def _variables_in(row: Row, key: str) -> frozenset[str]:
    text = row.text(key)
    if set("{}") & set(_VARIABLE.sub("", text)):
        raise row.fault("braces may only stand around a variable", key)
    return variables(text)


def _check_states(row: Row, prompt: Prompt) -> None:
    third = DebtorState.THIRD_PARTY in prompt.states
    if third and prompt.stage is not Stage.IDENTITY:
        raise row.fault("a line for a third party belongs to the stage identity", "stage")
    if prompt.is_message and not third:
        raise row.fault("a message is left with a third party", "message")
    if third and len(prompt.states) > 1:
        raise row.fault("a line for a third party is for nobody else", "states")
    if prompt.is_safety and not prompt.states:
        raise row.fault("a safety line needs the states that call for it", "states")
