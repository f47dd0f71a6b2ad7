"""What the page that connects a telephone shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from desktop.domain.phone_recipes import PhoneRecipe


class DialBy(Enum):
    """What dials a number that no connected line can dial."""

    LINE = "line"
    TEL = "tel"
    SIP = "sip"
    OFF = "off"


class DialResult(Enum):
    """What was done with a number that no connected line dialled."""

    TEL_LINK = "tel_link"
    SIP_LINK = "sip_link"
    NOT_TAKEN = "not_taken"
    BY_AGENT = "by_agent"


@dataclass(frozen=True, slots=True)
class PhoneView:
    """One telephone on this machine. `pastes` go with the recipe's steps, empty where none."""

    recipe: PhoneRecipe
    installed: bool
    running: bool
    pastes: tuple[str, ...]
    can_write: bool
    is_written: bool


class WriteResult(Enum):
    """What came of writing into a telephone's files."""

    WRITTEN = "written"
    KEPT = "kept"
    """Written, but keys that hold something of the user's own were left alone."""
    UNCHANGED = "unchanged"
    UNDONE = "undone"
    RUNNING = "running"
    NO_FILE = "no_file"
    UNREADABLE = "unreadable"
    UNUSABLE_COMMAND = "unusable_command"
    DISK = "disk"
