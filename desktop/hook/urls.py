"""Reports of calls that come as a URL or as the query of an HTTP request.

Desk phones and softphones put in what they have, as they have it: nothing for an unknown value, a
bare `+` in a number, a whole SIP address, their own word for the event. What is not a field of ours
is passed over.
"""

from __future__ import annotations

from urllib.parse import unquote_to_bytes, urlsplit

from desktop.hook.fields import LONGEST, BadReportError

LONGEST_URL = 4_096
_MOST_PARTS = 64

_EVENTS = {
    "ringing": ("ringing", ""),
    "ring": ("ringing", ""),
    "incoming": ("ringing", "in"),
    "outgoing": ("ringing", "out"),
    "established": ("established", ""),
    "establish": ("established", ""),
    "answered": ("established", ""),
    "connected": ("established", ""),
    "held": ("held", ""),
    "hold": ("held", ""),
    "resumed": ("resumed", ""),
    "resume": ("resumed", ""),
    "unhold": ("resumed", ""),
    "ended": ("ended", ""),
    "end": ("ended", ""),
    "terminated": ("ended", ""),
    "terminate": ("ended", ""),
    "hangup": ("ended", ""),
    "missed": ("ended", "in"),
    "rejected": ("ended", "in"),
}
"""The words of Yealink, Grandstream and others, each with the direction that it tells."""
_DIRECTIONS = {"in": "in", "incoming": "in", "inbound": "in"} | dict.fromkeys(
    ("out", "outgoing", "outbound"), "out"
)


def fields_of_url(url: str) -> dict[str, str]:
    """The fields of `callside://call?…`, `tel:` or `sip:`. Raises `BadReportError`."""
    if len(url) > LONGEST_URL:
        raise BadReportError("the URL is too long")
    if not url.isprintable():
        raise BadReportError("the URL has a control character in it")
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise BadReportError("that is no URL") from error
    if parts.scheme in ("tel", "sip", "sips"):
        return {"event": "ringing", "number": unescaped(url)}
    if parts.scheme != "callside":
        raise BadReportError("the URL must begin with callside:, tel: or sip:")
    if f"{parts.netloc}{parts.path}".strip("/").lower() != "call":
        raise BadReportError("the URL must be callside://call?event=…&number=…")
    return fields_of_query(parts.query)


def fields_of_query(query: str) -> dict[str, str]:
    """The fields in the query of a URL, or in a form. Raises `BadReportError`."""
    pairs = query.split("&")
    if len(pairs) > _MOST_PARTS:
        raise BadReportError("the query has too many parts")
    found: dict[str, str] = {}
    for pair in pairs:
        name, _, value = pair.partition("=")
        if name not in LONGEST:
            continue
        if name in found:
            raise BadReportError(f"'{name}' is there twice")
        # A number begins with a plus that phones do not escape; a name has spaces.
        found[name] = unescaped(value.replace("+", " ") if name == "name" else value)
    return in_our_words(found)


def in_our_words(fields: dict[str, str]) -> dict[str, str]:
    """The same fields with the event and the direction called as we call them."""
    said = dict(fields)
    event = fields.get("event", "").strip().lower()
    direction = fields.get("direction", "").strip().lower()
    if event in _EVENTS:
        said["event"], told = _EVENTS[event]
        if told and not direction:
            said["direction"] = told
    if direction in _DIRECTIONS:
        said["direction"] = _DIRECTIONS[direction]
    return said


def unescaped(text: str) -> str:
    """A text without its percent signs; phones write UTF-8, and some sold in China GB18030."""
    written = unquote_to_bytes(text)
    for encoding in ("utf-8", "gb18030"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return written.decode("utf-8", "replace")
