"""Tells a network file system from a local one: a live database is not safe on the former."""

from __future__ import annotations

import re
import sys
from pathlib import Path

NETWORK_TYPES = frozenset(
    {
        "9p",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.ceph",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.smbnetfs",
        "fuse.sshfs",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "prl_fs",
        "smb2",
        "smb3",
        "smbfs",
        "vboxsf",
    }
)
"""Linux file system types on which locks or shared memory cannot be relied upon."""

_MOUNTS = Path("/proc/self/mounts")
_OCTAL = re.compile(r"\\([0-7]{3})")
_DRIVE_REMOTE = 4


def on_network_drive(path: Path) -> bool:
    """Whether `path`, which need not exist yet, lies on a network file system.

    Answered on Linux and Windows; elsewhere always False.
    """
    whole = path.resolve()
    if sys.platform == "win32":
        import ctypes

        unc = whole.drive.startswith("\\\\")
        return unc or ctypes.windll.kernel32.GetDriveTypeW(whole.anchor) == _DRIVE_REMOTE
    if not _MOUNTS.exists():
        return False
    return mounted_type(_MOUNTS.read_text("utf-8", "replace"), whole) in NETWORK_TYPES


def mounted_type(mounts: str, path: Path) -> str | None:
    """The file system type over an absolute path, by a table such as `/proc/self/mounts`."""
    found: str | None = None
    depth = -1
    for line in mounts.splitlines():
        words = line.split()
        if len(words) < 3:
            continue
        point = Path(_OCTAL.sub(lambda match: chr(int(match[1], 8)), words[1]))
        # A later mount on the same point hides the earlier one.
        if path.is_relative_to(point) and len(point.parts) >= depth:
            found, depth = words[2], len(point.parts)
    return found
