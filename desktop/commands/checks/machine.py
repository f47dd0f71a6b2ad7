"""Python, Qt and the libraries, the fonts, and whether there is a screen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from desktop.bootstrap.needs import QT, VOICE, X11
from desktop.bootstrap.system import is_there, missing
from desktop.commands.checks.finding import Finding, attention, broken, ok
from desktop.content.resources import find_resources

_LIBRARIES = {
    "PySide6.QtWidgets": "PySide6-Essentials",
    "sqlcipher3": "sqlcipher3",
    "sqlite_utils": "sqlite-utils",
    "keyring": "keyring",
    "cryptography": "cryptography",
    "phonenumbers": "phonenumbers",
    "pypinyin": "pypinyin",
    "pyttsx3": "pyttsx3",
    "yaml": "PyYAML",
    "platformdirs": "platformdirs",
}
_COMPILED = frozenset({"PySide6.QtWidgets", "sqlcipher3", "cryptography"})
"""What may be there and yet not load, for want of a system library."""
_LISTING_LIMIT_S = 10


def look_at_machine() -> Iterator[Finding]:
    """Everything that the program stands on."""
    number = ".".join(map(str, sys.version_info[:3]))
    yield ok("python", f"Python {number}，{sys.platform}。", f"Python {number} on {sys.platform}.")
    yield _libraries()
    if sys.platform.startswith("linux"):
        if not getattr(sys, "frozen", False):  # a frozen program brings its own
            yield from _system_libraries()
        yield _screen()
    yield _fonts()


def _libraries() -> Finding:
    lacking = [package for module, package in _LIBRARIES.items() if not _imports(module)]
    if lacking:
        names = " ".join(lacking)
        return broken(
            "libraries",
            f"缺少或损坏：{names}。请重新安装 Callside。",
            f"missing or damaged: {names}. Install Callside again.",
        )
    qt = _version("PySide6-Essentials")
    if qt == "6.12.0" and sys.version_info < (3, 12):
        return broken(
            "libraries",
            "PySide6 6.12.0 在这个 Python 上会崩溃，请换一个版本。",
            "PySide6 6.12.0 crashes on this Python: install another version.",
        )
    return ok("libraries", f"齐全，Qt {qt}。", f"complete, Qt {qt}.")


def _imports(module: str) -> bool:
    if module not in _COMPILED:
        return find_spec(module) is not None
    try:
        import_module(module)
    except ImportError:
        return False
    return True


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"  # a frozen program carries no list of its packages


def _system_libraries() -> Iterator[Finding]:
    lacking = [package.name for package in missing(frozenset({QT, X11}), is_there)]
    if lacking:
        names = " ".join(lacking)
        yield broken(
            "system libraries",
            f"缺少系统软件包，请运行：sudo apt-get install {names}",
            f"system packages are missing, run: sudo apt-get install {names}",
        )
    if missing(frozenset({VOICE}), is_there):
        yield attention(
            "system libraries",
            "没有语音库：sudo apt-get install libespeak-ng1，模拟对话才有声音。",
            "no speech library: sudo apt-get install libespeak-ng1, or practice is silent.",
        )


def _screen() -> Finding:
    names = ("DISPLAY", "WAYLAND_DISPLAY")
    if any(os.environ.get(name) for name in names):
        return ok("screen", "有显示屏。", "there is one.")
    return attention(
        "screen",
        "这个终端没有显示屏，窗口要在图形桌面里打开。",
        "this terminal has none: open the desk from a graphical session.",
    )


def _fonts() -> Finding:
    fonts = sorted((find_resources() / "fonts").glob("*.otf"))
    if not fonts:
        return broken("fonts", "自带字体不见了，请重新安装。", "our own are gone: install again.")
    if not sys.platform.startswith("linux") or _has_system_font():
        return ok("fonts", "能显示中文。", "Chinese can be shown.")
    return attention(
        "fonts",
        "窗口里用自带字体，但标题栏和生僻字要系统字体：sudo apt-get install fonts-wqy-microhei",
        "our own font shows Chinese in the window; for title bars and rare characters: "
        "sudo apt-get install fonts-wqy-microhei",
    )


def _has_system_font() -> bool:
    program = shutil.which("fc-list")
    if program is None:
        return False
    listed = subprocess.run(
        (program, ":lang=zh-cn", "family"),
        capture_output=True,
        timeout=_LISTING_LIMIT_S,
        check=False,
    )
    return bool(listed.stdout.strip())
