from __future__ import annotations

from pathlib import Path

import pytest

from desktop.content.profiles import FACT_NAMES, parse_profile
from desktop.content.yaml_rows import ContentError, parse_rows
from desktop.domain.commitment import AuthorityLimits
from desktop.domain.profile import Profile

FACTS = "".join(f"  {name}: {{zh: {name}中文, en: {name} words}}\n" for name in FACT_NAMES)
PROFILE = f"""region: GB
facts:
{FACTS}channels:
  - {{zh: 转账, en: transfer}}
  - {{zh: 官网, en: website}}
limits:
  longest_promise_days: 14
  most_instalments: 3
  longest_plan_days: 92
"""


def profile(text: str) -> Profile:
    return parse_profile(parse_rows(text, Path("profile.yaml")))


def test_a_profile_speaks_both_languages() -> None:
    read = profile(PROFILE)
    assert read.facts_in("zh_CN")["agency"] == "agency中文"
    assert read.facts_in("en")["callback_number"] == "callback_number words"
    assert set(read.facts_in("zh_CN")) == set(read.facts_in("en")) == set(FACT_NAMES)
    assert read.channels_in("en") == ("transfer", "website")
    assert read.channels_in("zh_CN") == ("转账", "官网")
    assert read.limits == AuthorityLimits(14, 3, 92)
    assert read.default_region == "GB"


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("agency中文, en: agency words", "agency中文", "profile.yaml:3: “en” must be a text"),
        ("  agent_id: {zh", "  agent: {zh", "unknown key “agent”"),
        ("en: transfer", "fr: virement", "unknown key “fr”"),
        ("days: 14", "days: soon", "“longest_promise_days” must be a whole number"),
        ("days: 14", "days: -1", "must not be negative"),
        ("region: GB\n", "", "“region” must be a text"),
    ],
)
def test_a_faulty_profile_is_refused(before: str, after: str, message: str) -> None:
    assert before in PROFILE
    with pytest.raises(ContentError) as refused:
        profile(PROFILE.replace(before, after, 1))
    assert message in str(refused.value)


def test_a_profile_without_a_payment_channel_is_refused() -> None:
    start, end = PROFILE.index("channels:"), PROFILE.index("limits:")
    with pytest.raises(ContentError, match="at least one payment channel"):
        profile(PROFILE[:start] + "channels: []\n" + PROFILE[end:])
