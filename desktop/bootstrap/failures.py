"""Why a start cannot go on: one exception, one sentence and one exit status for each cause.

Statuses stay clear of the command line's (1, 2, 3) and of pytest's (0 to 5).
"""

from __future__ import annotations

import errno

WRONG_PYTHON = 10
NO_PIP = 11
NO_RIGHTS = 12
NO_DISK_SPACE = 13
NO_NETWORK = 14
INSTALL_FAILED = 15
MISSING_LIBRARIES = 16
INTERRUPTED = 130

OLDEST_PYTHON = (3, 11)

_NO_RIGHTS_ERRORS = (errno.EACCES, errno.EPERM, errno.EROFS)
_NO_SPACE_ERRORS = (errno.ENOSPC, errno.EDQUOT)


class StartError(Exception):
    """A start that cannot go on; its text is the sentence the user reads."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


def require_python(version: tuple[int, ...]) -> None:
    """Refuse a Python that is too old for Callside."""
    if version[:2] < OLDEST_PYTHON:
        oldest, this = ".".join(map(str, OLDEST_PYTHON)), ".".join(map(str, version))
        raise StartError(WRONG_PYTHON, f"Callside needs Python {oldest} or newer, this is {this}.")


def no_rights(folder: str) -> StartError:
    """Name a folder that this user may not write to."""
    return StartError(
        NO_RIGHTS,
        f"Callside has no right to write in {folder}. "
        "Copy the checkout to a folder of your own and start again.",
    )


def no_disk_space(folder: str) -> StartError:
    """Name the disk that is full, by a folder on it."""
    return StartError(
        NO_DISK_SPACE,
        f"Callside found no space left on the disk of {folder} or of the temporary folder. "
        "Free about 1 GB and start again.",
    )


def from_os_error(error: OSError, folder: str) -> StartError:
    """Turn an error of the operating system into the cause a user can mend."""
    if error.errno in _NO_RIGHTS_ERRORS:
        return no_rights(folder)
    if error.errno in _NO_SPACE_ERRORS:
        return no_disk_space(folder)
    return StartError(INSTALL_FAILED, f"Callside could not make {folder}/.venv: {error}.")
