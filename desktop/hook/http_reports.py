"""A report of a call in an HTTP request: from its query, its form or its JSON. Pure."""

from __future__ import annotations

import json
from http import HTTPStatus

from desktop.domain.call_reports import CallReport
from desktop.hook.fields import LONGEST, BadReportError, checked
from desktop.hook.http_request import BadRequestError, Request
from desktop.hook.http_rules import Admission
from desktop.hook.messages import report_of
from desktop.hook.urls import fields_of_query, in_our_words

PATH = "/call"
_METHODS = "GET, POST, OPTIONS"


def is_question(request: Request, admission: Admission) -> bool:
    """Whether a browser only asks if a page may send a report. Raises `BadRequestError` if not."""
    if request.method != "OPTIONS":
        return False
    if not admission.allows(request.headers.get("origin", "")):
        raise BadRequestError(403, "that page may not report calls: see hook.allowed_origins")
    return True


def report_in(request: Request, admission: Admission) -> CallReport:
    """The report in a request that may make one. Raises `BadRequestError`."""
    admission.check(request)
    if request.path != PATH:
        raise BadRequestError(404, f"reports go to {PATH}")
    if request.method not in ("GET", "POST"):
        raise BadRequestError(405, "reports are sent by GET or POST")
    try:
        return report_of(checked(_fields(request)))
    except BadReportError as error:
        raise BadRequestError(400, str(error)) from error


def answer(
    request: Request | None, admission: Admission, status: int, text: str, *, keep_alive: bool
) -> bytes:
    """The bytes of an answer; `request` is None when it could not be read."""
    lines = [
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase}",
        f"Connection: {'keep-alive' if keep_alive else 'close'}",
        "Cache-Control: no-store",
        "X-Content-Type-Options: nosniff",
    ]
    if text:
        lines.append("Content-Type: text/plain; charset=utf-8")
        lines.append(f"Content-Length: {len(text.encode()) + 1}")
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        lines.append(f"Allow: {_METHODS}")
    origin = request.headers.get("origin", "") if request is not None else ""
    if admission.allows(origin):
        lines += [
            f"Access-Control-Allow-Origin: {origin}",
            f"Access-Control-Allow-Methods: {_METHODS}",
            "Access-Control-Allow-Headers: Authorization, Content-Type, X-Callside-Token",
            "Access-Control-Allow-Private-Network: true",
            "Vary: Origin",
        ]
    return "\r\n".join((*lines, "", f"{text}\n" if text else "")).encode()


def _fields(request: Request) -> dict[str, object]:
    if not request.body:
        return dict(fields_of_query(request.query))
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        return _json_fields(request.body)
    if kind == "application/x-www-form-urlencoded":
        form = "".join(chr(b) if b < 128 else f"%{b:02X}" for b in request.body)
        return dict(fields_of_query(form))
    raise BadRequestError(415, "a report is a form or JSON")


def _json_fields(body: bytes) -> dict[str, object]:
    try:
        sent = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadReportError("that is no JSON") from error
    if not isinstance(sent, dict):
        raise BadReportError("that is no JSON object")
    fields = {name: value for name, value in sent.items() if name in LONGEST and value is not None}
    texts = {name: value for name, value in fields.items() if isinstance(value, str)}
    return {**fields, **in_our_words(texts)}
