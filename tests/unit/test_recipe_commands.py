"""What the recipes have people paste is understood by what reads it, word for word."""

from __future__ import annotations

import argparse
import re
import shlex
from pathlib import Path

import pytest

from desktop.commands.telling import add_commands
from desktop.content.phone_recipes import FOLDER, load_phone_recipes
from desktop.content.resources import find_resources
from desktop.domain.phone_recipes import PhoneRecipe, filled
from desktop.hook.fields import checked
from desktop.hook.urls import fields_of_url
from desktop.phones import microsip
from desktop.phones.places import places_for
from desktop.settings import Settings, read_settings

RECIPES = load_phone_recipes(find_resources() / FOLDER)
TOKEN = "0123456789abcdef01234567"
_PLACEHOLDER = re.compile(r"\$\w+|NUMBER|%CallerNumber%")
_EVENTS = {"ringing", "established", "held", "resumed", "ended"}


def pasted(recipe: PhoneRecipe) -> list[str]:
    """Every line of a recipe, as it reads on a machine where the command is plain."""
    places = places_for(
        recipe,
        settings_file=Path("settings.toml"),
        http_port=8787,
        http_token=TOKEN,
        baresip_port=4444,
        script=Path("/home/ana/.twinkle/callside-twinkle.sh"),
    )
    places["command"] = "callside"
    return [line for step in recipe.steps for line in filled(step.paste, places).splitlines()]


def parsed(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(exit_on_error=False)
    add_commands(parser.add_subparsers(dest="command"))
    return parser.parse_args(words)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.phone_id)
def test_every_line_that_reports_is_understood(recipe: PhoneRecipe) -> None:
    events: list[dict[str, str]] = []
    for line in pasted(recipe):
        text = _PLACEHOLDER.sub("13800138000", line)
        # A script gets its event from the telephone: it is run for real in test_twinkle.
        is_script = '"$1"' in line
        said = "callside call " in text and not is_script
        command = text[text.index("callside call") :] if said else ""
        address = re.search(r"(http|callside)://\S+", text)
        if command:
            number = "" if "--number 138" in command else " 13800138000"
            told = vars(parsed(shlex.split(command + number)[1:]))
            events.append(checked({name: told[name] for name in ("event", "number", "line")}))
        elif address:
            query = address[0].partition("?")[2].removeprefix(f"token={TOKEN}&")
            events.append(checked(fields_of_url(f"callside://call?{query}")))
    assert {each["event"] for each in events} <= _EVENTS
    assert {each["number"] for each in events} <= {"13800138000"}
    assert {each["line"] for each in events} <= {recipe.line}
    if recipe.phone_id in ("microsip", "yealink", "grandstream", "open_a_url"):
        assert {"ringing", "established", "ended"} <= {each["event"] for each in events}


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.phone_id)
def test_every_mark_has_its_text(recipe: PhoneRecipe) -> None:
    assert not any("@" in line for line in pasted(recipe))


def test_the_lines_for_settings_are_settings() -> None:
    recipe = next(recipe for recipe in RECIPES if recipe.phone_id == "yealink")
    lines = pasted(recipe)
    here = Path()
    settings = read_settings("\n".join(lines[:5]), Settings(here, here, here))
    assert settings.hook.http_port == 8787
    assert settings.hook.token == TOKEN


@pytest.mark.parametrize("number", ["13800138000", ""])
def test_what_microsip_makes_of_its_commands_is_understood(number: str) -> None:
    """It appends a space and the number, and nothing but the space for a caller without one."""
    recipe = next(recipe for recipe in RECIPES if recipe.phone_id == "microsip")
    told = microsip.values(("callside",))
    assert len(told) == 5
    for key, value in told.items():
        arguments = parsed(shlex.split(f"{value} {number}")[1:])
        assert arguments.number == number
        assert any(line.startswith(f"{key}=callside call") for line in pasted(recipe))


def test_what_is_written_into_microsip_is_what_is_shown() -> None:
    recipe = next(recipe for recipe in RECIPES if recipe.phone_id == "microsip")
    shown = {line for line in pasted(recipe) if line.startswith("cmd")}
    told = microsip.values(("callside",))
    assert shown == {f"{key}={value}" for key, value in told.items()}
