"""What commands print for programs to read."""

from __future__ import annotations

import json
from datetime import UTC, datetime


def print_json(value: object) -> None:
    """Print a value as JSON that a person can read too."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def utc(epoch_ms: int) -> str:
    """An instant as ISO text in UTC."""
    return datetime.fromtimestamp(epoch_ms / 1000, tz=UTC).isoformat(timespec="milliseconds")
