"""How the program looks and which language it speaks, as the agent left it last time."""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, QTranslator
from PySide6.QtWidgets import QApplication

from desktop import __version__
from desktop.content.resources import find_resources
from desktop.settings import LANGUAGES, Settings
from desktop.ui.fonts import install_font
from desktop.ui.theme import Colours, ThemeChoice, apply_theme, guess_colours

DEFAULT_LANGUAGE = "zh_CN"


class Appearance:
    """Font and words are there at once; the style sheet, which takes long, by `dress`."""

    def __init__(
        self,
        qt: QApplication,
        settings: Settings,
        *,
        language: str | None = None,
        theme: ThemeChoice | None = None,
        bundled_font: bool = False,
    ) -> None:
        self._qt = qt
        self.resources = find_resources()
        self.preferences = QSettings(
            str(settings.config_folder / "window.ini"), QSettings.Format.IniFormat
        )
        self.language = language or self._remembered("language", LANGUAGES, DEFAULT_LANGUAGE)
        themes = [choice.value for choice in ThemeChoice]
        self.theme = theme or ThemeChoice(
            self._remembered("theme", themes, ThemeChoice.SYSTEM.value)
        )
        self._translators: list[QTranslator] = []
        install_font(qt, self.resources / "fonts", bundled_only=bundled_font)
        self._speak()

    def _remembered(self, name: str, choices: Collection[str], default: str) -> str:
        """What was chosen last time; another version's choice, or a damaged one, is none."""
        value = self.preferences.value(name, default)
        return value if isinstance(value, str) and value in choices else default

    def first_colours(self) -> Colours:
        """The colours of the first paint, before anything is dressed."""
        return guess_colours(self._qt, self.theme)

    def dress(self) -> Colours:
        """Style every widget there is and will be."""
        return apply_theme(self._qt, self.theme, (self.resources / "icons").as_posix())

    def next_theme(self) -> None:
        """Light, dark, as the system says, and round again; `dress` shows it."""
        choices = list(ThemeChoice)
        self.theme = choices[(choices.index(self.theme) + 1) % len(choices)]
        self.preferences.setValue("theme", self.theme.value)

    def speak(self, language: str) -> None:
        """Speak another language from now on."""
        self.language = language
        self.preferences.setValue("language", language)
        self._speak()

    def _speak(self) -> None:
        """Load the words of the language for the program and for Qt itself."""
        for translator in self._translators:
            self._qt.removeTranslator(translator)
        self._translators = []
        QLocale.setDefault(QLocale(self.language))
        qt_words = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        for path in (
            self.resources / "i18n" / f"{self.language}.qm",
            qt_words / f"qtbase_{self.language}.qm",
        ):
            translator = QTranslator()
            if translator.load(str(path)):
                self._qt.installTranslator(translator)
                self._translators.append(translator)


def make_qt(arguments: list[str] | None = None) -> QApplication:
    """The one QApplication of the process."""
    qt = QApplication(arguments or sys.argv[:1])
    qt.setApplicationName("callside")
    qt.setApplicationDisplayName("Callside")
    qt.setDesktopFileName("callside")
    qt.setApplicationVersion(__version__)
    return qt
