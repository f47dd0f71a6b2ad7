"""The program that is handed over, on a Debian without Python: `python3 -m desktop test -m frozen`.

Builds it (a minute), makes a bare system with debootstrap (a minute), installs the package there
and uses it. Needs root.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.programs import require_program

pytestmark = [pytest.mark.frozen, pytest.mark.real_program, pytest.mark.timeout(900)]

ROOT = Path(__file__).parents[2]
SUITE = "bookworm"


@dataclass(frozen=True, slots=True)
class BareSystem:
    """A Debian with nothing in it, and how to run something there."""

    root: Path

    def run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        environment = {
            "HOME": "/root",
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "LANG": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive",
        }
        return subprocess.run(
            ["chroot", str(self.root), *command],
            env=environment,
            capture_output=True,
            text=True,
            check=check,
        )


@pytest.fixture(scope="module")
def package() -> Path:
    """The Debian package, built from this checkout."""
    require_program("dpkg-deb")
    built = subprocess.run(
        [sys.executable, str(ROOT / "build_spec/build.py"), "deb"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr[-2000:]
    (found,) = (ROOT / "dist").glob("callside_*.deb")
    return found


@pytest.fixture(scope="module")
def system(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BareSystem]:
    """A minimal Debian with the package installed."""
    debootstrap = require_program("debootstrap")
    if os.geteuid() != 0:
        reason = "a bare system can only be made by root"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    root = tmp_path_factory.mktemp("system")
    subprocess.run([debootstrap, "--variant=minbase", SUITE, str(root)], check=True)
    null = root / "dev/null"
    if not null.is_char_device():
        null.unlink(missing_ok=True)
        os.mknod(null, 0o666 | 0o020000, os.makedev(1, 3))
    shutil.copy(package, root / "tmp")
    bare = BareSystem(root)
    bare.run("apt-get", "install", "-y", "--no-install-recommends", f"/tmp/{package.name}")
    yield bare
    shutil.rmtree(root)


def test_there_is_no_python_to_lean_on(system: BareSystem) -> None:
    assert not list((system.root / "usr/bin").glob("python3*"))


def test_one_whole_call_is_played_and_its_outcome_saved(system: BareSystem) -> None:
    played = system.run("callside", "demo", "--auto", check=False)
    assert played.returncode == 0, played.stderr
    assert "✓" in played.stdout


def test_the_machine_is_checked(system: BareSystem) -> None:
    checked = system.run("callside", "check", "--json", check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    states = {row["subject"]: row["state"] for row in json.loads(checked.stdout)["findings"]}
    assert states["libraries"] == "ok"
    assert "broken" not in states.values()


def test_it_leaves_as_it_came(system: BareSystem, package: Path) -> None:
    system.run("apt-get", "remove", "-y", "callside")
    assert not (system.root / "opt/callside").exists()
    assert not (system.root / "usr/bin/callside").is_symlink()
    system.run("apt-get", "install", "-y", "--no-install-recommends", f"/tmp/{package.name}")
