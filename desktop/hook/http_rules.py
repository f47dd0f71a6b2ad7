"""Who may report a call over HTTP. Pure.

The danger is not the network, for the desk listens on this machine only unless the user says
otherwise and sets a token. It is the browser on the same machine: any page that the agent opens can
make it send requests to 127.0.0.1. What a page can and cannot do decides the rules:

* A page chooses address and body of an image, a form or a `fetch`, so it can send what a desk phone
  sends. It cannot take away what the browser adds: `Origin` with every POST and every `fetch` to
  another origin, `Sec-Fetch-Site` to loopback addresses, `Referer` unless suppressed, and always a
  `User-Agent` that begins with `Mozilla/`. (Setting another one needs a preflight, which has an
  `Origin`.) A request with any of these is a browser's, and is refused without the token.
* `Origin` is refused even with the token, unless the settings name that origin: a web softphone's.
  Only such a page gets the headers that let it read answers or send JSON.
* A page can give its own name the address 127.0.0.1 ("DNS rebinding") and would then be of the same
  origin. But the browser still sends that name as `Host`: only addresses in figures, `localhost`
  and this machine's own name are accepted.
* A page cannot learn the token: it is never sent back, and the comparison takes equally long
  however much of it is right.

A report can show a file (covered, as any ring does) and end a call on the screen. It can do no
action of the desk, read nothing and delete nothing.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import unquote

from desktop.hook.http_request import BadRequestError, Request

_BROWSER_HEADERS = ("origin", "referer", "cookie", "upgrade-insecure-requests")
_BROWSER_PREFIX = "sec-fetch-"


@dataclass(frozen=True, slots=True)
class Admission:
    """The rules of one listener. `host` is the address that it is bound to."""

    host: str
    token: str = ""
    allowed_origins: frozenset[str] = frozenset()
    own_names: frozenset[str] = frozenset()

    def check(self, request: Request) -> None:
        """Raise `BadRequestError` unless this request may report a call."""
        if not self._host_is_ours(request.headers.get("host")):
            raise BadRequestError(403, "the request is for another host")
        origin = request.headers.get("origin")
        if origin is not None and not self.allows(origin):
            raise BadRequestError(403, "that page may not report calls: see hook.allowed_origins")
        if self.token:
            if not self._has_token(request):
                raise BadRequestError(403, "the token is missing or wrong")
        elif is_browser(request):
            raise BadRequestError(403, "a browser needs a token: see hook.token")

    def allows(self, origin: str) -> bool:
        """Whether a page of this origin may report calls, if it has the token."""
        return bool(self.token) and origin in self.allowed_origins

    def _host_is_ours(self, host: str | None) -> bool:
        if host is None:
            return True  # HTTP/1.0 only: no browser speaks that
        name = host.strip().lower()
        name = name[1:].partition("]")[0] if name.startswith("[") else name.partition(":")[0]
        if name in {"localhost", *self.own_names}:
            return True
        try:
            address = ip_address(name)
        except ValueError:
            return False
        return address.is_loopback or not is_loopback(self.host)

    def _has_token(self, request: Request) -> bool:
        given = [request.headers.get("x-callside-token", "")]
        scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            given.append(bearer.strip())
        parts = [part.partition("=") for part in request.query.split("&")]
        given += [unquote(value) for name, _, value in parts if name == "token"]
        wanted = self.token.encode()
        right = [hmac.compare_digest(each.encode("utf-8", "replace"), wanted) for each in given]
        return any(right)


def is_browser(request: Request) -> bool:
    """Whether a request has anything that a browser adds and a page cannot take away."""
    headers = request.headers
    if any(name in headers for name in _BROWSER_HEADERS):
        return True
    if any(name.startswith(_BROWSER_PREFIX) for name in headers):
        return True
    return headers.get("user-agent", "").lower().startswith("mozilla/")


def is_loopback(host: str) -> bool:
    """Whether an address is this machine and nobody else's."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
