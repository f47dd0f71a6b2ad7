"""Twinkle's side: one script for its eight triggers, and the lines of a user profile.

Twinkle splits a script's line at every space, quoted or not, and looks for no program on PATH, so
the script must have a whole path without a space. It waits for the script of a ringing call until
that closes its output, so ours tells the desk in the background and says nothing.
"""

from __future__ import annotations

import shlex
from pathlib import Path

SCRIPT_NAME = "callside-twinkle.sh"
FOLDER = "~/.twinkle"
KEYS = (
    "script_incoming_call",
    "script_in_call_answered",
    "script_in_call_failed",
    "script_outgoing_call",
    "script_out_call_answered",
    "script_out_call_failed",
    "script_local_release",
    "script_remote_release",
)

# The requests of either side's hang-up name the caller differently, so an end gives the id alone.
_SCRIPT = """#!/bin/sh
# Tells Callside about Twinkle's calls. Written by Callside.
tell() {{
    {command} call "$1" --line twinkle --number="$2" --id="$SIP_CALL_ID" $3 \\
        </dev/null >/dev/null 2>&1 &
}}
case "$TWINKLE_TRIGGER" in
    in_call) tell ringing "$SIP_FROM_USER" "--direction in" ;;
    in_call_answered) tell established "$SIP_FROM_USER" "--direction in" ;;
    out_call) tell ringing "$SIP_TO_USER" "--direction out" ;;
    out_call_answered) tell established "$SIP_TO_USER" "--direction out" ;;
    in_call_failed | out_call_failed | local_release | remote_release) tell ended "" "" ;;
esac
exit 0
"""


def script_text(command: tuple[str, ...]) -> str:
    """The script that Twinkle runs at each of its triggers."""
    return _SCRIPT.format(command=shlex.join(command))


def profiles_in(folder: Path) -> tuple[Path, ...]:
    """The user profiles of a Twinkle folder."""
    return tuple(sorted(path for path in folder.glob("*.cfg") if path.is_file()))


def wired(profile: str, script: Path) -> tuple[str, tuple[str, ...]]:
    """A profile's text with our script at each trigger where the user has none of his own.

    The second part names the keys that were left alone because something else stands there.
    Raises ValueError for a script whose path Twinkle could not run.
    """
    if any(letter.isspace() for letter in str(script)):
        raise ValueError("Twinkle cannot run a script whose path has a space in it")
    kept: list[str] = []
    missing = dict.fromkeys(KEYS)
    lines = _lines(profile)
    for index, line in enumerate(lines):
        key, equals, value = (part.strip() for part in line.partition("="))
        if not equals or key not in KEYS:
            continue
        missing.pop(key, None)
        if not value:
            lines[index] = f"{key}={script}"
        elif value != str(script):
            kept.append(key)
    lines += [f"{key}={script}" for key in missing]
    return "\n".join(lines) + "\n", tuple(kept)


def unwired(profile: str, script: Path) -> str:
    """A profile's text with every trigger of ours empty again; what is the user's stays."""
    ours = {f"{key}={script}": f"{key}=" for key in KEYS}
    return "".join(f"{ours.get(line, line)}\n" for line in _lines(profile))


def _lines(profile: str) -> list[str]:
    """The lines as Twinkle counts them: other signs that end a line may stand in a name."""
    return profile.removesuffix("\n").split("\n") if profile else []
