"""Tells the running desk something and waits for its answer: one line of JSON each way.

Softphones start `callside call` for each event of a call, so this imports next to nothing.
"""

from __future__ import annotations

import json
import os
import sys

from desktop.hook.address import endpoints, is_ours

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

ANSWER_LIMIT_S = 5.0
_LONGEST_ANSWER_BYTES = 65_536


class NoDeskError(Exception):
    """Nobody listens: no desk is running on this database."""


class NoAnswerError(Exception):
    """A desk is there, but what it answered cannot be used, or it did not answer in time."""


def ask(database: str, message: Mapping[str, object]) -> dict[str, object]:
    """What the desk of a database answers. Raises `NoDeskError` or `NoAnswerError`."""
    line = json.dumps(message, ensure_ascii=True).encode("ascii") + b"\n"
    for endpoint in endpoints(database):
        try:
            received = _exchange(endpoint, line)
        except (FileNotFoundError, ConnectionRefusedError):
            continue  # nobody there, or the socket that a crash left
        except OSError as error:
            raise NoAnswerError(error.strerror or type(error).__name__) from error
        return _answer(received)
    raise NoDeskError


def _answer(received: bytes) -> dict[str, object]:
    try:
        answer = json.loads(received)
    except ValueError as error:
        raise NoAnswerError("the desk did not answer") from error
    if not isinstance(answer, dict):
        raise NoAnswerError("the desk did not answer")
    return answer


if sys.platform == "win32":

    def _exchange(endpoint: str, line: bytes) -> bytes:
        """The desk itself closes a pipe that stays silent, so this cannot wait for ever."""
        with open(endpoint, "r+b", buffering=0) as pipe:
            pipe.write(line)
            received = b""
            while not received.endswith(b"\n") and len(received) < _LONGEST_ANSWER_BYTES:
                part = pipe.read(4096)
                if not part:
                    break
                received += part
            return received

else:

    def _exchange(endpoint: str, line: bytes) -> bytes:
        if not is_ours(os.path.dirname(endpoint)):
            raise FileNotFoundError
        import socket  # where there is no folder there is nobody to ask

        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as desk:
            desk.settimeout(ANSWER_LIMIT_S)
            desk.connect(endpoint)
            desk.sendall(line)
            received = b""
            while not received.endswith(b"\n") and len(received) < _LONGEST_ANSWER_BYTES:
                part = desk.recv(4096)
                if not part:
                    break
                received += part
            return received
