"""Sees to the system packages of one start: bring them, or say who can bring them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.bootstrap.failures import MISSING_LIBRARIES, StartError
from desktop.bootstrap.log import say
from desktop.bootstrap.needs import QT, VOICE, X11
from desktop.bootstrap.system import is_there, missing

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.bootstrap.apt import BringsPackages
    from desktop.bootstrap.needs import Need
    from desktop.bootstrap.system import Package


class SystemPackages:
    """The system packages that one start needs."""

    def __init__(
        self, need: Need, apt: BringsPackages, look: Callable[[str], bool] = is_there
    ) -> None:
        self._kinds = need.system
        self._vital_kinds = frozenset({QT}) if need.suite else frozenset({QT, X11})
        self._apt = apt
        self._look = look

    def bring(self) -> None:
        """Install what is missing if nobody has to be asked."""
        lacking = self._missing()
        if lacking and self._apt.may_install():
            names = _names(lacking)
            say(f"installing system packages: {' '.join(names)}…")
            self._apt.install(names, _names(self._vital_of(lacking)))

    def tell_missing(self) -> None:
        """Say early which packages are missing: another terminal can bring them meanwhile."""
        lacking = self._missing()
        if self._vital_of(lacking):
            say(f"system packages are missing; {self._apt.by_hand(_names(lacking))}")

    def settled(self) -> list[str]:
        """Return the kinds that need no second look; stop if Qt cannot work.

        A missing voice is said once and then settled. Programs of the tests are looked for
        at each run until they are there.
        """
        lacking = self._missing()
        names = _names(lacking)
        vital = self._vital_of(lacking)
        if vital:
            libraries = ", ".join(each.shown_by for each in vital)
            raise StartError(
                MISSING_LIBRARIES,
                f"Callside cannot start Qt without {libraries}; {self._apt.by_hand(names)}",
            )
        if lacking:
            by_hand = self._apt.by_hand(names)
            say(f"works without {' '.join(names)}, but not fully; to add, {by_hand}")
        return sorted(self._kinds - {each.kind for each in lacking if each.kind != VOICE})

    def _missing(self) -> list[Package]:
        return missing(self._kinds, self._look)

    def _vital_of(self, lacking: list[Package]) -> list[Package]:
        return [each for each in lacking if each.kind in self._vital_kinds]


def _names(packages: list[Package]) -> list[str]:
    return [each.name for each in packages]
