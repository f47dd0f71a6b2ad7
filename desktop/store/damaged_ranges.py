"""Reads all of a damaged table that can be read: ranges of keys, halved around what fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from desktop.store.errors import CorruptDatabaseError

PATIENCE = 4
"""How often a range is halved again in which nothing new was found."""

PATIENCE_AT_AN_END = 7
"""The same before the first and after the last key that could be read: keys may lie anywhere."""

_TEXT_BYTES = 14
_NEAR = 4096


@dataclass(frozen=True, slots=True)
class KeySpace:
    """The keys of a table as integers in the same order, so that a range has a middle.

    Whole numbers are keys of ours: they begin at 0.
    """

    is_text: bool

    @property
    def first(self) -> int:
        """The lowest key."""
        return 0

    @property
    def last(self) -> int:
        """The highest key."""
        return 256**_TEXT_BYTES - 1 if self.is_text else 2**63 - 1

    def place_of(self, key: object) -> int:
        """Where a key lies; texts that begin alike share a place."""
        if isinstance(key, int):
            return key
        begin = str(key).encode()[:_TEXT_BYTES]
        return int.from_bytes(begin.ljust(_TEXT_BYTES, b"\0"))

    def bound(self, place: int) -> int | bytes:
        """The lowest key at a place, as SQLite compares it; texts as their bytes."""
        if not self.is_text:
            return place
        return place.to_bytes(_TEXT_BYTES).rstrip(b"\0")


Read = Callable[[int, int, bool], Iterator[int]]
"""Reads the rows from one place to another, both included, downwards if True; yields places.

Each row was taken when its place is yielded. Raises `CorruptDatabaseError` where the damage is.
"""


def read_around_damage(space: KeySpace, read: Read) -> int:
    """Read every row that can be read; the number of stretches, joined, that cannot.

    Rows may be read more than once. Damage costs the same few tries whatever a stretch holds.
    """
    unreadable = 0
    end_of_last: int | None = None
    todo = [(space.first, space.last, PATIENCE_AT_AN_END)]
    while todo:
        low, high, patience = todo.pop()
        whole, up = _drain(read(low, high, False))  # noqa: FBT003
        if whole:
            continue
        begin = low if up is None else up
        whole, down = _drain(read(begin, high, True))  # noqa: FBT003
        if whole:
            continue
        end = high if down is None else down
        if up not in (None, low) or down not in (None, high):
            at_an_end = up is None or down is None
            patience = PATIENCE_AT_AN_END if at_an_end else PATIENCE
            # Many rows may share a place: those on the far side of the damage.
            _drain(read(begin, begin, True))  # noqa: FBT003
            _drain(read(end, end, False))  # noqa: FBT003
        if patience == 0 or begin >= end:
            if end_of_last is None or begin > end_of_last + 1:
                unreadable += 1
            end_of_last = end
            continue
        if high == space.last and down is None and up != high:
            end = _farthest(begin, high, read) if not space.is_text else high - 1
            todo.append((end, end, 0))
        middle = (begin + end) // 2
        todo.append((middle + 1, end, patience - 1))
        todo.append((begin, middle, patience - 1))
    return unreadable


def _farthest(begin: int, high: int, read: Read) -> int:
    """The last page is damaged, so nobody knows where the keys end: look farther and farther."""
    farthest = min(begin + _NEAR, high)
    length = 1
    while begin + length <= high:
        _, found = _drain(islice(read(begin + length, high, False), 1))  # noqa: FBT003
        farthest = max(farthest, found or 0)
        length *= 2
    return farthest


def _drain(places: Iterator[int]) -> tuple[bool, int | None]:
    """Whether the range was read to its end, and the last place that was read."""
    last: int | None = None
    try:
        for place in places:
            last = place
    except CorruptDatabaseError:
        return False, last
    return True, last
