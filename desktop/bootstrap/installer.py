"""Makes the environment and installs Callside into it, with uv or with whichever pip is there."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from desktop.bootstrap import stamp
from desktop.bootstrap.failures import (
    INSTALL_FAILED,
    NO_NETWORK,
    NO_PIP,
    StartError,
    no_disk_space,
    no_rights,
)
from desktop.bootstrap.log import LOG, LOG_PLACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.bootstrap.apt import BringsPackages
    from desktop.bootstrap.log import Runner

LOCK = ".callside.lock"  # uv has a lock of its own in .lock

_KEPT_WHEN_CLEARED = (LOCK, LOG)
_PIP_OPTIONS = ("--no-input", "--disable-pip-version-check", "--no-warn-script-location")
_PIP_PACKAGE = "python3-venv"  # smaller than python3-pip, and enough

# Empty values switch off what would send the libraries to another place than .venv.
_CLEAN = {
    "PYTHONPATH": "",
    "PYTHONHOME": "",
    "PIP_USER": "0",
    "PIP_TARGET": "",
    "PIP_PREFIX": "",
    "PIP_REQUIRE_VIRTUALENV": "0",
}
_SMALLEST_FREE_BYTES = 20_000_000

_NO_SPACE_SIGNS = ("No space left on device", "Disk quota exceeded", "os error 28")
_NO_RIGHTS_SIGNS = ("Permission denied", "Read-only file system")
_NO_NETWORK_SIGNS = (
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "ProxyError",
    "SSLError",
    "ProtocolError",
    "Connection refused",
    "Connection reset",
    "Network is unreachable",
    "name resolution",
    "HTTP error",
    "Could not fetch URL",
    "error sending request",
    "Failed to fetch",
)
_NOTHING_FITS_SIGNS = ("No matching distribution found", "No solution found")


class Way(NamedTuple):
    """One way to install: what to run first, and the words before `install`."""

    name: str
    first: list[str]
    command: list[str]


class Installer:
    """Makes, checks and fills the environment of one checkout."""

    def __init__(self, root: str, runner: Runner, apt: BringsPackages) -> None:
        self._root = root
        self._folder = Path(stamp.environment(root))
        self._python = stamp.interpreter(root)
        self._runner = runner
        self._apt = apt

    def works(self) -> bool:
        """Tell whether the environment's Python starts and is as new as the running one."""
        version = "{}.{}".format(*sys.version_info[:2])
        check = f"import sys; sys.exit('%d.%d' % sys.version_info[:2] != {version!r})"
        return self._runner.run([self._python, "-c", check], _CLEAN)

    def make(self) -> None:
        """Empty the environment's folder and make a bare environment in it."""
        self._clear()
        command = [_builder(), "-m", "venv", "--without-pip", str(self._folder)]
        if not self._runner.run(command, _CLEAN):
            raise self._failure()

    def install(self, extras: Iterable[str]) -> None:
        """Install Callside, editable, with its libraries, the first way that works."""
        wanted = ",".join(sorted(extras))
        project = f".[{wanted}]" if wanted else "."
        failure = self._no_pip()
        for way in self._ways():
            if way.first and not self._runner.run(way.first, _CLEAN):
                continue
            options = () if way.name == "uv" else _PIP_OPTIONS
            if self._runner.run([*way.command, *options, "-e", project], _CLEAN):
                return
            failure = self._failure()
            if way.name != "uv":  # another pip would meet the same trouble
                break
        if failure.status == no_disk_space("").status:
            self._clear()
        raise failure

    def _ways(self) -> Iterator[Way]:
        uv = shutil.which("uv")
        if uv is not None:
            yield Way("uv", [], [uv, "pip", "install", "--python", self._python])
        own = [self._python, "-m", "pip", "install"]
        if self._has("ensurepip"):
            yield Way("own pip", [self._python, "-m", "ensurepip"], own)
        if self._has("pip"):
            yield Way("pip", [], [_builder(), "-m", "pip", "--python", self._python, "install"])
        if self._apt.install([_PIP_PACKAGE]) and self._has("ensurepip"):
            yield Way("own pip", [self._python, "-m", "ensurepip"], own)

    def _has(self, module: str) -> bool:
        return self._runner.run([_builder(), "-c", f"import {module}"], _CLEAN)

    def _clear(self) -> None:
        for entry in self._folder.iterdir():
            if entry.name in _KEPT_WHEN_CLEARED:
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()

    def _no_pip(self) -> StartError:
        by_hand = self._apt.by_hand([_PIP_PACKAGE])
        return StartError(NO_PIP, f"Callside found neither pip nor uv for {_builder()}; {by_hand}")

    def _failure(self) -> StartError:
        if shutil.disk_usage(self._folder).free < _SMALLEST_FREE_BYTES:
            return no_disk_space(self._root)
        return cause(self._runner.output(), self._root)


def cause(output: str, root: str) -> StartError:
    """Find out from an installer's output why it failed."""
    if any(sign in output for sign in _NO_SPACE_SIGNS):
        return no_disk_space(root)
    if any(sign in output for sign in _NO_NETWORK_SIGNS):
        return StartError(
            NO_NETWORK,
            "Callside could not reach the package registry to install its libraries. "
            f"Check the network and start again; details are in {LOG_PLACE}.",
        )
    if any(sign in output for sign in _NOTHING_FITS_SIGNS):
        return StartError(
            NO_NETWORK,
            "Callside found no version of a library that fits this computer in the package "
            f"registry; details are in {LOG_PLACE}.",
        )
    if any(sign in output for sign in _NO_RIGHTS_SIGNS):
        return no_rights(root)
    return StartError(
        INSTALL_FAILED, f"Callside could not install its libraries; details are in {LOG_PLACE}."
    )


def _builder() -> str:
    """Return the Python that makes the environment: never the one inside, it may be removed."""
    base = getattr(sys, "_base_executable", None) or sys.executable
    return os.fspath(base) if sys.prefix != sys.base_prefix else sys.executable
