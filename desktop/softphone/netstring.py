"""Netstrings, the framing of baresip's control connection: `<length>:<payload>,`."""

from __future__ import annotations

from collections.abc import Iterator

MAX_PAYLOAD_BYTES = 65_536
_MAX_LENGTH_DIGITS = len(str(MAX_PAYLOAD_BYTES))


class NetstringError(ValueError):
    """The bytes are not netstrings. There is no way back into step: drop the connection."""


def encode(payload: bytes) -> bytes:
    """One frame; `NetstringError` when the payload is too big for our own parser."""
    if len(payload) > MAX_PAYLOAD_BYTES:
        raise NetstringError("payload is too big")
    return b"%d:%b," % (len(payload), payload)


class NetstringParser:
    """Cuts a byte stream, arriving in any pieces, into payloads. Use a new one per connection."""

    def __init__(self) -> None:
        self._pending = bytearray()

    def feed(self, received: bytes) -> Iterator[bytes]:
        """The payloads completed by these bytes, in order.

        Bytes that are not netstrings raise `NetstringError`, after the good payloads before them.
        """
        self._pending += received
        while (payload := self._take()) is not None:
            yield payload

    def _take(self) -> bytes | None:
        """Remove one whole frame from the front, or None while it is still incomplete."""
        colon = self._pending.find(b":", 0, _MAX_LENGTH_DIGITS + 1)
        digits = self._pending[: colon if colon >= 0 else _MAX_LENGTH_DIGITS + 1]
        if digits and not digits.isdigit():
            raise NetstringError("length is not a number")
        if colon < 0:
            if len(digits) > _MAX_LENGTH_DIGITS:
                raise NetstringError("length is too long")
            return None
        if not digits or (len(digits) > 1 and digits.startswith(b"0")):
            raise NetstringError("length is missing or padded")
        start = colon + 1
        end = start + int(digits)
        if end - start > MAX_PAYLOAD_BYTES:
            raise NetstringError("payload is too big")
        if len(self._pending) <= end:
            return None
        if self._pending[end] != ord(","):
            raise NetstringError("payload does not end where its length says")
        payload = bytes(self._pending[start:end])
        del self._pending[: end + 1]
        return payload
