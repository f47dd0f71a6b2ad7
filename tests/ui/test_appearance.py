"""Language and colours change while the desk runs, everywhere at once, and are remembered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ui.theme import DARK, LIGHT, ThemeChoice
from tests.ui.conftest import MakeDesk
from tests.ui.desk_fixture import RunningDesk
from tests.ui.seen import everything_shown
from tests.ui.states import every_state

BRITISH_NUMBER = "+447700900101"
HAN = re.compile(r"[\u4e00-\u9fff]+")
OWN_WORDS = {"中文", "中"}
"""The button that changes the language is named in both, so that anybody finds it."""


def test_an_english_desk_has_no_chinese_words_of_its_own(desk: RunningDesk) -> None:
    desk.ring(BRITISH_NUMBER)
    for keys in ("", "F2", "F3", "F5", "F7"):
        if keys:
            desk.press(keys)
        assert set(HAN.findall(everything_shown(desk.window))) <= OWN_WORDS, keys
    desk.line.hang_up()
    desk.settle()
    assert set(HAN.findall(everything_shown(desk.window))) <= OWN_WORDS


def test_the_language_changes_everywhere_in_every_state(make_desk: MakeDesk) -> None:
    """Changing there and back, a window shows just what it showed before."""
    desk = make_desk(language="zh_CN").open()
    for state in every_state(desk):
        chinese = _still(desk)
        desk.press("Ctrl+G")
        assert _still(desk) != chinese, state
        desk.press("Ctrl+G")
        assert _still(desk) == chinese, state


def _still(desk: RunningDesk) -> set[str]:
    """What is shown, without what goes on by itself: the timer, times of talk, the saving."""
    shown = set(everything_shown(desk.window).splitlines())
    moving = set(everything_shown(desk.window.timer).splitlines())
    moving.add(desk.window.note._saved.text())
    return {line for line in shown - moving if line and not re.fullmatch(r"\d+:\d\d", line)}


def test_a_chosen_language_is_there_at_the_next_start(make_desk: MakeDesk) -> None:
    first = make_desk(language=None).open()
    assert first.view.language == "zh_CN"
    first.press("Ctrl+G")
    assert first.view.language == "en"
    first.close()
    second = make_desk(language=None).open()
    assert second.view.language == "en"
    assert "Ready for the next call" in everything_shown(second.window)


def test_the_key_for_colours_goes_round_and_is_remembered(make_desk: MakeDesk) -> None:
    first = make_desk(theme=None).open()
    seen = []
    for _ in ThemeChoice:
        first.press("Ctrl+L")
        seen.append(_ground())
    assert seen == [LIGHT.window, DARK.window, LIGHT.window]
    first.press("Ctrl+L", "Ctrl+L")
    assert first.window.timer.ring.colours is DARK
    first.close()
    make_desk(theme=None).open()
    assert _ground() == DARK.window


def test_a_choice_that_nobody_knows_is_as_if_none_was_made(
    make_desk: MakeDesk, tmp_path: Path
) -> None:
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "window.ini").write_text("[General]\ntheme=purple\nlanguage=xx, yy\n")
    desk = make_desk(theme=None, language=None).open()
    assert desk.app.appearance.theme is ThemeChoice.SYSTEM
    assert desk.app.desk.language == "zh_CN"


def _ground() -> str:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application.palette().window().color().name().upper()


@pytest.mark.parametrize("theme", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_the_window_is_painted_in_the_colours_of_its_theme(
    make_desk: MakeDesk, theme: ThemeChoice
) -> None:
    desk = make_desk(theme=theme).open()
    colours = DARK if theme is ThemeChoice.DARK else LIGHT
    picture = desk.window.grab().toImage()
    corner = picture.pixelColor(4, picture.height() - 4).name().upper()
    assert corner == colours.window
