"""Makes a checkout ready: `.venv` with the libraries, and the system packages of this start."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop.bootstrap import stamp
from desktop.bootstrap.apt import Apt
from desktop.bootstrap.failures import from_os_error
from desktop.bootstrap.installer import LOCK, Installer
from desktop.bootstrap.lock import only_one
from desktop.bootstrap.log import LOG, LoggedRunner, say
from desktop.bootstrap.packages import SystemPackages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.bootstrap.needs import Need


class InstallsEnvironment(Protocol):
    """Makes, checks and fills an environment."""

    def works(self) -> bool:
        """Tell whether the environment that is there can be built upon."""
        ...

    def make(self) -> None:
        """Make a bare environment in place of whatever is there."""
        ...

    def install(self, extras: Iterable[str]) -> None:
        """Install Callside and its libraries."""
        ...


def make_ready(root: str, need: Need) -> None:
    """Bring what is missing for this start, or fail with the sentence that says why not."""
    folder = Path(stamp.environment(root))
    try:
        packages = SystemPackages(need, Apt(LoggedRunner(Path(root))))
        if is_installed(root, need):
            packages.bring()
        else:
            folder.mkdir(exist_ok=True)
            ours = (folder / LOCK).exists()
            with only_one(folder / LOCK, _say_waiting) as held:
                if not is_installed(root, need):
                    (folder / LOG).unlink(missing_ok=True)
                    packages.bring()
                    packages.tell_missing()
                    runner = LoggedRunner(Path(root), keep_open=held)
                    build(root, need, Installer(root, runner, Apt(runner)), ours=ours)
        remember(root, packages.settled())
    except OSError as error:
        raise from_os_error(error, root) from error


def is_installed(root: str, need: Need) -> bool:
    """Tell whether the environment itself is ready, whatever system packages are missing."""
    made = stamp.read(root)
    if made is None or not need.extras <= made.extras:
        return False
    return stamp.is_current(made, root) or _installs_the_same(made, root)


def build(root: str, need: Need, installer: InstallsEnvironment, *, ours: bool) -> None:
    """Make or renew the environment and stamp it.

    The stamp goes first and comes back last: an environment of ours without one was left
    half made and is made anew. One that somebody else made and that works is kept.
    """
    before = stamp.read(root)
    extras = need.extras | (before.extras if before else frozenset())
    keep = stamp.made_from(root).startswith(before.base) if before else not ours
    stamp.forget(root)
    say("installing libraries (first start only)…" if not before else "renewing libraries…")
    if not (keep and installer.works()):
        installer.make()
    installer.install(extras)
    stamp.write(root, stamp.Stamp(stamp.made_from(root), extras, ()))
    say("libraries are ready.")


def remember(root: str, settled: Iterable[str]) -> None:
    """Note the kinds of system packages that need no second look; a lost note costs little."""
    made = stamp.read(root)
    if made is None:
        return
    system = made.system | frozenset(settled)
    if system == made.system and stamp.is_current(made, root):
        return
    try:
        stamp.write(root, stamp.Stamp(stamp.made_from(root), made.extras, system))
    except OSError:
        return


def _installs_the_same(made: stamp.Stamp, root: str) -> bool:
    """Tell whether pyproject.toml changed only where it says nothing about installing."""
    now = stamp.made_from(root)
    if not now.startswith(made.base):
        return False
    try:
        return _what_installs(made.made_from) == _what_installs(now)
    except tomllib.TOMLDecodeError:
        return False


def _what_installs(made_from: str) -> tuple[object, ...]:
    project = tomllib.loads(stamp.project_of(made_from))
    hatch = project.get("tool", {}).get("hatch")
    return project.get("build-system"), project.get("project"), hatch


def _say_waiting() -> None:
    say("another start is installing; waiting for it…")
