"""Builds the program that can be handed over: one folder, and on Debian a package of it.

    python build_spec/build.py           dist/callside/
    python build_spec/build.py deb       dist/callside_VERSION_ARCHITECTURE.deb

Needs the extra `build` (PyInstaller); each system builds for itself.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

SPEC = Path(__file__).resolve().parent
ROOT = SPEC.parent
DIST = ROOT / "dist"
INSTALLED = Path("opt/callside")
EXECUTABLE_MODE, PLAIN_MODE = 0o755, 0o644


def main(arguments: list[str]) -> int:
    """Build what is asked for; 2 when that is not known."""
    if arguments not in ([], ["deb"]):
        print(__doc__, file=sys.stderr)
        return 2
    folder = build_folder(DIST)
    print(f"{folder}: {_kib(folder) // 1024} MB")
    if arguments:
        package = build_deb(folder, DIST)
        print(f"{package}: {package.stat().st_size // 1_000_000} MB")
    return 0


def build_folder(target: Path) -> Path:
    """Freeze the program into `target/callside`."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"]
    folders = ["--distpath", str(target), "--workpath", str(target / "work")]
    subprocess.run([*command, *folders, str(SPEC / "callside.spec")], check=True, cwd=ROOT)
    return target / "callside"


def build_deb(folder: Path, target: Path) -> Path:
    """Put the frozen folder, its launcher, icon and desktop entries into a Debian package."""
    sys.path.insert(0, str(ROOT))
    from desktop import __version__

    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], check=True, capture_output=True, text=True
    ).stdout.strip()
    tree = target / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(folder, tree / INSTALLED, symlinks=True)
    for source, place in (
        (SPEC / "linux/callside.desktop", "usr/share/applications/callside.desktop"),
        (SPEC / "linux/callside-url.desktop", "usr/share/applications/callside-url.desktop"),
        (
            ROOT / "resources/icons/callside.svg",
            "usr/share/icons/hicolor/scalable/apps/callside.svg",
        ),
        (
            ROOT / "resources/icons/callside.png",
            "usr/share/icons/hicolor/256x256/apps/callside.png",
        ),
        (ROOT / "README.md", "usr/share/doc/callside/README.md"),
    ):
        (tree / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, tree / place)
    launcher = tree / "usr/bin/callside"
    launcher.parent.mkdir(parents=True)
    launcher.symlink_to(Path("/") / INSTALLED / "callside")
    control = tree / "DEBIAN/control"
    control.parent.mkdir()
    fields = {
        "version": __version__,
        "architecture": architecture,
        "installed_kib": _kib(tree),
    }
    control.write_text((SPEC / "linux/control").read_text("utf-8").format(**fields), "utf-8")
    _settle_rights(tree)
    package = target / f"callside_{__version__}_{architecture}.deb"
    subprocess.run(
        ["dpkg-deb", "--build", "--root-owner-group", "-Zxz", str(tree), str(package)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    shutil.rmtree(tree)
    return package


def _settle_rights(tree: Path) -> None:
    """Rights as a package has them, whatever the builder's umask."""
    for path in (tree, *tree.rglob("*")):
        if path.is_symlink():
            continue
        runs = path.is_dir() or os.access(path, os.X_OK)
        path.chmod(EXECUTABLE_MODE if runs else PLAIN_MODE)


def _kib(folder: Path) -> int:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) // 1024


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
