"""Nothing is cut off at 1280 by 720, in both languages and both themes, at usual scales."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.ui.theme import ThemeChoice
from tests.ui.conftest import MakeDesk
from tests.ui.desk_fixture import RunningDesk
from tests.ui.states import every_state

WIDTH, HEIGHT = 1280, 720
SMALL_LAPTOP = 1024, 548
"""What a screen of 1280 by 720 leaves at 125 %, below the title bar."""

SCALES = ["1.25", "1.5"]
ROUNDING = 1
"""A layout may take one pixel of a button's padding above and below; no text is there."""
HERE = Path(__file__)


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> ThemeChoice:
    return ThemeChoice(request.param)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_no_text_is_cut_off_in_any_state(
    make_desk: MakeDesk, language: str, theme: ThemeChoice
) -> None:
    desk = make_desk(language=language, theme=theme, bundled_font=True).open()
    desk.window.resize(WIDTH, HEIGHT)
    scale = float(os.environ.get("QT_SCALE_FACTOR", "1"))
    assert QGuiApplication.primaryScreen().devicePixelRatio() == scale
    cut: set[str] = set()
    for state in every_state(desk):
        assert (desk.window.width(), desk.window.height()) == (WIDTH, HEIGHT), state
        cut |= {f"{state}: {text}" for text in _cut_off(desk.window)}
    assert sorted(cut) == []


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_small_laptop_shows_words_states_and_promise_whole_under_a_notice(
    make_desk: MakeDesk, language: str
) -> None:
    desk = make_desk(language=language, bundled_font=True).open()
    desk.window.resize(*SMALL_LAPTOP)
    desk.window.say("…")
    cut: set[str] = set()
    for key in ("F2", "F3", "F7", "Ctrl+P"):
        if key == "F2":
            desk.ring()
        desk.press(key)
        desk.settle()
        cut |= {f"{key}: {text}" for text in _cut_off(desk.window)}
    desk.type("2000")
    fields = desk.window.commitment.fields
    assert fields.amount.height() >= fields.amount.minimumSizeHint().height() - ROUNDING
    cut |= set(_cut_off(desk.window))
    assert sorted(cut) == []


def _cut_off(window: QWidget) -> Iterator[str]:
    """Visible labels and buttons that are smaller than their text."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.property("kind") == "alternative":
            continue
        if isinstance(widget, QPushButton) and _is_smaller(widget):
            yield f"{widget.text()} {widget.size()} wants {widget.sizeHint()}"
        if isinstance(widget, QLabel) and widget.text() and _label_is_cut(widget):
            yield f"{widget.text()} {widget.size()} wants {widget.sizeHint()}"


def _is_smaller(widget: QWidget) -> bool:
    wanted = widget.sizeHint()
    return widget.width() < wanted.width() or widget.height() < wanted.height() - ROUNDING


def _label_is_cut(label: QLabel) -> bool:
    if not label.wordWrap():
        return _is_smaller(label)
    needed = label.fontMetrics().boundingRect(
        QRect(0, 0, label.width(), 10_000),
        int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft),
        label.text(),
    )
    return needed.width() > label.width() or needed.height() > label.height()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_what_matters_is_on_the_screen_without_scrolling(
    make_desk: MakeDesk, language: str
) -> None:
    desk = make_desk(language=language, bundled_font=True).open()
    desk.window.resize(WIDTH, HEIGHT)
    hidden: set[str] = set()
    for state in every_state(desk):
        for name, widget in _what_matters(desk, state):
            if not _is_wholly_seen(widget, desk.window):
                hidden.add(f"{state}: {name} {widget.geometry()}")
    assert sorted(hidden) == []


def _what_matters(desk: RunningDesk, state: str) -> Iterator[tuple[str, QWidget]]:
    window = desk.window
    talk = desk.view.talk
    if talk is not None and state != "keys":
        yield "line", window.talk._line
        yield "said", window.talk._buttons["said"]
        yield "next line", window.talk._buttons["next-prompt"]
        yield "timer", window.timer.ring
        yield "note", window.note.editor
        yield "rail", window.talk.rail
        yield from ((button.text(), button) for button in window.talk._states.values())
        if desk.view.case is None or desk.view.case.covered:
            yield "gate", window.talk._gate
        else:
            yield "amount", window.commitment.fields.amount
    if state.startswith("wrap-up"):
        yield "save", window.wrap_up._save
        yield "note", window.note.editor
        yield from ((tile.text(), tile) for tile in window.wrap_up._tiles.values())


def _is_wholly_seen(widget: QWidget, window: QWidget) -> bool:
    """Visible, and no part of it lies outside the window or is scrolled away."""
    if not widget.isVisible():
        return False
    area = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    return window.rect().contains(area) and widget.visibleRegion().boundingRect() == widget.rect()


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.skipif("QT_SCALE_FACTOR" in os.environ, reason="this is the scaled run itself")
def test_the_same_holds_on_a_scaled_screen(scale: str) -> None:
    """Qt takes a scale only at its start, so the tests above run again in their own process."""
    result = subprocess.run(
        [sys.executable, "-m", "pytest", str(HERE), "-q", "-p", "no:randomly", "-p", "no:cov"],
        env={**os.environ, "QT_SCALE_FACTOR": scale},
        cwd=HERE.parents[2],
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert result.returncode == 0, result.stdout
    assert "8 passed" in result.stdout
