"""A file that appears under its name only when it is whole, and that only its owner can read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from desktop.files.format_errors import told_plainly


@contextmanager
def part_file(target: Path, language: str) -> Iterator[BinaryIO]:
    """A binary file to write; it replaces `target` when the context is left without an error.

    Raises `ImportFormatError` when the disk refuses.
    """
    part = target.with_name(f"{target.name}.part")
    with told_plainly(part, language):
        part.unlink(missing_ok=True)
        descriptor = os.open(
            part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
        )
        handle = os.fdopen(descriptor, "wb")
    try:
        with told_plainly(target, language):
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
            handle.close()
            part.replace(target)
    except BaseException:
        with suppress(OSError):  # The first failure is the one to tell.
            handle.close()
        part.unlink(missing_ok=True)
        raise
