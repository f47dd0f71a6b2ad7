"""Colours and style: one calm palette in light and dark, the same on every system."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import Enum
from string import Template

from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication


class ThemeChoice(Enum):
    """What the agent asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of the window. Text colours reach 4.5:1 on all surfaces, borders 3:1."""

    window: str
    card: str
    raised: str
    rule: str
    border: str
    ink: str
    muted: str
    accent: str
    accent_soft: str
    on_accent: str
    gold: str
    gold_soft: str
    danger: str
    danger_soft: str
    info: str
    info_soft: str


LIGHT = Colours(
    window="#F2F3EF",
    card="#FFFFFF",
    raised="#F7F8F5",
    rule="#DFE3DD",
    border="#7C8781",
    ink="#1C2521",
    muted="#54605A",
    accent="#1B6B58",
    accent_soft="#E2F0EB",
    on_accent="#FFFFFF",
    gold="#7E5700",
    gold_soft="#FAF0D8",
    danger="#A3322A",
    danger_soft="#FBE9E6",
    info="#2A5A87",
    info_soft="#E5EEF7",
)

DARK = Colours(
    window="#131719",
    card="#1B2124",
    raised="#22292D",
    rule="#2F383C",
    border="#77847E",
    ink="#E8EDEA",
    muted="#A7B2AD",
    accent="#73CDB6",
    accent_soft="#1D3832",
    on_accent="#0E1F1A",
    gold="#E6BE68",
    gold_soft="#382E19",
    danger="#F29C92",
    danger_soft="#40231F",
    info="#93BFE8",
    info_soft="#1F2F3E",
)

_DARK_BELOW = 128
"""The lightness, of 255, under which a system's own paper is dark."""

