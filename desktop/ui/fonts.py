"""Makes sure that Chinese can be read: the system's font, else the bundled subset."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

PREFERRED = (
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)
BODY_PIXELS = 14


def install_font(app: QApplication, fonts_folder: Path, *, bundled_only: bool = False) -> str:
    """Choose the program's font family and return its name.

    The bundled subset is loaded only when the system has no Simplified Chinese family, or when
    `bundled_only` asks for pictures that are the same on every machine.
    """
    family = None if bundled_only else _system_family()
    if family is None:
        family = _load_bundled(fonts_folder)
    font = QFont(family) if family else app.font()
    font.setPixelSize(BODY_PIXELS)
    app.setFont(font)
    return font.family()


def _system_family() -> str | None:
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    for family in PREFERRED:
        if family in chinese:
            return family
    return chinese[0] if chinese else None


def _load_bundled(fonts_folder: Path) -> str | None:
    family = None
    for path in sorted(fonts_folder.glob("*.[ot]tf")):
        loaded = QFontDatabase.addApplicationFont(str(path))
        families = QFontDatabase.applicationFontFamilies(loaded) if loaded >= 0 else []
        family = families[0] if families else family
    return family
