"""The words: stages of a call, the debtor's state, and which line fits now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import Enum
from string import Formatter


class Stage(Enum):
    """Where in the talk the agent is; the order is the order of a call."""

    IDENTITY = "identity"
    GREETING = "greeting"
    LISTENING = "listening"
    OPTIONS = "options"
    COMMITMENT = "commitment"
    CLOSE = "close"

    @property
    def following(self) -> Stage:
        """The next stage; the last stage stays."""
        stages = list(Stage)
        return stages[min(stages.index(self) + 1, len(stages) - 1)]

    @property
    def preceding(self) -> Stage:
        """The stage before; the first stage stays."""
        stages = list(Stage)
        return stages[max(stages.index(self) - 1, 0)]


class DebtorState(Enum):
    """How the person on the line is, in the order of the number keys 1 to 9 and 0."""

    COOPERATIVE = "coop"
    RESISTANT = "resist"
    ANXIOUS = "anxious"
    DESPAIRING = "despair"
    ANGRY = "angry"
    EVASIVE = "evasive"
    DISPUTING = "dispute"
    ABUSIVE = "abusive"
    HARDSHIP = "hardship"
    THIRD_PARTY = "third"


PRE_IDENTITY_VARIABLES = frozenset(
    {
        "agent_name",
        "agent_id",
        "agency",
        "debtor_name",
        "debtor_surname",
        "debtor_title",
        "match_question",
        "recording_notice",
        "callback_number",
        "crisis_line",
        "slot_a",
        "slot_b",
    }
)
"""The only facts a line may carry before the right person is confirmed."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One line the agent can say, in both languages.

    No `states` means any state. `is_ask` lines are followed by silence. `technique` is the id of
    the technique it comes from. `binds` names the hold that saying it creates. `is_safety` lines
    come first whenever the state asks for them, whatever the stage; `is_duty` lines must be said
    and lead their stage until they are. `is_message` lines ask a third party to pass something on.
    """

    prompt_id: str
    stage: Stage
    zh: str
    en: str
    states: frozenset[DebtorState] = frozenset()
    technique: str = ""
    is_ask: bool = False
    binds: str | None = None
    is_safety: bool = False
    is_duty: bool = False
    is_message: bool = False

    def text(self, language: str) -> str:
        """The template in the chosen language."""
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Technique:
    """Where a line comes from: a name and one sentence on why it works, in both languages."""

    technique_id: str
    name_zh: str
    name_en: str
    why_zh: str
    why_en: str


@dataclass(frozen=True, slots=True)
class TalkTrack:
    """All lines of one track, in the order they were written, with their techniques."""

    prompts: tuple[Prompt, ...]
    techniques: Mapping[str, Technique] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """A prompt with its facts filled in, ready to be said."""

    prompt: Prompt
    text: str


def variables(template: str) -> frozenset[str]:
    """The names of the `{variables}` in a template."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)


def fill(template: str, facts: Mapping[str, str]) -> str | None:
    """The template with its facts, or None when one is missing: such a line is not shown."""
    if any(name not in facts for name in variables(template)):
        return None
    return template.format_map(facts)


def choose_lines(
    track: TalkTrack,
    *,
    stage: Stage,
    state: DebtorState | None,
    facts: Mapping[str, str],
    said: Collection[str],
    language: str,
) -> tuple[SpokenLine, ...]:
    """The lines that fit, best first.

    Safety lines of the state lead, then duties; then lines written for this state, then general
    ones; lines already said sink to the end. Lines with a missing fact are left out.
    """
    fitting: list[tuple[tuple[bool, bool, bool, bool, int], SpokenLine]] = []
    for order, prompt in enumerate(track.prompts):
        if not _fits(prompt, stage, state):
            continue
        text = fill(prompt.text(language), facts)
        if text is None:
            continue
        was_said = prompt.prompt_id in said
        rank = (was_said, not prompt.is_safety, not prompt.is_duty, not prompt.states, order)
        fitting.append((rank, SpokenLine(prompt, text)))
    return tuple(line for _, line in sorted(fitting, key=lambda ranked: ranked[0]))


def _fits(prompt: Prompt, stage: Stage, state: DebtorState | None) -> bool:
    if prompt.is_safety:
        return state is not None and state in prompt.states
    if prompt.stage is not stage:
        return False
    if not prompt.states:
        # What may be said to anybody was written for the debtor, not for whoever picked up.
        return state is not DebtorState.THIRD_PARTY
    return state is not None and state in prompt.states
