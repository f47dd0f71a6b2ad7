"""A number as a link that the system hands to whatever telephone program opens such links."""

from __future__ import annotations

import re

_SPACING = re.compile(r"[\s()./·－—（）-]+")
_NUMBER = re.compile(r"\+?[0-9*#]{2,32}", re.ASCII)
_ADDRESS = re.compile(
    r"(?:sips?:)?(?P<user>[A-Za-z0-9+*#._~-]{1,64}@[A-Za-z0-9.-]{1,128}(?::[0-9]{1,5})?)", re.ASCII
)


def dialled_number(text: str) -> str | None:
    """What a telephone dials for a number as people write it; None when it is no number."""
    number = _SPACING.sub("", text)
    return number if _NUMBER.fullmatch(number) else None


def dial_link(text: str, scheme: str) -> str | None:
    """A link of the scheme `tel` or `sip`; None for a text that must not be dialled."""
    number = dialled_number(text)
    if number is not None:
        return f"{scheme}:{number.replace('#', '%23')}"
    address = _ADDRESS.fullmatch(text.strip())
    return f"sip:{address['user'].replace('#', '%23')}" if address and scheme == "sip" else None
