"""Brings Debian packages, as root or where sudo asks for no password."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.bootstrap.log import Runner

_UNATTENDED = {"DEBIAN_FRONTEND": "noninteractive"}
_LOCK_SECONDS = 300  # another apt-get may be running, such as the nightly updates


class BringsPackages(Protocol):
    """Installs system packages, or knows who can."""

    def may_install(self) -> bool:
        """Tell whether packages can be brought without asking anybody."""
        ...

    def install(self, packages: Sequence[str], vital: Sequence[str] = ()) -> bool:
        """Install packages, or only the vital ones where not all are to be had."""
        ...

    def by_hand(self, packages: Sequence[str]) -> str:
        """Return what a user with more rights can do."""
        ...


class Apt:
    """Debian's own packages, by apt-get."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    def may_install(self) -> bool:
        """Tell whether apt-get is there and may be used without a password."""
        return self._as_root() is not None

    def install(self, packages: Sequence[str], vital: Sequence[str] = ()) -> bool:
        """Install packages; the lists are fetched only if apt does not know the names yet."""
        as_root = self._as_root()
        if as_root is None:
            return False
        apt = [*as_root, "apt-get", "-q", "-o", f"DPkg::Lock::Timeout={_LOCK_SECONDS}"]
        bring = [*apt, "install", "-y", "--no-install-recommends"]
        if self._runner.run([*bring, *packages], _UNATTENDED):
            return True
        if not self._runner.run([*apt, "update"], _UNATTENDED):
            return False
        if self._runner.run([*bring, *packages], _UNATTENDED):
            return True
        return bool(vital) and self._runner.run([*bring, *vital], _UNATTENDED)

    def by_hand(self, packages: Sequence[str]) -> str:
        """Return the line to run as a user who may use sudo."""
        names = " ".join(packages)
        if shutil.which("apt-get") is None:
            return f"install what your system calls {names}"
        return f"run: sudo apt-get install -y {names}"

    def _as_root(self) -> list[str] | None:
        """Return the words to put before apt-get, None where it would need a password."""
        if shutil.which("apt-get") is None:
            return None
        if os.geteuid() == 0:
            return []
        if shutil.which("sudo") is not None and self._runner.run(["sudo", "-n", "true"]):
            return ["sudo", "-n", "DEBIAN_FRONTEND=noninteractive"]
        return None
