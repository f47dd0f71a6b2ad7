"""HTTP requests as desk phones send them, read from bytes. Pure: no sockets, no clock.

Only what a report needs is understood. Everything has a limit, and what passes one is refused with
a status and a sentence that repeats nothing of what was sent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_LINE = 4_096
LONGEST_HEAD = 16_384
LONGEST_BODY = 16_384
MOST_HEADERS = 64

_HEADER = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*", re.ASCII | re.DOTALL)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_ONLY_ONCE = frozenset({"host", "origin", "content-length", "content-type", "authorization"})


class BadRequestError(Exception):
    """A request that is refused. `status` is the HTTP status, the text says why."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


@dataclass(frozen=True, slots=True)
class Request:
    """One request. Header names are in small letters; `query` is as it was sent, in ASCII."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes
    keep_alive: bool
    version: str


class RequestReader:
    """Takes bytes as they come, and gives whole requests."""

    def __init__(self) -> None:
        self._waiting = b""

    @property
    def is_between(self) -> bool:
        """Whether nothing of a next request has come."""
        return not self._waiting

    def feed(self, received: bytes) -> None:
        """Take in what was received. Bounded: read what is whole before the next."""
        self._waiting += received

    def next(self) -> Request | None:
        """The next whole request, or None until more comes. Raises `BadRequestError`."""
        self._waiting = self._waiting.lstrip(b"\r\n")
        end = _HEAD_END.search(self._waiting)
        head = self._waiting[: end.start()] if end else self._waiting
        if len(head.partition(b"\n")[0]) > LONGEST_LINE:
            raise BadRequestError(414, "the address is too long")
        if len(head) > LONGEST_HEAD:
            raise BadRequestError(431, "the headers are too long")
        if end is None:
            return None
        first, *rest = head.decode("latin-1").split("\n")
        headers = _headers([line.removesuffix("\r") for line in rest])
        length = _length(headers)
        if len(self._waiting) < end.end() + length:
            return None
        body = self._waiting[end.end() : end.end() + length]
        self._waiting = self._waiting[end.end() + length :]
        return _request(first.removesuffix("\r"), headers, body)


def _request(line: str, headers: dict[str, str], body: bytes) -> Request:
    # Some phones put a name with its spaces into the address.
    method, _, rest = line.partition(" ")
    target, _, version = rest.rpartition(" ")
    if version not in ("HTTP/1.0", "HTTP/1.1") or not method.isascii() or not method.isupper():
        raise BadRequestError(400, "that is no HTTP/1 request")
    if not target.startswith("/") or any(ord(c) < 32 or ord(c) == 127 for c in target):
        raise BadRequestError(400, "the address cannot be used")
    if version == "HTTP/1.1" and "host" not in headers:
        raise BadRequestError(400, "the request names no host")
    path, _, query = target.partition("#")[0].partition("?")
    wanted = headers.get("connection", "").lower()
    return Request(
        method=method,
        path=path,
        query="".join(c if ord(c) < 128 else f"%{ord(c):02X}" for c in query),
        headers=headers,
        body=body,
        keep_alive="close" not in wanted if version == "HTTP/1.1" else "keep-alive" in wanted,
        version=version,
    )


def _headers(lines: list[str]) -> dict[str, str]:
    if len(lines) > MOST_HEADERS:
        raise BadRequestError(431, "there are too many headers")
    headers: dict[str, str] = {}
    for line in lines:
        found = _HEADER.fullmatch(line)
        if found is None or "\r" in line or "\0" in line:
            raise BadRequestError(400, "a header cannot be read")
        name, value = found[1].lower(), found[2]
        if name in headers and name in _ONLY_ONCE:
            raise BadRequestError(400, "a header is there twice")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


def _length(headers: dict[str, str]) -> int:
    if "transfer-encoding" in headers:
        raise BadRequestError(411, "the body must have a length")
    told = headers.get("content-length", "0")
    if not re.fullmatch(r"[0-9]{1,9}", told, re.ASCII):
        raise BadRequestError(400, "the length of the body cannot be read")
    if int(told) > LONGEST_BODY:
        raise BadRequestError(413, "the body is too long")
    return int(told)
