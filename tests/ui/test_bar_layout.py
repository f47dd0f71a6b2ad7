"""The call bar shows all of its words, keeps on the screen, and shows no more than the desk."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLabel

from desktop.domain.conversation import Signal
from desktop.domain.masking import mask_name
from desktop.ui.actions import KEYS, everywhere_key_text, key_text
from desktop.ui.bar_place import BarPlace, is_wanted, within_screens
from desktop.ui.call_bar import BarMode, CallBar
from desktop.ui.theme import DARK, LIGHT, Colours
from desktop.ui.timer_panel import Ring
from tests.ui.conftest import MakeDesk
from tests.ui.desk_fixture import OWN_NAME, RunningDesk
from tests.ui.seen import everything_shown, secrets_of
from tests.ui.states import talk_states
from tests.ui.test_contrast import PALETTES, TEXT_RATIO, contrast
from tests.ui.test_layout import SCALES, _cut_off

HERE = Path(__file__)
LARGEST_BAR = (760, 210)
LEFT, RIGHT = QRect(0, 0, 1280, 720), QRect(1280, 0, 1920, 1080)


@pytest.mark.parametrize("docked", [False, True], ids=["floating", "docked"])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_no_word_of_the_bar_is_cut_off_in_any_state_of_a_call(
    make_desk: MakeDesk, language: str, docked: bool
) -> None:
    desk = make_desk(language=language, bundled_font=True).open()
    desk.window.resize(1280, 720)
    bar = desk.app.beside.bar
    if docked:
        bar.dock()
        desk.window.dock(bar)
    print_key = key_text if docked else everywhere_key_text
    bar.show_keys({action: print_key(action) for action in KEYS.all_everywhere()})
    desk.app.beside.place.choose(BarMode.ALWAYS)
    desk.window.activateWindow()
    desk.qtbot.waitUntil(desk.window.isActiveWindow)
    cut: set[str] = set()
    for state in talk_states(desk):
        assert bar.isVisible(), state
        if not docked:
            assert bar.width() <= LARGEST_BAR[0]
            assert bar.height() <= LARGEST_BAR[1]
        cut |= {f"{state}: {text}" for text in _cut_off(bar)}
    assert sorted(cut) == []


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.skipif("QT_SCALE_FACTOR" in os.environ, reason="this is the scaled run itself")
def test_the_same_holds_on_a_scaled_screen(scale: str) -> None:
    """Qt takes a scale only at its start, so the tests above run again in their own process."""
    command = [sys.executable, "-m", "pytest", str(HERE), "-q", "-k", "cut_off"]
    result = subprocess.run(
        [*command, "-p", "no:randomly", "-p", "no:cov"],
        env={**os.environ, "QT_SCALE_FACTOR": scale},
        cwd=HERE.parents[2],
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert result.returncode == 0, result.stdout
    assert "4 passed" in result.stdout


def test_the_bar_covers_what_the_desk_covers(desk: RunningDesk) -> None:
    desk.app.beside.place.choose(BarMode.ALWAYS)
    desk.ring()
    case = desk.app.desk.focused.case if desk.app.desk.focused else None
    assert case is not None
    bar = desk.app.beside.bar
    desk.wait(lambda _view: bar.isVisible())
    shown = everything_shown(bar)
    assert bar._who.text() == mask_name(OWN_NAME)
    assert {secret for secret in secrets_of(case) if secret in shown} == set()


def test_the_bar_and_the_desk_say_the_same(desk: RunningDesk) -> None:
    desk.app.beside.place.choose(BarMode.ALWAYS)
    desk.window.activateWindow()
    desk.qtbot.waitUntil(desk.window.isActiveWindow)
    desk.talk_to_right_person()
    bar = desk.app.beside.bar
    for key in ("F6", "F7", "F9", "F7", "F6"):
        desk.press(key)
        assert bar._line.text() == desk.window.talk._line.text()
        assert bar._stage.text() in desk.window.talk.rail._buttons[desk.view.talk.stage].text()
        assert bar._meaning.text() == desk.window.timer._meaning.text()
    for name, button in desk.window.talk._buttons.items():
        if name in bar._buttons:
            assert bar._buttons[name].isEnabled() is button.isEnabled(), name


@PALETTES
def test_the_ring_reads_on_the_bar_in_every_meaning(colours: Colours, qapp: object) -> None:
    assert colours in (LIGHT, DARK)
    ring = Ring()
    ring.colours = colours
    low = {s for s in Signal if contrast(ring.colour_of(s), colours.card) < TEXT_RATIO}
    ring.deleteLater()
    assert low == set()


@pytest.mark.parametrize(
    ("mode", "live", "desk_in_front", "dismissed", "wanted"),
    [
        (BarMode.BY_ITSELF, True, False, False, True),
        (BarMode.BY_ITSELF, True, True, False, False),
        (BarMode.BY_ITSELF, False, False, False, False),
        (BarMode.BY_ITSELF, True, False, True, False),
        (BarMode.ALWAYS, False, True, False, True),
        (BarMode.ALWAYS, True, True, True, False),
        (BarMode.NEVER, True, False, False, False),
    ],
)
def test_when_the_bar_is_seen(
    mode: BarMode, live: bool, desk_in_front: bool, dismissed: bool, wanted: bool
) -> None:
    found = is_wanted(mode, live=live, desk_in_front=desk_in_front, dismissed=dismissed)
    assert found is wanted


@pytest.mark.parametrize(
    ("wanted", "screens", "spot"),
    [
        (QRect(100, 50, 700, 180), [LEFT, RIGHT], QPoint(100, 50)),
        (QRect(1000, 650, 700, 180), [LEFT], QPoint(580, 540)),
        (QRect(1200, 50, 700, 180), [LEFT, RIGHT], QPoint(1280, 50)),
        (QRect(2400, 900, 700, 180), [LEFT], QPoint(580, 540)),
        (QRect(-900, -900, 700, 180), [LEFT, RIGHT], QPoint(0, 0)),
        (QRect(0, 0, 1500, 180), [LEFT], QPoint(0, 0)),
    ],
)
def test_the_bar_never_stands_out_of_sight(
    wanted: QRect, screens: list[QRect], spot: QPoint
) -> None:
    assert within_screens(wanted, screens) == spot


def test_the_bar_comes_back_where_it_was_put(make_desk: MakeDesk) -> None:
    first = make_desk().open()
    first.app.beside.bar.moved.emit(QPoint(40, 30))
    first.app.beside.place.choose(BarMode.ALWAYS)
    first.close()
    second = make_desk()
    second.app.show()
    second.wait(lambda _view: second.is_ready and second.app.beside.bar.isVisible())
    assert second.app.beside.bar.pos() == QPoint(40, 30)
    assert isinstance(second.app.beside.place, BarPlace)
    assert isinstance(second.app.beside.bar, CallBar)
    labels = second.app.beside.bar.findChildren(QLabel)
    assert "No call" in {label.text() for label in labels}
