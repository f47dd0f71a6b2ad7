"""How a telephone is connected to the desk: what it can tell, and what to paste where."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from desktop.domain.wording import is_chinese

MARK = re.compile(r"@([a-z_]+)@")
"""Where a recipe names something of this machine, such as `@command@`."""


class Told(Enum):
    """One thing that a telephone may tell of a call."""

    RINGING = "ringing"
    ANSWERED = "answered"
    ENDED = "ended"
    HELD = "held"
    NUMBER = "number"
    ID = "id"
    DIRECTION = "direction"
    LEVELS = "levels"


class Proof(Enum):
    """How sure a recipe is."""

    REAL_PROGRAM = "real_program"
    REPLAYED = "replayed"
    DOCUMENTED = "documented"


class PhoneFile(Enum):
    """A telephone's own file that the program may write for the agent."""

    TWINKLE_PROFILE = "twinkle_profile"
    MICROSIP_INI = "microsip_ini"


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages."""

    zh: str
    en: str

    def spoken(self, language: str) -> str:
        """The text in a language such as `zh_CN`."""
        return self.zh if is_chinese(language) else self.en


@dataclass(frozen=True, slots=True)
class RecipeStep:
    """One thing to do; `paste` is the exact text for it, if there is one."""

    does: Words
    paste: str = ""


@dataclass(frozen=True, slots=True)
class PhoneTraces:
    """By what a telephone is recognised on a machine.

    `files` begin with `~` or an environment variable in percent signs; `registry` are keys below
    `HKEY_CURRENT_USER`; `processes` are names without `.exe`.
    """

    programs: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    registry: tuple[str, ...] = ()
    processes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PhoneRecipe:
    """How one kind of telephone is connected. `platforms` are those of `sys.platform`; none is any.

    `line` is the name that its calls carry: of a line, or the one its reports give.
    """

    phone_id: str
    name: Words
    line: str
    proof: Proof
    tells: frozenset[Told]
    about: Words
    steps: tuple[RecipeStep, ...]
    limits: tuple[Words, ...] = ()
    traces: PhoneTraces = PhoneTraces()
    platforms: tuple[str, ...] = ()
    file: PhoneFile | None = None

    @property
    def cannot_tell(self) -> tuple[Told, ...]:
        """What the desk has to do without."""
        return tuple(told for told in Told if told not in self.tells)


def filled(text: str, places: Mapping[str, str]) -> str:
    """A text to paste with the names of this machine in it; each mark must be in `places`."""
    return MARK.sub(lambda mark: places[mark[1]], text)
