"""MicroSIP's side: the commands in its ini file.

MicroSIP appends the number after a space. It takes the command apart by Windows' own rules but
puts the arguments together again without quotes, so only the program may have a space in it, and
it reads at most 255 characters.
"""

from __future__ import annotations

import codecs
import subprocess

INI_PATH = "%APPDATA%/MicroSIP/microsip.ini"
SECTION = "Settings"
LONGEST_VALUE = 255

_REPORTS = {
    "cmdIncomingCall": ("ringing", "--direction", "in"),
    "cmdOutgoingCall": ("ringing", "--direction", "out"),
    "cmdCallStart": ("established",),
    "cmdCallBusy": ("ended",),
    "cmdCallEnd": ("ended",),
}


def values(command: tuple[str, ...]) -> dict[str, str]:
    """What to put under each key. Raises ValueError for a command that MicroSIP cannot run."""
    if any(any(letter.isspace() for letter in word) for word in command[1:]):
        raise ValueError("MicroSIP cannot pass on an argument with a space in it")
    told = {
        key: subprocess.list2cmdline(
            (*command, "call", event, "--line", "microsip", *rest, "--number")
        )
        for key, (event, *rest) in _REPORTS.items()
    }
    if any(len(value) > LONGEST_VALUE for value in told.values()):
        raise ValueError(f"MicroSIP reads at most {LONGEST_VALUE} characters of a command")
    return told


def decoded(ini: bytes) -> str:
    """The text of an ini file. Raises ValueError for one that is neither UTF-16 LE nor UTF-8."""
    if ini.startswith(codecs.BOM_UTF16_LE):
        return ini[2:].decode("utf-16-le")
    return ini.decode("utf-8-sig")


def encoded(text: str) -> bytes:
    """The text as MicroSIP writes it."""
    return codecs.BOM_UTF16_LE + text.encode("utf-16-le")


def wired(ini: str, wanted: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    """The text with our commands where the user has none of his own.

    The second part names the keys that were left alone because something else stands there.
    """
    kept: list[str] = []
    missing = dict(wanted)
    lines = _lines(ini)
    here = ""
    header: int | None = None
    for index, line in enumerate(lines):
        if line.strip().startswith("["):
            here = line.strip().strip("[]").lower()
            header = index if here == SECTION.lower() and header is None else header
            continue
        key, equals, value = (part.strip() for part in line.partition("="))
        name = _known(key, wanted)
        if here != SECTION.lower() or not equals or name is None:
            continue
        missing.pop(name, None)
        if not value:
            lines[index] = f"{key}={wanted[name]}"
        elif value != wanted[name]:
            kept.append(name)
    added = [f"{key}={value}" for key, value in missing.items()]
    if header is None:
        lines += [f"[{SECTION}]", *added]
    else:
        lines[header + 1 : header + 1] = added
    return "\r\n".join(lines) + "\r\n", tuple(kept)


def unwired(ini: str, ours: dict[str, str]) -> str:
    """The text with every command of ours empty again; what is the user's stays."""
    emptied = {f"{key}={value}": f"{key}=" for key, value in ours.items()}
    return "".join(f"{emptied.get(line, line)}\r\n" for line in _lines(ini))


def _lines(ini: str) -> list[str]:
    """The lines as Windows counts them: other signs that end a line may stand in a value."""
    return ini.replace("\r\n", "\n").removesuffix("\n").split("\n") if ini else []


def _known(key: str, wanted: dict[str, str]) -> str | None:
    """Windows takes the keys of an ini file in any case."""
    return next((name for name in wanted if name.lower() == key.lower()), None)