_STYLE = Template(
    """
* { font-size: 14px; }
QWidget { color: $ink; }
QMainWindow, QWidget#desk, QDialog { background: $window; }
QToolTip { color: $ink; background: $card; border: 1px solid $border; padding: 4px; }
QFrame[surface="card"] { background: $card; border: 1px solid $rule; border-radius: 10px; }
QFrame[surface="sheet"] { background: $card; border: 2px solid $border; border-radius: 12px; }
QFrame[surface="strip"] { background: $card; border: 0; border-bottom: 1px solid $rule; }
QFrame[surface="bar"] { background: $card; border: 1px solid $border; }
QFrame[surface="gate"] { background: $info_soft; border: 1px solid $info; border-radius: 10px; }
QFrame[surface="line"] { background: $card; border: 1px solid $rule; border-radius: 12px; }
QFrame[surface="readback"] { background: $accent_soft; border: 0; border-radius: 8px; }
QFrame[surface="banner-danger"] { background: $danger_soft; border: 1px solid $danger;
  border-radius: 8px; }
QFrame[surface="banner-gold"] { background: $gold_soft; border: 1px solid $gold;
  border-radius: 8px; }
QFrame[surface="banner-info"] { background: $info_soft; border: 1px solid $info;
  border-radius: 8px; }
QLabel { background: transparent; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: 12px; }
QLabel[role="heading"] { color: $muted; font-size: 13px; font-weight: 700; }
QLabel[role="name"] { font-size: 22px; font-weight: 700; }
QLabel[role="amount"] { font-size: 26px; font-weight: 700; }
QLabel[role="figure"] { font-size: 15px; font-weight: 700; }
QLabel[role="meaning"] { font-size: 12px; font-weight: 700; }
QLabel[role="idle"] { font-size: 24px; font-weight: 700; }
QLabel[role="danger"] { color: $danger; }
QLabel[role="gold"] { color: $gold; }
QLabel[role="good"] { color: $accent; }
QLabel[chip="plain"] { background: $raised; color: $muted; border: 1px solid $rule;
  border-radius: 9px; padding: 2px 9px; font-size: 12px; }
QLabel[chip="accent"] { background: $accent_soft; color: $accent; border-radius: 9px;
  padding: 3px 10px; font-weight: 700; font-size: 13px; }
QLabel[chip="gold"] { background: $gold_soft; color: $gold; border-radius: 9px;
  padding: 3px 10px; font-weight: 700; font-size: 13px; }
QLabel[chip="danger"] { background: $danger_soft; color: $danger; border-radius: 9px;
  padding: 3px 10px; font-weight: 700; font-size: 13px; }
QLabel[chip="info"] { background: $info_soft; color: $info; border-radius: 9px;
  padding: 3px 10px; font-weight: 700; font-size: 13px; }
QPushButton, QToolButton { background: $raised; color: $ink; border: 1px solid $border;
  border-radius: 7px; padding: 5px 12px; min-height: 20px; }
QPushButton:hover, QToolButton:hover { background: $accent_soft; }
QPushButton:pressed, QToolButton:pressed { background: $rule; }
QPushButton:disabled, QToolButton:disabled { color: $muted; border-color: $rule; background: $card; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 4px 11px; }
QPushButton:checked { background: $accent_soft; color: $accent; border: 2px solid $accent;
  padding: 4px 11px; font-weight: 700; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent;
  font-weight: 700; }
QPushButton[kind="primary"]:hover { background: $ink; color: $card; }
QPushButton[kind="primary"]:focus { border: 2px solid $ink; }
QPushButton[kind="primary"]:disabled { background: $raised; color: $muted; border-color: $rule; }
QPushButton[kind="danger"] { color: $danger; border-color: $danger; }
QPushButton[kind="quiet"] { background: transparent; border: 1px solid transparent; color: $muted;
  padding: 3px 6px; }
QPushButton[kind="quiet"]:hover { color: $ink; border-color: $rule; }
QPushButton[kind="quiet"]:focus { border: 2px solid $accent; padding: 2px 5px; }
QPushButton[kind="compact"] { padding: 5px 8px; font-size: 13px; }
QPushButton[kind="compact"]:focus, QPushButton[kind="compact"]:checked { padding: 4px 7px; }
QPushButton[kind="bar"], QPushButton[kind="bar-primary"], QPushButton[kind="bar-danger"] {
  padding: 2px 5px; font-size: 12px; min-height: 36px; }
QPushButton[kind="bar"]:focus, QPushButton[kind="bar-danger"]:focus { border: 2px solid $accent;
  padding: 1px 4px; }
QPushButton[kind="bar-primary"]:focus { border: 2px solid $ink; padding: 1px 4px; }
QPushButton[kind="bar-primary"]:enabled { background: $accent; color: $on_accent;
  border-color: $accent; font-weight: 700; }
QPushButton[kind="bar-danger"]:enabled { color: $danger; border-color: $danger; }
QPushButton[kind="key"] { padding: 1px 6px; font-size: 13px; min-height: 22px; }
QPushButton[kind="key"]:focus { padding: 0 5px; }
QPushButton[kind="tile"] { padding: 3px 6px; text-align: left; font-size: 13px; min-height: 22px; }
QPushButton[kind="tile"]:checked { padding: 2px 5px; }
QPushButton[kind="tile"]:focus { padding: 2px 5px; }
QPushButton[kind="stage"] { border: 0; border-bottom: 3px solid $rule; border-radius: 0;
  background: transparent; color: $muted; padding: 4px 1px 6px 1px; font-size: 12px; }
QPushButton[kind="stage"]:checked { color: $accent; border-bottom: 3px solid $accent;
  padding: 4px 1px 6px 1px; }
QPushButton[kind="stage"]:focus { background: $accent_soft; }
QPushButton[kind="stage"]:disabled { color: $muted; }
QPushButton[kind="alternative"] { text-align: left; background: transparent;
  border: 1px solid transparent; border-bottom: 1px solid $rule; border-radius: 0; padding: 6px 4px; }
QPushButton[kind="alternative"]:focus { border: 2px solid $accent; padding: 5px 3px; }
QLineEdit, QPlainTextEdit, QComboBox, QDateEdit, QDateTimeEdit, QSpinBox {
  background: $card; color: $ink; border: 1px solid $border; border-radius: 6px; padding: 4px 8px;
  selection-background-color: $accent; selection-color: $on_accent; min-height: 20px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus, QDateTimeEdit:focus,
QSpinBox:focus { border: 2px solid $accent; padding: 3px 7px; }
QLineEdit[wrong="true"], QComboBox[wrong="true"], QDateEdit[wrong="true"] {
  border: 2px solid $danger; }
QComboBox::drop-down, QDateEdit::drop-down, QDateTimeEdit::drop-down { border: 0; width: 22px; }
QComboBox::down-arrow, QDateEdit::down-arrow, QDateTimeEdit::down-arrow { image: url($arrow);
  width: 10px; height: 10px; }
QComboBox QAbstractItemView { background: $card; color: $ink; border: 1px solid $border;
  selection-background-color: $accent_soft; selection-color: $ink; }
QCheckBox { min-height: 24px; }
QCheckBox::indicator { width: 18px; height: 18px; border: 1px solid $border; border-radius: 4px;
  background: $card; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($tick); }
QCheckBox:focus { color: $accent; }
QListView, QTableView { background: transparent; border: 0; outline: 0; }
QListView:focus, QTableView:focus { border: 2px solid $accent; border-radius: 6px; }
QHeaderView::section { background: transparent; color: $muted; border: 0;
  border-bottom: 1px solid $rule; padding: 3px 4px; font-size: 12px; }
QScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: $border; border-radius: 4px; min-height: 28px;
  margin: 0 2px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollBar:horizontal { background: transparent; height: 10px; }
QScrollBar::handle:horizontal { background: $border; border-radius: 4px; min-width: 28px;
  margin: 2px 0; }
QMenu { background: $card; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 5px 22px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $ink; }
QMenu::separator { height: 1px; background: $rule; margin: 4px 8px; }
QCalendarWidget QWidget { background: $card; alternate-background-color: $raised; }
QCalendarWidget QAbstractItemView { color: $ink; selection-background-color: $accent;
  selection-color: $on_accent; }
QCalendarWidget QAbstractItemView:disabled { color: $muted; }
"""
)


