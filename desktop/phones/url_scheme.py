"""Our own address scheme, `callside:`, made known to the system and taken back. Never `tel:`.

On Linux a desktop file and one line of `mimeapps.list`, on Windows a key of the user's own. On
macOS only an installed application can own a scheme, so there is nothing that we could do here.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

from desktop.phones.own_command import own_command

SCHEME = "callside"
DESKTOP_FILE = "callside-url.desktop"
MIME_TYPE = f"x-scheme-handler/{SCHEME}"
_DEFAULTS = "[Default Applications]"
_PLAIN = re.compile(r"[A-Za-z0-9_@+=:,./-]+", re.ASCII)
_CLASSES = rf"Software\Classes\{SCHEME}"
_REFRESH_LIMIT_S = 10


class SchemeState(Enum):
    """Who gets `callside:` addresses."""

    OURS = "ours"
    OTHER = "other"
    """Another copy of the program, most often one that was moved or updated."""
    NONE = "none"
    UNSUPPORTED = "unsupported"


def scheme_state(
    command: tuple[str, ...] | None = None, environment: Mapping[str, str] = os.environ
) -> SchemeState:
    """Who gets `callside:` addresses of this user. Raises OSError."""
    command = command or own_command()
    if sys.platform == "win32":
        told = _windows_command()
        ours = told == _windows_text(command)
    elif sys.platform == "darwin":
        return SchemeState.UNSUPPORTED
    else:
        entry = _entry_path(environment)
        told = entry.read_text("utf-8") if entry.is_file() else None
        ours = told == _entry(command) and _default_line() in _mime_lines(environment)
    if told is None:
        return SchemeState.NONE
    return SchemeState.OURS if ours else SchemeState.OTHER


def register_scheme(
    command: tuple[str, ...] | None = None, environment: Mapping[str, str] = os.environ
) -> None:
    """Have `callside:` addresses come to this program. May be repeated. Raises OSError."""
    command = command or own_command()
    if sys.platform == "win32":
        _register_on_windows(command)
    elif sys.platform != "darwin":
        entry = _entry_path(environment)
        entry.parent.mkdir(parents=True, exist_ok=True)
        _write(entry, _entry(command))
        lines = [line for line in _mime_lines(environment) if not _is_default(line)]
        if _DEFAULTS not in lines:
            lines.append(_DEFAULTS)
        lines.insert(lines.index(_DEFAULTS) + 1, _default_line())
        _write_mime_lines(environment, lines)
        _refresh(entry.parent, environment)


def unregister_scheme(environment: Mapping[str, str] = os.environ) -> None:
    """Take everything of `register_scheme` back. May be repeated. Raises OSError."""
    if sys.platform == "win32":
        _unregister_on_windows()
    elif sys.platform != "darwin":
        entry = _entry_path(environment)
        entry.unlink(missing_ok=True)
        lines = _mime_lines(environment)
        left = [line for line in lines if not _is_default(line)]
        if left != lines:
            _write_mime_lines(environment, left)
        _refresh(entry.parent, environment)


def _entry(command: tuple[str, ...]) -> str:
    """The desktop file; `%u` is the address that was opened."""
    words = " ".join(_exec_word(word) for word in (*command, "open"))
    return (
        "[Desktop Entry]\nType=Application\nName=Callside\nNoDisplay=true\nTerminal=false\n"
        f"Exec={words} %u\nMimeType={MIME_TYPE};\n"
    )


def _exec_word(word: str) -> str:
    """One word of an Exec line: quoted by that line's rules, then escaped as a value of a file.

    Only where it must be: some openers take a quoted program for one that is not there.
    """
    if _PLAIN.fullmatch(word):
        return word
    quoted = "".join(f"\\{letter}" if letter in '"`$\\' else letter for letter in word)
    return f'"{quoted}"'.replace("\\", "\\\\").replace("%", "%%")


def _entry_path(environment: Mapping[str, str]) -> Path:
    return _folder(environment, "XDG_DATA_HOME", ".local/share") / "applications" / DESKTOP_FILE


def _mime_path(environment: Mapping[str, str]) -> Path:
    return _folder(environment, "XDG_CONFIG_HOME", ".config") / "mimeapps.list"


def _folder(environment: Mapping[str, str], variable: str, below_home: str) -> Path:
    home = environment.get("HOME") or str(Path.home())
    return Path(environment.get(variable) or Path(home, below_home))


def _mime_lines(environment: Mapping[str, str]) -> list[str]:
    path = _mime_path(environment)
    return path.read_text("utf-8").splitlines() if path.is_file() else []


def _write_mime_lines(environment: Mapping[str, str], lines: list[str]) -> None:
    path = _mime_path(environment)
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, "".join(f"{line}\n" for line in lines))


def _write(path: Path, text: str) -> None:
    """All of the new text or all of the old; through a link, into the file that it names."""
    whole = path.resolve()
    new = whole.with_name(f"{whole.name}.callside-new")
    new.write_text(text, encoding="utf-8")
    new.replace(whole)


def _default_line() -> str:
    return f"{MIME_TYPE}={DESKTOP_FILE}"


def _is_default(line: str) -> bool:
    return line.replace(" ", "").rstrip(";") == _default_line()


def _refresh(applications: Path, environment: Mapping[str, str]) -> None:
    """Tell desktops that keep a cache; one that is not told reads the files at its next start."""
    program = shutil.which("update-desktop-database", path=environment.get("PATH"))
    if program is not None and applications.is_dir():
        subprocess.run(
            (program, str(applications)),
            env=dict(environment),
            capture_output=True,
            timeout=_REFRESH_LIMIT_S,
            check=False,
        )


def _windows_text(command: tuple[str, ...]) -> str:
    return f'{subprocess.list2cmdline((*command, "open"))} "%1"'


if sys.platform == "win32":
    import winreg

    def _windows_command() -> str | None:
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, rf"{_CLASSES}\shell\open\command") as key:
                return str(winreg.QueryValueEx(key, "")[0])
        except FileNotFoundError:
            return None

    def _register_on_windows(command: tuple[str, ...]) -> None:
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _CLASSES) as key:
            winreg.SetValueEx(key, "", 0, winreg.REG_SZ, "URL:Callside")
            winreg.SetValueEx(key, "URL Protocol", 0, winreg.REG_SZ, "")
        below = rf"{_CLASSES}\shell\open\command"
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, below) as key:
            winreg.SetValueEx(key, "", 0, winreg.REG_SZ, _windows_text(command))

    def _unregister_on_windows() -> None:
        for below in (r"\shell\open\command", r"\shell\open", r"\shell", ""):
            try:
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, _CLASSES + below)
            except FileNotFoundError:
                continue
