"""What a disk holds after the power went out, rebuilt from a recording of what was asked of it.

Everything that was written before the last completed wait for a file is on the disk. Of what came
after, each write is there, is not, or is there in some of its sectors; so writes also come in any
order. The shared memory beside the log is not on any disk.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.crash.lives import Life

SECTOR_BYTES = 512
FILES = ("callside.db", "callside.db-wal")

_CALLS = "trace=pwrite64,write,ftruncate,fdatasync,fsync"
_LINE = re.compile(r"(?P<pid>\d+) +(?P<text>.*)")
_RESUMED = re.compile(r"<\.\.\. \w+ resumed>(?P<rest>.*)")
_SYSCALL = re.compile(
    r"(?P<name>\w+)\((?P<fd>\d+)<(?P<path>[^>]*)>(?:, (?P<arguments>.*))?\) += (?P<result>\d+)"
)
_UNFINISHED = " <unfinished ...>"


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes for a file; with `data` None it is cut off at `offset`."""

    file: str
    offset: int
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Synced:
    """Everything of a file that was written so far is on the disk."""

    file: str


@dataclass(frozen=True, slots=True)
class Said:
    """The program told its user that something is saved."""

    text: str


Deed = Write | Synced | Said


def record(path: Path, calls: int, synchronous: str, log: Path) -> list[Deed]:
    """Run the program under strace; what it did with the database, in order."""
    program = [sys.executable, "-m", "tests.crash.recorded", str(path), str(calls), synchronous]
    subprocess.run(
        ["strace", "-f", "-y", "-xx", "-s", "70000", "-e", _CALLS, "-o", str(log), *program],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.DEVNULL,
        check=True,
        timeout=100,
    )
    with log.open(encoding="ascii") as lines:
        return list(_deeds(lines))


@dataclass(slots=True)
class Disk:
    """The two files of a database: what is certain, and what is on its way."""

    certain: dict[str, bytearray]
    on_the_way: dict[str, list[Write]] = field(default_factory=lambda: {f: [] for f in FILES})
    lies: bool = False

    def take(self, deed: Write | Synced) -> None:
        """One deed more; a disk that lies says that it is done and goes on as before."""
        waiting = self.on_the_way[deed.file]
        if isinstance(deed, Write):
            waiting.append(deed)
        elif not self.lies:
            for write in waiting:
                _apply(self.certain[deed.file], write)
            waiting.clear()

    def without_power(self, random: Random) -> dict[str, bytes]:
        """One of the states in which the files may be found."""
        found: dict[str, bytes] = {}
        share = random.choice((0.0, 0.5, 0.9, 1.0))
        for file in FILES:
            image = bytearray(self.certain[file])
            for write in self.on_the_way[file]:
                draw = random.random()
                if draw < share * 0.8:
                    _apply(image, write)
                elif draw < share:
                    for part in _torn(write, random):
                        _apply(image, part)
            found[file] = bytes(image)
        return found


def power_cuts(
    before: bytes, deeds: list[Deed], images: int, random: Random, *, lies: bool = False
) -> Iterator[tuple[Life, dict[str, bytes]]]:
    """So many moments without power: what had been told as saved, and what the disk holds."""
    disk = Disk({FILES[0]: bytearray(before), FILES[1]: bytearray()}, lies=lies)
    life = Life()
    cuts = sorted(random.randrange(len(deeds)) for _ in range(images))
    done = 0
    for cut in cuts:
        for deed in deeds[done:cut]:
            if isinstance(deed, Said):
                life.note(deed.text)
            else:
                disk.take(deed)
        done = cut
        yield life, disk.without_power(random)


def _apply(image: bytearray, write: Write) -> None:
    if write.data is None:
        del image[write.offset :]
        return
    if len(image) < write.offset:
        image.extend(bytes(write.offset - len(image)))
    image[write.offset : write.offset + len(write.data)] = write.data


def _torn(write: Write, random: Random) -> Iterator[Write]:
    """Some of the sectors of a write."""
    if write.data is None:
        return
    for start in range(0, len(write.data), SECTOR_BYTES):
        if random.random() < 0.5:
            part = write.data[start : start + SECTOR_BYTES]
            yield Write(write.file, write.offset + start, part)


def _deeds(lines: Iterator[str]) -> Iterator[Deed]:
    """Calls that another thread interrupted are put together again, at their end."""
    begun: dict[str, str] = {}
    for line in lines:
        found = _LINE.match(line)
        if found is None:
            continue
        pid, text = found["pid"], found["text"]
        if text.endswith(_UNFINISHED):
            begun[pid] = text.removesuffix(_UNFINISHED)
            continue
        resumed = _RESUMED.match(text)
        if resumed is not None:
            text = begun.pop(pid) + resumed["rest"]
        called = _SYSCALL.match(text)
        if called is not None:
            yield from _deed(called)


def _deed(called: re.Match[str]) -> Iterator[Deed]:
    file = Path(_text(called["path"]).decode()).name
    arguments = (called["arguments"] or "").split(", ")
    match called["name"]:
        case "write" if called["fd"] == "1":
            yield from (Said(said) for said in _text(arguments[0]).decode().splitlines())
        case "pwrite64" if file in FILES:
            yield Write(file, int(arguments[2]), _text(arguments[0])[: int(called["result"])])
        case "ftruncate" if file in FILES:
            yield Write(file, int(arguments[0]), None)
        case "fdatasync" | "fsync" if file in FILES:
            yield Synced(file)
        case _:
            if file in FILES:
                raise ValueError(f"{called['name']} of {file} is not understood")


def _text(written: str) -> bytes:
    return bytes.fromhex(written.strip('"').replace("\\x", ""))
