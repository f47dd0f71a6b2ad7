"""Reads the recipes by which telephones are connected."""

from __future__ import annotations

from pathlib import Path

from desktop.content.yaml_rows import Row, read_rows
from desktop.domain.phone_recipes import (
    MARK,
    PhoneFile,
    PhoneRecipe,
    PhoneTraces,
    Proof,
    RecipeStep,
    Told,
    Words,
)

FOLDER = "phones"
PLACES = frozenset(
    {
        "command",
        "http_settings",
        "lan_settings",
        "lan_url",
        "port",
        "script",
        "script_text",
        "url",
    }
)
"""What a recipe may name of this machine, between at signs."""

_KEYS = (
    "order",
    "name",
    "line",
    "platforms",
    "proof",
    "tells",
    "found_by",
    "writes",
    "about",
    "steps",
    "limits",
)
_PLATFORMS = frozenset({"win32", "linux", "darwin"})


def load_phone_recipes(folder: Path) -> tuple[PhoneRecipe, ...]:
    """Every recipe in a folder, in the order that they ask for.

    A recipe's id is the name of its file. Raises ContentError for the first fault.
    """
    found: list[tuple[int, PhoneRecipe]] = []
    for path in sorted(folder.glob("*.yaml")):
        row = read_rows(path)
        found.append((row.number("order"), parse_phone_recipe(row, path.stem)))
    return tuple(recipe for _order, recipe in sorted(found, key=lambda pair: pair[0]))


def parse_phone_recipe(row: Row, phone_id: str) -> PhoneRecipe:
    """One recipe out of its file's rows."""
    row.only(*_KEYS)
    platforms = row.words("platforms")
    for platform in platforms:
        if platform not in _PLATFORMS:
            raise row.fault(f"unknown platform “{platform}”", "platforms")
    steps = tuple(_read_step(step) for step in row.rows("steps"))
    if not steps:
        raise row.fault("a recipe needs at least one step", "steps")
    return PhoneRecipe(
        phone_id=phone_id,
        name=_read_words(row.row("name")),
        line=row.text("line"),
        proof=row.choice("proof", Proof),
        tells=row.choices("tells", Told),
        about=_read_words(row.row("about")),
        steps=steps,
        limits=tuple(_read_words(limit) for limit in row.rows("limits")),
        traces=_read_traces(row.row("found_by")) if row.has("found_by") else PhoneTraces(),
        platforms=platforms,
        file=row.choice("writes", PhoneFile) if row.has("writes") else None,
    )


def _read_step(row: Row) -> RecipeStep:
    row.only("zh", "en", "paste")
    paste = row.text("paste", "").rstrip("\n")
    for mark in MARK.finditer(paste):
        if mark[1] not in PLACES:
            raise row.fault(f"unknown place “{mark[0]}”", "paste")
    return RecipeStep(Words(row.text("zh"), row.text("en")), paste)


def _read_words(row: Row) -> Words:
    row.only("zh", "en")
    return Words(row.text("zh"), row.text("en"))


def _read_traces(row: Row) -> PhoneTraces:
    names = ("programs", "files", "registry", "processes")
    row.only(*names)
    return PhoneTraces(**{name: row.words(name) for name in names})
