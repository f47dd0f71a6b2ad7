"""Recipes are read whole or refused with file and line; the shipped ones keep their promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.content.phone_recipes import parse_phone_recipe
from desktop.content.yaml_rows import ContentError, parse_rows
from desktop.domain.phone_recipes import PhoneFile, Proof, Told, filled
from tests.unit.recipe_samples import WHOLE

HERE = Path("phone.yaml")


def test_a_whole_recipe_is_read() -> None:
    recipe = parse_phone_recipe(parse_rows(WHOLE, HERE), "sample")
    assert recipe.phone_id == "sample"
    assert recipe.name.spoken("zh_CN") == "样机"
    assert recipe.name.spoken("en") == "Sample"
    assert recipe.tells == {Told.RINGING, Told.NUMBER}
    assert Told.ENDED in recipe.cannot_tell
    assert recipe.proof is Proof.DOCUMENTED
    assert recipe.file is PhoneFile.TWINKLE_PROFILE
    assert recipe.traces.files == ("~/.sample",)
    assert [step.paste for step in recipe.steps] == ["@command@ call ringing", ""]


@pytest.mark.parametrize(
    ("wrong", "right", "line", "message"),
    [
        ("proof: rumour", "proof: documented", 5, "unknown proof “rumour”"),
        ("tells: [colour]", "tells: [ringing, number]", 6, "unknown tells “colour”"),
        ("platforms: [amiga]", "platforms: [linux]", 4, "unknown platform “amiga”"),
        ("writes: letter", "writes: twinkle_profile", 8, "unknown writes “letter”"),
        ("paste: '@comand@'", "paste: '@command@ call ringing'", 13, "unknown place “@comand@”"),
        ("  zn: 说明", "  zh: 说明", 10, "unknown key “zn”"),
    ],
)
def test_a_fault_names_file_and_line(wrong: str, right: str, line: int, message: str) -> None:
    assert WHOLE.count(right) == 1
    with pytest.raises(ContentError) as caught:
        parse_phone_recipe(parse_rows(WHOLE.replace(right, wrong), HERE), "sample")
    assert caught.value.line == line
    assert caught.value.message.startswith(message)


def test_a_recipe_without_a_step_is_none() -> None:
    steps = WHOLE[WHOLE.index("steps:") :]
    with pytest.raises(ContentError, match="at least one step"):
        parse_phone_recipe(parse_rows(WHOLE.replace(steps, "steps: []\n"), HERE), "sample")


def test_marks_are_filled_and_anything_else_between_signs_stays() -> None:
    text = filled("@command@ x @ y $remote {phone} a@b", {"command": "callside"})
    assert text == "callside x @ y $remote {phone} a@b"
