"""Who a SIP or telephone address means: what lines and hooks send, cleaned of everything else."""

from __future__ import annotations

import re
from urllib.parse import unquote

_ANONYMOUS_USERS = frozenset({"", "anonymous", "unavailable", "unknown", "restricted", "private"})
_ANONYMOUS_HOST = "anonymous.invalid"
_SCHEMES = frozenset({"sip", "sips", "tel"})


def number_of(uri: str) -> str | None:
    """The user part of a `sip:` or `tel:` URI as it was sent; None for an anonymous caller."""
    address = uri.partition("<")[2].partition(">")[0] or uri
    scheme, colon, rest = address.strip().partition(":")
    if not colon or scheme.lower() not in _SCHEMES:
        return None
    user, at_sign, host = rest.partition("@")
    if not at_sign and scheme.lower() != "tel":
        return None
    if re.split("[:;?]", host)[0].lower() == _ANONYMOUS_HOST:
        return None
    return _known(unquote(re.split("[:;]", user)[0]))


def number_in(text: str) -> str | None:
    """The number in whatever a softphone calls the remote side: a URI, `user@host`, or a number."""
    address = text.partition("<")[2].partition(">")[0] or text
    address = address.strip()
    if address.partition(":")[0].lower() in _SCHEMES and "@" not in address:
        address = f"tel:{address.partition(':')[2]}"
    elif address.partition(":")[0].lower() not in _SCHEMES:
        if "@" not in address:
            return _known(address)
        address = f"sip:{address}"
    return number_of(address)


def printable(value: str) -> str:
    """Without control characters and half surrogates, which no store or screen could take."""
    return "".join(character for character in value if character.isprintable()).strip()


def _known(user: str) -> str | None:
    number = printable(user)
    return None if number.lower() in _ANONYMOUS_USERS else number
