"""Every text can be read on every surface it stands on, in light and dark."""

from __future__ import annotations

import re
from dataclasses import asdict

import pytest

from desktop.ui.theme import _STYLE, DARK, LIGHT, Colours

TEXT_RATIO = 4.5
BORDER_RATIO = 3.0
TEXTS = ("ink", "muted", "accent", "gold", "danger", "info")
SURFACES = ("window", "card", "raised", "accent_soft", "gold_soft", "danger_soft", "info_soft")
PALETTES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio between two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_the_standard_measures_it() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@PALETTES
def test_every_text_colour_reads_on_every_surface(colours: Colours) -> None:
    named = asdict(colours)
    low = {
        (text, surface): round(contrast(named[text], named[surface]), 2)
        for text in TEXTS
        for surface in SURFACES
        if contrast(named[text], named[surface]) < TEXT_RATIO
    }
    assert low == {}


@PALETTES
def test_every_rule_of_the_style_that_sets_text_and_ground_can_be_read(colours: Colours) -> None:
    named = asdict(colours)
    pairs = set()
    for body in re.findall(r"\{([^}]*)\}", _STYLE.template):
        parts = dict(part.strip().split(": ", 1) for part in body.split(";") if ": " in part)
        for prefix, ground in (("", "background"), ("selection-", "selection-background-color")):
            pair = parts.get(f"{prefix}color", "")[1:], parts.get(ground, "")[1:]
            if set(pair) <= set(named):
                pairs.add(pair)
    assert len(pairs) > 8
    low = {pair for pair in pairs if contrast(named[pair[0]], named[pair[1]]) < TEXT_RATIO}
    assert low == set()


@PALETTES
def test_borders_and_the_mark_of_the_keyboard_stand_out_from_their_surface(
    colours: Colours,
) -> None:
    named = asdict(colours)
    low = {
        (edge, surface): round(contrast(named[edge], named[surface]), 2)
        for edge in ("border", "accent", "danger")
        for surface in ("window", "card", "raised")
        if contrast(named[edge], named[surface]) < BORDER_RATIO
    }
    assert low == {}


def test_every_control_has_a_border_that_stands_out() -> None:
    """`rule` only divides; what can be pressed or typed into is edged by `border` or stronger."""
    for body in re.findall(
        r"(?:QPushButton, QToolButton|QLineEdit, QPlain[^{]*)\{([^}]*)\}", _STYLE.template
    ):
        assert "solid $border" in body or "solid $accent" in body
