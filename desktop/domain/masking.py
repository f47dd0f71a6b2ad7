"""What stays covered until the right person is on the line."""

from __future__ import annotations

MASK = "****"
_SHOWN_TAIL = 4


def mask_number(number: str | None) -> str:
    """A phone number with its middle covered: `+86****8000`; short or missing numbers vanish."""
    if not number:
        return MASK
    if len(number) < 2 * _SHOWN_TAIL:
        return MASK + number[-2:]
    head = number[:3] if number.startswith("+") else number[:2]
    return f"{head}{MASK}{number[-_SHOWN_TAIL:]}"


def mask_name(name: str) -> str:
    """A name shown only as its first character or initial: `王****`."""
    return f"{name[:1]}{MASK}" if name else MASK