def is_dark(choice: ThemeChoice) -> bool:
    """Whether a choice means dark now; an unknown system scheme counts as light."""
    if choice is ThemeChoice.SYSTEM:
        from PySide6.QtCore import Qt  # takes longer than the first paint

        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return choice is ThemeChoice.DARK


def colours_of(choice: ThemeChoice) -> Colours:
    """The palette of a choice."""
    return DARK if is_dark(choice) else LIGHT


def guess_colours(app: QApplication, choice: ThemeChoice) -> Colours:
    """The palette of a choice for the first paint, guessed quickly from what the system set."""
    if choice is not ThemeChoice.SYSTEM:
        return colours_of(choice)
    paper = app.palette().color(QPalette.ColorRole.Window)
    return DARK if paper.lightness() < _DARK_BELOW else LIGHT


def apply_theme(app: QApplication, choice: ThemeChoice, icon_folder: str) -> Colours:
    """Dress the whole program; `icon_folder` holds the arrow and tick images (POSIX path)."""
    colours = colours_of(choice)
    tone = "dark" if colours is DARK else "light"
    app.setStyle("Fusion")
    app.setPalette(_palette(colours))
    app.setStyleSheet(
        _STYLE.substitute(
            {field.name: getattr(colours, field.name) for field in fields(colours)},
            arrow=f"{icon_folder}/arrow-{tone}.svg",
            tick=f"{icon_folder}/tick-{tone}.svg",
        )
    )
    return colours


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for target, value in (
        (role.Window, colours.window),
        (role.WindowText, colours.ink),
        (role.Base, colours.card),
        (role.AlternateBase, colours.raised),
        (role.Text, colours.ink),
        (role.Button, colours.raised),
        (role.ButtonText, colours.ink),
        (role.ToolTipBase, colours.card),
        (role.ToolTipText, colours.ink),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.PlaceholderText, colours.muted),
        (role.Link, colours.info),
        (role.Mid, colours.rule),
        (role.Accent, colours.accent),
    ):
        palette.setColor(target, QColor(value))
    return palette
