"""What was said before, remembered by fingerprints in little memory."""

from __future__ import annotations

from array import array

_FIRST_PLACES = 1 << 16
_FULL_OF_4 = 3


class Fingerprints:
    """Numbers by number: 12 bytes a place, where a dict of Python's needs about a hundred.

    Meant for hashes: a key is taken modulo 2**63, a value modulo 2**32.
    """

    def __init__(self) -> None:
        self._keys = array("Q", bytes(8 * _FIRST_PLACES))
        self._values = array("I", bytes(4 * _FIRST_PLACES))
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def known(self, key: int, value: int) -> int:
        """The value first given for a key (modulo 2**32); from now on the given one if none was."""
        key = (key & 0x7FFFFFFFFFFFFFFF) or 1
        keys = self._keys
        places = len(keys) - 1
        at = (key ^ key >> 32) & places
        while found := keys[at]:
            if found == key:
                return self._values[at]
            at = (at + 1) & places
        value &= 0xFFFFFFFF
        keys[at] = key
        self._values[at] = value
        self._count += 1
        if self._count * 4 > len(keys) * _FULL_OF_4:
            self._grow()
        return value

    def _grow(self) -> None:
        keys, values = self._keys, self._values
        self._keys = array("Q", bytes(16 * len(keys)))
        self._values = array("I", bytes(8 * len(keys)))
        self._count = 0
        for key, value in zip(keys, values, strict=True):
            if key:
                self.known(key, value)
