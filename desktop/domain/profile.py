"""Who calls, for whom, and what this desk may say and agree to: set once, owned by compliance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.domain.commitment import AuthorityLimits


@dataclass(frozen=True, slots=True)
class Profile:
    """The desk's fixed facts.

    `facts` maps a language (`zh`, `en`) to variable names and their words, for example `agency`,
    `agent_name`, `callback_number`, `recording_notice`. `channels` are the ways to pay that may be
    promised, per language.
    """

    facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    channels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    limits: AuthorityLimits = AuthorityLimits()
    default_region: str = "CN"

    def facts_in(self, language: str) -> Mapping[str, str]:
        """The profile's words in a language tag such as `zh_CN`."""
        return self.facts.get(language[:2], {})

    def channels_in(self, language: str) -> tuple[str, ...]:
        """The payment channels in a language tag such as `zh_CN`."""
        return self.channels.get(language[:2], ())
