"""Reads a desk's profile: who calls, for whom, and what may be agreed."""

from __future__ import annotations

from pathlib import Path

from desktop.content.yaml_rows import Row, read_rows
from desktop.domain.commitment import AuthorityLimits
from desktop.domain.profile import Profile

LANGUAGES = ("zh", "en")
FACT_NAMES = (
    "agency",
    "agent_name",
    "agent_id",
    "recording_notice",
    "purpose_disclosure",
    "callback_number",
    "official_channel",
    "supervisor_name",
    "advice_line",
    "crisis_line",
)
"""The facts a profile must give in both languages."""


def load_profile(path: Path) -> Profile:
    """The profile in a file. Raises ContentError with file and line for the first fault."""
    return parse_profile(read_rows(path))


def parse_profile(row: Row) -> Profile:
    """The profile out of a file's rows."""
    row.only("region", "facts", "channels", "limits")
    facts = row.row("facts")
    facts.only(*FACT_NAMES)
    both = {name: facts.row(name) for name in FACT_NAMES}
    for words in both.values():
        words.only(*LANGUAGES)
    return Profile(
        facts={key: {name: words.text(key) for name, words in both.items()} for key in LANGUAGES},
        channels=_read_channels(row),
        limits=_read_limits(row.row("limits")),
        default_region=row.text("region"),
    )


def _read_channels(row: Row) -> dict[str, tuple[str, ...]]:
    listed = row.rows("channels")
    if not listed:
        raise row.fault("there must be at least one payment channel", "channels")
    for channel in listed:
        channel.only(*LANGUAGES)
    return {key: tuple(channel.text(key) for channel in listed) for key in LANGUAGES}


def _read_limits(row: Row) -> AuthorityLimits:
    names = ("longest_promise_days", "most_instalments", "longest_plan_days")
    row.only(*names)
    limits = {name: row.number(name) for name in names}
    for name, limit in limits.items():
        if limit < 0:
            raise row.fault(f"“{name}” must not be negative", name)
    return AuthorityLimits(**limits)
